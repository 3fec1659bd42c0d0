"""The names of the sources by how they are spelt, and which spellings may be of one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from dossier.extracting.lexicon import common, place, town
from dossier.extracting.lexicon import listed as listed_names
from dossier.linking.checking.draft import DraftDossier, evidence
from dossier.linking.facts import ArticleFacts
from dossier.model import CheckedClaim, ClaimStatus, Mention, Span
from dossier.text.folding import fold, to_ascii

LETTERS = 4
"""Letters of a word that may be a misspelling; shorter ones are other words."""
SHOWN = 3
"""Places of the sources that a claim about a name shows."""
SLIP = 2
"""Letters by which a spelling of one name may differ from another by mistake."""
_ENDINGS = frozenset({"", "s", "es", "n", "an", "ian"})  # Oriole and Orioles, Europe and European
_LISTS = ("given", "surnames")


class _Spellings:
    """The names of the sources by their text, by whom they mean, and people by the roles that they are given."""

    def __init__(self, sources: Sequence[ArticleFacts]) -> None:
        self.by_text: defaultdict[str, list[Mention]] = defaultdict(list)
        self.by_entity: defaultdict[str, list[Mention]] = defaultdict(list)
        self.by_role: defaultdict[str, dict[str | None, Mention]] = defaultdict(dict)
        self.words: set[str] = set()
        for mention in (one for facts in sources for one in facts.mentions):
            self.by_text[plain(mention.text)].append(mention)
            self.words.update(plain(mention.text).split())
            if mention.entity:
                self.by_entity[mention.entity].append(mention)
            if mention.entity and mention.role and mention.type == "PERSON":
                self.by_role[mention.role].setdefault(mention.entity, mention)


class SourceNames:
    """The names of the sources as they are spelt, by their words."""

    def __init__(self, dossier: DraftDossier) -> None:
        self.dossier = dossier
        key = dossier.facts.keys[1:]
        found = dossier.prepared.known("spellings", key, lambda: _Spellings(dossier.sources))
        self.by_text, self.by_entity, self.by_role = found.by_text, found.by_entity, found.by_role
        self.words = found.words

    def holding(self, mention: Mention) -> list[Mention]:
        """Return the longer names of the sources that hold this one whole: of `Jara`, `Jeannette Jara`."""
        wanted = f" {plain(mention.text)} "
        return [one for text, mentions in self.by_text.items() if wanted in f" {text} " for one in mentions]

    def bearing(self, mention: Mention) -> list[Mention]:
        """Return where the sources name a person of the draft.

        Whoever has one full name is one person here: with another role than in the sources he is linked as another.
        """
        same = self.by_text.get(plain(mention.text), []) if " " in plain(mention.text) else []
        linked = self.by_entity.get(mention.entity or "", [])
        return [*linked, *(one for one in same if one.type == mention.type and one.entity != mention.entity)]

    def spelt_alike(self, mention: Mention) -> list[Mention]:
        """Return the names that differ from one in accents, capitals, signs and a last s alone: Jerí, Marseilles."""
        text = plain(mention.text)
        spelt = letters(text).removesuffix("s")
        found = self.dossier.prepared.known(
            "alike", text, lambda: [one for one in self.by_text if letters(one).removesuffix("s") == spelt]
        )
        return [one for each in found for one in self.by_text[each]]

    def near(self, mention: Mention) -> list[Mention]:
        """Return the mentions of the sources that a name of the draft may be a misspelling of.

        All its words but one stand side by side in a name there, and that one differs by a letter or two. A word that
        is a name or a word itself is taken for what it is: Iran is no misspelt Iraq.
        """
        text = plain(mention.text)
        spelt = self.dossier.prepared.known("near", text, lambda: self._spelt_nearly(text))
        near = (one for each in spelt for one in self.by_text[each])
        return [one for one in near if not people_of(one, mention)]

    def _spelt_nearly(self, text: str) -> list[str]:
        mine = text.split()
        found = []
        for other in self.by_text:
            theirs = other.split()
            for first in range(len(theirs) - len(mine) + 1):
                pairs = zip(mine, theirs[first : first + len(mine)], strict=True)
                differing = [(a, b) for a, b in pairs if a != b]
                if len(differing) == 1 and near_spelling(*differing[0], alone=len(mine) == 1):
                    found.append(other)
                    break
        return found


def near_spelling(mine: str, theirs: str, *, alone: bool = False) -> bool:
    """Return whether one word of a name may be a misspelling of the other: a letter or two apart.

    `alone` says that the word is the whole name: then it must be long enough, and no name or word itself.
    """
    a, b = letters(mine), letters(theirs)
    if abs(len(a) - len(b)) > SLIP:
        return False
    shorter = min(a, b, key=len)
    if is_ending(a, b):
        return False
    if len(shorter) < (LETTERS if alone else LETTERS - 1) or (alone and is_known(fold(mine))):
        return False
    return OSA.distance(a, b, score_cutoff=SLIP) <= (1 if len(shorter) < 6 else SLIP)


def is_ending(one: str, other: str) -> bool:
    """Return whether two words differ in an ending only: accents, capitals, points and endings are spellings of one."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS


@lru_cache(maxsize=16384)
def letters(word: str) -> str:
    """Return the letters of a word in ASCII, without signs and the ending of a possessive."""
    return "".join(c for c in to_ascii(word).removesuffix("'s") if c.isalnum())


def is_known(word: str) -> bool:
    """Return whether a folded word is a word or a name of its own."""
    return common(word) or place(word) or town(word) or any(word in listed_names(k) for k in _LISTS)


def people_of(one: Mention, other: Mention) -> bool:
    """Return whether one name is of a place and the other of its people: Canada, Canadian; not Iraniun, Iranian."""
    return len(one.text) != len(other.text) and (one.type == "NATIONALITY") != (other.type == "NATIONALITY")


def plain(text: str) -> str:
    """Return a name on one line, with plain apostrophes."""
    return " ".join(text.split()).replace("’", "'")


def span_of(mention: Mention) -> Span:
    """Return where a name stands."""
    return Span(mention.article, mention.start, mention.end, mention.text)


def name_claim(mention: Mention, status: ClaimStatus, why: str, places: Sequence[Mention]) -> CheckedClaim:
    """Return a claim about a name, with the first of its places in the sources."""
    shown = [evidence(span_of(one), plain(one.text)) for one in places[:SHOWN]]
    return CheckedClaim(mention.start, mention.end, mention.text, "name", status, why, tuple(shown))
