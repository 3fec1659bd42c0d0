"""The evidence that the words of a name have by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from dossier.extracting.lexicon import common, in_any, listed, pairs, place, words
from dossier.extracting.names.candidates.candidate import Candidate, spoken
from dossier.extracting.names.candidates.vocabulary import LineKind, family_first, region
from dossier.extracting.names.evidence.listed import LISTED, Look, is_acronym

_CAPITAL_INSIDE = re.compile(
    r"^(?!Mc|Mac|De|Di|Le|La|Van|Fitz|O['’]|Du|Da|St|Al)[A-Za-z]*[a-z][A-Z]\w*$|^[A-Z]{2,}[a-z]+$"
)
_ADDRESS = (".com", ".org", ".net")
_DIRECTIONS = frozenset({"n", "s", "e", "w"})
_NUMERALS = frozenset({"ii", "iii", "iv"})
_SUFFIXES = frozenset({"jr", "sr"})
_ADJECTIVES = frozenset({"new", "old", "upper", "lower", "greater"})
_HEADS_OF = frozenset({"house", "bank", "seal"})  # heads before “of” only: `House of Lords`
_ACRONYM = 4  # code points; shorter ones are acronyms, and stand before names: GM Theo Epstein
_LINKS = (" of", " for", " on", " and")


def form(candidate: Candidate) -> tuple[str, ...]:
    """Return the names of the evidence that the words of a candidate have."""
    written = (candidate.line, *[(w.gap, w.text) for w in candidate.words])
    known = _known.get(written)
    if known is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        known = _known[written] = tuple(_evidence(candidate))
    return known


_known: dict[tuple[LineKind | tuple[str, str], ...], tuple[str, ...]] = {}
"""What `form` has returned, by gaps and words: the articles of a dossier have most names in common."""
_MOST_KNOWN = 1 << 14


def _evidence(candidate: Candidate) -> Iterator[str]:
    found = [name for look in LISTED if (name := look(candidate))]
    yield from found
    if len(candidate.words) > 1:
        for evidence, applies in SEVERAL:
            if applies(candidate):
                yield evidence
        for look in LOOKS:
            if name := look(candidate):
                yield name
        yield from _linked_heads(candidate)
    else:
        yield from _single(candidate, unlisted=not found)


# ---- a single word ----


def _single(candidate: Candidate, *, unlisted: bool) -> Iterator[str]:
    """Yield what a single word is by its looks."""
    key, text = candidate.key, candidate.words[0].text
    if called := _called(key, unlisted=unlisted):
        yield called
    if is_acronym(candidate) and not region(key) and key not in listed("cities"):
        yield "acronym"
    if not key.isalpha() and (key.endswith(_ADDRESS) or any(map(str.isdigit, key))):
        yield "digits or internet address"
    if _CAPITAL_INSIDE.match(text):
        yield "capital inside the word"


def _called(key: str, *, unlisted: bool) -> str:
    """Return whether people are called so, or nothing is."""
    if key in listed("given"):
        return "given name"
    if key in listed("surnames") and not common(key):
        return "surname"
    return "strange word" if unlisted else ""


# ---- several words ----


def _head(candidate: Candidate) -> str:
    """Return what the last words say a thing is, an organisation first of all."""
    group = candidate.words
    last = group[-1].key
    pair = f"{group[-2].key} {last}"
    if pair in words("place_heads"):
        return "place head of two words"
    if last in words("company_suffix") or pair in words("organisation_heads"):
        return "legal form or head of two words"
    return "organisation head" + _after_a_given_name(candidate) if last in words("organisation_heads") else ""


def _place_head(candidate: Candidate) -> str:
    first, last = candidate.words[0].key, candidate.words[-1].key
    if last == "state" and len(candidate.words) == 2 and place(first):
        return "state that stands for its university"
    return "place head" + _after_a_given_name(candidate) if last in words("place_heads") else ""


def _event_head(candidate: Candidate) -> str:
    return "event head" + _after_a_given_name(candidate) if candidate.words[-1].key in words("event_heads") else ""


def _after_a_given_name(candidate: Candidate) -> str:
    """Return the end of the evidence of a head where the name may be a person's: `Petra Institute`."""
    first = candidate.words[0].key
    doubtful = len(candidate.words) == 2 and first in listed("given") and not place(first) and _is_certain(first)
    return " after a given name" if doubtful else ""


def _place_first(candidate: Candidate) -> str:
    first, last = candidate.words[0].key, candidate.words[-1].key
    if first not in words("place_first") or last in words("organisation_heads"):
        return ""
    adjective = first in _ADJECTIVES and common(last)  # New Labour, New Deal
    return "adjective before a common word" if adjective else "place word first"


