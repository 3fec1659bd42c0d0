"""Which passages stand in other articles too, kept in the catalogue as articles come and go."""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from dossier.linking.facts import Place
    from dossier.linking.text.near_duplicates import Effort
    from dossier.storing.catalogue.catalogue import Catalogue

MOST = 100
"""Passages that share a fingerprint and are looked at: of a sentence that a thousand articles end with, the first."""
MOST_ALIKE = 100
"""Passages of an article that comes which are looked at for one that is there: more than any cut gives, see PARTS."""
MOST_MET = 2 * MOST
"""Passages that are there which are looked at for one that comes; those of a wire story share most fingerprints."""
PARTS = 32
"""Passages of another article in which a copy of a passage is looked for, those that share most with it.

A passage has 200 words at most (`reading.text.passages`), so it can be cut into 25 that have fingerprints.
"""


def put(connection: sqlite3.Connection, articles: Mapping[int, Sequence[tuple[int, str]]]) -> None:
    """Find the copies of new articles' passages among all that are there.

    `articles` gives their numbers, each with (number, text) of its passages. Each pair of articles is looked at once,
    when the later one comes. What goes takes its copies along.
    """
    from dossier.linking.text.near_duplicates import fingerprints  # loads word lists that answering does not need

    texts = {no: text for passages in articles.values() for no, text in passages}
    marks = {no: fingerprints(text) for no, text in texts.items()}
    sharing = _sharing(connection, set().union(*marks.values()))
    rows = sorted((mark, no) for no, of_passage in marks.items() for mark in of_passage)
    connection.executemany("INSERT OR IGNORE INTO fingerprint VALUES (?, ?)", rows)
    owners = {no: article for article, passages in articles.items() for no, _ in passages}
    pairs = [shared_marks(passages, marks, sharing) for passages in articles.values()]
    there = set().union(*pairs) - texts.keys()
    for no, owner, text in _texts(connection, "no", there):
        texts[no], owners[no] = text, owner
    found = copies_of_articles(articles.values(), pairs, texts, owners)
    connection.executemany("INSERT OR IGNORE INTO copy VALUES (?, ?)", found)


Name = TypeVar("Name", int, str)
"""What a passage is called: its number, or a text; they are looked at in order."""


def copies_of_articles(
    articles: Iterable[Sequence[tuple[Name, str]]],
    shared: Iterable[Mapping[Name, dict[Name, int]]],
    texts: Mapping[Name, str],
    owners: Mapping[Name, Name],
) -> Iterator[tuple[Name, Name]]:
    """Return the copies of the passages of some articles; `shared` says how much each other passage shares with which.

    `articles` gives (name, text) of the passages, `texts` and `owners` the text and the article of every passage.
    """
    from dossier.linking.text.near_duplicates import Effort

    sizes = [sum(text.count(" ") + 1 for _, text in passages) for passages in articles]
    batch = Effort(sum(sizes))
    for size, of_article in zip(sizes, shared, strict=True):
        yield from _copies_of_article(of_article, texts, owners, Effort(size, batch))


def _copies_of_article(
    shared: Mapping[Name, dict[Name, int]], texts: Mapping[Name, str], owners: Mapping[Name, Name], effort: Effort
) -> Iterator[tuple[Name, Name]]:
    by_owner: defaultdict[Name, list[Name]] = defaultdict(list)
    for other in sorted(shared):
        if other in owners:
            by_owner[owners[other]].append(other)
    for others in by_owner.values():
        forward: defaultdict[Name, dict[Name, int]] = defaultdict(dict)
        for other in others:
            for no, marks in shared[other].items():
                forward[no][other] = marks
        yield from _copies(forward, texts, effort)
        yield from _copies({other: shared[other] for other in others}, texts, effort)


def remove(connection: sqlite3.Connection, articles: Sequence[int]) -> None:
    """Forget the fingerprints of articles that are about to go; what is left of others would be skipped.

    There are so many that a second index of them, by passage, would double the time they take: they are found anew.
    """
    from dossier.linking.text.near_duplicates import fingerprints

    gone = _texts(connection, "article", articles)
    rows = sorted((mark, no) for no, _, text in gone for mark in fingerprints(text))
    connection.executemany("DELETE FROM fingerprint WHERE mark = ? AND passage = ?", rows)


