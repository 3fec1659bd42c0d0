"""Where a run of capitalised words is cut: at days, months and words that are not part of a name.

What is left between the cuts are the groups of words that `segments` takes names from.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

from dossier.extracting.lexicon import common, demonym, in_any, listed, place, words
from dossier.extracting.lexicon.rules import Rule
from dossier.extracting.names.candidates.candidate import known, opener
from dossier.extracting.names.candidates.links import reaches
from dossier.extracting.names.candidates.runs import Run
from dossier.extracting.names.candidates.titles import COURTESY
from dossier.extracting.names.candidates.vocabulary import (
    CapitalWord,
    LineKind,
    family_first,
    names_nothing,
    organisation,
)


def cut(run: Run) -> Iterator[tuple[list[CapitalWord], bool]]:
    """Break a run at weekdays, months and words that are never names."""
    group: list[CapitalWord] = []
    initial = run.initial
    last = len(run.words) - 1
    cutting = _cutting()
    for i, word in enumerate(run.words):
        if word.key not in cutting and "-" not in word.key:
            group.append(word)
        elif _breaks(word, run.words[i + 1] if i < last else None, group, run.line):
            if group:
                yield group, initial
            group, initial = [], False
        else:
            group.append(word)
    if group:
        yield group, initial


Cut = Callable[
    [CapitalWord, CapitalWord | None, list[CapitalWord], LineKind], bool
]  # a word, the one after, those before it, its line


def _day_or_month(word: CapitalWord, after: CapitalWord | None, group: list[CapitalWord], line: LineKind) -> bool:
    if not _is_date(word, line) or (group and f"{group[-1].key} {word.key}" in words("events")):
        return False  # Ash Wednesday
    return not _is_named_like_a_month(word, group[-1] if group else None, after)


def _opener_in_capitals(word: CapitalWord, after: CapitalWord | None, group: list[CapitalWord], line: LineKind) -> bool:
    if not group or not word.text.isupper() or not opener(word, line):
        return False
    # Petra A. Zorvan, but not `Group A. Zorvan came last`.
    strange = not common(group[-1].key)
    middle = len(word.text) == 1 and after is not None and after.gap == ". " and strange
    behind = strange and word.gap == " " and (after is None or after.gap != " ")
    club = behind and word.key in words("organisation_heads")  # Zorvan IF
    return not middle and not club


def _names_nothing(word: CapitalWord, after: CapitalWord | None, group: list[CapitalWord], _line: LineKind) -> bool:
    if not names_nothing(word.key, word.text) or word.text == "LA" or _inside(word, group) or _given_too(word, after):
        return False
    begins = after is not None and after.gap == " " and word.key in words("capital_particles")
    return not begins and not _is_surname_behind(word, group)


def _is_surname_behind(word: CapitalWord, group: list[CapitalWord]) -> bool:
    given = bool(group) and word.gap == " " and group[-1].key in listed("given")
    return given and word.key in listed("surnames")


CUTS: tuple[Rule[Cut], ...] = (
    Rule("day or month", _day_or_month, "They left in April Ulvik, and came back later."),
    Rule("opener in capitals", _opener_in_capitals, "They met Zorvan AND Petra again."),
    Rule("word that names nothing", _names_nothing, "They met Zorvan Christians again."),
)


@functools.cache
def _cutting() -> frozenset[str]:
    """Return the words at which a rule may cut."""
    return words("weekdays") | words("months") | words("no_names") | words("non_name_words")


def _breaks(word: CapitalWord, after: CapitalWord | None, group: list[CapitalWord], line: LineKind) -> bool:
    for rule in CUTS:  # noqa: SIM110 - half the time of any(), and asked for every word
        if rule.applies(word, after, group, line):
            return True
    return False


def _is_date(word: CapitalWord, line: LineKind) -> bool:
    """Return whether a word is a day or month, or goes from one to another; `DEC` in plain text is letters."""
    key = word.key
    if in_any(key, "weekdays", "months"):
        return not (line == "plain" and len(key) == 3 and key != "may" and word.text.isupper())
    return "-" in key and key.split("-")[0] in words("months") and key.split("-")[-1] in words("months")


def _is_named_like_a_month(word: CapitalWord, before: CapitalWord | None, after: CapitalWord | None) -> bool:
    """Return whether a month is part of a person's name: `April Quist`, `Theresa May`; not `in April Ulvik`."""
    if word.key not in words("month_given_names"):
        return False
    if before is not None and word.gap in (" ", ". ") and (before.key in listed("given") or before.key in COURTESY):
        return True
    if after is None or not _is_before_surname(after):
        return False
    if word.before == "of":  # the seats of April Moran
        return after.key in listed("surnames") and is_strange(after.key)
    return word.before not in words("before_month")


def _is_before_surname(after: CapitalWord) -> bool:
    """Return whether the word behind a given name may be a surname."""
    linked = not after.closed and (after.gap == " " or after.gap.strip() in words("particles"))
    return linked and (is_strange(after.key) or after.key in listed("surnames"))


def is_strange(key: str) -> bool:
    """Return whether a word is neither common nor the name of a place, a people or an organisation."""
    return not (common(key) or place(key) or demonym(key) or organisation(key))


def _given_too(word: CapitalWord, after: CapitalWord | None) -> bool:
    """Return whether what names nothing begins a person's name here: `Lan Nguyen`, against `LAN`; `Oh Tae-seok`."""
    if after is None or after.gap != " ":
        return False
    if is_korean(word, after):
        return True
    return not word.text.isupper() and word.key in listed("given") and not common(after.key)


def is_korean(word: CapitalWord, after: CapitalWord) -> bool:
    """Return whether a word is the family name before a Korean given name: `Oh Tae-seok`."""
    return word.key in words("korean_family_names") and family_first([word.text, after.text])


def _inside(word: CapitalWord, group: list[CapitalWord]) -> bool:
    """Return whether a word that is never a name by itself may be part of one: initials, numerals, `North`."""
    return len(word.key) == 1 or (word.key in words("inside_names") and (bool(group) or len(word.key) > 3))


def chunks(group: list[CapitalWord]) -> Iterator[list[CapitalWord]]:
    """Break a group at lower-case links that nothing reaches across."""
    chunk = [group[0]]
    for i in range(1, len(group)):
        if reaches(group, i) or known(chunk + group[i : i + 1]) or known(chunk + group[i : i + 2]):
            chunk.append(group[i])
        else:
            yield chunk
            chunk = [group[i]]
    yield chunk
