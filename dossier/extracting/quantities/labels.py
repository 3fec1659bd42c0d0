"""Numbers that name a thing: Flight 447, Windows 7, day 3, the Top 500, a Beech 200 aircraft."""

from __future__ import annotations

from dossier.extracting.lexicon import words
from dossier.extracting.lexicon.rules import Rules
from dossier.extracting.numerals.units import BEFORE
from dossier.extracting.quantities.idioms import LABELS_IN_LOWER, in_sentence_case
from dossier.extracting.quantities.noun_phrases import STOPS
from dossier.extracting.quantities.reading import WrittenNumber
from dossier.extracting.quantities.vocabulary import PATTERNS

_LABELS = LABELS_IN_LOWER | words("quantities/labels") - {"euro"}
_PLACES = words("quantities/places_with_numbers")
_INDICES = words("quantities/indices")
_PEOPLE = words("quantities/people")
_CAPITALS_ONLY_FIRST = words("quantities/capitals_only_first")
_COUNTED_TOO = ("day", "week", "year", "game", "point")  # three labels, and what is counted: day 40, the 40 day plan
_NO_BEFORE = ("there", "are", "is", "was", "were", "has", "have")
_MAY_NUMBER = frozenset("will would may might could should can they now dead injured wounded".split())
_SPANS = frozenset("past last next this that previous same coming following preceding every each".split())
_LARGEST = 10_000  # no name has a larger number
_QUANTITY = -1

LABELS: Rules[WrittenNumber, int] = Rules()


@LABELS("label before it", "They boarded Flight 447.", _LABELS.__contains__)
def _label(number: WrittenNumber) -> int | None:
    if number.before[-1].islower() and number.last not in LABELS_IN_LOWER:
        return None
    if number.last in _COUNTED_TOO:
        if number.before[-2:-1] and number.before[-2].lower() in _SPANS:
            return _QUANTITY  # in the past week 23 boats sank
        return _QUANTITY if number.counts or number.following == "%" else number.stop
    if number.last == "number" and len(number.before) > 1 and number.before[-2].lower() in _MAY_NUMBER:
        return _QUANTITY  # "the fleet will number 51"
    no = number.last == "no" and len(number.before) > 1 and number.before[-2].lower() in _NO_BEFORE
    return _QUANTITY if no else number.stop


@LABELS("place or vehicle with a number", "He sat in row 22 of bus 38.", _PLACES.__contains__)
def _place(number: WrittenNumber) -> int | None:
    if not number.written.isdigit() or number.counts or number.measures:
        return None
    return _QUANTITY if _seats(number) else number.stop


def _seats(number: WrittenNumber) -> bool:
    """Return whether "seats" tells how many find room: the ferry seats 212, but not the window seats 14 and 15."""
    return number.last == "seats" and PATTERNS.has_room.search(number.back(40)) is not None


@LABELS("one of several places", "They sat in rows 3 and 4.", lambda last: last in ("and", "or"))
def _further_place(number: WrittenNumber) -> int | None:
    row = PATTERNS.places_row.search(number.back(40))
    if row is None or row[1].lower() not in _PLACES or number.counts or number.measures:
        return None
    return number.stop if number.written.isdigit() and number.value < _LARGEST else None


@LABELS("stock index", "The Nasdaq 100 fell.", lambda last: last in _INDICES or last in ("p", "of"))
def _index(number: WrittenNumber) -> int | None:
    named = number.last in _INDICES or (number.last == "p" and number.before[-2:-1] == ["&"])
    return number.stop if named or number.before[-2:] in (["Group", "of"], ["Class", "of"]) else None


@LABELS("list of the best", "It is on the Top 500 list of firms.", lambda last: last == "top")
def _top_list(number: WrittenNumber) -> int | None:
    return number.stop if number.before[-1] == "Top" and len(number.before) > 1 and not number.headline else None


@LABELS("the top so many", "She was in the top 10 again.", lambda last: last == "top")
def _top(number: WrittenNumber) -> int | None:
    return _QUANTITY if number.counts else number.stop


@LABELS("type of a thing", "He flew a Beech 200 aircraft.")
def _type(number: WrittenNumber) -> int | None:
    if len(number.before) < 2 or number.before[-2].lower() not in ("a", "an") or not number.before[-1][0].isupper():
        return None
    if number.last in BEFORE or not number.written.isdigit() or number.measures:
        return None
    return number.stop if number.matches(PATTERNS.after_word) else None


@LABELS("name that begins a sentence", "Brightwater 2 beat the fleet.")
def _first_name(number: WrittenNumber) -> int | None:
    if len(number.before) != 1 or number.value >= 10 or not number.written.isdigit():
        return None
    if not _nameable(number.before[0]) or not number.matches(PATTERNS.verb) or number.counts:
        return None
    return number.stop


@LABELS("name with a number", "She has installed Vista 7 at home again.")
def _name(number: WrittenNumber) -> int | None:
    if number.headline or len(number.before) < 2 or number.last in _CAPITALS_ONLY_FIRST or number.last in BEFORE:
        return None
    label = number.before[-1]
    if _is_owned(number):
        return None
    if not label[0].isupper() or len(label) < 2 or number.value >= _LARGEST or not number.written.isdigit():
        return None
    return number.stop if _one_name(number, label) else None


def _is_owned(number: WrittenNumber) -> bool:
    """Return whether an owner stands before it, and no name behind: `more than Zorvan’s 58`."""
    after = number.matches(PATTERNS.after_word)
    owned = number.text[number.at - 3 : number.at - 1] in ("'s", "’s")
    return owned and (after is None or not after[1][0].isupper())


def _nameable(label: str) -> bool:
    """Return whether the first word of a sentence may be a name: no function word and no adverb."""
    lower = label.lower()
    common = lower in STOPS or lower.endswith("ly") or lower in _CAPITALS_ONLY_FIRST
    return len(label) > 2 and label[0].isupper() and not common


def _one_name(number: WrittenNumber, label: str) -> bool:
    """Return whether a capitalised word and a bare number are one name: SEA-ME-WE 4, but not "beat Chelsea 2-1"."""
    if not in_sentence_case(number.text, number.at, number.start, number.end):
        return False
    if label.isupper() and number.matches(PATTERNS.model):  # ATR 72-500
        return True
    if number.measures or number.matches(PATTERNS.result):
        return False
    after = number.matches(PATTERNS.after_word)
    people = after is not None and after[1].lower() in _PEOPLE  # "In Delhi 5 people were hurt"
    return not people and (number.value < 10 or not number.counts)
