"""Changes to entities.yaml that leave every other byte of it as it stood, and taking them back.

A change is an edit of the text at the place that YAML's marks give. It is read back before it is written, and counts
only where the file then says what it said before and the correction.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.files.atomic import locked
from dossier.files.atomic import replace as put
from dossier.linking.entities.assemble import slug
from dossier.linking.entities.corrections import Corrections, CorrectionsError, read_corrections
from dossier.model import ENTITY_TYPES, Correction, CorrectionKind, Entity
from dossier.notebook.items import scalar
from dossier.notebook.tree import Node, TreeError, parse
from dossier.text.folding import fold

_ATTEMPTS = 5
_OPPOSITE = {"merge": "keep apart", "keep apart": "merge"}
_LINE_END = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class _Change:
    """What was written last: the file before (None: there was none) and after."""

    before: bytes | None
    after: bytes
    correction: Correction


class CorrectionsFile:
    """entities.yaml, to be changed. What was corrected through it can be taken back, the last first."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._changes: list[_Change] = []

    def add(self, new: Correction) -> None:
        """Write a correction down. Raises CorrectionsError, and changes nothing, where the file does not allow it."""

        def change(data: bytes | None) -> bytes:
            text = _decoded(data or b"", self.path)
            after = corrected(text, new, self.path).encode("utf-8")
            if after != data:
                self._changes.append(_Change(data, after, new))
            return after

        kept = len(self._changes)
        try:
            self._write(change)
        except BaseException:
            del self._changes[kept:]
            raise
        del self._changes[kept:-1]  # attempts that another program's writing made void

    def undo(self) -> Correction | None:
        """Put the file back as it was before the last correction; gives that, or None where there is nothing.

        Raises CorrectionsError where it has been changed since by somebody else.
        """
        if not self._changes:
            return None
        last = self._changes[-1]

        def change(data: bytes | None) -> bytes | None:
            if data != last.after:
                raise CorrectionsError(
                    f"{self.path} has been changed since, so the last correction cannot be taken back by itself; "
                    "take it out by hand."
                )
            return last.before

        self._write(change)
        return self._changes.pop().correction

    def _write(self, change: Callable[[bytes | None], bytes | None]) -> None:
        real = Path(os.path.realpath(self.path))
        try:
            real.parent.mkdir(parents=True, exist_ok=True)
            with locked(real):
                for _ in range(_ATTEMPTS):
                    data, status = None, None
                    with contextlib.suppress(FileNotFoundError), real.open("rb") as file:
                        data, status = file.read(), os.fstat(file.fileno())
                    after = change(data)
                    if after == data:
                        return
                    if after is None:
                        real.unlink(missing_ok=True)
                        return
                    if put(real, after, status):
                        return
        except OSError as error:
            reason = error.strerror or error
            raise CorrectionsError(f"{self.path} cannot be written ({reason}). Nothing was changed.") from None
        raise CorrectionsError(f"{self.path} keeps being written by another program; nothing was changed. Try again.")


def correction(kind: CorrectionKind, entity: Entity, other: Entity | str, entities: Sequence[Entity]) -> Correction:
    """Write what a reader says of an entity in spellings that mean it and no other entity of the dossier.

    `other` is the entity to `merge` with, the spelling to `keep apart`, the new name to `rename` it to, the type to
    `retype` it to, and of no meaning for `ignore`. Raises CorrectionsError with a sentence for the reader.
    """
    name = _meaning(entity, entities)
    if kind == "merge":
        if not isinstance(other, Entity) or other.id == entity.id:
            raise CorrectionsError("Two different entities are needed to make one of them.")
        return Correction(kind, (name, _meaning(other, entities)))
    said = " ".join((other if isinstance(other, str) else other.name).split())
    if kind == "ignore":
        return Correction(kind, (name,))
    if kind == "keep apart":
        spelt = [variant.text for variant in entity.variants]
        if said not in spelt or len(spelt) < 2:
            raise CorrectionsError(f"“{said}” is no spelling of {entity.name}; it is spelt {', '.join(spelt)}.")
        rest = next((text for text in (entity.name, *spelt) if fold(text) != fold(said)), None)
        return Correction(kind, (rest or next(text for text in spelt if text != said), said))
    if not said:
        raise CorrectionsError(f"A new {'name' if kind == 'rename' else 'type'} is needed.")
    if kind == "retype" and said.upper() not in ENTITY_TYPES:
        raise CorrectionsError(f"“{said}” is no type; there are {', '.join(ENTITY_TYPES)}.")
    return Correction(kind, (name,), said.upper() if kind == "retype" else said)


