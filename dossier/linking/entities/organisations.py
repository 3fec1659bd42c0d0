"""Names of organisations, places and peoples reduced to what tells them apart, and initials of them."""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.extracting.lexicon import words
from dossier.extracting.names.definitions import abbreviates
from dossier.model import EntityType
from dossier.text.folding import fold

MEANT = "\x1f"  # stands in a node between a spelling and what it means in its articles
_SPLIT = re.compile(r"[^\w]+")
_DOTTED = re.compile(r"\b(\w)\. ?(?=\w\b)")
_SHORT = {"st": "saint", "mt": "mount", "ft": "fort"}
_TURNED = frozenset({"island", "isle", "peninsula", "prefecture", "province"})
SMALL = frozenset({"the", "of", "and", "for", "de", "del"})
"""Words that give no letter to initials."""


@lru_cache(maxsize=1 << 13)
def reduced(text: str, kind: EntityType) -> str:
    """Return a name folded, without article, punctuation and legal form."""
    plain = _DOTTED.sub(r"\1", fold(text)).replace("&", " and ").replace(".", "")
    parts = [p for p in _SPLIT.split(plain) if p]
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    if kind == "ORG":
        legal = words("company_suffix") - {"group", "holdings"}
        while len(parts) > 1 and parts[-1] in legal:
            parts = parts[:-1]
        parts = _of_turned(parts)
    elif kind == "PLACE" and len(parts) > 1:
        parts = _head_last([_SHORT.get(parts[0], parts[0]), *parts[1:]])
    elif kind == "NATIONALITY":
        parts = [_singular(" ".join(parts))]
    return " ".join(parts)


def _of_turned(parts: list[str]) -> list[str]:
    """Return a name with its words around `of` turned: `ministry of the interior` as `interior ministry`."""
    at = next((i for i, part in enumerate(parts[:2]) if part in {"ministry", "department"}), None)
    if at is None or parts[at + 1 : at + 2] != ["of"]:
        return parts
    rest = parts[at + 2 :]
    rest = rest[1:] if rest[:1] == ["the"] else rest
    return [*parts[:at], *rest, parts[at]] if rest else parts


def _head_last(parts: list[str]) -> list[str]:
    """Return the name of a place with its head behind: `island of zorva` as `zorva island`."""
    turned = len(parts) > 2 and parts[0] in _TURNED and parts[1] == "of"
    return [*parts[2:], parts[0]] if turned else parts


def _singular(people: str) -> str:
    for ending, put in (("women", "woman"), ("men", "man"), ("s", "")):
        if people.endswith(ending) and not people.endswith("ss"):
            return people[: -len(ending)] + put
    return people


def is_initials(letters: str, full: str) -> bool:
    """Return whether letters are just the initials of a name, its legal form left out or not."""
    heads, core, spelt, parts = initials_of(full)
    short = fold(letters)
    if short in parts:
        return False  # LG of LG Group
    return short in (heads, core, spelt) or (
        len(short) > 3 and abbreviates(letters, full) and short == heads[: len(short)]
    )


@lru_cache(maxsize=1 << 12)
def initials_of(full: str) -> tuple[str, str, str, frozenset[str]]:
    """Return the first letters of a name, those without its legal form, those after a first acronym, and its words."""
    folded = fold(full)
    heads = "".join(w[0] for w in _SPLIT.split(folded) if w and w not in SMALL)
    core = "".join(w[0] for w in reduced(full, "ORG").split() if w not in SMALL)
    first = full.split(" ", 1)[0]
    spelt = fold(first) + heads[1:] if 1 < len(first) < 4 and first.isupper() else heads  # UK Independence Party
    return heads, core, spelt, frozenset(folded.split())
