"""Which passages say nothing new to somebody who has read others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from dossier.linking.coverage.coverage import FACT
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Cache
from dossier.linking.matching.sentences import ComparedSentence, leading, same_fact_groups
from dossier.linking.text.alignment import figures
from dossier.model import Span

PassageSpan = tuple[str, int, int]
"""A passage: the id of its article, where it begins and where it ends."""


def nothing_new(read: Iterable[PassageSpan], facts: DossierFacts) -> list[Span]:
    """Return the passages all of whose sentences are told in passages that were read, given as (article, start, end).

    A sentence is told where one that was read tells the same, and every name and figure of it.
    """
    known = set(read)
    every = leading(facts, Cache())
    by_id = {each.article.id: each for each in facts.articles}
    places = [(sentence.span.article, passage.start, passage.end) for sentence, passage in every]
    new = known | _fresh([sentence for sentence, _ in every], places, known, by_id)
    old = [place for place in dict.fromkeys(places) if place not in new]
    return [Span(*place, by_id[place[0]].article.text[place[1] : place[2]]) for place in old]


def _fresh(
    every: Sequence[ComparedSentence],
    places: Sequence[PassageSpan],
    known: AbstractSet[PassageSpan],
    articles: Mapping[str, ArticleFacts],
) -> set[PassageSpan]:
    """Return the places with a sentence that says what the known places of the same telling do not."""
    spans = [sentence.span for sentence in every]
    told: set[int] = set()
    for group in same_fact_groups(every, FACT):
        mine = [i for i in group if places[i] in known]
        heard = set().union(*(_facts(spans[i], articles[spans[i].article]) for i in mine))
        told.update(i for i in group if mine and _facts(spans[i], articles[spans[i].article]) <= heard)
    return {place for i, place in enumerate(places) if i not in told}


def _facts(sentence: Span, facts: ArticleFacts) -> set[str]:
    """Return the names and figures of a sentence."""
    starts = [mention.start for mention in facts.mentions]
    here = facts.mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
    return {mention.entity for mention in here if mention.entity} | set(figures(sentence.text))
