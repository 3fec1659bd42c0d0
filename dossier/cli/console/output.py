"""How answers are written: for people as plain text, for programs as JSON Lines.

Whatever comes from an article, a file name or a tag is made harmless here, so that commands need not think of it.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import click

from dossier.model import to_json
from dossier.text import days
from dossier.text.visible import escape_json, one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_LONGEST_NAME, _NAME_HEAD = 100, 60  # characters of a file's name, and those of its beginning


IN_WORDS: ContextVar[bool] = ContextVar("in_words", default=False)
"""Whether words stand for signs: what a screen reader would spell out, or leave out."""

_WORDS = {" · ": ", ", " → ": " to ", "≈": "like"}


def worded(text: str) -> str:
    """Return text of the program's own, never of an article, with words for its signs where that is wanted."""
    if IN_WORDS.get():
        for sign, word in _WORDS.items():
            text = text.replace(sign, word)
    return text


def json_line(value: Any) -> None:
    """Write one object on a line of its own: UTF-8, keys as in docs/reference."""
    document = json.dumps(value if isinstance(value, dict) else to_json(value), ensure_ascii=False)
    click.echo(escape_json(document))


def document(text: str, *, as_json: bool = False) -> None:
    """Write a document as it is, but harmless to a terminal: JSON escaped, other text made visible."""
    click.echo(escape_json(text) if as_json else visible(text), nl=False)


def say(text: str = "", *, bold: bool = False, dim: bool = False) -> None:
    """Write a line for people; styles vanish where standard output is not a terminal."""
    click.echo(click.style(visible(text), bold=bold or None, dim=dim or None))


def notice(text: str) -> None:
    """Write a line to standard error: something about the answer that is not the answer."""
    click.echo(visible(text), err=True)


def no_articles(sources: Iterable[Path]) -> str:
    """Return the sentence for a dossier without articles: where they belong, and that others may not be readable."""
    places = ", ".join(one_line(str(source)) for source in sources)
    return f"There are no articles in {places} yet; put text, web pages or PDF files there."


def name_of(path: str) -> str:
    """Return a file's name on one line, the middle of a very long one left out; both ends tell files apart."""
    line = one_line(path)
    return line if len(line) <= _LONGEST_NAME else f"{line[:_NAME_HEAD]}…{line[_NAME_HEAD + 1 - _LONGEST_NAME :]}"


def width() -> int:
    """Return how many columns to write in: the terminal's, at most 100; 80 where there is none."""
    return min(100, shutil.get_terminal_size((80, 24)).columns) if sys.stdout.isatty() else 80


def day(iso: str | None) -> str:
    """Return an ISO day as people write it: `29 Nov 2025`."""
    return (days.day(iso) or iso) if iso else "undated"


def paragraph(text: str, *, indent: str = "    ", marks: Sequence[tuple[int, int]] = ()) -> None:
    """Write a passage folded to the terminal's width, the `marks` (offsets in it) in bold."""
    flat = one_line(text)
    pieces = [flat[start:end] for start, end in marks]
    lines = textwrap.wrap(flat, max(20, width() - len(indent)), break_on_hyphens=False) or [""]
    for line in lines:
        click.echo(indent + _bold(line, pieces))


def _bold(line: str, pieces: Iterable[str]) -> str:
    """Return a line with the pieces bold wherever they stand in it; a terminal sees it, a pipe does not."""
    words = sorted({piece for piece in pieces if piece}, key=len, reverse=True)
    if not words:
        return line
    pattern = "|".join(rf"\b{re.escape(word)}\b" for word in words)
    return re.sub(pattern, lambda match: click.style(match.group(), bold=True), line)


def table(rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()) -> None:
    """Write rows in aligned columns, the `right` ones flush right; the last column is not padded.

    Where words stand for signs, cells stand behind each other with commas.
    """
    rows = [[one_line(cell) for cell in row] for row in rows]
    if IN_WORDS.get():
        for row in rows:
            click.echo(", ".join(filter(None, row)))
        return
    if not rows:
        return
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.rjust(widths[i]) if i in right else cell if i == len(row) - 1 else cell.ljust(widths[i])
            for i, cell in enumerate(row)
        ]
        click.echo("  ".join(cells).rstrip())
