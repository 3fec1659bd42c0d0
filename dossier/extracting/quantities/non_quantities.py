"""Numbers in digits that are no quantities: times, ordinals, names with digits, house and phone numbers, versions.

Number words are judged in `quantities_idioms`.
"""

from __future__ import annotations

from collections.abc import Sequence

from dossier.extracting.lexicon import words
from dossier.extracting.numerals.four_digits import counts
from dossier.extracting.numerals.units import BEFORE, GLUED, UNITS, unit_at
from dossier.extracting.numerals.words import Numeral
from dossier.extracting.quantities.idioms import LABELS_IN_LOWER, in_sentence_case, words_refused
from dossier.extracting.quantities.noun_phrases import STOPS, noun_phrase
from dossier.extracting.quantities.vocabulary import PATTERNS

_SEATS = words("quantities/seats")
_WIRE = frozenset({"UPDATE", "WRAPUP", "REFILE", "CORRECTED", "ADVISORY", "PREVIEW", "RPT", "Update"})
_LINES = frozenset({"480", "576", "720", "1080", "2160"})  # of a picture
_EMERGENCY = words("quantities/emergency")
# Words that name the thing the number labels; only those of LABELS_IN_LOWER label in lower case too.
_LABELS = LABELS_IN_LOWER | words("quantities/labels")
_INDICES = words("quantities/indices")
_PEOPLE = words("quantities/people")
_NOT_UNITS = frozenset({"won", "real", "try", "second", "day"})  # "2008 second-quarter", "2010 day"
_BOUNDING = ("more than", "at least", "up to", "fewer than", "less than", "an estimated", "no more")
_CLOCK = words("quantities/clock")


def refused(text: str, number: Numeral, before: Sequence[str], start: int, end: int, *, headline: bool) -> int | None:
    """Give where to go on when the number is no quantity; None when it may be one.

    `before` are the words of its sentence before it, `start` and `end` bound the zone.
    """
    if even := PATTERNS.even.match(text, number.start, end):
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
    tail = PATTERNS.whole.match(text, at, end)
    token_end = tail.end() if tail else stop
    if PATTERNS.web.search(text, token_start, token_end):
        return max(token_end, stop)
    if _glued_before(text, number, start):
        return token_end if following.isalnum() or following in "-/" else stop
    if time := PATTERNS.non_quantities_time.match(text, stop, end):
        rest = PATTERNS.time_tail.match(text, time.end(), end)
        return rest.end() if rest else time.end()
    if following == "s" and text.startswith("st", stop) and PATTERNS.stones.match(text, at, end):
        return None
    if following in "bBtT" and _scaled_letter(text, number, start, end):
        return None
    if following.isalpha():
        glued = PATTERNS.letters.match(text, stop, end)
        known = glued and (glued[0].lower() in GLUED or glued[0] in ("C", "F"))
        if glued and (PATTERNS.ordinal.match(text, stop, end) or not known):
            return glued.end()
    if text.startswith("(k)", stop) or PATTERNS.calibre.match(text, stop, end):
        return stop
    if (coded := _coded(text, number, start, end)) is not None:
        return max(token_end, stop) if coded else stop
    if following in "/.:" and text[stop + 1 : stop + 2].isdigit():  # 24/7, 3.2.1, 12:05
        return max(token_end, stop)
    if not number.grouped and len(written) in (1, 3, 4, 5) and PATTERNS.phone.match(text, stop, end):
        return max(token_end, stop)
    line_start = text.rfind("\n", start, at) + 1 or start
    if stop - at <= 2 and not text[line_start:at].strip() and PATTERNS.listed.match(text, stop, end):
        return stop
    if (dialled := _dialled(text, number, start, end)) or _placed(text, number, start, end):
        return max(token_end, stop) if not dialled else stop
    if written.isdigit():
        if (written[0] == "0" and len(written) > 1) or (len(written) > 7 and unit_at(text, stop, end) is None):
            return stop  # a code or a serial number
        if following.isspace() and (number.value or 0) <= 99999 and PATTERNS.street.match(text, stop, end):
            return stop
        if written in ("911", "999", "112") and before and before[-1].lower() in _EMERGENCY:
            return stop
        if following == "-" and before and before[-1] in _WIRE and text[stop + 1 : stop + 2].isupper():
            return stop  # UPDATE 2-Ferry sinks
        if len(written) == 4 and not counts(text, at, stop, start) and _yearlike(text, number, before, end):
            return stop
        if len(written) == 4 and _clock(text, number, before, end):
            return stop
    if following == ")" and stop - at == 1 and PATTERNS.seeded.search(text[max(start, at - 24) : at]):
        return stop
    if following == " " and text.startswith(" Cent", stop) and not text[stop + 5 : stop + 6].isalpha():
        return stop  # the singer; amounts are in cents
    if following == ")" and PATTERNS.substitute.search(text[max(start, at - 40) : at]):
        return stop
    if before and not number.grouped and _labelled(text, number, before, start, end, headline=headline):
        return stop
    return None


