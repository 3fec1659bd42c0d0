"""The whole program in a real terminal (tmux), and the command that starts it there."""

from __future__ import annotations

import itertools
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

PATIENCE = 20.0  # seconds for something to appear; a slow machine is no failure
_NUMBERS = itertools.count()  # a server for each start: one that is going down takes no new sessions


class Tmux:
    """A terminal of its own, away from any tmux of the person who runs the tests."""

    def __init__(self, folder: Path) -> None:
        self._command: list[str] = []
        self._folder = folder

    def run(self, *arguments: str) -> str:
        done = subprocess.run([*self._command, *arguments], capture_output=True, text=True, check=False)
        return done.stdout

    def start(self, command: str, *, width: int = 140, height: int = 45) -> None:
        """Open a terminal and run a command there; a terminal that was open before is closed."""
        self.close()
        self._command = ["tmux", "-L", f"dossier-test-{os.getpid()}-{next(_NUMBERS)}", "-f", os.devnull]
        size = ["-x", str(width), "-y", str(height)]
        shell = f"{command}; echo left with $?; exec cat"
        opening = [*self._command, "new-session", "-d", *size, "-s", "test", "-c", str(self._folder), shell]
        opened = subprocess.run(opening, capture_output=True, text=True, check=False)
        assert opened.returncode == 0, opened.stderr

    def keys(self, *keys: str) -> None:
        self.run("send-keys", "-t", "test", *keys)

    def type(self, text: str) -> None:
        self.run("send-keys", "-t", "test", "-l", text)

    def screen(self) -> str:
        return self.run("capture-pane", "-p", "-t", "test")

    def until(self, *texts: str, gone: tuple[str, ...] = ()) -> str:
        """Wait until all texts are on the screen (and others gone); give the screen."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            screen = self.screen()
            if all(text in screen for text in texts) and not any(text in screen for text in gone):
                return screen
            time.sleep(0.05)
        pytest.fail(f"{texts} did not appear:\n{screen}")

    def close(self) -> None:
        if self._command:
            self.run("kill-server")


def dossier(config: Path, *words: str) -> str:
    return shlex.join([sys.executable, "-P", "-m", "dossier", *words, "--config", str(config)])


def indexed(config: Path) -> None:
    subprocess.run(shlex.split(dossier(config, "index")), check=True, capture_output=True)
