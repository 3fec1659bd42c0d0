"""Which pairs of numbers are worth weighing: all of a small dossier, and of a large one those that share a clue.

Ten thousand articles hold a hundred thousand numbers, and five thousand million pairs of them. Two that measure one
thing share a rare word, a role and a place, or a telling value; each such clue makes a block, and in a block each
number meets those next to it by size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dossier.linking.compare_numbers_intervals import middle
from dossier.linking.compare_numbers_measures import Measure

_ALL = 300  # numbers of one dimension that are all paired: 45,000 pairs take about half a second
_WINDOW = 12  # neighbours by size in a block
_RAREST = 4  # words of a sentence that make blocks


def candidates(everything: Sequence[Measure], frequency: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Give pairs of places in `everything`, smaller first, each once, in a fixed order.

    `frequency` says in how many sentences a term stands.
    """
    by_dimension: defaultdict[str, list[int]] = defaultdict(list)
    for i, measure in enumerate(everything):
        by_dimension[measure.amount.dimension].append(i)
    for dimension in sorted(by_dimension):
        members = by_dimension[dimension]
        if len(members) <= _ALL:
            yield from combinations(members, 2)
        else:
            yield from _sharing(members, everything, frequency)


def _sharing(
    members: Sequence[int], everything: Sequence[Measure], frequency: Mapping[str, int]
) -> Iterator[tuple[int, int]]:
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in members:
        for clue in _clues(everything[i], frequency):
            blocks[clue].append(i)
    seen: set[tuple[int, int]] = set()
    for clue in sorted(blocks):
        block = sorted(blocks[clue], key=lambda i: (middle(everything[i].amount), i))
        for at, one in enumerate(block):
            for other in block[at + 1 : at + 1 + _WINDOW]:
                pair = (one, other) if one < other else (other, one)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _clues(measure: Measure, frequency: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    words = sorted((frequency[term], term) for term in measure.terms if frequency[term] > 1)
    yield from (("word", term) for _, term in words[:_RAREST])
    if measure.counted.role:
        yield from (
            ("role", measure.counted.role, place)
            for place in sorted(measure.setting.places or {measure.setting.topic or ""})
        )
    if measure.setting.far_end:
        yield ("to", measure.setting.far_end)
    yield from (("place", *sorted(measure.counted.nouns), place) for place in sorted(measure.setting.places))
