"""The sentences of two versions of an article set side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dossier.linking.facts import ArticleFacts
from dossier.reading.text.sentences import sentences as split

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*|[%$€£¥]")
_ALIKE = 0.5  # of the words of two sentences; below it they are two sentences, one gone and one new


@dataclass(frozen=True, slots=True)
class VersionSentence:
    """A sentence of an article: offsets, and its words without case and with where each stands."""

    start: int
    end: int
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence as it was and as it is; one of both is None where it is new or gone."""

    was: VersionSentence | None
    now: VersionSentence | None


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without case and punctuation."""
    return tuple(match.group().casefold().replace("’", "'") for match in _WORD.finditer(text))


def sentences(facts: ArticleFacts, *, titled: bool = False) -> list[VersionSentence]:
    """Return the sentences of an article's text, without the furniture of its page.

    The headline is left out too, unless `titled`.
    """
    article = facts.article
    headline = [zone for zone in article.zones if zone.zone == "headline" and not titled]
    found = []
    for passage in article.passages:
        for start, end in split(article.text, passage.start, passage.end):
            if any(zone.start <= start < zone.end for zone in headline):
                continue
            matches = list(_WORD.finditer(article.text, start, end))
            words = words_of(article.text[start:end])
            if words:
                found.append(VersionSentence(start, end, words, tuple(match.span() for match in matches)))
    return found


def aligned(was: Sequence[VersionSentence], now: Sequence[VersionSentence]) -> Iterator[SentencePair]:
    """Yield the pairs of sentences whose words differ, and the sentences that are gone or new.

    A sentence that stands elsewhere word for word has moved, and is not given. Of the others those that share most of
    their words are one sentence reworded: first between the same neighbours, then anywhere.
    """
    gone: list[VersionSentence] = []
    new: list[VersionSentence] = []
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
    was: Sequence[VersionSentence], now: Sequence[VersionSentence]
) -> tuple[list[SentencePair], list[VersionSentence], list[VersionSentence]]:
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


def _alike(one: VersionSentence, other: VersionSentence) -> float:
    """Return the share of words that two sentences have in common, in order, from 0 to 1."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one.words, other.words, score_cutoff=_ALIKE)


def _moved(
    gone: Sequence[VersionSentence], new: Sequence[VersionSentence]
) -> tuple[list[VersionSentence], list[VersionSentence]]:
    """Return what is left when each sentence that stands elsewhere with the same words is taken out."""
    places: dict[tuple[str, ...], list[VersionSentence]] = defaultdict(list)
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
