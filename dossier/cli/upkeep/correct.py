"""`dossier correct`: corrections of an article or one place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from dossier.cli.console import output
from dossier.cli.console.options import answer_options, open_dossier
from dossier.model import DossierError
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.notebook.fact_corrections import Fact, FactCorrection

_NONE = "none"


@click.command()
@click.argument("place", required=False, metavar="[LINK|ARTICLE]")
@click.option("--speaker", metavar="NAME", help="Who says the quotation at LINK.")
@click.option("--number", metavar="WORDS", help='The number at LINK, as an article would write it: "about 150 people".')
@click.option("--date", metavar="DAY", help="The day or days at LINK: 2025-11-28, 2025-11 or 2025-11-28..2025-11-30.")
@click.option("--type", "type_", metavar="TYPE", help="The name at LINK is a person, org, place, nationality or event.")
@click.option("--name", metavar="NAME", help="Whom the name at LINK means, there alone.")
@click.option("--title", metavar="TEXT", help="The title of ARTICLE.")
@click.option("--outlet", metavar="NAME", help="The outlet of ARTICLE.")
@click.option("--byline", metavar="NAMES", help="Who wrote ARTICLE.")
@click.option("--published", metavar="DAY", help="The day on which ARTICLE was published.")
@click.option("--undo", is_flag=True, help="Take the last correction back.")
@answer_options
def correct(ctx: click.Context, /, place: str | None, undo: bool, json_: bool, **values: str | None) -> None:
    """Correct a speaker, number, date or name at LINK, or a title, outlet, byline or day of ARTICLE.

    The value “none” says that there is none. Corrections are kept in corrections.yaml beside the notebook and apply to
    every answer; without arguments they are listed. Those whose words are no longer found are named, and change
    nothing.
    """
    given = [(fact.rstrip("_"), value) for fact, value in values.items() if value is not None]
    with open_dossier(ctx) as dossier:
        if undo:
            removed = dossier.remove_fact_correction()
            if removed is None:
                raise DossierError("There is no correction to take back.")
            _tell(removed, json_, "taken back: ")
        elif place is None:
            _list(ctx, json_)
        elif not given:
            raise DossierError("Say what to correct, for example --speaker NAME; `dossier correct --help` lists all.")
        else:
            for at, (fact, value) in enumerate(given, 1):
                to = None if value == _NONE else value
                _tell(dossier.correct_fact(place, cast("Fact", fact), to, reindex=at == len(given)), json_)


def _list(ctx: click.Context, json_: bool) -> None:
    with open_dossier(ctx) as dossier:
        standing = dossier.fact_corrections()
    for one in standing:
        if json_:
            output.json_line(one)
        else:
            _tell(one.correction, json_, "" if one.found else "its words are not found, it changes nothing: ")
    if not standing:
        output.notice("Nothing is corrected yet.")
    if not all(one.found for one in standing):
        ctx.exit(1)


def _tell(correction: FactCorrection, json_: bool, lead: str = "") -> None:
    if json_:
        output.json_line(correction)
        return
    about = f" “{one_line(correction.words)}”" if correction.words else ""
    to = _NONE if correction.to is None else one_line(correction.to)
    output.say(f"{lead}{one_line(correction.article)}{about}  {correction.correct}: {to}")
