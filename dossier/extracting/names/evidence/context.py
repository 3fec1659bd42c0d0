"""The evidence that the words around a name have: what stands before it, beside it and after it.

The rules after a name and before it stand in order, and the first that fits is the one that counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dossier.extracting.lexicon import common, in_any, listed, place, words
from dossier.extracting.names.candidates.candidate import Candidate, acronym
from dossier.extracting.names.candidates.cuts import is_strange
from dossier.extracting.names.candidates.vocabulary import region
from dossier.extracting.names.evidence.around import NeighbouringWords
from dossier.extracting.names.evidence.form import full_name, person_shape
from dossier.extracting.names.evidence.owners import has_its_own, on_its_own, owns_as_places_do
from dossier.extracting.names.evidence.shares import has_a_ticker, is_priced
from dossier.extracting.names.evidence.teams import (
    PLURAL,
    deals_in_players,
    has_a_player,
    is_against,
    is_city,
    is_in_a_result,
    is_in_a_season,
    is_played_against,
    is_plural_team,
)
from dossier.text.folding import fold
from dossier.text.lazy import lazy

# A number without a comma is an age behind a person's name only: `Insight 64`; `In Patras, 10,000` has none.
_AGE = re.compile(r"(?P<sign>,)? (?P<bracket>\(?(?:aged )?)\d{1,2}(?:[,.);](?!\d)| and\b|$)|, an? \d{1,2}-year")
_COUPLE = re.compile(
    r" (?:and|&) (?:(?:his|her) (?:[a-z]+ )?(?:wife|husband|partner|brother|sister|son|daughter),? )?[A-Z]\w+ [A-Z]\w"
)
_TWO_GIVEN = re.compile(r" (?:and|&) ([A-Z]\w+)\b(?![-’'])")
_SCORED = frozenset({"goal", "goals", "hat-trick", "penalties", "penalty", "tries", "try"})
# Zorvan Quilbrast (Ethiopia) 4:05.1: who comes from a country in a list of results.
_COMPETES = re.compile(r" \([A-Z][A-Za-z]+(?: [A-Z][a-z]+)?\),? \d")
_OWNER = re.compile(r", [\w.]+['’]s")
# The head of the union, Ana Paz, said; not the union, whose head left, Zorvan, said.
_HEADING = re.compile(r"\b([a-z]+) (?:of|at|for) (?:the |an? |[A-Z])[^,.;:()]{2,60}, $")
_IDENTIFIED = re.compile(r"\b([a-z]+) (?:is|are|was|were) (?:identified|named|listed|given|known) as $")
_CODE_NAME = re.compile(r"\bcode[- ]?named? [\"“‘']?$|\bcodenamed [\"“‘']?$")
_LISTING = frozenset({"are", "were", "including", "include", "like", "as", "namely", "called", "named"})
_FIRMLY_IN = frozenset({"in", "near", "throughout", "across", "outside", "around"})
_SUMS = frozenset({"million", "billion"})
_TELLING = frozenset({"told", "telling", "tells"})
_BY = frozenset({"by", "with", "and", "that", "for"})
# Zorvan, the hedge fund run by Ana Paz; not Zorvan, a bank manager
_APPOSED = re.compile(
    r", (?:an?|the|one of [\w ]{2,20}) (?:[\w’'-]+ ){0,4}?([a-z-]+)(?=[,.;:]|$"
    r"| (?:and|at|backed|based|behind|founded|for|in|led|near|north|of|on|outside|owned|run|south|east|west|that"
    r"|where|which|who|whose|with)\b)"
)
_PLANETS = words("planets")
_SPACE = re.compile(
    r"\b(?:asteroids?|astronom\w+|comets?|moons?|orbit\w*|planets?|probes?|rover|spacecraft|telescopes?)\b"
)
_ARTICLES = frozenset({"a", "an", "one", "the"})
_AT_PLACES = frozenset({"around", "at", "from", "in", "near", "outside", "to"})
_MAKERS = words("verbs_of_makers")
_REACHED = words("verbs_of_attack")
_WENT = re.compile(
    r"\b(?:commut\w+|deported|drives?|driving|drove|evacuated|ferry|flee|fled|flew|flies|flights?|flown|fly|flying|headed"
    r"|marched|road|sailed|sailing|sails|train|trains|travel\w*|trip|trips|visits?|walked) (?:[\w-]+ ){0,4}to $"
)
_WORKING = words("work_for")
_FORMERLY = frozenset({"formerly", "previously", "once", "now"})
_KIN = frozenset({"brothers", "sisters", "twins", "siblings"})
_SENT = frozenset({"fight", "fought", "held", "hold", "see", "send", "sends", "sent", "show", "shown"})
_PUBLISHED = re.compile(r"\bpublish\w* (?:[\w-]+ ){0,5}in $|\b(?:appear|appeared|appears) in $")
_SOMEBODY = re.compile(r"['’]s? [A-Z][\w’'-]+ [A-Z][\w’'-]+")  # Zorvan's Petra Quil
_OWN = frozenset({"her", "his"})
_PEOPLE = ("titles", "apposed_people")
_SIZES = frozenset({"little", "great"})
SMALL_LEGAL_FORMS = frozenset("gmbh inc llc llp ltd oyj plc".split())


class ContextRule(NamedTuple):
    """A piece of evidence, the words beside the name that call for it (None: any), and what else must hold.

    `words` is a set, or the names of lists of the lexicon with blanks between. A rule without evidence keeps the rules
    below it from being asked.
    """

    evidence: str
    words: str | frozenset[str] | None = None
    fits: Callable[[Candidate, NeighbouringWords], bool] | None = None

    @property
    def calls(self) -> frozenset[str] | None:
        """The words that call for it."""
        return frozenset().union(*map(words, self.words.split())) if isinstance(self.words, str) else self.words


class ContextRules:
    """Rules in order, of which the first that fits counts; found by the word beside the name."""

    def __init__(self, *rules: ContextRule) -> None:
        self.rules = rules

    @lazy
    def _by_word(self) -> dict[str, tuple[ContextRule, ...]]:
        called = [(rule.calls, rule) for rule in self.rules]
        every: set[str] = set().union(*(calls for calls, _ in called if calls))
        return {word: tuple(rule for calls, rule in called if calls is None or word in calls) for word in every}

    @lazy
    def _always(self) -> tuple[ContextRule, ...]:
        return tuple(rule for rule in self.rules if rule.words is None)

    def first(self, word: str, candidate: Candidate, near: NeighbouringWords) -> str:
        """Return the evidence of the first rule that fits a candidate with this word beside it, or ""."""
        for rule in self._by_word.get(word, self._always):
            if rule.fits is None or rule.fits(candidate, near):
                return rule.evidence
        return ""


def context(candidate: Candidate, near: NeighbouringWords) -> list[str]:
    """Return the names of the evidence that the words around a candidate have."""
    beside = BESIDE if near.before_gap.startswith(",") else _NOT_BEHIND_A_COMMA
    found = [name for name, fits in beside if fits(candidate, near)]
    after = AFTER_A_SIGN if near.gap else AFTER_A_POSSESSIVE if near.possessive else AFTER
    if name := after.first(near.after, candidate, near):
        found.append(name)
    if name := BEFORE.first(near.before, candidate, near):
        found.append(name)
    return found


def _introduced(candidate: Candidate) -> bool:
    """Return whether somebody could be called so: news brings a person in by a full name, or one known as such.

    A strange word alone that speaks and acts is a company far more often.
    """
    key = candidate.key
    return len(candidate.words) > 1 or key in listed("surnames") or key in listed("given")


def _state_after_a_place(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a state is named as the post does: `Reno, NV`."""
    postal = c.key in words("postal_states") and acronym(c.words[0].text) and place(n.before)
    return n.before_gap == "," and (region(c.key) or postal)


