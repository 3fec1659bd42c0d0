"""Quantities in an article: each number with what it measures, what the words around it allow, and what it counts.

One pass over the words; digits and number words that no date and no name covers are read by `numerals`, joined to
ranges, given a unit, a bound, a direction and the noun they count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.extracting.dates.candidates import number_candidates
from dossier.extracting.dates.find import content
from dossier.extracting.quantities.context import read_quantity
from dossier.extracting.quantities.reading import NumberZone
from dossier.extracting.quantities.vocabulary import PATTERNS
from dossier.model import Article, DateSpan, Mention, Quantity

if TYPE_CHECKING:
    from dossier.model import Reason

_ARTICLES = ("a", "an")


def find_quantities(article: Article, dates: Sequence[DateSpan], names: Sequence[Mention]) -> list[Quantity]:
    """Return the quantities of an article's content zones, in text order; never raises on text.

    `dates` and `names` are what was found in the same article: a number inside one is not a quantity, unless it is
    the length of a stretch of time ("the next three years", "103 days left").
    """
    return _found(article, dates, names, None)


def traced(
    article: Article, dates: Sequence[DateSpan], names: Sequence[Mention]
) -> list[tuple[Quantity, list[Reason]]]:
    """Return the quantities as `find_quantities` does, each with the rules that made it what it is."""
    reasons: dict[int, list[Reason]] = {}
    found = _found(article, dates, names, reasons)
    return [(q, next((reasons[at] for at in range(q.start, q.end) if at in reasons), [])) for q in found]


def _found(
    article: Article, dates: Sequence[DateSpan], names: Sequence[Mention], trace: dict[int, list[Reason]] | None
) -> list[Quantity]:
    taken = _taken(article.text, dates, names)
    found: list[Quantity] = []
    for zone in content(article):
        found += _in_zone(
            NumberZone(article, zone.start, min(zone.end, len(article.text)), zone.zone == "headline", taken, trace)
        )
    return found


def _taken(text: str, dates: Sequence[DateSpan], names: Sequence[Mention]) -> frozenset[int]:
    """Return the places of numbers that are none of ours, as a date or a name has them."""
    spans = [(d.start, d.end) for d in dates if not _counts_too(d)]
    # "$A8,800" is not an article named A8
    spans += [(n.start, n.end) for n in names if not (n.start and text[n.start - 1] == "$")]
    places = [at for at, _ in number_candidates(text, 0, len(text))]
    return frozenset(
        at
        for start, end in spans
        for at in places[bisect_left(places, start) : bisect_left(places, end)]
        if not PATTERNS.amount.match(text, start, end)
    )


def _counts_too(date: DateSpan) -> bool:
    """Return whether a date is a stretch of time that is a quantity as well: the next three years."""
    return date.granularity in ("interval", "day") and PATTERNS.stretch.search(date.text) is not None


def _in_zone(zone: NumberZone) -> list[Quantity]:
    found: list[Quantity] = []
    free = zone.start
    for start, word in number_candidates(zone.article.text, zone.start, zone.end):
        if start < free or start in zone.taken or (word in _ARTICLES and not _counts(zone, found, start, word)):
            continue
        if close := _no_words(zone, start):
            free = close
            continue
        quantity, free = read_quantity(zone, start, free)
        if quantity:
            found.append(_conversion(zone, found, _compared(zone, found, quantity)))
    return found


def _counts(zone: NumberZone, found: Sequence[Quantity], start: int, word: str) -> bool:
    """Return whether an article counts (more than a year), and does not mean each (behind an amount: $2,000 a year)."""
    each = bool(found) and found[-1].end >= start - 1
    return not each and PATTERNS.article.match(zone.article.text, start + len(word)) is not None


def _no_words(zone: NumberZone, start: int) -> int | None:
    """Return where a code or a line of a table ends that begins here; None where words do."""
    text = zone.article.text
    match = PATTERNS.find_code.match(text, start, zone.end) or PATTERNS.table.match(text, start, zone.end)
    return match.end() if match else None


_SUM = 100_000  # what is compared with as much is no figure of one digit
_OF_UNITS = frozenset({"money", "percent"})


def _compared(zone: NumberZone, found: Sequence[Quantity], quantity: Quantity) -> Quantity:
    """Give a bare number the unit of the one it is compared with: rose to 12 million euros from 11.2 million."""
    before = found[-1] if found else None
    if before is None or quantity.unit or quantity.counted or before.kind not in _OF_UNITS or quantity.kind != "count":
        return quantity
    match = PATTERNS.compared.match(zone.article.text, before.end, quantity.start)
    if match is None or match.end() != quantity.start or "-" in quantity.text:
        return quantity
    if (before.value or 0) >= _SUM > (quantity.value or 0):  # 3 million euros, up from 2
        return quantity
    return replace(quantity, unit=before.unit, kind=before.kind)


def _conversion(zone: NumberZone, found: Sequence[Quantity], quantity: Quantity) -> Quantity:
    """Let "about" govern the converted amount too: about 58km (36 miles)."""
    before = found[-1] if found else None
    if before is None or before.qualifier is None or not _converts(zone.article.text, before, quantity):
        return quantity
    low = quantity.value if before.bound in (">", ">=") else None
    high = quantity.value if before.bound in ("<", "<=") else None
    return replace(quantity, qualifier=before.qualifier, bound=before.bound, low=low, high=high)


def _converts(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Return whether a quantity gives the one before it in another unit."""
    if quantity.qualifier or quantity.value is None or quantity.unit in (None, before.unit):
        return False
    if quantity.kind != before.kind or quantity.start - before.end > 2:
        return False
    return text[before.end : quantity.start].strip() in ("(", "/", ";")
