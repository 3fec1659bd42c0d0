"""What `dossier doctor` finds: configuration, sources, index, notebook."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.model import Check, DossierError
from dossier.text.counting import counted
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.config import Config
    from dossier.dossier import Dossier


def checks(dossier: Dossier) -> list[Check]:
    """Check everything below the faces; never raises DossierError."""
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


def _index(dossier: Dossier) -> Check:
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


def _notebook(dossier: Dossier) -> Check:
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
    """Give the folder itself or the nearest above it that exists."""
    return next((place for place in (folder, *folder.parents) if place.exists()), folder)
