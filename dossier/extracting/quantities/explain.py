"""Why a number is this quantity: what made its value, unit, bound and counted noun."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.extracting.dates.find import find_dates
from dossier.extracting.quantities.find import traced
from dossier.model import Article, Mention, Quantity, Reason
from dossier.reading.text.running_text import running


def explain_quantity(article: Article, quantity: Quantity, names: Sequence[Mention] = ()) -> tuple[Reason, ...]:
    """Return which rules made a quantity, by reading the article once more with a trace.

    `names` are the article's names in text order: a number inside one is not a quantity. Of an article in another
    language, whose rules keep no trace, the value and what stands beside it are told.
    """
    if article.language not in {None, "en"}:
        return _told(quantity)
    lines = running(article)
    text = lines.article if lines else article
    words = quantity.text.split()
    known = [] if lines else names  # the names stand elsewhere where lines were joined
    same = [(found, reasons) for found, reasons in traced(text, find_dates(text), known) if found.text.split() == words]
    if not same:
        return _told(quantity)
    return tuple(min(same, key=lambda one: abs(one[0].start - quantity.start))[1])


def _told(quantity: Quantity) -> tuple[Reason, ...]:
    value = (
        f"{quantity.value:.15g}" if quantity.value is not None else f"{quantity.low or 0:g} to {quantity.high or 0:g}"
    )
    reasons = [Reason("value", f"“{quantity.text}” is {value}")]
    if quantity.unit:
        reasons.append(Reason(f"unit: {quantity.unit}", "its word or sign stands beside it"))
    if quantity.qualifier:
        reasons.append(Reason(f"bound {quantity.bound}", f"“{quantity.qualifier}” stands beside it"))
    if quantity.counted:
        reasons.append(Reason("counted", f"“{quantity.counted}” is the noun beside it"))
    return tuple(reasons)
