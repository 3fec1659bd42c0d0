"""What a start costs: only what the first screen shows is loaded."""

from __future__ import annotations

import os
import subprocess
import sys

from dossier.cli.start import to_open
from dossier.config import load
from dossier.dossier import Dossier
from dossier.tui.platform import import_stubs

LATER = (
    *import_stubs.UNUSED, "textual.widgets._select", "textual.widgets._tree", "rich.progress", "click", "numpy",
    "whoosh", "rapidfuzz", "jellyfish", "anyascii", "lxml", "spacy", "pdfminer",
    "dossier.cli.commands", "dossier.reading", "dossier.extracting", "dossier.linking", "dossier.indexing.run",
    "dossier.notebook", "dossier.storing.search.passage_search", "dossier.storing.query.parser",
    "dossier.tui.dialogs.preferences",
    "dossier.tui.dialogs.corrections", "dossier.tui.dialogs.picker", "dossier.tui.screens.notebook",
    "dossier.tui.tour.card", "dossier.model.answers", "dossier.model.entities", "dossier.model.findings",
    "dossier.model.notes", "dossier.model.runs", "dossier.storing.base.store",
)  # fmt: skip

PROGRAM = """
import os, sys
from dossier.cli import main
from dossier.tui.platform import import_stubs
from dossier.tui.platform import terminal

def painted(self):
    text = "".join(s.text for strip in self._compositor.render_strips() for s in strip)
    print("Articles" in text and "keys" in text, *sorted(sys.modules), file=sys.__stdout__, flush=True)
    os._exit(0)

def load():
    whole()
    from dossier.tui.app import DossierApp
    from dossier.tui.workspace.screen import Workspace

    run = DossierApp.run
    DossierApp.run = lambda self: run(self, headless=True, size=(140, 40))
    Workspace._painted = painted

whole, import_stubs.load = import_stubs.load, load
terminal.require = lambda: None
main(["--config", sys.argv[1]])
"""


def test_the_first_paint_loads_nothing_that_it_does_not_show(sample):
    with Dossier(load(sample)) as dossier:
        dossier.index()
    done = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, str(sample)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "COLORFGBG": "15;0"},  # tells the background, which is not asked for then
    )
    painted, *modules = done.stdout.split()
    assert painted == "True"
    assert [m for m in modules if m.startswith(tuple(f"{name}." for name in LATER)) or m in LATER] == []


def test_what_opens_the_app_is_told_from_what_calls_a_command(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "storm").mkdir()
    (tmp_path / "search").mkdir()
    assert to_open([]) == (None, None)
    assert to_open(["--config", "search"]) == ("search", None)
    assert to_open(["storm"]) == to_open(["--", "storm"]) == (None, "storm")
    assert to_open(["no/such/folder"]) == (None, "no/such/folder")  # opening it says that it does not exist
    for command in (["search"], ["--help"], ["sturm"], ["storm", "storm"], ["--config", "c", "storm"], ["--config"]):
        assert to_open(command) is None


def test_what_stood_in_while_textual_loaded_is_there_for_whoever_asks_for_it():
    program = """
from dossier.tui.platform import import_stubs
import_stubs.load()
import asyncio, ssl, textual.command
from textual.widgets import Select
assert ssl.create_default_context() and issubclass(textual.command.CommandPalette, textual.screen.Screen)
"""
    subprocess.run([sys.executable, "-P", "-c", program], check=True, timeout=60)


def test_a_textual_that_asks_for_more_gets_all_of_it():
    program = """
from dossier.tui.platform import import_stubs
import_stubs.UNUSED["textual.command"] = ("Provider",)
import_stubs.load()
import textual.app
assert textual.app.CommandPalette.__module__ == "textual.command"
"""
    subprocess.run([sys.executable, "-P", "-c", program], check=True, timeout=60)


def test_the_articles_are_listed_without_passing_over_their_texts(sample, monkeypatch):
    with Dossier(load(sample)) as dossier:
        dossier.index()
        catalogue, asked = dossier._store.catalogue, []
        rows = catalogue.each_row
        monkeypatch.setattr(catalogue, "each_row", lambda sql: asked.append(sql) or rows(sql))
        assert len(dossier.articles()) == 5
        (plan,) = catalogue.rows(f"EXPLAIN QUERY PLAN {asked[0]}")
    assert "COVERING INDEX" in plan[-1]
