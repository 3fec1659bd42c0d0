"""A small YAML file that belongs to its user: all of it is read, and a change leaves every other byte as it stood.

`yaml_pairs` and `yaml_records` say what stands in it. A byte order mark, as some editors write one, is kept and never
seen by them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from dossier.files.text_file import TextFile
from dossier.files.yaml_tree import Node, TreeError, parse
from dossier.model import DossierError

Entry = TypeVar("Entry")
Said = TypeVar("Said")
_BOM = "\ufeff"


class YamlFile(ABC, Generic[Entry, Said]):
    """The entries of a file in their order; `form` says in a message how they are written.

    Errors are of the given kind. A missing file is an empty one; a new one begins with `heading`.
    """

    def __init__(self, path: Path, error: type[DossierError], form: str, heading: str = "") -> None:
        self.file = TextFile(path, error)
        self.form, self.heading = form, heading

    @abstractmethod
    def entries(self, root: Node | None) -> list[Entry]:
        """Return the entries of a tree. Raises the file's error, with the line, where anything else stands in it."""

    @abstractmethod
    def said(self, entry: Entry) -> Said:
        """Return what an entry says, wherever it stands."""

    def read(self) -> list[Entry]:
        """Return the entries. Raises the file's error, with the line, where anything else stands in the file."""
        return self.entries(self._tree((self.file.read() or "").removeprefix(_BOM)))

    def change(self, edit: Callable[[str, Node | None, list[Entry]], tuple[str, list[Said]]], about: str) -> None:
        """Let `edit` make the new text of the old, its tree and its entries, with what its entries are to say.

        Raises the file's error, and changes nothing, where they say something else in it; `about` names the change.
        """

        def changed(text: str | None) -> str | None:
            mark = _BOM if text and text.startswith(_BOM) else ""
            old = (text or "").removeprefix(_BOM)
            root = self._tree(old)
            new, wanted = edit(old, root, self.entries(root))
            if new == old and not new:
                return text
            if self._read_again(new) != wanted:
                raise self.file.error(f"cannot be changed{about} without touching other lines; change it by hand.")
            return mark + new

        self.file.change(changed)

    def _tree(self, text: str) -> Node | None:
        try:
            return parse(text)
        except TreeError as error:
            raise self.file.error(f"{error.sentence} {self.form}", error.line) from None

    def _read_again(self, text: str) -> list[Said] | None:
        try:
            return [self.said(entry) for entry in self.entries(parse(text))]
        except (TreeError, DossierError):
            return None
