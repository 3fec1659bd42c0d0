"""What articles are called where a whole title is too long."""

from __future__ import annotations

from dossier.model import ArticleInfo
from dossier.tui.text.sources import source_names
from dossier.tui.text.wrap import cell_count


def info(name, title, outlet=None):
    return ArticleInfo(name, name, title, outlet, None, "2025-03-03", None, None, "en", 120, 9, "")


def test_an_outlet_names_its_article():
    assert source_names([info("a", "Ferry strike", "Northern Wire")]) == {"a": "Northern Wire"}


def test_articles_without_an_outlet_are_told_apart_by_where_their_titles_part():
    same = "The harbour council of Porto Vale"
    names = source_names([info("a", f"{same} ends the strike"), info("b", f"{same} sails again")], 24)
    assert "ends" in names["a"]
    assert "sails" in names["b"]
    assert all(cell_count(name) <= 24 for name in names.values())


def test_articles_of_one_title_are_told_apart_by_their_ids():
    names = source_names([info("2025/first", "Ferry strike"), info("2025/second", "Ferry strike")], 24)
    assert len(set(names.values())) == 2
    assert "first" in names["2025/first"]
    assert all(cell_count(name) <= 24 for name in names.values())


def test_a_name_ends_with_a_whole_word():
    names = source_names([info("a", "The harbour council of Porto Vale ends the strike")], 24)
    assert names == {"a": "The harbour council of…"}
    assert source_names([info("a", "… the harbour council")], 24) == {"a": "The harbour council"}
    assert source_names([info("a", "Hafenarbeitergewerkschaftsbund streikt")], 16) == {"a": "Hafenarbeiterge…"}


def test_titles_that_begin_alike_keep_whole_words_of_their_beginning():
    same = "The harbour council of Porto Vale"
    names = source_names([info("a", f"{same} ends the strike"), info("b", f"{same} ends the talks")], 34)
    assert names == {"a": "The harbour… strike", "b": "The harbour… talks"}
