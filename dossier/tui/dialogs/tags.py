"""Tags for the words that are bookmarked here, or for an article: those that are known, or typed ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App

from dossier.model import Article, DossierError, Note
from dossier.text.visible import one_line
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session.bookmarks import latest_tags
from dossier.tui.session.session import Session
from dossier.tui.widgets.choice_lines import Choice

Tags = Sequence[str]


def tags(app: App[Any], session: Session, note: Note) -> None:
    """Switch tags of a note on and off."""

    def own() -> Tags:
        return next((one.tags for one in session.notes() if one.id == note.id), ())

    def give(changed: Tags) -> None:
        session.dossier.edit_note(note.id, tags=changed)

    app.push_screen(_Tags(session, "Tags", own, lambda: latest_tags(session.notes()), give))


def tags_of_article(app: App[Any], session: Session, article: Article) -> None:
    """Switch tags of an article on and off; those of other articles come first, then those of notes."""

    def own() -> Tags:
        return session.article_tags().get(article.id, ())

    def known() -> Tags:
        return [*(tag for tags in session.article_tags().values() for tag in tags), *latest_tags(session.notes())]

    def give(changed: Tags) -> None:
        session.dossier.tag_article(article.id, changed)

    session.dossier.article_tags()  # says what is wrong with their file
    app.push_screen(_Tags(session, f"Tags of “{one_line(article.title)}”", own, known, give))


class _Tags(Picker[str]):
    """Switches tags on and off: `own` are on, `known` are offered, too, and `give` keeps what was changed."""

    def __init__(
        self,
        session: Session,
        title: str,
        own: Callable[[], Tags],
        known: Callable[[], Tags],
        give: Callable[[Tags], object],
    ) -> None:
        self._session, self._own, self._known, self._give = session, own, known, give
        super().__init__(
            title,
            self._offered(),
            hint="enter on/off · esc close",
            placeholder="type a tag",
            typed=self._new,
            empty="No tags yet: type one, enter gives it.",
        )

    def _offered(self) -> list[Choice[str]]:
        on = self._own()
        return [Choice(tag, f"#{one_line(tag)}", on=tag in on) for tag in dict.fromkeys([*on, *self._known()])]

    def _new(self, text: str) -> list[Choice[str]]:
        tag = text.strip().lstrip("#").replace(",", " ").strip()
        there = {choice.value for choice in self._offered()}
        return [Choice(tag, f"#{tag}", "a new tag", on=False)] if tag and tag not in there else []

    def take(self, value: str) -> None:
        """Switch a tag on or off."""
        on = self._own()
        try:
            self._give([one for one in on if one != value] if value in on else [*on, value])
        except DossierError as error:
            self._session.say(str(error), trouble=True)
        self._session.notes_changed()
        self.put(self._offered())
