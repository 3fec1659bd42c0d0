"""One engine in a process of its own, for benchmarks.search: `python -P engine_worker.py ENGINE FOLDER [ARGUMENT …]`.

Reads a command a line, `[name, argument, …]` in JSON, and answers `[milliseconds, result]`: processor time of this
process, so that others who use the machine's cores do not count. Knows nothing of the package but what is asked for: it
runs in release 0.1 and in the system's Python (Xapian) too.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIRST = 20  # passages of an answer, each with its highlights or a snippet


class Program:
    """This program, or another release of it that lies in a folder: `program FOLDER RELEASE TAG`."""

    def __init__(self, folder: Any, release: Any, tag: Any) -> None:
        sys.path.insert(0, release)
        self.folder = Path(folder)
        self.index = self.folder / f"index-{tag}"
        self.state = self.folder / f"state-{tag}"
        self.opened = None

    @property
    def dossier(self) -> Any:
        if self.opened is None:
            import dataclasses

            from dossier.config import load
            from dossier.dossier import Dossier

            config = load(folder=self.folder)
            self.opened = Dossier(dataclasses.replace(config, state=self.state, index=self.index))
        return self.opened

    def first(self, word: Any) -> Any:
        """From nothing but the interpreter to an answer."""
        return self.dossier.search(word).total

    def index_all(self) -> Any:
        return self.dossier.index().passages

    def build(self) -> Any:
        """Make the text index again from the catalogue; the one question that is answered too takes some ms."""
        shutil.rmtree(self.index / "whoosh")
        return self.dossier.search("government").total

    def ask(self, method: Any, arguments: Any, options: Any) -> Any:
        found = getattr(self.dossier, method)(*arguments, **options)
        return getattr(found, "total", None)

    def change(self, article: Any) -> Any:
        """Change an article; milliseconds until it is found."""
        path = self.folder / "articles" / article
        path.write_text(path.read_text("utf-8") + "\n\nA zyxwvut stands here.\n", "utf-8")
        began, seen = time.process_time(), []

        def told(step: Any) -> None:
            # Linking begins once what has changed is searchable.
            if step.stage == "linking" and not seen and self.dossier.search("zyxwvut").total:
                seen.append((time.process_time() - began) * 1000)

        self.dossier.index(progress=told)
        return seen[0]


class Fts5:
    """SQLite FTS5: `fts5 FOLDER PASSAGES`."""

    def __init__(self, folder: Any, passages: Any) -> None:
        self.file, self.passages = Path(folder) / "fts5.sqlite", passages
        self.database = sqlite3.connect(self.file)

    def build(self) -> Any:
        self.database.execute("CREATE VIRTUAL TABLE p USING fts5(text, tokenize='porter unicode61')")
        rows = ((row["no"], row["text"]) for row in _rows(self.passages))
        self.database.executemany("INSERT INTO p (rowid, text) VALUES (?, ?)", rows)
        self.database.commit()

    def ask(self, query: Any) -> Any:
        sql = f"SELECT rowid, snippet(p, 0, '', '', '…', 20) FROM p WHERE p MATCH ? ORDER BY bm25(p) LIMIT {FIRST}"
        return len(self.database.execute(sql, (query,)).fetchall())


class Xapian:
    """Xapian, by the binding of the system's Python: `xapian FOLDER PASSAGES`."""

    def __init__(self, folder: Any, passages: Any) -> None:
        import xapian

        self.xapian, self.folder, self.passages = xapian, str(Path(folder) / "xapian"), passages
        self.stemmer = xapian.Stem("porter")
        self.database = None

    def build(self) -> Any:
        database = self.xapian.WritableDatabase(self.folder, self.xapian.DB_CREATE_OR_OVERWRITE)
        indexer = self.xapian.TermGenerator()
        indexer.set_stemmer(self.stemmer)
        for row in _rows(self.passages):
            document = self.xapian.Document()
            document.set_data(row["text"])
            indexer.set_document(document)
            indexer.index_text(row["text"])
            database.add_document(document)
        database.commit()

    def ask(self, tree: Any) -> Any:
        self.database = self.database or self.xapian.Database(self.folder)
        enquire = self.xapian.Enquire(self.database)
        enquire.set_query(self._query(tree))
        found = enquire.get_mset(0, FIRST)
        for match in found:
            found.snippet(match.document.get_data().decode(), 120, self.stemmer)
        return found.get_matches_estimated()

    def _query(self, tree: Any) -> Any:
        query, (kind, what, *more) = self.xapian.Query, tree
        if kind == "term":
            return query("Z" + self.stemmer(what.encode()).decode())
        if kind == "prefix":
            return query(query.OP_WILDCARD, what, 200, query.WILDCARD_LIMIT_MOST_FREQUENT)
        if kind == "phrase":
            return query(query.OP_PHRASE, what, len(what))
        if kind == "near":
            return query(query.OP_NEAR, what, len(what) + more[0])
        operators = {"and": query.OP_AND, "or": query.OP_OR, "not": query.OP_AND_NOT}
        return query(operators[kind], [self._query(part) for part in what])


