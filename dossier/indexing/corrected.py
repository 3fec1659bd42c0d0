"""Articles and what was extracted from them, with the corrections of `corrections.yaml` applied.

What is corrected is stored as corrected: search, side panel, comparisons and exports all see it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from dossier.extracting.article import extract
from dossier.indexing.workers import ExtractedFile, bounded
from dossier.model import Article, DateSpan, EntityType, Extraction, Granularity, Mention, Quantity, Quotation
from dossier.notebook.fact_corrections import ARTICLE_FACTS, FactCorrection
from dossier.reading.reader import article_of
from dossier.text.days import span_of
from dossier.text.quantities import as_written

Spanned = TypeVar("Spanned", Mention, Quantity, DateSpan, Quotation)

RULE = "corrected by hand in corrections.yaml"
"""The rule of a date that was corrected."""


def corrected(item: ExtractedFile, corrections: Sequence[FactCorrection]) -> ExtractedFile:
    """Return an article with its corrections applied; those whose words are not found change nothing."""
    if not corrections:
        return item
    fields = {one.correct: one.to for one in corrections if one.correct in ARTICLE_FACTS}
    article, extraction = item.article, item.extraction
    if fields:
        if "published" in fields:
            fields["published_from"] = RULE  # type: ignore[index]
        article = dataclasses.replace(article, **fields)  # type: ignore[arg-type]
        article, extraction = bounded(article, extract(article))
    for one in corrections:
        place = one.place(article.text)
        if place:
            extraction = _with_place(article, extraction, one, *place)
    return dataclasses.replace(item, article=article, extraction=extraction)


def lost(corrections: Iterable[FactCorrection], article: Article | None) -> list[FactCorrection]:
    """Return the corrections that apply to nothing: their article is not there, or their words are not in it."""
    return [
        one
        for one in corrections
        if article is None or (one.correct not in ARTICLE_FACTS and one.place(article.text) is None)
    ]


def written_number(words: str) -> Quantity | None:
    """Return the quantity that words such as `about 150 people` say; None where they say no quantity or several."""
    found = extract(article_of(f"{words}.".encode(), ".txt", id="number", shown="number")).quantities
    return found[0] if len(found) == 1 else None


def _with_place(article: Article, found: Extraction, one: FactCorrection, start: int, end: int) -> Extraction:
    """Return an extraction with what stands at a place as the correction says."""
    spot = Mention(article.id, start, end, article.text[start:end], "PERSON")
    match one.correct:
        case "speaker":
            spoken = tuple(_said_by(q, one.to) if overlap(q, start, end) else q for q in found.quotations)
            return dataclasses.replace(found, quotations=spoken)
        case "number":
            new = written_number(one.to) if one.to else None
            quantity = new and _at(new, spot)
            return dataclasses.replace(found, quantities=_put(found.quantities, start, end, quantity))
        case "date":
            date = _date(spot, one.to)
            return dataclasses.replace(found, dates=_put(found.dates, start, end, date))
        case _:
            return dataclasses.replace(found, mentions=_mentions(found.mentions, spot, one))


def _date(spot: Mention, to: str | None) -> DateSpan | None:
    """Return the date that a correction puts at a place; None where it says that there is none."""
    days = span_of(to) if to else None
    return days and DateSpan(spot.article, spot.start, spot.end, spot.text, *days, _granularity(*days), None, RULE)


def _mentions(found: tuple[Mention, ...], spot: Mention, one: FactCorrection) -> tuple[Mention, ...]:
    """Return mentions with the one at a place given another type, or removed; linking settles whom it means."""
    if one.to is None:
        return _put(found, spot.start, spot.end, None)
    if one.correct == "type":
        return _put(found, spot.start, spot.end, dataclasses.replace(spot, type=cast("EntityType", one.to.upper())))
    here = any(overlap(mention, spot.start, spot.end) for mention in found)
    return found if here else _put(found, spot.start, spot.end, spot)


def _at(new: Quantity, spot: Mention) -> Quantity:
    """Return a corrected number at its place; its qualifier says that the source's words were another number."""
    said = f"{as_written(new)}, corrected from"
    return dataclasses.replace(
        new, article=spot.article, start=spot.start, end=spot.end, text=spot.text, qualifier=said
    )


def _said_by(quotation: Quotation, speaker: str | None) -> Quotation:
    return dataclasses.replace(
        quotation, speaker=speaker, speaker_id=None, cue=None, confidence=1.0 if speaker else 0.0
    )


def _put(found: Sequence[Spanned], start: int, end: int, new: Spanned | None) -> tuple[Spanned, ...]:
    """Return spans in text order, those that overlap a stretch replaced by a new one, or by nothing."""
    kept = [one for one in found if not overlap(one, start, end)]
    if new:
        kept.append(new)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))


def overlap(span: Mention | Quantity | DateSpan | Quotation, start: int, end: int) -> bool:
    """Return whether a span shares a code point with a stretch."""
    return span.start < end and start < span.end


def _granularity(first: str, last: str) -> Granularity:
    if first == last:
        return "day"
    if (first[5:], last[5:]) == ("01-01", "12-31") and first[:4] == last[:4]:
        return "year"
    return "month" if first[:7] == last[:7] and span_of(first[:7]) == (first, last) else "interval"
