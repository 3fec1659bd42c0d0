"""Which unit of the head is the headline, and what the others are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from dossier.model import ZoneKind
from dossier.reading.text import furniture, lines
from dossier.reading.text.units import TextUnit

HEAD = 60
"""Units; a page's head is never longer."""
SECTION = 3
"""Words of what may be a section's name."""
_SHORT = 10  # words; below, a line may be a subheading


class HeadlineReading(Protocol):
    """What is known of the units of an article that is being read."""

    units: list[TextUnit]
    kinds: list[ZoneKind | None]
    title: str | None


def behind_date(rest: str, following: str) -> ZoneKind:
    """Return what stands behind the date of a header; the unit below it may tell."""
    if lines.is_caption(rest) or (lines.ends_sentence(rest) and lines.dateline(following)):
        return "caption"  # the body begins with its dateline, so a sentence above it tells of the picture
    return "body" if not following or lines.is_prose(rest) else "headline"


class Head:
    """The units of the head that are not known yet, of which one may be the headline."""

    def __init__(self, reading: HeadlineReading, candidates: Sequence[int]) -> None:
        self._draft = reading
        self._lines = {i: reading.units[i].text for i in candidates}
        same = Counter(folded(unit.text) for unit in reading.units[:HEAD])
        self._repeated = [i for i in candidates if same[folded(self._lines[i])] > 1 and self._is_long(i)]
        unnamed = [i for i, line in self._lines.items() if not furniture.is_section(line)]
        self.chosen = None if reading.title else (self._repeated or unnamed or candidates)[0]
        # A headline that stands several times, among sections and furniture: all else there is furniture too.
        times = sum(same[folded(self._lines[i])] for i in self._repeated[:1])
        self._scraped = times > 0 and self._marks(candidates[-1]) + times > SECTION
        self._seen = {folded(reading.title or "")} - {""}

    def _is_long(self, index: int) -> bool:
        return lines.words(self._lines[index]) > SECTION

    def _marks(self, last: int) -> int:
        """Return how many sections and the furniture above and among the units of the head."""
        above = zip(self._draft.units[: last + 1], self._draft.kinds, strict=False)
        return sum(kind == "furniture" or furniture.is_section(unit.text) for unit, kind in above)

    def kind(self, index: int) -> ZoneKind | None:
        """Return what the next unit of the head is; None where nothing tells. Units are asked in their order."""
        line = self._lines[index]
        again = folded(line) in self._seen
        self._seen.add(folded(line))
        if index == self.chosen:
            return "headline"
        if again or furniture.is_section(line) or index < (self.chosen or 0):
            return "furniture"
        if index in self._repeated and self._below_title(index):
            return "subheading"
        if self._scraped:
            return "furniture"
        return "subheading" if _is_short(line) else None

    def _below_title(self, index: int) -> bool:
        return index > 0 and folded(self._draft.units[index - 1].text) == folded(self._draft.title or "")


def _is_short(line: str) -> bool:
    return (lines.capitalised(line) or lines.words(line) < _SHORT) and not lines.ends_sentence(line)


def folded(line: str) -> str:
    """Return a line in small letters with one space between words, to compare."""
    return " ".join(line.casefold().split())
