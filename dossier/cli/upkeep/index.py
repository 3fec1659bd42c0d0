"""`dossier index`: bring the index up to date and say what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dossier.cli.console import output
from dossier.cli.console.options import as_json, config_option, open_dossier, tell_notice
from dossier.cli.console.progress import ProgressBar, ProgressLines
from dossier.text.counting import counted
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.model import IndexSummary


@click.command(short_help="Bring the index up to date with the articles.")
@click.option("--rebuild", is_flag=True, help="Build everything anew from the articles.")
@click.option("--progress", is_flag=True, hidden=True, help="Write progress as JSON lines to standard error (the app).")
@as_json
@config_option
@click.pass_context
def index(ctx: click.Context, rebuild: bool, progress: bool, json_: bool) -> None:
    """Read what is new or changed in the sources and leave out what is gone.

    The app does this by itself; on the command line, asking does it too. Files that cannot be read are named
    with the reason, and the rest goes on.
    """
    with open_dossier(ctx, refresh=False) as dossier:
        report = ProgressLines() if progress else ProgressBar()
        with report as told:
            summary = dossier.index(rebuild=rebuild, progress=told)
        tell_notice(dossier)
    if json_:
        output.json_line(summary)
    else:
        _tell(summary)
    if summary.articles == 0:
        ctx.exit(1)


def _tell(summary: IndexSummary) -> None:
    if summary.articles == 0 and not summary.failed:
        output.say("There are no articles in the sources; put text, web pages or PDF files there.")
        return
    done = [
        f"{count} {word}"
        for count, word in ((summary.added, "added"), (summary.changed, "changed"), (summary.removed, "removed"))
        if count
    ]
    what = ", ".join(done) or "nothing has changed"
    held = f"{counted(summary.articles, 'article')}, {counted(summary.passages, 'passage')}"
    output.say(f"{held}: {what} ({summary.seconds:.1f} s).")
    if summary.failed:
        output.notice(f"{len(summary.failed)} could not be read:")
        for failure in summary.failed:
            output.notice(f"  {one_line(failure.path)}: {one_line(failure.error)}")
