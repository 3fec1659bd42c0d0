"""Attacks on a person's files and notes, for as long as it is told: `python -m benchmarks.attacks [SECONDS] [SEED]`.

Families, each by seeds: edits that change what a note quoted; YAML files however written; faults injected at every
call of the system; programs killed while they write; editors and shells that save at the same time. A short part of
each runs in the tests. Prints what broke with its seed, and ends with 1 where anything did.
"""

from __future__ import annotations

import contextlib
import errno
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

from dossier.files import atomic
from dossier.model import DossierError, Note
from dossier.notebook import Notebook, check
from dossier.notebook.notes_file.items import write
from tests.files import test_yaml_files as yaml_tests
from tests.helpers.note_edits import KINDS, glued_in
from tests.notebook.test_notebook import WRITER

ROOT = Path(__file__).parents[1]
TEXTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
CALLS = ("open", "fsync", "fchmod", "fchown", "link", "unlink", "replace", "stat", "fstat")
REASONS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EMFILE, errno.EPERM, errno.EINTR)


def note(number: int) -> Note:
    return Note(id=f"n-20261121T231005Z-{number:04x}", quote=f"words {number}", article="in/a.txt", start=1, end=9)


def edits(seed: int, _: Path) -> str | None:
    """An edit that changes what a note quoted is never called exact or moved."""
    rng = random.Random(seed)
    kind = rng.choice([*KINDS, "anywhere"])
    case = glued_in(rng, rng.choice(TEXTS)) if kind == "anywhere" else KINDS[kind](rng)
    found = check(case.note, case.articles)
    return f"{kind}: {found.status}, {case.what}" if found.status in {"exact", "moved"} else None


def yaml_files(seed: int, folder: Path) -> str | None:
    """A change to a YAML file does what it says and nothing else, or is refused."""
    tests = (
        yaml_tests.test_a_notebook_however_written_is_edited_or_left_alone,
        yaml_tests.test_lines_of_names_and_values_are_changed_or_left_alone,
        yaml_tests.test_corrections_are_written_or_the_file_is_left_alone,
    )
    test = tests[seed % len(tests)]
    try:
        test.hypothesis.inner_test(folder, seed)  # type: ignore[attr-defined]
    except AssertionError as error:
        return f"{test.__name__}: {str(error)[:300]}"
    return None


@contextlib.contextmanager
def failing(at: int, reason: int) -> Iterator[list[str]]:
    """Let the call with this number fail; gives the names of the calls made."""
    made: list[str] = []

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            made.append(name)
            if len(made) == at:
                raise OSError(reason, os.strerror(reason))
            return real(*arguments, **more)

        return call

    with contextlib.ExitStack() as stack:
        for name in CALLS:
            stack.enter_context(mock.patch.object(os, name, counted(name, getattr(os, name))))
        stack.enter_context(mock.patch.object(atomic, "_exchange", counted("exchange", atomic._exchange)))  # noqa: SLF001
        yield made


def faults(seed: int, folder: Path) -> str | None:
    """A fault at any call leaves the old file or the new one, says which, and leaves no other file over."""
    rng = random.Random(seed)
    path = folder / "notebook.yaml"
    old = write(note(1)) + "# mine\n" + write(note(2))
    path.write_text(old, encoding="utf-8")
    book = Notebook(path)
    book.notes()
    action = rng.choice(("add", "remove", "edit"))
    at = rng.randrange(1, 30)
    with failing(at, rng.choice(REASONS)) as made:
        try:
            if action == "add":
                book.add(note(3))
            elif action == "remove":
                book.remove(note(1).id)
            else:
                book.edit(note(1).id, comment="new")
        except DossierError:
            done = False
        else:
            done = True
    now = path.read_text(encoding="utf-8")
    expected = {"add": old + write(note(3)), "remove": "# mine\n" + write(note(2)), "edit": now}[action]
    left = [one.name for one in folder.iterdir() if one.suffix in {".tmp", ".old"}]
    if left or now != (expected if done else old) or (done and action == "edit" and "new" not in now):
        return (
            f"{action} failed at {made[-1:]} of {len(made)} calls, done={done}, left over: {left}, changed={now != old}"
        )
    return None


def kills(seed: int, folder: Path) -> str | None:
    """Every note that a killed program said it had saved is there, and the file can be read."""
    path = folder / "notebook.yaml"
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), "100000", f"turn {seed}"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout is not None
    first = child.stdout.readline().strip()
    time.sleep(random.Random(seed).random() * 0.05)
    child.send_signal(signal.SIGKILL)
    saved = {first, *child.stdout.read().split()} - {""}
    child.stdout.close()
    child.wait()
    book = Notebook(path)
    lost = saved - {one.id for one in book.notes()}
    book.add(note(1))
    left = [one.name for one in folder.iterdir() if one.suffix in {".tmp", ".old"}]
    return (
        f"{len(lost)} lost, {len(book.problems())} problems, left over: {left}"
        if lost or book.problems() or left
        else None
    )


def races(seed: int, folder: Path) -> str | None:
    """A shell that adds lines and an editor that saves by rename lose nothing while notes are added."""
    path = folder / "notebook.yaml"
    path.write_text("# mine\n", encoding="utf-8")
    rng = random.Random(seed)
    written: list[str] = []
    stop = threading.Event()
    shell = rng.random() < 0.5

    def other() -> None:
        number = 0
        while not stop.is_set():
            line = f"# {'shell' if shell else 'editor'} {number}\n"
            if shell:
                with path.open("a", encoding="utf-8") as file:
                    file.write(line)
            else:  # reads, then saves: what it did not read it does not keep, as editors do
                read = path.read_bytes()
                (folder / "new").write_bytes(read + line.encode())
                (folder / "new").replace(path)
            written.append(line)
            number += 1
            time.sleep(rng.random() * 0.004)

    thread = threading.Thread(target=other)
    thread.start()
    refused = 0
    for number in range(40):
        try:
            Notebook(path).add(note(number))
        except DossierError:
            refused += 1
    stop.set()
    thread.join()
    versions = path.read_text(encoding="utf-8")
    lost = [line for line in written if line not in versions]
    return f"{len(lost)} of {len(written)} lines lost by {'a shell' if shell else 'an editor'}" if lost else None


FAMILIES: dict[str, tuple[Callable[[int, Path], str | None], int]] = {
    "edits": (edits, 200), "yaml": (yaml_files, 40), "faults": (faults, 40), "kills": (kills, 1), "races": (races, 1),
}  # fmt: skip
"""Each family, and how many of its attacks make up a turn."""


def attack(family: str, seed: int) -> str | None:
    """Run one attack; return what broke, None where nothing did."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return FAMILIES[family][0](seed, Path(folder))
        except Exception as error:  # noqa: BLE001 - a crash is what is looked for
            return f"{type(error).__name__}: {error}"


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**9)
    until = time.monotonic() + seconds
    made: Counter[str] = Counter()
    broke: Counter[str] = Counter()
    print(f"attacks from seed {seed}, for {seconds:.0f} s")
    while time.monotonic() < until:
        for family, (_, turn) in FAMILIES.items():
            for at in range(seed, seed + turn):
                made[family] += 1
                if problem := attack(family, at):
                    broke[family] += 1
                    print(f"  {family} {at}: {problem}", flush=True)
        seed += max(turn for _, turn in FAMILIES.values())
    for family in FAMILIES:
        print(f"  {family:<8} {made[family]:>8,} attacks, {broke[family]} broke something (0)")
    sys.exit(1 if broke else 0)


if __name__ == "__main__":
    main()
