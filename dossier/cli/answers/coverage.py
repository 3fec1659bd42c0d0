"""The coverage command: which outlets report what, and whom they have it from."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dossier.cli.console import output
from dossier.cli.console.options import answer_options, open_dossier
from dossier.cli.console.progress import ProgressBar
from dossier.model import CitedSource, Coverage, kind_name, to_json
from dossier.text.counting import counted, nameless
from dossier.text.lists import listed_few
from dossier.text.visible import one_line

_INDENT = 11  # cells of the kind before a fact
_NAMED = 6  # who reports a thing, or leaves it out; --json has all
_KINDS = ("number", "date", "quote", "fact", "name")
_AS_IN_JSON = "entity"  # a name, as --json calls it


@click.command(short_help="Say who reports what, and who was first.")
@click.option(
    "--kind", type=click.Choice([*_KINDS, _AS_IN_JSON]), metavar=f"[{'|'.join(_KINDS)}]", help="Only rows of this kind."
)
@click.option("--single-source", is_flag=True, help="Only what one outlet alone reports.")
@click.option("--chains", is_flag=True, help="Show who has it from whom, and what was lost on the way.")
@answer_options
def coverage(ctx: click.Context, kind: str | None, single_source: bool, chains: bool, json_: bool) -> None:
    """Say who reports what: numbers, dates, quotations, facts and, last, names; what most outlets have first.

    With --chains each outlet stands below the one that it cites or whose words it repeats.
    """
    with open_dossier(ctx) as dossier:
        with ProgressBar() as told:
            rows = [row for row in dossier.coverage(told) if kind in (None, row.kind, kind_name(row.kind))]
        rows = [row for row in rows if row.single_source or not single_source]
        if not rows:
            output.notice(
                "Nothing to compare yet: the articles report nothing."
                if dossier.articles()
                else "Nothing to compare yet: no articles have been read."
            )
            ctx.exit(1)
        if not json_:
            if unnamed := sum(not info.outlet for info in dossier.articles()):
                output.notice(nameless(unnamed))
            rows.sort(key=lambda row: row.kind == "entity")
        for row in dossier.read_ahead(rows, lambda row: row.articles if _is_traced(row) else ()) if chains else rows:
            trees = dossier.chains(row) if chains and _is_traced(row) else ()
            if json_:
                output.json_line({**to_json(row), "chains": to_json(trees)} if chains else row)
            else:
                _tell(row, trees)


def _is_traced(row: Coverage) -> bool:
    """Return whether outlets have it from one another: a name is nobody's."""
    return row.kind != "entity"


def _tell_chain(source: CitedSource, indent: int) -> None:
    lost = f", without “{'”, “'.join(source.lost)}”" if source.lost else ""
    how = {"": "", "cites": "cites it", "same words": "has the same words"}[source.how] if indent > _INDENT else ""
    place = f"  {source.link}" if source.link else ""
    about = f" ({how}{lost})" if how or lost else ""
    output.say(f"{' ' * indent}{one_line(source.source)}{about}{place}", dim=True)
    for below in source.below:
        _tell_chain(below, indent + 4)


def _tell(row: Coverage, trees: Sequence[CitedSource]) -> None:
    output.say(f"{kind_name(row.kind):<9}  {one_line(row.title)}", bold=True)
    told = "only " if row.single_source else ""
    if len(row.outlets) > _NAMED:
        told = f"{len(row.outlets):,}: "
    names = [f"{name} ({len(links)})" for name, links in row.outlets.items()]
    output.paragraph(told + listed_few(names, _NAMED + 1, _NAMED), indent=" " * _INDENT)
    if remarks := _remarks(row):
        output.paragraph("; ".join(remarks), indent=" " * _INDENT)
    for tree in trees:
        _tell_chain(tree, _INDENT)


def _remarks(row: Coverage) -> list[str]:
    """Return who has a fact first, who leaves it out, whom outlets cite and how many independent origins it has."""
    remarks = []
    if row.first and not row.single_source:
        remarks.append(f"first: {row.first}")
    if row.missing and not row.single_source:
        remarks.append(f"not in {listed_few(row.missing, _NAMED + 1, _NAMED)}")
    remarks += [f"{name} cites {', '.join(whom)}" for name, whom in row.origins.items()][:_NAMED]
    if row.kind != "entity" and len(row.outlets) > row.independent:
        remarks.append(f"at most {counted(row.independent, 'independent origin')}")
    if row.anonymous:
        remarks.append("rests on one anonymous source" if row.independent == 1 else "rests on anonymous sources")
    return remarks
