"""Which quotations of different articles are the same utterance, and how their wordings relate.

Wordings that are equal are one from the start. Others meet where they share a rare run of words, or where one
speaker's share rare words by sense; never all pairs.
"""

from __future__ import annotations

import datetime as dt
import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any

import numpy as np

from dossier.linking.compare.quotes.speakers import SpeakerNames, head
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.blocking import LOWER, Blocks, distinct, scored
from dossier.linking.matching.cache import Cache, Numbers, mark
from dossier.linking.matching.contexts import sentence_of
from dossier.linking.text.alignment import compared, figures, telling, words
from dossier.linking.text.gist import alike, gist
from dossier.linking.text.terms import STOP_WORDS, rarity, terms
from dossier.model import Quotation

_SHORT = 8  # words of a wording that may meet another of its speaker by three of them
_COMMON = 60  # wordings that share a run of words or a speaker's word; more, and it is a phrase
_RARE = 12  # the same, where speakers may differ
_LEAST = 3  # words of a wording that may be found in another; fewer are a phrase
_TELLING = 2  # of these, words that are no function words
_PHRASE, _TOLD = 6, 3  # words, and telling ones, below which they need the same speaker
CONTRARY = frozenset({"denied", "number", "opposite", "time", "name"})
"""Manners of two wordings that cannot both be what was said."""
_MUCH, _LITTLE = 0.5, 0.3  # how much of one wording's gist, and of the other's, a second translation shares
_DAYS = 21  # between publications of one utterance rendered twice
_REPRINT = 0.6  # of the words of two sentences
_SAMPLE = 4_000  # passages in which words are counted
_STEPS = 32  # to which logarithms of counts in a sample are rounded, so that one article more seldom changes them

SAID = "quote sketch"
SENSE = 1.0
"""The highest score of two wordings that are other words of the same sense; the same words score more."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The quotations of a dossier with the same words, `said` as they are compared.

    `stems` and `roots` are those of its gist, `around` the words of each quotation's sentence. `key` tells all that is
    known of it.
    """

    text: str
    said: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    articles: frozenset[str]
    stems: Sequence[str]
    roots: Sequence[str]
    around: Sequence[Sequence[str]]
    key: int


def wordings(facts: DossierFacts, cache: Cache, who: SpeakerNames) -> list[Wording]:
    """Return all quotations of a dossier, those of the same words as one wording, in text order.

    Short phrases are one wording only where their speaker is the same.
    """
    found: defaultdict[tuple[str, str | None], list[tuple[str, Quotation, list[list[str]]]]] = defaultdict(list)
    for info, place, sketch in zip(
        facts.infos, range(len(facts.articles)), cache.sketches(SAID, facts, said_sketch), strict=True
    ):
        key = facts.key(place)
        for start, end, text, speaker, speaker_id, sure, said, phrase, *words_ in sketch:
            quotation = Quotation(info.id, start, end, text, speaker, speaker_id, confidence=sure)
            told = [list(map(intern, of)) for of in words_]  # each word is held once in a dossier
            found[said, _speaker_key(quotation) if phrase else None].append((key, quotation, told))
    return [_wording(list(map(intern, said.split(" "))), every, who) for (said, _), every in found.items()]


def said_sketch(facts: ArticleFacts) -> list[list[Any]]:
    """Return an article's quotations with what they are compared by; names, terms and single words are none."""
    found = []
    for quotation in facts.quotations:
        said = words(quotation.text)
        if len(said) >= _LEAST and telling(said) >= _TELLING:
            known = gist(quotation.text)
            around = sorted(_sentence_words(quotation, facts.article.text))
            stems = [stem for stem, _, _ in known.words]
            found.append(
                [
                    quotation.start, quotation.end, quotation.text, quotation.speaker, quotation.speaker_id,
                    quotation.confidence, " ".join(said), is_phrase(said), stems, sorted(known.roots | known.meant),
                    around,
                ]
            )  # fmt: skip
    return found


