"""From the speaker as an article names him to the entity he is in the dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from anyascii import anyascii

from dossier.model import Mention, Quotation


def resolve(quotations: Iterable[Quotation], mentions: Sequence[Mention]) -> list[Quotation]:
    """Fill `speaker_id`: the entity of the mention that a quotation's speaker names in that article.

    `mentions` carry their entities; those of other articles are not looked at. A speaker in full counts before a
    surname, the nearest mention before a further one; a description ("the migrant") names nobody and stays open,
    unless it is the role of exactly one entity there ("the foreign minister").
    """
    known: dict[str, list[tuple[tuple[str, ...], Mention]]] = {}
    for mention in mentions:
        if mention.entity is not None:
            known.setdefault(mention.article, []).append((_words(mention.text), mention))
    return [
        replace(quotation, speaker_id=_entity(quotation, known.get(quotation.article, ())) or quotation.speaker_id)
        if quotation.speaker
        else quotation
        for quotation in quotations
    ]


def _entity(quotation: Quotation, mentions: Sequence[tuple[tuple[str, ...], Mention]]) -> str | None:
    wanted = _words(quotation.speaker or "")
    if not wanted:
        return None

    def far(mention: Mention) -> tuple[int, int]:
        return (abs(mention.start - quotation.start), mention.start)

    same = [mention for words, mention in mentions if words == wanted]
    if not same and (quotation.speaker or "")[:1].isupper():
        same = [
            mention for words, mention in mentions if words[-len(wanted) :] == wanted or wanted[-len(words) :] == words
        ]
    if same:
        return min(same, key=far).entity
    role = " ".join(word for word in wanted if word not in {"the", "a", "an"})
    holders = {mention.entity for _, mention in mentions if mention.role and _folded(mention.role) == role}
    return holders.pop() if len(holders) == 1 else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", _folded(text)))


def _folded(text: str) -> str:
    return str(anyascii(text)).lower()
