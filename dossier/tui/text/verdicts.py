"""How the verdicts of findings are shown: by a sign and a colour."""

from __future__ import annotations

from dossier.model import Verdict

SIGNS: dict[Verdict, str] = {"conflict": "≠", "unclear": "?", "explained": "→", "compatible": "≈", "agree": "="}
"""A sign for each verdict, so that colour is never needed to tell them apart."""

COLOURS: dict[Verdict, str] = {
    "conflict": "event", "unclear": "number", "explained": "person", "compatible": "org", "agree": "place",
}  # fmt: skip
"""Which kind of `styles.LAYERS` shows a verdict."""
