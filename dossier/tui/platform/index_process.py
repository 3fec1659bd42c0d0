"""Bring the index up to date in a process of its own, so that it never takes the keyboard's time."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dossier.config import Config
from dossier.text.pace import Pace
from dossier.text.progress import progress_of

if TYPE_CHECKING:
    from dossier.model import IndexSummary

_OURS = "dossier: "  # begins what the program says on standard error
_ENDING = 1.0  # seconds that a process has to end when it is asked to
# -P: the folder with the articles is a stranger's; Python must not import from it.
_MODULE = [sys.executable, "-P", "-m", "dossier", "index", "--json", "--progress"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an index run ended: with a summary, or with the sentence that says why not."""

    summary: IndexSummary | None
    trouble: str = ""
    notice: str = ""
    """What was found wrong with the index and mended."""


async def refresh(config: Config, told: Callable[[str], None]) -> Outcome:
    """Run `dossier index` for this dossier; `told` gets "reading 3/5" as it goes.

    The process ends with the app: it is asked to stop where the app is left before it is done.
    """
    process = await asyncio.create_subprocess_exec(
        *_MODULE,
        *(["--config", str(config.file)] if config.file else []),
        cwd=config.base,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    last, pace = "", Pace()
    try:
        reading = asyncio.ensure_future(process.stdout.read())
        async for raw in process.stderr:
            line = raw.decode(errors="replace").strip()
            if step := progress_of(raw):
                told(pace.told(step.stage, step.done, step.total))
            elif line:
                last = line
        printed = await reading
        await process.wait()
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:  # else its pipes would be closed after the loop, which complains
            await asyncio.wait_for(process.wait(), _ENDING)
        except (TimeoutError, asyncio.CancelledError):  # cancelled again: the loop ends
            with contextlib.suppress(ProcessLookupError):
                process.kill()  # what it had written so far is whole: it writes in single steps
            await process.wait()
        raise
    if summary := _summary(printed):
        return Outcome(summary, notice=last.removeprefix(_OURS) if last.startswith(_OURS) else "")
    return Outcome(None, last or f"the index run ended with code {process.returncode}")


def _summary(printed: bytes) -> IndexSummary | None:
    from dossier.model import Failure, IndexSummary

    with contextlib.suppress(ValueError, KeyError, TypeError, IndexError):
        values: dict[str, Any] = json.loads(printed.splitlines()[-1])
        failed = tuple(Failure(f["path"], f["error"]) for f in values["failed"])
        numbers = {name: int(values[name]) for name in ("articles", "passages", "added", "changed", "removed")}
        return IndexSummary(**numbers, failed=failed, seconds=float(values["seconds"]))
    return None
