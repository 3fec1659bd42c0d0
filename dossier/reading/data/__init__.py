"""Word lists and patterns of reading: a file each, one entry a line, sorted, the source at its top. Data only."""

from __future__ import annotations

import functools
from pathlib import Path

from dossier.text import data_files

_FILES = Path(__file__).parent


@functools.cache
def entries(name: str) -> tuple[str, ...]:
    """Return the entries of a list in its order; FileNotFoundError for a list that does not exist."""
    return tuple(data_files.entries(_FILES / f"{name}.txt"))


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return the entries of a list in small letters."""
    return frozenset(map(str.lower, entries(name)))


@functools.cache
def pattern(name: str) -> str:
    """Return one regular expression, without groups of its own, that matches what any entry of a list matches.

    Entries are regular expressions; a longer one is tried first.
    """
    return "|".join(sorted(entries(name), key=lambda entry: (-len(entry), entry)))


@functools.cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """Return a list whose entries have the form `key: word word`, as the words of each key, in order."""
    pairs = (entry.partition(":") for entry in entries(name))
    return {key.strip(): tuple(value.split()) for key, _, value in pairs}
