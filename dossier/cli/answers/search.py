"""The search command: one query, its facets, many queries from a file, and saved ones."""

from __future__ import annotations

import csv
import itertools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from dossier.cli.console import output, pages
from dossier.cli.console.options import answer_options, open_dossier
from dossier.model import DossierError, QueryError, to_json
from dossier.text.counting import counted
from dossier.text.tables import harmless
from dossier.text.visible import one_line, path_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dossier.dossier import Dossier
    from dossier.model import ArticleInfo, Facet, Hit, Hits, Tally

_COLUMNS = ("query", "passages", "articles", "article", "article_passages", "title", "outlet", "published", "remark")


@click.command()
@click.argument("query", required=False)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many passages.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Leave out the first N.")
@click.option("--sort", type=click.Choice(["score", "date"]), default="score", show_default=True)
@click.option("--facets", "count", is_flag=True, help="Count the answer by outlet, day, name and kind of number.")
@click.option("--batch", metavar="FILE", help="Run the queries of a file, one a line; count passages by article (CSV).")
@click.option("--save", metavar="NAME", help="Keep QUERY under a name.")
@click.option("--saved", metavar="NAME", help="Run a saved query.")
@click.option("--list", "list_", is_flag=True, help="List the saved queries.")
@answer_options
def search(ctx: click.Context, /, query: str | None, limit: int, offset: int, sort: str, **options: Any) -> None:
    """Search the passages.

    \b
    ferry strike             both words, in any form (strike, strikes)
    "out of service"         these words together
    ferry OR tram, NOT bus   alternatives; without
    resign*  duarte~         beginnings; spelling mistakes
    "<person> resigned"~8    anybody near a word
    title: outlet: person: org: place: speaker: quote: date:2025-11-28..2025-11-30
    number:>=1k unit:km      numbers with their units
    similar:ARTICLE#char=120,380
    """  # noqa: D301 - click keeps the lines below a real \b as they are
    if options["batch"] is not None:
        _batch(ctx, options["batch"], json_=options["json_"])
        return
    with open_dossier(ctx) as dossier:
        if options["list_"]:
            _list(ctx, dossier, json_=options["json_"])
            return
        text = _saved(dossier, options["saved"]) if options["saved"] is not None else query
        if text is None:
            raise click.UsageError("Give a QUERY, --batch FILE, --saved NAME or --list.")
        try:
            if options["save"] is not None:
                dossier.save_search(options["save"], text)
            if options["count"]:
                _facets(ctx, dossier, text, json_=options["json_"])
                return
            hits = dossier.search(text, limit=limit, offset=offset, sort=cast("Any", sort))
        except QueryError as error:
            _point_out(error)
            raise
        _show(ctx, dossier, text, hits, json_=options["json_"])


def _show(ctx: click.Context, dossier: Dossier, query: str, hits: Hits, *, json_: bool) -> None:
    if hits.notice:
        output.notice(f"dossier: {hits.notice}")
    for hit in dossier.read_ahead(hits.hits) if json_ else ():
        pages.json_line(dossier, hit)
    if not json_:
        _tell(dossier, query, hits)
    if not hits.hits:
        ctx.exit(1)


def _tell(dossier: Dossier, query: str, hits: Hits) -> None:
    """Write hits for people, each article's under its title."""
    if not hits.hits:
        none = f"No passage matches {one_line(query)!r}."
        output.notice(none if dossier.articles() else output.no_articles(dossier.config.sources))
        return
    output.notice(f"{counted(hits.total, 'passage')} in {counted(hits.articles, 'article')}")
    for _, group in itertools.groupby(dossier.read_ahead(hits.hits), key=lambda hit: hit.article):
        passages = list(group)
        output.say()
        output.say(passages[0].title, bold=True)
        output.say(
            f"  {passages[0].outlet or 'outlet unknown'}{output.worded(' · ')}{output.day(passages[0].published)}",
            dim=True,
        )
        for hit in passages:
            _tell_hit(dossier, hit)


