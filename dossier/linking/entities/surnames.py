"""Whom a bare surname, or a given name alone, means: the one person it can mean, or nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dossier.extracting.lexicon import listed
from dossier.extracting.quotations.grammar.vocabulary import PRONOUN_OF_GIVEN_NAME
from dossier.linking.entities.clusters import Clusters
from dossier.linking.entities.cooccurrence import CooccurringNames
from dossier.linking.entities.occupations import head, roles_conflict
from dossier.linking.entities.person_names import PersonName, bare_parts, standard
from dossier.linking.entities.persons import Person
from dossier.model import Mention

_PRONOUN_OF_TITLE = {"mr": "he", "sir": "he", "mrs": "she", "ms": "she", "miss": "she", "dame": "she"}


class Surnames:
    """Gives bare names to people once full names are clustered."""

    def __init__(
        self, people: Mapping[str, Person], clusters: Clusters, apart: Sequence[set[str]], cooccurring: CooccurringNames
    ) -> None:
        self.people, self.clusters, self.apart, self.cooccurring = people, clusters, apart, cooccurring
        self.roles: dict[tuple[str, str], set[str]] = defaultdict(set)  # of bare names, by article
        self.within: dict[str, list[str]] = defaultdict(list)  # the people of an article
        self.anywhere: dict[str, set[str]] = defaultdict(set)
        for node, person in people.items():
            for last in _lasts(person.name):
                self.anywhere[last].add(node)
            for article in person.articles:
                self.within[article].append(node)

    def resolved(self, mentions: Sequence[Mention], keys: Sequence[str], nodes: Sequence[str]) -> list[str]:
        """Return the nodes, with those of bare names that can mean one person only replaced by that person's."""
        for mention, key in zip(mentions, keys, strict=True):
            if mention.role and mention.type == "PERSON":
                self.roles[mention.article, key].add(mention.role)
        decided: dict[tuple[str, str, str], str] = {}
        out = []
        for mention, key, node in zip(mentions, keys, nodes, strict=True):
            if not node.startswith("PERSON|") or node in self.people:
                out.append(node)
                continue
            place = (mention.article, key, _PRONOUN_OF_TITLE.get(mention.role or "", ""))
            if place not in decided:
                decided[place] = self._whom(mention, key, node)
            out.append(decided[place])
        return out

    def _named_together(self, article: str, key: str, last: str, fits: set[str]) -> bool:
        """Return whether an article that does not say which Miller it means may mean the one of other articles.

        What it calls the person must fit; a name that many bear needs the same role, or another name that the articles
        share, where the article has any.
        """
        roles = set().union(*(self.people[node].roles for node in fits))
        if roles_conflict(roles, self.roles[article, key], strict=True):
            return False
        articles = set().union(*(self.people[node].articles for node in fits))
        called = {head(role) for role in roles} & {head(role) for role in self.roles[article, key]}
        rare = last not in listed("surnames") or not self.cooccurring.has(article, last)
        return rare or bool(called) or self.cooccurring.shared(article, articles, last)

    def _whom(self, mention: Mention, key: str, node: str) -> str:
        """Return the node for a bare name in one article: the node itself where it stays open."""
        fits, why = self._meant(mention, key)
        self.clusters.add(node)
        roots = {self.clusters.find(f) for f in fits}
        if len(roots) != 1:
            return node
        full = [member for member in self.clusters.members(min(roots)) if member in self.people]
        spellings = {member.split("|", 1)[1].split("#")[0] for member in full}
        if any(key in group and spellings & (group - {key}) for group in self.apart):
            return node
        # A bare spelling may mean different people in different articles: each has a node of its own for it.
        mine = f"PERSON|{key}@{full[0]}"
        self.clusters.add(mine)
        self.clusters.join(full[0], mine, f"“{mention.text}” joins “{self.people[min(fits)].text}”: {why}.")
        return mine

    def _meant(self, mention: Mention, key: str) -> tuple[set[str], str]:
        """Return whom a bare name can mean, in its article or else in the dossier, and why."""
        parts, suffix = bare_parts(key)
        last = parts[-1] if parts else key
        names = {node: self.people[node].name for node in self.within.get(mention.article, ())}
        lasts = {node: _lasts(name) for node, name in names.items()}
        same = {node for node in names if last in lasts[node]} or {n for n in names if standard(last) in lasts[n]}
        here = same or {node for node, name in names.items() if name.first == last}
        nicked = {node for node, name in names.items() if name.nick and name.nick == key}
        fits = self._fitting(here or nicked, mention, parts, suffix)
        if here or fits:
            return fits, "the only person of that name in an article that has both"
        everywhere = self.anywhere.get(last) or self.anywhere.get(standard(last)) or set()
        fits = self._fitting(everywhere, mention, parts, suffix)
        known = self._named_together(mention.article, key, last, fits)
        return fits if known else set(), "the only person of that name in the dossier"

    def _fitting(self, nodes: Iterable[str], mention: Mention, parts: tuple[str, ...], suffix: str | None) -> set[str]:
        """Return those people whom a bare name can mean: its parts are theirs, suffix and title do not conflict."""
        pronoun = _PRONOUN_OF_TITLE.get((mention.role or "").replace(".", ""))
        fits = set()
        for node in nodes:
            name = self.people[node].name
            conflict = pronoun and PRONOUN_OF_GIVEN_NAME.get(name.first, pronoun) != pronoun
            if not conflict and suffix in (None, name.suffix) and (len(parts) < 2 or set(parts) <= set(name.whole)):
                fits.add(node)
        return fits


@lru_cache(maxsize=1 << 14)
def _lasts(name: PersonName) -> frozenset[str]:
    """Return what may stand alone for a name: its surname, a given name that is none, and how else these are spelt."""
    lasts = {name.surname, *(given for given in name.given[1:] if given not in listed("given"))}
    return frozenset(lasts | {standard(last) for last in lasts})  # Zelenskyy of Volodymyr Zelensky
