"""A query's tree as the cluster's own queries: which passages answer it, exactly. How they are ranked is `ranking`'s.

What needs to be looked up first (whom a name means, passages that tell the same, windows of a phrase with a place for
names) is asked of `Lookups`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dossier.storing.opensearch.indices import Json
from dossier.storing.opensearch.meanings import saying
from dossier.storing.opensearch.words import Forms, forms, name, spaced, token
from dossier.storing.query.tree import (
    ENTITY_FIELDS,
    Address,
    All,
    And,
    Articles,
    Field,
    Fuzzy,
    Not,
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
from dossier.storing.text.stemming import other_forms, stop_words, word_root

NOTHING: Json = {"match_none": {}}
EVERYTHING: Json = {"match_all": {}}
_SPELT = {"outlet": "outlet_words", "byline": "byline", "speaker": "speaker"}
_PROSE = ("title", "quote")


class Lookups(Protocol):
    """What a query needs to know of the dossier beforehand."""

    @property
    def linked(self) -> int:
        """The state whose names are seen."""

    @property
    def languages(self) -> Sequence[str]:
        """Return what the articles are searched as, each once."""

    def named(self, field: str, query: Query) -> Sequence[str]:
        """Return the entities one of whose spellings has these words; `field` says of which type."""

    def similar(self, part: Similar) -> Sequence[tuple[str, float]]:
        """Return passages that may tell the same, by their ids, each with how alike it is."""

    def windows(self, phrase: Phrase) -> Sequence[str]:
        """Return the passages, by their ids, that have a phrase with places for names."""


class Translator:
    """Translates for one state of a dossier."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups

    def match(self, tree: Query) -> Json:
        """Return what finds the passages that answer a query."""
        match tree:
            case All():
                return EVERYTHING
            case Term(word):
                return any_part(self.word(word))
            case NumberTerm(words, value):
                return either(*self.numeral(words, tree.digits), in_quantity(value_is(value)))
            case Address(place):
                return {"term": {"url": place}}
            case Articles(ids):
                return {"terms": {"article": list(ids)}}
            case And(parts):
                return self._and(parts)
            case Or(parts):
                return either(*map(self.match, parts))
            case Not(part):
                return {"bool": {"must_not": [self.match(part)]}}
            case Published(since, until):
                return {"range": {"published": {"gte": since, "lte": until}}}
            case Similar():
                return {"terms": {"_id": [id_ for id_, _ in self._lookups.similar(tree)]}}
            case Field():
                return self._field(tree)
            case Number() | QuantityNode():
                return in_quantity(quantity(tree))
            case Phrase() if tree.has_slots:
                return {"terms": {"_id": list(self._lookups.windows(tree))}}
        return written("text", tree)

    def word(self, word: str) -> Forms:
        """Return every form of a word in the languages of the dossier."""
        return forms(word, self._lookups.languages)

    def numeral(self, words: tuple[str, ...], digits: str) -> list[Json]:
        """Return what finds a number as it is written, and in digits."""
        found = [any_part(self.word(words[0])) if len(words) == 1 else written("text", Phrase(words))]
        if words != (digits,):
            found.append({"term": {"text": token(digits)}})
        return found

    def entities(self, part: Field) -> list[str]:
        """Return whom a field of names means."""
        return list(self._lookups.named(part.name, part.query))

    def naming(self, entities: Sequence[str]) -> Json:
        """Return what finds the passages that name any of these."""
        return saying("entities", entities, self._lookups.linked)

    def named(self, entities: Sequence[str]) -> list[Json]:
        """Return what counts how often each of these entities is named."""
        return [saying("names", [name(entity)], self._lookups.linked) for entity in entities]

    def alike(self, part: Similar) -> Sequence[tuple[str, float]]:
        """Return the passages that tell the same, with how alike each is."""
        return self._lookups.similar(part)

    def _field(self, part: Field) -> Json:
        field, query = part.name, part.query
        if field in ENTITY_FIELDS:
            return self.naming(self.entities(part))
        if field in {"kind", "unit"}:
            return in_quantity(quantity(part))
        if field in _PROSE:
            return self._prose(field, query)
        found = spelt(_SPELT[field], query)
        if field == "speaker":
            return either(found, saying("speakers", self._lookups.named("entity", query), self._lookups.linked))
        return found

    def _prose(self, field: str, query: Query) -> Json:
        """Return what finds words in titles or quotations, in any form, each by its article's language."""
        if not isinstance(query, Term):
            return spelt(field, query)
        stemmed, alone = [], []
        for language in self._lookups.languages:
            if query.word in stop_words(language):
                alone.append(language)
            else:
                stemmed.append(token(f"{language}:{word_root(query.word, language)}"))
        found: list[Json] = [{"terms": {f"{field}_stem": stemmed}}]
        if others := other_forms(query.word):
            found.append({"terms": {field: list(map(token, others))}})
        if alone:
            found.append(both({"terms": {"language": alone}}, {"term": {field: token(query.word)}}))
        return either(*found)

    def _and(self, parts: Sequence[Query]) -> Json:
        """Return what finds all parts; a word too common in a language is asked of its articles only if alone."""
        told = [part for part in parts if not isinstance(part, Not)]
        common = [self._common(part) for part in told]
        only: set[str] = set.intersection(*common) if common and all(common) else set()
        found = [self.match(part) for part in parts if isinstance(part, Not)]
        for part, languages in zip(told, common, strict=True):
            matched = self.match(part)
            if passed := languages - only:
                matched = either(matched, {"terms": {"language": sorted(passed)}})
            found.append(matched)
        return both(*found)

    def _common(self, part: Query) -> set[str]:
        """Return the languages in which a word is too common to be asked for; of English the query has seen to that."""
        if not isinstance(part, Term):
            return set()
        return {one for one in self._lookups.languages if one != "en" and part.word in stop_words(one)}


