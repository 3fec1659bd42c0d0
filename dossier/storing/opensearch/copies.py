"""Finds which passages stand in other articles too, as articles come; the rules are the local engine's."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from dossier.linking.text.near_duplicates import may_stand_in
from dossier.storing.base.batches import batches
from dossier.storing.catalogue.near_duplicates import MOST, copies_of_articles, shared_marks
from dossier.storing.opensearch.documents import packed, unpacked
from dossier.storing.opensearch.indices import COPIES, NEVER, PASSAGES, Json
from dossier.storing.opensearch.server.bulk import BulkAction, send
from dossier.storing.opensearch.server.client import SEND_SECONDS, Client, any_of

_AT_ONCE: Final = 50  # articles
_TEXTS: Final = 1000  # passages whose texts are fetched together
_SHARING: Final = 10_000  # passages that share a fingerprint with those of so many articles, at most
_FIELDS: Final = ("article", "rev", "order", "start", "end", "published", "marks", "body")
_ABOUT: Final = ("article", "order", "blanks", "marks")


class _Sharing(NamedTuple):
    """What is known of a passage that shares fingerprints: all but its text, which takes long to fetch."""

    order: str
    article: str
    blanks: int
    marks: frozenset[str]


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
        known = {one.order: one for one in self._sharing(set().union(*marks.values()), min(new))}
        sharing: defaultdict[str, list[str]] = defaultdict(list)
        for order in sorted(known):
            for mark in known[order].marks:
                if len(sharing[mark]) < MOST:
                    sharing[mark].append(order)
        said = [[(passage.order, passage.text) for passage in passages] for passages in articles]
        pairs = [shared_marks(passages, marks, sharing) for passages in said]
        blanks = {order: one.blanks for order, one in known.items()}
        blanks |= {order: passage.text.count(" ") for order, passage in new.items()}
        owners = {order: one.article for order, one in known.items()}
        owners |= {order: passage.article for order, passage in new.items()}
        likely = set().union(*(_likely(shared, blanks, owners) for shared in pairs))
        every = {**self._whole(sorted(likely & known.keys())), **new}
        texts = {order: passage.text for order, passage in every.items()}
        owners = {order: passage.article for order, passage in every.items()}
        found = set(copies_of_articles(said, pairs, texts, owners))
        send(self.client, (self._action(every[one], every[other]) for one, other in sorted(found)))

    def _sharing(self, marks: set[str], before: str) -> list[_Sharing]:
        """Return the passages that share a fingerprint: of older articles, and of new ones that come before."""
        if not marks:
            return []
        earlier = {"bool": {"should": [
            {"range": {"since": {"lt": self.state}}}, {"range": {"order": {"lt": before}}},
        ], "minimum_should_match": 1}}  # fmt: skip
        asked: Json = {
            "size": _SHARING,
            "query": {"bool": {"filter": [{"term": {"until": NEVER}}, earlier, any_of("marks", sorted(marks))]}},
            "sort": [{"order": "asc"}],
            "stored_fields": "_none_",  # many documents are packed together, and each would be unpacked for its id
            "docvalue_fields": list(_ABOUT),
            "track_total_hits": False,
        }
        hits = self.client.search(PASSAGES, asked, seconds=SEND_SECONDS)["hits"]["hits"]
        found = []
        for hit in hits:
            fields = hit["fields"]
            (article,), (order,), (blanks,) = (fields[name] for name in _ABOUT[:3])
            found.append(_Sharing(order, article, int(blanks), frozenset(fields["marks"]) & marks))
        return found

    def _whole(self, orders: list[str]) -> dict[str, _Passage]:
        """Return passages by their order."""
        found: dict[str, _Passage] = {}
        for some in batches(orders, _TEXTS):
            query: Json = {"bool": {"filter": [{"term": {"until": NEVER}}, any_of("order", some)]}}
            for id_, document in self.client.scan(PASSAGES, query, ("order",), _FIELDS):
                found[document["order"]] = _passage(id_, document)
        return found

    def _action(self, one: _Passage, other: _Passage) -> BulkAction:
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
        return BulkAction("index", COPIES, f"{one.id}+{other.id}", document)


def _likely(shared: Mapping[str, Mapping[str, int]], blanks: Mapping[str, int], owners: Mapping[str, str]) -> set[str]:
    """Return the passages that share enough with an article's for one to be a copy: of the others no text is needed.

    `shared` says of each passage with which of the article's it shares how many fingerprints. A passage may stand in
    several of the other article: so what it shares with these is taken together.
    """
    together: defaultdict[tuple[str, str], list[str]] = defaultdict(list)  # a passage, and the other article
    for other, mine in shared.items():
        for order in mine:
            together[order, owners[other]].append(other)
    found = {other for other, mine in shared.items() if may_stand_in(blanks[other], sum(mine.values()))}
    for (order, _), others in together.items():
        if may_stand_in(blanks[order], sum(shared[other][order] for other in others)):
            found.update(others)
    return found


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
