"""From the speaker as an article names them to the entity in the dossier."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from dossier.model import Mention, Quotation, ReportedSpeech
from dossier.text.folding import to_ascii

_Known: TypeAlias = tuple[tuple[str, ...], Mention, str]
"""A mention with the words of its name, folded, and its entity."""


def resolve(
    quotations: Iterable[Quotation | ReportedSpeech], mentions: Sequence[Mention], entities: Sequence[str | None]
) -> list[str | None]:
    """Return for each quotation the entity of the mention that its speaker names in that article, None where open.

    `entities` are those of the mentions; mentions of other articles are not looked at. A speaker in full counts before
    a surname, the nearest mention before a further one; a description ("the migrant") names nobody and stays open,
    unless it is the role of exactly one entity there ("the foreign minister", not "a minister").
    """
    runs: defaultdict[str, list[slice]] = defaultdict(list)  # where an article's mentions stand
    at = 0
    for article, run in groupby(mentions, key=attrgetter("article")):
        began, at = at, at + sum(1 for _ in run)
        runs[article].append(slice(began, at))
    found: list[str | None] = []
    # Article by article: what all of a large dossier's quotations say would fill the memory.
    for article, said in groupby(quotations, key=attrgetter("article")):
        known = [
            (_words(mention.text), mention, entity)
            for run in runs.get(article, ())
            for mention, entity in zip(mentions[run], entities[run], strict=True)
            if entity is not None
        ]
        found += [_entity(quotation, known) if quotation.speaker else None for quotation in said]
    return found


def _entity(quotation: Quotation | ReportedSpeech, mentions: Sequence[_Known]) -> str | None:
    wanted = _words(quotation.speaker or "")
    if not wanted:
        return None
    same = [known for known in mentions if known[0] == wanted]
    if not same:
        if "and" in wanted:  # two who speak together are no one entity
            return None
        same = _by_surname(quotation.speaker or "", wanted, mentions)
    if same:
        return min(same, key=lambda known: (abs(known[1].start - quotation.start), known[1].start))[2]
    return _holder(wanted, mentions)


def _by_surname(speaker: str, wanted: tuple[str, ...], mentions: Sequence[_Known]) -> list[_Known]:
    """Return the mentions that end in all words of a name, or whose words the name ends in."""
    return [known for known in mentions if _ends_alike(known[0], wanted)] if speaker[:1].isupper() else []


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether one name ends in all words of the other: a surname alone."""
    return one[-len(other) :] == other or other[-len(one) :] == one


def _holder(wanted: Sequence[str], mentions: Sequence[_Known]) -> str | None:
    """Return the one entity that has the role by which a speaker is called: “the minister”, not “a minister”."""
    if wanted[0] in {"a", "an", "one", "another"}:
        return None  # “a spokeswoman” is not the one who was named before
    role = " ".join(word for word in wanted if word not in {"the", "a", "an"})
    holders = {entity for _, mention, entity in mentions if mention.role and to_ascii(mention.role) == role}
    return holders.pop() if len(holders) == 1 else None


@lru_cache(maxsize=1 << 16)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", to_ascii(text)))
