"""The engine that keeps everything in files, held to the contract of stores."""

from __future__ import annotations

import pytest

from dossier.storing.local import LocalStore
from tests.helpers.dossier import config_in
from tests.storing.store_contract import StoreContract


class TestLocalStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path):
        made = LocalStore(config_in(tmp_path))
        yield made
        made.close()
