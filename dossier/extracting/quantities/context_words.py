"""What the words before and after a number say of it: a bound, and whether it is a change and which way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.extracting.numerals.words import word_set
from dossier.model import Bound, Direction, QuantityKind

_WORDED: dict[Bound, str] = {
    "~": """
        about|around|something like|roughly|approximately|approx|some|circa|estimated|an estimated|an approximate|
        the estimated|est|in the region of|in the neighborhood of|in the neighbourhood of|on the order of|
        in the order of|of the order of|estimated at|estimated to be|approximate|close to|somewhere around|
        several|a few|few|many
    """,
    "=": "an average of|on average|averaging",
    ">": """
        more than|over|above|exceeding|in excess of|upward of|upwards of|greater than|higher than|
        exceeds|exceeded|exceed|surpassing|surpassed|topped|topping|north of|beyond|larger than|
        longer than|older than|bigger than|further than|farther than|better than|heavier than|taller than
    """,
    ">=": """
        at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum|minimum of|
        as few as|as little as|at the least|at the very least|at a minimum|a good|at minimum
    """,
    "<": """
        less than|fewer than|under|below|nearly|almost|lower than|smaller than|shy of|short of|
        approaching|nearing|close on|shorter than|younger than|well-nigh|virtually|practically
    """,
    "<=": """
        up to|as many as|as much as|no more than|not more than|at most|at the most|a maximum of|maximum|
        maximum of|not exceeding|no greater than|capped at|no longer than|no older than|as high as|
        as long as|as far as|upto|limited to
    """,
}
# The words that stand right before a number and bound it.
QUALIFIERS: dict[str, Bound] = {
    " ".join(phrase.split()): bound for bound, phrases in _WORDED.items() for phrase in phrases.split("|")
}
_LONGEST = max(phrase.count(" ") + 1 for phrase in QUALIFIERS)
# May stand between the qualifier and the number.
_BETWEEN = word_set("the a an another additional further extra other total combined whopping record")
_STRONGER = word_set("just only well slightly little far somewhat significantly considerably comfortably")

_POSTFIXED: dict[str, Bound] = {
    "or more": ">=", "or so": "~", "or fewer": "<=", "or less": "<=", "or higher": ">=", "or greater": ">=",
    "or above": ">=", "or over": ">=", "or older": ">=", "or under": "<=", "or younger": "<=", "or thereabouts": "~",
    "and over": ">=", "and above": ">=", "and older": ">=", "and up": ">=", "or better": ">=", "or longer": ">=",
    "plus": ">=", "odd": "~", "and more": ">=", "at least": ">=", "at most": "<=", "and under": "<=",
    "at the most": "<=", "at the least": ">=", "at a minimum": ">=", "or below": "<=", "or lower": "<=",
}  # fmt: skip
_POSTFIX = re.compile(r"\+|[\s-](?P<phrase>plus|odd|(?:or|and|at)\s(?:the\s|a\s)?\w+)\b")

CHANGE: dict[str, Direction] = {}
CHANGE |= dict.fromkeys(
    word_set(
        """
    rise rises rose risen rising grow grows grew grown growing jump jumps jumped jumping climb climbs climbed
    climbing surge surges surged surging soar soars soared soaring increase increases increased increasing gain
    gains gained gaining up raise raised raises raising swell swelled swollen spike spiked advance advanced hike
    hiked boost boosted expanded rallied leapt leaped skyrocketed mounted growth strengthened accelerated added
    rallying doubled tripled
    """
    ),
    "up",
)
CHANGE |= dict.fromkeys(
    word_set(
        """
    fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease
    decreases decreased plunge plunges plunged plunging slump slumped sink sank sunk tumble tumbled slid slide
    slides shrink shrank shrunk down cut cuts cutting lower lowered reduce reduced reduces reducing reduction
    lost lose loses losing dip dipped slash slashed slashing slip slipped shed contracted crashed shrinking
    eased weakened dwindled trimmed sagged
    """
    ),
    "down",
)
# Verbs whose number is an object counted, not a change, unless it is money, percent or points: "lost eight games".
_OBJECTS = word_set(
    """
    lost lose loses losing added gain gains gained gaining shed up down cut cuts cutting raise raised raises
    raising boost boosted
    """
)
_RAISED = word_set("raise raised raises raising")  # "raised $30 million" collects, it does not rise
_CHANGE_NOUNS: dict[str, Direction] = {}
_CHANGE_NOUNS |= dict.fromkeys(
    word_set("rise increase jump surge growth gain hike boost spike climb increment upswing rally advance upturn"),
    "up",
)
_CHANGE_NOUNS |= dict.fromkeys(
    word_set("fall drop decline decrease plunge slump cut cuts reduction dip slide contraction loss discount downturn"),
    "down",
)
CHANGE_NOUNS = frozenset(_CHANGE_NOUNS)
_COMPARED: dict[str, Direction] = {
    "up": "up",
    "higher": "up",
    "more": "up",
    "down": "down",
    "lower": "down",
    "less": "down",
    "fewer": "down",
}
# Between the verb of change and its number: "rose by nearly", "fell for the third day to".
_BRIDGE = word_set(
    """
    by to from of at the a an another further additional its total nearly about around almost more than over
    less least some up down as much many steeply sharply roughly just only in back again us nt
    """
)
# What "up to" follows when it tells where a change led: "bringing the toll up to 40", "went up to $8".
_BROUGHT = word_set(
    """
    us it them him her total toll number figure count tally price rate temperature level levels
    go goes going went gone move moves moved moving inch inched edge edged
    """
)

WORDS = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|[^\w\s]")


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
_MEASURED = word_set(
    """
    in for of just well little after lasted lasting took taking spent spend is was were are be been than by to a
    some stretched stretching totaled totalled and slightly far extending extended within
    """
)


_HANDED = word_set("hand hands handed handing taken taking turn turns turned turning sign signed carried rolled passed")
# `talking about one area`: what the talk is of.
_TOLD_ABOUT = word_set(
    """
    talk talks talked talking speak speaks spoke speaking think thinks thinking worry worries worried worrying concerned
    know knows knew known ask asks asked hear hears heard tell tells told read reads write writes wrote learn learned
    complain complained joke joked story stories book film song documentary nothing anything questions concerns doubts
    debate argument information details news
    """
)


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


# $9,995 plus $500 tax, 30 plus three crew: a sum, no bound.
_ADDED = re.compile(
    r"\s(?:[$€£¥₹\d]|(?:an?|the|its|his|her|their|any|another|half|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|(?:tax(?:es)?|vat|shipping|interest|expenses|costs|fees?|postage|delivery|bonus(?:es)?|gratuity|tips?|add-?ons)\b)",
    re.IGNORECASE,
)


def postfix(text: str, at: int, end: int) -> tuple[str, Bound, int] | None:
    """Find a bound that follows: "or more", "+", "-odd": its words, the bound, where they end."""
    if at >= end or not (text[at] in "+-" or text[at].isspace()):
        return None
    match = _POSTFIX.match(text, at, end)
    if match is None:
        return None
    phrase = (match["phrase"] or "+").lower()
    if phrase == "plus" and match[0][0].isspace() and _ADDED.match(text, match.end(), end):
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


_NO_ADJECTIVE = word_set("of the in and to by for from a an with on")
