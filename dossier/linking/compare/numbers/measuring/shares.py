"""What a share is of, or is itself: 82 percent of voice traffic, a 33 percent premium, a rise of 28 percent."""

from __future__ import annotations

import re

from dossier.extracting.quantities.context_words import CHANGE
from dossier.linking.compare.numbers.measuring.vocabulary import attributes, classes
from dossier.linking.text.terms import STOP_WORDS
from dossier.linking.text.vocabulary import word_list
from dossier.model import Quantity

_OF = re.compile(r"\s(?:of|out of)\s")
_SHARE_OF = re.compile(r"(?:%|per\s?cent|percent)\sof\s", re.IGNORECASE)
_NOUN = re.compile(r"[\s-](?P<noun>[a-z]+)\b")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*['’]?")
_OWNING = re.compile(r"['’]s?\Z")
_FIGURES = re.compile(r"\s*(?:\d[\d,.]*\s)?")  # a third of the 2,000 users
_ENDS = word_list("ends_of_whole")
_NO_NOUNS = word_list("no_whole")
_EMPTY = frozenset("total overall entire whole all full combined about around".split())
_MOVED = re.compile(r"\b(?!up to\b)[a-z]+\b")
_LEAD = 48  # characters before a share in which it is told to be a change
CHANGED = frozenset({"change"})
"""The base of what is a change of something, and not a share."""


def base(text: str, quantity: Quantity, sentence: int) -> frozenset[str]:
    """Return what a share is of, or what it is, as stems and attributes; empty where its sentence does not say.

    `text` is the article's, `sentence` where the share's sentence begins in it.
    """
    at = quantity.end
    if match := _OF.match(text, at):
        return _phrase(text, match.end())
    noun = _NOUN.match(text, at)
    if noun and noun["noun"] not in _ENDS | _NO_NOUNS | STOP_WORDS and not noun["noun"].endswith("ly"):
        return frozenset({_meaning(noun["noun"])})
    begin = quantity.start
    shares = [] if quantity.direction else list(_SHARE_OF.finditer(text, sentence, begin))
    if shares:  # "55 percent of traffic in Ost and 52 percent in West"
        return _phrase(text, shares[-1].end())
    moved = any(word in CHANGE for word in _MOVED.findall(text, max(sentence, begin - _LEAD), begin))
    return CHANGED if moved or quantity.direction else frozenset()


def _phrase(text: str, at: int) -> frozenset[str]:
    """Return the words of the noun phrase that begins at a place, without whose it is."""
    found: list[str] = []
    stop = at
    for match in _WORD.finditer(text, at):
        word = match[0].lower()
        if not _FIGURES.fullmatch(text, stop, match.start()) or word in _ENDS:
            break
        stop = match.end()
        if _OWNING.search(word):
            found.clear()
        elif word not in STOP_WORDS and word not in _EMPTY:
            found.append(word)
    return frozenset(map(_meaning, found))


def _meaning(word: str) -> str:
    """Return the attribute that a word names (sales and revenue are one), else its class: staff and workers are one."""
    return next(iter(attributes(word, "money")), min(classes(word)))
