"""Numbers that measure the same thing in several articles, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from dossier.linking.compare.finding import finding, packed, unpacked
from dossier.linking.compare.numbers.clusters import grouped
from dossier.linking.compare.numbers.intervals import middle
from dossier.linking.compare.numbers.measures import Measure, measures
from dossier.linking.compare.numbers.pair_score import sameness
from dossier.linking.compare.numbers.verdict import verdict_of
from dossier.linking.compare.numbers.wording import about, readings_of, told
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.blocking import LOWER, Blocks, placed
from dossier.linking.matching.blocking_keys import Clue
from dossier.linking.matching.cache import Memory, Numbers, digest
from dossier.linking.matching.contexts import Contexts, crowding
from dossier.linking.matching.features import Details, Drawn, Sketch, candidates, compared, sketched
from dossier.model import Finding

_CONVERTED = 300  # conversions of one sum; so many are no rare sum
_WEIGHED = 100  # members of a group that are all set against each other


def compare_numbers(facts: DossierFacts, memory: Memory) -> list[Finding]:
    """Find the things that two or more articles measure, with a verdict for each, in the order of the text."""
    details = Details(facts, measures)
    sketches = sketched("number", facts, memory, details, _drawn)
    articles = facts.by_id
    texts, found = memory.texts("number finding"), []
    for members, sure in group(sketches, details, memory):
        if len({sketches[i].article for i in members}) < 2:
            continue

        def told_(members: list[int] = members, sure: dict[tuple[int, int], float] = sure) -> str:
            everything = {i: details(sketches[i]) for i in members}
            return packed(_told(members, everything, sure, articles))

        key = digest([sketches[i].key for i in members], sorted(sure.values()))
        found.append(unpacked(texts.get(key, told_)))
    return found


def _told(
    members: Sequence[int],
    everything: Mapping[int, Measure],
    evidence: Mapping[tuple[int, int], float],
    articles: Mapping[str, ArticleFacts],
) -> Finding:
    chosen = [everything[i] for i in members]
    weighed = _weighed(members, everything)
    sure = {
        (a, b): score
        for (a, one), (b, other) in combinations(enumerate(weighed), 2)
        if (score := evidence.get((one, other))) is not None
    }
    verdict, why = verdict_of([everything[i] for i in weighed], articles, sure)
    return finding("number", about(chosen), verdict, why, readings_of(chosen))


def _drawn(measure: Measure) -> Drawn:
    """Sketch a number by its dimension, what is counted, its role, and the places it is told of."""
    counted, setting = measure.counted, measure.setting
    clues: list[Clue] = []
    if counted.role:
        clues += (("role", counted.role, place) for place in setting.places or {setting.topic or ""})
    if setting.far_end:
        clues.append(("to", setting.far_end))
    clues += (("place", *sorted(counted.nouns), place) for place in setting.places)
    sum_ = measure.original if measure.quantity.kind == "money" else None
    return Drawn(
        measure.amount.dimension,
        middle(measure.amount),
        measure.terms,
        tuple(clues),
        digest(measure.frame) if measure.frame else "",
        (sum_.dimension, sum_.value) if sum_ else None,
    )


def _weighed(members: Sequence[int], everything: Mapping[int, Measure]) -> list[int]:
    """Choose those that the verdict is found from: of a large group, one for each number, day and sentence."""
    if len(members) <= _WEIGHED:
        return list(members)
    kinds: dict[object, int] = {}
    for i in members:
        measure = everything[i]
        kinds.setdefault((told(measure.quantity), measure.published, measure.counted, measure.frame), i)
    step = -(-len(kinds) // _WEIGHED)
    by_number = sorted(kinds.values(), key=lambda i: (told(everything[i].quantity), i))
    return sorted(by_number[::step])


def group(
    sketches: Sequence[Sketch], details: Details[Measure], memory: Memory
) -> list[tuple[list[int], dict[tuple[int, int], float]]]:
    """Group numbers, given in text order, into those of one thing, each group with the evidence for pairs of it.

    What stands in the same sentence of several reprints is weighed once, even where one has another number.
    """
    first: dict[object, int] = {}
    prints: defaultdict[int, list[int]] = defaultdict(list)
    for i, sketch in enumerate(sketches):
        # An article that fills one frame twice lists two things.
        original = first.setdefault((sketch.drawn.same or i, sketch.drawn.kind), i)
        known = {sketches[j].article for j in prints[original]} if original in prints else set()
        prints[i if sketch.article in known else original].append(i)
    originals = list(prints)
    kept = [sketches[i] for i in originals]
    contexts = Contexts([sketch.drawn.terms for sketch in kept])

    def score(i: int, j: int) -> float | None:
        return sameness(details(kept[i]), details(kept[j]), contexts.alike(i, j))

    pairs = compared("number", kept, contexts, _candidates(kept, contexts), memory, score)
    found = grouped(len(kept), pairs, least=crowding(len(kept)))
    groups = [[copy for i in members for copy in prints[originals[i]]] for members in found]
    evidence: list[dict[tuple[int, int], float]] = [{} for _ in groups]
    within = placed(found, len(kept))
    for i, j, known_score in pairs.within(within):
        evidence[within[i]][originals[i], originals[j]] = known_score
    together = {i for members in groups for i in members}
    reprints = [copies for copies in prints.values() if len(copies) > 1 and copies[0] not in together]
    told_once: list[dict[tuple[int, int], float]] = [{} for _ in reprints]
    every = zip([*groups, *reprints], [*evidence, *told_once], strict=True)
    return sorted(((sorted(members), sure) for members, sure in every), key=lambda pair: pair[0])


def _candidates(kept: Sequence[Sketch], contexts: Contexts) -> Numbers:
    """Pair up numbers of one dimension, and those of two that convert one sum."""
    sums = Blocks()
    for i, sketch in enumerate(kept):
        sums.put(i, [tuple(sketch.drawn.converted)] if sketch.drawn.converted else [])
    converted, _ = sums.pairs(_CONVERTED)
    dimensions = [sketch.drawn.kind for sketch in kept]
    other = [dimensions[pair >> 32] != dimensions[pair & LOWER] for pair in converted.tolist()]
    return np.union1d(candidates(kept, contexts), converted[np.array(other, bool)])
