"""Whose a number is: the person or organisation that a sum, a share, an age or a time is told of.

Read from the order of words alone: `Acme's 10 percent` is Acme's, `Orr, a 20-year veteran` is Orr's, in a list each
number is that of the name before it, and `He leaves two children` goes on about the person named last. Where that does
not settle it, all that the clause names may be meant, but for who only says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.linking.matching.contexts import held_once
from dossier.linking.text.vocabulary import word_list
from dossier.model import Mention, Quantity

_OWNING = frozenset({"PERSON", "ORG"})
_OWN = re.compile(r"['’]s?\s(?:\w+\s){0,2}")
_OF = re.compile(r"\s(?:[a-z-]+\s){1,2}(?:of|at)\s(?:the\s)?")
_APPOSED = re.compile(r",? (?:an? |the |who (?:is|was) )?(?:\w+ ){0,2}")
_SAYS = re.compile(
    r"(?:['’]s?)?(?: [a-z]+){0,2}?,? (?:has |have |had |also )?"
    r"(?:sa(?:id|ys?)|tells?|told|reports?|reported|estimate[sd]?|quoted?|announce[sd]?|predict(?:s|ed))\b"
)
_SAID_BY = re.compile(r"(?:\b[Aa]ccording to|\b(?:said|says|told|from))(?: the)?\s\Z")
_PERSONAL = re.compile(r"(?:He|She|His|Her)\b")
_BODILY = re.compile(r"(?:It|Its|The (?:company|firm|bank|group|airline|club|team|carrier|agency))\b")
_COMBINED = re.compile(r"\b(?:[Cc]ombined|[Tt]ogether|[Jj]ointly|[Mm]erged)\b")
_ITS = re.compile(r"\b(?:its?|we|our)\b")
_PART = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]his|[Tt]heir) ([a-z]+)['’]s (?:[\w-]+ ){0,3}\Z")  # "the office's 40"
_WHOLE = word_list("companies")
_LANDS = word_list("lands")
_BACK = 400  # characters in which the one meant by a pronoun was named
_LISTED = 40  # characters between a name in a list and its number


@dataclass(frozen=True, slots=True)
class Owners:
    """The entities that a number may be told of; `sure` tells that the words name one, and it is that one's."""

    names: frozenset[str] = frozenset()
    sure: bool = False


def owners(
    text: str,
    quantity: Quantity,
    clause: tuple[int, int],
    sentence: int,
    mentions: Sequence[Mention],
    numbers: Sequence[int],
) -> Owners:
    """Return whose a number may be.

    `clause` and `sentence` are where its clause lies and its sentence begins, `mentions` the names of the sentence and
    those before it, `numbers` where all numbers of the sentence begin.
    """
    begin = max(clause[0], sentence)
    named = [m for m in mentions if m.type in _OWNING and m.entity and begin <= m.start < clause[1]]
    return (
        _beside(text, quantity, named)
        or _part_of(text, quantity, begin, mentions)
        or _told_of(text, quantity, (begin, clause[1]), named, numbers)
        or _meant(text, quantity, sentence, mentions, named)
    )


def _beside(text: str, quantity: Quantity, named: Sequence[Mention]) -> Owners | None:
    """Return the one whose name stands at the number: `Acme's 40`, `Ada Reed, 40`, `40 staff of Acme`."""
    for mention in named:
        if (
            _OWN.fullmatch(text, mention.end, quantity.start)
            or (mention.type == "PERSON" and _APPOSED.fullmatch(text, mention.end, quantity.start))
            or (mention.type == "ORG" and _OF.fullmatch(text, quantity.end, mention.start))
        ):
            return _surely(mention)
    return None


def _part_of(text: str, quantity: Quantity, begin: int, mentions: Sequence[Mention]) -> Owners | None:
    """Return the organisation, or the part of one, that a number is said to be of."""
    part = _PART.search(text, max(begin, quantity.start - _LISTED), quantity.start)
    if part and part[1] in _WHOLE:
        return _last(mentions, "ORG", quantity.start)
    return Owners(frozenset({f"the {part[1]}"}), sure=True) if part and part[1] not in _LANDS else None


def _told_of(
    text: str, quantity: Quantity, clause: tuple[int, int], named: Sequence[Mention], numbers: Sequence[int]
) -> Owners | None:
    """Return those that the clause tells of: in a list the one before the number, several together, or all."""
    told = [m for m in named if not only_says(text, m)]
    listed = [m for m in told if m.end <= quantity.start and _has_number(m, told, numbers, quantity)]
    if len({m.entity for m in told}) > 1 and listed and _has_number(listed[-1], told, [quantity.start], quantity):
        return _surely(listed[-1])
    if not told:
        return None
    names = held_once(frozenset(filter(None, (m.entity for m in told))))
    if len(names) > 1 and _COMBINED.search(text, *clause):
        return Owners(frozenset({" and ".join(sorted(names))}), sure=True)
    return Owners(names, sure=len(names) == 1 and told[0].end <= quantity.start)


def _meant(
    text: str, quantity: Quantity, sentence: int, mentions: Sequence[Mention], named: Sequence[Mention]
) -> Owners:
    """Return whom `it` or the pronoun that begins the sentence means: the one named last."""
    says = [m for m in named if m.type == "ORG" and m.end <= quantity.start]
    if says and _ITS.search(text, says[-1].end, quantity.start):
        return _surely(says[-1])  # "Acme said that the deal will give it 7 percent"
    for pronoun, kind in ((_PERSONAL, "PERSON"), (_BODILY, "ORG")):
        if pronoun.match(text, sentence):
            return _last(mentions, kind, sentence)
    return Owners()


def _last(mentions: Sequence[Mention], kind: str, before: int) -> Owners:
    """Return the person or organisation that was named last."""
    found = [m for m in mentions if m.type == kind and m.entity and before - _BACK <= m.start < before]
    return _surely(found[-1]) if found else Owners()


def _surely(mention: Mention) -> Owners:
    return Owners(held_once(frozenset(filter(None, [mention.entity]))), sure=True)


def only_says(text: str, mention: Mention) -> bool:
    """Return whether a name only says whose report it is."""
    lead = text[max(0, mention.start - 24) : mention.start]
    return bool(_SAYS.match(text, mention.end)) or bool(_SAID_BY.search(lead))


def _has_number(mention: Mention, named: Sequence[Mention], numbers: Sequence[int], quantity: Quantity) -> bool:
    """Return whether a number stands behind a name before the next one is named: `Ada 14 points, Bo 9`."""
    following = next((m.start for m in named if m.start >= mention.end), quantity.end + 1)
    return any(mention.end <= number < min(following, mention.end + _LISTED) for number in numbers)
