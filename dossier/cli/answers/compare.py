"""The compare command: what several articles say of one thing, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from dossier.cli.console import output, pages
from dossier.cli.console.options import answer_options, open_dossier
from dossier.cli.console.progress import ProgressBar
from dossier.model import FINDING_KINDS, VERDICTS, FindingKind, Verdict
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.dossier import Dossier
    from dossier.model import ArticleInfo, Finding, Reading
    from dossier.notebook.finding_marks import Mark

_COLOURS = {"conflict": "red", "unclear": "yellow", "explained": "cyan", "compatible": "green", "agree": "green"}


@click.command(short_help="Set side by side what articles say of one thing.")
@click.argument("link", required=False)
@click.option("--article", metavar="ARTICLE", help="Only findings that this article has a place in.")
@click.option(
    "--about", metavar="WORDS", default="", help="Only findings whose subject, reason or readings contain these words."
)
@click.option("--kind", type=click.Choice(FINDING_KINDS), help="Only findings about these.")
@click.option("--verdict", type=click.Choice(VERDICTS), help="Only findings with this verdict.")
@click.option("--seen", multiple=True, metavar="ID", help="First mark this finding as seen.")
@click.option("--wrong", multiple=True, metavar="ID", help="First mark this finding as wrong.")
@click.option("--unmark", multiple=True, metavar="ID", help="First take this finding's mark away.")
@answer_options
def compare(
    ctx: click.Context,
    link: str | None,
    article: str | None,
    about: str,
    kind: str | None,
    verdict: str | None,
    seen: tuple[str, ...],
    wrong: tuple[str, ...],
    unmark: tuple[str, ...],
    json_: bool,
) -> None:
    """Set side by side what several articles say of one thing, with a verdict and why.

    LINK, such as ARTICLE#char=120,180, limits them to findings with a place there.

    Ends with exit code 1 when a conflict is shown that you have not marked, so that a script can stop on it. Marks
    are kept in findings.yaml, beside the notebook.
    """
    with open_dossier(ctx) as dossier:
        marks = _marked(dossier, {"seen": seen, "wrong": wrong, None: unmark})
        with ProgressBar() as told:
            found = dossier.compare(
                cast("FindingKind | None", kind), cast("Verdict | None", verdict), link=link, article=article,
                about=about, progress=told,
            )  # fmt: skip
        for finding in dossier.read_ahead(found, lambda one: one.articles) if json_ else ():
            pages.json_line(dossier, finding, anonymous=True)
        if not json_:
            _tell(dossier, found, marks)
        if not found:
            output.notice(_none(len(dossier.compare()), verdict))
        unseen = any(finding.verdict == "conflict" and finding.id not in marks for finding in found)
        if unseen or not (found or (link is article is None and not about)):
            ctx.exit(1)


def _marked(dossier: Dossier, given: Mapping[Mark | None, tuple[str, ...]]) -> Mapping[str, Mark]:
    """Mark findings as seen or wrong, or take marks (None) away; return all marks by finding."""
    for mark, ids in given.items():
        for id_ in ids:
            dossier.mark_finding(id_, mark)
    return dossier.finding_marks()


def _tell(dossier: Dossier, found: list[Finding], marks: Mapping[str, Mark]) -> None:
    infos = {info.id: info for info in dossier.articles()}
    for finding in dossier.read_ahead(found, lambda one: one.articles):
        _tell_finding(dossier, finding, marks.get(finding.id), infos)
    counts = {verdict: sum(finding.verdict == verdict for finding in found) for verdict in VERDICTS}
    if found:
        output.notice(", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count))


def _tell_finding(dossier: Dossier, finding: Finding, mark: Mark | None, infos: Mapping[str, ArticleInfo]) -> None:
    """Write a finding with its verdict, why, its mark and its readings."""
    verdict = click.style(f"{finding.verdict.upper():<10}", fg=_COLOURS[finding.verdict], bold=True)
    click.echo(f"{verdict}  {click.style(one_line(finding.about), bold=True)}")
    output.paragraph(finding.why, indent=" " * 12)
    output.say(
        f"{' ' * 12}{'id ' * output.IN_WORDS.get()}{finding.id}{output.worded(f' · {mark}') if mark else ''}", dim=True
    )
    broad = min(34, max(len(reading.reading) for reading in finding.readings))
    for reading in finding.readings:
        _tell_reading(dossier, reading, infos, broad)
    output.say()


def _none(every: int, verdict: str | None) -> str:
    """Return why nothing is listed, where there are so many findings in all."""
    if not every:
        return "No two articles report the same thing. Comparing needs at least two."
    findings = f"the {every:,} findings" if every > 1 else "the one finding"
    return f"None of {findings} {f'has the verdict “{verdict}”' if verdict else 'is about that'}."


def _tell_reading(dossier: Dossier, reading: Reading, infos: Mapping[str, ArticleInfo], broad: int) -> None:
    """Write a reading and whose it is; below, a place for each article, with the title by which reasons call it."""
    outlets = {article: infos[article].outlet for article in reading.articles}
    names = list(dict.fromkeys(outlet or article for article, outlet in outlets.items()))
    alone = pages.anonymous(dossier, reading.spans)
    output.say(f"  {one_line(reading.reading):<{broad}}  {one_line(', '.join(names))}{alone}", bold=True)
    for article in reading.articles:
        span = next(span for span in reading.spans if span.article == article)
        output.say(f"    {pages.around(dossier, span)}")
        title = "" if outlets[article] else f"  “{one_line(infos[article].title)}”"
        output.say(f"    {pages.place(dossier, span)}{title}", dim=True)
