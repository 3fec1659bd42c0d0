"""The draft and the articles that may tell the same, linked as one small dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.linking.coverage.origins import Origins
from dossier.linking.entities.corrections import Corrections
from dossier.linking.entities.link import link
from dossier.linking.entities.naming import named
from dossier.linking.entities.quote_speakers import resolve
from dossier.linking.facts import ArticleFacts, DossierFacts, Place
from dossier.linking.matching.cache import Memory, digest
from dossier.model import Article, ClaimEvidence, Definition, Entity, Extraction, Mention, Span


@dataclass(frozen=True, slots=True)
class DraftDossier:
    """The draft and the articles it is set against; `entities` are those of both together, by id."""

    draft: ArticleFacts
    sources: tuple[ArticleFacts, ...]
    facts: DossierFacts
    entities: Mapping[str, Entity]
    origins: Origins

    def source(self, article: str) -> str:
        """Return what to call an article: its outlet, else its title."""
        found = self.facts.by_id[article].article
        return found.outlet or f"“{found.title}”"

    def independent(self, spans: Sequence[Span]) -> int:
        """Return from how many independent origins the articles have what stands at these spans."""
        return self.origins.independent(spans)

    def named(self, entity: str | None) -> str | None:
        """Return the name of an entity."""
        found = self.entities.get(entity or "")
        return found.name if found else None


def assemble(
    article: Article,
    extraction: Extraction,
    sources: Sequence[ArticleFacts],
    definitions: Sequence[Definition],
    corrections: Corrections,
    copies: Mapping[Place, frozenset[Place]],
    memory: Memory,
) -> DraftDossier:
    """Return the draft and the sources as one dossier, with names and speakers linked over both.

    `definitions` are the acronyms that the sources define, `copies` the passages that stand in several of them;
    `memory` has what was worked out of the same articles before.
    """
    read = ArticleFacts(article, extraction.mentions, extraction.quantities, extraction.dates, extraction.quotations)
    every = [read, *sources]
    mentions = [one_line(mention) for facts in every for mention in facts.mentions]
    linked = link(mentions, [*extraction.definitions, *definitions], corrections)
    quotations = [quotation for facts in every for quotation in facts.quotations]
    speakers = resolve(quotations, mentions, linked.assigned)
    entity, speaker = iter(linked.assigned), iter(speakers)
    joined = tuple(
        replace(
            facts,
            mentions=tuple(replace(mention, entity=next(entity)) for mention in facts.mentions),
            quotations=tuple(replace(quotation, speaker_id=next(speaker)) for quotation in facts.quotations),
        )
        for facts in every
    )
    facts = DossierFacts(joined, copies, [_key(one) for one in joined])
    origins = Origins(facts.by_id, named(facts, memory), copies)
    return DraftDossier(joined[0], joined[1:], facts, {one.id: one for one in linked.entities}, origins)


def _key(facts: ArticleFacts) -> str:
    """Return a key of an article's text and of what its names and speakers were linked to."""
    names = [f"{one.start}{one.type}{one.entity}" for one in facts.mentions]
    speakers = [f"{one.start}{one.speaker_id}" for one in facts.quotations]
    return digest(facts.article.id, facts.article.sha256, facts.article.published, names, speakers)


def one_line(mention: Mention) -> Mention:
    """Return a mention with its name on one line, as the index run links it."""
    name = " ".join(mention.text.split())
    return mention if name == mention.text else replace(mention, text=name)


def evidence(span: Span, reading: str) -> ClaimEvidence:
    """Return a place of the sources as evidence for or against a claim."""
    return ClaimEvidence(span.article, span.start, span.end, span.text, reading)
