"""What a run sends: articles that come and go with the next state, whom names mean, the mending of what was cut off.

Passages are sent before their article, and those that it replaces go before it does: an article that is there is whole.
A passage whose article never came, or an article that was replaced by half, is found and mended by `settle`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from dossier.model import Entity
from dossier.reading.text.site_margins import Margin, dimmed, margins, site
from dossier.storing.base.batches import batches
from dossier.storing.base.records import FileState, KeptMargins, SiteMargins, StoredArticle
from dossier.storing.catalogue.margins import changed, stories
from dossier.storing.opensearch.copies import Copies
from dossier.storing.opensearch.documents import (
    article_document,
    article_of,
    extraction_of,
    file_fields,
    passage_documents,
    passage_id,
    rev,
    state_of,
    unpacked,
)
from dossier.storing.opensearch.entities import forget, replace_entities
from dossier.storing.opensearch.indices import ARTICLES, COPIES, KINDS, MEANINGS, NEVER, PASSAGES, Json, body
from dossier.storing.opensearch.ledger import Ledger
from dossier.storing.opensearch.meanings import Meant, meanings, meant_at
from dossier.storing.opensearch.reader import ClusterReader
from dossier.storing.opensearch.server.bulk import BulkAction, send
from dossier.storing.opensearch.server.client import Client, any_of
from dossier.storing.opensearch.words import key

_AT_ONCE = 500  # ids in one question
_CHANGED = 100  # articles whose names are sent at once


_Made = tuple[StoredArticle, str | None, Sequence[Margin], frozenset[int]]
"""An article, its site, its margins, and the marks of those that are furniture."""


class Writer:
    """Sends to the next state of a dossier. The caller holds the lock, or has a slice of the articles to itself."""

    def __init__(self, client: Client, ledger: Ledger, reader: ClusterReader) -> None:
        self._client = client
        self._ledger = ledger
        self._reader = reader

    def create(self) -> list[str]:
        """Make the indexes that are not there; return their kinds."""
        missing = [kind for kind in KINDS if not self._client.exists(kind)]
        for kind in missing:
            self._client.create(kind, body)
        return missing

    # Articles

    def put(
        self,
        articles: Sequence[StoredArticle],
        own: Mapping[str, frozenset[int]] | None = None,
        kept: Mapping[str, KeptMargins] | None = None,
    ) -> None:
        """Put articles in the place of those with their ids; `own` are margins that become furniture.

        Articles in `kept` come from another store: their margins are taken as they are there, and whom their names mean
        is sent with them, so that each passage is sent once.
        """
        made: list[_Made] = []
        for item in articles:
            if kept is not None:
                known = kept[item.article.id]
                rows = [Margin(mark, start, end) for mark, start, end, _ in known.rows]
                made.append((item, known.site, rows, frozenset(mark for mark, _, _, dim in known.rows if dim)))
                continue
            where = site(item.article)
            found = margins(item.article, item.extraction) if where else ()
            its_own = (own or {}).get(item.article.id, frozenset())
            made.append((_with_furniture(item, found, its_own), where, found, its_own))
        self._replace(made, linked=kept is not None)

    def kept_margins(self, ids: Iterable[str]) -> dict[str, KeptMargins]:
        """Return the margins that are kept of articles, by id."""
        found = {}
        for _, document in self._reader.chosen(ids, "margins"):
            where, rows = unpacked(document, "margins")
            found[document["id"]] = KeptMargins(where, tuple((*row,) for row in rows))
        return found

    def dim(self, changes: Sequence[SiteMargins]) -> None:
        """Make furniture of margins in place."""
        wanted = {change.id: change for change in changes}
        documents = self._reader.chosen(wanted, "record", "found", "margins", "state")
        for batch in batches(documents, _AT_ONCE):
            made: list[_Made] = []
            for _, document in batch:
                where, rows = unpacked(document, "margins")
                its_own = wanted[document["id"]].own
                stretches = [(start, end) for mark, start, end, already in rows if mark in its_own and not already]
                article, extraction = dimmed(article_of(document), extraction_of(document), stretches)
                found = [Margin(mark, start, end) for mark, start, end, _ in rows]
                made.append((StoredArticle(article, extraction, state_of(document)), where, found, its_own))
            self._replace(made)

    def _replace(self, made: Sequence[_Made], *, linked: bool = False) -> None:
        """Send articles; with `linked` also whom their names mean, as the annotations say."""
        state = self._ledger.read().next
        ids = [item.article.id for item, *_ in made]
        revs = [rev(id_, state) for id_ in ids]
        before = self._client.documents(ARTICLES, revs, ("passages",))
        passages, articles, gone, meant = [], [], [], []
        for (item, where, found, its_own), of in zip(made, revs, strict=True):
            new = passage_documents(item, state)
            routing = key(item.article.id)
            if linked:
                meaning, told = _as_linked(of, item, state)
                meant.append(BulkAction("index", MEANINGS, of, meaning))
                new = [{**document, **fields} for document, fields in zip(new, told, strict=True)]
            passages += [
                BulkAction("index", PASSAGES, passage_id(of, number), document, routing)
                for number, document in enumerate(new)
            ]
            articles.append(BulkAction("index", ARTICLES, of, article_document(item, state, where, found, its_own)))
            sent = before.get(of, {}).get("passages", 0)  # the same article, sent to this state already
            gone += [
                BulkAction("delete", PASSAGES, passage_id(of, number), None, routing)
                for number in range(len(new), sent)
            ]
            if sent and not linked:
                gone.append(BulkAction("delete", MEANINGS, of))
        self._send(passages)
        self._send(meant)
        self._send(articles)
        self._send(gone)
        self._go([document for document in self._current(ids) if document["rev"] not in set(revs)], state)

    def remove(self, ids: Iterable[str]) -> None:
        """Let articles go with the next state."""
        self._refresh(ARTICLES)
        self._go(self._current(list(ids)), self._ledger.read().next)

    def _current(self, ids: Sequence[str]) -> Iterator[Json]:
        """Yield the articles with these ids that nothing has replaced yet, as far as searches see them."""
        for some in batches(ids, _AT_ONCE):
            query: Json = {"bool": {"filter": [{"term": {"until": NEVER}}, any_of("id", some)]}}
            for _, document in self._client.scan(ARTICLES, query, ("id", "rev"), ("id", "rev", "passages")):
                yield document

    def _go(self, documents: Iterable[Json], state: int) -> None:
        """Let articles go with a state: their passages and copies first."""
        for batch in batches(documents, _AT_ONCE):
            until: Json = {"until": state}
            self._send(
                BulkAction("update", PASSAGES, passage_id(one["rev"], number), until, key(one["id"]))
                for one in batch
                for number in range(one["passages"])
            )
            revs = [one["rev"] for one in batch]
            query: Json = {"bool": {"filter": [any_of("revs", revs), {"term": {"until": NEVER}}]}}
            copies = [id_ for id_, _ in self._client.scan(COPIES, query, ("from", "to"), ("from",))]
            self._send(BulkAction("update", COPIES, id_, until) for id_ in copies)
            self._send(BulkAction("update", ARTICLES, one["rev"], until) for one in batch)

    def touch(self, states: Mapping[str, FileState]) -> None:
        """Note what files look like now, by article id."""
        self._refresh(ARTICLES)
        found = {document["id"]: document["rev"] for document in self._current(list(states))}
        self._send(
            BulkAction("update", ARTICLES, found[id_], file_fields(one)) for id_, one in states.items() if id_ in found
        )

    def site_margins(self) -> list[SiteMargins]:
        """Return the articles whose margins should be shown otherwise than they are."""

        def rows() -> Iterator[tuple[str, str, str, int, bool]]:
            for _, document in self._reader.scan({"term": {"repeats": True}}, "margins"):
                where, found = unpacked(document, "margins")
                for mark, _, _, already in found:
                    yield document["id"], document["id"], where, mark, already

        return changed(rows(), self._stories)

    def _stories(self) -> dict[str, str]:
        lengths: dict[str, int] = {}
        for _, document in self._reader.scan({"match_all": {}}, "record"):
            article = article_of(document)
            lengths[article.id] = sum(passage.end - passage.start for passage in article.passages)
        shared: dict[tuple[str, str], int] = {}
        for article, start, end, other, *_ in self._reader.copy_rows():
            shared[article, other] = shared.get((article, other), 0) + end - start
        return stories(lengths, ((one, other, size) for (one, other), size in shared.items()))

    # Names

    def link(self, entities: Sequence[Entity], mentions: Sequence[str | None], speakers: Sequence[str | None]) -> None:
        """Keep the entities, and whom every mention and speaker means, in the order of `annotations`."""
        now = self._ledger.change(lambda known: replace(known, renaming=1))
        state = now.next
        replace_entities(self._client, self._send, entities, now.linked, state)
        meant, spoken = iter(mentions), iter(speakers)
        documents = self._reader.scan({"match_all": {}}, "mentions", "quotations")
        for batch in batches(documents, _AT_ONCE):
            said = {
                of: Meant(list(islice(meant, counts["mentions"])), list(islice(spoken, counts["quotations"])))
                for of, counts in batch
            }
            known = self._client.documents(MEANINGS, list(said), ("digest",))
            changed = [of for of, one in said.items() if known.get(of, {}).get("digest") != one.digest]
            for few in batches(changed, _CHANGED):
                self._mean({of: said[of] for of in few}, state, now.linked)
        if next(meant, self) is not self or next(spoken, self) is not self:
            raise AssertionError("more names were linked than there are")
        self._ledger.change(lambda known: replace(known, linking=state))

    def _mean(self, said: Mapping[str, Meant], state: int, linked: int) -> None:
        """Send whom the names of some articles mean from a state on; readers see those of the state `linked`."""
        known = self._client.documents(MEANINGS, list(said))
        passages, articles = [], []
        for of, document in self._client.documents(ARTICLES, list(said), ("id", "record", "found")).items():
            article, before = article_of(document), meant_at(known.get(of), linked)
            meaning, told = meanings(of, article, extraction_of(document), said[of], before, state)
            passages += [
                BulkAction("update", PASSAGES, passage_id(of, number), fields, key(document["id"]))
                for number, fields in enumerate(told)
                if of in known or fields["entities"] or fields["speakers"]
            ]
            articles.append(BulkAction("index", MEANINGS, of, meaning))
        self._send(passages)
        self._send(articles)

    # Settling

    def settle(self, progress: Callable[[int, int], None] | None) -> None:
        """Mend what was cut off, find the copies of what is new, and forget what nobody sees any more."""
        state = self._ledger.read()
        self._refresh(*KINDS)
        new: Json = {"bool": {"filter": [{"term": {"since": state.next}}, {"term": {"until": NEVER}}]}}
        count = int(self._client.ask("POST", f"/{self._client.index(ARTICLES)}/_count", {"query": new})["count"])
        self._drop_orphans(state.next)
        if count:
            self._go(self._replaced(state.next), state.next)
            self._refresh(*KINDS)
            tell = progress or (lambda _, __: None)
            Copies(self._client, state.next).find(lambda done: tell(done, count))
        self._forget(state.number)
        forget(self._client, state.linked)
        self._refresh(*KINDS)

    def _replaced(self, state: int) -> Iterator[Json]:
        """Yield the articles that are there still, though another has come in their place."""
        new = {"bool": {"filter": [{"term": {"since": state}}, {"term": {"until": NEVER}}]}}
        for batch in batches(self._client.scan(ARTICLES, new, ("id",), ("id",)), _AT_ONCE):
            ids = [document["id"] for _, document in batch]
            yield from (one for one in self._current(ids) if one["rev"] != rev(one["id"], state))

    def _drop_orphans(self, state: int) -> None:
        """Delete passages of a state whose article never came."""
        source: Json = {"rev": {"terms": {"field": "rev"}}}
        composite: Json = {"size": 1000, "sources": [source]}
        while True:
            asked: Json = {
                "size": 0, "query": {"term": {"since": state}}, "aggs": {"each": {"composite": composite}},
            }  # fmt: skip
            each = self._client.search(PASSAGES, asked)["aggregations"]["each"]
            revs = [bucket["key"]["rev"] for bucket in each["buckets"]]
            there = self._client.documents(ARTICLES, revs, ("rev",)) if revs else {}
            if gone := [one for one in revs if one not in there]:
                self._client.delete_where(PASSAGES, any_of("rev", gone))
            if "after_key" not in each:
                return
            composite["after"] = each["after_key"]

    def _forget(self, state: int) -> None:
        """Delete what went before the state that everybody sees; who began to read in the one before can go on."""
        old: Json = {"range": {"until": {"lt": state}}}
        for batch in batches(self._client.scan(ARTICLES, old, ("id", "rev"), ("rev",)), _AT_ONCE):
            revs = [document["rev"] for _, document in batch]
            self._client.delete_where(PASSAGES, any_of("rev", revs))
            self._client.delete_where(COPIES, any_of("revs", revs))
            self._send(BulkAction("delete", MEANINGS, one) for one in revs)
            self._send(BulkAction("delete", ARTICLES, one) for one in revs)

    def _send(self, actions: Iterable[BulkAction]) -> None:
        listed = list(actions)
        if listed:
            send(self._client, listed)
            self._reader.dirty.update(action.kind for action in listed)

    def _refresh(self, *kinds: str) -> None:
        self._client.refresh(*kinds)
        self._reader.dirty.difference_update(kinds)


def _as_linked(of: str, item: StoredArticle, state: int) -> tuple[Json, list[Json]]:
    found = item.extraction
    names = [mention.entity for mention in found.mentions]
    meant = Meant(names, [quotation.speaker_id for quotation in found.quotations])
    return meanings(of, item.article, found, meant, None, state)


def _with_furniture(item: StoredArticle, found: Sequence[Margin], own: frozenset[int]) -> StoredArticle:
    if not own:
        return item
    stretches = [(margin.start, margin.end) for margin in found if margin.mark in own]
    article, extraction = dimmed(item.article, item.extraction, stretches)
    return replace(item, article=article, extraction=extraction)
