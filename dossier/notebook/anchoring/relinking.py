"""Places that a lost quote may have gone to, for a person to choose from, and the note put in one of them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.model import Article, Note
from dossier.notebook.anchoring.alignment import like
from dossier.notebook.anchoring.anchors import CandidateArticle
from dossier.notebook.anchoring.new_note import make_note
from dossier.notebook.anchoring.normalised import plain, reads
from dossier.notebook.anchoring.places import CONTEXT, standing

_FAINTEST = 0.35  # score below which nothing but common words is shared
_SHARED = 0.25  # part of the quote's words that an article must hold to be looked into


@dataclass(frozen=True, slots=True)
class Possible:
    """A stretch of an article (offsets in code points) with what stands around it; `score` is from 0 to 1."""

    article: str
    start: int
    end: int
    text: str
    before: str
    after: str
    score: float


def candidates(note: Note, articles: Iterable[CandidateArticle], *, limit: int = 8) -> list[Possible]:
    """Return the places whose words are most like a note's quote, best first, those in its own article before equals.

    Nothing is decided here: also what `check` refuses, the same words in another article among it, is offered.
    """
    wanted = _words(note.quote)
    found: list[tuple[float, bool, Possible]] = []
    for article in articles:
        text = article.load()
        if len(wanted & _words(text)) < _SHARED * len(wanted):
            continue
        for start, end, score in _places(note, text):
            stretch = Possible(
                article.id,
                start,
                end,
                text[start:end],
                text[max(0, start - CONTEXT) : start],
                text[end : end + CONTEXT],
                round(score, 3),
            )
            found.append((-score, article.path != note.article, stretch))
    found.sort(key=lambda one: (one[0], one[1], one[2].article, one[2].start))
    return [stretch for _, _, stretch in found[:limit]]


def relinked(note: Note, article: Article, start: int, end: int) -> Note:
    """Return the note with `article.text[start:end]` as its quote; what its user wrote, and who spoke, stays.

    Raises LinkError where the offsets name no words.
    """
    now = make_note(article, start, end)
    kept = {key: getattr(note, key) for key in ("id", "speaker", "tags", "comment", "created")}
    return dataclasses.replace(now, **kept)


def _places(note: Note, text: str) -> list[tuple[int, int, float]]:
    page, prefix, suffix = plain(text), plain(note.prefix).text, plain(note.suffix).text
    here = [(place.start, place.end, 0.7 + 0.3 * place.fit) for place in standing(note, text, page)]
    for place in like(prefix, reads(note.quote), suffix, page.text):
        if place.score >= _FAINTEST and not any(place.start < end and start < place.end for start, end, _ in here):
            here.append((place.start, place.end, place.score))
    return [(*page.original(start, end), score) for start, end, score in here]


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}
