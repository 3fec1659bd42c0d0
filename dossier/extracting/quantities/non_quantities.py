"""Numbers that are not quantities: a list of rules, each of which says where to go on reading behind such a number.

Those for digits stand here: times, ordinals, codes, phone numbers, years. `labels` has those for numbers that name a
thing, `idioms` those for number words.
"""

from __future__ import annotations

from collections.abc import Callable

from dossier.extracting.lexicon import words
from dossier.extracting.lexicon.rules import Rules
from dossier.extracting.numerals.four_digits import counts
from dossier.extracting.numerals.units import GLUED, UNITS
from dossier.extracting.quantities.idioms import IDIOMS
from dossier.extracting.quantities.labels import LABELS
from dossier.extracting.quantities.noun_phrases import noun_phrase
from dossier.extracting.quantities.reading import WrittenNumber
from dossier.extracting.quantities.vocabulary import PATTERNS

_WIRE = words("quantities/wire_labels")
_LINES = frozenset({"480", "576", "720", "1080", "2160"})  # of a picture
_EMERGENCY = words("quantities/emergency")
# Not "2008 second-quarter", "2010 day".
_COUNTED = words("quantities/people") | UNITS.keys() - {"won", "real", "try", "second", "day"}
_BOUNDING = ("more than", "at least", "up to", "fewer than", "less than", "an estimated", "no more")
_CLOCK = words("quantities/clock")
_BEFORE_DIALLED = tuple(words("quantities/before_dialled"))
_YEARS = (1400, 2100)
_HOURS = 24
QUANTITY = -1
"""The answer of a rule that sees a quantity, so that no later rule is asked."""

Shape = tuple[int, str]
"""How many code points a number is written in, and the one behind it: what most rules can be told by."""

AGAINST: Rules[WrittenNumber, int] = Rules()
"""Rules for digits that letters or signs stand against."""
APART: Rules[WrittenNumber, int] = Rules()
"""Rules for all digits, asked when those have no answer."""


def refused(number: WrittenNumber) -> tuple[str, int] | None:
    """Return why a number is not a quantity and where to go on behind it; None when it may be one."""
    if even := PATTERNS.even.match(number.text, number.at, number.end):
        return "even odds", even.end()
    sign = number.text[number.at]
    if sign not in ".0123456789":
        idiom = IDIOMS.first(number, number.word) if sign.isalpha() else None
        return (idiom[0], number.stop) if idiom else None
    found = _refused_digits(number)
    return None if found and found[1] == QUANTITY else found


def _refused_digits(number: WrittenNumber) -> tuple[str, int] | None:
    shape: Shape = (len(number.written), number.following)
    found = (None if number.apart else AGAINST.first(number, shape)) or APART.first(number, shape)
    labelled = found is None and number.before and not number.number.grouped
    return LABELS.first(number, number.last) if labelled else found


def _long(*sizes: int) -> Callable[[Shape], bool]:
    """Return a test for numbers written in so many code points."""
    return lambda shape: shape[0] in sizes


def _behind(signs: str, *, spaced: bool = False) -> Callable[[Shape], bool]:
    """Return a test for one of these signs right behind the number, or a blank too."""
    return lambda shape: shape[1] in signs or (spaced and _spaced(shape))


def _spaced(shape: Shape) -> bool:
    """Return whether a blank follows, or the number ends its zone."""
    return shape[1].isspace()


@AGAINST("web address", "See www.example.com/2019/x for it.")
def _web(number: WrittenNumber) -> int | None:
    begin, close = number.token
    return close if PATTERNS.web.search(number.text, begin, close) else None


@AGAINST("part of a name or a path", "The B52 flew home.")
def _glued(number: WrittenNumber) -> int | None:
    if not _glued_before(number):
        return None
    return number.token[1] if number.following.isalnum() or number.following in "-/" else number.stop


