"""Numbers that measure the same thing in several articles, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from dossier.linking.compare_numbers_candidates import candidates
from dossier.linking.compare_numbers_clusters import grouped
from dossier.linking.compare_numbers_explaining import verdict_of
from dossier.linking.compare_numbers_measures import Measure, measures
from dossier.linking.compare_numbers_pairs import sameness
from dossier.linking.compare_numbers_telling import about, readings_of
from dossier.linking.contexts import Contexts, crowding
from dossier.linking.findings import DossierFacts, finding
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
    """Group measures, given in text order, into those of one thing; give the evidence for each pair as well.

    The same number in the same sentence of many reprints is weighed once.
    """
    first: dict[tuple[str, int], int] = {}
    prints: defaultdict[int, list[int]] = defaultdict(list)
    for i, measure in enumerate(everything):
        place = (measure.text, measure.quantity.start - measure.sentence[0])
        prints[first.setdefault(place, i)].append(i)
    originals = list(prints)
    kept = [everything[i] for i in originals]
    contexts = Contexts([measure.terms for measure in kept])
    scores = {(i, j): sameness(kept[i], kept[j], contexts.alike(i, j)) for i, j in candidates(kept, contexts.frequency)}
    found = grouped(len(kept), scores, least=crowding(len(kept)))
    groups = [[copy for i in members for copy in prints[originals[i]]] for members in found]
    together = {i for members in groups for i in members}
    groups += [copies for copies in prints.values() if len(copies) > 1 and copies[0] not in together]
    evidence = {(originals[i], originals[j]): score for (i, j), score in scores.items()}
    return sorted(sorted(members) for members in groups), evidence
