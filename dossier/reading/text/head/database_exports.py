"""Articles as news databases export them to text: Nexis, ProQuest and Factiva.

Their fields (`BYLINE: Mira Dahl`, `LENGTH: 320 words`) are what the export says of the article, and not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import dropwhile

from dossier.model import ZoneKind
from dossier.reading.data import entries
from dossier.reading.text.head import printed_dates
from dossier.reading.text.units import TextUnit

_COUNTER = re.compile(r"(?P<number>\d+) of (?P<total>\d+) (?:DOCUMENTS|documents)|Document (?P<n>\d+) of (?P<m>\d+)")
_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z /-]{2,30}):(?:\s+|\Z)")
_CODE = re.compile(r"(?P<label>[A-Z]{2,3})(?:\s+|\Z)")
_EDITION = re.compile(r".{0,60}\bedition\b.{0,20}", re.IGNORECASE)
_END = re.compile(
    r"End of Document|Document \w{12,40}|(?:Copyright|\(c\)|©)\s.{4,200}|All Rights Reserved\.?|\d+ words|\d\d?:\d\d"
)
# Labels that articles themselves do not have; one at least must be there.
_OWN = frozenset(
    ["length", "load-date", "load date", "publication-type", "publication title", "proquest document id", "full text"]
)
_LEAST_LABELS, _LEAST_CODES = 3, 4
_HEAD = 12  # units
_LONGEST_END = 220  # code points


@dataclass(slots=True)
class Export:
    """What the fields of an export say, and what each of its units is: `kinds` by index, `splits` as in a draft."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    date: str | None = None
    language: str | None = None
    remark: str | None = None
    kinds: dict[int, ZoneKind] = field(default_factory=dict)
    splits: dict[int, tuple[int, ZoneKind]] = field(default_factory=dict)


def read_export(units: Sequence[TextUnit]) -> Export | None:
    """Return what the units of a text are if it is an export of a news database, else None."""
    counters = _matching(units, _COUNTER)
    fields = _labelled(units, _LABEL, "export_fields")
    codes = _labelled(units, _CODE, "export_codes")
    if len(codes) >= _LEAST_CODES and {"hd", "pd"} <= {label for label, _, _ in codes.values()}:
        fields = codes
    elif not _is_export(fields, counters):
        return None
    export = Export()
    _mark(export, [*counters, *_matching(units, re.compile(r"Page \d+ of \d+"))])
    if len(counters) > 1:
        export.remark = f"it holds {len(counters)} articles of a news database: export each to a file of its own"
    for index, (_, kind, after) in fields.items():
        _field(export, units, index, kind, after)
    _head(export, units, counters)
    _mark(export, _matching(units, _END))
    return export


def _matching(units: Sequence[TextUnit], pattern: re.Pattern[str]) -> list[int]:
    """Return the short units that a pattern matches, by index."""
    return [i for i, unit in enumerate(units) if len(unit.text) < _LONGEST_END and pattern.fullmatch(unit.text)]


def _mark(export: Export, indices: Iterable[int]) -> None:
    """Make furniture of the units that are not known yet."""
    for index in indices:
        export.kinds.setdefault(index, "furniture")


def _is_export(fields: dict[int, tuple[str, str, int]], counters: list[int]) -> bool:
    labels = {label for label, _, _ in fields.values()}
    return bool(counters and labels) or (len(labels) >= _LEAST_LABELS and bool(labels & _OWN))


@cache
def _labels(name: str) -> dict[str, str]:
    """Return what the labels of a list stand for."""
    return dict(entry.split(" = ") for entry in entries(name))


def _labelled(units: Sequence[TextUnit], shape: re.Pattern[str], name: str) -> dict[int, tuple[str, str, int]]:
    """Return, for each unit that begins with the label of a field, the label, what stands there and after what."""
    known = _labels(name)
    found = {}
    for index, unit in enumerate(units):
        match = shape.match(unit.text)
        if match and (label := match["label"].strip().lower()) in known:
            found[index] = (label, known[label], match.end())
    return found


def _field(export: Export, units: Sequence[TextUnit], index: int, kind: str, after: int) -> None:
    unit = units[index]
    value = unit.text[after:].strip()
    zones: dict[str, ZoneKind] = {
        "title": "headline", "byline": "byline", "date": "dateline", "dateline": "dateline", "text": "body",
        "caption": "caption",
    }  # fmt: skip
    zone = zones.get(kind)
    if kind in {"title", "outlet", "byline", "date", "language"} and value and getattr(export, kind) is None:
        setattr(export, kind, value)
    if zone and value:
        export.kinds[index] = zone
        if zone in {"headline", "body"}:
            export.splits[index] = (unit.start + after, "furniture")
    else:
        export.kinds[index] = "furniture"


def _head(export: Export, units: Sequence[TextUnit], counters: list[int]) -> None:
    """Read what stands in the head without a label: outlet, day, edition and headline, in the order of Nexis."""
    free = sorted(set(range(min(len(units), _HEAD))) - export.kinds.keys())
    day = next((i for i in free if _is_day(units[i].text)), None)
    if day is None:
        return
    export.date = export.date or units[day].text
    export.kinds[day] = "dateline"
    above = [i for i in free if i < day]
    if above and not export.outlet:
        export.outlet = units[above[-1]].text
        export.kinds[above[-1]] = "furniture"
    if len(above) > 1 and not counters:
        _take_title(export, units, above[0])
    _below_day(export, units, [i for i in free if i > day])


def _below_day(export: Export, units: Sequence[TextUnit], below: Sequence[int]) -> None:
    """Read the edition below the day, and the headline."""
    first = min((i for i, kind in export.kinds.items() if kind == "body"), default=len(units))
    rest = list(dropwhile(lambda index: _EDITION.fullmatch(units[index].text), below))
    _mark(export, below[: len(below) - len(rest)])
    if rest and rest[0] < first:
        _take_title(export, units, rest[0])


def _take_title(export: Export, units: Sequence[TextUnit], index: int) -> None:
    """Take a unit as the headline, if there is none so far."""
    if not export.title:
        export.title = units[index].text
        export.kinds[index] = "headline"


def _is_day(line: str) -> bool:
    dates = printed_dates.find(line) if len(line) < 80 else []
    return printed_dates.is_date_line(line, dates)
