"""Gathers what is compared across the dossier from the catalogue."""

from __future__ import annotations

import json
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar, overload

from dossier.linking.facts import ArticleFacts, DossierFacts, LazyArticleFacts
from dossier.linking.matching.cache import digest
from dossier.model import DateSpan, DossierError, Mention, Quantity, Quotation
from dossier.storing.catalogue.catalogue import Catalogue
from dossier.storing.catalogue.near_duplicates import every_copy

T = TypeVar("T", Mention, Quantity, DateSpan, Quotation)

_LATELY = 128  # articles that are remembered
_TOGETHER = 64  # articles that are read at once


def facts(catalogue: Catalogue) -> DossierFacts:
    """Give every article with all that was extracted from it, in the order of their paths, read when asked for."""
    numbers = catalogue.numbers_of()
    known = keys(catalogue)
    return DossierFacts(_Articles(catalogue, numbers), every_copy(catalogue), [known[no] for no in numbers.values()])


def keys(catalogue: Catalogue) -> dict[int, str]:
    """Give for each article, by its number, a text that is another one when anything of it is another.

    The row of an article and what was extracted from it never change; who is meant by its names may.
    """
    identity = catalogue.meta().get("identity")
    meant: defaultdict[int, list[object]] = defaultdict(list)
    for table, column in (("mention", "entity"), ("quotation", "speaker_id")):
        rows = catalogue.rows(f"SELECT article, {column} FROM {table} ORDER BY article, no")  # noqa: S608 - our own names
        for no, of_article in groupby(rows, key=lambda row: row[0]):
            meant[no].append([entity for _, entity in of_article])
    return {no: digest(identity, no, meant[no]) for no in catalogue.numbers_of().values()}


class _Articles(LazyArticleFacts):
    """The articles of a catalogue; going through all of them reads many at once."""

    def __init__(self, catalogue: Catalogue, numbers: Mapping[str, int]) -> None:
        infos = {info.id: info for info in catalogue.infos()}
        self.infos = tuple(infos[id_] for id_ in numbers)
        self._catalogue = catalogue
        self._numbers = tuple(numbers.values())
        self._lately: OrderedDict[int, ArticleFacts] = OrderedDict()
        self._last = -1

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> ArticleFacts: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[ArticleFacts]: ...
    def __getitem__(self, place: int | slice) -> ArticleFacts | Sequence[ArticleFacts]:
        if isinstance(place, slice):
            return list(self._read(self._numbers[place]))
        if place not in self._lately:
            # Whoever asks for one after the other will ask for the next ones.
            ahead = _TOGETHER if place == self._last + 1 else 1
            for i, found in enumerate(self._read(self._numbers[place : place + ahead]), place):
                self._lately[i] = found
            while len(self._lately) > _LATELY:
                self._lately.popitem(last=False)
        self._last = place
        self._lately.move_to_end(place)
        return self._lately[place]

    def __iter__(self) -> Iterator[ArticleFacts]:
        for start in range(0, len(self._numbers), _TOGETHER):
            yield from self._read(self._numbers[start : start + _TOGETHER])

    def _read(self, numbers: Sequence[int]) -> Iterable[ArticleFacts]:
        mentions = self._by_article(Mention, numbers)
        quantities = self._by_article(Quantity, numbers)
        dates = self._by_article(DateSpan, numbers)
        quotations = self._by_article(Quotation, numbers)
        for no in numbers:
            article = self._catalogue.article(no)
            if article is None:
                raise DossierError("An article is being indexed; try again.")
            of = article.id
            yield ArticleFacts(
                article, tuple(mentions[of]), tuple(quantities[of]), tuple(dates[of]), tuple(quotations[of])
            )

    def _by_article(self, kind: type[T], numbers: Sequence[int]) -> defaultdict[str, list[T]]:
        found: defaultdict[str, list[T]] = defaultdict(list)
        among = "t.article IN (SELECT value FROM json_each(?))"
        for item in self._catalogue.extracted(kind, None, among, (json.dumps(numbers),)):
            found[item.article].append(item)
        return found
