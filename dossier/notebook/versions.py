"""Earlier versions of articles: what stood in a file before it changed, as plain files beside the notebook.

`versions/ARTICLE/TIME-SHA.txt` holds one reading: a head between two lines of `---`, in YAML, with what the article
said of itself and which parts of the text are what, then the text as it was, to the last character. The files are
written once and never changed; git can keep them, and a new index needs none of them. `original-…` is the file itself
of a version that `dossier add` replaced.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from dossier.files import atomic
from dossier.files.folders import make_private_folder
from dossier.files.text_file import read_bounded
from dossier.files.yaml_edit import quoted
from dossier.files.yaml_tree import Node, TreeError, parse
from dossier.model import Article, DossierError, Passage, Zone, ZoneKind
from dossier.text.visible import one_line, path_text

_HEAD = "---\n"
_TEXTS = ("path", "title", "sha256", "outlet", "byline", "published", "published_from", "url", "language")
_LARGEST = 100_000_000  # bytes of one version
_ZONES = frozenset(get_args(ZoneKind))


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of an article: its `id` (the file's name without suffix) and when it was replaced.

    `replaced` is an ISO time in UTC.
    """

    article: str
    id: str
    replaced: str
    file: Path


class Versions:
    """The folder of earlier versions. Reading raises DossierError, writing OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, article: Article, replaced: datetime, file: Path | None = None) -> None:
        """Keep an article that is about to be replaced, and its `file`; the one that was kept last is not kept twice.

        An article may come back to an earlier text, and change again: then that text is kept in both places.
        """
        place = self._place(article.id)
        if place is None or any(version.id.endswith(article.sha256[:12]) for version in self.of(article.id)[-1:]):
            return
        make_private_folder(place)
        if not Path(os.path.realpath(place)).is_relative_to(os.path.realpath(self.folder)):
            raise OSError(f"{one_line(path_text(str(place)))} leads out of {self.folder.name}")
        name = f"{replaced.astimezone(UTC):%Y%m%dT%H%M%SZ}-{article.sha256[:12]}.txt"
        atomic.create(place / name, _written(article).encode("utf-8", errors="surrogatepass"))
        if file is not None:
            atomic.create(place / f"original-{Path(name).stem}{file.suffix}", file.read_bytes())

    def articles(self) -> list[str]:
        """Return the ids of the articles that have earlier versions, in order."""
        found = {path.parent.relative_to(self.folder).as_posix() for path in self.folder.rglob("*Z-*.txt")}
        return sorted(found)

    def of(self, article: str) -> list[Version]:
        """Return the earlier versions of an article, the oldest first."""
        place = self._place(article)
        found = sorted(place.glob("*Z-*.txt")) if place else []
        return [
            Version(article, path.stem, replaced, path)
            for path in found
            if path.is_file() and not path.is_symlink() and (replaced := _time(path.stem))
        ]

    def read(self, version: Version) -> Article:
        """Return the article as it was. Raises DossierError where the file is not one that was written here."""
        try:
            text = read_bounded(version.file, _LARGEST).data.decode("utf-8", errors="surrogatepass")
            return _read(text, version.article)
        except (OSError, UnicodeDecodeError, TreeError, ValueError, KeyError) as error:
            name = one_line(path_text(str(version.file)))
            raise DossierError(
                f"{name} is not an earlier version as Dossier keeps it; restore it or remove it."
            ) from error

    def _place(self, article: str) -> Path | None:
        """Return the folder of an article's versions; None for an id that names no folder below this one."""
        parts = article.split("/")
        return None if {"", ".", ".."} & set(parts) else self.folder.joinpath(*parts)


def _time(stem: str) -> str:
    with suppress(ValueError):
        return f"{datetime.strptime(stem.partition('-')[0], '%Y%m%dT%H%M%SZ'):%Y-%m-%dT%H:%M:%SZ}"  # noqa: DTZ007
    return ""


def _written(article: Article) -> str:
    values = ((name, getattr(article, name)) for name in _TEXTS)
    lines = [f"{name}: {quoted(value)}\n" for name, value in values if value is not None]
    zones = json.dumps([[zone.start, zone.end, zone.zone] for zone in article.zones])
    passages = json.dumps([[passage.start, passage.end] for passage in article.passages])
    return f"{_HEAD}{''.join(lines)}zones: {zones}\npassages: {passages}\n{_HEAD}{article.text}"


def _read(written: str, id_: str) -> Article:
    if not written.startswith(_HEAD):
        raise ValueError
    end = written.index(f"\n{_HEAD}", len(_HEAD) - 1)
    root = parse(written[len(_HEAD) : end + 1])
    head = dict(root.pairs()) if root and root.kind == "mapping" else {}
    text = written[end + 1 + len(_HEAD) :]
    told = {name: head[name].scalar for name in _TEXTS if name in head}
    return Article(
        id=id_,
        path=told.pop("path") or "",
        title=told.pop("title") or "",
        sha256=told.pop("sha256") or "",
        text=text,
        **told,  # type: ignore[arg-type]
        zones=tuple(Zone(start, end, kind) for start, end, kind in _zones(head["zones"], len(text))),
        passages=tuple(Passage(start, end) for start, end in _spans(head["passages"], len(text))),
    )


def _spans(node: Node, length: int) -> Iterator[tuple[int, int]]:
    for item in node.items:
        start, end = (int(part.scalar or "") for part in item.items[:2])
        if not 0 <= start <= end <= length:
            raise ValueError
        yield start, end


def _zones(node: Node, length: int) -> Iterator[tuple[int, int, ZoneKind]]:
    kinds = [item.items[2].scalar for item in node.items if len(item.items) > 2]
    for (start, end), kind in zip(_spans(node, length), kinds, strict=True):
        if kind not in _ZONES:
            raise ValueError
        yield start, end, kind  # type: ignore[misc]
