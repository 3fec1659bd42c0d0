"""Numbers in digits that are no quantities: times, ordinals, names with digits, house and phone numbers, versions.

Number words are judged in `quantities_idioms`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.extracting.numerals.four_digits import counts
from dossier.extracting.numerals.units import BEFORE, GLUED, UNITS, unit_at
from dossier.extracting.numerals.words import Numeral, word_set
from dossier.extracting.quantities.idioms import LABELS_IN_LOWER, in_sentence_case, words_refused
from dossier.extracting.quantities.noun_phrases import STOPS, noun_phrase

_WHOLE = re.compile(r"[^\s()\[\]“”\"]{0,80}")
_WEB = re.compile(r"://|www\.|@|\.(?:com|org|net|html?|co\.uk|gov|shtml|php|aspx?)\b", re.IGNORECASE)
TIME = re.compile(
    r"\s?(?:[ap]\.?\s?m\b\.?|o[’']clock|GMT|UTC|BST|EST|EDT|CET|PST|PDT|ET\b|hrs\b|noon|midnight)|:\s?[0-5]\d"
    r"|[.][0-5]\d\s?(?:[ap]\.?m\b|GMT|hrs)|\s?hours\s(?:\(|GMT|local)|\slocal\stime|\s\(\d{4}\sGMT\)",
    re.IGNORECASE,
)
_TIME_TAIL = re.compile(r"[\s:]*\d*(?:\s?[ap]\.?m)?")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_STONES = re.compile(
    r"(?<!\d)(?:\d|1[0-9]|[2-4][02-9])st\b(?<!1st)|11st\b|\d{1,2}st(?=\s?\d{1,2}\s?lbs?\b)"
)  # 14st 3lb, and not 21st
_SEATS = word_set(
    "seat seats row rows gate gates room rooms flat apartment unit class section figure exhibit ward block cell lot"
)
_SEAT = re.compile(r"[A-Z]\b")
_SEAT_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted(_SEATS))})\s(?:\d{{1,3}}[A-Z](?:,\s|,?\s(?:and|or|to)\s))*$", re.IGNORECASE
)
# Where on the globe: 38.2°N, 142.4 degrees east, 12°04′S, latitude 38.2.
_COORDINATE = re.compile(
    r"\s?°\s?(?:\d{1,2}(?:\.\d+)?\s?['’′]\s?(?:\d{1,2}(?:\.\d+)?\s?(?:[\"”″]|['’′]{2})\s?)?)?[NSEWO]\b"
    r"|\sdegrees(?:,?\s(?:and\s)?\d{1,2}(?:\.\d+)?\sminutes)?\s(?:north|south|east|west)\b(?!-)(?!\s(?:of\s(?!the\sequator))?(?:[a-z]*er|than)\b)",
    re.IGNORECASE,
)
_GLOBE_BEFORE = re.compile(r"\b(?:latitude|longitude)\.?:?\s(?:of\s|is\s|was\s)?[-−+]?$", re.IGNORECASE)
# Numbers to dial or to text: call 911 or 112, text HELP to 85258, the helpline 13 11 14, short code 70070.
_DIALLING = re.compile(
    r"(?:\b(?:dial|dials|dialed|dialled|dialing|dialling)\s"
    r"|\b(?:call|calls|called|calling|phone|phoned|phoning|ring|rang|text|texts|texted|texting|sms|message)\s(?:the\s)?(?:number\s)?"
    r"|\b(?:text|sms|send|texting|texted)\s(?:[\"“‘']?[\w-]+[\"”’']?\s){1,3}to\s"
    r"|\b(?:helpline|hotline|short\s?code|emergency\s(?:number|line|services))s?,?\s(?:on\s|at\s|is\s|number\s|in\s[A-Z]\w+\son\s)?)"
    r"(?:\d{2,6}(?:,\s|,?\s(?:or|and)\s(?:on\s)?))*$",
    re.IGNORECASE,
)
_WIRE = frozenset({"UPDATE", "WRAPUP", "REFILE", "CORRECTED", "ADVISORY", "PREVIEW", "RPT", "Update"})
_RESULT = re.compile(r"[-–]\d{1,3}(?!\d)")
_MODEL = re.compile(r"-\d{3,4}\b")
_VERB = re.compile(r"\s(?:is|was|has|had|will|would|won|beat|said|says|came|went|'s|[a-z]+ed)\b")
_LETTERS = re.compile(r"[A-Za-z]+")
_PHONE = re.compile(r"\)?[-–.\s]\d{3}[-–.\s]\d{4}\b|[-–][A-Z]+[-–]\d|-\d{4}\b(?!-)|[-–]\d{3,4}[-–]\d{3,4}")
_DIALLED = re.compile(r"\+\d[\d\s().-]*$")
_CALIBRE = re.compile(r"[-\s](?:caliber|calibre|gauge)\b")
_LINES = frozenset({"480", "576", "720", "1080", "2160"})  # of a picture
# Boeing's, where aeroplanes are spoken of; and models such as 777-200LR.
_AIRLINER = re.compile(r"7[0-8]7(?!\s(?:people|passengers|victims|dead)|[,.]\d)")
_AEROPLANES = re.compile(r"\b(?:Boeing|airliners?|jetliners?|airlines?|planes?|aircraft|jets?|jumbo)\b")
_TYPE = re.compile(r"\d+-(?:\d+(?![KMB]\b)[A-Z]{1,4}|D)\b")
_ABBREVIATED = re.compile(r"(?:(?<=\s)|(?<=\())['’]\Z")  # the class of '83
_CODE = re.compile(r"\b0\d{2,4}(?:\s\d{3,4}){0,2}\s\Z")
_SUBSTITUTE = re.compile(r"\((?:[A-Z][\w'’-]+\s){1,2}\Z")  # the minute he came on: (Samuel 63)
_SEEDED = re.compile(r"[A-Z][\w.’'-]+\s\(\Z")  # the place in a list: Fiji (3), Canada (6)
_LISTED = re.compile(r"[.)]\s")
_STREET = re.compile(
    r"\s(?:[NSEW]\.?\s)?(?:[A-Z][\w.’']+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Place|Way|"
    r"Court|Terrace|Crescent|Row|Hill|Gardens)\b|\sDowning\b|\s(?:(?:East|West|North|South|[NSEW]\.)\s)?\d+(?:st|nd|rd|th)\s(?:Street|Avenue|St|Ave)\b|\s(?:Freeway|Highway|"
    r"Expressway|Interstate|Motorway|freeway)\b|\sblock\s(?:of|on)\b"
)
_EMERGENCY = word_set("called call calls calling dialed dialled dial dials dialing phoned rang a the their")
# Words that name the thing the number labels; only those of LABELS_IN_LOWER label in lower case too.
_LABELS = LABELS_IN_LOWER | word_set(
    """
    radio versions motorway road street avenue room building windows iphone ipad galaxy boeing airbus apollo formula
    terminal gate pier platform unit bus train track part volume vol season game match heat set mark mk figure fig
    table rule law act decree box suite ward district precinct sector block plot exit junction expo nokia playstation
    xbox firefox chrome ios android nexus kindle squadron division brigade battalion regiment mig tu soyuz shenzhou
    voyager expedition mission studio area euro reactor model sat core pentium directive bill amendment
    proposition prop title psalm cat category type flights
    """
)
_INDICES = word_set("nasdaq ftse nikkei dax cac stoxx russell topix csi asx ibex fortune msci sensex nifty kospi p500")
_PREFIXED = re.compile(r"\b(?:magnitude|under|over|pre|post|sub|mid|plus|minus)[-‐‑–]$", re.IGNORECASE)
_MONEY_LETTERS = re.compile(
    r"(?:\b(?:euro|Rs|Dhs?|R|KSh|Sh|USD|EUR|GBP|AUD|CAD|RM|Rp|Tk|SR|N|kr|AED|CHF|JPY|INR|ZAR|PKR|RMB))$|\$(?:US|NZ|HK|CAN?|A|C|S)$"
)
_AFTER_WORD = re.compile(r"[\s-]([A-Za-z%]+)")
_PEOPLE = word_set("people persons men women children soldiers troops homes houses jobs workers migrants others more")
_NOT_UNITS = frozenset({"won", "real", "try", "second", "day"})  # "2008 second-quarter", "2010 day"
_BOUNDING = ("more than", "at least", "up to", "fewer than", "less than", "an estimated", "no more")
# Chances, odds, majorities; a day.
_EVEN = re.compile(
    r"50[-–/]50\b|fifty-fifty\b|[a-z]+-to-(?:one|two|three|four)\b(?!-)|[a-z]+\sto\sone\b(?!-|\s[a-z])|9-11\b",
    re.IGNORECASE,
)
_CLOCK = word_set("at around about by from until before after (")


def refused(text: str, number: Numeral, before: Sequence[str], start: int, end: int, *, headline: bool) -> int | None:
    """Give where to go on when the number is no quantity; None when it may be one.

    `before` are the words of its sentence before it, `start` and `end` bound the zone.
    """
    if even := _EVEN.match(text, number.start, end):
        return even.end()
    if text[number.start] in ".0123456789":
        return _digits_refused(text, number, before, start, end, headline=headline)
    if text[number.start].isalpha():
        return words_refused(text, number, before, start, end, headline=headline)
    return None


def _digits_refused(
    text: str, number: Numeral, before: Sequence[str], start: int, end: int, *, headline: bool
) -> int | None:
    at, stop = number.start, number.end
    written = text[at:stop]
    following = text[stop] if stop < end else " "
    low = max(start, at - 80)
    token_start = max(text.rfind(" ", low, at) + 1, text.rfind("\n", low, at) + 1, low)
    tail = _WHOLE.match(text, at, end)
    token_end = tail.end() if tail else stop
    if _WEB.search(text, token_start, token_end):
        return max(token_end, stop)
    if _glued_before(text, number, start):
        return token_end if following.isalnum() or following in "-/" else stop
    if time := TIME.match(text, stop, end):
        rest = _TIME_TAIL.match(text, time.end(), end)
        return rest.end() if rest else time.end()
    if following == "s" and text.startswith("st", stop) and _STONES.match(text, at, end):
        return None
    if following in "bBtT" and _scaled_letter(text, number, start, end):
        return None
    if following.isalpha():
        glued = _LETTERS.match(text, stop, end)
        known = glued and (glued[0].lower() in GLUED or glued[0] in ("C", "F"))
        if glued and (_ORDINAL.match(text, stop, end) or not known):
            return glued.end()
    if text.startswith("(k)", stop) or _CALIBRE.match(text, stop, end):
        return stop
    if (coded := _coded(text, number, start, end)) is not None:
        return max(token_end, stop) if coded else stop
    if following in "/.:" and text[stop + 1 : stop + 2].isdigit():  # 24/7, 3.2.1, 12:05
        return max(token_end, stop)
    if not number.grouped and len(written) in (1, 3, 4, 5) and _PHONE.match(text, stop, end):
        return max(token_end, stop)
    line_start = text.rfind("\n", start, at) + 1 or start
    if stop - at <= 2 and not text[line_start:at].strip() and _LISTED.match(text, stop, end):
        return stop
    if (dialled := _dialled(text, number, start, end)) or _placed(text, number, start, end):
        return max(token_end, stop) if not dialled else stop
    if written.isdigit():
        if (written[0] == "0" and len(written) > 1) or (len(written) > 7 and unit_at(text, stop, end) is None):
            return stop  # a code or a serial number
        if following.isspace() and (number.value or 0) <= 99999 and _STREET.match(text, stop, end):
            return stop
        if written in ("911", "999", "112") and before and before[-1].lower() in _EMERGENCY:
            return stop
        if following == "-" and before and before[-1] in _WIRE and text[stop + 1 : stop + 2].isupper():
            return stop  # UPDATE 2-Ferry sinks
        if len(written) == 4 and not counts(text, at, stop, start) and _yearlike(text, number, before, end):
            return stop
        if len(written) == 4 and _clock(text, number, before, end):
            return stop
    if following == ")" and stop - at == 1 and _SEEDED.search(text[max(start, at - 24) : at]):
        return stop
    if following == " " and text.startswith(" Cent", stop) and not text[stop + 5 : stop + 6].isalpha():
        return stop  # the singer; amounts are in cents
    if following == ")" and _SUBSTITUTE.search(text[max(start, at - 40) : at]):
        return stop
    if before and not number.grouped and _labelled(text, number, before, start, end, headline=headline):
        return stop
    return None


_SIGN_BEFORE = re.compile(r"(?:[$€£¥₹₩₦₱₪₫₴₽₺฿]|\b(?:USD|EUR|GBP|AUD|CAD|CHF|INR|NZD|Rs\.?))\s?$")


def _scaled_letter(text: str, number: Numeral, start: int, end: int) -> bool:
    """Whether a letter against the digits multiplies them: $4.2b, $5b-$7b, 8B people."""
    if text[number.end + 1 : number.end + 2].isalnum():
        return False
    if _SIGN_BEFORE.search(text[max(start, number.start - 5) : number.start]):
        return True
    return text[number.end] == "B" and noun_phrase(text, number.end + 1, end) is not None


def _dialled(text: str, number: Numeral, start: int, end: int) -> bool:
    """Whether digits are a number to dial or to text: call 911 or 112, text HELP to 85258."""
    written = text[number.start : number.end]
    if not written.isdigit() or not 3 <= len(written) <= 6 or noun_phrase(text, number.end, end) is not None:
        return False
    if text.startswith((" times", " more"), number.end):
        return False
    return _DIALLING.search(text[max(start, number.start - 60) : number.start]) is not None


def _placed(text: str, number: Numeral, start: int, end: int) -> bool:
    """Whether the number is a place on the globe or a seat: 38.2°N, latitude 38.2, seats 14C and 14D."""
    if text[number.end : number.end + 1] in ("°", " ") and _COORDINATE.match(text, number.end, end):
        return True
    before = text[max(start, number.start - 40) : number.start]
    if _SEAT.match(text, number.end, end) and _SEAT_BEFORE.search(before):
        return True
    return "itude" in before[-18:] and _GLOBE_BEFORE.search(before) is not None


def _coded(text: str, number: Numeral, start: int, end: int) -> bool | None:
    """Tell whether digits are a type, a telephone number or a year cut short; True: with all that is glued to them."""
    at, stop = number.start, number.end
    written, following = text[at:stop], text[stop : stop + 1]
    if (following == "p" and written in _LINES) or (following == "-" and _TYPE.match(text, at, end)):
        return True
    if following in ("+", "=") and text[stop + 1 : stop + 2].isdigit():  # 2+2=5
        return True
    airliner = _AIRLINER.match(text, at, end) if len(written) == 3 else None
    if airliner and _AEROPLANES.search(text, max(start, at - 200), min(end, at + 200)):
        return following == "-"
    short = len(written) == 2 and _ABBREVIATED.search(text[max(start, at - 2) : at]) is not None
    if short and (not following or following in " ,.;)-–") and noun_phrase(text, stop, end) is None:
        return False
    grouped = at > start and text[at - 1] == " " and (len(written) in (3, 4) or (number.grouped and " " in written))
    return False if grouped and _CODE.search(text[max(start, at - 16) : at]) else None


def _glued_before(text: str, number: Numeral, start: int) -> bool:
    """Whether what stands against the number makes it part of a name, a path, a phone number or a footnote."""
    at = number.start
    if at == start:
        return False
    previous, earlier = text[at - 1], text[at - 2] if at - 2 >= start else " "
    if previous.isalpha():
        return _MONEY_LETTERS.search(text[max(start, at - 5) : at]) is None
    if previous == " " and earlier == ":" and text[max(start, at - 3)].isdigit():  # the minutes of "13: 42"
        return True
    if previous in "-‐‑–":
        if earlier.isdigit() or earlier == ")":
            return True
        return earlier.isalpha() and _PREFIXED.search(text[max(start, at - 12) : at]) is None
    if previous in "/:.,":
        return earlier.isdigit()
    after = text[number.end : number.end + 1]
    if previous in "'’‘":
        return after == "s"
    if previous == "+" or (previous == " " and _DIALLED.search(text[max(start, at - 18) : at])):
        return after != "%"
    return previous in "#@_=&" or (previous == "[" and after == "]")


def _labelled(text: str, number: Numeral, before: Sequence[str], start: int, end: int, *, headline: bool) -> bool:
    """Whether the word before makes the number a name: Flight 447, Windows 7, day 3, position 5."""
    label = before[-1]
    lower = label.lower()
    if lower in _LABELS and lower != "euro" and (label[0].isupper() or lower in LABELS_IN_LOWER):
        if lower in ("day", "week", "year", "game", "point"):
            return noun_phrase(text, number.end, end) is None
        return not (
            lower == "no"
            and len(before) > 1
            and before[-2].lower() in ("there", "are", "is", "was", "were", "has", "have")
        )
    if (
        lower in _INDICES
        or (lower == "p" and before[-2:-1] == ["&"])
        or before[-2:] in (["Group", "of"], ["Class", "of"])
    ):
        return True
    if label == "Top" and len(before) > 1 and not headline:  # on the Top 500 list
        return True
    if lower == "top":  # "the top 10", unless what it ranks stands beside it
        return noun_phrase(text, number.end, end) is None
    if len(before) > 1 and before[-2].lower() in ("a", "an") and label[0].isupper() and label.lower() not in BEFORE:
        after = _AFTER_WORD.match(text, number.end, end)  # a Beech 200 aircraft
        if after and text[number.start : number.end].isdigit() and not unit_at(text, number.end, end):
            return True
    if len(before) == 1 and (number.value or 0) < 10 and text[number.start : number.end].isdigit():
        # Brightwater 2 beat the fleet
        other = lower in STOPS or lower.endswith("ly") or lower in _CAPITALS_ONLY_FIRST or not label[0].isupper()
        verb = _VERB.match(text, number.end, end) if len(label) > 2 and not other else None
        if verb and noun_phrase(text, number.end, end) is None:
            return True
    named = not headline and len(before) > 1 and lower not in _CAPITALS_ONLY_FIRST and lower not in BEFORE
    return named and _name_and_number(text, number, label, start, end)


def _name_and_number(text: str, number: Numeral, label: str, start: int, end: int) -> bool:
    """Whether, in a sentence, a capitalised word and a bare number after it are one name: Windows 7, SEA-ME-WE 4."""
    if not label[0].isupper() or len(label) < 2 or (number.value or 0) >= 10000:
        return False
    if not text[number.start : number.end].isdigit() or not in_sentence_case(text, number.start, start, end):
        return False
    if label.isupper() and _MODEL.match(text, number.end, end):  # ATR 72-500
        return True
    if unit_at(text, number.end, end) or _RESULT.match(text, number.end, end):  # "beat Chelsea 2-1"
        return False
    after = _AFTER_WORD.match(text, number.end, end)
    people = after is not None and after[1].lower() in _PEOPLE  # "In Delhi 5 people were hurt"
    return not people and ((number.value or 0) < 10 or noun_phrase(text, number.end, end) is None)


_CAPITALS_ONLY_FIRST = word_set("on in at for some about only just all another these those the and but by from with")


def _yearlike(text: str, number: Numeral, before: Sequence[str], end: int) -> bool:
    """Four digits without a comma are a year unless a sign, a unit, a bound or people stand beside them."""
    if not 1400 <= (number.value or 0) <= 2100:
        return False
    if text[number.end : number.end + 1] in ("%", "°"):
        return False
    after = _AFTER_WORD.match(text, number.end, end)
    if before and before[-1].lower() in ("in", "since", "during") and not (after and after[1].lower() in UNITS):
        return True  # in 2005 workers struck
    if after and after[1][0].isupper() and before[-1:] in (["the"], ["The"]):
        return True  # under the 1989 Children Act
    if after and (after[1].lower() in _PEOPLE or after[1].lower() in UNITS.keys() - _NOT_UNITS):
        return False
    if not before:
        return True
    if before[-1] in ("$", "€", "£", "¥", "₹") or before[-1].rstrip(".") in ("Rs", "R", "USD", "EUR", "GBP"):
        return False
    bounded = before[-1].lower() in ("nearly", "almost", "approximately", "roughly", "some")
    bounded = bounded or " ".join(before[-2:]).lower() in _BOUNDING
    return not (bounded and noun_phrase(text, number.end, end) is not None)


def _clock(text: str, number: Numeral, before: Sequence[str], end: int) -> bool:
    """Whether four digits after "at" are a time ("at 1353 (1023 GMT)"): they could be one and count nothing."""
    written = text[number.start : number.end]
    if int(written) > 2400 or int(written[2:]) > 59 or not before or before[-1].lower() not in _CLOCK:
        return False
    return "at" in (w.lower() for w in before[-2:]) and noun_phrase(text, number.end, end) is None
