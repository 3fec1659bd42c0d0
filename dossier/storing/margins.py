"""Keeps the margins of articles, and finds which are their site's own (reading.repeated) as articles come and go."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.model import Article, Extraction
from dossier.reading.repeated import Margin, dimmed, margins, site, site_own
from dossier.storing.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Changed:
    """An article some of whose margins are furniture now, or are no longer (`restored`)."""

    no: int
    id: str
    own: frozenset[int]
    restored: bool


def add(
    catalogue: Catalogue,
    connection: sqlite3.Connection,
    article: Article,
    extraction: Extraction,
    seen: tuple[str, int, int],
    own: frozenset[int] = frozenset(),
) -> None:
    """Put an article, as it was read, into the catalogue; its margins that are the site's `own` become furniture.

    `seen` is its file, size and time of change.
    """
    where = site(article)
    found = margins(article, extraction) if where else ()
    if own:
        stretches = [(margin.start, margin.end) for margin in found if margin.mark in own]
        article, extraction = dimmed(article, extraction, stretches)
    catalogue.add(connection, article, extraction, *seen)
    _keep(connection, article.id, where, found, own)


def redo(
    catalogue: Catalogue, connection: sqlite3.Connection, changed: Changed, article: Article, extraction: Extraction
) -> None:
    """Put an article of the catalogue into its own place, with more of its margins as furniture."""
    rows = connection.execute(
        "SELECT m.site, m.mark, m.start, m.end, m.dimmed, a.file, a.size, a.mtime_ns FROM margin m"
        " JOIN article a ON a.no = m.article WHERE m.article = ? ORDER BY m.start",
        (changed.no,),
    ).fetchall()
    stretches = [(start, end) for _, mark, start, end, already, *_ in rows if mark in changed.own and not already]
    article, extraction = dimmed(article, extraction, stretches)
    catalogue.add(connection, article, extraction, *rows[0][5:])
    found = [Margin(mark, start, end) for _, mark, start, end, *_ in rows]
    _keep(connection, article.id, rows[0][0], found, changed.own)


def _keep(
    connection: sqlite3.Connection, id_: str, where: str | None, found: Iterable[Margin], own: frozenset[int]
) -> None:
    connection.executemany(
        "INSERT INTO margin SELECT no, ?, ?, ?, ?, ? FROM article WHERE id = ?",
        [(where, margin.mark, margin.start, margin.end, margin.mark in own, id_) for margin in found],
    )


def changes(catalogue: Catalogue) -> list[Changed]:
    """Find the articles whose margins should be shown otherwise than they are, in the order of their paths."""
    by_site: defaultdict[str, dict[int, list[int]]] = defaultdict(dict)
    now: defaultdict[int, set[int]] = defaultdict(set)
    ids: dict[int, str] = {}
    sql = "SELECT m.article, a.id, m.site, m.mark, m.dimmed FROM margin m JOIN article a ON a.no = m.article"
    for no, id_, where, mark, already in catalogue.rows(f"{sql} ORDER BY a.path, a.id, m.start"):
        by_site[where].setdefault(no, []).append(mark)
        ids[no] = id_
        if already:
            now[no].add(mark)
    stories = _stories(catalogue)
    out = []
    for found in by_site.values():
        for no, own in site_own(found, stories).items():
            if own != now[no]:
                out.append(Changed(no, ids[no], own, restored=not now[no] <= own))
    return out


def _stories(catalogue: Catalogue) -> dict[int, int]:
    """Give articles most of which stands in another the number of one of them: they are versions of one story."""
    lengths = dict(catalogue.rows("SELECT article, sum(end - start) FROM passage GROUP BY article"))
    rows = catalogue.rows(
        "SELECT p.article, q.article, sum(p.end - p.start) FROM copy c JOIN passage p ON p.no = c.passage"
        " JOIN passage q ON q.no = c.other GROUP BY p.article, q.article"
    )
    home: dict[int, int] = {}

    def root(no: int) -> int:
        while home.get(no, no) != no:
            no = home[no]
        return no

    for one, other, shared in rows:
        if 2 * shared >= lengths[one]:
            first, second = sorted((root(one), root(other)))
            home[second] = first
    return {no: root(no) for no in home}
