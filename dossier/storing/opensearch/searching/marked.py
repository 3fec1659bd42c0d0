"""Where a passage says what a query asks of names and numbers: from what was extracted from its article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dossier.model import Article, DateSpan, Mention, Quantity
from dossier.storing.opensearch.documents import annotations_of, home
from dossier.storing.opensearch.indices import Json
from dossier.storing.opensearch.neighbours import NAMES
from dossier.storing.query.tree import (
    ENTITY_FIELDS,
    SLOTS,
    And,
    Field,
    Number,
    NumberTerm,
    Or,
    Phrase,
    QuantityNode,
    Query,
)
from dossier.storing.search.highlights import leaves, occurrences
from dossier.storing.search.slots import SlotWord, fitting, laid_out
from dossier.storing.text.tokens import words

Named = Callable[[str, Query], Sequence[str]]
"""Gives the entities that a field of names means."""


def marked(
    tree: Query, article: Article, document: Json, meant: Sequence[str | None], start: int, named: Named
) -> set[tuple[int, int]]:
    """Return the places of the passage that begins here which answer by what is known of them.

    `meant` says whom the article's mentions mean; all offsets are the article's.
    """
    within = home(article.passages)
    here = within(start)
    found: set[tuple[int, int]] = set()
    for leaf in leaves(tree):
        if isinstance(leaf, Phrase) and leaf.has_slots:
            found.update(_windows(leaf, article, document, start))
        elif isinstance(leaf, Field) and leaf.name in ENTITY_FIELDS:
            wanted = set(named(leaf.name, leaf.query))
            mentions = annotations_of(document, Mention, meant)
            found.update((one.start, one.end) for one in mentions if one.entity in wanted and within(one.start) == here)
        elif isinstance(leaf, Number | NumberTerm | QuantityNode) or (
            isinstance(leaf, Field) and leaf.name in {"kind", "unit"}
        ):
            quantities = annotations_of(document, Quantity)
            found.update(
                (one.start, one.end) for one in quantities if within(one.start) == here and measures(leaf, one)
            )
    return found


def measures(part: Query, quantity: Quantity) -> bool:
    """Return whether this is true of a quantity."""
    match part:
        case NumberTerm(_, value):
            return quantity.value == value
        case Number(low, high):
            values = (quantity.low, quantity.value, quantity.high)
            lowest = next((value for value in values if value is not None), None)
            highest = next((value for value in reversed(values) if value is not None), None)
            highest = (
                quantity.high if quantity.high is not None else quantity.value if quantity.value is not None else lowest
            )
            if lowest is None or highest is None:
                return low is None and high is None
            return (low is None or highest >= low) and (high is None or lowest <= high)
        case Field("kind", query):
            return bool(occurrences(query, words(quantity.kind or ""), exact=True))
        case Field("unit", query):
            from dossier.extracting.numerals.units import spellings

            unit = quantity.unit
            return unit is not None and any(occurrences(query, words(one), exact=True) for one in spellings(unit))
        case Or(parts):
            return any(measures(one, quantity) for one in parts)
        case And(parts) | QuantityNode(parts):
            return all(measures(one, quantity) for one in parts)
    return False


def _windows(phrase: Phrase, article: Article, document: Json, start: int) -> Iterator[tuple[int, int]]:
    within = home(article.passages)
    here = within(start)
    if here is None:
        return
    spans = [
        (one.start, one.end, slot)
        for kind in (Mention, Quantity, DateSpan)
        for one in annotations_of(document, kind)
        if within(one.start) == here
        for slot in slots_of(one)
        if slot in phrase.words
    ]
    passage = article.passages[here]
    for window in fitting(phrase, laid_out(article.text, passage.start, passage.end, spans)):
        yield from ((at.start, at.end) for at in window)


def slots_of(one: object) -> tuple[str, ...]:
    """Return the places of a phrase that an annotation can take."""
    if isinstance(one, Mention):
        return ("<entity>", f"<{one.type.lower()}>")
    return ("<number>",) if isinstance(one, Quantity) else ("<date>",)


def matched(phrase: Phrase, text: str, spans: Sequence[tuple[int, int, str]]) -> list[list[SlotWord]]:
    """Return every window of a passage that has a phrase; `spans` are what stands in it, offsets the passage's."""
    wanted = {word for word in phrase.words if word in SLOTS}
    chosen = [
        (start, end, slot)
        for start, end, kind in spans
        for slot in ((kind, "<entity>") if kind in NAMES else (kind,))
        if slot in wanted
    ]
    return fitting(phrase, laid_out(text, 0, len(text), chosen))
