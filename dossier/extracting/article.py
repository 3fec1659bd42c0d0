"""An article → its names, quantities, dates and quotations. Rules and word lists: offline, the same every time."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterable, Sequence

from dossier.extracting.dates.find import find_dates
from dossier.extracting.lexicon import LANGUAGES
from dossier.extracting.names import spacy_ner
from dossier.extracting.names.find import find_names
from dossier.extracting.quantities.find import find_quantities
from dossier.extracting.quotations.find import find_quotations
from dossier.model import Article, Extraction, Quantity, Quotation
from dossier.reading.text.running_text import running
from dossier.text.gc_pause import uncollected

__all__ = ["extract"]


def extract(article: Article) -> Extraction:
    """Extract everything from one article, each list in text order; never raises on text.

    Rules see each paragraph on one line and no footnote signs; offsets and words are those of the article's text.
    """
    with uncollected():  # nothing made here is in a cycle, and of a long article thousands of objects live at once
        text = running(article)
        return text.restored(_extract(text.article)) if text else _extract(article)


def _extract(article: Article) -> Extraction:
    if article.language in LANGUAGES:
        from dossier.extracting import languages

        return languages.extract(article)
    figures = article.language in {None, "en"}  # elsewhere 12.500 and 3/4/2025 may mean anything
    dates = find_dates(article) if figures else []
    mentions, definitions = find_names(article)
    if model := spacy_ner.chosen():
        mentions = spacy_ner.join(article, mentions, spacy_ner.pipeline(model))
    quantities = find_quantities(article, dates, mentions) if figures else []
    quotations = find_quotations(article, mentions)
    return Extraction(
        mentions=tuple(mentions),
        definitions=tuple(definitions),
        quantities=tuple(_with_speakers(article.text, quantities, quotations)),
        dates=tuple(dates),
        quotations=tuple(quotations),
    )


_BESIDE = 80  # characters between a number and the fragment whose speaker gave it
_ENDS = re.compile(r"[.!?;\n](?:\s|\Z)")


def _with_speakers(text: str, quantities: Iterable[Quantity], quotations: Sequence[Quotation]) -> list[Quantity]:
    """Return who gave each number that stands inside a quotation or in the same sentence beside a fragment of one.

    Before a fragment a number is its speaker's only if the words that attribute it come first: in `Peru, which
    hosts over a million, said “we are full”` the number is the reporter's.
    """
    starts = [quotation.start for quotation in quotations]

    def speaker(quantity: Quantity) -> str | None:
        at = bisect.bisect_right(starts, quantity.start)
        before, after = quotations[max(0, at - 1) : at], quotations[at : at + 1]
        for quotation in before:
            if quantity.end <= quotation.end:
                return quotation.speaker
            if _beside(text, quotation.end, quantity.start, quotation):
                return quotation.speaker
        for quotation in after:
            lead = text[max(0, quantity.start - _BESIDE) : quantity.start]
            attributed = quotation.cue is not None and quotation.cue in " ".join(lead.split())
            if attributed and _beside(text, quantity.end, quotation.start, quotation):
                return quotation.speaker
        return None

    return [
        dataclasses.replace(quantity, speaker=said) if quotations and (said := speaker(quantity)) else quantity
        for quantity in quantities
    ]


def _beside(text: str, start: int, end: int, quotation: Quotation) -> bool:
    near = quotation.kind == "partial" and 0 <= end - start <= _BESIDE
    return near and not _ENDS.search(text, start, end)
