"""A draft in the app: its claims by urgency, the passages beside them, and claims that are accepted."""

from __future__ import annotations

import contextlib
import os

import pytest

from dossier import tui
from dossier.cli import main
from dossier.tui.app import DossierApp
from dossier.tui.platform import terminal
from dossier.tui.screens.draft import DraftScreen
from dossier.tui.session.state import State
from tests.helpers.app import driven
from tests.helpers.fake_dossier import DRAFT, FakeDossier, fake_config


@contextlib.asynccontextmanager
async def on_draft(tmp_path, size=(140, 45), text=DRAFT):
    file = tmp_path / "draft.md"
    file.write_text(text, encoding="utf-8")
    async with driven(tmp_path, size=size, state=State(draft=str(file))) as it:
        await it.type("A")
        assert isinstance(it.app.screen, DraftScreen)
        yield it


def listed(it):
    return [entry.text for section in it.app.screen.panel.listed() for entry in section.entries]


@pytest.mark.parametrize("size", [(140, 45), (100, 30), (80, 24), (60, 20)])
async def test_claims_stand_by_urgency_beside_draft_and_passage(tmp_path, size):
    async with on_draft(tmp_path, size) as it:
        assert listed(it) == [
            "✗ The port is theirs to close,", "≠ 130 dock workers", "∅ Oda Lind", "= Ana Prado"
        ]  # fmt: skip
        text = it.text()
        assert "✗ misquoted" in text
        assert "The source has “not theirs”." in text
        assert "Mayor calls strike unlawful" in text
        assert "4 claims · 2 wrong" in text
        screen = it.app.screen
        assert screen.reader.article.id == "mayor"
        assert screen.text.size.height >= 2
        assert screen.reader.size.height >= 2


async def test_a_long_reason_is_whole_where_there_is_room(tmp_path):
    async with on_draft(tmp_path, (140, 45)) as it:
        it.app.screen._remark.update("Different groups are counted. " * 16 + "Here: dozens.")
        await it.pilot.pause()
        assert "dozens." in it.text()


async def test_signs_in_the_margin_tell_the_statuses_without_colour(tmp_path):
    async with on_draft(tmp_path) as it:
        signs = {row[1]: row for row in it.text().splitlines() if row[1] in "≠✗∅"}
        assert "Some 130 dock workers" in signs["≠"]
        assert "“The port is theirs" in signs["✗"]


async def test_enter_reads_the_passage_and_escape_comes_back(tmp_path):
    async with on_draft(tmp_path) as it:
        await it.type("j", "n", "enter")
        assert it.workspace.is_current
        assert it.workspace.document.article.id == "mayor"
        assert it.workspace.reader.article.text[it.workspace.reader.cursor :].startswith("90")
        await it.type("escape")
        assert isinstance(it.app.screen, DraftScreen)
        assert it.app.screen.claim.text == "130 dock workers"


async def test_a_claim_without_passage_says_why(tmp_path):
    async with on_draft(tmp_path) as it:
        await it.type("j", "j")
        assert "No source names this." in it.text()
        await it.type("enter")
        assert "No passage of the articles bears on this" in it.said


async def test_the_cursor_of_the_draft_chooses_the_claim_it_is_on(tmp_path):
    async with on_draft(tmp_path) as it:
        screen = it.app.screen
        await it.type("shift+tab")
        assert screen.text.has_focus
        screen.text.goto(DRAFT.index("Oda Lind") + 2)
        await it.settle()
        assert screen.claim.text == "Oda Lind"
        screen.text.goto(DRAFT.index("baker"))
        await it.settle()
        assert screen.claim.text == "Oda Lind"
        await it.type("G", "tab", "tab", "j", "tab")
        assert screen.text.has_focus


async def test_the_draft_is_read_again_when_its_file_is_saved(tmp_path):
    async with on_draft(tmp_path) as it:
        await it.type("j")
        (tmp_path / "draft.md").write_text(f"A new head\n\n{DRAFT.replace('theirs to', 'not theirs to')}", "utf-8")
        it.app.screen._watch()
        await it.settle()
        assert listed(it)[0] == "≠ 130 dock workers"
        assert it.app.screen.claim.text == "130 dock workers"
        assert "A new head" in it.text()


