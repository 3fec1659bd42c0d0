"""The app under Textual's pilot, on a small dossier in memory."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from dossier.tui.app import DossierApp
from dossier.tui.keys.keymap import Keymap
from dossier.tui.session.state import State
from tests.helpers.fake_dossier import FakeDossier, fake_config


def spans_at(reader, offset, kinds=None):
    """Return the spans of these kinds that a reader shows at an offset."""
    return [span for span in reader.visible_spans(kinds) if span.start <= offset < span.end]


@dataclass
class Driven:
    """An app under a pilot, and what can be seen of it."""

    app: DossierApp
    pilot: object

    @property
    def workspace(self):
        return self.app.screen_stack[0]

    async def type(self, *keys):
        """Press keys, named as Textual does; a longer text with blanks is typed letter by letter."""
        for key in keys:
            for name in [key] if " " not in key or key == " " else ["space" if c == " " else c for c in key]:
                await self.pilot.press(name)
        await self.settle()

    async def search(self, text):
        await self.type("slash", *("space" if c == " " else c for c in text))

    async def settle(self):
        """Wait until the threads have answered and everything is painted."""
        for _ in range(3):
            await self.pilot.pause()
            for _ in range(200):
                if not any(lane.busy for lane in self.workspace.session.workers):
                    break
                await self.pilot.pause(0.01)
        await self.pilot.pause()

    @property
    def said(self):
        return self.app.screen.footer.said or ""

    def text(self):
        """What stands on the screen, line by line."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in lines)


@contextlib.asynccontextmanager
async def driven(tmp_path, *, size=(140, 40), state=None, keys=None, names=None, **config):
    dossier = FakeDossier(fake_config(tmp_path, **config), *([names] if names is not None else []))
    app = DossierApp(dossier, Keymap(keys), state or State())
    async with app.run_test(size=size) as pilot:
        it = Driven(app, pilot)
        await it.settle()
        yield it
        await it.settle()
        assert app.errors == []
