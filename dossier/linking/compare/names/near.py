"""Full names of two people in two articles that may be one person's: spelt in two ways, or one of the two is wrong.

Two names are *near* where each part is the same, sounds the same or differs by a letter or two; then the same said of
both (a role, an age, a sentence) makes them two spellings of one name. Where given names or surnames are quite
different, and yet both articles give the same office or the same age in one story, they contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice, product
from typing import Literal, NamedTuple, cast

from rapidfuzz.distance import DamerauLevenshtein

from dossier.linking.compare.names.shared_evidence import Quotes, SharedEvidence
from dossier.linking.entities.naming import AGE, QUOTED, ROLE, START, TEXT, TYPE, EntityMentions, quoted_sketch
from dossier.linking.entities.occupations import head, roles_conflict
from dossier.linking.entities.person_names import PersonName, given_alike, parse, sounds, standard
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Cache, digest
from dossier.model import Mention, Verdict
from dossier.text.folding import fold

_BEGINNING = 3  # letters that a given name and its short form have in common
_STORY = 2  # other names in common that make one story of two articles
_NO_OFFICE = frozenset({"mr", "mrs", "ms", ""})
_LONG = 8  # letters of a part of a name in which two may differ
_COMMON = 60  # people with one given name and a letter of the surname; more are not compared
Relation = Literal["spelling", "given", "surname", ""]


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two people who may be one: their mentions, the verdict, and why."""

    one: list[Mention]
    other: list[Mention]
    verdict: Verdict
    why: str


def near_names(facts: DossierFacts, entities: Mapping[str, EntityMentions], cache: Cache) -> Iterator[NamePair]:
    """Yield pairs of people that no article names both and that may be one person, or contradict each other."""
    people = {id_: one for id_, one in entities.items() if one.person[0]}
    names = {id_: name for id_, one in people.items() if (name := parse(max(_spellings(one), key=len)))}
    places = {id_: frozenset(place for place, _, _ in one.where) for id_, one in entities.items()}
    ids, known, together = facts.ids, cache.texts("name pair"), _SharedNames(places)
    by_id, quoted = facts.by_id, _quoted(facts, cache)
    key_of = lru_cache(maxsize=None)(lambda id_: digest(_key(people[id_])))  # somebody is in many pairs
    for pair in _candidates(names):
        relation = relation_of(*(names[entity] for entity in pair))
        if not relation or places[pair[0]] & places[pair[1]]:
            continue  # an article that names both tells them apart
        shared = together.count(pair)

        def judged(pair: tuple[str, str] = pair, relation: Relation = relation, shared: int = shared) -> str:
            mine, theirs = (_people(people[entity], ids) for entity in pair)
            return _judged(mine, theirs, relation, by_id, quoted, shared=shared)

        said = known.get(digest(*map(key_of, pair), relation, shared), judged)
        verdict, _, why = said.partition("|")
        if verdict:
            mine, theirs = (_people(people[entity], ids) for entity in pair)
            yield NamePair(mine, theirs, cast("Verdict", verdict), why)


def _quoted(facts: DossierFacts, cache: Cache) -> Quotes:
    """Return what each article quotes each speaker with."""
    every = zip(facts.ids, cache.sketches(QUOTED, facts, quoted_sketch), strict=True)
    return {(id_, speaker): texts for id_, sketch in every for speaker, texts in sketch.items()}


def _people(one: EntityMentions, ids: Sequence[str]) -> list[Mention]:
    return [mention for mention in one.mentions(ids) if mention.type == "PERSON"]


def _candidates(names: Mapping[str, PersonName]) -> Iterator[tuple[str, str]]:
    """Yield pairs of people that share a surname, or a given name and a letter of the surname."""
    blocks: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for entity, name in names.items():
        given, surname = standard(name.first), standard(name.surname)
        for letter in {f"{surname[0]}-", f"-{surname[-1]}"}:
            blocks[given, letter].append(entity)
            blocks["".join(name.given), letter].append(entity)
        blocks["", surname].append(entity)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for pair in combinations(dict.fromkeys(block), 2) if len(block) <= _COMMON else ():
            if pair not in seen:
                seen.add(pair)
                yield pair


