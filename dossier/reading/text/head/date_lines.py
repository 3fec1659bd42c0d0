"""Dates and bylines in the head of an article, and the lines they stand on together: named rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from dossier.model import ZoneKind
from dossier.reading.data import words
from dossier.reading.text import furniture, lines
from dossier.reading.text.head import bylines, credit_lines, printed_dates
from dossier.reading.text.head.publication import Dates
from dossier.reading.text.units import TextUnit

_LONGEST = 200  # code points of such a line


class DateLineReading(Protocol):
    """What the rules read and write of an article that is being read."""

    units: list[TextUnit]
    kinds: list[ZoneKind | None]
    dates: Dates
    byline: str | None
    outlet: str | None

    def day_first(self) -> bool:
        """Return whether 5/6 is the fifth of June here."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line of the head with the dates that stand on it."""

    reading: DateLineReading
    index: int
    text: str
    dates: Sequence[printed_dates.PrintedDate]
    above: bool
    """Whether it stands above the first paragraph."""

    @property
    def around(self) -> str:
        """What is left without dates and times."""
        return printed_dates.around(self.text, list(self.dates))

    def dated(self, source: str) -> None:
        """Note its date as found in `source`."""
        self.reading.dates.add(self.text, source, day_first=self.reading.day_first())

    def by(self, name: str) -> ZoneKind:
        """Note who wrote it, and the date beside that."""
        self.reading.byline = self.reading.byline or name
        if self.dates:
            self.dated("byline")
        return "byline"


_ON = re.compile(r"\s+(?:on|at|le|am|el|em|il|op|den)\Z")  # Written by Mira Dahl on 4 March 2014


class LineRule(NamedTuple):
    """A way to read a line of the head; `example` is such a line below a headline, `kind` what it is.

    An example may have the line above or below it too; `at` says which of its lines is read.
    """

    name: str
    read: Callable[[DateLine], ZoneKind | None]
    kind: ZoneKind
    example: str
    at: int = 0


def _running_head(line: DateLine) -> ZoneKind | None:
    """Read the paper and the day on the first line of a printed page, with wide blanks between."""
    name = credit_lines.running_head(line.text) if line.index == 0 and line.dates else None
    if name is None or printed_dates.leftover(line.text[line.dates[-1].end :]):
        return None
    line.reading.outlet = line.reading.outlet or name
    line.dated("page")
    return "dateline"


def _date(line: DateLine) -> ZoneKind | None:
    if not printed_dates.is_date_line(line.text, list(line.dates)):
        return None
    line.dated("page")
    return "dateline"


def _byline(line: DateLine) -> ZoneKind | None:
    name = bylines.byline(_ON.sub("", line.around.strip(" ,|–—-·•:")) if line.dates else line.text)
    before = bylines.byline(_ON.sub("", line.text[: line.dates[0].start].rstrip(" ,|–—-"))) if line.dates else None
    if name and before and bylines.people(before):
        name = before  # behind the date are tags or buttons
    return line.by(name) if name else None


def _byline_and_buttons(line: DateLine) -> ZoneKind | None:
    """Read a byline before a date, where what follows the date are buttons."""
    name = bylines.byline(line.text[: line.dates[0].start].rstrip(" ,|–—-")) if line.dates else None
    return line.by(name) if name and bylines.people(name) and not lines.ends_sentence(line.text) else None


def _place(line: DateLine) -> ZoneKind | None:
    if not line.dates or not line.above or not lines.is_dateline_only(line.around):
        return None
    line.dated("dateline")
    return "dateline"


def _credit(line: DateLine) -> ZoneKind | None:
    """Read an outlet beside people or a date, with marks between."""
    found = credit_lines.credit(line.text, line.dates) if line.above else None
    if found is None:
        return None
    line.reading.outlet = line.reading.outlet or found.outlet
    if found.byline:
        return line.by(found.byline)
    line.dated("page")
    return "dateline"


def _imprint(line: DateLine) -> ZoneKind | None:
    """Read a paper's or a place's name beside a date, below a headline."""
    reading = line.reading
    headed = line.above and any(kind in {None, "headline"} for kind in reading.kinds[: line.index])
    if not line.dates or not headed or not lines.is_imprint(printed_dates.beside(line.text, list(line.dates))):
        return None
    reading.outlet = reading.outlet or furniture.paper(line.around)
    line.dated("page")
    return "dateline"


