"""A cluster of three nodes for all tests here; one node is enough where nothing fails."""

from __future__ import annotations

import contextlib
import dataclasses
import os
from collections.abc import Callable, Iterator

import pytest

from dossier.config import Config
from dossier.files.store_address import parse
from dossier.storing.opensearch.indices import KINDS, index
from dossier.storing.opensearch.server.client import Client
from dossier.storing.opensearch.store import ClusterStore
from scripts.opensearch.cluster import Cluster
from scripts.opensearch.install import install
from tests.helpers.dossier import config_in


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Three nodes."""
    install()
    with Cluster(3) as running:
        yield running


@pytest.fixture(scope="session")
def address(request) -> str:
    """The nodes' address; DOSSIER_TEST_CLUSTER names a cluster that runs already."""
    return os.environ.get("DOSSIER_TEST_CLUSTER") or request.getfixturevalue("cluster").address


@pytest.fixture
def config(address, tmp_path) -> Callable[..., Config]:
    """Makes a configuration of a dossier on the cluster."""

    def made(name: str, options: str = "?shards=1&replicas=0") -> Config:
        return dataclasses.replace(config_in(tmp_path), store=f"http://{address}/{name}{options}")

    return made


@pytest.fixture
def store(config) -> Iterator[ClusterStore]:
    """An empty store; its indexes are emptied and not made anew, as that takes a second for each."""
    made = ClusterStore(config("contract"))
    empty(made.client)
    yield made
    made.close()


def empty(client: Client) -> None:
    """Delete all documents of a dossier, in the indexes that are there."""
    path = f"/{client.index(*KINDS)}"
    client.ask("POST", f"{path}/_refresh", params={"ignore_unavailable": "true"})
    wanted = {"conflicts": "proceed", "refresh": "true", "ignore_unavailable": "true"}
    client.ask("POST", f"{path}/_delete_by_query", {"query": {"match_all": {}}}, wanted)


def remove(address: str, name: str) -> None:
    """Remove a dossier."""
    client = Client(parse(f"http://{address}/{name}"))
    for kind in KINDS:
        with contextlib.suppress(OSError):
            client.ask("DELETE", f"/{index(name, kind)}", params={"ignore": 404})
    client.close()
