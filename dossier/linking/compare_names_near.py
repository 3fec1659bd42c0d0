"""Full names of two people that may be one person's, misspelt: alike, and told the same of in two articles."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dossier.extracting.lexicon import fold
from dossier.linking.compare_quotes_speakers import near
from dossier.linking.compare_quotes_words import alike
from dossier.linking.findings import ArticleFacts, DossierFacts
from dossier.model import Mention
from dossier.reading.sentences import sentences

_MUCH, _LITTLE, _WORDS = 0.6, 0.4, 3  # of what their sentences tell, to tell the same of one person
_SENTENCES = 8  # of each, that are compared
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
    by_id = {article.article.id: article for article in facts.articles}
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for pair in combinations(block, 2) if len(block) <= _COMMON else ():
            if pair not in seen and near(names[pair[0]], names[pair[1]]):
                mine, theirs = people[pair[0]], people[pair[1]]
                if _told_alike(mine, theirs, by_id):
                    yield mine, theirs
            seen.add(pair)


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
