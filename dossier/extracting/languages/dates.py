"""Dates in Spanish, French, German and Portuguese: 1er décembre, am 3. März 2025, 28.11.2025, ayer, años noventa.

A word that can begin a date calls the readers in turn; each is a named rule that gives the date or nothing. Whether a
day without its year lies ahead or back is told by the verbs of its sentence (`looks`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal

from dossier.extracting.dates.arithmetic import (
    MONTH_NAMES,
    WEEKDAY_NAMES,
    Interval,
    day,
    decade,
    holding,
    month,
    nearest_year,
    one,
    part,
    season_from,
    shift,
    shift_months,
    unit_at,
    week,
    year,
)
from dossier.extracting.dates.find import content
from dossier.extracting.languages.calendar_words import Calendar, calendar
from dossier.extracting.languages.tables import Tongue, folded
from dossier.model import Article, DateSpan
from dossier.text.folding import fold

Looks = Literal["ahead", "back"]

_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NUMERIC = re.compile(rf"(?P<d>[0-3]?\d)(?P<mark>[./-])\s?(?P<m>[01]?\d)(?P=mark)\s?(?P<y>{_YEAR})(?![\d/])")
_SHORT_NUMERIC = re.compile(r"(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.(?!\d)")
_BARE_YEAR = re.compile(rf"(?P<first>{_YEAR})(?:\s?[-–]\s?(?P<to>{_YEAR}|\d\d))?(?![.,]?\d|\s?[%€$£°])(?!-\w)")
_DECADE = re.compile(r"(?P<n>(?:1[89]|20)?\d0)(?:er)?\s(?P<word>[^\W\d_]+)")
_NUMBERED_CENTURY = re.compile(r"(?P<n>1\d|2[01]|[5-9])\.\s(?P<word>[^\W\d_]+)")
_ROMAN = re.compile(r"\s(?P<n>[IVX]+)\b|(?P<before>[IVX]+)e?\s")
_ROMANS = {"I": 1, "V": 5, "X": 10}
_FAIR = re.compile(r"-(?:feira|feiras)\b", re.IGNORECASE)  # segunda-feira; segunda alone is “second”
_SOON = 4  # months ahead that a month without a year may mean where no verb tells
_FAR = re.compile(r"-l[àa]\b", re.IGNORECASE)
_COUNTED = re.compile(r"\s(?P<count>\d{1,3}|[^\W\d_]+)\s(?P<unit>[^\W\d_]+)\b")
_STEPS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12), "decade": (0, 120)}
_NAMED = re.compile(r",?\s(?:(?:el|den|dem|le|dia|día)\s)?(?=\d)")  # lunes 3 de marzo, Montag, den 3. März
_SENTENCE = re.compile(r"[.!?]\s|\n")
_CLAUSE = re.compile(r"[,;:]\s|\s[–—]\s")
_BACK, _ON = 140, 90  # code points around a day in which its sentence tells the tense
_GERMAN_DAY = re.compile(
    r"(?P<day>\w+?)(?P<part>morgen|vormittag|mittag|nachmittag|abend|nacht|früh)s?\Z", re.IGNORECASE
)
_OF_YEAR = re.compile(r"\s(?:de[ls]?\s|do\s|d[’'])?(?:l[’'])?")
_COMMA = re.compile(r",?\s")


def find_dates(article: Article, tongue: Tongue) -> list[DateSpan]:
    """Return the dates of an article's content zones, in text order."""
    try:
        published = date.fromisoformat(article.published) if article.published else None
    except ValueError:
        published = None
    words = calendar(tongue.code)
    found: list[DateSpan] = []
    for zone in content(article):
        free, end = zone.start, min(zone.end, len(article.text))
        for match in _TOKEN.finditer(article.text, zone.start, end):
            start = match.start()
            figures = match[0][0].isdecimal()
            begins = figures or tongue.nouns_capital or fold(match[0]) in words.starts or match[0][0] in "IVX"
            if start < free or not begins:
                continue
            reader = _Reader(article, tongue, words, published, zone.start, end)
            for rule in _FIGURES if figures else _WORDS:
                if one_ := rule(reader, start):
                    found.append(one_)
                    free = one_.end
                    break
    return found


