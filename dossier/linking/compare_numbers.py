"""Numbers that measure the same thing in several articles, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dossier.linking.clues import Clue, pairs, words_as_clues
from dossier.linking.compare_numbers_clusters import grouped
from dossier.linking.compare_numbers_explaining import verdict_of
from dossier.linking.compare_numbers_intervals import middle
from dossier.linking.compare_numbers_measures import Measure, measures
from dossier.linking.compare_numbers_pairs import sameness
from dossier.linking.compare_numbers_telling import about, readings_of, told
from dossier.linking.contexts import Contexts, crowding
from dossier.linking.findings import DossierFacts, finding
from dossier.model import Finding

_WEIGHED = 100  # members of a group that are all set against each other


def compare_numbers(facts: DossierFacts) -> list[Finding]:
    """Find the things that two or more articles measure, with a verdict for each, in the order of the text."""
    everything = [measure for article in facts.articles for measure in measures(article)]
    articles = {article.article.id: article for article in facts.articles}
    groups, scores = group(everything)
    found = []
    for members in groups:
        chosen = [everything[i] for i in members]
        if len({measure.quantity.article for measure in chosen}) < 2:
            continue
        weighed = _weighed(members, everything)
        sure = {
            (a, b): score
            for (a, one), (b, other) in combinations(enumerate(weighed), 2)
            if (score := scores.get((one, other))) is not None
        }
        verdict, why = verdict_of([everything[i] for i in weighed], articles, sure)
        found.append(finding("number", about(chosen), verdict, why, readings_of(chosen)))
    return found


def _weighed(members: Sequence[int], everything: Sequence[Measure]) -> list[int]:
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


def group(everything: Sequence[Measure]) -> tuple[list[list[int]], dict[tuple[int, int], float]]:
    """Group measures, given in text order, into those of one thing; give the evidence for pairs within them as well.

    What stands in the same sentence of several reprints is weighed once, even where one has another number.
    """
    first: dict[object, int] = {}
    prints: defaultdict[int, list[int]] = defaultdict(list)
    for i, measure in enumerate(everything):
        # An article that fills one frame twice lists two things.
        frame = (measure.frame or i, measure.amount.dimension)
        original = first.setdefault(frame, i)
        known = {everything[j].quantity.article for j in prints[original]} if original in prints else set()
        prints[i if measure.quantity.article in known else original].append(i)
    originals = list(prints)
    kept = [everything[i] for i in originals]
    contexts = Contexts([measure.terms for measure in kept])
    scores = {
        (i, j): score
        for i, j in _candidates(kept, contexts)
        if (score := sameness(kept[i], kept[j], contexts.alike(i, j))) is not None
    }
    found = grouped(len(kept), scores, least=crowding(len(kept)))
    groups = [[copy for i in members for copy in prints[originals[i]]] for members in found]
    together = {i for members in groups for i in members}
    groups += [copies for copies in prints.values() if len(copies) > 1 and copies[0] not in together]
    within = {i: number for number, members in enumerate(found) for i in members}
    evidence = {
        (originals[i], originals[j]): score
        for (i, j), score in scores.items()
        if within.get(i, -1) == within.get(j, -2)
    }
    return sorted(sorted(members) for members in groups), evidence


def _candidates(kept: Sequence[Measure], contexts: Contexts) -> Iterator[tuple[int, int]]:
    """Pair up numbers of one dimension."""
    by_dimension: defaultdict[str, list[int]] = defaultdict(list)
    converted: defaultdict[tuple[str, float | None], list[int]] = defaultdict(list)
    for i, measure in enumerate(kept):
        by_dimension[measure.amount.dimension].append(i)
        if measure.original and measure.quantity.kind == "money":
            converted[measure.original.dimension, measure.original.value].append(i)

    def clues(i: int) -> Iterator[Clue]:
        measure = kept[i]
        counted, setting = measure.counted, measure.setting
        yield from words_as_clues(measure.terms, contexts.frequency)
        if counted.role:
            yield from (("role", counted.role, place) for place in setting.places or {setting.topic or ""})
        if setting.far_end:
            yield ("to", setting.far_end)
        yield from (("place", *sorted(counted.nouns), place) for place in setting.places)

    def size(i: int) -> float:
        return middle(kept[i].amount)

    for dimension in sorted(by_dimension):
        yield from pairs(by_dimension[dimension], clues, size)
    for members in converted.values():
        for i, j in pairs(members, clues, size):
            if kept[i].amount.dimension != kept[j].amount.dimension:
                yield i, j
