"""The terminal app. Importing this package loads nothing that draws; `run` does.

Read `session.session` first, then `workspace.screen`.
"""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.config import Config


def run(config: Config, *, draft: Path | None = None) -> int:
    """Open the app on a dossier, or on a draft that is checked against it, and give the exit code.

    Raises DossierError where there is no terminal, or where the configured keys or theme cannot be used:
    before anything is drawn.
    """
    from dossier.tui.keys.keymap import Keymap
    from dossier.tui.platform import terminal
    from dossier.tui.session import state

    terminal.require()
    keymap = Keymap(config.keys)
    remembered = state.load(config.state)
    remembered.draft = str(draft.absolute()) if draft else remembered.draft
    wanted = remembered.theme or config.theme
    # The terminal answers while the modules load. Nothing loaded now is ever garbage: collecting would only delay.
    background = None if wanted else terminal.Background()
    gc.disable()
    # Textual waits up to one of its frames before it paints; at 60 a second that is half of what a key may take.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    # Exported by some shells and wrappers, they would outlive every change of the terminal's size.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    from dossier.dossier import Dossier
    from dossier.tui.platform import import_stubs

    import_stubs.load()
    from dossier.tui.app import DossierApp

    dark = background is None or background.dark()
    typed, first = background.typed if background else "", "draft" if draft else ""
    app = DossierApp(Dossier(config), keymap, remembered, dark=dark, typed=typed, first=first)
    gc.freeze()
    gc.enable()
    return app.start()
