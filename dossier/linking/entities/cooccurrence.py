"""Which articles tell of the same people and things: they share names that are neither places nor known to everybody.

Evidence for whom a name means where its own article does not say: an article that shares no such name with those of
a Miller tells of another Miller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from dossier.extracting.lexicon import demonym, in_any, listed, place
from dossier.model import Mention


class CooccurringNames:
    """The telling names of each article."""

    def __init__(self, mentions: Sequence[Mention], keys: Sequence[str]) -> None:
        names: defaultdict[str, list[str]] = defaultdict(list)
        telling = {key: _telling(key) for key in set(keys)}
        for mention, key in zip(mentions, keys, strict=True):
            if telling[key]:
                names[mention.article].append(key)
        # Tuples: sets would take four times the memory, and most names stand in one article, most articles have few.
        self._names = {article: tuple(dict.fromkeys(found)) for article, found in names.items()}
        articles: defaultdict[str, list[str]] = defaultdict(list)
        for article, found in self._names.items():
            for key in found:
                articles[key].append(article)
        self._articles = {key: tuple(found) for key, found in articles.items()}

    def has(self, article: str, without: str) -> bool:
        """Return whether an article has telling names but those with the word `without` in them."""
        return any(without not in name.split() for name in self._names.get(article, ()))

    def shared(self, article: str, others: AbstractSet[str], without: str) -> bool:
        """Return whether an article shares a telling name with any of the others, those with `without` left out."""
        mine = (name for name in self._names.get(article, ()) if without not in name.split())
        return any(other in others for name in mine for other in self._articles[name] if other != article)


def _telling(key: str) -> bool:
    """Return whether a name is rare and particular enough to tell which story an article is about."""
    known = place(key) or demonym(key) or in_any(key, "organisations", "events") or key in listed("companies")
    return not known and len(key) > 2
