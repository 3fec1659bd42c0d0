"""One generation of a dossier: index and facts that fit each other, and the answers that were worked out from them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from dossier.model import Article, Filters, Hit, Zone
from dossier.storing.catalogue.catalogue import Catalogue
from dossier.storing.catalogue.near_duplicates import copies
from dossier.storing.catalogue.shown import ShownArticle, ShownPassage, shown_articles, shown_passages
from dossier.storing.query.tree import ENTITY_FIELDS, Field, Number, NumberTerm, Phrase, QuantityNode, Query, Term
from dossier.storing.search.evaluate import MOST_EXPANSIONS, Answer, Budget
from dossier.storing.search.fields import FieldFacts
from dossier.storing.search.highlights import leaves
from dossier.storing.search.index.postings import TEXT, Array
from dossier.storing.search.index.reader import IndexReader
from dossier.storing.search.shown import shown
from dossier.storing.search.whoosh_queries import WordQuery, translated
from dossier.storing.search.whoosh_searcher import ArrayCollector, PassageSearcher
from dossier.storing.text.headings import above_one

if TYPE_CHECKING:
    from dossier.model import Facets
    from dossier.storing.base.store import Sort
    from dossier.storing.search.facets import Groupings

T = TypeVar("T")

_REMEMBERED_ANSWERS = 16
_REMEMBERED_ARTICLES = 64


class Ranked:
    """Everything that answers a query; put in order as far as it is looked at. What is equal stands in text order.

    `matched` says of each passage of the index whether it does; `total` and `articles` count.
    """

    def __init__(self, answer: Answer, reader: IndexReader, days: Array | None, notice: str | None) -> None:
        self.matched = answer.matched
        self.notice = notice
        self._docs = np.flatnonzero(self.matched)
        self._numbers = reader.numbers[self._docs]
        self._scores = answer.scores()[self._docs]
        # The last number decides first; the newest come first, or the best.
        self._rank = -self._scores if days is None else -days[self._docs]
        self._ordered: Array = self._docs[:0]
        self.total = len(self._docs)
        self.owners: Array = reader.owners[self._docs]
        self.articles = int(np.count_nonzero(np.bincount(self.owners))) if self.total else 0

    def window(self, start: int, end: int) -> list[tuple[int, float]]:
        """Return the passages from one place in the order to another, by their catalogue numbers, with their scores."""
        end = min(end, self.total)
        if len(self._ordered) < end:
            self._ordered = self._first(end)
        chosen = self._ordered[start:end]
        return list(zip(self._numbers[chosen].tolist(), self._scores[chosen].tolist(), strict=True))

    def _first(self, end: int) -> Array:
        """Return the places of the first so many, or of more, in order."""
        among = np.arange(self.total)
        if 4 * end < self.total:  # only those that can be among the first are sorted
            among = np.flatnonzero(self._rank <= np.partition(self._rank, end - 1)[end - 1])
        return among[np.lexsort((self._numbers[among], self._rank[among]))]


class SearchView:
    """One generation of the dossier: index and facts that fit each other, and what was worked out from them."""

    def __init__(self, generation: int, reader: IndexReader, catalogue: Catalogue) -> None:
        self.generation = generation
        self.reader = reader
        self.facts = FieldFacts(catalogue, reader)
        self._groupings: Groupings | None = None
        self.searcher = PassageSearcher(reader, self.facts)
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[Query, Filters, Sort], Ranked] = OrderedDict()
        self._articles: OrderedDict[int, Article] = OrderedDict()
        self._shown: OrderedDict[int, ShownArticle] = OrderedDict()

    def articles(self, numbers: Iterable[int]) -> dict[int, Article]:
        """Return articles by number; those that are gone are missing. The last few are remembered."""
        return self._remembered(self._articles, set(numbers), self._catalogue.articles)

    def _shown_articles(self, numbers: Iterable[int]) -> dict[int, ShownArticle]:
        """Return the same of them that an answer shows, which is read in a fifth of the time."""
        return self._remembered(self._shown, set(numbers), partial(shown_articles, self._catalogue))

    def _remembered(
        self, known: OrderedDict[int, T], wanted: set[int], read: Callable[[set[int]], dict[int, T]]
    ) -> dict[int, T]:
        """Return articles by number, those that are not known as they are read; the last few stay known."""
        with self._lock:
            found = {no: known[no] for no in wanted & known.keys()}
        missing = wanted - found.keys()
        if missing:
            found.update(read(missing))
            with self._lock:
                known.update((no, found[no]) for no in missing & found.keys())
                while len(known) > max(_REMEMBERED_ARTICLES, len(found)):
                    known.popitem(last=False)
        return found

    def ranked(self, tree: Query, filters: Filters, sort: Sort, cancelled: Callable[[], bool] | None) -> Ranked:
        """Return the whole answer in order; remembered, so that the next window costs nothing."""
        key = (tree, filters, sort)
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
                return found
        budget = Budget(cancelled)
        collector = ArrayCollector(budget, allowed=self.facts.filtered(filters))
        self.searcher.search_with_collector(translated(tree, self.facts.languages), collector)
        answer = collector.answer
        days = self.facts.column("published").codes if sort == "date" else None
        found = Ranked(answer, self.reader, days, self._notice(tree, answer, budget))
        if not budget.ran_out:
            with self._lock:
                self._answers[key] = found
                if len(self._answers) > _REMEMBERED_ANSWERS:
                    self._answers.popitem(last=False)
        return found

    def facets(self, tree: Query, filters: Filters, cancelled: Callable[[], bool] | None) -> Facets:
        """Return an answer's counts. Raises StoppedError."""
        from dossier.storing.search.facets import Groupings, facets

        if self._groupings is None:
            self._groupings = Groupings(self._catalogue, self.reader, self.facts)

        def matched(chosen: Filters) -> Array:
            return self.ranked(tree, chosen, "score", cancelled).matched

        return facets(self._groupings, self._catalogue, matched, filters)

    def _notice(self, tree: Query, answer: Answer, budget: Budget) -> str | None:
        if budget.ran_out:
            return "This took too long, so not every passage is shown; make the query more exact."
        if answer.expansions_cut:
            shown = answer.expansions_cut[0]
            return f"“{shown}” stands for many words; the {MOST_EXPANSIONS} most frequent are shown."
        if not answer.matched.any():
            return self._meant(tree)
        return None

    def _meant(self, tree: Query) -> str | None:
        """Return which word of a query stands nowhere, and what may have been meant."""
        for leaf in leaves(tree):
            told = self._word_meant(leaf.word) if isinstance(leaf, Term) else self._field_meant(leaf)
            if told:
                return told
        return None

    def _field_meant(self, leaf: Query) -> str | None:
        for part in leaf.parts if isinstance(leaf, QuantityNode) else (leaf,):
            if isinstance(part, Field) and isinstance(part.query, Term) and self._nowhere(part):
                near = _nearest(part.query.word, sorted(self.facts.spelt(part.name)))
                meant = f"; did you mean {part.name}:{near}?" if near not in {None, part.query.word} else "."
                return f"Nothing has {part.name}:{part.query.word}{meant}"
        return None

    def _word_meant(self, said: str) -> str | None:
        word = WordQuery(said, self.facts.languages)
        if len(said) < 3 or len(word.bodies) < len(self.facts.languages):
            return None  # what is common in one of them is not a misspelling
        if any(self.reader.frequency(*term) for term in (*word.bodies, *word.headings, word.joined)):
            return None
        near = _nearest(said, self.reader.near(len(said), 2), lambda other: self.reader.frequency(TEXT, other))
        if near:
            return f"No passage contains “{said}”. Did you mean “{near}”?"
        return f"No passage contains “{said}”; bylines, datelines and page furniture are not searched."

    def _nowhere(self, part: Field) -> bool:
        if part.name in ENTITY_FIELDS:
            return not len(self.facts.mentions(part).docs)
        return not self.facts.passages(part).any()

    def hits(self, tree: Query, window: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
        """Return passages as they are shown. What has gone since, in a run that is under way, is left out."""
        numbers = [number for number, _ in window]
        rows = shown_passages(self._catalogue, numbers)
        also = copies(self._catalogue, numbers)
        marked = self._marked(tree, numbers)
        articles = self._shown_articles(row.article for row in rows.values())
        there = [(row, score) for no, score in window if (row := rows.get(no)) and row.article in articles]
        return tuple(
            shown(
                tree,
                articles[row.article],
                (row.start, row.end),
                _searched_with(articles[row.article], row),
                score,
                marked.get(row.no, set()),
                also.get(row.no, ()),
            )
            for row, score in there
        )

    def _marked(self, tree: Query, numbers: Sequence[int]) -> dict[int, set[tuple[int, int]]]:
        """Return where these passages say what is asked of names and numbers."""
        marked: dict[int, set[tuple[int, int]]] = {}
        for leaf in leaves(tree):
            if isinstance(leaf, Field | Number | NumberTerm | QuantityNode) or (
                isinstance(leaf, Phrase) and leaf.has_slots
            ):
                for passage, start, end in self.facts.shown(leaf, numbers):
                    marked.setdefault(passage, set()).add((start, end))
        return marked


def _searched_with(article: ShownArticle, row: ShownPassage) -> list[Zone]:
    """Return the zones searched with a passage: headings, and the headline with the first."""
    headlines = [zone for zone in article.headings if zone.zone == "headline"] if row.before is None else []
    return [*headlines, *above_one(article.headings, row.before, row.start, row.last)]


def _nearest(word: str, known: Sequence[str], frequency: Callable[[str], int] = lambda _: 0) -> str | None:
    """Return the word that somebody may have meant: the nearest, of these the most frequent."""
    from rapidfuzz import process  # most answers need none
    from rapidfuzz.distance import OSA

    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=2 if len(word) > 4 else 1)
    return min(near, key=lambda item: (item[1], -frequency(item[0]), item[0]))[0] if near else None
