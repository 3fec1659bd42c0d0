"""Everything that the articles say by and about one person, organisation or place, put together for an interview."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dossier.extracting.names.candidates.titles import ADDRESS
from dossier.linking.matching.contexts import sentence_of
from dossier.linking.text.offices import offices
from dossier.model import (
    Article,
    Coverage,
    Entity,
    Finding,
    Mention,
    Quantity,
    Quotation,
    ReportedSpeech,
    Span,
    parse_link,
)
from dossier.text.casing import written_beside
from dossier.text.folding import fold

_Placed = TypeVar("_Placed", Quotation, ReportedSpeech, Quantity)


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is called in the articles: from the first to the last day on which it was written, and where."""

    role: str
    first: str | None
    last: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What is known of an entity. Days are ISO days of publication; None where no article has one.

    `said` are its quotations, `reported` what is reported of it without marks, each place once and not what is mostly
    quoted; `about` are the other sentences that name it, a sentence that several articles have once. `numbers` stand
    in a sentence that names it or are given by it.
    `contradictions` are findings that do not agree about something that it says itself; `open` are other conflicts
    and unclear findings about it; `single` is what one outlet alone tells of it.
    """

    entity: Entity
    first: str | None
    last: str | None
    roles: tuple[Role, ...]
    said: tuple[Quotation, ...]
    reported: tuple[ReportedSpeech, ...]
    about: tuple[Span, ...]
    numbers: tuple[Quantity, ...]
    contradictions: tuple[Finding, ...]
    open: tuple[Finding, ...]
    single: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What a brief is made from: the articles in which the entity is named, and what was found in them."""

    articles: Sequence[Article]
    mentions: Sequence[Mention]
    said: Sequence[Quotation]
    reported: Sequence[ReportedSpeech]
    numbers: Sequence[Quantity]
    findings: Sequence[Finding]
    coverage: Sequence[Coverage]


def brief(entity: Entity, material: Material) -> Brief:
    """Return the brief of an entity, everything in the order of the days and articles."""
    days = sorted(article.published for article in material.articles if article.published)
    by_day = {article.id: at for at, article in enumerate(sorted(material.articles, key=_day))}

    def in_order(found: Iterable[_Placed]) -> tuple[_Placed, ...]:
        return tuple(sorted(found, key=lambda one: (by_day.get(one.article, len(by_day)), one.article, one.start)))

    named = _Sentences(material)
    own = {(quote.article, quote.start, quote.end) for quote in material.said}
    disagreeing = [one for one in material.findings if one.verdict in {"conflict", "unclear"}]
    contradictions = [one for one in disagreeing if any(_within(span, own) for span in one.spans)]
    return Brief(
        entity,
        days[0] if days else None,
        days[-1] if days else None,
        tuple(_roles(material)),
        in_order(material.said),
        in_order(_reported(material.reported, own)),
        tuple(named.others(own)),
        in_order(one for one in material.numbers if named.holds(one.article, one.start) or _within_one(one, own)),
        tuple(contradictions),
        tuple(
            one
            for one in disagreeing
            if one not in contradictions and any(named.holds(span.article, span.start) for span in one.spans)
        ),
        tuple(row for row in material.coverage if row.single_source and row.kind != "entity" and _of(row, named, own)),
    )


def _day(article: Article) -> tuple[str, str]:
    return article.published or "9999", article.id


