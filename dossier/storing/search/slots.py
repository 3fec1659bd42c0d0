"""Phrases with a place for a name: `"<person> expelled"~8`.

The words of a passage are laid out with every name, number or date that the phrase asks for as one word, so that
near means the same whether a name is long or short.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from dossier.storing.catalogue.catalogue import Catalogue
from dossier.storing.query.tree import SLOTS, Phrase
from dossier.storing.text.tokens import tokens

# The table that has them, and which of its rows; each is its own constant.
_ROWS: Final = {
    "<entity>": ("mention", "1"),
    "<number>": ("quantity", "1"),
    "<date>": ("date", "1"),
    **{f"<{name}>": ("mention", f"type = '{name.upper()}'") for name in ("person", "org", "place", "nationality")},
    "<event>": ("mention", "type = 'EVENT'"),
}
assert set(_ROWS) == set(SLOTS)


@dataclass(frozen=True, slots=True)
class SlotWord:
    """A word, or a name as one; `fits` is every word of a phrase that it can be. Offsets are the article's."""

    fits: frozenset[str]
    start: int
    end: int


class Slots:
    """Answers such phrases from the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def having(self, slot: str) -> list[int]:
        """Return the passages where something stands that fits."""
        table, which = _ROWS[slot]
        sql = f"SELECT DISTINCT passage FROM {table} WHERE passage IS NOT NULL AND {which}"  # noqa: S608 - our names
        return [passage for (passage,) in self._catalogue.rows(sql)]

    def matches(self, phrase: Phrase, passages: Collection[int]) -> dict[int, list[list[SlotWord]]]:
        """Return every window of each passage that has the whole phrase, as the places that fit it."""
        rows = self._catalogue.passages(passages)
        texts = self._catalogue.texts({row.article for row in rows.values()})
        spans = self._spans({word for word in phrase.words if word in SLOTS}, list(rows))
        found = {}
        for row in rows.values():
            if row.article in texts:
                places = laid_out(texts[row.article][1], row.start, row.end, spans[row.no])
                if windows := fitting(phrase, places):
                    found[row.no] = windows
        return found

    def _spans(self, slots: set[str], passages: list[int]) -> defaultdict[int, list[tuple[int, int, str]]]:
        here = json.dumps(passages)
        found: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for slot in sorted(slots):
            table, which = _ROWS[slot]
            sql = (
                f"SELECT passage, start, end FROM {table} WHERE passage IN (SELECT value FROM json_each(?)) AND {which}"  # noqa: S608 - our names
            )
            for passage, start, end in self._catalogue.rows(sql, (here,)):
                found[passage].append((start, end, slot))
        return found


def laid_out(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> list[SlotWord]:
    """Return the words of a passage in order, those of each span (start, end, what it is) as one."""
    found = tokens(text, start, end)
    starts, ends = [token.start for token in found], [token.end for token in found]
    group = list(range(len(found)))  # words of one span, and of spans that overlap, have the number of the first
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    for since, until, slot in sorted(spans):
        inside = range(bisect_left(ends, since + 1), bisect_left(starts, until))
        if inside:
            first = group[inside[0]]
            for i in inside:
                group[i] = first
            kinds[first].add(slot)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for i, first in enumerate(group):
        members[first].append(i)
    return [
        SlotWord(frozenset({found[i].word for i in here} | kinds[first]), found[here[0]].start, found[here[-1]].end)
        for first, here in sorted(members.items())
    ]


def fitting(phrase: Phrase, places: Sequence[SlotWord]) -> list[list[SlotWord]]:
    """Return the windows in which every word of the phrase has a place of its own."""
    wanted, out = phrase.words, []
    width = len(wanted) + phrase.slop
    for left, place in enumerate(places):
        if place.fits.isdisjoint(wanted):
            continue
        window = places[left : left + width]
        if phrase.slop == 0:
            if len(window) == width and all(word in at.fits for word, at in zip(wanted, window, strict=True)):
                out.append(list(window))
        elif _all_have_one(wanted, window):
            out.append([at for at in window if not at.fits.isdisjoint(wanted)])
    return out


def _all_have_one(wanted: Sequence[str], window: Sequence[SlotWord]) -> bool:
    """Return whether every word can have a place that no other has: a matching by augmenting paths."""
    taken: dict[int, int] = {}

    def settle(word: int, tried: set[int]) -> bool:
        for at, place in enumerate(window):
            if wanted[word] in place.fits and at not in tried:
                tried.add(at)
                if at not in taken or settle(taken[at], tried):
                    taken[at] = word
                    return True
        return False

    return all(settle(word, set()) for word in range(len(wanted)))
