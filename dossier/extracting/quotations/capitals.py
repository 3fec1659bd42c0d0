"""Names where an article's names are not given: capitalised words in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from dossier.extracting.quotations.vocabulary import ORG_WORDS, TITLES
from dossier.model import Article, Mention

# Where the article's names are not given: capitalised words in a row, with the small words inside names.
_CAPITALS = re.compile(
    r"(?:[^\W\d_a-z](?:[\w.-]|['’](?!s\b))*\w)"
    r"(?:[ \t](?:(?:de|la|del|van|von|bin|al|el|da|dos)[ \t]){0,2}[^\W\d_a-z](?:[\w-]|['’](?!s\b))*\w)*"
)


def capitalised(article: Article, blocks: Sequence[tuple[int, int]]) -> list[Mention]:
    """Take the runs of capitalised words in each block (start, end) for names, titles before them left out."""
    found: list[Mention] = []
    for start, end in blocks:
        for match in _CAPITALS.finditer(article.text, start, end):
            words = match[0].split()
            left = match.start()
            while words and words[0].lower().strip(".") in TITLES:
                left += len(words[0])
                left += len(article.text) - left - len(article.text[left:].lstrip())
                words = words[1:]
            leading = not article.text[max(0, left - 2) : left].strip(" \t") or article.text[left - 2] in '.!?\n"“'
            if not words or (len(words) == 1 and leading and words[0].lower() in _PLAIN):
                continue
            kind: Literal["ORG", "PERSON"] = (
                "ORG" if any(w.lower() in ORG_WORDS for w in words) or words[-1].isupper() else "PERSON"
            )
            found.append(Mention(article.id, left, match.end(), article.text[left : match.end()], kind))
    return found


_PLAIN = frozenset(
    """the a an in on at but and he she it they we you i his her its their our this that these those there when while as
    if for from to of by with after before since however meanwhile one two some many most all no not what who where why
    how under over during police officials according people residents migrants others another earlier later last next
    because soon within monday tuesday wednesday thursday
    friday saturday sunday""".split()
)
