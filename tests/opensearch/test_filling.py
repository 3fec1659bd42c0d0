"""Many machines fill a dossier together, and it is moved from files to a cluster and back."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import dossier
from dossier.indexing.slices import run_slice
from dossier.model import DossierError
from dossier.storing.opensearch.indices import ARTICLES as ARTICLES_INDEX
from dossier.storing.opensearch.indices import ENTITIES, MEANINGS, PASSAGES
from dossier.storing.opensearch.store import ClusterStore
from dossier.storing.query.parser import parse
from tests.opensearch.conftest import empty
from tests.storing.store_contract import FERRY, filled, made

ARTICLES = Path(__file__).parents[1] / "corpus"


@pytest.fixture
def shared(address, tmp_path):
    """The configuration of a dossier of a dozen small articles, which nobody has indexed yet."""
    (tmp_path / "articles").mkdir()
    for i in range(12):
        text = f"Quay {i} reopens\n\nMira Olsen counted {40 + i} passengers at quay number {i} on Friday.\n"
        (tmp_path / "articles" / f"quay{i:02}.txt").write_text(text)
    file = tmp_path / "config.yaml"
    file.write_text(f"sources: [articles]\nstore: http://{address}/filling?shards=1&replicas=0\n")
    config = dossier.config.load(file)
    store = ClusterStore(config)
    empty(store.client)
    store.close()
    return config


def test_shares_together_are_the_whole_and_nobody_sees_them_before_a_whole_run(shared):
    with dossier.Dossier(shared) as opened:
        parts = [opened.index_slice(number, 3).added for number in (1, 2, 3)]
        assert sum(parts) == 12
        assert min(parts) > 0
        assert [one.state for one in opened.slices()] == ["done"] * 3
        assert opened.search("quay").total == 0
        summary = opened.index()
        assert (summary.added, summary.articles) == (0, 12)
        assert opened.search("quay").total == 12
        assert opened.search("person:olsen").total == 12


def test_a_share_that_dies_is_read_again_without_harm(shared):
    program = (
        "import os, sys, dossier\n"
        "from dossier.storing.opensearch.writer import Writer\n"
        "send, calls = Writer._send, []\n"
        "def dies(self, actions):\n"
        "    send(self, actions)\n"
        "    os._exit(9)\n"  # passages were sent, and their articles were not
        "Writer._send = dies\n"
        "dossier.Dossier(dossier.config.load(sys.argv[1])).index_slice(1, 2)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(shared.file)], check=False)
    assert done.returncode == 9
    store = ClusterStore(shared)
    assert [one.state for one in store.slice_status()] == ["stopped"]
    store.client.refresh(PASSAGES)
    assert store.client.search(PASSAGES, {"query": {"match_all": {}}})["hits"]["total"]["value"] > 0
    for number in (1, 2):
        run_slice(store, number, 2)
    with dossier.Dossier(shared) as opened:
        opened.index()
        assert (opened.search("quay").total, len(opened.articles())) == (12, 12)
    count = store.client.search(PASSAGES, {"query": {"match_all": {}}})["hits"]["total"]["value"]
    assert count == store.size().passages
    store.close()


def test_passages_whose_article_never_came_are_dropped(store):
    filled(store, FERRY)
    new = made("quay", "Quay", "Nobody sees this.")
    with store.locked():
        store.writer._send = _first_only(store.writer._send)
        store.writer.put([new])
        del store.writer._send
        store.synchronise()
        store.note(generation="9")
    assert store.search(parse("nobody"), limit=5).total == 0
    assert [info.id for info in store.infos()] == ["ferry"]
    assert store.client.search(PASSAGES, {"query": {"term": {"article": "quay"}}})["hits"]["total"]["value"] == 0


def _first_only(send):
    calls = []

    def sent(actions):
        calls.append(None)
        if len(calls) == 1:
            send(actions)

    return sent


def test_a_run_waits_for_shares_and_shares_for_a_run(shared):
    store, other = ClusterStore(shared), ClusterStore(shared)
    with store.slice(1, 2), pytest.raises(DossierError, match="slice 1/2"), other.locked():
        pass
    told: list[str] = []

    def share() -> None:
        with pytest.raises(DossierError) as error, other.slice(2, 2):
            pass
        told.append(str(error.value))

    with store.locked():
        thread = threading.Thread(target=share)
        thread.start()
        thread.join(30)
    assert "Another program" in told[0]
    store.close()
    other.close()


def test_a_dossier_is_moved_to_a_cluster_and_back(address, tmp_path):
    target = f"http://{address}/moved?shards=1&replicas=0"
    (tmp_path / "config.yaml").write_text(f"sources: [{ARTICLES}]\n")
    (tmp_path / "back.yaml").write_text(f"sources: [{ARTICLES}]\nindex: back\n")
    on_cluster = ClusterStore(dataclasses.replace(dossier.config.load(tmp_path / "config.yaml"), store=target))
    empty(on_cluster.client)
    here, again_here = (dossier.config.load(tmp_path / name) for name in ("config.yaml", "back.yaml"))
    with dossier.Dossier(here) as local, dossier.Dossier(again_here) as back:
        local.index()
        there = local.copy("local", target)
        assert there.articles == len(local.articles()) > 20
        again = back.copy(target, "local")
        assert dataclasses.replace(again, seconds=0) == dataclasses.replace(there, seconds=0)
        assert back.articles() == local.articles()
        assert back.search("quay", limit=50).hits == local.search("quay", limit=50).hits
        assert not back.stale()
        with pytest.raises(DossierError, match="add --replace"):
            local.copy("local", target)
    on_cluster.close()


def test_an_article_of_another_machine_stays_when_one_without_it_indexes(shared, tmp_path):
    with dossier.Dossier(shared) as opened:
        opened.index()
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "mine").mkdir(parents=True)
    (elsewhere / "mine" / "pier.txt").write_text("Pier closed\n\nThe pier is closed until further notice.\n")
    (elsewhere / "config.yaml").write_text(f"sources: [mine]\nstore: {shared.store}\n")
    with dossier.open(elsewhere / "config.yaml") as other:
        assert other.index().removed == 0
        assert len(other.articles()) == 13
        (elsewhere / "mine" / "pier.txt").unlink()
        assert other.index().removed == 1
        assert len(other.articles()) == 12


@pytest.mark.parametrize("kind", [ENTITIES, MEANINGS, ARTICLES_INDEX])
def test_an_index_that_somebody_deleted_is_said_and_made_anew(shared, kind):
    with dossier.Dossier(shared) as opened:
        opened.index()
        named = [(one.name, one.count) for one in opened.entities()]
        assert named
        client = opened._store.client
        client.remove(kind)
        with pytest.raises(DossierError, match="is gone from the cluster; `dossier index` makes it anew"):
            _all(opened)
        opened.index()
        assert "gone from the cluster" in opened.take_notice()
        assert [(one.name, one.count) for one in opened.entities()] == named
        assert len(opened.articles()) == opened.search("quay").total == opened.search("person:olsen").total == 12


def _all(opened):
    return [*opened.articles()], [*opened.entities()], opened.mentions()