def _person_name(candidate: Candidate) -> str:
    """Return whether the words look like given name and surname."""
    group = candidate.words
    if person_shape(candidate):
        return "given name first" if len(group) <= 4 else "given name first, of five words or more"
    if group[-1].key not in listed("surnames") or all(common(w.key) for w in group):
        return ""
    return "surname after a common word" if common(group[0].key) else "surname last"


def _usual_or_strange(candidate: Candidate) -> str:
    """Return whether words are common, strange or capitals."""
    if _is_initials_and_surname(candidate):
        return "initials and surname"
    if is_acronym(candidate):
        return "acronym first"
    usual = [common(w.key) for w in candidate.words]
    if len(usual) <= 3 and not any(usual):
        return "two or three strange words"
    return "common words only" if all(usual) else ""


def _is_initials_and_surname(candidate: Candidate) -> bool:
    """Return whether a name is like `PJ Carlesimo` or `J. R. Carlesimo`."""
    first = candidate.words[0]
    if len(candidate.words) != 2 or first.key.upper() != first.text.replace(" ", "") or common(candidate.words[1].key):
        return False
    return len(first.text) == 2 or "." in first.key


LOOKS: tuple[Look, ...] = (_head, _place_head, _event_head, _place_first, _person_name, _usual_or_strange)


def _is_surname_after_given(candidate: Candidate) -> bool:
    return candidate.words[-1].key in listed("surnames") and person_shape(candidate)


def _has_digits(candidate: Candidate) -> bool:
    return any(c.isdigit() for w in candidate.words if not w.key.isalpha() and not w.key[0].isdigit() for c in w.key)


def _has_initial(candidate: Candidate) -> bool:
    group = candidate.words
    return len(group) < 5 and (any(len(w.key) == 1 for w in group[:-1]) or group[-1].key in _SUFFIXES)


def _is_vietnamese(candidate: Candidate) -> bool:
    """Return whether a Vietnamese family name begins a name of three or four words: `Nguyen Van Minh`."""
    group = candidate.words
    if group[0].key not in words("vietnamese_family_names") or len(group) not in (3, 4):
        return False
    named = all(w.gap == " " and w.text.istitle() for w in group[1:])
    return named and not in_any(group[-1].key, "organisation_heads", "place_heads", "event_heads", "company_suffix")


def _is_head_before_its_place(candidate: Candidate) -> bool:
    """Return whether a body's place stands behind its head: `Trinity College Dublin`."""
    group = candidate.words
    head = len(group) > 2 and group[-1].gap == " " and group[-2].key in words("organisation_heads")
    return head and place(group[-1].key) and group[-1].key not in listed("given")


def _has_numeral(candidate: Candidate) -> bool:
    return candidate.words[-1].key in _NUMERALS and candidate.words[0].key in listed("given")


def _has_particle(candidate: Candidate) -> bool:
    group = candidate.words
    return group[-1].key not in words("organisation_heads") and any(
        w.gap.strip() in words("particles") for w in group[1:]
    )


def _has_lodging(candidate: Candidate) -> bool:
    return any(w.key in words("lodgings") for w in candidate.words)


def _is_lettered(candidate: Candidate) -> bool:
    last = candidate.words[-1]
    return len(last.key) == 1 and last.text.isupper() and candidate.words[-2].key in words("place_heads")


def _is_directed(candidate: Candidate) -> bool:
    if candidate.words[0].key not in _DIRECTIONS:
        return False
    rest = spoken(candidate.words[1:])
    return rest in listed("countries") or rest in words("places")


def _has_organisation(candidate: Candidate) -> bool:
    group = candidate.words
    return any(spoken(group[i:]) in words("organisations") for i in range(1, len(group) - 1))


def person_shape(candidate: Candidate) -> bool:
    """Return whether a name of several words begins with a given name and ends like a surname."""
    group = candidate.words
    first, last = group[0].key, group[-1].key
    if not (first in listed("given") or first in words("month_given_names")) or last in words("company_suffix"):
        return False
    if any(w.key in words("organisation_first") for w in group):
        return False  # France Telecom
    if in_any(last, "organisation_heads", "place_heads", "event_heads"):
        sure = last in listed("surnames") and _is_certain(first) and first not in listed("cities")
        return sure and len(group) == 2
    return last not in listed("countries") or last in listed("surnames")


def _is_certain(given: str) -> bool:
    """Return whether a given name is not a common word, or a usual short form: `Bill Ford`, not `Rose Garden`."""
    return not common(given) or (given in pairs("nicknames") and not given.endswith("y"))


