"""Ages, magnitudes and ratios: numbers whose unit is told by the words around them rather than after them."""

from __future__ import annotations

import re

from dossier.extracting.numerals.units import UNITS, Unit, unit_at
from dossier.extracting.numerals.words import Numeral, read

AGE_AFTER = re.compile(
    r"[\s-](?P<unit>year|month|week|day|hour)s?[\s-]olds?\b|-yr-old\b|\syears?\sof\sage\b", re.IGNORECASE
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages)\s(?:of\s|between\s|about\s|around\s|at\sleast\s|under\s|over\s|only\s|just\s)?$"
    r"|\bage\b[^.\n]{0,30}\b(?:to|of|from|at|is|was)\s$"
    r"|\b(?:age[sd]|(?:between\sthe\s)?ages\sof)\s(?:\d{1,3}|[a-z]{3,9})(?:,\s(?:\d{1,3}|[a-z]{3,9})){0,4}(?:,|,?\s(?:and|or))\s$",
    re.IGNORECASE,
)
# He turned 36; she became an MP at 27.
_TURNED = re.compile(
    r"\bturn(?:s|ed|ing)?\s$|[A-Z][\w’'-]+\swill\sbe\s$|\b(?:became|becoming|died|retired|married|elected|divorced|orphaned|widowed)\b[^.,;\n]{0,30}\sat\s$"
)
_HE_WAS = re.compile(
    r"\b(?:he|she|I|who)(?:\s(?:was|is|am|will\sbe|would\sbe)|'m|'s)\s(?:only\s|just\s|then\s|now\s)?$",
    re.IGNORECASE,
)
# People over 60, children under 18.
_LIMIT = re.compile(
    r"\b(?:people|children|anyone|everyone|those|pensioners|men|women|adults|drivers|boys|girls|teenagers|workers|kids"
    r"|youngsters|passengers|patients|citizens|voters)\s(?:who\s)?(?:are\s|is\s|were\s|was\s)?(?:aged\s)?(?:over|under|below|above)\s$",
    re.IGNORECASE,
)
_OF_YEARS = re.compile(
    r"\b(?:man|woman|boy|girl|child|youth|teenager|son|daughter|widow|widower|father|mother|grandmother|grandfather|twins|baby"
    r"|pensioner|student)\sof\s(?:only\s|just\s|about\s)?$",
    re.IGNORECASE,
)
_PARENTS = ("father", "mother", "grand", "widow")
_FEW_CHILDREN = 15
_OF_NO_COUNT = re.compile(r"(?:[,.;)]|\s(?:who|with|from|in|on|and|had|was|is|has|to|at|after|died|said)\b|\Z)")
_SIBLINGS = re.compile(
    r"\b(?:girls|boys|children|sons|daughters|brothers|sisters|twins|kids|teenagers|siblings|men|women),\s(?:both\s|aged\s)?"
    r"(?:\d{1,3},\s){0,4}(?:\d{1,3},?\sand\s)?$"
)
_NEXT_SIBLING = re.compile(
    r"(?:,\s\d{1,3}){0,4},?\sand\s\d{1,3}(?=[,.;)]|\s(?:who|were|from|in)\b)|[,.;)]|\s(?:who|were|from|in)\b"
)
_WAS_WHEN = re.compile(r"[A-Z][\w’'-]+\s(?:was|is)\s(?:only\s|just\s)?$")
_WHEN = re.compile(r"\swhen\s(?:he|she)\b")
_AT_AGE = re.compile(r"(?:^|[.!?\n]\s?[\"“]?)At\s$")
_AND_YEARS = re.compile(r"\s(?:and|or|to)\s\d{1,3}-year-olds?\b")
_AT_THAT = re.compile(r"(?:[.,;)]|\s(?:and|at|in|on|this|next|last|after|when|from|of|to|years)\b|\Z)")
_PERSON_BEFORE = re.compile(
    r"(?:[A-Z][\w’'-]+|[JS]r\.|\b(?:man|woman|boy|girl|brother|sister|son|daughter|wife|husband|mother|father|teenager|student|prince|princess"
    r"|driver|suspect|victim|widow|partner|cousin|nephew|niece|twins?"
    r"|[a-z-]*(?:maker|writer|player|singer|keeper|leader|worker|officer|teacher|manager|dancer|boxer|golfer|striker|designer"
    r"|producer|director|actor|author|actress|rapper|star|boss|coach|captain|veteran|pensioner|lawyer|farmer|soldier|mp)))(?:,\s(?:both\s|then\s|now\s|who\sis\s|who\swas\s)?|\s\()$"
)
_AGE_CLOSE = re.compile(r"(?:,|\.(?:\s|$)|\)|;|\s(?:from|of|who|and|was|told|said)\b)")
_MONTH = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?,?\s?\(?$"
)
_IN_HIS = re.compile(r"\b(?:his|her|their|my)\s(?:early\s|late\s|mid-?\s?)?$", re.IGNORECASE)

_MAGNITUDE_BEFORE = re.compile(r"\bmagnitudes?[\s-](?:(?:of|at)\s)?$", re.IGNORECASE)
_RICHTER = re.compile(
    r"[\s-]?(?:points?\s|degrees?\s)?(?:on|at)\s(?:the\s)?(?:open-ended\s)?Richter(?:\sscale)?", re.IGNORECASE
)
_QUAKE = re.compile(
    r"\b(?:magnitudes?|Richter|earthquakes?|quakes?|temblors?|tremors?|aftershocks?|foreshocks?|seismolog\w+)\b",
    re.IGNORECASE,
)
_BEFORE_QUAKE = re.compile(
    r"(?:\s?-?(?:degrees?|strength|points?)\b|\s-?magnitude\b)?(?=\s?(?:earthquake|quake|temblor|tremor|aftershock|foreshock))",
    re.IGNORECASE,
)
_QUAKE_REACH = 220  # the sentences around, as far as one tells of the same quake