@cache
def _day_month(ordinal: str, between: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<day>[0-3]?\d)(?:{ordinal})?"
        rf"(?:\s?(?:-|–|al|a|au|bis|y|e|et|und)\s?(?:el\s|zum\s|le\s)?(?P<day2>[0-3]?\d)(?:{ordinal})?)?"
        rf"(?:{between})(?P<month>[^\W\d_]+)\.?(?:(?:{between}|,\s)(?P<year>{_YEAR})(?!\d))?"
    )


@cache
def _month_year(between: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<month>[^\W\d_]+)(?:{between})(?P<year>{_YEAR})(?!\d)")


def _apart(text: str, words: list[tuple[str, int, int]]) -> bool:
    """Return whether more than white space, a hyphen or an apostrophe stands between words."""
    return any(text[one[2] : next_[1]].strip(" \u00a0\n-’'") for one, next_ in pairwise(words))


@dataclass(frozen=True, slots=True)
class _Reader:
    article: Article
    tongue: Tongue
    words: Calendar
    published: date | None
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.article.text

    def made(self, start: int, end: int, interval: Interval | None, rule: str, *, counted: bool) -> DateSpan | None:
        """Return the date of a stretch of the text; `counted` where publication gave a part of it."""
        if interval is None:
            return None
        return DateSpan(
            article=self.article.id, start=start, end=end, text=self.text[start:end],
            from_=interval.first.isoformat() if interval.first else None,
            to=interval.last.isoformat() if interval.last else None,
            granularity=interval.granularity,
            anchor=self.published.isoformat() if counted and self.published else None, rule=rule,
        )  # fmt: skip

    def before(self, start: int, size: int = 24) -> list[str]:
        """Return the folded words right before a place that only blanks and apostrophes part from it."""
        found = folded(self.text, max(self.start, start - size), start)
        if found and self.text[found[-1][2] : start].strip(" \u00a0’'-"):
            return []
        return [word for word, _, _ in found]

    def phrase(self, start: int, known: object, longest: int = 4) -> tuple[str, int] | None:
        """Return the longest phrase of a table that begins at a place, and where it ends."""
        words = folded(self.text, start, min(self.end, start + 60))[:longest]
        for size in range(len(words), 0, -1):
            phrase = " ".join(word for word, _, _ in words[:size])
            if phrase in known and not _apart(self.text, words[:size]):  # type: ignore[operator]
                return phrase, words[size - 1][2]
        return None

    def looks(self, start: int, end: int) -> Looks | None:
        """Return whether the sentence looks ahead to a day or back at it; None where no word tells."""
        low = max(self.start, start - _BACK)
        for stop in _SENTENCE.finditer(self.text, low, start):
            low = stop.end()
        high = min(self.end, end + _ON)
        close = _SENTENCE.search(self.text, end, high)
        high = close.start() if close else high
        lead, joins = self.before(start), self.words.joins
        led = {" ".join(lead[-size:]) for size in (1, 2, 3)}
        if led & joins["ahead_before"]:
            return "ahead"
        cue = self._cue(low, start, end, high)
        if led & joins["until"] and (cue is None or cue.start() > end or cue.lastgroup != "past"):
            return "ahead"
        return None if cue is None else "ahead" if cue.lastgroup == "ahead" else "back"

    def _cue(self, low: int, start: int, end: int, high: int) -> re.Match[str] | None:
        """Return the verb that tells the tense of a day: in its clause before or behind it, else in its sentence."""
        text = self.text
        clause = max((match.end() for match in _CLAUSE.finditer(text, low, start)), default=low)
        comma = _CLAUSE.search(text, end, high)
        stop = comma.start() if comma else high
        for first, last in ((clause, start), (low, start)):
            if before := list(self.words.cues.finditer(text, first, last)):
                return before[-1]
            if behind := self.words.cues.search(text, end, stop if first == clause else high):
                return behind
        return None


def _numeric(reader: _Reader, start: int) -> DateSpan | None:
    """Read 28.11.2025, 12/03/2024."""
    if _inside(reader, start) or not (match := _NUMERIC.match(reader.text, start, reader.end)):
        return None
    found = day(int(match["y"]), int(match["m"]), int(match["d"]))
    return reader.made(start, match.end(), found, "a date in figures, the day first", counted=False)


