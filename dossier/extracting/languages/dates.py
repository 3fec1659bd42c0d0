"""Dates: 28 de noviembre, 1er décembre, am 3. März 2025, 28.11.2025, ayer, mardi."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

from dossier.extracting.dates.arithmetic import (
    MONTH_NAMES,
    WEEKDAY_NAMES,
    Interval,
    day,
    holding,
    month,
    nearest_year,
    one,
    shift,
    shift_months,
    unit_at,
    year,
)
from dossier.extracting.dates.find import content
from dossier.extracting.languages.tables import Tongue, folded
from dossier.model import Article, DateSpan
from dossier.text.folding import fold

_YEAR = r"(?:1[89]|20)\d\d"
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NUMERIC = re.compile(rf"(?P<d>[0-3]?\d)(?P<mark>[./-])\s?(?P<m>[01]?\d)(?P=mark)\s?(?P<y>{_YEAR})(?![\d/])")
_SHORT_NUMERIC = re.compile(r"(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.(?!\d)")
_FAIR = re.compile(r"-(?:feira|feiras)\b")  # segunda-feira; segunda alone is “second”
_SOON = 4  # months ahead that a month without a year may mean; the tense is not looked at
_GONE = frozenset("pasado dernier passado".split())
_FAR = re.compile(r"-l[àa]\b", re.IGNORECASE)
_COUNTED = re.compile(r"\s(?P<count>\d{1,3}|[^\W\d_]+)\s(?P<unit>[^\W\d_]+)\b")
_STEPS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12), "decade": (0, 120)}
_NAMED = re.compile(r",?\s(?:(?:el|den|dem|le|dia|día)\s)?(?=\d)")  # lunes 3 de marzo, Montag, den 3. März


def find_dates(article: Article, tongue: Tongue) -> list[DateSpan]:
    """Find the dates of an article's content zones, in text order."""
    try:
        published = date.fromisoformat(article.published) if article.published else None
    except ValueError:
        published = None
    found: list[DateSpan] = []
    for zone in content(article):
        free, end = zone.start, min(zone.end, len(article.text))
        for match in _TOKEN.finditer(article.text, zone.start, end):
            if match.start() < free:
                continue
            read = _Reader(article, tongue, published, zone.start, end)
            one_ = read.figures(match.start()) if match[0][0].isdecimal() else read.words(match)
            if one_:
                found.append(one_)
                free = one_.end
    return found


@cache
def _day_month(ordinal: str, between: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<day>[0-3]?\d)(?:{ordinal})?(?:\s?(?:-|–|al|a|au|bis|y|e|et|und)\s?(?:el\s)?(?P<day2>[0-3]?\d)(?:{ordinal})?)?"
        rf"(?:{between})(?P<month>[^\W\d_]+)\.?(?:(?:{between}|,\s)(?P<year>{_YEAR})(?!\d))?"
    )


@cache
def _month_year(between: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<month>[^\W\d_]+)(?:{between})(?P<year>{_YEAR})(?!\d)")


def _apart(text: str, words: list[tuple[str, int, int]]) -> bool:
    """Whether more than white space, a hyphen or an apostrophe stands between words."""
    return any(text[one[2] : next_[1]].strip(" \u00a0\n-’'") for one, next_ in pairwise(words))


