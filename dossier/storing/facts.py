"""What the catalogue knows of passages besides their words: the fields of the query language, and filters."""

from __future__ import annotations

# ruff: noqa: S608 - the SQL is put together from our own names only; values are always bound
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, get_args

import numpy as np

from dossier.model import Entity, Filters, LinkError, QuantityKind
from dossier.storing.answering import Array, Listed
from dossier.storing.article_names import number_of
from dossier.storing.catalogue import Catalogue
from dossier.storing.matching import occurrences
from dossier.storing.slots import Slots
from dossier.storing.tree import ENTITY_FIELDS, Amount, And, Field, Number, Or, Phrase, Published, Query, Similar, Term
from dossier.storing.words import words

if TYPE_CHECKING:
    from dossier.storing.index_reader import Reader
    from dossier.storing.relating import Relating

# Names are looked up as they are spelt; of prose any form of a word will do.
_PROSE = frozenset({"title", "quote"})
_STRETCH = 4_000  # characters that `similar:` compares; more tell of too many things
_SIMILAR = 50  # passages that `similar:` finds; further ones share little


class Facts:
    """One state of the catalogue, beside the text index of that state; keeps what it has looked up.

    Passages are numbered as in the index, and only those that it holds are given.
    """

    def __init__(self, catalogue: Catalogue, reader: Reader) -> None:
        self._catalogue = catalogue
        self._reader = reader
        self._slots = Slots(catalogue)
        self._having: dict[str, Array] = {}

    @cached_property
    def days(self) -> Array:
        """Every passage's day of publication, as a number that grows with it; 0 where none is known."""
        rows = self._catalogue.rows("SELECT no, published FROM article WHERE published IS NOT NULL")
        order = {day: i for i, day in enumerate(sorted({day for _, day in rows}), 1)}
        found = np.zeros(max([0, *self._reader.owners.tolist(), *(no for no, _ in rows)]) + 1, np.int32)
        for no, day in rows:
            found[no] = order[day]
        return found[self._reader.owners]

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Every entity by its id."""
        return {entity.id: entity for entity in self._catalogue.entities()}

    @cached_property
    def _quoted(self) -> list[tuple[int, list[str]]]:
        """Every quotation's words, with its passage."""
        rows = self._catalogue.rows("SELECT passage, text FROM quotation WHERE passage IS NOT NULL")
        return [(passage, words(text)) for passage, text in rows]

    @cached_property
    def _articles(self) -> list[tuple[int, str | None, str | None, str | None]]:
        """Every article's number, outlet, reporter and day."""
        return [(*row,) for row in self._catalogue.rows("SELECT no, outlet, byline, published FROM article")]

    def passages(self, part: Field | Published | Number | Amount) -> Array:
        """Say of every passage whether this is true of it."""
        match part:
            case Published(since, until):
                return self._reader.of_articles(
                    [no for no, _, _, day in self._articles if day and since <= day <= until]
                )
            case Number() | Amount() | Field("kind" | "unit", _):
                condition, values = self._quantities(part)
                return self._query(f"SELECT passage FROM quantity WHERE passage IS NOT NULL AND {condition}", values)
            case Field("speaker", query):
                return self._said_by(query)
            case Field("quote", query):
                said = [passage for passage, words_ in self._quoted if occurrences(query, words_)]
                return self._reader.marked(np.array(said, np.int64))
            case Field("title", query):
                matches = _matcher(query, exact=False)
                rows = self._catalogue.rows("SELECT no, title FROM article")
                return self._reader.of_articles([no for no, text in rows if matches(text)])
            case Field("outlet" | "byline" as name, query):
                matches = _matcher(query, exact=True)
                named = ((no, outlet if name == "outlet" else byline) for no, outlet, byline, _ in self._articles)
                return self._reader.of_articles([no for no, text in named if text and matches(text)])
        raise AssertionError(part)

    def filtered(self, filters: Filters) -> Array | None:
        """Say of every passage whether filters let it through; None when nothing is filtered."""
        if not filters:
            return None
        found = self._reader.live
        if filters.outlets or filters.since or filters.until:
            since, until = filters.since or "", filters.until or "9999-12-31"
            dated = bool(filters.since or filters.until)
            found = self._reader.of_articles(
                [
                    no
                    for no, outlet, _, day in self._articles
                    if (not filters.outlets or outlet in filters.outlets)
                    and (not dated or (day and since <= day <= until))
                ]
            )
        for entity in filters.entities:
            found = found & self._reader.marked(self.mentioning((entity,)))
        if filters.kinds:
            among = "kind IN (SELECT value FROM json_each(?))"
            found = found & self._query(
                f"SELECT passage FROM quantity WHERE passage IS NOT NULL AND {among}", (json.dumps(filters.kinds),)
            )
        return found

    @cached_property
    def _spellings(self) -> list[tuple[str, str, list[list[str]]]]:
        """Every entity's id, type and spellings, cut into words."""
        return [
            (
                entity.id,
                entity.type.lower(),
                [words(text) for text in {entity.name: 0, **{variant.text: 0 for variant in entity.variants}}],
            )
            for entity in self.entities.values()
        ]

    def named(self, field: str, query: Query) -> set[str]:
        """Give the entities one of whose spellings has these words; `field` says of which type."""
        among: Iterable[int] = range(len(self._spellings))
        if isinstance(query, Term):
            among = self._spelt_with.get(query.word, ())
        elif isinstance(query, Phrase) and not query.has_slots:
            among = self._spelt_with.get(query.words[0], ())
        return {
            id_
            for id_, type_, spellings in map(self._spellings.__getitem__, among)
            if field in {"entity", type_} and any(occurrences(query, spelling, exact=True) for spelling in spellings)
        }

    @cached_property
    def _spelt_with(self) -> dict[str, list[int]]:
        """For every word, which of the entities have a spelling with it."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for i, (_, _, spellings) in enumerate(self._spellings):
            for word in {word: 0 for spelling in spellings for word in spelling}:
                found[word].append(i)
        return dict(found)

    def spelt(self, field: str) -> set[str]:
        """Give the words that a field of names, outlets, units or kinds knows; none of fields that take prose."""
        if field in ENTITY_FIELDS or field == "speaker":
            of_type = [known for _, type_, known in self._spellings if field in {"entity", "speaker", type_}]
            return {word for known in of_type for spelling in known for word in spelling}
        if field == "kind":
            return set(get_args(QuantityKind))
        if field == "unit":
            from dossier.extracting.units import UNITS

            return {word for spelling in UNITS for word in words(spelling)}
        if field in _PROSE:
            return set()
        rows = self._catalogue.rows(f"SELECT DISTINCT {field} FROM article WHERE {field} IS NOT NULL")
        return {word for (text,) in rows for word in words(text)}

    def mentions(self, part: Field) -> Listed:
        """Give the passages that mention whom a field names, in whatever spelling."""
        numbers, counts = np.unique(self.mentioning(self.named(part.name, part.query)), return_counts=True)
        docs, held = self._reader.docs(numbers)
        return Listed(docs, counts[held])

    def mentioning(self, entities: Iterable[str]) -> Array:
        """Give the passage of every mention of these entities, in whatever spelling, as the catalogue numbers them."""
        rows = self._catalogue.rows(
            f"SELECT passage FROM mention WHERE passage IS NOT NULL AND {_AMONG}", (json.dumps(sorted(entities)),)
        )
        return np.array(rows, np.int64).reshape(-1)

    def having(self, slot: str) -> Array:
        """Say of every passage whether a name, number or date stands there that fits one of SLOTS."""
        found = self._having.get(slot)
        if found is None:
            found = self._having[slot] = self._reader.marked(np.array(self._slots.having(slot), np.int64))
        return found

    def windows(self, phrase: Phrase, docs: Array) -> Listed:
        """Give which of the passages have a phrase with SLOTS, and how often."""
        found = self._slots.matches(phrase, self._reader.numbers[docs].tolist())
        here, held = self._reader.docs(np.array(list(found), np.int64))
        return Listed(here, np.array([len(windows) for windows in found.values()], np.uint32)[held])

    def shown(self, part: Field | Number | Amount | Phrase, passages: Collection[int]) -> list[tuple[int, int, int]]:
        """Give where these passages say what is asked for, as (passage, start, end): names, numbers."""
        if isinstance(part, Phrase):
            found = self._slots.matches(part, passages).items()
            return [(no, at.start, at.end) for no, windows in found for window in windows for at in window]
        within = "passage IN (SELECT value FROM json_each(?))"
        if isinstance(part, Number | Amount) or part.name in {"kind", "unit"}:
            condition, values = self._quantities(part)
            sql = f"SELECT passage, start, end FROM quantity WHERE {within} AND {condition}"
        elif part.name in ENTITY_FIELDS:
            sql = f"SELECT passage, start, end FROM mention WHERE {within} AND {_AMONG}"
            values = (json.dumps(sorted(self.named(part.name, part.query))),)
        else:
            return []
        here = json.dumps(sorted(passages))
        return [(passage, start, end) for passage, start, end in self._catalogue.rows(sql, (here, *values))]

    def _quantities(self, part: Query) -> tuple[str, tuple[object, ...]]:
        """Say in SQL which rows of the quantities this is true of, with the values it needs."""
        match part:
            case Number(low, high):
                return _OVERLAPS, (low, low, high, high)
            case Field("kind" | "unit" as name, query):
                from dossier.extracting.units import spellings

                matches = _matcher(query, exact=True)
                kept = [text for (text,) in self._catalogue.rows(f"SELECT DISTINCT {name} FROM quantity") if text]
                fit = [text for text in kept if any(map(matches, spellings(text) if name == "unit" else (text,)))]
                return f"{name} IN (SELECT value FROM json_each(?))", (json.dumps(fit),)
            case And(parts) | Or(parts) | Amount(parts):
                conditions, values = zip(*map(self._quantities, parts), strict=True)
                joined = (" OR " if isinstance(part, Or) else " AND ").join(conditions)
                return f"({joined})", tuple(value for some in values for value in some)
        raise AssertionError(part)

    def similar(self, part: Similar) -> Listed:
        """Give the passages of other articles that may tell the same as a stretch of one, each with how alike it is."""
        no = number_of(self._catalogue, part.article)
        article = self._catalogue.article(no)
        found: list[tuple[int, float]] = []
        if article is not None:
            if part.end > len(article.text):
                raise LinkError(f"similar: ends behind the article, which has {len(article.text)} characters.")
            end = min(part.end, part.start + _STRETCH)
            related = self.relating.related(no, article, part.start, end, _SIMILAR)
            found = [(row.no, item.score) for row, item in related]
        docs, held = self._reader.docs(np.array([no for no, _ in found], np.int64))
        return Listed(docs, np.array([alike for _, alike in found])[held])

    @cached_property
    def relating(self) -> Relating:
        """What finds related passages; it keeps counts, so there is one."""
        from dossier.storing.relating import Relating

        return Relating(self._reader, self, self._catalogue)

    def _said_by(self, query: Query) -> Array:
        matches = _matcher(query, exact=True)
        known = self.named("entity", query)
        rows = self._catalogue.rows(
            "SELECT DISTINCT speaker, speaker_id, passage FROM quotation"
            " WHERE passage IS NOT NULL AND speaker IS NOT NULL"
        )
        said = [passage for speaker, entity, passage in rows if entity in known or matches(speaker)]
        return self._reader.marked(np.array(said, np.int64))

    def _query(self, sql: str, values: tuple[object, ...]) -> Array:
        return self._reader.marked(np.array(self._catalogue.rows(sql, values), np.int64).reshape(-1))


_AMONG = "entity IN (SELECT value FROM json_each(?))"
# What the words allow, from low to high, meets what is asked for. An open end counts as the number that is said:
# "over two weeks" is not found by every larger number.
_OVERLAPS = "(? IS NULL OR coalesce(high, value, low) >= ?) AND (? IS NULL OR coalesce(low, value, high) <= ?)"


def _matcher(query: Query, *, exact: bool) -> Callable[[str], bool]:
    """Make a test of texts, which remembers: the same names and titles come again and again."""
    known: dict[str, bool] = {}

    def matches(text: str) -> bool:
        if text not in known:
            known[text] = bool(occurrences(query, words(text), exact))
        return known[text]

    return matches
