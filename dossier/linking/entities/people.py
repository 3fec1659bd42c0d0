"""The full names of people with their articles and roles; namesakes whose roles or ages conflict are told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from dossier.extracting.lexicon import listed
from dossier.linking.entities.cooccurrence import CooccurringNames
from dossier.linking.entities.occupations import ages_conflict, head, lives, roles_conflict
from dossier.linking.entities.on_disk.columns import Lists, NumberColumn, Numbers, blocks, taken, zeros
from dossier.linking.entities.on_disk.texts import Records, TextColumn, Texts
from dossier.linking.entities.person_names import PersonName, parse
from dossier.linking.entities.table import ORDER, MentionTable

_AND = (len(" & "), len(" and "))  # between the given names of a couple
_PERSON = ORDER.index("PERSON")


@dataclass(frozen=True, slots=True)
class Person:
    """One full name across the dossier; its number is its place among the nodes of people, in their order."""

    key: int
    name: PersonName
    text: str
    roles: frozenset[str]
    articles: Numbers
    """Sorted."""


class People:
    """The people of a dossier by their numbers."""

    def __init__(self, table: MentionTable, nodes: Texts, node: Numbers, cooccurring: CooccurringNames) -> None:
        """Set up; `nodes` are all nodes, and `node` gives that of each mention."""
        self._table, self._cooccurring = table, cooccurring
        self._records, self._spelt = Records(), TextColumn()
        self._article, self._of = NumberColumn(), NumberColumn()
        self._first = NumberColumn()  # the row that names each first
        self.of_mention = zeros(len(table), np.uint32)
        """The number of the person that each mention names in full, counted from 1."""
        self._fill(nodes, Lists(node, len(nodes)))

    def __len__(self) -> int:
        return len(self.nodes)

    def __getitem__(self, number: int) -> Person:
        given, surname, suffix, nick, text, roles = self._records[int(self._place[number])]
        name = PersonName(given, surname, suffix, nick)
        return Person(number, name, text, frozenset(roles), self.articles_of[number])

    def name(self, number: int) -> PersonName:
        """Return a person's name in its parts."""
        given, surname, suffix, nick, *_ = self._records[int(self._place[number])]
        return PersonName(given, surname, suffix, nick)

    def _fill(self, nodes: Texts, rows_of: Lists) -> None:
        full = _full_names(self._table, nodes, rows_of)
        couples = self._couples(nodes, rows_of, full)
        late: list[tuple[int, int, dict[int, int]]] = []
        for number, node in enumerate(nodes):
            if full[number]:
                rows = rows_of[number]
                name, more = self._parsed(rows), couples.pop(node, None)
                every = rows if more is None else np.append(rows, np.array(more[1], np.uint32))
                found = self._put(node, name, every, rows)
                if more:
                    late += [(int(rows[0]), row, found) for row in more[1]]
        for node, (name, more_rows) in couples.items():
            found = self._put(node, name, np.array(more_rows, np.uint32), rows_of.values[:0])
            late += [(len(self._table), row, found) for row in more_rows]
            alike = nodes.find(node)
            if alike is not None:
                self.of_mention[rows_of[alike]] = min(found.values()) + 1
        first = self._first.done()
        for place, row, found in late:  # of two names in one place, that counts which the dossier names later first
            own = self.of_mention[row]
            if not own or place > first[own - 1]:
                self.of_mention[row] = found[int(self._table.article[row])] + 1
        self._number()

    def _parsed(self, rows: Numbers) -> PersonName:
        name = parse(self._table.texts[int(self._table.text[rows[0]])])
        assert name  # of a full name
        return name

    def _put(self, node: str, name: PersonName, rows: Numbers, mine: Numbers) -> dict[int, int]:
        """Keep the people of one full name; return for each article which of them it names."""
        table = self._table
        found: dict[int, int] = {}
        groups = _namesakes(table, rows, name.surname, self._cooccurring)
        for number, group in enumerate(groups):
            person = len(self._records)
            chosen, own = (rows, mine) if len(groups) == 1 else (_within(table, some, group) for some in (rows, mine))
            roles = sorted(table.roles.many(set(table.role[chosen].tolist()) - {0}))
            self._records.append((name.given, name.surname, name.suffix, name.nick, table.usual(chosen), tuple(roles)))
            self._spelt.append(f"{node}#{number + 1}" if number else node)
            self._first.append(int(rows[0]) if len(mine) else len(table))
            self._article.extend(group)
            self._of.extend([person] * len(group))
            self.of_mention[own] = person + 1
            found |= dict.fromkeys(group, person)
        return found

    def _number(self) -> None:
        """Give the people their numbers, in the order of their nodes."""
        self._records.done()
        self.nodes, rank = self._spelt.done()
        self._place = zeros(len(rank), np.uint32)
        self._place[rank] = np.arange(len(rank), dtype=np.uint32)
        for rows in blocks(len(self.of_mention)):
            some = self.of_mention[rows]
            named = some > 0
            some[named] = rank[some[named] - 1] + 1
        of, where = taken(rank, self._of.done()), self._article.done()
        self.articles_of = Lists(of, len(rank), where)
        self.of_article = Lists(where, len(self._table.articles), of)

    def _couples(
        self, nodes: Texts, rows_of: Lists, full: np.ndarray[Any, Any]
    ) -> dict[str, tuple[PersonName, list[int]]]:
        """Return the names of those who share the surname of the full name after them, with the rows that name them.

        `Tom and Anna Sorensen`
        """
        names, surnames = zeros(len(self._table.keys), np.bool_), TextColumn()
        for number in np.flatnonzero(full).tolist():
            names[self._table.key[rows_of[number][0]]] = True
            surnames.append(self._parsed(rows_of[number]).surname)
        taken_ = self._table.keys.marked(surnames.done()[0])
        found: dict[str, tuple[PersonName, list[int]]] = {}
        for row in self._joined():
            key, other = int(self._table.key[row]), int(self._table.key[row + 1])
            if names[other] and not taken_[key]:
                node = nodes.find(f"PERSON|{self._table.keys[other]}")
                assert node is not None
                last = self._parsed(rows_of[node])
                given = self._table.keys[key]
                if given in listed("given") and last.first in listed("given") and last.first != given:
                    name = PersonName((given,), last.surname)
                    found.setdefault(f"PERSON|{given} {last.surname}", (name, []))[1].append(row)
        return found

    def _joined(self) -> Iterator[int]:
        """Yield the rows of people without a role behind whom an “and” and another person stand."""
        table = self._table
        for rows in blocks(max(len(table) - 1, 0)):
            after = slice(rows.start + 1, rows.stop + 1)
            gap = table.start[after].astype(np.int64) - table.end[rows]
            people = (table.kind[rows] == _PERSON) & (table.kind[after] == _PERSON) & (table.role[rows] == 0)
            together = people & (table.article[rows] == table.article[after]) & np.isin(gap, _AND)
            yield from (np.flatnonzero(together) + rows.start).tolist()


