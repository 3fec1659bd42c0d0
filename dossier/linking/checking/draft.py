"""The draft and the articles that may tell the same, linked as one small dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from dossier.linking.coverage.origins import Origins
from dossier.linking.entities.corrections import EntityCorrections
from dossier.linking.entities.link import link
from dossier.linking.entities.naming import DRAFT, called, named
from dossier.linking.entities.quote_speakers import among, resolve
from dossier.linking.facts import ArticleFacts, DossierFacts, Place
from dossier.linking.matching.cache import Cache, RecentValues, digest
from dossier.model import Article, ClaimEvidence, Definition, Entity, Extraction, Mention, Quotation, Span
from dossier.text.lists import listed_few

T = TypeVar("T")
_SOURCES = 3  # that a reason names
_ANSWERS = 20_000  # about a draft of 2,000 words while it is written


class PreparedSources:
    """The sources as they are read, and what is made of them once for all drafts."""

    def __init__(self, articles: Sequence[ArticleFacts]) -> None:
        self.articles = tuple(articles)
        self._made: dict[object, Any] = {}
        self._answers: RecentValues[Any] = RecentValues(_ANSWERS)

    def make(self, what: Callable[[Sequence[ArticleFacts]], T]) -> T:
        """Return what is made of the sources, made only once."""
        if what not in self._made:
            self._made[what] = what(self.articles)
        made: T = self._made[what]
        return made

    def known(self, what: str, key: object, make: Callable[[], T]) -> T:
        """Return an answer, worked out once for each key, which holds all that it depends on besides the sources."""
        answer: T = self._answers.get((what, key), make)
        return answer


def prepared(articles: Sequence[ArticleFacts], cache: Cache) -> PreparedSources:
    """Return the sources with what was made of them for the last draft, where they are the same."""
    known = cache.objects("sources")
    if known is None:
        return PreparedSources(articles)
    key = digest([(one.article.id, one.article.sha256, one.article.published) for one in articles])
    return cast("PreparedSources", known.get(key, lambda: PreparedSources(articles)))


@dataclass(frozen=True, slots=True)
class DraftDossier:
    """The draft and the articles it is set against; `entities` are those of both together, by id."""

    draft: ArticleFacts
    sources: tuple[ArticleFacts, ...]
    facts: DossierFacts
    entities: Mapping[str, Entity]
    origins: Origins
    prepared: PreparedSources
    by_id: Mapping[str, ArticleFacts]

    def source(self, article: str) -> str:
        """Return what to call an article in a reason."""
        return called(self.by_id[article].article)

    def sources_of(self, articles: Iterable[str]) -> str:
        """Return what to call some articles, each source once: `Post, Wire and 3 more`."""
        return listed_few(list(dict.fromkeys(map(self.source, articles))), _SOURCES, _SOURCES - 1)

    def sources_have(self, articles: Sequence[str]) -> str:
        """Return what to call some articles, with the verb: `Post has`, `Post and Wire have`."""
        alone = len(set(map(self.source, articles))) == 1
        return f"{self.sources_of(articles)} {'has' if alone else 'have'}"

    def independent(self, spans: Sequence[Span]) -> int:
        """Return from how many independent origins the articles have what stands at these spans."""
        key = self.facts.keys[1:], tuple((span.article, span.start, span.end) for span in spans)
        return self.prepared.known("independent", key, lambda: self.origins.independent(spans))

    def is_anonymous(self, span: Span) -> bool:
        """Return whether a source cites an anonymous source for what stands at a span, and nobody else."""
        key = self.facts.keys[1:], span
        return self.prepared.known("anonymous", key, lambda: self.origins.is_anonymous(span))

    def named(self, entity: str | None) -> str | None:
        """Return the name of an entity."""
        found = self.entities.get(entity or "")
        return found.name if found else None

    def speaker(self, quotation: Quotation) -> str | None:
        """Return the entity of who speaks in a quotation of a source, as it is linked with this draft."""
        every = self.by_id[quotation.article].quotations
        return next((one.speaker_id for one in every if one.start == quotation.start), None)


def assemble(
    article: Article,
    extraction: Extraction,
    sources: Sequence[ArticleFacts],
    definitions: Sequence[Definition],
    corrections: EntityCorrections,
    copies: Mapping[Place, frozenset[Place]],
    cache: Cache,
) -> DraftDossier:
    """Return the draft and the sources as one dossier, with names and speakers linked over both.

    `definitions` are the acronyms that the sources define, `copies` the passages that stand in several of them;
    `cache` has what was worked out of the same articles before.
    """
    read = ArticleFacts(
        replace(article, outlet=DRAFT),
        extraction.mentions,
        extraction.quantities,
        extraction.dates,
        extraction.quotations,
    )
    ready = prepared(sources, cache)
    mentions = [on_one_line(mention) for mention in read.mentions]
    defined = [*extraction.definitions, *definitions]
    # Whom names mean does not hang on where in the draft they stand, nor on an age there, which may be wrong.
    mentions = [replace(mention, age=None) for mention in mentions]
    names = [(one.text, one.type, one.role) for one in mentions]
    key = digest(names, [(one.article, one.full, one.short) for one in defined], corrections)
    linked = ready.known("linked", key, lambda: _linked(mentions, defined, ready.articles, corrections))
    joined = (_joined(read, linked.assigned, mentions), *linked.sources)
    facts = DossierFacts(joined, copies, (_key(joined[0]), *linked.keys), frozenset({0}))
    by_id = {one.article.id: one for one in joined}
    origins = Origins(by_id, named(facts, cache), copies)
    return DraftDossier(joined[0], joined[1:], facts, linked.entities, origins, ready, by_id)


@dataclass(frozen=True, slots=True)
class _Linked:
    """Whom the names of the sources and of the draft mean: for the draft's mentions `assigned`."""

    entities: Mapping[str, Entity]
    assigned: tuple[str | None, ...]
    sources: tuple[ArticleFacts, ...]
    keys: tuple[str, ...]


