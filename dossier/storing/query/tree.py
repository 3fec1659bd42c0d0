"""A query as a tree that knows no engine: what `parser.parse` gives and every engine answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

ENTITY_FIELDS: Final = ("person", "org", "place", "nationality", "event", "entity")
TEXT_FIELDS: Final = ("title", "outlet", "byline", *ENTITY_FIELDS, "speaker", "quote", "kind", "unit", "tag")
FIELDS: Final = (*TEXT_FIELDS, "date", "number", "similar")
# What stands for any name of a type, any number or any date between the words of a phrase.
SLOTS: Final = ("<person>", "<org>", "<place>", "<nationality>", "<event>", "<entity>", "<number>", "<date>")
_SLOTS = frozenset(SLOTS)


@dataclass(frozen=True, slots=True)
class All:
    """Every passage."""


@dataclass(frozen=True, slots=True)
class Term:
    """A folded word, in any of its forms."""

    word: str


@dataclass(frozen=True, slots=True)
class NumberTerm:
    """A number as it is written in these folded words, in digits, or in whatever words mean the same value."""

    words: tuple[str, ...]
    value: float

    @property
    def digits(self) -> str:
        """Return the number in digits."""
        return str(int(self.value)) if self.value.is_integer() else repr(self.value)


@dataclass(frozen=True, slots=True)
class Address:
    """The article with this web address, as `values.address` writes it."""

    place: str


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles with these ids: what a field of `tag` is made of, which only the user's own file knows."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words side by side; with `slop`, in any order with at most so many other words between.

    One of SLOTS in place of a word stands for any such name, which counts as one word however long it is.
    """

    words: tuple[str, ...]
    slop: int = 0

    @property
    def has_slots(self) -> bool:
        """Return whether any name can stand in one of its places."""
        return not _SLOTS.isdisjoint(self.words)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    word: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words at most so many edits away (a swap of neighbours is one)."""

    word: str
    edits: int


@dataclass(frozen=True, slots=True)
class Field:
    """Something known of the passage or its article, one of TEXT_FIELDS, that has these words."""

    name: str
    query: Query


@dataclass(frozen=True, slots=True)
class Published:
    """Articles published on these days (ISO, both ends in)."""

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Number:
    """Passages with a quantity that can lie between `low` and `high`, both in; None is open."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class QuantityNode:
    """One quantity of which all of this is true: made of Number, Field of `unit` and `kind`, And, Or."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """Passages that may tell the same as a stretch of an article; `article` as a person names it."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Every passage without this."""

    part: Query


Query: TypeAlias = (
    All
    | Term
    | NumberTerm
    | Address
    | Articles
    | Phrase
    | Prefix
    | Fuzzy
    | Field
    | Published
    | Number
    | QuantityNode
    | Similar
    | And
    | Or
    | Not
)
