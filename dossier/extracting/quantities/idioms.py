"""Number words that are no quantities: "one of the reasons", "second half", "day three", the Group of Seven."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.extracting.numerals.words import SCALES, SHARES, Numeral, word_set
from dossier.extracting.quantities.noun_phrases import noun_phrase

# Words that, in lower case too, name the thing the number labels.
LABELS_IN_LOWER = word_set(
    """
    no no. nos number numbers flight room page pages version channel article section route highway interstate
    chapter phase round stage step level tier zone lane line grade class episode category day week year game
    point position paragraph clause annex appendix resolution verse season act scene war plan catch
    """
)
_ONE_BEFORE = word_set("no any every each some this that the which another only-the number as not loved big")
_ONE_AFTER = re.compile(
    r"[-‐](?:off|way|time|on|sided|stop|man|size|liner|two|by|another|upmanship|party|legged|day)|[’']s"
    r"|\s(?:another|of|thing|day|hand|point|side|way|reason|more|time|or|by|in\s(?:the|which)|who|that|which|is|was|has|can|could|"
    r"would|may|might|must|should|knows|such|and\sonly|and\sall|step|to|the|at|for|with|from|on|as|place|we|i|he|they|she|it|"
    r"night|morning|afternoon|evening|wants|says|said|had|will|where|when|if|last|big|final|so|very|than|after|before)\b"
    r"|[.,;:!?)\"”]",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\s(?:in|out\sof)\s(?:every\s)?(?:\d|two|three|four|five|six|seven|eight|nine|ten|twenty|a\shundred)"
)
_OR_TWO = re.compile(r"\sor\s(?:two|three)\s(?!of\b)[a-z]+")
_SHARE = re.compile(
    r"\s(?:of\s(?!play)|more|less|fewer|higher|lower|smaller|larger|to\s)|-(?!finals?\b|finalists?\b|backs?\b)|[.,;]"
)
_HALF_AFTER = re.compile(r"[\s-](?:of|the|its|his|her|their|our|my|to|a|an|empty|full|those)\b")
_FIFTY = re.compile(r"[\s-]centur(?:ies|y\b(?!\sof))")  # fifty runs, not fifty years
_HALF_BEFORE = word_set("by nearly almost over than about around only one roughly least between to some and")
_NOT_HALF = word_set(
    """
    first second other better latter early late bottom top final opening northern southern eastern western their
    his her last this that each the
    """
)
_SCORES_OF = re.compile(r"\s(?:of\s)?(?:\d|for|a\b|twice|in\b|from|goal|on\b|with\b)|[.,;]")
_ZERO = re.compile(r"[\s-](?:percent|per\scent|degrees|[a-z]+s)\b")
_TIME = re.compile(r"\s?(?:[ap]\.m\.|o[’']clock\b)|\s(?:GMT|p\.?m|a\.?m)\b")
_LONG_WORD = re.compile(r"[A-Za-z]{3,}")


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
        or (word in ("zero", "nought") and not _ZERO.match(text, stop, end))
        or (word in SHARES and word != "half" and not _share(text, stop, end, before))
        or (word == "half" and not _half(text, stop, end, last))
        or (word in SCALES and last in ("multi", "per"))
        or (word == "scores" and (_SCORES_OF.match(text, stop, end) is not None or last in _OWNING))
        or _TIME.match(text, stop, end) is not None
        or (last == "top" and noun_phrase(text, stop, end) is None)
        or (last in LABELS_IN_LOWER and not (last in _LABEL_OR_NOT and noun_phrase(text, stop, end)))
        or (text[at].isupper() and not headline and _named(text, at, start, end, before))
    )
    return stop if refusal else None


_A_COUPLE = word_set("a another last next first past")
_OWNING = word_set("test the exam his her their its box he she who credit approval these those our")
_LABEL_OR_NOT = word_set("number numbers day week year war plan game line point class")


def _embedded(text: str, number: Numeral, previous: str, following: str, start: int) -> bool:
    """Whether letters stand against the word ("all-in-one"); a dash before it may be one that lost its spaces."""
    if previous in "-‐‑" and number.start - 2 >= start and text[number.start - 2].isalpha():
        return following != " " or text[number.start : number.end].lower() == "one"
    return previous.isalnum() or previous in "_@#/" or following in "_@/" or following.isdigit()


def _pronoun(text: str, stop: int, end: int, before: Sequence[str]) -> bool:
    last = before[-1].lower() if before else ""
    if _RATIO.match(text, stop, end) or _OR_TWO.match(text, stop, end):
        return False
    if last in ("go", "goes", "going", "went") and text.startswith(" better", stop):
        return True
    if last in _ONE_BEFORE or (last == "than" and len(before) > 1 and before[-2].lower() != "more"):
        return True
    return _ONE_AFTER.match(text, stop, end) is not None


def _share(text: str, stop: int, end: int, before: Sequence[str]) -> bool:
    """Whether "a third" is a share: of something, or bounded ("less than a third voted")."""
    if not before or before[-1].lower() not in ("a", "one"):
        return False
    bounded = len(before) > 1 and before[-2].lower() in _BOUNDING
    return bounded or _SHARE.match(text, stop, end) is not None


_BOUNDING = word_set("than about around nearly almost roughly over by some least only")


def _half(text: str, stop: int, end: int, last: str) -> bool:
    if last in _NOT_HALF or _FIFTY.match(text, stop, end):
        return False
    return _HALF_AFTER.match(text, stop, end) is not None or last in _HALF_BEFORE


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
    words: list[str] = _LONG_WORD.findall(text, low, newline if newline >= 0 else min(end, at + 200))
    return sum(word[0].islower() for word in words) * 2 > len(words)
