"""What goes wrong with a cluster is said in one sentence, and nothing is lost: on real nodes, killed and hung."""

from __future__ import annotations

import contextlib
import dataclasses
import http.server
import json
import signal
import threading
import time

import pytest

from dossier.files import store_address
from dossier.model import DossierError, Mention
from dossier.storing.opensearch import indices
from dossier.storing.opensearch.indices import PASSAGES, index
from dossier.storing.opensearch.server import client as client_module
from dossier.storing.opensearch.store import ClusterStore
from dossier.storing.query.parser import parse
from scripts.opensearch import security
from scripts.opensearch.cluster import Cluster
from scripts.opensearch.install import SECURED, install
from tests.helpers.dossier import config_in
from tests.opensearch.conftest import remove
from tests.storing.store_contract import made

ARTICLES = [
    made(f"a{i:03}", f"Quay {i}", *(f"Ferry {i} moors at quay {n} today." for n in range(5))) for i in range(60)
]


@pytest.fixture
def whole(cluster):
    """All three nodes, in agreement."""
    cluster.start()
    yield cluster
    for node in cluster.nodes:
        if node.process.poll() is None:
            cluster.signal(node, signal.SIGCONT)


@pytest.fixture
def opened(whole, tmp_path):
    """Gives a store of a dossier with some shards and replicas, empty."""
    with contextlib.ExitStack() as stack:

        def made_store(name: str, options: str) -> ClusterStore:
            remove(whole.address, name)
            store = ClusterStore(
                dataclasses.replace(config_in(tmp_path), store=f"http://{whole.address}/{name}{options}")
            )
            stack.callback(store.close)
            return store

        yield made_store


def fill(store: ClusterStore, articles, between=lambda done: None) -> None:
    """Put articles a few at a time, as a run does; `between` is told of how many are done."""
    with store.locked(wait=90):
        store.create()
        for at in range(0, len(articles), 10):
            store.put(articles[at : at + 10])
            between(at + 10)
        store.link([], [None] * len(store.annotations(Mention)), [])
        store.synchronise()
        store.note(generation=str(store.generation() + 1))


def green(cluster: Cluster) -> None:
    """Wait until every shard has its copies."""
    cluster.ask("GET", "/_cluster/health?wait_for_status=green&timeout=25s")


def test_a_run_waits_while_the_memory_of_the_cluster_is_short(opened, whole):
    store, limit = opened("short", "?shards=1&replicas=0"), "network.breaker.inflight_requests.limit"

    def limited(to: str | None) -> None:
        whole.ask("PUT", "/_cluster/settings", {"transient": {limit: to}})

    fill(store, ARTICLES[:2])
    told = []
    store.report(told.append)
    limited("1kb")  # no bundle is as small
    mended = threading.Timer(2.0, limited, [None])
    mended.start()
    try:
        fill(store, ARTICLES[2:6])
    finally:
        mended.join()
        limited(None)
    assert any("too little memory" in sentence for sentence in told)
    assert [info.id for info in store.infos()] == [item.article.id for item in ARTICLES[:6]]


def test_a_data_node_and_the_manager_are_killed_while_indexing_and_searching(whole, opened):
    store = opened("killed", "?shards=3&replicas=1")
    fill(store, ARTICLES[:10])
    green(whole)
    stop, answers, errors = threading.Event(), [], []

    def search() -> None:
        reading = ClusterStore(store.config)
        while not stop.is_set():
            try:
                answers.append(reading.search(parse("ferry"), limit=5).total)
            except DossierError as error:
                errors.append(str(error))
        reading.close()

    searching = threading.Thread(target=search)
    searching.start()
    try:

        def kill(done: int) -> None:
            if done == 20:
                whole.signal(next(node for node in whole.nodes if node is not whole.manager()))
            if done == 40:
                whole.start()
                green(whole)
                whole.signal(whole.manager())

        fill(store, ARTICLES, between=kill)
    finally:
        stop.set()
        searching.join(60)
    assert [info.id for info in store.infos()] == [item.article.id for item in ARTICLES]
    assert store.search(parse("ferry"), limit=1).total == 300
    assert set(answers) <= {50, 300}  # one whole state or the other
    assert all("cluster" in error or "dossier" in error for error in errors)


