"""Gathers what is compared across the dossier from the catalogue."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeVar

from dossier.linking.findings import ArticleFacts, DossierFacts
from dossier.model import DateSpan, Mention, Quantity, Quotation
from dossier.storing.catalogue import Catalogue
from dossier.storing.copying import every_copy

T = TypeVar("T", Mention, Quantity, DateSpan, Quotation)


def facts(catalogue: Catalogue) -> DossierFacts:
    """Read every article with all that was extracted from it, in the order of their paths."""
    mentions = _by_article(catalogue, Mention)
    quantities = _by_article(catalogue, Quantity)
    dates = _by_article(catalogue, DateSpan)
    quotations = _by_article(catalogue, Quotation)
    out = []
    for id_, no in catalogue.numbers_of().items():
        article = catalogue.article(no)
        if article is not None:
            out.append(
                ArticleFacts(
                    article, tuple(mentions[id_]), tuple(quantities[id_]), tuple(dates[id_]), tuple(quotations[id_])
                )
            )
    return DossierFacts(tuple(out), every_copy(catalogue))


def _by_article(catalogue: Catalogue, kind: type[T]) -> defaultdict[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for item in catalogue.extracted(kind):
        found[item.article].append(item)
    return found
