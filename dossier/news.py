"""What is new since the articles were last read: facts, verdicts, notes that are touched, hits of saved searches."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from dossier import history
from dossier.config import Config
from dossier.files import atomic
from dossier.files.folders import make_private_folder
from dossier.files.text_file import read_bounded
from dossier.linking.facts import ArticleFacts, DossierFacts, LazyArticleFacts
from dossier.linking.matching.cache import Cache
from dossier.linking.versions.news import Answers, answers, contradicted, facts_and_verdicts, texts
from dossier.model import Change, Coverage, DossierError, Finding, Hits, NewsItem, Note, SavedSearch, Span
from dossier.notebook.versions import Version, Versions
from dossier.storing.base.store import Store
from dossier.storing.findings.facts import facts
from dossier.text.counting import counted
from dossier.text.visible import one_line

LAST = "last"
"""Since the articles were last marked as read."""
_NAME = "read.json"


def mark_read(config: Config, store: Store) -> None:
    """Note that all articles are read as they are now. Raises DossierError where that cannot be kept."""
    read = {info.id: info.sha256 for info in store.infos()}
    try:
        make_private_folder(config.state)
        atomic.write(config.state / _NAME, json.dumps(read, indent=0).encode(), mode=0o600)
    except OSError as error:
        raise DossierError(f"{config.state} cannot be written: {error.strerror or error}.") from error


def _read(config: Config) -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        values = json.loads(read_bounded(config.state / _NAME).data)
        if isinstance(values, dict):
            return {str(key): str(value) for key, value in values.items()}
    return {}


def was_marked(config: Config) -> bool:
    """Return whether articles were ever marked as read; before, everything is new."""
    return (config.state / _NAME).exists()


def new_articles(config: Config, store: Store, since: str) -> set[str]:
    """Return the ids of the articles that are new or changed.

    `since` is LAST or an ISO day, on which or later a file must have been saved. Raises DossierError for anything else.
    """
    if since == LAST:
        here = {info.id: info.sha256 for info in store.infos()}
        was = _read(config)
        new = {id_: sha256 for id_, sha256 in here.items() if was.get(id_) != sha256}
        return set(new) - _renamed(new, {id_: sha256 for id_, sha256 in was.items() if id_ not in here})
    try:
        began = datetime.combine(date.fromisoformat(since), datetime.min.time()).astimezone()
    except ValueError:
        raise DossierError(f"--since takes a day such as 2025-11-29, or last; not {one_line(since)!r}.") from None
    return {id_ for id_, stamp in store.stamps().items() if stamp.state.mtime_ns >= began.timestamp() * 1e9}


def _renamed(new: Mapping[str, str], gone: Mapping[str, str]) -> set[str]:
    """Return the new articles that are files of another name: each has the text of one that is gone."""
    left = Counter(gone.values())
    found = set()
    for id_, sha256 in sorted(new.items()):
        if left[sha256]:
            left[sha256] -= 1
            found.add(id_)
    return found


def news(
    store: Store,
    new: Collection[str],
    since: str,
    notes: Sequence[Note],
    changes: Sequence[Change],
    searches: Sequence[SavedSearch],
    search: Callable[[str], Hits],
    known: tuple[Sequence[Finding], Sequence[Coverage]],
    cache: Cache,
) -> Iterator[NewsItem]:
    """Yield what the articles `new` bring; at least one. `since` is as for `new_articles`.

    `changes` are those of articles that were read before, `search` answers a query, and `known` are the findings and
    the coverage of all articles; `cache` has the parts that they were worked out from.
    """
    every = facts(store)
    before, now = answers(_as_it_was(every, new, store, since), new, cache), Answers(texts(every, new), *known)
    yield from facts_and_verdicts(before, now, new)
    yield from _notes(notes, contradicted(now.findings, new), before.findings)
    yield from _changed(changes, new)
    yield from _searches(searches, search, new)


class _Earlier(LazyArticleFacts):
    """Articles as they were: each as it is, by its place among all, or an earlier version."""

    def __init__(self, every: DossierFacts, found: Sequence[int | ArticleFacts]) -> None:
        self._every, self._found = every, found
        infos = every.infos
        self.infos = [infos[one] if isinstance(one, int) else one.article for one in found]

    def at(self, place: int) -> ArticleFacts:
        """Return the article as it was."""
        one = self._found[place]
        return self._every.articles[one] if isinstance(one, int) else one


def _as_it_was(every: DossierFacts, new: Collection[str], store: Store, since: str) -> DossierFacts:
    """Return what was known before: without the articles that are new, and changed ones as they were."""
    kept = Versions(store.config.versions)
    read = _read(store.config) if since == LAST else None
    articles: list[int | ArticleFacts] = []
    keys: list[str] = []
    for place, id_ in enumerate(every.ids):
        if id_ not in new:
            articles.append(place)
            keys.append(every.key(place))
        elif earlier := next((one for one in kept.of(id_) if _was_read(one, since, read)), None):
            articles.append(history.facts_of(kept.read(earlier)))
            keys.append(f"{id_} {earlier.id}")
    was = _Earlier(every, articles)
    ids = {info.id for info in was.infos} - set(new)
    copies = {
        place: frozenset(other for other in others if other[0] in ids)
        for place, others in every.copies.items()
        if place[0] in ids
    }
    return DossierFacts(was, copies, keys)


def _was_read(version: Version, since: str, read: Mapping[str, str] | None) -> bool:
    """Return whether news count from a version; from a day on, that is the first one that was replaced since."""
    if read is None:
        return version.replaced >= since
    return version.id.endswith(read.get(version.article, "-")[:12])


def _notes(
    notes: Iterable[Note], conflicts: Mapping[str, Sequence[Finding]], before: Sequence[Finding]
) -> Iterator[NewsItem]:
    """Yield the notes whose words stand in a conflict that was none before."""
    known = {
        (span.article, span.start) for finding in before if finding.verdict == "conflict" for span in finding.spans
    }
    for note in notes:
        for finding in conflicts.get(_article(note, conflicts), ()):
            spans = finding.spans
            mine = [span for span in spans if note.quote and span.text in note.quote and _within(span, note)]
            if mine and not any((span.article, span.start) in known for span in mine):
                others = tuple(span for span in spans if span not in mine)
                yield NewsItem("note", note.id, "not contradicted", "contradicted", finding.why, others)


def _article(note: Note, conflicts: Mapping[str, Sequence[Finding]]) -> str:
    """Return the id of a note's article among those that have conflicts."""
    return next((id_ for id_ in conflicts if note.article.rpartition(".")[0].endswith(id_)), "")


