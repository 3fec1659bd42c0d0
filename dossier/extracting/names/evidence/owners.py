"""Evidence from what a name is said to own: `lost nine of its seats`, `Zorvan’s voters`."""

from __future__ import annotations

import re

from dossier.extracting.lexicon import listed, words
from dossier.extracting.names.candidates.candidate import Candidate
from dossier.extracting.names.evidence.around import NeighbouringWords, acting
from dossier.extracting.names.evidence.form import full_name

_TO_ITS = re.compile(r" (?:[a-z0-9-]+ ){1,4}its (?!own\b)[a-z0-9]")
_OF_ITS_OWN = re.compile(r"(?:^|[.!?”\"] |\n)(?:On|In|At|With|Through|For) its [^.;]{2,60}, $")
_LINKED = frozenset(
    {"and", "as", "because", "but", "if", "in", "of", "on", "or", "that", "when", "where", "while", "with"}
)


def has_its_own(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a name of several words does something to what is its: `… lost nine of its seats`."""
    if len(c.words) < 2 or n.gap or n.possessive or c.title or c.words[0].key in listed("given"):
        return False
    return n.after not in _LINKED and _TO_ITS.match(n.tail) is not None


def owns_as_places_do(_: Candidate, n: NeighbouringWords) -> bool:
    """Return whether what only places have is a name’s: `Zorvan’s voters`, `Zorvan’s largest port`."""
    return n.after in words("had_by_places") or (n.after in words("largest") and n.after2 in words("largest_of_places"))


def on_its_own(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether what an organisation owns is named before it: `On its account, Zorvan said`."""
    return n.before_gap == "," and acting(n) and _OF_ITS_OWN.search(n.lead) is not None and not full_name(c)
