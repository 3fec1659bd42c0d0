"""What was extracted: names, numbers, dates, quotations."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from dossier.facade.opened import Opened
from dossier.model import DateSpan, EntityType, Mention, Quantity, Quotation
from dossier.storing.base.batches import batches

if TYPE_CHECKING:
    from dossier.model import ClaimedNumber, Entity, ReportedSpeech

    Spoken = TypeVar("Spoken", Quotation, ReportedSpeech)


class Extracted(Opened):
    """What was extracted: names, numbers, dates, quotations."""

    def entities(
        self,
        *,
        type: EntityType | None = None,  # noqa: A002
        article: str | None = None,
        ids: Iterable[str] | None = None,
    ) -> list[Entity]:
        """Return who and what is named, most mentions first; with `article`, as counted there.

        `ids` takes only these.
        """
        if article is None:
            found = list(self._store.entities(ids))
        else:  # a large dossier names thousands, and an article some dozens
            mentions = self.mentions(article=article)
            here = {mention.entity for mention in mentions if mention.entity}
            found = _counted_in(list(self._store.entities(here if ids is None else here & set(ids))), mentions)
        return [entity for entity in found if type in (None, entity.type)]

    def mentions(self, *, article: str | None = None, entity: str | None = None) -> list[Mention]:
        """Return the names where they stand, in the order of the articles; `entity` is an id."""
        return self._store.annotations(Mention, articles=self._maybe(article), entity=entity)

    def numbers(self, *, article: str | None = None) -> list[Quantity]:
        """Return the quantities in the order of the articles."""
        return self._store.annotations(Quantity, articles=self._maybe(article))

    def claims(self, *, article: str | None = None) -> Iterator[ClaimedNumber]:
        """Yield the quantities in the order of the articles, each with what it is said to measure.

        What they measure is not stored but read when it is asked for.
        """
        from dossier.linking.compare.numbers.claims import claimed
        from dossier.storing.findings.facts import facts

        wanted = self._maybe(article)
        every = facts(self._store)
        for place, id_ in enumerate(every.ids):
            if wanted is None or id_ in wanted:
                yield from claimed(every.articles[place])

    def dates(self, *, article: str | None = None) -> list[DateSpan]:
        """Return the time expressions in the order of the articles."""
        return self._store.annotations(DateSpan, articles=self._maybe(article))

    def quotes(self, *, article: str | None = None, speaker: str | None = None) -> list[Quotation]:
        """Return the quotations in the order of the articles; `speaker` is an entity's id, or words of a name."""
        return self._said_by(self._store.annotations(Quotation, articles=self._maybe(article)), speaker)

    def reported(self, *, article: str | None = None, speaker: str | None = None) -> list[ReportedSpeech]:
        """Return what is reported without quotation marks, in the order of the articles; `speaker` as for `quotes`.

        It is not stored but read when it is asked for; English articles only.
        """
        with self._store.snapshot():
            ids = self._maybe(article) or [info.id for info in self.articles()]
            return self._said_by(list(self._reported(ids)), speaker)

    def _reported(self, ids: Iterable[str]) -> Iterator[ReportedSpeech]:
        """Yield what these articles report without quotation marks; some tens of them are read at once."""
        from dossier.extracting.quotations.reported import find_reported
        from dossier.linking.entities.quote_speakers import among, resolve

        for some in batches(ids):
            mentions = self._store.annotations(Mention, articles=some)
            named: defaultdict[str, list[Mention]] = defaultdict(list)
            for mention in mentions:
                named[mention.article].append(mention)
            texts = self._store.articles(some)
            reported = [one for id_ in some for one in find_reported(texts[id_], named[id_])]
            speakers = resolve(reported, among(mentions, [mention.entity for mention in mentions]))
            for one, speaker in zip(reported, speakers, strict=True):
                yield dataclasses.replace(one, speaker_id=speaker)

    def _said_by(self, found: list[Spoken], speaker: str | None) -> list[Spoken]:
        """Return what a speaker said, who is an entity's id or words of a name."""
        if speaker is None:
            return found
        from dossier.storing.text.tokens import words

        wanted = words(speaker)
        size = len(wanted)
        known = {entity.id for entity in self._store.entities([speaker])}

        def named(text: str | None) -> bool:
            spelt = words(text or "")
            return any(spelt[i : i + size] == wanted for i in range(len(spelt) - size + 1))

        if wanted and not known:
            known = {
                entity.id
                for entity in self._store.entities()
                if named(entity.name) or any(named(variant.text) for variant in entity.variants)
            }
            return [quote for quote in found if quote.speaker_id in known or named(quote.speaker)]
        return [quote for quote in found if quote.speaker_id in known]

    def _maybe(self, article: str | None) -> tuple[str, ...] | None:
        return None if article is None else (self._store.resolve(article),)


def _counted_in(entities: Sequence[Entity], mentions: Sequence[Mention]) -> list[Entity]:
    """Return the entities of one article with the counts of that article, most mentions first."""
    from dossier.model import Variant

    spelt: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.entity:
            spelt.setdefault(mention.entity, Counter())[mention.text] += 1
    out = [
        dataclasses.replace(
            entity,
            variants=tuple(Variant(text, count, 1) for text, count in spelt[entity.id].most_common()),
            count=spelt[entity.id].total(),
            articles=1,
        )
        for entity in entities
        if entity.id in spelt
    ]
    return sorted(out, key=lambda entity: -entity.count)
