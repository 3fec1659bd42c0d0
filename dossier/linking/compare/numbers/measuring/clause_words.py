"""Words of some kind in the clause of a number: that it changes, will come, is a stage, is of another extent.

The words are in `clause_words.yaml`, each kind with an example.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple

from dossier.linking.compare.numbers.measuring.measures import Measure
from dossier.text import data_files

NUMBER = "#"
"""What stands for the number itself in its clause, so that words can be told by where they stand beside it."""

_TOLD = 2  # words at most that a reason quotes from behind a number
_CLAUSE = 70  # characters on each side of a number
_OPENING = 40  # characters at the beginning of a sentence: "By evening", "In 2019"
_CUT = re.compile(r"[;:—]|, (?:and|but|while|whereas|which|who|whose|where|though|although)\b")
_ADVERBIAL = re.compile(r"\W*(?:By|In|On|At|As of|So far|Since|Last|Until|Now|With|Over|During|Within|After)\b[^,.;]*")


class Kind(NamedTuple):
    """Words of one kind, as one pattern, with a sentence in which they are found."""

    pattern: re.Pattern[str]
    example: str


@functools.cache
def words() -> Mapping[str, Kind]:
    """Return the table `clause_words.yaml`, by the name of each kind."""
    table = data_files.table(files(__package__) / "clause_words.yaml")
    return {
        name: Kind(re.compile("|".join(row["words"]), re.IGNORECASE), row["example"]) for name, row in table.items()
    }


@functools.lru_cache(maxsize=4096)
def _clause(text: str, begin: int, end: int) -> str:
    before, behind = (
        part.replace(NUMBER, " ") for part in (text[max(0, begin - _CLAUSE) : begin], text[end : end + _CLAUSE])
    )
    cuts = [match.end() for match in _CUT.finditer(before)]
    if cuts:
        before = before[cuts[-1] :]
    cut = _CUT.search(behind)
    opening = _ADVERBIAL.match(text[:_OPENING]) if begin > _CLAUSE or cuts else None
    lead = f"{opening[0]} … " if opening and begin > opening.end() else ""
    return lead + before + NUMBER + (behind[: cut.start()] if cut else behind)


def clause(measure: Measure) -> str:
    """Return the words of the clause of a number, with the adverbial that begins its sentence, `#` for the number."""
    start = measure.sentence[0]
    return _clause(measure.text, measure.quantity.start - start, measure.quantity.end - start)


def found_anywhere(name: str, measure: Measure) -> str:
    """Return the first words of a kind in the sentence of a number, empty where there are none."""
    at, length = measure.quantity.start - measure.sentence[0], len(measure.quantity.text)
    sentence = measure.text[:at].replace(NUMBER, " ") + NUMBER + measure.text[at + length :].replace(NUMBER, " ")
    return _first(name, sentence, measure)


def _first(name: str, text: str, measure: Measure) -> str:
    first = _searched(name, text)
    return first.replace(NUMBER, measure.quantity.text) if first else ""


@functools.lru_cache(maxsize=1 << 14)  # each number is set against many others
def _searched(name: str, text: str) -> str | None:
    match = words()[name].pattern.search(text)
    return _without_number(match[0]) if match else None


def _without_number(told: str) -> str:
    """Return words without the number that begins them, where more stands between: `# beds was still`."""
    behind = told.split()[1:] if told.startswith(f"{NUMBER} ") else []
    return " ".join(behind[-_TOLD:]) if len(behind) > _TOLD else told


def found(name: str, measure: Measure) -> str:
    """Return the first words of a kind in the clause of a number, empty where there are none."""
    return _first(name, clause(measure), measure)
