"""Learn the weights of dossier/linking/checking/counterpart_weights.yaml from articles, which stay where they are.

    python -m scripts.train_counterparts FOLDER …            how well figures of one thing are told from others
    python -m scripts.train_counterparts --write FOLDER …    the same, and the weights learned from all in the table

Each FOLDER holds the articles of one dossier. Nobody needs to mark them: each article is taken as a draft against the
others, and of a figure of each that stand in like sentences the words around are to say whether they have one value.
A logistic regression with a penalty on large weights is fitted. The area under the curve of each dossier is that of
weights learned without it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import yaml

import dossier
from dossier.config import load
from dossier.linking.checking.counterparts import Counterparts
from dossier.linking.checking.draft import PreparedSources
from dossier.linking.facts import ArticleFacts
from dossier.storing.engines import open_store
from dossier.storing.findings.facts import facts

TABLE = Path(dossier.__file__).parent / "linking" / "checking" / "counterpart_weights.yaml"
KINDS: tuple[Literal["number", "date"], ...] = ("number", "date")
_PENALTY = 1.0
_ROUNDS = 30

Row = tuple[dict[str, float], bool]


def articles(folder: Path) -> list[ArticleFacts]:
    """Return the articles of a folder with what is extracted from them."""
    with tempfile.TemporaryDirectory() as work:
        config = Path(work) / "config.yaml"
        config.write_text(f"sources: [{json.dumps(str(folder.resolve()))}]\nindex: index\nnotebook: n.yaml\n")
        with dossier.open(config):
            pass
        store = open_store(load(config))
        found = list(facts(store).articles)
        store.close()
    return found


def rows(every: Sequence[ArticleFacts], kind: Literal["number", "date"]) -> Iterator[Row]:
    """Yield the evidence of each pair of figures in like sentences, and whether they have one value."""
    for held in every:
        counterparts = Counterparts(held, PreparedSources([one for one in every if one is not held]))
        for mine in held.quantities if kind == "number" else held.dates:
            for counterpart, evidence in counterparts.found(mine):
                if counterpart.relation != "compatible":
                    yield evidence, counterpart.relation == "same"


def fitted(known: Sequence[Row], names: Sequence[str]) -> Any:
    """Return the weights of a logistic regression, by Newton's method."""
    values = np.array([[found[name] for name in names] for found, _ in known])
    same = np.array([float(one) for _, one in known])
    weights = np.zeros(len(names))
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-values @ weights))
        steep = (values.T * (likely * (1 - likely))) @ values + _PENALTY * np.eye(len(names))
        weights += np.linalg.solve(steep, values.T @ (same - likely) - _PENALTY * weights)
    return weights


def area(known: Sequence[Row], names: Sequence[str], weights: Any) -> float:
    """Return how often a pair of one value is put above one of two, by weights."""
    scores = np.array([[found[name] for name in names] for found, _ in known]) @ weights
    same = np.array([one for _, one in known])
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores)] = np.arange(len(scores))
    count = int(same.sum())
    return float((ranks[same].sum() - count * (count - 1) / 2) / (count * (len(same) - count)))


def main() -> None:
    """Print how well the weights do on dossiers that they were not learned from; with `--write`, keep them."""
    folders = [Path(name) for name in sys.argv[1:] if name != "--write"]
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    every = [articles(folder) for folder in folders]
    for kind in KINDS:
        known = [list(rows(one, kind)) for one in every]
        names = list(table[kind])
        for folder, mine in zip(folders, known, strict=True):
            rest = [row for one in known if one is not mine for row in one]
            if rest and 0 < sum(same for _, same in mine) < len(mine):
                print(f"{kind} {folder}: {area(mine, names, fitted(rest, names)):.3f} of {len(mine):,} pairs")
        learned = fitted([row for one in known for row in one], names)
        for name, weight in zip(names, learned, strict=True):
            table[kind][name][0] = round(float(weight), 2)
            print(f"  {name}: {weight:.2f}")
    if "--write" in sys.argv:
        TABLE.write_text(written(table), encoding="utf-8")


def written(table: dict[str, Any]) -> str:
    """Return the table as text, one kind of evidence a line."""
    head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = [
        line
        for kind in KINDS
        for line in (f"{kind}:", *(f'  "{k}": [{w:.2f}, "{example}"]' for k, (w, example) in table[kind].items()))
    ]
    return "\n".join([*head, *lines]) + "\n"


if __name__ == "__main__":
    main()
