"""The values of what is reported, as its places write them: `at least 100`, `14 Dec 2025`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dossier.linking.facts import ArticleFacts
from dossier.model import DateSpan, Span
from dossier.text.days import day, interval
from dossier.text.quantities import as_written, value_key

_NAMED = 2  # values of one fact that are named


class Values:
    """Looks up the numbers and dates at places of articles; an article is read when it is asked for."""

    def __init__(self, by_id: Mapping[str, ArticleFacts]) -> None:
        """Look into these articles, by their ids."""
        self._by_id = by_id
        self._known: dict[tuple[str, str], dict[int, tuple[object, str]]] = {}

    def value(self, kind: str, spans: Iterable[Span]) -> str:
        """Return the values of a number or date with their bounds: `40 / more than 50`; empty for other kinds.

        Of those that say the same the first is named, of more than two values the first two with `…` behind.
        """
        if kind not in {"number", "date"}:
            return ""
        said = (self._of(kind, span.article).get(span.start) for span in spans)
        first: dict[object, str] = {}
        for same, words in filter(None, said):
            first.setdefault(same, words)
        found = list(first.values())
        return " / ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")

    def _of(self, kind: str, article: str) -> Mapping[int, tuple[object, str]]:
        """Return the words of each number or date of an article by where it begins, with a key of what they say."""
        key = kind, article
        if key not in self._known:
            facts = self._by_id[article]
            self._known[key] = (
                {one.start: (value_key(one), as_written(one)) for one in facts.quantities}
                if kind == "number"
                else {one.start: _dated(one, facts.article.published) for one in facts.dates if one.from_ and one.to}
            )
        return self._known[key]


def _dated(date: DateSpan, published: str | None) -> tuple[object, str]:
    """Return what a date says, and its days; `since 2015` says the same on every day on which it is published."""
    first, last = date.from_ or "", date.to or ""
    if date.granularity == "interval" and last == published and date.rule.startswith("from "):
        return (first, "publication"), f"{day(first)} to publication"
    return (first, last), interval(first, last)
