"""Parts of a query put together: what stands side by side, and what a field or a quantity takes in."""

from __future__ import annotations

from dossier.storing.query.tree import (
    Address,
    All,
    And,
    Articles,
    Field,
    Not,
    Number,
    NumberTerm,
    Or,
    Phrase,
    Published,
    QuantityNode,
    Query,
    Similar,
    Term,
)
from dossier.storing.text.tokens import STOP_WORDS


def telling(parts: list[Query]) -> list[Query]:
    """Return the parts without very common words, unless all words are common."""
    telling = [part for part in parts if not (isinstance(part, Term) and part.word in STOP_WORDS)]
    return telling if any(not isinstance(part, Not) for part in telling) else parts


def amounts(parts: list[Query]) -> list[Query]:
    """Return the parts with `number:>=1m unit:km` joined: conditions on quantities side by side are of one quantity."""
    about = [part for part in parts if _about_quantities(part)]
    if len(about) < 2 or sum(_has_number(part) for part in about) > 1:
        return parts  # two numbers are two quantities
    return [*(part for part in parts if part not in about), QuantityNode(tuple(about))]


def _about_quantities(part: Query) -> bool:
    if isinstance(part, And | Or):
        return all(map(_about_quantities, part.parts))
    return isinstance(part, Number) or (isinstance(part, Field) and part.name in {"unit", "kind"})


def _has_number(part: Query) -> bool:
    return any(map(_has_number, part.parts)) if isinstance(part, And | Or) else isinstance(part, Number)


def inside(name: str, part: Query) -> Query:
    """Return a query with a field applied to its words: title:(a OR b) is title:a OR title:b."""
    if isinstance(part, And | Or):
        return type(part)(tuple(inside(name, item) for item in part.parts))
    if isinstance(part, Not):
        return Not(inside(name, part.part))
    if isinstance(part, Field | Published | Number | QuantityNode | Similar | Address | Articles | All):
        return part
    if isinstance(part, NumberTerm):
        part = Phrase(part.words) if len(part.words) > 1 else Term(part.words[0])
    return Field(name, part)


def join(kind: type[And | Or], parts: list[Query]) -> Query | None:
    """Return parts as one: the only one as it is, None where there are none."""
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
