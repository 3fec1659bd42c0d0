"""Files that hold several articles are taken apart: archives, mailboxes, and exports of news databases."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from dossier.reading.blocks.block import clean
from dossier.reading.formats.archives import Archive
from dossier.reading.formats.registry import FORMATS
from dossier.reading.outcome.errors import ReadError
from dossier.reading.text.decoding import decode

MOST = 5_000
"""Articles taken out of one file."""
LARGEST = 256 * 1024 * 1024
"""Bytes of a file to take apart."""

# Column or key of a record → what it is, as databases and news APIs name them; compared without case and marks.
_FIELDS = {
    "title": "title headline head heading articletitle hd subject name",
    "text": "text body content fulltext articletext articlebody bodytext maintext story article td html plaintext",
    "date": "date published publishedat publishedon publicationdate pubdate datepublished publishdate datetime pd "
    "timestamp created loaddate",
    "author": "author authors byline by creator writer journalist",
    "outlet": "outlet source publication sourcename publisher newspaper site sn domain journal medium",
    "url": "url link permalink webpage weburl address",
    "language": "language lang la",
    "lead": "lead lp leadparagraph standfirst abstract",
}
_KEYS = {alias: field for field, aliases in _FIELDS.items() for alias in aliases.split()}
_LONGEST_LINE = 32 * 1024 * 1024
_DEEPEST = 8
_MARKS = re.compile(r"[\W_]+")
_HTML = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li|blockquote)\b[^>]{0,200}>", re.IGNORECASE)
_BLANK = (b"", b"\n\n", b"\r\n")  # what stands before a `From ` line that begins a mail
_FROM = re.compile(rb"^From .*\r?\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """One article's file: its suffix and bytes. `error` says why it could not be taken out, and then there are none."""

    name: str
    suffix: str
    data: bytes
    error: str | None = None


def split(data: bytes, suffix: str, fields: Mapping[str, str]) -> Iterator[ArticleFile]:
    """Take a file apart. Raises ReadError for what is damaged.

    `fields` names, for records, the column or key of a field of `_FIELDS` that has an unusual name.
    """
    splitters: dict[str, Callable[[], Iterator[ArticleFile]]] = {
        ".zip": lambda: _zip(data, fields),
        ".mbox": lambda: _mbox(data),
        ".csv": lambda: _records(_rows(data, ","), fields),
        ".tsv": lambda: _records(_rows(data, "\t"), fields),
        ".jsonl": lambda: _records(_lines(data), fields),
        ".ndjson": lambda: _records(_lines(data), fields),
    }
    for number, part in enumerate(splitters[suffix]()):
        if number >= MOST:
            yield ArticleFile("", "", b"", f"Only its first {MOST:,} articles were taken out.")
            return
        yield part


def _zip(data: bytes, fields: Mapping[str, str]) -> Iterator[ArticleFile]:
    archive = Archive(data)
    for name in archive.names:
        path = PurePosixPath(name.replace("\\", "/"))
        suffix = path.suffix.lower()
        if path.name.startswith(".") or "__MACOSX" in path.parts or suffix not in {*FORMATS, ".zip", *_SPLIT}:
            continue
        if suffix == ".zip":
            yield ArticleFile(name, suffix, b"", "It is an archive within an archive: unpack it first.")
            continue
        try:
            inner = archive.read(name) or b""
            if suffix in _SPLIT:
                yield from split(inner, suffix, fields)
            else:
                yield ArticleFile(path.stem, suffix, inner)
        except ReadError as error:
            yield ArticleFile(name, suffix, b"", str(error))


_SPLIT = frozenset({".mbox", ".csv", ".tsv", ".jsonl", ".ndjson"})