def test_a_run_waits_for_a_cluster_that_is_away_and_goes_on(whole, opened):
    store = opened("away", "?shards=1&replicas=1")
    fill(store, ARTICLES[:10])
    green(whole)
    told: list[str] = []
    store.report(told.append)
    running = threading.Thread(target=fill, args=(store, ARTICLES[:30]))
    for node in whole.nodes:
        whole.signal(node)
    reading = ClusterStore(store.config)
    with pytest.raises(DossierError, match="does not answer; nothing is lost"):
        reading.search(parse("ferry"), limit=1)
    running.start()
    time.sleep(1)
    whole.start()
    running.join(240)
    assert "does not answer" in told[0]
    assert reading.search(parse("ferry"), limit=1).total == 150
    reading.close()


def test_nothing_is_shown_rather_than_a_part(whole, opened):
    store = opened("part", "?shards=3&replicas=0")
    fill(store, ARTICLES[:30])
    rows = whole.ask("GET", f"/_cat/shards/{index('part', PASSAGES)}?format=json")
    node = next(node for node in whole.nodes if node.name == rows[0]["node"])
    whole.signal(node)
    with pytest.raises(DossierError, match=r"on a node that is away, so nothing is shown|parts of the dossier"):
        store.search(parse("ferry"), limit=1)
    until, told = time.monotonic() + 120, ""
    while "away" not in told and time.monotonic() < until:
        time.sleep(0.5)  # until the cluster has noticed
        told = store.trouble() or ""
    assert "away" in told
    whole.start()
    whole.ask("GET", "/_cluster/health/part-*?wait_for_status=green&timeout=60s")
    assert store.search(parse("ferry"), limit=1).total == 150


def test_a_hung_node_and_a_lost_quorum_are_said(whole, opened, monkeypatch):
    monkeypatch.setattr(client_module, "ASK_SECONDS", 3.0)
    monkeypatch.setattr(client_module, "LONG", 6.0)
    store = opened("quorum", "?shards=1&replicas=1")
    fill(store, ARTICLES[:10])
    green(whole)
    others = [node for node in whole.nodes if node is not whole.manager()]
    whole.signal(others[0], signal.SIGSTOP)
    try:
        with contextlib.suppress(DossierError):
            assert store.search(parse("ferry"), limit=1).total == 50
    finally:
        whole.signal(others[0], signal.SIGCONT)
    for node in others:
        whole.signal(node)
    with pytest.raises(DossierError) as error:
        fill(store, ARTICLES[10:20])
    assert "nothing is lost" in str(error.value) or "what was sent before is safe" in str(error.value)
    monkeypatch.undo()
    whole.start()
    fill(store, ARTICLES[:20])
    assert store.search(parse("ferry"), limit=1).total == 100


def test_a_full_disk_is_said_at_once_and_nothing_that_was_sent_is_lost(whole, opened):
    store = opened("flood", "?shards=1&replicas=0")
    fill(store, ARTICLES[:10])
    blocked = {"index.blocks.read_only_allow_delete": True}
    whole.ask("PUT", f"/{index('flood', PASSAGES)}/_settings", blocked)
    began = time.monotonic()
    with pytest.raises(DossierError, match="a disk is nearly full"):
        fill(store, ARTICLES[10:20])
    assert time.monotonic() - began < 60
    assert store.search(parse("ferry"), limit=1).total == 50
    whole.ask("PUT", f"/{index('flood', PASSAGES)}/_settings", {"index.blocks.read_only_allow_delete": None})
    fill(store, ARTICLES[:20])
    assert store.search(parse("ferry"), limit=1).total == 100


@pytest.fixture(scope="module")
def secured(tmp_path_factory):
    """A node with passwords and TLS, and little room for what is sent."""
    install()
    folder = tmp_path_factory.mktemp("secured") / "conf"
    security.write(folder)
    small = {"thread_pool.write.size": 1, "thread_pool.write.queue_size": 2}
    running = Cluster(1, home=SECURED, settings={**security.SETTINGS, **small}, configuration=folder)
    running.start(wait=False)
    yield running, folder
    running.close()