class _Reader:
    def __init__(self, article: Article, tongue: Tongue, published: date | None, start: int, end: int) -> None:
        self.article, self.tongue, self.published, self.start, self.end = article, tongue, published, start, end

    def _made(self, start: int, end: int, interval: Interval | None, rule: str, *, counted: bool) -> DateSpan | None:
        if interval is None:
            return None
        return DateSpan(
            article=self.article.id, start=start, end=end, text=self.article.text[start:end],
            from_=interval.first.isoformat() if interval.first else None,
            to=interval.last.isoformat() if interval.last else None,
            granularity=interval.granularity,
            anchor=self.published.isoformat() if counted and self.published else None, rule=rule,
        )  # fmt: skip

    def figures(self, start: int) -> DateSpan | None:
        """Read a date that begins with figures."""
        text = self.article.text
        if start and (text[start - 1].isalnum() or text[start - 1] in ".,/-"):
            return None
        if match := _NUMERIC.match(text, start, self.end):
            return self._made(start, match.end(), day(int(match["y"]), int(match["m"]), int(match["d"])), "a date in figures, the day first", counted=False)  # noqa: E501  # fmt: skip
        match = _day_month(self.tongue.ordinal_days, self.tongue.between).match(text, start, self.end)
        number = self.tongue.months.get(fold(match["month"])) if match else None
        if match and number:
            return self._dated(match, number)
        if self.tongue.nouns_capital and (match := _SHORT_NUMERIC.match(text, start, self.end)):
            number = int(match["m"])
            return self._dated(match, number) if 1 <= number <= 12 else None
        if re.match(rf"{_YEAR}(?![\d.,]\d|\d|\s?%)", text[start : start + 8]):
            before = folded(text, max(self.start, start - 14), start)
            if (
                before
                and before[-1][0] in self.tongue.before_year
                and not text[before[-1][2] : start].strip("’' \u00a0")
            ):
                return self._made(start, start + 4, year(int(text[start : start + 4])), "a year", counted=False)
        return None

    def _dated(self, match: re.Match[str], number: int) -> DateSpan | None:
        groups = match.groupdict()
        first = int(groups.get("day") or groups["d"])
        last = int(groups["day2"]) if groups.get("day2") else first
        end = match.end()
        if end > 0 and self.article.text[end - 1] == "." and not groups.get("year") and "month" in groups:
            end -= 1
        of = int(groups["year"]) if groups.get("year") else None
        if of is not None:
            rule, counted = "a full date", False
        else:
            of = nearest_year(number, first, self.published) if self.published else None
            rule, counted = f"the {first} {MONTH_NAMES[number]} nearest to publication", True
            if self.published is None or of is None:
                interval = Interval(None, None, "day")
                made = self._made(match.start(), end, interval, "no year, and the article has no date", counted=False)
                return made if 1 <= first <= 31 else None
        one_, other = day(of, number, first), day(of, number, last)
        if one_ is None or other is None or last < first:
            return None
        interval = one_ if last == first else Interval(one_.first, other.last, "interval")
        return self._made(match.start(), end, interval, rule, counted=counted)

    def words(self, match: re.Match[str]) -> DateSpan | None:
        """Read a date that begins with a word: a month and year, a weekday, yesterday."""
        word, text = fold(match[0]), self.article.text
        start, end = match.span()
        if self.published and (counted := self._stretch(start, self.published) or self._ago(start, self.published)):
            return counted
        if number := self.tongue.months.get(word):
            with_year = _month_year(self.tongue.between).match(text, start, self.end)
            if with_year:
                of = month(int(with_year["year"]), number)
                return self._made(start, with_year.end(), of, "a month of a year", counted=False)
            return self._month(start, end, number)
        if word in self.tongue.weekdays:
            return self._weekday(start, end, self.tongue.weekdays[word])
        if word in self.tongue.days and self.published and not self._never(end, word):
            shifted = shift(self.published, self.tongue.days[word])
            return self._made(start, end, one(shifted), "counted from publication", counted=True)
        return None

    def _stretch(self, start: int, published: date) -> DateSpan | None:
        """Read a calendar week, month or year counted from publication: la semana pasada, im vergangenen Jahr."""
        text, words = self.article.text, folded(self.article.text, start, min(self.end, start + 40))[:3]
        for size in (3, 2):
            found = self.tongue.stretches.get(" ".join(word for word, _, _ in words[:size]))
            if not found or len(words) < size or _apart(text, words[:size]):
                continue
            end, (unit, step) = words[size - 1][2], found
            if _FAR.match(text, end):
                return None  # cette année-là
            rule = f"the {unit} {('before', 'of', 'after')[step + 1]} publication"
            return self._made(start, end, unit_at(published, unit, step), rule, counted=True)
        return None

    def _ago(self, start: int, published: date) -> DateSpan | None:
        """Read back from publication: hace dos días is a day, vor drei Jahren the year."""
        text = self.article.text
        lead = next(
            (phrase for phrase in self.tongue.ago if text[start : start + len(phrase)].casefold() == phrase), None
        )
        match = _COUNTED.match(text, start + len(lead), self.end) if lead else None
        unit = self.tongue.units.get(fold(match["unit"])) if match else None
        if not match or not unit or unit.kind != "duration" or unit.name not in _STEPS:
            return None
        figure = fold(match["count"])
        count = int(figure) if figure.isdigit() else self.tongue.numbers.get(figure, 0)
        if not 0 < count < 1000:
            return None
        days, months = _STEPS[unit.name]
        moved = shift_months(shift(published, -count * days), -count * months)
        rule = f"{count} {unit.name}{'s' * (count > 1)} before publication"
        return self._made(start, match.end(), holding(moved, unit.name), rule, counted=True)

    def _never(self, end: int, word: str) -> bool:
        """Whether a word for a day is none here: “hoy en día”, “de hoje” is one, “heute Morgen” too."""
        return word in {"hoy", "hoje"} and re.match(r" en d[ií]a| em dia", self.article.text[end : end + 9]) is not None

    def _month(self, start: int, end: int, number: int) -> DateSpan | None:
        before = folded(self.article.text, max(self.start, start - 16), start)
        cue = {"en", "em", "im", "de", "desde", "hasta", "seit", "bis", "depuis", "d", "ate", "fin", "debut", "ende", "anfang", "mitte"}  # noqa: E501  # fmt: skip
        if not before or before[-1][0] not in cue or self.published is None:
            return None
        behind = folded(self.article.text, end, min(self.end, end + 16))[:1]
        ahead = (number - self.published.month) % 12
        if ahead and (ahead > _SOON or (behind and behind[0][0] in _GONE)):
            of = self.published.year - (number > self.published.month)
            rule = f"the latest {MONTH_NAMES[number]} on or before publication"
        else:
            of = self.published.year + (number < self.published.month)
            rule = f"the {MONTH_NAMES[number]} nearest to publication"
        return self._made(start, end, month(of, number), rule, counted=True)

    def _weekday(self, start: int, end: int, number: int) -> DateSpan | None:
        text = self.article.text
        if "segunda" in self.tongue.weekdays:
            fair = _FAIR.match(text, end)
            if fair is None and number < 5:
                return None
            end = fair.end() if fair else end
        if (named := _NAMED.match(text, end, self.end)) and (dated := self.figures(named.end())):
            return replace(dated, start=start, text=text[start : dated.end])
        if self.published is None:
            return self._made(start, end, Interval(None, None, "day"), "the article has no date", counted=False)
        before = folded(text, max(self.start, start - 20), start)[-1:]
        behind = folded(text, end, min(self.end, end + 20))[:2]
        ahead = {word for word, _, _ in (*before, *behind)} & self.tongue.next_
        if ahead:
            days = (number - self.published.weekday() - 1) % 7 + 1
            rule = f"the next {WEEKDAY_NAMES[number]} after publication"
        else:
            days = -((self.published.weekday() - number) % 7)
            rule = f"the latest {WEEKDAY_NAMES[number]} on or before publication"
        return self._made(start, end, one(shift(self.published, days)), rule, counted=True)
