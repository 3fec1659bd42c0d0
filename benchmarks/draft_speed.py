"""How long a draft and an edit of it take: `python -m benchmarks.draft_speed [ARTICLES [WORDS]]`.

1,000 articles that several outlets tell are made by `benchmarks.retold`, which needs the news of `benchmarks.prose`,
and a draft of 2,000 words is made from paragraphs of twelve of them. It is checked once, and then again after each of
a few edits such as one makes in an editor. Times are of the processor, so that what else the machine does counts
little.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import dossier
from benchmarks import prose, retold

_SOURCES = 12  # articles that the draft takes paragraphs from
_FIRST, _EDIT = 2.0, 0.2  # seconds


def draft_of(folder: Path, words: int) -> list[str]:
    """Return paragraphs of some articles of a folder, about so many words; the same ones for the same folder."""
    chosen = random.Random(5).sample(sorted(folder.glob("*.md")), _SOURCES)
    found: list[str] = []
    for file in chosen:
        for paragraph in file.read_text("utf-8").split("---\n", 2)[2].strip().split("\n\n"):
            if sum(len(one.split()) for one in found) < words:
                found.append(paragraph)
    return found


def edits(paragraphs: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield what is done to the draft, and the draft then; each edit is made to the draft as it was at first."""

    def edited(at: int, text: str) -> list[str]:
        return [text if place == at else one for place, one in enumerate(paragraphs)]

    middle = len(paragraphs) // 2
    yield "a word", edited(middle, paragraphs[middle].replace(" the ", " this ", 1))
    yield "a sentence", edited(middle, f"{paragraphs[middle]} Nobody had expected that.")
    yield "a name", edited(middle, f"{paragraphs[middle]} Maria Holmberg agreed.")
    numbers = re.compile(r"\b\d\d?\b|\b\d{3}\b")
    with_numbers = [at for at, one in enumerate(paragraphs) if numbers.search(one)]
    for at in with_numbers[:3]:
        yield "a number", edited(at, numbers.sub(lambda found: str(int(found[0]) + 3), paragraphs[at], count=1))
    for at in [at for at, one in enumerate(paragraphs) if re.search(r"\b20\d\d\b", one)][:1]:
        yield "a year", edited(at, re.sub(r"\b20(\d\d)\b", r"19\1", paragraphs[at], count=1))


def main() -> None:
    """Make the articles, index them, and print how long a check and each edit take."""
    articles, words = (int(given) for given in [*sys.argv[1:], *("1000", "2000")[len(sys.argv) - 1 :]])
    files = prose.needed_news()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "articles"
        retold.write(files, folder, articles)
        config = Path(work) / "config.yaml"
        config.write_text("sources: [articles]\nindex: index\nnotebook: notebook.yaml\n")
        with dossier.open(config) as opened:
            opened.index()
        paragraphs = draft_of(folder, words)
        with dossier.open(config) as opened:
            told = [("first check", paragraphs, _FIRST), ("again", paragraphs, _EDIT)]
            told += [(name, now, _EDIT) for name, now in edits(paragraphs)]
            for name, now, bar in told:
                began, count = time.process_time(), len(opened.check("\n\n".join(now).encode()))
                took = time.process_time() - began
                print(f"{name}: {took:.3f} s of {bar} s, {count} claims of {sum(len(p.split()) for p in now):,} words")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
