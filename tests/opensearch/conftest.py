"""A cluster of three nodes for all tests here; one node is enough where nothing fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scripts.opensearch.cluster import Cluster
from scripts.opensearch.install import install


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Three nodes."""
    install()
    with Cluster(3) as running:
        yield running
