"""The changes command: what articles say differently from when they were first read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dossier.cli.console import output, pages
from dossier.cli.console.options import answer_options, open_dossier, take_day
from dossier.cli.console.progress import ProgressBar
from dossier.text.counting import counted
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.dossier import Dossier
    from dossier.model import Change


@click.command(short_help="List the facts that articles changed since they were first read.")
@click.argument("article", required=False)
@click.option(
    "--since", default="", metavar="DAY", callback=take_day, help="Only changes made on this day or later: 2025-11-29."
)
@answer_options
def changes(ctx: click.Context, article: str | None, since: str, json_: bool) -> None:
    """List the numbers, names, dates, quotations, headlines and sentences that changed in ARTICLE, or in any.

    Earlier versions are kept in versions/ beside the notebook when a file changes. Commas, letters' case, white space
    and moved sentences are not changes. Ends with 1 where there are none.
    """
    with open_dossier(ctx) as dossier:
        with ProgressBar() as told:
            found = dossier.changes(article, since=since, progress=told)
        if not found:
            output.notice("No fact has changed in an article that was read before.")
            ctx.exit(1)
        if json_:
            for change in dossier.read_ahead(found):
                pages.json_line(dossier, change)
        else:
            _tell(dossier, found)


def _tell(dossier: Dossier, found: list[Change]) -> None:
    infos = {info.id: info for info in dossier.articles()}
    shown = ("", "")
    for change in dossier.read_ahead(found):
        info = infos[change.article]
        if (change.article, change.from_version) != shown:
            shown = (change.article, change.from_version)
            replaced = next(one.replaced for one in dossier.versions(change.article) if one.id == change.from_version)
            output.say(one_line(info.title), bold=True)
            name = f"  {one_line(info.outlet or info.id)}{output.worded(' · ')}"
            output.say(f"{name}found changed on {output.day(replaced[:10])}", dim=True)
        declared = "; the article says that it was corrected" if change.declared else ""
        output.paragraph(f"{change.kind}: {_was_and_now(change)}{declared}")
        if change.now_span is not None and change.to_version == "now":
            output.say(f"    {pages.place(dossier, change.now_span)}", dim=True)
        if change.notes:
            output.say(f"    touches {', '.join(change.notes)}", dim=True)
    output.notice(counted(len(found), "change"))


def _was_and_now(change: Change) -> str:
    if change.was is None:
        return f"new: “{one_line(change.now or '')}”"
    if change.now is None:
        return f"gone: “{one_line(change.was)}”"
    return f"“{one_line(change.was)}” is now “{one_line(change.now)}”"
