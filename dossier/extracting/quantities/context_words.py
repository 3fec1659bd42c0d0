"""What the words before and after a number say of it: a bound, and whether it is a change and which way."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.extracting.lexicon import table, words
from dossier.extracting.numerals.words import word_set
from dossier.extracting.quantities.vocabulary import PATTERNS
from dossier.model import Bound, Direction, QuantityKind


def _ways(up: str, down: str) -> dict[str, Direction]:
    """Return two lists of words of change as one table: word to the way it goes."""
    return {**dict.fromkeys(words(f"quantities/{up}"), "up"), **dict.fromkeys(words(f"quantities/{down}"), "down")}


# The words that stand right before a number and bound it, and those behind it.
QUALIFIERS: dict[str, Bound] = {
    phrase: bound for bound, phrases in table("tables/bounds")["before"].items() for phrase in phrases
}
_LONGEST = max(phrase.count(" ") + 1 for phrase in QUALIFIERS)
# May stand between the qualifier and the number.
_BETWEEN = words("quantities/between")
_STRONGER = words("quantities/stronger")

_POSTFIXED: dict[str, Bound] = {
    phrase: bound for bound, phrases in table("tables/bounds")["behind"].items() for phrase in phrases
}

CHANGE: dict[str, Direction] = _ways("verbs_up", "verbs_down")
# Verbs whose number is an object counted, not a change, unless it is money, percent or points: "lost eight games".
_OBJECTS = words("quantities/objects")
_RAISED = word_set("raise raised raises raising")  # "raised $30 million" collects, it does not rise
_CHANGE_NOUNS: dict[str, Direction] = _ways("nouns_up", "nouns_down")
CHANGE_NOUNS = frozenset(_CHANGE_NOUNS)
_COMPARED: dict[str, Direction] = {
    **dict.fromkeys(("up", "higher", "more"), "up"),
    **dict.fromkeys(("down", "lower", "less", "fewer"), "down"),
}
# Between the verb of change and its number: "rose by nearly", "fell for the third day to".
_BRIDGE = words("quantities/bridge")
# What "up to" follows when it tells where a change led: "bringing the toll up to 40", "went up to $8".
_BROUGHT = words("quantities/brought")


_ROUGH = word_set("about around some roughly approximately")


def _ended_by(before: Sequence[str], stop: int) -> tuple[str, Bound] | None:
    """Find a comparison before a rough qualifier: of "less than about five" the first says more."""
    for length in (3, 2):
        phrase = " ".join(before[max(0, stop - length) : stop]).lower()
        bound = QUALIFIERS.get(phrase)
        if bound in (">", "<", ">=", "<=") and phrase.endswith((" than", " of", " to", " least", " most")):
            return " ".join(before[stop - length : stop + 1]), bound
    return None


def _compared(phrase: str, bound: Bound, article: str, *, attributive: bool) -> bool:
    """Whether an article between them shows that the words bound nothing: far less than the 20%, under a 30-day ban."""
    if article == "the":
        return phrase in ("about", "around") or (bound not in ("~", "=") and phrase not in ("nearly", "almost"))
    return attributive and phrase in ("over", "under", "above", "below", "beyond")


def qualifier(before: Sequence[str], *, duration: bool, attributive: bool = False) -> tuple[str, Bound] | None:
    """Find the qualifier that ends the words before a number: its words and its bound.

    `duration` tells that the number is a length of time, `attributive` that a hyphen ties it to what follows.
    """
    if before[-1:] == ["-"] and before[-2:-1] and before[-2].lower() == "sub":  # a sub-$100 computer
        return "sub", "<"
    back = 0
    while back < min(3, len(before)) and before[-1 - back].lower() in _BETWEEN:
        back += 1
    for skip in (0, back) if back else (0,):
        stop = len(before) - skip
        for length in range(min(_LONGEST, stop), 0, -1):
            start = stop - length
            phrase = " ".join(before[start:stop]).lower().rstrip(".")
            bound = QUALIFIERS.get(phrase)
            if bound is None:
                continue
            if skip and _compared(phrase, bound, before[stop].lower(), attributive=attributive):
                return None
            if phrase in _ROUGH and (stronger := _ended_by(before, start)):
                return stronger
            previous = before[start - 1].lower() if start else ""
            if not _meant(phrase, previous, duration=duration):
                return None
            if previous in _STRONGER and bound in ("<", ">"):
                start -= 1
            return " ".join(before[start:stop]), bound
    return None


# "over three years" is a length of time unless a verb of measure or a preposition stands before "over".
_MEASURED = words("quantities/measured")


_HANDED = words("quantities/handed")
# `talking about one area`: what the talk is of.
_TOLD_ABOUT = words("quantities/told_about")


def _meant(phrase: str, previous: str, *, duration: bool) -> bool:
    if phrase == "over" and duration:
        return previous in _MEASURED
    if phrase == "over":
        return previous not in _HANDED
    if phrase == "about":
        return previous not in _TOLD_ABOUT
    if phrase in ("many", "few", "maximum", "minimum"):
        return previous not in ("as", "so", "the", "how", "too")
    if phrase == "up to":
        return previous not in _BROUGHT
    return True


def postfix(text: str, at: int, end: int) -> tuple[str, Bound, int] | None:
    """Find a bound that follows: "or more", "+", "-odd": its words, the bound, where they end."""
    if at >= end or not (text[at] in "+-" or text[at].isspace()):
        return None
    match = PATTERNS.postfix.match(text, at, end)
    if match is None:
        return None
    phrase = (match["phrase"] or "+").lower()
    if phrase == "plus" and match[0][0].isspace() and PATTERNS.added.match(text, match.end(), end):
        return None
    bound: Bound | None = ">=" if phrase == "+" else _POSTFIXED.get(phrase)
    return (match[0].strip(" -"), bound, match.end()) if bound else None


def direction(before: Sequence[str], after: Sequence[str], kind: QuantityKind) -> Direction | None:
    """Tell whether the number is a change, or where a change led: by the noun after it or the verb before it."""
    measured = kind in ("money", "percent")
    if after:
        first = after[0].lower()
        if first in _CHANGE_NOUNS:
            return _CHANGE_NOUNS[first]
        if measured and first in _COMPARED:
            return _COMPARED[first]
        if (
            measured
            and len(after) > 1
            and after[1].lower() in _CHANGE_NOUNS
            and first.isalpha()
            and first not in _NO_ADJECTIVE
        ):
            return _CHANGE_NOUNS[after[1].lower()]
    crossed: list[str] = []
    strange = 0
    for word in reversed(before[-8:]):
        lower = word.lower()
        stated = "to" in crossed or "by" in crossed
        amount = measured or kind in ("count", "ratio", "mass", "volume", "other")  # "crashed 13 minutes after" is none
        if lower in CHANGE and (stated or (amount and lower not in _OBJECTS) or (measured and lower not in _RAISED)):
            if lower == "up" and crossed and crossed[-1] == "to":  # the qualifier, or "bringing it up to"
                brought = before[len(before) - len(crossed) - 2].lower() if len(before) > len(crossed) + 1 else ""
                if brought not in _BROUGHT:
                    crossed.append(lower)
                    continue
            # a change leads to a number, not away from the one after "from"
            return CHANGE[lower] if "from" not in crossed or "to" in crossed else None
        if lower not in _BRIDGE:
            # "cut rates by 25 basis points", "rose from 20 to 30"
            far = "by" in crossed or (measured and "to" in crossed) or lower[0].isdigit()
            if not far or strange >= 3 or not lower.isalnum() or lower in _NO_ADJECTIVE:
                return None
            strange += 1
        crossed.append(lower)
    return None


_NO_ADJECTIVE = words("quantities/no_adjective")
