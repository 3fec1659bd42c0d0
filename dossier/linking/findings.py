"""The frame of all findings: what is compared, how a finding is put together, its id, and the order they come in.

A kind of finding is a function from `DossierFacts` to findings, entered in `_KINDS`. Everything here is plain data:
nothing is read from disk, and the same facts always give the same findings.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dossier.model import (
    FINDING_KINDS,
    VERDICTS,
    Article,
    DateSpan,
    Finding,
    FindingKind,
    Mention,
    Quantity,
    Quotation,
    Reading,
    Span,
    Verdict,
)

Place = tuple[str, int]
"""A passage: its article and where in it the passage begins."""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article and all that was extracted from it, each in text order; mentions carry their entity's id."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """All that is compared, article by article in the order of their paths.

    `copies` says for passages, given as (article, start), which passages of other articles have the same words.
    """

    articles: tuple[ArticleFacts, ...]
    copies: Mapping[Place, frozenset[Place]] = field(default_factory=dict)


# Kind → the module and function that finds it; imported when asked for.
_KINDS: dict[FindingKind, tuple[str, str]] = {
    "number": ("dossier.linking.compare_numbers", "compare_numbers"),
    "name": ("dossier.linking.compare_names", "compare_names"),
    "date": ("dossier.linking.compare_dates", "compare_dates"),
    "quote": ("dossier.linking.compare_quotes", "compare_quotes"),
}
# What a fact-checker needs to see first.
_URGENT: dict[Verdict, int] = {"conflict": 0, "unclear": 1, "explained": 2, "compatible": 3, "agree": 4}


def compare(facts: DossierFacts, kind: FindingKind | None = None, verdict: Verdict | None = None) -> list[Finding]:
    """Find what two or more articles say of one thing; conflicts first, then in the order of kinds and of the text."""
    found: list[Finding] = []
    for name in FINDING_KINDS:
        if name in _KINDS and kind in (None, name):
            module, function = _KINDS[name]
            found += getattr(importlib.import_module(module), function)(facts)
    kept = [finding for finding in found if verdict in (None, finding.verdict)]
    return sorted(kept, key=lambda finding: (_URGENT[finding.verdict], FINDING_KINDS.index(finding.kind)))


def finding(kind: FindingKind, about: str, verdict: Verdict, why: str, readings: Sequence[Reading]) -> Finding:
    """Put a finding together; raises ValueError where fewer than two articles have a reading."""
    if len({article for reading in readings for article in reading.articles}) < 2:
        raise ValueError("A finding needs two articles.")
    assert verdict in VERDICTS
    return Finding(identity(kind, about, readings), kind, about, verdict, why, tuple(readings))


def identity(kind: FindingKind, about: str, readings: Sequence[Reading]) -> str:
    """Give the id: a hash of what is told of what and by which articles; offsets and order do not count."""
    told = sorted([reading.reading, *sorted(reading.articles)] for reading in readings)
    digest = hashlib.sha256(json.dumps([kind, about, told]).encode("ascii")).hexdigest()
    return f"{kind}-{digest[:12]}"


def reading(
    words: str,
    spans: Iterable[Span],
    *,
    value: float | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Reading:
    """Put a reading together from where it stands; spans are put in order and each is taken once."""
    ordered = sorted(set(spans), key=lambda span: (span.article, span.start, span.end))
    articles = tuple(dict.fromkeys(span.article for span in ordered))
    return Reading(words, value, low, high, articles, tuple(ordered))


def listed(items: Sequence[str], word: str = "and") -> str:
    """Write a list as people do: `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}" if items else ""