@pytest.fixture
def asked(secured, tmp_path, monkeypatch):
    """Gives a store on the secured node for a user, a password and the authority that is trusted."""
    running, folder = secured

    def made_store(user: str, password: str, authority: str = "ca") -> ClusterStore:
        monkeypatch.setenv("DOSSIER_STORE_USER", user)
        monkeypatch.setenv("DOSSIER_STORE_PASSWORD", password)
        monkeypatch.setenv("DOSSIER_STORE_CA", str(folder / f"{authority}.pem"))
        address = f"https://{running.address}/story?shards=1&replicas=0"
        return ClusterStore(dataclasses.replace(config_in(tmp_path), store=address))

    until = time.monotonic() + 180
    while True:
        try:
            made_store(*security.ADMIN).exists()
        except DossierError:
            assert time.monotonic() < until
            time.sleep(1)
            continue
        return made_store


def test_passwords_certificates_and_rights(asked):
    store = asked(*security.ADMIN)
    fill(store, ARTICLES[:10])
    reading = asked(*security.READER)
    assert reading.search(parse("ferry"), limit=1).total == 50
    assert len(reading.infos()) == 10
    with pytest.raises(DossierError, match="This user may not do that"):
        fill(reading, ARTICLES[10:20])
    for words, said in (
        ((security.ADMIN[0], "guessed-wrong"), "does not take this user or password"),
        ((*security.ADMIN, "other-ca"), "is not one that this machine trusts, so nothing was sent"),
    ):
        wrong = asked(*words)
        with pytest.raises(DossierError, match=said) as error:
            wrong.exists()
        assert "guessed-wrong" not in str(error.value)
        assert security.ADMIN[1] not in str(error.value)
    assert asked(*security.ADMIN).search(parse("ferry"), limit=1).total == 50


def test_what_a_busy_cluster_refuses_is_sent_again(asked):
    store = asked(*security.ADMIN)
    with store.locked(wait=90):
        store.create()
        threads = [
            threading.Thread(target=_patiently, args=(store, ARTICLES[at : at + 5]))
            for at in range(0, len(ARTICLES), 5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        store.synchronise()
        store.note(generation="7")
    assert len(store.infos()) == len(ARTICLES)
    assert store.search(parse("ferry"), limit=1).total == 300


def _patiently(store: ClusterStore, articles) -> None:
    with store.client.patient():
        store.writer.put(articles)


def test_a_password_is_never_sent_in_the_clear(tmp_path, monkeypatch):
    monkeypatch.setenv("DOSSIER_STORE_USER", "ana")
    monkeypatch.setenv("DOSSIER_STORE_PASSWORD", "secret")
    store = ClusterStore(dataclasses.replace(config_in(tmp_path), store="http://search.example.org/story"))
    with pytest.raises(DossierError, match="in the clear") as error:
        store.exists()
    assert "secret" not in str(error.value)


@contextlib.contextmanager
def answering(answers):
    """Give the address of a server on this machine that gives these answers in turn, the last one again and again."""
    left = list(answers)

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = json.dumps(left.pop(0) if len(left) > 1 else left[0]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/story"
        server.shutdown()


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ({"number": "1.3.2", "distribution": "opensearch"}, "runs OpenSearch 1.3.2; a dossier needs 2.4 or newer"),
        ({"number": "8.1.0"}, "is no OpenSearch server"),
    ],
)
def test_another_server_is_named(tmp_path, version, said):
    with answering([{"version": version}]) as address, pytest.raises(DossierError, match=said):
        ClusterStore(dataclasses.replace(config_in(tmp_path), store=address)).exists()


def test_a_shard_that_is_away_for_a_moment_is_waited_for():
    version = {"version": {"number": "3.1.0", "distribution": "opensearch"}}
    away = {"docs": [{"_id": "a", "error": {"reason": "No shard available for the request"}}]}
    there = {"docs": [{"_id": "a", "found": True, "_source": {"passages": 5}}]}
    with answering([version, away, there]) as address:
        client = client_module.Client(store_address.parse(address))
        assert client.documents(indices.ARTICLES, ["a"]) == {"a": {"passages": 5}}
        client.close()


def test_a_shard_that_stays_away_is_said(monkeypatch):
    monkeypatch.setattr(client_module, "BRIEF", 0.3)
    version = {"version": {"number": "3.1.0", "distribution": "opensearch"}}
    away = {"docs": [{"_id": "a", "error": {"reason": "No shard available for the request"}}]}
    with answering([version, away]) as address:
        client = client_module.Client(store_address.parse(address))
        with pytest.raises(DossierError, match="could not give an article: No shard available"):
            client.documents(indices.ARTICLES, ["a"])
        client.close()
