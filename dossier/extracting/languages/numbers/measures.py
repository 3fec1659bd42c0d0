"""What stands behind a number: scale words, units, what is counted."""

from __future__ import annotations

from dossier.extracting.languages.tables import PATTERNS, LanguageData, folded
from dossier.extracting.numerals.units import UNITS, Unit
from dossier.text.folding import fold

LARGEST = 10**15
"""No amount in the news is as large."""
_ABBREVIATED = frozenset({"mio", "mrd", "tsd"})
_OF = " \u00a0\u202fde’'"  # what may stand between a scale word and what is counted
_POINT = UNITS["percentage point"]
_FEW_POINTS = 10  # a larger number with a decimal may be of an index
_BETWEEN = 2  # adjectives between a number and its noun


def scales(text: str, at: int, end: int, lang: LanguageData) -> tuple[float, int]:
    """Return what the scale words at a place make of a number (mil millones, Mrd.) and where they end."""
    factor = 1.0
    while match := PATTERNS.scale.match(text, at, end):
        word = fold(match[1]).rstrip(".")
        if word not in lang.scales or factor * lang.scales[word] > LARGEST:
            break
        factor *= lang.scales[word]
        at = match.end() - (match[1].endswith(".") and word not in _ABBREVIATED)
    return factor, at


def points(text: str, at: int, last: int, value: float | None) -> tuple[Unit, int, float] | None:
    """Return what points of a share stand behind a number, where they end and how much one is; None where none do.

    Points are of a share where the words say so (puntos porcentuales) or a small number has a decimal (0,3 point); a
    décima is a tenth of one.
    """
    match = PATTERNS.points.match(text, at, last)
    if match is None or value is None:
        return None
    if match["tenth"]:
        return _POINT, match.end(), 0.1
    told = match["share"] or (0 < value < _FEW_POINTS and value != int(value))
    return (_POINT, match.end(), 1.0) if told else None


def unit_words(text: str, at: int, last: int, lang: LanguageData) -> tuple[Unit, int] | None:
    """Return a unit in words, also behind “de”, and where it ends; None where none stands."""
    following = folded(text, at, min(last, at + 40))
    if following and following[0][0] in lang.of and not text[at : following[0][1]].strip():
        following = following[1:]
    if following and following[0][0] in lang.units and not text[at : following[0][1]].strip(_OF):
        return lang.units[following[0][0]], following[0][2]
    return None


def counted(text: str, at: int, last: int, lang: LanguageData) -> str | None:
    """Return the noun beside a number; in German with the adjectives before it."""
    following = folded(text, at, min(last, at + 60))
    if following and following[0][0] in lang.of:
        following = following[1:]
    before = at
    for count, (word, start, end) in enumerate(following):
        if text[before:start].strip(_OF) or word in lang.no_count or count > _BETWEEN:
            return None
        if not lang.nouns_capital:
            return text[start:end] if text[start].islower() else None
        if text[start].isupper():
            return text[following[0][1] : end]
        before = end
    return None
