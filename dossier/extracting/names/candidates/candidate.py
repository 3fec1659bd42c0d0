"""Words of a run that may be one name, and what is told from the words together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from dossier.extracting.lexicon import in_any, listed, words
from dossier.extracting.names.candidates.vocabulary import CAPITALS, RUNNING, CapitalWord, LineKind, organisation
from dossier.model import EntityType

_SPACES = frozenset({" ", ". ", ", ", " , ", "\u00a0"})  # left out between words of a key


@dataclass(slots=True)
class Candidate:
    """Words that may be one name; its key is its folded words, linking words included."""

    words: list[CapitalWord]
    line: LineKind
    initial: bool = False  # its first word begins a sentence
    title: str | None = None  # the title that stands before it in the run
    type: EntityType | None = None  # settled by form alone
    employer: bool = False  # a title follows at once: `Apple CEO`
    lone: bool = False  # a title by itself: a name only where the article has somebody of that surname
    key: str = ""

    def __post_init__(self) -> None:
        self.key = spoken(self.words)

    @property
    def is_running(self) -> bool:
        """Whether it stands in running text and not in a heading."""
        return self.line in RUNNING

    @property
    def is_cased(self) -> bool:
        """Whether capitals say something where it stands."""
        return self.line not in CAPITALS

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end


def opener(word: CapitalWord, line: LineKind) -> bool:
    """Return whether a word never begins a name; `US` and `WHO` in capitals are names, `Us` and `Who` are not."""
    if word.key not in words("non_name_words"):
        return False
    acronym = line not in CAPITALS and len(word.text) > 1 and word.text.isupper()
    return not (acronym and (word.key in words("place_abbreviations") or word.key in words("organisations")))


def acronym(text: str) -> bool:
    """Return whether a word is written as an acronym: `PNP`, `H-P`, `AT&T`."""
    return 2 <= len(text) <= 7 and text.isupper()


def spoken(group: list[CapitalWord]) -> str:
    """Return words folded to one string, punctuation between them left out."""
    if len(group) == 1:
        return group[0].key
    rest = [" " + w.key if w.gap in _SPACES else w.gap + w.key for w in group[1:]]
    return group[0].key + "".join(rest)


def ends(group: list[CapitalWord], *sections: str) -> bool:
    """Return whether the last of several words is in a section."""
    if len(group) < 2:
        return False
    return in_any(group[-1].key, *sections) or in_any(f"{group[-2].key} {group[-1].key}", *sections)  # Red Cross


def is_organisation(group: list[CapitalWord]) -> bool:
    """Return whether a group is an organisation by its head: `Peruvian National Police`, `University of Essex`."""
    heads = words("organisation_heads")
    return ends(group, "organisation_heads", "company_suffix") or any(
        w.gap.startswith((" of", " for")) and before.key in heads for before, w in pairwise(group)
    )


def known(group: list[CapitalWord]) -> bool:
    """Return whether several words together are a listed name."""
    if len(group) < 2:
        return False
    key = spoken(group)
    return organisation(key) or key in listed("countries") or in_any(key, "places", "events")
