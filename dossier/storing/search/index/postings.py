"""Posting lists as arrays, and the fields that an index has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

Array: TypeAlias = "npt.NDArray[Any]"

K1: Final = 1.2
"""BM25: how soon a repeated word stops counting."""
B: Final = 0.75
"""BM25: how much a text's length tempers that."""
GAP: Final = 120
"""Positions between a passage and what heads it, and between two entries of one field: no query reaches across."""


class Postings(NamedTuple):
    """Passages, each once and in order, and how often something stands in each, or how much."""

    docs: Array
    counts: Array


class Occurrences(NamedTuple):
    """Passages, each once and in order, how often a term stands in each, the last place there, and all the places.

    `owners` says of each place which of the passages it is in, from 0. Places stand in no order.
    """

    docs: Array
    counts: Array
    lasts: Array
    places: Array
    owners: Array


NOWHERE: Final = Postings(np.zeros(0, np.int32), np.zeros(0, np.uint8))


class Form(Enum):
    """What a field keeps of a term in a passage: its positions, how often it stands there, or only that it does."""

    POSITIONS = "positions"
    FREQUENCY = "frequency"
    EXISTENCE = "existence"


TEXT: Final = "text"
"""Every word in the form in which it stands, a passage's headings behind it."""
STEMS: Final = {
    "en": "stem", "es": "stem_es", "fr": "stem_fr", "de": "stem_de", "pt": "stem_pt", "other": "stem_other",
}  # fmt: skip
"""Field of the stems of a passage's words, by language: stop words are left out. `other` has words as they stand."""
HEADINGS: Final = {language: field.replace("stem", "heading") for language, field in STEMS.items()}
"""Field of the stems of what heads a passage: captions and subheadings, and the title for an article's first."""
JOINED: Final = "joined"
"""Hyphened words in one, stemmed: `well-being` is `wellb`."""
NAMES: Final = ("person", "org", "place", "nationality", "event")
FORMS: Final = {
    TEXT: Form.POSITIONS,
    **dict.fromkeys((*STEMS.values(), *HEADINGS.values(), JOINED), Form.FREQUENCY),
    "title": Form.POSITIONS,
    "outlet": Form.POSITIONS,
    "byline": Form.POSITIONS,
    **dict.fromkeys(NAMES, Form.POSITIONS),
    "speaker": Form.POSITIONS,
    "quote": Form.POSITIONS,
    "unit": Form.POSITIONS,
    "kind": Form.FREQUENCY,
    "article": Form.EXISTENCE,
    "url": Form.EXISTENCE,
    "published": Form.EXISTENCE,
    "number": Form.EXISTENCE,
}
"""Every indexed field; a field's place here is its number in the dictionary."""
SCORED: Final = frozenset(name for name, form in FORMS.items() if form is not Form.EXISTENCE and name != "kind")
"""Fields whose length in a passage tempers a score."""


@dataclass(frozen=True, slots=True)
class PostingLists:
    """All posting lists of one field, one term after the other; `starts` and `places` have one number more.

    `terms` are sorted. `positions` has those of one passage after those of another, `places` where each term's begin.
    """

    terms: Sequence[bytes]
    starts: Array
    docs: Array
    counts: Array
    places: Array | None = None
    positions: Array | None = None


@dataclass(frozen=True, slots=True)
class SegmentContents:
    """What a segment holds: passages and their articles by number, their length in words, what is stored, the fields.

    `stored` is one byte string for each passage (`w3_writer.stored_row`).
    """

    passages: Array
    articles: Array
    lengths: Array
    stored: Sequence[bytes]
    fields: dict[str, PostingLists]


_FEW_TIMES = 32  # in a list so many times as long, numbers are looked up one by one


def places_in(known: Array, wanted: Array) -> Array:
    """Return the places in one list of the numbers that stand in another, too. Both are sorted, each number once.

    >>> places_in(np.array([2, 3, 5, 7]), np.array([1, 3, 7, 8])).tolist()
    [1, 3]
    """
    if not len(known) or not len(wanted):
        return np.zeros(0, np.intp)
    if _FEW_TIMES * len(wanted) < len(known):
        at = np.searchsorted(known, wanted)
        at[at == len(known)] = 0
        found: Array = at[known[at] == wanted]
        return found
    chosen = np.zeros(max(int(known[-1]), int(wanted[-1])) + 1, bool)
    chosen[wanted.astype(np.intp)] = True  # other numbers are turned into these one by one, which takes longer
    return np.flatnonzero(chosen.take(known))


