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
_CLOSING = frozenset(phrase.rpartition(" ")[2] for phrase in QUALIFIERS)
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
_PHRASAL = words("quantities/phrasal")
# What "up to" follows when it tells where a change led: "bringing the toll up to 40", "went up to $8".
_BROUGHT = words("quantities/brought")


_ROUGH = word_set("about around some roughly approximately")


def _ended_by(before: Sequence[str], stop: int) -> tuple[str, Bound] | None:
    """Return a comparison before a rough qualifier: of "less than about five" the first says more."""
    for length in (3, 2):
        phrase = " ".join(before[max(0, stop - length) : stop]).lower()
        bound = QUALIFIERS.get(phrase)
        if bound in (">", "<", ">=", "<=") and phrase.endswith((" than", " of", " to", " least", " most")):
            return " ".join(before[stop - length : stop + 1]), bound
    return None


def _compared(phrase: str, bound: Bound, article: str, *, attributive: bool) -> bool:
    """Return whether an article between shows that the words are not a bound: less than the 20%, under a 30-day ban."""
    if article == "the":
        return phrase in ("about", "around") or (bound not in ("~", "=") and phrase not in ("nearly", "almost"))
    return attributive and phrase in ("over", "under", "above", "below", "beyond")


def qualifier(before: Sequence[str], *, duration: bool, attributive: bool = False) -> tuple[str, Bound] | None:
    """Return the qualifier that ends the words before a number: its words and its bound.

    `duration` tells that the number is a length of time, `attributive` that a hyphen ties it to what follows.
    """
    if before[-1:] == ["-"] and before[-2:-1] and before[-2].lower() == "sub":  # a sub-$100 computer
        return "sub", "<"
    back = 0
    while back < min(3, len(before)) and before[-1 - back].lower() in _BETWEEN:
        back += 1
    for skip in dict.fromkeys((0, back)):
        stop = len(before) - skip
        found = _phrase_before(before, stop)
        if found is None:
            continue
        start, phrase, bound = found
        if skip and _compared(phrase, bound, before[stop].lower(), attributive=attributive):
            return None
        return _bound(before, start, stop, phrase, duration=duration)
    return None


def _phrase_before(before: Sequence[str], stop: int) -> tuple[int, str, Bound] | None:
    """Return the longest phrase of bound that ends at a word: where it begins, it, and its bound."""
    if stop < 1 or before[stop - 1].lower().rstrip(".") not in _CLOSING:
        return None
    for start in range(max(0, stop - _LONGEST), stop):
        phrase = " ".join(before[start:stop]).lower().rstrip(".")
        if (bound := QUALIFIERS.get(phrase)) is not None:
            return start, phrase, bound
    return None


def _bound(before: Sequence[str], start: int, stop: int, phrase: str, *, duration: bool) -> tuple[str, Bound] | None:
    """Return the words of a bound with those that make it stronger; None where they mean something else here."""
    bound = QUALIFIERS[phrase]
    if phrase in _ROUGH and (stronger := _ended_by(before, start)):
        return stronger
    previous = before[start - 1].lower() if start else ""
    if not _meant(phrase, previous, duration=duration):
        return None
    if previous in _STRONGER and bound in ("<", ">"):
        start -= 1
    return " ".join(before[start:stop]), bound


# "over three years" is a length of time unless a verb of measure or a preposition stands before "over".
_MEASURED = words("quantities/measured")


_HANDED = words("quantities/handed")
# `talking about one area`: what the talk is of.
_TOLD_ABOUT = words("quantities/told_about")


_COLLECTED = frozenset({"as", "so", "the", "how", "too"})
# What must not stand before a phrase that bounds a number.
_NO_BOUND_AFTER: dict[str, frozenset[str]] = {
    "over": _HANDED,
    "about": _TOLD_ABOUT,
    "up to": _BROUGHT,
    **dict.fromkeys(("many", "few", "maximum", "minimum"), _COLLECTED),
}


def _meant(phrase: str, previous: str, *, duration: bool) -> bool:
    """Return whether words of bound bound a number here: not in "handed over $900", "talking about two islands"."""
    if phrase == "over" and duration:
        return previous in _MEASURED
    return previous not in _NO_BOUND_AFTER.get(phrase, ())


