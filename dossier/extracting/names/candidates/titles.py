"""Titles and offices among the words of a run: which word is one, what it is an office of, where the person begins."""

from __future__ import annotations

from collections.abc import Callable

from dossier.extracting.lexicon import common, listed, place, words
from dossier.extracting.lexicon.rules import Rule
from dossier.extracting.names.candidates.candidate import ends, is_organisation
from dossier.extracting.names.candidates.vocabulary import CapitalWord

ADDRESS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"})  # say no more of somebody than he or she
COURTESY = ADDRESS | {"dr", "dr.", "sir", "dame"}
FIELDS = frozenset({"state", "staff", "defense", "defence", "justice", "security"})  # Secretary of State Ana Paz
_CROWNED = frozenset({"king", "queen", "prince", "princess", "saint", "duke", "pope"})  # King County, Prince Street
_GIVEN_TOO = frozenset({"dean", "earl", "emir", "marshal", "sultan"})
_OF_PARTIES = frozenset({"mp", "mps", "peer", "backbencher", "councillor", "candidate"})
_NO_PERSON = frozenset({"of", "and", "for"})  # links behind a given name that make it no person


def last_title(group: list[CapitalWord]) -> int:
    """Return the index of the last word that stands as a title, or -1."""
    return next((i for i in range(len(group) - 1, -1, -1) if is_title(group, i)), -1)


def is_title(group: list[CapitalWord], i: int) -> bool:
    """Return whether a word stands as a title: `King` does not in `Larry King`."""
    return group[i].key in words("titles") and not any(rule.applies(group, i) for rule in NO_TITLES)


def _given_name_too(group: list[CapitalWord], i: int) -> bool:
    return group[i].key in _GIVEN_TOO and i == len(group) - 2


def _surname_behind_courtesy(group: list[CapitalWord], i: int) -> bool:
    last = 0 < i == len(group) - 1
    return last and group[i - 1].key in COURTESY and group[i].key in listed("surnames")


def _surname_behind_given(group: list[CapitalWord], i: int) -> bool:
    return 0 < i == len(group) - 1 and group[i].gap == " " and group[i - 1].key in listed("given")


def _hardly_a_title(group: list[CapitalWord], i: int) -> bool:
    return 0 < i == len(group) - 1 and group[i].key in words("ambiguous_titles")


def _surname_inside(group: list[CapitalWord], i: int) -> bool:
    if not i or group[i].key not in listed("surnames"):
        return False
    previous = group[i - 1].key
    return previous in listed("given") and previous not in words("titles") and previous not in words("role_words")


def _before_matters(group: list[CapitalWord], i: int) -> bool:
    """Return whether the one word behind a title is what a department is for, and not a name."""
    if i != len(group) - 2 or group[i + 1].gap != " ":
        return False
    key = group[i + 1].key
    return key.endswith("s") and common(key) and key not in listed("surnames") and key not in listed("given")


NO_TITLES: tuple[Rule[Callable[[list[CapitalWord], int], bool]], ...] = (
    Rule("given name that is a title too", _given_name_too, "They met Dean Quist again."),
    Rule("surname behind a courtesy title", _surname_behind_courtesy, "They met Mr Farmer again."),
    Rule("surname behind a given name", _surname_behind_given, "They met Petra Cardinal again."),
    Rule("word that is hardly a title at the end", _hardly_a_title, "They met at the Zorvan Center again."),
    Rule("word before what a department is for", _before_matters, "They met the Investor Services again."),
    Rule("surname inside a name", _surname_inside, "They met Petra King Zorvan again."),
)


def office(after: list[CapitalWord]) -> int:
    """Return where the person begins after a title with its office: 1 in `of Security Luis Cordero`; 0 for nobody."""
    if not after or not after[0].gap.startswith(" of"):
        return 0
    if len(after) > 1 and after[0].key in FIELDS and after[1].gap == " " and not is_organisation(after):
        return int(_is_behind_a_field(after))
    return _given_name(after) or _strangers(after)


def _strangers(after: list[CapitalWord]) -> int:
    """Return the index of the last two words behind an office where both are strange; 0 where they are not."""
    strange = len(after) > 2 and all(not common(w.key) and w.gap == " " for w in after[-2:])
    return len(after) - 2 if strange else 0


def _is_behind_a_field(after: list[CapitalWord]) -> bool:
    """Return whether a person stands behind the field of an office: `State Petra Zorvan`."""
    key = after[1].key
    if key in words("titles") or key in words("role_words"):
        return False
    return not common(key) or key in listed("given") or after[-1].key in listed("surnames")


def _given_name(after: list[CapitalWord]) -> int:
    """Return the index of the given name that begins a person behind an office; 0 where there is none."""
    for i in range(1, len(after) - 1):
        given = after[i].gap == " " and after[i].key in listed("given")
        if given and after[i + 1].gap.strip() not in _NO_PERSON:
            return i
    return 0


def without_role(group: list[CapitalWord], title: str) -> list[CapitalWord]:
    """Drop the role words at the end of a group: `Chilean Security` before `Minister` leaves `Chilean`."""
    if title in _OF_PARTIES and len(group) == 1 and group[0].key in words("organisations"):
        return group  # Labour MP
    end = len(group)
    while end and (group[end - 1].key in words("role_words") or group[end - 1].key in words("titles")):
        if end > 1 and place(f"{group[end - 2].key} {group[end - 1].key}"):
            break  # Federal Reserve Bank of Kansas City President …
        end -= 1
    return group[:end]


def is_thing(group: list[CapitalWord], person: int) -> bool:
    """Return whether a group with a title in it is no person: `Queen Elizabeth Hospital`, `King County`.

    A title and what it is over is an office: `Minister of Security`, `Secretary of State`.
    """
    named = group[person:]
    if named[0].gap.startswith(" of"):
        return False
    if len(group) == 2 and group[0].key not in _CROWNED and named[0].key in listed("surnames"):
        return False  # Senator Hill
    crowned = person == 1 and len(group) > 2 and group[0].key in _CROWNED  # Saint Joseph Hospital
    person_named = len(named) > 1 and named[0].key in listed("given") and not crowned
    return not person_named and (is_organisation(group) or ends(group, "place_heads"))
