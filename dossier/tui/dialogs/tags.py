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

    _choose(app, session, "Tags", own, lambda: latest_tags(session.notes()), give)


def tags_of_article(app: App[Any], session: Session, article: Article) -> None:
    """Switch tags of an article on and off; those of other articles come first, then those of notes."""

    def own() -> Tags:
        return session.article_tags().get(article.id, ())

    def known() -> Tags:
        return [*(tag for tags in session.article_tags().values() for tag in tags), *latest_tags(session.notes())]

    def give(changed: Tags) -> None:
        session.dossier.tag_article(article.id, changed)

    session.dossier.article_tags()  # says what is wrong with their file
    _choose(app, session, f"Tags of “{one_line(article.title)}”", own, known, give)


def _choose(
    app: App[Any],
    session: Session,
    title: str,
    own: Callable[[], Tags],
    known: Callable[[], Tags],
    give: Callable[[Tags], object],
) -> None:
    """Switch tags on and off: `own` are on, `known` are offered, too, and `give` keeps what was changed."""

    def choices() -> list[Choice[str]]:
        on = own()
        return [Choice(tag, f"#{one_line(tag)}", on=tag in on) for tag in dict.fromkeys([*on, *known()])]

    def typed(text: str) -> list[Choice[str]]:
        tag = text.strip().lstrip("#").replace(",", " ").strip()
        there = {choice.value for choice in choices()}
        return [Choice(tag, f"#{tag}", "a new tag", on=False)] if tag and tag not in there else []

    def toggle(tag: str) -> None:
        on = own()
        try:
            give([one for one in on if one != tag] if tag in on else [*on, tag])
        except DossierError as error:
            session.say(str(error), trouble=True)
        session.notes_changed()
        picker.put(choices())

    picker: Picker[str] = Picker(
        title,
        choices(),
        hint="enter on/off · esc close",
        placeholder="type a tag",
        again=toggle,
        typed=typed,
        empty="No tags yet: type one, enter gives it.",
    )
    app.push_screen(picker)
