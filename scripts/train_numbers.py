"""Learn the weights of `compare/numbers/matching/weights.yaml` from marked articles, which stay where they are.

    python scripts/train_numbers.py DOSSIERS PAIRS [FILE …] [--write]

DOSSIERS has folders with `articles/` and `findings.yaml`, PAIRS has .yaml files of two-article cases. Two logistic
regressions are fitted with a penalty on large weights: one on each pair of numbers by itself, then one on what all
pairs together say. For the second, the scores of each dossier come from a first one that has not seen it. A third, of
what contradicts each other, is learned from the cases of each FILE too (`benchmarks/stories/pairs`). Printed is the
average precision of each dossier with weights learned without it; `--write` puts the weights into the table.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import train_groups
import yaml
from numpy.typing import NDArray

import dossier
from dossier.linking.compare.numbers.compare import candidates_of, features_of
from dossier.linking.compare.numbers.matching.constraints import apart
from dossier.linking.compare.numbers.matching.evidence import NumberPair, of_context, of_value
from dossier.linking.compare.numbers.matching.rivals import PairScores, margins, rivalry
from dossier.linking.compare.numbers.matching.same import value_of
from dossier.linking.compare.numbers.measuring.measures import measures
from dossier.linking.compare.numbers.verdicts.clash import Known, of_clash, of_known
from dossier.linking.facts import DossierFacts
from dossier.linking.matching.cache import Cache
from dossier.linking.matching.contexts import Contexts
from dossier.linking.matching.features import LazyItems, sketched
from dossier.storing.findings.facts import facts

Values = NDArray[np.float64]
Place = tuple[str, int, int]
Label = Callable[[Place, Place], tuple[float | None, str | None]]

TABLE = Path(dossier.__file__).parent / "linking/compare/numbers/matching/weights.yaml"
FOLDS = 8
CASE, UNMARKED, WITHIN = 3.0, 0.3, 0.5  # what a pair of a case counts, one nobody marked, one of a single article
LARGE = 4  # of a thing told more often than this, each pair counts less
PENALTY = {"pairs": 3.0, "rivals": 1.0, "clash": 1.0}
WANTED = {"clash": "conflict"}  # the verdict that a part of the table tells
BY_HAND = {"days left in both", "share of another"}  # evidence that the marked articles do not have
WORTH = -1.5  # the score from which on a pair that differs is looked at for a contradiction
UNTOLD, MOST = 0.4, 4.0  # what a pair counts that is of no marked thing; what all of one dossier count at most


class Marked(NamedTuple):
    """A marked dossier: its numbers' pairs, the evidence for each, and whether they are of one thing.

    `wanted` is 1 or 0, `weight` what each pair counts; `value` tells how the values stand to each other. `verdicts`
    are what a reader found on each pair, None where it is of no marked thing.
    """

    name: str
    case: bool
    ones: NDArray[np.int64]
    others: NDArray[np.int64]
    articles: list[int]
    kinds: list[str]
    context: list[dict[str, float]]
    values: list[dict[str, float]]
    value: Values
    wanted: Values
    weight: Values
    pairs: list[NumberPair]
    verdicts: list[str | None]


def every_set(dossiers: Path, pairs: Path) -> list[Marked]:
    """Return all marked dossiers and cases, with the evidence for each pair of numbers."""
    found = []
    for folder in sorted(place for place in dossiers.iterdir() if (place / "findings.yaml").exists()):
        held = facts_of([folder / "articles"])
        found.append(marked(folder.name, held, dossier_label(folder, held), case=False))
    return found + marked_cases(sorted(pairs.glob("*.yaml")))


def marked_cases(files: Sequence[Path]) -> list[Marked]:
    """Return the cases of some files that have a check of a number, with the evidence for each pair of numbers."""
    found, every = [], [case for file in files for case in yaml.safe_load(file.read_text(encoding="utf8"))]
    for case in (case for case in every if any(kind == "number" for _, _, kind, _ in case["check"])):
        with tempfile.TemporaryDirectory() as work:
            for side in "ab":
                (Path(work) / f"{side}.txt").write_text(article(case[side]), encoding="utf8")
            held = facts_of([Path(work) / "a.txt", Path(work) / "b.txt"])
        found.append(marked(case["id"], held, case_label(case), case=True))
    return found


def article(side: Mapping[str, str]) -> str:
    """Return the file of one article of a case."""
    return f"{side['title']}\n\n{side['outlet']}\n\n{side['date']}\n\n{side['body']}\n"


def facts_of(sources: Sequence[Path]) -> DossierFacts:
    """Return what is extracted from these files and folders."""
    with tempfile.TemporaryDirectory() as work:
        config = Path(work) / "config.yaml"
        where = [str(source.resolve()) for source in sources]
        config.write_text(f"sources: {json.dumps(where)}\nindex: index\nnotebook: notebook.yaml\n", encoding="utf8")
        with dossier.open(config) as opened:
            opened.index()
            return facts(opened._store).whole()  # noqa: SLF001 - the facts have no public way out


def dossier_label(folder: Path, held: DossierFacts) -> Label:
    """Return what says of two places whether they are of one thing, None where a reader was not sure."""
    ids = {Path(each.article.path).name: each.article.id for each in held.articles}
    things = yaml.safe_load((folder / "findings.yaml").read_text(encoding="utf8"))["findings"]
    spans = [
        (
            thing.get("sure", True),
            thing["verdict"],
            [(ids[file], start, end) for r in thing["readings"] for file, start, end in r["spans"]],
        )
        for thing in things
    ]

    # Where quotations and names are marked too, numbers were marked less exhaustively: what is unmarked tells nothing.
    gaps = (folder / "annotations.yaml").exists()

    def label(one: Place, other: Place) -> tuple[float | None, str | None]:
        if gaps and not all(any(meet(each, p) for _, _, places in spans for p in places) for each in (one, other)):
            return None, None
        both = [
            (sure, verdict)
            for sure, verdict, places in spans
            if any(meet(one, p) for p in places) and any(meet(other, p) for p in places)
        ]
        if not both:
            return 0.0, None
        sure = [verdict for sure, verdict in both if sure]
        return (1.0, sure[0]) if sure else (None, None)

    return label


def case_label(case: Mapping[str, Any]) -> Label:
    """Return what says of two places of a case whether they are of one thing; -1 for those that nobody marked."""
    checks = [
        (place(case, "a", one), place(case, "b", other), verdict)
        for one, other, kind, verdict in case["check"]
        if kind == "number"
    ]

    def label(one: Place, other: Place) -> tuple[float | None, str | None]:
        for first, second, verdict in checks:
            if (meet(one, first) and meet(other, second)) or (meet(other, first) and meet(one, second)):
                return float(verdict != "none"), verdict
        told = any(
            meet(each, checked) for first, second, _ in checks for checked in (first, second) for each in (one, other)
        )
        return (0.0 if told else -1.0), None

    return label


def place(case: Mapping[str, Any], side: str, words: str) -> Place:
    """Return where words of a check stand; `#2` asks for the second time."""
    text = article(case[side])
    wanted, mark, times = words.partition("#")
    at = text.index(case[side]["body"])
    for _ in range(int(times) if mark else 1):
        at = text.index(wanted.strip(), at) + 1
    return side, at - 1, at - 1 + len(wanted.strip())


def meet(one: Place, other: Place) -> bool:
    """Return whether two places overlap."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def marked(name: str, held: DossierFacts, label: Label, *, case: bool) -> Marked:
    """Return a dossier's pairs with their evidence and what they count."""
    items = LazyItems(held, measures)
    sketches = sketched("number", held, Cache(), items, features_of, {})
    contexts = Contexts([sketch.features.terms for sketch in sketches])
    names = Contexts([sketch.features.names for sketch in sketches])
    places = [(q.article, q.start, q.end) for q in (items(sketch).quantity for sketch in sketches)]
    rows: list[tuple[int, int, NumberPair, tuple[float | None, str | None]]] = []
    for code in candidates_of(sketches, contexts).tolist():
        i, j = code >> 32, code & 0xFFFFFFFF
        one, other = items(sketches[i]), items(sketches[j])
        pair = NumberPair(one, other, contexts.alike(i, j), names.alike(i, j))
        if not apart(pair):
            rows.append((i, j, pair, label(places[i], places[j])))
    wanted = [told for *_, (told, _) in rows]
    often = np.zeros(len(sketches))
    for i, j, _, (told, _) in rows:
        often[[i, j]] += told == 1
    return Marked(
        name, case,
        np.array([row[0] for row in rows], np.int64), np.array([row[1] for row in rows], np.int64),
        [sketch.article for sketch in sketches], [sketch.features.kind for sketch in sketches],
        [dict(of_context(pair)) for _, _, pair, _ in rows], [dict(of_value(pair)) for _, _, pair, _ in rows],
        np.array([value_of(pair) for _, _, pair, _ in rows], float),
        np.array([float(told == 1) for told in wanted], float),
        np.array([counts(told, min(often[i], often[j]), within=sketches[i].article == sketches[j].article, case=case)
                  for i, j, _, (told, _) in rows], float),
        [pair for _, _, pair, _ in rows], [verdict for *_, (_, verdict) in rows],
    )  # fmt: skip


