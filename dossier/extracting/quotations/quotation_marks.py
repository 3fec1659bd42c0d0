"""Which marks open and which close: pairing quotation marks in text that is not always well set.

Every mark may open, close or mean nothing (an apostrophe, an inch, a stray). How it is set speaks for one or the
other at a cost; the reading of all marks of a block of text that costs least in all is taken (dynamic programming,
linear in the number of marks). So one mispaired mark spoils one quotation and not the rest of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

_DOUBLE = re.compile(r"[“”„‟\"＂]|''|``|´´|,,(?=\w)")
_GUILLEMET = re.compile(r"[«»]")
_SINGLE = re.compile(r"[‘’‚‛'`](?!['`])")
_OPENS = frozenset("“„‟«‘‚‛`") | {"``", ",,"}
_CLOSES = frozenset("”»’")
_STRAIGHT = frozenset("\"'＂") | {"''", "´´"}
_ELISION = re.compile(r" (?:s|t|m|d|re|ve|ll)\b")
# `…, "she told Reuters`: what follows a mark that closes.
_SAYS = re.compile(
    r"(?:(?:he|she|they|it|[Tt]he [a-z]+|(?:[A-Z][\w.’'-]*\s){1,5})\s*)?"
    r"(?:said|says|told|added|asked|wrote|noted|explained|replied|warned|declared|insisted|tweeted|stated|recalled)\b"
)
# Somebody speaks of whom a quotation itself seldom tells: `Mr Ruiz said`, `police say`.
_REPORTS = re.compile(
    r"\b(?:[A-Z][\w-]+|police|officials?|ministry|government|spokes\w+|company)\s(?:said|says|say|told|added)\b"
)
# The sentence that a quotation never closed on its line begins with.
_FIRST = re.compile(r"[.!?](?=\s+[\"“'‘(]?[A-Z])")
# `“We will not pay for this, said Ana Sol.`: where a quotation that is never closed ends.
_VERBS = r"(?:said|says|added|told|replied|asked|wrote|explained|warned|declared|insisted|stated)"
_WHO = r"(?:he|she|they|(?:the|an?|its|his|her)\s[a-z][a-z ]{2,30}|(?:[A-Z][\w.’'-]*\s?){1,5}|police|officials)"
_UNCLOSED = re.compile(
    rf",(?=\s(?:{_VERBS}\s(?:[A-Z]|the\s|an?\s|he\b|she\b|police\b|officials?\b)"
    rf"|{_WHO}(?:,\s{_WHO},)?\s{_VERBS}(?:\s(?:(?:on|in|to)\s)?[^.\n“”\"]{{1,60}})?[.](?:\s|\Z)))"
)
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")

# Costs. One unit is about one point of evidence; the figures are ranks, not probabilities.
_IMPOSSIBLE = 40.0
_RUN_ON = 0.9  # a paragraph that ends inside a quotation, though the next begins with no mark
_CONTINUED = 0.3  # the same, where the next begins with one
_LEFT_OPEN = 2.5  # a last quotation that is never closed
_RESUMED = 0.3  # an opening mark behind a full stop inside a quotation: a paragraph whose break is lost
_UNSURE = 2.2  # for every so many characters of such a paragraph beyond what people say in one
_PARAGRAPH, _BEYOND = 350, 350
_TOLD = 3.5  # a paragraph of that kind that tells who said what
_NEVER_CLOSED = 3.5  # a paragraph inside a quotation that says who spoke
_IGNORED = 4.0  # a mark that means nothing
_LONGEST = 4000  # characters a quotation may run over


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks: `outer` takes the marks in, `start` and `end` lie inside, white space trimmed."""

    start: int
    end: int
    outer: tuple[int, int]
    closed: bool
    single: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    open: float  # what it costs to take it for an opening mark
    close: float
    ignore: float
    leads: bool  # it stands at the beginning of a paragraph
    resumes: bool = False  # it opens a sentence behind another on the same line


