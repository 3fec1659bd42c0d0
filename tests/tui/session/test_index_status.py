"""What is told of articles that are still being read: never as if it were all."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from dossier.model import NoteCheck, UnusableError
from dossier.tui.platform.index_process import Outcome
from dossier.tui.session.state import State
from tests.helpers.app import driven
from tests.helpers.fake_dossier import FakeDossier


def reading(it, text):
    it.workspace.session.index._progress(text)


@pytest.mark.parametrize(
    ("key", "title", "answer"),
    [("c", "Compare", "compare"), ("t", "Timeline", "timeline"), ("M", "Coverage", "coverage"), ("o", "Notebook", "")],
)
async def test_lists_say_that_they_are_not_complete_until_they_are(tmp_path, monkeypatch, key, title, answer):
    real = getattr(FakeDossier, answer, None)
    if real:
        monkeypatch.setattr(FakeDossier, answer, lambda self, progress=None: [])
    async with driven(tmp_path) as it:
        reading(it, "reading 1/3")
        await it.type(key)
        assert f"{title} · not complete: reading 1/3" in it.text()
        assert "articles are still being read" in " ".join(it.text().split())
        await it.type(*"fx")  # a filter of nothing as yet
        assert "Nothing of this kind" not in it.text()
        reading(it, "linking 3/3")
        await it.settle()
        assert f"{title} · not complete: linking 3/3" in it.text()
        if real:
            monkeypatch.setattr(FakeDossier, answer, real)
        it.app.dossier.run += 1

        async def done(config, told):
            return Outcome(None, "the disk is full.")

        monkeypatch.setattr("dossier.tui.platform.index_process.refresh", done)
        await it.workspace.session.index._run()
        await it.settle()
        assert "not complete" not in it.text()
        assert "being read" not in it.text()
        assert it.said == "The articles could not be read anew: the disk is full."
        assert "could not be read anew" in it.text()


async def test_before_the_first_articles_are_read_nobody_says_that_they_report_nothing(tmp_path):
    async with driven(tmp_path, names=()) as it:
        it.workspace.session.index.known = False
        reading(it, "looking for changes")
        await it.type("c")
        assert "Compare · not complete: looking for changes" in it.text()
        assert "No two articles" not in it.text()


async def test_an_index_that_is_being_made_anew_is_nobodys_to_make(tmp_path):
    def unusable(**_):
        raise UnusableError("The catalogue is damaged.")

    async with driven(tmp_path, names=()) as it:
        session = it.workspace.session
        session.index.known, it.app.dossier.compare = False, unusable
        reading(it, "reading 1/3")
        await it.type("c")
        assert "being made anew" in it.text()
        assert "dossier index" not in it.text()
        session.fail(UnusableError("The catalogue is damaged."))
        assert it.said == "The catalogue is damaged. It is being made anew from the articles."
        reading(it, "")
        session.index.known = True
        session.fail(UnusableError("The catalogue is damaged."))
        assert "run `dossier index`" in it.said


async def test_looking_for_changes_does_not_call_a_list_incomplete(tmp_path):
    async with driven(tmp_path) as it:
        it.workspace.session.index._progress("looking for changes")
        await it.type("c")
        assert "not complete" not in it.text()


async def test_a_search_among_articles_half_read_does_not_say_that_there_is_nothing(tmp_path):
    async with driven(tmp_path) as it:
        reading(it, "reading 1/3")
        await it.search("zebra")
        assert "what is found in them appears by itself" in " ".join(it.text().replace("│", " ").split())
        assert "fewer words" not in it.text()


async def test_a_note_of_an_article_still_to_be_read_is_not_called_lost(tmp_path, monkeypatch):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("enter", "m")
        lost = [
            NoteCheck(note.id, "orphan", note.article, None, None, note.quote, None) for note in it.app.dossier.notes()
        ]
        monkeypatch.setattr(it.app.dossier, "check_notes", lambda: lost)
        reading(it, "reading 1/3")
        await it.type("o")
        assert "its article is still to be read" in it.text()
        assert "no longer in the article" not in it.text()
        assert "stand in no article" not in it.text()


async def test_what_was_not_read_of_an_article_is_told_beside_it_and_where_a_list_is_empty(tmp_path):
    async with driven(tmp_path) as it:
        texts = it.app.dossier.texts
        texts["mayor"] = replace(texts["mayor"], remarks=("only its first 3 pages were read",))
        it.app.dossier.numbers = lambda **_: []
        await it.type("2", "w", "shift+tab")
        assert "remark" not in it.text().splitlines()[-1]
        assert "Mind" not in it.text()
        await it.type("J")
        it.workspace.footer._unsay()
        await it.settle()
        assert "! problems (1 remark)" in it.text().splitlines()[-1]
        assert "Mind that only its first 3 pages" in " ".join(it.text().replace("│", " ").split())
        await it.type("!")
        assert "THIS ARTICLE" in it.text()
        await it.type("enter")
        assert it.said == "Mayor calls strike unlawful: only its first 3 pages were read"


@pytest.mark.parametrize("key", ["n", "c"])
async def test_an_index_that_was_deleted_is_made_anew_and_nothing_is_said_of_what_is_left(tmp_path, monkeypatch, key):
    asked = []
    monkeypatch.setattr("dossier.tui.session.index_status.IndexStatus.refresh", lambda _: asked.append(1))
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("enter")
        it.app.dossier.exists = lambda: False
        await it.type(key)
        assert "The index was deleted: it is made anew" in it.said
        assert it.app.screen is it.workspace
        await it.type("c")
        assert "not complete: the index is gone" in it.text()
        assert len(asked) == 1


async def test_waiting_for_an_answer_tells_how_long_it_takes(tmp_path):
    gate = threading.Event()
    async with driven(tmp_path, state=State(took=["timeline 9.0"])) as it:
        answer = it.app.dossier.timeline()
        it.app.dossier.timeline = lambda **_: gate.wait(20) and answer
        await it.pilot.press("t")
        await it.pilot.pause(1.3)
        assert "Putting what is dated in order" in it.text()
        assert "order… 1 s, about 8 s left" in it.text()
        gate.set()
        await it.settle()
        assert "3 MAR 2025" in it.text()
        assert it.workspace.session.findings.took("timeline") < 9


async def test_a_screen_opened_while_an_old_answer_is_worked_out_anew_says_so(tmp_path):
    gate = threading.Event()
    async with driven(tmp_path) as it:
        await it.type("c", "escape")
        answer = it.app.dossier.compare()
        it.app.dossier.compare = lambda **_: gate.wait(20) and answer
        it.app.dossier.run += 1
        await it.pilot.press("c")
        for _ in range(100):
            await it.pilot.pause(0.1)
            if "Comparing the articles… " in it.text():
                break
        assert "Comparing the articles… " in it.text()
        assert "seen" not in it.text().splitlines()[-1]
        gate.set()
        await it.settle()
        assert "CONFLICT" in it.text()


async def test_a_key_for_an_entry_that_is_still_worked_out_says_what_is_waited_for(tmp_path):
    gate = threading.Event()
    async with driven(tmp_path) as it:
        answer = it.app.dossier.coverage()
        it.app.dossier.coverage = lambda **_: gate.wait(20) and answer
        await it.pilot.press("M")
        it.app.screen.perform("keep_entry")
        assert it.said == "Working out who reports what…"
        gate.set()
        await it.settle()


async def test_a_heat_map_asked_for_too_early_says_what_is_waited_for(tmp_path):
    gate = threading.Event()
    async with driven(tmp_path) as it:
        answer = it.app.dossier.coverage()
        it.app.dossier.coverage = lambda **_: gate.wait(20) and answer
        await it.pilot.press("M")
        await it.pilot.press("V")
        assert it.said == "Working out who reports what…"
        gate.set()
        await it.settle()
