"""What new articles bring: facts that only they tell or confirm, and findings whose verdict has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.linking.compare.findings import compare
from dossier.linking.coverage.coverage import coverage
from dossier.linking.facts import DossierFacts
from dossier.linking.matching.cache import Cache
from dossier.linking.text.sentences import flat, words_of
from dossier.model import Coverage, Finding, Link, NewsItem, Span, parse_link

Key = tuple[str, int | str]
_CONTEXT = 4  # words on each side by which a place is known again in a text that was changed elsewhere
_NEAR = 80  # characters on each side among which they are looked for
_TURNED = frozenset({"conflict", "explained"})  # verdicts that are told also of what was never compared before


@dataclass(frozen=True, slots=True)
class Answers:
    """What is said of some articles: their findings and who reports what; `texts` has those that are new or changed."""

    texts: Mapping[str, str]
    findings: Sequence[Finding]
    coverage: Sequence[Coverage]

    def key(self, article: str, start: int) -> Key:
        """Return what a place is known by in an earlier and in a later text: the article and the words around it.

        Of an article that was not changed it is the place itself. Signs, spaces and capitals do not count.
        """
        text = self.texts.get(article)
        return article, start if text is None else _around(text, start)


def answers(facts: DossierFacts, new: Collection[str], cache: Cache) -> Answers:
    """Return the findings and the coverage of some articles; `cache` has what is known of their parts."""
    findings = compare(facts, cache=cache)
    return Answers(texts(facts, new), findings, coverage(facts, findings, cache))


def texts(facts: DossierFacts, new: Collection[str]) -> dict[str, str]:
    """Return the texts of the articles that are new or changed, by id; no other is read."""
    return {id_: facts.articles[place].article.text for place, id_ in enumerate(facts.ids) if id_ in new}


def facts_and_verdicts(before: Answers, now: Answers, new: Collection[str]) -> Iterator[NewsItem]:
    """Yield the items of news about facts and findings; `new` are the ids of the articles that are new or changed.

    A place of a changed article is new where its words did not stand in the earlier text.
    """
    news = _News(before, now, frozenset(new))
    yield from news.facts()
    yield from news.verdicts()


class _News:
    """What is said of the articles before and now; `new` are the ids of those that are new or changed."""

    def __init__(self, before: Answers, now: Answers, new: frozenset[str]) -> None:
        self._before, self._now, self._new = before, now, new

    def facts(self) -> Iterator[NewsItem]:
        """Yield the facts that only new places tell, and those of one outlet that another one has now."""
        rows = [row for row in self._before.coverage if row.kind != "entity"]
        single, several = (self._keys(row for row in rows if row.single_source is alone) for alone in (True, False))
        for row in self._now.coverage:
            links = list(_links(row))
            fresh = [link for link in links if self._is_new(link.article, link.start)]
            if not fresh:
                continue
            spans = tuple(self._span(link) for link in fresh)
            places = {(link.article, link.start) for link in fresh}
            outlets = [
                name for name, at in row.outlets.items() if places & {(x.article, x.start) for x in map(parse_link, at)}
            ]
            known = {(row.kind, *self._now.key(link.article, link.start)) for link in links}
            if len(fresh) == len(links):
                why = f"Only what is new has it: {', '.join(outlets)}."
                yield NewsItem("fact", row.about, None, row.kind, why, spans, row.value)
            elif not row.single_source and known & single and not known & several:
                why = f"One outlet had it; now also {', '.join(outlets)}."
                yield NewsItem("fact", row.about, "single source", "confirmed", why, spans, row.value)

    def _keys(self, rows: Iterable[Coverage]) -> set[tuple[int | str, ...]]:
        """Return the places of some rows before, each with its kind."""
        return {(row.kind, *self._before.key(link.article, link.start)) for row in rows for link in _links(row)}

    def verdicts(self) -> Iterator[NewsItem]:
        """Yield the findings with a new place whose verdict is another one, or was none."""
        known = {
            (finding.kind, self._before.key(span.article, span.start)): finding
            for finding in self._before.findings
            for span in finding.spans
        }
        values = {_places(_links(row)): row.value for row in self._now.coverage if row.value}
        for finding in self._now.findings:
            spans = finding.spans
            fresh = tuple(span for span in spans if self._is_new(span.article, span.start))
            keys = [(finding.kind, self._now.key(span.article, span.start)) for span in spans]
            old = next((known[key] for key in keys if key in known), None)
            if not fresh or (old is None and finding.verdict not in _TURNED):
                continue
            if old is None or old.verdict != finding.verdict or self._has_new_reading(finding):
                was = old.verdict if old else None
                value = values.get(_places(spans), "")
                yield NewsItem("verdict", finding.about, was, finding.verdict, finding.why, fresh, value)

    def _has_new_reading(self, finding: Finding) -> bool:
        """Return whether a conflict or an explained difference has a reading that only new places give."""
        return finding.verdict in _TURNED and any(
            all(self._is_new(span.article, span.start) for span in reading.spans) for reading in finding.readings
        )

    def _is_new(self, article: str, start: int) -> bool:
        if article not in self._new:
            return False
        around = _around(self._now.texts[article], start)
        return f" {around} " not in flat(self._before.texts.get(article, ""))

    def _span(self, link: Link) -> Span:
        return Span(link.article, link.start, link.end, self._now.texts[link.article][link.start : link.end])


def _around(text: str, start: int) -> str:
    """Return the words around a place, as they are compared."""
    before = words_of(text[max(0, start - _NEAR) : start])[-_CONTEXT:]
    return " ".join((*before, *words_of(text[start : start + _NEAR])[:_CONTEXT]))


def _places(places: Iterable[Link | Span]) -> frozenset[tuple[str, int]]:
    return frozenset((place.article, place.start) for place in places)


def _links(row: Coverage) -> Iterator[Link]:
    for links in row.outlets.values():
        yield from map(parse_link, links)


def contradicted(findings: Sequence[Finding], new: Collection[str]) -> dict[str, list[Finding]]:
    """Return the conflicts that a new article is part of, by each article that has a place in them."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        spans = finding.spans
        if finding.verdict == "conflict" and any(span.article in new for span in spans):
            for article in {span.article for span in spans}:
                found[article].append(finding)
    return found
