"""A passage as it is shown: with what answers the query, in it and above it; the same for every engine."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.model import Article, Hit, Span, Zone
from dossier.storing.catalogue.shown import ShownArticle
from dossier.storing.query.tree import Query
from dossier.storing.search.highlights import highlights, without_overlap
from dossier.storing.text.headings import above
from dossier.storing.text.stemming import searched_as


def shown(
    tree: Query,
    article: Article | ShownArticle,
    place: tuple[int, int],
    zones: Sequence[Zone],
    score: float,
    marked: set[tuple[int, int]],
    also: tuple[str, ...],
) -> Hit:
    """Return a passage of an article, by its start and end, with what answers the query.

    `zones` are searched with it (`searched_with`), `marked` are places that answer by what is known of them; all
    offsets are the article's.
    """
    start, end = place
    spoken = searched_as(article.language)
    spans = {span for span in marked if span[1] <= end}
    spans.update(highlights(tree, article.text, start, end, language=spoken))
    heading = None
    for zone in zones:
        titled = zone.zone == "headline"
        answers = highlights(tree, article.text, zone.start, zone.end, in_title=titled, language=spoken)
        if answers and not titled and not spans:
            heading = _span(article, zone)
        spans.update(answers)
    return Hit(
        article=article.id,
        start=start,
        end=end,
        text=article.text[start:end],
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        score=round(score, 4),
        highlights=tuple(without_overlap(spans)),
        also=also,
        heading=heading,
    )


def searched_with(article: Article, start: int) -> list[Zone]:
    """Return the zones searched with the passage that begins here: headings, and the headline with the first."""
    place = next((i for i, passage in enumerate(article.passages) if passage.start == start), 0)
    headlines = [] if place else [zone for zone in article.zones if zone.zone == "headline"]
    return [*headlines, *above(article.zones, [passage.start for passage in article.passages]).get(place, ())]


def _span(article: Article | ShownArticle, zone: Zone) -> Span:
    words = article.text[zone.start : zone.end]
    start = zone.start + len(words) - len(words.lstrip())
    return Span(article.id, start, start + len(words.strip()), words.strip())