class _Sentences:
    """The sentences that name the entity."""

    def __init__(self, material: Material) -> None:
        self._texts = {article.id: article.text for article in material.articles}
        self._days = {article.id: article.published or "9999" for article in material.articles}
        titles = {article.id: article.title for article in material.articles}
        self._spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for mention in material.mentions:
            place = self._sentence(mention, titles[mention.article])
            if place not in self._spans[mention.article]:
                self._spans[mention.article].append(place)
        for spans in self._spans.values():
            spans.sort()

    def _sentence(self, mention: Mention, title: str) -> tuple[int, int]:
        """Return the sentence of a mention; of a headline with a day before it in the file, the title alone."""
        start, end = sentence_of(self._texts[mention.article], mention.start, mention.end)
        at = self._texts[mention.article].find(title, start, end) if title else -1
        return (at, end) if at >= 0 and at + len(title) == end and at <= mention.start else (start, end)

    def holds(self, article: str, at: int) -> bool:
        """Return whether a place stands in such a sentence."""
        spans = self._spans.get(article, [])
        before = bisect.bisect_right(spans, (at, 1 << 60)) - 1
        return before >= 0 and at < spans[before][1]

    def others(self, quotes: Iterable[tuple[str, int, int]]) -> Iterator[Span]:
        """Yield the sentences without those that only attribute a quotation; each that has the same words once."""
        seen: set[str] = set()
        quoted = list(quotes)
        for article in sorted(self._spans, key=lambda id_: (self._days[id_], id_)):
            for start, end in self._spans[article]:
                text = self._texts[article][start:end]
                inside = sum(max(0, min(end, b) - max(start, a)) for id_, a, b in quoted if id_ == article)
                if fold(text) not in seen and inside < (end - start) / 2:
                    seen.add(fold(text))
                    yield Span(article, start, end, text)


def _reported(reported: Sequence[ReportedSpeech], quotes: Collection[tuple[str, int, int]]) -> Iterator[ReportedSpeech]:
    """Yield what is reported without marks: not what stands in another report of it, nor what is quoted by half."""
    kept: list[ReportedSpeech] = []
    for one in sorted(reported, key=lambda one: one.start - one.end):
        inside = any(one.article == other.article and _overlaps(one, other.start, other.end) for other in kept)
        quoted = sum(
            min(one.end, b) - max(one.start, a) for id_, a, b in quotes if id_ == one.article and _overlaps(one, a, b)
        )
        if not inside and quoted < (one.end - one.start) / 2:
            kept.append(one)
    yield from (one for one in reported if one in kept)


def _roles(material: Material) -> Iterator[Role]:
    """Yield what the entity is called, in the order in which it was first called so."""
    days = {article.id: article.published for article in material.articles}
    texts = {article.id: article.text for article in material.articles}
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in material.mentions:
        role = mention.role or next((one.written.lower() for one in offices(texts[mention.article], [mention])), None)
        if role and role not in ADDRESS:
            found[fold(role)].append(replace(mention, role=role))
    roles = []
    for mentions in found.values():
        dated = sorted(day for mention in mentions if (day := days[mention.article]))
        spans = tuple(Span(one.article, one.start, one.end, one.text) for one in mentions)
        roles.append(
            Role(_as_written(mentions, texts), dated[0] if dated else None, dated[-1] if dated else None, spans)
        )
    yield from sorted(roles, key=lambda role: (role.first or "9999", role.role))


def _as_written(mentions: Sequence[Mention], texts: Mapping[str, str]) -> str:
    """Return a role with the capitals that it has beside one of the names: Chilean minister, not chilean minister."""
    role = mentions[0].role or ""
    whole = (written_beside(role, texts[one.article], one.start, one.end) for one in mentions)
    last = mentions[-1]
    # President of Peru, where the text has Peru's President.
    words = (written_beside(word, texts[last.article], last.start, last.end) or word for word in role.split())
    return next(filter(None, whole), " ".join(words))


def _overlaps(one: ReportedSpeech, start: int, end: int) -> bool:
    return one.start < end and start < one.end


def _within(span: Span, places: Iterable[tuple[str, int, int]]) -> bool:
    return any(span.article == article and start < span.end and span.start < end for article, start, end in places)


def _within_one(number: Quantity, places: Iterable[tuple[str, int, int]]) -> bool:
    return _within(Span(number.article, number.start, number.end, number.text), places)


def _of(row: Coverage, named: _Sentences, own: Iterable[tuple[str, int, int]]) -> bool:
    """Return whether a row of coverage is about the entity, or said by it."""
    links = [parse_link(link) for places in row.outlets.values() for link in places]
    return any(
        named.holds(link.article, link.start) or _within(Span(link.article, link.start, link.end, ""), own)
        for link in links
    )
