"""Who says what, for the sentence that says why a finding has its verdict: the words of the texts and their sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dossier.extracting.lexicon import common
from dossier.extracting.quotations.grammar.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
)
from dossier.linking.entities.naming import DRAFT, called
from dossier.linking.facts import ArticleFacts
from dossier.linking.matching.contexts import sentence_of
from dossier.text.days import interval
from dossier.text.lists import listed, listed_few

_VALUES, _OUTLETS = 4, 2  # that a sentence names; of more it says how many
_SAYING = (
    r"(?:has |have |had |also |now )?(?:said|says?|told|reported|reports|estimate[sd]?|put|puts|count(?:s|ed)?"
    r"|gave|gives|measured|register(?:s|ed)|recorded|listed|confirm(?:s|ed)|announced|believes?|claims?|claimed)"
)
_SOURCE = r"(?P<source>(?:the |The )?[^\W\d_][\w.’'&-]*(?: (?:of |for |the |and )?[^\W\d_][\w.’'&-]*){0,5}?)"
_BEFORE = re.compile(rf"(?:\A|[,;:“”\"—] ?|\b(?:and|but|whereas|while|as) )\W*{_SOURCE} {_SAYING}\b(?=[^;]*\Z)")
_ACCORDING = re.compile(rf"\b[Aa]ccording to {_SOURCE}(?=[,.;:)]|\Z| (?:who|which|on|in|at|and|has|have|was|were)\b)")
_BEHIND = re.compile(
    rf", {_SOURCE} (?:said|says|told|reported|estimated|confirmed)\b"
    rf"|, (?:said|says) {_SOURCE.replace('source', 'speaker')}(?=[,.;]|\Z)"
)
_CLAUSE = re.compile(r"; |, (?:but|while|whereas|and) | (?:but|while|whereas) ")
_NOBODY = frozenset("who which that there this what one".split()) | PRONOUNS | CONJUNCTIONS | PREPOSITIONS
_NO_SOURCE = AUXILIARIES | ADVERBS | PRONOUNS


class Occurrence(NamedTuple):
    """A number, day or name where an article has it; `value` is equal for what is the same."""

    value: str
    words: str
    article: str
    start: int
    end: int


def who_says(sayings: Iterable[Occurrence], articles: Mapping[str, ArticleFacts]) -> str:
    """Return what is said and who says so: `“12” (Post, from police) and “18” (Wire)`.

    The days of the articles are given where they differ, but for a draft.
    """
    by_value: dict[str, list[Occurrence]] = {}
    for saying in sayings:
        by_value.setdefault(saying.value, []).append(saying)
    shown = list(by_value.values())[:_VALUES]
    chosen = [_of_outlets(said) for said in shown]
    days = {articles[saying.article].article.published for said in chosen for saying in said[:_OUTLETS]}
    told = [_told(said, articles, dated=len(days) > 1) for said in chosen]
    more = len(by_value) - len(shown)
    return listed([*told, f"{more} more"] if more else told)


def shown(outlets: Iterable[str]) -> str:
    """Return outlets, each once: `Post and Wire`, `Post, Wire and 3 more`."""
    return listed_few(list(dict.fromkeys(outlets)), _OUTLETS, _OUTLETS)


def _of_outlets(said: Sequence[Occurrence]) -> list[Occurrence]:
    """Return one saying of each article."""
    return list({saying.article: saying for saying in reversed(said)}.values())[::-1]


def _told(said: Sequence[Occurrence], articles: Mapping[str, ArticleFacts], *, dated: bool) -> str:
    whose = [_whose(saying, articles[saying.article], dated=dated) for saying in said[:_OUTLETS]]
    if len(said) > _OUTLETS:
        whose.append(f"{len(said) - _OUTLETS} more")
    return f"“{said[0].words}” ({'; '.join(whose)})"


def _whose(saying: Occurrence, facts: ArticleFacts, *, dated: bool) -> str:
    source = source_of(facts, saying.start, saying.end)
    whose, day = called(facts.article), facts.article.published
    day = interval(day, day) if dated and day and whose != DRAFT else ""
    parts = [whose, f"from {source}" if source else "", day]
    return ", ".join(filter(None, parts))


def source_of(facts: ArticleFacts, start: int, end: int) -> str | None:
    """Return whom the sentence of a place has it from, as written there: `police`, `the mayor of Ost`; else None."""
    quoted = next((quote for quote in facts.quotations if quote.start <= start < quote.end), None)
    if quoted:
        return quoted.speaker
    text = facts.article.text
    first, last = sentence_of(text, start, end)
    lead, tail = _clause(text[first:start], text[end:last])
    places = ((_BEFORE, lead), (_ACCORDING, lead), (_ACCORDING, tail), (_BEHIND, tail))
    match = next((match for pattern, words in places if (match := pattern.search(words))), None)
    said = match and (match["source"] or match.groupdict().get("speaker"))
    return _named(said.split(), opening=text[first:start].lstrip("“‘\"'").startswith(said)) if said else None


def _named(words: Sequence[str], *, opening: bool) -> str | None:
    """Return a source, or None for words that name nobody: `he`, `an`, `violence was`.

    At the opening of a sentence a capital tells nothing: `Police said`, but `…, Tuck said`.
    """
    known = [word.lower() for word in words]
    if known[0] in PREPOSITIONS and "the" in known:  # On Wednesday the company
        known, words = known[known.index("the") :], words[known.index("the") :]
    if known[0] in _NOBODY or known[-1] in DETERMINERS | PREPOSITIONS or not _NO_SOURCE.isdisjoint(known):
        return None
    called = any(word[0].isupper() for word in words[1:])
    plain = known[0] in DETERMINERS or (opening and common(known[0]) and not called)
    first = known[0] if plain else words[0]
    return " ".join([first, *words[1:]]).rstrip(".")


def _clause(lead: str, tail: str) -> tuple[str, str]:
    """Return what of a sentence is told with a number, where another clause before has another source."""
    breaks = [match.end() for match in _CLAUSE.finditer(lead)]
    own = lead[breaks[-1] :] if breaks else lead
    return (own if re.search(rf"\b{_SAYING}\b", own) else lead), tail