def _inside(reader: _Reader, start: int) -> bool:
    """Return whether figures are the middle of something longer."""
    return start > 0 and (reader.text[start - 1].isalnum() or reader.text[start - 1] in ".,/-")


def _figures_month(reader: _Reader, start: int) -> DateSpan | None:
    """Read 3 de marzo, 1er décembre 2025, 3. bis 5. Mai, 5 de junio del año pasado."""
    if _inside(reader, start):
        return None
    match = _day_month(reader.words.day_ordinal, reader.words.gap).match(reader.text, start, reader.end)
    number = reader.words.months.get(fold(match["month"])) if match else None
    if match and number:
        return _dated(reader, match, number)
    if reader.tongue.nouns_capital and (match := _SHORT_NUMERIC.match(reader.text, start, reader.end)):
        number = int(match["m"])
        return _dated(reader, match, number) if 1 <= number <= 12 else None
    return None


def _dated(reader: _Reader, match: re.Match[str], number: int) -> DateSpan | None:
    groups = match.groupdict()
    first = int(groups.get("day") or groups["d"])
    last = int(groups["day2"]) if groups.get("day2") else first
    start, end = match.span()
    if reader.text[end - 1] == "." and not groups.get("year") and "month" in groups:
        end -= 1
    if groups.get("year"):
        of, rule, counted = int(groups["year"]), "a full date", False
    elif reader.published is None:
        undated = Interval(None, None, "day")
        made = reader.made(start, end, undated, "no year, and the article has no date", counted=False)
        return made if 1 <= first <= 31 else None
    elif seen := _year_seen(reader, end):
        (of, end), rule, counted = seen, f"the {first} {MONTH_NAMES[number]} of a year seen from publication", True
    else:
        nearest = nearest_year(number, first, reader.published)
        if nearest is None:
            return None
        of, counted = _of_the_tense(reader, number, first, nearest, (start, end)), True
        rule = f"the {first} {MONTH_NAMES[number]} nearest to publication"
    one_, other = day(of, number, first), day(of, number, last)
    if one_ is None or other is None or last < first:
        return None
    interval = one_ if last == first else Interval(one_.first, other.last, "interval")
    return reader.made(start, end, interval, rule, counted=counted)


def _year_seen(reader: _Reader, end: int) -> tuple[int, int] | None:
    """Return the year of "del año pasado", "vergangenen Jahres" behind a day, and where it ends."""
    gap = _OF_YEAR.match(reader.text, end, reader.end)
    found = reader.phrase(gap.end(), reader.words.stretches) if gap and reader.published else None
    if found is None or reader.published is None:
        return None
    unit, step = reader.words.stretches[found[0]]
    return (reader.published.year + step, found[1]) if unit == "year" else None


_TURNED = 40  # days from publication in which the nearest year stands, whatever the tense


def _of_the_tense(reader: _Reader, number: int, first: int, nearest: int, span: tuple[int, int]) -> int:
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


def _year_alone(reader: _Reader, start: int) -> DateSpan | None:
    """Read en 2019, wurde 1991 gegründet, 1914-1918."""
    match = _BARE_YEAR.match(reader.text, start, reader.end)
    if match is None or _inside(reader, start) or reader.text[match.end() : match.end() + 1].isalnum():
        return None
    before, first = reader.before(start), int(match["first"])
    cued = bool(before) and before[-1] in reader.words.before_year
    if not cued and not (reader.tongue.nouns_capital and first >= 1400 and _stands_free(reader, before, match.end())):
        return None
    if first < 1400 or (reader.tongue.code != "de" and _counts(reader, before, match.end())):
        return None
    last = int(match["to"]) if match["to"] else first
    last += first // 100 * 100 if last < 100 else 0
    if last > first:
        interval = Interval(date(first, 1, 1), date(min(last, 9999), 12, 31), "interval")
        return reader.made(start, match.end(), interval, "from year to year", counted=False)
    return reader.made(start, match.end("first"), year(first), "a year", counted=False)