def marked(text: str, blocks: Iterable[tuple[int, int]]) -> list[Marked]:
    """Find what stands in quotation marks inside each block (start, end), in text order, outermost only."""
    found: list[Marked] = []
    for start, end in blocks:
        double = _pair(text, end, [_double(text, start, end, m) for m in _DOUBLE.finditer(text, start, end)])
        double += _pair(text, end, _guillemets(text, start, end))
        single: list[Marked] = []
        for left, right in _paragraphs(text, start, end):
            marks = [_single(text, left, right, m) for m in _SINGLE.finditer(text, left, right)]
            if any(mark.open < _IMPOSSIBLE for mark in marks):
                single += [m for m in _pair(text, right, marks, single=True) if m.closed]
        found += _outermost(sorted(double + single, key=lambda m: (m.outer[0], -m.outer[1])))
    return found


def _outermost(spans: list[Marked]) -> list[Marked]:
    kept: list[Marked] = []
    for span in spans:
        if kept and span.outer[0] < kept[-1].outer[1]:
            if span.outer[1] <= kept[-1].outer[1] or kept[-1].closed:
                continue
            kept.pop()
        kept.append(span)
    return kept


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(m.end() for m in _BREAK.finditer(text, start, end)), end]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _around(text: str, start: int, end: int, match: re.Match[str]) -> tuple[str, str, bool]:
    """Give the characters before and after a mark (line feed at the edges) and whether it leads its paragraph."""
    before = text[match.start() - 1] if match.start() > start else "\n"
    after = text[match.end()] if match.end() < end else "\n"
    at = match.start()
    while at > start and text[at - 1] in " \t\xa0":
        at -= 1
    return before, after, at == start or text[at - 1] == "\n"


def _double(text: str, start: int, end: int, match: re.Match[str]) -> _Mark:
    before, after, leads = _around(text, start, end, match)
    kind = match[0]
    opens = closes = 0.0
    if before.isspace():  # white space on one side only says which side is inside
        closes += 1.0 if not after.isspace() else 0.0
    elif before not in "([{—–-/'‘":
        opens += 2.0 if before.isalnum() or before in ".,!?…;)]" else 0.5
    if after.isspace():
        opens += 2.5 if before in ".,!?…" else 1.5
    elif after.isalnum() and not before.isspace():
        closes += 0.5
    elif after in ".,;:!?)]—–":
        opens += 1.5
    if leads:
        closes += 2.0
    elif after == "\n":
        opens += 2.0
    resumes = False
    if before == " " and match.start() >= start + 2 and text[match.start() - 2] in ".,!?…":
        # `the void. "` and `from me, "said`: marks set apart by a tokeniser
        if _SAYS.match(text, match.end()):
            closes -= 0.8
            opens += 2.5
        elif after.isupper():
            closes += 0.5
            resumes = text[match.start() - 2] != ","
        else:
            closes -= 0.8
    ignored = _IGNORED
    if kind in _STRAIGHT and before.isdigit():
        ignored = 1.5  # inches and seconds
    if kind in _OPENS:
        closes += 3.0
    elif kind in _CLOSES:
        opens += 3.0
    return _Mark(match.start(), match.end(), max(opens, 0.0), max(closes, 0.0), ignored, leads, resumes)


def _guillemets(text: str, start: int, end: int) -> list[_Mark]:
    """Take « for opening, or » in text whose first mark it is; white space beside them means nothing."""
    marks: list[_Mark] = []
    opening = ""
    for match in _GUILLEMET.finditer(text, start, end):
        opening = opening or match[0]
        opens = match[0] == opening
        leads = _around(text, start, end, match)[2]
        marks.append(_Mark(match.start(), match.end(), 0.0 if opens else 3.0, 3.0 if opens else 0.0, _IGNORED, leads))
    return marks


def _single(text: str, start: int, end: int, match: re.Match[str]) -> _Mark:
    """Weigh a single mark: an apostrophe unless its surroundings say otherwise."""
    before, after, leads = _around(text, start, end, match)
    kind = match[0]
    opens = closes = _IMPOSSIBLE
    if (before.isspace() or before in '([{—–-/"“') and not after.isspace() and kind != "’":
        elided = kind == "'" and (
            after.isdigit()
            or re.match(r"(?:em|til|tis|twas|cause|n|bout|round)\b", text[match.end() : match.end() + 6])
        )
        opens = 3.0 if elided else 0.0
    elision = _ELISION.match(text, match.end())  # tokenised "don’ t"
    if not before.isspace() and not after.isalnum() and kind not in _OPENS and not elision:
        closes = 0.0
        if before == "s" and after == " " and text[match.end() + 1 : match.end() + 2].islower():
            closes = 1.5  # `the workers' rights`
        elif before.isalnum():
            closes = 0.4
    ignored = 0.6 if kind in "'’" else 2.0
    return _Mark(match.start(), match.end(), opens, closes, ignored, leads)


