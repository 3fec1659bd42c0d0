"""A terminal for the tests that start the whole program."""

from __future__ import annotations

import shutil

import pytest

from tests.helpers.terminal import Tmux


@pytest.fixture
def tmux(tmp_path, monkeypatch):
    if shutil.which("tmux") is None:
        pytest.fail("these tests need tmux; `make test` installs it")
    monkeypatch.setenv("TERM", "screen-256color")
    monkeypatch.delenv("TMUX", raising=False)
    terminal = Tmux(tmp_path)
    yield terminal
    terminal.close()
