"""When a number is told of, and what that explains: a countdown, somebody's age, a stretch of time, another day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from dossier.linking.compare.numbers.matching.evidence import swapped
from dossier.linking.compare.numbers.measuring.intervals import equal, middle
from dossier.linking.compare.numbers.measuring.measures import Measure
from dossier.linking.compare.numbers.verdicts.wording import by_size, capital
from dossier.linking.facts import ArticleFacts
from dossier.model import DateSpan, Verdict
from dossier.text.days import day_range, interval
from dossier.text.lists import listed
from dossier.text.quantities import in_words

TOLLS = frozenset({"killed", "injured", "missing", "arrested", "homeless", "infected", "evacuated", "rescued"})
"""What became of those whose count rises while a story runs."""
_GROWING = frozenset({"aftershock"})
_RUIN = frozenset({"destroyed", "damaged", "burning"})  # houses are counted for days, too
_ANEW = re.compile(  # counted of a day, and not since the beginning
    r"\b(?:new|fresh|daily) (?:[\w-]+ )?(?:cases|infections|deaths|arrests|patients|admissions)\b", re.IGNORECASE
)
_LEFT_BEHIND = 1.15  # of a bound that a later count is above
_LEFT = re.compile(
    r"\b(?:left|remain\w*|until|till|before|away|count(?:ing)?\s?down|to go|to leave|days to)\b", re.IGNORECASE
)
_STAGE = re.compile(
    r"\b(?:clos(?:e|ed|ing)|open(?:ed|ing)|midday|intraday|early trading|at one point|session)\b", re.IGNORECASE
)
_MARKET = re.compile(
    r"\b(?:shares?|stocks?|index|points|cents|trading|futures|bonds?|crude|a barrel|an ounce)\b", re.IGNORECASE
)
_RECORD = re.compile(r"[\s-](?:highs?|lows?|peaks?)\b")  # a four-month high
_MOVED = re.compile(
    r"\b(?:clos|finish|end|f[ae]ll|ros|ris|gain|lost|los|drop|sag|soar|jump|plung|plummet|tumbl|slump|sl[iu]|add|climb|trad|shed|surg|push|rall|hit|up|down)\w*\b"
)
_SINCE = re.compile(r"\bsince (?:the |last )?(?:[A-Z]\w+|\d{4}|year|month|week|then)")
_RECORD_SINCE = re.compile(r"\b(?:[a-z]{3,}est|most|least|first|worst|record)\b[^.;]*\Z")  # the most since March
_SCOPE = re.compile(
    rf"{_SINCE.pattern}|\bso far this \w+|"
    r"(?<!later )\b(?:this|last|next) (?:year|month|week|season)\b|"
    r"\b(?:over|in|during|within) (?:the )?(?:past|last|first|previous|next|coming) (?:[\w-]+ )?"
    r"(?:hour|day|night|week|month|year|decade|quarter)s?\b|"
    r"\b(?:before|by|until) (?:the end of )?(?:19|20)\d\d\b|\bbetween now and [^,.;]{3,30}|"
    r"\bover (?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|several) "
    r"(?:day|night|week|month|year)s\b"
)
_WITH = re.compile(
    r"\b(?:[Ii]n|[Ee]x)cluding "
    r"(?:[^\W\d]+(?: ?['’] ?s?)? ?){1,8}(?=[,.;]|\Z)"
)
_TAXED = re.compile(r"\W*(?:before|after) tax\b")  # directly behind the sum: a dividend is told beside a profit
_LASTING = frozenset({"hour", "day", "night", "week", "month"})
_YEAR = 365.25  # days
_BIRTHDAY = 7  # days in which hardly anybody grows a year older
_TURNS = re.compile(r"\b(?:(?:will|would|to) (?:turn|be)|turns|turning)\s+\Z")
_WAS_THEN = re.compile(r"(?: years old)?,? (?:when|at the time)\b")  # who was 16 when the police came
_SCOPE_NEAR = 60  # characters beside the number
_UNSCOPED = frozenset({"age", "magnitude", "length", "duration", "score"})
_SLACK = 1  # days that a count may be off
_LONGEST = 10  # days of a stretch that a countdown may begin in
_NEAR = 700  # characters on either side in which a countdown's dates are looked for


def aged(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether somebody has grown older between the articles."""
    if any(chosen[i].amount.dimension != "age" for pair in different for i in pair):
        return None
    known: list[Measure] = []
    for pair in different:
        younger, older = sorted((chosen[i] for i in pair), key=by_size)
        if coming := _to_come(younger, older):
            return coming
        if not younger.published or not older.published:
            continue  # an article without a day contradicts nobody
        known += [younger, older]
        days = (dt.date.fromisoformat(older.published) - dt.date.fromisoformat(younger.published)).days
        grown = (older.amount.value or 0.0) - (younger.amount.value or 0.0)
        if days < 0 or not days / _YEAR - 1 <= grown <= (days - _BIRTHDAY) // _YEAR + 1:
            return None
    if not known:
        return None
    first, last = (f(known, key=by_size) for f in (min, max))
    ages = listed(
        [f"{in_words(m.quantity)} on {interval(m.published, m.published)}" for m in (first, last) if m.published]
    )
    return "explained", f"{capital(ages)}: the articles lie as far apart."


