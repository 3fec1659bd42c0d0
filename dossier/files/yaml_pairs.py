"""A YAML file of `name: value` lines that belongs to its user: one line is changed, every other byte stays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from dossier.files import yaml_edit
from dossier.files.text_file import TextFile
from dossier.files.yaml_edit import quoted, scalar
from dossier.files.yaml_tree import Node, TreeError, parse
from dossier.model import DossierError
from dossier.text.visible import one_line

_WIDE = 1_000_000  # columns: a value is never folded over lines


@dataclass(frozen=True, slots=True)
class YamlPair:
    """A line of the file; `line` is counted from 0."""

    name: str
    value: str
    line: int


class PairsFile:
    """Names with their values, in the order of the file; `form` says in a message how a line is written.

    Errors are of the given kind. A missing file is an empty one; a new one begins with `heading`.
    """

    def __init__(self, path: Path, error: type[DossierError], form: str, heading: str = "") -> None:
        self._file = TextFile(path, error)
        self._form = form
        self._heading = heading

    def read(self) -> list[YamlPair]:
        """Return the pairs. Raises the file's error, with the line, where anything else stands in it."""
        return self._pairs(self._tree(self._file.read() or ""))

    def set(self, name: str, value: str, comment: str = "") -> None:
        """Give a name its value, on a new line at the end where it has none; `comment` goes to such a line."""

        def edit(text: str | None) -> str:
            text = text or ""
            root = self._tree(text)
            pairs = self._pairs(root)
            at = _place(pairs, name)
            if at is None:
                new = self._with_line(text, root, f"{_written(name)}: {_written(value)}{comment and '  # '}{comment}")
                return self._verified(new, [*pairs, YamlPair(name, value, 0)], name)
            assert root
            written = scalar(value, flow=True) if root.flow else _written(value)
            new = yaml_edit.applied(text, [yaml_edit.replaced(text, root.members[at][1], written)])
            return self._verified(new, [*pairs[:at], YamlPair(name, value, 0), *pairs[at + 1 :]], name)

        self._file.change(edit)

    def _with_line(self, text: str, root: Node | None, line: str) -> str:
        """Return a text with one more line at its end, as far in as the others; a new one begins with the heading."""
        lead, end = text or self._heading, yaml_edit.newline_of(text)
        lead += "" if not lead or lead[-1] in "\r\n\ufeff" else end
        margin = " " * yaml_edit.column(text, root.members[0][0].start) if root and root.members else ""
        return f"{lead}{margin}{line}{end}"

    def remove(self, name: str) -> None:
        """Take a name out; does nothing where it is not there."""

        def edit(text: str | None) -> str | None:
            root = self._tree(text or "")
            pairs = self._pairs(root)
            at = _place(pairs, name)
            if at is None:
                return text
            assert root
            assert text is not None
            new = text if root.flow else yaml_edit.applied(text, [yaml_edit.removed(text, root, at)])
            return self._verified(new, pairs[:at] + pairs[at + 1 :], name)

        self._file.change(edit)

    def _tree(self, text: str) -> Node | None:
        try:
            return parse(text)
        except TreeError as error:
            raise self._file.error(f"{error.sentence} {self._form}", error.line) from None

    def _pairs(self, root: Node | None) -> list[YamlPair]:
        if root is None or _is_empty(root):
            return []
        if root.kind != "mapping":
            raise self._file.error(self._form, root.line)
        found: dict[str, YamlPair] = {}
        for key, value in root.members:
            if key.scalar is None or value.scalar is None or _merges(key):
                raise self._file.error(self._form, key.line)
            if key.scalar in found:
                raise self._file.error(f"“{one_line(key.scalar)}” stands twice; delete one of the lines.", key.line)
            found[key.scalar] = YamlPair(key.scalar, value.scalar, key.line)
        return list(found.values())

    def _verified(self, text: str, expected: list[YamlPair], name: str) -> str:
        try:
            done = [(pair.name, pair.value) for pair in self._pairs(parse(text))]
        except (TreeError, DossierError):
            done = None
        if done != [(pair.name, pair.value) for pair in expected]:
            raise self._file.error(
                f"cannot be changed for “{one_line(name)}” without touching other lines; change it by hand."
            )
        return text


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
