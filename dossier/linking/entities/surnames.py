"""Whom a bare surname, or a given name alone, means: the one person it can mean, or nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TypeAlias

from dossier.extracting.lexicon import listed
from dossier.extracting.quotations.grammar.vocabulary import PRONOUN_OF_GIVEN_NAME
from dossier.linking.entities.clusters import Clusters
from dossier.linking.entities.cooccurrence import CooccurringNames
from dossier.linking.entities.occupations import head, roles_conflict
from dossier.linking.entities.on_disk.columns import Lists, NumberColumn, union
from dossier.linking.entities.on_disk.texts import Index, Records, TextColumn
from dossier.linking.entities.people import People
from dossier.linking.entities.person_names import PersonName, bare_parts, standard
from dossier.linking.entities.table import Named

_WHY = (
    "the only person of that name in an article that has both",
    "the only person of that name in the dossier",
    "the only person of that name whom its article names before it",
)
_PRONOUN_OF_TITLE = {"mr": "he", "sir": "he", "mrs": "she", "ms": "she", "miss": "she", "dame": "she"}
_Here: TypeAlias = tuple[int, PersonName, frozenset[str]]
"""A person of an article: the number, the name, and what may stand alone for it."""


class Surnames:
    """Gives bare names to people once full names are clustered."""

    def __init__(
        self, people: People, clusters: Clusters, apart: Sequence[set[str]], cooccurring: CooccurringNames
    ) -> None:
        self._people, self._clusters, self._apart, self._cooccurring = people, clusters, apart, cooccurring
        self._anywhere = Index()
        for person in range(len(people)):
            for last in sorted(_lasts(people.name(person))):
                self._anywhere.add(last, person)
        self._anywhere.done()
        self._whom, self._key, self._reasons = NumberColumn(), TextColumn(), Records()

    def meant(self, article: int, named: Sequence[Named], bare: Iterable[Named]) -> dict[int, int]:
        """Return for those bare names of an article that can mean one person only a number of that person, by row."""
        here = [(person, self._people.name(person)) for person in self._people.of_article[article].tolist()]
        lasts = [(person, name, _lasts(name)) for person, name in here]
        roles: defaultdict[str, set[str]] = defaultdict(set)
        for one in named:
            if one.role and one.kind == "PERSON":
                roles[one.key].add(one.role)
        decided: dict[tuple[str, str], int | None] = {}
        found: dict[int, int] = {}
        for one in bare:
            place = (one.key, _PRONOUN_OF_TITLE.get(one.role, ""))
            if place not in decided:
                decided[place] = self._decided(article, one, lasts, roles[one.key])
            whom = decided[place]
            if whom is None:
                whom = self._introduced(one, lasts, named)
            if whom is not None:
                found[one.row] = whom
        return found

    def join(self) -> None:
        """Note in the clusters which bare names have joined whom, and why; nothing can be decided after."""
        reasons, keys = self._reasons.done(), self._key.done()[1]
        joined = Lists(self._whom.done(), len(self._people))
        for person in range(len(joined)):
            seen: set[int] = set()
            for row in joined[person].tolist():
                if keys[row] not in seen:
                    seen.add(keys[row])
                    text, full, why = reasons[row]
                    self._clusters.take(person, f"“{text}” joins “{self._people[full].text}”: {_WHY[why]}.")

    def _decided(self, article: int, one: Named, here: Sequence[_Here], roles: AbstractSet[str]) -> int | None:
        """Return whom a bare name means in one article: the first name of that person; None where it stays open."""
        parts, suffix = bare_parts(one.key)
        last = parts[-1] if parts else one.key
        same = _of_that_name(last, here)
        near = same or [(person, name) for person, name, _ in here if name.nick and name.nick == one.key]
        fits, why = _fitting(near, one.role, parts, suffix), 0
        if not fits and not same:
            everywhere = self._anywhere.get(last) or self._anywhere.get(standard(last))
            named = ((person, self._people.name(person)) for person in everywhere)
            fits, why = _fitting(named, one.role, parts, suffix), 1
        if len({self._clusters.find(person) for person in fits}) != 1:
            return None
        if why and not self._named_together(article, last, fits, roles):
            return None
        return self._given(one, min(fits), why)

    def _introduced(self, one: Named, here: Sequence[_Here], named: Sequence[Named]) -> int | None:
        """Return the one namesake whom an article names in full before a bare name: nobody else is known yet."""
        parts, suffix = bare_parts(one.key)
        fits = _fitting(_of_that_name(parts[-1] if parts else one.key, here), one.role, parts, suffix)
        if len(fits) < 2:
            return None
        of_mention = self._people.of_mention
        before = {int(of_mention[full.row]) - 1 for full in named if full.start < one.start} & fits
        known = {self._clusters.find(person) for person in before}
        return self._given(one, min(before), 2) if len(known) == 1 else None

    def _given(self, one: Named, person: int, why: int) -> int | None:
        """Note that a bare name is a person's, with the reason, and return that person's first name."""
        full = sorted(member for member in self._clusters.members(person) if member < len(self._people))
        if self._apart and self._is_apart(one.key, full):
            return None
        self._whom.append(full[0])
        self._key.append(one.key)
        self._reasons.append((one.text, person, why))
        return full[0]

    def _is_apart(self, key: str, full: Iterable[int]) -> bool:
        spellings = {self._people.nodes[person].split("|", 1)[1].split("#")[0] for person in full}
        return any(key in group and spellings & (group - {key}) for group in self._apart)

    def _named_together(self, article: int, last: str, fits: Iterable[int], here: AbstractSet[str]) -> bool:
        """Return whether an article that does not say which Miller it means may mean the one of other articles.

        What it calls the person must fit; a name that many bear needs the same role, or another name that the articles
        share, where the article has any.
        """
        people = [self._people[person] for person in fits]
        roles = frozenset().union(*(person.roles for person in people))
        if roles_conflict(roles, here, strict=True):
            return False
        if last not in listed("surnames") or not self._cooccurring.has(article, last):
            return True
        called = {head(role) for role in roles} & {head(role) for role in here}
        return bool(called) or self._cooccurring.shared(article, union(one.articles for one in people), last)


def _of_that_name(last: str, people: Sequence[_Here]) -> list[tuple[int, PersonName]]:
    """Return the people whose surname a word is, else those with that given name."""
    for word in (last, standard(last)):
        same = [(person, name) for person, name, lasts in people if word in lasts]
        if same:
            return same
    return [(person, name) for person, name, _ in people if name.first == last]


def _fitting(
    people: Iterable[tuple[int, PersonName]], role: str, parts: tuple[str, ...], suffix: str | None
) -> set[int]:
    """Return those people whom a bare name can mean: its parts are theirs, suffix and title do not conflict."""
    pronoun = _PRONOUN_OF_TITLE.get(role.replace(".", ""))
    fits = set()
    for person, name in people:
        conflict = pronoun and PRONOUN_OF_GIVEN_NAME.get(name.first, pronoun) != pronoun
        if not conflict and suffix in (None, name.suffix) and (len(parts) < 2 or set(parts) <= set(name.whole)):
            fits.add(person)
    return fits


@lru_cache(maxsize=1 << 14)
def _lasts(name: PersonName) -> frozenset[str]:
    """Return what may stand alone for a name: its surname, a given name that is none, and how else these are spelt."""
    lasts = {name.surname, *(given for given in name.given[1:] if given not in listed("given"))}
    return frozenset(lasts | {standard(last) for last in lasts})  # Zelenskyy of Volodymyr Zelensky