def _glued(line: DateLine) -> ZoneKind | None:
    """Read names that run into the date."""
    if not line.dates or not line.above:
        return None
    before = line.text[: line.dates[0].start]
    name = bylines.people(before) if before and not before[-1].isspace() else None
    return line.by(name) if name and not printed_dates.leftover(line.text[line.dates[0].end :]) else None


_COUNTS = (
    r"(?i)\d{1,4}\+?\s(?:comments?|min(?:ute)?s?(?:\sread)?|views|shares)"
    r"|(?i:dispatch|letter|notes|postcard|report)\sfrom\s.{2,40}"  # seldom asked, so compiled at its first use
)
_BARS = re.compile(r"\s*(?:[|•·]|//)\s*")


def _name_and_bar(line: DateLine) -> ZoneKind | None:
    """Read names beside a bar, and dates and counts that say no more than when it was published or changed."""
    if not line.dates or not line.above:
        return None
    first, *rest = _BARS.split(line.around)
    said = [part for part in (first, *rest) if printed_dates.leftover(part) and not re.fullmatch(_COUNTS, part)]
    alone = len(said) == 1 and rest and not lines.ends_sentence(line.text)
    name = bylines.people(said[0]) if alone else None
    return line.by(name) if name else None


_ROLE = (
    r"(?i)(?:[\w’'.-]+ ){0,4}"
    r"(?:correspondent|reporter|writer|editor|columnist|journalist|producer|contributor)s?\b.{0,60}"
)
_MOST_OF_ROLE, _LONGEST_NAMES = 10, 60  # words, and code points
_LONGER = re.compile(r"[^\W\d_]{4,}")


def _is_role(text: str) -> bool:
    """Return whether a line says what somebody is at the paper: `Europe correspondent, Lisbon`."""
    return lines.words(text) <= _MOST_OF_ROLE and not lines.ends_sentence(text) and re.match(_ROLE, text) is not None


def _bare_names(line: DateLine) -> ZoneKind | None:
    """Read names of whom the story does not tell, below a headline and beside a date or a role."""
    units = line.reading.units
    headed = (
        line.above and line.index > 0 and any(kind in {None, "headline"} for kind in line.reading.kinds[: line.index])
    )
    if line.dates or not headed or len(line.text) > _LONGEST_NAMES or furniture.is_section(line.text):
        return None
    name = bylines.people(line.text)
    if not name or _is_told_of(line.text, [unit.text for unit in units[line.index + 1 :]]):
        return None
    following = _below(line)
    dates = printed_dates.find(following, day_first=line.reading.day_first())
    dated = line.reading.kinds[line.index - 1] == "dateline" or printed_dates.is_date_line(following, dates)
    return line.by(name) if dated or _is_role(following) else None


def _below(line: DateLine) -> str:
    """Return the line below one, or the one below a place that stands between: `Lisbon`."""
    below = [unit.text for unit in line.reading.units[line.index + 1 : line.index + 3]]
    between = (
        len(below) > 1 and lines.is_imprint(below[0]) and not printed_dates.find(below[0]) and not _is_role(below[0])
    )
    return below[between] if below else ""


def _is_told_of(names: str, story: Sequence[str]) -> bool:
    """Return whether a story has a word of a line, small or not: it is a heading or names whom it is about."""
    own = {word.casefold() for word in _LONGER.findall(names)}
    return any(own.intersection(_LONGER.findall(paragraph.casefold())) for paragraph in story)


def _name_and_role(line: DateLine) -> ZoneKind | None:
    """Read names with what they are at the paper behind a comma, a dash or a bar; a date may end the line."""
    if not line.above or lines.words(line.text) > _MOST_WORDS or lines.ends_sentence(line.text):
        return None
    written = line.text
    if line.dates and not printed_dates.leftover(line.text[line.dates[0].end :]):
        written = line.text[: line.dates[0].start].rstrip(" ,|–—-")
    names, mark, role = re.split(r"(,\s| [-–—|·•/] |\Z)", written, maxsplit=1)
    if not mark:
        names, role = _parted(written)
    name = bylines.people(names) if re.fullmatch(_ROLE, role) else None
    return line.by(name) if name else None


