"""The export command: a page of findings, timeline, coverage, names and notes to share."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.cli.console import output
from dossier.cli.console.options import config_option, open_dossier
from dossier.files import atomic
from dossier.model import DossierError
from dossier.text.visible import one_line


@click.group(short_help="Write a page to share.")
def export() -> None:
    """Write what the dossier holds as a document to share."""


@export.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--title", help="What heads the page; the name of the folder if not given.")
@click.option("--tag", "tags", multiple=True, help="Only notes with this tag; may be given several times.")
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
@config_option
@click.pass_context
def report(ctx: click.Context, file: Path, title: str | None, tags: tuple[str, ...], force: bool) -> None:
    """Write one self-contained HTML page to FILE: findings, timeline, coverage, names and notes.

    Every figure and quotation links to its passage within the page. Nothing in it runs or is fetched from elsewhere.
    """
    if file.exists() and not force:
        raise click.UsageError(f"{one_line(str(file))} exists already; --force replaces it.")
    if not file.parent.is_dir():
        raise click.UsageError(f"There is no folder {one_line(str(file.parent))}; make it first.")
    from dossier.report.page import write_report

    with open_dossier(ctx) as dossier:
        page = write_report(dossier, title or dossier.config.base.resolve().name or "Dossier", tags=tags)
    try:
        atomic.write(file, page.encode("utf-8", errors="replace"))
    except OSError as error:
        raise DossierError(f"{one_line(str(file))} cannot be written: {error.strerror}.") from None
    output.say(f"Written: {one_line(str(file))}")
