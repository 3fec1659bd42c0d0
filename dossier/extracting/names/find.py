"""Proper names of an article, with what they name: PERSON, ORG, PLACE, NATIONALITY, EVENT.

Three looks at the article: capitalised words become candidates (`runs`, `segments`), evidence of form and context
is added up for each spelling over the whole article (`spellings`), and what is known by then decides the doubtful: bare
surnames, words that begin a sentence, headings in title case (`decision`).
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.extracting.names.candidates.runs import runs
from dossier.extracting.names.candidates.segments import candidates
from dossier.extracting.names.decision import Decision, NameDecision
from dossier.extracting.names.definitions import find_aliases, find_definitions, joined
from dossier.extracting.names.evidence.spellings import Spellings
from dossier.model import CONTENT_ZONES, Article, Definition, Mention


def find_names(article: Article) -> tuple[list[Mention], list[Definition]]:
    """Return the mentions of an article and the acronyms it defines, both in text order. Never raises on text."""
    decision, definitions = read(article)
    return ([decided.mention for decided in decision.all()] if decision else []), definitions


def decided_names(article: Article) -> Iterator[tuple[NameDecision, Spellings]]:
    """Yield each mention of an article with the rule that made it one, and the evidence it rests on."""
    decision, _ = read(article)
    if decision:
        for decided in decision.all():
            yield decided, decision.spellings


def read(article: Article) -> tuple[Decision | None, list[Definition]]:
    """Return what decides on the names of an article, or None where it has no capitalised word; and its acronyms."""
    found = [
        candidate
        for zone in article.zones
        if zone.zone in CONTENT_ZONES
        for run in runs(article.text, zone.start, zone.end)
        for candidate in candidates(run)
    ]
    if not found:
        return None, []
    found = joined(article.text, found)
    acronyms, aliases = find_definitions(article, found), find_aliases(article, found)
    decision = Decision(article, found, Spellings(article, found, acronyms, aliases))
    return decision, sorted([*acronyms, *aliases], key=lambda definition: definition.start)
