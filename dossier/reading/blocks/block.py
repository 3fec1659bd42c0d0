"""A stretch of a page or document, what the format tells of it, and its text made clean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from dossier.model import PAGE_BREAK, ZoneKind
from dossier.reading.outcome.text_parts import TextParts

_SPACE = re.compile(r"[^\S\f]+")
_BREAK = re.compile(r" *\f *")
# Hints where a line may be broken show nothing and keep words from being found; NUL and lone surrogates are not text.
_NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff]")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SIGNS = re.compile(r"[+−-]?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*")
# No a, e, m, n, o, r and s: ordinals of Spanish, Portuguese, French and Italian are written with them.
_NOTE_LETTERS = dict(zip("bcdfghk", "ᵇᶜᵈᶠᵍʰᵏ", strict=True))


@dataclass(slots=True)
class Block:
    """A paragraph, or what else stands by itself; `kind` is None where the format does not tell what it is."""

    text: str
    kind: ZoneKind | None = None


@dataclass(slots=True)
class Metadata:
    """What a file says of its article outside of the text; None where it does not say."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    date: str | None = None
    """As written; the day is read from it."""
    updated: str | None = None
    url: str | None = None
    language: str | None = None
    british: bool = False
    """Whether it is in the English of a country that writes the day before the month."""
    body: str = ""
    """The article's text as a page's description has it."""
    remarks: list[str] = field(default_factory=list)
    shown: Callable[[], str | None] = lambda: None
    """Returns the day that the page shows outside of the text; asked where nothing else tells a date."""
    signed: Callable[[], str | None] = lambda: None
    """Returns who the page says outside of the text wrote it; asked where nothing else tells a byline."""


class Document(NamedTuple):
    """The text that a reader extracted from a file, and its parts."""

    text: str
    parts: TextParts


def clean(text: str) -> str:
    """Return text on one line as a page shows it: white space is one space, hints for breaking words are left out."""
    text = _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", _NOTHING.sub("", text))
    return _BREAK.sub(PAGE_BREAK, _SPACE.sub(" ", text)).strip(" ")


def raised(text: str) -> str:
    """Return text that is set above its line: figures as superscripts (`120¹`, `10³`), else as it is (`2nd`, `[1]`)."""
    bare = text.strip()
    return bare.replace(" ", "").translate(_RAISED) if _SIGNS.fullmatch(bare) else text


def raised_note(text: str) -> str:
    """Return a letter that is set above the line behind a figure as the sign of a note (`45ᵇ`), else the text."""
    return _NOTE_LETTERS.get(text.strip(), text)
