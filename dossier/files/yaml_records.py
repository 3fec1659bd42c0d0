"""A YAML file that is a list of small records, `key: value` each: one is added or taken out, every other byte stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dossier.files import yaml_edit
from dossier.files.yaml_edit import scalar
from dossier.files.yaml_file import YamlFile
from dossier.files.yaml_tree import Node

Values = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Record:
    """An item of the list; `line` is counted from 0."""

    values: Values
    line: int


class RecordsFile(YamlFile[Record, dict[str, str | None]]):
    """Records: an item of the list each."""

    def add(self, values: Values) -> None:
        """Put a record at the end. Raises the file's error, and changes nothing, where that cannot be done."""

        def edit(text: str, root: Node | None, before: list[Record]) -> tuple[str, list[dict[str, str | None]]]:
            text = text or self.heading
            after = yaml_edit.applied(text, [_added(text, root, values)])
            return after, [*map(self.said, before), dict(values)]

        self.change(edit, "")

    def remove(self, index: int) -> None:
        """Take a record out, by its place in the list."""

        def edit(text: str, root: Node | None, before: list[Record]) -> tuple[str, list[dict[str, str | None]]]:
            assert root is not None
            only = root.flow is False and len(before) == 1
            change = _lines_of(text, root) if only else yaml_edit.removed(text, root, index)
            kept = [self.said(record) for at, record in enumerate(before) if at != index]
            return yaml_edit.applied(text, [change]), kept

        self.change(edit, "")

    def said(self, entry: Record) -> dict[str, str | None]:
        """Return the values of a record by their keys."""
        return dict(entry.values)

    def entries(self, root: Node | None) -> list[Record]:
        """Return the records of a tree. Raises the file's error, with the line, where it has anything else."""
        if root is None or (root.kind == "scalar" and root.scalar is None):
            return []
        if root.kind != "list":
            raise self.file.error(self.form, root.line)
        return [self._record(item) for item in root.items]

    def _record(self, item: Node) -> Record:
        values: dict[str, str | None] = {}
        for key, value in item.members:
            if key.scalar is None or value.kind != "scalar" or key.scalar in values:
                raise self.file.error(self.form, key.line)
            values[key.scalar] = value.scalar
        if item.kind != "mapping":
            raise self.file.error(self.form, item.line)
        return Record(values, item.line)


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
