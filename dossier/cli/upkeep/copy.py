"""`dossier copy`: move a dossier from files to a cluster, or back."""

from __future__ import annotations

import click

from dossier.cli.console import output
from dossier.cli.console.options import answer_options, open_dossier
from dossier.cli.console.progress import ProgressBar
from dossier.text.counting import counted


@click.command(short_help="Copy the dossier to a cluster, or back, and check it.")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--replace", is_flag=True, help="Put it in the place of what is there.")
@answer_options
def copy(ctx: click.Context, source: str, target: str, replace: bool, json_: bool) -> None:
    """Copy the index from one store to another: `local` or an address such as https://host:9200/name.

    Every article and all that was read in it is compared afterwards. Notebook and corrections are files already.
    """
    with open_dossier(ctx, refresh=False) as dossier, ProgressBar() as told:
        summary = dossier.copy(source, target, replace=replace, progress=told)
    if json_:
        output.json_line(summary)
        return
    parts = ((summary.articles, "article"), (summary.passages, "passage"), (summary.entities, "name"))
    held = ", ".join(counted(count, word) for count, word in parts)
    output.say(f"{held} copied, and found the same there ({summary.seconds:.1f} s).")
