"""Which marks open and which close: pairing quotation marks in text that is not always well set.

Every mark may open, close or mean nothing (an apostrophe, an inch, a stray). How it is set speaks for one or the
other at a cost; the reading of all marks of a block of text that costs least in all is taken (dynamic programming,
linear in the number of marks). So one mispaired mark spoils one quotation and not the rest of the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from operator import itemgetter
from typing import Literal, NamedTuple

from dossier.extracting.lexicon.rules import Rule

# Alternatives that each begin with a letter of their own: `re` then looks for their first letters alone.
_DOUBLE = re.compile(r"“|”|„|‟|\"|＂|''|``|´´|,,(?=\w)")
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
_WHO = (
    r"(?:he|she|they|(?:the|an?|its|his|her)\s[a-z][a-z ]{2,30}|(?:[a-z]+\s){0,3}(?:[A-Z][\w.’'-]*\s?){1,5}"
    r"|police|officials)"
)
_UNCLOSED = re.compile(
    rf",(?=\s(?:{_VERBS}\s(?:(?:[a-z]+\s){{0,3}}[A-Z]|the\s|an?\s|he\b|she\b|police\b|officials?\b)"
    rf"|{_WHO}(?:,\s{_WHO},)?\s{_VERBS}(?:\s(?:(?:on|in|to)\s)?[^.\n“”\"]{{1,60}})?[.](?:\s|\Z)))"
)
_ELIDED = re.compile(r"(?:em|til|tis|twas|cause|n|bout|round)\b")
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
_MOST = 20_000  # marks; an issue of a newspaper has fewer, and each costs time and memory


class QuotedStretch(NamedTuple):
    """A stretch between marks: `outer` takes the marks in, `start` and `end` lie inside, white space trimmed."""

    start: int
    end: int
    outer: tuple[int, int]
    closed: bool
    single: bool = False


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    open: float  # what it costs to take it for an opening mark
    close: float
    ignore: float
    leads: bool  # it stands at the beginning of a paragraph
    resumes: bool = False  # it opens a sentence behind another on the same line


def marked(text: str, blocks: Iterable[tuple[int, int]]) -> list[QuotedStretch]:
    """Return what stands in quotation marks inside each block (start, end), in text order, outermost only.

    Only the first 20,000 marks of a text are looked at: they hold more quotations than are kept of an article.
    """
    found: list[QuotedStretch] = []
    beyond = next(islice(_DOUBLE.finditer(text), _MOST, None), None)
    limit = beyond.start() if beyond else len(text)
    for start, end in ((start, min(end, limit)) for start, end in blocks if start < limit):
        double = _pair(text, end, [_double(text, start, end, m) for m in _DOUBLE.finditer(text, start, end)])
        double += _pair(text, end, _guillemets(text, start, end))
        single: list[QuotedStretch] = []
        for left, right in _paragraphs(text, start, end):
            marks = [_single(text, left, right, m) for m in _SINGLE.finditer(text, left, right)]
            if any(mark.open < _IMPOSSIBLE for mark in marks):
                single += [m for m in _pair(text, right, marks, single=True) if m.closed]
        found += _outermost(sorted(double + single, key=lambda m: (m.outer[0], -m.outer[1])))
    return found


def _outermost(spans: list[QuotedStretch]) -> list[QuotedStretch]:
    kept: list[QuotedStretch] = []
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
    """Return the characters before and after a mark (line feed at the edges) and whether it leads its paragraph."""
    before = text[match.start() - 1] if match.start() > start else "\n"
    after = text[match.end()] if match.end() < end else "\n"
    at = match.start()
    while at > start and text[at - 1] in " \t\xa0":
        at -= 1
    return before, after, at == start or text[at - 1] == "\n"


class MarkContext(NamedTuple):
    """How a double mark is set: the mark, the characters around it (line feed at the edges), and what else tells."""

    mark: str
    before: str
    after: str
    leads: bool  # it stands at the beginning of a paragraph
    apart: Literal["", "said", "other"]  # a tokeniser set it apart, before who says it or something else


# What each way of setting a double mark adds to the cost of its opening and of its closing something.
Cost = Callable[[MarkContext], tuple[float, float]]
_NOTHING = (0.0, 0.0)


def _blank_before(mark: MarkContext) -> tuple[float, float]:
    return (0.0, 1.0) if mark.before.isspace() and not mark.after.isspace() else _NOTHING


def _text_before(mark: MarkContext) -> tuple[float, float]:
    if mark.before.isspace() or mark.before in "([{—–-/'‘":
        return _NOTHING
    return (2.0 if mark.before.isalnum() or mark.before in ".,!?…;)]" else 0.5), 0.0


def _blank_behind(mark: MarkContext) -> tuple[float, float]:
    return (2.5 if mark.before in ".,!?…" else 1.5, 0.0) if mark.after.isspace() else _NOTHING


def _letter_behind(mark: MarkContext) -> tuple[float, float]:
    return (0.0, 0.5) if mark.after.isalnum() and not mark.before.isspace() else _NOTHING


def _stop_behind(mark: MarkContext) -> tuple[float, float]:
    return (1.5, 0.0) if mark.after in ".,;:!?)]—–" else _NOTHING


def _edge_of_a_paragraph(mark: MarkContext) -> tuple[float, float]:
    if mark.leads:
        return 0.0, 2.0
    return (2.0, 0.0) if mark.after == "\n" else _NOTHING


def _set_apart(mark: MarkContext) -> tuple[float, float]:
    if not mark.apart:
        return _NOTHING
    if mark.apart == "said":
        return 2.5, -0.8
    return (0.0, 0.5) if mark.after.isupper() else (0.0, -0.8)


def _shape(mark: MarkContext) -> tuple[float, float]:
    return (0.0, 3.0) if mark.mark in _OPENS else (3.0, 0.0) if mark.mark in _CLOSES else _NOTHING


COSTS: tuple[Rule[Cost], ...] = (
    Rule("blank before", _blank_before, 'He said "yes."'),
    Rule("text before", _text_before, 'He said "yes."'),
    Rule("blank behind", _blank_behind, 'He said "yes," and left.'),
    Rule("letter behind", _letter_behind, 'He said,"yes," and left.'),
    Rule("stop behind", _stop_behind, 'He said "yes".'),
    Rule("edge of a paragraph", _edge_of_a_paragraph, '"Yes," he said.'),
    Rule("set apart by a tokeniser", _set_apart, '" Yes , " he said , " and no . "'),
    Rule("shape of the mark", _shape, "He said “yes.”"),
)


def _double(text: str, start: int, end: int, match: re.Match[str]) -> _Mark:
    """Weigh a double mark by how it is set."""
    before, after, leads = _around(text, start, end, match)
    apart = _apart(text, start, match) if before == " " else ""
    opens, closes = costs(MarkContext(match[0], before, after, leads, apart))
    resumes = apart == "other" and after.isupper() and text[match.start() - 2] != ","
    ignored = 1.5 if match[0] in _STRAIGHT and before.isdigit() else _IGNORED  # inches and seconds
    return _Mark(match.start(), match.end(), opens, closes, ignored, leads, resumes)


def _apart(text: str, start: int, match: re.Match[str]) -> Literal["", "said", "other"]:
    """Return whether a tokeniser set a mark apart from the sentence before: `the void. "`, `from me, "said`."""
    at = match.start()
    if at < start + 2 or text[at - 2] not in ".,!?…":
        return ""
    return "said" if _SAYS.match(text, match.end()) else "other"


@lru_cache(maxsize=1 << 12)
def costs(mark: MarkContext) -> tuple[float, float]:
    """Return what it costs to take a mark for one that opens, and for one that closes."""
    costs = [rule.applies(mark) for rule in COSTS]
    return max(sum(cost for cost, _ in costs), 0.0), max(sum(cost for _, cost in costs), 0.0)


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
        opens = 3.0 if kind == "'" and _is_elided(text, match.end()) else 0.0
    if not before.isspace() and not after.isalnum() and kind not in _OPENS and not _ELISION.match(text, match.end()):
        closes = _closing_single(text, before, after, match.end())
    ignored = 0.6 if kind in "'’" else 2.0
    return _Mark(match.start(), match.end(), opens, closes, ignored, leads)


def _is_elided(text: str, end: int) -> bool:
    """Return whether letters are left out behind an apostrophe: `'em`, `'90s`."""
    return text[end : end + 1].isdigit() or _ELIDED.match(text[end : end + 6]) is not None


def _closing_single(text: str, before: str, after: str, end: int) -> float:
    """Return what it costs to take an apostrophe for a closing mark."""
    if before == "s" and after == " " and text[end + 1 : end + 2].islower():
        return 1.5  # `the workers' rights`
    return 0.4 if before.isalnum() else 0.0


class _Taken(NamedTuple):
    """The pairs taken so far, last first: indices of marks, None where a quotation was never closed."""

    before: _Taken | None
    first: int
    last: int | None
    until: int | None = None  # the mark that opens another, where it was never closed


def _pair(text: str, end: int, marks: list[_Mark], *, single: bool = False) -> list[QuotedStretch]:
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
    pairs: list[QuotedStretch] = []
    while taken is not None:
        if found := _span(text, end, marks, taken, single=single):
            pairs.append(found)
        taken = taken.before
    return pairs[::-1]


def _crossing(text: str, start: int, mark: _Mark) -> float:
    """Return the cost of being inside a quotation from `start` to `mark`, by the paragraphs crossed."""
    if mark.start - start > _LONGEST:
        return _IMPOSSIBLE
    breaks = text.count("\n\n", start, mark.start)
    if not breaks:
        return 0.0
    told = _UNCLOSED.search(text, start, mark.start)  # its paragraph tells who said it: it was never closed
    return (_NEVER_CLOSED if told else 0.0) + _RUN_ON * (breaks - 1) + (_CONTINUED if mark.leads else _RUN_ON)


def _within(text: str, start: int, mark: _Mark) -> float:
    """Return the cost of a mark that stands inside a quotation whose mark before it ends at `start`."""
    if mark.leads:
        return 0.0
    if not mark.resumes or mark.start - start > _LONGEST:
        return mark.ignore
    beyond = max(0, mark.start - start - _PARAGRAPH) / _BEYOND
    told = _TOLD if _REPORTS.search(text, start, mark.start) else 0.0
    return min(mark.ignore, _RESUMED + _UNSURE * beyond + told)


def _give_up(text: str, start: int, mark: _Mark) -> float:
    """Return the cost of a quotation that was never closed before `mark`."""
    return 3.0 if mark.resumes or "\n" in text[start : mark.start] else _IMPOSSIBLE


def _span(text: str, end: int, marks: list[_Mark], taken: _Taken, *, single: bool) -> QuotedStretch | None:
    left = marks[taken.first].end
    if taken.last is None:
        right = outer = _end_of_unclosed(text, left, end, marks[taken.until].start if taken.until is not None else end)
    else:
        right, outer = marks[taken.last].start, marks[taken.last].end
    inside = text[left:right]
    left += len(inside) - len(inside.lstrip())
    right -= len(inside) - len(inside.rstrip())
    if left >= right:
        return None
    return QuotedStretch(left, right, (marks[taken.first].start, max(outer, right)), taken.last is not None, single)


def _end_of_unclosed(text: str, left: int, end: int, following: int) -> int:
    """Return where a quotation ends that is never closed; `following` is the mark that opens another."""
    found = text.find("\n\n", left, end)
    right = found if found >= 0 else end
    if following < right:
        line = text.find("\n", left, following)
        # where no line ends, narration may follow: only the first sentence is surely spoken
        first = None if line >= 0 else _FIRST.search(text, left, following)
        right = line if line >= 0 else first.end() if first else following
    said = _UNCLOSED.search(text, left, right)
    return said.start() + 1 if said else right
