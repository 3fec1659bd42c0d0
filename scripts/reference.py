"""Write the parts of the documentation that are taken from the code.

    .venv/bin/python -m scripts.reference

`docs/reference/json.md` lists the fields of every answer, and `docs/dossier.1` is the manual page of the command.
A test fails where one of them is not that of the code.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

import dossier
from dossier import model
from dossier.cli.commands import EPILOG, HELP, cli

DOCS = Path(__file__).parents[1] / "docs"
ANSWERS = {
    "articles": model.ArticleInfo,
    "search": model.Hit,
    "entities": model.Entity,
    "numbers": model.ClaimedNumber,
    "dates": model.DateSpan,
    "quotes": model.Quotation,
    "quotes --reported": model.ReportedSpeech,
    "related": model.Related,
    "compare": model.Finding,
    "timeline": model.TimelineEntry,
    "coverage": model.Coverage,
    "explain": model.Explanation,
    "check": model.CheckedClaim,
    "changes": model.Change,
    "news": model.NewsItem,
    "notes": model.Note,
    "notes check": model.NoteCheck,
    "doctor": model.Check,
}


def json_page() -> str:
    """Return the page that lists the fields of each answer, from the classes of `dossier.model`."""
    lines = [
        "# JSON",
        "",
        "With `--json` a command writes one object a line (JSON Lines, UTF-8). Offsets count code points of the",
        "article's text, dates are ISO 8601, and a link is `ARTICLE#char=START,END`. Fields stay as they are within a",
        "minor version; new ones may be added.",
    ]
    inner: dict[str, type] = {}
    for command, answer in ANSWERS.items():
        lines += ["", f"## `dossier {command} --json`", "", *_described(answer, inner)]
    lines += ["", "## Objects within answers"]
    done: set[str] = set()
    while missing := [name for name in inner if name not in done]:
        for name in missing:
            done.add(name)
            lines += ["", f"### {name}", "", *_described(inner[name], inner)]
    return "\n".join(lines) + "\n"


def _described(answer: type, inner: dict[str, type]) -> Iterator[str]:
    """Yield the lines that describe a class: its docstring, then a table of its fields."""
    yield inspect.cleandoc(answer.__doc__ or "")
    yield from ("", "| field | type |", "|---|---|")
    for field in dataclasses.fields(answer):
        if not field.name.startswith("_"):
            yield f"| `{field.name.rstrip('_')}` | {_type(str(field.type), inner)} |"


def _type(written: str, inner: dict[str, type]) -> str:
    """Return a field's type in the words of JSON; classes of ours are noted in `inner`."""
    for name in re.findall(r"[A-Z]\w+", written):
        value = getattr(model, name, None)
        if dataclasses.is_dataclass(value):
            inner.setdefault(name, value)  # type: ignore[arg-type]
            written = re.sub(rf"\b{name}\b", f"[{name}](#{name.lower()})", written)
        elif value is not None and hasattr(value, "__args__"):
            written = re.sub(rf"\b{name}\b", " or ".join(f"`{one}`" for one in value.__args__), written)
    written = re.sub(r"Literal\[(.*?)\]", lambda found: found[1].replace('"', "`").replace(", ", " or "), written)
    written = re.sub(r"tuple\[int, int\]", "pair of offsets", written)
    written = re.sub(r"tuple\[(.*), \.\.\.\]", r"list of \1", written)
    for python, plain in (("str", "text"), ("int", "number"), ("float", "number"), ("bool", "true or false")):
        written = re.sub(rf"\b{python}\b", plain, written)
    return written.replace("None", "null").replace(" | ", " or ").replace("|", "or")


def manual_page() -> str:
    """Return the manual page of the command, as roff."""
    about = inspect.cleandoc(HELP.replace("\b", ""))
    lines = [
        f'.TH DOSSIER 1 "" "Dossier {dossier.__version__}" "User Commands"',
        ".SH NAME",
        r"dossier \- read many articles about one story",
        ".SH SYNOPSIS",
        r"\fBdossier\fR [\fB\-\-config\fR FILE] [\fB\-\-trust\fR] [FOLDER | COMMAND ...]",
        ".SH DESCRIPTION",
        *_text(about),
        ".SH COMMANDS",
    ]
    context = click.Context(cli, info_name="dossier")
    for path, command in _commands(cli, context, ()):
        lines += [".SS " + _escaped("dossier " + " ".join(path)), *_text(command.help or command.short_help or "")]
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                lines += [".TP", rf"\fB{_escaped(', '.join(parameter.opts))}\fR", *_text(parameter.help or "")]
    lines += [".SH EXAMPLES AND EXIT STATUS", *_text(inspect.cleandoc(EPILOG.replace("\b", "")))]
    return "\n".join(lines) + "\n"


def _commands(
    group: click.Group, context: click.Context, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with the words that lead to it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from _commands(command, context, (*path, name))


def _text(words: str) -> Iterator[str]:
    """Yield lines of roff; paragraphs with lines that are indented stay as they are written."""
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(words.replace("\b", ""))):
        lines = [_escaped(line) for line in paragraph.splitlines()]
        kept = any(line.startswith("  ") for line in lines)
        yield from (".PP", ".nf", *lines, ".fi") if kept else (".PP", *lines)


def _escaped(line: str) -> str:
    escaped = line.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


PAGES = {DOCS / "reference" / "json.md": json_page, DOCS / "dossier.1": manual_page}


def main() -> None:
    """Write every page."""
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
