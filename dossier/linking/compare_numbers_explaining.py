"""The verdict on numbers of one thing, and the sentence that says why.

Agreement and compatibility follow from what the words allow. Where two readings cannot both be true as they stand,
the texts are asked for what accounts for it: a countdown's arithmetic, a count that grew, sums converted at other
rates, another stage or time. What is not accounted for is a conflict where the same thing is surely meant, and
unclear where it may not be.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from dossier.linking.compare_numbers_intervals import Relation, equal, middle, relation
from dossier.linking.compare_numbers_measures import Measure
from dossier.linking.compare_numbers_telling import told
from dossier.linking.findings import ArticleFacts, listed
from dossier.model import DateSpan, Verdict

# Counts that rise while a story runs.
_TOLLS = frozenset({"killed", "injured", "missing", "arrested", "homeless", "infected", "evacuated", "rescued"})
_STATED = frozenset({"arrest", "death", "fatal", "injuri", "casualti"})  # nouns that tell what became of people
_GROWING = frozenset({"aftershock"})
_LEFT = re.compile(
    r"\b(?:left|remain\w*|until|till|before|away|count(?:ing)?\s?down|to go|to leave|days to)\b", re.IGNORECASE
)
_STAGE = re.compile(
    r"\b(?:clos(?:e|ed|ing)|open(?:ed|ing)|midday|intraday|early trading|at one point|session)\b", re.IGNORECASE
)
_MARKET = re.compile(r"\b(?:shares?|stocks?|index|points|cents|trading)\b", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:clos|finish|end|f[ae]ll|ros|ris|gain|lost|los|drop|sag|soar|jump|sl[iu]|add|climb|trad|shed|up|down)\w*\b"
)
_SCOPE = re.compile(
    r"\bsince (?:the |last )?(?:[A-Z]\w+|\d{4}|year|month|week|then)|\bso far this \w+|"
    r"(?<!later )\bthis (?:year|month|week|season)\b|"
    r"\b(?:over|in|during|within) (?:the )?(?:past|last|first|previous|next|coming) (?:[\w-]+ )?"
    r"(?:hour|day|night|week|month|year|decade|quarter)s?\b|"
    r"\bover (?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|several) "
    r"(?:day|night|week|month|year)s\b"
)
_WITH = re.compile(
    r"\b(?:[Ii]n|[Ee]x)cluding "
    r"(?:[^\W\d]+(?: ?['’] ?s?)? ?){1,5}(?=[,.;]|\Z)|\b[Bb]efore tax\b|\b[Aa]fter tax\b"
)
_SCOPE_NEAR = 60  # characters beside the number
_UNSCOPED = frozenset({"age", "magnitude", "length", "duration", "score"})
_RISING = re.compile(
    r"\b(?:rose|risen|rises?|rising|climb\w*|so far|latest|expected to|feared|initial|early reports?|toll)\b",
    re.IGNORECASE,
)
_SURELY = 0.3  # the mean evidence that makes two differing readings of one thing a conflict
_RATES = 1.2  # between the rates of a week, and of kindred dollars
_NEAR = 700  # characters on either side in which a countdown's dates are looked for


def verdict_of(
    chosen: Sequence[Measure], facts: Mapping[str, ArticleFacts], sure: Mapping[tuple[int, int], float]
) -> tuple[Verdict, str]:
    """Give the verdict and the sentence that says why.

    `facts` are the articles by id; `sure` has the evidence for pairs of `chosen`, by their places in it.
    """
    pairs = list(combinations(range(len(chosen)), 2))
    relations = {(a, b): _relation(chosen[a], chosen[b]) for a, b in pairs}
    words = list(dict.fromkeys(told(m.quantity) for m in sorted(chosen, key=_by_size)))
    different = [pair for pair in pairs if relations[pair] == "different"]
    reprinted = [pair for pair in pairs if _reprinted(chosen[pair[0]], chosen[pair[1]])]
    if not different and not reprinted:
        if all(name == "same" for name in relations.values()):
            return "agree", _agreeing(words, chosen)
        return _converted(chosen) or (
            "compatible",
            f"{_capital(listed(words))} can {'both' if len(words) == 2 else 'all'} be true of the same thing.",
        )
    apart = different or reprinted
    explained = _countdown(chosen, facts) or _converted(chosen)
    if reprinted and not explained:
        explained = _grown(chosen, reprinted) or _staged(chosen, reprinted)
    elif not explained:
        explained = (
            _included(chosen, apart)
            or _grouped(chosen, apart)
            or _scoped(chosen, apart)
            or _grown(chosen, apart)
            or _staged(chosen, apart)
        )
    if explained:
        return explained
    if reprinted:
        one, other = sorted((chosen[i] for i in reprinted[0]), key=_by_size)
        return "conflict", f"The same sentence stands with {told(one.quantity)} and with {told(other.quantity)}."
    if any(_unlike(chosen[a], chosen[b]) for a, b in different):
        return "unclear", f"{_capital(listed(words))} differ, and the articles do not tell of quite the same thing."
    if any(_may_be_other_days(chosen[a], chosen[b]) for a, b in different):
        return "unclear", f"{_capital(listed(words))} differ, and may be of different days."
    if not any(_anchored(chosen[a], chosen[b]) for a, b in different):
        return (
            "unclear",
            f"{_capital(listed(words))} differ, and the articles do not settle whether they mean the same.",
        )
    mean = sum(sure.get(pair, 0.0) for pair in different) / len(different)
    if mean < _SURELY:
        return (
            "unclear",
            f"{_capital(listed(words))} differ, and the articles do not settle whether they mean the same.",
        )
    return "conflict", _conflicting(chosen, different)


def _relation(one: Measure, other: Measure) -> Relation:
    """Compare two amounts; what an article itself converts is the same, however it rounds."""
    for mine, theirs in ((one, other), (other, one)):
        if mine.original and mine.original.dimension == theirs.amount.dimension and equal(mine.original, theirs.amount):
            return "same"
    if one.amount.dimension != other.amount.dimension:
        return "compatible"  # one sum in two other currencies
    return relation(one.amount, other.amount)


def _by_size(measure: Measure) -> tuple[float, str]:
    amount = measure.amount
    return (amount.value if amount.value is not None else amount.low, told(measure.quantity))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _agreeing(words: Sequence[str], chosen: Sequence[Measure]) -> str:
    count = len({measure.quantity.article for measure in chosen})
    if len(words) == 1:
        return f"All {count} articles say {words[0]}." if count > 2 else f"Both articles say {words[0]}."
    how = ", converted or rounded" if len({m.amount.told for m in chosen}) > 1 else " number"
    return f"{_capital(listed(words))} are the same{how}."


def _conflicting(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> str:
    involved = sorted({i for pair in different for i in pair}, key=lambda i: _by_size(chosen[i]))
    words = list(dict.fromkeys(told(chosen[i].quantity) for i in involved))
    return (
        f"{_capital(listed(words))} cannot all be true of the same thing."
        if len(words) > 2
        else (f"{_capital(listed(words))} cannot both be true of the same thing.")
    )


def _reprinted(one: Measure, other: Measure) -> bool:
    """Whether one sentence stands in two articles with two numbers."""
    if one.frame is None or one.frame != other.frame or equal(one.amount, other.amount):
        return False
    if one.amount.unit != other.amount.unit and relation(one.amount, other.amount) != "different":
        return False  # 25 km, converted
    return one.amount.value is not None and other.amount.value is not None


def _anchored(one: Measure, other: Measure) -> bool:
    """Whether something but the topic says that two numbers are of one thing: who, where, or the words beside them."""
    here, there = one.setting, other.setting
    if here.owners.names & there.owners.names or (here.local and here.local == there.local):
        return True
    if one.counted.role in _TOLLS or one.amount.dimension == "magnitude" or (here.far_end or "") == there.far_end:
        return True
    beside = (one.beside & other.beside) - one.counted.nouns
    return len(beside) > 1 or bool(one.counted.modifiers & other.counted.modifiers)


def _other_people(one: Measure, other: Measure) -> bool:
    """Whether one counts people of a kind and the other people at large, or of another kind."""
    mine, theirs = one.counted.nouns - _STATED, other.counted.nouns - _STATED
    return mine != theirs and not mine & theirs and bool(one.counted.person and other.counted.person)


def _unlike(one: Measure, other: Measure) -> bool:
    """Whether what is told is not quite the same: destroyed and damaged, the worst hit and the hit."""
    if one.counted.role and other.counted.role and one.counted.role != other.counted.role:
        return True
    if one.counted.role in _TOLLS and _other_people(one, other):
        return True
    if (
        one.supposed != other.supposed
        or one.counted.part != other.counted.part
        or one.counted.more != other.counted.more
    ):
        return True
    return bool(one.counted.superlative ^ other.counted.superlative)


def _grown(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether a toll explains itself: some later article has more, and hardly one has fewer."""
    if not any(m.counted.role in _TOLLS or m.counted.nouns & _GROWING for m in chosen):
        return None
    if all(_other_people(chosen[a], chosen[b]) for a, b in different):
        return None  # three gunmen, and 25 people
    later = contrary = 0
    for a, b in different:
        one, other = sorted((chosen[a], chosen[b]), key=_by_size)
        if one.published and other.published:
            later += one.published < other.published
            contrary += one.published > other.published
    involved = [chosen[i] for i in sorted({i for pair in different for i in pair})]
    if any(m.supposed for m in involved) and not all(m.supposed for m in involved):
        return None
    first, last = (told(f(involved, key=_by_size).quantity) for f in (min, max))
    if later > contrary * 2:
        return "explained", f"The count rose from {first} to {last} while the story ran."
    if contrary:
        return "unclear", f"The articles count {first} to {last}, and later ones do not always have more."
    if any(m.amount.bound != "=" or m.amount.vague or _RISING.search(m.text) for m in chosen):
        return "explained", f"The articles count {first} to {last} on the same day, when counts were still rising."
    return None


