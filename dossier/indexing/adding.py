"""`dossier add`: copies articles into the first source folder, under tidy names, each of them once."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dossier.config import Config
from dossier.indexing.workers import extract_all
from dossier.model import Article, ArticleInfo, DossierError, Failure
from dossier.reading import ReadError, Source
from dossier.reading.formats.registry import FORMATS, SEVERAL, not_read
from dossier.reading.formats.splitting import LARGEST, split
from dossier.reading.reader import file_bytes
from dossier.text.folding import to_ascii

_LONGEST_NAME = 80
_NO_NAME = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file, or of an article inside one: its new path, or the path of the same article, or why not.

    `path` is what was given, and where it holds several articles the name of the one; `added` and `same` are paths
    as lists show them. Exactly one of `added`, `same` and `error` is not None.
    """

    path: str
    added: str | None = None
    same: str | None = None
    error: str | None = None


def add(
    config: Config,
    paths: Sequence[Path],
    fields: Mapping[str, str],
    there: Sequence[ArticleInfo],
    text: Callable[[str], Article],
) -> Iterator[Added]:
    """Add files, and all that folders hold. Raises DossierError where there is no folder to add to.

    `there` lists the articles of the sources, `text` gives one of them by its id. `fields` names columns of tables
    and keys of records (`{"text": "Body"}`). An article that the sources have already, byte for byte or in other
    bytes word for word from the same outlet, is named and not added.
    """
    folder = _target(config)
    with tempfile.TemporaryDirectory(prefix="dossier-") as place:
        taken: list[tuple[str, Path]] = []
        for given in _given(paths):
            if isinstance(given, Added):
                yield given
            elif given.suffix.lower() in SEVERAL:
                for item in _taken_out(given, Path(place), len(taken), fields):
                    if isinstance(item, Added):
                        yield item
                    else:
                        taken.append(item)
            else:
                taken.append((str(given), given))
        if taken:
            yield from _keep(config, folder, taken, _Known(there, text))


def _target(config: Config) -> Path:
    folder = config.sources[0]
    if folder.is_file():
        raise DossierError(f"The first source, {config.shown(folder)}, is a file; put a folder first under sources.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DossierError(f"{folder} cannot be made: {error.strerror or error}.") from error
    return folder


def _given(paths: Sequence[Path]) -> Iterator[Path | Added]:
    """Give the files to add: those named, and those of a format that is read in the folders named."""
    for path in paths:
        if path.is_dir():
            found = [
                file
                for file in sorted(path.rglob("*"))
                if not any(part.startswith(".") for part in file.relative_to(path).parts)
                and file.suffix.lower() in {*FORMATS, *SEVERAL}
                and file.is_file()
            ]
            yield from found
            if not found:
                yield Added(str(path), error="There are no files in it of a format that can be read.")
        elif not path.exists():
            yield Added(str(path), error="It does not exist.")
        elif path.suffix.lower() not in {*FORMATS, *SEVERAL}:
            yield Added(str(path), error=not_read(path.suffix.lower()))
        else:
            yield path


def _taken_out(path: Path, place: Path, number: int, fields: Mapping[str, str]) -> Iterator[tuple[str, Path] | Added]:
    """Take a file apart into files of one article each, in a folder of our own."""
    try:
        for count, part in enumerate(split(file_bytes(path, LARGEST), path.suffix.lower(), fields)):
            name = f"{path}: {part.name}" if part.name else str(path)
            if part.error:
                yield Added(name, error=part.error)
                continue
            file = place / f"{number + count}-{path.stem[:40]}{part.suffix}"
            file.write_bytes(part.data)
            yield name, file
    except ReadError as error:
        yield Added(str(path), error=str(error))


def _keep(config: Config, folder: Path, taken: list[tuple[str, Path]], known: _Known) -> Iterator[Added]:
    """Copy each article that can be read and is not there yet."""
    names = {str(number): name for number, (name, _) in enumerate(taken)}
    wanted = [
        Source(str(file), str(number), f"{number}{file.suffix}", _size(file), 0)
        for number, (_, file) in enumerate(taken)
    ]
    files = {str(number): file for number, (_, file) in enumerate(taken)}
    results = {source.id: result for source, result in extract_all(wanted, config.outlets)}
    for source in wanted:
        result = results[source.id]
        if isinstance(result, Failure):
            yield Added(names[source.id], error=result.error)
            continue
        article = result.article
        if same := known.same(article):
            yield Added(names[source.id], same=same)
            continue
        data = file_bytes(files[source.id], LARGEST)
        if hashlib.sha256(data).hexdigest() != article.sha256:
            yield Added(names[source.id], error="It changed while it was read; add it again.")
            continue
        shown = config.shown(_write(folder, _name(article, files[source.id]), data))
        known.add(article, shown)
        yield Added(names[source.id], added=shown)


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

    def same(self, article: Article) -> str | None:
        """Give the path of the article that is the same."""
        if path := self._bytes.get(article.sha256):
            return path
        for info in self._by_count.pop(article.words, []):
            self._gists.setdefault(_gist(self._text(info.id)), []).append((info.outlet, info.path))
        # One wire story in two outlets is two articles.
        told = self._gists.get(_gist(article), [])
        return next(
            (path for outlet, path in told if outlet == article.outlet or not (outlet and article.outlet)), None
        )

    def add(self, article: Article, path: str) -> None:
        """Note an article that has been added."""
        self._bytes[article.sha256] = path
        self._gists.setdefault(_gist(article), []).append((article.outlet, path))


def _gist(article: Article) -> str:
    """Give what two files of one article share, whatever their format: the words of the body, in order."""
    body = " ".join(article.text[p.start : p.end] for p in article.passages)
    folded = " ".join(_WORD.findall(body.casefold()))
    return hashlib.sha256((folded or article.sha256).encode("utf-8", errors="replace")).hexdigest()


def _name(article: Article, file: Path) -> str:
    """Give a tidy name: day and title in plain letters (`2025-05-06-quay-stays-shut.html`)."""
    title = _NO_NAME.sub("-", to_ascii(article.title)).strip("-")
    if len(title) > _LONGEST_NAME:
        title = title[:_LONGEST_NAME].rpartition("-")[0] or title[:_LONGEST_NAME]
    stem = "-".join(filter(None, (article.published, title))) or "article"
    return stem + file.suffix.lower()


def _write(folder: Path, name: str, data: bytes) -> Path:
    """Write a new file, whole or not at all, under the first name of its kind that is free."""
    stem, suffix = os.path.splitext(name)  # noqa: PTH122
    handle, half = tempfile.mkstemp(prefix=".dossier-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(half).chmod(0o644)
        for number in range(1, 10_000):
            target = folder / (f"{stem}-{number}{suffix}" if number > 1 else name)
            try:
                os.link(half, target)
            except FileExistsError:
                continue
            return target
        raise DossierError(f"There are too many files named {name} in {folder}.")
    except OSError as error:
        raise DossierError(f"Nothing can be written in {folder}: {error.strerror or error}.") from error
    finally:
        Path(half).unlink(missing_ok=True)
