"""Counts of one sentence of a draft that cannot all be true: a total and its parts, a share and what it is of.

Each rule speaks only where the words tie the counts together; each has an example in its docstring, and
`contradictions.yaml` has the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from dossier.model import CheckedClaim, Quantity

_TOTAL = re.compile(r"\b(?:in all|in total|a total of|altogether)\b")
_AFTER_TOTAL = re.compile(r"(?: \w+)?(?: (?:in all|in total|altogether))?(?:[.,;)]|$)")
_FROM = re.compile(r"(?:of|among|out of) (?:all )?(?:of )?(?:the |its |their |those |these )?$", re.IGNORECASE)
_OF_WHOM = re.compile(r"[^,;:]*, of (?:whom|which|them) $")
_LISTED = re.compile(r"[^,;:()]*(?: ?[:–—] ?| ?\()$")
_CLAUSE = re.compile(r"(?:[,;:(–—] ?|\band |\bwhom |\bwhich |, them )$")
_OTHER = re.compile(r"\bthe (?:other|remaining) $")
_OF = re.compile(r"\s+(?:of|out of)\s+(?:(?:all|the|its|their|some|about)\s+|the\s+\w+['’]s\s+)*")
_BEFORE_SHARE = re.compile(r"(?: [\w-]+){0,5}(?: \(| ?[,–—-]? (?:or|that is|i\.e\.),?)(?: (?:about|some|roughly))? ?")
_BARE_SHARE = re.compile(r"(?: [\w-]+){0,2} ?[,–—] ?(?:(?:about|some|roughly) )?")
_AFTER_SHARE = re.compile(r"(?: (?:of (?:them|all|the total)|in all))?(?: ?[.,;:)!?–—]|$)")
_SHARE_OF = re.compile(r"\s+of\s+(?:(?:the|its|their|all|some|about)\s+|the\s+\w+['’]s\s+)+")
_ANYBODY = frozenset({"people", "persons"})
_AROUND = 0.1  # by how much a number said to be about may differ, of itself


@cache
def table() -> dict[str, Any]:
    """Return the words and patterns of contradictions.yaml."""
    read: dict[str, Any] = yaml.safe_load((files(__package__) / "contradictions.yaml").read_text(encoding="utf-8"))
    return read


@cache
def _more() -> re.Pattern[str]:
    return re.compile("|".join(table()["more"]), re.IGNORECASE)


@cache
def _left_out() -> re.Pattern[str]:
    return re.compile(table()["left_out"], re.IGNORECASE)


def sums(text: str, first: int, inside: Sequence[Quantity], then: str = "") -> Iterator[CheckedClaim]:
    """Yield totals and shares that are not those of the counts beside them.

    `text` is one sentence, which begins at code point `first` of the draft, with single blanks for line ends; `inside`
    are its quantities, in order, and `then` is the next sentence, which may tell of parts left out.
    """
    yield from _total_last(text, first, inside)
    if not _left_out().search(then):
        yield from _total_first(text, first, inside)
    if sum(quantity.kind == "percent" for quantity in inside) == 1:
        yield from _share(text, first, inside)
        yield from _part(text, first, inside)


def _total_last(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Two men and three women, six people in all: two and three are five."""
    total = _TOTAL.search(text)
    counts = [q for q in inside if _is_exact(q, "count") and q.unit is None]
    if total is None or len(counts) not in {3, 4} or _more().search(text):
        return
    near = min(counts, key=lambda q: min(abs(q.end - first - total.start()), abs(q.start - first - total.end())))
    if near is counts[-1] and _is_of(near, counts[:-1]) and _AFTER_TOTAL.match(text, near.end - first):
        yield from _unequal(near, counts[:-1])


