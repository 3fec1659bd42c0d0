"""Brings the findings of a large dossier up to date in a process of its own: the keyboard never waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys

from dossier.config import Config, load
from dossier.dossier import Dossier
from dossier.model import OnProgress
from dossier.text.progress import ProgressLines, progress_of

# -P: the folder with the articles is a stranger's; Python must not import from it.
_MODULE = [sys.executable, "-P", "-m", "dossier.tui.platform.compare_process"]
_KINDLY = 10  # of the niceness of a process


async def compare(config: Config, progress: OnProgress) -> None:
    """Have the articles compared as they are indexed; ends with the app, and without a word where it fails.

    `progress` is told how far it is.
    """
    process = await asyncio.create_subprocess_exec(
        *_MODULE,
        *([str(config.file)] if config.file else []),
        cwd=config.base,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            if step := progress_of(line):
                progress(step)
        await process.wait()
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        raise


def main() -> None:
    """Compare the articles of the configuration that is named, or of this folder, and keep what is found."""
    if hasattr(os, "nice"):
        os.nice(_KINDLY)
    with Dossier(load(sys.argv[1] if len(sys.argv) > 1 else None)) as dossier:
        dossier.compare(progress=ProgressLines(sys.stdout))


if __name__ == "__main__":
    main()
