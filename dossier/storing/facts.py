"""What the catalogue knows of passages besides their words: the fields of the query language, and filters."""

from __future__ import annotations

# ruff: noqa: S608 - the SQL is put together from our own names only; values are always bound
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from dossier.model import Entity, Filters, LinkError, QuantityKind
from dossier.storing.article_names import number_of
from dossier.storing.catalogue import Catalogue
from dossier.storing.matching import occurrences
from dossier.storing.slots import Slots
from dossier.storing.tree import ENTITY_FIELDS, Amount, And, Field, Number, Or, Phrase, Published, Query, Similar, Term
from dossier.storing.words import words

if TYPE_CHECKING:
    from dossier.storing.relating import Relating
    from dossier.storing.whoosh_index import Reader

# Names are looked up as they are spelt; of prose any form of a word will do.
_PROSE = frozenset({"title", "quote"})
_STRETCH = 4_000  # characters that `similar:` compares; more tell of too many things
_SIMILAR = 50  # passages that `similar:` finds; further ones share little


class Facts:
    """One state of the catalogue, beside the text index of that state; keeps what it has looked up."""

    def __init__(self, catalogue: Catalogue, reader: Reader) -> None:
        self._catalogue = catalogue
        self._reader = reader
        self._articles: Mapping[int, int] = reader.articles
        self._slots = Slots(catalogue)

    @cached_property
    def published(self) -> dict[int, str | None]:
        """Every article's day of publication."""
        return dict(self._catalogue.rows("SELECT no, published FROM article"))

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Every entity by its id."""
        return {entity.id: entity for entity in self._catalogue.entities()}

    @cached_property
    def _quoted(self) -> list[tuple[int, list[str]]]:
        """Every quotation's words, with its passage."""
        rows = self._catalogue.rows("SELECT passage, text FROM quotation WHERE passage IS NOT NULL")
        return [(passage, words(text)) for passage, text in rows]

    def passages(self, part: Field | Published | Number | Amount) -> set[int]:
        """Give the passages of which this is true."""
        match part:
            case Published(since, until):
                return self._of_articles(no for no, day in self.published.items() if day and since <= day <= until)
            case Number() | Amount() | Field("kind" | "unit", _):
                condition, values = self._quantities(part)
                return self._query(
                    f"SELECT DISTINCT passage FROM quantity WHERE passage IS NOT NULL AND {condition}", values
                )
            case Field(name, _) if name in ENTITY_FIELDS:
                return set(self.mentions(part))
            case Field("speaker", query):
                return self._said_by(query)
            case Field("quote", query):
                return {passage for passage, said in self._quoted if occurrences(query, said)}
            case Field(name, query):
                rows = self._catalogue.rows(f"SELECT no, {_ARTICLE_COLUMNS[name]} FROM article")
                matches = _matcher(query, exact=name not in _PROSE)
                return self._of_articles(no for no, text in rows if text and matches(text))

    def filtered(self, filters: Filters) -> set[int] | None:
        """Give the passages that filters let through; None when nothing is filtered."""
        if not filters:
            return None
        found: set[int] | None = None
        if filters.outlets or filters.since or filters.until:
            since, until = filters.since or "", filters.until or "9999-12-31"
            dated = bool(filters.since or filters.until)
            rows = self._catalogue.rows("SELECT no, outlet, published FROM article")
            found = self._of_articles(
                no
                for no, outlet, day in rows
                if (not filters.outlets or outlet in filters.outlets) and (not dated or (day and since <= day <= until))
            )
        for entity in filters.entities:
            mentioning = self.mentioning({entity})
            found = mentioning if found is None else found & mentioning
        if filters.kinds:
            kinds = json.dumps(filters.kinds)
            among = "kind IN (SELECT value FROM json_each(?))"
            having = self._query(
                f"SELECT DISTINCT passage FROM quantity WHERE passage IS NOT NULL AND {among}", (kinds,)
            )
            found = having if found is None else found & having
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

    def mentions(self, part: Field) -> dict[int, int]:
        """Give the passages that mention whom a field names, in whatever spelling, each with how often."""
        wanted = json.dumps(sorted(self.named(part.name, part.query)))
        return dict(
            self._catalogue.rows(
                f"SELECT passage, count(*) FROM mention WHERE passage IS NOT NULL AND {_AMONG} GROUP BY passage",
                (wanted,),
            )
        )

    def mentioning(self, entities: Iterable[str]) -> set[int]:
        """Give the passages that mention any of these entities, in whatever spelling."""
        wanted = json.dumps(sorted(entities))
        return self._query(f"SELECT DISTINCT passage FROM mention WHERE passage IS NOT NULL AND {_AMONG}", (wanted,))

    def having(self, slot: str) -> set[int]:
        """Give the passages where a name, number or date stands that fits one of SLOTS."""
        return self._slots.having(slot)

    def windows(self, phrase: Phrase, passages: Collection[int]) -> dict[int, int]:
        """Give those of the passages that have a phrase with SLOTS, each with how often."""
        return {passage: len(windows) for passage, windows in self._slots.matches(phrase, passages).items()}

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

    def similar(self, part: Similar) -> dict[int, float]:
        """Give the passages of other articles that may tell the same as a stretch of one, each with how alike it is."""
        no = number_of(self._catalogue, part.article)
        article = self._catalogue.article(no)
        if article is None:
            return {}
        if part.end > len(article.text):
            raise LinkError(f"similar: ends behind the article, which has {len(article.text)} characters.")
        end = min(part.end, part.start + _STRETCH)
        return {row.no: item.score for row, item in self.relating.related(no, article, part.start, end, _SIMILAR)}

    @cached_property
    def relating(self) -> Relating:
        """What finds related passages; it keeps counts, so there is one."""
        from dossier.storing.relating import Relating

        return Relating(self._reader, self, self._catalogue)

    def _said_by(self, query: Query) -> set[int]:
        matches = _matcher(query, exact=True)
        known = self.named("entity", query)
        rows = self._catalogue.rows(
            "SELECT DISTINCT speaker, speaker_id, passage FROM quotation"
            " WHERE passage IS NOT NULL AND speaker IS NOT NULL"
        )
        return {passage for speaker, entity, passage in rows if entity in known or matches(speaker)}

    def _of_articles(self, numbers: Iterable[int]) -> set[int]:
        wanted = set(numbers)
        return {passage for passage, article in self._articles.items() if article in wanted}

    def _query(self, sql: str, values: tuple[object, ...]) -> set[int]:
        return {passage for (passage,) in self._catalogue.rows(sql, values)}


_AMONG = "entity IN (SELECT value FROM json_each(?))"
# What the words allow, from low to high, meets what is asked for. An open end counts as the number that is said:
# "over two weeks" is not found by every larger number.
_OVERLAPS = "(? IS NULL OR coalesce(high, value, low) >= ?) AND (? IS NULL OR coalesce(low, value, high) <= ?)"


_ARTICLE_COLUMNS = {"title": "title", "outlet": "outlet", "byline": "byline"}


def _matcher(query: Query, *, exact: bool) -> Callable[[str], bool]:
    """Make a test of texts, which remembers: the same names and titles come again and again."""
    known: dict[str, bool] = {}

    def matches(text: str) -> bool:
        if text not in known:
            known[text] = bool(occurrences(query, words(text), exact))
        return known[text]

    return matches
