"""Dates that begin with a word: ayer, am Freitagmorgen, la semana pasada, hace dos días, Ende Oktober, años noventa."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dossier.extracting.dates.arithmetic import (
    MONTH_NAMES,
    WEEKDAY_NAMES,
    Interval,
    decade,
    holding,
    month,
    one,
    part,
    season_from,
    shift,
    shift_months,
    unit_at,
    week,
    year,
)
from dossier.extracting.languages.dates.figures import figures_month, first_of, hundred
from dossier.extracting.languages.dates.reader import DateReader, DateRule, Looks, apart, month_year
from dossier.extracting.languages.tables import PATTERNS, folded
from dossier.model import DateSpan
from dossier.text.folding import fold

_SOON = 4  # months ahead that a month without a year may mean where no verb tells
_STEPS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12), "decade": (0, 120)}
_ROMANS = {"I": 1, "V": 5, "X": 10}


def _stretch(reader: DateReader, start: int) -> DateSpan | None:
    """Read a calendar week, month or year seen from publication: la semana pasada, im vergangenen Jahr."""
    found = reader.phrase(start, reader.words.stretches)
    if found is None or reader.published is None or PATTERNS.far_away.match(reader.text, found[1]):
        return None  # cette année-là
    unit, step = reader.words.stretches[found[0]]
    rule = f"the {unit} {('before', 'of', 'after')[step + 1]} publication"
    return reader.made(start, found[1], unit_at(reader.published, unit, step), rule, counted=True)


def _ago(reader: DateReader, start: int) -> DateSpan | None:
    """Read back from publication: hace dos días is a day, vor drei Jahren the year."""
    text = reader.text
    lead = next((phrase for phrase in reader.words.ago if text[start : start + len(phrase)].casefold() == phrase), None)
    match = PATTERNS.counted_unit.match(text, start + len(lead), reader.end) if lead else None
    unit = reader.lang.units.get(fold(match["unit"])) if match else None
    if match is None or unit is None or reader.published is None:
        return None
    count = _count(reader, match["count"])
    if unit.kind != "duration" or unit.name not in _STEPS or not 0 < count < 1000:
        return None
    days, months = _STEPS[unit.name]
    moved = shift_months(shift(reader.published, -count * days), -count * months)
    rule = f"{count} {unit.name}{'s' * (count > 1)} before publication"
    return reader.made(start, match.end(), holding(moved, unit.name), rule, counted=True)


def _count(reader: DateReader, written: str) -> int:
    figure = fold(written)
    return int(figure) if figure.isdigit() else reader.lang.numbers.get(figure, 0)


def _part(reader: DateReader, start: int) -> DateSpan | None:
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


def _plain_year(reader: DateReader, start: int) -> DateSpan | None:
    match = PATTERNS.plain_year.match(reader.text, start, reader.end)
    return reader.made(start, match.end(), year(int(match[0])), "a year", counted=False) if match else None


def _months_between(reader: DateReader, start: int) -> DateSpan | None:
    """Read from month to month: entre enero y septiembre de 2022, von März bis Mai 2021."""
    number = reader.words.months.get(reader.word(start))
    at = _second_month(reader, start) if number else None
    second = None if at is None else _month_and_year(reader, at) or _month(reader, at, free=True)
    if not number or at is None or second is None or second.to is None:
        return None
    last = date.fromisoformat(second.to)
    other = reader.words.months[reader.word(at)]
    interval = Interval(month(last.year - (number > other), number).first, last, "interval")
    if interval.first is None or interval.first > last:
        return None
    rule = f"from month to month, {second.rule}"
    return reader.made(start, second.end, interval, rule, counted=second.anchor is not None)


def _second_month(reader: DateReader, start: int) -> int | None:
    """Return where the second month stands behind a first that “between” or “from” opens; None where none does."""
    opened, joins = "".join(reader.before(start)[-1:]), reader.words.joins
    joining = joins["and"] if opened in joins["between"] else joins["to"] if opened in joins["from_month"] else ()
    words = folded(reader.text, start, min(reader.end, start + 50))[:3]
    if len(words) < 3 or words[1][0] not in joining or apart(reader.text, words):
        return None
    return words[2][1]


def _month_and_year(reader: DateReader, start: int) -> DateSpan | None:
    """Read marzo de 2024, März 2019, juin dernier with its year."""
    number = reader.words.months.get(reader.word(start))
    match = month_year(reader.words.gap).match(reader.text, start, reader.end) if number else None
    if number and match:
        of = month(int(match["year"]), number)
        return reader.made(start, match.end(), of, "a month of a year", counted=False)
    return None


def _month(reader: DateReader, start: int, *, free: bool = False, lead: int | None = None) -> DateSpan | None:
    """Read a month without its year: by the verb, else the nearest; `lead` is where a phrase before it begins."""
    number, published = reader.words.months.get(reader.word(start)), reader.published
    match = PATTERNS.date_begins.match(reader.text, start)
    if not number or published is None or match is None:
        return None
    led = not reader.words.before_month.isdisjoint(reader.before(start)[-1:])
    if not (free or lead is not None or led):
        return None
    beside, end = reader.beside(start, match.end())
    looks = reader.direction(beside, lead or start, end)
    of, rule = _month_meant(published, number, looks)
    return reader.made(start, end, month(of, number), rule, counted=True)


def _month_meant(published: date, number: int, looks: Looks | None) -> tuple[int, str]:
    """Return the year of a month without one, and by which rule; without a verb it is at most four months ahead."""
    back = looks == "back" or (looks is None and (number - published.month) % 12 > _SOON)
    if back:
        return published.year - (number > published.month), f"the latest {MONTH_NAMES[number]} on or before publication"
    return published.year + (number < published.month), f"the nearest {MONTH_NAMES[number]} to publication"


def _weekday(reader: DateReader, start: int) -> DateSpan | None:
    """Read martes, lundi prochain, segunda-feira, am Freitagmorgen, and a date behind its weekday."""
    text, named = reader.text, _weekday_name(reader, start)
    if named is None:
        return None
    number, end = named
    day_behind = PATTERNS.day_behind_weekday.match(text, end, reader.end)
    if day_behind and (dated := figures_month(reader, day_behind.end())):
        return replace(dated, start=start, text=text[start : dated.end])
    if reader.published is None:
        return reader.made(start, end, Interval(None, None, "day"), "the article has no date", counted=False)
    beside, stop = reader.beside(start, end, 2)
    days, rule = _step(reader.published, number, beside, reader, (start, end))
    if stop == end and (of_day := reader.phrase(end + 1, reader.words.day_parts, 3)) and text[end : end + 1] == " ":
        stop = of_day[1]
    return reader.made(start, stop, one(shift(reader.published, days)), rule, counted=True)


def _weekday_name(reader: DateReader, start: int) -> tuple[int, int] | None:
    """Return the number of the weekday at a place and where it ends: martes, segunda-feira, Freitagmorgen."""
    match = PATTERNS.date_begins.match(reader.text, start, reader.end)
    number = _weekday_number(reader, match[0]) if match else None
    if match is None or number is None:
        return None
    fair = PATTERNS.fair.match(reader.text, match.end()) if reader.lang.code == "pt" else None
    if fair:
        return number, fair.end()
    return None if reader.lang.code == "pt" and number < _SATURDAY else (number, match.end())


def _weekday_number(reader: DateReader, word: str) -> int | None:
    number = reader.words.weekdays.get(fold(word))
    if number is not None or not reader.lang.nouns_capital:
        return number
    compound = PATTERNS.part_of_german_day.match(word)
    return reader.words.weekdays.get(fold(compound["day"])) if compound else None


_SATURDAY = 5


def _step(published: date, number: int, beside: set[str], reader: DateReader, span: tuple[int, int]) -> tuple[int, str]:
    """Return how many days from publication a weekday is, and by which rule."""
    named, back = WEEKDAY_NAMES[number], (published.weekday() - number) % 7
    if beside & reader.words.next:
        return (number - published.weekday() - 1) % 7 + 1, f"the next {named} after publication"
    if beside & reader.words.last:
        return -(back or 7), f"the last {named} before publication"
    if reader.looks(*span) == "ahead":
        return (7 - back) % 7, f"the {named} on or after publication, as the verb looks ahead"
    return -back, f"the latest {named} on or before publication"


def _day_word(reader: DateReader, start: int) -> DateSpan | None:
    """Read hoy, ayer, demain, esta mañana, mañana jueves, aujourd'hui."""
    found = reader.phrase(start, reader.words.days)
    if found is None or reader.published is None or reader.phrase(start, reader.words.no_days):
        return None
    phrase, end = found
    before = reader.before(start)
    led = {" ".join(before[-size:]) for size in (1, 2)}
    if led & reader.words.before_no_day:
        return None  # por la mañana
    if reader.lang.nouns_capital and " " not in phrase and reader.text[start].isupper() and _within(reader, start):
        return None  # der Morgen
    day_ = shift(reader.published, reader.words.days[phrase])
    end = _with_weekday(reader, end, day_)
    return reader.made(start, end, one(day_), "counted from publication", counted=True)


