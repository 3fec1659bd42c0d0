"""The verdict on dates of one event, its reason, and what to call the event."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from dossier.linking.compare.dates.dated import MONTHS, Dated
from dossier.linking.compare.dates.evidence import LOOSE, meet, replaces, reprinted
from dossier.linking.compare.finding import reading
from dossier.linking.compare.reasons import shown
from dossier.linking.compare.titles import TitleSentence, title
from dossier.model import DateSpan, Reading, Span, Verdict
from dossier.text.days import day_range
from dossier.text.lists import listed

_STRETCHES = frozenset({"interval", "season"})
_STARTS = re.compile(r"(?:the )?(?:start|beginning)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:ago|earlier|later)\Z")  # so many years, which writers round
_BOUNDED = re.compile(r"\b(?:nearly|almost|more than|less than|over|under) \Z", re.IGNORECASE)
_PART_OF = re.compile(r"\b(?:early|small|late)(?: hours)?(?: (?:of|on|last))* \Z", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:until|till|before) \Z", re.IGNORECASE)
_REVISED = 4  # days between articles, in which a plan may have changed without a word


def verdict_of(chosen: Sequence[Dated], outlets: Mapping[str, str], *, sure: bool) -> tuple[Verdict, str]:
    """Return the verdict on dates of one event and its reason.

    `outlets` says what to call the articles, by their ids; `sure` tells that the dates surely are of one event.
    """
    spans = sorted({(dated.since, dated.to) for dated in chosen})
    if len(spans) == 1:
        return "agree", _alike(chosen, spans[0])
    if _one_night(chosen):
        return "compatible", f"{listed([_told(chosen, span, outlets) for span in spans])}: one night."
    if max(since for since, _ in spans) <= min(to for _, to in spans):
        return "agree" if _closely(chosen) else "compatible", _within(chosen, spans, outlets)
    told = listed([_told(chosen, span, outlets) for span in spans])
    return _differing(Differing(tuple(chosen), sure), told, "both" if len(spans) == 2 else "all")


def _closely(chosen: Sequence[Dated]) -> bool:
    """Return whether dates that meet are days or weeks, or one of them a length of time, and not `nearly` so long."""
    counted = any(d.label or _COUNTED.search(d.date.text) for d in chosen)
    if any(_BOUNDED.search(d.lead) for d in chosen if d.label or _COUNTED.search(d.date.text)):
        return False
    if any(map(_is_vague, chosen)):
        return len({d.since for d in chosen}) == 1 and all(_STARTS.match(d.date.text) for d in chosen if _is_vague(d))
    return counted or max(d.to - d.since for d in chosen).days < LOOSE


def _is_vague(dated: Dated) -> bool:
    """Return whether a date is a stretch that no calendar counts: “the weekend”, “mid-March”, “this spring”."""
    return dated.date.granularity in _STRETCHES and not dated.label and not _COUNTED.search(dated.date.text)


def _differing(found: Differing, told: str, all_: str) -> tuple[Verdict, str]:
    rule = next(rule for rule in RULES if rule.holds(found))
    first, other = (day_range(dated.since, dated.to) for dated in found.reprints or found.dates[:2])
    return rule.verdict, rule.why.format(told=told, first=first, other=other, all=all_)


def _alike(chosen: Sequence[Dated], span: tuple[dt.date, dt.date]) -> str:
    """Return the reason for dates of the same days."""
    words, day = list(dict.fromkeys(f"“{dated.date.text}”" for dated in chosen)), day_range(*span)
    if len(words) > 1:
        return f"{listed(words)} {'are all' if len(words) > 2 else 'both are'} {day}."
    count = len({dated.date.article for dated in chosen})
    meant = "" if words[0] == f"“{day}”" else f", which is {day}"
    return f"{f'All {count}' if count > 2 else 'Both'} articles say {words[0]}{meant}."


@dataclass(frozen=True, slots=True)
class Differing:
    """Dates that have no day in common, and whether they surely are of one event."""

    dates: tuple[Dated, ...]
    sure: bool

    @property
    def reprints(self) -> tuple[Dated, Dated] | None:
        """Two dates of one sentence that stands in two articles, the earlier day first."""
        pairs = combinations(sorted(self.dates, key=lambda dated: dated.since), 2)
        return next((pair for pair in pairs if _reprinted(*pair)), None)

    @property
    def doubtful(self) -> bool:
        """Whether the dates may be of two events, or so vague that both can be true."""
        unsure = not self.sure or unlike(self.dates) or _ends_one(self.dates)
        return unsure or _published_apart(self.dates) or _hazy(self.dates) or _planned(self.dates)


def unlike(chosen: Sequence[Dated]) -> bool:
    """Return whether some are told by day and others by month or year, not all written out: “Friday” and “May”.

    Two such that lie apart contradict each other nowhere: of 13 in marked pairs two were of one event.
    """
    return len({dated.date.granularity for dated in chosen}) > 1 and not all(dated.explicit for dated in chosen)


def _ends_one(chosen: Sequence[Dated]) -> bool:
    """Return whether some dates end something and others do not: “not until January”, and what was done in October."""
    return len({_ENDS.search(dated.lead) is None for dated in chosen}) > 1


def _reprinted(one: Dated, other: Dated) -> bool:
    return reprinted(one, other) and not meet(one, other) and not _deictic(one, other)


class VerdictRule(NamedTuple):
    """A verdict on dates that differ, when it is given and why; the first that holds counts."""

    name: str
    holds: Callable[[Differing], bool]
    verdict: Verdict
    why: str


RULES = (
    VerdictRule("a plan that a text tells as former", lambda found: _replaced(found.dates), "explained",
         "{told}: the earlier plan and the new one, as the later text says."),
    VerdictRule("put off", lambda found: _moved(found.dates), "explained",
         "{told}: the later article has the later date, so the plan may have changed."),
    VerdictRule("one sentence with two dates", lambda found: found.reprints is not None, "conflict",
         "The same sentence stands with {first} and with {other}."),
    VerdictRule("perhaps two events", lambda found: found.doubtful, "unclear",
         "{told} differ; the articles do not say whether they mean the same event."),
    VerdictRule("one event", lambda found: found.sure, "conflict",
         "{told} cannot {all} be the date of the same event."),
)  # fmt: skip


_OF_THE_DAY = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening))\b", re.IGNORECASE)


_EXACT = frozenset({"day", "month", "year"})
_MORNING = re.compile(r"\b(?:morning|dawn)\b", re.IGNORECASE)
_NIGHT = re.compile(r"\b(?:late|night|evening|overnight|midnight|early|morning|dawn)\b", re.IGNORECASE)


def _hazy(chosen: Sequence[Dated]) -> bool:
    """Return whether stretches such as "late October", or a night and the morning after it, leave room for both.

    Between stretches there must be as much again: "mid-April" is not a day of May.
    """
    vague = [dated.days for dated in chosen if dated.date.granularity not in _EXACT]
    if vague:
        gap = max(dated.since for dated in chosen) - min(dated.to for dated in chosen)
        return gap.days <= max(vague)
    first, last = min(chosen, key=lambda dated: dated.since), max(chosen, key=lambda dated: dated.to)
    if (last.to - first.since).days > 1 or not all(_NIGHT.search(_when(dated)) for dated in chosen):
        return False
    return _MORNING.search(_when(first)) is None or _MORNING.search(_when(last)) is None


def _when(dated: Dated) -> str:
    """Return a date with what stands before it: “in the early hours of Sunday”."""
    found = _PART_OF.search(dated.lead)
    return f"{found[0] if found else ''}{dated.date.text}"


_SMALL_HOURS = re.compile(r"\bearly\b|\bsmall hours\b|\bdawn\b|\bovernight\b", re.IGNORECASE)
_LATE = re.compile(r"\bnight\b|\bovernight\b|\bmidnight\b", re.IGNORECASE)


def _one_night(chosen: Sequence[Dated]) -> bool:
    """Return whether some tell of a night and others of its small hours: “Saturday night”, “early on Sunday”."""
    first, last = min(dated.since for dated in chosen), max(dated.to for dated in chosen)
    if (last - first).days != 1 or any(dated.days for dated in chosen):
        return False
    late = all(_LATE.search(_when(dated)) for dated in chosen if dated.since == first)
    return late and all(_SMALL_HOURS.search(_when(dated)) for dated in chosen if dated.since == last)


_PLANS = frozenset({"would", "will", "shall", "plans", "planned", "planning", "expected", "due", "scheduled"})


def _replaced(chosen: Sequence[Dated]) -> bool:
    """Return whether one text tells the days of the others as what was planned before."""
    new = [dated for dated in chosen if any(replaces(dated, plan) for plan in chosen)]
    old = [p for p in chosen if any(replaces(dated, p) or dated.former == (p.since, p.to) for dated in new)]
    return bool(new) and len(new) + len(old) == len(chosen)


def _planned(chosen: Sequence[Dated]) -> bool:
    """Return whether some tell of a plan and others of what was done: “would close on 2 May”, “closed on 3 May”."""
    if all(_ahead(dated) for dated in chosen):
        return False
    plans = [any(word.lower() in _PLANS for word in dated.words) for dated in chosen]
    return any(plans) and not all(plans)


def _published_apart(chosen: Sequence[Dated]) -> bool:
    """Return whether "today" of articles a day apart explains that their days are a day apart."""
    since, to = min(dated.since for dated in chosen), max(dated.to for dated in chosen)
    return (to - since).days <= 1 and any(_OF_THE_DAY.search(dated.date.text) for dated in chosen)


def _within(chosen: Sequence[Dated], spans: Sequence[tuple[dt.date, dt.date]], outlets: Mapping[str, str]) -> str:
    """Return which words fall within which: “December 1” falls within “next week” (1–7 December 2025)."""
    by_length = sorted(spans, key=lambda span: (span[1] - span[0], span))
    if len(by_length) == 2 and by_length[1][0] <= by_length[0][0] and by_length[0][1] <= by_length[1][1]:
        short = _wordings(chosen, by_length[0])
        words = listed([f"“{text}”" for text in short])
        return f"{words} {'fall' if len(short) > 1 else 'falls'} within {_worded(chosen, by_length[1])}."
    return f"{listed([_told(chosen, span, outlets) for span in by_length])} have days in common."


def _day(chosen: Sequence[Dated], span: tuple[dt.date, dt.date]) -> str:
    """Return days in words; of a length of time the date that it comes to."""
    label = next((dated.label for dated in chosen if (dated.since, dated.to) == span), "")
    return f"about {label}" if label else day_range(*span)


def _wordings(chosen: Sequence[Dated], span: tuple[dt.date, dt.date]) -> list[str]:
    return list(dict.fromkeys(dated.date.text for dated in chosen if (dated.since, dated.to) == span))


def _worded(chosen: Sequence[Dated], span: tuple[dt.date, dt.date]) -> str:
    words = listed([f"“{text}”" for text in _wordings(chosen, span)[:4]])
    days = _day(chosen, span)
    return words if words == f"“{days}”" else f"{words} ({days})"


def _deictic(one: Dated, other: Dated) -> bool:
    """Return whether the same words, such as `today`, mean other days because the articles are of other days."""
    return one.date.text == other.date.text and one.published != other.published


def _moved(chosen: Sequence[Dated]) -> bool:
    """Return whether an event ahead was put off: later articles give later days, and one says that it moved."""
    days = [dated.published_day for dated in chosen]
    told = any(dated.moved for dated in chosen) or max(days) - min(days) >= _REVISED
    dated = sorted((d.published or "", d.since) for d in chosen)
    later = dated[0][0] < dated[-1][0] and all(map(_not_earlier, dated, dated[1:]))
    return told and later and all(map(_ahead, chosen))


def _not_earlier(one: tuple[str, dt.date], other: tuple[str, dt.date]) -> bool:
    """Return whether a later article has no earlier day, and articles of one day the same."""
    return one[1] <= other[1] and (one[0] < other[0] or one[1] == other[1])


def _ahead(dated: Dated) -> bool:
    """Return whether a date lies behind the day of its article."""
    return bool(dated.published) and dated.since.isoformat() > (dated.published or "")


def _told(chosen: Sequence[Dated], span: tuple[dt.date, dt.date], outlets: Mapping[str, str]) -> str:
    """Return days with the words for them and who has those: `3 May 2024 (“Friday” in Post and Wire)`."""
    days, words = _day(chosen, span), listed([f"“{text}”" for text in _wordings(chosen, span)[:4]])
    told = [outlets[d.date.article] for d in chosen if (d.since, d.to) == span]
    return f"{days} ({shown(told)})" if words == f"“{days}”" else f"{days} ({words} in {shown(told)})"


def readings(chosen: Sequence[Dated]) -> list[Reading]:
    """Return the days that are told, each with its places, those of most articles first."""
    by_days: defaultdict[tuple[dt.date, dt.date], list[DateSpan]] = defaultdict(list)
    for dated in chosen:
        by_days[dated.since, dated.to].append(dated.date)
    found = [
        (span, reading(_day(chosen, span), [Span(d.article, d.start, d.end, d.text) for d in dates]))
        for span, dates in by_days.items()
    ]
    return [item for _, item in sorted(found, key=lambda pair: (-len(pair[1].articles), pair[0]))]


def about(chosen: Sequence[Dated]) -> str:
    """Return what to call the event: words of the sentence that says most of it, without the date."""
    return title([_placed(dated) for dated in chosen])


_ADVERBIAL = re.compile(r"(?:\b(?:on|in|at|during|late|early|later|earlier|that|this|the)\s+)*\Z", re.IGNORECASE)
_OWN = re.compile(r"['’] ?s?(?= )")  # Monday's attack
_BOUND = re.compile(
    r"\b(?:since|until|till|by|from|before|after|between|to|through|of|for|a|an|than|and|its|their|his|her|[\w]+['’]s?"
    r"|beginning|starting|ending)\s+\Z",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|this|that)\s\Z", re.IGNORECASE)  # the Monday attack
_NOUN = re.compile(r" [a-z]")
_JOINED = re.compile(rf"(?: (?:and|or|to|until|through) |\s?[-–/]\s?)(?:\d|[A-Z][a-z]+day\b|{MONTHS}\b)")


def _is_part(dated: Dated, end: int) -> bool:
    """Return whether a date is a part of a phrase torn without it: `the Monday attack`, `Tuesday and Friday`."""
    beside = _THE.search(dated.sentence, 0, dated.at) and _NOUN.match(dated.sentence, end)
    return beside is not None or _JOINED.match(dated.sentence, end) is not None


def _placed(dated: Dated) -> TitleSentence:
    """Return where the date stands in its sentence; it is left out whole where the sentence needs no date."""
    end = dated.at + dated.date.end - dated.date.start
    lead = _ADVERBIAL.search(dated.sentence, 0, dated.at)
    start = lead.start() if lead else dated.at
    own = _OWN.match(dated.sentence, end)
    if own or _is_part(dated, end) or _BOUND.search(dated.sentence, 0, start):
        last = own.end() if own else end
        return TitleSentence(dated.date.article, dated.sentence, dated.at, last, last)
    return TitleSentence(dated.date.article, dated.sentence, start, end, end, "")
