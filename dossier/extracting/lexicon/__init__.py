"""The word lists of the extractor, loaded when first asked for.

`words("titles")` gives a section of `words.txt`, `listed("given")` a generated list; both are sets of folded words
(lower case, no accents). What each holds, where it comes from and its licence stands in README.md beside this file.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from importlib import resources

_FILES = resources.files(__package__)
_ODD = str.maketrans({"’": "'", "ʼ": "'", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "æ": "ae", "Æ": "ae", "œ": "oe"})  # fmt: skip


@functools.lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower case without accents, curly apostrophes made straight: the form in which every list is kept."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_ODD))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@functools.cache
def listed(name: str) -> frozenset[str]:
    """One of the generated lists: common, given, surnames, cities, regions, countries, demonyms, companies."""
    return frozenset(_FILES.joinpath(f"{name}.txt").read_text(encoding="utf8").split("\n")) - {""}


@functools.cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in _FILES.joinpath("words.txt").read_text(encoding="utf8").splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line):
            section = found.setdefault(match[1], set())
        elif not line.startswith("#"):
            section |= {fold(word) for part in line.split(",") if (word := part.strip())}
    return {name: frozenset(section) for name, section in found.items()}


def words(section: str) -> frozenset[str]:
    """A section of the hand-written list; KeyError for a section that does not exist."""
    return _sections()[section]
