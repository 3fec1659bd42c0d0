"""All findings of a dossier: each kind is a function from `DossierFacts` to findings, entered in `_KINDS`.

Everything here is plain data: nothing is read from disk, and the same facts always give the same findings.
"""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterable
from typing import Any

from dossier.linking.facts import DossierFacts
from dossier.linking.matching.cache import Cache
from dossier.model import FINDING_KINDS, Finding, FindingKind, Verdict

# Kind → the modules that find it, each with a function of (facts, cache), imported when asked for, in the order in
# which it is done. Results of games are numbers too.
_KINDS: dict[FindingKind, tuple[str, ...]] = {
    "name": ("names.compare.compare_names",),
    "date": ("dates.compare.compare_dates",),
    "number": ("numbers.compare.compare_numbers", "results.compare_results"),
    "quote": ("quotes.compare.compare_quotes",),
}
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
        cache.together(_loaded("quotes.compare.SKETCHES"))
    for kind, functions in _KINDS.items():
        for function in functions if kind in kinds else ():
            found += _loaded(function)(facts, cache)
    return ordered(found)


def ordered(found: Iterable[Finding]) -> list[Finding]:
    """Return findings, conflicts first, then in the order of kinds; those alike in both stay in that of the text."""
    return sorted(found, key=lambda finding: (_URGENT[finding.verdict], FINDING_KINDS.index(finding.kind)))


def _loaded(path: str) -> Any:
    """Return what stands in a module below this room, which is loaded now."""
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(f"dossier.linking.compare.{module}"), name)
