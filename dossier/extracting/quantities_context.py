"""What the words before and after a number say of it: a bound, a change, a thing that is excluded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.model import Bound, Direction

# Longest first where one phrase ends in another; the words stand right before the number.
QUALIFIERS: dict[str, Bound] = {
    **dict.fromkeys(
        (
            "about", "around", "roughly", "approximately", "approx", "some", "circa", "estimated", "an estimated",
            "an approximate", "the estimated", "est", "in the region of", "in the neighborhood of", "on the order of",
            "in the order of", "estimated at", "approximate", "give or take", "close to", "reportedly around",
            "estimated to be", "or about", "somewhere around", "believed to be about", "several", "a few", "few", "many",
        ), "~",
    ),
    **dict.fromkeys(
        (
            "more than", "over", "above", "exceeding", "in excess of", "upward of", "upwards of", "greater than",
            "higher than", "exceeds", "exceeded", "exceed", "surpassing", "surpassed", "topped", "topping", "north of", "beyond",
            "larger than", "longer than", "older than", "bigger than", "further than", "farther than", "better than", "past",
        ), ">",
    ),
    **dict.fromkeys(
        (
            "at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of", "minimum",
            "minimum of", "as few as", "as little as", "at the least", "at the very least", "at a minimum", "a good",
        ), ">=",
    ),
    **dict.fromkeys(
        (
            "less than", "fewer than", "under", "below", "nearly", "almost", "lower than", "smaller than", "shy of",
            "just shy of", "short of", "approaching", "nearing", "close on", "shorter than", "younger than", "well-nigh",
        ), "<",
    ),
    **dict.fromkeys(
        (
            "up to", "as many as", "as much as", "no more than", "not more than", "at most", "at the most", "a maximum of",
            "maximum", "maximum of", "not exceeding", "no greater than", "capped at", "no longer than", "no older than",
            "as high as", "as long as", "as far as", "upto",
        ), "<=",
    ),
}  # fmt: skip
_LONGEST = max(len(q.split()) for q in QUALIFIERS)
# May stand between the qualifier and the number, or before the qualifier, and belong to neither.
_BETWEEN = frozenset("the a an another additional further extra other total combined whopping record us$ of".split())
_STRENGTHENED = frozenset("just only well slightly little far somewhat significantly considerably comfortably".split())
_DOUBLE_NEGATION: dict[str, Bound] = {"not": "<=", "no": "<="}

AFTER: dict[str, Bound] = {
    "or more": ">=", "or so": "~", "or fewer": "<=", "or less": "<=", "or higher": ">=", "or greater": ">=",
    "or above": ">=", "or over": ">=", "or older": ">=", "or under": "<=", "or younger": "<=", "or thereabouts": "~",
    "and over": ">=", "and above": ">=", "and older": ">=", "and up": ">=", "or better": ">=", "or longer": ">=",
    "plus": ">=", "odd": "~", "-odd": "~", "-plus": ">=", "and more": ">=", "at least": ">=", "at most": "<=",
    "and under": "<=", "at the most": "<=", "at the least": ">=",
}  # fmt: skip

_UP = "rise rises rose risen rising grow grows grew grown growing jump jumps jumped climb climbs climbed climbing surge surges"
_UP += (
    " surged soar soars soared soaring increase increases increased increasing gain gains gained up raise raised raises"
)
_UP += " swell swelled swollen spike spiked advance advanced hike hiked boost boosted expanded rallied surging leapt leaped"
_UP += " skyrocketed shot mounted growth higher strengthened accelerated rallying"
_DOWN = (
    "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease decreases"
)
_DOWN += (
    " decreased plunge plunges plunged plunging slump slumped sink sank sunk tumble tumbled slid slide slides shrink"
)
_DOWN += (
    " shrank shrunk down cut cuts cutting lower lowered reduce reduced reduces reducing reduction lost lose loses dip"
)
_DOWN += " dipped slash slashed slip slipped shed contracted crashed slashing shrinking eased weakened dwindled trimmed"
CHANGE: dict[str, Direction] = dict.fromkeys(_UP.split(), "up") | dict.fromkeys(_DOWN.split(), "down")
_CHANGE_NOUN: dict[str, Direction] = dict.fromkeys(
    "rise increase jump surge growth gain hike boost spike climb up higher more increment raise upswing rally advance".split(),
    "up",
) | dict.fromkeys(
    "fall drop decline decrease plunge slump cut cuts reduction down lower less fewer dip slide contraction loss shrinkage discount".split(),
    "down",
)
CHANGE_NOUNS = frozenset(_CHANGE_NOUN)
# Between the verb of change and its number: "rose by nearly", "fell for the third day to".
_BRIDGE = frozenset(
    "by to from of at the a an another further additional its total nearly about around almost more than over less at least some up as much many steeply sharply roughly just only in".split()
)

WORDS = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|[^\w\s]")


def qualifier(before: Sequence[str], *, duration: bool) -> tuple[str, Bound, int] | None:
    """Find the qualifier that ends the words before a number: its words, its bound, how many words back it begins."""
    back = 0
    while back < min(3, len(before)) and before[-1 - back].lower() in _BETWEEN:
        if before[-1 - back].lower() == "of" and back == 0:
            break
        back += 1
    for skip in (0, back) if back else (0,):
        stop = len(before) - skip
        for length in range(min(_LONGEST, stop), 0, -1):
            words = [w.lower().rstrip(".") for w in before[stop - length : stop]]
            phrase = " ".join(words)
            bound = QUALIFIERS.get(phrase)
            if bound is None:
                continue
            previous = before[stop - length - 1].lower() if stop > length else ""
            if not _meant(phrase, previous, duration=duration):
                return None
            start = stop - length
            if phrase in ("more than", "over", "under", "less than", "longer than") and previous in _STRENGTHENED:
                start -= 1
            return " ".join(before[start:stop]), bound, len(before) - start
    return None


# "over three years", "under two presidents", "past two stops": prepositions of time and place unless a verb of
# measure or a preposition stands before them.
_MEASURED = frozenset(
    "in for of just well little after lasted lasting took taking spent spend is was were are be been than by to a some last "
    "stretched stretching totaled totalled and slightly far extending extended".split()
)


def _meant(phrase: str, previous: str, *, duration: bool) -> bool:
    if phrase == "over" and duration:
        return previous in _MEASURED
    if phrase == "past":
        return False
    if phrase in ("many", "few", "maximum", "minimum") and previous in ("as", "so", "the", "how", "too"):
        return False
    return not (phrase == "some" and previous in ("of",))


def direction(before: Sequence[str], after: Sequence[str]) -> Direction | None:
    """Tell whether the number is a change, or where a change led: the verb before it or the noun after it."""
    for word in after[:3]:
        if word.lower() in _CHANGE_NOUN:
            return (
                None
                if word.lower() in ("more", "less", "fewer", "higher", "lower", "cut", "cuts") and word is not after[0]
                else _CHANGE_NOUN[word.lower()]
            )
        if not word.isalpha() or word.lower() in ("of", "the", "in", "and", "to", "by", "people"):
            break
    if before and before[-1].lower() == "from":
        return None
    seen = 0
    for word in reversed(before):
        lower = word.lower()
        if lower in CHANGE and not (lower in ("up", "down") and seen == 0 and before[-1].lower() == "to"):
            found = CHANGE[lower]
            return found if not (lower == "up" and seen and before[-seen].lower() == "to") else None
        if lower not in _BRIDGE or seen > 5:
            return None
        seen += 1
    return None
