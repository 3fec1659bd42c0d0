"""What the three panes tell the app. Each message is about something a person did or is looking at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from dossier.model import Hit
    from dossier.tui.text.entries import Entry, Place


class HitHighlighted(Message):
    """The selection in the results moved to this hit: show it, but keep the keyboard where it is."""

    def __init__(self, hit: Hit) -> None:
        self.hit = hit
        super().__init__()


class HitChosen(Message):
    """This hit was chosen: go and read it."""

    def __init__(self, hit: Hit) -> None:
        self.hit = hit
        super().__init__()


class ArticleHighlighted(Message):
    """The selection in the list of articles moved to this one."""

    def __init__(self, article_id: str) -> None:
        self.article_id = article_id
        super().__init__()


class ArticleChosen(Message):
    """This article was chosen."""

    def __init__(self, article_id: str) -> None:
        self.article_id = article_id
        super().__init__()


class EntryHighlighted(Message):
    """The selection in the side panel moved to this entry."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        super().__init__()


class EntryChosen(Message):
    """An entry of the side panel was chosen; `place` is the next of its places, None where it has none.

    `number` counts from 0 and starts again after the last place.
    """

    def __init__(self, entry: Entry, place: Place | None, number: int) -> None:
        self.entry = entry
        self.place = place
        self.number = number
        super().__init__()


class PanelResized(Message):
    """A panel has another size, or is seen again."""


class CursorMoved(Message):
    """The reader's cursor moved to `offset`, which lies in `passage_index` (None: in no passage).

    Only the newest one matters: one still waiting is replaced.
    """

    def __init__(self, offset: int, passage_index: int | None) -> None:
        self.offset = offset
        self.passage_index = passage_index
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Let a newer position take the place of one nobody has seen yet."""
        return isinstance(message, CursorMoved)


class MoreWanted(Message):
    """The selection comes near the end of the hits that are here."""
