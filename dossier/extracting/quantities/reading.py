"""What is known of a quantity while it is read: the stretch it stands in, its number, and what was found so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier.extracting.numerals.units import Unit
from dossier.extracting.numerals.words import Numeral, rounded
from dossier.model import Article, Bound, Reason


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of an article being read, and the places of numbers that dates and names have taken."""

    article: Article
    start: int
    end: int
    headline: bool
    taken: frozenset[int]
    trace: dict[int, list[Reason]] | None = None
    """Where it is kept, the reasons for each quantity, by the place where its number begins."""

    def note(self, number: Numeral, rule: str, effect: str, example: str = "") -> None:
        """Keep a reason for the quantity whose number this is."""
        if self.trace is not None:
            self.trace.setdefault(number.start, []).append(Reason(rule, effect, example))


@dataclass(slots=True)
class Reading:
    """What is known of the quantity so far; `start` and `end` take in sign and unit."""

    page: Page
    number: Numeral
    before: Sequence[str]
    free: int
    """Where the quantity before ended."""
    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: Unit | None = None
    sign: tuple[str, int] | None = None
    """The currency whose sign stands before it, and where the sign begins."""
    trailing: tuple[str, Bound] | None = None
    """A bound between number and unit: 20-plus miles."""
    rule: str = ""
    """What told the unit."""
    joined: bool = False
    """Whether a range was read."""
    text: str = field(init=False)
    """The text of the article."""
    zone_end: int = field(init=False)
    """Where the stretch being read ends."""

    def __post_init__(self) -> None:
        self.text, self.zone_end = self.page.article.text, self.page.end

    @property
    def top(self) -> float | None:
        """The value, or the higher end of a range."""
        return self.high if self.value is None else self.value

    def times(self, factor: float) -> None:
        """Multiply all that is known of the amount; less than nothing changes its ends."""
        self.value, self.low, self.high = (
            None if n is None else rounded(n * factor) for n in (self.value, self.low, self.high)
        )
        if factor < 0:
            self.low, self.high = self.high, self.low

    def is_exactly(self, value: float | None, unit: Unit | None, end: int) -> None:
        """Set a value, its unit and where it ends."""
        self.value = self.low = self.high = value
        self.unit, self.end = unit, end
