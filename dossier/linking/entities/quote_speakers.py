"""From the speaker as an article names them to the entity in the dossier."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Protocol, TypeAlias, TypeVar

from dossier.model import Mention, Quotation, ReportedSpeech
from dossier.text.folding import to_ascii

Entity = TypeVar("Entity", str, int)


class NameInText(Protocol):
    """What counts of a mention: its words, its role and where it stands."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def role(self) -> str | None:
        """What it is beside the name, where that is said."""

    @property
    def start(self) -> int:
        """Where it begins."""


NamedIn: TypeAlias = Callable[[str], Iterable[tuple[NameInText, Entity | None]]]
"""Gives the mentions of an article by its id, each with its entity."""
_Known: TypeAlias = tuple[tuple[str, ...], NameInText, Entity]
"""A mention with the words of its name, folded, and its entity."""


def resolve(quotations: Iterable[Quotation | ReportedSpeech], named_in: NamedIn[Entity]) -> Iterator[Entity | None]:
    """Yield for each quotation the entity of the mention that its speaker names in that article, None where open.

    Mentions of other articles are not looked at. A speaker in full counts before a surname, the nearest mention before
    a further one; a description ("the migrant") names nobody and stays open, unless it is the role of exactly one
    entity there ("the foreign minister", not "a minister").
    """
    # Article by article: what all of a large dossier's quotations say would fill the memory.
    for article, said in groupby(quotations, key=attrgetter("article")):
        known = [(_words(mention.text), mention, entity) for mention, entity in named_in(article) if entity is not None]
        for quotation in said:
            yield _entity(quotation, known) if quotation.speaker else None


def among(mentions: Sequence[Mention], entities: Sequence[str | None]) -> NamedIn[str]:
    """Return what gives of these mentions, with their entities, those of an article."""
    found: defaultdict[str, list[tuple[NameInText, str | None]]] = defaultdict(list)
    for mention, entity in zip(mentions, entities, strict=True):
        found[mention.article].append((mention, entity))
    return lambda article: found.get(article, ())


def _entity(quotation: Quotation | ReportedSpeech, mentions: Sequence[_Known[Entity]]) -> Entity | None:
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


def _by_surname(speaker: str, wanted: tuple[str, ...], mentions: Sequence[_Known[Entity]]) -> list[_Known[Entity]]:
    """Return the mentions that end in all words of a name, or whose words the name ends in."""
    return [known for known in mentions if _ends_alike(known[0], wanted)] if speaker[:1].isupper() else []


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether one name ends in all words of the other: a surname alone."""
    return one[-len(other) :] == other or other[-len(one) :] == one


def _holder(wanted: Sequence[str], mentions: Sequence[_Known[Entity]]) -> Entity | None:
    """Return the one entity that has the role by which a speaker is called: “the minister”, not “a minister”."""
    if wanted[0] in {"a", "an", "one", "another"}:
        return None  # “a spokeswoman” is not the one who was named before
    role = " ".join(word for word in wanted if word not in {"the", "a", "an"})
    holders = {entity for _, mention, entity in mentions if mention.role and to_ascii(mention.role) == role}
    return holders.pop() if len(holders) == 1 else None


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", to_ascii(text)))
