"""Every command and example of the documentation is run as it stands there, and what it shows is compared.

A ```console block holds commands behind `$ `, and below each the lines that it prints, `…` for lines or the rest of a
line left out. `# ends with 1` behind a command is its exit code, 0 otherwise. A block with a name is a file.
"""

import json
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from dossier import config
from dossier.cli import main
from dossier.cli.commands import cli
from scripts import reference

ROOT = Path(__file__).parents[2]
PAGES = [path for path in sorted((ROOT / "docs").rglob("*.md")) if "```console" in path.read_text(encoding="utf-8")]
NAMED = re.compile(r"^```\{code-block\} \w+\n:name: (\S+)\n\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"#\s*ends with (\d)")


MENTIONED = re.compile(r"`dossier ([^`]+)`")
FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"^(?:cat \S+ \| )?dossier (.+?)(?:$|  | #| &&| [|>])", re.MULTILINE)
EVERY_PAGE = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(page):
    """Give each command of a page with its exit code and the lines shown below it."""
    for block in BLOCK.findall(page):
        for piece in block.removeprefix("$ ").split("\n$ "):
            line, _, shown = piece.partition("\n")
            code = CODE.search(line)
            yield line.partition("  #")[0], int(code[1]) if code else 0, shown.splitlines()


def stands(shown, printed):
    """Say whether lines are printed in this order; `…` alone stands for any lines, at an end for the rest of one."""
    at = 0
    for line in shown:
        if line == "…":
            continue
        pattern = re.compile(".*".join(map(re.escape, line.split("…"))))
        at = next((index + 1 for index in range(at, len(printed)) if pattern.match(printed[index])), None)
        if at is None:
            return line
    return None


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of the project's folder as a reader has it, with the sample; it is the current folder."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "config.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_its_commands_do_what_it_says(page, project, capsys, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    text = page.read_text(encoding="utf-8")
    for name, words in NAMED.findall(text):
        (project / name).write_text(words, encoding="utf-8")
    for line, code, shown in commands(text):
        program, *words = shlex.split(line)
        assert program == "dossier", line
        capsys.readouterr()
        assert main(words) == code, (line, capsys.readouterr())
        printed = capsys.readouterr().out.splitlines()
        assert stands(shown, printed) is None, (line, stands(shown, printed), printed)


def unknown(words):
    """Give the words of a command line that name no command or option of the program."""
    command, options = cli, {option for each in cli.params for option in each.opts} | {"-h", "--help"}
    for word in words:
        if word.startswith("-") and word != "-":
            if word not in options:
                yield word
        elif isinstance(command, click.Group):
            command = command.get_command(click.Context(cli), word)
            if command is None:
                yield word
                return
            options |= {option for each in command.params for option in each.opts}


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.stem)
def test_its_other_commands_are_there_with_their_options(page):
    text = page.read_text(encoding="utf-8")
    for line in [*MENTIONED.findall(text), *(line for block in FENCED.findall(text) for line in LINE.findall(block))]:
        words = shlex.split(line)
        if words[0] != "FOLDER" and "/" not in words[0]:
            assert not list(unknown(words)), (line, list(unknown(words)))


@pytest.mark.usefixtures("project")
def test_the_python_notebook_runs():
    notebook = json.loads((ROOT / "docs" / "reference" / "python.ipynb").read_text(encoding="utf-8"))
    names = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            *lines, last = "".join(cell["source"]).splitlines()
            exec("\n".join(lines), names)
            assert eval(last, names) not in ([], ""), last


def test_pages_taken_from_the_code_are_those_of_the_code():
    for path, page in reference.PAGES.items():
        assert path.read_text(encoding="utf-8") == page(), f"{path.name}: run `python -m scripts.reference`"


def test_every_key_of_the_configuration_is_told():
    page = (ROOT / "docs" / "reference" / "configuration.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE))
    assert told == set(config._KEYS)
