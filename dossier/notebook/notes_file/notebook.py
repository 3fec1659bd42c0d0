"""The notebook: a YAML list in a file that belongs to its user.

A change touches one item and leaves every other byte as it stood, comments and line ends included.
"""

from __future__ import annotations

import dataclasses
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.files.text_file import TextFile
from dossier.model import DossierError, Note
from dossier.notebook.notes_file import edits, layout
from dossier.notebook.notes_file.edits import ChangeError
from dossier.notebook.notes_file.items import Item
from dossier.notebook.notes_file.layout import Layout
from dossier.text.visible import one_line

_LARGEST = 200_000_000  # bytes; two hundred thousand notes
_WRITTEN = re.compile(r"^- id: [\"']?n-\d{8}T\d{6}Z-", re.MULTILINE)  # an item as this program writes it
_OWN_SUFFIXES = frozenset({".yaml", ".yml"})


class NotebookError(DossierError):
    """The notebook cannot be read or changed; the message names the file and says what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the notebook: the line, from 1, and a sentence. The other notes still work."""

    line: int
    sentence: str
    file: str = "notebook.yaml"

    def __str__(self) -> str:
        """Return it as people read it: file, line and sentence."""
        return one_line(f"{self.file}, line {self.line}: {self.sentence}")


@dataclass(frozen=True, slots=True)
class _Read:
    """The file as it was at one moment."""

    page: Layout
    items: list[Item]
    notes: list[Note]
    problems: list[Problem]


