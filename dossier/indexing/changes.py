"""What an index run reads: finds the files that have changed, reads them and stores what is in them."""

from __future__ import annotations

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
from dossier.indexing.corrections import CorrectionsByPath
from dossier.model import Failure, OnProgress, Progress
from dossier.reading import Source
from dossier.reading.sources import walk
from dossier.storing.base.program import parts, signature
from dossier.storing.base.records import FileState, Stamp, StoredArticle
from dossier.storing.base.store import Store
from dossier.text.visible import path_text

if TYPE_CHECKING:
    from dossier.indexing.workers import ExtractedFile

_BATCH_WORDS = 100_000  # in one transaction
_RACY = 2_000_000_000  # ns: a file changed so shortly before it was read may have changed again unseen


class Changes:
    """What differs between the sources and the catalogue, by size and time."""

    def __init__(self, store: Store, config: Config) -> None:
        walked = walk(config)
        found, self.failures = walked.found, walked.failures
        mine = [path_text(str(source)) for source in config.sources]
        # Of a store that others fill too, not all: that may be a hundred times as many.
        self.stamps = store.stamps([source.id for source in found], mine) if store.shared else store.stamps()
        self.found = found
        self.suspect = [source for source in found if not _same(source, self.stamps.get(source.id))]
        here = {source.id for source in found}
        # A source that is not there now may be a disk that is not mounted, and a folder that cannot be read now may be
        # readable again: their articles stay.
        away = [path_text(str(source)) for source in config.sources if not source.exists()]
        away += map(path_text, walked.unread)
        self.gone = {
            id_: stamp
            for id_, stamp in self.stamps.items()
            if id_ not in here
            and not any(_below(stamp.state.file, path) for path in away)
            # In a shared store, an article from somebody else's sources is not gone because ours lack it.
            and (not store.shared or any(_below(stamp.state.file, path) for path in mine))
        }


class SourceReader:
    """Reads what has changed, and stores it. `failed` is what could not be read, with the state of its file."""

    def __init__(self, store: Store, rebuild: bool, progress: OnProgress | None) -> None:
        self.store = store
        self.config = store.config
        self.rebuild = rebuild
        self.tell = progress or (lambda _: None)
        self.began = time.perf_counter()
        self.failed: list[tuple[Failure, FileState | None]] = []
        self.corrections = CorrectionsByPath(self.config)
        self.on_file: Callable[[int], None] = lambda _: None  # told of how many files were read

    def to_read(self, meta: Mapping[str, str], changes: Changes) -> list[Source]:
        """Return what is to be read: everything when reading itself has changed, else changed or corrected files."""
        other_rules = not self.store.shared and meta.get("reading") != reading_signature(self.config)
        everything = self.rebuild or other_rules
        changed = changes.found if everything else self._really(changes, int(meta.get("finished", 0)))
        return [*changed, *self._corrected_since(meta, changes.found, {source.id for source in changed})]

    def _really(self, changes: Changes, finished: int) -> list[Source]:
        """Return the files whose content changed; of one whose time alone changed, the new time is stored."""
        out = []
        touched = {}
        suspects = {source.id for source in changes.suspect}
        for source in changes.found:
            stamp = changes.stamps.get(source.id)
            if source.id not in suspects and source.mtime_ns < finished - _RACY:
                continue
            if stamp and stamp.shown == source.shown and stamp.sha256 == sha256(source.path):
                if source.id in suspects:
                    touched[source.id] = seen(source)
            else:
                out.append(source)
        if touched:
            self.store.touch(touched)
        return out

    def _corrected_since(self, meta: Mapping[str, str], found: Iterable[Source], but: Container[str]) -> list[Source]:
        """Return the sources of articles whose corrections differ from those when they were read."""
        was, now = json.loads(meta.get("corrected", "{}")), self.corrections.versions()
        return [s for s in found if s.id not in but and was.get(s.shown) != now.get(s.shown)]

    def read(self, changed: list[Source], stamps: dict[str, Stamp]) -> tuple[int, int]:
        """Read files and store what is in them; return how many articles are new and how many have changed."""
        if not changed:
            return 0, 0
        from dossier.indexing.workers import extract_all

        added = replaced = words = size = 0
        batch: list[ExtractedFile] = []
        for done, (source, result) in enumerate(extract_all(changed, self.config.outlets), 1):
            if isinstance(result, Failure):
                self.failed.append((result, seen(source)))
            else:
                added += source.id not in stamps
                replaced += source.id in stamps
                batch.append(result)
                words += result.article.words
                size += result.article.words
            if size > _BATCH_WORDS:
                self._put(batch, stamps)
                batch, size = [], 0
            self.on_file(done)
            self.tell(Progress("reading", done, len(changed), words))
        if batch:
            self._put(batch, stamps)
        return added, replaced

    def _put(self, batch: list[ExtractedFile], stamps: dict[str, Stamp]) -> None:
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
        self.store.put(stored(self.corrections.apply(batch)))


def stored(batch: Iterable[ExtractedFile]) -> list[StoredArticle]:
    """Return articles as they are stored, in the order of their paths, so that equal dossiers make equal catalogues."""
    ordered = sorted(batch, key=lambda item: item.article.path)
    return [StoredArticle(item.article, item.extraction, seen(item.source)) for item in ordered]


def seen(source: Source) -> FileState:
    """Return the path, size and time of a file as the walk found them."""
    return FileState(path_text(source.file), source.size, source.mtime_ns)


def _same(source: Source, stamp: Stamp | None) -> bool:
    return stamp is not None and (stamp.state, stamp.shown) == (seen(source), source.shown)


def _below(file: str, folder: str) -> bool:
    return file == folder or file.startswith(folder + os.sep)


def sha256(path: Path) -> str | None:
    """Return the checksum of a file; None where it cannot be read."""
    with suppress(OSError), open(no_links.open_file(path), "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return hashlib.file_digest(file, "sha256").hexdigest()
    return None


def reading_signature(config: Config) -> str:
    """Return what an article's rows depend on besides its file: rules, configured outlets, the spaCy pipeline."""
    return signature([*parts("reading"), *parts("extracting"), config.outlets, spacy_ner.chosen()])
