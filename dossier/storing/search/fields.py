"""What the catalogue knows of passages besides their words: the fields of the query language, and filters."""

from __future__ import annotations

# ruff: noqa: S608 - the SQL is put together from our own names only; values are always bound
import json
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import numpy as np

from dossier.model import NO_OUTLET, EntityType, Filters, LinkError, QuantityKind
from dossier.storing.catalogue.article_lookup import number_of
from dossier.storing.catalogue.catalogue import Catalogue
from dossier.storing.query.tree import (
    ENTITY_FIELDS,
    And,
    Articles,
    Field,
    Fuzzy,
    Number,
    NumberTerm,
    Or,
    Phrase,
    Prefix,
    Published,
    QuantityNode,
    Query,
    Similar,
    Term,
)
from dossier.storing.search.columns import Column, Quantities
from dossier.storing.search.highlights import occurrences
from dossier.storing.search.index.postings import Array, Postings
from dossier.storing.text.stemming import searched_as, stop_words
from dossier.storing.text.tokens import words

if TYPE_CHECKING:
    from dossier.model import Entity
    from dossier.storing.search.index.reader import IndexReader
    from dossier.storing.search.related import RelatedPassages
    from dossier.storing.search.slots import Slots

T = TypeVar("T")

_REMEMBERED = 32  # answers to parts of queries, of a byte a passage or less
# Names are looked up as they are spelt; of prose any form of a word will do.
_PROSE = frozenset({"title", "quote"})
_STRETCH = 4_000  # characters that `similar:` compares; more tell of too many things
_SIMILAR = 50  # passages that `similar:` finds; further ones share little


