"""What stands beside the names, numbers and dates of a passage, for phrases with a place for one.

`"<person> resigned"` need not be looked for in every passage that names somebody and has the word.

Each name, number or date that a phrase asks for is one word (`dossier.storing.search.slots`), and which words belong
to it depends on what else is asked for. So this holds for phrases with places of one kind, of any number of words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dossier.storing.opensearch.words import token
from dossier.storing.query.tree import SLOTS, Phrase
from dossier.storing.text.tokens import tokens

Spans = Sequence[tuple[int, int, str]]
"""Where something stands in a passage, and which place of a phrase it takes."""
NAMES = frozenset({"<person>", "<org>", "<place>", "<nationality>", "<event>"})
"""Kinds that take the place of `<entity>`, too."""


def neighbours(text: str, spans: Spans) -> list[str]:
    """Return the pairs of a place and what stands before or behind it: `<person> resigned`."""
    of_kind: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end, kind in spans:
        for slot in (kind, "<entity>") if kind in NAMES else (kind,):
            of_kind[slot].append((start, end))
    found: set[str] = set()
    if of_kind:
        cut = tokens(text)
        said = [word.word for word in cut]
        starts, ends = [word.start for word in cut], [word.end for word in cut]
        for slot, places in of_kind.items():
            taken = [(bisect_left(ends, start + 1), bisect_left(starts, end)) for start, end in sorted(places)]
            found |= _beside(slot, said, _joined(taken))
    return sorted(found)


def _joined(taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return runs of words, in order; those that have a word in common are one, as `laid_out` takes them."""
    runs: list[tuple[int, int]] = []
    for first, behind in taken:
        if first >= behind:
            continue
        if runs and first < runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], behind))
        else:
            runs.append((first, behind))
    return runs


def _beside(slot: str, said: Sequence[str], runs: Sequence[tuple[int, int]]) -> set[str]:
    """Return the pairs of the runs of one kind with the words beside them; a run stands for its kind and its words."""
    begins, ends = dict(runs), {behind: first for first, behind in runs}
    found: set[str] = set()
    for first, behind in runs:
        if first:
            before = {slot, *said[ends[first] : first]} if first in ends else {said[first - 1]}
            found.update(_pair(word, slot) for word in before)
        if behind < len(said):
            after = {slot, *said[behind : begins[behind]]} if behind in begins else {said[behind]}
            found.update(_pair(slot, word) for word in after)
    return found


def asked(phrase: Phrase) -> list[str]:
    """Return the pairs that every passage with a phrase has; none where that cannot be said."""
    if phrase.slop or len({word for word in phrase.words if word in SLOTS}) != 1:
        return []
    return [_pair(left, right) for left, right in pairwise(phrase.words) if left in SLOTS or right in SLOTS]


def _pair(left: str, right: str) -> str:
    return f"{token(left)} {token(right)}"
