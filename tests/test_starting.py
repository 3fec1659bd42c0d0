"""What a start costs: only what the first screen shows is loaded."""

from __future__ import annotations

import subprocess
import sys

from dossier.config import load
from dossier.dossier import Dossier

LATER = (
    "whoosh", "rapidfuzz", "jellyfish", "anyascii", "lxml", "spacy", "pdfminer", "striprtf", "numpy", "rich.progress",
    "dossier.reading", "dossier.extracting", "dossier.linking", "dossier.indexing", "dossier.notebook",
    "dossier.storing.local", "dossier.storing.query", "dossier.tui.choosing", "dossier.tui.correcting",
    "dossier.tui.screens.picker", "dossier.tui.screens.notebook",
)  # fmt: skip

PROGRAM = """
import os, sys
from dossier.cli.main import cli
from dossier.config import load
from dossier.dossier import Dossier
from dossier.tui import state, terminal
from dossier.tui.keymap import Keymap
from dossier.tui.app import DossierApp
from dossier.tui.screens.workspace import Workspace

def painted(self):
    text = "".join(s.text for strip in self._compositor.render_strips() for s in strip)
    print("Articles" in text and "keys" in text, *sorted(sys.modules), file=sys.__stdout__, flush=True)
    os._exit(0)

Workspace._painted = painted
config = load(sys.argv[1])
DossierApp(Dossier(config), Keymap(config.keys), state.load(config.state)).run(headless=True, size=(140, 40))
"""


def test_the_first_paint_loads_nothing_that_it_does_not_show(sample):
    with Dossier(load(sample)) as dossier:
        dossier.index()
    done = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, str(sample)], capture_output=True, text=True, check=True, timeout=60
    )
    painted, *modules = done.stdout.split()
    assert painted == "True"
    assert [m for m in modules if m.startswith(tuple(f"{name}." for name in LATER)) or m in LATER] == []