def _within(reader: DateReader, start: int) -> bool:
    """Return whether a place is inside a sentence."""
    lead = reader.text[max(reader.start, start - 3) : start].rstrip(' „“"»«(')
    return bool(lead) and lead[-1] not in ".!?\n:"


def _with_weekday(reader: DateReader, end: int, meant: date) -> int:
    """Return where a day ends together with the weekday or the part of the day behind it."""
    if part_ := reader.phrase(end + 1, reader.words.day_parts, 3) if end + 1 < reader.end else None:
        end = part_[1] if reader.text[end : end + 1] == " " else end
    gap = PATTERNS.comma.match(reader.text, end, reader.end)
    match = PATTERNS.date_begins.match(reader.text, gap.end(), reader.end) if gap else None
    if match and reader.words.weekdays.get(fold(match[0])) == meant.weekday():
        fair = PATTERNS.fair.match(reader.text, match.end())
        return fair.end() if fair else match.end()
    return end


def _season(reader: DateReader, start: int) -> DateSpan | None:
    """Read en verano de 2012, im Herbst 2009, à l'été 2027."""
    first = reader.words.seasons.get(reader.word(start))
    match = month_year(reader.words.gap).match(reader.text, start, reader.end) if first else None
    if first is None or match is None:
        return None
    return reader.made(
        start,
        match.end(),
        season_from(first, int(match["year"])),
        "its three months, northern hemisphere",
        counted=False,
    )


