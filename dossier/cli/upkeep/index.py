"""`dossier index`: bring the index up to date and say what was done."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

import click

from dossier.cli.console import output
from dossier.cli.console.options import answer_options, open_dossier, tell_notice
from dossier.cli.console.progress import ProgressBar
from dossier.text.counting import counted
from dossier.text.progress import ProgressLines
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dossier.model import IndexSummary


@click.command(short_help="Bring the index up to date with the articles.")
@click.option("--rebuild", is_flag=True, help="Build everything anew from the articles.")
@click.option("--slice", "share", metavar="I/N", help="Read one share of N of the articles of a dossier on a cluster.")
@click.option("--status", is_flag=True, help="Show how far the shares of a dossier on a cluster have come.")
@click.option("--progress", is_flag=True, hidden=True, help="Write progress as JSON lines to standard error (the app).")
@answer_options
def index(ctx: click.Context, rebuild: bool, share: str | None, status: bool, progress: bool, json_: bool) -> None:
    """Read what is new or changed in the sources and leave out what is gone.

    The app does this by itself; on the command line, asking does it too. Files that cannot be read are named
    with the reason, and the rest goes on.

    Several machines fill a dossier on a cluster together: each reads one share (`--slice 2/8`), and `dossier index`
    afterwards links the names and shows everybody what they have sent.
    """
    if status:
        _status(ctx, json_)
        return
    number, of = _share(share) if share else (0, 0)
    with open_dossier(ctx, refresh=False) as dossier:
        lines = contextlib.nullcontext(ProgressLines(sys.stderr))
        with lines if progress else ProgressBar() as told:
            if share:
                summary = dossier.index_slice(number, of, progress=told)
            else:
                summary = dossier.index(rebuild=rebuild, progress=told)
        tell_notice(dossier)
    if json_:
        output.json_line(summary)
    else:
        _tell(summary, dossier.config.sources)
    if summary.articles == 0 and not share:
        ctx.exit(1)


def _share(text: str) -> tuple[int, int]:
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of) <= 10_000):
        raise click.BadParameter("write it as 2/8, the second share of eight", param_hint="'--slice'")
    return int(number), int(of)


def _status(ctx: click.Context, json_: bool) -> None:
    with open_dossier(ctx, refresh=False) as dossier:
        slices = dossier.slices()
    for one in slices:
        if json_:
            output.json_line(one)
            continue
        failed = f", {one.failed} could not be read" if one.failed else ""
        again = f"; run `dossier index --slice {one.slice}/{one.of}` again" if one.state == "stopped" else ""
        told = f"{one.read:,} of {counted(one.total, 'file')}{failed}"
        output.say(f"{one.slice}/{one.of}  {one.state:<7}  {told}  ({one.machine}, since {one.began}){again}")
    if not slices:
        output.notice("No slices were read.")
        ctx.exit(1)
    missing = slices[0].of - len(slices)
    if missing and not json_:
        output.notice(f"{counted(missing, 'slice')} of {slices[0].of} not begun.")


def _tell(summary: IndexSummary, sources: Iterable[Path]) -> None:
    if summary.articles == 0 and not summary.failed:
        output.say(output.no_articles(sources))
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
