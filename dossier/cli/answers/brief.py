"""The brief command: everything said by and about a name."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.cli.console import output, written
from dossier.cli.console.options import answer_options, open_dossier
from dossier.cli.console.progress import ProgressBar
from dossier.text.visible import one_line


@click.command(short_help="Put together everything said by and about a name.")
@click.argument("name")
@click.option("--write", type=click.Path(path_type=Path), metavar="FILE.md", help="Write it to a file.")
@answer_options
def brief(ctx: click.Context, name: str, write: Path | None, json_: bool) -> None:
    """Put together, as Markdown, everything said by and about NAME: a spelling, or an id of `dossier entities`.

    Spellings, roles over time, quotations, reported speech, numbers, what does not agree, and what one outlet alone
    tells.
    """
    from dossier.report.brief import markdown

    with open_dossier(ctx) as dossier:
        if write is not None:
            written.require_other(dossier, write)
        with ProgressBar() as told:
            found = dossier.brief(name, progress=told)
        if json_:
            output.json_line(found)
            return
        page = markdown(found, dossier.articles())
    if write is None:
        output.document(page)
        return
    written.write(write, page.encode("utf-8", errors="replace"))
    output.say(f"Written: {one_line(str(write))}")
