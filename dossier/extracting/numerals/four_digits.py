"""Four digits without a comma: a year, or a count of what stands behind them."""

from __future__ import annotations

from dossier.extracting import lexicon
from dossier.extracting.lexicon import words
from dossier.extracting.numerals.words import PATTERNS

# "in 2025 refugees", "the 2010 rules", "early 2010 protests", "2008 and 2012 campaigns"
_OF_A_YEAR = words("numerals/of_a_year")
_STOPS = words("numerals/four_digits_stops")
_PLURALS = words("numerals/four_digits_plurals")
_WORDS_LOOKED_AT = 3


def counts(text: str, start: int, stop: int, low: int) -> bool:
    """Return whether four digits from `start` to `stop` count something: 1990 crates, a crowd of 2000.

    `low` is where the zone begins. A determiner or preposition of time before them, a name, or a noun that years
    stand before (elections, floods) makes them a year; of the 1900 tents, 1850 were new.
    """
    before = text[max(low, start - 40) : start]
    if PATTERNS.crowd_of.search(before) or PATTERNS.part_of_the.search(before):
        return True
    if PATTERNS.some_of.search(before):
        return PATTERNS.are.match(text, stop) is not None
    previous = PATTERNS.word_before.search(before)
    of_a_year = previous is not None and previous[1].lower() in _OF_A_YEAR and not PATTERNS.of_the.search(before)
    if of_a_year or (previous and (previous[1][0] in "'’$-–/" or PATTERNS.year_and.search(before))):
        return False
    if previous and previous[1][0].isupper() and len(before[: previous.start()].rstrip(' .\n"“‘(')) > 0:
        return False  # Honda 2004 models
    head = _head(text, stop)
    return head is not None and head not in lexicon.words("nouns_after_years")


def _head(text: str, at: int) -> str | None:
    """Return the plural noun that ends the phrase behind a number, at most three words on."""
    found: str | None = None
    for _ in range(_WORDS_LOOKED_AT):
        match = PATTERNS.four_digits_next.match(text, at)
        if match is None or match[1] in _STOPS:
            break
        word, at = match[1], match.end()
        if word in _PLURALS or (word.endswith("s") and len(word) > 3 and not PATTERNS.no_plural.search(word)):
            found = word
        elif found:
            break
    return found
