"""What the documents say of the code is there: the modules they name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FOLDERS = ("dossier", "scripts", "tests", "benchmarks")
MODULES = {str(path.relative_to(ROOT)) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")}


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=lambda page: page.name)
def test_every_module_that_a_page_names_is_there(page):
    named = re.findall(r"`([\w/]+\.py)`", page.read_text(encoding="utf-8"))
    assert [name for name in named if not any(f"/{module}".endswith(f"/{name}") for module in MODULES)] == []


def test_every_name_in_the_architecture_is_in_the_code():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    code = "".join((ROOT / module).read_text(encoding="utf-8") for module in MODULES)
    named = re.findall(r"`(?:[A-Za-z]\w*\.)*([A-Za-z]\w*)`", page)
    assert {name for name in named if not re.search(rf"\b{name}\b", code)} == set()


ROOMS = sorted((ROOT / "dossier").rglob("__init__.py"))
ALONE = {"dossier", "lexicon", "speech", "data", "notebook"}  # an interface or data, told in the docstring itself


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.parent.relative_to(ROOT)))
def test_every_room_says_which_module_to_read_first(room):
    told = ast.get_docstring(ast.parse(room.read_text(encoding="utf-8"))) or ""
    sentences = re.split(r"[.:;] |\.\n", " ".join(told.split()))
    named = [
        name
        for sentence in sentences
        if re.search(r"[Rr]ead (?:it|`)", sentence)
        for name in re.findall(r"`([\w./]+)`", sentence)
    ]
    assert named or "read it first" in told.lower() or room.parent.name in ALONE
    paths = [room.parent / name.replace(".", "/") for name in named if not name[0].isupper()]
    assert [path.name for path in paths if not path.with_suffix(".py").exists() and not path.is_dir()] == []
