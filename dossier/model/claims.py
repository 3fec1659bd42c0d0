"""What a sentence claims, read from the article when it is asked for: what a number measures, who says what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dossier.model.extracted import Quantity

NumberStatus = Literal["stated", "supposed", "estimated", "change"]
"""How a text tells a number: as a fact, as what may be or is planned, as an estimate, or as a change of a level."""


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """What a number is said to measure, as far as the words beside it tell.

    `subject` is whose it is, as written, `measure` what is counted or measured, `place` where, `from_` and `to` the ISO
    days it is told of. `per` is what it is told for each of (`day`), `scope` has words such as `total` beside it,
    `source` is who gives it. None and empty where the words beside it do not say.
    """

    subject: str | None
    measure: str | None
    place: str | None
    from_: str | None
    to: str | None
    per: str | None
    scope: tuple[str, ...]
    source: str | None
    status: NumberStatus


@dataclass(frozen=True, slots=True)
class ClaimedNumber(Quantity):
    """A quantity with what it is said to measure; None for a number that only names something."""

    claim: NumberClaim | None = None


@dataclass(frozen=True, slots=True)
class ReportedSpeech:
    """What an article reports that somebody said, without quotation marks: the article's words, never a quotation.

    `start, end` are those of what is said; `cue` the words that tell so. `certainty` is `said`, `denied` (somebody
    denies it, or did not say it) or `alleged`. `confidence` in the speaker is between 0 and 1.
    """

    article: str
    start: int
    end: int
    text: str
    speaker: str | None = None
    speaker_id: str | None = None
    cue: str = ""
    kind: Literal["indirect"] = "indirect"
    certainty: Literal["said", "alleged", "denied"] = "said"
    confidence: float = 0.0
