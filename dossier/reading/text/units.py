"""The lines of a text become units: paragraphs, headings and other things that stand by themselves.

Blank lines part units. Lines that follow each other directly are one paragraph when they are hard-wrapped: when most
lines end where the next word would not have fitted, or when the next line mostly goes on in the middle of a sentence.
Otherwise each is a unit of its own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_MARKER = re.compile(r"(?:[-*+•·▪◦–—]|\d{1,3}[.)])\s|#{1,6}\s|>")
_FIRST_WORD = re.compile(r"\S+")
_STOPS = ".!?…:;\"”’'»)。！？」"
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"”’'»)\]」]*\Z|[\"”»)」]\Z")
_SITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")  # courier.example.org, alone on a line
_WIDEST = 120  # code points in a hard-wrapped line; longer lines are paragraphs
_NARROWEST = 30
_FULL = 0.7  # so many of the line ends of hard-wrapped text stand where the next word would not have fitted
_RAGGED = 15  # code points by which lines of one paragraph differ
_GOING_ON = 0.4  # so many lines of a paragraph go on with the sentence of the line above


class TextUnit(NamedTuple):
    """A stretch of text that stands by itself, without the white space around it."""

    start: int
    end: int
    text: str
    """The text itself, on one line: line ends of hard wraps are spaces, one for one."""


class _Line(NamedTuple):
    start: int
    end: int
    indent: int

    @property
    def width(self) -> int:
        """The code points from the margin to the end of the line."""
        return self.indent + self.end - self.start


def units(text: str, start: int = 0) -> list[TextUnit]:
    """Return the units of a text from `start` on, in order; white space between them belongs to none."""
    blocks = _blocks(text, start)
    width = _wrap_width(text, blocks)
    found: list[TextUnit] = []
    for block in blocks:
        own = _paragraph_width(text, block, width)
        opening = _opening_lines(block) if own else frozenset()
        first = last = block[0]
        for line in block[1:]:
            if own:
                joined = _in_paragraph(text, last, line, own) and not (line.start in opening and _ends(text, last))
            else:
                joined = _goes_on(text, last, line, width)
            if joined:
                last = line
                continue
            found.append(_unit(text, first.start, last.end))
            first = last = line
        found.append(_unit(text, first.start, last.end))
    return found


def _unit(text: str, start: int, end: int) -> TextUnit:
    shown = text[start:end]
    if "\n" in shown or "\r" in shown:
        shown = shown.replace("\n", " ").replace("\r", " ")
    return TextUnit(start, end, shown)


def _blocks(text: str, start: int) -> list[list[_Line]]:
    """Return the runs of lines that are not blank, each line without the white space around it."""
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


def _wrap_width(text: str, blocks: Sequence[Sequence[_Line]]) -> int:
    """Return the width at which the text is hard-wrapped, 0 if it is not."""
    pairs = [pair for block in blocks for pair in itertools.pairwise(block)]
    if not pairs:
        return 0
    lengths = sorted(line.width for pair in pairs for line in pair)
    # A few longer lines (an address, a long word) do not make wrapped text unwrapped.
    width = lengths[int(len(lengths) * 0.95)]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    return width if _are_full(text, pairs, width) else 0


def _paragraph_width(text: str, block: Sequence[_Line], width: int) -> int:
    """Return the width of a block that is one hard-wrapped paragraph or several, 0 if it is not.

    `width` is that of the whole text, 0 where it has none: lines typed by hand end where the writer liked.
    """
    if len(block) < 2 or (widest := max(line.width for line in block)) > max(width, _WIDEST):
        return 0
    pairs = list(itertools.pairwise(block))
    going_on = sum(_continues(text, a, b) for a, b in pairs) >= _GOING_ON * len(pairs)
    if going_on or _is_one_sentence(text, block, widest):
        return width or widest
    wrapped = width and len(pairs) > 1 and _are_full(text, pairs, width)
    return width if wrapped else 0


def _are_full(text: str, pairs: Sequence[tuple[_Line, _Line]], width: int) -> bool:
    """Return whether most lines end where the next word would not have fitted."""
    return sum(_is_full(text, a, b, width) for a, b in pairs) >= _FULL * len(pairs)


def _continues(text: str, line: _Line, following: _Line) -> bool:
    """Return whether a line breaks off in a sentence and the next goes on with a small letter, or one of no case."""
    letter = text[following.start]
    if not letter.isalpha() or letter.isupper() or _ends(text, line):
        return False
    return _SITE.fullmatch(text, following.start, following.end) is None


def _is_one_sentence(text: str, block: Sequence[_Line], widest: int) -> bool:
    """Return whether only the last line of a block ends a sentence and the others are about equally long."""
    return _ends(text, block[-1]) and all(
        line.end - line.start >= max(50, widest - _RAGGED) and not _ends(text, line) for line in block[:-1]
    )


def _ends(text: str, line: _Line) -> bool:
    return bool(_SENTENCE_END.search(text, max(line.start, line.end - 8), line.end))


def _is_full(text: str, line: _Line, following: _Line, width: int) -> bool:
    word = _FIRST_WORD.match(text, following.start, following.end)
    return line.width + 1 + (len(word[0]) if word else 0) > width


def _in_paragraph(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Return whether `following` continues the paragraph of `line`, in a block hard-wrapped at about `width`."""
    if _MARKER.match(text, following.start, following.end) and not _no_item(text, line, following, width):
        return False
    ends = text[line.end - 1] in _STOPS
    return _is_full(text, line, following, width) or not (ends and line.end - line.start < 0.75 * width)


def _opening_lines(block: Sequence[_Line]) -> frozenset[int]:
    """Return where the lines begin that are indented where most are not: they open paragraphs."""
    margin = min(line.indent for line in block)
    indented = frozenset(line.start for line in block if line.indent > margin + 1)
    return indented if 2 * len(indented) < len(block) else frozenset()


def _no_item(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Return whether a line that begins with a dash or a number ("3. 7GHz") continues the sentence above: no list."""
    begins = text[following.start]
    return (
        (begins in "–—-" or begins.isdigit())
        and following.indent == line.indent
        and not _ends(text, line)
        and _is_full(text, line, following, width)
    )


def _goes_on(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Return whether `following` plainly goes on with `line`, in a block of which most lines stand by themselves."""
    if _MARKER.match(text, following.start, following.end):
        return False
    if width and _is_full(text, line, following, width):
        return True
    return line.end - line.start >= 40 and text[line.end - 1] not in _STOPS and text[following.start].islower()
