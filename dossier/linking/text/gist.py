"""How alike two texts are in meaning, whatever their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dossier.linking.text.alignment import words
from dossier.linking.text.terms import STOP_WORDS, concepts, stem

_PREFIX = re.compile(r"\A(?:un|in|ir|il)(?=\w{5})")


@dataclass(frozen=True, slots=True)
class ContentWords:
    """What the words of a text tell: each stem with its root and what it can mean, and all roots and meanings."""

    words: tuple[tuple[str, str, frozenset[str]], ...]
    roots: frozenset[str]
    meant: frozenset[str]

    @property
    def stems(self) -> list[str]:
        """The stems of its words, in text order."""
        return [stem_ for stem_, _, _ in self.words]

    def written(self) -> str:
        """Return it as one line, for `gist_of`."""
        return " ".join("|".join((stem_, root, *sorted(meant))) for stem_, root, meant in self.words)


def gist_of(line: str) -> ContentWords:
    """Return the content words that `ContentWords.written` wrote."""
    parts = [word.split("|") for word in line.split()]
    return _gist(tuple((stem_, root, frozenset(meant)) for stem_, root, *meant in parts))


def _gist(found: tuple[tuple[str, str, frozenset[str]], ...]) -> ContentWords:
    every = frozenset(name for _, _, names in found for name in names)
    return ContentWords(found, frozenset(root for _, root, _ in found), every)


@lru_cache(maxsize=1 << 12)
def gist(text: str) -> ContentWords:
    """Return what the words of a text tell."""
    stems = dict.fromkeys(stem(word) for word in words(text) if word not in STOP_WORDS)
    by_stem: defaultdict[str, list[str]] = defaultdict(list)
    for name, stems_ in concepts(stems).items():
        for one in stems_:
            by_stem[one].append(name)
    found = []
    for one in stems:
        root = _root(one)
        found.append((one, root, frozenset((*by_stem.get(one, ()), *_renderings().get(root, ())))))
    return _gist(tuple(found))


@cache
def _renderings() -> Mapping[str, tuple[str, ...]]:
    """Return the lines of renderings.txt: root → the choices it is one of."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (files("dossier.linking") / "data" / "renderings.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            choices = line.split()
            for root in dict.fromkeys(_root(stem(word)) for word in choices):
                found[root] = (*found.get(root, ()), f"={choices[0]}")
    return found


@lru_cache(maxsize=1 << 16)
def _root(stem_: str) -> str:
    """Return the prefix that denies off a stem: `unauthor` tells of the same as `without authorization`."""
    return _PREFIX.sub("", stem_)


def alike(one: str, other: str, weight: Callable[[str], float]) -> tuple[float, float, int]:
    """Return how much of each text's gist is in the other, 0 to 1, and how many words they have in common by sense."""
    return in_common(gist(one), gist(other), weight)


def in_common(mine: ContentWords, theirs: ContentWords, weight: Callable[[str], float]) -> tuple[float, float, int]:
    """Return the same of two gists."""
    here = [stem_ for stem_, root, meant in mine.words if root in theirs.roots or meant & theirs.meant]
    there = [stem_ for stem_, root, meant in theirs.words if root in mine.roots or meant & mine.meant]
    return _share(here, mine, weight), _share(there, theirs, weight), min(len(here), len(there))


def _share(common: Sequence[str], whole: ContentWords, weight: Callable[[str], float]) -> float:
    total = sum(weight(stem_) for stem_, _, _ in whole.words)
    return sum(map(weight, common)) / total if total else 0.0