def _quarter(reader: DateReader, start: int) -> DateSpan | None:
    """Read el tercer trimestre de 2024, im zweiten Quartal: without a year the latest that is over, or the next."""
    found = reader.phrase(start, reader.words.ranked, 2)
    if found is None:
        return None
    rank, length = reader.words.ranked[found[0]]
    behind = PATTERNS.year_of_quarter.match(reader.text, found[1], reader.end)
    if behind:
        end, of = behind.end(), int(behind["year"])
        return reader.made(start, end, _months(of, rank, length), f"{length} months of the year", counted=False)
    if reader.published is None:
        return None
    ahead = reader.looks(start, found[1]) == "ahead"
    of = reader.published.year
    last = _months(of, rank, length).last
    over = last is not None and last < reader.published
    of += 1 if ahead and over else 0 if ahead or over else -1
    rule = f"the {'next' if ahead else 'latest'} {length} months of that name, seen from publication"
    return reader.made(start, found[1], _months(of, rank, length), rule, counted=True)


def _months(of: int, rank: int, length: int) -> Interval:
    """Return the months of a year that are so many by so many."""
    first = date(of, (rank - 1) * length + 1, 1)
    return Interval(first, shift(shift_months(first, length), -1), "interval")


def _german_decade(reader: DateReader, start: int) -> DateSpan | None:
    """Read neunziger Jahre."""
    following = folded(reader.text, start, min(reader.end, start + 40))[:2]
    if not reader.lang.nouns_capital or len(following) < 2 or following[1][0] not in reader.words.decades:
        return None
    first = reader.words.tens.get(following[0][0])
    return None if first is None else reader.made(start, following[1][2], decade(first), _TEN_YEARS, counted=False)


_TEN_YEARS = "the ten years of the twentieth century"


def _decade(reader: DateReader, start: int) -> DateSpan | None:
    """Read años noventa, années 1930, década de 1980."""
    found = None if reader.lang.nouns_capital else reader.phrase(start, reader.words.decades)
    if found is None or reader.text[found[1] : found[1] + 1] != " ":
        return None
    figures = PATTERNS.decade_behind.match(reader.text, found[1] + 1, reader.end)
    if figures:
        of = decade(first_of(figures[0]))
        return reader.made(start, figures.end(), of, "the ten years from its first", counted=False)
    named = reader.phrase(found[1] + 1, reader.words.tens, 2)
    if named is None:
        return None
    return reader.made(start, named[1], decade(reader.words.tens[named[0]]), _TEN_YEARS, counted=False)


