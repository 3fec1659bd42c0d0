"""Saved pages: what we read of them beside what the trafilatura and readability-lxml packages read, in one run.

    .venv/bin/python -m benchmarks.pages [FOLDER …] [--half first|second] [--list]

The repository's own pages (`tests/corpus`) have their truth in `articles.yaml`. A FOLDER's pages (`*.html`) may have
theirs beside it, as newspaper4k's test data has: `txt/NAME.txt` is the text, `metadata/NAME.json` has `title`,
`authors` and `publish_date`. Other pages have none: there the reference is the majority, the words and titles on which
two of the three agree, and bylines and dates are only compared with trafilatura's. Pages are split in halves by the
digest of their bytes; rules are written for the first half, and `--half second` measures without listing anything.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from dossier.model import DossierError
from dossier.reading import read
from dossier.text.folding import fold

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
_WORD = re.compile(r"\w+")
_TEXT = frozenset({"body", "subheading"})


@dataclass(frozen=True)
class Reading:
    """What a program reads of a page, or the truth about it; None where it does not say."""

    text: str = ""
    title: str | None = None
    byline: str | None = None
    date: str | None = None


@dataclass
class Score:
    """Sums of a program: shares of words over pages, and answers that are right of those that are known."""

    found: list[float] = field(default_factory=list)
    added: list[float] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)


def ours(file: Path) -> Reading:
    """Return what Dossier reads: prose and subheadings, and the datelines with which paragraphs begin."""
    try:
        article = read(file, id=file.stem, shown=file.name)
    except DossierError:
        return Reading()
    zones = [(zone.zone, article.text[zone.start : zone.end]) for zone in article.zones]
    parts = [text if kind in _TEXT else _dateline(text) for kind, text in zones if kind in _TEXT or kind == "dateline"]
    return Reading("\n".join(parts), article.title, article.byline, article.published)


def _dateline(text: str) -> str:
    """Return what stands on the last line of a zone of datelines, if a paragraph goes on there: “KARSUND — The …”."""
    return text.rpartition("\n")[2]


def trafilatura(file: Path) -> Reading:
    """Return what trafilatura reads with its defaults, without comments."""
    import trafilatura as package

    found = package.bare_extraction(file.read_bytes(), include_comments=False, with_metadata=True)
    return Reading(found.text or "", found.title, found.author, found.date) if found else Reading()


def readability(file: Path) -> Reading:
    """Return what readability-lxml reads: text and title."""
    import lxml.html
    from readability import Document

    try:
        document = Document(file.read_bytes())
        text = lxml.html.fromstring(document.summary()).text_content()
    except Exception:  # noqa: BLE001 - of another package: a page that it cannot read counts as nothing
        return Reading()
    return Reading(text, document.short_title())


PROGRAMS: dict[str, Callable[[Path], Reading]] = {
    "dossier": ours,
    "trafilatura": trafilatura,
    "readability": readability,
}


def own_pages() -> Iterator[tuple[Path, Reading]]:
    """Yield the repository's pages with the truth about them."""
    told = yaml.safe_load((CORPUS / "articles.yaml").read_text(encoding="utf-8"))
    for file in sorted(CORPUS.glob("*.htm*")):
        it = told[file.name.split(".")[0]]
        text = "\n".join([*it["paragraphs"], it["subheading"]])
        yield file, Reading(text, it["title"], it["byline"], str(it["date"]))


def pages_of(folder: Path) -> Iterator[tuple[Path, Reading | None]]:
    """Yield the pages of a folder and, where it stands beside them, the truth."""
    for file in sorted(folder.rglob("*.htm*")):
        text = file.parent.parent / "txt" / f"{file.stem}.txt"
        about = file.parent.parent / "metadata" / f"{file.stem}.json"
        if not text.exists() or not about.exists():
            yield file, None
            continue
        told = json.loads(about.read_text(encoding="utf-8"))
        day = (told.get("publish_date") or "")[:10] or None
        yield (
            file,
            Reading(text.read_text(encoding="utf-8"), told.get("title"), ", ".join(told["authors"]) or None, day),
        )


def untitled(reading: Reading, titles: set[str]) -> Reading:
    """Return a reading without the lines that only repeat the title: that is measured by itself.

    Some programs give the headline as the text's first line, others as the title alone.
    """
    lines = [line for line in reading.text.splitlines() if plain(line) not in titles]
    return replace(reading, text="\n".join(lines))


def majority(readings: Iterable[Reading]) -> Reading:
    """Return the words and the title on which two of three programs agree."""
    readings = list(readings)
    counts = [words(reading.text) for reading in readings]
    every = set().union(*counts)
    agreed = " ".join(" ".join([word] * sorted(count[word] for count in counts)[-2]) for word in every)
    titles = Counter(plain(reading.title) for reading in readings if reading.title)
    title, votes = max(titles.items(), key=lambda one: one[1], default=(None, 0))
    return Reading(agreed, title if votes > 1 else None)


