"""A run of capitalised words taken apart into the names in it: titles, demonyms, dates and openers cut off."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from dossier.extracting.lexicon import common, demonym, in_any, listed, place, words
from dossier.extracting.lexicon.rules import Rule
from dossier.extracting.names.candidates.candidate import Candidate, ends, is_organisation, known, opener, spoken
from dossier.extracting.names.candidates.cuts import chunks, cut, is_korean, is_strange
from dossier.extracting.names.candidates.links import OF_SHIPS
from dossier.extracting.names.candidates.runs import Run
from dossier.extracting.names.candidates.titles import FIELDS, is_thing, is_title, last_title, office, without_role
from dossier.extracting.names.candidates.vocabulary import MODEL, CapitalWord, LineKind, organisation

_HEADS = ("place_heads", "event_heads")
_STATES = frozenset({"us", "u.s", "u.s.", "usa", "uk", "u.k", "u.k.", "uae"})
_ORDINAL = re.compile(r"\d+th")
_TRAILING = frozenset({"test", "tests", "century", "centuries"})  # Adelaide Test, 19th Century
_CASES = frozenset({"detectives", "police"})  # Chief of Police


def candidates(run: Run) -> Iterator[Candidate]:
    """Yield the candidates of a run in text order."""
    for group, initial in cut(run):
        if len(group) == 1:
            yield from _one_word(group, run.line, initial=initial)
            continue
        first = True
        for chunk in chunks(group):
            yield from names_of(chunk, run.line, initial=initial and first)
            first = False


# ---- what a group of joined words names ----

_ARTICLES = frozenset({"a", "an", "the"})


def _one_word(group: list[CapitalWord], line: LineKind, *, initial: bool) -> Iterator[Candidate]:
    """Yield the name that a single word is, if it may be one."""
    word = group[0]
    if opener(word, line) or _trails(group):
        return
    if word.key in words("titles"):
        yield Candidate(group, line, initial, lone=True)
    else:
        yield Candidate(group, line, initial, type="NATIONALITY" if demonym(word.key) else None)


def names_of(group: list[CapitalWord], line: LineKind, *, initial: bool) -> Iterator[Candidate]:
    """Yield the names in a group of joined words."""
    if len(group) == 1:
        yield from _one_word(group, line, initial=initial)
        return
    if not initial and _titled_work(group, line):
        return
    first = group[0]
    group = _without_lead(_without_trail(_without_openers(group, line, initial=initial)))
    if len(group) > 1 and group[-1].key in _matters() and spoken(group[-2:]) in words("departments"):
        group = group[:-2]  # Zorvan Investor Relations
    if not group:
        return
    if len(group) > 1 and group[0].key in OF_SHIPS and group[1].gap == " of ":
        yield Candidate(group, line, initial)  # no title: Star of Zorvan
        return
    initial = initial and group[0] is first
    if initial and _is_opening(group):
        group, initial = group[1:], False
    for rule in SPLITS:
        if (parts := rule.applies(group, line, initial)) is not None:
            yield from parts
            return
    yield Candidate(group, line, initial)


@functools.cache
def _matters() -> frozenset[str]:
    """Return the last words of departments."""
    return frozenset(name.rpartition(" ")[2] for name in words("departments"))


def _without_openers(group: list[CapitalWord], line: LineKind, *, initial: bool) -> list[CapitalWord]:
    """Leave out the words at the beginning that never begin a name."""
    first = group[0]
    while group and opener(group[0], line) and not known(group):
        named = len(group) > 1 and is_korean(group[0], group[1])
        if named or _is_given_name(group, line, initial=initial and group[0] is first):
            break
        group = group[1:]
    return group


def _trails(group: list[CapitalWord]) -> bool:
    """Return whether the last word is not part of a name: `Adelaide Test`, `19th`."""
    last = group[-1]
    if last.key.isalpha():
        return last.key in _TRAILING
    if len(group) == 1:
        return last.key.endswith("th") and last.key[0].isdigit()
    return MODEL.fullmatch(last.text) is not None and organisation(spoken(group[:-1]))  # Airbus A320


def _without_trail(group: list[CapitalWord]) -> list[CapitalWord]:
    while group and _trails(group):
        group = group[:-1]
    return group


def _without_lead(group: list[CapitalWord]) -> list[CapitalWord]:
    """Leave out what only stands before a name: `57th Sydney`, `Muslim Hamid Sahar`."""
    while len(group) > 1 and not known(group) and _before_name(group):
        group = group[1:]
    return group


def _is_opening(group: list[CapitalWord]) -> bool:
    """Return whether the first word of a sentence stands before a people or a title: `Senior Chilean`."""
    if len(group) < 2 or group[0].key not in words("opening_words"):
        return False
    return demonym(group[1].key) or is_title(group, 1)


def _is_given_name(group: list[CapitalWord], line: LineKind, *, initial: bool) -> bool:
    """Return whether an opener is a given name: `and Will Greenwood`; of those that begin a sentence, `May Quist`.

    One that is no known name is one behind a verb of saying, unless it is an article: `said Per Zorvan`.
    """
    month = group[0].key in words("month_given_names")
    named = in_any(group[0].before, "speech_verbs", "titles", "apposed_people")  # the driver Per Zorvan
    said = not initial and named and group[0].key not in _ARTICLES
    given = group[0].key in listed("given")
    first = len(group) > 1 and line == "plain" and (month or said or given)
    if not first or group[1].gap != " " or (initial and not month):
        return False
    key = group[1].key
    if given and not initial and not month and place(key):
        return True  # he saw Will Bexley
    return is_strange(key) or (key in listed("surnames") and not initial)


def _titled_work(group: list[CapitalWord], line: LineKind) -> bool:
    """Return whether a capital `A` in running text begins the title of a work: `the film A Little Princess`."""
    if line != "plain" or len(group) < 2 or group[0].text not in ("A", "An") or group[1].gap != " ":
        return False
    if len(group) == 2:
        return common(group[1].key) and group[1].key not in listed("surnames")
    return all(common(w.key) for w in group[1:])


def _before_name(group: list[CapitalWord]) -> bool:
    """Return whether the first word only stands before a name."""
    first, second = group[0].key, group[1].key
    if first in words("creeds"):
        return second in listed("given") and not common(second) and group[1].gap == " "
    if second in _STATES and first in words("role_words"):
        return True  # Assistant U.S. Attorney
    return bool(_ORDINAL.fullmatch(first)) and (place(second) or second in _STATES)


Split = Callable[[list[CapitalWord], LineKind, bool], Iterator[Candidate] | None]


def _around_a_title(group: list[CapitalWord], line: LineKind, initial: bool) -> Iterator[Candidate] | None:
    last = last_title(group)
    if 0 <= last < len(group) - 1 and group[last + 1].gap.startswith(("'s", "’s")):
        return None  # King’s College London
    if last < 0 or known(group) or (last < len(group) - 1 and is_thing(group, last + 1)):
        return None
    return _around(group, last, line, initial=initial)


def _people_first(group: list[CapitalWord], line: LineKind, initial: bool) -> Iterator[Candidate] | None:
    n = 2 if len(group) > 1 and demonym(spoken(group[:2])) else int(demonym(group[0].key))
    if not n or (len(group) > n and (known(group) or is_organisation(group) or ends(group, *_HEADS))):
        return None
    return _people_and(group, n, line, initial=initial)


def _people_and(group: list[CapitalWord], n: int, line: LineKind, *, initial: bool) -> Iterator[Candidate]:
    yield Candidate(group[:n], line, initial, type="NATIONALITY")
    if group[n:]:
        yield from names_of(group[n:], line, initial=False)


def _side_by_side(group: list[CapitalWord], line: LineKind, initial: bool) -> Iterator[Candidate] | None:
    at = _seam(group)
    return _two_groups(group, at, line, initial=initial) if at else None


def _two_groups(group: list[CapitalWord], at: int, line: LineKind, *, initial: bool) -> Iterator[Candidate]:
    yield from names_of(group[:at], line, initial=initial)
    yield from names_of(group[at:], line, initial=False)


SPLITS: tuple[Rule[Split], ...] = (
    Rule("title inside", _around_a_title, "They met President Zorvan again."),
    Rule("people first", _people_first, "They met Peruvian Petra Zorvan again."),
    Rule("two names side by side", _side_by_side, "They met US Zorvan again."),
)


# ---- what stands around a title ----

Behind = Callable[
    [list[CapitalWord], str, LineKind], Iterator[Candidate] | None
]  # the words behind a title, and the title


def _around(group: list[CapitalWord], last: int, line: LineKind, *, initial: bool) -> Iterator[Candidate]:
    """Yield the names around the title at `group[last]`, its office and its other words left out."""
    if len(group) == 1:
        yield Candidate(group, line, initial, lone=True)
        return
    before, after = without_role(group[:last], group[last].key), group[last + 1 :]
    for owner in names_of(before, line, initial=initial) if before else ():
        owner.employer = owner.words[-1] is before[-1]
        yield owner
    if after:
        title = spoken(group[len(before) : last + 1])
        behind = (parts for rule in BEHIND_TITLES if (parts := rule.applies(after, title, line)) is not None)
        yield from next(behind, ())


def _person_behind_an_office(after: list[CapitalWord], title: str, line: LineKind) -> Iterator[Candidate] | None:
    person = office(after)
    if not person:
        return None
    title += "".join((w.gap if w.gap.strip() else " ") + w.key for w in after[:person])
    return iter([Candidate(after[person:], line, title=title)])


def _what_a_title_is_over(after: list[CapitalWord], _title: str, line: LineKind) -> Iterator[Candidate] | None:
    if not after[0].gap.startswith((" of", " for")):
        return None
    return iter(()) if after[0].key in FIELDS | _CASES else names_of(after, line, initial=False)


def _miss_of_a_place(after: list[CapitalWord], title: str, line: LineKind) -> Iterator[Candidate] | None:
    found = title == "miss" and place(spoken(after)) and after[-1].key not in listed("surnames")
    return iter([Candidate(after, line)]) if found else None


def _legal_form(after: list[CapitalWord], _title: str, _line: LineKind) -> Iterator[Candidate] | None:
    return iter(()) if after[0].key in words("company_suffix") else None


def _person_behind_a_title(after: list[CapitalWord], title: str, line: LineKind) -> Iterator[Candidate] | None:
    while len(after) > 1 and demonym(after[0].key):
        after = after[1:]
    return iter([Candidate(after, line, title=title)])


BEHIND_TITLES: tuple[Rule[Behind], ...] = (
    Rule("person behind an office", _person_behind_an_office, "They met Minister of Security Petra Zorvan again."),
    Rule("what a title is over", _what_a_title_is_over, "They met the President of Zorvan again."),
    Rule("Miss of a place", _miss_of_a_place, "They met Miss Ohio again."),
    Rule("legal form", _legal_form, "They met General Group Zorvan again."),
    Rule("person behind a title", _person_behind_a_title, "They met President Zorvan again."),
)


# ---- where two names stand side by side ----


def _state_first(group: list[CapitalWord]) -> int:
    second = group[1].key
    forces = len(group) == 2 and common(second) and second in words("organisations")  # US Marines
    return int(group[0].key in _STATES and not forces)


def _country_before_a_person(group: list[CapitalWord]) -> int:
    first, second = group[0].key, group[1].key
    if len(group) < 3 or first not in listed("countries"):
        return 0
    return int(second in listed("given") and not common(second) and first not in listed("given"))


def _people_last(group: list[CapitalWord]) -> int:
    last = group[-1]
    people = demonym(last.key) and last.gap == " " and group[0].key not in listed("given")
    return len(group) - 1 if people else 0


SEAMS: tuple[Rule[Callable[[list[CapitalWord]], int]], ...] = (
    Rule("state in letters first", _state_first, "They met US Zorvan again."),
    Rule("country before a person", _country_before_a_person, "They met the envoy to Pakistan Petra Zorvan again."),
    Rule("people last", _people_last, "They met anti-Zorvan Afghan groups again."),
)


def _seam(group: list[CapitalWord]) -> int:
    """Return where two names stand side by side without a link; 0 where the words are one name."""
    if len(group) < 2 or known(group) or is_organisation(group) or ends(group, *_HEADS):
        return 0
    return next((at for rule in SEAMS if (at := rule.applies(group))), 0)
