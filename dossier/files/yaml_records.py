"""A YAML file that is a list of small records, `key: value` each: one is added or taken out, every other byte stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.files import yaml_edit
from dossier.files.text_file import TextFile
from dossier.files.yaml_edit import scalar
from dossier.files.yaml_tree import Node, TreeError, parse
from dossier.model import DossierError

Values = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Record:
    """An item of the list; `line` is counted from 0."""

    values: Values
    line: int


class RecordsFile:
    """Records in the order of the file; `form` says in a message what the file is.

    Errors are of the given kind. A missing file is an empty one; a new one begins with `heading`.
    """

    def __init__(self, path: Path, error: type[DossierError], form: str, heading: str = "") -> None:
        self.file = TextFile(path, error)
        self._form, self._heading = form, heading

    def read(self) -> list[Record]:
        """Return the records. Raises the file's error, with the line, where anything else stands in it."""
        return self._records(self._tree(self.file.read() or ""))

    def add(self, values: Values) -> None:
        """Put a record at the end. Raises the file's error, and changes nothing, where that cannot be done."""

        def edit(text: str | None) -> str:
            text = text or self._heading
            root = self._tree(text)
            before = self._records(root)
            after = yaml_edit.applied(text, [_added(text, root, values)])
            return self._verified(after, [*(record.values for record in before), values])

        self.file.change(edit)

    def remove(self, index: int) -> None:
        """Take a record out, by its place in the list."""

        def edit(text: str | None) -> str:
            root = self._tree(text or "")
            before = self._records(root)
            assert text is not None
            assert root is not None
            only = root.flow is False and len(before) == 1
            change = _lines_of(text, root) if only else yaml_edit.removed(text, root, index)
            kept = [record.values for at, record in enumerate(before) if at != index]
            return self._verified(yaml_edit.applied(text, [change]), kept)

        self.file.change(edit)

    def _tree(self, text: str) -> Node | None:
        try:
            return parse(text.removeprefix("\ufeff"))
        except TreeError as error:
            raise self.file.error(error.sentence, error.line) from None

    def _records(self, root: Node | None) -> list[Record]:
        if root is None or (root.kind == "scalar" and root.scalar is None):
            return []
        if root.kind != "list":
            raise self.file.error(self._form, root.line)
        return [self._record(item) for item in root.items]

    def _record(self, item: Node) -> Record:
        values: dict[str, str | None] = {}
        for key, value in item.members:
            if key.scalar is None or value.kind != "scalar" or key.scalar in values:
                raise self.file.error(self._form, key.line)
            values[key.scalar] = value.scalar
        if item.kind != "mapping":
            raise self.file.error(self._form, item.line)
        return Record(values, item.line)

    def _verified(self, text: str, expected: Sequence[Values]) -> str:
        try:
            said = [dict(record.values) for record in self._records(parse(text.removeprefix("\ufeff")))]
        except (TreeError, DossierError):
            said = None
        if said != [dict(values) for values in expected]:
            raise self.file.error("cannot be changed without touching other entries; change it by hand.")
        return text


def _added(text: str, root: Node | None, values: Values) -> yaml_edit.Edit:
    """Return the edit that adds a record: in the same brackets, or on lines of its own."""
    if root is not None and root.flow:
        inside = ", ".join(f"{key}: {scalar(value, flow=True)}" for key, value in values.items())
        return yaml_edit.added(text, root, f"{{{inside}}}")
    lines = [f"{'- ' if at == 0 else '  '}{key}: {scalar(value)}" for at, (key, value) in enumerate(values.items())]
    if root is None or not root.items:
        return yaml_edit.lines_at(text, len(text), lines)
    start = text.rfind("-", 0, root.items[0].start)
    margin = " " * yaml_edit.column(text, start)
    return yaml_edit.lines_at(text, yaml_edit.next_line(text, root.end), [margin + line for line in lines])


def _lines_of(text: str, root: Node) -> yaml_edit.Edit:
    """Return the edit that takes out the only record: its lines, and no brackets in their place."""
    start = yaml_edit.line_start(text, text.rfind("-", 0, root.items[0].start))
    return start, yaml_edit.next_line(text, root.items[0].end), ""
