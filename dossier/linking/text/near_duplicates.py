"""Passages that several articles have word for word, or nearly so: the same wire story as outlets print it.

A passage is a copy where most of its words stand in another article in runs of several words, and what was left out,
put in or replaced between them changes no figure, no denial and no name. So “also in 3” can be said without misleading:
a toll that one outlet has updated is no copy of the old one.

Copies are looked for by fingerprints: of all runs of RUN words those with the least hash within a window are kept, so
that two texts which have RUN + WINDOW - 1 words in a row in common have a fingerprint in common (Schleimer, Wilkerson,
Aiken: Winnowing, SIGMOD 2003).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from dossier.linking.text.alignment import AlignedWord, decides, tokens, words
from dossier.linking.text.vocabulary import word_list
from dossier.text.folding import to_ascii

_Result = TypeVar("_Result")
RUN = 4
WINDOW = 5
LEAST = RUN + WINDOW - 1
"""Words of a passage that can be a copy; shorter ones are the same by chance."""
_WORD = re.compile(rb"[a-z0-9]+")
_ANY = re.compile(r"[^\W_]+")
_CLAUSE = 7  # words that may be left out in a row
_NEAR = 2  # words
_MUCH = 0.75  # of a passage's words, to stand in the other
_APART = 30  # words to each fingerprint that a copy shares, at most; of 100,000 copies in news and manuals none had 19
_LONGEST = 2_500  # code points: no passage is longer; of several passages joined, thousands would fill the memory
_LIKELY = 0.6  # so many, to be looked at closely, which is slow; what counts as one word differs a little there
# Words compared one by one: for each word that is new, and besides; some 1.5 µs each. 250 articles of two dozen stories
# needed .4 for each word, the most of one story 3; sixty outlets that each change a sixth of a wire story need 40.
_EFFORT, _EFFORT_ARTICLE, _EFFORT_BATCH = 20, 200_000, 2_000_000
# Of the languages that are read best besides English.
_DENIALS = word_list("foreign_negations")


def fingerprints(text: str) -> frozenset[int]:
    """Return 32-bit numbers; texts with enough words in common share some. None for a text under LEAST words."""
    hashes = _runs(text)[0]
    return frozenset(map(min, zip(*(hashes[i:] for i in range(WINDOW)), strict=False)))


def _kept(most: int) -> Callable[[Callable[[str], _Result]], Callable[[str], _Result]]:
    """Keep what a function says of the last so many passages; what it says of several joined is not kept."""

    def around(function: Callable[[str], _Result]) -> Callable[[str], _Result]:
        keeping = lru_cache(maxsize=most)(function)
        return lambda text: keeping(text) if len(text) <= _LONGEST else function(text)

    return around


@_kept(1 << 12)
def _runs(text: str) -> tuple[list[int], frozenset[int]]:
    """Return a number for every run of RUN words, in order, and as a set."""
    words = _words(text)
    hashes = list(map(zlib.crc32, map(b" ".join, zip(*(words[i:] for i in range(RUN)), strict=False))))
    return hashes, frozenset(hashes)


def _words(text: str) -> list[bytes]:
    """Return the words of a text without case and accents; faster than tokens, which know where they stand."""
    if text.isascii():
        return _WORD.findall(text.lower().encode())
    return [to_ascii(word).encode() for word in _ANY.findall(unicodedata.normalize("NFC", text))]


def runs_in_common(text: str, other: str) -> int:
    """Return how many runs of RUN words of a text which another has too."""
    return sum(map(_runs(other)[1].__contains__, _runs(text)[0]))


def may_stand_in(blanks: int, shared: int) -> bool:
    """Return whether a text can be a copy of one with which it shares so many fingerprints: most are usual phrases.

    `blanks` is how many of them the text has.
    """
    return shared * _APART >= blanks


class Effort:
    """How many words may still be compared one by one, which is slow; what is a copy word for word is found without.

    So the time is linear in what is read, also where thousands of paragraphs are nearly alike.
    """

    def __init__(self, words: int, beside: Effort | None = None) -> None:
        """Allow the comparisons of a batch of articles with so many words, or of one article of the batch `beside`."""
        self._beside = beside
        self._left = _EFFORT * words + (_EFFORT_BATCH if beside is None else _EFFORT_ARTICLE)

    def take(self, words: int) -> bool:
        """Return whether so many words may be compared; they are counted then."""
        if self._left < words or (self._beside and not self._beside.take(words)):
            return False
        self._left -= words
        return True


def stands_in(text: str, other: str, effort: Effort | None = None) -> bool:
    """Return whether a passage's text is a copy of what stands in another text, which may say more before and behind.

    `effort` bounds the comparisons word by word: where it is used up, only a copy word for word is told.
    """
    size = len(_runs(text)[0]) + RUN - 1
    if size < LEAST:
        return False
    if _plain(text) in _plain(other):
        return True
    # Most that are asked about share no more than a turn of phrase: no run covers more than its own words.
    if RUN * runs_in_common(text, other) < _LIKELY * size:
        return False
    # Of a list of sentences alike, most differ in a figure: one that the other lacks was taken out or changed.
    if not _decisive(text) <= _decisive(other) or _in_runs(text, other) < _LIKELY * size:
        return False
    mine, theirs = tokens(text), tokens(other) if len(other) <= _LONGEST else tokens.__wrapped__(other)
    return (effort is None or effort.take(len(mine) + len(theirs))) and _is_edited(mine, theirs)


def stands_in_several(text: str, others: Sequence[str], effort: Effort) -> bool:
    """Return whether a passage's text is a copy of several, one behind the other: they are cut otherwise."""
    if _plain(text) in b"".join(_plain(other)[:-1] for other in others) + b" ":
        return True
    if not _decisive(text) <= frozenset().union(*map(_decisive, others)):
        return False
    joined = " ".join(others)
    return effort.take(joined.count(" ")) and stands_in(text, joined, effort)