def _full_names(table: MentionTable, nodes: Texts, rows_of: Lists) -> np.ndarray[Any, Any]:
    """Return for each node whether it is a full name of a person."""
    found = zeros(len(nodes), np.bool_)
    for number, node in enumerate(nodes):
        if node.startswith("PERSON|"):
            found[number] = parse(table.texts[int(table.text[rows_of[number][0]])]) is not None
    return found


@dataclass(slots=True)
class _Side:
    """One of several people with one full name: what their articles say they are and how old, and the articles."""

    roles: set[str]
    ages: set[int]
    articles: set[int]

    def takes(self, roles: set[str], ages: set[int]) -> bool:
        """Return whether an article's roles and ages may be this person's."""
        alike = {head(role) for role in self.roles} & {head(role) for role in roles}
        aged = not alike and ages_conflict(self.ages, ages)
        return not aged and not roles_conflict(self.roles, roles, strict=False)


def _namesakes(table: MentionTable, rows: Numbers, surname: str, cooccurring: CooccurringNames) -> list[list[int]]:
    """Return the articles of one full name, sorted, divided where their roles or ages conflict; mostly one list.

    Articles that say neither go with the only ones whose other names they share, else they stay by themselves.
    """
    articles = set(table.article[rows].tolist())
    sides = _sides(table, rows)
    if len(sides) < 2:
        return [sorted(articles)]
    kept = [np.array(sorted(side.articles), np.uint32) for side in sides]
    found = [set(side.articles) for side in sides]
    open_: set[int] = set()
    for article in sorted(articles.difference(*found)):
        near = [i for i, those in enumerate(kept) if cooccurring.shared(article, those, surname)]
        (found[near[0]] if len(near) == 1 else open_).add(article)
    return [sorted(some) for some in (*found, open_) if some]


def _within(table: MentionTable, rows: Numbers, articles: list[int]) -> Numbers:
    """Return those rows that are in some articles."""
    return rows[np.isin(table.article[rows], articles)]


def _sides(table: MentionTable, rows: Numbers) -> list[_Side]:
    """Return the people whom the articles that give a role or an age tell apart."""
    roles: dict[int, set[str]] = defaultdict(set)
    ages: dict[int, set[int]] = defaultdict(set)
    columns = (column[rows].tolist() for column in (table.article, table.role, table.age))
    for article, role, age in zip(*columns, strict=True):
        if role:
            roles[article].add(table.roles[role])
        if age:
            ages[article].add(age)
    sides: list[_Side] = []
    for article in sorted({*roles, *ages}, key=lambda article: (-len(lives(roles[article])), article)):
        side = next((side for side in sides if side.takes(roles[article], ages[article])), None)
        if side is None:
            side = _Side(set(), set(), set())
            sides.append(side)
        side.roles.update(roles[article])
        side.ages.update(ages[article])
        side.articles.add(article)
    return sides
