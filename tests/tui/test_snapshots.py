"""How the screens look: each at three sizes, light, and without colours. After a change that is meant:
`pytest tests/tui/test_snapshots.py --snapshot-update`, and look at the pictures and the text.

One look is kept as pictures; the others as the text on the screen, with colours and attributes where these differ."""

from __future__ import annotations

import pytest
from pytest_textual_snapshot import SVGImageExtension

from dossier.tui.app import DossierApp
from dossier.tui.keys.keymap import Keymap
from dossier.tui.session.state import State
from dossier.tui.widgets.footer import Footer
from tests.helpers.app import Driven
from tests.helpers.fake_dossier import DRAFT, FakeDossier, fake_config

WIDE, NORMAL, NARROW = (132, 34), (96, 28), (60, 20)
LOOKS = [("dark", NORMAL), ("dark", NARROW), ("light", WIDE), ("no-color", WIDE)]
# From screen to screen, as a reporter goes: the keys that lead to each from the one before.
SCREENS = {
    "articles": (),
    "reading": ("slash", *"vale", "enter", "n"),
    "labels": ("s",),
    "numbers": ("escape", "2"),
    "filter": ("f", *"vale", "enter"),
    "palette": ("escape", "x", "ctrl+p", *"cop"),
    "notebook": ("escape", "escape", "m", "o"),
    "compare": ("escape", "c"),
    "compare-quotes": ("j",),
    "timeline": ("escape", "t"),
    "coverage": ("escape", "M"),
    "heat-map": ("V",),
    "mentions": ("escape", "escape", "1", "I"),
    "parallel": ("escape", "P", "enter"),
    "draft": ("escape", "A"),
    "news": ("escape", "*"),
    "versions": ("escape", "O", *"ferry", "enter", "V", "j"),
    "brief": ("escape", "1", "p", "j"),
    "keys": ("escape", "question_mark"),
    "query-help": ("tab",),
    "signs": ("tab",),
}


def opened(tmp_path, theme):
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    state = State(draft=str(tmp_path / "draft.md"))
    return DossierApp(FakeDossier(fake_config(tmp_path, theme=theme)), Keymap(), state)


@pytest.fixture(autouse=True)
def no_messages(monkeypatch):
    """Let nothing be said: it takes rows of the screen, and goes by itself, not always at the same moment."""
    monkeypatch.setattr(Footer, "say", lambda *_, **__: None)


async def through_all_screens(it):
    """Go through the screens; each is given by its name once it stands still."""
    it.workspace.session.findings.count_now()  # by itself it comes a second later
    for screen, keys in SCREENS.items():
        await it.type(*keys)
        await it.settle()
        yield screen


async def test_the_screens_look_as_they_did(snapshot, tmp_path):
    pictures = snapshot.use_extension(SVGImageExtension)
    app = opened(tmp_path, "dossier-dark")
    others = []
    async with app.run_test(size=WIDE) as pilot:
        it = Driven(app, pilot)
        await it.settle()
        async for screen in through_all_screens(it):
            picture = app.export_screenshot()
            if picture != pictures(name=screen):
                others.append(screen)
                (tmp_path / f"{screen}.svg").write_text(picture, encoding="utf-8")
    assert others == [], f"see {tmp_path}"


@pytest.mark.parametrize(("look", "size"), LOOKS, ids=[f"{look}-{size[0]}" for look, size in LOOKS])
async def test_the_screens_say_what_they_did(snapshot, tmp_path, monkeypatch, look, size):
    if look == "no-color":
        monkeypatch.setenv("NO_COLOR", "1")
    theme = "dossier-light" if look == "light" else "dossier-dark"
    app = opened(tmp_path, theme)
    others = []
    async with app.run_test(size=size) as pilot:
        it = Driven(app, pilot)
        await it.settle()
        async for screen in through_all_screens(it):
            shown = it.text() if look == "dark" else styled(it)
            others += [screen] if shown != snapshot(name=screen) else []
    assert others == [], "run with -vv to see how they differ"


def styled(it):
    """What stands on the screen, and below it each kind of style with the words in it."""
    words = {}
    for strip in it.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.text.strip():
                words.setdefault(str(segment.style.without_color if it.app.no_color else segment.style), []).append(
                    segment.text.strip()
                )
    styles = (f"{style}: {' | '.join(dict.fromkeys(found))}" for style, found in sorted(words.items()))
    return "\n".join([it.text(), "", *styles])
