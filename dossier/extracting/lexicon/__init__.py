"""The word lists of the extractor, loaded when first asked for.

`words("titles")` gives a section of `words.txt`, `listed("given")` a generated list; both are sets of folded words
(lower case, no accents). What each holds, where it comes from and its licence stands in README.md beside this file.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

from dossier.text.folding import fold

_FILES = Path(__file__).parent
_PREFIXES = (
    "under",
    "over",
    "sub",
    "un",
    "re",
    "non",
    "anti",
    "multi",
    "super",
    "inter",
    "pre",
    "out",
    "mis",
    "counter",
)
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ied", "y"), ("ing", ""), ("ing", "e"),
    ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ly", ""), ("ness", ""), ("less", ""), ("ment", ""),
    ("able", ""), ("ist", ""), ("ists", ""), ("men", "man"), ("women", "woman"),
)  # fmt: skip


_ENGLISH = re.compile(
    "(?:s|ing|ed|ions?|ware|ity|ist|log|space|[ae]nce|ment|ness|al|ic|ive|able|age|men|ism|ful|less|ology|maker)$"
)
_PEOPLES = (("ian", ""), ("ian", "ia"), ("an", "a"), ("an", "e"), ("an", ""), ("ese", ""), ("ese", "a"), ("nian", ""))


@functools.cache
def listed(name: str) -> frozenset[str]:
    """Give one of the generated lists, by the name of its file: `common`, `given`, `towns`."""
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


@functools.cache
def words(section: str) -> frozenset[str]:
    """Give a section of the hand-written list; KeyError for a section that does not exist."""
    return _sections()[section]


@functools.cache
def pairs(section: str) -> dict[str, str]:
    """Give a section whose entries have the form `left = right`."""
    return {left.strip(): right.strip() for left, right in (entry.split("=") for entry in sorted(words(section)))}


@functools.cache
def exonyms(language: str | None = None) -> dict[str, str]:
    """Give what a language, or any, calls countries and great cities, with the English name: `perou` is `peru`."""
    found: dict[str, str] = {}
    for entry in sorted(listed("exonyms")):
        key, _, name = entry.partition(" = ")
        code, _, name = name.partition(": ")
        if language in {None, code} and not (language is None and key in listed("countries")):
            found.setdefault(key, name)
    return found


@functools.lru_cache(maxsize=1 << 16)
def common(key: str) -> bool:
    """Tell whether a folded word is English and written small: listed, or derived from a listed one."""
    known = listed("common")
    if key in known:
        return True
    if "-" in key:
        return all(common(part) for part in key.split("-") if part) and key.strip("-") != ""
    for ending, put in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) > 2:
            stem = key[: -len(ending)]
            if stem + put in known or (put == "" and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known):
                return True
    return any(
        key.startswith(prefix) and len(key) - len(prefix) > 2 and common(key[len(prefix) :]) for prefix in _PREFIXES
    )


@functools.lru_cache(maxsize=1 << 16)
def english(key: str) -> bool:
    """Tell whether a folded word looks English though no list has it: `broadband`, `personalisation`, `optimists`."""
    known = listed("common")
    return bool(_ENGLISH.search(key)) or any(key[:i] in known and common(key[i:]) for i in range(3, len(key) - 2))


@functools.cache
def _nations() -> dict[str, str]:
    return dict(entry.split(" = ", 1) for entry in listed("demonyms"))


def nation(key: str) -> str | None:
    """Find the country that a folded demonym belongs to: `peru` for `peruvian` and `peruvians`."""
    return _nations().get(key) or _nations().get(key.removesuffix("s"))


@functools.lru_cache(maxsize=1 << 16)
def demonym(key: str) -> bool:
    """Tell whether a folded word says of which people somebody is: `peruvian`, `venezuelans`, `gibraltarians`."""
    known = key in words("demonyms") or (key.removesuffix("s") in words("demonyms") and not place(key))
    return known or nation(key) is not None or _of_a_place(key)


def _of_a_place(key: str) -> bool:
    """Tell whether a word is formed of a place's name as those for peoples are: `Bermudian`, `Senegambians`."""
    if len(key) < 7 or key in listed("given") or key in listed("surnames") or common(key) or place(key):
        return False
    word = key.removesuffix("s")
    known = (listed("countries"), words("places"), listed("regions"))
    return any(
        word.endswith(ending) and len(stem := word[: -len(ending)]) > 3 and any(stem + put in where for where in known)
        for ending, put in _PEOPLES
    )


@functools.lru_cache(maxsize=1 << 16)
def town(key: str) -> bool:
    """Tell whether a folded name is a small town's: weaker evidence than `place`, for many a company has one's name."""
    return key in listed("towns")


@functools.lru_cache(maxsize=1 << 16)
def place(key: str) -> bool:
    """Tell whether a folded name is in the gazetteer."""
    return any(key in where for where in (listed("countries"), words("places"), listed("regions"), listed("cities")))
