"""Places in an article and links to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dossier.model.errors import LinkError


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article and its words."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """`ARTICLE_ID#char=START,END` (RFC 5147): names a stretch of an article."""

    article: str
    start: int
    end: int

    def __str__(self) -> str:
        """Return it as the command line and the notebook write it."""
        return f"{self.article}#char={self.start},{self.end}"


_LINK = re.compile(r"\s*(?P<article>.+)#char=(?P<start>\d{1,12}),(?P<end>\d{1,12})\s*", re.DOTALL)


def parse_link(text: str | Link) -> Link:
    """Return a link, parsed where it is text. Raises LinkError when it is none or is empty or backward."""
    if isinstance(text, Link):
        return text
    match = _LINK.fullmatch(text)
    if not match:
        raise LinkError(f"“{text.strip()[:80]}” is not a link; a link looks like ARTICLE#char=120,180.")
    start, end = int(match["start"]), int(match["end"])
    if end <= start:
        raise LinkError(f"“{text.strip()[:80]}” names no text: its end must be greater than its start.")
    return Link(match["article"], start, end)


def link_to(span: Any) -> str:
    """Return the link of anything that has `article`, `start` and `end`."""
    return f"{span.article}#char={span.start},{span.end}"
