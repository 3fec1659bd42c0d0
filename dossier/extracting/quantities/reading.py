"""What is known of a quantity while it is read: its stretch, its number where it stands, and what was found so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from dossier.extracting.numerals.units import Unit, unit_at
from dossier.extracting.numerals.words import Numeral, rounded
from dossier.extracting.quantities.noun_phrases import noun_phrase
from dossier.extracting.quantities.vocabulary import PATTERNS
from dossier.model import Article, Bound
from dossier.text.lazy import lazy

if TYPE_CHECKING:  # loaded where reasons are asked for
    from dossier.model import Reason

_OPENS = frozenset(' \n\t\u00a0\u202f(“"')
_TOKEN_REACH = 80  # code points that the token around a number may run back


class NumberZone(NamedTuple):
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
            from dossier.model import Reason

            self.trace.setdefault(number.start, []).append(Reason(rule, effect, example))


@dataclass(slots=True)
class QuantityReading:
    """What is known of the quantity so far; `start` and `end` take in sign and unit."""

    zone: NumberZone
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
        self.text, self.zone_end = self.zone.article.text, self.zone.end

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


@dataclass
class WrittenNumber:
    """A number, the words of its sentence before it, and the bounds of the zone it stands in."""

    text: str
    number: Numeral
    before: Sequence[str]
    start: int
    end: int
    headline: bool
    at: int = field(init=False)
    stop: int = field(init=False)
    following: str = field(init=False)
    """The code point behind it; a space at the end of the zone."""

    written: str = field(init=False)
    word: str = field(init=False)
    """The number as it is written, and in lower case."""
    last: str = field(init=False)
    """The word before it in lower case; empty where it begins the sentence."""
    value: float = field(init=False)
    """Its value, or 0 where that is vague."""

    def __post_init__(self) -> None:
        self.at, self.stop = self.number.start, self.number.end
        self.following = self.text[self.stop] if self.stop < self.end else " "
        self.written = self.text[self.at : self.stop]
        self.word = self.written.lower()
        self.last = self.before[-1].lower() if self.before else ""
        self.value = self.number.value or 0.0

    @property
    def apart(self) -> bool:
        """Whether blanks stand on both sides of it, or a bracket or opening mark before it."""
        return self.following.isspace() and (self.at == self.start or self.text[self.at - 1] in _OPENS)

    @property
    def after(self) -> str:
        """The code point behind the one that follows."""
        return self.text[self.stop + 1 : self.stop + 2]

    def matches(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match of a pattern that begins right behind the number."""
        return pattern.match(self.text, self.stop, self.end)

    def back(self, reach: int) -> str:
        """Return so many code points before the number."""
        return self.text[max(self.start, self.at - reach) : self.at]

    @lazy
    def counts(self) -> bool:
        """Return whether a noun that it may count stands right behind it."""
        return noun_phrase(self.text, self.stop, self.end) is not None

    @lazy
    def measures(self) -> bool:
        """Return whether a unit stands right behind it."""
        return unit_at(self.text, self.stop, self.end) is not None

    @lazy
    def token(self) -> tuple[int, int]:
        """Return where the signs and letters that stand against it begin and end."""
        low = max(self.start, self.at - _TOKEN_REACH)
        begin = max(self.text.rfind(" ", low, self.at) + 1, self.text.rfind("\n", low, self.at) + 1, low)
        whole = PATTERNS.whole.match(self.text, self.at, self.end)
        return begin, max(whole.end() if whole else self.stop, self.stop)

    @lazy
    def line_before(self) -> str:
        """Return its line up to the number."""
        return self.text[self.text.rfind("\n", self.start, self.at) + 1 or self.start : self.at]
