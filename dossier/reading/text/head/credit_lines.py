"""Credit lines: outlet, reporter and day on one line with marks between, `The Courier — 4 March 2014 — By Ann Lee`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dossier.reading.text import furniture, lines
from dossier.reading.text.head import bylines, printed_dates
from dossier.reading.text.units import TextUnit

_MARKS = re.compile(r"\s+[-–—/]+\s+|\s*[|•·,;()*]\s*")
_LABEL = re.compile(r"(?:source|outlet|publication|quelle|fuente|fonte)\s?:\s*", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|of|in)\s+(?=(?:the|The)\s[A-ZÀ-Þ])")  # By Ann Lee for The Courier
_TITLED = re.compile(r"(?:The|La|El|Le|Die|Der|O|Il) [A-ZÀ-Þ][\w’'&-]+(?: [A-ZÀ-Þ][\w’'&-]+){0,2}")
_JOBS = frozenset({"correspondent", "editor", "reporter", "staff", "writer"})  # Associated Press Writer
_TOWNS = frozenset(
    {"The Hague", "La Paz", "La Plata", "La Haya", "El Alto", "El Paso", "Le Mans", "Le Havre", "La Spezia"}
)
_RELEASE = re.compile(r"\A(?:for immediate|press|news|media) (?:release|statement)(?:\W*\Z|\s{3,})", re.IGNORECASE)
_MOST_WORDS, _MOST_IN_NAME, _MOST_IN_MASTHEAD = 24, 6, 4
_SMALL = frozenset("the of and for & de del la le der die el do da dos".split())


class Credit(NamedTuple):
    """What a line credits: the outlet, and the people if it names any."""

    outlet: str
    byline: str | None


def credit(line: str, dates: Sequence[printed_dates.PrintedDate]) -> Credit | None:
    """Return what a line credits that has an outlet and people or a date, and nothing else; None for other lines.

    `line` is a line above an article, `dates` are those that stand on it. A part that begins with “By” names people;
    one that has a paper's word in it (`Times`), or an article and capitals (`The Standard`), is the outlet.
    """
    if lines.words(line) > _MOST_WORDS or lines.ends_sentence(line):
        return None
    parts = _parts(line, dates)
    outlets = [part for part in parts if bylines.byline(part) is None and _is_outlet(part)]
    names = [bylines.byline(part) or bylines.people(part) for part in parts if part not in outlets]
    if len(outlets) != 1 or not all(names) or not (names or dates):
        return None
    return Credit(outlets[0], ", ".join(filter(None, names)) or None)


def is_masthead(line: str, *, beside: bool) -> bool:
    """Return whether a line of the head is only the name of a paper, an agency or a site.

    `beside` says that a byline or a date stands beside it. Without one, only a short name is taken that ends with a
    paper's word (`The Ossel Courier`) or is one (`Reuters`): a headline may have such a word too.
    """
    if " " not in line and "." in line.strip("."):
        return True
    titled = line.title() if line.isupper() and " " in line else line
    if lines.ends_sentence(line) or not all(word[0].isupper() or word in _SMALL for word in titled.split()):
        return False
    if beside:
        return _is_outlet(titled)
    return lines.words(line) <= _MOST_IN_MASTHEAD and furniture.paper(titled.split()[-1]) is not None


def heads_a_section(units: Sequence[TextUnit], unknown: Sequence[int], index: int) -> bool:
    """Return whether the first line is a short name with a section of the site below it, and then a longer headline.

    Beside `PRESS RELEASE` it is whoever releases it, with anything below it.
    """
    if index > 1 or len(units) < 3 or furniture.is_section(units[index].text):
        return False
    heads = _RELEASE.search(units[1 - index].text) or (index == 0 and furniture.is_section(units[1].text))
    name = units[index].text
    capitals = all(word[0].isupper() or word in _SMALL for word in name.split())
    below = [units[i].text for i in unknown if i > index + (index == 0)]
    return bool(heads) and capitals and lines.words(name) <= _MOST_IN_MASTHEAD and any(map(_is_headline, below))


def running_head(line: str) -> str | None:
    """Return the paper on a printed page's first line, where wide blanks stand behind it: `OSSEL NEWS     4 March`."""
    name = re.split(r"\s{3,}", line, maxsplit=1)[0]
    named = 0 < lines.words(name) <= _MOST_IN_MASTHEAD and not any(map(str.isdigit, name)) and not _RELEASE.search(line)
    return name if named and len(name) < len(line) and not furniture.is_section(name) else None


def _is_headline(line: str) -> bool:
    return lines.words(line) > _MOST_IN_MASTHEAD


def _is_outlet(name: str) -> bool:
    named = [word.lower().removesuffix("s") for word in name.split()]
    if lines.words(name) > _MOST_IN_NAME or "from" in named or not _JOBS.isdisjoint(named):
        return False
    site = len(named) == 1 and "." in name.strip(".")
    return bool(site or furniture.paper(name) or (_TITLED.fullmatch(name) and name not in _TOWNS))


def _parts(line: str, dates: Sequence[printed_dates.PrintedDate]) -> list[str]:
    """Return what stands between the marks of a line, without dates, times and words like “Posted”."""
    undated = line
    for date in reversed(dates):
        undated = f"{undated[: date.start]} | {undated[date.end :]}"
    spoken = _FOR.sub(" | ", _LABEL.sub("", printed_dates.without_time(undated), count=1))
    return [part.strip(" .:–—-/") for part in _MARKS.split(spoken) if printed_dates.leftover(part)]
