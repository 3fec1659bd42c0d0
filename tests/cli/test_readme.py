"""What the README and the pages in docs/ promise can be done as it stands there."""

import re
import shlex
from pathlib import Path

import pytest

import dossier
from dossier.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ dossier (.*)$", README, re.MULTILINE)


def test_its_commands_answer_on_the_sample(sample, capsys, monkeypatch):
    monkeypatch.chdir(sample.parent)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert len(COMMANDS) > 5
    for command in COMMANDS:
        capsys.readouterr()
        assert main(["--config", str(sample), *shlex.split(command, comments=True)]) == 0, command
        assert capsys.readouterr().out.strip(), command


def test_its_python_answers_on_the_sample(sample, monkeypatch, capsys):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(sample.parent)
    exec(compile(code, "README.md", "exec"), {})
    assert "ultimatum" in capsys.readouterr().out
    assert set(dossier.__all__) >= {"open", "__version__"}


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda page: page.name
)
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
