"""The news command: what new or changed articles bring, since articles were last marked as read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dossier.cli.console import output, pages
from dossier.cli.console.options import answer_options, open_dossier
from dossier.cli.console.progress import ProgressBar
from dossier.model import kind_name
from dossier.text.counting import counted
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.dossier import Dossier
    from dossier.model import NewsItem


@click.command(short_help="Say what new and changed articles bring.")
@click.option(
    "--since", default="last", metavar="DAY|last", help="Files saved on this day or later; last: since --mark-read."
)
@click.option("--mark-read", is_flag=True, help="Count from here the next time, even where output is cut (| head).")
@answer_options
def news(ctx: click.Context, since: str, mark_read: bool, json_: bool) -> None:
    """Show what new or changed articles bring, since articles were last marked as read.

    Shown are notes whose words are contradicted now or were changed, findings with another verdict, facts that only
    new articles tell, single sources that are confirmed, and new hits of saved searches. Ends with 1 where there is
    nothing new.
    """
    with open_dossier(ctx) as dossier:
        with ProgressBar() as told:
            found = dossier.news(since=since, progress=told)
        cut = _shown(dossier, found, json_)
        if mark_read:
            dossier.mark_read()
        if cut:
            raise cut
        if not found:
            output.notice("Nothing is new.")
            ctx.exit(1)
        if not json_:
            output.notice(counted(len(found), "item"))


def _shown(dossier: Dossier, found: Sequence[NewsItem], json_: bool) -> BrokenPipeError | None:
    """Write the news; return the error where the reader had seen enough (`| head`), as that counts as read.

    Any other error of writing is raised at once, so that no news is marked as read that nobody could see.
    """
    try:
        for item in dossier.read_ahead(found):
            if json_:
                pages.json_line(dossier, item)
            else:
                _tell(dossier, item)
    except BrokenPipeError as error:
        return error
    return None


def _tell(dossier: Dossier, item: NewsItem) -> None:
    now = kind_name(item.now) if item.kind == "fact" else item.now
    turned = f"{item.was}{output.worded(' → ')}{now}" if item.was else now
    if item.was == item.now:
        turned = f"{item.now}, with another reading"
    output.say(f"{item.kind:<8} {one_line(item.title)}  ({one_line(turned)})", bold=True)
    output.paragraph(item.why)
    for span in item.spans[:3]:
        output.say(f"    {pages.place(dossier, span)}", dim=True)
    if len(item.spans) > 3:
        output.say(f"    and {counted(len(item.spans) - 3, 'more place')}", dim=True)
