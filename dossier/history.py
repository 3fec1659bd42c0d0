"""The earlier versions of articles, and what changed from each to the next."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from dossier.extracting import extract
from dossier.linking.facts import ArticleFacts
from dossier.linking.versions.changes import changes as changes_between
from dossier.model import Article, Change, Note, NoteCheck
from dossier.notebook.versions import Versions

NOW = "now"
"""The id of the version that stands in the sources."""


def changes(
    kept: Versions, article: Article, notes: Sequence[tuple[Note, NoteCheck]] = (), *, since: str = ""
) -> Iterator[Change]:
    """Yield what changed in an article from each kept version to the next, the last of them the article as it is.

    Only changes made on the ISO day `since` or later. `notes` are those of the article with how they stand now.
    """
    versions = [version for version in kept.of(article.id) if version.replaced >= since]
    texts = [*(kept.read(version) for version in versions), article]
    ids = [*(version.id for version in versions), NOW]
    read = [facts_of(text) for text in texts]
    for at in range(len(versions)):
        for change in changes_between(read[at], read[at + 1], (ids[at], ids[at + 1])):
            touched = [note.id for note, check in notes if _touches(note, check, change, texts[at])]
            yield dataclasses.replace(change, notes=tuple(touched))


def facts_of(article: Article) -> ArticleFacts:
    """Return an article with what is extracted from it now."""
    found = extract(article)
    return ArticleFacts(article, found.mentions, found.quantities, found.dates, found.quotations)


def _touches(note: Note, check: NoteCheck, change: Change, was: Article) -> bool:
    """Return whether a change touches what a note quotes: its words in the earlier version, or what they were there."""
    span = change.was_span
    if span is None:
        return False
    if note.sha256 == was.sha256:
        start, end = note.start, note.end
    else:
        start = was.text.find(note.quote)
        end = start + len(note.quote)
    return start >= 0 and check.status != "exact" and span.start < end and start < span.end
