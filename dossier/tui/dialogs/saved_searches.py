"""Dialog with saved searches and the search history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from textual import events
from textual.app import App

from dossier.model import DossierError, SavedSearch
from dossier.text.visible import one_line
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session.session import Session
from dossier.tui.widgets.choice_lines import Choice


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done: search `query` anew, or keep it; `name` is that of a saved search."""

    what: Literal["saved", "before", "keep"]
    query: str
    name: str = ""


def searches(app: App[Any], session: Session, now: str, name: str, again: Callable[[str, bool], None]) -> None:
    """Choose among saved and recent searches, or save the present one.

    `now` is the present search with its filters as one query, `name` what it may be called. `again` searches for a
    query; its second argument says whether filters are cleared because the query has them in its words.
    """
    choices = _choices(session, session.dossier.searches(), now)
    if not choices:
        session.say("No search yet: / begins one.")
        return

    def done(wish: Wish | None) -> None:
        if wish and wish.what == "keep":
            _keep(app, session, wish.query, name)
        elif wish:
            again(wish.query, wish.what == "saved")

    app.push_screen(_Searches(session, now, choices), done)


class _Searches(Picker[Wish]):
    """Searches to choose from, the first saved one under the bar; `delete` forgets one."""

    def __init__(self, session: Session, now: str, choices: Sequence[Choice[Wish]]) -> None:
        self._session, self._now = session, now
        first = next((choice.value for choice in choices if choice.value.what == "saved"), None)
        super().__init__("Searches", choices, hint="enter searches · delete forgets · esc close", at=first)

    def on_key(self, event: events.Key) -> None:
        """Forget the search under the bar."""
        if event.key == "delete" and self.lines.chosen:
            event.stop()
            event.prevent_default()
            self._forget(self.lines.chosen.value)

    def _forget(self, wish: Wish) -> None:
        session = self._session
        try:
            if wish.what == "saved":
                session.dossier.remove_search(wish.name)
            elif wish.what == "before":
                session.state.history.remove(wish.query)
            self.put(_choices(session, session.dossier.searches(), self._now))
        except DossierError as error:
            session.say(str(error), trouble=True)


def _choices(session: Session, saved: Sequence[SavedSearch], now: str) -> list[Choice[Wish]]:
    made = [Choice(Wish("keep", now), "Save this search…", now)] if now else []
    made += [Choice(Wish("saved", s.query, s.name), s.name, s.query, group="Saved") for s in saved]
    made += [Choice(Wish("before", query), query, group="Recent") for query in reversed(session.state.history)]
    return made


def _keep(app: App[Any], session: Session, query: str, proposed: str) -> None:
    """Ask for a name and keep the search; its own words are one."""

    def named(text: str) -> list[Choice[str]]:
        name = " ".join(text.split())
        return [Choice(name, name)] if name else []

    def done(name: str | None) -> None:
        if name is None:
            return
        try:
            session.dossier.save_search(name, query)
        except DossierError as error:
            session.say(str(error), trouble=True)
        else:
            session.say(f"Saved as “{one_line(name)}”; {session.keymap.key('searches')} finds it again.")

    picker = Picker("Save this search as…", [Choice(proposed, proposed)], placeholder="type a name", typed=named)
    app.push_screen(picker, done)
