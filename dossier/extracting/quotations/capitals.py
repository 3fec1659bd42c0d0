"""Names where an article's names are not given: capitalised words in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from dossier.extracting.quotations.grammar.vocabulary import ORG_WORDS, PLAIN, TITLES
from dossier.model import Article, Mention

# Where the article's names are not given: capitalised words in a row, with the small words inside names.
_CAPITALS = re.compile(
    r"(?:[^\W\d_a-z](?:[\w.-]|['’](?!s\b))*\w)"
    r"(?:[ \t](?:(?:de|la|del|van|von|bin|al|el|da|dos)[ \t]){0,2}[^\W\d_a-z](?:[\w-]|['’](?!s\b))*\w)*"
)


_WORD = re.compile(r"\S+")


def capitalised(article: Article, blocks: Sequence[tuple[int, int]]) -> list[Mention]:
    """Take the runs of capitalised words in each block (start, end) for names, titles before them left out."""
    found: list[Mention] = []
    for start, end in blocks:
        for match in _CAPITALS.finditer(article.text, start, end):
            left = _behind_titles(article.text, match.start(), match.end())
            words = article.text[left : match.end()].split()
            if words and not (len(words) == 1 and words[0].lower() in PLAIN and _begins(article.text, left)):
                found.append(Mention(article.id, left, match.end(), article.text[left : match.end()], _kind(words)))
    return found


def _behind_titles(text: str, start: int, end: int) -> int:
    """Return where the first word that is not a title begins."""
    for word in _WORD.finditer(text, start, end):
        if word[0].lower().strip(".") not in TITLES:
            return word.start()
    return end


def _begins(text: str, at: int) -> bool:
    """Return whether a word begins a sentence or a quotation."""
    return not text[max(0, at - 2) : at].strip(" \t") or text[at - 2] in '.!?\n"“'


def _kind(words: Sequence[str]) -> Literal["ORG", "PERSON"]:
    return "ORG" if words[-1].isupper() or any(w.lower() in ORG_WORDS for w in words) else "PERSON"
