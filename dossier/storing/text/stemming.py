"""The stems and stop words of the languages that are searched by stem: what an article's language makes of a word.

Snowball's stemmers are meant for words with their accents, but a query may be typed without. So they are given words
that are folded (`tokens.fold`), after rules that bring forms together which folding, or Snowball itself, would keep
apart (naciones/nación, nações/nação, policière/policier). Articles in other languages are searched by whole words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from dossier.storing.text.tokens import STOP_WORDS, stem
from dossier.text.data_files import entries

_DATA = Path(__file__).parent
_SNOWBALL = {"es": "spanish", "fr": "french", "de": "german", "pt": "portuguese"}
LANGUAGES = ("en", *_SNOWBALL)
"""Codes of the languages with stems of their own. An article that does not tell its language is taken for English."""
PLAIN = "other"
"""Stands for all other languages."""

# Ending → what it is an inflection of, the first that fits; at least two letters stand before it.
_INFLECTIONS = {
    "es": (("ces", "z"), ("yes", "y"), (r"([nrlds])es", r"\1"), (r"([aeio])s", r"\1")),
    "fr": (
        ("ees?", "e"), ("ieres?", "ier"), ("([ts])ives?", r"\1if"), ("ifs", "if"), ("eaux", "eau"), ("aux", "al"),
        ("(?<!m)(?<!i)ent", "e"),
    ),
    "de": (),
    "pt": (
        ("[oa]es", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("ns", "m"), (r"([rzs])es", r"\1"),
        (r"([aeio])s", r"\1"),
    ),
}  # fmt: skip


def searched_as(language: str | None) -> str:
    """Return the language that an article's words are taken to be of: one of LANGUAGES, or PLAIN."""
    if language is None:
        return "en"
    code = language[:2].lower()
    return code if code in LANGUAGES else PLAIN


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the folded words of a language that are too common to rank by."""
    if language == "en":
        return STOP_WORDS
    return frozenset(entries(_DATA / "stop_words" / f"{language}.txt")) if language in _SNOWBALL else frozenset()


def term(word: str, language: str) -> str | None:
    """Return what the index keeps of a folded word in an article of a language; None for stop words.

    Terms of several languages are never the same, so that no word is taken for a form of another language's.
    """
    if word in stop_words(language):
        return None
    found = word_root(word, language)
    return found if language == "en" else f"{language}:{found}"


def word_root(word: str, language: str) -> str:
    """Return the stem of a folded word in a language; whole words where the language has none."""
    return stem(word) if language == "en" else root(word, language)


def other_forms(word: str) -> Sequence[str]:
    """Return the forms of an English noun that its stem does not bring together with it: `life` → `lives`."""
    return _irregular_plurals().get(word, ())


@cache
def _irregular_plurals() -> dict[str, tuple[str, ...]]:
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for line in entries(_DATA / "irregular_plurals.txt"):
        one, many = line.split()
        forms[one].append(many)
        forms[many].append(one)
    return {word: tuple(others) for word, others in forms.items()}


@lru_cache(maxsize=200_000)
def root(word: str, language: str) -> str:
    """Return the stem of a folded word; other alphabets, numbers and other languages' words stay as they are."""
    if language not in _SNOWBALL or not (word.isascii() and word.isalpha()):
        return word
    singular = _irregular_forms().get((language, word))
    if singular is None:
        singular = next((rule.sub(form, word) for rule, form in _rules(language) if rule.search(word)), word)
    return _snowball(language)(singular)


@cache
def _irregular_forms() -> dict[tuple[str, str], str]:
    """Return the words that the rules of their language would change wrongly, each with what it is a form of."""
    lines = (line.split() for line in entries(_DATA / "irregular_forms.txt"))
    return {(language, word): form for language, word, form in lines}


@cache
def _rules(language: str) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"(?<=..){ending}\Z"), form) for ending, form in _INFLECTIONS[language]]


@cache
def _snowball(language: str) -> Callable[[str], str]:
    import snowballstemmer

    stem_word: Callable[[str], str] = snowballstemmer.stemmer(_SNOWBALL[language]).stemWord
    return stem_word
