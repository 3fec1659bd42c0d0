"""An article → its names, quantities, dates and quotations. Rules and word lists only: offline, the same every time."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Iterable, Sequence

from dossier.extracting.dates import find_dates
from dossier.extracting.names import find_names
from dossier.extracting.quantities import find_quantities
from dossier.extracting.quotations import find_quotations
from dossier.model import Article, Extraction, Quantity, Quotation

__all__ = ["extract"]


def extract(article: Article) -> Extraction:
    """Extract everything from one article, each list in text order; never raises on text."""
    dates = find_dates(article)
    mentions, definitions = find_names(article)
    quantities = find_quantities(article, dates, mentions)
    quotations = find_quotations(article, mentions)
    return Extraction(
        mentions=tuple(mentions),
        definitions=tuple(definitions),
        quantities=tuple(_with_speakers(article.text, quantities, quotations)),
        dates=tuple(dates),
        quotations=tuple(quotations),
    )


def _with_speakers(text: str, quantities: Iterable[Quantity], quotations: Sequence[Quotation]) -> list[Quantity]:
    """Say who gave each number that stands inside a quotation or beside one in the same sentence."""
    starts = [quotation.start for quotation in quotations]

    def speaker(quantity: Quantity) -> str | None:
        at = bisect.bisect_right(starts, quantity.start)
        for quotation in reversed(quotations[max(0, at - 1) : at + 1]):
            if quotation.start <= quantity.start and quantity.end <= quotation.end:
                return quotation.speaker
        for quotation in quotations[max(0, at - 1) : at + 1]:
            first, last = sorted(((quantity.start, quantity.end), (quotation.start, quotation.end)))
            between = text[first[1] : last[0]]
            if quotation.kind == "partial" and len(between) <= 80 and not any(mark in between for mark in ".!?;\n"):
                return quotation.speaker
        return None

    return [
        dataclasses.replace(quantity, speaker=speaker(quantity)) if quantity.speaker is None else quantity
        for quantity in quantities
    ]