def _century(reader: DateReader, start: int) -> DateSpan | None:
    """Read siglo XIX, século XX; of XIXe siècle the word is found first."""
    if reader.word(start) not in reader.words.centuries:
        return None
    match = PATTERNS.date_begins.match(reader.text, start)
    behind = PATTERNS.roman_behind.match(reader.text, match.end(), reader.end) if match else None
    if match is None or behind is None:
        return None
    return reader.made(start, behind.end(), hundred(_roman(behind[1])), "its hundred years", counted=False)


def _roman_century(reader: DateReader, start: int) -> DateSpan | None:
    """Read XIXe siècle."""
    match = PATTERNS.roman_before.match(reader.text, start, reader.end)
    if match is None or fold(match[2]) not in reader.words.centuries:
        return None
    return reader.made(start, match.end(), hundred(_roman(match[1])), "its hundred years", counted=False)


def _roman(written: str) -> int:
    digits = [_ROMANS[letter] for letter in written]
    return max(1, sum(-one_ if one_ < next_ else one_ for one_, next_ in zip(digits, [*digits[1:], 0], strict=True)))


def _weekend(reader: DateReader, start: int) -> DateSpan | None:
    """Read el fin de semana, ce week-end, am Wochenende: the last one, or the next where the verb looks ahead."""
    found = reader.phrase(start, reader.words.weekends)
    if found is None or reader.published is None:
        return None
    saturday = shift(week(reader.published).first or reader.published, _SATURDAY)
    beside, end = reader.beside(start, found[1])
    ahead = reader.direction(beside, start, found[1]) == "ahead"
    here = ahead or (reader.published >= saturday and not beside & reader.words.last)
    saturday = saturday if here else shift(saturday, -7)
    rule = "the weekend of publication or the next" if here else "the last weekend before publication"
    return reader.made(start, end, Interval(saturday, shift(saturday, 1), "interval"), rule, counted=True)


RULES: tuple[DateRule, ...] = (
    DateRule(
        "stretch seen from publication", _stretch, "es", "Llegó la [semana pasada] al mar.", "2025-11-17..2025-11-23"
    ),
    DateRule("so long ago", _ago, "de", "Er kam [vor drei Tagen] an.", "2025-11-25"),
    DateRule(
        "part of a month or year", _part, "es", "Abrirá [a finales de 2027] en el puerto.", "2027-10-01..2027-12-31"
    ),
    DateRule("from month to month", _months_between, "de", "Von [März bis Mai 2021] war zu.", "2021-03-01..2021-05-31"),
    DateRule("month of a year", _month_and_year, "pt", "Abriu em [março de 2024] no porto.", "2024-03-01..2024-03-31"),
    DateRule("month", _month, "fr", "Il est parti en [juin] du port.", "2025-06-01..2025-06-30"),
    DateRule("weekday", _weekday, "pt", "Chegou na [segunda-feira] ao porto.", "2025-11-24"),
    DateRule("day word", _day_word, "es", "Llegó [ayer] al puerto.", "2025-11-27"),
    DateRule("season", _season, "de", "Sie kamen im [Herbst 2009] an.", "2009-09-01..2009-11-30"),
    DateRule("quarter or half", _quarter, "es", "En el [tercer trimestre de 2024] bajó.", "2024-07-01..2024-09-30"),
    DateRule("decade", _decade, "es", "Eran [los años noventa] en el puerto.", "1990-01-01..1999-12-31"),
    DateRule(
        "German decade", _german_decade, "de", "In den [neunziger Jahren] war das anders.", "1990-01-01..1999-12-31"
    ),
    DateRule("century", _century, "es", "El faro del [siglo XIX] sigue.", "1801-01-01..1900-12-31"),
    DateRule("Roman century", _roman_century, "fr", "Le phare du [XIXe siècle] reste.", "1801-01-01..1900-12-31"),
    DateRule("weekend", _weekend, "fr", "Il est venu ce [week-end] au port.", "2025-11-22..2025-11-23"),
)
"""The rules for what begins with a word, in the order in which they are tried."""
