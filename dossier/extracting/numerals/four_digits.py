"""Four digits without a comma: a year, or a count of what stands behind them."""

from __future__ import annotations

import re

from dossier.extracting import lexicon
from dossier.extracting.numerals.words import word_set

_CROWD_OF = re.compile(
    r"\b(?:crowds?|totals?|audiences?|capacity|attendance|turnout|population|membership|staff|workforce|maximum|minimum"
    r"|average|batch|fleet|group|convoy|stock|sample|number|list)\sof\s$",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([\w’'-]+|[^\w\s])\s?$")
# "in 2025 refugees", "the 2010 rules", "early 2010 protests", "2008 and 2012 campaigns"
_OF_A_YEAR = word_set(
    """
    in since by until till from during before after for between of to through throughout around circa early mid late
    the a an this that these those its his her their our my every each last next spring summer autumn fall winter
    january february march april may june july august september october november december year
    """
)
_YEAR_AND = re.compile(r"\b(?:1[5-9]|20)\d\d(?:,?\s(?:and|or)|,)\s$")
_NEXT = re.compile(r"\s([a-z]+(?:-[a-z]+)?)(?![\w’'])")
_STOPS = word_set(
    """
    a an and are as at be been but by can could did do does during for from had has have he her his i if in into is it
    its may might must no not of on or our over per said says she should since so some than that the their then there
    these they this those to under until up was we were what when where which while who will with would you your
    hundreds thousands millions dozens scores always perhaps plus minus times sees saw has brings marks seems shows us
    """
)
_PLURALS = word_set("people men women children police cattle sheep fish troops personnel homes")
_NO_PLURAL = re.compile(r"(?:ss|us|is|ous|ics)$")
_WORDS_LOOKED_AT = 3


def counts(text: str, start: int, stop: int, low: int) -> bool:
    """Return whether four digits from `start` to `stop` count something: 1990 crates, a crowd of 2000.

    `low` is where the zone begins. A determiner or preposition of time before them, a name, or a noun that years
    stand before (elections, floods) makes them a year.
    """
    before = text[max(low, start - 40) : start]
    if _CROWD_OF.search(before):
        return True
    previous = _WORD_BEFORE.search(before)
    if previous and (previous[1].lower() in _OF_A_YEAR or previous[1][0] in "'’$-–/" or _YEAR_AND.search(before)):
        return False
    if previous and previous[1][0].isupper() and len(before[: previous.start()].rstrip(' .\n"“‘(')) > 0:
        return False  # Honda 2004 models
    head = _head(text, stop)
    return head is not None and head not in lexicon.words("nouns_after_years")


def _head(text: str, at: int) -> str | None:
    """Return the plural noun that ends the phrase behind a number, at most three words on."""
    found: str | None = None
    for _ in range(_WORDS_LOOKED_AT):
        match = _NEXT.match(text, at)
        if match is None or match[1] in _STOPS:
            break
        word, at = match[1], match.end()
        if word in _PLURALS or (word.endswith("s") and len(word) > 3 and not _NO_PLURAL.search(word)):
            found = word
        elif found:
            break
    return found
