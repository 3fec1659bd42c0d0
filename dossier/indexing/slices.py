"""Reads a share of the articles, beside other machines that read the others."""

from __future__ import annotations

import time
import zlib

from dossier.indexing.changes import Changes, SourceReader
from dossier.model import IndexSummary, OnProgress
from dossier.reading import Source
from dossier.storing.base.store import Store


def run_slice(store: Store, number: int, of: int, progress: OnProgress | None = None) -> IndexSummary:
    """Read and send what is new or changed in the share `number` of `of`, from 1; return what was done.

    Nobody sees it until a whole run, after all shares, links the names; nothing is removed here. Raises DossierError.
    """
    began = time.perf_counter()
    with store.slice(number, of) as told:
        reader = SourceReader(store, rebuild=False, progress=progress)
        store.create()
        changes = Changes(store, store.config)
        share = [source for source in reader.to_read(store.notes(), changes) if in_share(source, number, of)]
        told(0, len(share), 0)
        reader.on_file = lambda done: told(done, len(share), len(reader.failed))
        added, replaced = reader.read(share, changes.stamps)
        told(len(share), len(share), len(reader.failed))
        size = store.size()
    failed = tuple(failure for failure, _ in reader.failed)
    seconds = round(time.perf_counter() - began, 3)
    return IndexSummary(size.articles, size.passages, added, replaced, 0, failed, seconds)


def in_share(source: Source, number: int, of: int) -> bool:
    """Return whether an article belongs to a share, which depends on its id alone."""
    return zlib.crc32(source.id.encode("utf-8", "surrogatepass")) % of == number - 1
