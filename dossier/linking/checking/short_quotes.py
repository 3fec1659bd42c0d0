"""Quotations of a few words that differ from a source's in one word: too short to share three words in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dossier.linking.text.alignment import AlignedWord
from dossier.linking.text.terms import STOP_WORDS

_FEWEST, _SHORT = 3, 6  # words of a short quotation
_ALIKE = 3  # words of a longer quotation that must be the same
_TELLING = 2  # of them that are rare enough to tell something


class OneOff(NamedTuple):
    """Where a short quotation stands in another: words `first` to before `last`, one of which is gone, put or both."""

    first: int
    last: int
    gone: tuple[int, ...]
    put: tuple[int, ...]


def one_word_off(said: Sequence[str], source: Sequence[AlignedWord]) -> OneOff | None:
    """Return where a quotation of a source has a short one of the draft but for one word; None if nowhere.

    `I take full responsibility` stands in `I take responsibility for all this` but for `full`.
    """
    if not _FEWEST <= len(said) <= _SHORT:
        return None
    theirs = [token.word for token in source]
    if len({*said} - {*theirs}) > 1:
        return None
    return next((found for found in _places(said, theirs) if _is_enough(said, theirs, found)), None)


def _places(said: Sequence[str], theirs: Sequence[str]) -> Iterator[OneOff]:
    """Yield where all words but one are the same: another word in its place, one more or one less."""
    for put, gone in ((1, 1), (1, 0), (0, 1)):
        size = len(said) - put + gone
        for first in range(len(theirs) - size + 1):
            window = theirs[first : first + size]
            same = next((i for i, (a, b) in enumerate(zip(said, window, strict=False)) if a != b), None)
            if same is not None and list(said[same + put :]) == list(window[same + gone :]):
                yield OneOff(first, first + size, (first + same,) * gone, (same,) * put)


def _is_enough(said: Sequence[str], theirs: Sequence[str], found: OneOff) -> bool:
    """Return whether the same words are enough to know a quotation by; those of a whole one always are.

    The word that differs stands between them: the first and the last of a few words may be of something else.
    """
    if len(said) == len(theirs) and found.put and found.gone:
        return True
    same = [word for i, word in enumerate(said) if i not in found.put]
    telling = [word for word in same if word not in STOP_WORDS]
    place = found.put[0] if found.put else found.gone[0] - found.first
    return len(same) >= _ALIKE and len(telling) >= _TELLING and 0 < place < len(said) - bool(found.put)
