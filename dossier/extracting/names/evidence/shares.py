"""Evidence that a name is a company whose shares are traded: what their price does, the letters of the share."""

from __future__ import annotations

import re

from dossier.extracting.lexicon import words
from dossier.extracting.names.candidates.candidate import Candidate
from dossier.extracting.names.evidence.around import NeighbouringWords
from dossier.extracting.names.evidence.form import person_shape

# What the price of a share does: Zorvan fell 3.1 percent; not Ana Paz, who won 5 percent of the vote.
_MOVES = words("verbs_of_prices")
_PRICED = re.compile(
    rf" (?:(?:{'|'.join(sorted(_MOVES - {'was', 'were'}))}) (?:up |down |by )?|(?:was|were) (?:up|down) )"
    r"(?:about |almost |nearly |more than |over |some )?\d[\d.]* ?(?:%|pct\b|per ?cent\b)(?! of)"
)
_TICKER = re.compile(r" \(?(?:[A-Z0-9]{2,5}\.[A-Z]{1,2}\b(?!\.)|(?:NYSE|NASDAQ|Nasdaq|LSE|TSX|ASX|OTC\w*)[: ])")


def is_priced(c: Candidate, n: NeighbouringWords) -> bool:
    """Return whether a single name rises or falls by a share, as that of a company does: `Zorvan fell 3 percent`."""
    return n.after in _MOVES and len(c.words) < 3 and not person_shape(c) and _PRICED.match(n.tail) is not None


def has_a_ticker(_: Candidate, n: NeighbouringWords) -> bool:
    """Return whether the letters of a share stand behind a name: `Zorvan ZQB.MC`, `Zorvan (NYSE: ZQB)`."""
    return n.tail[:1] == " " and _TICKER.match(n.tail) is not None
