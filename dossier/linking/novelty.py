"""Which passages say nothing new to somebody who has read others."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from dossier.linking.compare_quotes_words import figures
from dossier.linking.coverage import FACT
from dossier.linking.findings import ArticleFacts, DossierFacts
from dossier.linking.tellings import rarities, same_tellings
from dossier.model import Span
from dossier.reading.sentences import sentences

Place = tuple[str, int, int]


def nothing_new(read: Iterable[Place], facts: DossierFacts) -> list[Span]:
    """Find the passages all of whose sentences are told in passages that were read, given as (article, start, end).

    A sentence is told where one that was read tells the same, and every name and figure of it.
    """
    known = set(read)
    every: list[tuple[Span, Place]] = []
    passages: dict[Place, Span] = {}
    for each in facts.articles:
        text = each.article.text
        for passage in each.article.passages:
            place = (each.article.id, passage.start, passage.end)
            passages[place] = Span(*place, text[passage.start : passage.end])
            every += [
                (Span(each.article.id, start, end, text[start:end]), place)
                for start, end in sentences(text, passage.start, passage.end)
            ]
    spans = [sentence for sentence, _ in every]
    told: set[int] = set()
    by_id = {each.article.id: each for each in facts.articles}
    for group in same_tellings(spans, rarities(spans), FACT):
        mine = [i for i in group if every[i][1] in known]
        heard = set().union(*(_facts(spans[i], by_id[spans[i].article]) for i in mine))
        told.update(i for i in group if mine and _facts(spans[i], by_id[spans[i].article]) <= heard)
    fresh: defaultdict[Place, bool] = defaultdict(bool)
    for i, (_, place) in enumerate(every):
        fresh[place] |= i not in told
    return [passages[place] for place, new in fresh.items() if not new and place not in known]


def _facts(sentence: Span, facts: ArticleFacts) -> set[str]:
    """Give the names and figures of a sentence."""
    starts = [mention.start for mention in facts.mentions]
    here = facts.mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
    return {mention.entity for mention in here if mention.entity} | set(figures(sentence.text))
