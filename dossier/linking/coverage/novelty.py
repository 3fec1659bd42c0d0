"""Which passages say nothing new to somebody who has read others."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from dossier.linking.coverage.coverage import FACT
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Memory
from dossier.linking.matching.sentences import leading, same_tellings
from dossier.linking.text.alignment import figures
from dossier.model import Span

Place = tuple[str, int, int]


def nothing_new(read: Iterable[Place], facts: DossierFacts, article: str | None = None) -> list[Span]:
    """Find the passages all of whose sentences are told in passages that were read, given as (article, start, end).

    With `article`, only those of one article, which is compared with those that were read from alone. A sentence is
    told where one that was read tells the same, and every name and figure of it.
    """
    known = set(read)
    if article is not None:
        wanted = {article, *(id_ for id_, _, _ in known)}
        chosen = tuple(facts.articles[place] for place, id_ in enumerate(facts.ids) if id_ in wanted)
        facts = replace(facts, articles=chosen, keys=())
    every = leading(facts, Memory())
    spans = [sentence.span for sentence, _ in every]
    places = [(sentence.span.article, passage.start, passage.end) for sentence, passage in every]
    told: set[int] = set()
    by_id = {each.article.id: each for each in facts.articles}
    for group in same_tellings([sentence for sentence, _ in every], FACT):
        mine = [i for i in group if places[i] in known]
        heard = set().union(*(_facts(spans[i], by_id[spans[i].article]) for i in mine))
        told.update(i for i in group if mine and _facts(spans[i], by_id[spans[i].article]) <= heard)
    fresh: defaultdict[Place, bool] = defaultdict(bool)
    for i, place in enumerate(places):
        fresh[place] |= i not in told
    return [
        Span(*place, by_id[place[0]].article.text[place[1] : place[2]])
        for place, new in fresh.items()
        if not new and place not in known and article in (None, place[0])
    ]


def _facts(sentence: Span, facts: ArticleFacts) -> set[str]:
    """Return the names and figures of a sentence."""
    starts = [mention.start for mention in facts.mentions]
    here = facts.mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
    return {mention.entity for mention in here if mention.entity} | set(figures(sentence.text))
