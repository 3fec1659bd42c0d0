"""The screen of what new and changed articles bring, the most urgent first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dossier.model import NewsItem, kind_name
from dossier.text.visible import one_line
from dossier.tui.platform.latest_worker import Cancelled
from dossier.tui.screens.lists.computed_list import ComputedListScreen
from dossier.tui.text.sources import source_names
from dossier.tui.widgets import Entry, Place, Section

_KINDS = {
    "note": ("Notes", "contradicted now, or changed", "event"),
    "verdict": ("Verdicts", "new, or changed", "number"),
    "fact": ("Facts", "new, or confirmed", "place"),
    "search": ("Saved searches", "new hits", "person"),
}
"""How each kind of news is called, what it means, and which kind of `styles.LAYERS` shows it."""


class NewsScreen(ComputedListScreen):
    """Counts from when the articles were last marked as read."""

    ACTION = "news"
    TITLE_ = "News"
    WAITING = "Working out what new and changed articles bring…"

    @property
    def empty(self) -> str:
        """Why the list is empty, and what fills it."""
        key = self.session.keymap.key("refresh")
        return (
            f"Nothing is new since the articles were marked as read. {key} among the articles reads changed files now."
        )

    def fetch(self, cancelled: Cancelled) -> Callable[[], Sequence[Section]]:
        """Ask for the news."""
        items: Sequence[NewsItem] = self.answers.get("news", cancelled)
        quotes = {note.id: note.quote for note in self.session.dossier.notes()}
        names = source_names(self.session.dossier.articles())
        return lambda: sections(items, quotes, names)

    def _filled(self, sections: Sequence[Section]) -> None:
        super()._filled(sections)
        some, key = self.panel.selected is not None, self.session.keymap.key("mark_all_read")
        self.panel.border_subtitle = f"{key} marks all as read" if some else ""
        self.offer({"news", *(() if some else ("mark_all_read",))}, some=some)

    def perform(self, name: str) -> None:
        """Mark all as read, else do an action of any list."""
        if name == "mark_all_read":
            self.session.dossier.mark_read()
            self.answers.forget("news")
            self.answers.count_news()
            self.reload()
            self.footer.say("All articles are marked as read; news count from here.")
        else:
            super().perform(name)


def sections(items: Sequence[NewsItem], quotes: Mapping[str, str], names: Mapping[str, str]) -> list[Section]:
    """Return news by kind, in the order given.

    `quotes` has the words of each note by its id, `names` what each article is called.
    """
    groups: dict[str, list[Entry]] = {}
    for number, item in enumerate(items):
        about = quotes.get(item.about) or item.title[:1].upper() + item.title[1:]
        now = kind_name(item.now) if item.kind == "fact" else item.now
        turned = f"{item.was} → {now}" if item.was else now
        if item.was == item.now:
            turned = f"{item.now}, with another reading"
        entry = Entry(
            key=f"{item.kind}\t{item.about}\t{number}",
            text=one_line(about),
            lines=(one_line(turned), one_line(_named(item.why, names))),
            places=tuple(Place(span.article, span.start, span.end) for span in item.spans),
            kind="title" if item.kind == "note" else "",
            wraps=True,
        )
        groups.setdefault(item.kind, []).append(entry)
    named = {kind: _KINDS[kind] for kind in groups}
    return [
        Section(f"{title} · {len(groups[kind])}", tuple(groups[kind]), note, colour)
        for kind, (title, note, colour) in named.items()
    ]


def _named(why: str, names: Mapping[str, str]) -> str:
    """Call articles without an outlet, which go by their ids in a sentence, by the words of their titles."""

    def named(word: re.Match[str]) -> str:
        return f"“{names[word[0]]}”" if word[0] in names and re.search(r"[\d_/]", word[0]) else word[0]

    return re.sub(r"[\w/-]+(?:\.[\w/-]+)*", named, why)
