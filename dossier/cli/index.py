"""`dossier index`: bring the index up to date and say what was done."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import click

from dossier.cli import output
from dossier.cli.options import as_json, config_option, open_dossier
from dossier.text.counting import counted
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.progress import Progress as Display
    from rich.progress import TaskID

    from dossier.model import IndexSummary, Progress


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
        report = _Lines() if progress else Bar()
        with report as told:
            summary = dossier.index(rebuild=rebuild, progress=told)
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
    what = ", ".join(done) or "nothing had changed"
    held = f"{counted(summary.articles, 'article')}, {counted(summary.passages, 'passage')}"
    output.say(f"{held}: {what} ({summary.seconds:.1f} s).")
    if summary.failed:
        output.notice(f"{len(summary.failed)} could not be read:")
        for failure in summary.failed:
            output.notice(f"  {one_line(failure.path)}: {one_line(failure.error)}")


class Bar:
    """A progress bar on standard error with rate and time left; nothing where it is no terminal or done at once."""

    def __enter__(self) -> Callable[[Progress], None]:
        self._progress: Display | None = None
        self._task: TaskID | None = None
        self._stage = ""
        self._began = time.monotonic()
        return self._told

    def __exit__(self, *_: object) -> None:
        if self._progress:
            self._progress.stop()

    def _told(self, step: Progress) -> None:
        # A run that ends within a quarter of a second needs no bar.
        if not sys.stderr.isatty() or (self._progress is None and time.monotonic() - self._began < 0.25):
            return
        if self._progress is None:
            self._progress = self._display()
            self._progress.start()
        if self._task is None or step.stage != self._stage:
            if self._task is not None:
                self._progress.remove_task(self._task)
            self._stage = step.stage
            self._task = self._progress.add_task(step.stage, total=step.total, words="")
        seconds = max(time.monotonic() - self._began, 0.001)
        words = f"{step.words / seconds:,.0f} words/s" if step.words else ""
        self._progress.update(self._task, completed=step.done, total=step.total, words=words)

    def _display(self) -> Display:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[words]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )


class _Lines:
    """Progress for the app: JSON lines on standard error, at most twenty a second."""

    def __enter__(self) -> Callable[[Progress], None]:
        self._last = 0.0
        return self._told

    def __exit__(self, *_: object) -> None:
        return

    def _told(self, step: Progress) -> None:
        now = time.monotonic()
        if now - self._last >= 0.05 or step.done == step.total:
            self._last = now
            line = {"stage": step.stage, "done": step.done, "total": step.total}
            print(json.dumps(line), file=sys.stderr, flush=True)
