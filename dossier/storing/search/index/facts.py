"""What the index holds of passages beside their words: names, numbers, quotations, and what is known of the article.

Names stand in it as they are spelt in the passage, under the type that they were read as: that never changes, whoever
they are found to be later.
"""

from __future__ import annotations

# ruff: noqa: S608 - the SQL is put together from our own names only; values are always bound
import json
from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Final

import numpy as np

from dossier.model import NO_OUTLET
from dossier.storing.catalogue.catalogue import Catalogue
from dossier.storing.query.values import address
from dossier.storing.search.index.builder import SegmentBuilder, day_terms, number_terms
from dossier.storing.search.index.postings import NAMES, Array

_AMONG = "IN (SELECT value FROM json_each(?))"


def tell_facts(catalogue: Catalogue, articles: Sequence[int], builder: SegmentBuilder, first: int) -> None:
    """Add to a segment what is known of the passages of these articles: all that it has from this place on."""
    _Facts(catalogue, articles, builder, first).tell()


class _Facts:
    def __init__(self, catalogue: Catalogue, articles: Sequence[int], builder: SegmentBuilder, first: int) -> None:
        self._catalogue = catalogue
        self._builder = builder
        self._articles = json.dumps(list(articles))
        self._owners = builder.articles[first:]
        self._first = first
        passages = builder.passages[first:]
        order = np.argsort(passages)
        self._numbers = passages[order]
        self._order = order + first

    def _columns(self, table: str, *columns: str) -> tuple[Array, list[tuple[Any, ...]]]:
        """Return what stands in a table of these articles' passages, by the passages' places in the segment."""
        rows = self._catalogue.rows(
            f"SELECT passage, {', '.join(columns)} FROM {table} WHERE passage IS NOT NULL AND article {_AMONG}",
            (self._articles,),
        )
        numbers, *found = zip(*rows, strict=True) if rows else [()] * (1 + len(columns))
        docs = self._order[np.searchsorted(self._numbers, np.array(numbers, np.int64))]
        order = np.argsort(docs, kind="stable")
        in_order = itemgetter(*order.tolist()) if len(rows) > 1 else tuple
        return docs[order], [in_order(column) for column in found]

    def tell(self) -> None:
        """Add everything."""
        self._tell_names()
        self._tell_quotations()
        self._tell_quantities()
        self._tell_articles()

    def _tell_names(self) -> None:
        docs, (types, texts) = self._columns("mention", "type", "text")
        ordinals = {name.upper(): ordinal for ordinal, name in enumerate(NAMES)}
        of = np.array([ordinals.get(type_, -1) for type_ in types], np.int8)
        for ordinal, name in enumerate(NAMES):
            which = np.flatnonzero(of == ordinal)
            self._builder.tell(name, docs[which], [texts[i] for i in which.tolist()])

    def _tell_quotations(self) -> None:
        docs, (texts, speakers) = self._columns("quotation", "text", "coalesce(speaker, '')")
        self._builder.tell("quote", docs, texts)
        self._builder.tell("speaker", docs, speakers)

    def _tell_quantities(self) -> None:
        docs, (values, lows, highs, units, kinds) = self._columns("quantity", "value", "low", "high", "unit", "kind")
        self._builder.tell("unit", docs, list(map(_spelt, units)))
        self._builder.tell("kind", docs, [kind or "" for kind in kinds])
        amounts = list(zip(values, lows, highs, strict=True))
        places: dict[tuple[float | None, ...], int] = {}  # many are told often, and each has two dozen terms
        of = np.fromiter((places.setdefault(amount, len(places)) for amount in amounts), np.int64, len(amounts))
        self._builder.tell_whole("number", docs, [_amount_terms(*amount) for amount in places], of)

    def _tell_articles(self) -> None:
        """Tell what is known of the articles of all passages."""
        sql = f"SELECT no, {', '.join(_OF_ARTICLE)} FROM article WHERE no {_AMONG} ORDER BY no"
        rows = self._catalogue.rows(sql, (self._articles,))
        numbers, *columns = zip(*rows, strict=True) if rows else [()] * (1 + len(_OF_ARTICLE))
        of = np.searchsorted(np.array(numbers, np.int64), self._owners)
        docs = np.arange(len(of)) + self._first
        for field, column in zip(_OF_ARTICLE.values(), columns, strict=True):
            values = [value or _MISSING.get(field, "") for value in column]
            if terms := _WHOLE.get(field):
                self._builder.tell_whole(field, docs, list(map(terms, values)), of)
            else:
                self._builder.tell(field, docs, values, of)


def _whole(text: str) -> tuple[bytes, ...]:
    return (text.encode("utf-8", "replace"),) if text else ()


def _address_terms(url: str) -> tuple[bytes, ...]:
    return _whole(address(url) or "")


def _amount_terms(value: float | None, low: float | None, high: float | None) -> Sequence[bytes]:
    """Return the terms of a quantity's value, or of its low and high where it has none."""
    if value is not None:
        return number_terms(value)
    return [term for number in (low, high) if number is not None for term in number_terms(number)]


_OF_ARTICLE: Final = {
    "title": "title", "outlet": "outlet", "byline": "byline", "id": "article", "published": "published", "url": "url",
}  # fmt: skip
"""Columns of the catalogue, and the fields that they are told to."""
_MISSING: Final = {"outlet": NO_OUTLET}
_WHOLE: Final[dict[str, Callable[[str], Sequence[bytes]]]] = {
    "article": _whole,
    "published": day_terms,
    "url": _address_terms,
}


@cache
def _spelt(unit: str | None) -> str:
    """Return every spelling of a unit."""
    if unit is None:
        return ""
    from dossier.extracting.numerals.units import spellings

    return " ".join(sorted(spellings(unit)))
