"""Numbers that extraction does not list and that can be compared: nobody, a pair, a single one, a calibre.

By our conventions they are no quantities: most have no figure, and a calibre names a weapon. Yet one article may write
`nobody was hurt` and another `four were hurt`. The patterns are in `further_numbers.yaml`, each with an example.

Ordinals and "several" were tried too: weights learned with them set fewer numbers of one thing side by side.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from typing import NamedTuple

from dossier.extracting.quantities.noun_phrases import beside
from dossier.linking.facts import ArticleFacts
from dossier.model import Quantity, QuantityKind
from dossier.text import data_files

_ALWAYS = "always"
_REACH = 80  # characters behind a number in which what it counts stands
Ends = tuple[float, float]


class NumberPattern(NamedTuple):
    """A pattern, the least and the most that its words tell, and a sentence in which it finds a number.

    A passage without any of `needs` has no such number: patterns are slow to search for.
    """

    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    values: Mapping[str, Ends]
    unit: str | None
    kind: QuantityKind
    example: str


@functools.cache
def rules() -> Mapping[str, NumberPattern]:
    """Return the table `further_numbers.yaml`, by the name of each rule."""
    table = data_files.table(files(__package__) / "further_numbers.yaml")
    return {
        name: NumberPattern(
            tuple(row.get("needs", ())),
            re.compile(row["pattern"], re.IGNORECASE),
            {word: (float(ends[0]), float(ends[-1])) for word, ends in _listed(row.get("values", {}))},
            row.get("unit"),
            row.get("kind", "count"),
            row["example"],
        )
        for name, row in table.items()
    }


def _listed(values: Mapping[str, float | list[float]]) -> Iterator[tuple[str, list[float]]]:
    return ((word, told if isinstance(told, list) else [told]) for word, told in values.items())


def further_numbers(facts: ArticleFacts) -> list[Quantity]:
    """Return them in text order; what a name, a date or a quantity of the article covers is none."""
    text = facts.article.text
    some = _having(rules().values(), text)
    found: dict[int, Quantity] = {}
    for passage in facts.article.passages:
        for rule in _having(some, text[passage.start : passage.end]):
            for match in rule.pattern.finditer(text, passage.start, passage.end):
                quantity = _quantity(facts.article.id, text, rule, match, passage.end)
                found.setdefault(quantity.start, quantity)
    return [found[at] for at in sorted(found) if not _covered(found[at], facts)]


def _having(some: Iterable[NumberPattern], text: str) -> list[NumberPattern]:
    """Return the rules that may find a number in a text."""
    lower = text.lower()
    return [rule for rule in some if not rule.needs or any(map(lower.__contains__, rule.needs))]


def _covered(quantity: Quantity, facts: ArticleFacts) -> bool:
    start, end = quantity.start, quantity.end
    kinds = (facts.quantities, facts.dates, facts.mentions)
    return any(each.start < end and start < each.end for kind in kinds for each in kind)


def _quantity(article: str, text: str, rule: NumberPattern, match: re.Match[str], end: int) -> Quantity:
    named = next(((name, word) for name, word in match.groupdict().items() if word), None)
    start, stop = match.span(named[0]) if named and named[0] != "figure" else match.span()
    if named and named[0] == "figure":
        low = high = float(named[1])
    else:
        low, high = rule.values[named[1].lower() if named else _ALWAYS]
    told = Quantity(article, start, stop, text[start:stop], None, low, high, rule.unit, kind=rule.kind)
    counted = beside(text, stop, min(end, stop + _REACH), single=low == high == 1, unit=None)
    return replace(told, value=low if low == high else None, counted=counted)
