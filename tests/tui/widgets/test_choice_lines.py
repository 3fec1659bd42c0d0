"""Choices with a note: beside their labels, or below where these would be cut."""

from __future__ import annotations

import pytest

from dossier.tui.widgets.choice_lines import ChoiceLines
from tests.helpers.app import driven
from tests.helpers.fake_dossier import TEXTS

TITLE = "Ferry operators and the dock workers of Porto Vale agree to reopen the northern basin for smaller boats"


def listed(it):
    """The rows of the chooser that is open."""
    return [line.rstrip(" ▐") for line in it.app.screen.query_one(ChoiceLines).render().plain.splitlines()]


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20), (200, 60)])
async def test_a_long_title_stands_whole_in_the_chooser_of_articles(tmp_path, monkeypatch, size):
    monkeypatch.setitem(TEXTS, "harbour", (TITLE, *TEXTS["harbour"][1:]))
    async with driven(tmp_path, size=size) as it:
        await it.type("O")
        words = " ".join(" ".join(listed(it)).split())
        assert "Northern Wire · 3 Mar 2025" in words
        assert TITLE in " ".join(words.replace("Northern Wire · 3 Mar 2025", "").split())
        below = any(row.strip() == "Northern Wire · 3 Mar 2025" for row in listed(it))
        assert below is (size == (60, 20))


async def test_help_cuts_no_sentence_in_a_small_terminal(tmp_path):
    async with driven(tmp_path, size=(60, 20)) as it:
        await it.type("question_mark", *"bookmark")
        assert "in lists the selected entry; again removes it" in " ".join(" ".join(listed(it)).split())


async def test_the_hint_of_the_filters_has_room_in_a_small_terminal(tmp_path):
    async with driven(tmp_path, size=(60, 20)) as it:
        await it.type("f")
        assert "days: 2025-11-28.. ─╯" in it.text()