def postfix(text: str, at: int, end: int) -> tuple[str, Bound, int] | None:
    """Return a bound that follows: "or more", "+", "-odd": its words, the bound, where they end."""
    match = PATTERNS.postfix.match(text, at, end)
    if match is None:
        return None
    phrase = (match["phrase"] or "+").lower()
    if phrase == "plus" and match[0][0].isspace() and PATTERNS.added.match(text, match.end(), end):
        return None
    bound: Bound | None = ">=" if phrase == "+" else _POSTFIXED.get(phrase)
    return (match[0].strip(" -"), bound, match.end()) if bound else None


_NO_ADJECTIVE = words("quantities/no_adjective")
_AMOUNTS = ("money", "percent", "count", "ratio", "mass", "volume", "other")
_FAR = 3  # strange words between a verb of change and its number: cut rates by 25 basis points
_REACH = 8  # words before a number in which a verb of change stands


def direction(before: Sequence[str], after: Sequence[str], kind: QuantityKind) -> Direction | None:
    """Return whether the number is a change, or where a change led: by the noun after it or the verb before it."""
    measured = kind in ("money", "percent")
    return _of_noun(after, measured=measured) or _of_verb(before, kind, measured=measured)


def _of_noun(after: Sequence[str], *, measured: bool) -> Direction | None:
    """Return the way a noun behind the number goes: a 20% rise, $5 more, a $3 million annual loss."""
    if not after:
        return None
    first = after[0].lower()
    if first in _CHANGE_NOUNS:
        return _CHANGE_NOUNS[first]
    if not measured:
        return None
    if first in _COMPARED:
        return _COMPARED[first]
    adjective = len(after) > 1 and first.isalpha() and first not in _NO_ADJECTIVE
    return _CHANGE_NOUNS.get(after[1].lower()) if adjective else None


def _of_verb(before: Sequence[str], kind: QuantityKind, *, measured: bool) -> Direction | None:
    """Return the way a verb of change before the number goes, with only words of its own between them."""
    crossed: list[str] = []
    strange = 0
    for word in reversed(before[-_REACH:]):
        lower = word.lower()
        if _changes(lower, crossed, kind, measured=measured):
            if _belongs_to_verb(lower, crossed, before):
                return None
            if not _qualifies(lower, crossed, before):
                # a change leads to a number, not away from the one after "from"
                return CHANGE[lower] if "from" not in crossed or "to" in crossed else None
        elif lower not in _BRIDGE:
            if strange >= _FAR or not _strange(lower, crossed, measured=measured):
                return None
            strange += 1
        crossed.append(lower)
    return None


def _changes(lower: str, crossed: Sequence[str], kind: QuantityKind, *, measured: bool) -> bool:
    """Return whether a word is a verb of change whose number this can be: "crashed 13 minutes after" has none."""
    if lower not in CHANGE:
        return False
    if "to" in crossed or "by" in crossed:
        return True
    return (kind in _AMOUNTS and lower not in _OBJECTS) or (measured and lower not in _RAISED)


def _qualifies(lower: str, crossed: Sequence[str], before: Sequence[str]) -> bool:
    """Return whether "up" of "up to" bounds the number, and does not tell where it was brought up to."""
    if lower != "up" or not crossed or crossed[-1] != "to":
        return False
    at = len(before) - len(crossed) - 2
    return (before[at].lower() if at >= 0 else "") not in _BROUGHT


def _belongs_to_verb(lower: str, crossed: Sequence[str], before: Sequence[str]) -> bool:
    """Return whether "up" or "down" is part of a verb that changes nothing: set up a $12m fund; not put up by 3%."""
    at = len(before) - len(crossed) - 2
    return lower in ("up", "down") and at >= 0 and before[at].lower() in _PHRASAL and not {"to", "by"} & {*crossed}


def _strange(lower: str, crossed: Sequence[str], *, measured: bool) -> bool:
    """Return whether a word may stand between: cut rates by 25 basis points, rose from 20 to 30."""
    far = "by" in crossed or (measured and "to" in crossed) or lower[0].isdigit()
    return far and lower.isalnum() and lower not in _NO_ADJECTIVE
