"""How the verdicts of findings are shown: a sign, a colour and what each means."""

from __future__ import annotations

from dossier.model import Verdict

SIGNS: dict[Verdict, str] = {"conflict": "≠", "unclear": "?", "explained": "→", "compatible": "≈", "agree": "="}
"""A sign for each verdict, so that colour is never needed to tell them apart."""

COLOURS: dict[Verdict, str] = {
    "conflict": "event", "unclear": "number", "explained": "person", "compatible": "org", "agree": "place",
}  # fmt: skip
"""Which kind of `styles.LAYERS` shows a verdict."""

MEANING: dict[Verdict, str] = {
    "conflict": "cannot all be true",
    "unclear": "the texts do not settle it",
    "explained": "different, and the texts account for it",
    "compatible": "different, and all can be true",
    "agree": "the same",
}
"""What a verdict says of the readings of a finding."""
