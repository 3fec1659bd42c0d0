"""Numbers that measure the same thing in several articles, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dossier.linking.clues import Clue, pairs, words_as_clues
from dossier.linking.compare_numbers_clusters import grouped
from dossier.linking.compare_numbers_explaining import verdict_of
from dossier.linking.compare_numbers_intervals import middle
from dossier.linking.compare_numbers_measures import Measure, measures
from dossier.linking.compare_numbers_pairs import sameness
from dossier.linking.compare_numbers_telling import about, readings_of, told
from dossier.linking.contexts import Contexts, crowding
from dossier.linking.findings import ArticleFacts, DossierFacts, finding, packed, unpacked
from dossier.linking.memo import Memory, digest
from dossier.linking.sketches import Details, Drawn, Sketch, sketched, weigh
from dossier.model import Finding

_WEIGHED = 100  # members of a group that are all set against each other


def compare_numbers(facts: DossierFacts, memory: Memory) -> list[Finding]:
    """Find the things that two or more articles measure, with a verdict for each, in the order of the text."""
    details = Details(facts, measures)
    sketches = sketched(facts, memory, details, _drawn)
    articles = _ById(facts)
    found = []
    for members, sure in group(sketches, details, memory):
        if len({sketches[i].article for i in members}) < 2:
            continue

        def told_(members: list[int] = members, sure: dict[tuple[int, int], float] = sure) -> str:
            everything = {i: details(sketches[i]) for i in members}
            return packed(_told(members, everything, sure, articles))

        key = digest([sketches[i].key for i in members], sorted(sure.values()))
        found.append(unpacked(memory.findings.get(key, told_)))
    return found


class _ById(Mapping[str, ArticleFacts]):
    """The articles by their ids, each read when it is asked for."""

    def __init__(self, facts: DossierFacts) -> None:
        self._facts = facts
        self._places = {id_: i for i, id_ in enumerate(facts.ids)}

    def __getitem__(self, id_: str) -> ArticleFacts:
        return self._facts.articles[self._places[id_]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


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

    weigh(kept, contexts, _candidates(kept, contexts), memory, score)
    found = grouped(len(kept), memory.scores, least=crowding(len(kept)))
    groups = [[copy for i in members for copy in prints[originals[i]]] for members in found]
    evidence: list[dict[tuple[int, int], float]] = [{} for _ in groups]
    within = {i: number for number, members in enumerate(found) for i in members}
    for i, j, known_score in memory.scores:
        if within.get(i, -1) == within.get(j, -2):
            evidence[within[i]][originals[i], originals[j]] = known_score
    together = {i for members in groups for i in members}
    reprints = [copies for copies in prints.values() if len(copies) > 1 and copies[0] not in together]
    told_once: list[dict[tuple[int, int], float]] = [{} for _ in reprints]
    every = zip([*groups, *reprints], [*evidence, *told_once], strict=True)
    return sorted(((sorted(members), sure) for members, sure in every), key=lambda pair: pair[0])


def _candidates(kept: Sequence[Sketch], contexts: Contexts) -> Iterator[tuple[int, int]]:
    """Pair up numbers of one dimension."""
    by_dimension: defaultdict[str, list[int]] = defaultdict(list)
    converted: defaultdict[tuple[str, float | None], list[int]] = defaultdict(list)
    for i, sketch in enumerate(kept):
        by_dimension[sketch.drawn.kind].append(i)
        if sketch.drawn.converted:
            converted[sketch.drawn.converted].append(i)

    def clues(i: int) -> Iterator[Clue]:
        yield from words_as_clues(kept[i].drawn.terms, contexts.frequency)
        yield from kept[i].drawn.clues

    def size(i: int) -> float:
        return kept[i].drawn.size

    for dimension in sorted(by_dimension):
        yield from pairs(by_dimension[dimension], clues, size)
    for members in converted.values():
        for i, j in pairs(members, clues, size):
            if kept[i].drawn.kind != kept[j].drawn.kind:
                yield i, j