def counts(told: float | None, often: float, *, within: bool, case: bool) -> float:
    """Return what a pair counts: nothing where a reader was not sure, less in a large group."""
    if told is None or (case and within):
        return 0.0
    weight = (CASE if case else WITHIN if within else 1.0) * (UNMARKED if told < 0 else 1.0)
    return weight * ((2 / often) ** 0.5 if told == 1 and often > LARGE else 1.0)


def fit(rows: Values, wanted: Values, weight: Values, penalty: float, rounds: int = 7) -> Values:
    """Return the weights of a logistic regression, by Newton's method; the first column is always 1."""
    found = np.zeros(rows.shape[1])
    pull = np.full(rows.shape[1], penalty)
    pull[0] = 1e-3
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weight * (chance - wanted)) + pull * found
        curve = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + np.diag(pull)
        found -= np.linalg.solve(curve, slope)
    return found


def matrix(rows: Iterable[Mapping[str, float]], names: Sequence[str]) -> Values:
    """Return the strengths of evidence, a row for each pair, a column for each name; the first column is 1."""
    known = {name: place for place, name in enumerate(names)}
    every = list(rows)
    found = np.zeros((len(every), len(names)))
    found[:, 0] = 1.0
    for row, strengths in enumerate(every):
        for name, strength in strengths.items():
            if name in known:
                found[row, known[name]] = strength
    return found


