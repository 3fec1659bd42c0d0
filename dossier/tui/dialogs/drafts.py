"""A dialog that chooses the file of a draft: those of a folder, or a path that is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual.app import App

from dossier.model import DossierError
from dossier.text.visible import one_line, path_text
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session.session import Session
from dossier.tui.widgets.choice_lines import Choice

_ENDINGS = (".md", ".txt", ".docx", ".odt", ".rtf", ".html", ".htm")
_MOST = 200  # files of a folder that are listed; more are typed


def choose(app: App[Any], session: Session, chosen: Callable[[Path], object], folder: Path | None = None) -> None:
    """Choose a draft of a folder, else of that of the dossier; it is remembered, and `chosen` gets it."""
    here = (folder or session.dossier.config.base).absolute()

    def done(path: Path | None) -> None:
        if path is None:
            return
        if path.is_dir():
            choose(app, session, chosen, path)
            return
        session.state.draft = str(path)
        try:
            chosen(path)
        except DossierError as error:
            session.say(str(error), trouble=True)

    title = f"Which draft? {one_line(path_text(str(here)))}"
    hint = "enter checks it, or opens the folder · esc close"
    typed = lambda text: _typed(here, text)  # noqa: E731
    app.push_screen(Picker(title, _listed(here), placeholder="a file, or its path", hint=hint, typed=typed), done)


def _listed(folder: Path, begins: str = "") -> list[Choice[Path]]:
    """Return what of a folder can be chosen, the files that were saved last first, then its folders."""
    try:
        inside = [path for path in folder.iterdir() if path.name.startswith(begins or "") and path.name[0] != "."]
        files = [path for path in inside if path.suffix.lower() in _ENDINGS and path.is_file()]
        files.sort(key=lambda path: (-path.stat().st_mtime, path.name))
        folders = sorted(path for path in inside if path.is_dir())
    except OSError:
        return []
    up = [] if begins else [Choice(folder.parent, "../", "the folder above")]
    shown = [Choice(path, one_line(path_text(path.name))) for path in files[:_MOST]]
    return [*shown, *(Choice(path, f"{one_line(path_text(path.name))}/") for path in folders[:_MOST]), *up]


def _typed(folder: Path, text: str) -> Sequence[Choice[Path]]:
    """Return what a typed path names, or begins: `~/drafts/fe`."""
    if not {"/", "~"} & set(text):
        return ()
    try:
        path = folder / Path(text).expanduser()
        if path.is_file():
            return [Choice(path, one_line(path_text(str(path))), "check this file")]
        return _listed(path) if path.is_dir() else _listed(path.parent, path.name)
    except (OSError, RuntimeError, ValueError):  # too long, no such user, half a character
        return ()