def stable_order(keys: Array) -> Array:
    """Return the order that sorts small whole numbers, equal ones as they stood: a radix sort by 16 bits."""
    order = np.argsort(keys.astype(np.uint16), kind="stable")
    if keys.size == 0 or keys.max() < 1 << 16:
        return order
    return order[np.argsort((keys >> 16)[order].astype(np.uint16), kind="stable")]


def grouped(
    terms: Sequence[bytes], rank: Array, docs: Array, counts: Array | None, positions: Array | None
) -> PostingLists:
    """Return the lists of postings that are sorted by term and passage; without `counts`, equal ones are counted."""
    if counts is None:
        new = np.ones(len(rank), bool)
        new[1:] = (rank[1:] != rank[:-1]) | (docs[1:] != docs[:-1])
        first = np.flatnonzero(new)
        counts = np.diff(first, append=len(rank)).astype(np.int32)
        rank, docs = rank[first], docs[first]
    starts = np.concatenate(([0], np.cumsum(np.bincount(rank, minlength=len(terms)))))
    places = None if positions is None else np.concatenate(([0], np.cumsum(counts)))[starts]
    return PostingLists(terms, starts, docs, counts, places, positions)


def merged(parts: Sequence[tuple[SegmentContents, Array]]) -> SegmentContents:
    """Return one segment's contents for several; of each, only the passages for which its array is true."""
    moved, first = [], 0
    for _, kept in parts:
        moved.append(np.where(kept, np.cumsum(kept) - 1 + first, -1))
        first += int(np.count_nonzero(kept))
    names = [name for name in FORMS if any(name in contents.fields for contents, _ in parts)]
    return SegmentContents(
        np.concatenate([contents.passages[kept] for contents, kept in parts]),
        np.concatenate([contents.articles[kept] for contents, kept in parts]),
        np.concatenate([contents.lengths[kept] for contents, kept in parts]),
        [row for contents, kept in parts for row, keep in zip(contents.stored, kept.tolist(), strict=True) if keep],
        {name: lists for name in names if (lists := _of_all(name, parts, moved)).terms},
    )


def _of_all(name: str, parts: Sequence[tuple[SegmentContents, Array]], moved: Sequence[Array]) -> PostingLists:
    having = [
        (contents.fields[name], new) for (contents, _), new in zip(parts, moved, strict=True) if name in contents.fields
    ]
    return _together(having)


def _together(parts: Sequence[tuple[PostingLists, Array]]) -> PostingLists:
    """Return the lists of one field together; each part comes with the new numbers of its passages, -1 is gone."""
    terms = sorted(set().union(*(lists.terms for lists, _ in parts)))
    numbers = {term: number for number, term in enumerate(terms)}
    ranks, docs, counts, positions = [], [], [], []
    for lists, new in parts:
        now = new[lists.docs]
        kept = now >= 0
        own = np.array([numbers[term] for term in lists.terms], np.uint32)
        ranks.append(np.repeat(own, np.diff(lists.starts))[kept])
        docs.append(now[kept])
        counts.append(lists.counts[kept].astype(np.int64))
        if lists.positions is not None:
            positions.append(lists.positions[np.repeat(kept, lists.counts)])
    rank, doc, count = np.concatenate(ranks), np.concatenate(docs), np.concatenate(counts)
    present = np.flatnonzero(np.bincount(rank, minlength=len(terms)))  # a term all of whose passages are gone, goes
    if len(present) < len(terms):
        renumbered = np.zeros(len(terms), np.uint32)
        renumbered[present] = np.arange(len(present))
        rank, terms = renumbered[rank], [terms[i] for i in present.tolist()]
    order = stable_order(rank)  # the passages of a later part are higher, so each term's stay in order
    places = None
    if positions:
        begins = np.cumsum(count) - count
        sizes = count[order]
        at = np.repeat(begins[order] - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))
        places = np.concatenate(positions)[at]
    return grouped(terms, rank[order], doc[order], count[order], places)
