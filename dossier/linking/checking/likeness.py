"""How surely a figure of a source stands for what a figure of the draft stands for, from the words around both.

The values themselves say nothing here: `counterpart_weights.yaml` has how much each kind of evidence counts, learned
from which figures of real articles have one value. The likeness is the logarithm of the odds, so 0 is as likely as not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from dossier.linking.checking.retold import Figure, Sentences, ToldSentence
from dossier.model import DateSpan, Quantity
from dossier.text import data_files

_WINDOW = 8  # words on each side of a figure that say what it is about


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure in its sentence; `alone` says that no other figure there could stand for the same."""

    told: ToldSentence
    figure: Figure
    alone: bool


def evidence(
    mine: ToldFigure, theirs: ToldFigure, sources: Sentences, *, articles: int, told_too: bool
) -> dict[str, float]:
    """Return what speaks for two figures standing for one thing, each with its strength.

    `articles` counts the articles that have the source's value in like sentences, `told_too` says that the draft's
    sentence has it as well, in another place.
    """
    (before, behind), (their_before, their_behind) = (one.told.around(one.figure) for one in (mine, theirs))
    around, others = (
        frozenset(words[0][:_WINDOW] + words[1][:_WINDOW]) for words in ((before, behind), (their_before, their_behind))
    )
    mine_all, their_all = mine.told.all, theirs.told.all
    shared = sources.weight(mine_all & their_all)
    return {
        "always": 1.0,
        "words around": sources.weight(around & others & mine_all) / (sources.weight(around & mine_all) or 1),
        "words of the draft's sentence": shared / (sources.weight(mine_all) or 1),
        "words of the source's sentence": shared / (sources.weight(their_all) or 1),
        "same word before": float(_run(before, their_before) >= 1),
        "same two words before": float(_run(before, their_before) >= 2),
        "same word behind": float(_run(behind, their_behind) >= 1),
        "same two words behind": float(_run(behind, their_behind) >= 2),
        "same noun": float(noun(mine.figure) is not None and noun(mine.figure) == noun(theirs.figure)),
        "both in figures or in words": float(_in_figures(mine.figure) == _in_figures(theirs.figure)),
        "no other figure in either sentence": float(mine.alone and theirs.alone),
        "the draft's sentence has it too": float(told_too),
        "articles that have it": math.log(articles),
        "score": float(_is_score(mine.figure)),
    }


def likeness(kind: Literal["number", "date"], found: Mapping[str, float]) -> float:
    """Return the logarithm of the odds that two figures stand for one thing, of what `evidence` returned."""
    counts = weights(kind)
    return sum(counts.get(name, 0.0) * strength for name, strength in found.items())


@cache
def weights(kind: Literal["number", "date"]) -> Mapping[str, float]:
    """Return how much each kind of evidence counts for numbers or for dates."""
    table: dict[str, Any] = data_files.table(files(__package__) / "counterpart_weights.yaml")
    return {name: float(entry[0]) for name, entry in table[kind].items()}


def _run(words: list[str], others: list[str]) -> int:
    """Return how many of the first words are the same; two are enough to know."""
    same = [one == other for one, other in zip(words[:2], others[:2], strict=False)]
    return len(same) if all(same) else same.index(False)


def noun(figure: Figure) -> str | None:
    """Return the last word of what is counted, without its plural: of `9 young men`, `men`."""
    words = (figure.counted or "").lower().split() if isinstance(figure, Quantity) else []
    return words[-1].rstrip("s") if words else None


def _in_figures(figure: Figure) -> bool:
    return any(c.isdigit() for c in figure.text)


def _is_score(figure: Figure) -> bool:
    """Return whether a figure is a score: 98-72."""
    return not isinstance(figure, DateSpan) and figure.kind == "score"