class FieldFacts:
    """One state of the catalogue, beside the text index of that state; keeps what it has looked up.

    Passages are numbered as in the index, and only those that it holds are given.
    """

    def __init__(self, catalogue: Catalogue, reader: IndexReader) -> None:
        self._catalogue = catalogue
        self._reader = reader
        self._having: dict[str, Array] = {}
        self._columns: dict[str, Column] = {}
        self._named: dict[tuple[str, Query], set[str]] = {}
        self._lock = threading.Lock()
        self._told: OrderedDict[tuple[str, Query], Any] = OrderedDict()

    def _once(self, what: str, part: Query, work_out: Callable[[], T]) -> T:
        """Return what is known of a part of a query; the last few are kept, as people narrow what they asked before."""
        key = (what, part)
        with self._lock:
            if key in self._told:
                self._told.move_to_end(key)
                kept: T = self._told[key]
                return kept
        found = work_out()
        with self._lock:
            self._told[key] = found
            while len(self._told) > _REMEMBERED:
                self._told.popitem(last=False)
        return found

    def column(self, name: str) -> Column:
        """Return what is known of every passage's article: `outlet`, `byline` or `published`."""
        found = self._columns.get(name)
        if found is None:
            rows = self._catalogue.rows(f"SELECT no, {name} FROM article WHERE {name} IS NOT NULL")
            if name == "outlet":
                rows = self._catalogue.rows("SELECT no, coalesce(outlet, ?) FROM article", (NO_OUTLET,))
            found = self._columns[name] = Column.of(rows, self._reader.owners)
        return found

    @cached_property
    def languages(self) -> Sequence[str]:
        """Return the languages that the articles are searched as, each once."""
        rows = self._catalogue.rows("SELECT DISTINCT language FROM article")
        return tuple(sorted({searched_as(code) for (code,) in rows})) or ("en",)

    def common(self, word: str) -> Array:
        """Return for every passage whether a word is too common in its language to be asked for."""
        fits = {language for language in self.languages if language != "en" and word in stop_words(language)}
        if not fits:
            return np.zeros(len(self._reader.live), bool)
        return self._live(self.column("language").where(lambda code: searched_as(code) in fits))

    @cached_property
    def _quoted(self) -> list[tuple[int, list[str], str]]:
        """Return every quotation's passage, words and search language."""
        rows = self._catalogue.rows(
            "SELECT q.passage, q.text, a.language FROM quotation q JOIN article a ON a.no = q.article"
            " WHERE q.passage IS NOT NULL"
        )
        return [(passage, words(text), searched_as(code)) for passage, text, code in rows]

    def passages(self, part: Query) -> Array:
        """Return for every passage whether this is true of it."""
        return self._once("passages", part, lambda: self._true_of(part))

    def _true_of(self, part: Query) -> Array:
        match part:
            case Published(since, until):
                return self._published(since, until)
            case NumberTerm(_, value):
                rows = self._catalogue.rows(
                    "SELECT passage FROM quantity WHERE value = ? AND passage IS NOT NULL", (value,)
                )
                return self._reader.marked(np.array(rows, np.int64).reshape(-1))
            case Number() | QuantityNode() | Field("kind" | "unit", _):
                measuring = self._once("measuring", part, lambda: np.flatnonzero(self._measuring(part)))
                return self._reader.mask(self.quantities.docs[measuring])
            case Field("speaker", query):
                return self._said_by(query)
            case Field("quote", query):
                said = [
                    passage
                    for passage, words_, language in self._quoted
                    if occurrences(query, words_, language=language)
                ]
                return self._reader.marked(np.array(said, np.int64))
            case Field("title", query):
                rows = self._catalogue.rows("SELECT no, title, language FROM article")
                titled = [no for no, text, code in rows if occurrences(query, words(text), language=searched_as(code))]
                return self._reader.of_articles(titled)
            case Articles(ids):
                rows = self._catalogue.rows(
                    "SELECT no FROM article WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
                )
                return self._reader.of_articles([no for (no,) in rows])
            case Field("outlet" | "byline" as name, query):
                matches = _matcher(query)
                return self._live(self.column(name).where(matches))
        raise AssertionError(part)

    def published(self, since: str, until: str) -> Array:
        """Return for every passage whether its article was published on these days (ISO, both ends in)."""
        return self._once("published", Published(since, until), lambda: self._published(since, until))

    def _published(self, since: str, until: str) -> Array:
        return self._live(self.column("published").where(lambda day: since <= day <= until))

    def filtered(self, filters: Filters) -> Array | None:
        """Return for every passage whether filters let it through; None when nothing is filtered."""
        if not filters:
            return None
        found = self._reader.live
        if filters.outlets:
            found = found & self.column("outlet").where(filters.outlets.__contains__)
        if filters.since or filters.until:
            since, until = filters.since or "", filters.until or "9999-12-31"
            found = found & self.published(since, until)
        for entity in filters.entities:
            found = found & self._reader.marked(self.mentioning((entity,)))
        if filters.kinds:
            kinds = self.quantities.kinds.where(filters.kinds.__contains__)
            found = found & self._reader.mask(self.quantities.docs[kinds])
        return found

    @cached_property
    def _spelt_with(self) -> dict[str, list[str]]:
        """Return for every word which entities have a spelling with it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for entity in self._catalogue.entities():
            for word in dict.fromkeys(word for spelling in _spellings(entity) for word in spelling):
                found[word].append(entity.id)
        return dict(found)

    def named(self, field: str, query: Query) -> set[str]:
        """Return the entities one of whose spellings has these words; `field` says of which type."""
        known = self._named.get((field, query))
        if known is None:
            known = self._named[field, query] = {
                entity.id
                for entity in self._catalogue.entities(self._could_be(query))
                if field in {"entity", entity.type.lower()}
                and any(occurrences(query, spelling, exact=True) for spelling in _spellings(entity))
            }
        return known

    def _could_be(self, query: Query) -> list[str] | None:
        """Return the entities that have one of the words of a query; None for all."""
        match query:
            case Term(word):
                return self._spelt_with.get(word, [])
            case Phrase((word, *_)) if not query.has_slots:
                return self._spelt_with.get(word, [])
            case Prefix() | Fuzzy():
                fit = (ids for word, ids in self._spelt_with.items() if occurrences(query, (word,)))
                return list({id_ for ids in fit for id_ in ids})
        return None

    def spelt(self, field: str) -> set[str]:
        """Return the words that a field of names, outlets, units or kinds knows; none of fields that take prose."""
        if field in ENTITY_FIELDS or field == "speaker":
            return self._spelt_names(get_args(EntityType) if field in {"entity", "speaker"} else (field.upper(),))
        if field == "kind":
            return set(get_args(QuantityKind))
        if field == "unit":
            return _unit_words()
        if field in _PROSE:
            return set()
        return {word for text in self.column(field).values for word in words(text)}

    def _spelt_names(self, types: Collection[str]) -> set[str]:
        named = (entity for entity in self._catalogue.entities() if entity.type in types)
        return {word for entity in named for spelling in _spellings(entity) for word in spelling}

    def mentions(self, part: Field) -> Postings:
        """Return the passages that mention whom a field names, in whatever spelling."""
        return self._once("mentions", part, lambda: self._mentions(part))

    def _mentions(self, part: Field) -> Postings:
        numbers, counts = np.unique(self.mentioning(self.named(part.name, part.query)), return_counts=True)
        docs, held = self._reader.docs(numbers)
        return Postings(docs, counts[held])

    def mentioning(self, entities: Iterable[str]) -> Array:
        """Return the passage of every mention of these entities, in whatever spelling; entities by catalogue number."""
        rows = self._catalogue.rows(
            f"SELECT passage FROM mention WHERE passage IS NOT NULL AND {_AMONG}", (json.dumps(sorted(entities)),)
        )
        return np.array(rows, np.int64).reshape(-1)

    @cached_property
    def _slots(self) -> Slots:
        from dossier.storing.search.slots import Slots

        return Slots(self._catalogue)

    def having(self, slot: str) -> Array:
        """Return for every passage whether a name, number or date stands there that fits one of SLOTS."""
        found = self._having.get(slot)
        if found is None:
            found = self._having[slot] = self._reader.marked(np.array(self._slots.having(slot), np.int64))
        return found

    def windows(self, phrase: Phrase, docs: Array) -> Postings:
        """Return which of the passages have a phrase with SLOTS, and how often."""
        found = self._slots.matches(phrase, self._reader.numbers[docs].tolist())
        here, held = self._reader.docs(np.array(list(found), np.int64))
        return Postings(here, np.array([len(windows) for windows in found.values()], np.uint32)[held])

    def shown(
        self, part: Field | Number | NumberTerm | QuantityNode | Phrase, passages: Collection[int]
    ) -> list[tuple[int, int, int]]:
        """Return where these passages say what is asked for, as (passage, start, end): names, numbers."""
        if isinstance(part, Phrase):
            found = self._slots.matches(part, passages).items()
            return [(no, at.start, at.end) for no, windows in found for window in windows for at in window]
        within = "passage IN (SELECT value FROM json_each(?))"
        if isinstance(part, NumberTerm):
            sql = f"SELECT passage, start, end FROM quantity WHERE value = ? AND {within}"
            return self._catalogue.rows(sql, (part.value, json.dumps(list(passages))))
        if isinstance(part, Number | QuantityNode) or part.name in {"kind", "unit"}:
            return self._shown_quantities(part, passages)
        if part.name not in ENTITY_FIELDS:
            return []
        sql = f"SELECT passage, start, end FROM mention WHERE {within} AND {_AMONG}"
        values = json.dumps(list(passages)), json.dumps(sorted(self.named(part.name, part.query)))
        return [(passage, start, end) for passage, start, end in self._catalogue.rows(sql, values)]

    def _shown_quantities(self, part: Query, passages: Collection[int]) -> list[tuple[int, int, int]]:
        docs, _ = self._reader.docs(np.array(list(passages), np.int64))
        rows = self.quantities
        measuring = self._once("measuring", part, lambda: np.flatnonzero(self._measuring(part)))
        which = measuring[self._reader.mask(docs)[rows.docs[measuring]]]
        places = (self._reader.numbers[rows.docs[which]], rows.starts[which], rows.ends[which])
        return list(zip(*(place.tolist() for place in places), strict=True))

    @cached_property
    def quantities(self) -> Quantities:
        """Return the quantities of all passages."""
        rows = self._catalogue.rows(
            "SELECT passage, start, end, coalesce(low, value, high), coalesce(high, value, low), unit, kind"
            " FROM quantity WHERE passage IS NOT NULL"
        )
        passages, starts, ends, lows, highs, units, kinds = zip(*rows, strict=True) if rows else [()] * 7
        docs, held = self._reader.docs(np.array(passages, np.int64))
        every = np.arange(len(rows))[held]
        return Quantities(
            docs,
            np.array(starts, np.int64)[held],
            np.array(ends, np.int64)[held],
            np.array(lows, np.float64)[held],
            np.array(highs, np.float64)[held],
            Column.of(enumerate(units), every),
            Column.of(enumerate(kinds), every),
        )

    def _measuring(self, part: Query) -> Array:
        """Return for every quantity whether this is true of it.

        What the words allow, from low to high, meets what is asked for. An open end counts as the number that is said:
        "over two weeks" is not found by every larger number.
        """
        rows = self.quantities
        match part:
            case Number(low, high):
                found = np.ones(len(rows.docs), bool)
                if low is not None:
                    found &= rows.highs >= low
                if high is not None:
                    found &= rows.lows <= high
                return found
            case Field("kind", query):
                return rows.kinds.where(_matcher(query))
            case Field("unit", query):
                from dossier.extracting.numerals.units import spellings

                matches = _matcher(query)
                return rows.units.where(lambda unit: any(map(matches, spellings(unit))))
            case Or(parts):
                return reduce(np.logical_or, map(self._measuring, parts))
            case And(parts) | QuantityNode(parts):
                return reduce(np.logical_and, map(self._measuring, parts))
        raise AssertionError(part)

    def similar(self, part: Similar) -> Postings:
        """Return the passages of other articles that may tell the same as a stretch of one, each with its likeness."""
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
        return Postings(docs, np.array([alike for _, alike in found])[held])

    @cached_property
    def relating(self) -> RelatedPassages:
        """Return what finds related passages; there is one for each view, as it keeps counts."""
        from dossier.storing.search.related import RelatedPassages

        return RelatedPassages(self._reader, self.mentioning, self._catalogue)

    def _said_by(self, query: Query) -> Array:
        matches = _matcher(query)
        known = self.named("entity", query)
        rows = self._catalogue.rows(
            "SELECT DISTINCT speaker, speaker_id, passage FROM quotation"
            " WHERE passage IS NOT NULL AND speaker IS NOT NULL"
        )
        said = [passage for speaker, entity, passage in rows if entity in known or matches(speaker)]
        return self._reader.marked(np.array(said, np.int64))

    def _live(self, mask: Array) -> Array:
        return mask & self._reader.live


_AMONG = "entity IN (SELECT value FROM json_each(?))"


def _unit_words() -> set[str]:
    from dossier.extracting.numerals.units import UNITS

    return {word for spelling in UNITS for word in words(spelling)}


def _spellings(entity: Entity) -> list[list[str]]:
    return [words(text) for text in dict.fromkeys((entity.name, *(variant.text for variant in entity.variants)))]


def _matcher(query: Query) -> Callable[[str], bool]:
    """Return a test of names as they are spelt that remembers its answers: the same names come again and again."""
    known: dict[str, bool] = {}

    def matches(text: str) -> bool:
        if text not in known:
            known[text] = bool(occurrences(query, words(text), exact=True))
        return known[text]

    return matches
