"""What the screen of a draft lists: its claims under what the articles say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from textual.content import Content

from dossier.model import CheckedClaim, ClaimEvidence, by_urgency, kind_name
from dossier.text.counting import counted
from dossier.text.visible import one_line
from dossier.tui.text.statuses import COLOURS, MEANING, SIGNS, shown_as
from dossier.tui.widgets import Entry, Place, Section


def keyed(claims: Iterable[CheckedClaim]) -> dict[str, CheckedClaim]:
    """Return claims under keys that stay the same while other parts of the draft are edited."""
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[str, CheckedClaim] = {}
    for claim in claims:
        seen[claim.kind, claim.text] += 1
        found[f"{claim.kind}\t{claim.text}\t{seen[claim.kind, claim.text]}"] = claim
    return found


def sections(text: str, claims: dict[str, CheckedClaim]) -> list[Section]:
    """List claims by their keys under their statuses, the most urgent first; `text` is that of the draft."""
    keys = {id(claim): key for key, claim in claims.items()}
    groups: dict[str, list[Entry]] = {}
    for claim in by_urgency(claims.values()):
        groups.setdefault(shown_as(claim), []).append(_entry(keys[id(claim)], claim, text))
    return [
        Section(f"{SIGNS[status]} {status}", tuple(entries), MEANING[status], COLOURS[status], counted=True)
        for status, entries in groups.items()
    ]


def _entry(key: str, claim: CheckedClaim, text: str) -> Entry:
    line = text.count("\n", 0, claim.start) + 1
    accepted = (
        () if claim.accepted is None else (f"{claim.status}: {claim.accepted}" if claim.accepted else claim.status,)
    )
    return Entry(
        key=key,
        text=f"{SIGNS[shown_as(claim)]} {one_line(claim.text)}",
        lines=(f"{kind_name(claim.kind)} · line {line}", *map(one_line, accepted)),
        places=tuple(Place(place.article, place.start, place.end) for place in claim.evidence),
        kind="title" if claim.wrong else "",
    )


def summary(claims: Sequence[CheckedClaim]) -> str:
    """Return how many claims there are, and how many of them are wrong or accepted."""
    wrong = sum(claim.wrong for claim in claims)
    accepted = sum(claim.accepted is not None for claim in claims)
    counts = [counted(len(claims), "claim"), f"{wrong:,} wrong", f"{accepted:,} accepted" if accepted else ""]
    return " · ".join(filter(None, counts))


def remark(claim: CheckedClaim, place: ClaimEvidence | None) -> Content:
    """Return what is said above the passage of a claim: its status, the reason, and what the passage says."""
    accepted = "" if claim.accepted is None else ", accepted"
    said = [one_line(claim.why), f"Your note: {one_line(claim.accepted)}." if claim.accepted else ""]
    said.append(f"Here: {one_line(place.reading)}." if place and place.reading else "")
    head = f"{SIGNS[shown_as(claim)]} {claim.status}{accepted}"
    return Content.assemble((head, "bold"), "  ", " ".join(filter(None, said)))
