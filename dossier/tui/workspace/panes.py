"""How results, reader and side panel share the terminal: side by side, two of them, or one at a time."""

from __future__ import annotations

from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.session.sizes import LOW, NARROW, NARROWEST, WIDE
from dossier.tui.session.state import State
from dossier.tui.widgets import Panel, Reader, Results
from dossier.tui.workspace.tabs import Tabs

Pane = Literal["results", "reader", "panel"]
ORDER: tuple[Pane, ...] = ("results", "reader", "panel")
_READER_AT_LEAST = 40  # columns that the others leave to the text
_READER_AT_MOST = 92  # columns that the text makes use of; what is beyond goes to the others, until somebody chooses
_WIDER_AT_MOST = 26  # columns that each of them gains so
_STEP = 4  # columns by which a pane grows or shrinks


class Panes(Vertical):
    """The three panes; `at` is the one that the person is in, also while the search box has the keyboard."""

    DEFAULT_CSS = stylesheet(__file__)

    def __init__(self, results: Results, reader: Reader, panel: Panel, state: State) -> None:
        """Take the panes, and from `state` the widths they were given."""
        super().__init__()
        self._panes: dict[Pane, Results | Reader | Panel] = {"results": results, "reader": reader, "panel": panel}
        self._state = state
        self._zoomed = False
        self._dragged: Pane | None = None
        self._tabs = Tabs()
        self.at: Pane = "results"

    def compose(self) -> ComposeResult:
        """Lay out the line of tabs and the panes, at once as wide as they will be."""
        self.share_out()
        yield self._tabs
        with Horizontal():
            yield from self._panes.values()

    @property
    def zoomed(self) -> bool:
        """Whether one pane has the whole screen because that was asked for."""
        return self._zoomed

    @property
    def widget(self) -> Results | Reader | Panel:
        """The pane that the person is in."""
        return self._panes[self.at]

    def show(self, pane: Pane, *, focus: bool = True) -> None:
        """Bring a pane in sight and, unless told otherwise, give it the keyboard."""
        self.at = pane
        self.share_out()
        if focus:
            self.screen.set_focus(self._panes[pane], scroll_visible=False)

    def follow(self, focused: Widget | None) -> None:
        """Be in the pane that was given the keyboard by other means, such as the mouse."""
        for pane, widget in self._panes.items():
            if widget is focused:
                self.at = pane

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) pane."""
        self.show(ORDER[(ORDER.index(self.at) + step) % len(ORDER)])

    def zoom(self, on: bool | None = None) -> bool:
        """Return this pane the whole screen and back; say whether anything changed."""
        wanted = not self._zoomed if on is None else on
        changed = wanted != self._zoomed
        self._zoomed = wanted
        self.share_out()
        return changed

    def widen(self, step: int) -> bool:
        """Make this pane wider (1) or narrower (-1), the panes beside it give way; return whether it could be done."""
        if len(self.in_sight()) == 1:
            return False
        columns, widths = _STEP * step, self._widths()
        if self.at == "panel":
            self._state.panel_width = widths["panel"] + columns
        else:
            self._state.results_width = widths["results"] + (columns if self.at == "results" else -columns)
        self._limit()
        return self._widths() != widths

    def _limit(self) -> None:
        """Keep the widths within what can be read, and share out the terminal."""
        state, half = self._state, self.app.size.width // 2
        state.results_width = max(NARROWEST, min(state.results_width, half))
        state.panel_width = max(NARROWEST, min(state.panel_width, half))
        self.share_out()

    # The borders between panes can be dragged.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the border between two panes: either of the two lines that it is made of."""
        seen = self.in_sight()
        borders: tuple[tuple[Pane, int], ...] = (("results", 0), ("panel", 1))
        for pane, edge in borders:
            if pane in seen and len(seen) > 1:
                region = self._panes[pane].region
                line = region.x if edge else region.right - 1
                if event.screen_x in ((line - 1, line) if edge else (line, line + 1)) and event.screen_y >= region.y:
                    self._dragged = pane
                    self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the border that is held."""
        if self._dragged == "results":
            self._state.results_width = event.screen_x + 1
        elif self._dragged == "panel":
            self._state.panel_width = self.app.size.width - event.screen_x
        if self._dragged:
            self._limit()

    def on_mouse_up(self) -> None:
        """Let the border go."""
        if self._dragged:
            self._dragged = None
            self.release_mouse()

    def entitle(self, names: list[str]) -> None:
        """Tell what the panes hold, for the line that stands for those out of sight."""
        self._tabs.show(names, ORDER.index(self.at))

    def in_sight(self) -> tuple[Pane, ...]:
        """Return which panes are in sight at this size."""
        width = self.app.size.width
        if self._zoomed or width < NARROW:
            return (self.at,)
        if width < WIDE:
            return ("reader", "panel") if self.at == "panel" else ("results", "reader")
        return ORDER

    def share_out(self) -> None:
        """Share out the terminal."""
        seen = self.in_sight()
        single = len(seen) == 1
        low = self.app.size.height < LOW
        self.set_class(single, "-single")
        self.set_class(low, "-low")
        self._tabs.display = single and not self._zoomed and not low
        beside = max(NARROWEST, (self.app.size.width - _READER_AT_LEAST) // max(1, len(seen) - 1))
        widths = self._widths()
        for pane, widget in self._panes.items():
            widget.display = pane in seen
            widget.styles.width = "1fr" if single or pane == "reader" else min(widths[pane], beside)

    def _widths(self) -> dict[Pane, int]:
        """Return how wide the panes at the sides are: as chosen or, as long as nobody has, wider in wide terminals."""
        state, own = self._state, State()
        spare = self.app.size.width - own.results_width - own.panel_width - _READER_AT_MOST
        more = max(0, min(spare // 2, _WIDER_AT_MOST))
        return {
            "results": state.results_width + more * (state.results_width == own.results_width),
            "panel": state.panel_width + more * (state.panel_width == own.panel_width),
        }
