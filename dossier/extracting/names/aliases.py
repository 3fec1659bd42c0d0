"""Other names that an article gives for one thing: `Qadhafi, also spelled Gaddafi`, `Twitter (now X)`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from dossier.extracting.names.segments import Candidate
from dossier.model import Article, Definition

# What stands between a name and its other name.
BETWEEN = re.compile(
    r" ?[,(] ?(?:who (?:is|was) )?(?:"
    r"(?:(?:also|sometimes|often|variously|alternatively|otherwise|better|formerly|previously|once) )?"
    r"(?:spelled|spelt|written|transliterated|transcribed|rendered|known|called|named)(?: as)?"
    r"|formerly|previously|now|now called|now known as|a\.?k\.?a\.?|alias|n[ée]e|born|originally"
    r") (?:the )?[\"“‘]?"
)
_SHORTEST, _LONGEST = 4, 48  # characters of that


def find_aliases(article: Article, found: Iterable[Candidate]) -> list[Definition]:
    """Return the other names that an article gives, as definitions whose `short` is the other name."""
    out = []
    for name, other in pairwise(found):
        if not _SHORTEST < other.start - name.end < _LONGEST:
            continue
        if not name.type and not other.type and BETWEEN.fullmatch(article.text, name.end, other.start):
            full, short = article.text[name.start : name.end], article.text[other.start : other.end]
            out.append(Definition(article.id, name.start, other.end, article.text[name.start : other.end], full, short))
    return out


def is_alias(definition: Definition) -> bool:
    """Return whether a definition gives another name, and no acronym in brackets."""
    return not definition.text.rstrip(")").endswith(f"({definition.short}")
