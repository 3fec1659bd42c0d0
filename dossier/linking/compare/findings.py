"""All findings of a dossier: each kind is a function from `DossierFacts` to findings, entered in `_KINDS`.

Everything here is plain data: nothing is read from disk, and the same facts always give the same findings.
"""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterable

from dossier.linking.facts import DossierFacts
from dossier.linking.matching.cache import Cache
from dossier.model import FINDING_KINDS, Finding, FindingKind, Verdict

# Kind → the module and function that finds it, imported when asked for, in the order in which it is done.
_KINDS: dict[FindingKind, tuple[str, str]] = {
    "name": ("dossier.linking.compare.names.compare", "compare_names"),
    "date": ("dossier.linking.compare.dates.compare", "compare_dates"),
    "number": ("dossier.linking.compare.numbers.compare", "compare_numbers"),
    "quote": ("dossier.linking.compare.quotes.compare", "compare_quotes"),
}
_RESULTS = ("dossier.linking.compare.results", "compare_results")
"""Numbers too: the scores of matches."""
# What a fact-checker needs to see first.
_URGENT: dict[Verdict, int] = {"conflict": 0, "unclear": 1, "explained": 2, "compatible": 3, "agree": 4}


def compare(
    facts: DossierFacts, kinds: Collection[FindingKind] = FINDING_KINDS, cache: Cache | None = None
) -> list[Finding]:
    """Return what two or more articles say of one thing, in the order of `ordered`.

    `cache` has what was worked out the last time, and takes what was this time.
    """
    cache = cache or Cache()
    found: list[Finding] = []
    if {"name", "quote"} <= set(kinds):  # these are sketched of one reading of each article
        cache.together(importlib.import_module("dossier.linking.compare.quotes.compare").SKETCHES)
    for name, (module, function) in _KINDS.items():
        if name in kinds:
            found += getattr(importlib.import_module(module), function)(facts, cache)
    if "number" in kinds:
        found += getattr(importlib.import_module(_RESULTS[0]), _RESULTS[1])(facts, cache)
    return ordered(found)


def ordered(found: Iterable[Finding]) -> list[Finding]:
    """Return findings, conflicts first, then in the order of kinds; those alike in both stay in that of the text."""
    return sorted(found, key=lambda finding: (_URGENT[finding.verdict], FINDING_KINDS.index(finding.kind)))
