"""The word lists of the extractor, loaded when first asked for.

`words("titles")` returns a list of the folder `words`, written by hand in true spelling; `listed("given")` a generated
list. Both are sets of folded words (lower case, no accents). What each holds, where it comes from and its licence
stands in README.md beside this file.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

from dossier.text import data_files
from dossier.text.folding import fold

LANGUAGES = frozenset({"es", "fr", "de", "pt"})
"""Languages besides English that have words and rules of their own."""

_FILES = Path(__file__).parent
_ENDINGS_OF_ENTRY = re.compile(r"[\[(]([^\])]*)[\])]")
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ied", "y"), ("ing", ""), ("ing", "e"),
    ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ly", ""), ("ness", ""), ("less", ""), ("ment", ""),
    ("able", ""), ("ist", ""), ("ists", ""), ("men", "man"), ("women", "woman"),
)  # fmt: skip


_BY_LAST_LETTER = {
    letter: tuple((ending, put) for ending, put in _ENDINGS if ending[-1] == letter)
    for letter in {ending[-1] for ending, _ in _ENDINGS}
}
_ENGLISH = re.compile(
    "(?:s|ing|ed|ions?|ware|ity|ist|log|space|[ae]nce|ment|ness|al|ic|ive|able|age|men|ism|ful|less|ology|maker)$"
)
_PEOPLES = (("ian", ""), ("ian", "ia"), ("an", "a"), ("an", "e"), ("an", ""), ("ese", ""), ("ese", "a"), ("nian", ""))
_PEOPLES_END = ("an", "ans", "ese", "eses")


def spelled(entry: str) -> list[str]:
    """Return the words an entry stands for: `met(er|re)[s]` is meter, meters, metre and metres.

    Of the endings in round brackets one is taken, of those in square brackets one or none.
    """
    match = _ENDINGS_OF_ENTRY.search(entry)
    if match is None:
        return [entry]
    endings = [*match[1].split("|"), *([""] if match[0][0] == "[" else [])]
    rest = spelled(entry[match.end() :])
    return [entry[: match.start()] + ending + more for ending in endings for more in rest]


def entries(name: str) -> list[str]:
    """Return the entries of a list beside this file (`name`.txt), as they are written."""
    return data_files.entries(_FILES / f"{name}.txt")


@functools.cache
def listed(name: str) -> frozenset[str]:
    """Return one of the generated lists by the name of its file (`common`, `given`, `towns`), folded."""
    text = (_FILES / f"{name}.txt").read_text(encoding="utf8")
    return frozenset(filter(None, text.partition("\n")[2].split("\n")))  # their one comment is the first line


@functools.cache
def _packed() -> dict[str, dict[str, Any]]:
    """Return the tables and lists that every English article needs; scripts/pack_tables.py makes them of the files."""
    found: dict[str, dict[str, Any]] = json.loads((_FILES / "packed.json").read_text(encoding="utf8"))
    return found


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return one of the lists of the folder `words`, folded; FileNotFoundError for a list that does not exist."""
    found = _packed()["words"].get(name)
    return folded(name) if found is None else frozenset(found)


def folded(name: str) -> frozenset[str]:
    """Return what `words` does, read from the list itself."""
    return frozenset(
        fold(word) for entry in data_files.entries(_FILES / "words" / f"{name}.txt") for word in spelled(entry)
    )


@functools.cache
def table(name: str) -> dict[str, Any]:
    """Return a table beside this file (`name`.yaml), as it is written."""
    found: dict[str, Any] | None = _packed()["tables"].get(name)
    return parsed(name) if found is None else found


def parsed(name: str) -> dict[str, Any]:
    """Return what `table` does, read from the table itself."""
    found: dict[str, Any] = data_files.table(_FILES / f"{name}.yaml")
    return found


def in_any(key: str, *names: str) -> bool:
    """Return whether a folded word is in one of the lists of the folder `words`."""
    return key in _union(*names)


@functools.cache
def _union(*names: str) -> frozenset[str]:
    return frozenset().union(*map(words, names))