@APART("second half of a time or telephone number", "Ring +44 20 7946 in the week.")
def _second_half(number: WrittenNumber) -> int | None:
    before = number.back(18)
    if before[-1:] != " ":
        return None
    time = before[-2:-1] == ":" and before[-3:-2].isdigit()
    dialled = "+" in before and number.following != "%" and PATTERNS.dialled.search(before)
    return number.stop if time or dialled else None


@AGAINST("time of day in figures", "The ferry left at 7:30.")
@APART(
    "time of day", "The ferry left at 7 p.m.", lambda shape: _spaced(shape) or shape[1] in ":." or shape[1].isalpha()
)
def _time(number: WrittenNumber) -> int | None:
    time = number.matches(PATTERNS.non_quantities_time)
    rest = PATTERNS.time_tail.match(number.text, time.end(), number.end) if time else None
    return rest.end() if rest else None


@AGAINST("stones, and no ordinal", "She weighed 9st 4lb.", _behind("s"))
def _stones(number: WrittenNumber) -> int | None:
    return QUANTITY if PATTERNS.stones.match(number.text, number.at, number.end) else None


@AGAINST("letter of a scale", "They paid $4.2b for it.", _behind("bBtT"))
def _scaled_letter(number: WrittenNumber) -> int | None:
    letter = number.following
    if number.after.isalnum():
        return None
    if PATTERNS.sign_before.search(number.back(5)):
        return QUANTITY
    return QUANTITY if letter == "B" and noun_phrase(number.text, number.stop + 1, number.end) is not None else None


@AGAINST(
    "ordinal, or letters that are not a unit", "It was their 3rd try in the 8x relay.", lambda shape: shape[1].isalpha()
)
def _letters(number: WrittenNumber) -> int | None:
    glued = number.matches(PATTERNS.letters)
    if glued is None:
        return None
    known = (glued[0].lower() in GLUED and glued[0] != "T") or glued[0] in ("C", "F")
    return glued.end() if not known or number.matches(PATTERNS.ordinal) else None


@APART("one of several times", "Trains leave at 9, 10 and 11 o’clock.", _behind(",", spaced=True))
def _several_times(number: WrittenNumber) -> int | None:
    return number.stop if number.value <= _HOURS and number.matches(PATTERNS.times_row) else None


@APART("paragraph of a law, or a calibre", "He saved by his 401(k) plan.", _behind("(-", spaced=True))
def _calibre(number: WrittenNumber) -> int | None:
    return number.stop if number.matches(PATTERNS.paragraph) or number.matches(PATTERNS.calibre) else None


@AGAINST("lines of a picture", "It was filmed in 1080p.", _behind("p"))
def _picture(number: WrittenNumber) -> int | None:
    return number.token[1] if number.written in _LINES else None


@AGAINST("type of a machine", "The 777-200LR landed.", _behind("-"))
def _type(number: WrittenNumber) -> int | None:
    if not PATTERNS.type.match(number.text, number.at, number.end):
        return None
    return number.token[1]


@AGAINST("number of a case at court", "It was heard as case 22-CV-1045.", _behind("-"))
def _case(number: WrittenNumber) -> int | None:
    case = PATTERNS.court_case.match(number.text, number.at, number.end)
    return case.end() if case else None


@APART("airliner", "The 747 took off, and no other jet did.", _long(3))
def _airliner(number: WrittenNumber) -> int | None:
    if not PATTERNS.airliner.match(number.text, number.at, number.end):
        return None
    if not PATTERNS.aeroplanes.search(
        number.text, max(number.start, number.at - 200), min(number.end, number.at + 200)
    ):
        return None
    return number.token[1] if number.following == "-" else number.stop


@APART("year cut short", "The class of ’83 met again.", _long(2))
def _short_year(number: WrittenNumber) -> int | None:
    if not PATTERNS.abbreviated.search(number.back(2)):
        return None
    return number.stop if number.following in " ,.;)-–" and not number.counts else None


