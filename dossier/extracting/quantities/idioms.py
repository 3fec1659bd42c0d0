"""Number words that are not quantities: "one of the reasons", "second half", "day three", the Group of Seven."""

from __future__ import annotations

from dossier.extracting.lexicon import words
from dossier.extracting.lexicon.rules import Rules
from dossier.extracting.numerals.words import SCALES, SHARES, word_set
from dossier.extracting.quantities.reading import WrittenNumber
from dossier.extracting.quantities.vocabulary import PATTERNS

# Words that, in lower case too, name the thing the number labels.
LABELS_IN_LOWER = words("quantities/labels_in_lower")
_ONE_BEFORE = words("quantities/one_before")
_HALF_BEFORE = words("quantities/half_before")
_NOT_HALF = words("quantities/not_half")
_A_COUPLE = word_set("a another last next first past")
_OWNING = words("quantities/owning")
_LABEL_OR_NOT = words("quantities/label_or_not")
_BOUNDING = words("quantities/bounding")


IDIOMS: Rules[WrittenNumber, bool] = Rules()


@IDIOMS("part of another word", "It is an all-in-one tool.")
def _embedded(number: WrittenNumber) -> bool:
    """Return whether letters stand against it; a dash before it may be one that lost its spaces."""
    previous, following = number.back(1) or " ", number.following
    if previous in "-‐‑" and number.back(2)[:-1].isalpha():
        return following != " " or number.word == "one"
    return previous.isalnum() or previous in "_@#/" or following in "_@/" or following.isdigit()


@IDIOMS("pronoun", "No one came.", lambda word: word == "one")
def _pronoun(number: WrittenNumber) -> bool:
    if number.matches(PATTERNS.idioms_ratio) or number.matches(PATTERNS.or_two):
        return False
    if number.last in _ONE_BEFORE or number.matches(PATTERNS.one_after) is not None:
        return True
    if number.last == "than":
        return len(number.before) > 1 and number.before[-2].lower() != "more"
    return number.last in ("go", "goes", "going", "went") and number.text.startswith(" better", number.stop)


@IDIOMS("two people", "The couple moved to Lima.", lambda word: word == "couple")
def _pair(number: WrittenNumber) -> bool:
    return number.last not in _A_COUPLE


@IDIOMS("nothing to count", "It fell to ground zero.", lambda word: word in ("zero", "nought"))
def _zero(number: WrittenNumber) -> bool:
    return number.matches(PATTERNS.zero) is None


@IDIOMS("ordinal, and no share", "The third man left.", lambda word: word in SHARES and word != "half")
def _ordinal(number: WrittenNumber) -> bool:
    """Return whether this is a third man, no share, which is of something or bounded: less than a third voted."""
    if number.last not in ("a", "one"):
        return True
    bounded = len(number.before) > 1 and number.before[-2].lower() in _BOUNDING
    return not bounded and number.matches(PATTERNS.share) is None


@IDIOMS("one of two halves", "They scored in the second half.", lambda word: word == "half")
def _half(number: WrittenNumber) -> bool:
    if number.last in _NOT_HALF or number.matches(PATTERNS.fifty):
        return True
    return number.last not in _HALF_BEFORE and number.matches(PATTERNS.half_after) is None


@IDIOMS("scale that multiplies nothing", "They signed a multi million deal.", lambda word: word in SCALES)
def _scale(number: WrittenNumber) -> bool:
    """Return whether no number is multiplied: `multi million`, `per hundred`, `$4.95 a dozen`."""
    priced = number.last in ("a", "the") and not number.counts and PATTERNS.price_before.search(number.back(30))
    return number.last in ("multi", "per") or bool(priced)


@IDIOMS("strokes from par", "She shot a six-under 66.")
def _of_par(number: WrittenNumber) -> bool:
    return number.following in "-‐‑" and number.matches(PATTERNS.of_par) is not None


@IDIOMS("points or music", "Her scores were low.", lambda word: word == "scores")
def _scores(number: WrittenNumber) -> bool:
    return number.last in _OWNING or number.matches(PATTERNS.scores_of) is not None


@IDIOMS("time of day in words", "They met at seven o’clock.")
def _time(number: WrittenNumber) -> bool:
    return number.matches(PATTERNS.idioms_time) is not None


@IDIOMS("hour of a part of the day", "It broke out at about two in the afternoon.")
def _hour(number: WrittenNumber) -> bool:
    if number.counts or number.matches(PATTERNS.hour_of_part) is None:
        return False
    return PATTERNS.hour_before.search(number.back(30)) is not None


@IDIOMS("so many figures", "It left a six-figure debt.")
def _figures(number: WrittenNumber) -> bool:
    return number.matches(PATTERNS.so_many_figures) is not None


@IDIOMS("the top so many in words", "She was in the top ten again.")
def _top(number: WrittenNumber) -> bool:
    return number.last == "top" and not number.counts


@IDIOMS("label before words", "It ended on day three.")
def _label(number: WrittenNumber) -> bool:
    return number.last in LABELS_IN_LOWER and not (number.last in _LABEL_OR_NOT and number.counts)


@IDIOMS("part of a name", "He met ministers from the Group of Seven again.")
def _named(number: WrittenNumber) -> bool:
    """Return whether this is a capital inside a sentence in lower case: Group of Seven, Big Three."""
    if number.headline or not number.before or not number.written[0].isupper():
        return False
    word = number.before[-1]
    if word in _OPENING or (word.endswith(".") and len(word) > 2) or not number.line_before.strip():
        return False
    return in_sentence_case(number.text, number.at, number.start, number.end)


_OPENING = frozenset(".!?:;“\"‘(—–-•*'")


def in_sentence_case(text: str, at: int, start: int, end: int) -> bool:
    """Return whether the line around a place is written like a sentence, most of its longer words in lower case."""
    low = max(text.rfind("\n", start, at) + 1, start, at - 200)
    newline = text.find("\n", at, min(end, at + 200))
    words: list[str] = PATTERNS.long_word.findall(text, low, newline if newline >= 0 else min(end, at + 200))
    return sum(word[0].islower() for word in words) * 2 > len(words)
