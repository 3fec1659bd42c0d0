"""Why a stretch of an article was read as it was: the rules and evidence behind each name, value, speaker and verdict.

The rooms of `extracting` explain their own readings with the rules that made them; here their answers are put
together with who is who (linking) and the verdicts that hold the place (compare). What the user corrected there comes
first, with what the text says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dossier.indexing.corrected import RULE
from dossier.linking.entities.corrections import EntityCorrections
from dossier.model import Article, Entity, Explanation, Finding, Mention, NumberClaim, Reason, Span
from dossier.notebook.fact_corrections import ARTICLE_FACTS, Fact, FactCorrection
from dossier.text.folding import fold
from dossier.text.visible import one_line

BY_HAND = "corrected by you"
"""The rule of what is in corrections.yaml or entities.yaml."""

HEADS = {
    "name": "name",
    "entity": "who it is",
    "number": "number",
    "date": "date",
    "quote": "quotation",
    "finding": "verdict",
    "evidence": "of one thing",
    "article": "article",
}
"""What each kind of explanation is about, for people."""

_CORRECTED_AS: dict[Fact, str] = {
    "speaker": "quote", "number": "number", "date": "date", "type": "name", "name": "name",
}  # fmt: skip
_SAYS: dict[Fact, str] = {
    "speaker": "is spoken by {}", "number": "counts as “{}”", "date": "means {}", "type": "is listed as {}",
    "name": "means {} here",
}  # fmt: skip
_SAYS_NONE: dict[Fact, str] = {
    "speaker": "is spoken by nobody named", "number": "is not a number", "date": "is not a date",
    "type": "is not a name", "name": "is not a name here",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExplainedPlace:
    """A stretch of an article, with the article's names and what stands there: annotations by kind, findings.

    `corrections` are those of corrections.yaml for this article, `named` what entities.yaml says.
    `claims` are what the article's numbers measure, by where each begins. `evidence` gives the reasons why two numbers
    of two articles are held to be of one thing.
    """

    article: Article
    start: int
    end: int
    names: list[Mention]
    annotations: dict[str, list[Any]]
    entities: dict[str, Entity]
    findings: list[Finding]
    corrections: Sequence[FactCorrection] = ()
    named: EntityCorrections = field(default_factory=EntityCorrections)
    claims: Mapping[int, NumberClaim] = field(default_factory=dict)
    evidence: Callable[[Span, Span], Iterable[Reason]] = lambda _, __: ()


def explain(place: ExplainedPlace) -> list[Explanation]:
    """Return the reasons for what overlaps the place: corrections, then in the order of the text, then verdicts."""
    found = [
        explanation
        for kind, items in place.annotations.items()
        for item in items
        if item.start < place.end and place.start < item.end
        for explanation in _of_annotation(place, kind, item)
    ]
    found.sort(key=lambda one: (one.start, one.end))
    verdicts = list(_verdicts(place))
    return [*_corrections(place), *found, *verdicts, *(_article_facts(place) if found or verdicts else ())]


def _corrections(place: ExplainedPlace) -> Iterator[Explanation]:
    """Yield what the user corrected here: what is shown now, and the words that the text has."""
    for one, start, end in _here(place):
        says = _SAYS[one.correct].format(one_line(one.to)) if one.to else _SAYS_NONE[one.correct]
        words = place.article.text[start:end]
        effect = f"it {says} (corrections.yaml); the text says “{one_line(words)}”"
        kind = _CORRECTED_AS[one.correct]
        yield Explanation(kind, place.article.id, start, end, words, BY_HAND, effect)


def _here(place: ExplainedPlace) -> Iterator[tuple[FactCorrection, int, int]]:
    """Yield the corrections of what stands at the place, with where that is; of several of one thing the last."""
    last: dict[tuple[Fact, int, int], FactCorrection] = {}
    for one in place.corrections:
        stretch = one.place(place.article.text)
        if stretch and stretch[0] < place.end and place.start < stretch[1]:
            last[one.correct, *stretch] = one
    for (_, start, end), one in last.items():
        yield one, start, end


def _article_facts(place: ExplainedPlace) -> Iterator[Explanation]:
    """Yield what the user corrected of the article itself."""
    for fact in ARTICLE_FACTS:
        one = next((one for one in reversed(place.corrections) if one.correct == fact), None)
        if one:
            said = f"“{one_line(one.to)}”" if one.to else "none"
            what = "day of publication" if fact == "published" else fact
            effect = f"the {what} of the article is {said} (corrections.yaml)"
            yield Explanation("article", place.article.id, place.start, place.end, place.article.title, BY_HAND, effect)


def _of_annotation(place: ExplainedPlace, kind: str, item: Any) -> Iterator[Explanation]:
    mine = any(
        _CORRECTED_AS[one.correct] == kind and start < item.end and item.start < end for one, start, end in _here(place)
    )
    for reason in _EXPLAINERS[kind](place, item):
        if mine and RULE in reason.effect:  # the correction itself, told already
            continue
        rule = f"without your correction, {reason.rule}" if mine else reason.rule
        yield _explanation(kind, item, rule, reason.effect, reason.example)
    entity = place.entities.get(getattr(item, "entity", None) or "")
    if kind == "name":
        for why in entity.merged if entity else ():
            yield _explanation("entity", item, "same name", f"{entity.name if entity else ''}: {why}")
        for effect in _named(place.named, item, entity):
            yield _explanation("entity", item, BY_HAND, f"{effect} (entities.yaml)")


def _named(named: EntityCorrections, mention: Mention, entity: Entity | None) -> Iterator[str]:
    """Yield what entities.yaml says of a name, but for names that it joins: those have a reason of their own."""
    spelt = {fold(text) for text in (mention.text, *((v.text for v in entity.variants) if entity else ()))}
    own = {entity.id, entity.name} if entity else set()

    def meant(name: str) -> bool:
        return name in own or fold(name) in spelt

    yield from (f"it is called “{one_line(to)}”" for name, to in named.rename if meant(name) or to in own)
    yield from (f"it is listed as {type_}" for name, type_ in named.retype if meant(name))
    for names in named.apart:
        if any(map(meant, names)):
            yield "it is kept apart: " + " and ".join(f"“{one_line(name)}”" for name in names) + " are not one"
    yield from ("it is not a name" for name in named.ignore if meant(name))


def _verdicts(place: ExplainedPlace) -> Iterator[Explanation]:
    for finding in place.findings:
        for reading in finding.readings:
            for span in reading.spans:
                if span.article == place.article.id and span.start < place.end and place.start < span.end:
                    yield _explanation("finding", span, finding.verdict, f"{finding.about}: {finding.why}")
                    yield from _evidence(place, finding, span)


def _evidence(place: ExplainedPlace, finding: Finding, span: Span) -> Iterator[Explanation]:
    """Yield the evidence that a number and the first of the finding in another article are of one thing."""
    elsewhere = (there for r in finding.readings for there in r.spans if there.article != span.article)
    other = next(elsewhere, None) if finding.kind == "number" else None
    for reason in place.evidence(span, other) if other else ():
        yield _explanation("evidence", span, reason.rule, reason.effect, reason.example)


def _explanation(kind: str, span: Any, rule: str, effect: str, example: str = "") -> Explanation:
    one_line = " ".join(example.split())
    return Explanation(kind, span.article, span.start, span.end, span.text, rule, effect, one_line)


def _name(place: ExplainedPlace, mention: Any) -> Iterable[Reason]:
    from dossier.extracting.names.explain import explain_mention

    return explain_mention(place.article, mention)


def _quantity(place: ExplainedPlace, quantity: Any) -> Iterable[Reason]:
    from dossier.extracting.quantities.explain import explain_quantity

    reasons = explain_quantity(place.article, quantity, place.names)
    claim = place.claims.get(quantity.start)
    if claim is None:
        return reasons
    from dossier.linking.compare.numbers.claims import told_reasons

    return [*reasons, *told_reasons(claim)]


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
