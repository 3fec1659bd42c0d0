"""The text index, kept by Whoosh: postings on disk, and nothing else of Whoosh's search.

Whoosh stores and merges postings well; its query classes have known faults with NOT, filters and time limits, and
counting their results costs a second search. So queries are answered on whole posting lists with set
operations (see answering.py), which is faster for lists of this size and exact. This is the only
module that knows Whoosh (words.py borrows its stemmer). It holds to version 2.7.4, the one with a
correct reader, and reads posting blocks directly.

The index files hold pickles: whoever can write them can run code here. So an index is opened only if its folder
is this user's alone and carries the token that this user's state folder keeps; see `TextIndex.fault`.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import struct
import threading
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
from whoosh.filedb.filestore import FileStorage

from dossier.storing.words import STOP_WORDS, stem, words

TITLE_GAP = 200  # positions between a title and its article's first passage: no near reaches across
_CACHED_POSTINGS = 1_000_000  # across all lists; 100 bytes each
_MARK = "token"
_SCHEMA_VERSION = "1"


class DamagedError(Exception):
    """The index cannot be read; it has to be built again."""


class _Positions(formats.Format):  # type: ignore[misc]
    """Positions as a UTF-8 string, one character each: short and decoded at C speed."""

    posting_size = -1


class _Terms(fields.FieldType):  # type: ignore[misc]
    """Takes terms already counted: a dict of term → (frequency, encoded positions)."""

    def __init__(self, format_: formats.Format) -> None:
        super().__init__(format_, None)

    def index(self, value: dict[str, tuple[int, bytes]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, (count, positions) in value.items():
            yield _encode(term), count, float(count), positions


def _encode(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")


def _schema() -> Any:
    return fields.Schema(
        article=_Terms(formats.Existence()),
        stem=_Terms(formats.Existence()),
        title=_Terms(formats.Existence()),
        words=_Terms(_Positions()),
        passage_no=fields.COLUMN(columns.NumericColumn("I")),
        article_no=fields.COLUMN(columns.NumericColumn("I")),
        length=fields.COLUMN(columns.NumericColumn("I")),
    )


def _counted(found: Iterable[str]) -> dict[str, tuple[int, bytes]]:
    return {term: (count, b"") for term, count in Counter(found).items()}


def _stems(found: Iterable[str]) -> dict[str, tuple[int, bytes]]:
    return _counted(stem(word) for word in found if word not in STOP_WORDS)


class Reader:
    """One state of the index, unchanging. Passages and articles are known by their catalogue numbers.

    `articles` maps every passage to its article; `norms` to how its length tempers a term's frequency (BM25's b).
    Thread-safe.
    """

    def __init__(self, storage_index: Any = None) -> None:
        self._lock = threading.Lock()
        self._lexicon: list[str] | None = None
        self._postings: dict[tuple[str, str], dict[int, float]] = {}
        self._positions: dict[str, dict[int, str]] = {}
        self._cached = 0
        self._segments: list[tuple[Any, list[int]]] = []
        self.articles: dict[int, int] = {}
        lengths: dict[int, int] = {}
        for leaf, _ in storage_index.reader().leaf_readers() if storage_index else ():
            if not leaf.doc_count_all():
                continue
            passages = _column(leaf, "passage_no")
            owners, sizes = _column(leaf, "article_no"), _column(leaf, "length")
            for doc in leaf._perdoc.deleted_docs():  # noqa: SLF001 - no public way to list them
                passages[doc] = 0
            self._segments.append((leaf, passages))
            self.articles.update(zip(passages, owners, strict=True))
            lengths.update(zip(passages, sizes, strict=True))
        self.articles.pop(0, None)
        lengths.pop(0, None)
        average = sum(lengths.values()) / len(lengths) if lengths else 1.0
        by_length = {n: 0.25 + 0.75 * n / (average or 1.0) for n in set(lengths.values())}
        self.norms: dict[int, float] = {passage: by_length[n] for passage, n in lengths.items()}

    def postings(self, field: str, term: str) -> dict[int, float]:
        """Give the passages that hold a term, each with how often."""
        key = (field, term)
        with self._lock, _damage():
            found = self._postings.get(key)
            if found is None:
                found = {}
                for passages, _, weights in self._read(field, term, positions=False):
                    found.update(zip(passages, weights, strict=True))
                found.pop(0, None)
                self._keep(len(found))
                self._postings[key] = found
            return found

    def positions(self, word: str) -> dict[int, str]:
        """Give the passages that hold a word, each with a string whose characters' codes are its positions."""
        with self._lock, _damage():
            found = self._positions.get(word)
            if found is None:
                found = {}
                for passages, values, _ in self._read("words", word, positions=True):
                    found.update((p, v.decode("utf-8", "surrogatepass")) for p, v in zip(passages, values, strict=True))
                found.pop(0, None)
                self._keep(len(found))
                self._positions[word] = found
            return found

    def frequency(self, field: str, term: str) -> int:
        """Give in about how many passages a term stands; deleted ones may still count."""
        with self._lock, _damage():
            return sum(int(leaf._terms.doc_frequency(field, _encode(term))) for leaf, _ in self._having(field, term))  # noqa: SLF001

    def lexicon(self) -> list[str]:
        """Give every word of the index, sorted."""
        with self._lock, _damage():
            if self._lexicon is None:
                found: set[bytes] = set()
                for leaf, _ in self._segments:
                    found.update(leaf.lexicon("words"))
                self._lexicon = sorted(term.decode("utf-8", "surrogatepass") for term in found)
            return self._lexicon

    def beginning(self, prefix: str) -> list[str]:
        """Give the words that begin so, sorted."""
        found = self.lexicon()
        return found[bisect_left(found, prefix) : bisect_left(found, prefix + "\U0010ffff")]

    def _having(self, field: str, term: str) -> Iterator[tuple[Any, list[int]]]:
        key = (field, _encode(term))
        return ((leaf, passages) for leaf, passages in self._segments if key in leaf._terms)  # noqa: SLF001

    def _read(
        self, field: str, term: str, *, positions: bool
    ) -> Iterator[tuple[list[int], Sequence[bytes], Sequence[float]]]:
        """Read a term's posting blocks: passage numbers (0 where deleted), values, weights."""
        for leaf, passages in self._having(field, term):
            matcher = leaf._terms.matcher(field, _encode(term), leaf.schema[field].format)  # noqa: SLF001
            if not isinstance(matcher, W3LeafMatcher):  # a single posting is kept with the term itself
                while matcher.is_active():
                    yield [passages[matcher.id()]], [matcher.value()], [matcher.weight()]
                    matcher.next()
                continue
            while True:
                matcher._read_data()  # noqa: SLF001
                docs = accumulate(matcher._data[0])  # noqa: SLF001 - ids are kept as differences
                matcher._read_weights()  # noqa: SLF001
                if positions:
                    matcher._read_values()  # noqa: SLF001
                yield [passages[doc] for doc in docs], matcher._values or (), matcher._weights  # noqa: SLF001
                if matcher._lastblock:  # noqa: SLF001
                    break
                matcher._next_block()  # noqa: SLF001

    def _keep(self, size: int) -> None:
        self._cached += size
        if self._cached > _CACHED_POSTINGS:
            self._postings.clear()
            self._positions.clear()
            self._cached = size