_RATIO = re.compile(r"\s(?P<how>in|out\sof|of)\s(?:(?P<every>every|each)\s)?(?=\d|[a-z])")


def magnitude(
    text: str, number: Numeral, value: float | None, at: int, bounds: tuple[int, int]
) -> tuple[int, int] | None:
    """Give the stretch of a magnitude: where it begins and ends, its words included; None where it is none.

    `at` is where the number or its range ends, `bounds` where the
    quantity before ended and the end of the zone. A bare decimal below ten is one near words of
    quakes.
    """
    free, end = bounds
    leads = number.start > free and (text[number.start - 1].isspace() or text[number.start - 1] == "-")
    if leads and (lead := _MAGNITUDE_BEFORE.search(text[max(free, number.start - 16) : number.start])):
        return number.start - len(lead[0]), at
    if richter := _RICHTER.match(text, at, end):
        return number.start, richter.end()
    if value is None or not 1 <= value < 10:
        return None
    decimal = "." in text[number.start : at]
    quake = _BEFORE_QUAKE.match(text, at, end)
    if quake and (decimal or quake[0]):
        return number.start, quake.end()
    if decimal and not unit_at(text, at, end):
        low = max(0, number.start - _QUAKE_REACH)
        if _QUAKE.search(text, low, min(end, at + 80)):
            return number.start, at
    return None


def is_age(text: str, number: Numeral, value: float | None, at: int, start: int, end: int) -> bool:
    """Whether a number of no unit is an age: "aged 22", "a retirement age of 65", "Ana Ruiz, 22,", "ages 6 and 16"."""
    if value is None or not 0 < value < 120 or value != int(value) or number.grouped:
        return False
    before = text[max(start, number.start - 44) : number.start]
    if before[-1:].isspace() and _AGE_BEFORE.search(before):
        return True
    if text.startswith(" ", at) and _AND_YEARS.match(text, at, end):
        return True
    of_years = _OF_YEARS.search(before) if number.form != "fraction" and " of " in before[-12:] else None
    if of_years and _OF_NO_COUNT.match(text, at, end):  # a woman of 66; a father of two has two children
        return value > _FEW_CHILDREN or not of_years[0].lower().startswith(_PARENTS)
    if (
        number.form == "digits" and _SIBLINGS.search(before) and _NEXT_SIBLING.match(text, at, end)
    ):  # the girls, 12 and 15,
        return True
    alone = value > 4 and _AT_THAT.match(text, at, end) is not None
    if alone and (_TURNED.search(before) or _HE_WAS.search(before) or _LIMIT.search(before)):
        return True
    if value > 4 and _WHEN.match(text, at, end) and _WAS_WHEN.search(before):  # Sol was 22 when she left
        return True
    if value > 4 and _AT_AGE.search(before) and text.startswith(", ", at) and text[at + 2 : at + 3].isupper():
        return True
    if number.form != "digits" or at != number.end or not _AGE_CLOSE.match(text, at, end):
        return False
    return _PERSON_BEFORE.search(before) is not None and _MONTH.search(before) is None


def decade_of_life(text: str, number: Numeral, start: int) -> tuple[float, float] | None:
    """Read "in his 60s": the ages it allows."""
    if number.value is None or number.form != "digits" or number.value % 10 or not 10 < number.value < 110:
        return None
    before = _IN_HIS.search(text[max(start, number.start - 14) : number.start])
    if before is None or text[number.end : number.end + 1] != "s" or text[number.end + 1 : number.end + 2].isalnum():
        return None
    part = before[0].lower()
    low, high = (0, 3) if "early" in part else (4, 6) if "mid" in part else (7, 9) if "late" in part else (0, 9)
    return number.value + low, number.value + high


_SOMETHING = re.compile(r"-somethings?\b")


def somethings(text: str, number: Numeral) -> tuple[float, float, int] | None:
    """Read "20-something", "thirty-somethings": the ages it allows, and where it ends."""
    value = number.value
    if value is None or value % 10 or not 10 < value < 100 or not text.startswith("-something", number.end):
        return None
    match = _SOMETHING.match(text, number.end)
    return (value, value + 9, match.end()) if match else None


_AT_SEA = re.compile(
    r"\b(?:nautical|ships?|vessels?|boats?|sea|seas|ocean|coast\w*|offshore|port|island|navy|naval|sail\w*|waters|yacht\w*|ferry"
    r"|trawlers?|maritime|zone|aircraft|flight|airport)\b",
    re.IGNORECASE,
)
_NANOMETRE = Unit("nanometre", "distance")


def sea_or_chip(text: str, start: int, end: int) -> Unit:
    """Return what "nm" means: nautical miles where the sea is spoken of, else nanometres, as of chips and light."""
    near = _AT_SEA.search(text, max(0, start - 120), min(len(text), end + 120))
    return UNITS["nautical mile"] if near else _NANOMETRE


def ratio(text: str, value: float | None, at: int, end: int) -> tuple[float, int] | None:
    """Read "one in five", "nine out of 10" from the end of the first number: the share and where it ends."""
    if value is None or not 0 < value <= 1000 or value != int(value) or not text[at : at + 1].isspace():
        return None
    match = _RATIO.match(text, at, end)
    if match and match["how"] == "of" and not match["every"]:
        return None
    second = read(text, match.end(), end) if match and match.end() < end else None
    if match is None or second is None or not second.value or second.form == "fraction" or second.value <= value:
        return None
    if match["how"] == "in" and (second.grouped or 1900 <= second.value < 2100) and value != 1:
        return None
    if unit_at(text, second.end, end):
        return None
    return value / second.value, second.end