def _meaning(entity: Entity, entities: Sequence[Entity]) -> str:
    """Choose a spelling that no other entity has, so that it goes on meaning this one after it was renamed."""
    others = {text for one in entities if one.id != entity.id for text in (one.name, *(v.text for v in one.variants))}
    spelt = [variant.text for variant in entity.variants]
    best = sorted(spelt, key=lambda text: (text != entity.name, " " not in text))
    if alone := next((text for text in best if text not in others), None):
        return alone
    draft = f"{entity.type.lower()}:{slug(entity.name)}"
    if draft == entity.id and not any(one.id.startswith(f"{draft}-") and one.name == entity.name for one in entities):
        return draft
    raise CorrectionsError(
        f"There are several {entity.name} of one spelling in this dossier, so entities.yaml cannot name this one."
    )


def corrected(text: str, new: Correction, path: Path) -> str:
    """Write the text of entities.yaml with one correction more; one that says the opposite gives way.

    Gives the same text where it says so already. Raises CorrectionsError where it cannot be done without touching
    anything else.
    """
    before = read_corrections(text.removeprefix("\ufeff"), path)
    wanted = _with(before, new)
    after = text
    try:
        for place in _contradicting(before, new):
            after = _without(after, _OPPOSITE[new.kind], *place)
        if wanted != (said := read_corrections(after.removeprefix("\ufeff"), path)):
            after = _added(after, new)
            said = read_corrections(after.removeprefix("\ufeff"), path)
    except (TreeError, _UnfitError, CorrectionsError):
        said = None
    if said != wanted:
        raise CorrectionsError(f"{path} cannot be changed without touching other entries; write this one by hand.")
    return after


class _UnfitError(Exception):
    """The text has a form in which nothing can be put in by itself."""


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise CorrectionsError(f"{path} is not UTF-8; save it as UTF-8.") from None


