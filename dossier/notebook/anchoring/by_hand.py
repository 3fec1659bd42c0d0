"""Places for notes that were written by hand with little more than their words and their article."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import PurePath

from dossier.model import Note, page_of
from dossier.notebook.anchoring.anchors import CandidateArticle, check
from dossier.notebook.anchoring.places import context

_MARKS = "“”„‟‘’‚«»‹›\"' \t\r\n"


def placed(note: Note, articles: Sequence[CandidateArticle]) -> Note:
    """Return a note without a place with the one place of its article where its words stand, and what is known of it.

    What its user wrote is kept, but for quotation marks around the words. Where the words stand nowhere or several
    times, it gets no place; its article is named by its path all the same. A note that has a place comes back as it is.
    """
    own = None if note.placed else _named(note.article, articles)
    if own is None:
        return note
    note = dataclasses.replace(note, article=own.path)
    bare = dataclasses.replace(note, quote=note.quote.strip(_MARKS) or note.quote)
    found = next((one for one in (check(note, [own]), check(bare, [own])) if one.status == "exact"), None)
    if found is None or found.start is None or found.end is None:
        return note
    text = own.load()
    return dataclasses.replace(
        note,
        quote=text[found.start : found.end],
        start=found.start,
        end=found.end,
        speaker=note.speaker or (own.speaker(found.start, found.end) if own.speaker else None),
        title=note.title or own.title,
        outlet=note.outlet or own.outlet,
        published=note.published or own.published,
        sha256=own.sha256,
        page=page_of(own.path, text, found.start),
        **context(text, found.start, found.end),
    )


def _named(name: str, articles: Sequence[CandidateArticle]) -> CandidateArticle | None:
    """Return the article of a path, an id or, where only one has it, a file name with or without its suffix."""
    for names in (
        [one for one in articles if name == one.path],
        [one for one in articles if name == one.id],
        [one for one in articles if name in {PurePath(one.path).name, PurePath(one.path).stem}],
    ):
        if len(names) == 1:
            return names[0]
    return None
