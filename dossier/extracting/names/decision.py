"""Candidates turned into mentions by what their article is known to name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dossier.extracting.lexicon import common, demonym, in_any, listed, place, words
from dossier.extracting.lexicon.rules import Rule
from dossier.extracting.names.candidates.candidate import Candidate, opener, spoken
from dossier.extracting.names.candidates.runs import begins_sentence
from dossier.extracting.names.candidates.vocabulary import CapitalWord, listed_name, names_nothing, organisation
from dossier.extracting.names.evidence.around import around
from dossier.extracting.names.evidence.context import SMALL_LEGAL_FORMS, context
from dossier.extracting.names.evidence.form import form, person_shape
from dossier.extracting.names.evidence.products import without_product
from dossier.extracting.names.evidence.spellings import Spellings
from dossier.extracting.names.evidence.table import best, scored
from dossier.extracting.names.evidence.teams import is_city
from dossier.extracting.names.evidence.works import is_quoted
from dossier.extracting.names.full_names import FullNames
from dossier.extracting.names.roles import age, role
from dossier.model import Article, EntityType, Mention
from dossier.text.folding import fold
from dossier.text.lazy import lazy

_OF_PEOPLE = frozenset(
    {"title before", "role before", "age beside", "followed by who", "kin in apposition", "owner of what people have"}
)
_OF_COMPANIES = frozenset(
    {
        "title after", "invested in", "noun of an organisation after", "noun of an organisation before",
        "noun of an organisation before of", "owner of what organisations have", "followed by which",
        "legal form in small letters after",
    }
)  # fmt: skip
_OF_TEAMS = frozenset(
    {
        "deal of a team", "plays against", "player of a team after", "score beside", "season of a team",
        "verb of a team in the plural",
    }
)  # fmt: skip
_LEGAL_FORM = re.compile(rf" (?:{'|'.join(sorted(SMALL_LEGAL_FORMS))})\b")
_LONGEST_PART = 6  # words of a name inside a heading


@dataclass(slots=True)
class NameDecision:
    """A mention, the rule that made it one, and the spelling whose evidence gave the type (folded)."""

    mention: Mention
    rule: str
    key: str


def _person_at_end(candidate: Candidate) -> Candidate | None:
    """Cut words that are written small elsewhere off before a person: `Public Advocate Anna Ruiz`."""
    group = candidate.words
    for i in range(len(group) - 1):
        key = group[i].key
        if i and key in listed("given") and group[i].gap == " ":
            rest = Candidate(group[i:], candidate.line, title=candidate.title or spoken(group[:i]), type="PERSON")
            return rest if len(rest.words) < 5 and person_shape(rest) else None
        if not common(key) or _begins_names(key):
            return None
    return None


def _begins_names(key: str) -> bool:
    """Return whether a common word may begin a name."""
    known = key in listed("given") or key in listed("surnames")
    return known or in_any(key, "event_first", "organisation_first", "place_first")


def _may_be_dropped(key: str) -> bool:
    """Return whether the first word of a sentence may be no part of the name behind it."""
    if key in listed("given") or key in words("month_given_names"):
        return False
    return common(key) or key in words("before_organisation")


class NamePart(NamedTuple):
    """A single word that may stand for a longer name, with the type that its own evidence gives it."""

    decision: Decision
    full: FullNames
    candidate: Candidate
    kind: EntityType | None
    score: float

    @property
    def key(self) -> str:
        """The word folded."""
        return self.candidate.key

    @property
    def firmly(self) -> bool:
        """Whether its evidence settles that it is not a person."""
        return self.kind not in (None, "PERSON") and self.score >= 4 and not self.candidate.title


def _head_of_a_longer_name(part: NamePart) -> EntityType | None:
    if part.kind is not None or part.key not in part.full.heads:
        return None
    return part.full.heads[part.key] if part.decision.is_after_the(part.candidate) else None


def _company_named_after_somebody(part: NamePart) -> EntityType | None:
    if part.key not in part.full.last or not (part.kind == "ORG" or (part.kind is None and part.candidate.is_running)):
        return None
    return "ORG" if part.decision.is_company_here(part.candidate) else None


def _surname_of_a_full_name(part: NamePart) -> EntityType | None:
    if part.key not in part.full.last:
        return None
    if part.candidate.line == "title" and part.kind is None and common(part.key):
        return None
    person = not part.firmly or part.decision.is_person_here(part.candidate, part.kind)
    return "PERSON" if person else None


def _given_name_of_a_full_name(part: NamePart) -> EntityType | None:
    if part.key not in part.full.first or part.firmly:
        return None
    return "PERSON" if part.kind or not common(part.key) else None


def _name_of_a_storm(part: NamePart) -> EntityType | None:
    people = part.key in part.full.last or part.key in part.full.first or part.candidate.title
    return "EVENT" if part.key in part.full.storms and part.kind == "PERSON" and not people else None


def _nickname_of_a_team(part: NamePart) -> EntityType | None:
    return "ORG" if part.kind is None and part.key in part.full.teams else None


def _first_word_of_an_organisation(part: NamePart) -> EntityType | None:
    weak = part.kind in (None, "PERSON") and part.score < 3
    return "ORG" if weak and part.key in part.full.organisations and not common(part.key) else None


# What a single word stands for that is part of a full name in its article; the first that fits counts.
PART_RULES: tuple[Rule[Callable[[NamePart], EntityType | None]], ...] = (
    Rule(
        "the head of a longer name in its article",
        _head_of_a_longer_name,
        "They met the Zorvan Commission again. Later the [Commission] left.",
    ),
    Rule(
        "a company that has its name from somebody",
        _company_named_after_somebody,
        "Shares of [Ford] fell. Ford shareholders met Bill Ford again.",
    ),
    Rule(
        "the surname of a full name in its article",
        _surname_of_a_full_name,
        "They met Petra Quilbrast again. Later [Quilbrast] left.",
    ),
    Rule(
        "the given name of a full name in its article",
        _given_name_of_a_full_name,
        "They met Petra Quilbrast again. Later [Petra] left.",
    ),
    Rule(
        "the name of a storm in its article",
        _name_of_a_storm,
        "They met Typhoon Petra again. Later [Petra] left.",
    ),
    Rule(
        "the nickname of a team in its article",
        _nickname_of_a_team,
        "They met the Ohio Lanterns again. [Lanterns] lost.",
    ),
    Rule(
        "the first word of an organisation in its article",
        _first_word_of_an_organisation,
        "They met the Ferreira Institute again. Later [Ferreira] left.",
    ),
)


class Decision:
    """Decides what each candidate of an article names, if anything."""

    def __init__(self, article: Article, found: Sequence[Candidate], spellings: Spellings) -> None:
        self.article, self.found, self.spellings = article, found, spellings
        self.known = spellings.known
        self.full = FullNames(article.text, found, spellings)

    def all(self) -> Iterator[NameDecision]:
        """Yield every mention in text order."""
        for candidate in self.found:
            yield from self.mentions(candidate)

    def mentions(self, candidate: Candidate) -> Iterator[NameDecision]:
        """Yield the mention or mentions that a candidate becomes; what organisations make is cut off."""
        if made := self.spellings.products:
            if candidate.key in made:
                return
            group = without_product(candidate.words, made)
            if len(group) < len(candidate.words):
                if group:
                    yield from self.mentions(Candidate(group, candidate.line, candidate.initial, candidate.title))
                return
        if candidate.type:
            yield self._mention(candidate, candidate.type, "its words alone")
        elif candidate.key in self.full.nicknames:
            yield self._mention(candidate, "PERSON", "the nickname of a full name in its article")
        elif len(candidate.words) == 1 and candidate.words[0].closed and (end := self._end_of_a_shop(candidate)):
            mention = Mention(self.article.id, candidate.start, end, self.article.text[candidate.start : end], "ORG")
            yield NameDecision(mention, "a well-known organisation that ends like an owner", candidate.key)
        elif len(candidate.words) == 1:
            yield from self._of_one_word(candidate)
        elif rest := self._without_first_word(candidate) or _person_at_end(candidate):
            lead = candidate.words[: len(candidate.words) - len(rest.words)]
            yield from self._inside(Candidate(lead, candidate.line))
            yield from self.mentions(rest)
        else:
            yield from self._of_several_words(candidate)

    def _end_of_a_shop(self, candidate: Candidate) -> int:
        """Return where `Macy's` ends, an organisation's name that looks like an owner; 0 for an owner's."""
        word, end = candidate.words[0], candidate.end + 2
        if candidate.title or word.key in self.full.last or word.key in self.full.first:
            return 0
        return end if fold(self.article.text[word.start : end]) in words("organisations") else 0

    def _of_one_word(self, candidate: Candidate) -> Iterator[NameDecision]:
        kind, score = self.known.get(candidate.key, (None, 0.0))
        rule = "the evidence of its spelling"
        known = len(candidate.key) > 1 and candidate.key in self.full.parts
        if known and not opener(candidate.words[0], candidate.line):
            part = NamePart(self, self.full, candidate, kind, score)
            for one in PART_RULES:
                if found := one.applies(part):
                    kind, rule = found, one.name
                    break
        if kind and (here := self._team_or_place(candidate)):
            kind, rule = here, "a city, or its team"
        if kind:
            yield self._mention(candidate, kind, rule)

    def _team_or_place(self, candidate: Candidate) -> EntityType | None:
        """Return what a city that stands for its team in the article is here: a team or, in `in Denver`, a place.

        None where the words around it do not say.
        """
        tally = self.spellings.tallies.get(candidate.key) if candidate.is_running else None
        if tally is None or _OF_TEAMS.isdisjoint(tally.found) or not is_city(candidate):
            return None
        found = context(candidate, around(self.article.text, candidate.start, candidate.end))
        if not _OF_TEAMS.isdisjoint(found):
            return "ORG"
        return "PLACE" if "preposition of place" in found else None

    def _of_several_words(self, candidate: Candidate) -> Iterator[NameDecision]:
        kind, score = self.known.get(candidate.key, (None, 0.0))
        if kind is None:
            yield from self._inside(candidate)
        elif here := self._team_or_place(candidate):
            yield self._mention(candidate, here, "a city, or its team")
        elif kind != "ORG" or score >= 2 or not is_quoted(self.article.text, candidate):
            yield self._mention(candidate, kind, "the evidence of its spelling")

    def is_after_the(self, candidate: Candidate) -> bool:
        """Return whether "the" stands before a word in running text: `the Commission`."""
        before = self.article.text[max(0, candidate.start - 4) : candidate.start]
        return candidate.is_running and before.lower() == "the "

    def is_person_here(self, candidate: Candidate, kind: EntityType | None) -> bool:
        """Return whether a place's name that the article also gives somebody as a surname means the person here."""
        if kind != "PLACE" or not candidate.is_running:
            return False
        near = around(self.article.text, candidate.start, candidate.end)
        return scored(context(candidate, near)).get("PLACE", 0.0) <= 0

    def is_company_here(self, candidate: Candidate) -> bool:
        """Return whether a surname means the company of that name: `shares of Ford`, in an article with a Bill Ford.

        The company is known by a longer name or by its evidence; a title or what people have shows the person.
        """
        key = candidate.key
        if candidate.title or key not in self.companies:
            return False
        near = around(self.article.text, candidate.start, candidate.end)
        return not _OF_PEOPLE.intersection(context(candidate, near))

    @lazy
    def companies(self) -> frozenset[str]:
        """Return surnames of the article that are a company's name in it too."""
        found = set()
        for key in self.full.last:
            tally = self.spellings.tallies.get(key)
            formed = tally is not None and "legal form in small letters after" in tally.found
            known = formed or key in self.full.organisations or organisation(key) or key in listed("companies")
            if tally is None or not known:
                continue
            evident = key in self.full.organisations or not _OF_COMPANIES.isdisjoint(tally.found)
            if evident or (organisation(key) and self._comes_first(key)):
                found.add(key)
        return frozenset(found)

    def _comes_first(self, key: str) -> bool:
        """Return whether a surname stands by itself before its article names somebody of that surname in full."""
        bare = next((c.start for c in self.found if c.key == key and c.is_running and not c.title), None)
        full = next((c.start for c in self.found if len(c.words) > 1 and c.words[-1].key == key), None)
        return bare is not None and full is not None and bare < full

    def _without_first_word(self, candidate: Candidate) -> Candidate | None:
        """Drop the first word of a sentence from a candidate where it is not part of the name: `Chipmaker AMD`."""
        if not candidate.initial or not _may_be_dropped(candidate.words[0].key):
            return None
        rest = Candidate(candidate.words[1:], candidate.line, title=candidate.title)
        if candidate.words[0].key in words("event_first") and not place(rest.key):
            return None
        if in_any(rest.words[-1].key, "organisation_heads", "place_heads", "company_suffix"):
            return None
        if rest.key in self.known or (len(rest.words) == 1 and rest.key in self.full.last):
            return rest
        begins = in_any(candidate.words[0].key, "place_first", "event_first", "organisation_first")
        if len(rest.words) < 2 or begins or not person_shape(rest):
            return None
        rest.type = "PERSON"
        return rest

    def _inside(self, candidate: Candidate) -> Iterator[NameDecision]:
        """Yield the longest names inside capitalised words that are not one name together, as in a heading."""
        group = candidate.words
        i = 0
        while i < len(group):
            for j in range(min(len(group), i + _LONGEST_PART), i, -1):
                part = Candidate(group[i:j], candidate.line, title=candidate.title if i == 0 else None)
                if kind := self._part(part):
                    yield self._mention(part, kind, "a name inside a heading")
                    i = j
                    break
            else:
                i += 1

    def _part(self, part: Candidate) -> EntityType | None:
        """Return what some words of a heading name by themselves, if anything."""
        key = part.key
        if key in self.known:
            return self.known[key][0]
        if in_any(key, "non_name_words", "opening_words") or names_nothing(key, part.words[0].text):
            return None
        if len(part.words) > 1:
            return self._several_of_a_heading(part)
        if demonym(key):
            return "NATIONALITY"
        if common(key):
            return None
        if key in self.full.last:
            return "PERSON"
        return best(scored(form(part)))[0] if listed_name(key) else None

    def _several_of_a_heading(self, part: Candidate) -> EntityType | None:
        """Return what several words of a heading name: what a list has, or a person whose name is one by its form."""
        named = listed_name(part.key)
        if part.words[0].key not in listed("given") and not named:
            return None  # nothing below could find a name, and headings have many such
        kind, score = best(scored(form(part)))
        person = kind == "PERSON" and score >= 4.5 and len(part.words) <= 3
        unusual = not any(common(w.key) for w in part.words[1:])
        return kind if named or (person and unusual) else None

    def _mention(self, candidate: Candidate, kind: EntityType, rule: str) -> NameDecision:
        """Return a mention of a candidate's words.

        A surname takes its particle with it (`de Zela`), an organisation its capital `The` and its legal
        form (`Zorvan plc`).
        """
        start, end, group = candidate.start, candidate.end, candidate.words
        text = self.article.text
        if kind == "PERSON":
            start -= self._particle_before(group)
            years = age(text, start, end)
            mention = Mention(
                self.article.id, start, end, text[start:end], kind, role(text, start, end, candidate.title), age=years
            )
        else:
            with_article = kind == "ORG" or place(f"the {spoken(group)}")  # The Hague
            if with_article and text[max(0, start - 4) : start] == "The " and not begins_sentence(text, start - 4):
                start -= 4
            if kind == "ORG" and (small := _LEGAL_FORM.match(text, end)):
                end = small.end()
            mention = Mention(self.article.id, start, end, text[start:end], kind)
        return NameDecision(mention, rule, spoken(group))

    def _particle_before(self, group: Sequence[CapitalWord]) -> int:
        """Return how many characters before a surname its particle takes: three before `Zela`, for `de Zela`."""
        particle = self.full.last.get(group[0].key) if len(group) == 1 else None
        if not particle:
            return 0
        taken = len(particle) + 1
        before = self.article.text[max(0, group[0].start - taken) : group[0].start]
        return taken if before.casefold() == particle.casefold() + " " else 0