@APART("dialling code", "Call 0161 496 0123 now.")
def _dialling_code(number: WrittenNumber) -> int | None:
    before = number.back(16)
    if before[-1:] != " " or not before[-2:-1].isdigit() or not PATTERNS.non_quantities_code.search(before):
        return None
    long = len(number.written) in (3, 4) or (number.number.grouped and " " in number.written)
    return number.stop if long else None


@AGAINST("figures with a stroke, point or colon", "They are open 24/7.", _behind("/.:"))
@AGAINST("sum written out", "Everybody knows 2+2=4.", _behind("+="))
def _joined(number: WrittenNumber) -> int | None:
    return number.token[1] if number.after.isdigit() else None


@APART("telephone number", "Call 555-0143 today.", _long(1, 3, 4, 5))
def _phone(number: WrittenNumber) -> int | None:
    if number.number.grouped:
        return None
    return number.token[1] if number.matches(PATTERNS.phone) else None


@APART("place in a list", "1. Wash the pears.", _long(1, 2))
def _listed(number: WrittenNumber) -> int | None:
    if not number.matches(PATTERNS.listed):
        return None
    return number.stop if not number.line_before.strip() else None


@APART("number to dial or to text", "Text HELP to 85258.")
def _dialled(number: WrittenNumber) -> int | None:
    digits = number.written.replace(" ", "")
    grouped = number.back(2)[:1].isdigit() or number.matches(PATTERNS.more_digits)  # ring 13 22 44
    if not digits.isdigit() or not (1 if grouped else 3) <= len(digits) <= 9:
        return None
    last = number.last
    if last and not last[-1].isdigit() and not last.endswith(_BEFORE_DIALLED):
        return None
    if not PATTERNS.dialling.search(number.back(60)) or number.text.startswith((" times", " more"), number.stop):
        return None
    return None if number.counts else number.stop


@APART("coordinate", "It began at latitude 38.2 in the sea.")
def _coordinate(number: WrittenNumber) -> int | None:
    if number.following in "° " and (place := number.matches(PATTERNS.coordinate)):
        return max(number.token[1], place.end())
    before = number.back(40)
    named = any(word in before[-18:] for word in ("itude", "lat.", "Lat.", "lon.", "long.", "Long."))
    return number.token[1] if named and PATTERNS.globe_before.search(before) else None


@APART("seat", "They sat in seats 14C and 15D.", lambda shape: shape[1].isupper())
def _seat(number: WrittenNumber) -> int | None:
    seat = number.matches(PATTERNS.seat)
    if not seat:
        return None
    if not PATTERNS.seat_before.search(number.back(40)):
        other = number.matches(PATTERNS.other_seat) or PATTERNS.other_seat_before.search(number.back(14))
        if not other or other["letter"] in "CF":  # 22C and 25C, 12C or 54F
            return None
    return number.token[1]


@APART("code or serial number", "Its number is 00417.")
def _serial(number: WrittenNumber) -> int | None:
    written = number.written
    if not written.isdigit():
        return None
    zero = written[0] == "0" and len(written) > 1
    return number.stop if zero or (len(written) > 7 and not number.measures) else None


@APART("house in a street", "She lives at 12 Mill Road.", _spaced)
def _house(number: WrittenNumber) -> int | None:
    if not number.written.isdigit() or number.value > 99999:
        return None
    return number.stop if number.matches(PATTERNS.street) else None


@APART("emergency number", "Their 999 call was lost.", _long(3))
def _emergency(number: WrittenNumber) -> int | None:
    return number.stop if number.written in ("911", "999", "112") and number.last in _EMERGENCY else None


@APART("number of a wire report", "UPDATE 2-Ferry sinks off the cape", _behind("-"))
def _wire(number: WrittenNumber) -> int | None:
    last = number.last.rpartition("-")[2]  # CORRECTED-UPDATE 1-
    if not number.before or last not in _WIRE or number.before[-1].islower():
        return None
    return number.stop if number.after.isupper() else None


