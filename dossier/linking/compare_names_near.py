"""Full names of two people that may be one person's, misspelt: alike, and told the same of in two articles."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from dossier.extracting.lexicon import fold
from dossier.linking.compare_quotes_speakers import near
from dossier.linking.compare_quotes_words import alike, words
from dossier.linking.findings import ArticleFacts, DossierFacts
from dossier.linking.related_terms import STOP_WORDS
from dossier.model import Mention
from dossier.reading.sentences import sentences

_MUCH, _LITTLE, _WORDS = 0.6, 0.4, 3  # of what their sentences tell, to tell the same of one person
_SENTENCES = 8  # of each, that are compared
_GIVEN = 5  # letters of a given name; shorter ones are near each other by chance
_NEXT, _CALLED = 50, 2  # characters beside a name, and words in them that say who it is
_SAYING = frozenset("said says told added according".split())
_COMMON = 60  # people with one given name and a letter of the surname; more are not compared


def near_names(facts: DossierFacts) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """Find pairs of people, given by their mentions, that no article names both and that may be one person."""
    people: defaultdict[str, list[Mention]] = defaultdict(list)
    for article in facts.articles:
        for mention in article.mentions:
            if mention.type == "PERSON" and mention.entity:
                people[mention.entity].append(mention)
    blocks: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    names = {entity: max((mention.text for mention in mentions), key=len) for entity, mentions in people.items()}
    for entity, name in names.items():
        parts = fold(name).split()
        if len(parts) > 1:
            for letter in {f"{parts[-1][0]}-", f"-{parts[-1][-1]}"}:
                blocks[parts[0], letter].append(entity)
            blocks["", parts[-1]].append(entity)
    by_id = {article.article.id: article for article in facts.articles}
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for pair in combinations(block, 2) if len(block) <= _COMMON else ():
            if pair in seen:
                continue
            one, other = names[pair[0]], names[pair[1]]
            mine, theirs = people[pair[0]], people[pair[1]]
            if near(one, other):
                found = _told_alike(mine, theirs, by_id)
            else:
                found = _given_near(one, other) and (
                    _told_alike(mine, theirs, by_id) or _called_alike(mine, theirs, by_id)
                )
            if found:
                yield mine, theirs
            seen.add(pair)


def _given_near(one: str, other: str) -> bool:
    """Whether two names have one surname, and given names a letter or two apart: `Giannis` and `Yiannis`."""
    mine, theirs = fold(one).split(), fold(other).split()
    short = min(len(mine[0]), len(theirs[0]))
    return mine[1:] == theirs[1:] and short >= _GIVEN and DamerauLevenshtein.distance(mine[0], theirs[0]) <= 1


def _told_alike(mine: Sequence[Mention], theirs: Sequence[Mention], articles: Mapping[str, ArticleFacts]) -> bool:
    """Whether two people are told the same of, in articles that never name both."""
    if {mention.article for mention in mine} & {mention.article for mention in theirs}:
        return False
    told = [[_around(mention, articles[mention.article]) for mention in side[:_SENTENCES]] for side in (mine, theirs)]
    for one in told[0]:
        for other in told[1]:
            much, little, common = alike(one, other, lambda _: 1.0)
            if common >= _WORDS and max(much, little) >= _MUCH and min(much, little) >= _LITTLE:
                return True
    return False


def _called_alike(mine: Sequence[Mention], theirs: Sequence[Mention], articles: Mapping[str, ArticleFacts]) -> bool:
    """Whether articles that never name both call the two the same: `head of the union`."""
    if {mention.article for mention in mine} & {mention.article for mention in theirs}:
        return False
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