def _counts(reader: _Reader, before: list[str], end: int) -> bool:
    """Return whether four digits count a plural behind them: de 1500 personas."""
    following = folded(reader.text, end, min(reader.end, end + 20))[:1]
    if not following or reader.text[end : following[0][1]] != " " or before[-1:] in (["ano"], ["annee"], ["anos"]):
        return False
    word = following[0][0]
    return word.endswith("s") and len(word) > 4 and word not in reader.tongue.no_count | reader.tongue.small


def _stands_free(reader: _Reader, before: list[str], end: int) -> bool:
    """Return whether four digits in German are no count: no noun behind them, no bound or label before."""
    following = re.compile(r"[ \u00a0]([^\W\d_]+)").match(reader.text, end, reader.end)
    if following and (following[1][0].isupper() or fold(following[1]) in reader.tongue.units):
        return False
    bounds = {phrase.split()[-1] for phrase, _ in reader.tongue.bounds} - {"bis"}
    return not before or (before[-1] not in bounds and before[-1] not in _LABELS)


_LABELS = frozenset("nummer nr seite artikel paragraf halle linie flug auf um mal mit".split())


def _decade_figures(reader: _Reader, start: int) -> DateSpan | None:
    """Read 90er Jahre, 1990er-Jahren."""
    match = _DECADE.match(reader.text.replace("-", " ") if False else reader.text, start, reader.end)
    if (
        match is None
        or not reader.tongue.nouns_capital
        or "er" not in match[0]
        or fold(match["word"]) not in reader.words.decades
    ):
        return None
    return reader.made(start, match.end(), decade(_first_of(match["n"])), "the ten years from its first", counted=False)


def _first_of(written: str) -> int:
    first = int(written)
    return first if first > 99 else 1900 + first if first >= 20 else 2000 + first


def _numbered_century(reader: _Reader, start: int) -> DateSpan | None:
    """Read 19. Jahrhundert."""
    match = _NUMBERED_CENTURY.match(reader.text, start, reader.end)
    if match is None or fold(match["word"]) not in reader.words.centuries or _inside(reader, start):
        return None
    return reader.made(start, match.end(), _hundred(int(match["n"])), "its hundred years", counted=False)


def _hundred(number: int) -> Interval:
    return Interval(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "interval")


def _stretch(reader: _Reader, start: int) -> DateSpan | None:
    """Read a calendar week, month or year seen from publication: la semana pasada, im vergangenen Jahr."""
    found = reader.phrase(start, reader.words.stretches)
    if found is None or reader.published is None or _FAR.match(reader.text, found[1]):
        return None  # cette année-là
    unit, step = reader.words.stretches[found[0]]
    rule = f"the {unit} {('before', 'of', 'after')[step + 1]} publication"
    return reader.made(start, found[1], unit_at(reader.published, unit, step), rule, counted=True)


def _ago(reader: _Reader, start: int) -> DateSpan | None:
    """Read back from publication: hace dos días is a day, vor drei Jahren the year."""
    text = reader.text
    lead = next((phrase for phrase in reader.words.ago if text[start : start + len(phrase)].casefold() == phrase), None)
    match = _COUNTED.match(text, start + len(lead), reader.end) if lead else None
    unit = reader.tongue.units.get(fold(match["unit"])) if match else None
    if not match or not unit or unit.kind != "duration" or unit.name not in _STEPS or reader.published is None:
        return None
    figure = fold(match["count"])
    count = int(figure) if figure.isdigit() else reader.tongue.numbers.get(figure, 0)
    if not 0 < count < 1000:
        return None
    days, months = _STEPS[unit.name]
    moved = shift_months(shift(reader.published, -count * days), -count * months)
    rule = f"{count} {unit.name}{'s' * (count > 1)} before publication"
    return reader.made(start, match.end(), holding(moved, unit.name), rule, counted=True)


