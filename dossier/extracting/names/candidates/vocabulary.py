"""A capitalised word, and what the lists say of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dossier.extracting.lexicon import listed, place, words
from dossier.text.folding import fold

LineKind = Literal["plain", "title", "caps", "wire"]  # running text, headings of two kinds, running text in capitals
RUNNING: frozenset[LineKind] = frozenset({"plain", "wire"})
CAPITALS: frozenset[LineKind] = frozenset({"caps", "wire"})
MODEL = re.compile(r"(?:[A-Z]{1,3}-?|[A-Z][a-z]-)\d{1,4}[a-z]{0,3}")  # XC40, A320neo
_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,5}")


@dataclass(slots=True)
class CapitalWord:
    """One capitalised word; `gap` is what stands between it and the word before in the same run."""

    start: int
    end: int
    text: str
    key: str
    gap: str = ""
    closed: bool = False  # a possessive or other clitic ends the name here
    before: str = ""  # the word before it in its line, folded; of months and words that never begin a name


def family_first(parts: list[str]) -> bool:
    """Return whether the family name comes first, as a given name of two syllables shows: `Ban Ki-moon`."""
    if len(parts) == 2 and len(parts[0]) < 6 and _SYLLABLES.fullmatch(parts[1]):
        return True
    keys = " ".join(parts).replace("-", " ").split()
    if len(keys) != 3 or fold(keys[0]) not in words("korean_family_names"):
        return False
    return {*map(fold, keys[1:])} <= words("korean_syllables")


def folded(written: str) -> str:
    """Return the key of a word: folded, `U. S` as `u.s`."""
    return fold(written.replace(". ", ".") if ". " in written else written)


def names_nothing(key: str, written: str) -> bool:
    """Return whether a word is of those that name nothing; `MIA` is, and `Mia` a given name."""
    if key not in words("no_names"):
        return False
    return written.isupper() or key not in words("initials_like_given_names")


def region(key: str) -> bool:
    """Return whether a folded word is the short name of a country or state, its last full stop left out or not."""
    known = words("place_abbreviations")
    return key in known or f"{key}." in known


def listed_name(key: str) -> bool:
    """Return whether a spelling is in the lists of organisations, places and events."""
    if place(key) or region(key):
        return True
    return key in words("organisations") or key in words("events") or key in listed("companies")


def organisation(key: str) -> bool:
    """Return whether a spelling is a well-known organisation, `&` written out or not: `ernst and young`."""
    known = words("organisations")
    return key in known or (" and " in key and key.replace(" and ", " & ") in known)
