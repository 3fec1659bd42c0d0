"""What speaks for the type of a name: the table of named evidence, and the tally of what was found for one spelling.

lexicon/tables/evidence.yaml has a name, weights and an example for each piece of evidence. `form.py` says which of it
the words of a name have, `context.py` which the words around them have; the type with the largest sum wins.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dossier.extracting import lexicon
from dossier.model import EntityType

Scores = dict[EntityType, float]
Typed = tuple[EntityType, float]  # a type with its score

TYPES: tuple[EntityType, ...] = ("PERSON", "ORG", "PLACE", "EVENT", "NATIONALITY")
_WEAK = 1.5  # below this, evidence does not grow by being repeated


class Evidence(NamedTuple):
    """A named piece of evidence: what it adds to the score of each type, and a sentence with such a [name]."""

    name: str
    weights: Scores
    example: str


@functools.cache
def table() -> dict[str, Evidence]:
    """Return all evidence by name, read from evidence.yaml."""
    rows = lexicon.table("tables/evidence")
    return {
        name: Evidence(name, {kind: row[kind] for kind in TYPES if kind in row}, row["example"])
        for name, row in rows.items()
    }


def best(scores: Scores) -> Typed:
    """Return the type with the largest score, and the score."""
    found, most = TYPES[0], scores.get(TYPES[0], 0.0)
    for kind in TYPES[1:]:
        score = scores.get(kind, 0.0)
        if score > most:
            found, most = kind, score
    return found, most


def scored(names: Iterable[str]) -> Scores:
    """Return the sums of the weights of some evidence."""
    rows = table()
    scores: Scores = {}
    for name in names:
        for kind, weight in rows[name].weights.items():
            scores[kind] = scores.get(kind, 0.0) + weight
    return scores


@dataclass(slots=True)
class SpellingEvidence:
    """The evidence found for one spelling in one article, and its sums."""

    scores: Scores = field(default_factory=dict)
    found: list[str] = field(default_factory=list)  # each piece as often as it was found
    notes: list[str] = field(default_factory=list)  # what neighbours settled, in words
    weak: Scores = field(default_factory=dict)  # what weak evidence around the name has added so far

    @property
    def best(self) -> Typed:
        """The type with the largest score, and the score."""
        return best(self.scores)

    def add(self, names: Iterable[str]) -> None:
        """Add evidence that counts once for a spelling."""
        names = list(names)
        self.found += names
        for kind, weight in scored(names).items():
            self.scores[kind] = self.scores.get(kind, 0.0) + weight

    def add_context(self, names: Sequence[str]) -> None:
        """Add evidence from around one mention.

        Weak evidence does not become strong by being repeated: everything “says”, “has” and comes after “by”.
        """
        if not names:
            return
        self.found += names
        for kind, weight in scored(names).items():
            added = weight
            if 0 < weight < _WEAK:
                before = self.weak.get(kind, 0.0)
                added = min(weight, _WEAK - before)
                self.weak[kind] = before + added
            self.scores[kind] = self.scores.get(kind, 0.0) + added

    def settle(self, kind: EntityType, score: float, why: str) -> None:
        """Give a type the score that other names of the article settle."""
        self.scores[kind] = score
        self.notes.append(why)
