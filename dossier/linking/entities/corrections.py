"""`entities.yaml`: what the user knows better about who is who. It is applied last and always wins.

merge:                      # these are one
- [José Jerí, Jose Geri]
keep apart:                 # these are not
- [John Smith, Jon Smith]
rename: {Jose Jeri: José Jerí}
retype: {Carabineros: ORG}
ignore: [Breaking News]     # not names at all
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dossier.files.text_file import TextFile
from dossier.files.yaml_tree import Node, TreeError, parse
from dossier.model import ENTITY_TYPES, DossierError, EntityType

_KEYS = ("merge", "keep apart", "rename", "retype", "ignore")


class CorrectionsError(DossierError):
    """entities.yaml cannot be used as it stands; the message names file and line."""


@dataclass(frozen=True, slots=True)
class EntityCorrections:
    """What entities.yaml says; every name is a spelling as it stands in an article, or an entity id."""

    merge: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    rename: tuple[tuple[str, str], ...] = ()
    retype: tuple[tuple[str, EntityType], ...] = ()
    ignore: tuple[str, ...] = ()


def load_corrections(path: Path) -> EntityCorrections:
    """Return what entities.yaml says; a missing or empty file says nothing. Raises CorrectionsError."""
    return read_corrections(TextFile(path, CorrectionsError).read() or "", path)


def read_corrections(text: str, path: Path) -> EntityCorrections:
    """Return what the text of entities.yaml says; `path` is for the messages. Raises CorrectionsError."""
    try:
        root = parse(text.removeprefix("\ufeff"))
    except TreeError as error:
        raise TextFile(path, CorrectionsError).error(error.sentence, error.line) from None
    return EntityCorrections() if root is None else _Reader(path).read(root)


class _Reader:
    """Turns YAML nodes into corrections, and what is wrong into sentences with a line."""

    def __init__(self, path: Path) -> None:
        self._file = TextFile(path, CorrectionsError)

    def fail(self, node: Node, what: str) -> DossierError:
        return self._file.error(what, node.line)

    def read(self, root: Node) -> EntityCorrections:
        parts: dict[str, Node] = {}
        for key, value in self.pairs(root, f"expected the keys {', '.join(_KEYS)}"):
            name = self.name(key).replace("_", " ")
            if name not in _KEYS:
                raise self.fail(key, f"“{name}” is not a correction; there are {', '.join(_KEYS)}.")
            if name in parts:
                raise self.fail(key, f"“{name}” stands twice; put both lists into one.")
            parts[name] = value
        parts = {name: value for name, value in parts.items() if value.kind != "scalar" or value.scalar}
        return EntityCorrections(
            merge=self.groups(parts.get("merge")),
            apart=self.groups(parts.get("keep apart")),
            rename=tuple(
                (self.name(k), self.name(v)) for k, v in self.mapping(parts.get("rename"), "old name: new name")
            ),
            retype=tuple((self.name(k), self.type(v)) for k, v in self.mapping(parts.get("retype"), "name: TYPE")),
            ignore=self.names(parts.get("ignore"), "a list of names to ignore"),
        )

    def name(self, node: Node) -> str:
        if node.kind != "scalar" or not (node.scalar or "").strip():
            raise self.fail(node, "expected a name here.")
        return str(node.scalar).strip()

    def type(self, node: Node) -> EntityType:
        name = self.name(node).upper()
        if name not in ENTITY_TYPES:
            raise self.fail(node, f"“{self.name(node)}” is not a type; there are {', '.join(ENTITY_TYPES)}.")
        return name

    def pairs(self, node: Node, expected: str) -> list[tuple[Node, Node]]:
        if node.kind != "mapping":
            raise self.fail(node, f"{expected[0].upper()}{expected[1:]}.")
        return node.members

    def mapping(self, node: Node | None, shape: str) -> list[tuple[Node, Node]]:
        return [] if node is None else self.pairs(node, f"expected lines of the form “{shape}”")

    def names(self, node: Node | None, shape: str) -> tuple[str, ...]:
        if node is None:
            return ()
        if node.kind != "list":
            raise self.fail(node, f"expected {shape}, each after a dash or in square brackets.")
        return tuple(self.name(item) for item in node.items)

    def groups(self, node: Node | None) -> tuple[tuple[str, ...], ...]:
        if node is None:
            return ()
        shape = "lists of names, as in “- [José Jerí, Jose Geri]”"
        if node.kind != "list":
            raise self.fail(node, f"expected {shape}.")
        groups = []
        for item in node.items:
            group = self.names(item, shape)
            if len(group) < 2:
                raise self.fail(item, "a group needs at least two names.")
            groups.append(group)
        return tuple(groups)
