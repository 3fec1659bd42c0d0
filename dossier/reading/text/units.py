"""The lines of a text become units: paragraphs, headings and other things that stand by themselves.

Blank lines part units. Lines that follow each other directly are one paragraph when the text is hard-wrapped
(most lines end where the next word would not have fitted) and units of their own when it is not.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_MARKER = re.compile(r"(?:[-*+•·▪◦–—]|\d{1,3}[.)])\s|#{1,6}\s|>")
_FIRST_WORD = re.compile(r"\S+")
_STOPS = ".!?…:;\"”’'»)"
_WIDEST = 120  # code points in a hard-wrapped line; longer lines are paragraphs


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text that stands by itself, without the white space around it."""

    start: int
    end: int
    text: str
    """The text itself, on one line: line ends of hard wraps are spaces, one for one."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int


def units(text: str, start: int = 0) -> list[Unit]:
    """Cut a text from `start` on into units, in order; white space between them belongs to none."""
    blocks = _blocks(text, start)
    width = _wrap_width(text, blocks)
    found: list[Unit] = []
    for block in blocks:
        first = block[0]
        last = first
        for line in block[1:]:
            if _joined(text, last, line, width):
                last = line
                continue
            found.append(_unit(text, first.start, last.end))
            first = last = line
        found.append(_unit(text, first.start, last.end))
    return found


def _unit(text: str, start: int, end: int) -> Unit:
    shown = text[start:end]
    if "\n" in shown or "\r" in shown:
        shown = shown.replace("\n", " ").replace("\r", " ")
    return Unit(start, end, shown)


def _blocks(text: str, start: int) -> list[list[_Line]]:
    """Give the runs of lines that are not blank, each line without the white space around it."""
    blocks: list[list[_Line]] = []
    block: list[_Line] = []
    for match in _LINE.finditer(text, start):
        line = match[0]
        bare = line.strip()
        if bare:
            indent = len(line) - len(line.lstrip())
            begin = match.start() + indent
            block.append(_Line(begin, begin + len(bare), indent))
        elif block:
            blocks.append(block)
            block = []
    if block:
        blocks.append(block)
    return blocks


def _wrap_width(text: str, blocks: list[list[_Line]]) -> int:
    """Give the width at which the text is hard-wrapped, 0 if it is not.

    It is when the lines of blocks are short and at least seven in ten line ends stand where the next line's
    first word would not have fitted any more.
    """
    pairs = [(a, b) for block in blocks for a, b in itertools.pairwise(block)]
    if not pairs:
        return 0
    lengths = sorted(line.indent + line.end - line.start for pair in pairs for line in pair)
    width = lengths[-1]
    if width > _WIDEST:
        # One long line (an address) does not make wrapped text unwrapped.
        width = lengths[int(len(lengths) * 0.95)]
        if width > _WIDEST:
            return 0
    if width < 30:
        return 0
    full = sum(_is_full(text, a, b, width) for a, b in pairs)
    return width if full >= 0.7 * len(pairs) else 0


def _is_full(text: str, line: _Line, following: _Line, width: int) -> bool:
    word = _FIRST_WORD.match(text, following.start, following.end)
    return line.indent + line.end - line.start + 1 + (len(word[0]) if word else 0) > width


def _joined(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether `following` goes on with the paragraph of `line`."""
    if _MARKER.match(text, following.start, following.end):
        return False
    ends = text[line.end - 1] in _STOPS
    length = line.end - line.start
    if width:
        if following.indent > line.indent + 1 and ends:
            return False
        return _is_full(text, line, following, width) or not (ends and length < 0.75 * width)
    # Not wrapped throughout, but this line plainly breaks off in the middle of a sentence.
    return length >= 40 and not ends and text[following.start].islower()
