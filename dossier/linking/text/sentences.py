"""The sentences of an article with their words, to be set beside those of another text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dossier.linking.facts import ArticleFacts
from dossier.reading.text.sentences import sentences as split

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*|[%$€£¥]|(?<!\w)[-−](?=\d)")


@dataclass(frozen=True, slots=True)
class TextSentence:
    """A sentence of an article: offsets, and its words without case and with where each stands."""

    start: int
    end: int
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without case and punctuation."""
    return tuple(match.group().casefold().replace("’", "'") for match in _WORD.finditer(text))


@lru_cache(maxsize=8)
def flat(text: str) -> str:
    """Return the words of a text in a row, with a blank around each: ` words ` in it are words of the text."""
    return f" {' '.join(words_of(text))} "


def sentences(facts: ArticleFacts, *, titled: bool = False) -> list[TextSentence]:
    """Return the sentences of an article's text, without the furniture of its page.

    The headline is one of them only if `titled`.
    """
    article = facts.article
    headline = [(zone.start, zone.end) for zone in article.zones if zone.zone == "headline"]
    stretches = [(passage.start, passage.end) for passage in article.passages]
    found = []
    for first, last in sorted([*headline, *stretches]) if titled else stretches:
        for start, end in split(article.text, first, last):
            if not titled and any(zone[0] <= start < zone[1] for zone in headline):
                continue
            matches = list(_WORD.finditer(article.text, start, end))
            words = words_of(article.text[start:end])
            if words:
                found.append(TextSentence(start, end, words, tuple(match.span() for match in matches)))
    return found
