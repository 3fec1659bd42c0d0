"""The names that are linked: what each mention is called, as a number in the clusters.

The numbers of people come first, in the order of their nodes, then those of all nodes, then of what only definitions
and corrections name.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np

from dossier.extracting.names.definitions import is_alias
from dossier.linking.entities.clusters import Clusters
from dossier.linking.entities.cooccurrence import CooccurringNames
from dossier.linking.entities.nodes import Kinds, kind_of
from dossier.linking.entities.on_disk.columns import NumberColumn, Numbers, blocks, zeros
from dossier.linking.entities.on_disk.texts import TextColumn, Texts
from dossier.linking.entities.organisations import MEANT
from dossier.linking.entities.people import People
from dossier.linking.entities.senses import Acronyms, heads
from dossier.linking.entities.surnames import Surnames
from dossier.linking.entities.table import ORDER, MentionTable
from dossier.linking.entities.things import Things
from dossier.model import Definition, EntityType


class Names:
    """What each mention is called: a full name of a person, or a node."""

    def __init__(self, table: MentionTable, cooccurring: CooccurringNames) -> None:
        self._table = table
        self.kinds: Numbers = zeros(len(table), np.uint8)
        """The type of each mention, as a number of ORDER."""
        self.nodes, self.node = self._as_meant()
        self.people = People(table, self.nodes, self.node, cooccurring)
        self.clusters = Clusters(len(self.people) + len(self.nodes))
        self.of_mention: Numbers = zeros(len(table), np.uint32)
        """The number in the clusters of what each mention is called."""
        for rows in blocks(len(table)):
            person = self.people.of_mention[rows]
            self.of_mention[rows] = np.where(person > 0, person - 1, self.node[rows] + len(self.people))
        self._late: dict[str, int] = {}

    def _as_meant(self) -> tuple[Texts, Numbers]:
        """Return the nodes, and that of each mention: its type, its spelling, and what that means in its article."""
        table, acronyms = self._table, Acronyms()
        kinds = Kinds(table)
        for article in table.in_order():
            named = table.named(article)
            found = kinds.of(article, named)
            self.kinds[table.rows_of[article]] = [ORDER.index(kind) for kind in found]
            acronyms.note(found, named, self._acronyms(article))
        column, rows = TextColumn(), NumberColumn()
        for article in table.in_order():
            named = table.named(article)
            found = [ORDER[kind] for kind in self.kinds[table.rows_of[article]].tolist()]
            meant = acronyms.nodes(found, named, self._acronyms(article))
            column.extend(heads(meant, named, table.articles[article]))
            rows.extend([one.row for one in named])
        nodes, numbers = column.done()
        places, node = rows.done(), zeros(len(table), np.uint32)
        for part in blocks(len(table)):
            node[places[part]] = numbers[part]
        return nodes, node

    def _acronyms(self, article: int) -> list[Definition]:
        return [one for one in self._table.defined(article) if not is_alias(one)]

    @property
    def things(self) -> Things:
        """The spellings of everything that is not a person."""
        return Things(self._table, self.nodes, self.node, len(self.people))

    def kind(self, row: int) -> EntityType:
        """Return the type of the entity of a mention."""
        return "PERSON" if self.people.of_mention[row] else kind_of(self.nodes[int(self.node[row])])

    def number(self, node: str) -> int:
        """Return the number of a node; one that no mention has gets a number too."""
        if (person := self.people.nodes.find(node)) is not None:
            return person
        if (place := self.nodes.find(node)) is not None:
            return len(self.people) + place
        if node not in self._late:
            self._late[node] = self.clusters.add()
        return self._late[node]

    def give_bare_names(self, surnames: Surnames) -> None:
        """Let bare names that can mean one person only be that person's."""
        person = ORDER.index("PERSON")
        for article in self._table.in_order():
            rows = self._table.rows_of[article]
            bare = set(rows[(self.kinds[rows] == person) & (self.people.of_mention[rows] == 0)].tolist())
            if bare:
                named = self._table.named(article)
                for row, whom in surnames.meant(article, named, [one for one in named if one.row in bare]).items():
                    self.of_mention[row] = whom
        surnames.join()

    def keep_apart(self, apart: Sequence[set[str]], *, meanings: bool = False) -> None:
        """Never join what the user keeps apart; with `meanings` every meaning of a name included."""
        for names in apart:
            for kind, pair in itertools.product(ORDER, itertools.combinations(sorted(names), 2)):
                sides = ([f"{kind}|{name}", *(self._meanings(f"{kind}|{name}") if meanings else ())] for name in pair)
                for one, other in itertools.product(*sides):
                    self.clusters.forbid(self.number(one), self.number(other))

    def _meanings(self, node: str) -> Iterator[str]:
        for place in range(bisect_left(self.nodes, f"{node}{MEANT}"), len(self.nodes)):
            if not self.nodes[place].startswith(f"{node}{MEANT}"):
                return
            yield self.nodes[place]
