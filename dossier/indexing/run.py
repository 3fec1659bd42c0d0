"""One index run: what is new or changed in the sources is read, extracted, stored and linked; what is gone is removed.

Killed at any moment, the next run goes on from what the catalogue holds: it is written in transactions, articles
are linked in one, and the text index is brought to what the catalogue holds.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import stat
import time
from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.config import Config
from dossier.extracting.names import spacy_ner
from dossier.files import no_links
from dossier.files.store_address import LOCAL
from dossier.indexing.corrections import Corrections, file_of
from dossier.model import Definition, DossierError, Failure, IndexSummary, Mention, Progress, Quotation
from dossier.reading import Source
from dossier.reading.sources import walk
from dossier.reading.text.running_text import one_line
from dossier.storing.gc_pause import uncollected
from dossier.storing.program import digest, parts
from dossier.storing.store import FileState, Stamp, Store, StoredArticle, UnusableError
from dossier.text.visible import path_text

if TYPE_CHECKING:
    from dossier.indexing.workers import Extracted

_BATCH_WORDS = 100_000  # in one transaction
_RACY = 2_000_000_000  # ns: a file changed so shortly before it was read may have changed again unseen

Tell = Callable[[Progress], None]


def stale(store: Store) -> bool:
    """Whether a run would find work: compares sizes and times, reads no article."""
    if not store.exists():
        return True
    try:
        meta = store.notes()
        if not store.searchable() or "linking" not in meta:
            return True
        # Of what others fill too, what they have read stays theirs: their program may be another version.
        if not store.shared and (
            meta.get("reading") != _reading(store.config) or meta.get("linking") != _linking(store.config)
        ):
            return True
        changes = _Changes(store, store.config)
    except UnusableError:
        return True
    failed = store.failed_files()
    return bool(changes.gone) or any(_seen(source) not in failed for source in changes.suspect)


def run(store: Store, *, rebuild: bool = False, progress: Tell | None = None) -> IndexSummary:
    """Bring the index up to date. Raises DossierError where the index cannot be written or another run goes on."""
    spacy_ner.check()
    tell = progress or (lambda _: None)
    store.report(lambda sentence: tell(Progress(f"waiting ({sentence})", 0, 1)))
    with store.locked(), uncollected():
        try:
            return _Run(store, rebuild, progress).run()
        except UnusableError as fault:
            # Everything in it can be had again from the articles.
            store.tell(f"{fault.fault} It was built again from the articles.")
            store.discard()
            return _Run(store, rebuild, progress).run()
        except OSError as error:
            reason = error.strerror or str(error)
            reason = f"{one_line(str(error.filename))}: {reason}" if error.filename else reason
            raise DossierError(f"The index in {store.config.index} cannot be written ({reason}).") from error


def relink(store: Store) -> None:
    """Link the names anew with the corrections as they are now; no article is read.

    Raises DossierError where the index cannot be written or another run goes on. Without an index it does nothing.
    """
    if not store.exists():
        return
    with store.locked(), uncollected():
        _Run(store, rebuild=False, progress=None).relink()


class _Changes:
    """What differs between the sources and the catalogue, by size and time."""

    def __init__(self, store: Store, config: Config) -> None:
        walked = walk(config)
        found, self.failures = walked.found, walked.failures
        self.stamps = store.stamps()
        self.found = found
        self.suspect = [source for source in found if not _same(source, self.stamps.get(source.id))]
        here = {source.id for source in found}
        # A source that is not there now may be a disk that is not mounted, and a folder that cannot be read now may be
        # readable again: their articles stay.
        away = [path_text(str(source)) for source in config.sources if not source.exists()]
        away += map(path_text, walked.unread)
        mine = [path_text(str(source)) for source in config.sources]
        self.gone = {
            id_: stamp
            for id_, stamp in self.stamps.items()
            if id_ not in here
            and not any(_below(stamp.state.file, path) for path in away)
            # What somebody else's sources hold is not gone because mine do not.
            and (not store.shared or any(_below(stamp.state.file, path) for path in mine))
        }


class _Run:
    def __init__(self, store: Store, rebuild: bool, progress: Tell | None) -> None:
        self.store = store
        self.config = store.config
        self.rebuild = rebuild
        self.tell = progress or (lambda _: None)
        self.began = time.perf_counter()
        self.failed: list[tuple[Failure, FileState | None]] = []
        self.corrections = Corrections(self.config)

    def run(self) -> IndexSummary:
        self.store.create()
        meta = self.store.notes()
        changes = _Changes(self.store, self.config)
        self.failed = [(failure, None) for failure in changes.failures]
        added, replaced = self._read(self._to_read(meta, changes), changes.stamps)
        # What can no longer be read is no longer what was indexed.
        unreadable = {failure.path for failure, seen in self.failed if seen}
        gone = [id_ for id_, stamp in changes.stamps.items() if stamp.shown in unreadable] + list(changes.gone)
        if gone:
            self.store.remove(gone)
        generation = self._linked(changes, self._searchable(int(meta.get("generation", 0))))
        self._finish(generation + 1)
        size = self.store.size()
        return IndexSummary(
            articles=size.articles,
            passages=size.passages,
            added=added,
            changed=replaced,
            removed=len(gone),
            failed=tuple(failure for failure, _ in self.failed),
            seconds=round(time.perf_counter() - self.began, 3),
        )

    def _to_read(self, meta: Mapping[str, str], changes: _Changes) -> list[Source]:
        """Return what is to be read: all where it is read otherwise now, else what has changed or is corrected anew."""
        other_rules = not self.store.shared and meta.get("reading") != _reading(self.config)
        everything = self.rebuild or other_rules
        changed = changes.found if everything else self._really(changes, int(meta.get("finished", 0)))
        return [*changed, *self._corrected_since(meta, changes.found, {source.id for source in changed})]

    def _linked(self, changes: _Changes, generation: int) -> int:
        """Link the names where anything that they hang on has changed; return the generation that readers see.

        Margins of sites and names are weighed over the whole dossier; what has changed can be searched by now.
        """
        noted = self.store.notes().get("linking")
        if noted != _linking(self.config):
            self.tell(Progress("linking", 0, self.store.size().mentions))
            if noted is None and self._set_furniture_apart({source.id: source for source in changes.found}):
                generation = self._searchable(generation)
            self._link()
        return generation

    def relink(self) -> None:
        """Link what the catalogue holds, and let everybody see that it has changed."""
        self._link()
        generation = int(self.store.notes().get("generation", 0)) + 1
        self.store.note(generation=str(generation), linking=_linking(self.config))

    def _really(self, changes: _Changes, finished: int) -> list[Source]:
        """Return what changed in content too; a file only touched is noted as it looks now."""
        out = []
        touched = {}
        suspects = {source.id for source in changes.suspect}
        for source in changes.found:
            stamp = changes.stamps.get(source.id)
            if source.id not in suspects and source.mtime_ns < finished - _RACY:
                continue
            if stamp and stamp.shown == source.shown and stamp.sha256 == _sha256(source.path):
                if source.id in suspects:
                    touched[source.id] = _seen(source)
            else:
                out.append(source)
        if touched:
            self.store.touch(touched)
        return out

    def _corrected_since(self, meta: Mapping[str, str], found: Iterable[Source], but: Container[str]) -> list[Source]:
        """Return the sources of articles whose corrections are others than when they were read."""
        was, now = json.loads(meta.get("corrected", "{}")), self.corrections.versions()
        return [s for s in found if s.id not in but and was.get(s.shown) != now.get(s.shown)]

    def _read(self, changed: list[Source], stamps: dict[str, Stamp]) -> tuple[int, int]:
        if not changed:
            return 0, 0
        from dossier.indexing.workers import extract_all

        added = replaced = words = size = 0
        batch: list[Extracted] = []
        for done, (source, result) in enumerate(extract_all(changed, self.config.outlets), 1):
            if isinstance(result, Failure):
                self.failed.append((result, _seen(source)))
            else:
                added += source.id not in stamps
                replaced += source.id in stamps
                batch.append(result)
                words += result.article.words
                size += result.article.words
            if size > _BATCH_WORDS:
                self._put(batch, stamps)
                batch, size = [], 0
            self.tell(Progress("reading", done, len(changed), words))
        if batch:
            self._put(batch, stamps)
        return added, replaced

    def _put(self, batch: list[Extracted], stamps: dict[str, Stamp]) -> None:
        """Store articles, and keep what stood in their files before as an earlier version where its text differs."""
        old = {item.article.id: stamps[item.article.id] for item in batch if item.article.id in stamps}
        files = {item.article.id: item.article for item in batch}
        changed = [id_ for id_, stamp in old.items() if stamp.sha256 != files[id_].sha256]
        if changed:
            from dossier.notebook.versions import Versions

            kept = Versions(self.config.versions)
            for id_, before in self.store.articles(changed).items():
                if before.text != files[id_].text:
                    try:
                        kept.keep(before, datetime.now(UTC))
                    except OSError as error:
                        reason = f"Its earlier version could not be kept ({error.strerror or error})."
                        self.failed.append((Failure(before.path, reason), None))
        self.store.put(_stored(self.corrections.apply(batch)))

    def _searchable(self, generation: int) -> int:
        """Bring the text index to what the catalogue holds, and let it be seen where articles have changed.

        Gives the generation that readers see.
        """
        self.store.synchronise(lambda done, total: self.tell(Progress("indexing", done, total)))
        if "linking" not in self.store.notes():
            generation += 1
            self.store.note(generation=str(generation))
        return generation

    def _set_furniture_apart(self, found: dict[str, Source]) -> bool:
        """Make furniture of what a site prints at the margins of several articles; restore what it no longer does.

        Gives whether any article changed.
        """
        changed = self.store.site_margins()
        if not changed:
            return False
        restored = {item.id: item.own for item in changed if item.restored and item.id in found}
        self.store.dim([item for item in changed if not item.restored])
        if restored:  # what was left out is had again from the file
            from dossier.indexing.workers import extract_all

            sources_ = [found[id_] for id_ in restored]
            read = [
                result for _, result in extract_all(sources_, self.config.outlets) if not isinstance(result, Failure)
            ]
            self.store.put(_stored(self.corrections.apply(read)), restored)
        return True

    def _link(self) -> None:
        from dossier.linking.entities.corrections import load_corrections
        from dossier.linking.entities.link import link
        from dossier.linking.entities.quote_speakers import resolve

        mentions = [_named(mention) for mention in self.store.annotations(Mention)]
        mentions = self.corrections.renamed(mentions, self.store)
        linked = link(mentions, self.store.annotations(Definition), load_corrections(self.config.entities))
        speakers = resolve(self.store.annotations(Quotation), mentions, linked.assigned)
        self.store.link(linked.entities, linked.assigned, speakers)
        self.tell(Progress("linking", len(mentions), len(mentions)))

    def _finish(self, generation: int) -> None:
        notes = {
            "generation": str(generation),
            "finished": str(time.time_ns()),
            "reading": _reading(self.config),
            "linking": _linking(self.config),
            "corrected": json.dumps(self.corrections.versions()),
        }
        self.store.finish(self.failed, notes)


def _named(mention: Mention) -> Mention:
    """Return a mention with its name on one line: a line that ends in a name makes no other spelling of it."""
    name = one_line(mention.text)
    return mention if name is mention.text else dataclasses.replace(mention, text=name)


def _stored(batch: Iterable[Extracted]) -> list[StoredArticle]:
    """Return articles as they are stored, in the order of their paths, so that equal dossiers make equal catalogues."""
    ordered = sorted(batch, key=lambda item: item.article.path)
    return [StoredArticle(item.article, item.extraction, _seen(item.source)) for item in ordered]


def _seen(source: Source) -> FileState:
    return FileState(path_text(source.file), source.size, source.mtime_ns)


def _same(source: Source, stamp: Stamp | None) -> bool:
    return stamp is not None and (stamp.state, stamp.shown) == (_seen(source), source.shown)


def _below(file: str, folder: str) -> bool:
    return file == folder or file.startswith(folder + os.sep)


def _sha256(path: Path) -> str | None:
    with suppress(OSError), open(no_links.open_file(path), "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return hashlib.file_digest(file, "sha256").hexdigest()
    return None


def _reading(config: Config) -> str:
    """Give what an article's rows depend on besides its file: the rules, the configured outlets, the spaCy pipeline."""
    return digest([*parts("reading"), *parts("extracting"), config.outlets, spacy_ner.chosen()])


def _linking(config: Config) -> str:
    """Return what linking depends on besides the articles: the program's rules and the user's corrections."""
    files = (config.entities, file_of(config))
    if config.store != LOCAL:  # others have the same corrections, and programs that were installed at other times
        return digest([*(part[:2] for part in parts("linking")), *(_sha256(file) for file in files)])
    return digest([*parts("linking"), *map(_state_of, files)])


def _state_of(file: Path) -> list[int]:
    try:
        state = file.stat()
    except OSError:
        return []
    return [state.st_size, state.st_mtime_ns]
