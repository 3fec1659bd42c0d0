"""What passages are compared by: stemmed words, and concepts, for which "killed" and "dead" are one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from whoosh.lang.porter import stem as _porter

from dossier.text import data_files
from dossier.text.folding import to_ascii

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")
_APOSTROPHE = re.compile(r"['’](?:s\b)?")
_SURFACE = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_APOSTROPHE_S = re.compile(r"['’]s\Z")
STOP_WORDS = frozenset(data_files.entries(files("dossier.linking") / "data" / "stop_words.txt"))
"""Function words: they tell nothing of what a passage is about."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a folded word (Porter); figures stay, without their separators."""
    return word.replace(",", "") if word[0].isdigit() else str(_porter(word))


@lru_cache(maxsize=4096)
def surface(text: str) -> Mapping[str, str]:
    """Return each stem of a text, in text order, with the word it first stands as."""
    found: dict[str, str] = {}
    for match in _SURFACE.finditer(text):
        for word in _words(match[0]):
            found.setdefault(stem(word), _APOSTROPHE_S.sub("", match[0]))
    return found


@lru_cache(maxsize=4096)
def compounds(text: str) -> Mapping[str, str]:
    """Return each stem that stands in a word with a hyphen, with the first such word: far and right in `far-right`."""
    found: dict[str, str] = {}
    for match in _COMPOUND.finditer(text):
        for word in _words(match[0]):
            found.setdefault(stem(word), match[0])
    return found


@lru_cache(maxsize=4096)
def terms(text: str) -> Mapping[str, int]:
    """Return how often each stem stands in a text, function words left out."""
    return Counter(stems(text))


def stems(text: str) -> list[str]:
    """Return the stem of each word of a text, in text order, function words left out."""
    return list(map(stem, _words(text)))


def _words(text: str) -> list[str]:
    # to_ascii folds a text letter by letter; only those letters that need it, each once, is many times faster.
    folded = _APOSTROPHE.sub("", (text if text.isascii() else _NOT_ASCII.sub(_ascii, text)).lower())
    return [word for word in _WORD.findall(folded) if word not in STOP_WORDS]


def _ascii(letter: re.Match[str]) -> str:
    return to_ascii(letter[0])


@cache
def _table() -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
    """Return from concepts.txt: stem → the concepts it can mean, and the concepts that are things, not events."""
    found: dict[str, list[str]] = {}
    sections: dict[str, set[str]] = {}
    names: set[str] = set()
    for line in (files("dossier.linking") / "data" / "concepts.txt").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if not words or line.startswith("#"):
            continue
        if line.startswith("["):
            names = sections.setdefault(line.strip("[]"), set())
            continue
        names.add(words[0])
        for word in words:
            meanings = found.setdefault(stem(word), [])
            if words[0] not in meanings:
                meanings.append(words[0])
    return {key: tuple(meanings) for key, meanings in found.items()}, frozenset(sections["things"])


def things() -> frozenset[str]:
    """Return the concepts that are somebody or something, where the others are happenings."""
    return _table()[1]


def concepts(stems: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return each concept of these stems with the stems that mean it, in their order."""
    table, _ = _table()
    found: dict[str, tuple[str, ...]] = {}
    for one in stems:
        for name in table.get(one, ()):
            found[name] = (*found.get(name, ()), one)
    return found


@lru_cache(maxsize=16384)
def meaning(word: str) -> str:
    """Return the first concept that a word in lower case can mean, as `kill` of `died`, else its stem."""
    table, _ = _table()
    plain = stem(word)
    return table.get(plain, (plain,))[0]


@cache
def _meanings() -> Mapping[str, Mapping[str, int]]:
    """Return from other_words.txt: stem → its words, each with the number of its meaning."""
    found: dict[str, dict[str, int]] = {}
    for line in (files("dossier.linking") / "data" / "other_words.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for number, words in enumerate(line.split("|")):
                for word in words.split():
                    found.setdefault(stem(word), {})[word] = number
    return found


def ambiguous(stems: Iterable[str]) -> frozenset[str]:
    """Return those of these stems that words of several meanings have: `engin` of engines and engineers."""
    return frozenset(stem for stem in stems if stem in _meanings())


@lru_cache(maxsize=4096)
def meanings_of(text: str, stem_: str) -> frozenset[int]:
    """Return which meanings of an ambiguous stem a text has; a word that is not listed is a meaning of its own, -1."""
    known = _meanings()[stem_]
    return frozenset(known.get(word, -1) for word in _words(text) if stem(word) == stem_)


def rarity(frequency: int, total: int) -> float:
    """Return the weight of a key by how few of the `total` passages have it (BM25's inverse document frequency)."""
    return math.log(1 + (max(total, frequency) - frequency + 0.5) / (frequency + 0.5))
