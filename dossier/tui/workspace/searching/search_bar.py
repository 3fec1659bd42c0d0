"""The first line: what is searched for, what was found and what is filtered out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from dossier.model import Filters, Hits
from dossier.text.counting import counted
from dossier.text.days import between
from dossier.text.visible import one_line
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.text.wrap import cell_count
from dossier.tui.widgets.box import Box

_GAP = "   "
_NAMED = 2  # values of a filter that are named; of more, their number is told


class StatusPart(NamedTuple):
    """Something to say: at length, in short where room is short, and how it looks."""

    text: str
    short: str = ""
    style: str = ""


class Status(Widget):
    """The right end of the first line; where room is short, it says the least important part in short, or not."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[StatusPart, ...] = ()

    def show(self, *parts: StatusPart) -> None:
        """Show parts, the most important first."""
        if parts != self._parts:
            self._parts = parts
            self.refresh()  # its width never changes: a new layout would draw every pane again

    def render(self) -> Content:
        """Draw what fits."""
        width = self.size.width
        shown = [(part.text, part.style) for part in fitted(self._parts, width)]
        spaced = [piece for part in shown for piece in (part, _GAP)][:-1]
        return Content.assemble(*spaced).truncate(width, ellipsis=True)


def fitted(parts: Sequence[StatusPart], width: int) -> list[StatusPart]:
    """Shorten parts, the last first, and leave out of them, the last first, what a width (cells) does not hold."""
    kept = list(parts)

    def fits() -> bool:
        return sum(cell_count(part.text) + len(_GAP) for part in kept) - len(_GAP) <= width

    for at in reversed(range(len(kept))):
        if not fits() and kept[at].short:
            kept[at] = kept[at]._replace(text=kept[at].short)
    while len(kept) > 1 and not fits():
        kept.pop()
    return kept


class SearchBar(Horizontal):
    """The search box and its status. The box also takes what the side panel is narrowed down to."""

    DEFAULT_CSS = stylesheet(__file__)

    class Typed(Message):
        """What stands in the box has changed by a person's hand."""

        def __init__(self, text: str, *, panel: bool) -> None:
            self.text, self.panel = text, panel
            super().__init__()

    def __init__(self, query: str) -> None:
        super().__init__()
        self.input = Box(placeholder="search", compact=True, select_on_focus=True)
        self.panel = False
        self._query = query

    def compose(self) -> ComposeResult:
        """Lay out prompt, box and status."""
        yield Prompt()
        yield self.input
        yield Status()

    def on_mount(self) -> None:
        """Show the query as it was left."""
        with self.prevent(Input.Changed):
            self.input.value = self._query

    def edit(self, *, panel: bool = False, text: str | None = None) -> None:
        """Give the keyboard to the box, for the search or to narrow down the panel."""
        if not self.panel:
            self._query = self.input.value
        self.panel = panel
        self.query_one(Prompt).show("panel /" if panel else "/")
        with self.prevent(Input.Changed):
            self.input.value = self._query if text is None else text
        # At once: what is typed next may be here already.
        self.screen.set_focus(self.input)

    def leave(self) -> None:
        """Show the search again, whatever the box was used for."""
        if self.panel:
            self.panel = False
            self.query_one(Prompt).show("/")
            with self.prevent(Input.Changed):
                self.input.value = self._query

    def put(self, text: str) -> None:
        """Put a text in the box as if it were typed."""
        self.input.value = text
        self.input.cursor_position = len(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is typed, and for what."""
        event.stop()
        self.post_message(self.Typed(event.value, panel=self.panel))

    def show_status(
        self, hits: Hits | None, articles: int, filters: Filters, names: Mapping[str, str], *, busy: str = ""
    ) -> None:
        """Say what is filtered and found, or how many articles are listed, and what an index run is doing."""
        parts = [StatusPart(busy, style="bold $accent")] if busy else []
        if text := describe(filters, names):
            parts.append(StatusPart(text, "filtered", "bold $warning"))
        if hits is not None:
            short = f"{hits.total:,} in {hits.articles:,}" if hits.total else ""
            parts.append(StatusPart(count(hits), short, "$foreground"))
        elif articles:
            parts.append(StatusPart(counted(articles, "article")))
        if articles and hits is None:
            self.input.placeholder = f"search {counted(articles, 'article')}"
        self.query_one(Status).show(*parts)


class Prompt(Widget):
    """What the box is for just now."""

    def __init__(self) -> None:
        super().__init__()
        self._text = "/"

    def show(self, text: str) -> None:
        """Show another prompt."""
        self._text = text
        self.refresh(layout=True)

    def render(self) -> Content:
        """Draw it."""
        return Content(self._text)


def count(hits: Hits) -> str:
    """Return `7 passages in 3 articles`."""
    if not hits.total:
        return "nothing found"
    return f"{counted(hits.total, 'passage')} in {counted(hits.articles, 'article')}"


def describe(filters: Filters, names: Mapping[str, str]) -> str:
    """Return the filters as people say them, entities by `names`; empty where nothing is filtered."""
    parts = [_several(filters.outlets, "outlets")] if filters.outlets else []
    if filters.since or filters.until:
        parts.append(between(filters.since, filters.until))
    if filters.entities:
        parts.append(_several([names.get(id_, id_) for id_ in filters.entities], "names"))
    if filters.kinds:
        parts.append(_several(filters.kinds, "kinds of number"))
    return "only " + " · ".join(parts) if parts else ""


def _several(values: Sequence[str], words: str) -> str:
    return f"{len(values)} {words}" if len(values) > _NAMED else one_line(", ".join(values))
