"""Puts into the catalogue what was read and worked out; all of it inside a transaction of `Catalogue.transaction`."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from dossier.model import DateSpan, Definition, Entity, Failure, Mention, Passage, Quantity, Quotation, Variant
from dossier.storing.base.records import FileState, StoredArticle
from dossier.storing.catalogue import near_duplicates
from dossier.storing.catalogue.schema import COLUMNS, KINDS


@dataclass(frozen=True, slots=True)
class _Numbered:
    """An article with its number and its passages in the order of the text, which are numbered from `first` on."""

    no: int
    filed: StoredArticle
    first: int
    passages: list[Passage]

    def home(self) -> Callable[[int], int | None]:
        """Return what finds the number of the passage that a place in the text belongs to; None where it is in none."""
        starts = [passage.start for passage in self.passages]

        def found(start: int) -> int | None:
            at = bisect_right(starts, start) - 1
            return self.first + at if at >= 0 and start < self.passages[at].end else None

        return found


def add(connection: sqlite3.Connection, items: Sequence[StoredArticle]) -> None:
    """Put articles in the place of those with their ids."""
    among = (json.dumps([item.article.id for item in items]),)
    replaced = connection.execute("SELECT no FROM article WHERE id IN (SELECT value FROM json_each(?))", among)
    remove(connection, [no for (no,) in replaced])
    no, passage = (_last(connection, table) + 1 for table in ("article", "passage"))
    numbered = []
    for number, item in enumerate(items, no):
        passages = sorted(item.article.passages, key=attrgetter("start"))
        numbered.append(_Numbered(number, item, passage, passages))
        passage += len(passages)
    connection.executemany(_INSERT_ARTICLE, map(_row, numbered))
    rows = [
        (number, one.no, passage.start, passage.end)
        for one in numbered
        for number, passage in enumerate(one.passages, one.first)
    ]
    connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?)", rows)
    _put_extracted(connection, numbered)
    near_duplicates.put(
        connection,
        {
            one.no: [(no, one.filed.article.text[p.start : p.end]) for no, p in enumerate(one.passages, one.first)]
            for one in numbered
        },
    )


def remove(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Remove articles with all that was extracted from them."""
    if numbers:
        near_duplicates.remove(connection, numbers)
        connection.executemany("DELETE FROM article WHERE no = ?", [(no,) for no in numbers])


def _last(connection: sqlite3.Connection, table: str) -> int:
    """Return the highest number that was ever used."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(found[0]) if found else 0


_INSERT_ARTICLE = (
    "INSERT INTO article (no, id, path, title, outlet, byline, published, published_from, url, language, words,"
    " passages, sha256, text, zones, remarks, file, size, mtime_ns)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _row(one: _Numbered) -> tuple[Any, ...]:
    article, filed = one.filed.article, one.filed
    return (
        one.no,
        article.id,
        article.path,
        article.title,
        article.outlet,
        article.byline,
        article.published,
        article.published_from,
        article.url,
        article.language,
        article.words,
        len(article.passages),
        article.sha256,
        article.text,
        json.dumps([[zone.start, zone.end, zone.zone] for zone in article.zones]),
        json.dumps(article.remarks),
        filed.state.file,
        filed.state.size,
        filed.state.mtime_ns,
    )


def _put_extracted(connection: sqlite3.Connection, numbered: Sequence[_Numbered]) -> None:
    rows: dict[type, list[tuple[Any, ...]]] = {kind: [] for kind in KINDS}
    for one in numbered:
        home, extraction = one.home(), one.filed.extraction
        found: tuple[tuple[type, Sequence[Any]], ...] = (
            (Mention, extraction.mentions),
            (Definition, extraction.definitions),
            (Quantity, extraction.quantities),
            (DateSpan, extraction.dates),
            (Quotation, extraction.quotations),
        )
        for kind, items in found:
            values = _VALUES[kind]
            rows[kind] += [(one.no, home(item.start), *values(item)) for item in items]
    for kind, of_kind in rows.items():
        connection.executemany(_INSERT[kind], of_kind)


_OWN = {kind: [name for name in names if name != "article"] for kind, names in COLUMNS.items()}
_VALUES = {kind: attrgetter(*names) for kind, names in _OWN.items()}
_INSERT = {
    kind: f"INSERT INTO {KINDS[kind]} (article, passage, "  # noqa: S608 - our own names only
    + ", ".join(f'"{name}"' for name in names)
    + f") VALUES (?, ?{', ?' * len(names)})"
    for kind, names in _OWN.items()
}


def put_failures(connection: sqlite3.Connection, failures: Iterable[tuple[Failure, FileState | None]]) -> None:
    """Keep what this run could not read, with what the file looked like, in place of the last run's."""
    connection.execute("DELETE FROM failure")
    connection.executemany(
        "INSERT INTO failure VALUES (?, ?, ?, ?, ?)",
        [(failure.path, failure.error, *_columns(seen)) for failure, seen in failures],
    )


def _columns(state: FileState | None) -> tuple[str | None, int | None, int | None]:
    return (state.file, state.size, state.mtime_ns) if state else (None, None, None)


def put_entities(connection: sqlite3.Connection, entities: Sequence[Entity]) -> None:
    """Keep the entities in place of the old."""
    connection.execute("DELETE FROM entity")
    connection.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?)",
        [(entity.id, rank, entity.type, _ENCODER.encode(entity)) for rank, entity in enumerate(entities)],
    )


def _fields(item: Entity | Variant) -> dict[str, Any]:
    return {name: getattr(item, name) for name in item.__slots__}


_ENCODER = json.JSONEncoder(default=_fields, ensure_ascii=False)


def put_identities(
    connection: sqlite3.Connection, mentions: Mapping[int, str | None], speakers: Mapping[int, str | None]
) -> None:
    """Keep which entity each mention and speaker is, by row number."""
    connection.executemany(
        "UPDATE mention SET entity = ? WHERE no = ?", [(entity, no) for no, entity in mentions.items()]
    )
    connection.executemany(
        "UPDATE quotation SET speaker_id = ? WHERE no = ?", [(entity, no) for no, entity in speakers.items()]
    )
