"""Where words and sentences begin and end: plain functions on text and offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_REACH = 4000  # code points looked at around the cursor; no sentence of prose is longer
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-zà-ÿ])|[。！？]+[」』”）]*|\s*[\r\n]\s*")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Gov|Sen|Rep|Lt|Col|Sgt|Capt|Maj|Prof|Jr|Sr|vs|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec|Inc|Co|Ltd))\.$"
)


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Return the word an offset stands in; outside a word, its own code point."""
    for match in _WORD.finditer(text, *_around(text, offset)):
        if match.start() <= offset < match.end():
            return match.span()
    return offset, min(offset + 1, len(text))


def next_word(text: str, offset: int) -> int:
    """Return where the next word begins; at the end, the end."""
    after = word_at(text, offset)[1] if offset < len(text) else len(text)
    match = _WORD.search(text, after)
    return match.start() if match else len(text)


def previous_word(text: str, offset: int) -> int:
    """Return where this word begins or, from its beginning, the one before; at the start, 0."""
    low = max(0, offset - _REACH)
    starts = [match.start() for match in _WORD.finditer(text, low, offset)]
    return starts[-1] if starts else 0


def word_end(text: str, offset: int) -> int:
    """Return the last code point of this word or, from there, of the next."""
    match = next((match for match in _WORD.finditer(text, *_after(text, offset)) if match.end() - 1 > offset), None)
    return match.end() - 1 if match else max(0, len(text) - 1)


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Return the sentence an offset stands in, without white space around it. A line end ends a sentence."""
    low, high = _around(text, offset)
    starts, ends = _bounds(text, low, high)
    index = max(0, bisect_right(starts, offset) - 1)
    return starts[index], ends[index]


def next_sentence(text: str, offset: int) -> int:
    """Return where the next sentence begins; in the last one, the same offset."""
    starts, _ = _bounds(text, *_around(text, offset))
    index = bisect_right(starts, offset)
    return starts[index] if index < len(starts) else offset


def previous_sentence(text: str, offset: int) -> int:
    """Return where this sentence begins or, from its beginning, the one before."""
    starts, _ = _bounds(text, *_around(text, offset))
    index = bisect_left(starts, offset) - 1
    return starts[max(0, index)] if starts else offset


def _around(text: str, offset: int) -> tuple[int, int]:
    """Return a stretch around an offset that begins with a line where one is near."""
    low = max(0, offset - _REACH)
    if low:
        low = text.find("\n", low, offset) + 1 or low
    return low, min(len(text), offset + _REACH)


def _after(text: str, offset: int) -> tuple[int, int]:
    return word_at(text, offset)[0], len(text)


def _bounds(text: str, low: int, high: int) -> tuple[list[int], list[int]]:
    """Return where the sentences of a stretch start, and where they end."""
    starts, ends = [], []
    begin = low
    for match in _SENTENCE_END.finditer(text, low, high):
        closed = text[begin : match.end()].rstrip()
        if match.group().strip() and _ABBREVIATION.search(closed):
            continue
        if closed.strip():
            starts.append(begin + len(closed) - len(closed.lstrip()))
            ends.append(begin + len(closed))
        begin = match.end()
    rest = text[begin:high]
    if rest.strip():
        starts.append(begin + len(rest) - len(rest.lstrip()))
        ends.append(begin + len(rest.rstrip()))
    if not starts:
        return [low], [high]
    return starts, ends
