"""The export command: a page to share, findings as a table, notes as a project of qualitative analysis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from dossier.cli.console import output, written
from dossier.cli.console.options import config_option, open_dossier
from dossier.cli.console.progress import ProgressBar
from dossier.model import FINDING_KINDS, VERDICTS
from dossier.text.counting import counted
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.model import FindingKind, Verdict


@click.group(short_help="Write a page to share, or files for other programs.")
def export() -> None:
    """Write what the dossier holds as a document to share, or as a file for other programs."""


def _to_file(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the file that it writes, and the option to replace one that is there."""
    command = click.option("--force", is_flag=True, help="Replace FILE where it exists.")(command)
    return click.argument("file", type=click.Path(dir_okay=False, path_type=Path))(command)


@export.command()
@_to_file
@click.option("--title", help="What heads the page; the name of the folder if not given.")
@click.option("--tag", "tags", multiple=True, help="Only notes with this tag; may be given several times.")
@config_option
@click.pass_context
def report(ctx: click.Context, file: Path, title: str | None, tags: tuple[str, ...], force: bool) -> None:
    """Write one self-contained HTML page to FILE: findings, timeline, coverage, names and notes.

    Every figure and quotation links to its passage within the page. Nothing in it runs or is fetched from elsewhere.
    """
    _require_free(file, force=force)
    from dossier.report.page import report_page

    with open_dossier(ctx) as dossier, ProgressBar() as told:
        written.require_other(dossier, file)
        page = report_page(dossier, title or _name(dossier.config.base), tags=tags, progress=told)
    _write(file, page.encode("utf-8", errors="replace"))


@export.command()
@_to_file
@click.option("--kind", type=click.Choice(FINDING_KINDS), help="Only findings about these.")
@click.option("--verdict", type=click.Choice(VERDICTS), help="Only findings with this verdict.")
@config_option
@click.pass_context
def findings(ctx: click.Context, file: Path, kind: str | None, verdict: str | None, force: bool) -> None:
    """Write the findings of Compare to FILE as CSV, a row for each place with its words and link.

    `-` writes to standard output.
    """
    stdout = str(file) == "-"
    if not stdout:
        _require_free(file, force=force)
    from dossier.report.findings_table import findings_csv

    with open_dossier(ctx) as dossier, ProgressBar() as told:
        if not stdout:
            written.require_other(dossier, file)
        table = findings_csv(dossier, cast("FindingKind | None", kind), cast("Verdict | None", verdict), progress=told)
    if stdout:
        output.document(table)
    else:
        _write(file, table.encode("utf-8", errors="replace"))


@export.command()
@_to_file
@click.option("--name", help="The name of the project; that of the folder if not given.")
@config_option
@click.pass_context
def qdpx(ctx: click.Context, file: Path, name: str | None, force: bool) -> None:
    """Write notes and the articles that they quote to FILE as a REFI-QDA project, which QualCoder and others import.

    Tags become codes and notes coded passages. Ends with 1 where a quotation does not stand in its article any more: it
    is left out, and the description of the project says so.
    """
    _require_free(file, force=force)
    with open_dossier(ctx) as dossier:
        written.require_other(dossier, file)
        project, lost = dossier.export_qda(name or _name(dossier.config.base))
    _write(file, project)
    if lost:
        output.notice(f"{counted(len(lost), 'note')} left out, 'dossier notes check' shows why: {', '.join(lost)}")
        ctx.exit(1)


def _name(folder: Path) -> str:
    return folder.resolve().name or "Dossier"


def _require_free(file: Path, *, force: bool) -> None:
    """Raise UsageError where a file cannot be written, before any work is done for it."""
    if file.exists() and not force:
        raise click.UsageError(f"{one_line(str(file))} exists already; --force replaces it.")
    if not file.parent.is_dir():
        raise click.UsageError(f"There is no folder {one_line(str(file.parent))}; make it first.")


def _write(file: Path, data: bytes) -> None:
    written.write(file, data)
    output.say(f"Written: {one_line(str(file))}")
