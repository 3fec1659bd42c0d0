"""How well dates and numbers are read in Spanish, French, German and Portuguese: invented stories, marked by hand.

    .venv/bin/python -m benchmarks languages [--errors] [--half first|second] [LANGUAGE …]

`stories/LANGUAGE.txt` has a story a paragraph, in which `[[words=from..to]]` marks a date and `{{words=value unit}}` a
number. A found date is right if it overlaps a marked one and has its days; a number, if it has value and unit. The
second half of the stories was looked at only when the rules were done.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

from dossier.extracting import extract
from dossier.model import Article, Zone
from dossier.reading.text.language import language

_STORIES = Path(__file__).parent / "stories"
_MARK = re.compile(r"\[\[(?P<date>[^\]=]+)=(?P<days>[^\]]+)\]\]|\{\{(?P<number>[^}=]+)=(?P<amount>[^}]+)\}\}")
PUBLISHED = "2025-11-28"


@dataclass(frozen=True)
class Mark:
    """A marked stretch of a story: where, which kind, and what it should be read as."""

    kind: str
    start: int
    end: int
    text: str
    wanted: str


def stories(code: str) -> list[tuple[str, list[Mark]]]:
    """Return the stories of a language as plain text with their marks."""
    lines = (
        line for line in _STORIES.joinpath(f"{code}.txt").read_text("utf8").split("\n") if line[:1] not in ("", "#")
    )
    return [_plain(line) for line in lines]


def _plain(line: str) -> tuple[str, list[Mark]]:
    text, marks, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        kind = "date" if match["date"] else "number"
        words = match["date"] or match["number"]
        marks.append(Mark(kind, len(text), len(text) + len(words), words, match["days"] or match["amount"]))
        text, at = text + words, match.end()
    return text + line[at:], marks


def read(text: str, code: str) -> list[Mark]:
    """Return what the program finds in a story, told as the marks are."""
    article = Article(
        "a", "a.txt", "", text, "", published=PUBLISHED, language=code, zones=(Zone(0, len(text), "body"),)
    )
    found = extract(article)
    dates = [
        Mark("date", d.start, d.end, d.text, d.from_ if d.from_ == d.to else f"{d.from_}..{d.to}")  # type: ignore[arg-type]
        for d in found.dates
    ]
    numbers = [
        Mark("number", q.start, q.end, q.text, f"{_amount(q.value, q.low, q.high)} {q.unit or ''}".strip())
        for q in found.quantities
    ]
    return dates + numbers


def _amount(value: float | None, low: float | None, high: float | None) -> str:
    return f"{value:.10g}" if value is not None else f"{low:.10g}-{high:.10g}"


def same(mine: Mark, wanted: Mark) -> bool:
    """Return whether what was found is what was marked."""
    if mine.kind != wanted.kind or mine.start >= wanted.end or wanted.start >= mine.end:
        return False
    if mine.kind == "date":
        return mine.wanted == wanted.wanted
    value, _, unit = mine.wanted.partition(" ")
    value2, _, unit2 = wanted.wanted.partition(" ")
    if unit != unit2 or ("-" in value[1:]) != ("-" in value2[1:]):
        return False
    return value == value2 or ("-" not in value[1:] and abs(float(value) - float(value2)) < 1e-3)


def score(code: str, half: str | None, *, errors: bool) -> dict[str, tuple[int, int, int]]:
    """Return for dates and for numbers how many were right, found and marked."""
    known = stories(code)
    part = {"first": known[: len(known) // 2], "second": known[len(known) // 2 :]}.get(half or "", known)
    told = {"date": [0, 0, 0], "number": [0, 0, 0], "language": [0, 0, 0]}
    for text, marks in part:
        guess = language(text)
        told["language"] = [
            n + one for n, one in zip(told["language"], (guess == code, guess is not None, 1), strict=True)
        ]
        mine = read(text, code)
        for kind in ("date", "number"):
            wanted, got = [m for m in marks if m.kind == kind], [m for m in mine if m.kind == kind]
            right = [m for m in wanted if any(same(one, m) for one in got)]
            told[kind] = [n + one for n, one in zip(told[kind], (len(right), len(got), len(wanted)), strict=True)]
            if errors:
                for m in wanted:
                    if m not in right:
                        others = [f"{o.text!r}={o.wanted}" for o in mine if o.start < m.end and m.start < o.end]
                        print(f"{code} {kind} missed {m.text!r}={m.wanted}: {'; '.join(others) or 'nothing'}")
                for one in got:
                    if not any(one.start < m.end and m.start < one.end for m in marks):
                        print(f"{code} {kind} extra {one.text!r}={one.wanted}")
    return {kind: (n[0], n[1], n[2]) for kind, n in told.items()}


def main(arguments: list[str] | None = None) -> None:
    """Print precision, recall and F1 of dates and of numbers by language."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--errors", action="store_true")
    ask.add_argument("--half", choices=["first", "second"])
    ask.add_argument("languages", nargs="*", default=["de", "es", "fr", "pt"])
    given = ask.parse_args(arguments)
    for code in given.languages:
        for kind, (right, found, marked) in score(code, given.half, errors=given.errors).items():
            f1 = 2 * right / (found + marked)
            print(f"{code} {kind:8} right {right} of {marked}, found {found}, F1 {f1:.3f}")


if __name__ == "__main__":
    main()