def _to_come(younger: Measure, older: Measure) -> tuple[Verdict, str] | None:
    """See whether the older of two ages is still to be reached, or the younger past: `turns 29 in April`, `16 when`."""
    if (older.amount.value or 0.0) - (younger.amount.value or 0.0) != 1:
        return None
    if then := _WAS_THEN.match(younger.text, younger.quantity.end - younger.sentence[0]):
        before = f"{younger.quantity.text}{then[0]}"
        return "explained", f"{capital(in_words(older.quantity))}, and “{before}”: the other age is of then."
    words = _TURNS.search(older.text, 0, older.quantity.start - older.sentence[0])
    if words is None:
        return None
    ahead = f"{words[0].strip()} {older.quantity.text}"
    return "explained", f"{capital(in_words(younger.quantity))}, and “{ahead}”: the other age is to come."


def since(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether some count from a day on only: arrests since October, and all arrests."""
    return scoped(chosen, different, _SINCE)


def scoped(
    chosen: Sequence[Measure], different: Sequence[tuple[int, int]], stretch: re.Pattern[str] = _SCOPE
) -> tuple[Verdict, str] | None:
    """See whether some count a stated stretch of time only: what will be before 2030, and by May.

    The other text may mean the same stretch and leave it out, so that this is no sure explanation.
    """
    if chosen[0].amount.dimension in _UNSCOPED:
        return None
    known: dict[str, str | None] = {}
    for measure in chosen:
        words = in_words(measure.quantity)
        known[words] = known.get(words) or _scope(measure, stretch)
    scopes = [known[in_words(measure.quantity)] for measure in chosen]
    if any(scopes[a] == scopes[b] or _same_stretch(chosen[a], chosen[b], (scopes[a], scopes[b])) for a, b in different):
        return None
    a, b = min(different, key=lambda pair: (scopes[pair[0]] is None, pair))
    mine, theirs = (f"{in_words(chosen[i].quantity)} is told" for i in (a, b))
    one, other = scopes[a], scopes[b]
    if one and other:
        return "explained", f"{capital(mine)} “{one}”, {theirs} “{other}”."
    if one is None:
        mine, theirs, one = theirs, mine, other
    return "explained", f"{capital(mine)} “{one}”, {theirs} without that limit."


def _same_stretch(one: Measure, other: Measure, scopes: tuple[str | None, str | None]) -> bool:
    """Return whether both sentences tell one stretch: its words stand in both, or lengths of time that are equal."""
    if any(scope and all(scope in measure.text for measure in (one, other)) for scope in scopes):
        return True
    mine, theirs = ([amount for amount in m.around.beside if amount.dimension == "duration"] for m in (one, other))
    return any(equal(here, there) for here in mine for there in theirs)


def _scope(measure: Measure, stretch: re.Pattern[str]) -> str | None:
    begin, at = measure.quantity.start - measure.sentence[0], measure.quantity.end - measure.sentence[0]
    match = stretch.search(measure.text, at, at + _SCOPE_NEAR)
    if match and match[0].startswith("since") and _RECORD_SINCE.search(measure.text, at, match.start()):
        return None
    if match is None and stretch is _SCOPE and measure.quantity.kind == "money":
        match = _WITH.search(measure.text, max(0, begin - _SCOPE_NEAR), at + _SCOPE_NEAR) or _TAXED.match(
            measure.text, at
        )
    return match[0].strip().rstrip(",") if match else None


def staged(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether the figures are of other days, or of the close and of the hours before."""
    for a, b in different:
        one, other = chosen[a], chosen[b]
        if not _dated(one, other):
            return None
        stages = [_STAGE.search(measure.text) for measure in (one, other)]
        priced = one.amount.dimension in {"share", "percentage point"} and _traded(one) and _traded(other)
        staged = priced and bool(stages[0]) != bool(stages[1])
        if not staged and (
            not _other_days(_day(one), _day(other)) or _tells_year(one, other) or _tells_year(other, one)
        ):
            return None
    one, other = (chosen[i] for i in different[0])
    mine, theirs = _day(one), _day(other)
    first, second = capital(in_words(one.quantity)), in_words(other.quantity)
    if mine and theirs and _other_days(mine, theirs):
        return "explained", f"{first} is of {interval(*mine)}, {second} of {interval(*theirs)}."
    return "explained", f"{first} and {second} are of different hours of trading."


def _tells_year(one: Measure, other: Measure) -> bool:
    """Return whether the sentence of a number of another year has the year of the other, too: in the slide of 2018."""
    mine, theirs = _day(one), _day(other)
    if mine is None or theirs is None:
        return False
    return mine[0][:4] != theirs[0][:4] and theirs[0][:4] in one.text


def _day(measure: Measure) -> tuple[str, str] | None:
    """Give the days that a number is told of: those beside it, and for prices else the day of publication."""
    if measure.setting.dated or not _traded(measure):
        return measure.setting.dated
    return (measure.published, measure.published) if measure.published else None


def _traded(measure: Measure) -> bool:
    """Whether a number is a price of the day, or how far it moved."""
    priced = measure.quantity.kind == "money" or measure.amount.dimension in {"share", "count"}
    lasted = measure.amount.dimension == "duration"  # a dam is 56 metres high on all days
    if lasted and _RECORD.match(measure.text, measure.quantity.end - measure.sentence[0]):
        return True
    return priced and bool(_MARKET.search(measure.text)) and bool(_MOVED.search(measure.text))


def _other_days(one: tuple[str, str] | None, other: tuple[str, str] | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def lasting(measure: Measure) -> bool:
    """Whether a length of time is of what may go on: after four days of riots."""
    return measure.quantity.unit in _LASTING and measure.text.startswith(
        " of ", measure.quantity.end - measure.sentence[0]
    )


def gone_on(fewer: Measure, more: Measure) -> bool:
    """Whether the days between two articles are enough for one length of time to grow into the other."""
    if not fewer.published or not more.published:
        return False
    days = (dt.date.fromisoformat(more.published) - dt.date.fromisoformat(fewer.published)).days
    return middle(more.amount) - middle(fewer.amount) <= days + _SLACK


def may_be_other_days(one: Measure, other: Measure) -> bool:
    """Whether two numbers may be of different days, though the texts do not say so plainly."""
    dated = bool(one.published and other.published)
    if lasting(one) and lasting(other):
        return not dated or one.published != other.published
    if one.amount.dimension == "age" and not dated:
        return abs((one.amount.value or 0.0) - (other.amount.value or 0.0)) <= 1  # a birthday may lie between
    if _traded(one) and _traded(other):
        mine, theirs = _day(one), _day(other)
        return mine is None or theirs is None or _other_days(mine, theirs)
    return _dated(one, other) and _other_days(one.setting.dated, other.setting.dated)


def _dated(one: Measure, other: Measure) -> bool:
    """Return whether days told beside two numbers may account for them: not for ages, and not for a slip."""
    return one.amount.dimension != "age" and not swapped(one, other)


def countdown(chosen: Sequence[Measure], facts: Mapping[str, ArticleFacts]) -> tuple[Verdict, str] | None:
    """See whether days are counted to one date from several: find the date that all counts end on."""
    if chosen[0].amount.dimension != "duration" or not all(
        m.quantity.unit == "day" and m.quantity.value for m in chosen
    ):
        return None
    if not any(_LEFT.search(measure.text) for measure in chosen):
        return None
    near = [_dates_near(measure, facts[measure.quantity.article]) for measure in chosen]
    ends = sorted({d.from_ for dates in near for d in dates if d.from_ and d.from_ == d.to})
    for end in ends:
        found: dict[float, tuple[int, str]] = {}
        for measure, dates in zip(chosen, near, strict=True):
            assert measure.quantity.value is not None
            begin = dt.date.fromisoformat(end) - dt.timedelta(days=measure.quantity.value)
            if not _begins(begin, measure, dates):
                break
            words = _worded(begin.isoformat(), dates)
            found[measure.quantity.value] = min(words, found.get(measure.quantity.value, words))
        else:
            counted = [f"{days:g} days from {begin}" for days, (_, begin) in sorted(found.items())]
            _, last = _worded(end, [date for dates in near for date in dates])
            return "explained", f"{capital(listed(counted))} end on the same day, {last}."
    return None


def _worded(day: str, dates: Sequence[DateSpan]) -> tuple[int, str]:
    """Return a day in the words of the text, `“Friday” (3 May 2024)`, and how many days those lie beside it.

    Where the text has no words for it, it is the date alone.
    """
    first = dt.date.fromisoformat(day)
    known = [date for date in dates if _length(date) <= _LONGEST]
    date = min(known, key=lambda date: (_off(date, day), _length(date), date.start), default=None)
    off = _off(date, day) if date else _SLACK + 1
    if off > _SLACK or date is None or not date.from_ or not date.to:
        return _SLACK + 1, day_range(first, first)
    days = interval(date.from_, date.to)
    return off, days if days == date.text else f"“{date.text}” ({days})"


def _off(date: DateSpan, day: str) -> int:
    """Return how many days a day lies outside a date; 0 inside."""
    if not date.from_ or not date.to:
        return _SLACK + 1
    since, at, to = (dt.date.fromisoformat(one).toordinal() for one in (date.from_, day, date.to))
    return max(0, since - at, at - to)


def _length(date: DateSpan) -> int:
    """Return how many days a date has besides its first."""
    if not date.from_ or not date.to:
        return 0
    return (dt.date.fromisoformat(date.to) - dt.date.fromisoformat(date.from_)).days


def _begins(begin: dt.date, measure: Measure, dates: Sequence[DateSpan]) -> bool:
    """Whether a count may begin on a day: of publication, or one that the article names near the count, ± 1."""
    if measure.published and abs((begin - dt.date.fromisoformat(measure.published)).days) <= _SLACK:
        return True
    return any(_length(date) <= _LONGEST and _off(date, begin.isoformat()) <= _SLACK for date in dates)


def _dates_near(measure: Measure, facts: ArticleFacts) -> list[DateSpan]:
    start, end = measure.sentence
    return [
        date
        for date in facts.dates
        if date.start < end + _NEAR and date.end > start - _NEAR and date.from_ and date.to
        and not (date.start < measure.quantity.end and measure.quantity.start < date.end)
    ]  # fmt: skip


def outgrown(one: Measure, other: Measure) -> bool:
    """Return whether a toll has left a bound behind: at least 37 killed, and 44 two days later."""
    fewer, more = sorted((one, other), key=by_size)
    counts = fewer.counted.role in TOLLS and fewer.counted.role == more.counted.role
    if not counts or fewer.amount.bound not in {">", ">="}:
        return False
    later = bool(fewer.published and more.published and fewer.published < more.published)
    return later and middle(more.amount) > middle(fewer.amount) * _LEFT_BEHIND


def counts_on(chosen: Sequence[Measure]) -> bool:
    """Return whether what is counted rises while a story runs: a toll, or the days that something lasts."""
    counts = all(m.amount.dimension == "count" for m in chosen)
    rising = any(m.counted.role in TOLLS | _RUIN or m.counted.nouns & _GROWING for m in chosen)
    anew = all(_ANEW.search(measure.text) for measure in chosen)
    return (counts and rising and not anew) or all(map(lasting, chosen))
