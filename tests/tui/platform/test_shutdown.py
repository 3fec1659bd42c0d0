"""The app when its terminal goes away: through a real pseudo-terminal whose other end is closed."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import threading
import time

import pytest

from dossier.config import load
from dossier.dossier import Dossier
from dossier.tui.platform import shutdown

SOON = 2.0  # seconds
PATIENCE = 20.0
_ESCAPES = re.compile(rb"\x1b\[[0-9;:?<=>$]*[ -/]*[@-~]")


def read_until(handle, *texts):
    written, until = b"", time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if select.select([handle], [], [], 0.1)[0]:
            written += os.read(handle, 65536)
        plain = _ESCAPES.sub(b"", written)
        if all(text in plain for text in texts):
            return
    pytest.fail(f"{texts} did not appear in {plain[-500:]!r}")


@pytest.fixture
def opened(sample, monkeypatch):
    """Starts the app on a pseudo-terminal; gives the process and our end of it."""
    with Dossier(load(sample)) as dossier:
        dossier.index()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORFGBG", "15;0")
    started = []

    def start(*, told):
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 130, 0, 0))
        begin = "import fcntl, os, sys, termios; " + ("fcntl.ioctl(0, termios.TIOCSCTTY, 0); " if told else "")
        run = f"{begin} os.execv(sys.executable, [sys.executable, '-P', '-m', 'dossier', '--config', {str(sample)!r}])"
        command = [sys.executable, "-c", run]
        app = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
        os.close(theirs)
        started.append(app)
        read_until(ours, b"Articles", b"? keys")
        return app, ours

    yield start
    for app in started:
        if app.poll() is None:
            app.kill()
        app.wait()


@pytest.mark.parametrize("told", [True, False], ids=["by SIGHUP", "by nobody"])
def test_a_closed_terminal_ends_the_app_at_once_and_the_place_is_kept(opened, home, told):
    app, terminal = opened(told=told)
    os.write(terminal, b"/")
    for letter in b"tacna":
        os.write(terminal, bytes([letter]))
    read_until(terminal, b"passages in")
    os.close(terminal)
    began = time.monotonic()
    assert app.wait(PATIENCE) == shutdown.HUNG_UP
    assert time.monotonic() - began < SOON
    [state] = (home / "xdg_state_home").glob("dossier/*/window.json")
    assert '"query": "tacna"' in state.read_text(encoding="utf-8")


def test_a_thread_that_will_not_stop_does_not_keep_the_program(tmp_path):
    program = (
        "import threading, time; from dossier.tui.platform import shutdown; shutdown._PATIENCE = 0.1\n"
        "known = threading.enumerate(); threading.Thread(target=time.sleep, args=(60,)).start()\n"
        "shutdown.end_soon(5, known)"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=PATIENCE, check=False).returncode == 5


def test_a_worker_inside_compiled_code_does_not_abort_the_program():
    program = (
        "import threading, time; from dossier.tui.platform import shutdown\n"
        "known = threading.enumerate(); threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
        "print('said'); shutdown.end_soon(5, known)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout.split()) == (5, [b"said"])


def test_nothing_is_ended_where_every_thread_has_stopped(monkeypatch):
    monkeypatch.setattr(shutdown.atexit, "register", lambda *_: None)
    before = threading.active_count()
    shutdown.end_soon(5, threading.enumerate())
    assert threading.active_count() == before
