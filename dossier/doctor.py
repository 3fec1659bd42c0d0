"""What `dossier doctor` finds: configuration, sources, index, notebook."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dossier.model import ArticleInfo, Check, DossierError, Failure, Note
from dossier.text.counting import counted
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.config import Config


class Checked(Protocol):
    """What is checked of a dossier: the part of `Dossier` that the checks use."""

    @property
    def config(self) -> Config:
        """Where its files are."""

    def exists(self) -> bool:
        """Return whether there is an index."""

    def trouble(self) -> str | None:
        """Return what is wrong with the index, if anything."""

    def stale(self) -> bool:
        """Return whether the sources have changed since the last run."""

    def failures(self) -> Sequence[Failure]:
        """Return the files that could not be read."""

    def articles(self) -> Sequence[ArticleInfo]:
        """Return the articles."""

    def note_problems(self) -> Sequence[str]:
        """Return what is wrong in the notebook."""

    def notes(self) -> Sequence[Note]:
        """Return the notes."""


def checks(dossier: Checked) -> list[Check]:
    """Return a check of each part below the faces; never raises DossierError."""
    config = dossier.config
    return [_config(config), _sources(config), _index(dossier), _notebook(dossier)]


def _config(config: Config) -> Check:
    from dossier.linking.entities.corrections import load_corrections

    name = one_line(str(config.file or config.base))
    try:
        load_corrections(config.entities)
    except DossierError as error:
        return Check("config", ok=False, detail=str(error))
    what = name if config.file else f"{name}, opened as it is; `dossier init` writes a config.yaml"
    return Check("config", ok=True, detail=what + ".")


def _sources(config: Config) -> Check:
    from dossier.reading import sources

    found, failures = sources(config)
    if failures:
        first = failures[0]
        more = f" and {len(failures) - 1} more" if len(failures) > 1 else ""
        return Check("sources", ok=False, detail=f"{one_line(first.path)}: {first.error}{more}")
    if not found:
        places = ", ".join(one_line(config.shown(source)) for source in config.sources)
        return Check(
            "sources", ok=False, detail=f"There are no articles in {places}; put text, web pages or PDF files there."
        )
    return Check("sources", ok=True, detail=f"{counted(len(found), 'file')}.")


def _index(dossier: Checked) -> Check:
    folder = dossier.config.index
    place = _nearest(folder)
    if not os.access(place, os.W_OK):
        return Check("index", ok=False, detail=f"{one_line(str(place))} cannot be written; mend its permissions.")
    try:
        if not dossier.exists():
            return Check("index", ok=True, detail="There is none yet; the next start builds it.")
        if trouble := dossier.trouble():
            return Check("index", ok=False, detail=f"{trouble} `dossier index --rebuild` builds it anew.")
        if dossier.stale():
            return Check("index", ok=True, detail="The sources have changed since; the next start reads what is new.")
        if failures := dossier.failures():
            first = failures[0]
            detail = f"{len(failures)} could not be read, such as {one_line(first.path)}: {first.error}"
            return Check("index", ok=False, detail=detail)
        articles = dossier.articles()
    except DossierError as error:
        return Check("index", ok=False, detail=str(error))
    passages = sum(article.passages for article in articles)
    held = f"{counted(len(articles), 'article')}, {counted(passages, 'passage')}"
    return Check("index", ok=True, detail=f"{held}, up to date.")


def _notebook(dossier: Checked) -> Check:
    file = dossier.config.notebook
    place = file if file.exists() else _nearest(file.parent)
    if not os.access(place, os.W_OK):
        return Check("notebook", ok=False, detail=f"{one_line(str(place))} cannot be written; mend its permissions.")
    try:
        problems = dossier.note_problems()
        notes = len(dossier.notes())
    except DossierError as error:
        return Check("notebook", ok=False, detail=str(error))
    if problems:
        return Check("notebook", ok=False, detail=problems[0])
    return Check("notebook", ok=True, detail=f"{counted(notes, 'note')} in {one_line(str(file))}.")


def _nearest(folder: Path) -> Path:
    """Return the folder itself or the nearest above it that exists."""
    return next((place for place in (folder, *folder.parents) if place.exists()), folder)
