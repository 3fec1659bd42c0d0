"""Whether the index is up to date with the articles, and bringing it there while one reads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.tui.platform import index_process
from dossier.tui.screens.list_detail import Beside
from dossier.tui.text import messages_text

if TYPE_CHECKING:
    from dossier.tui.workspace.screen import Workspace

_LOOKING = "looking for changes"


class Freshness:
    """Looks once at the start and whenever asked; shows in the first line how far a run has come."""

    def __init__(self, workspace: Workspace) -> None:
        """Know nothing yet."""
        self._workspace = workspace
        self._lane = workspace.lane("stale")
        self.known = False
        self.busy = ""
        self._gone = False

    @property
    def unread(self) -> str:
        """How far the articles have been read where that is not to the end: what is told of them is not complete."""
        if self._gone:
            return self.busy or "the index is gone"
        return "" if self.busy == _LOOKING else self.busy

    def lost(self) -> bool:
        """Whether the index has just been found deleted: it is made anew then, and nothing asked of what is left.

        Without it every answer would be that there is nothing.
        """
        if self.busy or self._gone or not self.known or not self._workspace.articles():
            return False
        self._gone = not self._workspace.dossier.indexed()
        if self._gone:
            self._workspace.say("The index was deleted: it is made anew from the articles.", trouble=True)
            self.refresh()
        return self._gone

    def look(self) -> None:
        """See whether articles have changed, which takes a walk through the files, and read them if so."""
        self._lane.submit(lambda _: self._workspace.dossier.stale(), self._looked, self._workspace.fail)

    def refresh(self) -> None:
        """Read new and changed articles in a process of its own, one run at a time."""
        if not self.busy:
            self._progress(_LOOKING)
            self._workspace.run_worker(self._run(), group="index")

    def _looked(self, stale: bool) -> None:
        if stale:
            self.refresh()
        else:
            self.known = True
            self._workspace.search.ask(keep=True)

    async def _run(self) -> None:
        workspace = self._workspace
        outcome = await index_process.refresh(workspace.dossier.config, self._progress)
        self.busy, self.known = "", True
        summary = outcome.summary
        if summary is None:
            workspace.say(f"The articles could not be read anew: {outcome.trouble}", trouble=True)
        else:
            anew, self._gone = self._gone or bool(summary.added or summary.changed or summary.removed), False
            workspace.index_changed(anew=anew)
            workspace.say(messages_text.told(summary, workspace.keymap.key("problems")), trouble=bool(summary.failed))
        workspace.search.ask(keep=True)
        for screen in self._lists():
            screen.tell_unread()
            screen.reload()

    def _lists(self) -> list[Beside]:
        return [screen for screen in self._workspace.app.screen_stack if isinstance(screen, Beside)]

    def _progress(self, text: str) -> None:
        self.busy = text
        self._workspace.show_status()
        for screen in self._lists():
            screen.tell_unread()