def _part(reader: _Reader, start: int) -> DateSpan | None:
    """Read the early, middle or late part of a month or year: a finales de 2027, Ende Oktober, début mars."""
    found = reader.phrase(start, reader.words.parts, 3)
    if found is None:
        return None
    which = reader.words.parts[found[0]]
    at = found[1] + (reader.text[found[1] : found[1] + 1] in (" ", "-", "\u00a0"))
    if at >= reader.end:
        return None
    if reader.text[at].isdecimal():
        inner = _plain_year(reader, at)
    else:
        inner = _month_and_year(reader, at) or _month(reader, at, lead=start)
    if inner is None or inner.start != at or inner.granularity not in ("month", "year") or inner.from_ is None:
        return None
    whole = Interval(date.fromisoformat(inner.from_), date.fromisoformat(inner.to or inner.from_), inner.granularity)
    rule = f"the {which} part of the {inner.granularity}"
    return reader.made(start, inner.end, part(whole, which), rule, counted=inner.anchor is not None)


def _plain_year(reader: _Reader, start: int) -> DateSpan | None:
    match = re.compile(rf"{_YEAR}(?![\d.,]\d|\d)").match(reader.text, start, reader.end)
    return reader.made(start, match.end(), year(int(match[0])), "a year", counted=False) if match else None


def _months_between(reader: _Reader, start: int) -> DateSpan | None:
    """Read from month to month: entre enero y septiembre de 2022, von März bis Mai 2021."""
    number = reader.words.months.get(_word(reader, start))
    before, joins = reader.before(start), reader.words.joins
    opened = before[-1] if before else ""
    joining = joins["and"] if opened in joins["between"] else joins["to"] if opened in joins["from_month"] else None
    words = folded(reader.text, start, min(reader.end, start + 50))[:4]
    if not number or joining is None or len(words) < 3 or words[1][0] not in joining:
        return None
    at = words[2][1]
    second = _month_and_year(reader, at) or _month(reader, at, free=True)
    if second is None or second.to is None or _apart(reader.text, words[:3]):
        return None
    last = date.fromisoformat(second.to)
    other = reader.words.months[words[2][0]]
    interval = Interval(month(last.year - (number > other), number).first, last, "interval")
    if interval.first is None or interval.first > last:
        return None
    return reader.made(
        start, second.end, interval, f"from month to month, {second.rule}", counted=second.anchor is not None
    )


def _word(reader: _Reader, start: int) -> str:
    match = _TOKEN.match(reader.text, start, reader.end)
    return fold(match[0]) if match else ""


def _month_and_year(reader: _Reader, start: int) -> DateSpan | None:
    """Read marzo de 2024, März 2019, juin dernier with its year."""
    number = reader.words.months.get(_word(reader, start))
    match = _month_year(reader.words.gap).match(reader.text, start, reader.end) if number else None
    if number and match:
        of = month(int(match["year"]), number)
        return reader.made(start, match.end(), of, "a month of a year", counted=False)
    return None


def _month(reader: _Reader, start: int, *, free: bool = False, lead: int | None = None) -> DateSpan | None:
    """Read a month without its year: by the verb, else the nearest; `lead` is where a phrase before it begins."""
    word = _word(reader, start)
    number, published = reader.words.months.get(word), reader.published
    if not number or published is None:
        return None
    end = start + len(_TOKEN.match(reader.text, start)[0])  # type: ignore[index]
    before = reader.before(start)
    if not free and lead is None and not (before and before[-1] in reader.words.before_month):
        return None
    behind = reader.phrase(end + 1, reader.words.last | reader.words.next, 1) if end + 1 < reader.end else None
    beside = {behind[0] if behind else "", before[-1] if before else ""}
    if behind:
        end = behind[1]
    ahead = (number - published.month) % 12
    looks: Looks | None = (
        "back"
        if beside & reader.words.last
        else "ahead"
        if beside & reader.words.next
        else reader.looks(lead or start, end)
    )
    back = looks == "back" or (looks is None and ahead > _SOON)
    of = published.year - (number > published.month) if back else published.year + (number < published.month)
    rule = f"the {'latest' if back else 'nearest'} {MONTH_NAMES[number]} {'on or before' if back else 'to'} publication"
    return reader.made(start, end, month(of, number), rule, counted=True)


