"""Check the data files of the program: word lists (.txt) and tables (.yaml) anywhere under dossier/.

    python scripts/check_data.py [FILE …]

A list has its source in its leading comments (`# source: …`), one entry a line, in order and without doubles; a table
has its source too, and the lists in it have no doubles. Every file is UTF-8 in composed form (NFC), with lines of at
most 200 characters, no blanks at their ends, and one line end at its end. A list whose order has a meaning says so in
its leading comments (`# order: …`). Exit status 1 where something is wrong.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from dossier.extracting.lexicon import fold

ROOT = Path(__file__).parents[1]
LONGEST = 200  # characters in a line


def problems(path: Path) -> Iterator[str]:
    """Yield what is wrong with one data file, each as `line: what`."""
    text = path.read_text(encoding="utf8")
    lines = text.split("\n")
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield f"{len(lines)}: the file does not end with one line end"
    if unicodedata.normalize("NFC", text) != text:
        yield "1: not in composed form (NFC)"
    comments = [line for line in lines if line.startswith("#")]
    if not any(line.startswith("# source:") for line in comments[:30]):
        yield "1: no line “# source: …” at the top"
    for number, line in enumerate(lines, 1):
        if line != line.rstrip():
            yield f"{number}: blanks at the end"
        if len(line) > LONGEST:
            yield f"{number}: longer than {LONGEST} characters"
    ordered = any(line.startswith("# order:") for line in comments[:30])
    yield from _table(text) if path.suffix == ".yaml" else _list(lines, ordered=ordered)


def _list(lines: list[str], *, ordered: bool) -> Iterator[str]:
    """Yield what is wrong with the entries of a list: doubles, and an entry before the one it should follow."""
    before = ""
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        if line in seen:
            yield f"{number}: “{line}” stands here twice"
        seen.add(line)
        if not ordered and before and fold(line) < fold(before) and line < before:
            yield f"{number}: “{line}” should stand before “{before}”"
        before = line


def _table(text: str) -> Iterator[str]:
    """Yield what is wrong with a table: it is no YAML, or one of its lists has doubles."""
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        yield f"1: {error}"
        return
    for words in _lists(data):
        for word in (word for word, count in Counter(words).items() if count > 1):
            yield f"1: “{word}” stands twice in one list"


def _lists(data: Any) -> Iterator[list[str]]:
    """Yield every list of plain words in a table."""
    if isinstance(data, dict):
        for value in data.values():
            yield from _lists(value)
    elif isinstance(data, list):
        if all(isinstance(item, str) for item in data):
            yield data
        for item in data:
            yield from _lists(item)


def data_files() -> list[Path]:
    """Return the data files of the program, sorted."""
    return sorted(path for ending in ("txt", "yaml") for path in (ROOT / "dossier").rglob(f"*.{ending}"))


def main(paths: Iterable[str]) -> int:
    """Check the given files, or all, and print what is wrong; return the exit status."""
    wrong = [
        f"{path}:{problem}" for path in map(Path, paths or map(str, data_files())) for problem in problems(Path(path))
    ]
    print("\n".join(wrong[:100]) if wrong else "data files: nothing wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
