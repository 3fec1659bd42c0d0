"""Keeps the margins of articles, and finds which are their site's own as articles come and go (`site_margins`)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dossier.model import Article, Extraction
from dossier.reading.text.site_margins import SEVERAL, Margin, dimmed, margins, site, site_own
from dossier.storing.base.records import FileState, KeptMargins, SiteMargins, StoredArticle
from dossier.storing.catalogue import writing
from dossier.storing.catalogue.catalogue import Catalogue

Name = TypeVar("Name", int, str)
"""What an article is known by: its number in the catalogue, or its id."""


@dataclass(frozen=True, slots=True)
class _Margins:
    """Which margins of an article are kept, and which of their marks are the site's own."""

    id: str
    site: str | None
    found: Sequence[Margin]
    own: frozenset[int]


def add(
    connection: sqlite3.Connection, items: Sequence[StoredArticle], own: Mapping[str, frozenset[int]] | None = None
) -> None:
    """Put articles, as they were read, into the catalogue.

    `own` gives, by article, which of its margins are the site's own: they become furniture.
    """
    filed, kept = [], []
    for item in items:
        article, extraction = item.article, item.extraction
        where = site(article)
        found = margins(article, extraction) if where else ()
        its_own = (own or {}).get(article.id, frozenset())
        if its_own:
            stretches = [(margin.start, margin.end) for margin in found if margin.mark in its_own]
            article, extraction = dimmed(article, extraction, stretches)
        filed.append(replace(item, article=article, extraction=extraction))
        kept.append(_Margins(article.id, where, found, its_own))
    writing.add(connection, filed)
    _keep(connection, kept)


def kept(catalogue: Catalogue, ids: Iterable[str]) -> dict[str, KeptMargins]:
    """Return the margins that are kept of articles, by id."""
    wanted = json.dumps(list(ids))
    found: dict[str, tuple[str | None, list[tuple[int, int, int, bool]]]] = {}
    rows = catalogue.rows(
        "SELECT a.id, m.site, m.mark, m.start, m.end, m.dimmed FROM article a LEFT JOIN margin m ON m.article = a.no"
        " WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.no, m.start",
        (wanted,),
    )
    for id_, where, mark, start, end, already in rows:
        _, listed = found.setdefault(id_, (where, []))
        if mark is not None:
            listed.append((mark, start, end, bool(already)))
    return {id_: KeptMargins(where, tuple(listed)) for id_, (where, listed) in found.items()}


def add_as_kept(
    connection: sqlite3.Connection, items: Sequence[StoredArticle], margins_: Mapping[str, KeptMargins]
) -> None:
    """Put articles of another store into the catalogue as they are there."""
    writing.add(connection, items)
    _keep(
        connection,
        [
            _Margins(
                item.article.id,
                known.site,
                [Margin(mark, start, end) for mark, start, end, _ in known.rows],
                frozenset(mark for mark, _, _, already in known.rows if already),
            )
            for item in items
            if (known := margins_[item.article.id]).rows
        ],
    )


def redo(connection: sqlite3.Connection, changed: Sequence[tuple[int, SiteMargins, Article, Extraction]]) -> None:
    """Put articles of the catalogue into their own places, with more of their margins as furniture."""
    filed, kept = [], []
    for no, change, article, extraction in changed:
        rows = connection.execute(
            "SELECT m.site, m.mark, m.start, m.end, m.dimmed, a.file, a.size, a.mtime_ns FROM margin m"
            " JOIN article a ON a.no = m.article WHERE m.article = ? ORDER BY m.start",
            (no,),
        ).fetchall()
        stretches = [(start, end) for _, mark, start, end, already, *_ in rows if mark in change.own and not already]
        filed.append(StoredArticle(*dimmed(article, extraction, stretches), FileState(*rows[0][5:])))
        found = [Margin(mark, start, end) for _, mark, start, end, *_ in rows]
        kept.append(_Margins(article.id, rows[0][0], found, change.own))
    writing.add(connection, filed)
    _keep(connection, kept)


def _keep(connection: sqlite3.Connection, kept: Iterable[_Margins]) -> None:
    connection.executemany(
        "INSERT INTO margin SELECT no, ?, ?, ?, ?, ? FROM article WHERE id = ?",
        [
            (one.site, margin.mark, margin.start, margin.end, margin.mark in one.own, one.id)
            for one in kept
            for margin in one.found
        ],
    )


def changes(catalogue: Catalogue) -> list[SiteMargins]:
    """Return the articles whose margins should be shown otherwise than they are, in the order of their paths."""
    sql = "SELECT m.article, a.id, m.site, m.mark, m.dimmed FROM margin m JOIN article a ON a.no = m.article"
    rows = catalogue.rows(f"{sql} ORDER BY a.path, a.id, m.start")
    return changed(((*row,) for row in rows), lambda: _stories(catalogue))


def changed(
    rows: Iterable[tuple[Name, str, str, int, bool]], stories: Callable[[], Mapping[Name, Name]]
) -> list[SiteMargins]:
    """Return the same from margins: article, its id, site, mark and whether it is furniture, in the order of paths.

    `stories` returns for articles that are versions of one story the name of one of them.
    """
    by_site: defaultdict[str, dict[Name, list[int]]] = defaultdict(dict)
    now: defaultdict[Name, set[int]] = defaultdict(set)
    ids: dict[Name, str] = {}
    for no, id_, where, mark, already in rows:
        by_site[where].setdefault(no, []).append(mark)
        ids[no] = id_
        if already:
            now[no].add(mark)
    printed = Counter(
        (where, mark) for where, found in by_site.items() for marks in found.values() for mark in set(marks)
    )
    # Which articles tell one story is asked of the whole dossier; in most no site repeats itself so often.
    told = stories() if max(printed.values(), default=0) >= SEVERAL else {}
    out = []
    for found in by_site.values():
        for no, own in site_own(found, told).items():
            if own != now[no]:
                out.append(SiteMargins(ids[no], own, restored=not now[no] <= own))
    return out


def _stories(catalogue: Catalogue) -> dict[int, int]:
    """Return, by number, the story of each article most of which stands in another: the number of one of them."""
    lengths = dict(catalogue.rows("SELECT article, sum(end - start) FROM passage GROUP BY article"))
    rows = catalogue.rows(
        "SELECT p.article, q.article, sum(p.end - p.start) FROM copy c JOIN passage p ON p.no = c.passage"
        " JOIN passage q ON q.no = c.other GROUP BY p.article, q.article"
    )
    return stories(lengths, ((*row,) for row in rows))


def stories(lengths: Mapping[Name, int], shared: Iterable[tuple[Name, Name, int]]) -> dict[Name, Name]:
    """Return, by name, the story of each article that is a version of one: the name of one of its versions.

    `lengths` are how long articles' passages are together, `shared` how much of one article stands in another.
    """
    home: dict[Name, Name] = {}

    def root(no: Name) -> Name:
        while home.get(no, no) != no:
            no = home[no]
        return no

    for one, other, size in shared:
        if 2 * size >= lengths[one]:
            first, second = sorted((root(one), root(other)))
            home[second] = first
    return {no: root(no) for no in home}
