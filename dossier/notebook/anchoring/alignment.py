"""Find a stretch whose words were edited, by what still stands of it and around it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

_WORD = re.compile(r"\w+")
_BUCKET = 64  # code points by which edits may shift words and still speak for one place
_TRIED = 6
_COMMON = 200  # a word that stands oftener says nothing about the place
_ALIKE = 0.6  # similarity of the words themselves
_FAINTLY = 0.3  # the same, where what stands before and after is unchanged
_SURROUNDED = 0.8
_CLEARLY = 0.05


class Ambiguous(Enum):
    """Two places fit equally."""

    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class AlignedPlace:
    """A stretch of the text, and how like the quote's its words and its surroundings are, from 0 to 1."""

    start: int
    end: int
    words: float
    around: float

    @property
    def score(self) -> float:
        """Return how well it fits, from 0 to 1."""
        return 0.7 * self.words + 0.3 * self.around


def similar(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1 (insertions and deletions against their length)."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other) if one and other else 0.0


def align(prefix: str, quote: str, suffix: str, text: str) -> AlignedPlace | Ambiguous | None:
    """Return where an edited quote stands in `text`; None where nothing is like it, SEVERAL where two places are."""
    fitting = (
        place
        for place in _tried(prefix, quote, suffix, text)
        if place.words >= (_FAINTLY if place.around >= _SURROUNDED else _ALIKE)
    )
    places = sorted(_apart(fitting), key=lambda place: (-place.score, place.start))
    if not places:
        return None
    if len(places) > 1 and places[1].score > places[0].score - _CLEARLY:
        return Ambiguous.SEVERAL
    return places[0]


def like(prefix: str, quote: str, suffix: str, text: str) -> list[AlignedPlace]:
    """Return the stretches of `text` that are most like a quote in its surroundings, best first, however unlike."""
    return _apart(sorted(_tried(prefix, quote, suffix, text), key=lambda place: (-place.score, place.start)))


def _tried(prefix: str, quote: str, suffix: str, text: str) -> Iterator[AlignedPlace]:
    whole = prefix + quote + suffix
    for shift in _shifts(whole, text):
        window = max(0, shift - _BUCKET), min(len(text), shift + len(whole) + 2 * _BUCKET)
        place = _place(prefix, quote, suffix, text, *window)
        if place:
            yield place


def _apart(places: Iterable[AlignedPlace]) -> list[AlignedPlace]:
    """Return the places without those that overlap an earlier one."""
    kept: list[AlignedPlace] = []
    for place in places:
        if not any(place.start < other.end and other.start < place.end for other in kept):
            kept.append(place)
    return kept


def _shifts(whole: str, text: str) -> list[int]:
    """Return how far the stretch may be shifted: each word that stands in both votes for its own shift."""
    stand: dict[str, list[int]] = defaultdict(list)
    wanted = {match.group().casefold() for match in _WORD.finditer(whole)}
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if word in wanted:
            stand[word].append(match.start())
    votes: Counter[int] = Counter()
    for match in _WORD.finditer(whole):
        places = stand[match.group().casefold()]
        if len(places) > _COMMON:
            continue
        for place in places:
            bucket = (place - match.start()) // _BUCKET
            votes[bucket] += 2 * len(match.group())
            votes[bucket + 1] += len(match.group())
            votes[bucket - 1] += len(match.group())
    best = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:_TRIED]
    return [bucket * _BUCKET for bucket, _ in best]


def _place(prefix: str, quote: str, suffix: str, text: str, low: int, high: int) -> AlignedPlace | None:
    """Return where the quote stands in a window of the text, by the cheapest edit of one into the other."""
    from rapidfuzz.distance import Indel

    window = text[low:high]
    begin, finish = len(prefix), len(prefix) + len(quote)
    blocks = Indel.opcodes(prefix + quote + suffix, window).as_matching_blocks()
    first = last = None
    a, b = 0, 0  # up to where both were followed
    for block in blocks:
        if a <= begin < block.a:  # among words that were changed
            first = b + min(begin - a, block.b - b)
        elif block.a <= begin < block.a + block.size:
            first = block.b + begin - block.a
        if a < finish <= block.a:
            last = block.b - min(block.a - finish, block.b - b)
        elif block.a < finish <= block.a + block.size:
            last = block.b + finish - block.a
        a, b = block.a + block.size, block.b + block.size
    if first is None or last is None or first >= last:
        return None
    start, end = _whole_words(window, first, last)
    words = similar(quote, window[start:end])
    around = min(
        similar(prefix.strip(), window[max(0, start - len(prefix)) : start].strip()),
        similar(suffix.strip(), window[end : end + len(suffix)].strip()),
    )
    return AlignedPlace(low + start, low + end, words, around)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch widened to whole words, without white space at its ends."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