def words(text: str) -> Counter[str]:
    """Return how often each word stands in a text."""
    return Counter(_WORD.findall(fold(text)))


def plain(value: str | None) -> str:
    """Return a title or name without case, accents and signs; names in order, however they are joined."""
    return " ".join(_WORD.findall(fold(value or "")))


def same(name: str, got: str | None, want: str) -> bool:
    """Return whether an answer is the right one; the names of a byline may stand in any order."""
    if name == "byline":
        return sorted(set(plain(got).split()) - {"and", "by"}) == sorted(set(plain(want).split()) - {"and", "by"})
    return got == want if name == "date" else plain(got) == plain(want)


def add(score: Score, got: Reading, want: Reading) -> None:
    """Add one page to the sums of a program."""
    have, need = words(got.text), words(want.text)
    if need:
        score.found.append((have & need).total() / need.total())
        score.added.append((have - need).total() / max(1, have.total()))
    for name in ("title", "byline", "date"):
        if known := getattr(want, name):
            score.known[name] += 1
            score.right[name] += same(name, getattr(got, name), known)


def half_of(file: Path) -> str:
    """Return in which half a page is, by its bytes."""
    return ("first", "second")[hashlib.sha256(file.read_bytes()).digest()[0] % 2]


def measure(name: str, pages: Iterable[tuple[Path, Reading | None]], *, half: str | None, listed: bool) -> None:
    """Print the figures of each program on some pages; with `listed`, what we read otherwise on each page."""
    scores = {program: Score() for program in PROGRAMS}
    guessed: Counter[str] = Counter()
    size = 0
    for file, truth in pages:
        if half not in (None, half_of(file)):
            continue
        size += 1
        readings = {program: reader(file) for program, reader in PROGRAMS.items()}
        titles = {plain(reading.title) for reading in [*readings.values(), *([truth] if truth else [])]} - {""}
        readings = {program: untitled(got, titles) for program, got in readings.items()}
        want = untitled(truth, titles) if truth else majority(readings.values())
        for program, got in readings.items():
            add(scores[program], got, want)
        if truth is None:
            for what in ("byline", "date"):
                one, other = getattr(readings["dossier"], what), getattr(readings["trafilatura"], what)
                guessed[what, "both"] += bool(one and other)
                guessed[what, "same"] += bool(one and other) and same(what, one, other)
        if listed:
            tell(file, scores["dossier"], readings, want)
    report(name, size, scores, guessed)


def tell(file: Path, score: Score, readings: dict[str, Reading], want: Reading) -> None:
    """Print a page and what we read otherwise than the reference."""
    got = readings["dossier"]
    share = f"found {score.found[-1]:.2f} added {score.added[-1]:.2f}" if words(want.text) else "no text"
    print(f"{file.name}: {share}")
    for name in ("title", "byline", "date"):
        known = getattr(want, name) or getattr(readings["trafilatura"], name)
        if known and not same(name, getattr(got, name), known):
            print(f"    {name}: {getattr(got, name)!r}, wanted {known!r}")


def report(name: str, size: int, scores: dict[str, Score], guessed: Counter[str]) -> None:
    """Print a table of the programs."""
    if not size:
        return
    print(f"{name}: {size} pages\n{'':<12}  found  added  title  byline  date")
    for program, score in scores.items():
        shares = [sum(values) / len(values) if values else 0 for values in (score.found, score.added)]
        facts = [f"{score.right[it]}/{score.known[it]}" for it in ("title", "byline", "date")]
        print(f"{program:<12}  {shares[0]:.3f}  {shares[1]:.3f}  " + "  ".join(facts))
    for what in ("byline", "date"):
        if both := guessed[what, "both"]:
            print(f"{what} where both programs give one: the same on {guessed[what, 'same']} of {both}")


def main() -> None:
    """Print the figures for the repository's pages and for each folder that is named."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.pages")
    ask.add_argument("folders", nargs="*", type=Path)
    ask.add_argument("--half", choices=("first", "second"))
    ask.add_argument("--list", action="store_true", help="List the pages; not with --half second.")
    given = ask.parse_args()
    if given.list and given.half != "first" and given.folders:
        ask.error("--list shows the first half only; add --half first.")
    logging.disable(logging.CRITICAL)
    measure("the repository's pages", own_pages(), half=None, listed=given.list)
    for folder in given.folders:
        pages = list(pages_of(folder))
        for title, kept in (
            ("with truth", [p for p in pages if p[1]]),
            ("by majority", [p for p in pages if not p[1]]),
        ):
            measure(f"{folder.name}, {title}", kept, half=given.half, listed=given.list)


if __name__ == "__main__":
    main()
