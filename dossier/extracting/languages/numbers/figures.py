"""Numbers in figures: 1.500.000, 1,5 Mio., 12 000, 40-50; and figures that are not a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from dossier.extracting.languages.numbers.measures import LARGEST, counted, scales, unit_words
from dossier.extracting.languages.tables import PATTERNS, LanguageData, amounts, folded
from dossier.extracting.numerals.words import rounded
from dossier.text.lazy import lazy

_LONGEST = 15  # digits
_NOW = 1900  # a second number above is a year


@dataclass(slots=True)
class LanguageNumeral:
    """A number in the text: `value`, or `low` and `high` where the words are vague."""

    start: int
    end: int
    value: float | None
    low: float
    high: float
    words: bool
    share: bool = False
    about: bool = False
    """Whether the word itself says about so many: une centaine."""

    @classmethod
    def exact(cls, start: int, end: int, value: float, *, words: bool = True, share: bool = False) -> LanguageNumeral:
        """Return a number that says one value."""
        return cls(start, end, value, value, value, words=words, share=share)


class Figures:
    """Figures at a place, with what stands around them."""

    def __init__(self, text: str, match: re.Match[str], end: int, lang: LanguageData) -> None:
        self.text, self.match, self.end, self.lang = text, match, end, lang
        self.stop = match.end()
        self.digits = re.sub(r"\D", "", match["whole"])

    @lazy
    def _scaled(self) -> tuple[float, int]:
        return scales(self.text, self.stop, self.end, self.lang)

    @property
    def after(self) -> int:
        """Where the scale words behind them end."""
        return self._scaled[1]

    @property
    def american(self) -> bool:
        """Whether the comma parts thousands, as in parts of America: 2,500 soles."""
        part = self.match["part"]
        return (
            bool(part) and len(part) == 3 and not self.match["mark"] and self._scaled[0] == 1 and len(self.digits) <= 3
        )

    @property
    def value(self) -> float:
        """The number that they and the scale words say."""
        part = self.match["part"] or self.match["point"]
        whole, part = (self.digits + part, None) if self.american else (self.digits, part)
        return rounded(float(f"{whole}.{part or 0}") * self._scaled[0])

    @property
    def bare(self) -> bool:
        """Whether they are digits and nothing else."""
        part = self.match["part"] or self.match["point"]
        return (not part or self.american) and not self.match["mark"] and self._scaled[0] == 1


class NoNumber(NamedTuple):
    """A reason why figures are not a number; `example` shows it in `language`, the figures in brackets."""

    name: str
    holds: Callable[[Figures], object]
    language: str
    example: str


def _hyphened(figures: Figures) -> bool:
    stop, text = figures.stop, figures.text
    return stop < figures.end and text[stop : stop + 1] in "-–/" and text[stop + 1 : stop + 2].isalnum()


def _german_ordinal(figures: Figures) -> object:
    small = figures.lang.nouns_capital and int(figures.digits) <= 31
    return small and PATTERNS.german_ordinal.match(figures.text[figures.stop : figures.stop + 3])


def _year(figures: Figures) -> bool:
    if not (figures.bare and len(figures.digits) == 4 and 1800 <= figures.value <= 2100):
        return False
    if PATTERNS.sign_after.match(figures.text, figures.after):
        return False
    thing = counted(figures.text, figures.after, figures.end, figures.lang)
    return thing is None or not (figures.lang.nouns_capital or thing.endswith("s"))


NO_NUMBERS: tuple[NoNumber, ...] = (
    NoNumber("too many digits", lambda f: len(f.digits) > _LONGEST, "es", "La cuenta [1234567890123456] es suya."),
    NoNumber("ordinal", lambda f: PATTERNS.ordinal.match(f.text, f.stop), "fr", "C’est la [3]e fois."),
    NoNumber("time of day", lambda f: PATTERNS.time_of_day.match(f.text, f.stop), "de", "Er kam um [18] Uhr."),
)
"""Asked before a range is looked for."""
NO_AMOUNTS: tuple[NoNumber, ...] = (
    NoNumber("bound by a hyphen", _hyphened, "de", "Die [30]-Tage-Frist endet."),
    NoNumber("ordinal with a point", _german_ordinal, "de", "Der [3]. Versuch misslang."),
    NoNumber("year", _year, "es", "La obra de [1998] sigue allí."),
    NoNumber("beyond any amount", lambda f: f.value >= LARGEST, "es", "Son [9999] billones de euros."),
)
"""Asked where no range was found."""


def figures(text: str, start: int, end: int, lang: LanguageData) -> LanguageNumeral | None:
    """Return the number that figures at a place say, None where they are none."""
    match = PATTERNS.figures.match(text, start, end)
    if match is None or PATTERNS.not_before.search(text, max(0, start - 2), start):
        return None
    found = Figures(text, match, end, lang)
    if any(rule.holds(found) for rule in NO_NUMBERS):
        return None
    if joined := _range(found):
        return joined
    if any(rule.holds(found) for rule in NO_AMOUNTS):
        return None
    return LanguageNumeral.exact(start, found.after, found.value, words=False)


def past(text: str, start: int, end: int) -> int:
    """Return where figures that are not a number end: 12.11.2025, 3:2."""
    match = PATTERNS.past_figures.match(text, start, end)
    return match.end() if match else start + 1


def _range(first: Figures) -> LanguageNumeral | None:
    """Read 40-50, entre 40 y 50, 3 bis 5 where a unit, a sign or a noun stands behind; None where no range does."""
    text, end, lang = first.text, first.end, first.lang
    join = PATTERNS.range.match(text, first.stop, end)
    if join is None or not _joins_range(first, join["by"]):
        return None
    second = PATTERNS.figures.match(text, join.end(), end)
    if second is None or _is_late_year(second):
        return None
    low, high = (_plain(match) for match in (first.match, second))
    scale, after = scales(text, second.end(), end, lang)
    measured = scale > 1 or _measured(text, after, end, lang)
    if low >= high or not measured or PATTERNS.time_of_day.match(text, second.end()):
        return None
    return LanguageNumeral(first.match.start(), after, None, rounded(low * scale), rounded(high * scale), words=False)


def _is_late_year(match: re.Match[str]) -> bool:
    return int(re.sub(r"\D", "", match["whole"])) > _NOW and not match["mark"]


def _plain(match: re.Match[str]) -> float:
    return float(f"{re.sub(r'[^0-9]', '', match['whole'])}.{match['part'] or match['point'] or 0}")


def _joins_range(first: Figures, by: str | None) -> bool:
    """Return whether a word or a dash joins two numbers to a range; “y” only behind “entre”, “a” not of a change."""
    if by is None:
        return True
    start = first.match.start()
    between = PATTERNS.between.search(first.text, max(0, start - 10), start) is not None
    if (by in first.lang.joiners) != between:
        return False
    lead = [word for word, _, _ in folded(first.text, max(0, start - 30), start)][-3:]
    return by not in ("a", "à") or amounts(first.lang.code).changed.isdisjoint(lead)  # passé de 310 à 385


def _measured(text: str, at: int, end: int, lang: LanguageData) -> object:
    return (
        PATTERNS.sign_after.match(text, at)
        or PATTERNS.per_cent.match(text, at)
        or unit_words(text, at, end, lang)
        or counted(text, at, end, lang)
    )
