"""Dialogs for correcting a name: what the reader knows better goes into entities.yaml."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from textual.app import App

from dossier.model import Correction, CorrectionKind, Entity
from dossier.text.visible import one_line
from dossier.tui.dialogs import fact_corrections
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session.session import Session
from dossier.tui.widgets.choice_lines import Choice

if TYPE_CHECKING:
    from dossier.notebook.fact_corrections import FactCorrection

V = TypeVar("V")


def correct(app: App[Any], session: Session, name: str, here: Callable[[], None]) -> None:
    """Ask what is wrong with an entity, by its id, and write it down; `here` corrects its selected place alone."""
    entities = session.dossier.entities()
    entity = next((one for one in entities if one.id == name), None)
    if entity is None:
        session.say("This name is no longer in the list; choose it anew.")
        return

    def asked(kind: CorrectionKind | Literal["here"] | None) -> None:
        if kind == "here":
            here()
        elif kind == "ignore":
            _write(session, kind, entity, "")
        elif kind is not None:
            _ask(app, session, kind, entity, entities)

    app.push_screen(Picker(f"{one_line(entity.name)} …", _kinds(entity), menu=True), asked)


def undo(session: Session) -> None:
    """Take the last correction of this session back."""

    def done(undone: Correction | FactCorrection | None) -> None:
        if undone is None:
            session.say("No correction was made since the start; the files can be edited by hand.")
            return
        session.index_changed(anew=True)
        said = _told(undone) if isinstance(undone, Correction) else fact_corrections.described(undone)
        session.say(f"Taken back: {said}")

    fact_corrections.away(session, session.dossier.undo_correction, done)


def _kinds(entity: Entity) -> list[Choice[CorrectionKind | Literal["here"]]]:
    spelt = ", ".join(variant.text for variant in entity.variants)
    split: list[Choice[CorrectionKind | Literal["here"]]] = [
        Choice("keep apart", "one of its spellings is somebody else…", spelt)
    ]
    return [
        Choice("merge", "is the same as…", "joins the two names"),
        *(split if len(entity.variants) > 1 else ()),
        Choice("rename", "should be called…", "the name that is shown"),
        Choice("retype", "is something else…", f"it is listed as {fact_corrections.TYPES[entity.type]}"),
        Choice("ignore", "is not a name", "it leaves the lists"),
        Choice("here", "only at this place…", "this mention, or its article"),
    ]


def _ask(app: App[Any], session: Session, kind: CorrectionKind, entity: Entity, entities: Sequence[Entity]) -> None:
    """Ask for the other half of a correction: whom, which spelling, what name, what type."""
    name = one_line(entity.name)

    def done(other: str | None) -> None:
        if other is not None:
            _write(session, kind, entity, other)

    spellings = [Choice(v.text, v.text, f"{v.count:,}×") for v in entity.variants]
    if kind == "merge":
        others = sorted((one for one in entities if one.id != entity.id), key=lambda one: one.type != entity.type)
        choices = [Choice(one.id, one.name, f"{fact_corrections.TYPES[one.type]} · {one.count:,}×") for one in others]
        _choose(app, f"{name} is the same as …", choices, done)
    elif kind == "keep apart":
        _choose(app, f"Which spelling is not {name}?", spellings, done)
    elif kind == "rename":
        _choose(app, f"What should {name} be called?", spellings, done, fact_corrections.as_typed)
    else:
        types: list[Choice[str]] = [
            Choice(type_, said) for type_, said in fact_corrections.TYPES.items() if type_ != entity.type
        ]
        _choose(app, f"{name} is …", types, done)


def _choose(
    app: App[Any],
    title: str,
    choices: Sequence[Choice[V]],
    done: Callable[[V | None], None],
    typed: Callable[[str], Sequence[Choice[V]]] | None = None,
) -> None:
    hint = "type to find" if typed is None else "type another, or choose"
    app.push_screen(Picker(title, choices, placeholder=hint, typed=typed), done)


def _write(session: Session, kind: CorrectionKind, entity: Entity, other: str) -> None:
    fact_corrections.write(session, lambda: session.dossier.correct(kind, entity.id, other), _told)


def _told(correction: Correction) -> str:
    """Return a sentence that says what a correction says."""
    first, *more = (f"“{one_line(name)}”" for name in correction.names)
    match correction.kind:
        case "merge":
            return f"{first} and {' and '.join(more)} are one."
        case "keep apart":
            return f"{first} and {' and '.join(more)} are kept apart."
        case "rename":
            return f"{first} is called “{one_line(correction.to)}”."
        case "retype":
            said = {str(type_): words for type_, words in fact_corrections.TYPES.items()}
            return f"{first} is {said.get(correction.to, correction.to)}."
        case _:
            return f"{first} is not a name."
