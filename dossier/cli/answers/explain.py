"""The explain command: which rules and evidence made a name, a number, a date, a speaker or a verdict."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from dossier.cli.console import output, pages
from dossier.cli.console.options import answer_options, open_dossier
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.dossier import Dossier
    from dossier.model import Explanation


@click.command(short_help="Say why a name, number, date, speaker or verdict was read so.")
@click.argument("link")
@answer_options
def explain(ctx: click.Context, link: str, json_: bool) -> None:
    """Say which rules and evidence made the words at LINK a name, a number, a date, a quotation or a finding.

    LINK is ARTICLE#char=START,END as search and the other commands print it. Your corrections come first,
    with what the text says.
    """
    with open_dossier(ctx) as dossier:
        found = dossier.explain(link)
        if json_:
            for explanation in dossier.read_ahead(found):
                pages.json_line(dossier, explanation)
        else:
            _tell(dossier, found)
    if not found:
        if not json_:
            output.notice("Nothing was read there: no name, number, date, quotation or finding.")
        ctx.exit(1)


def _tell(dossier: Dossier, found: list[Explanation]) -> None:
    from dossier.explanation import HEADS

    places = groupby(dossier.read_ahead(found), key=lambda one: (one.kind, pages.place(dossier, one), one.text))
    for (kind, at, text), reasons in places:
        output.say(f"{HEADS[kind]}  {one_line(text)}", bold=True)
        output.say(f"    {at}", dim=True)
        for reason in reasons:
            output.say(f"    {reason.rule}: {reason.effect}")
            if reason.example:
                output.say(f"        example: {reason.example}", dim=True)
