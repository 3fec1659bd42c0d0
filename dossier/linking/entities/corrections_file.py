"""Changes to entities.yaml that leave every other byte of it as it stood, and taking them back.

A change is an edit of the text at the place that YAML's marks give. It is read back before it is written, and counts
only where the file then says what it said before and the correction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.files.folders import make_private_folder
from dossier.files.text_file import TextFile
from dossier.files.yaml_edit import added, applied, column, line_start, lines_at, next_line, removed, replaced, scalar
from dossier.files.yaml_tree import Node, TreeError, parse
from dossier.linking.entities.assemble import slug
from dossier.linking.entities.corrections import CorrectionsError, EntityCorrections, read_corrections
from dossier.model import ENTITY_TYPES, Correction, CorrectionKind, Entity
from dossier.text.folding import fold

_OPPOSITE = {"merge": "keep apart", "keep apart": "merge"}


@dataclass(frozen=True, slots=True)
class _Change:
    """What was written last: the file before (None: there was none) and after."""

    before: str | None
    after: str
    correction: Correction


class CorrectionsFile:
    """entities.yaml, to be changed. What was corrected through it can be taken back, the last first."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._file = TextFile(self.path, CorrectionsError)
        self._changes: list[_Change] = []

    def add(self, new: Correction) -> None:
        """Write a correction down. Raises CorrectionsError, and changes nothing, where the file does not allow it."""
        change: _Change | None = None

        def edit(text: str | None) -> str | None:
            nonlocal change
            after = corrected(text or "", new, self.path)
            change = _Change(text, after, new) if after != (text or "") else None
            return after if change else text

        try:
            make_private_folder(self.path.parent)
        except OSError as error:
            raise self._file.error(f"cannot be written ({error.strerror or error}). Nothing was changed.") from None
        self._file.change(edit)
        if change:
            self._changes.append(change)

    @property
    def made(self) -> int:
        """Return how many corrections can be undone."""
        return len(self._changes)

    def undo(self) -> Correction | None:
        """Put the file back as it was before the last correction; return that, or None where there is nothing to undo.

        Raises CorrectionsError where it has been changed since by somebody else.
        """
        if not self._changes:
            return None
        last = self._changes[-1]

        def edit(text: str | None) -> str | None:
            if text != last.after:
                raise self._file.error(
                    "has been changed since, so the last correction cannot be taken back; take it out by hand."
                )
            return last.before

        self._file.change(edit)
        return self._changes.pop().correction


def correction(kind: CorrectionKind, entity: Entity, other: Entity | str, entities: Sequence[Entity]) -> Correction:
    """Return a reader's correction of an entity, in spellings that mean it and no other entity of the dossier.

    `other` is the entity to `merge` with, the spelling to `keep apart`, the new name to `rename` it to, the type to
    `retype` it to, and of no meaning for `ignore`. Raises CorrectionsError with a sentence for the reader.
    """
    name = _meaning(entity, entities)
    if kind == "merge":
        if not isinstance(other, Entity) or other.id == entity.id:
            raise CorrectionsError("Two different names are needed to make one of them.")
        return Correction(kind, (name, _meaning(other, entities)))
    if kind == "ignore":
        return Correction(kind, (name,))
    said = " ".join((other if isinstance(other, str) else other.name).split())
    if kind == "keep apart":
        return Correction(kind, (_other_spelling(entity, said), said))
    return Correction(kind, (name,), _new_value(kind, said))


def _other_spelling(entity: Entity, said: str) -> str:
    """Return a spelling of an entity besides the one that is to be kept apart from it."""
    spelt = [variant.text for variant in entity.variants]
    if said not in spelt or len(spelt) < 2:
        raise CorrectionsError(f"“{said}” is not a spelling of {entity.name}; it is spelt {', '.join(spelt)}.")
    rest = next((text for text in (entity.name, *spelt) if fold(text) != fold(said)), None)
    return rest or next(text for text in spelt if text != said)


def _new_value(kind: CorrectionKind, said: str) -> str:
    """Return the new name, or the new type in capitals."""
    if not said:
        raise CorrectionsError(f"A new {'name' if kind == 'rename' else 'type'} is needed.")
    if kind == "rename":
        return said
    if said.upper() not in ENTITY_TYPES:
        raise CorrectionsError(f"“{said}” is not a type; there are {', '.join(ENTITY_TYPES)}.")
    return said.upper()


def _meaning(entity: Entity, entities: Sequence[Entity]) -> str:
    """Return a spelling that no other entity has, so that it goes on meaning this one after it was renamed."""
    others = {text for one in entities if one.id != entity.id for text in _spellings(one)}
    best = sorted((v.text for v in entity.variants), key=lambda text: (text != entity.name, " " not in text))
    if alone := next((text for text in best if text not in others), None):
        return alone
    draft = f"{entity.type.lower()}:{slug(entity.name)}"
    same = [one for one in entities if one.id.startswith(f"{draft}-") and one.name == entity.name]
    if draft == entity.id and not same:
        return draft
    raise CorrectionsError(
        f"There are several {entity.name} of one spelling in this dossier, so entities.yaml cannot name this one."
    )


