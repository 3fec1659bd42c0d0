"""The six tasks of docs/tasks.md, done in a real terminal with the very keys that the table tells."""

from __future__ import annotations

import re
import time

import pytest
import yaml

from tests.conftest import ROOT
from tests.helpers.terminal import Tmux, dossier, indexed

NAMED = {"enter": "Enter"}
ROWS = [line.split("|")[1:4] for line in (ROOT / "docs/tasks.md").read_text(encoding="utf-8").splitlines()]
TASKS = [
    (row[0].strip(), re.findall(r"`(.+?)`", row[1]), int(row[2]))
    for row in ROWS
    if len(row) == 3 and row[2].strip().isdigit()
]
BOOKMARK, FIGURES, PERSON, ELSEWHERE, COPY, YESTERDAY = (keys for _, keys, _ in TASKS)


class Person:
    """Somebody who looks at the screen before the next key, as people do."""

    def __init__(self, terminal: Tmux) -> None:
        self.terminal = terminal

    def press(self, *keys):
        """Press keys, or type longer texts; give the screen after each."""
        screens = []
        for key in keys:
            if key in NAMED:
                self.terminal.keys(NAMED[key])
            else:
                self.terminal.type(key)
            screens.append(self.look())
        return screens

    def look(self):
        """Give the screen once it has come to rest: four times the same."""
        seen, until = [self.terminal.screen()], time.monotonic() + 10
        while (len(seen) < 4 or len(set(seen[-4:])) > 1) and time.monotonic() < until:
            time.sleep(0.2)
            seen.append(self.terminal.screen())
        return seen[-1]


@pytest.fixture
def person(sample, tmux):
    indexed(sample)
    tmux.start(dossier(sample))
    tmux.until("Articles", "PEOPLE", "≈", "? keys")
    return Person(tmux)


@pytest.mark.parametrize(("task", "keys", "presses"), TASKS)
def test_the_table_counts_right(task, keys, presses):
    assert sum(1 if key in NAMED else len(key) for key in keys) == presses


def test_find_who_said_it_and_bookmark_it(person, sample):
    *_, last = person.press(*BOOKMARK)
    assert "Bookmarked" in last
    [note] = yaml.safe_load((sample.parent / "notebook.yaml").read_text(encoding="utf-8"))
    assert "capacit" in note["quote"]
    assert note["speaker"]


def test_see_every_figure_and_open_two_sources(person):
    screens = person.press(*FIGURES)
    listed = screens[FIGURES.index("migr")]
    assert "MIGRANTS" in listed
    assert "330,000" in listed
    opened = [screen for key, screen in zip(FIGURES, screens, strict=True) if key == "enter"]
    assert len({reader(screen) for screen in opened}) == 2


def test_follow_a_person_through_all_five_articles(person):
    screens = person.press(*PERSON)
    # The first article is that of the first mention, then as they are listed.
    titles = {reader(screen) for screen in screens[1:]}
    assert len(titles) == 5
    assert all("Kast" in reader(screen) for screen in screens[1:])


def test_find_the_fact_elsewhere_and_come_back(person):
    *_, before = person.press(*BOOKMARK[:-1])
    related, there, back = person.press(*ELSEWHERE)
    assert "both:" in related
    assert reader(there) != reader(before) == reader(back)


def test_copy_a_quotation_with_its_citation(person):
    *_, last = person.press(*COPY)
    assert "Copied with its citation" in last
    copied = person.terminal.run("show-buffer")
    assert "capacit" in copied
    assert "2025" in copied


def test_find_what_was_bookmarked_yesterday(person, sample):
    person.press(*BOOKMARK)
    person.press("1", "q")
    person.terminal.until("left with 0")
    person.terminal.start(dossier(sample))
    person.terminal.until("PEOPLE", "? keys")
    listed, read = person.press(*YESTERDAY)
    assert "capacit" in listed
    assert "capacit" in read
    assert "Results" in read or "Articles" in read


def reader(screen):
    """Give what the middle pane shows: its title and its first lines."""
    lines = [line.split("││") for line in screen.splitlines()]
    return "\n".join(parts[1] for parts in lines if len(parts) == 3)