def _wording(
    said: Sequence[str], every: Sequence[tuple[str, Quotation, list[list[str]]]], who: SpeakerNames
) -> Wording:
    stems, roots, _ = every[0][2]
    quotations = tuple(quotation for _, quotation, _ in every)
    return Wording(
        quotations[0].text,
        tuple(said),
        quotations,
        frozenset(quotation.article for quotation in quotations),
        stems,
        roots,
        [around for _, _, (_, _, around) in every],
        mark([(key, quotation.start, who.key(quotation)) for key, quotation, _ in every]),
    )


def is_phrase(said: Sequence[str]) -> bool:
    """Return whether words are so few that two people may well both say them."""
    return len(said) < _PHRASE or telling(said) < _TOLD


def _speaker_key(quotation: Quotation) -> str | None:
    """Return what quotations of one speaker are blocked by: the entity, else the noun of the description."""
    return quotation.speaker_id or (head(quotation.speaker) if quotation.speaker else None)


def ties(
    everything: Sequence[Wording], facts: DossierFacts, who: SpeakerNames, cache: Cache
) -> list[tuple[int, int, float]]:
    """Return the pairs of wordings, of different articles, that are one utterance, with a score; surest first."""
    weight = weights(facts, cache)
    said = np.array([each.key for each in everything], np.int64)
    meant = np.array([mark(each.key, [weight(stem) for stem in each.stems]) for each in everything], np.int64)
    met, published = _pairs_by_words(everything), facts.published

    def by_words(i: int, j: int) -> float | None:
        return _score_of_words(everything[i], everything[j], who)

    def by_sense(i: int, j: int) -> float | None:
        return _score_of_sense(everything[i], everything[j], who, weight, published)

    same = scored(said, met, cache.scores("quote words"), by_words)
    others = np.setdiff1d(_pairs_by_sense(everything), (same.ones << 32) | same.others)
    sense = scored(meant, others, cache.scores("quote sense"), by_sense)
    return sorted([*same, *sense], key=lambda tie: (-tie[2], *tie[:2]))


def weights(facts: DossierFacts, cache: Cache) -> Callable[[str], float]:
    """Return a function that gives how rare a stem is in the passages; those of a large dossier are sampled."""
    share = 1 << max(0, math.ceil(math.log2(max(1, facts.passages) / _SAMPLE)))
    count: Counter[str] = Counter()
    seen = 0
    for place, id_ in enumerate(facts.ids):
        if zlib.crc32(id_.encode()) % share == 0:  # whatever other articles there are
            passages, words_ = cache.sketch("quote words", facts, place, _counted)
            seen += passages
            count.update(words_)
    if share == 1:
        return lambda stem: rarity(count[stem], seen)
    rarest = round(math.log(seen + 1) * _STEPS)
    return lambda stem: max(1, rarest - round(math.log(count[stem] + 0.5) * _STEPS)) / _STEPS


def _counted(facts: ArticleFacts) -> tuple[int, Counter[str]]:
    """Return how many passages an article has, and in how many of them each stem stands."""
    text, passages = facts.article.text, facts.article.passages
    return len(passages), Counter(stem for p in passages for stem in terms(text[p.start : p.end]))


def _pairs_by_words(everything: Sequence[Wording]) -> Numbers:
    """Return pairs of wordings that share a rare run of words; short ones of one speaker share any three in a row."""
    runs = Blocks()
    for i, wording in enumerate(everything):
        runs.put(i, _runs(wording.said))
        if len(wording.said) <= _SHORT:  # “closed for ten winters”, “it is shut for ten winters”
            speakers = {speaker for quotation in wording.quotations if (speaker := _speaker_key(quotation))}
            runs.put(i, [(*run, speaker) for run in _threes(wording.said, 1) for speaker in speakers])
    return _across_articles(runs.pairs(_COMMON)[0], everything)


