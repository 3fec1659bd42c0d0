"""What of a passage and its article an answer shows: a small part of both, so that twenty are read in no time."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

from dossier.model import Zone
from dossier.storing.catalogue.catalogue import Catalogue

_HEADING = frozenset({"headline", "caption", "subheading"})


class ShownArticle(NamedTuple):
    """What is shown of an article, and its text; `headings` are its headlines, captions and subheadings, in order."""

    id: str
    title: str
    outlet: str | None
    published: str | None
    language: str | None
    text: str
    headings: tuple[Zone, ...]


class ShownPassage(NamedTuple):
    """A passage, the number of its article, and where the one before it begins; None for the article's first."""

    no: int
    article: int
    start: int
    end: int
    before: int | None
    last: bool


def shown_articles(catalogue: Catalogue, numbers: Collection[int]) -> dict[int, ShownArticle]:
    """Return articles by number; those that are gone are missing."""
    rows = catalogue.rows(
        "SELECT no, id, title, outlet, published, language, text, zones FROM article"
        " WHERE no IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    found = {}
    for no, *row, zones in rows:
        headings = tuple(Zone(*zone) for zone in json.loads(zones) if zone[2] in _HEADING)
        found[no] = ShownArticle._make((*row, headings))
    return found


def owners_of(catalogue: Catalogue, numbers: Iterable[int]) -> dict[int, str]:
    """Return the id of the article of each passage, by its number; those that are gone are missing."""
    sql = (
        "SELECT p.no, a.id FROM passage p JOIN article a ON a.no = p.article"
        " WHERE p.no IN (SELECT value FROM json_each(?))"
    )
    return dict(catalogue.rows(sql, (json.dumps(list(numbers)),)))


def shown_passages(catalogue: Catalogue, numbers: Iterable[int]) -> dict[int, ShownPassage]:
    """Return passages by number; those that are gone are missing.

    The passages of an article are numbered one after the other, in the order of its text (`writing.add`).
    """
    rows = catalogue.rows(
        "SELECT p.no, p.article, p.start, p.end, b.start, n.no IS NULL FROM passage p"
        " LEFT JOIN passage b ON b.no = p.no - 1 AND b.article = p.article"
        " LEFT JOIN passage n ON n.no = p.no + 1 AND n.article = p.article"
        " WHERE p.no IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {row[0]: ShownPassage._make(row) for row in rows}
