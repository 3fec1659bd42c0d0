"""The text of a draft, with a sign in the margin where a claim begins that is more than supported."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from dossier.model import Article, CheckedClaim, by_urgency
from dossier.tui.text.spans import StyledSpan, pointed
from dossier.tui.text.statuses import COLOURS, SIGNS, shown_as
from dossier.tui.widgets.reader.reader import Reader

_QUIET = "supported"  # what needs no look has no sign in the margin


class DraftText(Reader):
    """Shows a draft and its claims, each in the colour of its status."""

    def __init__(self) -> None:
        super().__init__()
        self._urgent: list[CheckedClaim] = []

    def show_claims(self, draft: Article, claims: Sequence[CheckedClaim]) -> None:
        """Show a draft with its claims; the cursor stays where it is in a draft that is read again."""
        if self.article is None or self.article.text != draft.text:
            self.show(draft, at=self.cursor if self.article else None)
        self._urgent = [claim for claim in by_urgency(claims) if shown_as(claim) != _QUIET]
        self.set_spans("claims", [StyledSpan(one.start, one.end, COLOURS[shown_as(one)]) for one in claims])

    def point_at(self, claim: CheckedClaim) -> None:
        """Let a claim stand out; the cursor goes there, unless the keyboard is here."""
        self.set_spans("current", [pointed(claim.start, claim.end)])
        if not self.has_focus:
            self.goto(claim.start, centre=True)

    def _signs(self, row: int) -> list[tuple[str, Style]]:
        """Return the gutter beside a row: the sign of the most urgent claim that begins on it, and the cursor's."""
        begin, end = self._rows.begins[row], self._rows.ends[row]
        claim = next((one for one in self._urgent if begin <= one.start < end), None)
        others = super()._signs(row)
        if claim is None:
            return others
        status = shown_as(claim)
        blank = (" ", self.palette.stack(()))
        return [(SIGNS[status], self.palette.stack([COLOURS[status], "title"])), *(others[1:] or [blank, blank])]
