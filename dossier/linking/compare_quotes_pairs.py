"""Which quotations of different articles are the same utterance, and how their wordings relate.

Wordings that are equal are one from the start. Others meet where they share a rare run of words, or where one
speaker's share rare words by sense; never all pairs.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dossier.linking.compare_quotes_speakers import Who, head
from dossier.linking.compare_quotes_words import Compared, alike, compared, figures, roots, telling, words
from dossier.linking.contexts import sentence_of
from dossier.linking.findings import ArticleFacts
from dossier.linking.related_terms import rarity, terms
from dossier.model import Quotation

_RUN = 4  # words in a row that make two wordings meet
_COMMON = 60  # wordings that share a run of words or a speaker's word; more, and it is a phrase
_RARE = 12  # the same, where speakers may differ
_LEAST = 3  # words of a wording that may be found in another; fewer are a phrase
_TELLING = 2  # of these, words that are no function words
_PHRASE, _TOLD = 6, 3  # words, and telling ones, below which they need the same speaker
_MUCH, _LITTLE = 0.5, 0.3  # how much of one wording's gist, and of the other's, a second translation shares
_DAYS = 21  # between publications of one utterance rendered twice
_REPRINT = 0.6  # of the words of two sentences
_SAMPLE = 4_000  # passages in which words are counted


@dataclass(frozen=True, slots=True)
class Wording:
    """The quotations of a dossier with the same words, `said` as they are compared."""

    text: str
    said: tuple[str, ...]
    quotations: tuple[Quotation, ...]

    @property
    def articles(self) -> frozenset[str]:
        """The articles that have it."""
        return frozenset(quotation.article for quotation in self.quotations)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two wordings of one utterance, by their places; `compared` is None for a second rendering of the same sense."""

    one: int
    other: int
    compared: Compared | None
    score: float


def wordings(articles: Sequence[ArticleFacts]) -> list[Wording]:
    """Gather quotations by their words, in text order; a name, a term or a single word is no utterance."""
    found: defaultdict[tuple[tuple[str, ...], str | None], list[Quotation]] = defaultdict(list)
    for facts in articles:
        for quotation in facts.quotations:
            said = words(quotation.text)
            if len(said) >= _LEAST and telling(said) >= _TELLING:
                found[said, _voice(quotation) if is_phrase(said) else None].append(quotation)
    return [Wording(quotations[0].text, said, tuple(quotations)) for (said, _), quotations in found.items()]


def is_phrase(said: Sequence[str]) -> bool:
    """Whether words are so few that two people may well both say them."""
    return len(said) < _PHRASE or telling(said) < _TOLD


def _voice(quotation: Quotation) -> str | None:
    return quotation.speaker_id or (head(quotation.speaker) if quotation.speaker else None)


def ties(everything: Sequence[Wording], articles: Sequence[ArticleFacts], who: Who) -> list[Tie]:
    """Find the pairs of wordings, of different articles, that are one utterance; surest first."""
    found = {}
    texts = {facts.article.id: facts.article.text for facts in articles}
    for i, j in sorted(_meeting(everything)):
        if tie := _same_words(i, j, everything, who, texts):
            found[i, j] = tie
    weight = weights(articles)
    published = {facts.article.id: facts.article.published for facts in articles}
    for i, j in sorted(_speaking(everything) - found.keys()):
        if tie := _same_sense(i, j, everything, who, weight, published):
            found[i, j] = tie
    return sorted(found.values(), key=lambda tie: (-tie.score, tie.one, tie.other))