def _spellings(entity: Entity) -> tuple[str, ...]:
    return entity.name, *(variant.text for variant in entity.variants)


def corrected(text: str, new: Correction, path: Path) -> str:
    """Return the text of entities.yaml with one correction more; one that says the opposite is removed.

    The same text is returned where it says so already. Raises CorrectionsError where it cannot be done without touching
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


def _with(before: EntityCorrections, new: Correction) -> EntityCorrections:
    """Return what the file is to say: the correction added, and gone what says the opposite of it."""
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


def _contradicting(before: EntityCorrections, new: Correction) -> list[tuple[int, int]]:
    """Return what says the opposite: for each group that holds two of the names, the place of the later one in it."""
    groups = before.apart if new.kind == "merge" else before.merge if new.kind == "keep apart" else ()
    wanted = {fold(name) for name in new.names}
    found = []
    for i, group in enumerate(groups):
        places = [j for j, name in enumerate(group) if fold(name) in wanted]
        found += [(i, j) for j in places[1:]]
    return sorted(found, reverse=True)  # from the end, so that taking one out moves none of the others


def _part(root: Node | None, kind: str) -> tuple[Node, Node] | None:
    """Return the key and the value of a kind of correction."""
    for key, value in root.members if root else ():
        if (key.scalar or "").replace("_", " ") == kind:
            return key, value
    return None


def _added(text: str, new: Correction) -> str:
    """Return the text with one entry more at the end of its list, or with another value for its key."""
    root = parse(text)
    if root is not None and root.kind != "mapping":
        raise _UnfitError
    part = _part(root, new.kind)
    if part is None:
        return applied(text, [_new_part(text, root, new)])
    key, value = part
    if value.kind == "scalar" and value.scalar is None:
        return applied(text, [_first_entry(text, root, key, value, new)])
    if (known := _known_value(value, new)) is not None:
        return applied(text, [replaced(text, known, scalar(new.to, flow=True))])
    if not (value.items or value.members or value.flow):
        raise _UnfitError
    return applied(text, [added(text, value, _entry(new))])


def _known_value(value: Node, new: Correction) -> Node | None:
    """Return what a mapping has already for the name of a correction."""
    if _listed(new):
        return None
    return next((node for name, node in value.members if name.scalar == new.names[0]), None)


def _first_entry(text: str, root: Node | None, key: Node, value: Node, new: Correction) -> tuple[int, int, str]:
    """Return the edit that puts the first entry behind a key that has nothing behind it yet."""
    if (root and root.flow) or value.end > value.start:
        return replaced(text, value, _flow_value(new))
    return lines_at(text, next_line(text, key.end), [" " * column(text, key.start) + _block_entry(new)])


def _new_part(text: str, root: Node | None, new: Correction) -> tuple[int, int, str]:
    """Return the edit that adds a key with its first entry."""
    if root and root.flow:
        return added(text, root, f"{new.kind}: {_flow_value(new)}")
    margin = " " * (column(text, root.members[0][0].start) if root else 0)
    return lines_at(text, len(text), [f"{margin}{new.kind}:", margin + _block_entry(new)])


def _listed(new: Correction) -> bool:
    """Return whether corrections of this kind stand in a list, not in a mapping."""
    return new.kind in {"merge", "keep apart", "ignore"}


def _entry(new: Correction) -> str:
    """Return an entry as it is written in brackets."""
    names = [scalar(name, flow=True) for name in new.names]
    if new.kind == "ignore":
        return ", ".join(names)
    return f"[{', '.join(names)}]" if _listed(new) else f"{names[0]}: {scalar(new.to, flow=True)}"


def _block_entry(new: Correction) -> str:
    return f"- {_entry(new)}" if _listed(new) else f"  {_entry(new)}"


def _flow_value(new: Correction) -> str:
    return f"[{_entry(new)}]" if _listed(new) else f"{{{_entry(new)}}}"


def _without(text: str, kind: str, group: int, name: int) -> str:
    """Return the text without one name of a group, and without the group where only one name is left of it."""
    part = _part(parse(text), kind)
    if part is None:
        raise _UnfitError
    value = part[1]
    item = value.items[group]
    if len(item.items) > 2:
        return applied(text, [removed(text, item, name)])
    if len(value.items) > 1:
        return applied(text, [removed(text, value, group)])
    if value.flow:
        return applied(text, [replaced(text, value, "[]")])
    start = line_start(text, text.rfind("-", 0, item.start))
    return applied(text, [(start, next_line(text, item.end), "")])
