"""What the app asks of terminal, clipboard and editor before and beside drawing."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from dossier.model import DossierError
from dossier.tui.platform import clipboard, editor, terminal
from dossier.tui.platform.latest_worker import LatestOnlyWorker
from dossier.tui.session.bookmarks import copy_words_link
from dossier.tui.workspace.article import history
from dossier.tui.workspace.article.history import Position
from dossier.tui.workspace.article.jump_labels import LETTERS, labels


@pytest.mark.parametrize(
    ("reply", "dark"),
    [
        (b"\x1b]11;rgb:1414/1616/1a1a\x1b\\\x1b[?62;22c", True),
        (b"\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?1;2c", False),
        (b"\x1b]11;rgba:fa/f8/f3/ff\x1b\\", False),
        (b"\x1b]11;rgb:0/0/0\x07", True),
        (b"\x1b[?62;c", None),
        (b"", None),
    ],
)
def test_the_background_is_dark_or_light_or_unknown(reply, dark):
    assert terminal.from_reply(reply) is dark


@pytest.mark.parametrize(
    ("heard", "typed"),
    [
        (b"/peru\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?1;2c", "/peru"),
        (b"\x1b]11;rgb:0/0/0\x1b\\/p\x1b[?62;22ceru\n", "/peru\n"),
        (b"j\x1b[Bj\x1b]11;rgb:00", "j\x1b[Bj"),
        (b"g\x1b[?62;", "g"),
        ("/año".encode(), "/año"),
        (b"", ""),
    ],
)
def test_what_is_typed_between_the_answers_is_kept(heard, typed):
    assert terminal.typed_among(heard) == typed


@pytest.mark.parametrize(
    ("value", "dark"), [("15;0", True), ("0;15", False), ("12;default;8", True), ("", None), ("0;default", None)]
)
def test_some_terminals_tell_in_the_environment(value, dark):
    assert terminal.from_environment({"COLORFGBG": value}) is dark


@pytest.mark.parametrize(
    ("size", "refused"), [((80, 24), False), ((20, 5), False), ((19, 24), True), ((80, 4), True), ((0, 0), False)]
)
def test_a_terminal_that_is_too_small_is_told_how_large_it_should_be(size, refused, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    for stream in (terminal.sys.stdin, terminal.sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(terminal.sys.stdout, "fileno", lambda: 1, raising=False)
    monkeypatch.setattr(terminal.os, "get_terminal_size", lambda _: os.terminal_size(size))
    if refused:
        with pytest.raises(DossierError, match=f"has {size[0]} columns and {size[1]} rows.* at least 20 by 5"):
            terminal.require()
    else:
        terminal.require()


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("vi", ["vi", "+7", "/a b.txt"]),
        ("emacs -nw", ["emacs", "-nw", "+7", "/a b.txt"]),
        ("'/opt/my tools/nano' -l", ["/opt/my tools/nano", "-l", "+7", "/a b.txt"]),
        ("code --wait", ["code", "--wait", "-g", "/a b.txt:7"]),
        ("hx", ["hx", "/a b.txt:7"]),
    ],
)
def test_editors_open_at_the_line_in_their_own_way(wanted, words):
    assert editor.command(Path("/a b.txt"), 7, {"EDITOR": wanted}) == words


def test_visual_goes_before_editor_and_vi_is_there_always():
    assert editor.command(Path("/a"), 1, {"VISUAL": "kak", "EDITOR": "vi"})[0] == "kak"
    assert editor.command(Path("/a"), 1, {}) == ["vi", "+1", "/a"]


@pytest.mark.parametrize("wanted", ["vi 'unclosed", "  "])
def test_an_editor_that_cannot_be_understood_is_a_sentence(wanted):
    with pytest.raises(DossierError, match="EDITOR"):
        editor.command(Path("/a"), 1, {"EDITOR": wanted})


def test_the_clipboard_of_where_one_sits_comes_first():
    def which(name):
        return f"/usr/bin/{name}" if name != "pbcopy" else None

    everything = {"TMUX": "/tmp/tmux", "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert [c[0] for c in clipboard.commands(everything, which=which)] == ["tmux", "wl-copy", "xclip"]
    assert clipboard.commands({}, which=which) == []


def test_what_is_copied_holds_nothing_that_a_shell_would_run(monkeypatch):
    given = []
    host = SimpleNamespace(copy_to_clipboard=given.append)
    copying = SimpleNamespace(submit=lambda work, done, _: done(work(None)))
    session = SimpleNamespace(host=host, copying=copying, fail=None)
    monkeypatch.setattr(clipboard, "hand_over", lambda text: given.append(text) or "through a test")
    words = SimpleNamespace(article=SimpleNamespace(id="a\n$(touch x)\x1b]0;y\x07\x9b2J\u202e"), start=1, end=2)
    copy_words_link(session, words, lambda _: None)
    assert len(given) == 2
    assert all(one.isprintable() for text in given for one in text), given


def test_over_ssh_only_the_terminal_is_asked(monkeypatch):
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    monkeypatch.setattr(clipboard, "commands", lambda _: pytest.fail("a tool here would fill the wrong clipboard"))
    assert clipboard.hand_over("text") == "through the terminal"


def test_a_clipboard_tool_that_fails_makes_way_for_the_next(monkeypatch):
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.setattr(clipboard, "commands", lambda _: [["false"], ["/no/such/tool"], ["cat"]])
    assert clipboard.hand_over("text") == "through cat"


def test_places_are_walked_back_and_forth_and_a_jump_forgets_what_lay_ahead():
    trail = history.Trail()
    a, b, c, d = (Position("x", n) for n in range(4))
    trail.leave(a)
    trail.leave(b)
    assert trail.back(c) == b
    assert trail.back(b) == a
    assert trail.back(a) is None
    assert trail.forward(a) == b
    trail.leave(b)
    assert trail.forward(d) is None
    assert trail.back(d) == b


@pytest.mark.parametrize("count", [0, 1, 26, 27, 52, 200, 676])
def test_no_label_begins_another(count):
    given = labels(count)
    assert len(set(given)) == count
    assert not [label for label in given for other in given if label != other and other.startswith(label)]
    assert set("".join(given)) <= set(LETTERS)


def test_a_lane_does_the_newest_job_only():
    import threading

    posted, entered, release = [], threading.Event(), threading.Event()
    lane = LatestOnlyWorker("test", posted.append)
    seen = []

    def slow(cancelled):
        entered.set()
        release.wait(5)
        seen.append(cancelled())
        return "old"

    answers = []
    lane.submit(slow, answers.append, answers.append)
    assert entered.wait(5)
    lane.submit(lambda _: "dropped", answers.append, answers.append)
    last = threading.Event()
    lane.submit(lambda _: last.set() or "new", answers.append, answers.append)
    release.set()
    assert last.wait(5)
    while len(posted) < 2:
        last.wait(0.01)
    for call in posted:
        call()
    assert seen == [True]
    assert answers == ["new"]
    assert not lane.busy
