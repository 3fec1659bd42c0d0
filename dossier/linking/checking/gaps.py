"""Words that a quotation of a draft leaves out within it, and whether the draft says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossier.linking.text.alignment import AlignedWord

_MARK = re.compile(r"…|\.\s?\.|\[")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_IN_BRACKETS = re.compile(r"\W*\[[^\[\]]*\]\W*")


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of a source that a quotation leaves out, with a mark there or not; an editor's, if they are in brackets."""

    words: tuple[AlignedWord, ...]
    marked: bool
    in_brackets: bool


def gaps_of(
    text: str, said: Sequence[AlignedWord], source: str, theirs: Sequence[AlignedWord], kept: Sequence[int]
) -> list[Gap]:
    """Return the gaps of a quotation; `kept` are the places of its words, `said`, among those of the source, `theirs`.

    `text` and `source` are the texts of both.
    """
    gaps = []
    for at, (before, behind) in enumerate(pairwise(kept)):
        if behind > before + 1:
            marked = any(_is_marked(text, said, place) for place in _same_gaps(theirs, at, before, behind))
            between = source[theirs[before].end : theirs[behind].start]
            gaps.append(Gap(tuple(theirs[before + 1 : behind]), marked, bool(_IN_BRACKETS.fullmatch(between))))
    return gaps


def _same_gaps(theirs: Sequence[AlignedWord], at: int, before: int, behind: int) -> Iterator[int]:
    """Yield behind which words of the draft a gap may stand: of `you, we stop you, go`, before or behind `you`."""
    yield at
    for step in range(len(theirs) - behind):
        if theirs[before + 1 + step].word != theirs[behind + step].word:
            break
        yield at + step + 1
    for step in range(before + 1):
        if theirs[before - step].word != theirs[behind - 1 - step].word:
            break
        yield at - step - 1


def _is_marked(text: str, said: Sequence[AlignedWord], at: int) -> bool:
    """Return whether the draft has points or a bracket behind one of its words."""
    if not 0 <= at < len(said) - 1:
        return False
    return bool(_MARK.search(text, said[at].end, said[at + 1].start))


def bracketed(text: str, words: Sequence[AlignedWord], places: Sequence[int]) -> bool:
    """Return whether all of some words stand in square brackets: [The police] have, for They have."""
    spans = [found.span() for found in _BRACKETS.finditer(text)]
    return bool(places) and all(any(a < words[i].start < b for a, b in spans) for i in places)
