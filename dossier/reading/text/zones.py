"""Units whose kinds are known become the zones that cover a text, and the passages of its body.

`splits` has, by the index of a unit, where what stands before it in the same unit ends, and what that is: the dateline
of a first paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier.model import Passage, Zone, ZoneKind
from dossier.reading.text import passages as cut
from dossier.reading.text.units import TextUnit

Kinds = Sequence[ZoneKind | None]
Splits = Mapping[int, tuple[int, ZoneKind]]


def zones(text: str, units: Sequence[TextUnit], kinds: Kinds, splits: Splits, start: ZoneKind) -> tuple[Zone, ...]:
    """Return zones that cover the text: each runs to where the next begins, neighbours of one kind are one zone.

    `start` is what stands before the first unit.
    """
    marks = _marks(units, kinds, splits, start)
    found: list[Zone] = []
    for (begin, kind), (end, _) in zip(marks, [*marks[1:], (len(text), "body")], strict=True):
        if found and found[-1].zone == kind:
            found[-1] = Zone(found[-1].start, end, kind)
        elif end > begin:
            found.append(Zone(begin, end, kind))
    return tuple(found)


def _marks(units: Sequence[TextUnit], kinds: Kinds, splits: Splits, start: ZoneKind) -> list[tuple[int, ZoneKind]]:
    """Return where each kind begins, the first at the beginning of the text."""
    marks: list[tuple[int, ZoneKind]] = [(0, start)] if start == "furniture" or not units else []
    for index, unit in enumerate(units):
        begin = unit.start if marks else 0
        kind = kinds[index] or "body"
        if index in splits:
            end, before = splits[index]
            marks += [(begin, before), (end, kind)]
        else:
            marks.append((begin, kind))
    return marks


def passages(text: str, units: Sequence[TextUnit], kinds: Kinds, splits: Splits) -> tuple[Passage, ...]:
    """Return the passages of the body, in the order of the text."""
    body = [index for index, kind in enumerate(kinds) if (kind or "body") == "body"]
    starts = [splits[index][0] if index in splits else units[index].start for index in body]
    return tuple(
        one for index, start in zip(body, starts, strict=True) for one in cut.passages(text, start, units[index].end)
    )