def _mbox(data: bytes) -> Iterator[ArticleFile]:
    """Part a mailbox at its `From ` lines; those that stand in a mail are escaped as `>From `."""
    if not _FROM.match(data):
        raise ReadError("Not a mailbox: it does not begin with a line “From …”.")
    begins = [match for match in _FROM.finditer(data) if data[max(0, match.start() - 2) : match.start()] in _BLANK]
    for number, begin in enumerate(begins):
        end = begins[number + 1].start() if number + 1 < len(begins) else len(data)
        yield ArticleFile(f"mail {number + 1}", ".eml", re.sub(rb"(?m)^>(>*From )", rb"\1", data[begin.end() : end]))


def _rows(data: bytes, separator: str) -> Iterator[tuple[int, Any]]:
    text, _ = decode(data)
    head = text[: text.find("\n")]
    if separator == "," and head.count(";") > head.count(","):
        separator = ";"
    csv.field_size_limit(32 * 1024 * 1024)
    try:
        yield from enumerate(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator), 1)
    except csv.Error as error:
        raise ReadError(f"It is damaged: it cannot be read as a table ({error}).") from None


def _lines(data: bytes) -> Iterator[tuple[int, Any]]:
    """Yield the value of each line; a file is decoded line by line, so that it takes no memory of its own."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    lines: Iterable[bytes] = io.BytesIO(decode(data)[0].encode() if wide else data.removeprefix(b"\xef\xbb\xbf"))
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line) if len(line) <= _LONGEST_LINE else None
            except UnicodeDecodeError:
                yield number, _value(decode(line)[0])
            except (ValueError, RecursionError):
                yield number, None


def _value(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _records(records: Iterator[tuple[int, Any]], fields: Mapping[str, str]) -> Iterator[ArticleFile]:
    named = {_plain(column): field for field, column in fields.items()}
    for number, record in records:
        if not isinstance(record, dict):
            yield ArticleFile(f"record {number}", "", b"", "Not an article: it is not an object with fields.")
            continue
        values = _fields(record, named)
        if not values.get("text"):
            known = ", ".join(str(key) for key in list(record)[:12])
            reason = f"No column of it holds the text; name it with --field text=COLUMN (there are: {known})."
            yield ArticleFile(f"record {number}", "", b"", reason[:400])
            continue
        yield _part(number, values)


def _fields(record: dict[Any, Any], named: Mapping[str, str]) -> dict[str, str]:
    """Return the words of a record's columns by field; a column that the user names goes before another."""
    values: dict[str, str] = {}
    for key, value in record.items():
        column, words = _plain(str(key)), _words(value)
        field = named.get(column) or _KEYS.get(column)
        if field and words and (field not in values or column in named):
            values[field] = words
    return values


def _plain(key: str) -> str:
    return _MARKS.sub("", key).casefold()


def _words(value: Any, depth: int = 0) -> str:
    """Return a value as text; of objects their name, lists joined; nothing of what is nested deeply."""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("title") or value.get("uri") or "", depth + 1)
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(item, depth + 1) for item in value[:50])))
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _part(number: int, values: dict[str, str]) -> ArticleFile:
    """Write a record as a file of its own: Markdown with front matter, or a page where its text is one."""
    text = values.pop("text")
    lead = values.pop("lead", "")
    if lead and lead[:80] not in text:
        text = f"{lead}\n\n{text}"
    name = values.get("title") or f"record {number}"
    if _HTML.search(text):
        meta = {"title": "og:title", "date": "article:published_time", "author": "author", "outlet": "og:site_name",
                "url": "og:url", "language": "language"}  # fmt: skip
        head = "".join(
            f'<meta name="{meta[field]}" content="{html.escape(clean(value))}">' for field, value in values.items()
        )
        body = f"<body><article>{text}</article></body>"
        page = f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head>{body}</html>'
        return ArticleFile(name, ".html", page.encode("utf-8", errors="replace"))
    front = yaml.safe_dump(
        {field: clean(value) for field, value in values.items()}, allow_unicode=True, sort_keys=False, width=10_000
    )
    paragraphs = "\n\n".join(clean(line) for line in re.split(r"\n\s*\n|\r\n|\n", text) if line.strip())
    return ArticleFile(name, ".md", f"---\n{front}---\n\n{paragraphs}\n".encode("utf-8", errors="replace"))