class _Taken(NamedTuple):
    """The pairs taken so far, last first: indices of marks, None where a quotation was never closed."""

    before: _Taken | None
    first: int
    last: int | None
    until: int | None = None  # the mark that opens another, where it was never closed


def _pair(text: str, end: int, marks: list[_Mark], *, single: bool = False) -> list[Marked]:
    """Read the marks of one kind at the least cost; one step a mark, outside or inside a quotation."""
    outside: tuple[float, _Taken | None] = (0.0, None)
    inside: tuple[float, int, _Taken | None] | None = None  # cost, index of the opening mark, pairs before it
    for index, mark in enumerate(marks):
        closed = (outside[0] + mark.ignore, outside[1])
        options = [(outside[0] + mark.open, index, outside[1])]
        if inside is not None:
            cost, first, taken = inside
            last = marks[index - 1].end
            stay = cost + _crossing(text, last, mark)
            stay += _IMPOSSIBLE if mark.start - marks[first].start > _LONGEST else 0.0
            closed = min(closed, (stay + mark.close, _Taken(taken, first, index)), key=itemgetter(0))
            # another mark inside it, or the mark that opens its next paragraph
            options.append((stay + _within(text, last, mark), first, taken))
            # never closed: this mark opens another
            options.append((cost + _give_up(text, last, mark) + mark.open, index, _Taken(taken, first, None, index)))
        outside, inside = closed, min(options, key=itemgetter(0))
    taken = outside[1]
    if inside is not None and inside[0] + _LEFT_OPEN < outside[0]:
        taken = _Taken(inside[2], inside[1], None)
    pairs: list[Marked] = []
    while taken is not None:
        if found := _span(text, end, marks, taken, single=single):
            pairs.append(found)
        taken = taken.before
    return pairs[::-1]


def _crossing(text: str, start: int, mark: _Mark) -> float:
    """Price being inside a quotation from `start` to `mark`, by the paragraphs crossed."""
    if mark.start - start > _LONGEST:
        return _IMPOSSIBLE
    breaks = text.count("\n\n", start, mark.start)
    if not breaks:
        return 0.0
    told = _UNCLOSED.search(text, start, mark.start)  # its paragraph tells who said it: it was never closed
    return (_NEVER_CLOSED if told else 0.0) + _RUN_ON * (breaks - 1) + (_CONTINUED if mark.leads else _RUN_ON)


def _within(text: str, start: int, mark: _Mark) -> float:
    """Price a mark that stands inside a quotation whose mark before it ends at `start`."""
    if mark.leads:
        return 0.0
    if not mark.resumes or mark.start - start > _LONGEST:
        return mark.ignore
    beyond = max(0, mark.start - start - _PARAGRAPH) / _BEYOND
    told = _TOLD if _REPORTS.search(text, start, mark.start) else 0.0
    return min(mark.ignore, _RESUMED + _UNSURE * beyond + told)


def _give_up(text: str, start: int, mark: _Mark) -> float:
    """Price a quotation that was never closed before `mark`."""
    return 3.0 if mark.resumes or "\n" in text[start : mark.start] else _IMPOSSIBLE


def _span(text: str, end: int, marks: list[_Mark], taken: _Taken, *, single: bool) -> Marked | None:
    left, last = marks[taken.first].end, taken.last
    if last is None:
        found = text.find("\n\n", left, end)
        right = outer = found if found >= 0 else end
        following = marks[taken.until].start if taken.until is not None else right
        if following < right:
            line = text.find("\n", left, following)
            # where no line ends, narration may follow: only the first sentence is surely spoken
            first = None if line >= 0 else _FIRST.search(text, left, following)
            right = outer = line if line >= 0 else first.end() if first else following
        if said := _UNCLOSED.search(text, left, right):
            right = outer = said.start() + 1
    else:
        right, outer = marks[last].start, marks[last].end
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    if left == right:
        return None
    return Marked(left, right, (marks[taken.first].start, max(outer, right)), last is not None, single)