def _scaled_letter(text: str, number: Numeral, start: int, end: int) -> bool:
    """Whether a letter against the digits multiplies them: $4.2b, $5b-$7b, 8B people."""
    if text[number.end + 1 : number.end + 2].isalnum():
        return False
    if PATTERNS.sign_before.search(text[max(start, number.start - 5) : number.start]):
        return True
    return text[number.end] == "B" and noun_phrase(text, number.end + 1, end) is not None


def _dialled(text: str, number: Numeral, start: int, end: int) -> bool:
    """Whether digits are a number to dial or to text: call 911 or 112, text HELP to 85258."""
    written = text[number.start : number.end]
    if not written.isdigit() or not 3 <= len(written) <= 6 or noun_phrase(text, number.end, end) is not None:
        return False
    if text.startswith((" times", " more"), number.end):
        return False
    return PATTERNS.dialling.search(text[max(start, number.start - 60) : number.start]) is not None


def _placed(text: str, number: Numeral, start: int, end: int) -> bool:
    """Whether the number is a place on the globe or a seat: 38.2°N, latitude 38.2, seats 14C and 14D."""
    if text[number.end : number.end + 1] in ("°", " ") and PATTERNS.coordinate.match(text, number.end, end):
        return True
    before = text[max(start, number.start - 40) : number.start]
    if PATTERNS.seat.match(text, number.end, end) and PATTERNS.seat_before.search(before):
        return True
    return "itude" in before[-18:] and PATTERNS.globe_before.search(before) is not None


def _coded(text: str, number: Numeral, start: int, end: int) -> bool | None:
    """Tell whether digits are a type, a telephone number or a year cut short; True: with all that is glued to them."""
    at, stop = number.start, number.end
    written, following = text[at:stop], text[stop : stop + 1]
    if (following == "p" and written in _LINES) or (following == "-" and PATTERNS.type.match(text, at, end)):
        return True
    if following in ("+", "=") and text[stop + 1 : stop + 2].isdigit():  # 2+2=5
        return True
    airliner = PATTERNS.airliner.match(text, at, end) if len(written) == 3 else None
    if airliner and PATTERNS.aeroplanes.search(text, max(start, at - 200), min(end, at + 200)):
        return following == "-"
    short = len(written) == 2 and PATTERNS.abbreviated.search(text[max(start, at - 2) : at]) is not None
    if short and (not following or following in " ,.;)-–") and noun_phrase(text, stop, end) is None:
        return False
    grouped = at > start and text[at - 1] == " " and (len(written) in (3, 4) or (number.grouped and " " in written))
    return False if grouped and PATTERNS.non_quantities_code.search(text[max(start, at - 16) : at]) else None


def _glued_before(text: str, number: Numeral, start: int) -> bool:
    """Whether what stands against the number makes it part of a name, a path, a phone number or a footnote."""
    at = number.start
    if at == start:
        return False
    previous, earlier = text[at - 1], text[at - 2] if at - 2 >= start else " "
    if previous.isalpha():
        return PATTERNS.money_letters.search(text[max(start, at - 5) : at]) is None
    if previous == " " and earlier == ":" and text[max(start, at - 3)].isdigit():  # the minutes of "13: 42"
        return True
    if previous in "-‐‑–":
        if earlier.isdigit() or earlier == ")":
            return True
        return earlier.isalpha() and PATTERNS.prefixed.search(text[max(start, at - 12) : at]) is None
    if previous in "/:.,":
        return earlier.isdigit()
    after = text[number.end : number.end + 1]
    if previous in "'’‘":
        return after == "s"
    if previous == "+" or (previous == " " and PATTERNS.dialled.search(text[max(start, at - 18) : at])):
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
        after = PATTERNS.after_word.match(text, number.end, end)  # a Beech 200 aircraft
        if after and text[number.start : number.end].isdigit() and not unit_at(text, number.end, end):
            return True
    if len(before) == 1 and (number.value or 0) < 10 and text[number.start : number.end].isdigit():
        # Brightwater 2 beat the fleet
        other = lower in STOPS or lower.endswith("ly") or lower in _CAPITALS_ONLY_FIRST or not label[0].isupper()
        verb = PATTERNS.verb.match(text, number.end, end) if len(label) > 2 and not other else None
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
    if label.isupper() and PATTERNS.model.match(text, number.end, end):  # ATR 72-500
        return True
    if unit_at(text, number.end, end) or PATTERNS.result.match(text, number.end, end):  # "beat Chelsea 2-1"
        return False
    after = PATTERNS.after_word.match(text, number.end, end)
    people = after is not None and after[1].lower() in _PEOPLE  # "In Delhi 5 people were hurt"
    return not people and ((number.value or 0) < 10 or noun_phrase(text, number.end, end) is None)


_CAPITALS_ONLY_FIRST = words("quantities/capitals_only_first")


def _yearlike(text: str, number: Numeral, before: Sequence[str], end: int) -> bool:
    """Four digits without a comma are a year unless a sign, a unit, a bound or people stand beside them."""
    if not 1400 <= (number.value or 0) <= 2100:
        return False
    if text[number.end : number.end + 1] in ("%", "°"):
        return False
    after = PATTERNS.after_word.match(text, number.end, end)
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
