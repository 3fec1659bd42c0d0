"""`entities.yaml`: what the user knows better about who is who. It is applied last and always wins.

merge:                      # these are one
- [José Jerí, Jose Geri]
keep apart:                 # these are not
- [John Smith, Jon Smith]
rename: {Jose Jeri: José Jerí}
retype: {Carabineros: ORG}
ignore: [Breaking News]     # no names at all
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from dossier.files import yaml_depth
from dossier.model import ENTITY_TYPES, DossierError, EntityType

_KEYS = ("merge", "keep apart", "rename", "retype", "ignore")


class CorrectionsError(DossierError):
    """entities.yaml cannot be used as it stands; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What entities.yaml says; every name is a spelling as it stands in an article, or an entity id."""

    merge: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    rename: tuple[tuple[str, str], ...] = ()
    retype: tuple[tuple[str, EntityType], ...] = ()
    ignore: tuple[str, ...] = ()


def load_corrections(path: Path) -> Corrections:
    """Read entities.yaml; a missing or empty file says nothing. Raises CorrectionsError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Corrections()
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionsError(f"{path} cannot be read ({error}). It should be a YAML file in UTF-8.") from error
    return read_corrections(text, path)


def read_corrections(text: str, path: Path) -> Corrections:
    """Read the text of entities.yaml; `path` is for the messages. Raises CorrectionsError."""
    try:
        root = yaml_depth.compose(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CorrectionsError(f"{path}, line {line}: this is not YAML ({error.problem}).") from error
    except yaml.YAMLError as error:
        raise CorrectionsError(f"{path}: this is not YAML ({error}).") from error
    if root is None:
        return Corrections()
    return _Reader(path).read(root)


class _Reader:
    """Turns YAML nodes into corrections, and what is wrong into sentences with a line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fail(self, node: yaml.Node, what: str) -> CorrectionsError:
        return CorrectionsError(f"{self.path}, line {node.start_mark.line + 1}: {what}")

    def read(self, root: yaml.Node) -> Corrections:
        parts: dict[str, yaml.Node] = {}
        for key, value in self.pairs(root, f"expected the keys {', '.join(_KEYS)}"):
            name = self.name(key).replace("_", " ")
            if name not in _KEYS:
                raise self.fail(key, f"“{name}” is no correction; there are {', '.join(_KEYS)}.")
            if name in parts:
                raise self.fail(key, f"“{name}” stands twice; put both lists into one.")
            if not (isinstance(value, yaml.ScalarNode) and value.value in ("", "null", "~")):
                parts[name] = value
        return Corrections(
            merge=self.groups(parts.get("merge")),
            apart=self.groups(parts.get("keep apart")),
            rename=tuple(
                (self.name(k), self.name(v)) for k, v in self.mapping(parts.get("rename"), "old name: new name")
            ),
            retype=tuple((self.name(k), self.type(v)) for k, v in self.mapping(parts.get("retype"), "name: TYPE")),
            ignore=self.names(parts.get("ignore"), "a list of names to ignore"),
        )

    def name(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self.fail(node, "expected a name here.")
        return str(node.value).strip()

    def type(self, node: yaml.Node) -> EntityType:
        name = self.name(node).upper()
        if name not in ENTITY_TYPES:
            raise self.fail(node, f"“{self.name(node)}” is no type; there are {', '.join(ENTITY_TYPES)}.")
        return name

    def pairs(self, node: yaml.Node, expected: str) -> list[tuple[yaml.Node, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            raise self.fail(node, f"{expected[0].upper()}{expected[1:]}.")
        return list(node.value)

    def mapping(self, node: yaml.Node | None, shape: str) -> list[tuple[yaml.Node, yaml.Node]]:
        return [] if node is None else self.pairs(node, f"expected lines of the form “{shape}”")

    def names(self, node: yaml.Node | None, shape: str) -> tuple[str, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            raise self.fail(node, f"expected {shape}, each after a dash or in square brackets.")
        return tuple(self.name(item) for item in node.value)

    def groups(self, node: yaml.Node | None) -> tuple[tuple[str, ...], ...]:
        if node is None:
            return ()
        shape = "lists of names, as in “- [José Jerí, Jose Geri]”"
        if not isinstance(node, yaml.SequenceNode):
            raise self.fail(node, f"expected {shape}.")
        groups = []
        for item in node.value:
            group = self.names(item, shape)
            if len(group) < 2:
                raise self.fail(item, "a group needs at least two names.")
            groups.append(group)
        return tuple(groups)
