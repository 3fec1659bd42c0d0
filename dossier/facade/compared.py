"""What several articles say of one thing: findings, timeline, coverage."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from dossier.facade.opened import Opened
from dossier.model import DossierError, Link, Span, parse_link
from dossier.storing.base.batches import TOGETHER
from dossier.text.folding import fold
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.model import CitedSource, Coverage, Finding, FindingKind, OnProgress, TimelineEntry, Verdict
    from dossier.notebook.finding_marks import FindingMarks, Mark
    from dossier.storing.findings.cache import Comparisons

T = TypeVar("T")


class Compared(Opened):
    """What several articles say of one thing: findings, timeline, coverage."""

    def compare(
        self,
        kind: FindingKind | None = None,
        verdict: Verdict | None = None,
        *,
        link: str | Link | None = None,
        article: str | None = None,
        about: str = "",
        progress: OnProgress | None = None,
    ) -> list[Finding]:
        """Return what two or more articles say of one thing, side by side, conflicts first; see docs/compare.md.

        Only findings with a place inside `link` (or around it), in `article`, or whose subject, reason or
        readings contain every word of `about`, case and accents aside. `progress` is told how far the work is; what
        it raises ends it. Raises LinkError and DossierError where there is no such place.
        """
        found = [
            f for f in self._comparisons.findings(progress) if kind in (None, f.kind) and verdict in (None, f.verdict)
        ]
        if link is not None:
            place = parse_link(link)
            place = dataclasses.replace(place, article=self.article(place.article).id)
            found = [f for f in found if any(_share(span, place) for span in f.spans)]
        if article is not None:
            id_ = self.article(article).id
            found = [f for f in found if any(span.article == id_ for span in f.spans)]
        words = fold(about).split()
        return [f for f in found if not words or _contains(f, words)]

    def compared(self) -> bool:
        """Return whether the findings are kept as they are now, so that `compare` has them at once."""
        return self._comparisons.known()

    @property
    def _comparisons(self) -> Comparisons:
        with self._lock:
            if self._compared is None:
                from dossier.storing.findings.cache import Comparisons

                self._compared = Comparisons(self._store, self.config.index / "comparisons.sqlite")
            return self._compared

    def timeline(self, progress: OnProgress | None = None) -> list[TimelineEntry]:
        """Return everything dated in calendar order, the articles' own publication among it; see docs/coverage.md.

        `progress` is as for `compare`.
        """
        return self._comparisons.timeline(progress)

    def coverage(self, progress: OnProgress | None = None) -> list[Coverage]:
        """Return which outlets have each number, date, quotation, fact and name; what most have first.

        `progress` is as for `compare`.
        """
        return self._comparisons.coverage(progress)

    def chains(self, row: Coverage) -> tuple[CitedSource, ...]:
        """Return who has a thing of `coverage` from whom, as trees; docs/coverage.md explains."""
        from dossier.linking.coverage.chains import chains
        from dossier.linking.coverage.origins import Origins
        from dossier.linking.entities.naming import named
        from dossier.linking.facts import DossierFacts
        from dossier.linking.matching.cache import Cache
        from dossier.storing.findings.facts import ArticlesById

        articles = self._ahead or ArticlesById(self._store)
        told = DossierFacts(articles.some(row.articles))
        return chains(row, Origins(told.by_id, named(told, Cache())), told.published)

    def read_ahead(self, items: Iterable[T], articles: Callable[[T], Iterable[str]] = lambda _: ()) -> Iterator[T]:
        """Yield items, all of one state of the dossier; the `articles` (ids) of some tens of items are read at once.

        A dossier on a cluster is then not asked about each article by itself, in `article`, `page`, `is_anonymous` or
        `chains`.
        """
        from dossier.linking.coverage.origins import Origins
        from dossier.storing.findings.facts import ArticlesById

        with self._store.snapshot():
            before, self._thread.ahead = self._ahead, (ahead := ArticlesById(self._store))
            self._thread.origins = Origins(ahead, {})
            try:
                for some, ids in _grouped(items, articles, TOGETHER):
                    ahead.some(ids)
                    yield from some
            finally:
                self._thread.ahead = before

    def is_anonymous(self, place: Span) -> bool:
        """Return whether the sentence around a place cites an anonymous source, and nobody else.

        `place` may be anything with `article`, `start` and `end`, as a reading's span, a date or a related passage.
        """
        from dossier.linking.coverage.origins import Origins
        from dossier.storing.findings.facts import ArticlesById

        if self._ahead is not None:
            origins: Origins = self._thread.origins
            return origins.is_anonymous(place)
        with self._lock:
            generation = self._store.generation()
            if self._origins is None or self._origins[0] != generation:
                self._origins = generation, Origins(ArticlesById(self._store), {})
            return self._origins[1].is_anonymous(place)

    def is_told_anonymously(self, entry: TimelineEntry) -> bool:
        """Return whether all who tell what is dated cite an anonymous source, and nobody else."""
        from dossier.linking.coverage.origins import names_nobody

        # The words are at hand; the articles have to be read.
        return names_nobody(entry.what) and all(map(self.is_anonymous, entry.sentences))

    def told_by(self, entry: TimelineEntry) -> Iterable[str]:
        """Return the articles that have to be read to say whether all who tell it cite an anonymous source."""
        from dossier.linking.coverage.origins import names_nobody

        return (place.article for place in entry.sentences) if names_nobody(entry.what) else ()

    def nothing_new(self, read: Iterable[tuple[str, int, int]], *, article: str | None = None) -> list[Span]:
        """Return the passages that say nothing new to who has read these, each as (article id, start, end).

        With `article`, an id, those of one article; then no other is read than those named.
        """
        from dossier.linking.coverage.novelty import nothing_new
        from dossier.linking.facts import DossierFacts
        from dossier.storing.findings.facts import in_groups

        known = set(read)
        wanted = {article, *(id_ for id_, _, _ in known)} if article else None
        with self._store.snapshot():
            ids = [info.id for info in self._store.infos() if wanted is None or info.id in wanted]
            found = nothing_new(known, DossierFacts(tuple(in_groups(self._store, ids))))
        return [passage for passage in found if article in (None, passage.article)]

    def word_diff(self, one: str, other: str) -> list[tuple[int, int, int, int]]:
        """Return where two wordings differ: code points from and to in one, and in the other; one may be empty."""
        from dossier.linking.text.alignment import word_diff

        return list(word_diff(one, other))

    def finding_marks(self) -> dict[str, Mark]:
        """Return what the user has said of findings, by their ids. Raises MarksError where the file cannot be used."""
        return self._marks.read()

    def mark_finding(self, finding: str, mark: Mark | None) -> None:
        """Mark a finding as seen or wrong, or take its mark away (None), in `findings.yaml` beside the notebook.

        Raises DossierError where there is no such finding, or the file cannot be written.
        """
        about = ""
        if mark is not None:
            about = next((known.about for known in self._comparisons.findings() if known.id == finding), "")
            if not about:
                raise DossierError(f"There is no finding {one_line(finding)}; 'dossier compare' shows the ids.")
        self._marks.mark(finding, mark, about)

    @property
    def _marks(self) -> FindingMarks:
        from dossier.notebook.finding_marks import FindingMarks

        return FindingMarks(self.config.beside("findings.yaml"))


def _grouped(
    items: Iterable[T], articles: Callable[[T], Iterable[str]], most: int
) -> Iterator[tuple[list[T], list[str]]]:
    """Yield items in groups, with the ids of their articles: so many, or the first of a single item."""
    some: list[T] = []
    ids: dict[str, None] = {}
    for item in items:
        mine = dict.fromkeys(articles(item))
        if len(ids | mine) > most and some:
            yield some, list(ids)
            some, ids = [], {}
        some.append(item)
        ids |= mine
        if len(some) == most:
            yield some, list(ids)[:most]
            some, ids = [], {}
    if some:
        yield some, list(ids)[:most]


def _share(span: Span, link: Link) -> bool:
    """Return whether a span and a link share a code point."""
    return span.article == link.article and span.start < link.end and link.start < span.end


def _contains(finding: Finding, words: Sequence[str]) -> bool:
    readings = (reading.reading for reading in finding.readings)
    text = fold(" ".join((finding.about, finding.why, *readings, *(span.text for span in finding.spans))))
    return all(word in text for word in words)
