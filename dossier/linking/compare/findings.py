"""The frame of all findings: what is compared, how a finding is put together, its id, and the order they come in.

A kind of finding is a function from `DossierFacts` to findings, entered in `_KINDS`. Everything here is plain data:
nothing is read from disk, and the same facts always give the same findings.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dossier.linking.matching.cache import Memory
from dossier.model import (
    FINDING_KINDS,
    VERDICTS,
    Article,
    ArticleInfo,
    DateSpan,
    Finding,
    FindingKind,
    Mention,
    Quantity,
    Quotation,
    Reading,
    Span,
    Verdict,
)

Place = tuple[str, int]
"""A passage: its article and where in it the passage begins."""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article and all that was extracted from it, each in text order; mentions carry their entity's id."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    quotations: tuple[Quotation, ...] = ()


class ReadWhenAsked(Sequence[ArticleFacts]):
    """Articles that are read when they are asked for; what lists show of them is known before."""

    infos: Sequence[ArticleInfo]


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """All that is compared, article by article in the order of their paths.

    `copies` says for passages, given as (article, start), which passages of other articles have the same words.
    `keys` has for each article a text that is another one when anything of it is another; none where nothing is kept.
    """

    articles: Sequence[ArticleFacts]
    copies: Mapping[Place, frozenset[Place]] = field(default_factory=dict)
    keys: Sequence[str] = ()

    def whole(self) -> DossierFacts:
        """Give the same with all articles read."""
        return replace(self, articles=tuple(self.articles))

    @property
    def infos(self) -> Sequence[Article | ArticleInfo]:
        """What lists show of the articles, in order; none is read for it."""
        articles = self.articles
        return articles.infos if isinstance(articles, ReadWhenAsked) else [each.article for each in articles]

    @property
    def passages(self) -> int:
        """How many passages there are."""
        counts = (info.passages for info in self.infos)
        return sum(count if isinstance(count, int) else len(count) for count in counts)

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the articles, in order."""
        return [info.id for info in self.infos]

    @property
    def outlets(self) -> Mapping[str, str]:
        """What to call whose article each is, by its id: the outlet, else the id."""
        return {info.id: info.outlet or info.id for info in self.infos}

    @property
    def published(self) -> Mapping[str, str | None]:
        """The day of each article, by its id."""
        return {info.id: info.published for info in self.infos}

    def key(self, article: int) -> str:
        """Give the key of the article at this place."""
        return self.keys[article] if self.keys else str(article)

    @property
    def by_id(self) -> Mapping[str, ArticleFacts]:
        """The articles by their ids, each read when it is asked for."""
        return _ById(self)


class _ById(Mapping[str, ArticleFacts]):
    def __init__(self, facts: DossierFacts) -> None:
        self._facts = facts
        self._places = {id_: i for i, id_ in enumerate(facts.ids)}

    def __getitem__(self, id_: str) -> ArticleFacts:
        return self._facts.articles[self._places[id_]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


# Kind → the module and function that finds it, imported when asked for, in the order in which it is done: numbers
# take most memory, and come when another process (storing.apart) will be done with quotations.
_KINDS: dict[FindingKind, tuple[str, str]] = {
    "name": ("dossier.linking.compare.names.compare", "compare_names"),
    "date": ("dossier.linking.compare.dates.compare", "compare_dates"),
    "number": ("dossier.linking.compare.numbers.compare", "compare_numbers"),
    "quote": ("dossier.linking.compare.quotes.compare", "compare_quotes"),
}
# What a fact-checker needs to see first.
_URGENT: dict[Verdict, int] = {"conflict": 0, "unclear": 1, "explained": 2, "compatible": 3, "agree": 4}


def compare(
    facts: DossierFacts, kinds: Collection[FindingKind] = FINDING_KINDS, memory: Memory | None = None
) -> list[Finding]:
    """Find what two or more articles say of one thing, in the order of `ordered`.

    `memory` has what was worked out the last time, and takes what was this time.
    """
    memory = memory or Memory()
    found: list[Finding] = []
    if {"name", "quote"} <= set(kinds):  # these are sketched of one reading of each article
        memory.together(importlib.import_module("dossier.linking.compare.quotes.compare").SKETCHES)
    for name, (module, function) in _KINDS.items():
        if name in kinds:
            found += getattr(importlib.import_module(module), function)(facts, memory)
    return ordered(found)


def ordered(found: Iterable[Finding]) -> list[Finding]:
    """Put conflicts first, then in the order of kinds; those alike in both stay as they are, in that of the text."""
    return sorted(found, key=lambda finding: (_URGENT[finding.verdict], FINDING_KINDS.index(finding.kind)))


def finding(kind: FindingKind, about: str, verdict: Verdict, why: str, readings: Sequence[Reading]) -> Finding:
    """Put a finding together; raises ValueError where fewer than two articles have a reading."""
    if len({article for reading in readings for article in reading.articles}) < 2:
        raise ValueError("A finding needs two articles.")
    assert verdict in VERDICTS
    return Finding(identity(kind, about, readings), kind, about, verdict, why, tuple(readings))


def identity(kind: FindingKind, about: str, readings: Sequence[Reading]) -> str:
    """Give the id: a hash of what is told of what and by which articles; offsets and order do not count."""
    told = sorted([reading.reading, *sorted(reading.articles)] for reading in readings)
    digest = hashlib.sha256(json.dumps([kind, about, told]).encode("ascii")).hexdigest()
    return f"{kind}-{digest[:12]}"


def reading(
    words: str,
    spans: Iterable[Span],
    *,
    value: float | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Reading:
    """Put a reading together from where it stands; spans are put in order and each is taken once."""
    ordered = sorted(set(spans), key=lambda span: (span.article, span.start, span.end))
    articles = tuple(dict.fromkeys(span.article for span in ordered))
    return Reading(words, value, low, high, articles, tuple(ordered))


def packed(finding: Finding) -> str:
    """Write a finding as a line of JSON, to be kept."""
    readings = [
        [r.reading, r.value, r.low, r.high, [[s.article, s.start, s.end, s.text] for s in r.spans]]
        for r in finding.readings
    ]
    return json.dumps(
        [finding.id, finding.kind, finding.about, finding.verdict, finding.why, readings], ensure_ascii=False
    )


def unpacked(line: str) -> Finding:
    """Read what `packed` wrote."""
    id_, kind, about, verdict, why, readings = json.loads(line)
    made = [
        reading(words, [Span(*span) for span in spans], value=value, low=low, high=high)
        for words, value, low, high, spans in readings
    ]
    return Finding(id_, kind, about, verdict, why, tuple(made))


def listed(items: Sequence[str], word: str = "and") -> str:
    """Write a list as people do: `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}" if items else ""