def _linked(
    mine: Sequence[Mention],
    definitions: Sequence[Definition],
    sources: Sequence[ArticleFacts],
    corrections: EntityCorrections,
) -> _Linked:
    every = [list(mine), *([on_one_line(mention) for mention in facts.mentions] for facts in sources)]
    linked = link([mention for mentions in every for mention in mentions], definitions, corrections)
    joined, first = [], len(mine)
    for facts, mentions in zip(sources, every[1:], strict=True):
        joined.append(_joined(facts, linked.assigned[first : first + len(mentions)], mentions))
        first += len(mentions)
    entities = {one.id: one for one in linked.entities}
    return _Linked(entities, tuple(linked.assigned[: len(mine)]), tuple(joined), tuple(_key(one) for one in joined))


def _joined(facts: ArticleFacts, assigned: Sequence[str | None], mentions: Sequence[Mention]) -> ArticleFacts:
    """Return an article with the entities of its mentions and of those who speak in its quotations."""
    speakers = resolve(facts.quotations, among(mentions, assigned))
    return replace(
        facts,
        mentions=tuple(replace(one, entity=entity) for one, entity in zip(facts.mentions, assigned, strict=True)),
        quotations=tuple(replace(one, speaker_id=who) for one, who in zip(facts.quotations, speakers, strict=True)),
    )


def _key(facts: ArticleFacts) -> str:
    """Return a key of an article's text and of what its names and speakers were linked to."""
    names = [f"{one.start}{one.type}{one.entity}" for one in facts.mentions]
    speakers = [f"{one.start}{one.speaker_id}" for one in facts.quotations]
    return digest(facts.article.id, facts.article.sha256, facts.article.published, names, speakers)


def on_one_line(mention: Mention) -> Mention:
    """Return a mention with its name on one line, as the index run links it."""
    name = " ".join(mention.text.split())
    return mention if name == mention.text else replace(mention, text=name)


def evidence(span: Span, reading: str) -> ClaimEvidence:
    """Return a place of the sources as evidence for or against a claim."""
    return ClaimEvidence(span.article, span.start, span.end, span.text, reading)
