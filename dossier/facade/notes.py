"""The notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from dossier.facade.opened import Opened
from dossier.model import Link, Quotation, parse_link
from dossier.text.quoting import end_alone

if TYPE_CHECKING:
    from dossier.model import Note, NoteCheck
    from dossier.notebook import CandidateArticle, Format, Notebook, Possible, Style
    from dossier.notebook.imports.places import Imported


class Noted(Opened):
    """The notebook."""

    def notes(self) -> list[Note]:
        """Return the bookmarked quotes, oldest first; broken items are left out, see `note_problems`.

        A note that was written by hand without a place has that of its words, where they stand in one place.
        """
        notes = self._notebook.notes()
        if all(note.placed for note in notes):
            return notes
        from dossier.notebook import placed

        candidates = self._candidates()
        return [placed(note, candidates) for note in notes]

    def note_problems(self) -> list[str]:
        """Return what is wrong in the notebook, a sentence with its line each."""
        return [str(problem) for problem in self._notebook.problems()]

    def add_note(self, link: str | Link, *, tags: Iterable[str] = (), comment: str = "") -> Note:
        """Bookmark the words that a link names; the speaker is that of the quotation they stand in.

        A comma that ends a quotation inside its marks is left out. Raises LinkError where the link names no words,
        NotebookError where the notebook cannot be written.
        """
        from dossier.notebook import make_note

        place = parse_link(link)
        article = self._article(place.article)
        speaker = self._speaker(article.id, place.start, place.end)
        end = end_alone(article.text, place.start, place.end)
        return self._notebook.add(make_note(article, place.start, end, speaker=speaker, tags=tags, comment=comment))

    def import_notes(self, text: str, suffix: str) -> Iterator[tuple[Imported, Note | None]]:
        """Make notes of another program's annotations, of those whose words stand in one place of the articles.

        `text` is a file of Hypothesis, Zotero, Obsidian or of W3C annotations, `suffix` that of its name. Words that
        are a note already make no second one. Raises DossierError for a file that holds no annotations.
        """
        from dossier.notebook.imports.annotations import read_annotations
        from dossier.notebook.imports.places import find

        infos, candidates = self._store.infos(), self._candidates()
        paths = {info.id: info.path for info in infos}
        texts = {one.id: one.load for one in candidates}
        there = {(note.article, note.start, note.end) for note in self.notes()}
        for annotation in read_annotations(text, suffix):
            found = find(annotation, infos, candidates)
            note = None
            link = found.link
            end = end_alone(texts[link.article](), link.start, link.end) if link else 0
            if link and (place := (paths[link.article], link.start, end)) not in there:
                there.add(place)
                note = self.add_note(link, tags=annotation.tags, comment=annotation.comment)
            yield found, note

    def _speaker(self, article: str, start: int, end: int) -> str | None:
        """Return who says the words between two offsets of an article: of several quotations, that of most of them."""
        overlapping = self._store.annotations(Quotation, articles=(article,), within=(start, end))
        around = [quotation for quotation in overlapping if quotation.speaker is not None]
        said = max(around, key=lambda quote: min(quote.end, end) - max(quote.start, start), default=None)
        return said.speaker if said else None

    def remove_note(self, note: str) -> Note:
        """Remove a note by its id and return it; everything else in the file stays as it is."""
        return self._notebook.remove(note)

    def export_notes(self, form: Format) -> str:
        """Return all notes as one document: `markdown`, `jsonld` (W3C Web Annotation), `csl`, `bibtex` or `csv`.

        Each names the place where its words stand now; of those that no longer stand as noted it says so.
        """
        from dossier.notebook import check, export, fixed

        candidates = self._candidates()
        checked = [(note, check(note, candidates)) for note in self.notes()]
        standing = [fixed(note, result, candidates) for note, result in checked]
        return export(standing, form, self.articles(), [result for _, result in checked])

    def export_qda(self, name: str) -> tuple[bytes, list[str]]:
        """Return the notes as a REFI-QDA project (.qdpx) of this name, and the ids of the notes that are left out.

        Tags are its codes, the quoted articles its sources and notes its coded selections. Left out are notes whose
        words are no longer found, have changed or stand in several places: their selection would show other words.
        """
        from dossier.notebook import check, fixed
        from dossier.notebook.exports import refi_qda

        candidates = self._candidates()
        checked = [(note, check(note, candidates)) for note in self.notes()]
        standing = [fixed(note, found, candidates) for note, found in checked if found.status in {"exact", "moved"}]
        lost = [note for note, found in checked if found.status not in {"exact", "moved"}]
        quoted = {note.article for note in standing}
        texts = {one.path: one.load() for one in candidates if one.path in quoted}
        infos = {info.path: info for info in self.articles()}
        return refi_qda.write(standing, texts, infos, lost=lost, name=name), [note.id for note in lost]

    def cite(self, note: Note, style: Style = "plain") -> str:
        """Return one note to be pasted elsewhere: `plain` (a line), `markdown`, `csl`, `bibtex`; as `export_notes`."""
        from dossier.notebook import check, citation, fixed

        candidates = self._candidates()
        result = check(note, candidates)
        standing = fixed(note, result, candidates)
        about = next((info for info in self.articles() if info.path == standing.article), None)
        return citation(standing, style, about, result)

    def restore_note(self) -> Note | None:
        """Put back the note that this session removed last, and return it; None where there is none."""
        return self._notebook.restore()

    def edit_note(self, note: str, *, tags: Iterable[str] | None = None, comment: str | None = None) -> Note:
        """Give a note, named by its id, other tags or another comment; everything else in the file stays as it is."""
        return self._notebook.edit(note, tags=tags, comment=comment)

    def note_line(self, note: str) -> int:
        """Return the line of the notebook, from 1, on which a note begins."""
        return self._notebook.line(note)

    def note_candidates(self, note: Note) -> list[Possible]:
        """Return the places that are most like a note’s quote, best first, for a person to choose from."""
        from dossier.notebook import candidates

        return candidates(note, self._candidates())

    def relink_note(self, note: Note, link: str | Link) -> Note:
        """Let a note quote the words that a link names, and return it; all else stays. Raises as `add_note` does."""
        from dossier.notebook import relinked

        place = parse_link(link)
        new = relinked(note, self.article(place.article), place.start, place.end)
        written = next((one for one in self._notebook.notes() if one.id == note.id), note)
        return self._notebook.update([(written, new)])[0]

    def check_notes(self, *, fix: bool = False) -> list[NoteCheck]:
        """Return for every note whether its quote stands where it was taken.

        `fix` writes where moved ones stand now, and the places of those that were written by hand without one.
        """
        from dossier.notebook import check, fixed, placed

        candidates = self._candidates()
        written = self._notebook.notes()
        notes = [placed(note, candidates) for note in written]
        results = [check(note, candidates) for note in notes]
        if fix:
            new = [fixed(note, result, candidates) for note, result in zip(notes, results, strict=True)]
            mended = list(zip(written, new, strict=True))
            self._notebook.update((old, new) for old, new in mended if old != new and new.placed)
        return results

    def _candidates(self) -> list[CandidateArticle]:
        from dossier.notebook import CandidateArticle

        def text(id_: str) -> str:
            article = self._store.article(id_)
            return article.text if article else ""

        return [
            CandidateArticle(
                info.id,
                info.path,
                info.sha256,
                partial(text, info.id),
                info.title,
                info.outlet,
                info.published,
                partial(self._speaker, info.id),
            )
            for info in self._store.infos()
        ]

    @property
    def _notebook(self) -> Notebook:
        with self._lock:
            if self._book is None:
                from dossier.notebook import Notebook

                self._book = Notebook(self.config.notebook)
            return self._book
