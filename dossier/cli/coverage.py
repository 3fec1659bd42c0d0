"""The coverage command: which outlets report what, and whom they have it from."""

from __future__ import annotations

import click

from dossier.cli import output
from dossier.cli.options import as_json, config_option, open_dossier
from dossier.model import Coverage
from dossier.visible import one_line

_KINDS = ("number", "date", "quote", "fact", "entity")


@click.command(short_help="Say who reports what, and who was first.")
@click.option("--kind", type=click.Choice(_KINDS), help="Only rows of this kind.")
@click.option("--single-source", is_flag=True, help="Only what one outlet alone reports.")
@as_json
@config_option
@click.pass_context
def coverage(ctx: click.Context, kind: str | None, single_source: bool, json_: bool) -> None:
    """Say who reports what: numbers, dates, quotations, facts and names, what most outlets have first."""
    with open_dossier(ctx) as dossier:
        rows = [
            row
            for row in dossier.coverage()
            if kind in (None, row.kind) and (row.single_source or not single_source)
        ]  # fmt: skip
        if not rows:
            output.notice("Nothing was found that the outlets report.")
            ctx.exit(1)
        for row in rows:
            if json_:
                output.json_line(row)
            else:
                _tell(row)


def _tell(row: Coverage) -> None:
    output.say(f"{row.kind:<6}  {one_line(row.about)}", bold=True)
    told = "only " if row.single_source else ""
    output.paragraph(told + ", ".join(f"{name} ({len(links)})" for name, links in row.outlets.items()), indent=" " * 8)
    remarks = []
    if row.first and not row.single_source:
        remarks.append(f"first: {row.first}")
    if row.missing and not row.single_source:
        remarks.append(f"not in {', '.join(row.missing)}")
    remarks += [f"{name} cites {', '.join(whom)}" for name, whom in row.origins.items()]
    if row.kind != "entity" and len(row.outlets) > row.independent:
        remarks.append(f"at most {row.independent} independent origin{'s' if row.independent > 1 else ''}")
    if remarks:
        output.paragraph("; ".join(remarks), indent=" " * 8)