def relation_of(one: PersonName, other: PersonName) -> Relation:
    """Return how two full names relate: near in all parts, or different in the given name or the surname only."""
    given, surname = _given_relation(one, other), _part_relation(one.surname, other.surname)
    suffixes = {one.suffix, other.suffix} - {None}
    both = "near" == given == surname and sounds(one.surname) != sounds(other.surname)
    if len(suffixes) == 2 or both:
        return ""
    if given and surname:
        return "spelling"
    if not all(map(_is_plain, (one, other))):
        return ""
    return "given" if surname == "same" else "surname" if given == "same" else ""


def _is_plain(name: PersonName) -> bool:
    """Return whether a name has one given name that is no initial."""
    return len(name.given) == 1 and len(name.first) > 1


def _given_relation(one: PersonName, other: PersonName) -> Literal["same", "near", ""]:
    """Return whether given names are the same, the first or all of them, or nearly so."""
    if "".join(one.given) == "".join(other.given):
        return "same"
    relation = _part_relation(one.first, other.first)
    return "near" if not relation and given_alike(one.first, other.first) else relation


def _part_relation(one: str, other: str) -> Literal["same", "near", ""]:
    """Return whether two parts of names are the same, or differ by a letter or two."""
    if standard(one) == standard(other):
        return "same"
    return "near" if _is_near(one, other) else ""


def _is_near(one: str, other: str) -> bool:
    """Return whether two parts of names differ by a letter, long ones by two or in spelling only."""
    short = min(len(one), len(other))
    distance = DamerauLevenshtein.distance(one, other)
    return short > 3 and (distance <= 1 or (distance == 2 and (short >= _LONG or sounds(one) == sounds(other))))


class _SharedNames:
    """Counts the other names, known to few articles, that articles of two people have in common, up to a few.

    What articles share is looked for once: of thousands of people whom one article names, each pair asks the same.
    """

    def __init__(self, places: Mapping[str, frozenset[int]]) -> None:
        self._places = places
        self._named: defaultdict[int, set[str]] = defaultdict(set)
        self._known: dict[tuple[frozenset[int], frozenset[int]], frozenset[str]] = {}
        for entity, where in places.items():
            for place in where if len(where) < _COMMON else ():
                self._named[place].add(entity)

    def count(self, pair: tuple[str, str]) -> int:
        """Return how many there are beside the two, at most as many as make a story."""
        mine, theirs = self._places[pair[0]], self._places[pair[1]]
        if (mine, theirs) not in self._known:
            self._known[mine, theirs] = self._common(mine, theirs)
        return min(len(self._known[mine, theirs].difference(pair)), _STORY)

    def _common(self, mine: frozenset[int], theirs: frozenset[int]) -> frozenset[str]:
        """Return names that both have, no more than are needed where the two people are among them."""
        named: set[str] = set().union(*(self._named[place] for place in mine))
        found: set[str] = set()
        for place in theirs:
            found |= named & self._named[place]
            if len(found) >= _STORY + 2:
                break
        return frozenset(islice(found, _STORY + 2))


class NameRule(NamedTuple):
    """A verdict on two people of nearly one name, and what must hold for it; the first rule that holds counts.

    `spelling` tells whether the names may be two spellings of one, or have two given names or surnames. `example` are
    sentences of two articles.
    """

    spelling: bool
    holds: Callable[[SharedEvidence], bool]
    verdict: Verdict
    why: str
    example: tuple[str, str]


