"""Everybody sees all names change at once, with the state, however long linking takes and wherever it ends."""

from __future__ import annotations

import dataclasses

import pytest

from dossier.model import Entity, Filters, Mention, Variant
from dossier.storing.opensearch.store import ClusterStore
from dossier.storing.opensearch.writer import Writer
from dossier.storing.query.parser import parse
from dossier.storing.query.tree import All
from tests.storing.store_contract import FERRY, OLSEN, QUAY, filled, finished, found, made

BERG = Entity("person:berg", "PERSON", "Mira Berg", (Variant("Mira Berg", 2, 2),), count=2)
HARBOUR = made("harbour", "Harbour grows", "The harbour grows.", "Olsen opened a harbour for 12 boats.")


@pytest.fixture
def reader(store):
    """Another program that reads the same dossier."""
    other = ClusterStore(dataclasses.replace(store.config))
    yield other
    other.close()


def seen(store: ClusterStore) -> dict[str, object]:
    """Return everything that names go into."""
    ferry = FERRY.article.passages[1]
    return {
        "entities": [entity.id for entity in store.entities()],
        "mentions": {mention.entity for mention in store.annotations(Mention)},
        "naming": [{mention.article for mention in store.annotations(Mention, entity=one.id)} for one in (OLSEN, BERG)],
        "found": [found(store, f"person:{name}") for name in ("olsen", "berg")],
        "marked": [hit.highlights for hit in store.search(parse("person:mira"), limit=10).hits],
        "speaker": [found(store, f"speaker:{name}") for name in ("olsen", "berg")],
        "chosen": [found(store, "quay", filters=Filters(entities=(one.id,))) for one in (OLSEN, BERG)],
        "counted": [(one.value, one.passages, one.articles) for one in store.facets(All()).entities],
        "versions": store.versions(),
        "related": [one.article for one in store.related("ferry", ferry.start, ferry.end, limit=5)],
    }


def renamed(store: ClusterStore) -> None:
    """Link the names anew: they mean somebody else."""
    mentions = store.annotations(Mention)
    store.link([BERG], [BERG.id for _ in mentions], [BERG.id])


def test_readers_see_the_names_of_their_state_until_the_next_one_is_there(store, reader):
    filled(store, FERRY, QUAY)
    before = seen(reader)
    assert before["mentions"] == {OLSEN.id}
    assert before["counted"] == [(OLSEN.id, 2, 2)]
    with store.locked():
        renamed(store)
        store.client.refresh("passages", "meanings", "entities")
        assert seen(reader) == before
        assert {mention.entity for mention in store.annotations(Mention)} == {BERG.id}  # whoever links sees the new
        store.finish([], {"generation": "2"})
    after = seen(reader)
    assert after["mentions"] == {BERG.id}
    assert after["counted"] == [(BERG.id, 2, 2)]
    assert (after["found"][0], after["chosen"][0]) == ([], [])
    assert after["found"][1] == before["found"][0]
    assert after["versions"] != before["versions"]


def test_linking_that_was_cut_off_is_never_seen_though_articles_come_meanwhile(store, reader, monkeypatch):
    filled(store, FERRY, QUAY)
    before = seen(reader)
    mean = Writer._mean

    def dies(self, *rest):
        mean(self, *rest)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, store.locked():
        patch.setattr(Writer, "_mean", dies)
        with pytest.raises(KeyboardInterrupt):
            renamed(store)
    with store.locked():
        store.put([HARBOUR])
        store.synchronise()
        store.note(generation="2")
    now = seen(reader)
    assert "harbour" in {info.id for info in reader.infos()}
    for kind in before.keys() - {"versions", "mentions", "related"}:  # which the new article adds to
        assert now[kind] == before[kind], kind
    with store.locked():
        finished(store)  # as they were, and the new one
    assert seen(reader)["counted"] == [(OLSEN.id, 3, 3)]
    with store.locked():
        renamed(store)
        store.finish([], {"generation": "4"})
    assert seen(reader)["counted"] == [(BERG.id, 3, 3)]


def test_linking_sends_only_what_changed(store, monkeypatch):
    filled(store, FERRY, QUAY)
    sent = []
    mean = Writer._mean
    monkeypatch.setattr(Writer, "_mean", lambda self, said, *rest: (sent.extend(said), mean(self, said, *rest)))
    with store.locked():
        finished(store)
    assert sent == []
    with store.locked():
        store.put([HARBOUR])
        finished(store)
    assert len(sent) == 1


def test_only_entities_that_are_other_than_before_are_sent_and_those_gone_go(store, reader, monkeypatch):
    filled(store, FERRY, QUAY)
    sent = []
    real = Writer._send
    monkeypatch.setattr(Writer, "_send", lambda self, actions: real(self, _noted(actions, sent)))

    def linked(*entities: Entity) -> None:
        sent.clear()
        with store.locked():
            mentions = store.annotations(Mention)
            store.link(entities, [OLSEN.id for _ in mentions], [OLSEN.id])
            assert [entity.id for entity in reader.entities()] == before
            store.finish([], {"generation": str(store.generation() + 1)})

    before, berg = [OLSEN.id], dataclasses.replace(BERG, count=1)
    linked(OLSEN, berg)
    assert sent == [("index", BERG.id)]
    before = [OLSEN.id, BERG.id]
    assert list(reader.entities()) == [OLSEN, berg]
    more = dataclasses.replace(BERG, count=5)
    linked(more, OLSEN)
    assert sent == [("index", BERG.id), ("update", None)]
    before = [BERG.id, OLSEN.id]
    assert list(reader.entities()) == [more, OLSEN]
    linked(OLSEN)
    assert sent == [("update", None)]
    before = [OLSEN.id]
    assert list(reader.entities()) == [OLSEN]
    linked(OLSEN, berg)  # as it was once
    with store.locked():
        store.synchronise()  # forgets what nobody sees
    assert list(reader.entities()) == [OLSEN, berg]
    assert store.client.ask("GET", f"/{store.client.index('entities')}/_count")["count"] == 2


def _noted(actions, sent: list) -> list:
    listed = list(actions)
    sent += [(one.verb, (one.document or {}).get("id")) for one in listed if one.kind == "entities"]
    return listed
