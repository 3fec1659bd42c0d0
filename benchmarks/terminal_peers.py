"""Other terminal programs where the work is the same, in the same run: fzf filters, two Textual apps show a long text.

fzf is Debian's; Toolong (MIT) and Frogmouth (MIT) get environments of their own in the user's cache folder, since they
need other versions of Textual: `python -m benchmarks.terminal --install`. What is not installed is said and left out.
"""

from __future__ import annotations

import random
import re
import shlex
import shutil
import subprocess
import venv
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from benchmarks.pseudo import COLUMNS, Terminal, report

PLACE = Path(platformdirs.user_cache_dir("dossier-benchmarks"))
APPS = {"toolong": "tl", "frogmouth": "frogmouth"}
PAGE = {
    "toolong": "\x1b[5~",
    "frogmouth": "\x1b[6~",
}  # Toolong opens a text at its end, so its pages are turned backwards
LINE = 100  # characters of a long text's line for a program that does not wrap
FIRST = "Begin0here"  # the word of the text that its first screen shows
_WORDS = 12


def install() -> None:
    """Install the Textual apps, each in an environment of its own."""
    for name in APPS:
        venv.create(PLACE / name, with_pip=True)
        subprocess.run([PLACE / name / "bin" / "python", "-m", "pip", "install", "-q", name], check=True)
    print(f"Installed {', '.join(APPS)} in {PLACE}.")


def filtering(folder: Path, home: Path, ours: Mapping[str, float]) -> None:
    """Type words into fzf over the paragraphs of a dossier, a paragraph a line."""
    fzf = shutil.which("fzf")
    if not fzf:
        print("fzf is not installed, so nothing is set beside it; 'apt-get install fzf' does that.")
        return
    lines = folder / "lines.txt"
    if not lines.exists():
        texts = (file.read_text(encoding="utf-8") for file in sorted((folder / "seeds").glob("*")))
        paragraphs = (part for text in texts for part in re.split(r"\n\s*\n", text))
        lines.write_text("\n".join(" ".join(part.split()) for part in paragraphs if part.strip()), encoding="utf-8")
    text = lines.read_text(encoding="utf-8")
    total = text.count("\n") + 1
    print(f"fzf, {total:,} lines, words exactly as typed", flush=True)
    command = ["sh", "-c", f"exec {shlex.quote(fzf)} --exact < {shlex.quote(str(lines))}"]
    begun = []
    for _ in range(4):
        terminal = Terminal(command, folder, home)
        begun.append(terminal.until(f"{total}/{total}"))
        terminal.key("\x1b")
        terminal.close()
    found = {"first paint": report("first paint, all lines read", begun[1:])}
    terminal = Terminal(command, folder, home)
    terminal.until(f"{total}/{total}")
    times = []
    for word in random.Random(1).sample(sorted(set(re.findall(r"\b[a-z]{6,9}\b", text[:200_000]))), _WORDS):
        shown = total
        for end in range(1, len(word) + 1):
            filtered = [fzf, "--exact", "--filter", word[:end]]
            done = subprocess.run(filtered, check=False, input=text, capture_output=True, text=True)
            count = done.stdout.count("\n")
            terminal.key(word[end - 1])
            if count != shown:
                times.append(terminal.until(f"{count}/{total}"))
            shown = count
        terminal.key("\x15")
    found["keystroke"] = report("keystroke to painted results", times)
    found["memory"] = terminal.memory()
    print(f"  {'memory':<34} {found['memory']:8.0f} MB", flush=True)
    terminal.key("\x1b")
    terminal.close()
    ratios("fzf", ours, found)


def reading(folder: Path, home: Path, ours: Mapping[str, float]) -> None:
    """Show a text of 1 MB in other Textual apps: open it, resize the window, turn pages."""
    text = (folder / "seeds" / "0.md").read_text(encoding="utf-8").split("---\n", 2)[2].strip()
    wrapped = folder / "wrapped.log"
    marked = f"{text.removeprefix(FIRST)}\n\n{FIRST}"
    wrapped.write_text(re.sub(rf"(.{{{LINE - 10},{LINE}}}) ", r"\1\n", marked), encoding="utf-8")
    whole = folder / "whole.md"
    whole.write_text(text, encoding="utf-8")
    for name, program in APPS.items():
        command = PLACE / name / "bin" / program
        if not command.exists():
            print(
                f"{name} is not installed, so nothing is set beside it; 'python -m {__package__}.terminal --install'."
            )
            continue
        print(f"{name}, a text of 1 MB", flush=True)
        file = wrapped if name == "toolong" else whole
        try:
            found = _read([str(command), str(file)], PAGE[name], folder, home)
        except TimeoutError as error:
            print(f"  gave up: {str(error)[:100]}")
            continue
        ratios(name, ours, found)


def _read(command: list[str], page: str, folder: Path, home: Path) -> dict[str, float]:
    begun = []
    for _ in range(4):
        terminal = Terminal(command, folder, home)
        begun.append(terminal.until(FIRST, patience=120))
        terminal.close()
    found = {"first paint": report("first paint, with the text", begun[1:])}
    terminal = Terminal(command, folder, home)
    terminal.until(FIRST, patience=120)
    terminal.drain(2.0)
    resized = []
    for turn in range(6):
        terminal.resize(COLUMNS - 20 if turn % 2 == 0 else COLUMNS)
        resized.append(terminal.until(FIRST, patience=120))
        terminal.drain(1.0)
    found["resize 1 MB"] = report("resize", resized)
    turned = []
    for _ in range(8):
        terminal.key(page)
        turned.append(terminal.next_write())
    found["page down 1 MB"] = report("page down", turned)
    found["memory 1 MB"] = terminal.memory()
    print(f"  {'memory':<34} {found['memory 1 MB']:8.0f} MB", flush=True)
    terminal.close()
    return found


def ratios(name: str, ours: Mapping[str, float], theirs: Mapping[str, float]) -> None:
    """Print how many times as much we take as a peer, thing by thing."""
    told = [f"{thing} {ours[thing] / value:.2f}" for thing, value in theirs.items() if value and thing in ours]
    if told:
        print(f"  ours against {name}: " + ", ".join(told), flush=True)
