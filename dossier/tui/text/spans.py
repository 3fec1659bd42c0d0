"""Stretches of a text that are shown in their own way, found quickly by where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class StyledSpan:
    """A stretch from `start` to `end` (code points) of one kind, one of `styles.LAYERS`.

    `key` is whatever the app wants to know again (an entity id).
    """

    start: int
    end: int
    kind: str
    key: str = ""


_WORDS = 80  # code points up to which a place is words, painted strongly; a longer one is a sentence or a passage


def pointed(start: int, end: int) -> StyledSpan:
    """Return the mark of a place that is pointed at: words as a hit is, sentences and passages less strongly."""
    return StyledSpan(start, end, "current-hit" if end - start <= _WORDS else "pointed")


class SpanIndex:
    """Spans by position; they may overlap and nest."""

    def __init__(self, spans: Iterable[StyledSpan] = ()) -> None:
        self.spans = sorted((span for span in spans if span.start < span.end), key=lambda span: (span.start, -span.end))
        self._starts = [span.start for span in self.spans]
        self._reach = list(accumulate((span.end for span in self.spans), max))

    def within(self, start: int, end: int) -> Iterator[StyledSpan]:
        """Return the spans that share a code point with this stretch, in order."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return (span for span in self.spans[first:last] if span.end > start)


class SpanGroups:
    """Groups of spans (hits, names, notes), each replaced as a whole."""

    def __init__(self) -> None:
        self._groups: dict[str, SpanIndex] = {}

    def replace(self, group: str, spans: Iterable[StyledSpan]) -> None:
        """Put these spans in the place of the group's old ones."""
        self._groups[group] = SpanIndex(spans)

    def clear(self) -> None:
        """Forget all groups."""
        self._groups.clear()

    def within(self, start: int, end: int, kinds: Collection[str] | None = None) -> list[StyledSpan]:
        """Return the spans of these kinds (None: all) that share a code point with this stretch, by start."""
        found = [
            span
            for group in self._groups.values()
            for span in group.within(start, end)
            if kinds is None or span.kind in kinds
        ]
        return sorted(found, key=lambda span: (span.start, span.end, span.kind))

    def of(self, kinds: Collection[str]) -> list[StyledSpan]:
        """Return all spans of these kinds, by start."""
        found = [span for group in self._groups.values() for span in group.spans if span.kind in kinds]
        return sorted(found, key=lambda span: (span.start, span.end, span.kind))
