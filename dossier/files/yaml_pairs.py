"""A YAML file of `name: value` lines that belongs to its user: one line is changed, every other byte stays."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from dossier.files import yaml_edit
from dossier.files.yaml_edit import quoted, scalar
from dossier.files.yaml_file import YamlFile
from dossier.files.yaml_tree import Node
from dossier.text.visible import one_line

_WIDE = 1_000_000  # columns: a value is never folded over lines


@dataclass(frozen=True, slots=True)
class YamlPair:
    """A line of the file; `line` is counted from 0."""

    name: str
    value: str
    line: int


class PairsFile(YamlFile[YamlPair, tuple[str, str]]):
    """Names with their values."""

    def set(self, name: str, value: str, comment: str = "") -> None:
        """Give a name its value, on a new line at the end where it has none; `comment` goes to such a line."""

        def edit(text: str, root: Node | None, pairs: list[YamlPair]) -> tuple[str, list[tuple[str, str]]]:
            at, wanted = _place(pairs, name), list(map(self.said, pairs))
            if at is None or root is None:
                line = f"{_written(name)}: {_written(value)}{comment and '  # '}{comment}"
                return self._with_line(text, root, line), [*wanted, (name, value)]
            written = scalar(value, flow=True) if root.flow else _written(value)
            wanted[at] = name, value
            return yaml_edit.applied(text, [yaml_edit.replaced(text, root.members[at][1], written)]), wanted

        self.change(edit, f" for “{one_line(name)}”")

    def remove(self, name: str) -> None:
        """Take a name out; does nothing where it is not there."""

        def edit(text: str, root: Node | None, pairs: list[YamlPair]) -> tuple[str, list[tuple[str, str]]]:
            at, wanted = _place(pairs, name), list(map(self.said, pairs))
            if at is None or root is None:
                return text, wanted
            new = text if root.flow else yaml_edit.applied(text, [yaml_edit.removed(text, root, at)])
            return new, wanted[:at] + wanted[at + 1 :]

        self.change(edit, f" for “{one_line(name)}”")

    def _with_line(self, text: str, root: Node | None, line: str) -> str:
        """Return a text with one more line at its end, as far in as the others; a new one begins with the heading."""
        lead, end = text or self.heading, yaml_edit.newline_of(text)
        lead += "" if not lead or lead[-1] in "\r\n" else end
        margin = " " * yaml_edit.column(text, root.members[0][0].start) if root and root.members else ""
        return f"{lead}{margin}{line}{end}"

    def said(self, entry: YamlPair) -> tuple[str, str]:
        """Return the name and the value of a pair."""
        return entry.name, entry.value

    def entries(self, root: Node | None) -> list[YamlPair]:
        """Return the pairs of a tree. Raises the file's error, with the line, where it has anything else."""
        if root is None or _is_empty(root):
            return []
        if root.kind != "mapping":
            raise self.file.error(self.form, root.line)
        found: dict[str, YamlPair] = {}
        for key, value in root.members:
            if key.scalar is None or value.scalar is None or _merges(key):
                raise self.file.error(self.form, key.line)
            if key.scalar in found:
                raise self.file.error(f"“{one_line(key.scalar)}” stands twice; delete one of the lines.", key.line)
            found[key.scalar] = YamlPair(key.scalar, value.scalar, key.line)
        return list(found.values())


def _place(pairs: list[YamlPair], name: str) -> int | None:
    return next((at for at, pair in enumerate(pairs) if pair.name == name), None)


def _is_empty(node: Node) -> bool:
    return node.kind == "scalar" and node.scalar is None and node.start == node.end


def _merges(key: Node) -> bool:
    return key.scalar == "<<" and key.plain


def _written(text: str) -> str:
    """Return a name or a value on one line, without quotation marks where YAML needs none."""
    written: str = yaml.safe_dump(text, allow_unicode=True, width=_WIDE).removesuffix("...\n").removesuffix("\n")
    return quoted(text) if "\n" in written else written
