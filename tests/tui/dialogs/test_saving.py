"""Lists and the notebook are saved as files for other programs."""

from __future__ import annotations

import csv

import pytest

from dossier.text.tables import csv_table, markdown_table
from dossier.tui.dialogs.saving import folder_for
from tests.helpers.app import driven


def saved(it):
    return sorted(folder_for(it.app.dossier.config).iterdir())


async def test_a_search_is_saved_with_titles_and_links(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("escape", "X", "enter")
        [file] = saved(it)
        assert it.said == f"Saved {file}"
        columns, *rows = csv.reader(file.read_text(encoding="utf-8").splitlines())
        assert columns == ["title", "outlet", "published", "text", "link"]
        assert rows
        assert all("#char=" in row[-1] for row in rows)
        await it.type("X", "enter")
        assert [one.name for one in saved(it)] == ["search-2.csv", "search.csv"]


async def test_the_side_panel_is_saved_as_it_is_narrowed_down(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("1", "F", *"ana", "tab", "X", *"mark", "enter")
        [file] = saved(it)
        assert file.name == "names.md"
        text = file.read_text(encoding="utf-8")
        assert "Ana Prado" in text
        assert "Tomas Reed" not in text


@pytest.mark.parametrize(("key", "name"), [("c", "compare"), ("t", "timeline"), ("M", "coverage")])
async def test_other_screens_are_saved(tmp_path, key, name):
    async with driven(tmp_path) as it:
        await it.type(key, "X", "enter")
        [file] = saved(it)
        assert file.name == f"{name}.csv"
        assert "harbour#char=" in file.read_text(encoding="utf-8")


async def test_an_empty_list_and_a_full_disk_are_said(tmp_path):
    async with driven(tmp_path, names=()) as it:
        await it.type("X", "enter")
        assert "nothing in this list" in it.said
    async with driven(tmp_path) as it:
        folder_for(it.app.dossier.config).parent.mkdir(parents=True, exist_ok=True)
        folder_for(it.app.dossier.config).write_text("a file in the way")
        await it.type("X", "enter")
        assert "cannot be written" in it.said


def test_a_cell_is_never_a_formula():
    text = csv_table(["a"], [["=1+1"], ["-2"], ["plain, and “quoted”"]])
    assert text == "a\r\n'=1+1\r\n'-2\r\n\"plain, and “quoted”\"\r\n"


def test_a_row_of_markdown_is_one_line():
    assert markdown_table(["a", "b"], [["x|y", "one\ntwo"]]) == "| a | b |\n| --- | --- |\n| x\\|y | one two |\n"
