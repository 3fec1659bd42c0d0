"""What is missing is named with a command that installs just that."""

from __future__ import annotations

import re
import shlex
import sys
import tomllib

import pytest

from dossier.text import extras
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def name(requirement: str) -> str:
    """The name of a library, as the package index compares names."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=]", requirement)[0])


@pytest.mark.parametrize("extra", ["pdf", "lsp", "opensearch", "spacy"])
def test_the_command_names_the_libraries_of_the_extra(extra):
    python, *words = shlex.split(extras.command(extra))
    assert python == sys.executable
    assert words[:3] == ["-m", "pip", "install"]
    assert [name(word) for word in words[3:]] == [name(wanted) for wanted in PROJECT["optional-dependencies"][extra]]


def test_no_message_or_page_installs_the_project_of_a_stranger():
    """“dossier” on the package index is another program."""
    files = [
        *(ROOT / "dossier").rglob("*.py"), *(ROOT / "docs").rglob("*.md"),
        ROOT / "README.md", ROOT / "docs" / "dossier.1",
    ]  # fmt: skip
    for file in files:
        found = re.findall(r"""install +['"]?dossier\b(?!-)""", file.read_text(encoding="utf-8").replace("\\-", "-"))
        assert not found, file