class Whoosh:
    """Stock Whoosh with our schema; builds from the first passages, asks the index that we wrote: `whoosh FOLDER …`."""

    def __init__(self, folder: Any, passages: Any, release: Any, index: Any, most: Any) -> None:
        sys.path.insert(0, release)
        self.folder, self.passages, self.index, self.most = Path(folder), passages, index, int(most)
        self.searcher = None

    def build(self) -> Any:
        from whoosh.index import create_in

        from dossier.storing.search.index.schema import schema

        self.folder.mkdir(exist_ok=True)
        writer = create_in(self.folder, schema()).writer(limitmb=512)
        for row, _ in zip(_rows(self.passages), range(self.most), strict=False):
            writer.add_document(**row["fields"])
        writer.commit()

    def ask(self, tree: Any) -> Any:
        from whoosh.index import open_dir

        if self.searcher is None:
            self.searcher = open_dir(self.index).searcher()
        hits = self.searcher.search(self._query(tree), limit=FIRST)
        return [hit["start"] for hit in hits] and len(hits)

    def _query(self, tree: Any) -> Any:
        from whoosh import query

        kind, what, *more = tree
        if kind == "term":
            stems = [(field, stem) for field in ("stem", "heading") for stem in self._stems(field, what)]
            return query.Or([query.Term(*stem) for stem in stems])
        if kind == "prefix":
            return query.Prefix("text", what)
        if kind in {"phrase", "near"}:
            return query.Phrase("text", what, slop=1 + sum(more))
        if kind == "fuzzy":
            return query.FuzzyTerm("text", what, maxdist=more[0])
        if kind == "not":
            return query.And([self._query(what[0]), query.Not(self._query(what[1]))])
        return (query.And if kind == "and" else query.Or)([self._query(part) for part in what])

    def _stems(self, field: Any, word: Any) -> Any:
        return self.searcher.schema[field].process_text(word, mode="query")


def _rows(file: Any) -> Iterator[Any]:
    with open(file, encoding="utf-8") as lines:  # noqa: PTH123 - one line at a time
        for line in lines:
            yield json.loads(line)


def memory() -> list[int]:
    """Peak and present memory of this process in MB, and of that what is its own and no page of a file."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    return [int(status[name].split()[0]) // 1024 for name in ("VmHWM", "VmRSS", "RssAnon")]


def main(name: Any, *arguments: Any) -> None:
    engine = {"program": Program, "fts5": Fts5, "xapian": Xapian, "whoosh": Whoosh}[name](*arguments)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin:
        command, *values = json.loads(line)
        began = time.process_time()
        try:
            found = memory() if command == "memory" else getattr(engine, command)(*values)
        except Exception as error:  # noqa: BLE001 - the other engines go on
            found = f"{type(error).__name__}: {error}"
        print(json.dumps([(time.process_time() - began) * 1000, found]), file=answers, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
