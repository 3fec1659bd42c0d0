"""What Compare says of 202 invented pairs of articles with marked answers: `stories/pairs/*.yaml`.

    .venv/bin/python -m benchmarks pairs [--errors] [FILE …]

Each check names words of both articles, a kind of finding and the verdict that a reader gave, `none` where the two are
of two things. The pairs were written and marked before the program had seen them, those of `events`, `business` and
`society` by writers who did not know its rules. `towns`, `abroad` and `signals` have dates, names and quotations only,
`mixed` and `unread` numbers only; `disputed` has mostly numbers that contradict each other. The errors of `events`,
`business`, `towns` and `mixed` have been read since; those of `society`, `abroad`, `signals`, `unread` and `disputed`
have not, so that their figures are of texts that no rule was written for: keep it so.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import dossier
from dossier.model import Finding

_PAIRS = Path(__file__).parent / "stories" / "pairs"
_TWO_THINGS = frozenset({"unclear", "explained"})
"""Verdicts that tell a reader that two things may be meant."""

Place = tuple[str, int, int]
"""Words of an article: its side, `a` or `b`, and their offsets in code points."""


class Check(NamedTuple):
    """What a pair is asked: words of both sides, the kind of finding and the verdict of a reader."""

    one: Place
    other: Place
    kind: str
    verdict: str
    words: tuple[str, str]


def checks(pair: Mapping[str, Any]) -> Iterator[Check]:
    """Yield the checks of a pair."""
    for one, other, kind, verdict in pair["check"]:
        yield Check(_place(pair, "a", one), _place(pair, "b", other), kind, verdict, (one, other))


def article(side: Mapping[str, str]) -> str:
    """Return the file of one article of a pair."""
    return f"{side['title']}\n\n{side['outlet']}\n\n{side['date']}\n\n{side['body']}\n"


def _place(pair: Mapping[str, Any], side: str, words: str) -> Place:
    """Return where words stand in an article's body; `#2` behind them asks for the second time."""
    plain, _, times = words.partition("#")
    plain, text = plain.strip(), article(pair[side])
    at = text.index(pair[side]["body"]) - 1
    for _ in range(int(times or 1)):
        at = text.index(plain, at + 1)
    return side, at, at + len(plain)


def compared(pair: Mapping[str, Any]) -> list[Finding]:
    """Return what Compare finds in the two articles of a pair."""
    with tempfile.TemporaryDirectory() as work:
        for side in "ab":
            Path(work, f"{side}.txt").write_text(article(pair[side]), encoding="utf-8")
        config = Path(work, "config.yaml")
        config.write_text("sources: [a.txt, b.txt]\nindex: index\nnotebook: notebook.yaml\n", encoding="utf-8")
        with dossier.open(config) as opened:
            opened.index()
            return list(opened.compare())


def _holds(finding: Finding, place: Place) -> bool:
    side, start, end = place
    spans = (span for reading in finding.readings for span in reading.spans)
    return any(span.article == side and span.start < end and start < span.end for span in spans)


def judge(pair: Mapping[str, Any], found: Sequence[Finding]) -> tuple[Counter[tuple[str, str, str]], list[str]]:
    """Return how many checks of each kind and verdict there are, are set side by side and are right; and the errors."""
    counts: Counter[tuple[str, str, str]] = Counter()
    errors, true = [], set()
    for check in checks(pair):
        holding = [f for f in found if f.kind == check.kind and _holds(f, check.one) and _holds(f, check.other)]
        told = {finding.verdict for finding in holding}
        right = told <= _TWO_THINGS if check.verdict == "none" else check.verdict in told
        counts[check.kind, check.verdict, "all"] += 1
        counts[check.kind, check.verdict, "beside"] += bool(holding)
        counts[check.kind, check.verdict, "right"] += right
        if check.verdict == "conflict":
            true |= {finding.id for finding in holding}
        if not right:
            one, other = check.words
            errors.append(f"{pair['id']}: {one} / {other}: {check.verdict}, told {sorted(told) or 'nothing'}")
    for finding in found:
        if finding.verdict == "conflict":
            counts[finding.kind, "conflict", "told"] += 1
            counts[finding.kind, "conflict", "true"] += finding.id in true
    return counts, errors


def main() -> None:
    """Judge all pairs of each file and print the figures."""
    ask = argparse.ArgumentParser(prog="benchmarks pairs")
    ask.add_argument("--errors", action="store_true", help="list what is wrong, for the files that may be read")
    ask.add_argument("files", nargs="*", type=Path)
    given = ask.parse_args()
    for file in given.files or sorted(_PAIRS.glob("*.yaml")):
        total: Counter[tuple[str, str, str]] = Counter()
        wrong: list[str] = []
        for pair in yaml.safe_load(file.read_text(encoding="utf-8")):
            counts, errors = judge(pair, compared(pair))
            total += counts
            wrong += errors
        print(f"{file.stem}:", *_lines(total), *(wrong if given.errors else ()), sep="\n  ")


def _lines(total: Mapping[tuple[str, str, str], int]) -> Iterator[str]:
    def count(kind: str, what: str, *verdicts: str) -> int:
        return sum(n for (k, v, w), n in total.items() if k == kind and w == what and (not verdicts or v in verdicts))

    for kind in ("number", "date", "name", "quote"):
        apart = count(kind, "all", "none")
        checked = count(kind, "all") - apart
        yield (
            f"{kind}: side by side {count(kind, 'beside') - count(kind, 'beside', 'none')} of {checked}, right verdict "
            f"{count(kind, 'right') - count(kind, 'right', 'none')}; conflicts {count(kind, 'right', 'conflict')} of "
            f"{count(kind, 'all', 'conflict')}, of {count(kind, 'told')} told {count(kind, 'true')} true; kept apart "
            f"{count(kind, 'right', 'none')} of {apart}"
        )


if __name__ == "__main__":
    main()
