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
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from dossier.linking.text.alignment import AlignedWord, decides, tokens
from dossier.text.folding import to_ascii

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
_LIKELY = 0.6  # so many, to be looked at closely, which is slow; what counts as one word differs a little there
# Of the languages that are read best besides English.
_DENIALS = frozenset("no ni nunca jamas sin ne pas jamais sans ni nicht kein keine keinen nie ohne nao nem".split())


def fingerprints(text: str) -> frozenset[int]:
    """Return 32-bit numbers; texts with enough words in common share some. None for a text under LEAST words."""
    hashes = _runs(text)[0]
    return frozenset(map(min, zip(*(hashes[i:] for i in range(WINDOW)), strict=False)))


@lru_cache(maxsize=1 << 12)
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


def may_stand_in(text: str, shared: int) -> bool:
    """Whether a text can be a copy of one with which it shares so many fingerprints: most share a turn of phrase."""
    return shared * _APART >= text.count(" ")


def stands_in(text: str, other: str) -> bool:
    """Whether a passage's text is a copy of what stands in another text, which may say more before and behind."""
    runs = _runs(text)[0]
    size = len(runs) + RUN - 1
    # Most that are asked about share no more than a turn of phrase: no run covers more than its own words.
    if size < LEAST or RUN * sum(map(_runs(other)[1].__contains__, runs)) < _LIKELY * size:
        return False
    if _in_runs(text, other) < _LIKELY * size:
        return False
    plain = _words(text)
    if b" ".join([b"", *plain, b""]) in b" ".join([b"", *_words(other), b""]):
        return True
    return _is_edited(tokens(text), tokens(other))


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
    """Count the words of a text that stand in runs which another has too, anywhere: no blocks can have more."""
    known = _runs(other)[1]
    covered = end = 0
    for i, run in enumerate(_runs(text)[0]):
        if run in known:
            covered += i + RUN - max(i, end)
            end = i + RUN
    return covered


def _changes(gone: Sequence[AlignedWord], put: Sequence[AlignedWord]) -> bool:
    """Whether words taken out and put in change what is said: a figure, a denial, or one name for another."""
    kept = {token.word for token in gone} & {token.word for token in put}
    changed = [token for token in (*gone, *put) if token.word not in kept]
    if any(decides(token.word) or token.word in _DENIALS for token in changed):
        return True
    return all(any(token.capital for token in side if token.word not in kept) for side in (gone, put))
