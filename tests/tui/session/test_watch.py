"""What happens outside while one reads: files dropped in, another program's index run; and what is pasted."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading

from textual import events

from dossier.dossier import Dossier
from dossier.tui.app import DossierApp
from dossier.tui.keys.keymap import Keymap
from dossier.tui.session import watch
from dossier.tui.session.state import State
from tests.helpers.app import Driven, driven
from tests.helpers.dossier import config_in

FERRY = "Ferry late again\n\n“No one told us,” said Ana Sol. Some 40 people waited.\n"
HARBOUR = "Harbour closed\n\nThe harbour of Vale stays closed, said Ana Sol.\n"


@contextlib.asynccontextmanager
async def live(tmp_path, monkeypatch):
    monkeypatch.setattr(watch, "_LEAST", 0.1)
    monkeypatch.setattr(watch, "_SHARE", 1)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [articles]\nindex: index\n", encoding="utf-8")
    with Dossier(config_in(tmp_path)) as dossier:
        dossier.index()
        app = DossierApp(dossier, Keymap(), State())
        async with app.run_test(size=(140, 40)) as pilot:
            it = Driven(app, pilot)
            await it.settle()
            yield it
            await it.settle()
            assert app.errors == []


async def until(it, seen):
    for _ in range(600):
        if seen():
            return
        await it.pilot.pause(0.05)
    raise AssertionError(it.text())


async def test_a_file_dropped_into_the_folder_appears_by_itself(tmp_path, monkeypatch):
    async with live(tmp_path, monkeypatch) as it:

        async def refresh(config, told):
            del config, told
            return index_process.Outcome(it.app.dossier.index())

        from dossier.tui.platform import index_process

        monkeypatch.setattr(index_process, "refresh", refresh)
        (tmp_path / "articles" / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
        await until(it, lambda: "Harbour closed" in it.text())
        assert it.said == "New: “Harbour closed”."


async def test_another_programs_index_run_is_noticed(tmp_path, monkeypatch):
    async with live(tmp_path, monkeypatch) as it:
        monkeypatch.setattr(it.app.dossier, "stale", lambda: False)  # the other program is the quicker one
        (tmp_path / "articles" / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
        with Dossier(it.app.dossier.config) as other:
            other.index()
        await until(it, lambda: "Harbour closed" in it.text())
        assert it.said == "New: “Harbour closed”."


async def test_a_correction_is_no_other_programs_run(tmp_path, monkeypatch):
    async with live(tmp_path, monkeypatch) as it:
        await it.type("e", *"outlet", "enter", *"Wire", "enter")
        await it.pilot.pause(0.5)
        assert "Corrected" in it.said


async def test_while_a_correction_is_written_nobody_is_told_of_another_program(tmp_path, monkeypatch):
    async with live(tmp_path, monkeypatch) as it:
        dossier, written, go_on, looked = it.app.dossier, threading.Event(), threading.Event(), []
        real = dossier.correct_fact

        def slow(*given):
            correction = real(*given)
            written.set()
            go_on.wait(5)
            return correction

        monkeypatch.setattr(dossier, "correct_fact", slow)
        monkeypatch.setattr(dossier, "stale", lambda: bool(looked.append(1)))
        for key in ("e", *"outlet", "enter", *"Wire", "enter"):
            await it.pilot.press(key)
        assert it.said == "Writing the correction…"
        await until(it, written.is_set)
        looks = len(looked)
        await it.pilot.pause(0.5)
        assert len(looked) <= looks + 1
        assert it.said == "Writing the correction…"
        for key in ("e", *"byline", "enter", *"Ana", "enter"):
            await it.pilot.press(key)
        assert it.said == "The correction before this one is still being written; try again then."
        go_on.set()
        await it.settle()
        assert "Corrected" in it.said


async def test_while_articles_are_read_a_correction_says_why_it_is_not_written(tmp_path, monkeypatch):
    async with live(tmp_path, monkeypatch) as it:
        it.workspace.session.index._progress("reading 1/3")
        await it.type("e", *"outlet", "enter", *"Wire", "enter")
        assert it.said == "Not now: reading 1/3. Try again once that is done."


async def test_two_pasted_lines_are_one_query(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("slash")
        it.app.screen.focused.post_message(events.Paste("dock\nworkers\r\n"))
        await it.settle()
        assert it.workspace.search.query == "dock workers"


async def test_ctrl_z_suspends_on_every_screen(tmp_path, monkeypatch):
    done = []
    async with driven(tmp_path) as it:
        monkeypatch.setattr(it.app, "action_suspend_process", lambda: done.append(it.app.screen))
        for keys in ((), ("slash",), ("escape", "c"), ("escape", "question_mark")):
            await it.type(*keys, "ctrl+z")
        assert len(done) == 4


def test_the_watch_is_loaded_without_what_reads_articles():
    code = "import sys, dossier.tui.session.watch; print('dossier.extracting' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