def _column(leaf: Any, name: str) -> list[int]:
    """Read a whole column at once; Whoosh's own way calls a function for each document."""
    total = leaf.doc_count_all()
    if not leaf.has_column(name):
        return [0] * total
    column = leaf.column_reader(name, translate=False)
    count = min(column._count, total)  # noqa: SLF001
    values = struct.unpack(f"!{count}I", bytes(column._dbfile.get(column._basepos, 4 * count)))  # noqa: SLF001
    return [*values, *[0] * (total - count)]


class Writer:
    """Adds passages and removes articles; what it did is seen only after `commit`."""

    def __init__(self, storage_index: Any) -> None:
        self._writer = storage_index.writer(limitmb=192, codec=W3Codec(blocklimit=2048, compression=1), compound=True)
        self.changed = False

    def add(self, passage: int, article: int, text: str, start: int, end: int, title: str | None) -> None:
        """Add a passage; `title` with the first passage of each article only."""
        body = words(text, start, end)
        heading = words(title) if title else []
        places: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(heading):
            places[word].append(i)
        for i, word in enumerate(body, len(heading) + TITLE_GAP):
            places[word].append(i)
        self._writer.add_document(
            article={str(article): (1, b"")},
            stem=_stems(body),
            title=_stems(heading),
            words={
                word: (len(at), "".join(map(chr, at)).encode("utf-8", "surrogatepass")) for word, at in places.items()
            },
            passage_no=passage,
            article_no=article,
            length=len(body),
        )
        self.changed = True

    def remove(self, article: int) -> None:
        """Remove an article's passages."""
        self._writer.delete_by_term("article", _encode(str(article)))
        self.changed = True

    def commit(self) -> None:
        """Make the changes last; without any, nothing is written."""
        if self.changed:
            self._writer.commit()
        else:
            self._writer.cancel()

    def cancel(self) -> None:
        """Forget the changes and let go of Whoosh's own lock, which a failed commit keeps."""
        try:
            self._writer.cancel()
        except Exception:  # noqa: BLE001 - it may be in any state; the files it left are cleaned by the next commit
            writelock = getattr(self._writer, "writelock", None)
            if writelock:
                writelock.release()


