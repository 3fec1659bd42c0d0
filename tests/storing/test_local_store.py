"""The engine that keeps everything in files, held to the contract of stores."""

from __future__ import annotations

import threading
import time

import pytest

from dossier.storing.catalogue.database import CatalogueFile
from dossier.storing.local import LocalStore
from tests.helpers.dossier import config_in
from tests.storing.store_contract import StoreContract

_MANY = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 200000) SELECT x FROM n"


class TestLocalStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path):
        made = LocalStore(config_in(tmp_path))
        yield made
        made.close()


def test_closing_waits_for_what_another_thread_reads(tmp_path):
    file = CatalogueFile(tmp_path / "catalogue.sqlite", tmp_path / "key")
    file.create()
    asked, found = threading.Event(), []

    def read() -> None:
        file.rows("SELECT 1")
        asked.set()
        found.append(len(file.rows(_MANY)))

    reader = threading.Thread(target=read)
    reader.start()
    asked.wait()
    for _ in range(20):  # closing a connection while it runs a statement would end the process
        time.sleep(0.005)
        file.close()
    reader.join()
    file.close()
    assert found == [200_000]
