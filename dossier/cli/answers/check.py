"""The check command: a draft against the articles, claim by claim."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.cli.answers import check_copies
from dossier.cli.console import output, pages, written
from dossier.cli.console.options import answer_options, load_config, open_dossier, take_day
from dossier.cli.console.progress import ProgressBar
from dossier.model import CLAIM_STATUSES, DossierError, by_urgency
from dossier.text.counting import counted
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.config import Config
    from dossier.dossier import Dossier
    from dossier.model import CheckedClaim, ClaimEvidence

_COPIES = frozenset({".md", ".markdown", ".txt", ".docx"})
_PLACES = 3  # articles that are listed below a claim, the first place of each
_QUIET = {"supported", "single"}  # told by their number; --all lists them


@click.command(short_help="Check a draft against the articles.")
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT… | -")
@click.option(
    "--date",
    "published",
    metavar="DAY",
    callback=take_day,
    help="From which day the draft's “Friday” counts: 2025-11-29.",
)
@click.option("--all", "every", is_flag=True, help="List supported claims too.")
@click.option(
    "--write",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a copy: .md with footnotes, .docx with comments.",
)
@click.option("--app", is_flag=True, help="Open it in the app, beside what the articles say.")
@answer_options
def check(
    ctx: click.Context,
    drafts: tuple[str, ...],
    published: str | None,
    every: bool,
    write: Path | None,
    app: bool,
    json_: bool,
) -> None:
    """Check every name, number, date and quotation of each DRAFT against the articles, and the DRAFT against itself.

    A DRAFT is a text, Markdown, Word or web file; - reads plain text from standard input. Ends with 1 when a claim is
    misattributed, misquoted, misspelt, inconsistent or differs from the articles, and is not accepted in accepted.yaml
    beside the notebook. --write, --json and --app take one DRAFT.
    """
    if len(drafts) > 1 and (write or json_ or app):
        raise DossierError(f"{'--write' if write else '--json' if json_ else '--app'} takes one draft.")
    if app:
        ctx.exit(_opened(load_config(ctx), drafts[0]))
    wrong = False
    with open_dossier(ctx) as dossier:
        for draft in drafts:
            text, claims = _checked(dossier, draft, published, write)
            wrong = wrong or any(claim.wrong for claim in claims)
            if json_:
                for claim in dossier.read_ahead(claims):
                    pages.json_line(dossier, claim)
            else:
                _tell(dossier, "standard input" if draft == "-" else draft, text, claims, every=every)
    if wrong:
        ctx.exit(1)


def _checked(
    dossier: Dossier, draft: str, published: str | None, write: Path | None
) -> tuple[str, Sequence[CheckedClaim]]:
    """Return the text of a draft and its claims, once its copy is written where one is wanted."""
    given = sys.stdin.buffer.read() if draft == "-" else _file(draft)
    if isinstance(given, Path):
        _say_where(dossier, given)
    if write:
        _refuse(dossier, write, given)
    article = dossier.draft(given, published=published)
    with ProgressBar() as told:
        claims = dossier.check_draft(article, progress=told)
    if write:
        _write(write, given, article.text, claims)
    return article.text, claims


def _opened(config: Config, draft: str) -> int:
    """Open the app on a draft. Raises DossierError where it is not a file."""
    from dossier import tui

    if draft == "-":
        raise DossierError("--app opens a draft that is a file, not standard input.")
    return tui.run(config, draft=_file(draft))


def _file(draft: str) -> Path:
    """Return the path of a draft, links resolved. Raises DossierError where it is no file."""
    path = Path(draft)
    if path.is_dir():
        raise DossierError(f"{one_line(draft)} is a folder; a draft is one file.")
    if not path.exists():
        raise DossierError(f"There is no file {one_line(draft)}.")
    return path.resolve()


def _say_where(dossier: Dossier, draft: Path) -> None:
    """Say that a draft is one of the articles, where it is: other answers take it for a source."""
    if written.is_article(dossier, draft):
        name = one_line(draft.name)
        output.notice(
            f"{name} is in the folder of the articles, so search and compare read it, too. This check does not."
        )


def _tell(dossier: Dossier, name: str, text: str, claims: Sequence[CheckedClaim], *, every: bool) -> None:
    outlets = {info.id: info.outlet or info.title for info in dossier.articles()}
    told = (one for one in by_urgency(claims) if every or one.status not in _QUIET)
    for claim in dossier.read_ahead(told, lambda one: {place.article: None for place in one.evidence}):
        line = text.count("\n", 0, claim.start) + 1
        accepted = "" if claim.accepted is None else "accepted  "
        output.say(f"{accepted}{claim.status}  {claim.kind}  line {line}: {one_line(claim.text)}", bold=True)
        output.paragraph(f"{claim.why} Accepted: {claim.accepted}" if claim.accepted else claim.why)
        first: dict[str, ClaimEvidence] = {}
        for place in claim.evidence:
            first.setdefault(place.article, place)
        for place in list(first.values())[:_PLACES]:
            figure = claim.kind in {"number", "date"}
            words = pages.around(dossier, place) if figure else one_line(place.text)
            output.say(f"    {outlets.get(place.article, place.article)}: {words}", dim=True)
            output.say(f"    {pages.place(dossier, place)}", dim=True)
    found = Counter("accepted" if claim.accepted is not None else claim.status for claim in claims)
    counts = [f"{found[status]:,} {status}" for status in (*CLAIM_STATUSES, "accepted") if status in found]
    output.say(f"{one_line(name)}: {counted(len(claims), 'claim')}" + (f"; {', '.join(counts)}" if counts else ""))


def _refuse(dossier: Dossier, file: Path, draft: Path | bytes) -> None:
    """Raise DossierError where a file cannot be a copy, or is the draft itself or an article."""
    name, suffix = one_line(str(file)), file.suffix.lower()
    if suffix == ".docx" and not (isinstance(draft, Path) and draft.suffix.lower() == ".docx"):
        raise DossierError(f"{name}: only a Word draft gets comments; write to a .md file instead.")
    if suffix not in _COPIES:
        raise DossierError(f"{name}: a copy is a .md file, or of a Word draft a .docx file.")
    place = file.resolve()
    if place == draft:
        raise DossierError(f"{name} is the draft itself; --write makes a copy.")
    written.require_other(dossier, file)


def _write(file: Path, draft: Path | bytes, text: str, claims: Sequence[CheckedClaim]) -> None:
    """Write a copy of the draft with a remark at each claim that is more than supported."""
    noted = [claim for claim in claims if claim.status not in _QUIET]
    elsewhere: list[CheckedClaim] = []
    if file.suffix.lower() == ".docx" and isinstance(draft, Path):
        document, elsewhere = check_copies.word(draft.read_bytes(), text, noted)
    else:
        document = check_copies.markdown(text, noted)
    written.write(file, document)
    for claim in elsewhere:
        output.notice(f"No comment in the copy, for it stands outside the body: {one_line(claim.text)}.")
