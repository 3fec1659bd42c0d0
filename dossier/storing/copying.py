"""Which passages stand in other articles too, kept in the catalogue as articles come and go."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.linking.findings import Place
    from dossier.storing.catalogue import Catalogue

MOST = 100
"""Passages that share a fingerprint and are looked at: of a sentence that a thousand articles end with, the first."""


def put(connection: sqlite3.Connection, text: str, passages: Sequence[tuple[int, int, int]]) -> None:
    """Find the copies of a new article's passages, given as (number, start, end), among all that are there.

    Each pair of articles is looked at once, when the later one comes. What goes takes its copies along.
    """
    from dossier.linking.copies import fingerprints  # loads word lists that answering does not need

    stretch = {no: text[start:end] for no, start, end in passages}
    pairs: defaultdict[int, set[int]] = defaultdict(set)
    marks = {no: fingerprints(words) for no, words in stretch.items()}
    for no, of_passage in marks.items():
        for mark in of_passage:
            sharing = connection.execute("SELECT passage FROM fingerprint WHERE mark = ? LIMIT ?", (mark, MOST))
            for (other,) in sharing.fetchall():
                pairs[other].add(no)
    rows = [(mark, no) for no, of_passage in marks.items() for mark in of_passage]
    connection.executemany("INSERT OR IGNORE INTO fingerprint VALUES (?, ?)", rows)
    by_article: defaultdict[int, list[int]] = defaultdict(list)
    there: dict[int, str] = {}
    sql = (
        "SELECT p.no, p.article, substr(a.text, p.start + 1, p.end - p.start) FROM passage p JOIN article a"
        " ON a.no = p.article WHERE p.no IN (SELECT value FROM json_each(?)) ORDER BY p.no"
    )
    for other, article, words in connection.execute(sql, (json.dumps(sorted(pairs)),)).fetchall():
        there[other] = words
        by_article[article].append(other)
    for others in by_article.values():
        backward = {other: pairs[other] & stretch.keys() for other in others}
        forward: defaultdict[int, set[int]] = defaultdict(set)
        for other, mine in backward.items():
            for no in mine:
                forward[no].add(other)
        found = [*_copies(forward, stretch, there), *_copies(backward, there, stretch)]
        connection.executemany("INSERT OR IGNORE INTO copy VALUES (?, ?)", found)


def _copies(
    sharing: Mapping[int, Collection[int]], mine: Mapping[int, str], theirs: Mapping[int, str]
) -> Iterable[tuple[int, int]]:
    """Give each passage that is a copy with the other article's passage in which it begins.

    An outlet may cut paragraphs otherwise, so the passages that share its fingerprints are taken together.
    """
    from dossier.linking.copies import stands_in

    for no, others in sharing.items():
        ordered = sorted(others)
        single = next((other for other in ordered if stands_in(mine[no], theirs[other])), None)
        if single is not None:
            yield no, single
        elif len(ordered) > 1 and stands_in(mine[no], " ".join(theirs[other] for other in ordered)):
            yield no, ordered[0]


def copies(catalogue: Catalogue, passages: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Give links from passages to their copies in other articles, the earliest published first; most have none."""
    rows = catalogue.rows(
        "SELECT c.passage, a.id, p.start, p.end FROM copy c JOIN passage p ON p.no = c.other"
        " JOIN article a ON a.no = p.article WHERE c.passage IN (SELECT value FROM json_each(?))"
        " ORDER BY a.published IS NULL, a.published, a.path, p.start",
        (json.dumps(list(passages)),),
    )
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for passage, article, start, end in rows:
        found[passage].setdefault(article, f"{article}#char={start},{end}")
    return {passage: tuple(links.values()) for passage, links in found.items()}


def every_copy(catalogue: Catalogue) -> dict[Place, frozenset[Place]]:
    """Give all passages that stand in other articles too, with the passages there."""
    rows = catalogue.rows(
        "SELECT a.id, p.start, b.id, q.start FROM copy c JOIN passage p ON p.no = c.passage JOIN article a"
        " ON a.no = p.article JOIN passage q ON q.no = c.other JOIN article b ON b.no = q.article"
    )
    found: defaultdict[Place, set[Place]] = defaultdict(set)
    for article, start, other, there in rows:
        found[article, start].add((other, there))
    return {place: frozenset(others) for place, others in found.items()}
