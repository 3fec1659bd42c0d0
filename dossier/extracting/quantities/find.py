"""Quantities in an article: each number with what it measures, what the words around it allow, and what it counts.

One pass over the words; digits and number words that no date and no name covers are read by `numerals`, joined to
ranges, given a unit, a bound, a direction and the noun they count.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from dossier.extracting.dates.find import content
from dossier.extracting.numerals.words import STARTS
from dossier.extracting.quantities.context import Page, read_quantity
from dossier.extracting.quantities.vocabulary import PATTERNS
from dossier.model import Article, DateSpan, Mention, Quantity, Reason


def find_quantities(article: Article, dates: Sequence[DateSpan], names: Sequence[Mention]) -> list[Quantity]:
    """Find the quantities of an article's content zones, in text order; never raises on text.

    `dates` and `names` are what was found in the same article: a number inside one is no quantity, unless it is
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
    # "$A8,800" is no article named A8
    taken = _taken(dates, [n for n in names if not (n.start and article.text[n.start - 1] == "$")])
    found: list[Quantity] = []
    for zone in content(article):
        page = Page(article, zone.start, min(zone.end, len(article.text)), zone.zone == "headline", taken, trace)
        found += _in_zone(page)
    return found


def _taken(dates: Sequence[DateSpan], names: Sequence[Mention]) -> tuple[list[int], list[int]]:
    """Give the stretches where a number is none of ours, as sorted starts and ends that do not overlap."""
    spans = sorted(
        [
            (d.start, d.end)
            for d in dates
            if not (d.granularity in ("interval", "day") and PATTERNS.stretch.search(d.text))
        ]
        + [(n.start, n.end) for n in names if not PATTERNS.amount.match(n.text)]
    )
    starts: list[int] = []
    ends: list[int] = []
    for start, end in spans:
        if ends and start < ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _in_zone(page: Page) -> list[Quantity]:
    found: list[Quantity] = []
    free = page.start
    starts, ends = page.taken
    text = page.article.text
    for match in PATTERNS.token.finditer(text, page.start, page.end):
        word = match[0]
        lower = word.lower()
        if not (
            "0" <= word[0] <= "9"
            or lower in STARTS
            or (lower in ("a", "an") and PATTERNS.article.match(text, match.end()))
        ):
            continue
        start = match.start()
        if start < free or (lower in ("a", "an") and found and found[-1].end >= start - 1):  # $2,000 a year
            continue
        at = bisect.bisect_right(starts, start) - 1
        if at >= 0 and start < ends[at]:
            continue
        if (code := PATTERNS.find_code.match(text, start, page.end)) is not None:
            free = code.end()
            continue
        if table := PATTERNS.table.match(text, start, page.end):
            free = table.end()
            continue
        quantity, free = read_quantity(page, start, free)
        if quantity:
            found.append(_conversion(page, found, quantity))
    return found


def _conversion(page: Page, found: Sequence[Quantity], quantity: Quantity) -> Quantity:
    """Let "about" govern the converted amount too: about 58km (36 miles)."""
    if not found or quantity.qualifier or quantity.unit is None or quantity.start - found[-1].end > 2:
        return quantity
    before = found[-1]
    if page.article.text[before.end : quantity.start].strip() not in ("(", "/", ";") or before.qualifier is None:
        return quantity
    if before.kind != quantity.kind or before.unit == quantity.unit or quantity.value is None:
        return quantity
    low = quantity.value if before.bound in (">", ">=") else None
    high = quantity.value if before.bound in ("<", "<=") else None
    return replace(quantity, qualifier=before.qualifier, bound=before.bound, low=low, high=high)