@functools.cache
def pairs(name: str) -> dict[str, str]:
    """Return a list of the folder `words` whose entries have the form `left = right`, folded."""
    return {left.strip(): right.strip() for left, right in (entry.split("=") for entry in sorted(words(name)))}


@functools.cache
def exonyms(language: str | None = None) -> dict[str, str]:
    """Return what a language, or any, calls countries and great cities, with the English name: `perou` is `peru`."""
    found: dict[str, str] = {}
    for entry in sorted(listed("exonyms")):
        key, _, name = entry.partition(" = ")
        code, _, name = name.partition(": ")
        if language in {None, code} and not (language is None and key in listed("countries")):
            found.setdefault(key, name)
    return found


@functools.lru_cache(maxsize=1 << 16)
def common(key: str) -> bool:
    """Return whether a folded word is English and written small: listed, or derived from a listed one."""
    known = listed("common")
    if key in known:
        return True
    if "-" in key:
        return key.strip("-") != "" and all(common(part) for part in key.split("-") if part)
    if _derived(key, known):
        return True
    prefixes = _prefixes()
    return key.startswith(prefixes) and any(
        key.startswith(prefix) and len(key) - len(prefix) > 2 and common(key[len(prefix) :]) for prefix in prefixes
    )


@functools.cache
def _prefixes() -> tuple[str, ...]:
    return tuple(words("english_prefixes"))


def _derived(key: str, known: frozenset[str]) -> bool:
    """Return whether a word is a known one with an ending: `villages`, `stopped`, `happily`."""
    for ending, put in _BY_LAST_LETTER.get(key[-1:], ()):
        if key.endswith(ending) and len(key) > len(ending) + 2:
            stem = key[: -len(ending)]
            if stem + put in known or _doubled(stem, put, known):
                return True
    return False


def _doubled(stem: str, put: str, known: frozenset[str]) -> bool:
    """Return whether the last letter of a stem is a doubled one: `stopp` of `stop`."""
    return put == "" and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known


@functools.lru_cache(maxsize=1 << 16)
def english(key: str) -> bool:
    """Return whether a folded word looks English although no list has it: `broadband`, `personalisation`."""
    known = listed("common")
    return bool(_ENGLISH.search(key)) or any(key[:i] in known and common(key[i:]) for i in range(3, len(key) - 2))


@functools.cache
def _nations() -> dict[str, str]:
    return dict(entry.split(" = ", 1) for entry in listed("demonyms"))


def nation(key: str) -> str | None:
    """Return the country that a folded demonym belongs to: `peru` for `peruvian` and `peruvians`."""
    return _nations().get(key) or _nations().get(key.removesuffix("s"))


@functools.lru_cache(maxsize=1 << 16)
def demonym(key: str) -> bool:
    """Return whether a folded word says of which people somebody is: `peruvian`, `venezuelans`, `gibraltarians`."""
    known = key in words("demonyms") or (key.removesuffix("s") in words("demonyms") and not place(key))
    return known or nation(key) is not None or _of_a_place(key)


def _of_a_place(key: str) -> bool:
    """Return whether a word is formed of a place's name as those for peoples are: `Bermudian`, `Senegambians`."""
    if len(key) < 7 or not key.endswith(_PEOPLES_END):
        return False
    if key in listed("given") or key in listed("surnames") or common(key) or place(key):
        return False
    word = key.removesuffix("s")
    known = (listed("countries"), words("places"), listed("regions"))
    return any(
        word.endswith(ending) and len(stem := word[: -len(ending)]) > 3 and any(stem + put in where for where in known)
        for ending, put in _PEOPLES
    )


@functools.lru_cache(maxsize=1 << 16)
def town(key: str) -> bool:
    """Return whether a folded name is a small town's: weaker evidence than `place`, for companies share them."""
    return key in listed("towns")


@functools.lru_cache(maxsize=1 << 16)
def place(key: str) -> bool:
    """Return whether a folded name is in the gazetteer."""
    if key in listed("countries") or key in words("places"):
        return True
    return key in listed("regions") or key in listed("cities")