def _included(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether the smaller numbers count some of the larger ones: one pregnant woman of two women."""
    if chosen[0].amount.dimension != "count":
        return None
    for pair in different:
        fewer, more = sorted((chosen[i] for i in pair), key=_by_size)
        if not fewer.counted.part or not more.counted.part:
            return None
        if not fewer.counted.modifiers - more.counted.modifiers:
            return None
    fewer, more = sorted((chosen[i] for i in different[0]), key=_by_size)
    return "compatible", f"{_capital(_counting(fewer))} may be among the {_counting(more)}."


def _grouped(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether other people are counted each time: migrants without papers, and Venezuelans."""
    for a, b in different:
        mine, theirs = chosen[a].counted, chosen[b].counted
        if not (mine.person and theirs.person) or mine.nouns & theirs.nouns or mine.role in _TOLLS:
            return None
    one, other = (chosen[i] for i in different[0])
    return "explained", f"Different groups are counted: {_counting(one)}, and {_counting(other)}."


def _counting(measure: Measure) -> str:
    return f"{told(measure.quantity)} {measure.quantity.counted or ''}".strip()


def _converted(chosen: Sequence[Measure]) -> tuple[Verdict, str] | None:
    """See whether all are sums in brackets behind one and the same sum, converted at several rates."""
    bracketed = [measure for measure in chosen if measure.original]
    first = bracketed[0].original if len(bracketed) > 1 else None
    if first is None or not all(measure.original and equal(first, measure.original) for measure in bracketed):
        return None
    plain = [measure for measure in chosen if not measure.original]
    if not all(any(relation(measure.amount, other.amount) == "same" for other in bracketed) for measure in plain):
        return None  # a sum that nobody sets in brackets is another one
    values: defaultdict[str, list[float]] = defaultdict(list)
    for measure in chosen:
        values[measure.amount.dimension].append(middle(measure.amount))
    if any(max(sums) > min(sums) * _RATES for sums in values.values()):
        return None
    words = listed(list(dict.fromkeys(told(measure.quantity) for measure in chosen)))
    return "compatible", f"{_capital(words)} are one sum, converted at different rates."


def _scoped(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether some count a stated stretch of time only: arrests since October, and all arrests."""
    if chosen[0].amount.dimension in _UNSCOPED:
        return None
    known: dict[str, str | None] = {}
    for measure in chosen:
        words = told(measure.quantity)
        known[words] = known.get(words) or _scope(measure)
    scopes = [known[told(measure.quantity)] for measure in chosen]
    if any(scopes[a] == scopes[b] for a, b in different):
        return None
    a, b = min(different, key=lambda pair: (scopes[pair[0]] is None, pair))
    mine, theirs = (f"{told(chosen[i].quantity)} is told" for i in (a, b))
    one, other = scopes[a], scopes[b]
    if one and other:
        return "explained", f"{_capital(mine)} “{one}”, {theirs} “{other}”."
    if one is None:
        mine, theirs, one = theirs, mine, other
    return "explained", f"{_capital(mine)} “{one}”, {theirs} without that limit."


def _scope(measure: Measure) -> str | None:
    begin, at = measure.quantity.start - measure.sentence[0], measure.quantity.end - measure.sentence[0]
    match = _SCOPE.search(measure.text, at, at + _SCOPE_NEAR)
    if match is None and measure.quantity.kind == "money":
        match = _WITH.search(measure.text, max(0, begin - _SCOPE_NEAR), at + _SCOPE_NEAR)
    return match[0].strip().rstrip(",") if match else None


def _staged(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether the figures are of other days, or of the close and of the hours before."""
    for a, b in different:
        one, other = chosen[a], chosen[b]
        stages = [_STAGE.search(measure.text) for measure in (one, other)]
        staged = one.amount.dimension in {"share", "percentage point"} and bool(stages[0]) != bool(stages[1])
        if not staged and not _other_days(_day(one), _day(other)):
            return None
    one, other = (chosen[i] for i in different[0])
    mine, theirs = _day(one), _day(other)
    if mine and theirs and _other_days(mine, theirs):
        return (
            "explained",
            f"{_capital(told(one.quantity))} is of {_days(mine)}, {told(other.quantity)} of {_days(theirs)}.",
        )
    return "explained", f"{_capital(told(one.quantity))} and {told(other.quantity)} are of different hours of trading."


def _day(measure: Measure) -> tuple[str, str] | None:
    """Give the days that a number is told of: those beside it, and for prices else the day of publication."""
    if measure.setting.dated or not _traded(measure):
        return measure.setting.dated
    return (measure.published, measure.published) if measure.published else None


def _traded(measure: Measure) -> bool:
    """Whether a number is a price of the day, or how far it moved."""
    priced = measure.quantity.kind == "money" or measure.amount.dimension in {"share", "count"}
    return priced and bool(_MARKET.search(measure.text)) and bool(_MOVED.search(measure.text))


def _other_days(one: tuple[str, str] | None, other: tuple[str, str] | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _may_be_other_days(one: Measure, other: Measure) -> bool:
    """Whether two numbers may be of different days, though the texts do not say so plainly."""
    if _traded(one) and _traded(other):
        mine, theirs = _day(one), _day(other)
        return mine is None or theirs is None or _other_days(mine, theirs)
    return _other_days(one.setting.dated, other.setting.dated)


def _days(interval: tuple[str, str]) -> str:
    return interval[0] if interval[0] == interval[1] else f"{interval[0]} to {interval[1]}"


def _countdown(chosen: Sequence[Measure], facts: Mapping[str, ArticleFacts]) -> tuple[Verdict, str] | None:
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
        found: dict[float, str] = {}
        for measure, dates in zip(chosen, near, strict=True):
            assert measure.quantity.value is not None
            begin = dt.date.fromisoformat(end) - dt.timedelta(days=measure.quantity.value)
            if not _begins(begin, measure, dates):
                break
            found.setdefault(measure.quantity.value, begin.isoformat())
        else:
            counted = [f"{days:g} days from {begin}" for days, begin in sorted(found.items())]
            return "explained", f"{_capital(listed(counted))} end on the same day, {end}."
    return None


def _begins(begin: dt.date, measure: Measure, dates: Sequence[DateSpan]) -> bool:
    """Whether a count may begin on a day: of publication, or one that the article names near the count, ± 1."""
    spans = [(date.from_, date.to) for date in dates if date.from_ and date.to]
    if measure.published:
        spans.append((measure.published, measure.published))
    slack = dt.timedelta(days=1)
    return any(
        dt.date.fromisoformat(since) - slack <= begin <= dt.date.fromisoformat(to) + slack
        for since, to in spans
        if (dt.date.fromisoformat(to) - dt.date.fromisoformat(since)).days <= 10
    )


def _dates_near(measure: Measure, facts: ArticleFacts) -> list[DateSpan]:
    start, end = measure.sentence
    return [
        date
        for date in facts.dates
        if date.start < end + _NEAR and date.end > start - _NEAR and date.from_ and date.to
        and not (date.start < measure.quantity.end and measure.quantity.start < date.end)
    ]  # fmt: skip
