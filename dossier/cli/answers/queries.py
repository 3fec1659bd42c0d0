"""The commands that list what was read: articles, show, entities, numbers, dates, quotes, related."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, cast

import click

from dossier.cli.console import output, pages, spoken
from dossier.cli.console.options import answer_options, of_article, open_dossier
from dossier.model import ENTITY_TYPES, EntityType, to_json
from dossier.text.casing import cased
from dossier.text.quantities import allowed, with_subject
from dossier.text.quoting import alone
from dossier.text.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dossier.dossier import Dossier
    from dossier.model import Article, Entity, Mention, Related, Shared


def _answer(
    ctx: click.Context,
    dossier: Dossier,
    items: Iterable[Any],
    json_: bool,
    tell: Callable[[Any], None],
    nothing: str,
    *,
    anonymous: bool = False,
) -> None:
    """Write each item; say `nothing` and end with 1 where there is none; `anonymous` as in `pages.json_line`."""
    found = False
    for item in items:
        found = True
        if json_:
            pages.json_line(dossier, item, anonymous=anonymous)
        else:
            tell(item)
    if not found:
        if not json_:
            output.notice(nothing)
        ctx.exit(1)


@click.command()
@answer_options
def articles(ctx: click.Context, json_: bool) -> None:
    """List the articles with outlet, date and byline."""
    with open_dossier(ctx) as dossier:
        infos = dossier.articles()
        if infos and not json_ and not output.IN_WORDS.get():
            rows = (
                (
                    i.id,
                    output.day(i.published),
                    i.outlet or "outlet unknown",
                    f"{i.words:,}",
                    i.title + (f", by {i.byline}" if i.byline else ""),
                )
                for i in infos
            )
            output.table([("ARTICLE", "PUBLISHED", "OUTLET", "WORDS", "TITLE"), *rows], right=frozenset({3}))
            return
        nothing = output.no_articles(dossier.config.sources)
        _answer(ctx, dossier, infos, json_, lambda info: output.say(spoken.article(info)), nothing)


@click.command()
@click.argument("article")
@answer_options
def show(ctx: click.Context, article: str, json_: bool) -> None:
    """Show one article, whole; furniture of the page is dimmed."""
    with open_dossier(ctx) as dossier:
        read = dossier.article(article)
        if json_:
            output.json_line(_with_zones(dossier, read))
            return
        output.say(read.title, bold=True)
        facts = [read.outlet, read.byline, f"{output.day(read.published)}{_origin(read)}", read.id]
        output.say(output.worded(" · ").join(fact for fact in facts if fact), dim=True)
        for remark in read.remarks:
            output.say(remark, dim=True)
        output.say()
        for zone in read.zones:
            text = read.text[zone.start : zone.end]
            click.echo(
                click.style(visible(text), dim=zone.zone == "furniture", bold=zone.zone in {"headline", "subheading"}),
                nl=False,
            )
        output.say()


def _origin(article: Article) -> str:
    return f" (from the {article.published_from})" if article.published_from else ""


def _with_zones(dossier: Dossier, article: Article) -> dict[str, Any]:
    info = next(info for info in dossier.articles() if info.id == article.id)
    whole: dict[str, Any] = to_json(info)
    whole["text"] = article.text
    whole["zones"] = to_json(article.zones)
    whole["passages"] = to_json(article.passages)
    whole["remarks"] = list(article.remarks)
    return whole


@click.command(short_help="List names: people, organisations, places, nationalities, events.")
@click.option("--type", "type_", type=click.Choice(ENTITY_TYPES, case_sensitive=False), help="Only this type.")
@of_article
@click.option("--mentions", is_flag=True, help="List every place, too.")
@answer_options
def entities(ctx: click.Context, type_: str | None, article: str | None, mentions: bool, json_: bool) -> None:
    """List people, organisations, places, nationalities and events, every spelling of each."""
    with open_dossier(ctx) as dossier:
        wanted = cast("EntityType | None", type_.upper() if type_ else None)
        found = dossier.entities(type=wanted, article=article)
        proper = [] if json_ else [v.text for e in dossier.entities() if e.type in _PROPER for v in e.variants]
        places: dict[str, list[Any]] = {}
        if mentions:
            for mention in dossier.mentions(article=article):
                if mention.entity:
                    places.setdefault(mention.entity, []).append(mention)

        def tell(entity: Entity) -> None:
            _tell_entity(entity, proper)
            for mention in places.get(entity.id, []):
                output.say(f"        {pages.place(dossier, mention)}  {one_line(mention.text)}", dim=True)

        with_places = (_with_mentions(entity, places.get(entity.id, [])) for entity in found)
        every = dossier.read_ahead(with_places if mentions and json_ else found)
        _answer(ctx, dossier, every, json_, tell, "No names were found.")


def _with_mentions(entity: Entity, places: Sequence[Mention]) -> dict[str, Any]:
    """Return an entity as JSON, with where it is mentioned."""
    keys = ("article", "start", "end", "text")
    return {**to_json(entity), "mentions": [{key: getattr(m, key) for key in keys} for m in places]}


_NO_NUMBERS = "No numbers were found."
_PROPER = frozenset({"PLACE", "NATIONALITY"})  # whose names stand in roles


def _tell_entity(entity: Entity, proper: Sequence[str]) -> None:
    role = cased(entity.roles[0], proper) if entity.roles else ""
    if output.IN_WORDS.get():
        output.say(spoken.entity(entity, role))
    else:
        others = [variant.text for variant in entity.variants if variant.text != entity.name]
        called = (f"  ({role})" if role else "") + (f"  = {', '.join(others)}" if others else "")
        output.say(f"{entity.type:<12} {entity.count:>5}  {one_line(entity.name + called)}")
    for reason in entity.merged:
        output.say(f"{'':<21}{one_line(reason)}", dim=True)


@click.command()
@of_article
@answer_options
def numbers(ctx: click.Context, article: str | None, json_: bool) -> None:
    """List quantities: how many of what, and what the words allow; with --json what each is said to measure too."""
    with open_dossier(ctx) as dossier:
        if json_:
            _answer(ctx, dossier, dossier.read_ahead(dossier.claims(article=article)), json_, output.say, "")
            return
        found = dossier.numbers(article=article)
        if found and not output.IN_WORDS.get():
            rows = [(with_subject(q), allowed(q), pages.place(dossier, q)) for q in dossier.read_ahead(found)]
            output.table(rows, right=frozenset({1}))
            return
        every = dossier.read_ahead(found)
        _answer(
            ctx, dossier, every, json_, lambda q: output.say(spoken.quantity(q, pages.place(dossier, q))), _NO_NUMBERS
        )


@click.command(short_help="List dates and the days they mean.")
@of_article
@answer_options
def dates(ctx: click.Context, article: str | None, json_: bool) -> None:
    """List time expressions with the days they mean and the rule that says so."""
    with open_dossier(ctx) as dossier:
        found = dossier.dates(article=article)
        every = dossier.read_ahead(found)
        if found and not json_ and not output.IN_WORDS.get():
            output.table([(_days(d.from_, d.to), f"“{d.text}”", pages.place(dossier, d), d.rule) for d in every])
            return
        _answer(
            ctx,
            dossier,
            every,
            json_,
            lambda d: output.say(spoken.date(d, pages.place(dossier, d))),
            "No dates were found.",
        )


def _days(since: str | None, until: str | None) -> str:
    if not since and not until:
        return "unresolved"
    return since or "" if since == until else f"{since or ''}..{until or ''}"


@click.command()
@of_article
@click.option("--speaker", metavar="S", help="Only what this person or organisation said (a name, or its id).")
@click.option("--reported", is_flag=True, help="Only what is reported without quotation marks, as kind “indirect”.")
@answer_options
def quotes(ctx: click.Context, article: str | None, speaker: str | None, reported: bool, json_: bool) -> None:
    """List quotations with their speakers."""
    with open_dossier(ctx) as dossier:

        def tell(quote: Any) -> None:
            cue = f" ({quote.cue})" if quote.cue else ""
            output.say(f"{quote.speaker or 'speaker unknown'}{cue}", bold=True)
            if reported:
                output.say(f"    reported without quotation marks, {quote.certainty}", dim=True)
            output.paragraph(quote.text if reported else f"“{alone(quote.text)}”")
            output.say(f"    {pages.place(dossier, quote)}", dim=True)

        ask = dossier.reported if reported else dossier.quotes
        found = dossier.read_ahead(ask(article=article, speaker=speaker))
        _answer(ctx, dossier, found, json_, tell, "No quotations were found.")


@click.command(short_help="Find passages of other articles that report the same fact.")
@click.argument("links", nargs=-1, required=True, metavar="LINK… | -")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="How many for each link.")
@answer_options
def related(ctx: click.Context, links: tuple[str, ...], limit: int, json_: bool) -> None:
    """Find passages of other articles that tell the same fact, and what they share.

    LINK is ARTICLE#char=START,END as search and the other commands print it; - reads links from standard input.
    """
    if links == ("-",):
        links = tuple(line.strip() for line in sys.stdin if line.strip())
    with open_dossier(ctx) as dossier:

        def items() -> Iterable[Related]:
            for link in links:
                yield from dossier.read_ahead(dossier.related(link, limit=limit), lambda one: (one.article,))

        infos = {info.id: info for info in dossier.articles()} if output.IN_WORDS.get() else {}

        def tell(item: Related) -> None:
            why = output.worded(_why(item.shared))
            words = f"{spoken.source(infos[item.article])}, both say {why}" if item.article in infos else ""
            output.say(words or f"{item.article}  {item.score:.2f}  {why}", bold=True)
            output.paragraph(item.text)
            if not item.close:
                output.say("    Less alike, perhaps another fact.", dim=True)
            output.say(f"    {pages.place(dossier, item)}{pages.anonymous(dossier, [item])}", dim=True)

        _answer(ctx, dossier, items(), json_, tell, "No other article reports this.", anonymous=True)


def _why(shared: Shared) -> str:
    parts = [*shared.names, *shared.numbers, *shared.dates, *(f"“{q}”" for q in shared.quotes), *shared.terms]
    return ", ".join(parts[:6])
