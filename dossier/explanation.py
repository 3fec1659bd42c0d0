"""Why a stretch of an article was read as it was: the rules and evidence behind each name, value, speaker and verdict.

The rooms of `extracting` explain their own readings with the rules that made them; here their answers are put
together with who is who (linking) and the verdicts that hold the place (compare).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dossier.model import Article, Entity, Explanation, Finding, Mention, Reason


@dataclass(frozen=True, slots=True)
class ExplainedPlace:
    """A stretch of an article, with the article's names and what stands there: annotations by kind, findings."""

    article: Article
    start: int
    end: int
    names: list[Mention]
    annotations: dict[str, list[Any]]
    entities: dict[str, Entity]
    findings: list[Finding]


def explain(place: ExplainedPlace) -> list[Explanation]:
    """Return the reasons for everything that overlaps the place, in the order of the text, verdicts last."""
    found = [
        explanation
        for kind, items in place.annotations.items()
        for item in items
        if item.start < place.end and place.start < item.end
        for explanation in _of_annotation(place, kind, item)
    ]
    found.sort(key=lambda one: (one.start, one.end))
    return [*found, *_verdicts(place)]


def _of_annotation(place: ExplainedPlace, kind: str, item: Any) -> Iterator[Explanation]:
    for reason in _EXPLAINERS[kind](place, item):
        yield _explanation(kind, item, reason.rule, reason.effect, reason.example)
    entity = place.entities.get(getattr(item, "entity", None) or "")
    if kind == "name" and entity:
        for why in entity.merged:
            yield _explanation("entity", item, "same name", f"{entity.name}: {why}")


def _verdicts(place: ExplainedPlace) -> Iterator[Explanation]:
    for finding in place.findings:
        for reading in finding.readings:
            for span in reading.spans:
                if span.article == place.article.id and span.start < place.end and place.start < span.end:
                    yield _explanation("finding", span, finding.verdict, f"{finding.about}: {finding.why}")


def _explanation(kind: str, span: Any, rule: str, effect: str, example: str = "") -> Explanation:
    return Explanation(kind, span.article, span.start, span.end, span.text, rule, effect, example)


def _name(place: ExplainedPlace, mention: Any) -> Iterable[Reason]:
    from dossier.extracting.names.explain import explain_mention

    return explain_mention(place.article, mention)


def _quantity(place: ExplainedPlace, quantity: Any) -> Iterable[Reason]:
    from dossier.extracting.quantities.explain import explain_quantity

    return explain_quantity(place.article, quantity, place.names)


def _date(place: ExplainedPlace, date: Any) -> Iterable[Reason]:
    from dossier.extracting.dates.explain import explain_date

    return explain_date(place.article, date)


def _quotation(place: ExplainedPlace, quotation: Any) -> Iterable[Reason]:
    from dossier.extracting.languages import LANGUAGES
    from dossier.extracting.languages.explain import explain_quotation as explain_foreign
    from dossier.extracting.quotations.explain import explain_quotation

    explain = explain_foreign if place.article.language in LANGUAGES else explain_quotation
    return explain(place.article, quotation, place.names)


_EXPLAINERS: dict[str, Callable[[ExplainedPlace, Any], Iterable[Reason]]] = {
    "name": _name,
    "number": _quantity,
    "date": _date,
    "quote": _quotation,
}
"""Kind of annotation → what explains it; a room is loaded when it is asked."""
