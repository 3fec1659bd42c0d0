"""A passage's words as the cluster gets them: cut, folded and stemmed as the local engine does, between blanks.

A stem carries its language (`es:fronter`), so that no word is taken for a form of another language's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dossier.storing.text.stemming import other_forms, stop_words, word_root
from dossier.storing.text.tokens import fold, joined_words, stem, words

_BLANK = re.compile(r"\s")
_LONGEST = 200  # letters of an id that is sent as a word: the server cuts words of more than 255


def token(word: str) -> str:
    """Return a word as the cluster holds it: folding may leave a blank in one."""
    return _BLANK.sub("\ue000", word) if _BLANK.search(word) else word


def spaced(found: Iterable[str]) -> str:
    """Return words as the text that the cluster cuts at blanks."""
    listed = list(found)
    text = " ".join(listed)
    # Hardly any word has a blank in it; looking at each one takes as long as all else that is done with it.
    return text if len(text.split()) == len(listed) else " ".join(map(token, listed))


def name(id_: str) -> str:
    """Return an entity's id as a word."""
    return token(id_) if len(id_) < _LONGEST else key(id_)


def key(text: str) -> str:
    """Return a short text for a long one, for an id: the server takes no ids of more than 512 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def written(texts: Iterable[str]) -> list[str]:
    """Return the words of texts as they stand, one text after the other; empty ones take no place."""
    return [found for text in texts if (found := spaced(words(text)))]


def stems(texts: Iterable[str], language: str) -> str:
    """Return the stems of what stands in texts of a language; words too common in it are left out."""
    return " ".join(filter(None, (stems_of(words(text), language) for text in texts)))


def stems_of(found: Iterable[str], language: str) -> str:
    """Return the stems of words of a language; those too common in it are left out."""
    stops = stop_words(language)
    return spaced(f"{language}:{word_root(word, language)}" for word in found if word not in stops)


def joined(texts: Iterable[str]) -> str:
    """Return the words with hyphens in one, stemmed."""
    return spaced(stem(word) for text in texts for together in joined_words(text) if (word := fold(together)))


class Forms(NamedTuple):
    """What a word of a query stands for: stems, other forms as they are written, and the word written in one."""

    stems: list[str]
    exact: list[str]
    joined: str


def forms(word: str, languages: Sequence[str]) -> Forms:
    """Return every form of a word, in each language what it is there; it itself where it is too common for a stem."""
    told = [language for language in languages if word not in stop_words(language)]
    exact = [*other_forms(word)] + [word] * (len(told) < len(languages))
    return Forms(
        [token(f"{language}:{word_root(word, language)}") for language in told],
        [token(form) for form in exact],
        token(stem(word)),
    )
