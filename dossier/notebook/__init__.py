"""Bookmarked quotes: a YAML file that belongs to its user, and whether its quotes still stand where they were taken.

book = Notebook(path)
note = book.add(make_note(article, start, end, speaker="…"))
result = check(note, [Candidate.of(article), …])
book.rewrite(fixed(note, result, candidates))
"""

from dossier.notebook.anchors import Candidate, check, fixed
from dossier.notebook.file import Notebook, NotebookError, Problem
from dossier.notebook.making import citation, make_note

__all__ = ["Candidate", "Notebook", "NotebookError", "Problem", "check", "citation", "fixed", "make_note"]
