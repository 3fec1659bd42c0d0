"""Taking words along: into the notebook, onto the clipboard, into the editor."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from dossier.model import DossierError, Link
from dossier.text.visible import one_line, visible
from dossier.tui.platform import clipboard, editor
from dossier.tui.text import highlights

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dossier.model import Article, Note
    from dossier.notebook import Style
    from dossier.tui.platform.latest_worker import Cancelled
    from dossier.tui.workspace.screen import Workspace

_SHOWN = 60  # characters of a quote that fit beside what was done with it


def bookmark(workspace: Workspace) -> None:
    """Keep the selection, else the quotation, else the sentence under the cursor, and say what was kept."""
    article = _article(workspace)
    start, end = stretch(workspace)
    stand = [(span.start, span.end) for _, span in highlights.standing(workspace.notes(), article)]
    if (start, end) in stand:
        workspace.say(f"Already in the notebook: {_quote(article.text[start:end])}")
        return
    note = workspace.dossier.add_note(Link(article.id, start, end))
    workspace.reader.clear_selection()
    workspace.notes_changed()
    speaker = f" ({one_line(note.speaker)})" if note.speaker else ""
    workspace.say(f"Bookmarked in {workspace.dossier.config.notebook.name}: {_quote(note.quote)}{speaker}")


def copy(workspace: Workspace) -> None:
    """Copy what `bookmark` would keep, with its citation."""
    from dossier.notebook import citation, make_note

    article = _article(workspace)
    start, end = stretch(workspace)
    quotation = highlights.quotation_at(workspace.desk.annotations.quotes, start)
    speaker = quotation.speaker if quotation and quotation.start <= start < quotation.end else None
    note = make_note(article, start, end, speaker=speaker)
    about = next((info for info in workspace.articles() if info.path == note.article), None)
    _put(workspace, citation(note, _style(workspace), about), _COPIED, workspace.say)
    workspace.reader.clear_selection()


def copy_note(workspace: Workspace, note: Note, say: Callable[[str], None]) -> None:
    """Copy a note of any age, where and whether its words stand now; `say` tells how it went."""
    style = _style(workspace)

    def work(_: Cancelled) -> str:
        return workspace.dossier.cite(note, style)

    workspace.copying.submit(work, lambda text: _put(workspace, text, _COPIED, say), workspace.fail)


_COPIED = "Copied with its citation"


def _style(workspace: Workspace) -> Style:
    from dossier.notebook import STYLES

    return next((style for style in STYLES if style == workspace.state.citing), "plain")


def copy_link(workspace: Workspace) -> None:
    """Copy the link of the selection or passage."""
    article = _article(workspace)
    selection, passage = workspace.reader.selection, workspace.desk.passage()
    start, end = selection or ((passage.start, passage.end) if passage else stretch(workspace))
    link = one_line(str(Link(article.id, start, end)))
    _put(workspace, link, f"Copied {link}", workspace.say)
    workspace.reader.clear_selection()


def edit(workspace: Workspace) -> None:
    """Open the article in the user's editor; what it changed is read again afterwards."""
    article = _article(workspace)
    file = workspace.dossier.config.base / article.path
    open_editor(workspace, file, article.text.count("\n", 0, workspace.reader.cursor) + 1)
    workspace.freshness.refresh()


def open_editor(workspace: Workspace, file: Path, line: int) -> None:
    """Open a file at a line (from 1) in the user's editor and wait until it is closed."""
    words = editor.command(file, line)
    try:
        with workspace.app.suspend():
            subprocess.run(words, check=False)  # noqa: S603 - the user's own editor, no shell
    except OSError as error:
        raise DossierError(f"{one_line(words[0])} cannot be started: {error.strerror}. Set $EDITOR.") from error


def stretch(workspace: Workspace) -> tuple[int, int]:
    """Give the selection, else the quotation, else the sentence under the cursor, without blanks around it."""
    article = _article(workspace)
    selection = workspace.reader.selection
    quotation = highlights.quotation_at(workspace.desk.annotations.quotes, workspace.reader.cursor)
    if selection:
        start, end = selection
    elif quotation:
        start, end = quotation.start, quotation.end
    else:
        start, end = workspace.reader.sentence()
    words = article.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if end <= start:
        raise DossierError("There are no words here; move to a sentence or select some with v.")
    return start, end


def _article(workspace: Workspace) -> Article:
    if workspace.desk.article is None:
        raise DossierError("No article is open; choose one from the results first.")
    return workspace.desk.article


def _put(workspace: Workspace, text: str, done: str, say: Callable[[str], None]) -> None:
    text = visible(text)  # pasted into a shell, a control character would act
    workspace.app.copy_to_clipboard(text)

    def work(_: Cancelled) -> str:
        return clipboard.hand_over(text)

    workspace.copying.submit(work, lambda how: say(f"{done} ({how})."), workspace.fail)


def _quote(text: str) -> str:
    words = one_line(text)
    return f"“{words[: _SHOWN - 1].rstrip()}…”" if len(words) > _SHOWN else f"“{words}”"