def either(*parts: Json) -> Json:
    """Return what finds any of these."""
    return parts[0] if len(parts) == 1 else {"bool": {"should": list(parts), "minimum_should_match": 1}}


def both(*parts: Json) -> Json:
    """Return what finds all of these."""
    return {"bool": {"filter": list(parts)}}


def any_part(found: Forms) -> Json:
    """Return what finds any form of a word, in a passage or above it."""
    return either(
        {"terms": {"stem": found.stems}},
        {"terms": {"heading": found.stems}},
        {"terms": {"text": found.exact}},
        {"term": {"joined": found.joined}},
    )


def written(field: str, part: Query) -> Json:
    """Return what finds words in a field as they are spelt."""
    match part:
        case Term(word) | Phrase((word,)):
            return {"term": {field: token(word)}}
        case Phrase(words, 0):
            return {"match_phrase": {field: {"query": spaced(words), "analyzer": "whitespace"}}}
        case Phrase(words, slop):
            near: list[Json] = [{"match": {"query": token(word), "analyzer": "whitespace"}} for word in words]
            return {"intervals": {field: {"all_of": {"ordered": False, "max_gaps": slop, "intervals": near}}}}
        case Prefix(word):
            return {"prefix": {field: {"value": token(word)}}}
        case Fuzzy(word, edits):
            return {"fuzzy": {field: {"value": token(word), "fuzziness": edits, "rewrite": "constant_score"}}}
        case NumberTerm(words, _):
            return either(written(field, Phrase(words)), written(field, Phrase((part.digits,))))
    return NOTHING


def spelt(field: str, part: Query) -> Json:
    """Return the same, of fields that no place for a name can stand in."""
    return NOTHING if isinstance(part, Phrase) and part.has_slots else written(field, part)


def in_quantity(inside: Json) -> Json:
    """Return what finds passages with one quantity of which all of this is true."""
    return {"nested": {"path": "quantities", "query": inside}}


def value_is(value: float) -> Json:
    """Return what finds quantities of exactly this value."""
    return {"term": {"quantities.value": value}}


def quantity(part: Query) -> Json:
    """Return what finds quantities: by number, unit and kind."""
    match part:
        case Number(low, high):
            bounds: list[Json] = []
            if low is not None:
                bounds.append({"range": {"quantities.high": {"gte": low}}})
            if high is not None:
                bounds.append({"range": {"quantities.low": {"lte": high}}})
            return both(*bounds) if bounds else EVERYTHING
        case Field("kind" | "unit" as field, query):
            return spelt(f"quantities.{field}", query)
        case Or(parts):
            return either(*map(quantity, parts))
        case And(parts) | QuantityNode(parts):
            return both(*map(quantity, parts))
    raise AssertionError(part)
