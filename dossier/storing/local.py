"""The local store: the SQLite catalogue and the Whoosh index derived from it, as one thing that answers.

A text index that is missing, damaged or not this user's is built again from the catalogue, and the next answer
says so.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dossier.config import Config
from dossier.model import Article, DossierError, Facets, Filters, Hit, Hits, Tally
from dossier.storing.answering import MOST_EXPANSIONS, Answer, Budget, StoppedError
from dossier.storing.catalogue import Catalogue
from dossier.storing.copying import copies
from dossier.storing.faceting import facets
from dossier.storing.facts import Facts
from dossier.storing.locking import locked
from dossier.storing.matching import highlights, leaves, without_overlap
from dossier.storing.query import parse
from dossier.storing.tree import Amount, Field, Number, Phrase, Query, Term
from dossier.storing.whoosh_checks import DamagedError
from dossier.storing.whoosh_index import Reader, TextIndex, Writer
from dossier.storing.words import STOP_WORDS, stem

Sort = Literal["score", "date"]
T = TypeVar("T")
_SEGMENT_PASSAGES = 50_000  # in one segment while it is built, which takes about 1 KB of memory each
_REMEMBERED_ANSWERS = 16
_REMEMBERED_ARTICLES = 64
_AT_ONCE = 1_000  # passages that are picked out of the answer; further on, all of it is sorted


class _Ranked:
    """Everything that answers a query; put in order as far as it is looked at. What is equal stands in text order."""

    def __init__(
        self,
        scores: dict[int, float],
        owners: Mapping[int, int],
        published: Mapping[int, str | None] | None,
        articles: int,
        notice: str | None,
    ) -> None:
        self.scores = scores
        self.articles = articles
        self.notice = notice
        self._owners = owners
        self._published = published  # where the newest come first
        self._ordered: list[int] = []

    def window(self, start: int, end: int) -> list[int]:
        """Give the passages from one place in the order to another."""
        if len(self._ordered) < min(end, len(self.scores)):
            self._ordered = self._first(end)
        return self._ordered[start:end]

    def _first(self, end: int) -> list[int]:
        scores, day = self.scores, self._published
        if day is None and end <= _AT_ONCE and len(scores) > 4 * end:
            # Only those that can be among the first are sorted.
            least = heapq.nlargest(end, scores.values())[-1]
            passages = sorted(passage for passage, score in scores.items() if score >= least)
            passages.sort(key=scores.__getitem__, reverse=True)
            return passages[:end]
        passages = sorted(scores)
        if day is None:
            passages.sort(key=scores.__getitem__, reverse=True)
        else:
            owners = self._owners
            passages.sort(key=lambda passage: day.get(owners[passage]) or "", reverse=True)
        return passages


class View:
    """One generation of the dossier: index and facts that fit each other, and what was worked out from them."""

    def __init__(self, generation: int, reader: Reader, catalogue: Catalogue) -> None:
        self.generation = generation
        self.reader = reader
        self.facts = Facts(catalogue, reader)
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[Query, Filters, Sort], _Ranked] = OrderedDict()
        self._articles: OrderedDict[int, Article] = OrderedDict()

    def article(self, no: int) -> Article | None:
        """Give an article by its number; the last few are remembered."""
        with self._lock:
            found = self._articles.get(no)
            if found is not None:
                self._articles.move_to_end(no)
                return found
        found = self._catalogue.article(no)
        if found is not None:
            with self._lock:
                self._articles[no] = found
                if len(self._articles) > _REMEMBERED_ARTICLES:
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
        scores = answer.scores()
        articles = self.reader.articles
        by_date = self.facts.published if sort == "date" else None
        count = len(set(map(articles.__getitem__, scores)))
        found = _Ranked(scores, articles, by_date, count, self._notice(tree, answer, budget))
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
        if not answer.matched:
            return self._meant(tree)
        return None

    def _meant(self, tree: Query) -> str | None:
        """Say which word of a query stands nowhere, and what may have been meant."""
        for leaf in leaves(tree):
            parts = leaf.parts if isinstance(leaf, Amount) else (leaf,)
            for part in parts:
                if isinstance(part, Field) and isinstance(part.query, Term) and not self.facts.passages(part):
                    near = _nearest(part.query.word, sorted(self.facts.spelt(part.name)))
                    meant = f"; did you mean {part.name}:{near}?" if near else "."
                    return f"Nothing has {part.name}:{part.query.word}{meant}"
            if not isinstance(leaf, Term) or leaf.word in STOP_WORDS or len(leaf.word) < 3:
                continue
            if self.reader.frequency("stem", stem(leaf.word)) or self.reader.frequency("title", stem(leaf.word)):
                continue
            near = _nearest(leaf.word, self.reader.lexicon(), lambda word: self.reader.frequency("words", word))
            if near:
                return f"“{leaf.word}” stands nowhere; did you mean “{near}”?"
            return f"“{leaf.word}” stands nowhere in this dossier."
        return None

    def hits(self, tree: Query, ranked: _Ranked, numbers: Sequence[int]) -> tuple[Hit, ...]:
        """Give passages as they are shown. What has gone since, in a run that is under way, is left out."""
        rows = self._catalogue.passages(numbers)
        also = copies(self._catalogue, numbers)
        marked: dict[int, set[tuple[int, int]]] = {}
        for leaf in leaves(tree):
            if isinstance(leaf, Field | Number | Amount) or (isinstance(leaf, Phrase) and leaf.has_slots):
                for passage, start, end in self.facts.shown(leaf, numbers):
                    marked.setdefault(passage, set()).add((start, end))
        out = []
        for number in numbers:
            row = rows.get(number)
            article = self.article(row.article) if row else None
            if row is None or article is None:
                continue
            spans = {span for span in marked.get(number, ()) if span[1] <= row.end}
            spans.update(highlights(tree, article.text, row.start, row.end))
            if article.passages and row.start == article.passages[0].start:
                for zone in article.zones:
                    if zone.zone == "headline":
                        spans.update(highlights(tree, article.text, zone.start, zone.end, in_title=True))
            out.append(
                Hit(
                    article=article.id,
                    start=row.start,
                    end=row.end,
                    text=article.text[row.start : row.end],
                    title=article.title,
                    outlet=article.outlet,
                    published=article.published,
                    score=round(ranked.scores[number], 4),
                    highlights=tuple(without_overlap(spans)),
                    also=also.get(number, ()),
                )
            )
        return tuple(out)


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
        except DamagedError as damage:
            return f"The search index {_plainly(damage)}."
        return None

    def generation(self) -> int:
        """Give a number that changes whenever an index run has finished."""
        self.catalogue.follow()
        return int(self.catalogue.meta().get("generation", 0)) if self.exists() else 0

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
        except DamagedError as damage:
            if not self.exists():
                return Reader([])
            with self.locked():
                try:
                    return self.text.open()  # another program may have mended it while we waited
                except DamagedError:
                    self.synchronise()
            self._rebuilt = f"The search index {_plainly(damage)}, so it was built again from the catalogue."
            return self.text.open()

    def synchronise(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Bring the text index to what the catalogue holds; the caller holds the lock.

        Article numbers are never used twice and their rows never change, so the two agree when they hold the same
        numbers. That also mends whatever a run that was killed left between them. Raises DossierError.
        """
        try:
            try:
                self._synchronise(progress)
            except DamagedError:
                self.text.create()
                self._synchronise(progress)
        except DamagedError as damage:
            raise DossierError(f"The search index in {self.text.folder} cannot be built: it {damage}.") from damage
        except OSError as error:
            raise DossierError(
                f"The search index in {self.text.folder} cannot be written: {error.strerror or error}."
            ) from error

    def _synchronise(self, progress: Callable[[int, int], None] | None) -> None:
        held = set(self.text.open().articles.values())
        # An article without passages is never held, and is no difference.
        wanted = dict(self.catalogue.rows("SELECT no, passages FROM article WHERE passages > 0 ORDER BY path, id"))
        missing = [no for no in wanted if no not in held]
        gone = held - wanted.keys()
        done, total = 0, len(missing)
        missing.reverse()
        while missing or gone:
            batch, size = [], 0
            while missing and size < _SEGMENT_PASSAGES:
                batch.append(missing.pop())
                size += wanted[batch[-1]]
            with self.text.writing() as writer:
                for no in sorted(gone):
                    writer.remove(no)
                for no in batch:
                    self._put(writer, no)
                    done += 1
                    if progress:
                        progress(done, total)
            gone = set()

    def _put(self, writer: Writer, no: int) -> None:
        """Give an article's passages to the text index, its title with the first."""
        ((text, title),) = self.catalogue.rows("SELECT text, title FROM article WHERE no = ?", (no,))
        rows = self.catalogue.rows("SELECT no, start, end FROM passage WHERE article = ? ORDER BY start", (no,))
        for i, (passage, start, end) in enumerate(rows):
            writer.add(passage, no, text, start, end, None if i else title)

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
        hits = view.hits(tree, ranked, ranked.window(max(offset, 0), max(offset, 0) + max(limit, 0)))
        notice, self._rebuilt = self._rebuilt or ranked.notice, None
        return Hits(hits, len(ranked.scores), ranked.articles, (time.perf_counter() - began) * 1000, notice)

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
        view, ranked = self._asked(lambda view: view.ranked(tree, filters, "score", None))
        counts = Counter(map(view.reader.articles.__getitem__, ranked.scores))
        ids = {no: id_ for id_, no in self.catalogue.numbers_of().items()}
        articles = sorted(((ids[no], count) for no, count in counts.items() if no in ids), key=lambda a: (-a[1], a[0]))
        return Tally(query, len(ranked.scores), tuple(articles), ranked.notice)

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
            except DamagedError as damage:
                raise DossierError(f"The search index in {self.text.folder} cannot be read: it {damage}.") from damage


def _nearest(word: str, known: Sequence[str], frequency: Callable[[str], int] = lambda _: 0) -> str | None:
    """Give the word that somebody may have meant: the nearest, of these the most frequent."""
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=2 if len(word) > 4 else 1)
    return min(near, key=lambda item: (item[1], -frequency(item[0]), item[0]))[0] if near else None


def _plainly(damage: DamagedError) -> str:
    text = str(damage)
    return text if text.startswith(("is ", "was ", "belongs ")) else "was damaged"
