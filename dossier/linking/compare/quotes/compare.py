"""Findings about quotations: the utterances of a dossier, each with the wordings that articles give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dossier.linking.compare.finding import packed, unpacked
from dossier.linking.compare.quotes.pair_score import SAID, SENSE, said_sketch, ties, wordings
from dossier.linking.compare.quotes.speakers import SpeakerNames
from dossier.linking.compare.quotes.unquoted import TRIGRAMS, trigram_sketch, unmarked
from dossier.linking.compare.quotes.utterance import Utterance
from dossier.linking.compare.quotes.verdict import finding_of
from dossier.linking.entities.naming import NAMES, QUOTED, named, names_sketch, quoted_sketch
from dossier.linking.facts import DossierFacts
from dossier.linking.matching.cache import Cache, digest
from dossier.linking.matching.clusters import half_tied
from dossier.model import Finding

SKETCHES = {NAMES: names_sketch, QUOTED: quoted_sketch, SAID: said_sketch, TRIGRAMS: trigram_sketch}
"""The sketches of each article that names and quotations are compared by: name → the function that makes it."""


def compare_quotes(facts: DossierFacts, cache: Cache | None = None) -> list[Finding]:
    """Return the utterances that two or more articles quote, with a verdict for each, in the order of the text."""
    cache = cache or Cache()
    texts = cache.texts("quote finding")
    return [
        unpacked(texts.get(utterance.key, lambda utterance=utterance: packed(finding_of(utterance))))  # type: ignore[misc]
        for utterance in utterances(facts, cache)
        if len(utterance.articles) > 1
    ]


def utterances(facts: DossierFacts, cache: Cache) -> Iterator[Utterance]:
    """Yield the quotations of a dossier gathered into utterances, also those that only one article has."""
    cache.together(SKETCHES)
    who = SpeakerNames(named(facts, cache))
    everything = wordings(facts, cache, who)
    found = ties(everything, facts, who, cache)
    # The same words are one utterance always, the same sense where half of the pairs across are tied.
    groups = half_tied(len(everything), found, always=SENSE)
    outside = unmarked(everything, groups, facts, cache)
    between: defaultdict[int, list[tuple[int, int, float]]] = defaultdict(list)
    home = {member: number for number, group in enumerate(groups) for member in group}
    for tie in found:
        if home[tie[0]] == home[tie[1]]:
            between[home[tie[0]]].append(tie)
    by_id, infos = facts.by_id, {info.id: info for info in facts.infos}
    keys = {id_: facts.key(place) for place, id_ in enumerate(infos)}
    for number, group in enumerate(groups):
        places = [(keys[span.article], span.start, span.end) for span in outside[number]]
        yield Utterance(
            wordings={member: everything[member] for member in group},
            scores=between[number],
            outside=outside[number],
            facts=by_id,
            infos=infos,
            who=who,
            key=digest([everything[member].key for member in group], [tie[2] for tie in between[number]], places),
        )