class TextIndex:
    """The index's folder: whether it may be opened, opening, building, writing.

    `key` is the file in the user's state folder that holds the token of the index this user built.
    """

    def __init__(self, folder: Path, state: Path) -> None:
        self.folder = folder
        self.key = state / "index-token"

    def fault(self) -> str | None:
        """Say why the index must not be opened, in a few words; None when it may."""
        try:
            found = os.lstat(self.folder)
        except OSError:
            return "is not there"
        if not stat.S_ISDIR(found.st_mode):
            return "is no folder"
        if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o022):
            return "belongs to, or can be changed by, somebody else"
        try:
            theirs = (self.folder / _MARK).read_text("ascii")
            ours = self.key.read_text("ascii")
        except (OSError, UnicodeDecodeError):
            return "was not built by you on this machine"
        return None if secrets.compare_digest(theirs, ours) else "was not built by you on this machine"

    def create(self) -> None:
        """Start an empty index in place of whatever is there. Raises OSError."""
        if self.folder.is_symlink() or self.folder.is_file():
            self.folder.unlink()
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        self.folder.chmod(0o700)
        token = f"{_SCHEMA_VERSION}:{secrets.token_hex(32)}"
        index.create_in(str(self.folder), _schema())
        self.key.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        self.key.parent.chmod(0o700)
        self.key.write_text(token, "ascii")
        (self.folder / _MARK).write_text(token, "ascii")

    def open(self) -> Reader:
        """Open the newest state. Raises DamagedError."""
        with _damage():
            return Reader(self._opened())

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open for writing; commits at the end, or cancels on an exception. Raises DamagedError, OSError."""
        with _damage():
            writer = Writer(self._opened())
        try:
            yield writer
            with _damage():
                writer.commit()
        except BaseException:
            writer.cancel()
            raise

    def _opened(self) -> Any:
        if fault := self.fault():
            raise DamagedError(fault)
        return FileStorage(str(self.folder)).open_index()


@contextmanager
def _damage() -> Iterator[None]:
    """Turn whatever a damaged index raises, which can be almost anything, into DamagedError.

    What is wrong with the disk (full, read-only) is not damage and stays an OSError.
    """
    try:
        yield
    except (DamagedError, MemoryError):
        raise
    except FileNotFoundError as error:
        raise DamagedError(str(error)) from error
    except OSError:
        raise
    except (Exception, zlib.error) as error:
        raise DamagedError(f"{type(error).__name__}: {error}") from error
