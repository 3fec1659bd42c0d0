"""Numbers and dates of a draft: the verdicts of comparing, read from the draft's side.

A figure that comparing does not set beside those of the sources is looked for where they tell the same (`slots`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.linking.checking.draft import DraftDossier, evidence
from dossier.linking.checking.slots import Slots
from dossier.model import CheckedClaim, ClaimStatus, DateSpan, Finding, FindingKind, Quantity, Reading, Span
from dossier.text.lists import listed
from dossier.text.visible import one_line

_OF_VERDICT: dict[str, ClaimStatus] = {
    "agree": "supported",
    "compatible": "compatible",
    "explained": "explained",
    "unclear": "unclear",
    "conflict": "differs",
}
_OPEN = frozenset({"absent", "compatible", "explained", "single", "unclear"})


def checked_figures(dossier: DraftDossier, findings: Sequence[Finding]) -> Iterator[CheckedClaim]:
    """Yield each number and each resolved date of the draft with its status."""
    kinds: tuple[tuple[FindingKind, Sequence[Quantity | DateSpan]], ...] = (
        ("number", dossier.draft.quantities),
        ("date", dossier.draft.dates),
    )
    slots = Slots(dossier.draft, dossier.prepared)
    for kind, items in kinds:
        of_kind = [finding for finding in findings if finding.kind == kind]
        for item in items:
            if isinstance(item, DateSpan) and item.from_ is None:
                continue
            claim = _checked(dossier, item, of_kind)
            yield (claim.status in _OPEN and _replaced(dossier, slots, item)) or claim


def _replaced(dossier: DraftDossier, slots: Slots, item: Quantity | DateSpan) -> CheckedClaim | None:
    """Return a claim that differs where the sources have another figure in the same place of the same sentence."""
    kind: FindingKind = "date" if isinstance(item, DateSpan) else "number"
    rivals = slots.days(item) if isinstance(item, DateSpan) else slots.numbers(item)
    if not rivals:
        return None
    likest = rivals[0].figure
    others = [rival.figure for rival in rivals if rival.figure.text == likest.text]
    spans = [Span(one.article, one.start, one.end, one.text) for one in others]
    why = f"{_names(dossier, spans)}, where the same is told: {one_line(likest.text)}."
    places = tuple(evidence(span, span.text) for span in spans)
    return CheckedClaim(item.start, item.end, item.text, kind, "differs", why, places)


def _checked(dossier: DraftDossier, item: Quantity | DateSpan, findings: Sequence[Finding]) -> CheckedClaim:
    kind: FindingKind = "date" if isinstance(item, DateSpan) else "number"
    found = [(finding, mine) for finding in findings if (mine := _reading_of(finding, item))]
    if not found:
        return CheckedClaim(item.start, item.end, item.text, kind, "absent", "No source gives this.")
    finding, mine = min(found, key=lambda pair: list(_OF_VERDICT).index(pair[0].verdict))
    same = _of_sources(dossier, mine)
    rest = [(reading, _of_sources(dossier, reading)) for reading in finding.readings if reading is not mine]
    others = [(reading, spans) for reading, spans in rest if spans]
    told = [(mine, same), *others]
    places = tuple(evidence(span, reading.reading) for reading, spans in told for span in spans)
    status, why = _status(dossier, finding, same, others)
    return CheckedClaim(item.start, item.end, item.text, kind, status, why, places)


def _of_sources(dossier: DraftDossier, reading: Reading) -> list[Span]:
    """Return where the sources have a reading, and not the draft."""
    return [span for span in reading.spans if span.article != dossier.draft.article.id]


def _reading_of(finding: Finding, item: Quantity | DateSpan) -> Reading | None:
    for reading in finding.readings:
        for span in reading.spans:
            if span.article == item.article and span.start < item.end and item.start < span.end:
                return reading
    return None


def _status(
    dossier: DraftDossier, finding: Finding, same: Sequence[Span], others: Sequence[tuple[Reading, list[Span]]]
) -> tuple[ClaimStatus, str]:
    """Return the status and its reason.

    Where some sources say what the draft says and others cannot be true beside it, the sources differ: that is unclear
    for the draft, and the reason names both sides.
    """
    rivals = "; ".join(f"{_names(dossier, spans)}: {reading.reading}" for reading, spans in others)
    if not same:
        if finding.verdict == "agree":
            spans = [span for _, found in others for span in found]
            return _supported(dossier, spans), f"The same: {rivals}."
        return _OF_VERDICT[finding.verdict], f"{rivals}. {finding.why}"
    if finding.verdict in {"conflict", "unclear"}:
        return "unclear", f"The sources differ. {_names(dossier, same)} as the draft; {rivals}."
    told = f"{_names(dossier, same)} {'gives' if len(_sources(dossier, same)) == 1 else 'give'} the same"
    return _supported(dossier, same), f"{told}; {rivals} ({finding.verdict})." if others else f"{told}."


def _supported(dossier: DraftDossier, spans: Sequence[Span]) -> ClaimStatus:
    return "single" if dossier.independent(spans) == 1 else "supported"


def _sources(dossier: DraftDossier, spans: Sequence[Span]) -> list[str]:
    return list(dict.fromkeys(dossier.source(span.article) for span in spans))


def _names(dossier: DraftDossier, spans: Sequence[Span]) -> str:
    found = _sources(dossier, spans)
    return listed(found) if len(found) <= 3 else f"{', '.join(found[:2])} and {len(found) - 2} more"
