"""Totals of one sentence of a draft that are not the sum of their parts.

Each rule speaks only where the words tie the counts together; each has an example in its docstring, and
`contradictions.yaml` has the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from dossier.linking.checking.told_numbers import ANYBODY, claim, is_exact, slack, table
from dossier.model import CheckedClaim, Quantity
from dossier.text.quantities import figure

_TOTAL = re.compile(r"\b(?:in all|in total|a total of|altogether)\b")
_AFTER_TOTAL = re.compile(r"(?: \w+)?(?: (?:in all|in total|altogether))?(?:[.,;)]|$)")
_FROM = re.compile(r"(?:of|among|out of) (?:all )?(?:of )?(?:the |its |their |those |these )?$", re.IGNORECASE)
_OF_WHOM = re.compile(r"[^,;:]*, of (?:whom|which|them) $")
_LISTED = re.compile(r"[^,;:()]*(?: ?[:–—] ?| ?\()$")
_COMMA = re.compile(r" [^,;:()]+, $")
_CLAUSE = re.compile(r"(?:[,;:(–—] ?|\band |\bwhom |\bwhich |, them )$")
_OTHER = re.compile(r"\bthe (?:other|remaining) $")
_OF_THEM = re.compile(r"(?<=\d) of (?:them|whom)\b(?! (?:were|are)\b)|(?<=[a-z]) of (?:them|whom)\b(?! (?:were|are)\b)")
_OF = re.compile(r" of (?:the |its |their )?$")
_REST = re.compile(r"[^,;:()]*,? and [^,;:()]*\bthe (?:other|remaining) $")
_CLOSED = re.compile(r" \w+(?:[.,;)]|$)")


@cache
def _more() -> re.Pattern[str]:
    return re.compile("|".join(table()["more"]), re.IGNORECASE)


@cache
def _left_out() -> re.Pattern[str]:
    return re.compile(table()["left_out"], re.IGNORECASE)


def sums(text: str, first: int, inside: Sequence[Quantity], then: str = "") -> Iterator[CheckedClaim]:
    """Yield totals that are not those of the counts beside them.

    `text` is one sentence, which begins at code point `first` of the draft, with single blanks for line ends; `inside`
    are its quantities, in order, and `then` is the next sentence, which may tell of parts left out.
    """
    yield from _total_last(text, first, inside)
    yield from _sum_of_money(text, first, inside)
    if not _left_out().search(then):
        yield from _total_first(text, first, inside)
        yield from _total_between(text, first, inside)


def _total_last(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Two men and three women, six people in all: two and three are five."""
    total = _TOTAL.search(text)
    counts = [q for q in inside if is_exact(q, "count") and q.unit is None]
    if total is None or len(counts) not in {3, 4} or _more().search(text):
        return
    near = min(counts, key=lambda q: min(abs(q.end - first - total.start()), abs(q.start - first - total.end())))
    if near is counts[-1] and _is_of(near, counts[:-1]) and _AFTER_TOTAL.match(text, near.end - first):
        yield from _unequal(near, counts[:-1])


def _is_of(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Return whether a total counts what its parts do, as far as the words beside them tell."""
    if total.counted in {None, *ANYBODY, *(part.counted for part in parts)}:
        return True
    named = sorted(part.counted or "" for part in parts)
    return total.counted in table()["anybody"] and named in [sorted(group) for group in table()["partitions"]]


def _sum_of_money(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """3 million euros on roads and 2 million on schools, 6 million euros in total: 3 and 2 are 5."""
    sums_ = [q for q in inside if q.kind == "money"]
    if len(sums_) != 3 or not all(is_exact(q, "money") and q.unit == sums_[0].unit for q in sums_):
        return
    one, other, total = sums_
    gaps = text[one.end - first : other.start - first], text[other.end - first : total.start - first]
    tied = re.fullmatch(r"[^,;:]* and ", gaps[0]) and re.fullmatch(r"[^,;:]*, (?:or )?", gaps[1])
    if tied and re.match(r" (?:in all|in total|altogether)[.,;)]", text[total.end - first :]):
        yield from _unequal(total, [one, other])


def _total_first(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Of the 12 killed, 5 were women and 6 were men: five and six are eleven. So of 12 killed, 5 women and 6 men."""
    counts = [q for q in inside if q.kind == "count" and q.unit is None]
    if len(counts) not in {3, 4} or not all(is_exact(q, "count") for q in counts):
        return
    total, parts = counts[0], counts[1:]
    gap = text[total.end - first : parts[0].start - first]
    rest = _OF_THEM.sub(lambda found: " " * len(found[0]), text[parts[0].start - first :], count=1)
    plain = text[: parts[0].start - first] + rest
    from_all = _FROM.fullmatch(text[: total.start - first]) or _OF_WHOM.fullmatch(gap) or _LISTED.fullmatch(gap)
    beside = _COMMA.fullmatch(gap) and total.counted in {*ANYBODY, *table()["anybody"]}
    if not (from_all or (beside and _CLOSED.match(plain, parts[-1].end - first))):
        return
    if _are_all(plain, first, parts) and not _more().search(plain, parts[0].start - first):
        yield from _unequal(total, parts)


def _total_between(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Won 14 of 20 games and lost the other 5: 14 and 5 are 19."""
    counts = [q for q in inside if q.kind == "count" and q.unit is None]
    if len(counts) != 3 or not all(is_exact(q, "count") for q in counts) or _more().search(text):
        return
    part, total, rest = counts
    gaps = text[part.end - first : total.start - first], text[total.end - first : rest.start - first]
    if _OF.fullmatch(gaps[0]) and _REST.fullmatch(gaps[1]):
        yield from _unequal(total, [part, rest])


def _are_all(text: str, first: int, parts: Sequence[Quantity]) -> bool:
    """Return whether counts are of all parts of a whole, none in two: women and men, five and the other six."""
    starts = [part.start - first for part in parts]
    before = [text[:start] for start in starts]
    other = _OTHER.search(before[-1])
    if other:
        before[-1] = before[-1][: other.start()]
    if not all(map(_CLAUSE.search, before)):
        return False
    if len(parts) == 2 and other:
        return True
    named = [_named(text[a:b]) for a, b in pairwise([*starts, len(text)])]
    return sorted(named[:-1] + named[-1].split()[:1]) in [sorted(group) for group in table()["partitions"]]


def _named(segment: str) -> str:
    """Return what a count with what follows it is of: of `5 were women and`, women; any more words behind that too."""
    told = re.match(r"\S+ +(?:(?:were|are) )?(.*?),?(?: and)?(?: the (?:other|remaining))? ?$", segment)
    return re.sub(r"[^\w ]", " ", told[1].lower()) if told else ""


def _unequal(total: Quantity, parts: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Yield a total that is not the sum of its parts, by more than they may be rounded."""
    values = [part.value or 0 for part in parts]
    if abs(sum(values) - (total.value or 0)) > sum(map(slack, [total, *parts])):
        said = " + ".join(map(figure, values))
        yield claim(total, f"The parts are {said} = {figure(sum(values))}.")
