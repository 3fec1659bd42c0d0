"""Bookmarked quotes: a YAML file that belongs to its user, and whether its quotes still stand where they were taken.

book = Notebook(path)
note = book.add(make_note(article, start, end, speaker="…"))
result = check(note, [CandidateArticle.of(article), …])
book.rewrite(fixed(note, result, candidates))
book.edit(note.id, tags=["ferry"], comment="…")
export(book.notes(), "bibtex")
"""

from dossier.notebook.anchoring.anchors import CandidateArticle, check, fixed
from dossier.notebook.anchoring.by_hand import placed
from dossier.notebook.anchoring.new_note import make_note
from dossier.notebook.anchoring.relinking import Possible, candidates, relinked
from dossier.notebook.exports.documents import FORMATS, STYLES, Format, Style, citation, export
from dossier.notebook.notes_file.notebook import Notebook, NotebookError, Problem

__all__ = [
    "FORMATS",
    "STYLES",
    "CandidateArticle",
    "Format",
    "Notebook",
    "NotebookError",
    "Possible",
    "Problem",
    "Style",
    "candidates",
    "check",
    "citation",
    "export",
    "fixed",
    "make_note",
    "placed",
    "relinked",
]
