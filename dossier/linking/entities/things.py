"""Spellings of everything that is not a person, and which of them have one name when it is reduced to its core."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.extracting.lexicon import exonyms, pairs
from dossier.linking.entities.clusters import Clusters
from dossier.linking.entities.nodes import kind_of
from dossier.linking.entities.on_disk.columns import Lists, NumberColumn, Numbers
from dossier.linking.entities.on_disk.texts import Index, Records, Texts
from dossier.linking.entities.organisations import MEANT, reduced
from dossier.linking.entities.table import MentionTable
from dossier.model import EntityType

BETWEEN = "\x00"  # between a type and a core; sorts in front of every letter
_WORD: dict[EntityType, str] = {
    "ORG": "organisation",
    "PLACE": "place",
    "NATIONALITY": "people",
    "EVENT": "event",
    "PERSON": "person",
}


@dataclass(frozen=True, slots=True)
class NameSpelling:
    """One spelling of an organisation, place, people or event across the dossier.

    Its core is its name reduced, a usual second name replaced by the first: `united kingdom` for Britain.
    """

    key: int
    number: int
    node: str
    type: EntityType
    text: str
    core: str
    articles: Numbers
    """Sorted."""


class Things:
    """The spellings of everything that is not a person, by the numbers of their nodes."""

    def __init__(self, table: MentionTable, nodes: Texts, node: Numbers, first: int) -> None:
        """Set up; `node` gives that of each mention, and the names in clusters are those of nodes from `first` on."""
        self._nodes, self._first, self._rows = nodes, first, Lists(node, len(nodes))
        self._records = Records()
        of, articles = NumberColumn(), NumberColumn()
        for number, text in enumerate(nodes):
            if text.startswith("PERSON|"):
                self._records.append(None)
                continue
            rows = self._rows[number]
            usual = table.usual(rows)
            self._records.append((usual, _core(text, usual)))
            found = sorted(set(table.article[rows].tolist()))
            articles.extend(found)
            of.extend([number] * len(found))
        self._records.done()
        self._articles = Lists(of.done(), len(nodes), articles.done())

    def __iter__(self) -> Iterator[NameSpelling]:
        return (self[number] for number, text in enumerate(self._nodes) if not text.startswith("PERSON|"))

    def __getitem__(self, number: int) -> NameSpelling:
        text, core = self._records[number]
        node = self._nodes[number]
        return NameSpelling(self._first + number, number, node, kind_of(node), text, core, self._articles[number])

    def sorted(self, numbers: Iterable[int]) -> list[NameSpelling]:
        """Return spellings, those with most mentions first."""
        return [self[number] for number in sorted(numbers, key=lambda number: (-self._rows.size(number), number))]


def _core(node: str, text: str) -> str:
    if MEANT in node:
        return node.split(MEANT, 1)[1]
    kind = kind_of(node)
    short = reduced(text, kind)
    if kind == "PLACE":
        short = exonyms().get(short, short)  # Pérou, Deutschland
    return pairs("second_names").get(short, short)


class Cores:
    """Spellings by their cores, each core joined to one cluster."""

    def __init__(self, things: Things, clusters: Clusters) -> None:
        self.things, self.clusters = things, clusters
        self._groups = Index()
        for thing in things:
            self._groups.add(f"{thing.type}{BETWEEN}{thing.core}", thing.number)
        self._groups.done()
        self._join_cores()
        self._join_closed()

    def _join_cores(self) -> None:
        lists = self._groups.lists
        several = [place for place in range(len(lists)) if lists.size(place) > 1]
        for place in sorted(several, key=lambda place: int(lists[place][0])):
            first, *others = self.group(place)
            for other in others:
                self.clusters.join(first.key, other.key, _why_core(first, other))

    def _join_closed(self) -> None:
        """Join what is written in one word or in two: Bruma Ware, BrumaWare."""
        closed = Index()
        for place, text in enumerate(self._groups.texts):
            kind, core = text.split(BETWEEN, 1)
            if len(core) > 5:
                closed.add(f"{kind}{BETWEEN}{core.replace(' ', '')}", place)
        lists = closed.done().lists
        alike = [(int(place), int(lists[at][0])) for at in range(len(lists)) for place in lists[at][1:]]
        for place, known in sorted(alike):
            one, other = self.group(known)[0], self.group(place)[0]
            self.clusters.join(one.key, other.key, _why_core(one, other))

    def __iter__(self) -> Iterator[tuple[EntityType, str, int]]:
        """Yield types and cores in order, each with its place."""
        for place, text in enumerate(self._groups.texts):
            kind, core = text.split(BETWEEN, 1)
            yield kind_of(kind), core, place

    def organisations(self) -> Iterator[tuple[str, int]]:
        """Yield the cores of organisations in order, each with its place."""
        return ((core, place) for kind, core, place in self if kind == "ORG")

    def group(self, place: int) -> list[NameSpelling]:
        """Return the spellings of the core at a place, those with most mentions first."""
        return self.things.sorted(self._groups.lists[place].tolist())

    def named(self, core: str, kind: EntityType = "ORG") -> list[NameSpelling]:
        """Return the spellings of organisations, or of another kind, with a core."""
        return self.things.sorted(self._groups.get(f"{kind}{BETWEEN}{core}"))

    def join(self, full: NameSpelling, short: NameSpelling, why: str) -> None:
        """Join a short name to a full one, for a reason."""
        self.clusters.join(full.key, short.key, f"“{short.text}” joins “{full.text}”: {why}.")

    def others(self, mine: NameSpelling, fits: Iterable[NameSpelling]) -> list[NameSpelling]:
        """Return one spelling of each cluster among `fits`, without the cluster of `mine`."""
        root = self.clusters.find(mine.key)
        found = {other: thing for thing in fits if (other := self.clusters.find(thing.key)) != root}
        return list(found.values())


def _why_core(a: NameSpelling, b: NameSpelling) -> str:
    if MEANT in a.node or MEANT in b.node:
        why = "what its own article means by it"
    elif a.type == "NATIONALITY":
        why = "one people"
    elif reduced(a.text, a.type) != reduced(b.text, b.type):
        why = f"two usual names of one {_WORD[a.type]}"
    elif a.type == "ORG" and len(a.node.split()) != len(b.node.split()):
        why = "the same name with or without its legal form"
    else:
        why = "the same name, written a little differently"
    return f"“{b.text}” joins “{a.text}”: {why}."
