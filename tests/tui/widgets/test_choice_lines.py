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


CHOOSERS = {
    "f": "▸ ○ Northern", "P": "▸ Mayor", "T": "▸ dossier-d ark", "question_mark": "▸ enter Read",
    "ctrl+p": "▸ / Search", "S": "▸ Save", "e": "▸ the title", "O": "▸ Ferry strike", "X": "▸ search as",
    "C": "▸ One line", "exclamation_mark": "▸ locked.txt", "tab m number_sign": "No tags yet",
}  # fmt: skip


@pytest.mark.parametrize("keys", CHOOSERS)
async def test_at_the_smallest_size_choosers_show_a_choice_and_what_is_typed(tmp_path, keys):
    async with driven(tmp_path, size=(20, 5)) as it:
        await it.search("vale")
        await it.type("enter", "escape", "escape", *keys.split())
        rows = it.text().splitlines()
        words = " ".join(" ".join(row.strip("│▐ ") for row in rows[2:4]).split())
        assert CHOOSERS[keys] in words
        await it.type("a")
        assert it.text().splitlines()[1].startswith("│ a ")


async def test_in_a_few_columns_whole_words_stand_one_below_the_other(tmp_path):
    async with driven(tmp_path, size=(24, 12)) as it:
        await it.type("f")
        assert [row.strip() for row in listed(it)][:3] == ["OUTLET", "▸ ○ Northern Wire", "○ Vale Gazette"]
        await it.type("escape", "C")
        assert listed(it)[0].strip() == "▸ One line"
        assert "speaker," in " ".join(listed(it)[1:3])


async def test_at_the_smallest_size_every_pane_shows_what_it_holds(tmp_path):
    async with driven(tmp_path, size=(20, 5)) as it:
        for keys, words in (("tab", "Some 120 dock"), ("tab", "PEOPLE"), ("tab", "Ferry strike")):
            await it.type(keys)
            it.workspace.footer.say("")
            await it.settle()
            assert words in "\n".join(it.text().splitlines()[2:4])
