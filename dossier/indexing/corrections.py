"""The corrections of single articles: which have changed, and articles with them applied."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dossier.config import Config
from dossier.model import Mention
from dossier.notebook.fact_corrections import FactCorrection, FactCorrections
from dossier.storing.base.program import signature

if TYPE_CHECKING:
    from dossier.indexing.workers import ExtractedFile
    from dossier.storing.base.store import Store


FILE = "corrections.yaml"
"""The corrections of single articles, beside the notebook."""


class CorrectionsByPath:
    """What corrections.yaml says, by the paths of articles. Raises FactCorrectionsError."""

    def __init__(self, config: Config) -> None:
        self._of: dict[str, list[FactCorrection]] = {}
        for one in FactCorrections(config.beside(FILE)).read():
            self._of.setdefault(one.article, []).append(one)

    def apply(self, items: Iterable[ExtractedFile]) -> list[ExtractedFile]:
        """Return articles with their corrections applied."""
        if not self._of:
            return list(items)
        from dossier.indexing.corrected import corrected

        return [corrected(item, self._of.get(item.article.path, ())) for item in items]

    def versions(self) -> dict[str, str]:
        """Return for the path of each corrected article a digest of its corrections, which changes when they do."""
        return {path: signature(repr(found)) for path, found in self._of.items()}

    def renamed(self, mentions: Iterable[Mention], store: Store) -> Iterator[Mention]:
        """Yield mentions with the name that each is corrected to in the place of the words it is written in."""
        of = {path: [one for one in found if one.correct == "name" and one.to] for path, found in self._of.items()}
        ids = {info.id: of[info.path] for info in store.infos() if of.get(info.path)} if any(of.values()) else {}
        meant = {id_: _places(found, store, id_) for id_, found in ids.items()}
        for mention in mentions:
            yield _renamed(mention, meant.get(mention.article, ()))


Meant = tuple[int, int, str]


def _places(corrections: Iterable[FactCorrection], store: Store, id_: str) -> list[Meant]:
    article = store.article(id_)
    text = article.text if article else ""
    return [(*place, one.to) for one in corrections if one.to and (place := one.place(text))]


def _renamed(mention: Mention, meant: Sequence[Meant]) -> Mention:
    here = (name for start, end, name in reversed(meant) if mention.start < end and start < mention.end)
    name = next(here, None)
    return dataclasses.replace(mention, text=name) if name else mention