def weights(articles: Sequence[ArticleFacts]) -> Callable[[str], float]:
    """Count in which passages words stand, of a large dossier in an even sample; give how telling a stem is."""
    total = sum(len(facts.article.passages) for facts in articles)
    step = -(-total // _SAMPLE) or 1
    count: Counter[str] = Counter()
    seen = 0
    for facts in articles[::step]:
        for passage in facts.article.passages:
            count.update(terms(facts.article.text[passage.start : passage.end]).keys())
            seen += 1
    return lambda stem: rarity(count[stem], seen)


def _meeting(everything: Sequence[Wording]) -> set[tuple[int, int]]:
    """Pair up wordings that share a rare run of words, or one of which is so short that it has none."""
    runs: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, wording in enumerate(everything):
        said = wording.said
        for run in {said[k : k + size] for size in (_LEAST, _RUN) for k in range(len(said) - size + 1)}:
            if len(run) == _RUN or telling(run) >= _TELLING:
                runs[run].append(i)
    return {
        pair
        for found in runs.values()
        if 1 < len(found) <= _COMMON
        for pair in combinations(found, 2)
        if _apart(everything[pair[0]], everything[pair[1]])
    }


def _apart(one: Wording, other: Wording) -> bool:
    return len(one.articles | other.articles) > 1


def _same_words(i: int, j: int, everything: Sequence[Wording], who: Who, texts: Mapping[str, str]) -> Tie | None:
    short, long = sorted((everything[i], everything[j]), key=lambda wording: len(wording.said))
    result = compared(short.text, long.text)
    if result is None:
        return None
    if is_phrase(short.said) and not (
        _one_speaker(everything[i], everything[j], who)
        or any(told_alike(a, b, texts) for a, b in _each(everything[i], everything[j]))
    ):
        return None
    return Tie(i, j, result, 2.0 if result.manner in {"trimmed", "cut"} else 1.5)


def told_alike(one: Quotation, other: Quotation, texts: Mapping[str, str]) -> bool:
    """Whether two quotations stand in nearly the same sentence, as in a reprint."""
    if one.article == other.article:
        return False
    mine, theirs = (
        set(words(texts[q.article][slice(*sentence_of(texts[q.article], q.start, q.end))])) for q in (one, other)
    )
    return len(mine & theirs) >= max(_PHRASE, _REPRINT * len(mine | theirs))


def _one_speaker(one: Wording, other: Wording, who: Who) -> bool:
    return any(who.relation(a, b) == "same" for a, b in _each(one, other))


def _speaking(everything: Sequence[Wording]) -> set[tuple[int, int]]:
    """Pair up wordings that share two words by sense that few wordings have, or few of one speaker."""
    by_root: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for i, wording in enumerate(everything):
        voices = {voice for quotation in wording.quotations if (voice := _voice(quotation))}
        for root in roots(wording.text) if voices else ():
            by_root[root, None].append(i)
            for voice in voices:
                by_root[root, voice].append(i)
    by_anyone: Counter[tuple[int, int]] = Counter()
    by_one: Counter[tuple[int, int]] = Counter()
    for (_, voice), found in by_root.items():
        if 1 < len(found) <= (_COMMON if voice else _RARE):
            (by_one if voice else by_anyone).update(combinations(found, 2))
    return {
        pair
        for shared in (by_anyone, by_one)
        for pair, count in shared.items()
        if count > 1 and _apart(everything[pair[0]], everything[pair[1]])
    }


def _same_sense(
    i: int,
    j: int,
    everything: Sequence[Wording],
    who: Who,
    weight: Callable[[str], float],
    published: dict[str, str | None],
) -> Tie | None:
    """Tell whether two wordings are the same speaker's words rendered twice."""
    one, other = everything[i], everything[j]
    if one.articles & other.articles or figures(one.text) != figures(other.text):
        return None
    mine, theirs, common = alike(one.text, other.text, weight)
    if common < 2 or max(mine, theirs) < _MUCH or min(mine, theirs) < _LITTLE:
        return None
    if not any(
        _near_in_time(published[a.article], published[b.article]) and _speakers(a, b, who) for a, b in _each(one, other)
    ):
        return None
    return Tie(i, j, None, (mine + theirs) / 2)


def _each(one: Wording, other: Wording) -> Iterator[tuple[Quotation, Quotation]]:
    for a in one.quotations:
        for b in other.quotations:
            yield a, b


def _speakers(one: Quotation, other: Quotation, who: Who) -> bool:
    return who.relation(one, other) == "same" or who.speaks_for(one, other)


def _near_in_time(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days) <= _DAYS