def full_name(candidate: Candidate) -> bool:
    """Return whether a given name that is nothing else begins, and a surname ends, a name of several words."""
    first, last = candidate.words[0].key, candidate.words[-1].key
    sure = not common(first) and not place(first) and last in listed("surnames")
    return sure and len(candidate.words) > 1 and person_shape(candidate)


def _linked_heads(candidate: Candidate) -> Iterator[str]:
    """Yield what the word before “of”, “for”, “on” or “and” says the thing is."""
    for before, word in pairwise(candidate.words):
        if not word.gap.startswith(_LINKS):
            continue
        head = before.key
        if head in words("organisation_heads") or head in _HEADS_OF:
            yield "organisation head before a link"
        elif in_any(head, "place_heads", "place_first"):
            yield "place head before a link"
        elif head in words("event_heads"):
            yield "event head before a link"


def _ends_in_country(candidate: Candidate) -> bool:
    """Return whether a company's branch is named: `Vodafone Egypt`."""
    first, last = candidate.words[0].key, candidate.words[-1]
    known = last.key in listed("countries") or (last.key in words("places") and last.key not in listed("surnames"))
    return known and last.gap == " " and first not in words("place_first") and first not in listed("given")


def _ends_in_city(candidate: Candidate) -> bool:
    """Return whether a club's city stands behind its name: `Sparta Rotterdam`."""
    first, last = candidate.words[0].key, candidate.words[-1]
    if last.key not in listed("cities") or last.key in listed("surnames") or last.gap != " ":
        return False
    known = common(first) or first in listed("given") or place(first) or first in words("place_first")
    return not known and first not in listed("surnames")


def _begins_with_company(candidate: Candidate) -> bool:
    """Return whether a company's branch is named behind it: `Gazprom Neft`."""
    first, last = candidate.words[0].key, candidate.words[-1].key
    company = first in listed("companies") or first in words("organisations")
    second = candidate.words[1]
    if not company or len(first) < _ACRONYM or second.gap != " " or second.key in listed("given"):
        return False
    person = common(first) or first in listed("given") or first in listed("surnames") or place(first)
    return not person and not in_any(last, "event_heads", "place_heads")


def _begins_with_country(candidate: Candidate) -> bool:
    """Return whether a country begins a name that is not a person's: `China Netcom`."""
    first, last = candidate.words[0].key, candidate.words[-1].key
    return first in listed("countries") and last not in listed("surnames") and candidate.words[1].gap == " "


def _is_team(candidate: Candidate) -> bool:
    """Return whether a place and a nickname make a team: `Philadelphia 76ers`."""
    group = candidate.words
    if not _may_be_nickname(group[-1].key, strange=group[0].key not in listed("given")):
        return False
    beginnings = (group[0].key, f"{group[0].key} {group[1].key}")
    return any(place(key) for key in beginnings if key != candidate.key)


def _may_be_nickname(last: str, *, strange: bool) -> bool:
    """Return whether a word may be what a team is called behind its place; `strange` where no given name begins."""
    if in_any(last, "place_heads", "event_heads"):
        return False
    if last in words("organisations") or last[0].isdigit():
        return True
    return last not in listed("surnames") and last.endswith("s") and (strange or common(last))


# Evidence of names of several words; each piece that applies counts.
SEVERAL: tuple[tuple[str, Callable[[Candidate], bool]], ...] = (
    ("event word first", lambda c: c.words[0].key in words("event_first")),
    ("organisation word first", lambda c: c.words[0].key in words("organisation_first")),
    ("country last", _ends_in_country),
    ("city last", _ends_in_city),
    ("listed company first", _begins_with_company),
    ("country first", _begins_with_country),
    ("place and nickname of a team", _is_team),
    ("digits in a word", _has_digits),
    ("surname after a given name", _is_surname_after_given),
    ("initial or Jr.", _has_initial),
    ("family name before Korean syllables", lambda c: family_first([w.text for w in c.words])),
    ("Vietnamese family name first", _is_vietnamese),
    ("organisation head before its place", _is_head_before_its_place),
    ("numeral after a given name", _has_numeral),
    ("particle inside", _has_particle),
    ("hotel or inn inside", _has_lodging),
    ("lettered part of a building", _is_lettered),
    ("initial of north, south, east or west", _is_directed),  # S Yorkshire
    ("upon a river", lambda c: any(w.gap == " upon " for w in c.words[1:])),
    ("well-known organisation inside", _has_organisation),  # Kenya Red Cross
)
