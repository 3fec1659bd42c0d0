"""The local store: the SQLite catalogue and the Whoosh index derived from it, as one thing that answers.

A text index that is missing, damaged or not this user's is built again from the catalogue, and the next answer
says so.
"""

from __future__ import annotations

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, TypeVar

import numpy as np

from dossier.config import Config
from dossier.files.locks import locked
from dossier.model import Article, DossierError, Facets, Filters, Hit, Hits, Passage, Span, Tally, Zone
from dossier.storing.catalogue.catalogue import Catalogue
from dossier.storing.catalogue.near_duplicates import copies
from dossier.storing.search.evaluate import MOST_EXPANSIONS, Answer, Array, Budget, StoppedError
from dossier.storing.search.facets import Groupings, facets
from dossier.storing.search.fields import Facts
from dossier.storing.search.highlights import highlights, leaves, without_overlap
from dossier.storing.search.index.directory import NOT_THERE, SEGMENT_PASSAGES, TextIndex
from dossier.storing.search.index.manifest import DamagedError, damage
from dossier.storing.search.index.reader import Reader
from dossier.storing.search.index.segments import Gathering
from dossier.storing.search.query.parser import parse
from dossier.storing.search.query.suggestions import small_operator
from dossier.storing.search.query.tree import ENTITY_FIELDS, Amount, Field, Number, Phrase, Query, Term
from dossier.storing.search.text.headings import above
from dossier.storing.search.text.stemming import searched_as, terms

Sort = Literal["score", "date"]
T = TypeVar("T")
_REMEMBERED_ANSWERS = 16
_REMEMBERED_ARTICLES = 64


class _Ranked:
    """Everything that answers a query; put in order as far as it is looked at. What is equal stands in text order.

    `matched` says of each passage of the index whether it does; `total` and `articles` count.
    """

    def __init__(self, answer: Answer, reader: Reader, days: Array | None, notice: str | None) -> None:
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
        """Give the passages from one place in the order to another, by their catalogue numbers, with their scores."""
        end = min(end, self.total)
        if len(self._ordered) < end:
            self._ordered = self._first(end)
        chosen = self._ordered[start:end]
        return list(zip(self._numbers[chosen].tolist(), self._scores[chosen].tolist(), strict=True))

    def _first(self, end: int) -> Array:
        """Give the places of the first so many, or of more, in order."""
        among = np.arange(self.total)
        if 4 * end < self.total:  # only those that can be among the first are sorted
            among = np.flatnonzero(self._rank <= np.partition(self._rank, end - 1)[end - 1])
        return among[np.lexsort((self._numbers[among], self._rank[among]))]


