"""Tags of whole articles: the file they are kept in, the query that finds them, and the app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import DossierError
from dossier.tui.app import DossierApp
from dossier.tui.keys.keymap import Keymap
from dossier.tui.session.state import State
from tests.helpers.app import Driven


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    (tmp_path / "in").mkdir()
    for name in ("ferry", "mayor", "quay"):
        text = f"News of the {name}\n\nThe harbour was closed on Friday.\n"
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [in]\n", encoding="utf-8")
    with Dossier(load(tmp_path / "config.yaml")) as opened:
        opened.index()
        yield opened


def found(dossier: Dossier, query: str) -> list[str]:
    return sorted(hit.article for hit in dossier.search(query).hits)


def test_a_query_finds_the_articles_that_have_a_tag(dossier: Dossier) -> None:
    assert found(dossier, "tag:pier") == []
    dossier.tag_article("ferry", ["pier", "to read"])
    dossier.tag_article("mayor", ["#pier"])
    assert found(dossier, "tag:pier") == ["ferry", "mayor"]
    assert found(dossier, 'harbour tag:"to read"') == ["ferry"]
    assert found(dossier, "harbour -tag:pier") == ["quay"]
    assert found(dossier, "tag:(read OR nothing)") == ["ferry"]
    assert {facet.articles for facet in dossier.facets("tag:pier").outlets} == {2}
    assert dossier.tally("tag:pier").passages == 2
    dossier.tag_article("ferry", ["to read"])
    assert found(dossier, "tag:pier") == ["mayor"]


def test_the_file_is_its_users_own(dossier: Dossier) -> None:
    file = dossier.config.notebook.with_name("tags.yaml")
    mine = "# by hand\n- {article: in/quay.txt, tag: pier}   # closed\n"
    file.write_text(mine, encoding="utf-8")
    assert dossier.article_tags() == {"quay": ("pier",)}
    dossier.tag_article("ferry", ["pier"])
    assert file.read_text(encoding="utf-8").startswith(mine)
    dossier.tag_article("ferry", [])
    assert file.read_text(encoding="utf-8") == mine
    file.write_text("- pier\n", encoding="utf-8")
    with pytest.raises(DossierError, match=r"tags\.yaml"):
        dossier.article_tags()


async def test_an_article_is_tagged_and_shown_with_its_tag(dossier: Dossier) -> None:
    app = DossierApp(dossier, Keymap(), State())
    async with app.run_test(size=(140, 40)) as pilot:
        it = Driven(app, pilot)
        await it.settle()
        await it.type("ctrl+t")
        assert "No tags yet: type one, enter gives it." in it.text()
        await it.type(*"pier", "enter", "escape")
        assert "#pier" in it.text()
        await it.search("tag:pier")
        assert app.screen.search.hits.total == 1
        assert "News of the ferry" in it.text()
        assert app.errors == []
