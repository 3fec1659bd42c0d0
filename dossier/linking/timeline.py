"""What was, or will be, when: dated sentences in calendar order, and when each article was published."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from dossier.linking.findings import ArticleFacts, DossierFacts
from dossier.linking.tellings import Likeness, rarities, same_tellings
from dossier.model import DateSpan, Passage, Span, TimelineEntry, link_to
from dossier.reading.sentences import sentences

_SAME = Likeness(much=0.35, little=0.2, words=2)  # of what stands around one date in two articles
_AROUND = 16  # words on each side of a date; what is further off may tell of something else
_WORD = re.compile(r"\S+")


def timeline(facts: DossierFacts) -> list[TimelineEntry]:
    """Put everything dated in calendar order; of one day, what is vaguer comes later, articles' publication first.

    What several articles tell of one date is one entry, told in the words of the earliest article. Dates that
    cannot be resolved, and those outside passages, are left out.
    """
    found = [entry for article in facts.articles for entry in _published(article)]
    dated = [pair for article in facts.articles for pair in _dated(article)]
    order = {article.article.id: (article.article.published or "9999", i) for i, article in enumerate(facts.articles)}
    by_interval: defaultdict[tuple[str, str], list[tuple[Span, TimelineEntry]]] = defaultdict(list)
    for nearby, entry in dated:
        by_interval[entry.from_, entry.to].append((nearby, entry))
    weight = rarities(nearby for nearby, _ in dated)
    for told in by_interval.values():
        told.sort(key=lambda pair: (*order[pair[1].article], pair[0].start))
        spans = [nearby for nearby, _ in told]
        groups = same_tellings(spans, weight, _SAME)
        later = {member for group in groups for member in group[1:]}
        also = {group[0]: tuple(link_to(spans[member]) for member in group[1:]) for group in groups}
        found += [
            replace(entry, also=also.get(i, ())) for i, (_, entry) in enumerate(told) if i not in later
        ]  # fmt: skip
    return sorted(found, key=lambda e: (e.from_, e.to, e.kind != "published", *order[e.article], e.start, e.phrase))


def _published(facts: ArticleFacts) -> Iterator[TimelineEntry]:
    article = facts.article
    if article.published:
        zone = next((zone for zone in article.zones if zone.zone == "headline"), None)
        place = zone or next(iter(article.passages), Passage(0, 0))
        what = f"Published{f' by {article.outlet}' if article.outlet else ''}: {article.title}"
        text = article.text[place.start : place.end]
        rule = f"read from its {article.published_from}" if article.published_from else ""
        day = article.published
        yield TimelineEntry(day, day, "day", article.id, place.start, place.end, text, what, "published", day, rule)


def _dated(facts: ArticleFacts) -> Iterator[tuple[Span, TimelineEntry]]:
    """Give each resolved date with the words near it; dates of one interval in a sentence once."""
    article = facts.article
    starts = [passage.start for passage in article.passages]
    seen: set[tuple[int, str, str]] = set()
    cut: dict[int, list[tuple[int, int]]] = {}
    for date in facts.dates:
        k = bisect_right(starts, date.start) - 1
        if k < 0 or date.from_ is None or date.to is None:
            continue
        passage = article.passages[k]
        if date.start >= passage.end:
            continue
        if k not in cut:
            cut[k] = sentences(article.text, passage.start, passage.end)
        start, end = _around(cut[k], date, passage)
        if (start, date.from_, date.to) in seen:
            continue
        seen.add((start, date.from_, date.to))
        before = " ".join(_WORD.findall(article.text[start : date.start])[-_AROUND:])
        behind = " ".join(_WORD.findall(article.text[date.end : end])[:_AROUND])
        text = article.text[passage.start : passage.end]
        yield (
            Span(article.id, start, end, f"{before} {behind}"),
            TimelineEntry(
                date.from_, date.to, date.granularity, article.id, passage.start, passage.end, text,
                " ".join(article.text[start:end].split()), "event", " ".join(date.text.split()), date.rule,
            ),
        )  # fmt: skip


def _around(spans: list[tuple[int, int]], date: DateSpan, passage: Passage) -> tuple[int, int]:
    return next((span for span in spans if span[0] <= date.start < span[1]), (passage.start, passage.end))
