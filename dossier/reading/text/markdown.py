"""Markdown becomes the parts of an article: front matter, headings and pictures first, the rest as plain text.

Marks of emphasis and links stay in the text as they stand.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from dossier.reading.outcome.text_parts import TextParts
from dossier.reading.text.front_matter import FrontMatterError, front_matter
from dossier.reading.text.head import bylines
from dossier.reading.text.head.printed_dates import BRITISH
from dossier.reading.text.plain import TextReading
from dossier.text.footnotes import is_check_remark

_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<title>\S.{0,400}?)(?:\s+#+)?\s*\Z")
_UNDERLINE = re.compile(r"(?:=+|-{3,})\Z")
_PICTURE = re.compile(r"!\[[^\]]{0,500}\]\([^)]{0,2000}\)\Z|<(?:img|figure)\b[^>]{0,2000}>\Z", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,4000}-->\Z|\[[^\]]{1,80}\]:\s?\S{1,2000}\Z")
_LINKED = re.compile(r"!?\[([^\]]{0,400})\]\([^)]{0,2000}\)")
_EMPHASIS = re.compile(r"(?<!\w)(?:\*{1,3}|_{1,3}|~~|`)(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3}|~~|`)(?!\w)")

# Keys in small letters without blanks and marks, the plainest first.
_KEYS = {
    "title": ("title", "headline", "name"),
    "date": (
        "date", "published", "publishdate", "pubdate", "datepublished", "publicationdate", "publishedat", "publishedon",
        "issued",
    ),
    "byline": ("author", "byline", "authors", "creator", "by", "writer"),
    "outlet": ("outlet", "site", "publication", "source", "publisher", "sitename", "website", "journal", "newspaper"),
    "url": ("url", "link", "canonical", "permalink", "canonicalurl", "sourceurl", "source"),
    "language": ("lang", "language", "locale"),
}  # fmt: skip
_ADDRESS = re.compile(r"https?://\S+\Z")


def read_markdown(text: str) -> TextParts:
    """Part a Markdown text into zones and passages, and read its front matter and what it says of itself.

    Front matter that cannot be read is passed over with a remark; it is furniture all the same.
    """
    front = front_matter(text)
    reading = TextReading(text, front.end if front else 0)
    if front:
        try:
            _fill(reading, front.values())
        except FrontMatterError as error:
            reading.remarks.append(f"its front matter was passed over: {error}")
    _mark(reading)
    return reading.parts()


def _fill(reading: TextReading, values: dict[str, Any]) -> None:
    found = {
        name: next((words for key in keys if (words := _words(values.get(key))) and _fits(name, words)), None)
        for name, keys in _KEYS.items()
    }
    reading.title = found["title"]
    reading.byline = found["byline"] and (bylines.byline(found["byline"]) or found["byline"])  # byline: By Mira Dahl
    reading.outlet = found["outlet"]
    reading.url = found["url"]
    if found["language"]:
        reading.language = re.split(r"[-_]", found["language"])[0].lower()[:3]
        reading.british = bool(BRITISH.match(found["language"]))
    if found["date"]:
        reading.dates.add(found["date"], "front matter", day_first=reading.day_first())
        if "front matter" not in reading.dates.found:
            reading.remarks.append(f"the date in its front matter, {found['date'][:40]!r}, was not understood")


def _fits(name: str, words: str) -> bool:
    """Return whether words can be what a key says: `source` is an address in one program and an outlet in another."""
    if name == "url":
        return "/" in words
    return name != "outlet" or not _ADDRESS.match(words)


def _words(value: Any) -> str | None:
    """Return a value as one line: lists are joined, of mappings the name is taken."""
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(words for item in value[:20] if (words := _words(item))) or None
    if isinstance(value, dict):
        return _words(value.get("name"))
    words = " ".join(_LINKED.sub(r"\1", str(value or "")).split()).replace("[[", "").replace("]]", "")
    return words[:500] or None


def _mark(reading: TextReading) -> None:
    """Mark headings, pictures and comments."""
    headline = False
    for index in range(len(reading.units)):
        heading = _heading(reading, index)
        if heading is None:
            continue
        level, title = heading
        first = not headline and (level == 1 or index == 0)
        reading.kinds[index] = "headline" if first else "subheading"
        if first:
            headline = True
            reading.title = reading.title or _bare(title)


def _heading(reading: TextReading, index: int) -> tuple[int, str] | None:
    """Return level and words of a unit that is a heading; marks the lines below headings, pictures and comments."""
    line = reading.units[index].text
    if heading := _HEADING.match(line):
        return len(heading["marks"]), heading["title"]
    if index + 1 < len(reading.units) and len(line) <= 200 and _underlined(reading, index):
        reading.kinds[index + 1] = "furniture"
        return 1 if reading.units[index + 1].text[0] == "=" else 2, line
    if _PICTURE.match(line):
        reading.kinds[index] = "caption"
    elif _COMMENT.match(line) or is_check_remark(line):
        reading.kinds[index] = "furniture"
    return None


def _underlined(reading: TextReading, index: int) -> bool:
    """Return whether the next unit is the line of = or - that makes this one a heading; no blank line parts them."""
    unit, following = reading.units[index], reading.units[index + 1]
    if not _UNDERLINE.match(following.text):
        return False
    between = reading.text[unit.end : following.start]
    return reading.kinds[index] is None and between.count("\n") + between.count("\r") - between.count("\r\n") == 1


def _bare(title: str) -> str:
    """Return a heading without its links and emphasis."""
    return _EMPHASIS.sub("", _LINKED.sub(r"\1", title)).strip()