def _weekday(reader: _Reader, start: int) -> DateSpan | None:
    """Read martes, lundi prochain, segunda-feira, am Freitagmorgen, and a date behind its weekday."""
    text, match = reader.text, _TOKEN.match(reader.text, start, reader.end)
    if match is None:
        return None
    end, number = match.end(), reader.words.weekdays.get(fold(match[0]))
    if number is None and reader.tongue.nouns_capital and (compound := _GERMAN_DAY.match(match[0])):
        number = reader.words.weekdays.get(fold(compound["day"]))
    if number is None:
        return None
    if "segunda" in reader.words.weekdays:
        fair = _FAIR.match(text, end)
        if fair is None and number < 5:
            return None
        end = fair.end() if fair else end
    if (named := _NAMED.match(text, end, reader.end)) and (dated := _figures_month(reader, named.end())):
        return replace(dated, start=start, text=text[start : dated.end])
    if reader.published is None:
        return reader.made(start, end, Interval(None, None, "day"), "the article has no date", counted=False)
    behind = reader.phrase(end + 1, reader.words.last | reader.words.next, 2) if end + 1 < reader.end else None
    before = reader.before(start)
    beside = {behind[0] if behind else "", *(before[-1:] or [""])}
    days, rule = _step(reader.published, number, beside, reader, (start, end))
    if behind:
        end = behind[1]
    elif (of_day := reader.phrase(end + 1, reader.words.day_parts, 3)) and text[end : end + 1] == " ":
        end = of_day[1]
    return reader.made(start, end, one(shift(reader.published, days)), rule, counted=True)


def _step(published: date, number: int, beside: set[str], reader: _Reader, span: tuple[int, int]) -> tuple[int, str]:
    """Return how many days from publication a weekday is, and by which rule."""
    named, back = WEEKDAY_NAMES[number], (published.weekday() - number) % 7
    if beside & reader.words.next:
        return (number - published.weekday() - 1) % 7 + 1, f"the next {named} after publication"
    if beside & reader.words.last:
        return -(back or 7), f"the last {named} before publication"
    if reader.looks(*span) == "ahead":
        return (7 - back) % 7, f"the {named} on or after publication, as the verb looks ahead"
    return -back, f"the latest {named} on or before publication"


def _day_word(reader: _Reader, start: int) -> DateSpan | None:
    """Read hoy, ayer, demain, esta mañana, mañana jueves, aujourd'hui."""
    found = reader.phrase(start, reader.words.days)
    if found is None or reader.published is None or reader.phrase(start, reader.words.no_days):
        return None
    phrase, end = found
    before = reader.before(start)
    led = {" ".join(before[-size:]) for size in (1, 2)}
    if led & reader.words.before_no_day:
        return None  # por la mañana
    if reader.tongue.nouns_capital and " " not in phrase and reader.text[start].isupper() and _within(reader, start):
        return None  # der Morgen
    day_ = shift(reader.published, reader.words.days[phrase])
    end = _with_weekday(reader, end, day_)
    return reader.made(start, end, one(day_), "counted from publication", counted=True)


def _within(reader: _Reader, start: int) -> bool:
    """Return whether a place is inside a sentence."""
    lead = reader.text[max(reader.start, start - 3) : start].rstrip(' „“"»«(')
    return bool(lead) and lead[-1] not in ".!?\n:"


def _with_weekday(reader: _Reader, end: int, meant: date) -> int:
    """Return where a day ends together with the weekday or the part of the day behind it."""
    if part_ := reader.phrase(end + 1, reader.words.day_parts, 3) if end + 1 < reader.end else None:
        end = part_[1] if reader.text[end : end + 1] == " " else end
    gap = _COMMA.match(reader.text, end, reader.end)
    match = _TOKEN.match(reader.text, gap.end(), reader.end) if gap else None
    if match and reader.words.weekdays.get(fold(match[0])) == meant.weekday():
        fair = _FAIR.match(reader.text, match.end())
        return fair.end() if fair else match.end()
    return end


def _season(reader: _Reader, start: int) -> DateSpan | None:
    """Read en verano de 2012, im Herbst 2009, à l'été 2027."""
    first = reader.words.seasons.get(_word(reader, start))
    match = _month_year(reader.words.gap).match(reader.text, start, reader.end) if first else None
    if first is None or match is None:
        return None
    return reader.made(
        start,
        match.end(),
        season_from(first, int(match["year"])),
        "its three months, northern hemisphere",
        counted=False,
    )


