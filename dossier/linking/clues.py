"""Which pairs of numbers or dates are worth weighing: all of a few, and of many those that share a clue.

Ten thousand articles hold a hundred thousand numbers, and five thousand million pairs of them. Two that tell one
thing share a rare word, a role and a place, or a name; each such clue makes a block, and in a block each meets those
next to it by size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

Clue = tuple[str, ...]

_ALL = 300  # so many are all paired: 45,000 pairs take about half a second
_WINDOW = 12  # neighbours by size in a block
_RAREST = 4  # words of a sentence that make blocks


def words_as_clues(terms: Iterable[str], frequency: Mapping[str, int]) -> Iterator[Clue]:
    """Give the rarest of these terms that stand elsewhere too."""
    known = sorted((frequency[term], term) for term in terms if frequency[term] > 1)
    yield from (("word", term) for _, term in known[:_RAREST])


def pairs(
    members: Sequence[int], clues: Callable[[int], Iterable[Clue]], size: Callable[[int], float]
) -> Iterator[tuple[int, int]]:
    """Give pairs of members, smaller first, each once, in a fixed order.

    `clues` and `size` tell of a member; they are only asked where there are too many to pair all.
    """
    if len(members) <= _ALL:
        yield from combinations(members, 2)
        return
    blocks: defaultdict[Clue, list[int]] = defaultdict(list)
    for member in members:
        for clue in set(clues(member)):
            blocks[clue].append(member)
    sizes = {member: size(member) for member in members}
    seen: set[tuple[int, int]] = set()
    for clue in sorted(blocks):
        block = sorted(blocks[clue], key=lambda member: (sizes[member], member))
        for at, one in enumerate(block):
            for other in block[at + 1 : at + 1 + _WINDOW]:
                pair = (one, other) if one < other else (other, one)
                if pair not in seen:
                    seen.add(pair)
                    yield pair
