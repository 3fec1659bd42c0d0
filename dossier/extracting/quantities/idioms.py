"""Number words that are no quantities: "one of the reasons", "second half", "day three", the Group of Seven."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.extracting.lexicon import words
from dossier.extracting.numerals.words import SCALES, SHARES, Numeral, word_set
from dossier.extracting.quantities.noun_phrases import noun_phrase
from dossier.extracting.quantities.vocabulary import PATTERNS

# Words that, in lower case too, name the thing the number labels.
LABELS_IN_LOWER = words("quantities/labels_in_lower")
_ONE_BEFORE = words("quantities/one_before")
_HALF_BEFORE = words("quantities/half_before")
_NOT_HALF = words("quantities/not_half")


def words_refused(
    text: str, number: Numeral, before: Sequence[str], start: int, end: int, *, headline: bool
) -> int | None:
    """Give where to go on when the number words are no quantity; None when they may be one."""
    at, stop = number.start, number.end
    previous = text[at - 1] if at > start else " "
    following = text[stop] if stop < end else " "
    if _embedded(text, number, previous, following, start):
        return stop
    word, last = text[at:stop].lower(), before[-1].lower() if before else ""
    refusal = (
        (word == "one" and _pronoun(text, stop, end, before))
        or (word == "couple" and last not in _A_COUPLE)
        or (word in ("zero", "nought") and not PATTERNS.zero.match(text, stop, end))
        or (word in SHARES and word != "half" and not _share(text, stop, end, before))
        or (word == "half" and not _half(text, stop, end, last))
        or (word in SCALES and last in ("multi", "per"))
        or (word == "scores" and (PATTERNS.scores_of.match(text, stop, end) is not None or last in _OWNING))
        or PATTERNS.idioms_time.match(text, stop, end) is not None
        or (last == "top" and noun_phrase(text, stop, end) is None)
        or (last in LABELS_IN_LOWER and not (last in _LABEL_OR_NOT and noun_phrase(text, stop, end)))
        or (text[at].isupper() and not headline and _named(text, at, start, end, before))
    )
    return stop if refusal else None


_A_COUPLE = word_set("a another last next first past")
_OWNING = words("quantities/owning")
_LABEL_OR_NOT = words("quantities/label_or_not")


def _embedded(text: str, number: Numeral, previous: str, following: str, start: int) -> bool:
    """Whether letters stand against the word ("all-in-one"); a dash before it may be one that lost its spaces."""
    if previous in "-‐‑" and number.start - 2 >= start and text[number.start - 2].isalpha():
        return following != " " or text[number.start : number.end].lower() == "one"
    return previous.isalnum() or previous in "_@#/" or following in "_@/" or following.isdigit()


def _pronoun(text: str, stop: int, end: int, before: Sequence[str]) -> bool:
    last = before[-1].lower() if before else ""
    if PATTERNS.idioms_ratio.match(text, stop, end) or PATTERNS.or_two.match(text, stop, end):
        return False
    if last in ("go", "goes", "going", "went") and text.startswith(" better", stop):
        return True
    if last in _ONE_BEFORE or (last == "than" and len(before) > 1 and before[-2].lower() != "more"):
        return True
    return PATTERNS.one_after.match(text, stop, end) is not None


def _share(text: str, stop: int, end: int, before: Sequence[str]) -> bool:
    """Whether "a third" is a share: of something, or bounded ("less than a third voted")."""
    if not before or before[-1].lower() not in ("a", "one"):
        return False
    bounded = len(before) > 1 and before[-2].lower() in _BOUNDING
    return bounded or PATTERNS.share.match(text, stop, end) is not None


_BOUNDING = words("quantities/bounding")


def _half(text: str, stop: int, end: int, last: str) -> bool:
    if last in _NOT_HALF or PATTERNS.fifty.match(text, stop, end):
        return False
    return PATTERNS.half_after.match(text, stop, end) is not None or last in _HALF_BEFORE


def _named(text: str, at: int, start: int, end: int, before: Sequence[str]) -> bool:
    """Whether a capitalised number word inside a lower-case sentence belongs to a name: Group of Seven, Big Three."""
    if not before or before[-1] in ".!?:;“\"‘(—–-•*'" or (before[-1].endswith(".") and len(before[-1]) > 2):
        return False
    line_start = text.rfind("\n", start, at) + 1 or start
    return bool(text[line_start:at].strip()) and in_sentence_case(text, at, start, end)


def in_sentence_case(text: str, at: int, start: int, end: int) -> bool:
    """Whether the line around a place is written like a sentence, most of its longer words in lower case."""
    low = max(text.rfind("\n", start, at) + 1, start, at - 200)
    newline = text.find("\n", at, min(end, at + 200))
    words: list[str] = PATTERNS.long_word.findall(text, low, newline if newline >= 0 else min(end, at + 200))
    return sum(word[0].islower() for word in words) * 2 > len(words)
