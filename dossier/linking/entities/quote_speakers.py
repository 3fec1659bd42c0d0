"""From the speaker as an article names him to the entity he is in the dossier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from dossier.model import Mention, Quotation, ReportedSpeech
from dossier.text.folding import to_ascii

_Known: TypeAlias = tuple[tuple[str, ...], Mention, str]
"""A mention with the words of its name, folded, and its entity."""


def resolve(
    quotations: Sequence[Quotation | ReportedSpeech], mentions: Sequence[Mention], entities: Sequence[str | None]
) -> list[str | None]:
    """Give for each quotation the entity of the mention that its speaker names in that article, None where open.

    `entities` are those of the mentions; mentions of other articles are not looked at. A speaker in full counts before
    a surname, the nearest mention before a further one; a description ("the migrant") names nobody and stays open,
    unless it is the role of exactly one entity there ("the foreign minister", not "a minister").
    """
    spoken = {quotation.article for quotation in quotations if quotation.speaker}
    known: dict[str, list[_Known]] = {}
    for mention, entity in zip(mentions, entities, strict=True):
        if entity is not None and mention.article in spoken:
            known.setdefault(mention.article, []).append((_words(mention.text), mention, entity))
    return [
        _entity(quotation, known.get(quotation.article, ())) if quotation.speaker else None for quotation in quotations
    ]


def _entity(quotation: Quotation | ReportedSpeech, mentions: Sequence[_Known]) -> str | None:
    wanted = _words(quotation.speaker or "")
    if not wanted:
        return None

    def far(known: _Known) -> tuple[int, int]:
        return (abs(known[1].start - quotation.start), known[1].start)

    same = [known for known in mentions if known[0] == wanted]
    if not same and "and" in wanted:  # two who speak together are no one entity
        return None
    if not same and (quotation.speaker or "")[:1].isupper():
        same = [
            known for known in mentions if known[0][-len(wanted) :] == wanted or wanted[-len(known[0]) :] == known[0]
        ]
    if same:
        return min(same, key=far)[2]
    if wanted[0] in {"a", "an", "one", "another"}:
        return None  # “a spokeswoman” is not the one who was named before
    role = " ".join(word for word in wanted if word not in {"the", "a", "an"})
    holders = {entity for _, mention, entity in mentions if mention.role and to_ascii(mention.role) == role}
    return holders.pop() if len(holders) == 1 else None


@lru_cache(maxsize=1 << 16)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", to_ascii(text)))
