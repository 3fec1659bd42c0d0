"""Where sentences begin and end in news prose.

One compiled scan finds every place where a sentence could end; a few rules on the word before and the word
after decide. Abbreviations are the ones of news agencies (months, ranks, US states, companies), with the
common ones of Spanish, French, German and Portuguese. The time taken is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dossier.reading.data import words

# A full stop with what closes after it, and what must follow; or a blank line, which always ends a sentence.
# It begins with one set of characters, for which `re` looks three times as fast as for one of several patterns.
_CANDIDATE = re.compile(
    r"""[.!?…。！？\r\n](?:"""
    r"""(?<=[.!?…])[.!?…]*(?P<close>["'”’»)\]*_]{0,8})(?:(?=\s)|\Z)"""
    r"""|(?<=[。！？])[。！？]*[」』”’）]{0,4}"""
    r"""|(?P<gap>(?<=[\r\n])(?:(?<=\r)\n)?[^\S\r\n]*(?:\r\n|\n|\r)))"""
)
_NEXT = re.compile(r"""\s*(?P<open>["'“‘„«(\[¿¡`*_—–-]*)\s*(?P<word>[^\W_]*)""")
_OPENERS = "\"'“‘«„([{¿¡*_–-"
_LONE_QUOTE = re.compile(r"""(?:[^\S\r\n]|(?:\r\n|\n|\r)(?="))(?P<quote>['"”’]{1,2})(?=\s|\Z)""")

_NEVER_LAST, _BEFORE_FIGURES, _EITHER = words("never_last"), words("before_figures"), words("either")
_STARTERS, _AFTER_TIME, _GERMAN_MONTHS = words("starters"), words("after_time"), words("german_months")
# `"Who did it?" Smith asked`: the question ends, the sentence does not.
_ATTRIBUTION = re.compile(
    r"\s*(?:[A-Z][\w’'.-]*[^\S\r\n]+){1,3}(?:said|says|asked|asks|told|added|replied|wrote|wondered|shouted|cried|yelled)\b"
)
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
_COMPANIES = frozenset({"inc", "ltd", "llc", "plc", "corp", "co"})


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return where the sentences of `text[start:end]` start and end.

    Gives `(start, end)` pairs, code-point offsets in `text`, in order, without the white space around them;
    together they hold every character that is not white space. A blank line always ends a sentence, a single
    line end never does. Closing quotation marks and brackets belong to the sentence they close.
    """
    limit = len(text) if end is None else min(end, len(text))
    spans: list[tuple[int, int]] = []
    begin = position = counted = start
    quotes = 0  # straight marks since the paragraph began, counted once as we go
    while (match := _CANDIDATE.search(text, position, limit)) is not None:
        position = max(match.end(), match.start() + 1)
        cut = match.end()
        if match["gap"]:
            cut = match.start()
            position = cut + 1
            quotes, counted = 0, position
        elif match["close"] is not None:
            if lone := _LONE_QUOTE.match(text, cut, limit):
                # Tokenised text sets a closing mark apart: `the customers. " They`. It closes if one is open.
                quotes += text.count('"', counted, cut)
                counted = cut
                if '"' not in lone["quote"] or quotes % 2:
                    cut = position = lone.end()
            if not _ends(text, match, begin, cut, limit):
                continue
        _append(spans, text, begin, cut)
        begin = cut
    _append(spans, text, begin, limit)
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends(text: str, match: re.Match[str], begin: int, cut: int, limit: int) -> bool:
    """Return whether the full stop that `match` found ends the sentence that began at `begin`."""
    following = _NEXT.match(text, cut, min(limit, cut + 80))
    word = following["word"] if following else ""
    if not word:
        return True
    if word[0].islower():
        return False
    stop = text[match.start() : match.start("close")]
    if stop != ".":
        return not (match["close"] and stop[0] in "?!" and _ATTRIBUTION.match(text, cut, min(limit, cut + 80)))
    if match["close"]:
        return True
    opened = following["open"] if following else ""
    initial = len(word) == 1 and text.startswith(".", following.end()) if following else False
    return _full_stop(Stop(text, match.start(), begin, word, opened, initial=initial))


class Stop:
    """A full stop before a word with a capital or a figure, and the words on both sides of it."""

    __slots__ = ("before", "begin", "dot", "initial", "last", "lower", "next", "opened", "text", "word")

    def __init__(self, text: str, dot: int, begin: int, word: str, opened: str, *, initial: bool) -> None:
        self.text, self.dot, self.begin, self.word, self.opened, self.initial = text, dot, begin, word, opened, initial
        self.before = text[max(begin, dot - 24) : dot].split()
        apart = not self.before or text[dot - 1].isspace()
        self.last = "" if apart else self.before[-1].rpartition("—")[2].lstrip(_OPENERS)
        self.lower = self.last.lower().rstrip(".")
        self.next = word.lower()

    @property
    def starts(self) -> bool:
        """Whether what follows hardly ever stands elsewhere than at the beginning of a sentence."""
        return self.next in _STARTERS or bool(self.opened.strip("(-–—"))


class StopRule(NamedTuple):
    """Whether a full stop ends its sentence; None where the rule does not tell. `|` in `example` shows the ends."""

    name: str
    ends: Callable[[Stop], bool | None]
    example: str


def _apart(stop: Stop) -> bool | None:
    """Return whether a full stop stands apart; "(. 538)" is a figure taken apart by a tokeniser."""
    return None if stop.last else stop.text[stop.dot - 1] not in "(["


def _figures(stop: Stop) -> bool | None:
    """Return whether this is a number: "12. The next item" goes on after its number, and so does "28. November"."""
    if not stop.last.isdigit():
        return None
    size = len(stop.last)
    numbering = size <= 3 and stop.before == [stop.last] and not stop.text[stop.begin : stop.dot - size].strip()
    return not (numbering or (size <= 2 and stop.next in _GERMAN_MONTHS))


def _time(stop: Stop) -> bool | None:
    spaced = stop.lower == "m" and stop.text[max(stop.begin, stop.dot - 4) : stop.dot - 1].lower() in _SPACED_M
    return stop.next not in _AFTER_TIME if spaced or stop.lower in _HALVES else None


def _acronym(stop: Stop) -> bool | None:
    """Return whether this is an acronym such as EDS or CA, whatever the lower-case word would mean."""
    acronym = stop.last.isupper() and len(stop.last) > 1 and "." not in stop.last
    return True if acronym and stop.lower not in _COMPANIES else None


def _calibre(stop: Stop) -> bool | None:
    return False if stop.last == "a" and stop.word[0].isdigit() else None


def _title(stop: Stop) -> bool | None:
    return bool(stop.opened) and stop.opened[0] in '"“‘«' if stop.lower in _NEVER_LAST else None


def _before_figures(stop: Stop) -> bool | None:
    if stop.lower not in _BEFORE_FIGURES:
        return None
    return not stop.word[0].isdigit() if stop.last[0].isupper() or stop.lower in _SMALL else None


def _initial(stop: Stop) -> bool | None:
    """Return whether this is an initial; a lower-case letter is one only in tokenised "p. m."."""
    if len(stop.last) != 1 or not stop.last.isalpha():
        return None
    return not stop.last.isupper() or (stop.starts and not stop.initial)


def _abbreviation(stop: Stop) -> bool | None:
    either = stop.lower in _EITHER and stop.last[0].isupper()
    known = either or stop.lower in {"etc", "d.c"} or _ACRONYM.search(stop.last)
    return stop.starts if known else None


_HALVES = frozenset({"a.m", "p.m", "am", "pm"})
_SPACED_M = frozenset({" a. ", " p. ", "0a. ", "0p. ", "a. ", "p. "})
_SMALL = frozenset({"no", "p", "pp", "approx"})  # abbreviations that are written small
_ABBREVIATIONS = _HALVES | _NEVER_LAST | _BEFORE_FIGURES | _EITHER | {"etc"}

RULES: tuple[StopRule, ...] = (
    StopRule("full stop apart", _apart, "It was open .| The door (. 538) fell."),
    StopRule("figures", _figures, "Er kam am 28. November.| He has 12.| They left."),
    StopRule("time of day", _time, "It opens at 9 a.m. Monday.| He left at 6 p.m.| They stayed."),
    StopRule("acronym", _acronym, "He works for EDS.| Mary left."),
    StopRule("calibre", _calibre, "He had a. 38-caliber revolver."),
    StopRule("title", _title, "It was Dr. Reyes who left."),
    StopRule("before figures", _before_figures, "It was on Dec. 14 that he left.| He said No. 3 was shut."),
    StopRule("initial", _initial, "D. A. Cooley left.| It was plan B.| The others stayed."),
    StopRule("abbreviation", _abbreviation, "Acme Inc. Chairman Bo Ek left.| He is at Acme Inc.| They stayed."),
)
"""Asked in this order; a full stop of which none tells ends its sentence."""


def _full_stop(stop: Stop) -> bool:
    """Return whether a full stop ends its sentence though a capital or a figure comes next."""
    last = stop.last
    if len(last) > 1 and last.isalpha() and not last.isupper() and stop.lower not in _ABBREVIATIONS:
        return True  # most words: no rule tells of them
    for rule in RULES:
        if (ends := rule.ends(stop)) is not None:
            return ends
    return True