def _within(span: Span, note: Note) -> bool:
    return span.start < note.end and note.start < span.end


def _changed(changes: Iterable[Change], new: Collection[str]) -> Iterator[NewsItem]:
    """Yield the notes whose words an article has changed."""
    for change in changes:
        if change.article in new and change.to_version == history.NOW:
            for note in change.notes:
                spans = (change.now_span,) if change.now_span else ()
                said = "The article says that it was corrected." if change.declared else "The article was changed."
                yield NewsItem("note", note, change.was, change.now or "gone", said, spans)


def _searches(
    searches: Iterable[SavedSearch], search: Callable[[str], Hits], new: Collection[str]
) -> Iterator[NewsItem]:
    for saved in searches:
        with contextlib.suppress(DossierError):  # a query that was broken by hand is told where it is asked
            hits = [hit for hit in search(saved.query).hits if hit.article in new]
            if hits:
                spans = tuple(Span(hit.article, hit.start, hit.end, hit.text) for hit in hits)
                found = f"{counted(len(hits), 'passage')} of what is new answers it."
                yield NewsItem("search", saved.name, None, counted(len(hits), "new passage"), found, spans)


def sorted_by_kind(found: Iterable[NewsItem]) -> list[NewsItem]:
    """Return items with the most urgent first: notes, verdicts, facts with bare names last, searches."""
    order = {"note": 0, "verdict": 1, "fact": 2, "search": 3}
    return sorted(found, key=lambda item: (order[item.kind], item.now == "entity"))
