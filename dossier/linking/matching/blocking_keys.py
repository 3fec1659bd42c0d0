"""Which pairs of numbers or dates are scored: all of a few, and of many those that share a blocking key.

Ten thousand articles hold a hundred thousand numbers, and five thousand million pairs of them. Two that tell one thing
share a rare word, a role and a place, or a name; each such key makes a block, and in a block each is paired with those
next to it by size.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dossier.linking.matching.blocking import distinct, next_by_size, paired
from dossier.linking.matching.cache import Numbers, Values

BlockingKey = tuple[str, ...]

_ALL = 300  # so many are all paired: 45,000 pairs take about half a second
_WINDOW = 12  # neighbours by size in a block


def pairs(kinds: Sequence[str], blocks: Numbers, members: Numbers, sizes: Values) -> Numbers:
    """Return pairs of members of one kind, in order; `blocks` has the keys of `members`, who have these sizes."""
    codes: dict[str, int] = {}
    of_kind = np.array([codes.setdefault(kind, len(codes)) for kind in kinds], np.int64)
    found = []
    many = np.zeros(len(of_kind), bool)
    for code in range(len(codes)):
        (these,) = np.nonzero(of_kind == code)
        if len(these) <= _ALL:
            found.append(paired(these))
        else:
            many[these] = True
    wanted = many[members]
    blocks, members = blocks[wanted] * len(codes) + of_kind[members[wanted]], members[wanted]
    return distinct(np.concatenate([*found, next_by_size(blocks, members, sizes, _WINDOW)]))
