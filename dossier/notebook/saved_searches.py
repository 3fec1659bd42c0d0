"""Saved searches: `searches.yaml` beside the notebook, one `name: query` a line.

They belong to the work on a dossier, as the notebook does, so they stand beside it to be read, edited by hand and kept
in git; filters are written as part of the query (`outlet:"…" date:…`). What was merely typed, the history, is the
user's own and stays in the user's state folder. Comments and all other lines stay as they are.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from dossier.files import yaml_depth
from dossier.files.atomic import locked, replace
from dossier.model import DossierError, SavedSearch
from dossier.text.visible import one_line, path_text

_LARGEST = 1_000_000  # bytes
_WIDE = 1_000_000  # columns: never fold a query over lines


def file_beside(notebook: Path) -> Path:
    """Give the file of the saved searches of a dossier with this notebook."""
    return notebook.with_name("searches.yaml")


def load(file: Path) -> list[SavedSearch]:
    """Give the saved searches in the order of the file; none where there is no file. Raises DossierError."""
    text = _read(file)
    return [SavedSearch(key.value, value.value) for key, value in _pairs(file, text)]


def save(file: Path, name: str, query: str) -> SavedSearch:
    """Keep a query under a name, in place of the one that has it. Raises DossierError."""
    if not name.strip() or not query.strip():
        raise DossierError("A saved search needs a name and a query.")
    line = yaml.safe_dump({name: query}, allow_unicode=True, width=_WIDE, default_style=None).rstrip("\n")
    _change(file, name, line)
    return SavedSearch(name, query)


def remove(file: Path, name: str) -> None:
    """Forget a saved search. Raises DossierError where there is none of that name."""
    found = [search.name for search in load(file)]
    if name not in found:
        there = ", ".join(map(one_line, found)) or "none"
        raise DossierError(f"There is no saved search “{one_line(name)}”; there are: {there}.")
    _change(file, name, None)


def _change(file: Path, name: str, line: str | None) -> None:
    """Put a line in the place of the one with this name, or at the end; None takes it away."""
    try:
        with locked(file):
            before = file.stat() if file.exists() else None
            text = _read(file)
            for key, value in _pairs(file, text):
                if key.value == name:
                    start, end = key.start_mark.index, value.end_mark.index
                    if line is None:  # with what is left of the line, and its end
                        end = (text.find("\n", end) + 1) or len(text)
                    text = text[:start] + (line or "") + text[end:]
                    break
            else:
                text += ("\n" if text and not text.endswith("\n") else "") + f"{line}\n"
            _pairs(file, text)  # never leave what could not be read again
            if not replace(file, text.encode(), before):
                raise DossierError(f"{path_text(str(file))} was changed by another program just now; try again.")
    except OSError as error:
        raise DossierError(f"{path_text(str(file))} cannot be written: {error.strerror or error}.") from error


def _read(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(_LARGEST).decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise DossierError(f"{path_text(str(file))} cannot be read: {error}.") from error


def _pairs(file: Path, text: str) -> list[tuple[yaml.ScalarNode, yaml.ScalarNode]]:
    try:
        node = yaml_depth.compose(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise DossierError(f"{path_text(str(file))}{where}: this is no YAML; a line is `name: query`.") from error
    if node is None:
        return []
    members = node.value if isinstance(node, yaml.MappingNode) and not node.flow_style else [(node, node)]
    pairs: list[tuple[yaml.ScalarNode, yaml.ScalarNode]] = []
    for key, value in members:
        if key is node or not (isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)):
            raise DossierError(f"{path_text(str(file))}, line {key.start_mark.line + 1}: a line must be `name: query`.")
        pairs.append((key, value))
    return pairs
