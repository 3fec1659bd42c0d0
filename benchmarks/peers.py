"""The engines beside which searching is measured, and the program's query trees as each of them writes queries.

They stem as we do (Porter, English), rank by BM25 and give the first 20, FTS5 and Xapian with a snippet, from a file on
the disk. They know no names, numbers or dates, and FTS5 and Xapian no fuzzy words; what a peer has no query for is left
out of its column.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from dossier.storing.query.tree import And, Fuzzy, Not, Or, Phrase, Prefix, Query, Term

_WORKER = Path(__file__).with_name("engine_worker.py")
SYSTEM_PYTHON = shutil.which("python3", path="/usr/bin")


class Engine:
    """An engine in a process of its own; every answer comes with its milliseconds of processor time."""

    def __init__(self, kind: str, *arguments: object, python: str = sys.executable) -> None:
        self._process = subprocess.Popen(
            [python, "-P", str(_WORKER), kind, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},  # as installed, so that no start compiles
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    def do(self, command: str, *arguments: object) -> tuple[float, Any]:
        """Return the milliseconds that a command took, and what it gave; a text says why it failed."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([command, *arguments]), file=self._process.stdin, flush=True)
        milliseconds, found = json.loads(self._process.stdout.readline() or '[0, "ended"]')
        return milliseconds, found


def has_xapian() -> bool:
    """Whether the system's Python has the binding (Debian: python3-xapian)."""
    command = [SYSTEM_PYTHON or "python3", "-c", "import xapian"]
    return not subprocess.run(command, capture_output=True, check=False).returncode


def release(tag: str, folder: Path) -> Path | None:
    """Put the package of a release into a folder; None where the history is not at hand."""
    packed = subprocess.run(["git", "archive", tag, "dossier"], capture_output=True, check=False)
    if packed.returncode:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=packed.stdout, check=True)
    return folder


def ranked(passages: Sequence[tuple[int, str]], queries: Sequence[Query], limit: int) -> list[list[int]]:
    """Return the first passages of each query by FTS5's BM25."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE p USING fts5(text, tokenize='porter unicode61')")
    database.executemany("INSERT INTO p (rowid, text) VALUES (?, ?)", passages)
    sql = "SELECT rowid FROM p WHERE p MATCH ? ORDER BY bm25(p), rowid LIMIT ?"
    return [[no for (no,) in database.execute(sql, (for_fts5(query), limit))] for query in queries]


def for_fts5(tree: Query) -> str | None:
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
            left, right = for_fts5(wanted), for_fts5(part)
            return f"({left}) NOT ({right})" if left and right else None
        case And(parts) | Or(parts):
            texts = [for_fts5(part) for part in parts]
            joined = " AND " if isinstance(tree, And) else " OR "
            return joined.join(f"({text})" for text in texts) if all(texts) else None
    return None


def plain(tree: Query) -> list[object] | None:
    """Write a query as lists, for engines that make their own trees; None where they have no such query."""
    match tree:
        case Term(word):
            return ["term", word]
        case Prefix(word):
            return ["prefix", word]
        case Fuzzy(word, edits):
            return ["fuzzy", word, edits]
        case Phrase(words, 0):
            return ["phrase", list(words)]
        case Phrase(words, slop):
            return ["near", list(words), slop]
        case And((wanted, Not(part))):
            return _joined("not", (wanted, part))
        case And(parts):
            return _joined("and", parts)
        case Or(parts):
            return _joined("or", parts)
    return None


def _joined(kind: str, parts: Sequence[Query]) -> list[object] | None:
    made = [plain(part) for part in parts]
    return [kind, made] if all(made) else None
