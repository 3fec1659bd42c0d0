"""One index run: what is new or changed in the sources is read, extracted, stored and linked; what is gone is removed.

Killed at any moment, the next run goes on from what the catalogue holds: articles are stored a batch to a transaction,
all names are linked in one, and the text index is brought to what the catalogue holds.
"""

from __future__ import annotations

import dataclasses
import json
import time
from pathlib import Path

from dossier.config import Config
from dossier.extracting.names import spacy_ner
from dossier.files.store_address import LOCAL
from dossier.indexing.changes import Changes, SourceReader, reading_signature, seen, sha256, stored
from dossier.indexing.corrections import FILE
from dossier.model import (
    Definition,
    DossierError,
    Failure,
    IndexSummary,
    Mention,
    OnProgress,
    Progress,
    Quotation,
    UnusableError,
)
from dossier.reading import Source
from dossier.reading.text.running_text import unbroken
from dossier.storing.base.program import parts, signature
from dossier.storing.base.store import Store
from dossier.text.gc_pause import uncollected
from dossier.text.visible import one_line


def stale(store: Store) -> bool:
    """Return whether a run would find work: compares sizes and times, reads no article."""
    if not store.exists():
        return True
    try:
        meta = store.notes()
        if not store.searchable():
            return True
        # In a store that others fill too, what they have read stays: their program may be another version.
        if not store.shared and (
            meta.get("reading") != reading_signature(store.config) or meta.get("linking") != _linking(store.config)
        ):
            return True
        changes = Changes(store, store.config)
    except UnusableError:
        return True
    failed = store.failed_files()
    return bool(changes.gone) or any(seen(source) not in failed for source in changes.suspect)


def run(store: Store, *, rebuild: bool = False, progress: OnProgress | None = None) -> IndexSummary:
    """Bring the index up to date and return what was done.

    Raises DossierError where the index cannot be written or another run goes on.
    """
    spacy_ner.check()
    tell = progress or (lambda _: None)
    store.report(lambda sentence: tell(Progress(f"waiting ({sentence})", 0, 1)))
    with store.locked(), uncollected():
        try:
            return _Run(store, rebuild, progress).run()
        except UnusableError as fault:
            # Everything in it can be made again from the articles.
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


class _Run(SourceReader):
    """One run, under the lock of index runs."""

    def run(self) -> IndexSummary:
        """Read, store, index and link what has changed; return what was done."""
        self.store.create()
        meta = self.store.notes()
        changes = Changes(self.store, self.config)
        self.failed = [(failure, None) for failure in changes.failures]
        added, replaced = self.read(self.to_read(meta, changes), changes.stamps)
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

    def _linked(self, changes: Changes, generation: int) -> int:
        """Link the names where anything that they depend on has changed; return the generation that readers see.

        Margins of sites and names depend on the whole dossier; what has changed can already be searched.
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

    def _searchable(self, generation: int) -> int:
        """Bring the text index to what the catalogue holds; where articles have changed, let readers see it.

        Return the generation that readers see.
        """
        self.store.synchronise(lambda done, total: self.tell(Progress("indexing", done, total)))
        if "linking" not in self.store.notes():
            generation += 1
            self.store.note(generation=str(generation))
        return generation

    def _set_furniture_apart(self, found: dict[str, Source]) -> bool:
        """Mark as furniture what a site prints at the margins of several articles; restore what it no longer prints.

        Return whether any article changed.
        """
        changed = self.store.site_margins()
        if not changed:
            return False
        restored = {item.id: item.own for item in changed if item.restored and item.id in found}
        self.store.dim([item for item in changed if not item.restored])
        if restored:  # what was left out is read again from the file
            from dossier.indexing.workers import extract_all

            sources_ = [found[id_] for id_ in restored]
            read = [
                result for _, result in extract_all(sources_, self.config.outlets) if not isinstance(result, Failure)
            ]
            self.store.put(stored(self.corrections.apply(read)), restored)
        return True

    def _link(self) -> None:
        from dossier.linking.entities.corrections import load_corrections
        from dossier.linking.entities.link import link

        each = self.corrections.renamed(map(_named, self.store.each(Mention)), self.store)
        linked = link(each, self.store.each(Definition), load_corrections(self.config.entities))
        self.store.link(linked.entities, linked.assigned, linked.speakers(self.store.each(Quotation)))
        self.tell(Progress("linking", len(linked.assigned), len(linked.assigned)))

    def _finish(self, generation: int) -> None:
        notes = {
            "generation": str(generation),
            "finished": str(time.time_ns()),
            "reading": reading_signature(self.config),
            "linking": _linking(self.config),
            "corrected": json.dumps(self.corrections.versions()),
        }
        self.store.finish(self.failed, notes)


def _named(mention: Mention) -> Mention:
    """Return a mention with its name on one line: a line break inside a name does not make another spelling."""
    name = unbroken(mention.text)
    return mention if name is mention.text else dataclasses.replace(mention, text=name)


def _linking(config: Config) -> str:
    """Return what linking depends on besides the articles: the program's rules and the user's corrections."""
    files = (config.entities, config.beside(FILE))
    if config.store != LOCAL:  # others have the same corrections, but copies of the program installed at other times
        return signature([*(part[:2] for part in parts("linking")), *(sha256(file) for file in files)])
    return signature([*parts("linking"), *map(_state_of, files)])


def _state_of(file: Path) -> list[int]:
    try:
        state = file.stat()
    except OSError:
        return []
    return [state.st_size, state.st_mtime_ns]
