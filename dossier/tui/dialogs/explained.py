"""Dialog with why something was read as it was: rules and evidence, and what was corrected by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App

from dossier.text.visible import one_line
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session.session import Session
from dossier.tui.widgets.choice_lines import Choice

if TYPE_CHECKING:
    from dossier.model import Explanation, Link
    from dossier.tui.platform.latest_worker import Cancelled


def explain(app: App[Any], session: Session, place: Link) -> None:
    """Show why what stands at a place was read so, corrections first; `enter` says a reason in full."""

    def work(_: Cancelled) -> Sequence[Explanation]:
        return session.dossier.explain(place)

    asked_on = app.screen

    def show(found: Sequence[Explanation]) -> None:
        if app.screen is not asked_on:  # the person has gone on meanwhile
            return
        if not found:
            session.say("Nothing was read here: no name, number, date, quotation or finding.")
            return
        session.say("")
        picker = Picker("Why it was read so", _choices(found), hint="enter the whole sentence · esc close")
        app.push_screen(picker, lambda sentence: session.say(sentence) if sentence else None)

    session.say("Looking up why…")
    session.explaining.submit(work, show, session.fail)


def _choices(found: Sequence[Explanation]) -> list[Choice[str]]:
    from dossier.explanation import HEADS

    return [
        Choice(
            f"{one.rule}: {one.effect}" + (f" Example: {one.example}" if one.example else ""),
            one_line(one.effect),
            one_line(one.rule),
            group=f"{HEADS[one.kind]} · {one_line(one.text)}",
        )
        for one in found
    ]
