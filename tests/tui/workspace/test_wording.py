"""The sentences of the app where somebody once stumbled over other words, read where they appear."""

from __future__ import annotations

import pytest

from tests.helpers.app import driven


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("J",) * 4, "This is the last article."),
        (("K",), "This is the first article."),
        (("escape",), "There is nowhere to go back to; q leaves."),
        (("ctrl+c",), "Press q to leave."),
        (("n",), "No search yet: press / first."),
        (("D",), "You have read no other article yet; what it reports would be dimmed here."),
    ],
)
async def test_a_key_that_finds_nothing_to_do_says_so_in_plain_words(tmp_path, keys, said):
    async with driven(tmp_path) as it:
        await it.type(*keys)
        assert it.said == said


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (("question_mark", *"zqjx"), ["Nothing matches."]),
        (("ctrl+p", *"zqjx"), ["Nothing matches."]),
        (("slash", *"zqjx", "enter"), ["nothing found"]),
        (("slash", *"vale", "enter", "S"), ["Save this search…", "RECENT"]),
        (("f",), ["passages in articles", "enter on/off"]),
        (("1", "e"), ["joins the two names", "it is listed as", "is not a name", "enter choose"]),
        (("ctrl+p", *"export"), ["Save (export) what is listed"]),
    ],
)
async def test_choosers_say_what_they_mean(tmp_path, keys, shown):
    async with driven(tmp_path) as it:
        await it.type(*keys)
        text = " ".join(it.text().split())
        assert [words for words in shown if words not in text] == []


async def test_a_screen_without_entries_says_what_it_takes(tmp_path):
    async with driven(tmp_path, names=()) as it:
        it.app.dossier.compare, it.app.dossier.coverage = (lambda *_, **__: []), (lambda *_, **__: [])
        it.app.dossier.timeline = lambda *_, **__: []
        for key, words in (
            ("c", "No two articles report the same thing. Comparing needs at least two."),
            ("M", "Nothing to compare yet: no articles have been read."),
            ("t", "No article names a day, month or year."),
        ):
            await it.type(key)
            assert " ".join(it.app.screen.panel.message.split()) == words
            assert "published" not in str(it.app.screen.panel.border_subtitle or "")
            await it.type("escape")


async def test_the_first_keys_of_help_are_those_of_where_one_is(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "question_mark")
        groups = list(dict.fromkeys(choice.group for choice in it.app.screen.lines._choices))
        assert groups[0] == "Here"
        here = [choice.label for choice in it.app.screen.lines._choices if choice.group == "Here"]
        assert any("seen" in label for label in here)
        assert not any("bar or cursor" in label for label in here)
