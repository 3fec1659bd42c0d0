"""Which reader takes which file."""

from __future__ import annotations

from collections.abc import Callable

from dossier.reading.markdown import read_markdown
from dossier.reading.page import Page
from dossier.reading.plain import read_plain

READERS: dict[str, Callable[[str], Page]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
"""Suffix, in lower case → what makes a page of the decoded text. A format joins by a line here."""
