"""Saved searches: `searches.yaml` beside the notebook, one `name: query` a line.

They belong to the work on a dossier, as the notebook does, so they stand beside it to be read, edited by hand and kept
in git; filters are written as part of the query (`outlet:"…" date:…`). What was merely typed, the history, is the
user's own and stays in the user's state folder. Comments and all other lines stay as they are.
"""

from __future__ import annotations

from pathlib import Path

from dossier.files.yaml_pairs import PairsFile
from dossier.model import DossierError, SavedSearch
from dossier.text.visible import one_line

_FORM = "A line is `name: query`."


def load(file: Path) -> list[SavedSearch]:
    """Return the saved searches in the order of the file; none where there is no file. Raises DossierError."""
    return [SavedSearch(pair.name, pair.value) for pair in _pairs(file).read()]


def save(file: Path, name: str, query: str) -> SavedSearch:
    """Save a query under a name, in place of an earlier one, and return it. Raises DossierError."""
    if not name.strip() or not query.strip():
        raise DossierError("A saved search needs a name and a query.")
    _pairs(file).set(name, query)
    return SavedSearch(name, query)


def remove(file: Path, name: str) -> None:
    """Forget a saved search. Raises DossierError where there is none of that name."""
    found = [search.name for search in load(file)]
    if name not in found:
        there = ", ".join(map(one_line, found)) or "none"
        raise DossierError(f"There is no saved search “{one_line(name)}”; there are: {there}.")
    _pairs(file).remove(name)


def _pairs(file: Path) -> PairsFile:
    return PairsFile(file, DossierError, _FORM)
