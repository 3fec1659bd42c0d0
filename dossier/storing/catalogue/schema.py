"""The catalogue's tables: those of what is extracted have the fields of its dataclass as columns."""

from __future__ import annotations

import dataclasses
import sqlite3
import zlib
from contextlib import closing
from functools import cache
from typing import Final

from dossier.model import Article, ArticleInfo, DateSpan, Definition, Mention, Quantity, Quotation

_CONTENTS: Final = 9  # raised where the same tables hold something else, or the text index does

# What is extracted, each with the table it is kept in; columns are the fields, `article` as a number.
KINDS: dict[type, str] = {
    Mention: "mention",
    Definition: "definition",
    Quantity: "quantity",
    DateSpan: "date",
    Quotation: "quotation",
}
COLUMNS = {kind: [field.name for field in dataclasses.fields(kind)] for kind in KINDS}
ARTICLE = [field.name for field in dataclasses.fields(Article) if field.name != "passages"]
INFO = [field.name for field in dataclasses.fields(ArticleInfo)]


def _column(name: str) -> str:
    return f"{name} INTEGER NOT NULL REFERENCES article ON DELETE CASCADE" if name == "article" else f'"{name}"'


# Articles are listed at every start, and their rows lie far apart, each with its text between: `article_listed` holds
# all that lists show.
_TABLES = f"""
CREATE TABLE article (
  no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, title TEXT NOT NULL,
  outlet TEXT, byline TEXT, published TEXT, published_from TEXT, url TEXT, language TEXT,
  words INTEGER NOT NULL, passages INTEGER NOT NULL, sha256 TEXT NOT NULL,
  text TEXT NOT NULL, zones TEXT NOT NULL, remarks TEXT NOT NULL,
  file TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL
);
CREATE INDEX article_listed ON article (path, id, {", ".join(name for name in INFO if name not in ("path", "id"))});
CREATE TABLE passage (
  no INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE INDEX passage_of_article ON passage (article);
CREATE TABLE fingerprint (mark INTEGER NOT NULL, passage INTEGER NOT NULL, PRIMARY KEY (mark, passage)) WITHOUT ROWID;
CREATE TABLE copy (
  passage INTEGER NOT NULL REFERENCES passage ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES passage ON DELETE CASCADE, PRIMARY KEY (passage, other)
) WITHOUT ROWID;
CREATE INDEX copy_of_other ON copy (other);
CREATE TABLE margin (
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, site TEXT NOT NULL, mark INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, dimmed INTEGER NOT NULL
);
CREATE INDEX margin_of_article ON margin (article);
CREATE TABLE entity (id TEXT PRIMARY KEY, rank INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE failure (path TEXT NOT NULL, error TEXT NOT NULL, file TEXT, size INTEGER, mtime_ns INTEGER);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
{
    "".join(
        f"CREATE TABLE {table} (no INTEGER PRIMARY KEY, passage INTEGER,"
        f" {', '.join(map(_column, COLUMNS[kind]))});"
        f"CREATE INDEX {table}_of_article ON {table} (article);"
        f"CREATE INDEX {table}_of_passage ON {table} (passage);"
        for kind, table in KINDS.items()
    )
}
CREATE INDEX mention_of_entity ON mention (entity, passage);
CREATE INDEX quantity_of_value ON quantity (value, low, high, unit, passage);
"""

# A catalogue of another version is built again. A column follows from a field of a dataclass, which nobody who adds one
# would think to tell here.
SCHEMA_VERSION: Final = zlib.crc32(f"{_CONTENTS} {_TABLES}".encode()) >> 1
SCHEMA = f"{_TABLES}PRAGMA user_version = {SCHEMA_VERSION};"


_OBJECTS: Final = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name LIMIT 200"  # more, no file of ours has
)


@cache
def objects(schema: str) -> frozenset[tuple[object, ...]]:
    """Return what a database made by these statements holds: a file that holds anything else is not ours."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        return frozenset(connection.execute(_OBJECTS))


def is_ours(connection: sqlite3.Connection, schema: str) -> bool:
    """Return whether a database has these tables and indexes, and no others, nor views and triggers."""
    return frozenset(connection.execute(_OBJECTS)) == objects(schema)


def distrust(connection: sqlite3.Connection) -> None:
    """Let nothing in a database's own schema run functions or virtual tables: a stranger may have written it."""
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
