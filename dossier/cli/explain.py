"""The explain command: which rules and evidence made a name, a number, a date, a speaker or a verdict."""

from __future__ import annotations

from itertools import groupby

import click

from dossier.cli import output
from dossier.cli.options import as_json, config_option, open_dossier
from dossier.model import link_to
from dossier.text.visible import one_line

_HEADS = {
    "name": "name",
    "entity": "who it is",
    "number": "number",
    "date": "date",
    "quote": "quotation",
    "finding": "verdict",
}


@click.command(short_help="Say why a name, number, date, speaker or verdict was read so.")
@click.argument("link")
@as_json
@config_option
@click.pass_context
def explain(ctx: click.Context, link: str, json_: bool) -> None:
    """Say which rules and evidence made what stands at LINK a name, a number, a date, a quotation or a finding.

    LINK is ARTICLE#char=START,END as search and the other commands print it.
    """
    with open_dossier(ctx) as dossier:
        found = dossier.explain(link)
    if json_:
        for explanation in found:
            output.json_line(explanation)
    else:
        for (kind, at, text), reasons in groupby(found, key=lambda one: (one.kind, link_to(one), one.text)):
            output.say(f"{_HEADS[kind]}  {one_line(text)}", bold=True)
            output.say(f"    {at}", dim=True)
            for reason in reasons:
                output.say(f"    {reason.rule}: {reason.effect}")
                if reason.example:
                    output.say(f"        example: {reason.example}", dim=True)
    if not found:
        if not json_:
            output.notice("Nothing was read there: no name, number, date, quotation or finding.")
        ctx.exit(1)
