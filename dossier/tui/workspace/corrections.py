"""Saying who is who: what the reader knows better about a name of the side panel goes into entities.yaml."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from dossier.model import ENTITY_TYPES, Correction, CorrectionKind, Entity
from dossier.text.visible import one_line
from dossier.tui.dialogs.picker import Picker
from dossier.tui.widgets.choice_lines import Choice
from dossier.tui.workspace import side_panel

if TYPE_CHECKING:
    from dossier.tui.platform.latest_worker import Cancelled
    from dossier.tui.workspace.screen import Workspace

V = TypeVar("V")
_TYPES = dict(zip(ENTITY_TYPES, ("a person", "an organisation", "a place", "a nationality", "an event"), strict=True))


def correct(workspace: Workspace) -> None:
    """Ask what is wrong with the name that is chosen in the side panel, and write it down."""
    entries = workspace.panel.selected if workspace.state.panel == side_panel.ENTITIES else None
    entities = workspace.dossier.entities()
    entity = next((one for one in entities if entries and one.id == entries.key), None)
    if entity is None:
        workspace.say(f"Choose a name in the side panel first: {workspace.keymap.key('entities')} shows them.")
        return

    def asked(kind: CorrectionKind | None) -> None:
        if kind == "ignore":
            _write(workspace, kind, entity, "")
        elif kind is not None:
            _ask(workspace, kind, entity, entities)

    _choose(workspace, f"{one_line(entity.name)} …", _kinds(entity), asked)


def undo(workspace: Workspace) -> None:
    """Take the last correction of this session back."""

    def work(_: Cancelled) -> Correction | None:
        return workspace.dossier.undo_correction()

    def done(undone: Correction | None) -> None:
        if undone is None:
            workspace.say("No correction was made since the start; entities.yaml can be edited by hand.")
            return
        _renew(workspace)
        workspace.say(f"Taken back: {_told(undone)}")

    workspace.correcting.submit(work, done, workspace.fail)


def _kinds(entity: Entity) -> list[Choice[CorrectionKind]]:
    spelt = ", ".join(variant.text for variant in entity.variants)
    split: list[Choice[CorrectionKind]] = [Choice("keep apart", "one of its spellings is somebody else…", spelt)]
    return [
        Choice("merge", "is the same as…", "joins the two names"),
        *(split if len(entity.variants) > 1 else ()),
        Choice("rename", "should be called…", "the name that is shown"),
        Choice("retype", "is something else…", f"it is listed as {_TYPES[entity.type]}"),
        Choice("ignore", "is not a name", "it leaves the lists"),
    ]


def _ask(workspace: Workspace, kind: CorrectionKind, entity: Entity, entities: Sequence[Entity]) -> None:
    """Ask for the other half of a correction: whom, which spelling, what name, what type."""
    name = one_line(entity.name)

    def done(other: str | None) -> None:
        if other is not None:
            _write(workspace, kind, entity, other)

    spellings = [Choice(v.text, v.text, f"{v.count:,}×") for v in entity.variants]
    if kind == "merge":
        others = sorted((one for one in entities if one.id != entity.id), key=lambda one: one.type != entity.type)
        choices = [Choice(one.id, one.name, f"{_TYPES[one.type]} · {one.count:,}×") for one in others]
        _choose(workspace, f"{name} is the same as …", choices, done)
    elif kind == "keep apart":
        _choose(workspace, f"Which spelling is not {name}?", spellings, done)
    elif kind == "rename":
        _choose(workspace, f"What should {name} be called?", spellings, done, _as_typed)
    else:
        types: list[Choice[str]] = [Choice(type_, said) for type_, said in _TYPES.items() if type_ != entity.type]
        _choose(workspace, f"{name} is …", types, done)


def _choose(
    workspace: Workspace,
    title: str,
    choices: Sequence[Choice[V]],
    done: Callable[[V | None], None],
    typed: Callable[[str], Sequence[Choice[V]]] | None = None,
) -> None:
    hint = "type to find" if typed is None else "type another, or choose"
    workspace.app.push_screen(Picker(title, choices, placeholder=hint, typed=typed), done)


def _as_typed(text: str) -> list[Choice[str]]:
    name = " ".join(text.split())
    return [Choice(name, name)] if name else []


def _write(workspace: Workspace, kind: CorrectionKind, entity: Entity, other: str) -> None:
    def work(_: Cancelled) -> Correction:
        return workspace.dossier.correct(kind, entity.id, other)

    def done(written: Correction) -> None:
        _renew(workspace)
        workspace.say(f"{_told(written)} {workspace.keymap.key('undo_correction')} takes it back.")

    workspace.correcting.submit(work, done, workspace.fail)


def _renew(workspace: Workspace) -> None:
    """Show who is who now, wherever it is shown."""
    workspace.index_changed(anew=True)
    workspace.search.ask(keep=True)


def _told(correction: Correction) -> str:
    """Say in a sentence what a correction says."""
    first, *more = (f"“{one_line(name)}”" for name in correction.names)
    match correction.kind:
        case "merge":
            return f"{first} and {' and '.join(more)} are one."
        case "keep apart":
            return f"{first} and {' and '.join(more)} are kept apart."
        case "rename":
            return f"{first} is called “{one_line(correction.to)}”."
        case "retype":
            said = {str(type_): words for type_, words in _TYPES.items()}
            return f"{first} is {said.get(correction.to, correction.to)}."
        case _:
            return f"{first} is not a name."
