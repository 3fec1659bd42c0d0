"""Full names of two people that may be one person's, misspelt: alike, and told the same of in two articles."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from dossier.linking.compare.quotes.speakers import near
from dossier.linking.entities.naming import START, TEXT, TYPE, Named
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Memory, digest
from dossier.linking.text.alignment import alike, words
from dossier.linking.text.terms import STOP_WORDS
from dossier.model import Mention
from dossier.reading.text.sentences import sentences
from dossier.text.folding import fold

_MUCH, _LITTLE, _WORDS = 0.6, 0.4, 3  # of what their sentences tell, to tell the same of one person
_SENTENCES = 8  # of each, that are compared
_GIVEN = 5  # letters of a given name; shorter ones are near each other by chance
_NEXT, _CALLED = 50, 2  # characters beside a name, and words in them that say who it is
_SAYING = frozenset("said says told added according".split())
_COMMON = 60  # people with one given name and a letter of the surname; more are not compared


def near_names(
    facts: DossierFacts, entities: Mapping[str, Named], memory: Memory
) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """Find pairs of people, given by their mentions, that no article names both and that may be one person."""
    people = {id_: one for id_, one in entities.items() if one.person[0]}
    blocks: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    names = {entity: max(_spellings(one), key=len) for entity, one in people.items()}
    for entity, name in names.items():
        parts = fold(name).split()
        if len(parts) > 1:
            for letter in {f"{parts[-1][0]}-", f"-{parts[-1][-1]}"}:
                blocks[parts[0], letter].append(entity)
            blocks["", parts[-1]].append(entity)
    ids, by_id, known = facts.ids, facts.by_id, memory.texts("name pair")
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for pair in combinations(block, 2) if len(block) <= _COMMON else ():
            if pair in seen:
                continue
            seen.add(pair)
            nearly = near(*(names[entity] for entity in pair))
            if not nearly and not _given_near(*(names[entity] for entity in pair)):
                continue
            one, other = (people[entity] for entity in pair)
            mine, theirs = ([m for m in side.mentions(ids) if m.type == "PERSON"] for side in (one, other))
            if {mention.article for mention in mine} & {mention.article for mention in theirs}:
                continue  # an article that names both tells them apart

            def told(mine: Sequence[Mention] = mine, theirs: Sequence[Mention] = theirs, nearly: bool = nearly) -> str:
                if _told_alike(mine, theirs, by_id):
                    return "one"
                return "one" if not nearly and _called_alike(mine, theirs, by_id) else "two"

            if known.get(digest(*(_key(side) for side in (one, other)), nearly), told) == "one":
                yield mine, theirs


def _spellings(one: Named) -> list[str]:
    return [mention[TEXT] for mention in one.every if mention[TYPE] == "PERSON"]


def _key(one: Named) -> list[tuple[str, list[int]]]:
    return [(key, [mention[START] for mention in here]) for _, key, here in one.where]


def _given_near(one: str, other: str) -> bool:
    """Whether two names have one surname, and given names a letter or two apart: `Giannis` and `Yiannis`."""
    mine, theirs = fold(one).split(), fold(other).split()
    short = min(len(mine[0]), len(theirs[0]))
    return mine[1:] == theirs[1:] and short >= _GIVEN and DamerauLevenshtein.distance(mine[0], theirs[0]) <= 1


def _told_alike(mine: Sequence[Mention], theirs: Sequence[Mention], articles: Mapping[str, ArticleFacts]) -> bool:
    """Whether two people are told the same of."""
    told = [[_around(mention, articles[mention.article]) for mention in side[:_SENTENCES]] for side in (mine, theirs)]
    for one in told[0]:
        for other in told[1]:
            much, little, common = alike(one, other, lambda _: 1.0)
            if common >= _WORDS and max(much, little) >= _MUCH and min(much, little) >= _LITTLE:
                return True
    return False


def _called_alike(mine: Sequence[Mention], theirs: Sequence[Mention], articles: Mapping[str, ArticleFacts]) -> bool:
    """Whether articles call the two the same: `head of the union`."""
    called = [[_beside(mention, articles[mention.article]) for mention in side[:_SENTENCES]] for side in (mine, theirs)]
    return any(len(one & other) >= _CALLED for one in called[0] for other in called[1])


def _beside(mention: Mention, facts: ArticleFacts) -> frozenset[str]:
    text = facts.article.text
    beside = f"{text[max(0, mention.start - _NEXT) : mention.start]} {text[mention.end : mention.end + _NEXT]}"
    return frozenset(word for word in words(beside) if word not in STOP_WORDS | _SAYING)


def _around(mention: Mention, facts: ArticleFacts) -> str:
    """Give the sentence of a mention without the name."""
    text = facts.article.text
    passages = facts.article.passages
    k = bisect_right([passage.start for passage in passages], mention.start) - 1
    if k < 0:
        return ""
    for start, end in sentences(text, passages[k].start, passages[k].end):
        if start <= mention.start < end:
            return f"{text[start : mention.start]} {text[mention.end : end]}"
    return ""
