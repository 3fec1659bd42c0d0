"""The same passages and queries in SQLite FTS5 and, where Debian's python3-xapian is installed, Xapian.

Both stem as we do (Porter, English), rank by BM25 and give the first 20 with a snippet, from a file on the disk. They
know no names, numbers or dates, and FTS5 no fuzzy words; what a peer has no query for is left out of its column.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from dossier.storing.search.query.tree import And, Not, Or, Phrase, Prefix, Query, Term

Times = dict[str, list[float]]  # milliseconds by kind of query
# What a shared machine is measured with: the others who wait for its cores do not count.
PROCESSOR = "--processor"
clock = time.process_time if PROCESSOR in sys.argv else time.perf_counter
Passages = Sequence[tuple[int, str]]


def fts5(passages: Passages, queries: dict[str, list[Query]], folder: Path) -> tuple[float, Times]:
    """Give the seconds of the build and the time of every query."""
    database = sqlite3.connect(folder / "fts5.sqlite")
    began = clock()
    database.execute("CREATE VIRTUAL TABLE p USING fts5(text, tokenize='porter unicode61')")
    database.executemany("INSERT INTO p (rowid, text) VALUES (?, ?)", passages)
    database.commit()
    built = clock() - began
    sql = "SELECT rowid, snippet(p, 0, '', '', '…', 20) FROM p WHERE p MATCH ? ORDER BY bm25(p) LIMIT 20"
    times: Times = {}
    for name, trees in queries.items():
        for tree in trees:
            if text := _match(tree):
                began = clock()
                database.execute(sql, (text,)).fetchall()
                times.setdefault(name, []).append((clock() - began) * 1000)
    database.close()
    return built, times


def ranked(passages: Passages, queries: Sequence[Query], limit: int) -> list[list[int]]:
    """Give the first passages of each query by FTS5's BM25."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE p USING fts5(text, tokenize='porter unicode61')")
    database.executemany("INSERT INTO p (rowid, text) VALUES (?, ?)", passages)
    sql = "SELECT rowid FROM p WHERE p MATCH ? ORDER BY bm25(p), rowid LIMIT ?"
    return [[no for (no,) in database.execute(sql, (_match(query), limit))] for query in queries]


def _match(tree: Query) -> str | None:
    """Write a query as FTS5 does; None where it cannot."""
    match tree:
        case Term(word):
            return f'"{word}"'
        case Prefix(word):
            return f'"{word}"*'
        case Phrase(words, 0):
            return f'"{" ".join(words)}"'
        case Phrase(words, slop):
            return f"NEAR({' '.join(f'{chr(34)}{word}{chr(34)}' for word in words)}, {slop})"
        case And((wanted, Not(part))):
            left, right = _match(wanted), _match(part)
            return f"({left}) NOT ({right})" if left and right else None
        case And(parts) | Or(parts):
            texts = [_match(part) for part in parts]
            joined = " AND " if isinstance(tree, And) else " OR "
            return joined.join(f"({text})" for text in texts) if all(texts) else None
    return None


_XAPIAN = """
import json, sys, time
import xapian
folder = sys.argv[1]
clock = time.process_time if sys.argv[2] else time.perf_counter
read = lambda: json.loads(sys.stdin.readline())
passages, queries = read(), read()
began = clock()
database = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OVERWRITE)
indexer = xapian.TermGenerator()
stemmer = xapian.Stem("porter")
indexer.set_stemmer(stemmer)
for no, text in passages:
    document = xapian.Document()
    document.set_data(text)
    indexer.set_document(document)
    indexer.index_text(text)
    database.add_document(document)
database.commit()
built = clock() - began
database = xapian.Database(folder)
operators = {"and": xapian.Query.OP_AND, "or": xapian.Query.OP_OR, "not": xapian.Query.OP_AND_NOT}
def query(tree):
    kind, what = tree[:2]
    if kind == "term":
        return xapian.Query("Z" + stemmer(what.encode()).decode())
    if kind == "prefix":
        return xapian.Query(xapian.Query.OP_WILDCARD, what, 200, xapian.Query.WILDCARD_LIMIT_MOST_FREQUENT)
    if kind == "phrase":
        return xapian.Query(xapian.Query.OP_PHRASE, what, len(what))
    if kind == "near":
        return xapian.Query(xapian.Query.OP_NEAR, what, len(what) + tree[2])
    return xapian.Query(operators[kind], [query(part) for part in what])
times = {}
for name, trees in queries.items():
    for tree in trees:
        began = clock()
        enquire = xapian.Enquire(database)
        enquire.set_query(query(tree))
        found = enquire.get_mset(0, 20)
        for match in found:
            found.snippet(match.document.get_data().decode(), 120, stemmer)
        times.setdefault(name, []).append((clock() - began) * 1000)
print(json.dumps([built, times]))
"""


def xapian(passages: Passages, queries: dict[str, list[Query]], folder: Path) -> tuple[float, Times] | None:
    """Do the same in Xapian; None where the system's Python has no binding."""
    python = shutil.which("python3", path="/usr/bin")
    if not python or subprocess.run([python, "-c", "import xapian"], capture_output=True, check=False).returncode:
        return None
    plain = {name: [made for tree in trees if (made := _plain(tree))] for name, trees in queries.items()}
    told = "\n".join(map(json.dumps, (list(passages), plain)))
    processor = PROCESSOR if PROCESSOR in sys.argv else ""
    command = [python, "-c", _XAPIAN, str(folder / "xapian"), processor]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=True)
    built, times = json.loads(done.stdout)
    return built, times


def _plain(tree: Query) -> list[object] | None:
    match tree:
        case Term(word):
            return ["term", word]
        case Prefix(word):
            return ["prefix", word]
        case Phrase(words, 0):
            return ["phrase", list(words)]
        case Phrase(words, slop):
            return ["near", list(words), slop]
        case And((wanted, Not(part))):
            made = [_plain(wanted), _plain(part)]
            return ["not", made] if all(made) else None
        case And(parts) | Or(parts):
            made = [_plain(part) for part in parts]
            return ["and" if isinstance(tree, And) else "or", made] if all(made) else None
    return None