def _role_before(_: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a role stands before: `singer Ana Paz`."""
    called = n.before in words("titles") and n.before not in words("ambiguous_titles")
    return called and n.before_gap in ("", ",") and n.before2 != "the"


def _country_beside(c: Candidate, n: NeighbouringWords) -> bool:
    if n.gap not in (",", "("):
        return False
    state = n.gap == "," and n.after in listed("regions") and len(c.words) == 1
    return state or n.after in listed("countries") or region(n.after)


def _is_of_a_couple(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a given name stands before another person: `Tom and Anna Sorensen`, `Emma and Noah`."""
    if not n.tail.startswith((" and ", " & ")) or c.key not in listed("given") or place(c.key):
        return False
    other = _TWO_GIVEN.match(n.tail)
    return bool(_COUPLE.match(n.tail)) or (other is not None and fold(other[1]) in listed("given"))


def _is_code(c: Candidate) -> bool:
    """Return whether three letters are a nation's: `Ana Paz (ESP)`."""
    return len(c.words) == 1 and c.words[0].text.isupper() and c.key in words("country_codes")


def _has_an_age(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether an age stands beside a name: `Ana Paz, 34,`; not the goals of a team, `Tarn 2 Ulvik 1`."""
    if n.before.endswith("-year-old") and not n.before_gap:
        return True
    found = _AGE.match(n.tail)
    if found is None or is_in_a_result(c, n):
        return False
    return bool(found["sign"] or found["bracket"] or found[0].startswith(",")) or _introduced(c)


def _said_or_done(evidence: str, lists: str) -> tuple[ContextRule, ContextRule]:
    """Return two rules for what people do: one for what may be a person's name, one for a strange word."""
    return ContextRule(evidence, lists, lambda c, _: _introduced(c)), ContextRule(f"{evidence}, a strange word", lists)


def _is_competitor(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a full name in a list of results has a country and a figure behind it."""
    return n.gap == "(" and len(c.words) > 1 and _COMPETES.match(n.tail) is not None and _country_beside(c, n)


def _is_named_thing(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a building has somebody's name: `the Ana Paz hotel`."""
    return n.before == "the" and not n.before_gap and full_name(c)


def _heads_an_organisation(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a name says who the head of an organisation is: `the leader of the team, Ana Paz, said`."""
    if n.before_gap != "," or n.gap != "," or len(c.words) == 1:
        return False
    speaks = n.after in words("speech_verbs") or n.after2 == "that"
    found = _HEADING.search(n.lead) if speaks else None
    return found is not None and in_any(found[1], "titles", "role_words", "personal_nouns")


def _speaks_in_apposition(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a full name stands between commas and speaks: `their leader, Ana Paz, said`."""
    spoken = n.before_gap == "," == n.gap and n.after in words("speech_verbs")
    return spoken and len(c.words) > 1 and not any(w.text.isupper() for w in c.words)


def _is_village(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a village is told by its size: `Little Hexwick`; not `Little Women`, `the Great Gatsby`."""
    last = c.words[-1].key
    if c.words[0].key not in _SIZES or len(c.words) != 2 or n.before == "the" or not is_strange(last):
        return False
    called = last in listed("given") or last in listed("surnames")
    return not called and not in_any(last, "organisation_heads", "event_heads", "company_suffix")


def _is_seat(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether somebody has a seat in a place: `the Tarn-based bank`; not `Zorvix-based servers`."""
    return n.after2 not in words("product_nouns") and not common(c.key) and not acronym(c.words[0].text)


def _names_somebody(near: NeighbouringWords) -> bool:
    """Return whether somebody stands behind an owner by a full name: a player of a team, a head of a company."""
    if _SOMEBODY.match(near.tail) is None or in_any(near.after2, "organisation_heads", "place_heads", "event_heads"):
        return False
    return near.after in listed("given") or (is_strange(near.after) and is_strange(near.after2))


def _identified_as_a_place(_: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a list of places begins: `the villages were identified as Zorvan and Tarn`."""
    found = _IDENTIFIED.search(n.lead) if n.before == "as" else None
    return found is not None and found[1] in words("of_place")


def _is_called(near: NeighbouringWords, *nouns: str) -> bool:
    """Return whether a noun of a list says behind a comma what a thing is: `Zorvan, a bank in Bonn, said`."""
    if near.gap != "," or (near.before in _AT_PLACES and "apposed_places" not in nouns):
        return False
    found = _APPOSED.match(near.tail)
    return found is not None and in_any(found[1], *nouns) and found[1] not in words("ambiguous_titles")


def _has_a_trade(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a noun that organisations share says what somebody does: `Petra Zorvan, a brewer`."""
    if not _is_called(n, "people_or_organisations"):
        return False
    return n.after2 == "retired" or (len(c.words) > 1 and person_shape(c))


def _has_place_head(c: Candidate) -> bool:
    last = c.words[-1].key
    return len(c.words) > 1 and last in words("place_heads") and last not in words("organisation_heads")


def _is_published_in(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether something is published in what a name is of: `published in Zorvan Letters`."""
    told = "publish" in n.lead or "appear" in n.lead
    return told and not place(c.key) and _PUBLISHED.search(n.lead) is not None


def _word(*found: str) -> frozenset[str]:
    return frozenset(found)


# Each of these that fits counts.
BESIDE: tuple[tuple[str, Callable[[Candidate, NeighbouringWords], bool]], ...] = (
    ("title before", lambda c, _: bool(c.title)),
    ("title after", lambda c, _: c.employer),
    ("state after a place and a comma", _state_after_a_place),
    ("role before", _role_before),
    ("code of a nation", lambda c, n: n.before_gap.endswith("(") and n.tail[:1] == ")" and _is_code(c)),
    ("given name of a couple", _is_of_a_couple),
    ("score beside", is_in_a_result),
    ("season of a team", is_in_a_season),
    ("deal of a team", deals_in_players),
    ("age beside", _has_an_age),
    ("head of an organisation before", _heads_an_organisation),
    ("speaker in apposition", _speaks_in_apposition),
    ("its own thing before", on_its_own),
    ("places identified as", _identified_as_a_place),
    ("price of a share after", is_priced),
    ("village by its size", _is_village),
    ("planet", lambda c, n: c.key in _PLANETS and _SPACE.search(n.lead + n.tail) is not None),
    ("ticker after", has_a_ticker),
    ("speaks of his or her own", lambda _, n: n.after2 in _OWN and n.after in words("speech_verbs") and not n.gap),
    ("does something to its own", has_its_own),
    ("well-known place behind its article", lambda c, n: n.before == "the" and place(f"the {c.key}")),
    ("code name", lambda _, n: n.before.endswith("named") and _CODE_NAME.search(n.lead) is not None),
)

_BEHIND_A_COMMA = (_state_after_a_place, _heads_an_organisation, _speaks_in_apposition, on_its_own)
_NOT_BEHIND_A_COMMA = tuple(rule for rule in BESIDE if rule[1] not in _BEHIND_A_COMMA)

AFTER_A_SIGN = ContextRules(
    ContextRule("earlier name in brackets", _FORMERLY, lambda c, n: n.gap == "(" and len(c.words) == 1),
    ContextRule("role in apposition", _ARTICLES, _has_a_trade),
    ContextRule("organisation in apposition", _ARTICLES, lambda _, n: _is_called(n, "apposed_organisations")),
    ContextRule("role in apposition", _ARTICLES, lambda _, n: _is_called(n, "titles", "apposed_people")),
    ContextRule("place in apposition", _ARTICLES, lambda _, n: _is_called(n, "apposed_places")),
    ContextRule("followed by who", _word("who")),
    ContextRule("followed by whose", _word("whose")),
    ContextRule("followed by which", _word("which"), lambda _, n: n.gap == ","),
    ContextRule("kin in apposition", "personal_nouns", lambda _, n: n.gap == ","),
    ContextRule("kin in apposition", None, lambda _, n: n.gap == "," and n.after2 in words("personal_nouns")),
    ContextRule(
        "apposition owned by a country", None, lambda c, n: _country_beside(c, n) and bool(_OWNER.match(n.tail))
    ),
    ContextRule("competitor of a country", None, _is_competitor),
    ContextRule("country in apposition", None, _country_beside),
)
AFTER_A_POSSESSIVE = ContextRules(
    ContextRule("owner of what places have", "largest had_by_places", owns_as_places_do),
    ContextRule("owner of somebody", None, lambda c, n: len(c.words) == 1 and _names_somebody(n)),
    *_said_or_done("owner of what people have", "personal_nouns"),
    ContextRule("owner of what organisations have", "after_organisation"),
    ContextRule("owner of what teams have", "after_team"),
)
AFTER = ContextRules(
    ContextRule("legal form in small letters after", SMALL_LEGAL_FORMS),
    ContextRule("based in", _word("-based"), _is_seat),
    ContextRule("player of a team after", "players", has_a_player),
    ContextRule("noun of a team after", "after_team", lambda c, _: not person_shape(c)),
    ContextRule("verb of a team in the plural", PLURAL, is_plural_team),
    # the Biden administration, in spite of “the”
    ContextRule(
        "administration of a person", _word("administration"), lambda c, _: len(c.words) == 1 and not place(c.key)
    ),
    # the Quist brothers
    ContextRule("kin of one name after", _KIN, lambda c, _: len(c.words) == 1 and not place(c.key)),
    *_said_or_done("verb of speech after", "speech_verbs"),
    *_said_or_done("verb of action after", "action_verbs"),
    # not a street gang
    ContextRule("building of that name after", "after_place lodgings", _is_named_thing),
    ContextRule(
        "noun of a place after", "after_place after_places", lambda _, n: n.after2 not in words("after_organisation")
    ),
    ContextRule("party after", _word("party")),
    ContextRule("noun of an organisation after", "after_organisation"),
    ContextRule("in a country", _word("in"), lambda _, n: n.after2 in listed("countries")),
)
BEFORE = ContextRules(
    ContextRule("somebody called so", _word("called", "named"), lambda _, n: in_any(n.before2, *_PEOPLE)),
    ContextRule("calls itself", _word("itself", "themselves"), lambda _, n: n.before2.startswith("call")),
    ContextRule("invested in", _word("in"), lambda _, n: n.before2 in words("holdings")),
    ContextRule("", _word("in"), lambda _, n: not n.gap and n.after in words("after_organisation")),
    ContextRule("published in", _word("in"), _is_published_in),
    ContextRule("attacked or reached", _REACHED, lambda c, n: not n.before_gap and not person_shape(c)),
    ContextRule("where somebody went", _word("to"), lambda c, n: not person_shape(c) and bool(_WENT.search(n.lead))),
    ContextRule("working for", _word("for"), lambda c, n: n.before2 in _WORKING and not person_shape(c)),
    ContextRule("sent off", _word("off"), lambda _, n: n.before2 in _SENT),
    ContextRule("money put in a place", _word("in"), lambda c, n: n.before2 in _SUMS and place(c.key)),
    ContextRule("money put in", _word("in"), lambda _, n: n.before2 in _SUMS),
    ContextRule("preposition of place before an owner", _FIRMLY_IN, lambda _, n: n.possessive),
    ContextRule("preposition of place", _FIRMLY_IN),
    ContextRule("working at", _word("at"), lambda _, n: in_any(n.before2, "titles", "role_words")),
    ContextRule("at", _word("at")),
    ContextRule("made by", _word("by"), lambda c, n: n.before2 in _MAKERS and not person_shape(c)),
    ContextRule("scored by", _word("from", "by"), lambda _, n: n.before2 in _SCORED),
    ContextRule("from or to", "before_place"),
    ContextRule("between", _word("between")),
    ContextRule("between", None, lambda _, n: n.before2 == "between"),
    ContextRule("article before a head of places", _word("the"), lambda c, _: _has_place_head(c)),
    ContextRule("article before a full name", _word("the"), lambda c, _: full_name(c)),  # the Ana Paz affair
    ContextRule("article before", _word("the")),
    ContextRule("elected for", _word("for"), lambda _, n: n.before2 in words("elected_roles")),
    ContextRule("noun of a place before of", _word("of"), lambda _, n: n.before2 in words("of_place")),
    ContextRule("share of a company before of", _word("of"), lambda _, n: n.before2 in words("holdings")),
    ContextRule("noun of an organisation before of", _word("of"), lambda _, n: n.before2 in words("of_organisation")),
    ContextRule("", _word("of")),
    ContextRule("list of places", _LISTING, lambda _, n: n.before2 in words("of_place")),
    ContextRule("plays against", None, lambda c, n: is_against(n) and is_city(c)),  # Burnley v Blackburn
    ContextRule(
        "plays against", None, lambda c, n: is_against(n) and "vs" in {n.before, n.after} and not _introduced(c)
    ),
    ContextRule("", None, lambda _, n: is_against(n)),
    ContextRule("verb of a team in the plural", _word("host", "hosting", "hosts"), lambda c, _: is_city(c)),
    ContextRule("plays against", _word("against", "over"), is_played_against),
    # former club Southampton
    ContextRule("noun of a team before", "before_team", lambda c, n: not n.before_gap and not person_shape(c)),
    # the charity Open Shore
    ContextRule(
        "noun of an organisation directly before",
        "before_organisation",
        lambda c, n: len(c.words) > 1 and not n.before_gap and not person_shape(c),
    ),
    ContextRule("noun of an organisation before", "before_organisation"),
    ContextRule("told", _TELLING, lambda c, n: not n.before_gap and len(c.words) == 1),
    ContextRule("told a name of several words", _TELLING, lambda _, n: not n.before_gap),
    ContextRule("verb of speech before", "speech_verbs", lambda c, n: not n.before_gap and _introduced(c)),
    ContextRule("by or with", _BY, lambda c, _: _introduced(c)),
)
