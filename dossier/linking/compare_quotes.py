"""The same utterance in several articles, side by side: the same words, parts of them, others of their sense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dossier.linking.compare_quotes_marks import unmarked
from dossier.linking.compare_quotes_pairs import Tie, ties, wordings
from dossier.linking.compare_quotes_speakers import Who
from dossier.linking.compare_quotes_telling import Utterance, told
from dossier.linking.findings import DossierFacts
from dossier.model import Finding


def compare_quotes(facts: DossierFacts) -> list[Finding]:
    """Find the utterances that two or more articles quote, with a verdict for each, in the order of the text."""
    return [told(utterance) for utterance in utterances(facts) if len(utterance.articles) > 1]


def utterances(facts: DossierFacts) -> list[Utterance]:
    """Gather all quotations of a dossier into utterances; those of one article among them."""
    who = Who(facts.articles)
    everything = wordings(facts.articles)
    found = ties(everything, facts.articles, who)
    groups = grouped(len(everything), found)
    outside = unmarked(everything, groups, facts.articles)
    articles = {each.article.id: each.article for each in facts.articles}
    between: defaultdict[int, list[Tie]] = defaultdict(list)
    home = {member: number for number, group in enumerate(groups) for member in group}
    for tie in found:
        if home[tie.one] == home[tie.other]:
            between[home[tie.one]].append(tie)
    return [
        Utterance(
            {member: everything[member] for member in group}, between[number], outside[number], articles, who
        )
        for number, group in enumerate(groups)
    ]  # fmt: skip


def grouped(count: int, found: Sequence[Tie]) -> list[list[int]]:
    """Group wordings 0 … count-1 into utterances, in order; groups of one are among them.

    Ties, surest first, join groups: the same words always, the same sense where half of the pairs across are tied,
    so that one likeness does not chain unlike things.
    """
    groups = {i: [i] for i in range(count)}
    home = list(range(count))
    tied = {(tie.one, tie.other) for tie in found}
    for tie in found:
        a, b = sorted((home[tie.one], home[tie.other]))
        if a == b:
            continue
        if tie.compared is None:
            across = [(min(i, j), max(i, j)) in tied for i in groups[a] for j in groups[b]]
            if sum(across) * 2 < len(across):
                continue
        for member in groups[b]:
            home[member] = a
        groups[a] += groups.pop(b)
    return [sorted(groups[number]) for number in sorted(groups)]
