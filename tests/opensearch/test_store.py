"""The engine on a cluster, held to the contract of stores."""

from __future__ import annotations

from tests.storing.store_contract import StoreContract


class TestClusterStore(StoreContract):
    """Everything that the local engine does."""
