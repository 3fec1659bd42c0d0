"""What the index holds of passages beside their words: names, numbers, quotations, and what is known of the article.

Names stand in it as they are spelt in the passage, under the type that they were read as: that never changes, whoever
they are found to be later.
"""

from __future__ import annotations

# ruff: noqa: S608 - the SQL is put together from our own names only; values are always bound
import json
from collections.abc import Sequence
from functools import cache

import numpy as np

from dossier.storing.catalogue.catalogue import Catalogue
from dossier.storing.search.index.builder import SegmentBuilder, day_terms, number_terms
from dossier.storing.search.index.postings import NAMES
from dossier.storing.search.query.values import address

_AMONG = "IN (SELECT value FROM json_each(?))"


def tell_facts(catalogue: Catalogue, articles: Sequence[int], builder: SegmentBuilder) -> None:
    """Add to a segment what is known of the passages of these articles, which it has in this order."""
    _Facts(catalogue, articles, builder).tell()


class _Facts:
    def __init__(self, catalogue: Catalogue, articles: Sequence[int], builder: SegmentBuilder) -> None:
        self._catalogue = catalogue
        self._builder = builder
        self._articles = json.dumps(list(articles))
        passages = builder.passages.astype(np.int64)
        self._order = np.argsort(passages)
        self._numbers = passages[self._order]

    def _rows(self, columns: str, table: str) -> tuple[list[int], list[tuple[str, ...]]]:
        """Return what stands in a table of these articles' passages, by the passages' places in the segment."""
        rows = self._catalogue.rows(
            f"SELECT passage, {columns} FROM {table} WHERE passage IS NOT NULL AND article {_AMONG}", (self._articles,)
        )
        if not rows:
            return [], []
        docs = self._order[np.searchsorted(self._numbers, np.fromiter((row[0] for row in rows), np.int64, len(rows)))]
        order = np.argsort(docs, kind="stable").tolist()
        return docs[order].tolist(), [rows[i][1:] for i in order]

    def tell(self) -> None:
        """Add everything."""
        self._tell_names()
        self._tell_quotations()
        self._tell_quantities()
        self._tell_articles()

    def _tell_names(self) -> None:
        docs, rows = self._rows("type, text", "mention")
        for name in NAMES:
            which = [i for i, (type_, _) in enumerate(rows) if type_ == name.upper()]
            self._builder.tell(name, [docs[i] for i in which], [rows[i][1] for i in which])

    def _tell_quotations(self) -> None:
        docs, rows = self._rows("text, coalesce(speaker, '')", "quotation")
        self._builder.tell("quote", docs, [text for text, _ in rows])
        self._builder.tell("speaker", docs, [speaker for _, speaker in rows])

    def _tell_quantities(self) -> None:
        docs, rows = self._rows("value, low, high, unit, kind", "quantity")
        builder = self._builder
        builder.tell("unit", docs, [_spelt(unit) for *_, unit, _ in rows])
        builder.tell("kind", docs, [kind or "" for *_, kind in rows])
        of: list[int] = []
        terms: list[bytes] = []
        for doc, (value, low, high, *_) in zip(docs, rows, strict=True):
            for number in {low, high} if value is None else {value}:
                if number is not None:
                    found = number_terms(float(number))
                    terms += found
                    of += [doc] * len(found)
        builder.tell_whole("number", of, terms)

    def _tell_articles(self) -> None:
        rows = self._catalogue.rows(
            "SELECT p.no, a.id, a.title, coalesce(a.outlet, ''), coalesce(a.byline, ''), a.published, a.url"
            f" FROM passage p JOIN article a ON a.no = p.article WHERE a.no {_AMONG}",
            (self._articles,),
        )
        docs = self._order[np.searchsorted(self._numbers, np.fromiter((row[0] for row in rows), np.int64, len(rows)))]
        ordered = sorted(zip(docs.tolist(), rows, strict=True))
        of = [doc for doc, _ in ordered]
        for i, field in enumerate(("title", "outlet", "byline"), 2):
            self._builder.tell(field, of, [row[i] for _, row in ordered])
        self._builder.tell_whole("article", of, [row[1].encode("utf-8", "replace") for _, row in ordered])
        days, addresses = [], []
        for doc, (*_, published, url) in ordered:
            days += [(doc, term) for term in day_terms(published or "")]
            if place := address(url or ""):
                addresses.append((doc, place.encode("utf-8", "replace")))
        self._builder.tell_whole("published", [doc for doc, _ in days], [term for _, term in days])
        self._builder.tell_whole("url", [doc for doc, _ in addresses], [place for _, place in addresses])


@cache
def _spelt(unit: str | None) -> str:
    """Return every spelling of a unit."""
    if unit is None:
        return ""
    from dossier.extracting.numerals.units import spellings

    return " ".join(spellings(unit))