class Notebook:
    """Bookmarked quotes in a file, which threads and programs may use at once; a missing file is an empty notebook."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._file = TextFile(self.path, NotebookError, _LARGEST)
        self._known: layout.Known = {}
        self._removed: list[tuple[Note, str, str, str]] = []  # with its item, and the text before and after

    def notes(self) -> list[Note]:
        """Return the notes in the file's order, broken ones left out; raises NotebookError where it cannot be read."""
        return self._read().notes

    def problems(self) -> list[Problem]:
        """Return what is wrong in the file, in the order of its lines."""
        return self._read().problems

    def add(self, note: Note) -> Note:
        """Append a note and return it, with another id where its own was taken.

        Raises NotebookError, and changes nothing, where it could not be read back or the file cannot be written.
        """
        added = note

        def change(text: str) -> str:
            nonlocal added
            added = note
            while added.id in text and any(f"id: {mark}{added.id}{mark}" in text for mark in ("", '"', "'")):
                added = dataclasses.replace(note, id=f"{note.id.rpartition('-')[0]}-{secrets.token_hex(4)}")
            longer = edits.append(layout.layout(text, last=True), added)
            if self._holds_no_note(text):
                raise self._foreign()
            return longer

        self._change(change)
        return added

    def remove(self, note_id: str) -> Note:
        """Remove a note from the file and return it; raises NotebookError where there is none."""
        removed: list[Note] = []
        texts = "", "", ""

        def change(text: str) -> str:
            nonlocal texts
            before = self._understand(text)
            index = self._index(before, note_id)
            removed[:] = [note for note in before.notes if note.id == note_id]
            after = edits.remove(before.page, index)
            self._compare(before, after, {note_id: None})
            texts = before.page.piece(index), text, after
            return after

        self._change(change)
        self._removed.append((removed[0], *texts))
        return removed[0]

    def restore(self) -> Note | None:
        """Put back the note that was removed last and return it; None where there is none.

        The file becomes what it was byte for byte; where it was written to since, the item is added at its end.
        """
        if not self._removed:
            return None
        note, item, before, after = self._removed[-1]

        def change(text: str) -> str:
            return before if text == after else edits.append(layout.layout(text, last=True), note, item)

        self._change(change)
        self._removed.pop()
        return note

    def edit(self, note_id: str, *, tags: Iterable[str] | None = None, comment: str | None = None) -> Note:
        """Give a note other tags or another comment and return it; everything else in the file stays as it is now."""
        wanted = None if tags is None else tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))

        def new(note: Note) -> Note:
            return dataclasses.replace(
                note,
                tags=note.tags if wanted is None else wanted,
                comment=note.comment if comment is None else comment,
            )

        return self._rewrite({note_id: new})[0]

    def rewrite(self, note: Note) -> Note:
        """Put this note in the place of the one with its id and return it; only the values that differ are written."""
        return self._rewrite({note.id: lambda _: note})[0]

    def update(self, pairs: Iterable[tuple[Note, Note]]) -> list[Note]:
        """Write what differs between each pair (old note, new note) into the file, in one step; return the new notes.

        What else was changed in the file meanwhile stays.
        """

        def merge(old: Note, new: Note) -> Callable[[Note], Note]:
            fields = [field.name for field in dataclasses.fields(Note)]
            differing = {name: getattr(new, name) for name in fields if getattr(new, name) != getattr(old, name)}
            return lambda note: dataclasses.replace(note, **differing)

        wanted = {old.id: merge(old, new) for old, new in pairs}
        return self._rewrite(wanted) if wanted else []

    def line(self, note_id: str) -> int:
        """Return the line, from 1, on which a note begins; raises NotebookError where there is none."""
        read = self._read()
        return read.page.line(read.page.starts[self._index(read, note_id)]) + 1

    def _rewrite(self, wanted: Mapping[str, Callable[[Note], Note]]) -> list[Note]:
        new: dict[str, Note | None] = {}

        def change(text: str) -> str:
            before = self._understand(text)
            old = {note.id: note for note in before.notes}
            where = _where(before)
            places = {self._index(before, note_id, where): note_id for note_id in wanted}
            new.update({note_id: wanted[note_id](old[note_id]) for note_id in places.values()})
            renewed = {index: (old[note_id], wanted[note_id](old[note_id])) for index, note_id in places.items()}
            after = edits.rewrite(before.page, renewed)
            self._compare(before, after, new)
            return after

        self._change(change)
        return [note for note in new.values() if note]

    def _read(self) -> _Read:
        return self._understand(self._file.read() or "")

    def _understand(self, text: str) -> _Read:
        page = layout.layout(text)
        items, general = layout.read(page, self._known)
        found = [*general]
        notes: dict[str, Note] = {}
        for index, item in enumerate(items):
            found += item.problems
            if item.note is None:
                continue
            if item.note.id in notes:
                line = page.line(page.starts[index]) if len(page.starts) == len(items) else 0
                found.append((line, f"the id “{item.note.id}” was given to a note before; give this one another."))
            else:
                notes[item.note.id] = item.note
        name = self.path.name
        problems = [Problem(line + 1, sentence, name) for line, sentence in sorted(found, key=lambda pair: pair[0])]
        return _Read(page, items, list(notes.values()), problems)

    def _index(self, read: _Read, note_id: str, where: Mapping[str, list[int]] | None = None) -> int:
        places = (where or _where(read)).get(note_id, [])
        if not places:
            raise NotebookError(f"{self._name} has no note {one_line(note_id)}; 'dossier notes' lists them.")
        if len(places) > 1:
            raise NotebookError(
                f"{self._name} has {len(places)} notes {one_line(note_id)}; give each its own id first."
            )
        if len(read.page.starts) != len(read.items):
            raise NotebookError(
                f"{self._name} is a list in brackets, which is not changed by this program; "
                "put each note on lines of its own, beginning with “- id:”."
            )
        return places[0]

    def _compare(self, before: _Read, text: str, new: Mapping[str, Note | None]) -> None:
        """Raise NotebookError where a change did anything but what it was meant to do to the notes with these ids."""
        expected = [new.get(note.id, note) for note in before.notes]
        after = self._understand(text)
        if after.notes != [note for note in expected if note] or len(after.problems) > len(before.problems):
            raise NotebookError(
                f"{self._name}: note {one_line(', '.join(new))} cannot be changed without touching others "
                "(they may refer to it with “*”); change it by hand."
            )

    def _change(self, change: Callable[[str], str]) -> None:
        """Read, change and write the file under its lock; once more where an editor wrote it in between."""

        def edit(text: str | None) -> str:
            if text and self.path.suffix not in _OWN_SUFFIXES and not layout.layout(text).starts:
                raise self._foreign()
            try:
                return change(text or "")
            except ChangeError as error:
                raise self._file.error(f"{error.sentence} Nothing was changed.", error.line) from None

        self._file.change(edit)

    def _holds_no_note(self, text: str) -> bool:
        """Return whether a text is a list without a note: one of another program, or of its user's."""
        if _WRITTEN.search(text):
            return False
        read = self._understand(text)
        return bool(read.items) and not read.notes

    def _foreign(self) -> DossierError:
        return self._file.error("is not a notebook, so nothing was written into it; name another in config.yaml.")

    @property
    def _name(self) -> str:
        return one_line(str(self.path))


def _where(read: _Read) -> dict[str, list[int]]:
    """Return the indices of the items with each id."""
    where: dict[str, list[int]] = {}
    for index, item in enumerate(read.items):
        if item.note:
            where.setdefault(item.note.id, []).append(index)
    return where
