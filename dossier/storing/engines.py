"""Which engine stores a dossier: the only module that knows all engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.config import Config
from dossier.files.store_address import LOCAL
from dossier.storing.local import LocalStore

if TYPE_CHECKING:
    from dossier.storing.base.store import Store


def open_store(config: Config) -> Store:
    """Return the store of a dossier, of the engine that its configuration names; opens nothing yet."""
    if config.store == LOCAL:
        return LocalStore(config)
    from dossier.storing.opensearch.store import ClusterStore

    return ClusterStore(config)