async def test_a_draft_that_is_gone_is_said_and_another_can_be_chosen(tmp_path):
    async with on_draft(tmp_path) as it:
        other = tmp_path / "other.txt"
        other.write_text("Ana Prado spoke.\n", encoding="utf-8")
        await it.type("O", *"oth", "enter")
        assert listed(it) == ["= Ana Prado"]
        assert it.workspace.session.state.draft == str(other)


async def test_the_file_is_asked_for_where_none_is_known(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "mine.md").write_text(DRAFT, encoding="utf-8")
    async with driven(tmp_path) as it:
        await it.type("A", *"texts", "enter", "enter")
        assert isinstance(it.app.screen, DraftScreen)
        await it.type("escape", "A")
        assert isinstance(it.app.screen, DraftScreen)
        await it.type("A")
        assert it.workspace.is_current
        it.workspace.session.state.draft = str(tmp_path / "gone.md")
        await it.type("A", "escape")
        assert it.workspace.is_current


async def test_a_path_can_be_typed(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "mine.md").write_text(DRAFT, encoding="utf-8")
    async with driven(tmp_path) as it:
        await it.type("A", *"texts", "slash", *"mi", "enter")
        assert it.app.screen.text.article.path == str(tmp_path / "texts" / "mine.md")


async def test_a_claim_is_accepted_with_a_note_and_no_longer(tmp_path):
    async with on_draft(tmp_path) as it:
        await it.type("a", "as he said it", "enter")
        assert listed(it)[-1] == "✓ The port is theirs to close,"
        assert it.app.dossier.accepted == {"The port is theirs to close,": "as he said it"}
        assert "accepted.yaml" in it.said
        assert it.app.screen.claim.text == "130 dock workers"
        assert "4 claims · 1 wrong · 1 accepted" in it.text()
        await it.type("G", "a")
        assert listed(it)[0] == "✗ The port is theirs to close,"
        assert it.app.dossier.accepted == {"The port is theirs to close,": None}


async def test_a_draft_without_claims_says_so(tmp_path):
    async with on_draft(tmp_path, text="Nothing to see here.\n") as it:
        assert it.app.screen.panel.message == "The draft has no names, numbers, dates or quotations to check."
        await it.type("a")
        assert "No claim is chosen here." in it.said


async def test_a_draft_that_cannot_be_read_is_said(tmp_path):
    async with on_draft(tmp_path) as it:
        it.app.dossier.draft = unreadable
        os.utime(tmp_path / "draft.md", (1, 1))
        it.app.screen._watch()
        await it.settle()
        assert "draft.md is damaged." in it.text()
        assert "O chooses another file." in it.text()
        assert "claims" not in it.app.screen.panel.border_subtitle


async def test_another_draft_is_chosen_beside_this_one_and_stands_above_its_text(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "second.md").touch()
    async with on_draft(tmp_path) as it:
        await it.type("O", *"texts", "enter", "enter")
        assert it.app.screen.text.border_title == "second.md"
        await it.type("O")
        assert "second.md" in it.text()
        assert f"Which draft? {tmp_path / 'texts'}"[:40] in it.text()


def unreadable(*_, **__):
    from dossier.model import DossierError

    raise DossierError("draft.md is damaged.")


def test_the_command_opens_the_app_on_a_draft(tmp_path, monkeypatch, capsys):
    (tmp_path / "config.yaml").write_text("sources: [.]\n", encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    opened = []
    monkeypatch.setattr(tui, "run", lambda config, draft: opened.append(draft.name) or 0)
    words = ["--config", str(tmp_path / "config.yaml"), "check", "--app"]
    assert main([*words, str(tmp_path / "draft.md")]) == 0
    assert opened == ["draft.md"]
    assert main([*words, "-"]) == 2
    assert "--app opens a draft that is a file" in capsys.readouterr().err


async def test_the_app_begins_with_the_draft(tmp_path, monkeypatch):
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    started = []
    monkeypatch.setattr("dossier.dossier.Dossier", FakeDossier)
    monkeypatch.setattr(terminal, "require", lambda: None)
    monkeypatch.setattr(DossierApp, "start", lambda app: started.append(app) or 0)
    assert tui.run(fake_config(tmp_path), draft=tmp_path / "draft.md") == 0
    async with started[0].run_test() as pilot:
        for _ in range(20):
            await pilot.pause(0.05)
        assert isinstance(started[0].screen, DraftScreen)
