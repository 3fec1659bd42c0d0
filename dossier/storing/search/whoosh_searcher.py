"""Whoosh's searcher over one state of the index, with a collector that answers whole trees as arrays.

`PassageSearcher` is a `whoosh.searching.Searcher`; `search_with_collector` with an `ArrayCollector` gives Whoosh
`Results`. Kinds of query that `evaluate` does not know (wildcards, spans, nested ones) are answered by Whoosh's own
matchers over the same lists, inside the same tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from dossier.storing.search.evaluate import Answer, Budget
from dossier.storing.search.fields import FieldFacts
from dossier.storing.search.index.postings import FORMS, Array, Form
from dossier.storing.search.index.reader import IndexReader
from dossier.storing.search.whoosh_import import collectors, matching, query, reading, searching


class _LateSchema:
    """The index's schema, built when something of it is asked for: most queries need none."""

    def __getattr__(self, name: str) -> Any:
        from dossier.storing.search.index.schema import schema

        return getattr(schema(), name)

    def __getitem__(self, field: str) -> Any:
        from dossier.storing.search.index.schema import schema

        return schema()[field]

    def __contains__(self, field: str) -> bool:
        return field in FORMS


class StateReader(reading.IndexReader):  # type: ignore[misc]
    """A state of the index as Whoosh reads one."""

    def __init__(self, state: IndexReader) -> None:
        self.state = state
        self.schema = _LateSchema()

    def __contains__(self, term: tuple[str, str | bytes]) -> bool:
        return bool(len(self.state.postings(*term).docs))

    def close(self) -> None:
        """Do nothing: files are closed when nobody reads them any more."""

    def generation(self) -> int | None:
        """Return None: a newer state has a reader of its own."""
        return None

    def indexed_field_names(self) -> list[str]:
        """Return the fields that have terms."""
        return list(FORMS)

    def all_terms(self) -> Iterator[tuple[str, bytes]]:
        """Return every term of every field."""
        return ((field, term) for field in sorted(FORMS) for term in self.state.terms(field))

    def terms_from(self, fieldname: str, prefix: str | bytes) -> Iterator[tuple[str, bytes]]:
        """Return the terms of all fields from this one on."""
        start = (fieldname, prefix.encode() if isinstance(prefix, str) else prefix)
        return (term for term in self.all_terms() if term >= start)

    def term_info(self, fieldname: str, text: str | bytes) -> Any:
        """Return how often a term stands, and where first and last."""
        docs, counts = self.state.postings(fieldname, text)
        if not len(docs):
            raise reading.TermNotFound(f"{fieldname}:{text!r}")
        return reading.TermInfo(
            weight=float(counts.sum()), df=len(docs), maxweight=float(counts.max()),
            minid=int(docs[0]), maxid=int(docs[-1]), minlength=1, maxlength=1,
        )  # fmt: skip

    def has_deletions(self) -> bool:
        """Return whether passages are deleted."""
        return self.state.total < len(self.state)

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a passage is deleted."""
        return not self.state.live[docnum]

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the article, start and end of a passage."""
        return self.state.stored_fields(docnum)

    def doc_count_all(self) -> int:
        """Return the number of passages, those deleted too."""
        return len(self.state)

    def doc_count(self) -> int:
        """Return the number of passages that are not deleted."""
        return self.state.total

    def frequency(self, fieldname: str, text: str | bytes) -> float:
        """Return how often a term stands in all."""
        return float(self.state.postings(fieldname, text).counts.sum())

    def doc_frequency(self, fieldname: str, text: str | bytes) -> int:
        """Return in how many passages a term stands."""
        return len(self.state.postings(fieldname, text).docs)

    def field_length(self, fieldname: str) -> int:  # noqa: ARG002 - as Whoosh calls it
        """Return 0: nothing here is ranked by it."""
        return 0

    min_field_length = max_field_length = field_length

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:  # noqa: ARG002
        """Return the default: nothing here is ranked by it."""
        return default

    def has_vector(self, docnum: int, fieldname: str) -> bool:  # noqa: ARG002
        """Return False: there are none."""
        return False

    def vector(self, docnum: int, fieldname: str, format_: Any = None) -> Any:
        """Raise KeyError: there are none."""
        raise KeyError(docnum, fieldname, format_)

    def postings(self, fieldname: str, text: str | bytes, scorer: Any = None) -> Any:
        """Return what iterates over the passages of a term."""
        docs, counts = self.state.postings(fieldname, text)
        if not len(docs):
            raise reading.TermNotFound(f"{fieldname}:{text!r}")
        form = self.schema[fieldname].format
        values = None
        if FORMS[fieldname] is Form.POSITIONS:
            word = text.decode() if isinstance(text, bytes) else text
            found = self.state.occurrences(fieldname, word)
            places = found.places[np.lexsort((found.places, found.owners))]
            values = [form.encode(part.tolist()) for part in np.split(places, np.cumsum(counts)[:-1])]
        return matching.ListMatcher(
            docs.tolist(), counts.astype(float).tolist(), values, form, scorer=scorer, term=(fieldname, text)
        )


class PassageSearcher(searching.Searcher):  # type: ignore[misc]
    """Whoosh's searcher; `facts` knows what the catalogue tells of passages."""

    def __init__(self, state: IndexReader, facts: FieldFacts) -> None:
        from whoosh.scoring import Frequency

        super().__init__(StateReader(state), weighting=Frequency())
        self.state = state
        self.facts = facts

    def answer(self, asked: query.Query, budget: Budget) -> Answer:
        """Return a query's answer."""
        return Answer(asked, self.state, self.facts, budget, self._by_whoosh)

    def matcher_of(self, asked: query.Query) -> Any:
        """Return what iterates over the passages that answer a query of ours."""
        answer = self.answer(asked, Budget())
        docs = np.flatnonzero(answer.matched)
        return matching.ListMatcher(docs.tolist(), answer.scores()[docs].tolist())

    def _by_whoosh(self, asked: query.Query) -> Array:
        found = np.zeros(len(self.state), bool)
        matcher = asked.matcher(self, self.boolean_context())
        found[list(matcher.all_ids())] = True
        return found


class ArrayCollector(collectors.Collector):  # type: ignore[misc]
    """Answers the whole query at once; `limit` passages are put in order. Asks `budget` for time between parts."""

    def __init__(self, budget: Budget | None = None, limit: int | None = 10, allowed: Array | None = None) -> None:
        self.budget = budget or Budget()
        self.limit = limit
        self.allowed = allowed

    def run(self) -> None:
        """Answer; afterwards `answer` has it."""
        self.answer: Answer = self.top_searcher.answer(self.q, self.budget)
        if self.allowed is not None:
            self.answer.matched = self.answer.matched & self.allowed
        self.finish()

    def count(self) -> int:
        """Return exactly how many passages match."""
        return int(np.count_nonzero(self.answer.matched))

    def all_ids(self) -> list[int]:
        """Return the passages that match."""
        found: list[int] = np.flatnonzero(self.answer.matched).tolist()
        return found

    def results(self) -> Any:
        """Return Whoosh's results: the first passages in order, with their scores, and how many there are."""
        docs = np.flatnonzero(self.answer.matched)
        scores = self.answer.scores()[docs]
        first = np.lexsort((docs, -scores))[: self.limit]
        best = list(zip(scores[first].tolist(), docs[first].tolist(), strict=True))
        found = searching.Results(self.top_searcher, self.q, best, runtime=self.runtime)
        found.collector = self
        return found
