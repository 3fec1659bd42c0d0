"""`dossier add`: put articles into the dossier, whatever their format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dossier.cli.console import output
from dossier.cli.console.options import answer_options, open_dossier
from dossier.model import DossierError
from dossier.text.visible import one_line

_FIELDS = ("title", "text", "date", "author", "outlet", "url", "language", "lead")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER…")
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="FIELD=COLUMN",
    help=f"For .csv and .jsonl: which column holds {', '.join(_FIELDS)}.",
)
@answer_options
def add(ctx: click.Context, paths: tuple[str, ...], fields: tuple[str, ...], json_: bool) -> None:
    """Copy articles into the first source folder under tidy names.

    Saved pages, PDF, Word, OpenDocument, RTF, mail, text and Markdown are copied as they are; .zip, .mbox, .csv and
    .jsonl are taken apart, an article to a file. An article that is there already is named and not added;
    a newer version of one takes its place, and the earlier one is kept.
    """
    from dossier.config import absolute

    places = [absolute(path) for path in paths]
    columns = dict(map(_column, fields))
    counts = {"added": 0, "same": 0, "error": 0}
    with open_dossier(ctx) as dossier:
        for item in dossier.add(places, columns):
            counts["added" if item.added else "same" if item.same else "error"] += 1
            if json_:
                output.json_line(item)
            else:
                _tell(item, dossier.config.base)
    if not json_:
        output.notice(f"{counts['added']} added, {counts['same']} there already, {counts['error']} not readable")
    if counts["error"] or not counts["added"] + counts["same"]:
        ctx.exit(1)


def _tell(item: Any, base: Path) -> None:
    """Write what became of one article; `base` is the folder that paths of the dossier count from."""
    if item.added:
        newer = "  (a newer version; the earlier one is kept in versions)" if item.newer else ""
        output.say(f"added      {output.name_of(item.added)}{newer}")
    elif item.same:
        there, given = output.name_of(item.same), output.name_of(item.path)
        itself = there == given or (base / item.same).resolve() == Path(item.path).resolve()
        output.say(f"already there: {there}" + ("" if itself else f"  ({given})"))
    else:
        output.notice(f"dossier: {output.name_of(item.path)}: {one_line(item.error or '')}")


def _column(text: str) -> tuple[str, str]:
    field, _, column = text.partition("=")
    if field not in _FIELDS or not column:
        raise DossierError(f"“{one_line(text)}” is no FIELD=COLUMN; fields are: {', '.join(_FIELDS)}.")
    return field, column
