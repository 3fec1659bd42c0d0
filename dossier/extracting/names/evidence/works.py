"""Works of art: a film, a book, a play or a painting is no name of a person, organisation or place.

Names of a list are known (`Mona Lisa`). Another name is a work's where a noun for works stands right before it (`the
novel Zorvan Falls`), where it says what somebody wrote or played in (`author of The Zorvan Lantern`), or where a
capital “The” begins it behind its owner (`Quil’s The Lantern`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from dossier.extracting.lexicon import common, listed, words
from dossier.extracting.names.candidates.candidate import Candidate
from dossier.extracting.names.candidates.vocabulary import listed_name
from dossier.extracting.names.evidence.form import person_shape

_LEAD = 60  # characters before a name that are looked at
_NOUN = 24  # of them those that hold the noun for a work
_ARTICLE = re.compile("[ \"“‘'](?:The|An?)$")
_MARKS = " \"“‘'"
_MARK = "[\"“‘']?(?:The |An? )?$"
# the novel …, Quil's novel …, the 2019 film …, Danish film …; `play` and `show` are verbs, too, without such a word
_KIND = re.compile(
    r"(?:\b(?:the|an?|his|her|their|its|my|our|new|hit|debut|latest|first|second|third|silent|animated|short|stage|tv"
    r"|television|radio|classic|best-selling|award-winning|bestselling)|['’]s?|\b\d{4}|\b[A-Z]\w+)"
    rf" (?:[a-z-]+ )?([a-z-]+) {_MARK}"
)
_WRITTEN = re.compile(rf"\b(?:co-)?(?:author|creator)s? of {_MARK}")
_PLAYED = re.compile(rf"\bstar(?:s|red|ring) (?:as [A-Z][\w ’'-]{{2,30}} )?in {_MARK}")
_BEHIND_OWNER = re.compile(r"\w(?:['’]s|s['’]) The $")
_WRITERS = frozenset({"author", "authors", "co-author", "co-authors", "creator", "creators"})
_STARS = frozenset({"starred", "starring", "stars"})
# What goes on behind a title; a verb behind a person's name has somebody make the work: `the film Ana Paz made`.
_GOES_ON = re.compile(
    r"[\"”’']?(?:[,.;:)!?]|$|\n| \(| (?:and|at|by|in|on|or|starring|which|with|opened|premiered|directed|won"
    r"|tops?|topped|grossed|debuted|is|was|about|for)\b)"
)
_OF_PERSONS = re.compile(r"[\"”’']?(?:\.|$|\n| \(|,? (?:by|starring|opened|premiered|directed|grossed|debuted)\b)")


_SLOGAN = 60  # characters before and behind a name in which the marks of a slogan are looked for
_OPEN, _SHUT, _QUOTES = ("“", "‘", '"', "'"), ("”", "’", '"', "'"), '“”"'


def works(text: str, running: Sequence[Candidate], lower_case: Collection[str]) -> Iterator[str]:
    """Yield the keys of names that are works of art; `lower_case` has the words of the article in small letters."""
    names = words("work_names")
    yield from (one.key for one in running if one.key in names)
    if not words("works").isdisjoint(lower_case):
        yield from (one.key for one in running if _is_behind_a_kind(text, one))
    if not _WRITERS.isdisjoint(lower_case):
        yield from (one.key for one in running if _may_be_work(one) and _is_behind(_WRITTEN, text, one))
    if not _STARS.isdisjoint(lower_case):
        yield from (one.key for one in running if not listed_name(one.key) and _is_behind(_PLAYED, text, one))
    if "s The " in text or "s’ The " in text or "s' The " in text:
        yield from (one.key for one in running if not listed_name(one.key) and _is_behind(_BEHIND_OWNER, text, one))


def _is_behind(pattern: re.Pattern[str], text: str, candidate: Candidate) -> bool:
    return pattern.search(text, max(0, candidate.start - _LEAD), candidate.start) is not None


def _may_be_work(candidate: Candidate) -> bool:
    """Return whether a name behind “author of” may be a title: no owner, and no body that a list has."""
    return not candidate.words[-1].closed and not listed_name(candidate.key) and not candidate.title


def _is_behind_a_kind(text: str, candidate: Candidate) -> bool:
    """Return whether a noun for works stands before a name, which goes on like a title: `the film Zorvan Falls`."""
    start = candidate.start
    lead = text[max(0, start - _NOUN) : start].rstrip(_MARKS)
    lead = _ARTICLE.sub("", lead).rstrip(_MARKS)
    if lead.rpartition(" ")[2] not in words("works"):
        return False
    found = _KIND.search(text, max(0, start - _LEAD), start)
    if found is None or found[1] not in words("works") or candidate.title or listed_name(candidate.key):
        return False
    if len(candidate.words) > 1:
        pattern = _OF_PERSONS if person_shape(candidate) else _GOES_ON
        return pattern.match(text, candidate.end) is not None
    called = candidate.key in listed("given") or candidate.key in listed("surnames")
    return not (called and not common(candidate.key)) and _GOES_ON.match(text, candidate.end) is not None


def is_quoted(text: str, candidate: Candidate) -> bool:
    """Return whether a candidate fills quotation marks, as titles of films and songs do, or is part of a slogan."""
    opened = text[candidate.start - 1 : candidate.start] in _OPEN
    if opened and text[candidate.end : candidate.end + 2].strip(",.")[:1] in _SHUT:
        return True
    return all(common(word.key) for word in candidate.words) and _in_slogan(text, candidate.start, candidate.end)


def _in_slogan(text: str, start: int, end: int) -> bool:
    """Return whether a stretch stands in quotation marks in which every longer word has a capital: `“Give It Back”`."""
    before, after = text[max(0, start - _SLOGAN) : start], text[end : end + _SLOGAN]
    opened = max(before.rfind(mark) for mark in _QUOTES)
    shut = min((at for mark in _QUOTES if (at := after.find(mark)) >= 0), default=-1)
    if opened < 0 or shut < 0 or "\n" in before[opened:] + after[:shut]:
        return False
    beside = re.findall(r"[^\W\d_]{4,}", f"{before[opened:]} {after[:shut]}")
    return bool(beside) and all(word[0].isupper() for word in beside)
