"""The verdict on dates of one event, its reason, and what to call the event."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise

from dossier.linking.compare.dates.dated import SAYING, TIMES, Dated
from dossier.linking.compare.dates.evidence import LOOSE, published_day, reprinted
from dossier.linking.compare.finding import reading
from dossier.linking.text.terms import STOP_WORDS
from dossier.model import DateSpan, Reading, Span, Verdict
from dossier.text.lists import listed

_REVISED = 4  # days between articles, in which a plan may have changed without a word


def verdict_of(chosen: Sequence[Dated], sure: bool) -> tuple[Verdict, str]:
    """Return the verdict on dates of one event and its reason; `sure` tells that they surely are of one."""
    spans = sorted({(dated.since, dated.to) for dated in chosen})
    told = listed([_told(chosen, span) for span in spans])
    since, to = max(span[0] for span in spans), min(span[1] for span in spans)
    if len(spans) == 1:
        words = list(dict.fromkeys(f"“{dated.date.text}”" for dated in chosen))
        day = _days(*spans[0])
        if len(words) > 1:
            return "agree", f"{listed(words)} {'are all' if len(words) > 2 else 'both are'} {day}."
        count = len({dated.date.article for dated in chosen})
        meant = "" if words[0] == f"“{day}”" else f", which is {day}"
        return "agree", f"{f'All {count}' if count > 2 else 'Both'} articles say {words[0]}{meant}."
    if since <= to:
        if max((end - start).days for start, end in spans) < LOOSE:
            return "agree", _within(chosen, spans)
        return "compatible", _within(chosen, spans)
    if _moved(chosen):
        return "explained", f"{told}: the later article has the later date, so the plan may have changed."
    for one, other in combinations(chosen, 2):
        if reprinted(one, other) and (one.since > other.to or other.since > one.to) and not _deictic(one, other):
            days = [_days(dated.since, dated.to) for dated in sorted((one, other), key=lambda d: d.since)]
            return "conflict", f"The same sentence stands with {days[0]} and with {days[1]}."
    if not sure or _published_apart(chosen) or _hazy(chosen) or _planned(chosen):
        return "unclear", f"{told} differ; the articles do not say whether they mean the same event."
    return "conflict", f"{told} cannot {'both' if len(spans) == 2 else 'all'} be the date of the same event."


_OF_THE_DAY = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening))\b", re.IGNORECASE)


_EXACT = frozenset({"day", "month", "year"})
_NIGHT = re.compile(r"\b(?:late|night|evening|overnight|midnight|early|morning|dawn)\b", re.IGNORECASE)


def _hazy(chosen: Sequence[Dated]) -> bool:
    """Return whether stretches such as "late October", or a night and the morning after it, leave room for both."""
    if any(dated.date.granularity not in _EXACT for dated in chosen):
        return True
    since, to = min(dated.since for dated in chosen), max(dated.to for dated in chosen)
    return (to - since).days <= 1 and all(_NIGHT.search(dated.date.text) for dated in chosen)


_PLANS = frozenset({"would", "will", "shall", "plans", "planned", "planning", "expected", "due", "scheduled"})


def _planned(chosen: Sequence[Dated]) -> bool:
    """Return whether some tell of a plan and others of what was done: “would close on 2 May”, “closed on 3 May”."""
    plans = [any(word.lower() in _PLANS for word in dated.words) for dated in chosen]
    return any(plans) and not all(plans)


def _published_apart(chosen: Sequence[Dated]) -> bool:
    """Return whether "today" of articles a day apart explains that their days are a day apart."""
    since, to = min(dated.since for dated in chosen), max(dated.to for dated in chosen)
    return (to - since).days <= 1 and any(_OF_THE_DAY.search(dated.date.text) for dated in chosen)


def _within(chosen: Sequence[Dated], spans: Sequence[tuple[dt.date, dt.date]]) -> str:
    """Return which words fall within which: “December 1” falls within “next week” (1–7 December 2025)."""
    by_length = sorted(spans, key=lambda span: (span[1] - span[0], span))
    if len(by_length) == 2 and by_length[1][0] <= by_length[0][0] and by_length[0][1] <= by_length[1][1]:
        short = _wordings(chosen, by_length[0])
        words = listed([f"“{text}”" for text in short])
        return f"{words} {'fall' if len(short) > 1 else 'falls'} within {_worded(chosen, by_length[1])}."
    return f"{listed([_told(chosen, span) for span in by_length])} have days in common."


def _wordings(chosen: Sequence[Dated], span: tuple[dt.date, dt.date]) -> list[str]:
    return list(dict.fromkeys(dated.date.text for dated in chosen if (dated.since, dated.to) == span))


def _worded(chosen: Sequence[Dated], span: tuple[dt.date, dt.date]) -> str:
    words = listed([f"“{text}”" for text in _wordings(chosen, span)[:4]])
    days = _days(*span)
    return words if words == f"“{days}”" else f"{words} ({days})"


def _deictic(one: Dated, other: Dated) -> bool:
    """Whether the same words, such as `today`, mean other days because the articles are of other days."""
    return one.date.text == other.date.text and one.published != other.published


def _moved(chosen: Sequence[Dated]) -> bool:
    """Return whether an event ahead was put off: later articles give later days, and one says that it moved."""
    days = [published_day(dated) for dated in chosen]
    if not any(dated.moved for dated in chosen) and max(days) - min(days) < _REVISED:
        return False
    dated = sorted((d.published, d.since) for d in chosen if d.published)
    if len(dated) < len(chosen) or any(d.published and d.since.isoformat() <= d.published for d in chosen):
        return False
    return dated[0][0] < dated[-1][0] and all(
        a[1] <= b[1] and (a[0] < b[0] or a[1] == b[1]) for a, b in pairwise(dated)
    )


def _told(chosen: Sequence[Dated], span: tuple[dt.date, dt.date]) -> str:
    words = list(dict.fromkeys(f"“{d.date.text}”" for d in chosen if (d.since, d.to) == span))
    return f"{_days(*span)} ({', '.join(words[:4])})"


def _days(since: dt.date, to: dt.date) -> str:
    first, last = f"{since.day} {since:%B %Y}", f"{to.day} {to:%B %Y}"
    if (
        since != to
        and (since.year, since.month) == (to.year, to.month)
        and not (since.day == 1 and (to + dt.timedelta(days=1)).day == 1)
    ):
        return f"{since.day}–{to.day} {to:%B %Y}"
    if since.day == 1 and (to + dt.timedelta(days=1)).day == 1 and since.year == to.year:
        if since.month == to.month:
            return f"{since:%B %Y}"
        if (since.month, to.month) == (1, 12):
            return str(since.year)
    return first if since == to else f"{first} to {last}"


def readings(chosen: Sequence[Dated]) -> list[Reading]:
    """Return the days that are told, each with its places, those of most articles first."""
    by_days: defaultdict[tuple[dt.date, dt.date], list[DateSpan]] = defaultdict(list)
    for dated in chosen:
        by_days[dated.since, dated.to].append(dated.date)
    found = [
        (span, reading(_days(*span), [Span(d.article, d.start, d.end, d.text) for d in dates]))
        for span, dates in by_days.items()
    ]
    return [item for _, item in sorted(found, key=lambda pair: (-len(pair[1].articles), pair[0]))]


def about(chosen: Sequence[Dated]) -> str:
    """Name the event by the words and names that most of the clauses share."""
    names: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for dated in chosen:
        names.update(set(dated.names.values()))
        known = {part for name in dated.names.values() for part in name.lower().split()}
        words.update(
            {w for w in dated.words if len(w) > 3 and w not in STOP_WORDS | TIMES | SAYING | known and w.isalpha()}
        )
    least = max(2, len(chosen) / 2)
    common = [
        *sorted((w for w, n in words.items() if n >= least), key=lambda w: (-words[w], w))[:3],
        *sorted((w for w, n in names.items() if n >= least), key=lambda w: (-names[w], w))[:2],
    ]
    first = [w for w in chosen[0].words if len(w) > 3 and w not in STOP_WORDS | TIMES | SAYING and w.isalpha()]
    return ", ".join(common or first[:3] or [chosen[0].date.text])