_POSSIBLY = " and the names differ by a letter or two: possibly one person"
_DIFFER = ", and the {part} differ"
RULES = (
    NameRule(
        True, lambda c: c.told, "compatible", "the same is said of both" + _POSSIBLY,
        ("Ilse Brandt has left the bridge club of Ost.", "Ilsa Brandt has left the bridge club of Ost."),
    ),
    NameRule(
        True, lambda c: c.quoted, "compatible", "both say the same" + _POSSIBLY,
        ("“The quay will open before winter,” said Ilse Brandt, who runs a small shop near the old ferry terminal.",
         "After lunch Ilsa Brandt spoke in Ost for an hour, and smiled: “The quay will open before winter.”"),
    ),
    NameRule(
        True, lambda c: bool(c.called), "compatible", "both are called {role}" + _POSSIBLY,
        ("The mayor, Ilse Brandt, is on leave.", "Mayor Ilsa Brandt closed the quay."),
    ),
    NameRule(
        True, lambda c: c.aged, "compatible", "both are of one age" + _POSSIBLY,
        ("Ilse Brandt, 41, is on leave.", "The quay was closed by Ilsa Brandt, 41."),
    ),
    NameRule(
        True, lambda c: c.shared >= _STORY or (c.beside and c.shared > 0), "compatible",
        "the articles name the same others" + _POSSIBLY,
        ("Ilse Brandt met Mara Oduya and Tom Keller.", "Ilsa Brandt fears Tom Keller. Mara Oduya is away."),
    ),
    NameRule(
        True, lambda c: c.beside, "unclear", "much the same is said of both" + _POSSIBLY,
        ("Ilse Brandt, head of the union, is away.", "The union's head, Ilsa Brandt, closed the quay."),
    ),
    NameRule(
        True, lambda c: c.shared > 0, "unclear", "the articles name somebody or something else in common" + _POSSIBLY,
        ("Ilse Brandt met Mara Oduya.", "Ilsa Brandt closed the quay. Mara Oduya is away."),
    ),
    NameRule(
        False, lambda c: c.unique and (c.shared > 0 or c.told), "conflict", "both are called {role}" + _DIFFER,
        ("The mayor, Ilse Brandt, met Mara Oduya.", "Mayor Ruth Brandt is ill. Mara Oduya is away."),
    ),
    NameRule(
        False, lambda c: c.aged and bool(c.called), "conflict", "both are called {role}" + _DIFFER,
        ("The mayor, Ilse Brandt, 41, is on leave.", "Mayor Ruth Brandt, 41, closed the quay."),
    ),
    NameRule(
        False, lambda c: c.aged and c.shared > 0, "conflict", "both are of one age" + _DIFFER,
        ("Ilse Brandt, 41, met Mara Oduya.", "Ruth Brandt, 41, closed the quay. Mara Oduya is away."),
    ),
    NameRule(
        False, lambda c: c.given and c.quoted and c.named, "conflict", "both say the same" + _DIFFER,
        ("“The quay will open before winter,” said Ilse Brandt.",
         "“The quay will open before winter,” Ruth Brandt said in Ost."),
    ),
    NameRule(
        False, lambda c: c.given and c.quoted, "unclear", "both say the same" + _DIFFER,
        ("“The quay will open before winter,” said Ilse Brandt.",
         "Ruth Brandt, the mayor, smiled. “The quay will open before winter,” the mayor said."),
    ),
)  # fmt: skip


def _judged(
    mine: Sequence[Mention],
    theirs: Sequence[Mention],
    relation: Relation,
    articles: Mapping[str, ArticleFacts],
    quotes: Quotes,
    *,
    shared: int,
) -> str:
    """Return verdict and reason with a stroke between, or ""."""
    (roles, ages), (other_roles, other_ages) = _told_of(mine), _told_of(theirs)
    aged = any(abs(a - b) <= 1 for a, b in product(ages, other_ages))
    if (ages and other_ages and not aged) or roles_conflict(roles, other_roles, strict=False):
        return ""
    called = sorted({*map(head, roles)} & {*map(head, other_roles)} - _NO_OFFICE)
    given = relation == "given" and not _begin_alike(mine[0], theirs[0])
    common = SharedEvidence(mine, theirs, articles, quotes, called, shared, aged, given)
    spelling = relation == "spelling"
    rule = next((rule for rule in RULES if rule.spelling == spelling and rule.holds(common)), None)
    part = "given names" if relation == "given" else "surnames"
    return f"{rule.verdict}|{rule.why.format(role=(*common.called, '')[0], part=part)}" if rule else ""


def _begin_alike(one: Mention, other: Mention) -> bool:
    """Return whether two names begin with the same letters, as a short form does: Nikos and Nikolas."""
    return fold(one.text)[:_BEGINNING] == fold(other.text)[:_BEGINNING]


def _told_of(mentions: Sequence[Mention]) -> tuple[set[str], set[int]]:
    """Return the roles and the ages that somebody is given."""
    return {m.role for m in mentions if m.role}, {m.age for m in mentions if m.age}


def _spellings(one: EntityMentions) -> list[str]:
    return [mention[TEXT] for mention in one.every if mention[TYPE] == "PERSON"]


def _key(one: EntityMentions) -> list[tuple[str, list[tuple[int, str | None, int | None]]]]:
    return [(key, [(mention[START], mention[ROLE], mention[AGE]) for mention in here]) for _, key, here in one.where]
