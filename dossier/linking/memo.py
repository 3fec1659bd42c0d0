"""What was worked out before, kept by what it was worked out from: asked again, it costs a look-up.

A key holds all that a value depends on, so a value kept is never an old one, and what has changed is simply not found.
Whoever works out findings asks here for each part; what was asked for is what is worth keeping for the next time.
"""

from __future__ import annotations

import hashlib
import math
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field


class Memo:
    """Texts by their keys: those of the last time, and those that were asked for this time."""

    def __init__(self, before: Mapping[str, str] | None = None) -> None:
        self.before: Mapping[str, str] = before or {}
        self.now: dict[str, str] = {}

    def get(self, key: str, make: Callable[[], str]) -> str:
        """Give the text of a key, made only where it is not known."""
        found = self.now.get(key) or self.before.get(key) or make()
        self.now[key] = found
        return found


class Scores:
    """Pairs of items with the score of each, compact; what a score is made from is kept by a key, as texts are."""

    def __init__(self, keys: bytes = b"", kept: bytes = b"") -> None:
        """Take what `packed` gave."""
        self._keys, self._kept = array("q", keys), array("d", kept)
        self._ones, self._others, self._scores = array("q"), array("q"), array("d")

    def packed(self) -> tuple[bytes, bytes]:
        """Give the keys, and the values that are kept by them."""
        return self._keys.tobytes(), self._kept.tobytes()

    def known(self) -> dict[int, float]:
        """Give the values by their keys; NaN for a pair that has none."""
        return dict(zip(self._keys, self._kept, strict=True))

    def add(self, one: int, other: int, key: int, value: float, more: float) -> None:
        """Add a pair, whose score is the value that is kept and what is added to it now."""
        self._keys.append(key)
        self._kept.append(value)
        if not math.isnan(value):
            self._ones.append(one)
            self._others.append(other)
            self._scores.append(value + more)

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        """Give each pair that has a score."""
        return zip(self._ones, self._others, self._scores, strict=True)


@dataclass(slots=True)
class Memory:
    """What one kind of finding was worked out with: articles' sketches, scores of pairs, findings."""

    sketches: Memo = field(default_factory=Memo)
    findings: Memo = field(default_factory=Memo)
    before: Scores = field(default_factory=Scores)
    scores: Scores = field(default_factory=Scores)


def digest(*values: object) -> str:
    """Give a key for values that are told apart by how they are written."""
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
