"""Files that a command writes for its user: never over an article or a file that the dossier is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.config import BESIDE, FILE_NAME
from dossier.files import atomic
from dossier.model import DossierError
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.dossier import Dossier


def is_article(dossier: Dossier, file: Path) -> bool:
    """Return whether a file is one of the articles."""
    shown = dossier.config.shown(file)
    return any(info.path == shown for info in dossier.articles())


def require_other(dossier: Dossier, file: Path) -> None:
    """Raise DossierError where a file is an article, or one that the dossier itself is made of or keeps in a folder."""
    config, place, name = dossier.config, file.resolve(), one_line(str(file))
    if is_article(dossier, place):
        raise DossierError(f"{name} is one of the articles; write to another file.")
    beside = map(config.beside, BESIDE)
    settings = config.file or config.base / FILE_NAME
    own = (settings, config.notebook, config.entities, config.index, *beside)
    if any(place.is_relative_to(one.resolve()) for one in own):
        raise DossierError(f"{name} is a file of the dossier; write to another file.")


def write(file: Path, data: bytes) -> None:
    """Write a file whole. Raises DossierError where it cannot be written."""
    try:
        atomic.write(file, data)
    except OSError as error:
        raise DossierError(f"{one_line(str(file))} cannot be written: {error.strerror or error}.") from None
