"""Whether two dates are of one event: named evidence, each with its weight and an example."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dossier.linking.compare.dates.dated import Dated
from dossier.linking.matching.contexts import same_story

_WEEK = 7
LOOSE = 8  # days; a day and the week that holds it agree, a day and its year are only compatible
_VAGUE = 0.3  # times what equal days tell, of a month or a year
ONE_STORY = 0.6  # articles of one story share so much of what each is about
_NOT_BY_CHANCE = 0.05
_FEW_KEYS = 2  # words and concepts in common that make a length of time and a year one event
_FEW = 4  # stems in common that make a day and its year one event


class Weight(NamedTuple):
    """What a piece of evidence weighs, about the logarithm of the odds that two dates are of one event."""

    weight: float
    example: str


EVIDENCE: dict[str, Weight] = {
    "start": Weight(-2.5, "most pairs of dates are of two events"),
    "reprint": Weight(9.0, "one sentence in two articles, whatever day it has"),
    "words around": Weight(7.0, "times 0 to 1: “the vote, on 3 May” and “voters go to the polls on 3 May”"),
    "names": Weight(0.5, "for each name that both clauses have, up to three"),
    "one story": Weight(3.0, "times how much of what each is about both articles share, less 0.6"),
    "equal days far from publication": Weight(1.4, "few events lie more than a week from their article"),
    "equal days, written out": Weight(1.5, "“9 January” and “Monday”, which is 9 January, in one story"),
    "one within the other": Weight(0.2, "“3 May” and “next week”"),
    "one within the other, written out": Weight(1.4, "“14 March” and “mid-March”, far from the article"),
    "both away from publication": Weight(0.6, "both ahead or both past"),
    "hardly a word in common": Weight(-1.5, "a month and a day of it, and one word"),
    "days apart": Weight(-0.5, "times 1 and the logarithm of the days between"),
    "a beginning and an end": Weight(-9.0, "“since 2019” and “until 2024”"),
    "counted, and the same": Weight(2.0, "“in March” and “for ten months” in one January"),
    "counted, and hardly a word in common": Weight(-1.5, "“for six years” and “2018”, of two things"),
    "the day that was planned before": Weight(6.0, "“on Monday” and “had spoken of Monday, now on Sunday”"),
    "a day of saying": Weight(-9.0, "“said on Monday” and “said on Wednesday”"),
    "has its match elsewhere": Weight(-1.5, "the other article has that day too, of something else"),
    "only day of its kind": Weight(1.0, "neither day stands in the other article"),
    "one past, one ahead": Weight(-2.0, "what has been and what is to come"),
    "on one side of publication": Weight(0.6, "both past, or both to come"),
    "words of the event": Weight(0.6, "for each word or concept that both clauses have, up to three"),
    "figures exchanged": Weight(3.0, "“built in 1967” and “built in 1976”, “3 June” and “13 June”"),
    "what happens once": Weight(1.5, "“she died on Tuesday” and “died in hospital on Wednesday”"),
    "both written out": Weight(0.5, "“21 May” and “May 28”"),
    "weekdays alone": Weight(-2.0, "“on Friday” and “on Saturday”"),
    "months apart": Weight(-1.5, "“July” and “August”"),
    "years apart": Weight(-3.0, "“1967” and “1968”"),
    "far apart": Weight(-1.5, "more than two months between days"),
    "each around its article": Weight(-9.0, "“on Wednesday” and “12 October” in articles of two weeks"),
}


_WEIGHTS = {name: weight for name, (weight, _) in EVIDENCE.items()}


class WeighedDates(NamedTuple):
    """What two dates weigh in whatever articles and dossier they stand; of a reprint nothing else counts."""

    weight: float
    reprint: bool = False


class WeighedArticles(NamedTuple):
    """What the rest of the two articles weighs, and what it weighs more where words in common are no chance."""

    weight: float
    by_words: float


def sameness(alike: float, alone: WeighedDates | None, articles: WeighedArticles) -> float | None:
    """Return the weight that two dates are of one event, but for how rarely another has the same days.

    `alike` is how alike the words around them are, 0 to 1; `alone` what `weighed` gives, None where they cannot be of
    one; `articles` what `weighed_articles` gives.
    """
    if alone is None or alone.reprint:
        return alone and alone.weight
    by_words = articles.by_words if alike > _NOT_BY_CHANCE else 0.0
    return alone.weight + (_WEIGHTS["words around"] * alike + articles.weight + by_words)


def weighed(one: Dated, other: Dated) -> WeighedDates | None:
    """Return what two dates weigh by themselves; None where they cannot be of one event."""
    if _two_of_one_article(one, other) or _two_lengths(one, other) or _no_contradiction(one, other):
        return None
    if _last_time(one, other) or _last_time(other, one):
        return None
    told_by_weekday = one.published != other.published and not (one.explicit and other.explicit)
    if reprinted(one, other) and not told_by_weekday:
        return WeighedDates(EVIDENCE["reprint"].weight, reprint=True)
    return WeighedDates(_summed(_by_themselves(one, other)))


def _summed(evidence: Iterable[tuple[str, float]]) -> float:
    total = 0.0
    for name, amount in evidence:  # a loop, since it is asked for each pair
        total += _WEIGHTS[name] * amount
    return total


def _two_of_one_article(one: Dated, other: Dated) -> bool:
    """Return whether an article gives two days: it dates two things before it dates one thing twice."""
    return one.date.article == other.date.article and (one.since, one.to) != (other.since, other.to)


def _two_lengths(one: Dated, other: Dated) -> bool:
    """Return whether both are lengths of time, which are compared as numbers."""
    return bool(one.label and other.label)


def _no_contradiction(one: Dated, other: Dated) -> bool:
    """Return whether a length of time and a date differ and yet do not contradict each other."""
    return bool(one.label or other.label) and not meet(one, other) and not _contradict(one, other)


def _last_time(counted: Dated, other: Dated) -> bool:
    """Return whether one tells since when there was no such thing, the other when something was founded or born."""
    return counted.date.rule in _SINCE_LAST and _FOUNDED.search(other.lead) is not None


def weighed_articles(one: Dated, other: Dated) -> WeighedArticles:
    """Return what the rest of both articles weighs."""
    story = same_story(one.story, other.story)
    exact = one.since == one.to and (one.explicit or other.explicit)
    written = _WEIGHTS["equal days, written out"] if exact and (one.since, one.to) == (other.since, other.to) else 0.0
    surely = story >= ONE_STORY
    weight = _summed(_of_articles(one, other, story)) + (written if surely else 0.0)
    return WeighedArticles(weight, 0.0 if surely else written)


def _of_articles(one: Dated, other: Dated, story: float) -> Iterator[tuple[str, float]]:
    """Yield what the rest of both articles says, each by its name and how much of it."""
    yield "one story", story - ONE_STORY
    if (one.since, one.to) != (other.since, other.to) and not meet(one, other):
        matched = (one.since, one.to) in other.others or (other.since, other.to) in one.others
        yield ("has its match elsewhere" if matched else "only day of its kind"), 1.0


def _by_themselves(one: Dated, other: Dated) -> Iterator[tuple[str, float]]:
    """Yield what two dates with their sentences say, each by its name and how much of it."""
    yield "start", 1.0
    if one.names and other.names:
        yield "names", min(3, len(one.names.keys() & other.names.keys()))
    if one.bound and other.bound and one.bound != other.bound:
        yield "a beginning and an end", 1.0
    if (one.since, one.to) == (other.since, other.to):
        far = one.elsewhen and other.elsewhen
        yield "equal days far from publication", telling(one.since, one.to) * far
    elif meet(one, other):
        yield from _days_in_common(one, other)
    else:
        yield from _other_days(one, other)


def _days_in_common(one: Dated, other: Dated) -> Iterator[tuple[str, float]]:
    # Both ahead or both past: what lies around publication meets by chance.
    yield "one within the other", 1.0
    if one.side and other.side:
        yield "both away from publication", 1.0
    if one.label or other.label:
        if one.side and other.side:
            yield "counted, and the same", 1.0
        if not _closely(one, other) and len(one.keys & other.keys) < _FEW_KEYS:
            yield "counted, and hardly a word in common", 1.0
    elif _written_closely(one, other):
        yield "one within the other, written out", 1.0
    elif not _closely(one, other) and _shared(one, other) < _FEW:
        yield "hardly a word in common", 1.0  # a name and a month in common are no event


def _other_days(one: Dated, other: Dated) -> Iterator[tuple[str, float]]:
    if one.said or other.said:
        yield "a day of saying", 1.0
    if one.side and other.side:
        yield ("on one side of publication" if one.side == other.side else "one past, one ahead"), 1.0
    yield "words of the event", min(3, _in_common(one, other))
    if replaces(one, other) or replaces(other, one):
        yield "the day that was planned before", 1.0
    if _figures_exchanged(one, other):
        yield "figures exchanged", 1.0
    if not one.happens.isdisjoint(other.happens):
        yield "what happens once", 1.0
    if one.explicit == other.explicit:
        yield ("both written out" if one.explicit else "weekdays alone"), 1.0
    yield from _apart(one, other)
    if _each_around_its_article(one, other):
        yield "each around its article", 1.0


def _figures_exchanged(one: Dated, other: Dated) -> bool:
    """Return whether one date is the other with figures exchanged or a figure more: 1967 and 1976, 3 and 13 June."""
    if not (one.explicit and other.explicit) or one.keys.isdisjoint(other.keys):
        return False
    if one.date.granularity == other.date.granularity == "year":
        mine, theirs = str(one.since.year), str(other.since.year)
        return mine != theirs and sorted(mine) == sorted(theirs)
    days = one.date.granularity == other.date.granularity == "day"
    if not days or (one.since.year, one.since.month) != (other.since.year, other.since.month):
        return False
    short, long = sorted((str(one.since.day), str(other.since.day)), key=len)
    return (len(short) < len(long) and short in long) or short == long[::-1]


def _apart(one: Dated, other: Dated) -> Iterator[tuple[str, float]]:
    """Yield how far two dates lie apart; of a length of time in its own unit, years."""
    gap = max((one.since - other.to).days, (other.since - one.to).days)
    if one.label or other.label:
        yield "days apart", 1 + math.log10(max(1, gap / _YEAR))
        return
    yield "days apart", 1 + math.log10(gap)
    longest = max(one.days, other.days)
    if longest > _WEEK and one.side < 0:
        yield ("months apart" if longest <= _MONTH else "years apart"), 1.0
    elif gap > _FAR:
        yield "far apart", 1.0


def _each_around_its_article(one: Dated, other: Dated) -> bool:
    """Return whether articles of two weeks each tell of a day around their own."""
    if not one.published or not other.published:
        return False
    if abs(one.published_day - other.published_day) < _OTHER_WEEK:
        return False
    return all(abs(dated.since.toordinal() - dated.published_day) <= _OTHER_WEEK for dated in (one, other))


_SINCE_LAST = frozenset({"last time", "none for a time"})
_FOUNDED = re.compile(r"\b(?:opened|founded|built|born|created|established|launched|began|started|set up) (?:in|on) \Z")
_FAR, _MONTH, _YEAR = 62, 31, 365.25  # days
_PART = 15  # days of a part of a month
_OTHER_WEEK = 4  # days between two publications, behind which "on Wednesday" is another one


def written_out(chosen: Sequence[Dated]) -> bool:
    """Return whether all days are told by day, month or year, and alike: “5 May” and “15 May”.

    Other words for days that are written out too, such as "that day", do not count.
    """
    written = [dated for dated in chosen if dated.explicit and not dated.label]
    alike = {dated.date.granularity for dated in written} in ({"day"}, {"month"}, {"season"}, {"year"})
    one_end = len({dated.bound for dated in written}) == 1
    every = {(dated.since, dated.to) for dated in chosen} == {(dated.since, dated.to) for dated in written}
    return alike and one_end and every


def _contradict(one: Dated, other: Dated) -> bool:
    """Return whether a length of time and a date may contradict each other: exact, of years or days, of like events."""
    fine = min(one.days, other.days) > _MONTH or max(one.days, other.days) == 0
    return one.exact and other.exact and fine and len(one.keys & other.keys) >= _FEW_KEYS


def replaces(later: Dated, plan: Dated) -> bool:
    """Return whether the sentence of one date tells the other as what was planned before, of a weekday in any week."""
    if later.former is None or later.date.article == plan.date.article:
        return False
    since, to = later.former
    weekday = since == to and plan.since == plan.to and since.weekday() == plan.since.weekday()
    return (since, to) == (plan.since, plan.to) or (weekday and abs((since - plan.since).days) <= _WEEK)


def _in_common(one: Dated, other: Dated) -> int:
    """Return how many words, else concepts, both clauses have."""
    return _shared(one, other) or sum(key.startswith("c:") for key in one.keys & other.keys)


def meet(one: Dated, other: Dated) -> bool:
    """Return whether two dates have a day in common."""
    return one.since <= other.to and other.since <= one.to


def _closely(one: Dated, other: Dated) -> bool:
    """Return whether both are short, as a day and the week that holds it: of two such the meeting tells something."""
    return max(one.days, other.days) < LOOSE


def _written_closely(one: Dated, other: Dated) -> bool:
    """Return whether both are written out and a part of a month at most, more than a week from their articles."""
    short = max(one.days, other.days) <= _PART
    return short and all(dated.explicit and dated.elsewhen for dated in (one, other))


def _shared(one: Dated, other: Dated) -> int:
    """Return how many stems both clauses have, their names counted as one at most."""
    stems = {key for key in one.keys & other.keys if ":" not in key}
    if not stems:
        return 0
    plain = stems - one.named - other.named
    return len(plain) + (len(plain) < len(stems))


def telling(since: dt.date, to: dt.date) -> float:
    """Return what equal days tell, 0 to 1: that two events fell in the same year or month tells little."""
    return _VAGUE if (to - since).days > _WEEK else 1.0


def reprinted(one: Dated, other: Dated) -> bool:
    """Return whether one sentence stands in two articles, whatever date it has."""
    return one.frame is not None and one.frame == other.frame and one.date.article != other.date.article
