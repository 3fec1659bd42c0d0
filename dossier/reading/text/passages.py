"""Paragraphs become passages, the unit of search."""

from __future__ import annotations

import re

from dossier.model import Passage, count_words
from dossier.reading.text.sentences import sentences

WORDS = 100
"""A passage of a long paragraph has at most so many words, except for a single longer sentence."""
_LONGEST_SENTENCE = 200  # words; anything longer is a list or a table, and is cut between words
_LONGEST_WORD = 1_000  # code points; scripts without spaces and hostile lines are cut by length

_CHUNK = re.compile(rf"\S{{1,{_LONGEST_WORD}}}\s*")


def passages(text: str, start: int, end: int) -> list[Passage]:
    """Return the passages of the paragraph `text[start:end]`: itself, or runs of sentences of about equal length."""
    if end - start < WORDS * 2:  # too short for more words
        return [Passage(start, end)]
    total = count_words(text, start, end)
    if total <= WORDS and end - start <= _LONGEST_WORD * 2:
        return [Passage(start, end)]
    pieces = [piece for sentence in sentences(text, start, end) for piece in _cut(text, *sentence)]
    # Equal shares, so that no single short sentence is left over at the end.
    return _runs(text, pieces, max(1, total / -(-max(1, total) // WORDS)))


def _runs(text: str, pieces: list[tuple[int, int]], goal: float) -> list[Passage]:
    """Return runs of pieces of about `goal` words each."""
    start = pieces[0][0] if pieces else 0
    found: list[Passage] = []
    first, last, held = start, start, 0
    for begin, stop in pieces:
        words = count_words(text, begin, stop)
        full = held + words > WORDS or held >= goal or stop - first > _LONGEST_WORD * 2
        if held and full:
            found.append(Passage(first, last))
            first, held = begin, 0
        elif not held:
            first = begin
        last, held = stop, held + max(1, words)
    if last > first:
        found.append(Passage(first, last))
    return found


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentence whole, or the pieces of one too long to be one."""
    if end - start <= _LONGEST_WORD * 2 and count_words(text, start, end) <= _LONGEST_SENTENCE:
        return [(start, end)]
    pieces: list[tuple[int, int]] = []
    begin, count = start, 0
    for chunk in _CHUNK.finditer(text, start, end):
        if count >= WORDS or (count and chunk.end() - begin > _LONGEST_WORD):
            pieces.append(_bare(text, begin, chunk.start()))
            begin, count = chunk.start(), 0
        count += 1
    pieces.append(_bare(text, begin, end))
    return pieces


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
