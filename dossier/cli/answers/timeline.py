"""The timeline command: what happened, or will happen, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dossier.cli.console import output, pages
from dossier.cli.console.options import answer_options, open_dossier
from dossier.cli.console.progress import ProgressBar
from dossier.model import TimelineEntry, to_json
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.dossier import Dossier


@click.command(short_help="Put everything that is dated in calendar order.")
@answer_options
def timeline(ctx: click.Context, json_: bool) -> None:
    """Put everything that is dated in calendar order, and when each article was published."""
    with open_dossier(ctx) as dossier:
        with ProgressBar() as progress:
            entries = dossier.timeline(progress)
        if not entries:
            output.notice("No dates were found.")
            ctx.exit(1)
        outlets = {info.id: info.outlet or info.id for info in dossier.articles()}
        day = ""
        for entry in dossier.read_ahead(entries, dossier.told_by):
            if json_:
                alone = {"anonymous": True} if dossier.is_told_anonymously(entry) else {}
                pages.json_line(dossier, {**to_json(entry), **alone})
                continue
            if (told := _days(entry)) != day:
                day = told
                output.say(told, bold=True)
            _tell(dossier, entry, outlets)


def _days(entry: TimelineEntry) -> str:
    if entry.from_ == entry.to:
        return output.day(entry.from_)
    return f"{output.day(entry.from_)} to {output.day(entry.to)} ({entry.granularity})"


def _tell(dossier: Dossier, entry: TimelineEntry, outlets: dict[str, str]) -> None:
    if entry.kind == "published":
        output.paragraph(entry.what)
        return
    output.paragraph(entry.what, marks=_marks(entry))
    own = outlets.get(entry.article, entry.article)
    others = list(dict.fromkeys(outlets.get(link.rpartition("#")[0], link) for link in entry.also))
    others = [other for other in others if other != own]
    more = f"; also {', '.join(others)}" if others else ""
    told = f"“{entry.phrase}” {entry.rule}{output.worded(' · ')}{own}{more}"
    alone = pages.remark() if dossier.is_told_anonymously(entry) else ""
    output.say(f"    {one_line(told)}{alone}", dim=True)
    output.say(f"    {pages.place(dossier, entry)}", dim=True)


def _marks(entry: TimelineEntry) -> list[tuple[int, int]]:
    at = entry.what.find(entry.phrase)
    return [(at, at + len(entry.phrase))] if at >= 0 else []