@_kept(1 << 14)
def _plain(text: str) -> bytes:
    """Return the words of a text with a space before and behind each."""
    return b" ".join([b"", *_words(text), b""])


@_kept(1 << 14)
def _decisive(text: str) -> frozenset[str]:
    """Return the words of a text that change what is said wherever they are changed: figures and denials."""
    return frozenset(filter(_is_decisive, words(text)))


@lru_cache(maxsize=1 << 14)
def _is_decisive(word: str) -> bool:
    return decides(word) or word in _DENIALS


def _is_edited(mine: Sequence[AlignedWord], theirs: Sequence[AlignedWord]) -> bool:
    """Return whether most of a text stands in another in long runs, and what differs changes nothing that is said."""
    matcher = SequenceMatcher(None, [t.word for t in mine], [t.word for t in theirs], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= RUN]
    if sum(block.size for block in blocks) < _MUCH * len(mine):
        return False
    between = [
        (mine[one.a + one.size : next_.a], theirs[one.b + one.size : next_.b]) for one, next_ in pairwise(blocks)
    ]
    # What stands between may be long in the other: then it is another text that has a few runs of this one.
    if sum(len(put) for _, put in between) > len(mine) * (1 - _MUCH):
        return False
    differing = (*_ends(mine, theirs, blocks[0], blocks[-1]), *between)
    return not any(len(gone) > _CLAUSE or _changes(gone, put) for gone, put in differing)


def _ends(
    mine: Sequence[AlignedWord], theirs: Sequence[AlignedWord], first: Match, last: Match
) -> Iterator[tuple[Sequence[AlignedWord], Sequence[AlignedWord]]]:
    """Yield what stands before the first run and behind the last, in both texts.

    A few more words of the other are looked at: a denial may have been put in near them.
    """
    yield mine[: first.a], theirs[max(0, first.b - first.a - _NEAR) : first.b] if first.a else ()
    begin, end = last.a + last.size, last.b + last.size
    rest = mine[begin:]
    yield rest, theirs[end : end + len(rest) + _NEAR] if rest else ()


def _in_runs(text: str, other: str) -> int:
    """Return how many words of a text stand in runs which another has too, anywhere: no blocks can have more."""
    known = _runs(other)[1]
    covered = end = 0
    for i, run in enumerate(_runs(text)[0]):
        if run in known:
            covered += i + RUN - max(i, end)
            end = i + RUN
    return covered


def _changes(gone: Sequence[AlignedWord], put: Sequence[AlignedWord]) -> bool:
    """Return whether words taken out and put in change what is said: a figure, a denial, or one name for another."""
    kept = {token.word for token in gone} & {token.word for token in put}
    changed = [token for token in (*gone, *put) if token.word not in kept]
    if any(_is_decisive(token.word) for token in changed):
        return True
    return all(any(token.capital for token in side if token.word not in kept) for side in (gone, put))
