"""`dossier add`: copies articles into the first source folder, under tidy names, each of them once."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dossier.config import Config
from dossier.files import atomic
from dossier.indexing.given_files import Added, GivenFile, given_files
from dossier.indexing.workers import extract_all
from dossier.model import Article, ArticleInfo, DossierError, Failure
from dossier.notebook.versions import Versions
from dossier.reading import ReadError, Source
from dossier.reading.formats.splitting import LARGEST
from dossier.reading.reader import file_bytes
from dossier.text.folding import to_ascii

_BATCH = 200  # articles that are read before they are copied
_LONGEST_NAME = 80
_NO_NAME = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"\w+")


def add(
    config: Config,
    paths: Sequence[Path],
    fields: Mapping[str, str],
    there: Sequence[ArticleInfo],
    text: Callable[[str], Article],
) -> Iterator[Added]:
    """Add files, and all that folders hold; yield what was done with each.

    `there` lists the articles of the sources, `text` gives one of them by its id. `fields` names columns of tables
    and keys of records (`{"text": "Body"}`). An article that the sources have already, byte for byte or in other
    bytes word for word from the same outlet, is named and not added. A newer copy of one of them, of the same web
    address or of the same headline, outlet and day, takes its place; its text and its file are kept in `versions`.
    Raises DossierError where there is no folder to add to.
    """
    folder = _target(config)
    known = _Known(there, text)
    with tempfile.TemporaryDirectory(prefix="dossier-") as temporary:
        place = Path(temporary).resolve()
        batch: list[GivenFile] = []
        for item in given_files(paths, place, fields):
            if isinstance(item, Added):
                yield item
                continue
            batch.append(item)
            if len(batch) >= _BATCH:
                yield from _keep(config, folder, batch, known)
                batch = []
        yield from _keep(config, folder, batch, known)


def _target(config: Config) -> Path:
    folder = config.sources[0]
    if folder.is_file():
        raise DossierError(f"The first source, {config.shown(folder)}, is a file; put a folder first under sources.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DossierError(f"{folder} cannot be made: {error.strerror or error}.") from error
    return folder


@dataclass(frozen=True, slots=True)
class _Summary:
    """What is kept of an article while others are read: enough to name it and to know it again."""

    sha256: str
    gist: str
    words: int
    outlet: str | None
    name: str
    signs: frozenset[tuple[str | None, ...]]


def _keep(config: Config, folder: Path, taken: Sequence[GivenFile], known: _Known) -> Iterator[Added]:
    """Copy each article that can be read and is not there yet; yield what was done with each."""
    wanted = [
        Source(str(item.file), str(number), f"{number}{item.file.suffix}", _size(item.file), 0)
        for number, item in enumerate(taken)
    ]
    read: dict[str, _Summary | str] = {}
    for source, result in extract_all(wanted, config.outlets):
        read[source.id] = (
            result.error if isinstance(result, Failure) else _summary(result.article, taken[int(source.id)].file)
        )
    for number, item in enumerate(taken):
        found = read[str(number)]
        if isinstance(found, str):
            yield Added(item.name, error=found)
        elif same := known.same(found):
            yield Added(item.name, same=same)
        else:
            data = file_bytes(item.file, LARGEST)
            if hashlib.sha256(data).hexdigest() != found.sha256:
                yield Added(item.name, error="It changed while it was read; add it again.")
                continue
            older = known.older(found, config.base)
            if older is None:
                shown = config.shown(_write(folder, found.name, data, item.mode))
            else:
                shown = config.shown(_renew(config.versions, older, item, data))
            known.add(found, shown)
            yield Added(item.name, added=shown, newer=older is not None)
        if item.own:
            item.file.unlink(missing_ok=True)


def _summary(article: Article, file: Path) -> _Summary:
    name = _name(article, file)
    return _Summary(article.sha256, _gist(article), article.words, article.outlet, name, _signs(article))


def _signs(article: Article | ArticleInfo) -> frozenset[tuple[str | None, ...]]:
    """Return what shows that two texts are versions of one article: its address, or its headline, outlet and day."""
    found: set[tuple[str | None, ...]] = set()
    if article.url:
        found.add(("url", article.url.partition("#")[0].rstrip("/")))
    if article.outlet and article.published:
        found.add(("headline", article.title, article.outlet, article.published))
    return frozenset(found)


def _size(file: Path) -> int:
    with suppress(OSError):
        return file.stat().st_size
    return 0


class _Known:
    """The articles that are there, told by their bytes and, in whatever format, by their words."""

    def __init__(self, there: Sequence[ArticleInfo], text: Callable[[str], Article]) -> None:
        self._bytes = {info.sha256: info.path for info in there}
        self._text = text
        self._by_count: dict[int, list[ArticleInfo]] = {}
        for info in there:
            self._by_count.setdefault(info.words, []).append(info)
        self._gists: dict[str, list[tuple[str | None, str]]] = {}
        self._by_sign = {sign: info for info in there for sign in _signs(info)}

    def older(self, article: _Summary, base: Path) -> _Older | None:
        """Return the article of which this is a newer version, where its file is still the one that was read."""
        info = next((self._by_sign[sign] for sign in sorted(article.signs, key=str) if sign in self._by_sign), None)
        if info is None:
            return None
        file = base / info.path
        with suppress(OSError, ReadError):
            if hashlib.sha256(file_bytes(file, LARGEST)).hexdigest() == info.sha256:
                return _Older(self._text(info.id), file)
        return None

    def same(self, article: _Summary) -> str | None:
        """Return the path of the article that is the same."""
        if path := self._bytes.get(article.sha256):
            return path
        for info in self._by_count.pop(article.words, []):
            self._gists.setdefault(_gist(self._text(info.id)), []).append((info.outlet, info.path))
        # One wire story in two outlets is two articles.
        known = self._gists.get(article.gist, [])
        return next(
            (path for outlet, path in known if outlet == article.outlet or not (outlet and article.outlet)), None
        )

    def add(self, article: _Summary, path: str) -> None:
        """Note an article that has been added."""
        self._bytes[article.sha256] = path
        self._gists.setdefault(article.gist, []).append((article.outlet, path))


@dataclass(frozen=True, slots=True)
class _Older:
    """An article that a newer version is to take the place of, and its file."""

    article: Article
    file: Path


def _renew(versions: Path, older: _Older, item: GivenFile, data: bytes) -> Path:
    """Put a newer version in the place of an older one, whose reading and file are kept; return where it is."""
    target = older.file.with_suffix(item.file.suffix.lower())
    try:
        Versions(versions).keep(older.article, datetime.now(UTC), older.file)
        if target == older.file:
            atomic.write(target, data, mode=_shared(item.mode))
        else:
            target = _write(older.file.parent, target.name, data, item.mode)
            older.file.unlink()
    except OSError as error:
        raise DossierError(f"{target} cannot be written: {error.strerror or error}.") from error
    return target


def _gist(article: Article) -> str:
    """Return what two files of one article share, whatever their format: the words of the body, in order."""
    body = " ".join(article.text[p.start : p.end] for p in article.passages)
    folded = " ".join(_WORD.findall(body.casefold()))
    return hashlib.sha256((folded or article.sha256).encode("utf-8", errors="replace")).hexdigest()


def _name(article: Article, file: Path) -> str:
    """Return a tidy name: day and title in plain letters (`2025-05-06-quay-stays-shut.html`)."""
    title = _NO_NAME.sub("-", to_ascii(article.title)).strip("-")
    if len(title) > _LONGEST_NAME:
        title = title[:_LONGEST_NAME].rpartition("-")[0] or title[:_LONGEST_NAME]
    stem = "-".join(filter(None, (article.published, title))) or "article"
    return stem + file.suffix.lower()


def _write(folder: Path, name: str, data: bytes, mode: int) -> Path:
    """Write a new file, whole or not at all, under the first name of its kind that is free; return its path."""
    stem, suffix = os.path.splitext(name)  # noqa: PTH122
    for number in range(1, 10_000):
        target = folder / (f"{stem}-{number}{suffix}" if number > 1 else name)
        try:
            if not os.path.lexists(target) and atomic.create(target, data, mode=_shared(mode)):
                return target
        except OSError as error:
            raise DossierError(f"Nothing can be written in {folder}: {error.strerror or error}.") from error
    raise DossierError(f"There are too many files named {name} in {folder}.")


def _shared(mode: int) -> int:
    """Return the mode of a copy: whoever may read the file that it is of may read it, and only its owner writes it."""
    return 0o600 | (mode & 0o044)
