"""Formats other than plain text become blocks, and blocks become an article's text with its zones.

A format's reader tells what stands in the file in reading order and what each stretch is, as far as the format says
so. What it does not say (is this line a date, that paragraph the page's own?) is found by the rules for plain text.
"""

from __future__ import annotations

import re

from dossier.model import PAGE_BREAK, ZoneKind
from dossier.reading.blocks.block import Block, Document, Metadata, clean
from dossier.reading.outcome.errors import ReadError
from dossier.reading.outcome.text_parts import TextParts
from dossier.reading.text import lines
from dossier.reading.text.head import bylines, date_lines, printed_dates
from dossier.reading.text.plain import TextReading
from dossier.reading.text.units import TextUnit

LONGEST = 8_000_000
"""Code points of an article's text; a longer one is cut, with a remark."""

_DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:\b|T)")
_IN_UTC = re.compile(r"\s*\d{4}-\d\d-\d\d[T ](\d\d):\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]00:?00|UTC|GMT)?\s*\Z")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}.{0,8})?\s*\Z")
_PROGRAMS = re.compile(r"(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) \d\d:\d\d:\d\d (?:[\w+:-]{1,9} )?(\d{4})\b")
"""`Tue Jan 28 15:28:56 CET 2020`, as Java and C write a date."""


def compose(blocks: list[Block], facts: Metadata) -> Document:
    """Put blocks together, a blank line between two, and find the zones that their format did not tell.

    Raises ReadError where no block holds a word.
    """
    remarks = list(facts.remarks)
    units: list[TextUnit] = []
    kinds: list[ZoneKind | None] = []
    parts: list[str] = []
    position = 0
    for block in blocks:
        line = clean(block.text)
        lead = len(line) - len(line.lstrip(PAGE_BREAK))
        bare = line[lead:].rstrip(PAGE_BREAK)
        if not bare:
            parts.append(line)
            position += len(line)
            continue
        if position + len(line) > LONGEST:
            remarks.append(f"it was cut after {position:,} characters: no article is so long")
            break
        if units:
            parts.append("\n\n")
            position += 2
        parts.append(line)
        units.append(TextUnit(position + lead, position + lead + len(bare), bare.replace(PAGE_BREAK, " ")))
        kinds.append(block.kind)
        position += len(line)
    text = "".join(parts)
    if not any(map(str.isalnum, text)):
        raise ReadError("There are no words in it.")
    return Document(text, _page(TextReading(text, given=(units, kinds)), facts, remarks))


def _page(reading: TextReading, facts: Metadata, remarks: list[str]) -> TextParts:
    reading.title = _line(facts.title) or _headline(reading)
    reading.outlet = _line(facts.outlet)
    reading.byline = bylines.tidy(_line(facts.byline))
    reading.url = _line(facts.url, 2_000)
    reading.language = facts.language
    reading.british = facts.british
    for source, written in (("metadata", facts.date), ("updated", facts.updated)):
        if written:
            _date(reading, written, source)
    _shown(reading)
    _in_boxes(reading)
    if not reading.byline:
        _bare_byline(reading)
    reading.remarks += remarks
    parts = reading.parts()
    if parts.byline is None:
        parts = parts._replace(byline=facts.signed())
    if parts.published is None and (day := facts.shown()):
        return parts._replace(published=day, published_from="page")
    return parts


def _shown(reading: TextReading) -> None:
    """Read what the page itself shows as its byline or its date as on any page."""
    dated = "metadata" in reading.dates.found and reading.dates.utc_hour is None
    for unit, kind in zip(reading.units, reading.kinds, strict=True):
        if kind == "byline" and not reading.byline:
            reading.byline = bylines.beside_date(unit.text[:300])
        if kind in {"byline", "dateline"} and not dated:
            reading.dates.add(unit.text, "page", day_first=reading.day_first())


def _in_boxes(reading: TextReading) -> None:
    """Read the dates and bylines that stand between headline and text in a box that is named after something else."""
    headed, prose = False, 0
    for index in range(min(len(reading.units), _NEAR)):
        kind = reading.kinds[index]
        headed = headed or kind == "headline"
        prose += kind in {None, "body"} and lines.is_prose(reading.units[index].text)
        if prose > 1:  # the first may be the lead
            return
        if headed and kind in {"furniture", "subheading"} and (found := date_lines.kind(reading, index, below=False)):
            reading.kinds[index] = found


def _bare_byline(reading: TextReading) -> None:
    """Read a line of nothing but names below the headline and beside the date as the byline."""
    for index in range(1, min(len(reading.units), _NEAR) - 1):
        line = reading.units[index].text
        if bylines.byline(line):
            return  # found by itself
        if reading.kinds[index] not in {None, "subheading"} or len(line) > _LONGEST_BYLINE:
            continue
        names = bylines.people(line)
        whole = names is not None and len(names) >= len(line) - 8 and names != reading.title
        if whole and any(_is_date(reading.units[i].text[:100]) for i in (index - 1, index + 1)):
            reading.byline, reading.kinds[index] = names, "byline"
            return


_NEAR = 12  # units below the headline in which a bare byline may stand
_LONGEST_BYLINE = 80


def _is_date(line: str) -> bool:
    return printed_dates.is_date_line(line, printed_dates.find(line))


def _headline(reading: TextReading) -> str | None:
    return next(
        (u.text[:500] for u, kind in zip(reading.units, reading.kinds, strict=True) if kind == "headline"), None
    )


def _date(reading: TextReading, written: str, source: str) -> None:
    written = clean(written[:200])
    if day := _DAY.match(written):
        if source == "metadata" and (hour := _IN_UTC.match(written)):
            reading.dates.utc_hour = int(hour[1])
        written = day[1]  # the rest is a time of day, whose zone changes nothing about the day printed
    elif day := _COMPACT.match(written):
        written = "-".join(day.groups())
    elif day := _PROGRAMS.match(written):
        written = f"{day[2]} {day[1]} {day[3]}"
    if found := printed_dates.find(written, day_first=reading.day_first()):
        reading.dates.found.setdefault(source, found[0])


def _line(value: str | None, longest: int = 500) -> str | None:
    return clean(value.replace(PAGE_BREAK, " "))[:longest].strip() or None if value else None
