"""How the claims of a draft are shown by what the articles say of them: a sign, a colour and what each means."""

from __future__ import annotations

from dossier.model import CheckedClaim, ClaimStatus

ACCEPTED = "accepted"

SIGNS: dict[ClaimStatus | str, str] = {
    "misattributed": "✗", "misquoted": "✗", "inconsistent": "✗", "misspelt": "✗", "differs": "≠",
    "unclear": "?", "absent": "∅", "explained": "→", "compatible": "≈", "single": "·", "supported": "=",
    ACCEPTED: "✓",
}  # fmt: skip
"""A sign for each status, so that colour is never needed to see what is wrong."""

COLOURS: dict[ClaimStatus | str, str] = {
    "misattributed": "event", "misquoted": "event", "inconsistent": "event", "misspelt": "event", "differs": "event",
    "unclear": "number", "absent": "date", "explained": "person", "compatible": "org", "single": "place",
    "supported": "place", ACCEPTED: "furniture",
}  # fmt: skip
"""Which kind of `styles.LAYERS` shows a status."""

MEANING: dict[ClaimStatus | str, str] = {
    "misattributed": "the articles give the words to somebody else",
    "misquoted": "words were changed, added or left out",
    "inconsistent": "the draft contradicts itself",
    "misspelt": "no article spells it so",
    "differs": "the articles say otherwise",
    "unclear": "the articles differ among themselves",
    "absent": "nobody tells it",
    "explained": "different, and the texts account for it",
    "compatible": "vaguer, rounded or shortened",
    "single": "one independent origin has it",
    "supported": "several independent origins have it",
    ACCEPTED: "you stand by it",
}
"""What a status says of a claim."""


def shown_as(claim: CheckedClaim) -> ClaimStatus | str:
    """Return under which status a claim is listed: its own, or accepted."""
    return claim.status if claim.accepted is None else ACCEPTED