class Learner:
    """The regressions over marked dossiers and cases; `further` are cases that tell of contradictions alone."""

    def __init__(self, sets: Sequence[Marked], further: Sequence[Marked] = ()) -> None:
        teaching = [each for each in sets if len(each.ones)]
        self.teaching = len(teaching)
        self.sets = teaching + [each for each in further if len(each.ones)]
        context = {name for each in teaching for row in each.context for name in row}
        value = {name for each in teaching for row in each.values for name in row}
        self.names = ["always", *sorted(context | value)]
        self.of_context = np.array([name not in value for name in self.names])
        self.rows = [
            matrix(({**mine, **values} for mine, values in zip(each.context, each.values, strict=True)), self.names)
            for each in self.sets
        ]
        self.rival_names: list[str] = []

    def folds(self) -> list[list[int]]:
        """Return the places of the sets that are left out together: each dossier, and the cases by folds."""
        alone = [[i] for i, each in enumerate(self.sets) if not each.case]
        mixed = [i for i, each in enumerate(self.sets) if each.case]
        random.Random(7).shuffle(mixed)
        return alone + [mixed[i::FOLDS] for i in range(FOLDS)]

    def differing(self, part: str, rows: Sequence[Values], weights: Mapping[int, Values]) -> list[Marked]:
        """Return for each set the pairs that differ and may be of one thing, with the evidence of why they do."""
        context = self.rival_names.index("context")
        found = []
        for i, each in enumerate(self.sets):
            score = rows[i] @ weights[i]
            article = np.array(each.articles)
            margin = margins(each.ones, each.others, article, score)
            chosen = (each.value < 0) & (score > WORTH) & (article[each.ones] != article[each.others])
            places = np.flatnonzero(chosen).tolist()
            evidence = [
                {
                    **dict(of_clash(each.pairs[r])),
                    **dict(
                        of_known(
                            Known(float(score[r]), float(rows[i][r, context]) * 3, float(margin[r])),
                            len(set(each.articles)),
                        )
                    ),
                }
                for r in places
            ]
            told = [each.verdicts[r] for r in places]
            weight = np.array([(2.0 if each.case else 1.0) * (UNTOLD if t is None else 1.0) for t in told], float)
            weight[each.weight[places] == 0] = 0
            if not each.case and len(places):
                weight *= min(1.0, MOST / len(places))
            found.append(
                each._replace(
                    context=evidence,
                    wanted=np.array([t == WANTED[part] for t in told], float),
                    weight=weight,
                    value=score[places],
                    ones=each.ones[places],
                    others=each.others[places],
                )
            )
        return found

    def learned(
        self, rows: Sequence[Values], places: Iterable[int], part: str, sets: Sequence[Marked] | None = None
    ) -> Values:
        """Return the weights learned from some of the sets."""
        chosen, every = [i for i in places if part in WANTED or i < self.teaching], sets or self.sets
        weight = np.concatenate([every[i].weight for i in chosen])
        counted = weight > 0
        wanted = np.concatenate([every[i].wanted for i in chosen])[counted]
        return fit(np.concatenate([rows[i] for i in chosen])[counted], wanted, weight[counted], PENALTY[part])

    def left_out(self, rows: Sequence[Values], part: str, sets: Sequence[Marked] | None = None) -> dict[int, Values]:
        """Return for each set the weights learned without it."""
        every = set(range(len(self.sets)))
        learned = [(out, self.learned(rows, every - set(out), part, sets)) for out in self.folds()]
        return {i: weights for out, weights in learned for i in out}

    def together(self, weights: Mapping[int, Values]) -> list[Values]:
        """Return the evidence of all pairs together, as rows."""
        found = []
        for i, each in enumerate(self.sets):
            score = self.rows[i] @ weights[i]
            context = self.rows[i][:, self.of_context] @ weights[i][self.of_context]
            rows = rivalry(PairScores(each.ones, each.others, score, context, each.value), each.articles, each.kinds)
            self.rival_names = ["always", *rows]
            found.append(np.column_stack([np.ones(len(each.ones)), *rows.values()]))
        return found


