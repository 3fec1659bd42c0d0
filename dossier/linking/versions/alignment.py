"""The sentences of two versions of an article set side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dossier.linking.text.sentences import TextSentence

_ALIKE = 0.5  # of the words of two sentences; below it they are two sentences, one gone and one new


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence as it was and as it is; one of both is None where it is new or gone."""

    was: TextSentence | None
    now: TextSentence | None


def aligned(was: Sequence[TextSentence], now: Sequence[TextSentence]) -> Iterator[SentencePair]:
    """Yield the pairs of sentences whose words differ, and the sentences that are gone or new.

    A sentence that stands elsewhere word for word has moved, and is left out. Of the others those that share most of
    their words are one sentence reworded: first between the same neighbours, then anywhere.
    """
    gone: list[TextSentence] = []
    new: list[TextSentence] = []
    matcher = SequenceMatcher(None, [one.words for one in was], [one.words for one in now], autojunk=False)
    for kind, start, end, start_now, end_now in matcher.get_opcodes():
        if kind == "equal":
            continue
        pairs, gone_here, new_here = _matched(was[start:end], now[start_now:end_now])
        yield from pairs
        gone += gone_here
        new += new_here
    gone, new = _moved(gone, new)
    pairs, gone, new = _matched(gone, new)
    yield from pairs
    yield from (SentencePair(one, None) for one in gone)
    yield from (SentencePair(None, one) for one in new)


def _matched(
    was: Sequence[TextSentence], now: Sequence[TextSentence]
) -> tuple[list[SentencePair], list[TextSentence], list[TextSentence]]:
    """Return the pairs that share most words, the best first, and what is left on each side."""
    scored = sorted(
        ((_alike(one, other), at, at_now) for at, one in enumerate(was) for at_now, other in enumerate(now)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, at, at_now in scored:
        if score >= _ALIKE and at not in pairs and at_now not in taken:
            pairs[at] = at_now
            taken.add(at_now)
    return (
        [SentencePair(was[at], now[at_now]) for at, at_now in sorted(pairs.items())],
        [one for at, one in enumerate(was) if at not in pairs],
        [one for at, one in enumerate(now) if at not in taken],
    )


def _alike(one: TextSentence, other: TextSentence) -> float:
    """Return the share of words that two sentences have in common, in order, from 0 to 1."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one.words, other.words, score_cutoff=_ALIKE)


def _moved(gone: Sequence[TextSentence], new: Sequence[TextSentence]) -> tuple[list[TextSentence], list[TextSentence]]:
    """Return what is left when each sentence that stands elsewhere with the same words is taken out."""
    places: dict[tuple[str, ...], list[TextSentence]] = defaultdict(list)
    for one in new:
        places[one.words].append(one)
    left = []
    for one in gone:
        if places[one.words]:
            places[one.words].pop(0)
        else:
            left.append(one)
    still = {id(one) for stack in places.values() for one in stack}
    return left, [one for one in new if id(one) in still]
