"""The whole program in a real terminal, on the sample and on real articles: what a person does in the first minutes."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

import pytest
import yaml

from tests.helpers.terminal import dossier, indexed


def test_search_open_jump_bookmark_quit(both, tmux):
    indexed(both)
    tmux.start(dossier(both))
    tmux.until("Articles", "search 5 articles", "? keys")
    tmux.keys("/")
    tmux.type("state of emergency")
    tmux.until("in 5 articles")
    tmux.keys("Enter")
    first = tmux.until("1/", "Results")
    tmux.keys("n")
    tmux.until("2/", gone=(" 1/",))
    tmux.keys("H")
    assert tmux.until("Results")
    tmux.keys("r")
    tmux.until("Related · to this passage", "both:")
    tmux.keys("Enter")
    tmux.until("Related")
    tmux.keys("m")
    tmux.until("Bookmarked in notebook.yaml")
    notes = yaml.safe_load((both.parent / "notebook.yaml").read_text(encoding="utf-8"))
    assert len(notes) == 1
    article = both.parent / notes[0]["article"]
    begin, end = notes[0]["target"]["selector"][1]["start"], notes[0]["target"]["selector"][1]["end"]
    with article.open(encoding="utf-8", newline="") as file:
        assert file.read()[begin:end] == notes[0]["quote"]
    tmux.keys("q")
    tmux.until("left with 0")
    assert "Traceback" not in first


def test_what_is_typed_while_the_app_starts_is_done_once_it_is_there(both, tmux):
    indexed(both)
    tmux.start(dossier(both))
    tmux.keys("/")
    tmux.type("state of emergency")
    tmux.keys("Enter")
    tmux.until("state of emergency", "in 5 articles", "1/", "Results")


def test_the_first_start_reads_the_articles_while_the_app_is_open(both, tmux):
    tmux.start(dossier(both))
    tmux.until("Articles", "5 articles read", "PEOPLE")
    tmux.keys("/")
    tmux.type("tacna")
    tmux.until("passages in")


def test_an_empty_folder_says_what_to_do_and_reads_what_is_put_there(tmux, tmp_path):
    folder = tmp_path / "story"
    folder.mkdir()
    tmux.start(shlex.join([sys.executable, "-P", "-m", "dossier", str(folder)]))
    tmux.until("No articles yet", "appear here by")
    (folder / "one.txt").write_text(
        "Ferry stops\n\nThe ferry to Porto Vale stopped on 3 March 2025.\n", encoding="utf-8"
    )
    (folder / "bad [b]name.txt").write_bytes(b"\x00\x01" * 500)
    os.mkfifo(folder / "pipe.txt")
    tmux.keys("R")
    tmux.until("2 files could not be read: press ! to see why")
    tmux.until("Ferry stops", "The ferry to Porto Vale")
    tmux.keys("!")
    tmux.until("bad [b]name.txt", "pipe.txt")


def test_text_full_of_escapes_and_markup_shows_harmlessly(sample, tmux):
    title = "Title [bold]x[/] \x1b[31mred \u202eturned"
    body = "Body [/] \x1b]0;evil\x07 \x9b2J [draft] of Tacna said 5 people."
    (sample.parent / "seeds" / "na[b]sty.txt").write_text(f"{title}\n\n{body}\n", encoding="utf-8", newline="")
    indexed(sample)
    tmux.start(dossier(sample))
    tmux.until("Articles", "? keys")
    tmux.keys("/")
    tmux.type("draft")
    tmux.until("[draft]", "Title [bold]x[/]", "1 passage in 1 article")
    tmux.keys("Enter", "m")
    tmux.until("Bookmarked")
    assert tmux.run("display-message", "-p", "-t", "test", "#{pane_title}").strip() != "evil"


def test_a_changed_article_is_read_again_at_the_next_start(sample, tmux):
    indexed(sample)
    article = min((sample.parent / "seeds").iterdir())
    article.write_text(article.read_text(encoding="utf-8") + "\n\nA zeppelin was seen over Tacna.\n", encoding="utf-8")
    tmux.start(dossier(sample))
    tmux.until("1 changed")
    tmux.keys("/")
    tmux.type("zeppelin")
    tmux.until("1 passage in 1 article")


def test_the_next_start_is_where_the_last_one_ended(sample, tmux):
    indexed(sample)
    tmux.start(dossier(sample))
    tmux.until("? keys")
    tmux.keys("/")
    tmux.type("tacna")
    tmux.until("passages in")
    tmux.keys("Enter")
    tmux.until("1/")
    tmux.keys("2")
    tmux.until("Numbers · whole dossier")
    tmux.keys("q")
    tmux.until("left with 0")
    tmux.start(dossier(sample))
    tmux.until("/ tacna", "passages in", "Numbers · whole dossier")


@pytest.mark.parametrize(("width", "height"), [(140, 45), (100, 30), (80, 24), (60, 20)])
def test_the_keys_are_told_at_every_size(sample, tmux, width, height):
    indexed(sample)
    tmux.start(dossier(sample), width=width, height=height)
    screen = tmux.until("Articles", "? keys")
    assert len(screen.rstrip("\n").splitlines()) == height
    tmux.keys("?")
    tmux.until("Keys", "enter does it")
    tmux.keys("Escape")
    tmux.until("? keys", gone=("enter does it",))


def test_a_new_size_is_taken_at_once(sample, tmux):
    indexed(sample)
    tmux.start(dossier(sample), width=140, height=45)
    tmux.until("Names · whole dossier", "Articles")
    tmux.run("resize-window", "-t", "test", "-x", "70", "-y", "24")
    tmux.until("Articles", "tab turns", gone=("Names · whole dossier",))
    tmux.run("resize-window", "-t", "test", "-x", "140", "-y", "45")
    tmux.until("Names · whole dossier", gone=("tab turns",))


def test_the_editor_opens_at_the_line_and_the_app_comes_back(sample, tmux, monkeypatch, tmp_path):
    indexed(sample)
    script = tmp_path / "my editor.sh"
    script.write_text('#!/bin/sh\necho "$@" > "$(dirname "$0")/called"\n')
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", f"'{script}' --wait")
    tmux.start(dossier(sample))
    tmux.until("? keys")
    tmux.keys("Enter")
    tmux.keys("E")
    tmux.until("Nothing has changed")
    tmux.until("? keys")
    called = (tmp_path / "called").read_text()
    assert called.startswith("--wait +")
    assert "/seeds/" in called


def test_copied_words_reach_the_buffer_of_tmux(sample, tmux):
    indexed(sample)
    tmux.start(dossier(sample))
    tmux.until("? keys")
    tmux.keys("Enter", "Y")
    tmux.until("Copied", "through tmux")
    assert "#char=" in tmux.run("show-buffer")


def test_one_sentence_where_the_terminal_will_not_do(sample, tmux):
    tmux.start(f"TERM=dumb {dossier(sample)}")
    screen = tmux.until("left with 2")
    assert "TERM=dumb" in screen
    assert "Traceback" not in screen


def test_pipes_are_refused_with_a_sentence(sample):
    done = subprocess.run(
        shlex.split(dossier(sample)), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


@pytest.mark.parametrize(
    ("keys", "words"), [("bokmark: m", "bookmark"), ("bookmark: y", "copy")], ids=["unknown", "clash"]
)
def test_keys_that_cannot_be_are_refused_before_anything_is_drawn(sample, tmux, keys, words):
    with sample.open("a", encoding="utf-8") as file:
        file.write(f"keys:\n  {keys}\n")
    tmux.start(dossier(sample))
    screen = tmux.until("left with 2")
    assert words in screen


def test_an_end_from_outside_leaves_the_terminal_sane_and_the_place_kept(sample, tmux, home):
    indexed(sample)
    tmux.start(dossier(sample))
    tmux.until("? keys")
    tmux.keys("/")
    tmux.type("tacna")
    tmux.until("passages in")
    shell = tmux.run("display-message", "-p", "-t", "test", "#{pane_pid}").strip()
    child = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True, check=True).stdout.split()[0]
    os.kill(int(child), 15)
    screen = tmux.until("left with")
    assert "Results" not in screen
    [state] = (home / "xdg_state_home").glob("dossier/*/window.json")
    assert '"query": "tacna"' in state.read_text(encoding="utf-8")
