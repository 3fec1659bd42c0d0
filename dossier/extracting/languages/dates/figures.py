"""Dates that begin with figures: 28.11.2025, 3 de marzo, 1er décembre 2025, 1914-1918, 90er Jahre, 19. Jahrhundert."""

from __future__ import annotations

import re
from datetime import date

from dossier.extracting.dates.arithmetic import MONTH_NAMES, Interval, day, decade, nearest_year, year
from dossier.extracting.languages.dates.reader import DateReader, DateRule, day_month
from dossier.extracting.languages.tables import PATTERNS, folded
from dossier.extracting.lexicon import words as listed_words
from dossier.model import DateSpan
from dossier.text.folding import fold


def _numeric(reader: DateReader, start: int) -> DateSpan | None:
    """Read 28.11.2025, 12/03/2024."""
    if reader.inside(start) or not (match := PATTERNS.date_in_figures.match(reader.text, start, reader.end)):
        return None
    found = day(int(match["y"]), int(match["m"]), int(match["d"]))
    return reader.made(start, match.end(), found, "a date in figures, the day first", counted=False)


def figures_month(reader: DateReader, start: int) -> DateSpan | None:
    """Read 3 de marzo, 1er décembre 2025, 3. bis 5. Mai, 5 de junio del año pasado."""
    if reader.inside(start):
        return None
    match = day_month(reader.words.day_ordinal, reader.words.gap).match(reader.text, start, reader.end)
    number = reader.words.months.get(fold(match["month"])) if match else None
    if match and number:
        return _dated(reader, match, number)
    german = reader.lang.nouns_capital
    if german and (match := PATTERNS.day_and_month_in_figures.match(reader.text, start, reader.end)):
        number = int(match["m"])
        return _dated(reader, match, number) if 1 <= number <= 12 else None
    return None


def _dated(reader: DateReader, match: re.Match[str], number: int) -> DateSpan | None:
    """Return the day, or the days, of a month that a pattern found, in the year that is told or meant."""
    groups = match.groupdict()
    first = int(groups.get("day") or groups["d"])
    last = int(groups.get("day2") or first)
    start, end = match.span()
    if reader.text[end - 1] == "." and not groups.get("year") and "month" in groups:
        end -= 1
    if not groups.get("year") and reader.published is None:
        return _undated(reader, start, end) if 1 <= first <= 31 else None
    known = _year_told(reader, match, number, first, end)
    if known is None:
        return None
    of, end, rule = known
    return reader.made(start, end, _days(of, number, first, last), rule, counted=rule != _FULL)


def _undated(reader: DateReader, start: int, end: int) -> DateSpan | None:
    unknown = Interval(None, None, "day")
    return reader.made(start, end, unknown, "no year, and the article has no date", counted=False)


def _days(of: int, number: int, first: int, last: int) -> Interval | None:
    """Return a day of a month, or the days from one to another; None where there are none such."""
    one, other = day(of, number, first), day(of, number, last)
    if one is None or other is None or last < first:
        return None
    return one if last == first else Interval(one.first, other.last, "interval")


_FULL = "a full date"


def _year_told(
    reader: DateReader, match: re.Match[str], number: int, first: int, end: int
) -> tuple[int, int, str] | None:
    """Return the year of a day, where the date ends and by which rule; None where no year has that day."""
    written = match.groupdict().get("year")
    if written:
        return int(written), end, _FULL
    if seen := _year_seen(reader, end):
        return (*seen, f"the {first} {MONTH_NAMES[number]} of a year seen from publication")
    nearest = nearest_year(number, first, reader.published) if reader.published else None
    if nearest is None:
        return None
    of = _of_the_tense(reader, number, first, nearest, (match.start(), end))
    return of, end, f"the {first} {MONTH_NAMES[number]} nearest to publication"


def _year_seen(reader: DateReader, end: int) -> tuple[int, int] | None:
    """Return the year of "del año pasado", "vergangenen Jahres" behind a day, and where it ends."""
    gap = PATTERNS.of_year.match(reader.text, end, reader.end)
    found = reader.phrase(gap.end(), reader.words.stretches) if gap and reader.published else None
    if found is None or reader.published is None:
        return None
    unit, step = reader.words.stretches[found[0]]
    return (reader.published.year + step, found[1]) if unit == "year" else None


_TURNED = 40  # days from publication in which the nearest year stands, whatever the tense


