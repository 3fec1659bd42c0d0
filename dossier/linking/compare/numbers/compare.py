"""Numbers that measure the same thing in several articles, side by side."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import combinations

import numpy as np

from dossier.linking.compare.finding import finding, packed, unpacked
from dossier.linking.compare.numbers.matching.constraints import BY_RARITY, BY_THEMSELVES, apart
from dossier.linking.compare.numbers.matching.evidence import NumberPair
from dossier.linking.compare.numbers.matching.groups import Odds, in_two_steps
from dossier.linking.compare.numbers.matching.rivals import PairScores, margins, rivalry
from dossier.linking.compare.numbers.matching.same import WeighedPair, together
from dossier.linking.compare.numbers.matching.same import kept as packed_score
from dossier.linking.compare.numbers.matching.same import unpacked as unpacked_scores
from dossier.linking.compare.numbers.matching.same import weighed as weighed_of
from dossier.linking.compare.numbers.measuring.across import keys as keys_across
from dossier.linking.compare.numbers.measuring.intervals import middle
from dossier.linking.compare.numbers.measuring.measures import Measure, measures
from dossier.linking.compare.numbers.verdicts.clash import AskedPair, Known, contradict
from dossier.linking.compare.numbers.verdicts.verdict import NumberGroup, judged
from dossier.linking.compare.numbers.verdicts.wording import about, readings_of
from dossier.linking.compare.results import RESULTS, results_sketch
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.blocking import LOWER, Blocks, ScoredPairs, pair_key, pair_keys, placed
from dossier.linking.matching.blocking_keys import BlockingKey
from dossier.linking.matching.cache import Cache, Numbers, RecentValues, Values, digest
from dossier.linking.matching.clusters import grouped
from dossier.linking.matching.contexts import NO_STORY, Contexts
from dossier.linking.matching.features import Features, LazyItems, Sketch, Sketches, candidates, compared, sketched
from dossier.model import Finding
from dossier.text.quantities import in_words

Told = tuple[Finding, list[AskedPair]]
"""A finding, and the pairs of its members whose odds it hangs on."""

_CONVERTED = 300  # conversions of one sum; so many are no rare sum
_ACROSS = 60  # numbers that share what a number of another dimension must; of commoner ones it tells nothing
_LEAST = -1.1  # the mean score of two groups that are joined, of many articles
_EASED = 1.2  # less of it between two articles, where few numbers meet by chance
_NEVER = -6.0  # what a pair counts that was not scored among many, twice that between two, where all are
_DIFFERING = 1.0  # added between two articles where values differ: one missed is worse than one to be looked at
_ITSELF = -6.0  # added where one article tells both: it seldom gives one thing two numbers
_TOLD_BY_FEW = 5  # articles; among so few, numbers that fit and that differ are joined in one step
_MANY, _FAINT = 1_000, 0.08  # of so many numbers, pairs with hardly a word in common are left out
_WEIGHED = 100  # members of a group that are all set against each other


def compare_numbers(facts: DossierFacts, cache: Cache) -> list[Finding]:
    """Return the things that two or more articles measure, with a verdict for each, in the order of the text."""
    items = LazyItems(facts, measures, cache.objects("measures"), {"story": NO_STORY}, _without_names)
    sketches = sketched("number", facts, cache, items, features_of, {RESULTS: results_sketch})
    articles = facts.by_id
    texts, asked, found = cache.texts("number finding"), cache.texts("number odds"), []
    for members, sure in cache.each("judging numbers", group(sketches, items, cache)):
        if not items.wanted(sketches, members):
            continue

        def told_(members: list[int] = members, sure: dict[tuple[int, int], Known] = sure) -> Told:
            return _group_told(members, {i: items(sketches[i]) for i in members}, sure, articles)

        judging = _Judging(told_)
        key = digest([(sketches[i].key, facts.key(sketches[i].article)) for i in members])
        # The scores of pairs change with every article; which side of even the odds lie that were asked for, seldom.
        pairs = json.loads(asked.get(key, judging.asked))
        known = {(a, b): sure[members[a], members[b]] for a, b, _ in pairs if (members[a], members[b]) in sure}
        sides = contradict(pairs, known, len(articles)) if pairs else None
        found.append(unpacked(texts.get(digest(key, sides), judging.finding)))
    return found


class _Judging:
    """The finding of a group, worked out when one of its parts is first asked for."""

    def __init__(self, tell: Callable[[], Told]) -> None:
        self._tell = tell

    @cached_property
    def _told(self) -> Told:
        return self._tell()

    def asked(self) -> str:
        return json.dumps(self._told[1])

    def finding(self) -> str:
        return packed(self._told[0])


def _group_told(
    members: Sequence[int],
    everything: Mapping[int, Measure],
    evidence: Mapping[tuple[int, int], Known],
    articles: Mapping[str, ArticleFacts],
) -> Told:
    chosen = [everything[i] for i in members]
    weighed = _weighed(members, everything)
    sure = {
        (a, b): score
        for (a, one), (b, other) in combinations(enumerate(weighed), 2)
        if (score := evidence.get((one, other))) is not None
    }
    group_ = NumberGroup([everything[i] for i in weighed], articles, sure)
    verdict, why = judged(group_)
    places = [members.index(i) for i in weighed] if group_.asked else []
    asked = [(places[a], places[b], alone) for a, b, alone in group_.asked]
    return finding("number", about(chosen), verdict, why, readings_of(chosen)), asked


def features_of(measure: Measure) -> Features:
    """Return the features of a number: its dimension, what is counted, its role, and the places it is told of."""
    counted, setting = measure.counted, measure.setting
    keys: list[BlockingKey] = []
    if counted.role:
        keys += (("role", counted.role, place) for place in setting.places or {setting.topic or ""})
    if setting.far_end:
        keys.append(("to", setting.far_end))
    keys += (("place", *sorted(counted.nouns), place) for place in setting.places)
    sum_ = measure.original if measure.quantity.kind == "money" else None
    return Features(
        measure.amount.dimension,
        middle(measure.amount),
        measure.terms,
        tuple(keys),
        digest(measure.frame) if measure.frame else "",
        (sum_.dimension, sum_.value) if sum_ else None,
        measure.around.names,
        sorted(set(keys_across(measure))),
    )


def _without_names(measure: Measure) -> Measure:
    return replace(measure, around=replace(measure.around, names={}))


def _weighed(members: Sequence[int], everything: Mapping[int, Measure]) -> list[int]:
    """Return those that the verdict is found from: of a large group, one for each number, day and sentence."""
    if len(members) <= _WEIGHED:
        return list(members)
    kinds: dict[object, int] = {}
    for i in members:
        measure = everything[i]
        kinds.setdefault((in_words(measure.quantity), measure.published, measure.counted, measure.frame), i)
    step = -(-len(kinds) // _WEIGHED)
    by_number = sorted(kinds.values(), key=lambda i: (in_words(everything[i].quantity), i))
    return sorted(by_number[::step])


def group(
    sketches: Sketches, items: LazyItems[Measure], cache: Cache
) -> list[tuple[list[int], dict[tuple[int, int], Known]]]:
    """Return groups of numbers, given in text order, that are of one thing, each with the evidence for pairs of it.

    What stands in the same sentence of several reprints is weighed once, even where one has another number.
    """
    first: dict[object, int] = {}
    prints: defaultdict[int, list[int]] = defaultdict(list)
    for i, sketch in enumerate(sketches):
        # An article that fills one frame twice lists two things.
        original = first.setdefault((sketch.features.same or i, sketch.features.kind), i)
        known = {sketches[j].article for j in prints[original]} if original in prints else set()
        prints[i if sketch.article in known else original].append(i)
    originals = list(prints)
    kept = [sketches[i] for i in originals]
    contexts, names = (Contexts(words, originals, rounded=items.edited) for words in (sketches.terms, sketches.names))
    pairs, told_of, value = _scored(kept, contexts, names, items, cache)
    found = _groups_of(kept, pairs, told_of, value)
    groups = [[copy for i in members for copy in prints[originals[i]]] for members in found]
    evidence: list[dict[tuple[int, int], Known]] = [{} for _ in groups]
    within = placed(found, len(kept))
    parts = [replace(pairs, values=values).within(within).values.tolist() for values in told_of]
    for (i, j, _), *known_ in zip(pairs.within(within), *parts, strict=True):
        evidence[within[i]][originals[i], originals[j]] = Known(*known_)
    together = {i for members in groups for i in members}
    reprints = [copies for copies in prints.values() if len(copies) > 1 and copies[0] not in together]
    told_once: list[dict[tuple[int, int], Known]] = [{} for _ in reprints]
    every = zip([*groups, *reprints], [*evidence, *told_once], strict=True)
    return sorted(((sorted(members), sure) for members, sure in every), key=lambda pair: pair[0])


def _groups_of(kept: Sequence[Sketch], pairs: ScoredPairs, told_of: Sequence[Values], value: Values) -> list[list[int]]:
    """Return the groups of numbers of one thing, by their places in `kept`."""
    articles = np.array([sketch.article for sketch in kept], np.int64)
    count = len(np.unique(articles))
    least, never = bounds(count)
    if count <= _TOLD_BY_FEW:
        return grouped(len(kept), pairs, least=least, never=never)
    odds, context, _ = told_of
    return in_two_steps(pairs, Odds(pairs.ones, pairs.others, odds, context, value), articles, least, never)


def _scored(
    kept: Sequence[Sketch], contexts: Contexts, names: Contexts, items: LazyItems[Measure], cache: Cache
) -> tuple[ScoredPairs, Sequence[Values], Values]:
    """Return what `_weighed_together` does of all pairs that are worth it, each first scored by itself.

    `contexts` and `names` have the words and names around each.
    """
    many = len(kept) > _MANY
    known: RecentValues[WeighedPair | None] = cache.recent("number pairs")
    kept_alone = cache.pairs("number alone", len(WeighedPair._fields))

    def score(i: int, j: int) -> float | None:
        alike = contexts.alike(i, j)
        if many and alike < _FAINT and kept[i].features.size != kept[j].features.size:
            return None
        named = names.alike(i, j)
        if many and alike < _FAINT and named < _FAINT:
            return None
        found = weighed_alone(i, j)
        if not found or (found.converted and apart(pair(i, j, alike, named), BY_RARITY)):
            return None
        both = names.has_words(i) and names.has_words(j)
        return packed_score(found, alike, named, both=both)

    def weighed_alone(i: int, j: int) -> WeighedPair | None:
        # A sentence more makes words of others rarer or commoner; what else was weighed stays as it is.
        make = partial(_weighed_alone, partial(pair, i, j))
        if items.edited:
            return known.get((items.alone(kept[i]), items.alone(kept[j])), make)
        values = kept_alone.get(pair_key(kept[i].key, kept[j].key), make)
        return WeighedPair(*values) if values else None

    def pair(i: int, j: int, alike: float = 0.0, named: float = 0.0) -> NumberPair:
        return NumberPair(items(kept[i]), items(kept[j]), alike, named)

    asked = items.asked(kept, candidates_of(kept, contexts))
    kept_alone.retain(pair_keys(np.array([sketch.key for sketch in kept], np.int64), asked))
    return _weighed_together(compared("number", kept, [contexts, names], asked, cache, score), kept)


def _weighed_together(alone: ScoredPairs, kept: Sequence[Sketch]) -> tuple[ScoredPairs, Sequence[Values], Values]:
    """Return pairs with what they are joined by, the three parts of what is `Known` of each, and how its values stand.

    `alone` has the score of each by itself; what stands against it and bears it out is added.
    """
    if not len(alone.values):
        return alone, [alone.values] * 3, alone.values
    scored = PairScores(alone.ones, alone.others, *unpacked_scores(alone.values))
    every = rivalry(scored, [sketch.article for sketch in kept], [sketch.features.kind for sketch in kept])
    eased = _DIFFERING * _ease(len({sketch.article for sketch in kept}))
    added = np.where(every["in one article"] > 0, _ITSELF, eased) * (scored.value < 0)
    odds = together(every)
    joined = ScoredPairs(alone.ones, alone.others, odds + added)
    article = np.array([sketch.article for sketch in kept], np.int64)
    known_ = odds, scored.context, margins(alone.ones, alone.others, article, odds)
    return joined, known_, scored.value


def _weighed_alone(make: Callable[[], NumberPair]) -> WeighedPair | None:
    """Return what a pair counts in whatever dossier it stands; None where it cannot be of one thing."""
    pair = make()
    return None if apart(pair, BY_THEMSELVES) else weighed_of(pair)


def bounds(articles: int) -> tuple[float, float]:
    """Return the mean score from which on groups are joined, and what a pair counts that was not scored."""
    return _LEAST - _EASED * _ease(articles), _NEVER * (1 + _ease(articles))


def _ease(articles: int) -> float:
    """Return how far pairs are joined more easily: 1 between two articles, hardly among many."""
    return 2 / max(2, articles)


def candidates_of(kept: Sequence[Sketch], contexts: Contexts) -> Numbers:
    """Return pairs of numbers of one dimension, and of two that convert one sum or may be told across dimensions."""
    sums, across = Blocks(), Blocks()
    for i, sketch in enumerate(kept):
        sums.put(i, [tuple(sketch.features.converted)] if sketch.features.converted else [])
        across.put(i, sketch.features.across)
    pairs = np.union1d(sums.pairs(_CONVERTED)[0], across.pairs(_ACROSS)[0])
    codes: dict[str, int] = {}
    dimension = np.array([codes.setdefault(sketch.features.kind, len(codes)) for sketch in kept], np.int64)
    article = np.array([sketch.article for sketch in kept], np.int64)
    ones, others = pairs >> 32, pairs & LOWER
    wanted = (dimension[ones] != dimension[others]) & (article[ones] != article[others])
    return np.union1d(candidates(kept, contexts), pairs[wanted])
