"""A dossier is copied whole from one store to another, and whatever differs is told."""

from __future__ import annotations

import pytest

from dossier.dossier import Dossier
from dossier.indexing.copying import copy
from dossier.model import DossierError
from dossier.storing.local import LocalStore
from dossier.storing.query.parser import parse
from tests.helpers.dossier import FIRST, SECOND, config_in


@pytest.fixture
def stores(tmp_path):
    """A store with two articles and an empty one."""
    (tmp_path / "a" / "articles").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    for name, text in (("one", FIRST), ("two", SECOND)):
        (tmp_path / "a" / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    config = config_in(tmp_path / "a")
    with Dossier(config) as opened:
        opened.index()
    made = LocalStore(config), LocalStore(config_in(tmp_path / "b"))
    yield made
    for store in made:
        store.close()


def test_everything_is_there_afterwards_and_can_be_searched(stores):
    source, target = stores
    told = []
    summary = copy(source, target, told.append)
    assert (summary.articles, summary.entities) == (2, sum(1 for _ in source.entities()))
    assert target.infos() == source.infos()
    assert list(target.entities()) == list(source.entities())
    assert [hit.article for hit in target.search(parse("calm"), limit=9, offset=0).hits] == ["one"]
    assert told[0].stage == "copying"


def test_a_dossier_at_the_target_is_replaced_only_when_that_is_said(stores):
    source, target = stores
    copy(source, target)
    with pytest.raises(DossierError, match="There is a dossier at the target already; add --replace"):
        copy(source, target)
    assert copy(source, target, replace=True).articles == 2


def test_without_an_index_there_is_nothing_to_copy(stores):
    _, empty = stores
    with pytest.raises(DossierError, match="There is nothing to copy; `dossier index` makes it"):
        copy(empty, empty)