def rows_of(sets: Sequence[Marked]) -> tuple[list[str], list[Values]]:
    """Return the names of the evidence on differing pairs, and the rows of each set."""
    names = ["always", *sorted({name for each in sets for row in each.context for name in row})]
    return names, [matrix(each.context, names) for each in sets]


def precision(wanted: Values, score: Values) -> float:
    """Return the average precision of pairs put in the order of their scores."""
    hit = wanted[np.argsort(-score)]
    return float((np.cumsum(hit) / np.arange(1, len(hit) + 1) * hit).sum() / max(1.0, hit.sum()))


def written(parts: Mapping[str, tuple[Sequence[str], Values]]) -> None:
    """Put weights into the table; evidence that is new has an empty example."""
    lines = TABLE.read_text(encoding="utf8").splitlines() if TABLE.exists() else ["# source: scripts/train_numbers.py"]
    table = yaml.safe_load("\n".join(lines)) or {}
    out = [line for line in lines if line.startswith("#")]
    for part, (names, weights) in parts.items():
        out.append(f"{part}:")
        unseen = {name: row for name, row in (table.get(part) or {}).items() if name in BY_HAND and name not in names}
        out += [f"  {json.dumps(name)}: [{row[0]:.2f}, {json.dumps(row[1])}]" for name, row in unseen.items()]
        for name, weight in zip(names, weights.tolist(), strict=True):
            example = (table.get(part) or {}).get(name, [0, ""])[1]
            out.append(f"  {json.dumps(name)}: [{weight:.2f}, {json.dumps(example, ensure_ascii=False)}]")
    TABLE.write_text("\n".join(out) + "\n", encoding="utf8")


def learned_from_all(learner: Learner, rows: Sequence[Values], both: Mapping[int, Values]) -> dict[str, Any]:
    """Return the names and weights of each part of the table, learned from all sets."""
    every = range(len(learner.sets))
    found = {
        "pairs": (learner.names, learner.learned(learner.rows, every, "pairs")),
        "rivals": (learner.rival_names, learner.learned(rows, every, "rivals")),
    }
    for part in WANTED:
        differing = learner.differing(part, rows, both)
        names, values = rows_of(differing)
        found[part] = (names, learner.learned(values, every, part, differing))
    found["groups"] = train_groups.learned(fit, list(train_groups.every_dossier(learner, rows, both).values()))
    return found


def main() -> None:
    """Learn, tell how well, and write where asked to."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("dossiers", type=Path)
    ask.add_argument("pairs", type=Path)
    ask.add_argument("further", type=Path, nargs="*", metavar="FILE")
    ask.add_argument("--write", action="store_true")
    given = ask.parse_args()
    learner = Learner(every_set(given.dossiers, given.pairs), marked_cases(given.further))
    alone = learner.left_out(learner.rows, "pairs")
    rows = learner.together(alone)
    both = learner.left_out(rows, "rivals")
    for i, each in enumerate(learner.sets):
        if not each.case:
            print(f"{each.name}: average precision {precision(each.wanted, rows[i] @ both[i]):.3f}")
    if given.write:
        written(learned_from_all(learner, rows, both))


if __name__ == "__main__":
    main()
