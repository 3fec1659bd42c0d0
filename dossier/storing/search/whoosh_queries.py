"""Queries as `whoosh.query` trees: what Whoosh lacks as classes of ours, and the translation of the program's tree.

AndNot and Require are never used: Whoosh 2.7.4 answers them wrongly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dossier.storing.query.tree import (
    ENTITY_FIELDS,
    Address,
    All,
    And,
    Field,
    Fuzzy,
    Not,
    NumberTerm,
    Or,
    Phrase,
    Prefix,
    Published,
    Query,
    Similar,
    Term,
)
from dossier.storing.search.index.postings import HEADINGS, JOINED, STEMS, TEXT
from dossier.storing.search.whoosh_import import query as wq
from dossier.storing.text.stemming import other_forms, stop_words, word_root
from dossier.storing.text.tokens import stem

_INDEXED = frozenset({"outlet", "byline"})
"""Fields of names that are looked up in the index as they are spelt."""


class WordQuery(wq.Or):  # type: ignore[misc]
    """A word in any of its forms, in each language what it is there.

    To Whoosh it is an OR of terms. `bodies` and `headings` are the fields and stems it stands for in passages and above
    them, `exact` the words of the text that are forms of it beside those of its stem, or it itself where it is too
    common in a language to have a stem there.
    """

    def __init__(self, word: str, languages: Sequence[str]) -> None:
        told = [language for language in languages if word not in stop_words(language)]
        self.word = word
        self.bodies = [(STEMS[language], word_root(word, language)) for language in told]
        self.headings = [(HEADINGS[language], word_root(word, language)) for language in told]
        self.exact = [*other_forms(word)] + [word] * (len(told) < len(languages))
        self.joined = (JOINED, stem(word))
        terms = [*self.bodies, *((TEXT, form) for form in self.exact), self.joined]
        super().__init__([*(wq.Term(*term) for term in terms), *(wq.Term(*term, boost=2.0) for term in self.headings)])


class OfPart(wq.Query):  # type: ignore[misc]
    """A part of the program's own tree, answered by our searcher alone."""

    boost = 1.0

    def __init__(self, part: Query) -> None:
        self.part = part

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.part!r})"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.part == other.part

    def __hash__(self) -> int:
        return hash((type(self), self.part))

    def normalize(self) -> OfPart:
        """Return itself: nothing in it can be simpler."""
        return self

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002 - as Whoosh calls it
        """Return what iterates over the passages, for queries that Whoosh itself answers around this one."""
        return searcher.matcher_of(self)

    def estimate_size(self, ixreader: Any) -> int:
        """Return at most how many passages there can be."""
        return int(ixreader.doc_count())


class Near(OfPart):
    """Words in any order with at most so many others between."""


class NameSlots(OfPart):
    """A phrase in which any name, number or date can take a place."""


class CatalogueQuery(OfPart):
    """What the catalogue knows of a passage or its article: numbers, units, kinds, titles, quotations, speakers."""


class NameQuery(OfPart):
    """Passages that mention whom a field of names means, in whatever spelling."""


class SimilarQuery(OfPart):
    """Passages that may tell the same as a stretch of an article."""


def translated(tree: Query, languages: Sequence[str]) -> wq.Query:
    """Return a query as a tree of Whoosh, for articles that are searched as these languages."""
    match tree:
        case All():
            return wq.Every()
        case Term(word):
            return WordQuery(word, languages)
        case NumberTerm(words, _):
            written = WordQuery(words[0], languages) if len(words) == 1 else _words_in(TEXT, Phrase(words))
            digits = [] if words == (tree.digits,) else [wq.Term(TEXT, tree.digits)]
            return wq.Or([written, *digits, CatalogueQuery(tree)])
        case Address(place):
            return wq.Term("url", place)
        case And(parts):
            return wq.And([translated(part, languages) for part in parts])
        case Or(parts):
            return wq.Or([translated(part, languages) for part in parts])
        case Not(part):
            return wq.Not(translated(part, languages))
        case Field(name, _) if name in ENTITY_FIELDS:
            return NameQuery(tree)
        case Field(name, part) if name in _INDEXED and not _is_near(part):
            return _words_in(name, part)
        case Published(since, until):
            return wq.DateRange("published", dt.datetime.fromisoformat(since), dt.datetime.fromisoformat(until))
        case Similar():
            return SimilarQuery(tree)
        case Phrase() | Prefix() | Fuzzy():
            return _words_in(TEXT, tree)
    return CatalogueQuery(tree)


def _is_near(part: Query) -> bool:
    return isinstance(part, Phrase) and (part.has_slots or part.slop > 0)


def _words_in(field: str, part: Query) -> wq.Query:
    """Return what finds words as they are spelt in a field."""
    match part:
        case Phrase() if part.has_slots:
            return NameSlots(part)
        case Phrase((word,)):
            return wq.Term(field, word)
        case Phrase(words, 0):
            return wq.Phrase(field, list(words))
        case Phrase():
            return Near(part)
        case Prefix(word):
            return wq.Prefix(field, word)
        case Fuzzy(word, edits):
            return wq.FuzzyTerm(field, word, maxdist=edits, prefixlength=0)
        case Term(word):
            return wq.Term(field, word)
    raise AssertionError(part)