def _of_the_tense(reader: DateReader, number: int, first: int, nearest: int, span: tuple[int, int]) -> int:
    """Return the year of a day without one: the nearest, unless the verb says it is on the other side."""
    found = day(nearest, number, first)
    if reader.published is None or found is None or found.first is None:
        return nearest
    away = (found.first - reader.published).days
    if abs(away) <= _TURNED:
        return nearest
    looks = reader.looks(*span)
    if away > 0 and looks == "back":
        return nearest - 1
    return nearest + 1 if away < 0 and looks == "ahead" else nearest


def _year_alone(reader: DateReader, start: int) -> DateSpan | None:
    """Read en 2019, wurde 1991 gegründet, 1914-1918."""
    match = PATTERNS.year_alone.match(reader.text, start, reader.end)
    if match is None or reader.inside(start) or reader.text[match.end() : match.end() + 1].isalnum():
        return None
    first = int(match["first"])
    if first < _EARLIEST or not _is_year(reader, reader.before(start), match.end()):
        return None
    last = int(match["to"] or 0)
    last += first // 100 * 100 if 0 < last < 100 else 0
    if last > first:
        interval = Interval(date(first, 1, 1), date(min(last, 9999), 12, 31), "interval")
        return reader.made(start, match.end(), interval, "from year to year", counted=False)
    return reader.made(start, match.end("first"), year(first), "a year", counted=False)


_EARLIEST = 1400  # four digits below are not a year


def _is_year(reader: DateReader, before: list[str], end: int) -> bool:
    """Return whether a cue before four digits, or in German what stands around them, makes them a year."""
    cued = bool(before) and before[-1] in reader.words.before_year
    if reader.lang.nouns_capital:
        return cued or _stands_free(reader, before, end)
    return cued and not _counts(reader, before, end)


def _counts(reader: DateReader, before: list[str], end: int) -> bool:
    """Return whether four digits count a plural behind them: de 1500 personas."""
    following = folded(reader.text, end, min(reader.end, end + 20))[:1]
    if not following or reader.text[end : following[0][1]] != " " or before[-1:] in (["ano"], ["annee"], ["anos"]):
        return False
    word = following[0][0]
    return word.endswith("s") and len(word) > 4 and word not in reader.lang.no_count | reader.lang.small


def _stands_free(reader: DateReader, before: list[str], end: int) -> bool:
    """Return whether four digits in German are not a count: no noun behind them, no bound or label before."""
    following = PATTERNS.noun_behind.match(reader.text, end, reader.end)
    if following and (following[1][0].isupper() or fold(following[1]) in reader.lang.units):
        return False
    bounds = {phrase.split()[-1] for phrase, _ in reader.lang.bounds} - {"bis"}
    return not before or (before[-1] not in bounds and before[-1] not in listed_words("languages/before_figures"))


def _decade_figures(reader: DateReader, start: int) -> DateSpan | None:
    """Read 90er Jahre, 1990er Jahren."""
    match = PATTERNS.decade_in_figures.match(reader.text, start, reader.end)
    if match is None or not reader.lang.nouns_capital or "er" not in match[0]:
        return None
    if fold(match["word"]) not in reader.words.decades:
        return None
    return reader.made(start, match.end(), decade(first_of(match["n"])), "the ten years from its first", counted=False)


def first_of(written: str) -> int:
    """Return the first year of a decade in two or four figures."""
    first = int(written)
    return first if first > 99 else 1900 + first if first >= 20 else 2000 + first


def _numbered_century(reader: DateReader, start: int) -> DateSpan | None:
    """Read 19. Jahrhundert."""
    match = PATTERNS.numbered_century.match(reader.text, start, reader.end)
    if match is None or fold(match["word"]) not in reader.words.centuries or reader.inside(start):
        return None
    return reader.made(start, match.end(), hundred(int(match["n"])), "its hundred years", counted=False)


def hundred(number: int) -> Interval:
    """Return the years of a century by its number."""
    return Interval(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "interval")


RULES: tuple[DateRule, ...] = (
    DateRule("date in figures", _numeric, "es", "Ocurrió el [12/03/2024] en el puerto.", "2024-03-12"),
    DateRule(
        "numbered century",
        _numbered_century,
        "de",
        "Aus dem [19. Jahrhundert].",
        "1801-01-01..1900-12-31",
    ),
    DateRule("day of a month", figures_month, "fr", "Il est venu le [3 mars 2024] au port.", "2024-03-03"),
    DateRule(
        "decade in figures", _decade_figures, "de", "In den [90er Jahren] war das anders.", "1990-01-01..1999-12-31"
    ),
    DateRule("year alone", _year_alone, "pt", "A ponte abriu em [2019] no porto.", "2019-01-01..2019-12-31"),
)
"""The rules for what begins with figures, in the order in which they are tried."""
