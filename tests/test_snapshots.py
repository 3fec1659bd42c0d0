"""How the screens look: each at three sizes, light, and without colours. After a change that is meant:
`pytest tests/test_snapshots.py --snapshot-update`, and look at the pictures."""

from __future__ import annotations

import pytest

from dossier.tui.app import DossierApp
from dossier.tui.keymap import Keymap
from dossier.tui.state import State
from tests.fake_dossier import FakeDossier, fake_config
from tests.test_app import Driven

WIDE, NORMAL, NARROW = (132, 34), (96, 28), (60, 20)
SCREENS = {
    "articles": (),
    "reading": ("slash", *"vale", "enter", "n"),
    "numbers": ("2",),
    "notebook": ("slash", *"vale", "enter", "m", "o"),
    "keys": ("question_mark",),
}
LOOKS = [("dark", WIDE), ("dark", NORMAL), ("dark", NARROW), ("light", WIDE), ("no-color", WIDE)]


@pytest.mark.parametrize(("look", "size"), LOOKS, ids=[f"{look}-{size[0]}" for look, size in LOOKS])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_screen_looks_as_it_did(snap_compare, tmp_path, monkeypatch, screen, look, size):
    if look == "no-color":
        monkeypatch.setenv("NO_COLOR", "1")
    theme = "dossier-light" if look == "light" else "dossier-dark"
    app = DossierApp(FakeDossier(fake_config(tmp_path, theme=theme)), Keymap(), State())

    async def go_there(pilot):
        it = Driven(app, pilot)
        await it.settle()
        it.desk.answers.count_now()  # by itself it comes a second later, be the picture taken by then or not
        await it.settle()
        for key in SCREENS[screen]:
            await it.type(key)
        it.desk.footer._unsay()  # what was said goes by itself; when is not the same each time
        await it.settle()

    assert snap_compare(app, terminal_size=size, run_before=go_there)