def _with(before: Corrections, new: Correction) -> Corrections:
    """Give what the file is to say: the correction added, and gone what says the opposite of it."""
    names, drop = new.names, {(i, j) for i, j in _contradicting(before, new)}

    def left(groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        kept = (tuple(n for j, n in enumerate(group) if (i, j) not in drop) for i, group in enumerate(groups))
        return tuple(group for group in kept if len(group) > 1)

    if new.kind == "merge":
        return replace(before, merge=_joined(before.merge, names), apart=left(before.apart))
    if new.kind == "keep apart":
        return replace(before, apart=_joined(before.apart, names), merge=left(before.merge))
    if new.kind == "ignore":
        return replace(before, ignore=tuple(dict.fromkeys((*before.ignore, *names))))
    if new.kind == "rename":
        return replace(before, rename=tuple(({**dict(before.rename), names[0]: new.to}).items()))
    retype = {**dict(before.retype), names[0]: new.to}
    return replace(before, retype=tuple(retype.items()))  # type: ignore[arg-type]


def _joined(groups: tuple[tuple[str, ...], ...], names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return groups if any(set(names) <= set(group) for group in groups) else (*groups, names)


def _contradicting(before: Corrections, new: Correction) -> list[tuple[int, int]]:
    """Find what says the opposite: for each group that holds two of the names, the place of the later one in it."""
    groups = before.apart if new.kind == "merge" else before.merge if new.kind == "keep apart" else ()
    wanted = {fold(name) for name in new.names}
    found = []
    for i, group in enumerate(groups):
        places = [j for j, name in enumerate(group) if fold(name) in wanted]
        found += [(i, j) for j in places[1:]]
    return sorted(found, reverse=True)  # from the end, so that taking one out moves none of the others


def _part(root: Node | None, kind: str) -> tuple[Node, Node] | None:
    """Find the key and the value of a kind of correction."""
    for key, value in root.members if root else ():
        if (key.scalar or "").replace("_", " ") == kind:
            return key, value
    return None


def _added(text: str, new: Correction) -> str:
    """Write the text with one entry more at the end of its list, or with another value for its key."""
    root = parse(text)
    if root is not None and root.kind != "mapping":
        raise _UnfitError
    flow = bool(root and root.flow)
    part = _part(root, new.kind)
    if part is None:
        if flow:
            assert root
            return _in_brackets(text, root, f"{new.kind}: {_flow_value(new)}")
        column = root.members[0][0].start - _line_start(text, root.members[0][0].start) if root else 0
        lines = [f"{new.kind}:", _block_entry(new, "" if _listed(new) else "  ")]
        return _appended(text, len(text), [" " * column + line for line in lines])
    key, value = part
    if value.kind == "scalar" and value.scalar is None:  # a key with nothing behind it yet
        if flow or value.end > value.start:
            return _replaced(text, value, (" " if value.end == value.start else "") + _flow_value(new))
        column = key.start - _line_start(text, key.start)
        entry = " " * column + _block_entry(new, "" if _listed(new) else "  ")
        return _appended(text, _next_line(text, key.end), [entry])
    if not _listed(new):
        for name, node in value.members:
            if name.scalar == new.names[0]:
                return _replaced(text, node, scalar(new.to, flow=True))
    if value.flow:
        return _in_brackets(text, value, _entry(new))
    begins = [item.start for item in value.items] or [name.start for name, _ in value.members]
    if not begins:
        raise _UnfitError
    if _listed(new):
        dash = text.rfind("-", 0, begins[0])
        indent = text[_line_start(text, dash) : dash]
    else:
        indent = text[_line_start(text, begins[0]) : begins[0]]
    if indent.strip(" "):
        raise _UnfitError
    return _appended(text, _next_line(text, value.end), [_block_entry(new, indent)])


def _listed(new: Correction) -> bool:
    """Tell the kinds that stand in a list from those that stand in a mapping."""
    return new.kind in {"merge", "keep apart", "ignore"}


def _entry(new: Correction) -> str:
    """Write an entry as it stands in brackets."""
    names = [scalar(name, flow=True) for name in new.names]
    if new.kind == "ignore":
        return ", ".join(names)
    return f"[{', '.join(names)}]" if _listed(new) else f"{names[0]}: {scalar(new.to, flow=True)}"


def _block_entry(new: Correction, indent: str) -> str:
    return f"{indent}{'- ' if _listed(new) else ''}{_entry(new)}"


def _flow_value(new: Correction) -> str:
    return f"[{_entry(new)}]" if _listed(new) else f"{{{_entry(new)}}}"


def _in_brackets(text: str, value: Node, entry: str) -> str:
    """Put an entry behind the last one inside the brackets of a value."""
    last = max([item.end for item in value.items] + [node.end for _, node in value.members], default=None)
    at = value.start + 1 if last is None else last
    return text[:at] + ("" if last is None else ", ") + entry + text[at:]


def _replaced(text: str, node: Node, value: str) -> str:
    return text[: node.start] + value + text[node.end :]


def _appended(text: str, at: int, lines: Iterable[str]) -> str:
    """Put lines in at the beginning of a line, or at the end of the text."""
    newline = next((end for end in re.findall(r"\r\n|\r|\n", text)), "\n")
    open_ended = at > 0 and text[at - 1] not in "\r\n\ufeff"
    added = newline.join(lines)
    return text[:at] + (newline + added if open_ended else added + newline) + text[at:]


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset), -1 + text.startswith("\ufeff")) + 1


def _next_line(text: str, offset: int) -> int:
    """Give the beginning of the line after the one on which something ends."""
    while offset > 0 and text[offset - 1] in "\r\n":  # a block's mark stands behind its line ends
        offset -= 1
    match = _LINE_END.match(text, offset)
    assert match
    return match.end()


def _without(text: str, kind: str, group: int, name: int) -> str:
    """Write the text without one name of a group, and without the group where only one name is left of it."""
    part = _part(parse(text), kind)
    if part is None:
        raise _UnfitError
    value = part[1]
    item = value.items[group]
    if len(item.items) > 2:
        return _taken_out(text, item, name)
    if len(value.items) > 1:
        return _taken_out(text, value, group)
    if value.flow:
        return _replaced(text, value, "[]")
    return text[: _dash(text, value, 0)] + text[_next_line(text, item.end) :]


def _taken_out(text: str, value: Node, index: int) -> str:
    """Take an item out of a list, in brackets with its comma, else with its lines."""
    item = value.items[index]
    if not value.flow:
        return text[: _dash(text, value, index)] + text[_next_line(text, item.end) :]
    if index:
        return text[: value.items[index - 1].end] + text[item.end :]
    return text[: item.start] + text[value.items[1].start :]


def _dash(text: str, value: Node, index: int) -> int:
    """Give the beginning of the line on which an item of a block list begins."""
    return _line_start(text, text.rfind("-", 0, value.items[index].start + 1))