def _sharing(connection: sqlite3.Connection, marks: Collection[int]) -> defaultdict[int, list[int]]:
    """Return the stored passages that have each of these fingerprints, the first of very many."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    sql = "SELECT mark, passage FROM fingerprint WHERE mark IN (SELECT value FROM json_each(?)) ORDER BY mark, passage"
    for mark, passage in connection.execute(sql, (json.dumps(sorted(marks)),)):
        if len(found[mark]) < MOST:
            found[mark].append(passage)
    return found


Mark = TypeVar("Mark", int, str)


def shared_marks(
    passages: Sequence[tuple[Name, str]],
    marks: Mapping[Name, Collection[Mark]],
    sharing: defaultdict[Mark, list[Name]],
) -> dict[Name, dict[Name, int]]:
    """Return the earlier passages that share fingerprints with an article's, with how many; `sharing` gets its own.

    At most MOST_ALIKE for each earlier passage and MOST_MET for each of the article: of the rarest fingerprints.
    """
    pairs: dict[Name, dict[Name, int]] = {}
    met: defaultdict[Name, int] = defaultdict(int)
    every = [(no, mark) for no, _ in passages for mark in marks[no] if mark in sharing]
    # The rarest first: of many passages alike they tell which is the copy, before the bounds are reached.
    for no, mark in sorted(every, key=lambda one: len(sharing[one[1]])):
        for other in sharing[mark]:
            found = pairs.get(other, {})
            if no not in found:
                if len(found) >= MOST_ALIKE or met[no] >= MOST_MET:
                    continue
                met[no] += 1
                pairs[other] = found
            found[no] = found.get(no, 0) + 1
    for no, _ in passages:
        for mark in marks[no]:
            if len(sharing[mark]) < MOST:
                sharing[mark].append(no)
    return pairs


def _texts(connection: sqlite3.Connection, column: str, numbers: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    """Yield passages of which a column, `no` or `article`, is one of these: number, article, text."""
    among = "IN (SELECT value FROM json_each(?))"
    rows = connection.execute(
        f"SELECT no, article, start, end FROM passage WHERE {column} {among}",  # noqa: S608
        (json.dumps(sorted(numbers)),),
    ).fetchall()
    owners = json.dumps(sorted({article for _, article, _, _ in rows}))
    texts = dict(connection.execute(f"SELECT no, text FROM article WHERE no {among}", (owners,)))  # noqa: S608
    for no, article, start, end in rows:
        yield no, article, texts[article][start:end]


def _copies(
    sharing: Mapping[Name, Mapping[Name, int]], texts: Mapping[Name, str], effort: Effort
) -> Iterator[tuple[Name, Name]]:
    """Yield each passage of one article that is a copy with the other article's passage in which it begins.

    `sharing` gives it those of the other article with how many fingerprints they share.

    An outlet may cut paragraphs otherwise, so the passages that share its fingerprints are taken together.
    """
    from dossier.linking.text.near_duplicates import may_stand_in, runs_in_common, stands_in, stands_in_several

    for no, others in sharing.items():
        if not may_stand_in(texts[no].count(" "), sum(others.values())):
            continue
        ordered = sorted(others)
        if len(ordered) > PARTS:
            common = {other: runs_in_common(texts[no], texts[other]) for other in ordered}
            ordered = sorted(heapq.nlargest(PARTS, ordered, key=common.__getitem__))
        single = next((other for other in ordered if stands_in(texts[no], texts[other], effort)), None)
        if single is not None:
            yield no, single
        elif len(ordered) > 1 and stands_in_several(texts[no], [texts[other] for other in ordered], effort):
            yield no, ordered[0]


def copies(catalogue: Catalogue, passages: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return links from passages to their copies in other articles, the earliest published first; most have none."""
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
    """Return all passages that stand in other articles too, with the passages there."""
    rows = catalogue.rows(
        "SELECT a.id, p.start, b.id, q.start FROM copy c JOIN passage p ON p.no = c.passage JOIN article a"
        " ON a.no = p.article JOIN passage q ON q.no = c.other JOIN article b ON b.no = q.article"
    )
    found: defaultdict[Place, set[Place]] = defaultdict(set)
    for article, start, other, there in rows:
        found[article, start].add((other, there))
    return {place: frozenset(others) for place, others in found.items()}
