"""Random keys in the app, for as long as told: it must not end, and no error may be kept for a report.

    python -m benchmarks.monkey [SECONDS] [SEED] [FOLDER]

Each round opens the app at a random size from 20×5 on a copy of the folder (the sample articles), types some keys
before the first paint, and presses keys in bursts: those of the table of actions and letters, often one of them twice.
The size changes now and then. What ends a round is printed with its seed and its last calls.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from textual import events
from textual.geometry import Size
from textual.pilot import Pilot, WaitForScreenTimeout

from dossier.config import Config, load
from dossier.dossier import Dossier
from dossier.tui.app import DossierApp
from dossier.tui.keys.actions import ACTIONS
from dossier.tui.keys.keymap import Keymap
from dossier.tui.session.state import State

NOT_PRESSED = frozenset({"quit", "edit", "edit_note", "edit_draft", "refresh", "browser", "another_dossier", "suspend"})
"""Actions that end the app or begin another program."""
_LETTERS = "aeiostr .0~"
_SIZES = ((20, 5), (21, 6), (40, 12), (60, 20), (80, 24), (96, 28), (140, 45), (200, 60))
_TWICE = 0.3  # how often a key is pressed again at once
_PAUSE = 0.25  # how often a burst is followed by a pause
_RESIZE = 0.02
_FRAMES = 12  # of the calls that led to an error; a race does not come again with its seed
_KEYS = 120  # in a round
_SAMPLE = Path(__file__).parent.parent / "seeds"

Make = Callable[[str], DossierApp]


def pressed(chance: random.Random) -> events.Key:
    """Return a random key press: mostly of an action, sometimes a letter."""
    keys = [key for action in ACTIONS if action.name not in NOT_PRESSED for key in action.keys if key != "q"]
    name = chance.choice(keys) if chance.random() < 0.9 else chance.choice(_LETTERS)
    if name == "space":
        return events.Key("space", " ")
    return events.Key(name, name if len(name) == 1 else None)


async def play(make: Make, seed: int, keys: int = _KEYS) -> list[BaseException]:
    """Return what went wrong in one round of random keys; `make` gives an app from what was typed before its start."""
    chance = random.Random(seed)
    early = "".join(chance.choice("ctMof?S!/12345jj\r") for _ in range(chance.choice((0, 0, 3, 8))))
    app, size = make(early), chance.choice(_SIZES)
    try:
        async with app.run_test(size=size) as pilot:
            for _ in range(keys):
                key = pressed(chance)
                for _ in range(2 if chance.random() < _TWICE else 1):
                    app.post_message(events.Key(key.key, key.character))
                if chance.random() < _RESIZE:
                    to = Size(*chance.choice(_SIZES))
                    app.post_message(events.Resize(to, to))
                if chance.random() < _PAUSE:
                    await _pause(pilot, chance.choice((None, 0.01, 0.05)))
                if not app.is_running:
                    break
            await _pause(pilot, 0.05)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return [error]
    return [*app.errors, *([app.crash] if app.crash else [])]


async def _pause(pilot: Pilot[None], delay: float | None) -> None:
    """Wait until every widget has answered, and so many seconds more.

    A screen that closes while the pilot waits never answers it; then the one that is there now has to.
    """
    try:
        await pilot.pause(delay)
    except WaitForScreenTimeout:
        await pilot.pause(delay)


def main() -> int:
    """Play rounds until the time is over; return 1 where one of them went wrong."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else _SAMPLE
    until, wrong, first = time.monotonic() + seconds, 0, seed
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        shutil.copytree(folder, home / "articles")
        (home / "config.yaml").write_text("sources: [articles]\nindex: index\nnotebook: notebook.yaml\n", "utf-8")
        config: Config = load(home / "config.yaml")
        with Dossier(config) as dossier:
            dossier.index()
            dossier.compare()
        while time.monotonic() < until:
            errors = asyncio.run(play(lambda typed: DossierApp(Dossier(config), Keymap(), State(), typed=typed), seed))
            for error in errors:
                wrong += 1
                print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)
                traceback.print_exception(error, limit=-_FRAMES)
            seed += 1
    print(f"{seed - first} rounds of {_KEYS} keys, {wrong} errors")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
