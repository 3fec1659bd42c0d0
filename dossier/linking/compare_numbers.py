"""Numbers that measure the same thing in several articles, side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dossier.linking.compare_numbers_clusters import grouped
from dossier.linking.compare_numbers_explaining import verdict_of
from dossier.linking.compare_numbers_measures import Measure, measures
from dossier.linking.compare_numbers_pairs import sameness
from dossier.linking.compare_numbers_telling import about, readings_of
from dossier.linking.findings import DossierFacts, finding
from dossier.linking.related_terms import rarity
from dossier.model import Finding


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
        sure = {
            (a, b): score
            for (a, one), (b, other) in combinations(enumerate(members), 2)
            if (score := scores.get((one, other))) is not None
        }
        verdict, why = verdict_of(chosen, articles, sure)
        found.append(finding("number", about(chosen), verdict, why, readings_of(chosen)))
    return found


def group(everything: Sequence[Measure]) -> tuple[list[list[int]], dict[tuple[int, int], float | None]]:
    """Group measures, given in text order, into those of one thing; give the evidence for each pair as well."""
    frequency = Counter(term for measure in everything for term in measure.terms)
    weight = {term: rarity(count, len(everything)) for term, count in frequency.items()}
    scores = {(i, j): sameness(everything[i], everything[j], weight) for i, j in _candidates(everything)}
    return grouped(len(everything), scores), scores


def _candidates(everything: Sequence[Measure]) -> Iterator[tuple[int, int]]:
    """Pair up what has a dimension in common."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for i, measure in enumerate(everything):
        blocks[measure.amount.dimension].append(i)
    for block in blocks.values():
        yield from combinations(block, 2)
