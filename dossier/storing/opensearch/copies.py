"""Finds which passages stand in other articles too, as articles come; the rules are the local engine's."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from dossier.storing.catalogue.near_duplicates import MOST, copies_of_articles, shared_marks
from dossier.storing.opensearch.documents import packed, unpacked
from dossier.storing.opensearch.indices import COPIES, NEVER, PASSAGES, Json
from dossier.storing.opensearch.server.bulk import Action, send
from dossier.storing.opensearch.server.client import Client, any_of

_AT_ONCE: Final = 50  # articles
_SHARING: Final = 10_000  # passages that share a fingerprint with those of so many articles, at most
_FIELDS: Final = ("article", "rev", "order", "start", "end", "published", "marks", "body")


class _Passage(NamedTuple):
    id: str
    rev: str
    order: str
    article: str
    start: int
    end: int
    published: str | None
    marks: frozenset[str]
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Copies:
    """Finds the copies of what comes with a state, among all that is there; each pair of articles once."""

    client: Client
    state: int

    def find(self, progress: Callable[[int], None]) -> None:
        """Look at every article that comes with this state; `progress` is told of how many."""
        new = {"bool": {"filter": [{"term": {"since": self.state}}, {"term": {"until": NEVER}}]}}
        done = 0
        for articles in _several(self.client, new):
            self._keep(articles)
            done += len(articles)
            progress(done)

    def _keep(self, articles: list[list[_Passage]]) -> None:
        """Keep the copies of some articles, which come after all others that are looked at."""
        new = {passage.order: passage for passages in articles for passage in passages}
        marks = {order: passage.marks for order, passage in new.items()}
        known = {passage.order: passage for passage in self._sharing(set().union(*marks.values()), min(new))}
        sharing: defaultdict[str, list[str]] = defaultdict(list)
        for order in sorted(known):
            for mark in known[order].marks:
                if len(sharing[mark]) < MOST:
                    sharing[mark].append(order)
        every = {**known, **new}
        texts = {order: passage.text for order, passage in every.items()}
        owners = {order: passage.article for order, passage in every.items()}
        said = [[(passage.order, passage.text) for passage in passages] for passages in articles]
        pairs = [shared_marks(passages, marks, sharing) for passages in said]
        found = set(copies_of_articles(said, pairs, texts, owners))
        send(self.client, (self._action(every[one], every[other]) for one, other in sorted(found)))

    def _sharing(self, marks: set[str], before: str) -> Iterator[_Passage]:
        """Yield the passages that share a fingerprint: of older articles, and of new ones that come before."""
        if not marks:
            return
        earlier = {"bool": {"should": [
            {"range": {"since": {"lt": self.state}}}, {"range": {"order": {"lt": before}}},
        ], "minimum_should_match": 1}}  # fmt: skip
        query: Json = {"bool": {"filter": [{"term": {"until": NEVER}}, earlier, any_of("marks", sorted(marks))]}}
        for looked, (id_, document) in enumerate(self.client.scan(PASSAGES, query, ("order",), _FIELDS)):
            if looked >= _SHARING:
                return
            yield _passage(id_, document)

    def _action(self, one: _Passage, other: _Passage) -> Action:
        places = [
            one.article, one.start, one.end, other.article, other.start, other.end, other.published, other.order,
            one.end - one.start,
        ]  # fmt: skip
        document: Json = {
            "since": self.state,
            "until": NEVER,
            "from": one.id,
            "to": other.id,
            "revs": [one.rev, other.rev],
            "places": {"json": packed(places)},
        }
        return Action("index", COPIES, f"{one.id}+{other.id}", document)


def _several(client: Client, query: Json) -> Iterator[list[list[_Passage]]]:
    """Yield the passages of a few whole articles at a time, in the order of the paths."""
    articles: list[list[_Passage]] = []
    for id_, document in client.scan(PASSAGES, query, ("order",), _FIELDS):
        passage = _passage(id_, document)
        if not articles or articles[-1][0].rev != passage.rev:
            if len(articles) == _AT_ONCE:
                yield articles
                articles = []
            articles.append([])
        articles[-1].append(passage)
    if articles:
        yield articles


def _passage(id_: str, document: Json) -> _Passage:
    return _Passage(
        id_,
        document["rev"],
        document["order"],
        document["article"],
        document["start"],
        document["end"],
        document.get("published"),
        frozenset(document["marks"]),
        unpacked(document, "body"),
    )
