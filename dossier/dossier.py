"""Dossier: the one thing that the faces and Python users ask. Thread-safe."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, Self, TypeVar

from dossier.config import Config
from dossier.model import (
    Article,
    ArticleInfo,
    Change,
    Check,
    CheckedClaim,
    Correction,
    CorrectionKind,
    Coverage,
    DateSpan,
    DossierError,
    Entity,
    EntityType,
    Explanation,
    Facets,
    Failure,
    Filters,
    Finding,
    FindingKind,
    Hits,
    IndexSummary,
    Link,
    LinkError,
    Mention,
    NewsItem,
    Note,
    NoteCheck,
    Progress,
    Quantity,
    QueryForm,
    Quotation,
    Related,
    ReportedSpeech,
    SavedSearch,
    Span,
    Tally,
    TimelineEntry,
    Told,
    Variant,
    Verdict,
    parse_link,
)
from dossier.storing.catalogue.pages import PageNumbers
from dossier.text.folding import fold
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.brief import Brief
    from dossier.correcting import KeptCorrection
    from dossier.indexing.adding import Added
    from dossier.linking.entities.corrections_file import CorrectionsFile
    from dossier.notebook import CandidateArticle, Format, Notebook, Possible, Style
    from dossier.notebook.accepted import Accepted
    from dossier.notebook.fact_corrections import Fact, FactCorrection
    from dossier.notebook.finding_marks import Mark, Marks
    from dossier.notebook.versions import Version, Versions
    from dossier.storing.findings.cache import Comparisons
    from dossier.storing.store import Store


_NEW_HITS = 200  # of a saved search, among which new ones are looked for

Spoken = TypeVar("Spoken", Quotation, ReportedSpeech)


class Dossier:
    """A folder of articles about one story, indexed: search it, and ask for names, numbers, dates and quotations.

    Everything raises DossierError (a sentence for the user) where the index cannot be used; what was never indexed
    is simply empty. Articles are named by id, path, file name or a unique ending, beginning or part of these.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self._lock = threading.RLock()
        self._opened: Store | None = None
        self._book: Notebook | None = None
        self._corrected: CorrectionsFile | None = None
        self._compared: Comparisons | None = None
        self._facts_made: list[tuple[int, FactCorrection]] = []  # each with how many of names were made before it
        self._page_numbers = PageNumbers()

    @property
    def _store(self) -> Store:
        with self._lock:
            if self._opened is None:
                from dossier.storing.engines import open_store

                self._opened = open_store(self.config)
            return self._opened

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; asking again opens them again."""
        with self._lock:
            if self._opened:
                self._opened.close()
            self._opened = self._compared = None

    # The index

    def index(self, *, rebuild: bool = False, progress: Callable[[Progress], None] | None = None) -> IndexSummary:
        """Bring the index up to date with the sources; `rebuild` reads every article anew.

        `progress` is told of every file. Files that cannot be read are in the summary, and the rest goes on.
        """
        from dossier.indexing import run as indexing

        return indexing.run(self._store, rebuild=rebuild, progress=progress)

    def exists(self) -> bool:
        """Whether there is an index."""
        return self._store.exists()

    def stale(self) -> bool:
        """Whether the sources, the corrections or the program have changed since the last run; reads no article."""
        from dossier.indexing import run as indexing

        return indexing.stale(self._store)

    def indexed(self) -> bool:
        """Whether there is an index, be it an old one; looks at no more than its file."""
        return self._store.exists()

    def generation(self) -> int:
        """Return a number that changes whenever an index run has finished, in whatever program."""
        return self._store.generation()

    def trouble(self) -> str | None:
        """Return what is wrong with the index's files, in a sentence; None when nothing is."""
        return self._store.trouble()

    def failures(self) -> tuple[Failure, ...]:
        """Return the files that the last run could not read, and why."""
        return self._store.failures()

    def add(self, paths: Sequence[Path], fields: Mapping[str, str] | None = None) -> Iterator[Added]:
        """Copy articles into the first source folder, each once; the index takes them in at its next run.

        `fields` names the columns of a .csv or .jsonl whose own names do not tell what they hold.
        """
        from dossier.indexing import adding

        return adding.add(self.config, paths, fields or {}, self.articles(), self.article)

    # Articles

    def articles(self) -> list[ArticleInfo]:
        """List the articles in the order of their paths."""
        return self._store.infos()

    def article(self, name: str) -> Article:
        """Return an article by id, path, file name or a unique part of one. Raises DossierError."""
        return self._article(name)

    def outlets(self) -> list[tuple[str, int]]:
        """Return the outlets and how many articles each has, most first."""
        counts = Counter(info.outlet for info in self.articles() if info.outlet)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def page(self, article: str, offset: int) -> int | None:
        """Return the page of a PDF, from 1, on which an offset of an article (an id) stands; None without pages."""
        with self._lock:
            return self._page_numbers.page(self._store, article, offset)

    def _article(self, name: str) -> Article:
        article = self._store.article(self._store.resolve(name))
        if article is None:  # it was replaced this very moment
            article = self._store.article(self._store.resolve(name))
        if article is None:
            raise DossierError(f"The article “{one_line(name)}” is being indexed; try again.")
        return article

    # Search

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Literal["score", "date"] = "score",
        filters: Filters | None = None,
        lenient: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Hits:
        """Find passages; docs/searching.md has the query language.

        `lenient` reads a query that is still being typed. `cancelled` is asked now and then, and ends a search that
        is no longer wanted. An index that cannot be used, or is a stranger's, is built again from the articles first,
        and the notice says so. Raises QueryError, which knows the place in the query.
        """
        from dossier.storing.search.query.parser import parse
        from dossier.storing.search.query.suggestions import small_operator
        from dossier.storing.store import UnusableError

        began = time.perf_counter()
        ask = partial(
            self._store.search,
            parse(query, lenient),
            limit=limit,
            offset=offset,
            sort=sort,
            filters=filters or Filters(),
            cancelled=cancelled,
        )
        try:
            found = ask()
        except UnusableError:
            self.index()
            found = ask()
        notice = self._store.take_notice() or found.notice or small_operator(query)
        return dataclasses.replace(found, notice=notice, milliseconds=(time.perf_counter() - began) * 1000)

    def facets(
        self,
        query: str = "",
        filters: Filters | None = None,
        *,
        lenient: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Facets | None:
        """Count a query's answer by outlet, day, name and kind of number; without a query, the whole dossier.

        Gives None where `cancelled` says that it is no longer wanted. Raises QueryError.
        """
        from dossier.storing.search.query.parser import parse

        tree = parse(query, lenient or not query.strip())
        return self._store.facets(tree, filters or Filters(), cancelled=cancelled)

    def tally(self, query: str, *, filters: Filters | None = None) -> Tally:
        """Count how many passages of each article answer a query. Raises QueryError."""
        from dossier.storing.search.query.parser import parse

        return dataclasses.replace(self._store.count(parse(query), filters or Filters()), query=query)

    def query_help(self) -> tuple[QueryForm, ...]:
        """Return the query language as a table, for a page of help."""
        from dossier.storing.search.query.help import FORMS

        return FORMS

    def searches(self) -> list[SavedSearch]:
        """List the saved searches, which are kept in `searches.yaml` beside the notebook."""
        from dossier.notebook import saved_searches

        return saved_searches.load(saved_searches.file_beside(self.config.notebook))

    def save_search(self, name: str, query: str) -> SavedSearch:
        """Keep a query under a name, in place of the one that has it. Raises QueryError where it makes no sense."""
        from dossier.notebook import saved_searches
        from dossier.storing.search.query.parser import parse

        parse(query)
        return saved_searches.save(saved_searches.file_beside(self.config.notebook), name, query)

    def remove_search(self, name: str) -> None:
        """Forget a saved search. Raises DossierError where there is none of that name."""
        from dossier.notebook import saved_searches

        saved_searches.remove(saved_searches.file_beside(self.config.notebook), name)

    # What was extracted

    def entities(self, *, type: EntityType | None = None, article: str | None = None) -> list[Entity]:  # noqa: A002
        """List who and what is named, most mentions first; with `article`, as counted there."""
        found = list(self._store.entities())
        if article is not None:
            found = _counted_in(found, self.mentions(article=article))
        return [entity for entity in found if type in (None, entity.type)]

    def mentions(self, *, article: str | None = None, entity: str | None = None) -> list[Mention]:
        """List the names where they stand, in the order of the articles; `entity` is an id."""
        return self._store.annotations(Mention, articles=self._maybe(article), entity=entity)

    def numbers(self, *, article: str | None = None) -> list[Quantity]:
        """List the quantities in the order of the articles."""
        return self._store.annotations(Quantity, articles=self._maybe(article))

    def dates(self, *, article: str | None = None) -> list[DateSpan]:
        """List the time expressions in the order of the articles."""
        return self._store.annotations(DateSpan, articles=self._maybe(article))

    def quotes(self, *, article: str | None = None, speaker: str | None = None) -> list[Quotation]:
        """List the quotations in the order of the articles; `speaker` is an entity's id, or words of a name."""
        return self._said_by(self._store.annotations(Quotation, articles=self._maybe(article)), speaker)

    def reported(self, *, article: str | None = None, speaker: str | None = None) -> list[ReportedSpeech]:
        """List what is reported without quotation marks, in the order of the articles; `speaker` as for `quotes`.

        It is not stored but read when it is asked for; English articles only.
        """
        from dossier.extracting.quotations.reported import find_reported
        from dossier.linking.entities.quote_speakers import resolve

        found: list[ReportedSpeech] = []
        for id_ in self._maybe(article) or [one.id for one in self.articles()]:
            mentions = self.mentions(article=id_)
            reported = find_reported(self.article(id_), mentions)
            ids = resolve(reported, mentions, [mention.entity for mention in mentions])
            found += [dataclasses.replace(one, speaker_id=speaker) for one, speaker in zip(reported, ids, strict=True)]
        return self._said_by(found, speaker)

    def _said_by(self, found: list[Spoken], speaker: str | None) -> list[Spoken]:
        """Return what a speaker said, who is an entity's id or words of a name."""
        if speaker is None:
            return found
        from dossier.storing.search.text.tokens import words

        wanted = words(speaker)
        size = len(wanted)
        known = {entity.id for entity in self._store.entities() if entity.id == speaker}

        def named(text: str | None) -> bool:
            spelt = words(text or "")
            return any(spelt[i : i + size] == wanted for i in range(len(spelt) - size + 1))

        if wanted and not known:
            known = {
                entity.id
                for entity in self._store.entities()
                if named(entity.name) or any(named(variant.text) for variant in entity.variants)
            }
            return [quote for quote in found if quote.speaker_id in known or named(quote.speaker)]
        return [quote for quote in found if quote.speaker_id in known]

    def _maybe(self, article: str | None) -> tuple[str, ...] | None:
        return None if article is None else (self._store.resolve(article),)

    # Corrections of who is who

    def correct(self, kind: CorrectionKind, entity: str, other: str = "", *, relink: bool = True) -> Correction:
        """Write into entities.yaml what the reader knows better, and link the names anew; no article is read.

        `entity` is the id of an entity. `other` is for `merge` the id of the other one, for `keep apart` the spelling
        that is somebody else, for `rename` the new name, for `retype` the type; `ignore` needs none. Where `relink` is
        false the next index run links. Gives what was written. Raises DossierError, with nothing changed, where an
        entity is not there, cannot be told from another by its spelling, or the file cannot be changed.
        """
        from dossier.linking.entities.corrections_file import correction

        entities = self.entities()
        known = {one.id: one for one in entities}
        for wanted in (entity, other) if kind == "merge" else (entity,):
            if wanted not in known:
                raise DossierError(f"There is no entity “{one_line(wanted)}”; `dossier entities` lists them.")
        made = correction(kind, known[entity], known[other] if kind == "merge" else other, entities)
        self._corrections.add(made)
        if relink:
            self.relink()
        return made

    def undo_correction(self, *, relink: bool = True) -> Correction | FactCorrection | None:
        """Take back the last correction of this session; gives it, or None where there is none."""
        undone: Correction | FactCorrection | None
        if self._facts_made and self._facts_made[-1][0] == self._corrections.made:
            _, fact = self._facts_made.pop()
            return self.remove_fact_correction(fact, reindex=relink)
        undone = self._corrections.undo()
        if undone and relink:
            self.relink()
        return undone

    def correct_fact(self, place: str | Link, correct: Fact, to: str | None, *, reindex: bool = True) -> FactCorrection:
        """Write into corrections.yaml what the reader knows better, and let every answer follow.

        `correct` is `title`, `outlet`, `byline` or `published` of the article `place`; or `speaker`, `number`, `date`,
        `type` or `name` of what stands at the link `place`. `to` is what it should be (a number in words, a day as ISO
        or FROM..TO), None that there is none. Where `reindex` is false the next index run applies it. Gives what was
        written. Raises DossierError, with nothing changed, where that cannot be done.
        """
        from dossier import correcting

        link = parse_link(place) if isinstance(place, str) and "#" in place else place
        article = self._article(link.article if isinstance(link, Link) else link)
        stretch = (link.start, link.end) if isinstance(link, Link) else None
        made = correcting.made(self._store, article, stretch, correct, to)
        correcting.kept(self._store).add(made)
        self._facts_made.append((self._corrections.made, made))
        if reindex:
            self.index()
        return made

    def fact_corrections(self) -> list[KeptCorrection]:
        """List the corrections of single articles, each with whether the words that it is about are found."""
        from dossier import correcting

        return correcting.standing(self._store)

    def remove_fact_correction(
        self, correction: FactCorrection | None = None, *, reindex: bool = True
    ) -> FactCorrection | None:
        """Take a correction of a single article out of corrections.yaml, the last one by default; gives it."""
        from dossier import correcting

        removed = correcting.kept(self._store).remove(correction)
        if removed and reindex:
            self.index()
        return removed

    def relink(self) -> None:
        """Link the names with the corrections as they stand in entities.yaml now; no article is read."""
        from dossier.indexing import run as indexing

        indexing.relink(self._store)

    @property
    def _corrections(self) -> CorrectionsFile:
        with self._lock:
            if self._corrected is None:
                from dossier.linking.entities.corrections_file import CorrectionsFile

                self._corrected = CorrectionsFile(self.config.entities)
            return self._corrected

    # Related passages

    def related(self, link: str | Link, *, limit: int = 10) -> list[Related]:
        """Find passages of other articles that tell the same fact as a stretch of an article, best first.

        Raises LinkError where the link names nothing.
        """
        place, article = self._place(link)
        found = self._store.related(article.id, place.start, place.end, limit=limit)
        return [dataclasses.replace(item, query=str(link)) for item in found]

    def parallels(
        self, one: str, other: str, *, cancelled: Callable[[], bool] | None = None
    ) -> list[tuple[Span, Span]]:
        """Return the passages of an article that have a related one in another, with that, in the order of the text.

        Both are named as articles are. `cancelled` is asked now and then, and ends what is no longer wanted.
        """
        from dossier.storing import parallels

        return parallels.find(self._store, self._article(one), self._article(other), cancelled or (lambda: False))

    def explain(self, link: str | Link) -> list[Explanation]:
        """Return why what stands at a link was read as it was: rules and evidence in the order of the text.

        Names, numbers, dates and quotations that overlap the stretch are explained, then the findings that hold it.
        Raises LinkError where the link names nothing.
        """
        from dossier import explanation

        place, article = self._place(link)
        kinds = {"name": Mention, "number": Quantity, "date": DateSpan, "quote": Quotation}
        within = (place.start, place.end)
        annotations = {
            kind: self._store.annotations(model, articles=(article.id,), within=within) for kind, model in kinds.items()
        }
        entities = {entity.id: entity for entity in self._store.entities()}
        names = self._store.annotations(Mention, articles=(article.id,))
        found = explanation.ExplainedPlace(
            article, place.start, place.end, names, annotations, entities, self.compare()
        )
        return explanation.explain(found)

    def _place(self, link: str | Link) -> tuple[Link, Article]:
        place = parse_link(link) if isinstance(link, str) else link
        article = self._article(place.article)
        if place.end > len(article.text):
            raise LinkError(
                f"{one_line(str(place))} ends behind the article, which has {len(article.text)} characters."
            )
        return place, article

    def brief(self, name: str) -> Brief:
        """Return everything that is said by and about a name: spellings, roles, quotations, numbers, questions.

        `name` is an entity's id or one of its spellings, case and accents aside. Raises DossierError where there is
        none, or several.
        """
        from dossier import brief

        entity = self._entity(name)
        mentions = self.mentions(entity=entity.id)
        ids = tuple(dict.fromkeys(mention.article for mention in mentions))
        return brief.brief(
            entity,
            brief.Material(
                list(self._store.articles(ids).values()),
                mentions,
                self.quotes(speaker=entity.id),
                [one for id_ in ids for one in self.reported(article=id_, speaker=entity.id)],
                self._store.annotations(Quantity, articles=ids),
                self.compare(),
                self.coverage(),
            ),
        )

    def _entity(self, name: str) -> Entity:
        wanted = fold(name)
        every = list(self._store.entities())
        spelt = [
            one for one in every if name == one.id or wanted in map(fold, (one.name, *(v.text for v in one.variants)))
        ]
        found = spelt or [one for one in every if wanted.split() and set(wanted.split()) <= set(fold(one.name).split())]
        found = [one for one in found if one.id == name] or found
        if len(found) != 1:
            names = ", ".join(one_line(f"{one.name} ({one.id})") for one in found[:5])
            raise DossierError(
                f"Several names are called {one_line(name)!r}; take the id of one: {names}." if found
                else f"No article names {one_line(name)!r}; `dossier entities` lists the names."
            )  # fmt: skip
        return found[0]

    # A draft against the articles

    def check(self, draft: Path | bytes, *, published: str | None = None) -> list[CheckedClaim]:
        """Return every name, number, date and quotation of a draft with its status and the places in the articles.

        `draft` is a file, or plain text as bytes. `published` is the ISO day from which its "Friday" counts; if
        neither it nor the draft says, the newest day of an article. Claims that `accept_claim` was told of have its
        note. Raises ReadError for what cannot be read, AcceptedError where `accepted.yaml` cannot be used.
        """
        return self.check_draft(self.draft(draft, published=published))

    def check_draft(self, draft: Article) -> list[CheckedClaim]:
        """Return what `check` does, of a draft that `draft` has read."""
        from dossier import drafts

        return self._accepted.marked(draft.text, drafts.check(self._store, draft))

    def accept_claim(self, draft: Article, claim: CheckedClaim, note: str | None) -> None:
        """Accept a claim of a draft as it is, with a note kept in `accepted.yaml`; None: no longer.

        Raises AcceptedError where that cannot be written.
        """
        self._accepted.accept(draft.text, claim, note)

    @property
    def _accepted(self) -> Accepted:
        from dossier.notebook.accepted import Accepted

        return Accepted(self.config.notebook.with_name("accepted.yaml"))

    def draft(self, draft: Path | bytes, *, published: str | None = None) -> Article:
        """Return a draft read as an article with the id `draft`, to show what `check` speaks of."""
        from dossier import drafts

        return drafts.read(self._store, draft, published=published)

    # Earlier versions of an article

    def versions(self, article: str) -> list[Version]:
        """Return the earlier versions of an article that are kept, the oldest first."""
        return self._versions.of(self.article(article).id)

    def version(self, article: str, version: str) -> Article:
        """Return an article as it was; `version` is the id of an earlier version or a unique beginning of one."""
        name = self.article(article).id
        found = [one for one in self._versions.of(name) if one.id.startswith(version)]
        if len(found) != 1:
            known = ", ".join(one.id for one in self._versions.of(name)) or "none is kept"
            raise DossierError(f"{one_line(name)} has no one version {one_line(version)!r}; there are: {known}.")
        return self._versions.read(found[0])

    def changes(self, article: str | None = None, *, since: str = "") -> list[Change]:
        """Return the facts that changed between the kept versions of an article, or of every one, and what it says now.

        Only those of the ISO day `since` or later. Commas, letters' case and moved sentences are no changes.
        """
        from dossier import history

        here = {info.id for info in self._store.infos()}
        ids = [self.article(article).id] if article is not None else self._versions.articles()
        checked = list(zip(self.notes(), self.check_notes(), strict=True))
        found: list[Change] = []
        for id_ in ids:
            if id_ in here:
                notes = [(note, check) for note, check in checked if check.article == id_]
                found += history.changes(self._versions, self._article(id_), notes, since=since)
        return found

    def news(self, *, since: str = "last") -> list[NewsItem]:
        """Return what new or changed articles bring: notes they touch, verdicts, facts, hits of saved searches.

        `since` is `last`, when `mark_read` was last called, or an ISO day on which or later files were saved.
        """
        from dossier import news

        new = news.new_articles(self.config, self._store, since)
        changes = [change for id_ in sorted(new) for change in self.changes(id_)] if new else []
        return news.sorted_by_kind(
            news.news(self._store, new, self.notes(), changes, self.searches(), partial(self.search, limit=_NEW_HITS))
        )

    def mark_read(self) -> None:
        """Note that every article is read as it is now, for `news` to count from. Raises DossierError."""
        from dossier import news

        news.mark_read(self.config, self._store)

    @property
    def _versions(self) -> Versions:
        from dossier.notebook.versions import Versions

        return Versions(self.config.versions)

    # What several articles say of one thing

    def compare(
        self,
        kind: FindingKind | None = None,
        verdict: Verdict | None = None,
        *,
        link: str | Link | None = None,
        article: str | None = None,
        about: str = "",
    ) -> list[Finding]:
        """Set side by side what two or more articles say of one thing, conflicts first; docs/compare.md explains.

        Only findings with a place inside `link` (or around it), in `article`, or whose subject or readings contain
        every word of `about`, case and accents aside. Raises LinkError and DossierError where there is no such place.
        """
        found = [f for f in self._comparisons.findings() if kind in (None, f.kind) and verdict in (None, f.verdict)]
        if link is not None:
            place = parse_link(link) if isinstance(link, str) else link
            place = dataclasses.replace(place, article=self.article(place.article).id)
            found = [f for f in found if any(_share(span, place) for span in _spans(f))]
        if article is not None:
            id_ = self.article(article).id
            found = [f for f in found if any(span.article == id_ for span in _spans(f))]
        words = fold(about).split()
        return [f for f in found if not words or _contains(f, words)]

    def compared(self) -> bool:
        """Whether the findings are kept as they are now, so that `compare` has them at once."""
        return self._comparisons.known()

    @property
    def _comparisons(self) -> Comparisons:
        with self._lock:
            if self._compared is None:
                from dossier.storing.findings.cache import Comparisons

                self._compared = Comparisons(self._store, self.config.index / "comparisons.sqlite")
            return self._compared

    def timeline(self) -> list[TimelineEntry]:
        """Put everything dated in calendar order, the articles' own publication among it; docs/coverage.md explains."""
        return self._comparisons.timeline()

    def coverage(self) -> list[Coverage]:
        """Return which outlets have each number, date, quotation, fact and name; what most have first."""
        return self._comparisons.coverage()

    def chains(self, row: Coverage) -> tuple[Told, ...]:
        """Return who has a thing of `coverage` from whom, as trees; docs/coverage.md explains."""
        from dossier.linking.coverage.chains import chains
        from dossier.linking.coverage.origins import Origins
        from dossier.linking.entities.naming import named
        from dossier.linking.matching.cache import Memory
        from dossier.storing.findings.facts import facts

        links = [parse_link(link) for links in row.outlets.values() for link in links]
        every = facts(self._store)
        here = {link.article for link in links}
        told = dataclasses.replace(every, articles=[every.by_id[id_] for id_ in every.ids if id_ in here], keys=())
        origins = Origins(told.by_id, named(told, Memory()), every.copies)
        return chains(row, origins, every.published)

    def nothing_new(self, read: Iterable[tuple[str, int, int]], *, article: str | None = None) -> list[Span]:
        """Return the passages that say nothing new to who has read these, each as (article id, start, end).

        With `article`, an id, those of one article; then no other is read than those named.
        """
        from dossier.linking.coverage.novelty import nothing_new
        from dossier.storing.findings.facts import facts

        with self._store.snapshot():
            everything = facts(self._store)
            return nothing_new(read, everything if article else everything.whole(), article)

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

    def unseen_conflicts(self) -> int:
        """Count the conflicts that are marked neither seen nor wrong."""
        marked = self.finding_marks()
        return sum(id_ not in marked for id_ in self._comparisons.conflicts())

    @property
    def _marks(self) -> Marks:
        from dossier.notebook.finding_marks import Marks

        return Marks(self.config.notebook.with_name("findings.yaml"))

    # The notebook

    def notes(self) -> list[Note]:
        """List the bookmarked quotes, oldest first; broken items are left out, see `note_problems`."""
        return self._notebook.notes()

    def note_problems(self) -> list[str]:
        """Return what is wrong in the notebook, a sentence with its line each."""
        return [str(problem) for problem in self._notebook.problems()]

    def add_note(self, link: str | Link, *, tags: Iterable[str] = (), comment: str = "") -> Note:
        """Bookmark the words that a link names; the speaker is that of the quotation they stand in.

        Raises LinkError where the link names no words, NotebookError where the notebook cannot be written.
        """
        from dossier.notebook import make_note

        place = parse_link(link) if isinstance(link, str) else link
        article = self._article(place.article)
        speaker = self._speaker(article.id, place.start, place.end)
        return self._notebook.add(
            make_note(article, place.start, place.end, speaker=speaker, tags=tags, comment=comment)
        )

    def _speaker(self, article: str, start: int, end: int) -> str | None:
        """Return who says the words between two offsets of an article: of several quotations, that of most of them."""
        overlapping = self._store.annotations(Quotation, articles=(article,), within=(start, end))
        around = [quotation for quotation in overlapping if quotation.speaker is not None]
        said = max(around, key=lambda quote: min(quote.end, end) - max(quote.start, start), default=None)
        return said.speaker if said else None

    def remove_note(self, note: str) -> Note:
        """Remove a note by its id and give it back; everything else in the file stays as it is."""
        return self._notebook.remove(note)

    def export_notes(self, form: Format) -> str:
        """Write all notes as one document: `markdown`, `jsonld` (W3C Web Annotation), `csl` or `bibtex`.

        Each names the place where its words stand now; of those that no longer stand as noted it says so.
        """
        from dossier.notebook import check, export, fixed

        candidates = self._candidates()
        checked = [(note, check(note, candidates)) for note in self.notes()]
        standing = [fixed(note, result, candidates) for note, result in checked]
        return export(standing, form, self.articles(), [result for _, result in checked])

    def cite(self, note: Note, style: Style = "plain") -> str:
        """Write one note to be pasted elsewhere: `plain` (a line), `markdown`, `csl` or `bibtex`; as `export_notes`."""
        from dossier.notebook import check, citation, fixed

        candidates = self._candidates()
        result = check(note, candidates)
        standing = fixed(note, result, candidates)
        about = next((info for info in self.articles() if info.path == standing.article), None)
        return citation(standing, style, about, result)

    def restore_note(self) -> Note | None:
        """Put back the note that this session removed last; None where there is none."""
        return self._notebook.restore()

    def edit_note(self, note: str, *, tags: Iterable[str] | None = None, comment: str | None = None) -> Note:
        """Return a note, named by its id, other tags or another comment; everything else in the file stays as it is."""
        return self._notebook.edit(note, tags=tags, comment=comment)

    def note_line(self, note: str) -> int:
        """Return the line of the notebook, from 1, on which a note begins."""
        return self._notebook.line(note)

    def note_candidates(self, note: Note, *, limit: int = 8) -> list[Possible]:
        """Return the places that are most like a note’s quote, best first, for a person to choose from."""
        from dossier.notebook import candidates

        return candidates(note, self._candidates(), limit=limit)

    def relink_note(self, note: Note, link: str | Link) -> Note:
        """Let a note quote the words that a link names; tags, comment and speaker stay. Raises as `add_note` does."""
        from dossier.notebook import relinked

        place = parse_link(link) if isinstance(link, str) else link
        return self._notebook.update([(note, relinked(note, self.article(place.article), place.start, place.end))])[0]

    def check_notes(self, *, fix: bool = False) -> list[NoteCheck]:
        """Return for every note whether its quote stands where it was taken; `fix` notes where moved ones stand."""
        from dossier.notebook import check, fixed

        candidates = self._candidates()
        notes = self.notes()
        results = [check(note, candidates) for note in notes]
        if fix:
            mended = [(note, fixed(note, result, candidates)) for note, result in zip(notes, results, strict=True)]
            self._notebook.update((old, new) for old, new in mended if old != new)
        return results

    def _candidates(self) -> list[CandidateArticle]:
        from dossier.notebook import CandidateArticle

        def text(id_: str) -> str:
            article = self._store.article(id_)
            return article.text if article else ""

        return [
            CandidateArticle(
                info.id,
                info.path,
                info.sha256,
                partial(text, info.id),
                info.title,
                info.outlet,
                info.published,
                partial(self._speaker, info.id),
            )
            for info in self._store.infos()
        ]

    @property
    def _notebook(self) -> Notebook:
        with self._lock:
            if self._book is None:
                from dossier.notebook import Notebook

                self._book = Notebook(self.config.notebook)
            return self._book

    # What is wrong

    def doctor(self) -> list[Check]:
        """Check configuration, sources, index and notebook; each detail says what is wrong and how to mend it."""
        from dossier import doctor

        return doctor.checks(self)


def _spans(finding: Finding) -> Iterator[Span]:
    return (span for reading in finding.readings for span in reading.spans)


def _share(span: Span, link: Link) -> bool:
    """Return whether a span and a link share a code point."""
    return span.article == link.article and span.start < link.end and link.start < span.end


def _contains(finding: Finding, words: Sequence[str]) -> bool:
    texts = [finding.about, *(reading.reading for reading in finding.readings), *(s.text for s in _spans(finding))]
    text = fold(" ".join(texts))
    return all(word in text for word in words)


def _counted_in(entities: Sequence[Entity], mentions: Sequence[Mention]) -> list[Entity]:
    """Return the entities of one article with the counts of that article, most mentions first."""
    spelt: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.entity:
            spelt.setdefault(mention.entity, Counter())[mention.text] += 1
    out = [
        dataclasses.replace(
            entity,
            variants=tuple(Variant(text, count, 1) for text, count in spelt[entity.id].most_common()),
            count=spelt[entity.id].total(),
            articles=1,
        )
        for entity in entities
        if entity.id in spelt
    ]
    return sorted(out, key=lambda entity: -entity.count)
