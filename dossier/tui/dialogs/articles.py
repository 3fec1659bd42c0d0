"""Dialogs that lead to another article, or to another dossier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App

from dossier.model import ArticleInfo, ArticleList, DossierError
from dossier.text.days import day
from dossier.text.folding import fold
from dossier.text.visible import one_line
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session import recent
from dossier.tui.session.recent import Recent
from dossier.tui.session.session import Session
from dossier.tui.text.messages_text import NO_ARTICLES
from dossier.tui.widgets.choice_lines import Choice

if TYPE_CHECKING:
    from dossier.tui.platform.latest_worker import Cancelled

_MANY = 2_000  # articles up to which all are lines of the chooser
_SHOWN = 200  # lines where there are more: further words narrow them down


def article(app: App[Any], session: Session, title: str, chosen: Callable[[str], object], *, but: str = "") -> None:
    """Choose an article by part of its title, outlet, day or tags; `chosen` gets its id, `but` is left out."""
    every = session.articles()
    tags = session.article_tags()
    choices = [_choice(info, tags.get(info.id, ())) for info in every[: _MANY + 1] if info.id != but]
    if not choices:
        raise DossierError("There is no other article." if but else NO_ARTICLES)

    def done(id_: str | None) -> None:
        if id_ is not None:
            chosen(id_)

    typed = _Typed(session, every, but) if len(every) > _MANY else None
    picker = Picker(title, choices[:_SHOWN] if typed else choices, placeholder="type part of a title", typed=typed)
    if typed:
        typed.picker = picker
    app.push_screen(picker, done)


class _Typed:
    """Looks in a worker, of many articles, for those that have what is typed, and gives them to the chooser."""

    def __init__(self, session: Session, every: ArticleList, but: str) -> None:
        self._session, self._every, self._but = session, every, but
        self._worker = session.worker("articles")
        self._asked = ""
        self.picker: Picker[str] | None = None

    def __call__(self, text: str) -> Sequence[Choice[str]]:
        """Look for what is typed, once; return nothing, as it comes later."""
        if text != self._asked:
            self._asked = text
            if self.picker:
                self.picker.wait()
            self._worker.submit(lambda cancelled: self._found(text, cancelled), self._arrived, self._session.fail)
        return ()

    def _arrived(self, choices: list[Choice[str]]) -> None:
        if self.picker and self.picker.is_attached:
            self.picker.put(choices)

    def _found(self, text: str, cancelled: Cancelled) -> list[Choice[str]]:
        words, choices = fold(text).split(), list[Choice[str]]()
        tags = self._session.article_tags()
        for info in self._every:
            if cancelled() or len(choices) == _SHOWN:
                break
            if info.id == self._but:
                continue
            choice = _choice(info, tags.get(info.id, ()))
            about = fold(f"{choice.label} {choice.note}") if words else ""
            if all(word in about for word in words):
                choices.append(choice)
        return choices


def _choice(info: ArticleInfo, tags: Sequence[str]) -> Choice[str]:
    marked = " ".join(f"#{one_line(tag)}" for tag in tags)
    return Choice(info.id, one_line(info.title), " · ".join(filter(None, (info.outlet, day(info.published), marked))))


def dossier(app: App[Any], session: Session, chosen: Callable[[Recent], object]) -> None:
    """Choose another dossier of those that were opened lately."""
    here = tuple(session.dossier.config.arguments())
    others = [one for one in recent.known(session.dossier.config) if one.arguments != here]
    if not others:
        raise DossierError("No other dossier was opened on this machine yet: `dossier FOLDER` opens one.")

    def done(one: Recent | None) -> None:
        if one is not None:
            chosen(one)

    app.push_screen(Picker("Another dossier", [Choice(one, one_line(one.folder)) for one in others]), done)