@APART("year", "In 2005 workers struck.", _long(4))
def _year(number: WrittenNumber) -> int | None:
    if not number.written.isdigit() or not _YEARS[0] <= number.value <= _YEARS[1]:
        return None
    if counts(number.text, number.at, number.stop, number.start):
        return None
    return number.stop if _yearlike(number) else None


@APART("time of day without a point", "The alarm came at 1353.", _long(4))
def _clock(number: WrittenNumber) -> int | None:
    written = number.written
    if not written.isdigit() or int(written) > 2400 or int(written[2:]) > 59:
        return None
    if number.last not in _CLOCK or "at" not in (word.lower() for word in number.before[-2:]):
        return None
    return number.stop if not number.counts else None


@APART("year before or after Christ", "It was built in 560 BC.")
def _era(number: WrittenNumber) -> int | None:
    era = number.matches(PATTERNS.era)
    return era.end() if era else None


@APART("place in a seeded list", "Canada (6) won.", _behind(")"))
def _seeded(number: WrittenNumber) -> int | None:
    if number.stop - number.at != 1:
        return None
    return number.stop if PATTERNS.seeded.search(number.back(24)) else None


@APART("name of a singer", "Later 50 Cent sang.", _spaced)
def _singer(number: WrittenNumber) -> int | None:
    return number.stop if number.matches(PATTERNS.singer) else None


@APART("minute of a substitute", "Rua (Samuel 63) came on.", _behind(")"))
def _substitute(number: WrittenNumber) -> int | None:
    return number.stop if PATTERNS.substitute.search(number.back(40)) else None


def _glued_before(number: WrittenNumber) -> bool:
    """Return whether what stands against the number makes it part of a name, a path, a phone number or a footnote."""
    previous, earlier = number.back(1), number.back(2)[:-1] or " "
    if not previous:
        return False
    if previous.isalpha():
        return PATTERNS.money_letters.search(number.back(5)) is None
    if previous in "-‐‑–":
        return _hyphened(number, earlier)
    if previous in "/:.,":
        return earlier.isdigit()
    if previous in "'’‘":
        return number.following == "s"
    if previous == "+":
        return number.following != "%"
    if previous == "(":  # section 12(3)
        return earlier.isdigit() and number.following == ")"
    return previous in "#@_=&" or (previous == "[" and number.following == "]")


def _hyphened(number: WrittenNumber, earlier: str) -> bool:
    """Return whether a hyphen ties the number to a word or to other digits; not in "under-21"."""
    if earlier.isdigit() or earlier == ")":
        return True
    return earlier.isalpha() and PATTERNS.prefixed.search(number.back(12)) is None


def _yearlike(number: WrittenNumber) -> bool:
    """Return whether no sign, unit, bound or people beside four digits show that they are a count."""
    if number.following in "%°":
        return False
    after = number.matches(PATTERNS.after_word)
    noun = after[1] if after else ""
    if number.last in ("in", "since", "during") and noun.lower() not in UNITS:
        return True  # in 2005 workers struck
    if noun[:1].isupper() and number.last == "the":
        return True  # under the 1989 Children Act
    if noun.lower() in _COUNTED:
        return False
    return not _owed(number) and not (_bounded(number) and number.counts)


def _owed(number: WrittenNumber) -> bool:
    """Return whether the sign or code of a currency stands before it."""
    word = number.before[-1] if number.before else ""
    return word in ("$", "€", "£", "¥", "₹") or word.rstrip(".") in ("Rs", "R", "USD", "EUR", "GBP")


def _bounded(number: WrittenNumber) -> bool:
    """Return whether words that bound an amount stand before it: nearly 2000 shops."""
    near = number.last in ("nearly", "almost", "approximately", "roughly", "some")
    return near or " ".join(number.before[-2:]).lower() in _BOUNDING
