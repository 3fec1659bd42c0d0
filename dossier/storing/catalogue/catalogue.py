"""The catalogue: articles and everything extracted from them, in one SQLite file. It is the truth.

Rows are known by numbers that are never used twice: an article that changed is a new row, so whoever still holds
an old passage number finds nothing rather than other words. Write-ahead logging lets readers go on, each with a
whole state, while an index run writes. Connections are one to a thread.
"""

from __future__ import annotations

# ruff: noqa: S608 - the SQL is put together from our own names only; values are always bound
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING, Any, TypeVar

from dossier.model import (
    Article,
    ArticleList,
    DateSpan,
    Definition,
    Extraction,
    Mention,
    Passage,
    Quantity,
    Quotation,
    Zone,
)
from dossier.storing.catalogue.database import CatalogueFile
from dossier.storing.catalogue.schema import ARTICLE, COLUMNS, INFO, KINDS

if TYPE_CHECKING:
    from dossier.model import Entity, Failure

T = TypeVar("T", Mention, Definition, Quantity, DateSpan, Quotation)


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage and the number of its article."""

    no: int
    article: int
    start: int
    end: int


class Catalogue(CatalogueFile):
    """Reads articles and what was extracted from them; without a file, an empty dossier."""

    # What a run notes

    def meta(self) -> dict[str, str]:
        """Return the notes that runs keep: generation, signature, …."""
        return dict(self.rows("SELECT key, value FROM meta"))

    def note(self, **values: str) -> None:
        """Keep notes."""
        with self.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def failures(self) -> tuple[Failure, ...]:
        """Return the files that the last run could not read."""
        from dossier.model import Failure

        return tuple(Failure(*row) for row in self.rows("SELECT path, error FROM failure ORDER BY rowid"))

    def failed_files(self) -> set[tuple[str, int, int]]:
        """Return what those files looked like: file, size, time of change."""
        return set(self.rows("SELECT file, size, mtime_ns FROM failure WHERE file IS NOT NULL"))

    # Articles

    def infos(self) -> ArticleList:
        """Return the articles in the order of their paths."""
        return ArticleList.of_rows(self.each_row(f"SELECT {', '.join(INFO)} FROM article ORDER BY path, id"))

    def numbers_of(self) -> dict[str, int]:
        """Return every article's number by its id, in the order of the paths."""
        return dict(self.rows("SELECT id, no FROM article ORDER BY path, id"))

    def article(self, no: int) -> Article | None:
        """Return an article by its number; None when it is gone."""
        return self.articles([no]).get(no)

    def articles(self, numbers: Iterable[int]) -> dict[int, Article]:
        """Return articles by number; those that are gone are missing."""
        wanted = (json.dumps(list(numbers)),)
        among = "IN (SELECT value FROM json_each(?))"
        passages: dict[int, list[Passage]] = {}
        for no, start, end in self.rows(
            f"SELECT article, start, end FROM passage WHERE article {among} ORDER BY article, start", wanted
        ):
            passages.setdefault(no, []).append(Passage(start, end))
        found = {}
        for no, *row in self.rows(f"SELECT no, {', '.join(ARTICLE)} FROM article WHERE no {among}", wanted):
            values: dict[str, Any] = dict(zip(ARTICLE, row, strict=True))
            values["zones"] = tuple(Zone(*zone) for zone in json.loads(values["zones"]))
            values["remarks"] = tuple(json.loads(values["remarks"]))
            found[no] = Article(**values, passages=tuple(passages.get(no, ())))
        return found

    def texts(self, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return ids and texts of articles, by number."""
        wanted = json.dumps(sorted(numbers))
        rows = self.rows("SELECT no, id, text FROM article WHERE no IN (SELECT value FROM json_each(?))", (wanted,))
        return {no: (id_, text) for no, id_, text in rows}

    def passages(self, numbers: Iterable[int]) -> dict[int, PassageRow]:
        """Return passages by number; those that are gone are missing."""
        wanted = json.dumps(list(numbers))
        rows = self.rows(
            "SELECT no, article, start, end FROM passage WHERE no IN (SELECT value FROM json_each(?))", (wanted,)
        )
        return {row[0]: PassageRow(*row) for row in rows}

    # What was extracted

    def extracted(
        self, kind: type[T], article: int | None = None, where: str = "", values: Sequence[Any] = ()
    ) -> list[T]:
        """Return mentions, definitions, quantities, dates or quotations in article order."""
        return [item for _, _, item in self.numbered(kind, article, where, values)]

    def numbered(
        self, kind: type[T], article: int | None = None, where: str = "", values: Sequence[Any] = ()
    ) -> list[tuple[int, int | None, T]]:
        """Return the same, each with its row number and the passage it stands in (None: in none, as in a headline)."""
        conditions = [*(["t.article = ?"] if article is not None else []), *([where] if where else [])]
        rows = self.rows(
            _extracted(kind, " AND ".join(conditions)), [*([article] if article is not None else []), *values]
        )
        return [(number, passage, kind(intern(id_), *values)) for number, passage, id_, *values in rows]

    def each(self, kind: type[T]) -> Iterator[tuple[int, int | None, T]]:
        """Yield all of a kind as `numbered` returns them, without holding all of them at once."""
        return ((row[0], row[1], kind(*row[2:])) for row in self.each_row(_extracted(kind)))

    def extraction(self, article: int) -> Extraction:
        """Return everything that was extracted from an article."""
        return Extraction(
            mentions=tuple(self.extracted(Mention, article)),
            definitions=tuple(self.extracted(Definition, article)),
            quantities=tuple(self.extracted(Quantity, article)),
            dates=tuple(self.extracted(DateSpan, article)),
            quotations=tuple(self.extracted(Quotation, article)),
        )

    def extractions(self, numbers: Mapping[str, int]) -> dict[str, Extraction]:
        """Return the same of several articles, by id; `numbers` gives theirs."""
        among = "t.article IN (SELECT value FROM json_each(?))"
        found: dict[str, dict[type, list[Any]]] = {id_: defaultdict(list) for id_ in numbers}
        for kind in KINDS:
            for one in self.extracted(kind, None, among, (json.dumps(list(numbers.values())),)):
                found[one.article][kind].append(one)
        return {id_: Extraction(*(tuple(of_kind[kind]) for kind in KINDS)) for id_, of_kind in found.items()}

    def entities(self, ids: Iterable[str] | None = None) -> Iterator[Entity]:
        """Return every entity, or those with these ids, most mentions first."""
        among = "" if ids is None else "WHERE id IN (SELECT value FROM json_each(?))"
        values = () if ids is None else (json.dumps(list(ids)),)
        return (_entity(data) for (data,) in self.rows(f"SELECT data FROM entity {among} ORDER BY rank", values))


def _extracted(kind: type, conditions: str = "") -> str:
    columns = ", ".join("a.id" if name == "article" else f't."{name}"' for name in COLUMNS[kind])
    where = f"WHERE {conditions}" if conditions else ""
    return (
        f"SELECT t.no, t.passage, {columns} FROM {KINDS[kind]} t JOIN article a ON a.no = t.article {where}"
        " ORDER BY a.path, a.id, t.start, t.no"
    )


def _entity(data: str) -> Entity:
    from dossier.model import Entity, Variant

    values: dict[str, Any] = json.loads(data)
    for name in ("roles", "merged"):
        values[name] = tuple(values[name])
    values["variants"] = tuple(Variant(**variant) for variant in values["variants"])
    return Entity(**values)
