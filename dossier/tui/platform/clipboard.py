"""Put text on the clipboard of the person at the keyboard, over SSH and inside tmux too.

OSC 52 asks the terminal itself and is the only way that works from a remote machine, but tmux drops it unless
told otherwise and no terminal says whether it obeyed. So inside tmux its own buffer is asked to pass the text
on, and on a desktop the desktop's own tool is used as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping

_TIMEOUT = 2.0  # seconds; a tool that waits for a display that is gone must not hold the app


def commands(environment: Mapping[str, str], *, which: Callable[[str], str | None] = shutil.which) -> list[list[str]]:
    """Return the programs that could take the text from their standard input, the most fitting first."""
    wanted: list[list[str]] = []
    if environment.get("TMUX"):
        wanted.append(["tmux", "load-buffer", "-w", "-"])
    if environment.get("WAYLAND_DISPLAY"):
        wanted.append(["wl-copy"])
    if environment.get("DISPLAY"):
        wanted.append(["xclip", "-selection", "clipboard"])
    wanted.append(["pbcopy"])
    return [command for command in wanted if which(command[0])]


def hand_over(text: str) -> str:
    """Return text to whatever takes it beside the terminal (OSC 52, sent by the app); say how: "through tmux".

    Remote sessions outside tmux rely on the terminal alone: a tool there would fill the wrong clipboard.
    """
    remote = bool(os.environ.get("SSH_CONNECTION")) and not os.environ.get("TMUX")
    for command in [] if remote else commands(os.environ):
        try:
            # The tools stay alive to own the clipboard: their output must not be a pipe we wait for.
            done = subprocess.run(  # noqa: S603 - a fixed list of programs, no shell
                command,
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_TIMEOUT,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return f"through {command[0]}"
    return "through the terminal"