def _runs(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    yield from zip(said, said[1:], said[2:], said[3:], strict=False)
    yield from _threes(said, _TELLING)


def _threes(said: Sequence[str], least: int) -> Iterator[tuple[str, str, str]]:
    """Yield three words in a row of which so many different ones, one or two, tell something."""
    told = ["" if word in STOP_WORDS else word for word in said]
    for at, (a, b, c) in enumerate(zip(told, told[1:], told[2:], strict=False)):
        if (a and ((b and a != b) or (c and a != c))) or (b and c and b != c) or (least < _TELLING and (a or b or c)):
            yield said[at], said[at + 1], said[at + 2]


def _across_articles(pairs: Numbers, everything: Sequence[Wording]) -> Numbers:
    """Return those pairs whose wordings are not both of one and the same article alone."""
    codes: dict[frozenset[str], int] = {}
    home = np.array([codes.setdefault(each.articles, len(codes)) for each in everything], np.int64)
    single = np.array([len(each.articles) == 1 for each in everything], bool)
    one, other = pairs >> 32, pairs & LOWER
    apart: Numbers = pairs[(home[one] != home[other]) | ~single[one]]
    return apart


def _score_of_words(one: Wording, other: Wording, who: SpeakerNames) -> float | None:
    """Return the score of two wordings that are the same words, whole or in part; None where they are not."""
    short, long = sorted((one, other), key=lambda wording: len(wording.said))
    result = compared(short.text, long.text)
    if result is None:
        return None
    strangers = result.manner in CONTRARY and all(
        who.relation(a, b) == "other" for a, b in _quotation_pairs(one, other)
    )
    if (is_phrase(short.said) or strangers) and not (_one_speaker(one, other, who) or _one_sentence(one, other)):
        return None  # two people need not agree
    return 2.0 if result.manner in {"trimmed", "cut"} else 1.5


def _one_sentence(one: Wording, other: Wording) -> bool:
    """Return whether quotations of two wordings stand in nearly the same sentence of two articles."""
    return any(
        in_reprints(mine, theirs)
        for a, mine in zip(one.quotations, one.around, strict=True)
        for b, theirs in zip(other.quotations, other.around, strict=True)
        if a.article != b.article
    )


def in_reprints(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether two sentences, as their words, are nearly the same, as in a reprint."""
    one, other = set(mine), set(theirs)
    return len(one & other) >= max(_PHRASE, _REPRINT * len(one | other))


def _sentence_words(quotation: Quotation, text: str) -> frozenset[str]:
    """Return the words of the sentence of a quotation."""
    return frozenset(words(text[slice(*sentence_of(text, quotation.start, quotation.end))]))


def _one_speaker(one: Wording, other: Wording, who: SpeakerNames) -> bool:
    return any(who.relation(a, b) == "same" for a, b in _quotation_pairs(one, other))


def _pairs_by_sense(everything: Sequence[Wording]) -> Numbers:
    """Return pairs of wordings that share two words of one sense which few wordings have, or few of one speaker."""
    by_anyone, by_one = Blocks(), Blocks()
    for i, wording in enumerate(everything):
        if speakers := {speaker for quotation in wording.quotations if (speaker := _speaker_key(quotation))}:
            by_anyone.put(i, wording.roots)
            by_one.put(i, [(root, speaker) for root in wording.roots for speaker in speakers])
    met = [(by_anyone.pairs(_RARE)), by_one.pairs(_COMMON)]
    return _across_articles(distinct(np.concatenate([pairs[counts > 1] for pairs, counts in met])), everything)


def _score_of_sense(
    one: Wording, other: Wording, who: SpeakerNames, weight: Callable[[str], float], published: Mapping[str, str | None]
) -> float | None:
    """Return the score of two wordings of one speaker that tell the same in other words; None where they do not."""
    if one.articles & other.articles or figures(one.text) != figures(other.text):
        return None
    mine, theirs, common = alike(one.text, other.text, weight)
    if common < 2 or max(mine, theirs) < _MUCH or min(mine, theirs) < _LITTLE:
        return None
    if not any(
        _near_in_time(published[a.article], published[b.article]) and _may_be_one_speaker(a, b, who)
        for a, b in _quotation_pairs(one, other)
    ):
        return None
    return min(SENSE, (mine + theirs) / 2)


def _quotation_pairs(one: Wording, other: Wording) -> Iterator[tuple[Quotation, Quotation]]:
    for a in one.quotations:
        for b in other.quotations:
            yield a, b


def _may_be_one_speaker(one: Quotation, other: Quotation, who: SpeakerNames) -> bool:
    return who.relation(one, other) == "same" or who.speaks_for(one, other)


def _near_in_time(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days) <= _DAYS
