"""Saves the selected words to the notebook or the clipboard, and opens files in the editor."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.model import DossierError, Link
from dossier.text.visible import one_line, visible
from dossier.tui.platform import clipboard, editor
from dossier.tui.text import highlights
from dossier.tui.workspace import selection
from dossier.tui.workspace.selection import Stretch

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.model import Article, Note
    from dossier.notebook import Style
    from dossier.tui.platform.latest_worker import Cancelled
    from dossier.tui.workspace.screen import Workspace

Say = Callable[[str], None]
_SHOWN = 60  # characters of a quote that fit beside what was done with it


def bookmark(workspace: Workspace) -> None:
    """Keep the selected words in the notebook, or take them out again."""
    keep(workspace, selection.selected(workspace), workspace.say)
    workspace.reader.clear_selection()


def keep(workspace: Workspace, words: Stretch, say: Say) -> None:
    """Keep words in the notebook or, where they are in it, take them out again; `say` tells what was done."""
    stand = highlights.standing(workspace.notes(), words.article)
    same = next((note for note, span in stand if (span.start, span.end) == (words.start, words.end)), None)
    book = workspace.dossier.config.notebook.name
    key = workspace.keymap.key
    if same:
        workspace.dossier.remove_note(same.id)
        said = f"Removed from {book}: {_quote(words.text)}; {key('bookmark')} puts it back."
    else:
        note = workspace.dossier.add_note(Link(words.article.id, words.start, words.end))
        speaker = f" ({one_line(note.speaker)})" if note.speaker else ""
        said = f"Bookmarked in {book}: {_quote(note.quote)}{speaker} · {key('tag_words')} tags it"
    workspace.notes_changed()
    say(said)


def copy(workspace: Workspace) -> None:
    """Copy the selected words with their citation; of a note in the side panel, the note's own."""
    note = workspace.side.note
    if workspace.panes.at == "panel" and note:
        copy_note(workspace, note, workspace.say)
    else:
        copy_words(workspace, selection.selected(workspace), workspace.say)
    workspace.reader.clear_selection()


def copy_words(workspace: Workspace, words: Stretch, say: Say) -> None:
    """Copy words with their citation; `say` tells how it went."""
    from dossier.notebook import citation, make_note

    article = words.article
    quotation = highlights.quotation_at(workspace.dossier.quotes(article=article.id), words.start)
    speaker = quotation.speaker if quotation and quotation.start <= words.start < quotation.end else None
    note = make_note(article, words.start, words.end, speaker=speaker)
    about = next((info for info in workspace.articles() if info.path == note.article), None)
    _put(workspace, citation(note, _style(workspace), about), f"{_COPIED}: {_quote(words.text)}", say)


def copy_note(workspace: Workspace, note: Note, say: Say) -> None:
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
    """Copy the link of the selection or passage; in the side panel, of the selected entry's words."""
    selected, passage = workspace.reader.selection, workspace.desk.passage()
    if workspace.panes.at != "panel" and workspace.desk.article and not selected and passage:
        words = Stretch(workspace.desk.article, passage.start, passage.end)
    else:
        words = selection.selected(workspace)
    copy_words_link(workspace, words, workspace.say)
    workspace.reader.clear_selection()


def copy_words_link(workspace: Workspace, words: Stretch, say: Say) -> None:
    """Copy the link of words; `say` tells how it went."""
    link = one_line(str(Link(words.article.id, words.start, words.end)))
    _put(workspace, link, f"Copied {link}", say)


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


def _article(workspace: Workspace) -> Article:
    if workspace.desk.article is None:
        raise DossierError("No article is open; choose one from the results first.")
    return workspace.desk.article


def _put(workspace: Workspace, text: str, done: str, say: Say) -> None:
    text = visible(text)  # pasted into a shell, a control character would act
    workspace.app.copy_to_clipboard(text)

    def work(_: Cancelled) -> str:
        return clipboard.hand_over(text)

    workspace.copying.submit(work, lambda how: say(f"{done} ({how})."), workspace.fail)


def _quote(text: str) -> str:
    words = one_line(text)
    return f"“{words[: _SHOWN - 1].rstrip()}…”" if len(words) > _SHOWN else f"“{words}”"