def _is_of(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Return whether a total counts what its parts do, as far as the words beside them tell."""
    return total.counted in {None, *_ANYBODY, *(part.counted for part in parts)}


def _total_first(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Of the 12 killed, 5 were women and 6 were men: five and six are eleven."""
    counts = [q for q in inside if q.kind == "count" and q.unit is None]
    if len(counts) not in {3, 4} or not all(_is_exact(q, "count") for q in counts):
        return
    total, parts = counts[0], counts[1:]
    gap = text[total.end - first : parts[0].start - first]
    from_all = _FROM.fullmatch(text[: total.start - first]) or _OF_WHOM.fullmatch(gap) or _LISTED.fullmatch(gap)
    if from_all and _are_all(text, first, parts) and not _more().search(text, parts[0].start - first):
        yield from _unequal(total, parts)


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
    told = re.match(r"\S+ (?:(?:were|are) )?(.*?),?(?: and)?(?: the (?:other|remaining))? ?$", segment)
    return re.sub(r"[^\w ]", " ", told[1].lower()) if told else ""


def _unequal(total: Quantity, parts: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Yield a total that is not the sum of its parts, by more than they may be rounded."""
    values = [part.value or 0 for part in parts]
    if abs(sum(values) - (total.value or 0)) > sum(map(_slack, [total, *parts])):
        said = " + ".join(f"{value:,.12g}" for value in values)
        yield claim(total, f"The parts are {said} = {sum(values):,.12g}.")


def _is_exact(quantity: Quantity, kind: str) -> bool:
    """Return whether a quantity of a kind has one value and no bound."""
    return quantity.kind == kind and quantity.bound == "=" and quantity.value is not None


def _is_told(quantity: Quantity, kind: str) -> bool:
    """Return whether a quantity of a kind has one value, be it said to be about that."""
    return quantity.kind == kind and quantity.bound in {"=", "~"} and bool(quantity.value)


def _slack(quantity: Quantity) -> float:
    """Return by how much a count may be rounded: from 1,000 on, half of its last figure that is not 0."""
    value = quantity.value or 0
    around = _AROUND * value if quantity.bound == "~" else 0.0
    if value < 1000:
        return around
    figures = f"{value:.0f}"
    return max(around, 0.5 * 10.0 ** (len(figures) - len(figures.rstrip("0"))) if figures.endswith("0") else 0.0)


def _share(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """40 of the 80 seats (55 percent): 40 of 80 are 50 percent."""
    for part, whole, said in zip(inside, inside[1:], inside[2:], strict=False):
        counts = _is_told(part, "count") and _is_told(whole, "count") and part.unit == whole.unit
        if not (counts and _is_told(said, "percent") and _OF.fullmatch(text[part.end - first : whole.start - first])):
            continue
        gap, after = text[whole.end - first : said.start - first], text[said.end - first :]
        if (_BEFORE_SHARE.fullmatch(gap) or _BARE_SHARE.fullmatch(gap)) and _AFTER_SHARE.match(after):
            yield from _unlike(said, part, whole, claim_at=said)


def _part(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """30 percent of the 200 workers, 80 people, left: 30 percent of 200 are 60."""
    for said, whole, part in zip(inside, inside[1:], inside[2:], strict=False):
        counts = _is_told(part, "count") and _is_told(whole, "count") and whole.unit == part.unit is None
        if not (counts and _is_told(said, "percent")):
            continue
        if not _SHARE_OF.fullmatch(text[said.end - first : whole.start - first]):
            continue
        gap, after = text[whole.end - first : part.start - first], text[part.end - first :]
        if (_BEFORE_SHARE.fullmatch(gap) or _BARE_SHARE.fullmatch(gap)) and _ends_there(after, whole):
            yield from _unlike(said, part, whole, claim_at=part)


def _ends_there(after: str, whole: Quantity) -> bool:
    """Return whether a count is of anybody, or of what was counted before, and nothing else is told of it."""
    noun = re.match(r"(?: (?:of )?(\w+))?(?= ?[.,;:)!?–—]|$)", after)
    if noun is None or re.match(r",? (?:and|or|\d)", after[noun.end() :]):
        return False
    same = {None, *_ANYBODY, "them", *(whole.counted or "").lower().split()}
    return (noun[1].lower() if noun[1] else None) in same


def _unlike(said: Quantity, part: Quantity, whole: Quantity, *, claim_at: Quantity) -> Iterator[CheckedClaim]:
    """Yield a share, or the count that it is, that does not fit however the three numbers were rounded."""
    few, all_, percent = part.value or 0, whole.value or 0, said.value or 0
    if few > all_ and claim_at is said:
        return
    least = 100 * (few - _slack(part)) / (all_ + _slack(whole))
    most = 100 * (few + _slack(part)) / max(all_ - _slack(whole), 1.0)
    off = max(_last_figure(said.text), _AROUND * percent if said.bound == "~" else 0.0) + 1e-9
    if least - off <= percent <= most + off:
        return
    if claim_at is said:
        yield claim(said, f"{few:,.12g} of {all_:,.12g} are {100 * few / all_:.1f} percent.")
    else:
        yield claim(part, f"{percent:,.12g} percent of {all_:,.12g} are {percent * all_ / 100:,.0f}.")


def _last_figure(text: str) -> float:
    """Return what 1 is worth in the last figure of a number, which may be cut off: 2 of 3, 66 percent."""
    decimals = re.search(r"\d[.,](\d+)", text)
    return 1 / 10.0 ** (len(decimals[1]) if decimals else 0)


def claim(item: Quantity, why: str) -> CheckedClaim:
    """Return a number as one that the draft itself contradicts, with the reason."""
    return CheckedClaim(item.start, item.end, item.text, "number", "inconsistent", why)