def _tell_hit(dossier: Dossier, hit: Hit) -> None:
    """Write a passage, with the caption or subheading above it, its highlights and its link."""
    for part in (hit.heading, hit):
        if part is not None:
            here = [span for span in hit.highlights if part.start <= span[0] and span[1] <= part.end]
            output.paragraph(part.text, marks=[(start - part.start, end - part.start) for start, end in here])
    also = f"{output.worded(' · ')}also in {len(hit.also)}: {', '.join(hit.also)}" if hit.also else ""
    output.say(f"    {pages.place(dossier, hit)}{also}", dim=True)


def _point_out(error: QueryError) -> None:
    """Show the query with the place marked, where it is short enough to be seen at once."""
    shown = one_line(error.query)
    if error.query and len(shown) == len(error.query) <= output.width():
        output.notice(f"  {shown}\n  {' ' * error.position}^")


def _saved(dossier: Dossier, name: str) -> str:
    found = {search.name: search.query for search in dossier.searches()}
    if name not in found:
        there = ", ".join(map(one_line, found)) or "none yet; --save NAME keeps one"
        raise DossierError(f"There is no saved search “{one_line(name)}”; there are: {there}.")
    return found[name]


def _list(ctx: click.Context, dossier: Dossier, *, json_: bool) -> None:
    found = dossier.searches()
    for saved in found if json_ else ():
        output.json_line(saved)
    if not json_:
        output.table([(saved.name, saved.query) for saved in found])
    if not found:
        ctx.exit(1)


def _facets(ctx: click.Context, dossier: Dossier, query: str, *, json_: bool) -> None:
    found = dossier.facets(query)
    assert found is not None  # nobody cancels it
    if json_:
        output.json_line(found)
    else:
        for title, facets in (
            ("Outlets", found.outlets),
            ("Published", found.dates),
            ("Names", found.entities[:20]),
            ("Numbers", found.kinds),
        ):
            if facets:
                output.say(title, bold=True)
                output.table([_row(facet) for facet in facets], right=frozenset({0, 1}))
    if not (found.outlets or found.dates or found.entities or found.kinds):
        ctx.exit(1)


def _row(facet: Facet) -> tuple[str, str, str]:
    return f"{facet.passages:,}", f"in {facet.articles:,}", facet.name


def _batch(ctx: click.Context, file: str, *, json_: bool) -> None:
    """Run every query of a file; one that makes no sense is said in its place and the others go on."""
    queries = list(_queries(file))
    failed = answered = False
    with open_dossier(ctx) as dossier:
        write = _json_writer() if json_ else _table_writer(dossier.articles())
        for query in queries:
            try:
                tally: Tally | None = dossier.tally(query)
                remark = tally.notice if tally else None
            except DossierError as error:
                tally, remark, failed = None, str(error), True
            answered = answered or bool(tally and tally.passages)
            write(query, tally, remark)
    ctx.exit(2 if failed else 0 if answered else 1)


_Write = Callable[[str, "Tally | None", "str | None"], None]


def _json_writer() -> _Write:
    """Return what writes the count of a query as a line of JSON."""

    def write(query: str, tally: Tally | None, remark: str | None) -> None:
        line: dict[str, Any] = {"query": query, "passages": 0, "articles": {}, "notice": remark}
        if tally:
            line.update(passages=tally.passages, articles=dict(tally.articles))
        output.json_line(to_json(line))

    return write


def _table_writer(articles: Iterable[ArticleInfo]) -> _Write:
    """Return what writes the count of a query as rows of CSV, one an article, below a first line with the names."""
    infos = {info.id: info for info in articles}
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(_COLUMNS)

    def write(query: str, tally: Tally | None, remark: str | None) -> None:
        counts = tally.articles if tally else ()
        head = (query, tally.passages if tally else 0, len(counts))
        for article, count in counts or (("", 0),):
            info = infos.get(article)
            about = (info.title, info.outlet, info.published) if info else ("", "", "")
            table.writerow([_cell(value) for value in (*head, article, count, *about, remark)])

    return write


def _queries(file: str) -> Iterator[str]:
    """Yield the queries of a file or of standard input (`-`), without blank lines and those that begin with #."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DossierError(f"{path_text(file)} cannot be read: {error}.") from error
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield line.strip()


def _cell(value: object) -> str:
    """Return a value made harmless for terminals and spreadsheets."""
    return "" if value is None else harmless(one_line(str(value)))
