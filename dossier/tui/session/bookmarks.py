"""Saves the selected words to the notebook or the clipboard, and opens files in the editor."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dossier.model import DossierError, Link
from dossier.text.visible import one_line, visible
from dossier.tui.platform import clipboard, editor
from dossier.tui.session.selection import Selection
from dossier.tui.session.session import Session
from dossier.tui.text import highlights

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.model import Note
    from dossier.notebook import Style
    from dossier.tui.platform.latest_worker import Cancelled

Say = Callable[[str], None]
_OFFERED = 4  # tags that are named when something is bookmarked
_SHOWN = 60  # characters of a quote that fit beside what was done with it


def keep(session: Session, words: Selection, say: Say) -> None:
    """Keep words in the notebook or, where they are in it, take them out again; `say` tells what was done."""
    stand = highlights.standing(session.notes(), words.article)
    same = next((note for note, span in stand if (span.start, span.end) == (words.start, words.end)), None)
    book = session.dossier.config.notebook.name
    key = session.keymap.key
    if same:
        session.dossier.remove_note(same.id)
        said = f"Removed from {book}: {_quote(words.text)}; {key('bookmark')} puts it back."
    else:
        note = session.dossier.add_note(Link(words.article.id, words.start, words.end))
        session.state.note = note.id  # the notebook opens at it
        speaker = f" ({one_line(note.speaker)})" if note.speaker else ""
        said = f"Bookmarked in {book}: {_quote(note.quote)}{speaker} · {_offer(session)}"
    session.notes_changed()
    say(said)


def _offer(session: Session) -> str:
    """Return what can be done with what was just bookmarked: `# tags it: #union, #port · m removes it`."""
    key, known = session.keymap.key, [f"#{one_line(tag)}" for tag in latest_tags(session.notes())[:_OFFERED]]
    tags = f": {', '.join(known)}" if known else ""
    return f"{key('tag_words')} tags it{tags} · {key('bookmark')} removes it"


def latest_tags(notes: Sequence[Note]) -> list[str]:
    """Return the tags of the notebook, those of the newest notes first."""
    newest = sorted(notes, key=lambda note: note.created, reverse=True)
    return list(dict.fromkeys(tag for note in newest for tag in note.tags))


def note_at(session: Session, words: Selection) -> Note:
    """Return the note of words that are bookmarked. Raises DossierError where none of them are."""
    stand = highlights.standing(session.notes(), words.article)
    here = [one for one, span in stand if span.start < words.end and words.start < span.end]
    if not here:
        raise DossierError(f"Nothing is bookmarked here yet; {session.keymap.key('bookmark')} bookmarks it.")
    return here[0]


def copy_words(session: Session, words: Selection, say: Say) -> None:
    """Copy words with their citation; `say` tells how it went."""
    from dossier.notebook import citation, make_note

    article = words.article
    quotation = highlights.quotation_at(session.dossier.quotes(article=article.id), words.start)
    speaker = quotation.speaker if quotation and quotation.start <= words.start < quotation.end else None
    note = make_note(article, words.start, words.end, speaker=speaker)
    about = session.articles().get(article.id)
    _put(session, citation(note, _style(session), about), f"{_COPIED}: {_quote(words.text)}", say)


def copy_note(session: Session, note: Note, say: Say) -> None:
    """Copy a note of any age, where and whether its words stand now; `say` tells how it went."""
    style = _style(session)

    def work(_: Cancelled) -> str:
        return session.dossier.cite(note, style)

    session.copying.submit(work, lambda text: _put(session, text, _COPIED, say), session.fail)


_COPIED = "Copied with its citation"


def _style(session: Session) -> Style:
    from dossier.notebook import STYLES

    return next((style for style in STYLES if style == session.state.citing), "plain")


def copy_words_link(session: Session, words: Selection, say: Say) -> None:
    """Copy the link of words; `say` tells how it went."""
    link = one_line(str(Link(words.article.id, words.start, words.end)))
    _put(session, link, f"Copied {link}", say)


def open_editor(session: Session, file: Path, line: int) -> None:
    """Open a file at a line (from 1) in the user's editor and wait until it is closed."""
    words = editor.command(file, line)
    try:
        with session.host.suspend():
            subprocess.run(words, check=False)  # noqa: S603 - the user's own editor, no shell
    except OSError as error:
        raise DossierError(f"{one_line(words[0])} cannot be started: {error.strerror}. Set $EDITOR.") from error


def _put(session: Session, text: str, done: str, say: Say) -> None:
    text = visible(text)  # pasted into a shell, a control character would act
    session.host.copy_to_clipboard(text)

    def work(_: Cancelled) -> str:
        return clipboard.hand_over(text)

    session.copying.submit(work, lambda how: say(f"{done} ({how})."), session.fail)


def _quote(text: str) -> str:
    words = one_line(text)
    return f"“{words[: _SHOWN - 1].rstrip()}…”" if len(words) > _SHOWN else f"“{words}”"