def _parted(line: str) -> tuple[str, str]:
    """Part names from the role behind them without a mark: `Mira Dahl` and `Arts correspondent`."""
    parted = line.split()
    at = len(parted) - 1
    while at > 1 and (parted[at - 1].lower() in words("byline_roles") or furniture.is_section(parted[at - 1])):
        at -= 1
    return " ".join(parted[:at]), " ".join(parted[at:])


def _below_desk(line: DateLine) -> ZoneKind | None:
    """Read a name below a byline that has only a desk or an office: `By Our Finance Editor`."""
    named = line.reading.byline
    name = bylines.people(line.text) if len(line.text) <= _LONGEST_NAMES and not line.dates else None
    if not name or not named or bylines.people(named) or line.reading.kinds[line.index - 1] != "byline":
        return None
    line.reading.byline = name
    return "byline"


def _role(line: DateLine) -> ZoneKind | None:
    """Read what somebody is at the paper, below a byline."""
    below = line.index > 0 and line.reading.kinds[line.index - 1] == "byline"
    return "byline" if below and not line.dates and _is_role(line.text) else None


_DATE_LABEL = re.compile(
    r"(?:date|datum|fecha|data|published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd)"
    r"(?:\s(?:on|am|le|el|em|il|op))?\s?:?\s*\Z",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[\s,]*\(\w{2,4}\)\s*")  # 4.3.2014 (md)
_MOST_BEFORE, _MOST_WORDS = 4, 20


def _date_and_fields(line: DateLine) -> ZoneKind | None:
    """Read a date behind its label or a word or two, where a bar or another field follows."""
    if not line.dates or not line.above or lines.words(line.text) > _MOST_WORDS or lines.ends_sentence(line.text):
        return None
    before, behind = line.text[: line.dates[0].start], printed_dates.without_time(line.text[line.dates[0].end :])
    signed = _INITIALS.fullmatch(behind) is not None
    barred = (signed or behind.lstrip(" ,")[:1] in {*"|•·>›»"}) and lines.words(before) <= _MOST_BEFORE
    if not barred and not _DATE_LABEL.match(before):
        return None
    line.dated("page")
    return "dateline"


RULES: tuple[LineRule, ...] = (
    LineRule("date", _date, "dateline", "Published: 4 March 2014, 09:12 GMT"),
    LineRule("credit", _credit, "byline", "The Courier — 4 March 2014 — By Mira Dahl"),
    LineRule("byline", _byline, "byline", "By Mira Dahl, 4 March 2014"),
    LineRule(
        "byline, date and buttons",
        _byline_and_buttons,
        "byline",
        "By Mira Dahl, 4 March 2014 send print share save it mail it to a friend go up go down go on go by go in",
    ),
    LineRule("names, a bar and dates", _name_and_bar, "byline", "Mira Dahl | Published: 4 March 2014, 09:12 GMT"),
    LineRule("place and date", _place, "dateline", "SUNNYVALE, Calif. 4 March 2014 —"),
    LineRule("imprint", _imprint, "dateline", "Ridgeway, 4 March 2014"),
    LineRule("date and other fields", _date_and_fields, "dateline", "Datum: 4.3.2014, Rubrik: Hafen"),
    LineRule("names run into the date", _glued, "byline", "Mira Dahl and Bo van der Ek4 March 2014"),
    LineRule("name below a desk", _below_desk, "byline", "By Our Finance Editor, 4 March 2014\nMira Dahl", at=1),
    LineRule("names beside a date or a role", _bare_names, "byline", "Mira Dahl\n4 March 2014"),
    LineRule("names with a role", _name_and_role, "byline", "Mira Dahl, Europe correspondent, 4 March 2014"),
    LineRule("role below a byline", _role, "byline", "By Mira Dahl, 4 March 2014\nEurope correspondent, Lisbon", at=1),
)


def kind(reading: DateLineReading, index: int, *, below: bool) -> ZoneKind | None:
    """Return what a unit of the head is by the first rule that reads it, and note what it tells; None where none does.

    `below` says that it stands below the beginning of the first paragraph.
    """
    text = reading.units[index].text.strip("*_ ")  # set in italics, in Markdown
    if len(text) > _LONGEST:
        return None
    dates = printed_dates.find(text, day_first=reading.day_first())
    line = DateLine(reading, index, text, dates, not below)
    return _running_head(line) or next((found for rule in RULES if (found := rule.read(line))), None)
