"""Draws the screens of the documentation from the sample dossier: `make screenshots` writes docs/*.svg."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from textual.pilot import Pilot

from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import Hits
from dossier.tui.app import DossierApp
from dossier.tui.keys.keymap import Keymap
from dossier.tui.session.key_screen import KeyScreen
from dossier.tui.session.state import State
from dossier.tui.workspace.screen import Workspace
from dossier.tui.workspace.searching.results_pane import PAUSE

ROOT = Path(__file__).parents[1]
# Name, columns, rows, theme, and the keys that lead there.
SHOTS: tuple[tuple[str, int, int, str, tuple[str, ...]], ...] = (
    ("screenshot", 132, 40, "dossier-dark", ("slash", *"ultimatum OR capacity OR troops", "enter", "n", "1")),
    ("light", 140, 38, "dossier-light", ("slash", *"state of emergency", "enter", "n", "2")),
    ("related", 140, 38, "dossier-dark", ("slash", *"capacity", "enter", "r")),
    ("notebook", 140, 38, "dossier-dark", ("slash", *"capacity", "enter", "m", "n", "m", "o")),
    ("compare", 132, 38, "dossier-dark", ("slash", *"103 days", "enter", "c")),
    ("coverage", 132, 34, "dossier-dark", ("M", "j", "right")),
    ("timeline", 140, 38, "dossier-dark", ("t",)),
    ("narrow", 80, 24, "dossier-dark", ("slash", *"tacna", "enter")),
    ("filter", 110, 34, "dossier-dark", ("slash", *"migrants", "enter", "f")),
    ("keys", 100, 34, "dossier-dark", ("question_mark",)),
    ("parallel", 140, 38, "dossier-dark", ("slash", *"capacity", "enter", "P", *"pacific", "enter")),
    ("heat", 120, 30, "dossier-dark", ("M", "V")),
)


class Untimed(Dossier):
    """Answers in four milliseconds, so that pictures differ only where the app does."""

    def search(self, query: str, **options: Any) -> Hits:
        """Find passages."""
        return replace(super().search(query, **options), milliseconds=4.0)


async def settled(pilot: Pilot[None], workspace: Workspace) -> None:
    """Wait until everything asked for is painted."""
    await pilot.pause(PAUSE)
    while any(lane.busy for lane in workspace.session.workers):
        await pilot.pause(0.02)
    await pilot.pause(PAUSE)


async def shoot(config: Path, folder: Path) -> None:
    """Draw every screen into a folder."""
    for name, width, height, theme, keys in SHOTS:
        opened = replace(load(config), theme=theme)
        app = DossierApp(Untimed(opened), Keymap(), State(toured=True))
        async with app.run_test(size=(width, height)) as pilot:
            workspace = cast("Workspace", app.screen_stack[0])
            await settled(pilot, workspace)
            for key in keys:
                await pilot.press("space" if key == " " else key)
                if len(key) == 1 or key == "enter":
                    await settled(pilot, workspace)
            workspace.session.findings.count_now()
            await settled(pilot, workspace)
            shown = cast("KeyScreen[Any]", app.screen) if isinstance(app.screen, KeyScreen) else workspace
            shown.footer._unsay()  # noqa: SLF001 - the keys tell more than what was done last
            await pilot.pause()
            (folder / f"{name}.svg").write_text(app.export_screenshot(title="Dossier"), encoding="utf-8")


def main() -> None:
    """Draw from a copy, so that no note is left in the sample."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        shutil.copytree(ROOT / "seeds", place / "seeds")
        config = Path(shutil.copy(ROOT / "config.yaml", place))
        with Dossier(load(config)) as dossier:
            dossier.index()
        asyncio.run(shoot(config, ROOT / "docs"))


if __name__ == "__main__":
    main()