class View:
    """One generation of the dossier: index and facts that fit each other, and what was worked out from them."""

    def __init__(self, generation: int, reader: Reader, catalogue: Catalogue) -> None:
        self.generation = generation
        self.reader = reader
        self.facts = Facts(catalogue, reader)
        self.groupings = Groupings(catalogue, reader, self.facts)
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[Query, Filters, Sort], _Ranked] = OrderedDict()
        self._articles: OrderedDict[int, Article] = OrderedDict()

    def articles(self, numbers: Iterable[int]) -> dict[int, Article]:
        """Give articles by number; those that are gone are missing. The last few are remembered."""
        wanted = set(numbers)
        with self._lock:
            found = {no: self._articles[no] for no in wanted & self._articles.keys()}
        missing = wanted - found.keys()
        if missing:
            found.update(self._catalogue.articles(missing))
            with self._lock:
                self._articles.update((no, found[no]) for no in missing & found.keys())
                while len(self._articles) > max(_REMEMBERED_ARTICLES, len(found)):
                    self._articles.popitem(last=False)
        return found

    def ranked(self, tree: Query, filters: Filters, sort: Sort, cancelled: Callable[[], bool] | None) -> _Ranked:
        """Give the whole answer in order; remembered, so that the next window costs nothing."""
        key = (tree, filters, sort)
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
                return found
        budget = Budget(cancelled)
        answer = Answer(tree, self.reader, self.facts, budget)
        allowed = self.facts.filtered(filters)
        if allowed is not None:
            answer.matched = answer.matched & allowed
        days = self.facts.column("published").codes if sort == "date" else None
        found = _Ranked(answer, self.reader, days, self._notice(tree, answer, budget))
        if not budget.ran_out:
            with self._lock:
                self._answers[key] = found
                if len(self._answers) > _REMEMBERED_ANSWERS:
                    self._answers.popitem(last=False)
        return found

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
        """Say which word of a query stands nowhere, and what may have been meant."""
        for leaf in leaves(tree):
            parts = leaf.parts if isinstance(leaf, Amount) else (leaf,)
            for part in parts:
                if isinstance(part, Field) and isinstance(part.query, Term) and self._nowhere(part):
                    near = _nearest(part.query.word, sorted(self.facts.spelt(part.name)))
                    meant = f"; did you mean {part.name}:{near}?" if near not in {None, part.query.word} else "."
                    return f"Nothing has {part.name}:{part.query.word}{meant}"
            if not isinstance(leaf, Term) or len(leaf.word) < 3:
                continue
            forms = terms(leaf.word, self.facts.languages)
            if len(forms) < len(self.facts.languages):
                continue  # too common in one of them to be a slip
            if any(self.reader.frequency(field, form) for form in forms for field in ("stem", "title")):
                continue
            known = self.reader.near(len(leaf.word), 2)
            near = _nearest(leaf.word, known, lambda word: self.reader.frequency("words", word))
            if near:
                return f"“{leaf.word}” stands in no passage; did you mean “{near}”?"
            return f"“{leaf.word}” stands in no passage; bylines, datelines and furniture of the page are not searched."
        return None

    def _nowhere(self, part: Field) -> bool:
        if part.name in ENTITY_FIELDS:
            return not len(self.facts.mentions(part).docs)
        return not self.facts.passages(part).any()

    def hits(self, tree: Query, window: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
        """Give passages as they are shown. What has gone since, in a run that is under way, is left out."""
        numbers = [number for number, _ in window]
        rows = self._catalogue.passages(numbers)
        also = copies(self._catalogue, numbers)
        marked: dict[int, set[tuple[int, int]]] = {}
        for leaf in leaves(tree):
            if isinstance(leaf, Field | Number | Amount) or (isinstance(leaf, Phrase) and leaf.has_slots):
                for passage, start, end in self.facts.shown(leaf, numbers):
                    marked.setdefault(passage, set()).add((start, end))
        out = []
        articles = self.articles(row.article for row in rows.values())
        for number, score in window:
            row = rows.get(number)
            article = articles.get(row.article) if row else None
            if row is None or article is None:
                continue
            spoken = searched_as(article.language)
            spans = {span for span in marked.get(number, ()) if span[1] <= row.end}
            spans.update(highlights(tree, article.text, row.start, row.end, language=spoken))
            heading = None
            for zone in self._above(article, row.start):
                titled = zone.zone == "headline"
                answers = highlights(tree, article.text, zone.start, zone.end, in_title=titled, language=spoken)
                if answers and not titled and not spans:
                    heading = _span(article, zone)
                spans.update(answers)
            out.append(
                Hit(
                    article=article.id,
                    start=row.start,
                    end=row.end,
                    text=article.text[row.start : row.end],
                    title=article.title,
                    outlet=article.outlet,
                    published=article.published,
                    score=round(score, 4),
                    highlights=tuple(without_overlap(spans)),
                    also=also.get(number, ()),
                    heading=heading,
                )
            )
        return tuple(out)

    def _above(self, article: Article, start: int) -> list[Zone]:
        """Give the zones searched with the passage that begins here: headings, and the headline with the first."""
        place = next((i for i, passage in enumerate(article.passages) if passage.start == start), 0)
        headlines = [] if place else [zone for zone in article.zones if zone.zone == "headline"]
        return [*headlines, *above(article.zones, article.passages).get(place, ())]


class LocalStore:
    """Everything that is kept of a dossier, in `config.index`. Thread-safe."""

    def __init__(self, config: Config, catalogue: Catalogue | None = None) -> None:
        self.config = config
        self.catalogue = catalogue or Catalogue(config.index / "catalogue.sqlite")
        self.text = TextIndex(config.index / "whoosh", config.state)
        self._lock = threading.RLock()
        self._view: View | None = None
        self._rebuilt: str | None = None

    def locked(self) -> AbstractContextManager[None]:
        """Hold the lock of index runs. Raises DossierError."""
        return locked(self.config.index / "lock")

    def exists(self) -> bool:
        """Whether there is an index, whatever its state."""
        return self.catalogue.file.exists()

    def trouble(self) -> str | None:
        """Say what is wrong with the files, in a sentence; None when nothing is."""
        if trouble := self.catalogue.sound():
            return trouble
        try:
            self.text.open()
        except DamagedError as fault:
            return f"The search index {_plainly(fault)}."
        return None

    def generation(self) -> int:
        """Give a number that changes whenever an index run has finished."""
        self.catalogue.follow()
        return int(self.catalogue.meta().get("generation", 0)) if self.exists() else 0

    def tell(self, sentence: str) -> None:
        """Have the next answer say what was found wrong and mended."""
        self._rebuilt = sentence

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._view = None
            self.catalogue.close()

    def view(self) -> View:
        """Give the newest whole state; builds the text index again where it cannot be used."""
        generation = self.generation()
        with self._lock:
            if self._view is None or self._view.generation != generation:
                self._view = View(generation, self._reader(), self.catalogue)
            return self._view

    def _reader(self) -> Reader:
        try:
            return self.text.open()
        except DamagedError as fault:
            if not self.exists():
                return Reader([])
            with self.locked():
                try:
                    return self.text.open()  # another program may have mended it while we waited
                except DamagedError:
                    self.synchronise()
            self._rebuilt = f"The search index {_plainly(fault)}, so it was built again from the catalogue."
            return self.text.open()

    def synchronise(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Bring the text index to what the catalogue holds; the caller holds the lock.

        Article numbers are never used twice and their rows never change, so the two agree when they hold the same
        numbers. That also mends whatever a run that was killed left between them. Raises DossierError.
        """
        try:
            try:
                self._synchronise(progress)
            except DamagedError as fault:
                if str(fault) != NOT_THERE:
                    self.tell(f"The search index {_plainly(fault)}, so it was built again from the catalogue.")
                self.text.create()
                self._synchronise(progress)
        except DamagedError as fault:
            raise DossierError(f"The search index in {self.text.folder} cannot be built: it {fault}.") from fault
        except OSError as error:
            raise DossierError(
                f"The search index in {self.text.folder} cannot be written: {error.strerror or error}."
            ) from error

    def _synchronise(self, progress: Callable[[int, int], None] | None) -> None:
        # An article without passages is never held, and is no difference.
        wanted = dict(self.catalogue.rows("SELECT no, passages FROM article WHERE passages > 0 ORDER BY path, id"))
        writing = self.text.writing()
        with damage():
            held = writing.articles()
            missing = [no for no in wanted if no not in held]
            gone = held - wanted.keys()
            if gone:
                writing.remove(gone)
            done = 0
            for batch in _batches(missing, wanted):
                gathering = Gathering()
                for article in batch:
                    self._put(gathering, article)
                    done += 1
                    if progress:
                        progress(done, len(missing))
                writing.add(gathering)
            if gone or missing:
                writing.commit()
            if writing.merge():
                writing.commit()

    def _put(self, gathering: Gathering, no: int) -> None:
        """Give an article's passages to the text index, each with what stands above it."""
        sql = "SELECT text, title, zones, language FROM article WHERE no = ?"
        ((text, title, marked, code),) = self.catalogue.rows(sql, (no,))
        rows = self.catalogue.rows("SELECT no, start, end FROM passage WHERE article = ? ORDER BY start", (no,))
        zones = [Zone(*zone) for zone in json.loads(marked)]
        headings = above(zones, [Passage(start, end) for _, start, end in rows])
        for i, (passage, start, end) in enumerate(rows):
            heads = [text[zone.start : zone.end] for zone in headings.get(i, ())]
            gathering.add(passage, no, text, start, end, heads if i else [title, *heads], searched_as(code))

    def search(
        self,
        query: str,
        *,
        limit: int,
        offset: int,
        sort: Sort,
        filters: Filters,
        lenient: bool,
        cancelled: Callable[[], bool] | None,
    ) -> Hits:
        """Answer a query; see Dossier.search."""
        began = time.perf_counter()
        tree = parse(query, lenient)
        try:
            view, ranked = self._asked(lambda view: view.ranked(tree, filters, sort, cancelled))
        except StoppedError:
            return Hits((), 0, 0, (time.perf_counter() - began) * 1000, "Stopped.")
        hits = view.hits(tree, ranked.window(max(offset, 0), max(offset, 0) + max(limit, 0)))
        notice, self._rebuilt = self._rebuilt or ranked.notice or small_operator(query), None
        return Hits(hits, ranked.total, ranked.articles, (time.perf_counter() - began) * 1000, notice)

    def facets(
        self, query: str, filters: Filters, *, lenient: bool, cancelled: Callable[[], bool] | None
    ) -> Facets | None:
        """Count a query's answer; see Dossier.facets."""
        tree = parse(query, lenient or not query.strip())
        try:
            return self._asked(lambda view: facets(view, self.catalogue, tree, filters, cancelled))[1]
        except StoppedError:
            return None

    def tally(self, query: str, filters: Filters) -> Tally:
        """Count the passages of each article; see Dossier.tally."""
        tree = parse(query)
        _, ranked = self._asked(lambda view: view.ranked(tree, filters, "score", None))
        found, counts = np.unique(ranked.owners, return_counts=True)
        ids = {no: id_ for id_, no in self.catalogue.numbers_of().items()}
        named = [(ids[no], count) for no, count in zip(found.tolist(), counts.tolist(), strict=True) if no in ids]
        articles = sorted(named, key=lambda article: (-article[1], article[0]))
        return Tally(query, ranked.total, tuple(articles), ranked.notice)

    def _asked(self, ask: Callable[[View], T]) -> tuple[View, T]:
        """Ask the newest state, with an answer; one that is found to be damaged is built again, once."""
        try:
            view = self.view()
            return view, ask(view)
        except DamagedError:
            with self._lock, self.locked():
                self.text.discard()
                self.synchronise()
                self._view = None
                self._rebuilt = "The search index was damaged, so it was built again from the catalogue."
            try:
                view = self.view()
                return view, ask(view)
            except DamagedError as fault:
                raise DossierError(f"The search index in {self.text.folder} cannot be read: it {fault}.") from fault


def _batches(articles: Sequence[int], passages: Mapping[int, int]) -> Iterator[list[int]]:
    """Divide articles so that the passages of each part fit one segment; an article larger than that stands alone."""
    batch: list[int] = []
    size = 0
    for article in articles:
        if batch and size + passages[article] > SEGMENT_PASSAGES:
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += passages[article]
    if batch:
        yield batch


def _nearest(word: str, known: Sequence[str], frequency: Callable[[str], int] = lambda _: 0) -> str | None:
    """Give the word that somebody may have meant: the nearest, of these the most frequent."""
    from rapidfuzz import process  # most answers need none
    from rapidfuzz.distance import OSA

    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=2 if len(word) > 4 else 1)
    return min(near, key=lambda item: (item[1], -frequency(item[0]), item[0]))[0] if near else None


def _span(article: Article, zone: Zone) -> Span:
    words = article.text[zone.start : zone.end]
    start = zone.start + len(words) - len(words.lstrip())
    return Span(article.id, start, start + len(words.strip()), words.strip())


def _plainly(fault: DamagedError) -> str:
    text = str(fault)
    return text if text.startswith(("is ", "was ", "belongs ")) else "was damaged"