def _decade(reader: _Reader, start: int) -> DateSpan | None:
    """Read años noventa, années 1930, década de 1980, neunziger Jahre."""
    word = _word(reader, start)
    if reader.tongue.nouns_capital:
        following = folded(reader.text, start, min(reader.end, start + 40))[:2]
        if word not in reader.words.tens or len(following) < 2 or following[1][0] not in reader.words.decades:
            return None
        return reader.made(start, following[1][2], decade(reader.words.tens[word]), "the ten years of the twentieth century", counted=False)  # noqa: E501  # fmt: skip
    found = reader.phrase(start, reader.words.decades)
    if found is None or reader.text[found[1] : found[1] + 1] != " ":
        return None
    figures = re.compile(r"(?:(?:1[5-9]|20)\d|[2-9])0(?![\d%]|[.,]\d)(?!\s[^\W\d_]+s\b)").match(
        reader.text, found[1] + 1, reader.end
    )
    if figures:
        return reader.made(
            start, figures.end(), decade(_first_of(figures[0])), "the ten years from its first", counted=False
        )
    named = reader.phrase(found[1] + 1, reader.words.tens, 2)
    if named is None:
        return None
    return reader.made(
        start, named[1], decade(reader.words.tens[named[0]]), "the ten years of the twentieth century", counted=False
    )


def _century(reader: _Reader, start: int) -> DateSpan | None:
    """Read siglo XIX, século XX; of XIXe siècle the word is found first."""
    if _word(reader, start) not in reader.words.centuries:
        return None
    match = _TOKEN.match(reader.text, start)
    behind = re.compile(r"\s([IVX]+)\b").match(reader.text, match.end(), reader.end) if match else None
    if match is None or behind is None:
        return None
    return reader.made(start, behind.end(), _hundred(_roman(behind[1])), "its hundred years", counted=False)


def _roman_century(reader: _Reader, start: int) -> DateSpan | None:
    """Read XIXe siècle."""
    match = re.compile(r"([IVX]+)e\s([^\W\d_]+)").match(reader.text, start, reader.end)
    if match is None or fold(match[2]) not in reader.words.centuries:
        return None
    return reader.made(start, match.end(), _hundred(_roman(match[1])), "its hundred years", counted=False)


def _roman(written: str) -> int:
    digits = [_ROMANS[letter] for letter in written]
    return max(1, sum(-one_ if one_ < next_ else one_ for one_, next_ in zip(digits, [*digits[1:], 0], strict=True)))


def _weekend(reader: _Reader, start: int) -> DateSpan | None:
    """Read el fin de semana, ce week-end, am Wochenende: the last one, or the next where the verb looks ahead."""
    found = reader.phrase(start, reader.words.weekends)
    if found is None or reader.published is None:
        return None
    saturday = shift(week(reader.published).first or reader.published, 5)
    before = reader.before(start)
    behind = (
        reader.phrase(found[1] + 1, reader.words.last | reader.words.next, 1) if found[1] + 1 < reader.end else None
    )
    beside = {behind[0] if behind else "", *(before[-1:] or [""])}
    looks = (
        "ahead"
        if beside & reader.words.next
        else "back"
        if beside & reader.words.last
        else reader.looks(start, found[1])
    )
    here = looks == "ahead" or (reader.published >= saturday and not beside & reader.words.last)
    saturday = saturday if here else shift(saturday, -7)
    rule = "the weekend of publication or the next" if here else "the last weekend before publication"
    end = behind[1] if behind else found[1]
    return reader.made(start, end, Interval(saturday, shift(saturday, 1), "interval"), rule, counted=True)


_Rule = Callable[[_Reader, int], DateSpan | None]
_FIGURES: tuple[_Rule, ...] = (_numeric, _numbered_century, _figures_month, _decade_figures, _year_alone)
_WORDS: tuple[_Rule, ...] = (
    _stretch, _ago, _part, _months_between, _month_and_year, _month, _weekday, _day_word, _season, _decade, _century,
    _roman_century, _weekend,
)  # fmt: skip
