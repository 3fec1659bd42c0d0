"""Shares and changes of one sentence of a draft that are not those of the numbers beside them.

Each rule speaks only where the words tie the numbers together; each has an example in its docstring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from dossier.linking.checking.told_numbers import ANYBODY, AROUND, claim, is_exact, is_told, last_figure, slack, table
from dossier.model import CheckedClaim, Quantity
from dossier.text.quantities import figure

_OF = re.compile(r"\s+(?:of|out of)\s+(?:(?:all|the|its|their|some|about)\s+|the\s+\w+['’]s\s+)*")
_BEFORE_SHARE = re.compile(r"(?: [\w-]+){0,5}(?: \(| ?[,–—-]? (?:or|that is|i\.e\.),?)(?: (?:about|some|roughly))? ?")
_BARE_SHARE = re.compile(r"(?: [\w-]+){0,2} ?[,–—] ?(?:(?:about|some|roughly) )?")
_AFTER_SHARE = re.compile(r"(?: (?:of (?:them|all|the total)|in all))?(?: ?[.,;:)!?–—]|$)")
_SHARE_OF = re.compile(r"\s+of\s+(?:(?:the|its|their|all|some|about)\s+|the\s+\w+['’]s\s+)+")
_FROM_ALL = re.compile(r"(?:^|[^\w] ?)(?:of|out of|among) (?:(?:all|the|its|their|some|about) )*$", re.IGNORECASE)
_OF_THOSE = re.compile(r"(?: [\w-]+){1,3}, ")
_IN_BRACKETS = re.compile(r" \((?:(?:about|some|roughly) )?")
_AS_COUNTED = re.compile(r" ?(?::|\(|–|—) ?")
_FROM = re.compile(r"\bfrom (?:(?:about|some|roughly) )?$")
_TO = re.compile(r"(?: [\w-]+){0,2} to (?:(?:about|some|roughly) )?")
_SCALE = re.compile(r"(?:hundred|thousand|million|billion|trillion|bn|mn|[mbk])\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def shares(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Yield the shares and changes of a sentence that are not those of its numbers.

    `text` begins at code point `first` of the draft, with single blanks for line ends; `inside` are its quantities.
    """
    told = sum(quantity.kind == "percent" for quantity in inside)
    if told == 1:
        yield from _share(text, first, inside)
        yield from _of_all(text, first, inside)
        yield from _counted(text, first, inside)
        yield from _change(text, first, inside)
    if told == 1 or (told == 0 and inside and inside[0].unit == "fraction"):
        yield from _part(text, first, inside)
    yield from _multiple(text, first, inside)


def _share(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """40 of the 80 seats (55 percent): 40 of 80 are 50 percent."""
    for part, whole, said in zip(inside, inside[1:], inside[2:], strict=False):
        if not (_are_counts(part, whole) and is_told(said, "percent") and _stands_of(text, first, part, whole)):
            continue
        gap, after = text[whole.end - first : said.start - first], text[said.end - first :]
        if (_BEFORE_SHARE.fullmatch(gap) or _BARE_SHARE.fullmatch(gap)) and _AFTER_SHARE.match(after):
            yield from _unlike(said, part, whole, claim_at=said)


def _of_all(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Of 400 houses, 100 (35%) were damaged: 100 of 400 are 25 percent."""
    for whole, part, said in zip(inside, inside[1:], inside[2:], strict=False):
        gaps = text[whole.end - first : part.start - first], text[part.end - first : said.start - first]
        tied = _FROM_ALL.search(text[: whole.start - first]) and _OF_THOSE.fullmatch(gaps[0])
        if _are_counts(part, whole) and is_told(said, "percent") and tied and _IN_BRACKETS.fullmatch(gaps[1]):
            yield from _unlike(said, part, whole, claim_at=said)


def _counted(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Turnout was 72 percent: 6,200 of 10,000 voters; that are 62 percent."""
    for said, part, whole in zip(inside, inside[1:], inside[2:], strict=False):
        gap = text[said.end - first : part.start - first]
        tied = _AS_COUNTED.fullmatch(gap) and _stands_of(text, first, part, whole)
        if _are_counts(part, whole) and is_told(said, "percent") and tied:
            yield from _unlike(said, part, whole, claim_at=said)


def _are_counts(part: Quantity, whole: Quantity) -> bool:
    return is_told(part, "count") and is_told(whole, "count") and part.unit == whole.unit


def _stands_of(text: str, first: int, part: Quantity, whole: Quantity) -> bool:
    """Return whether only `of` stands between two counts: 40 of the 80."""
    return bool(_OF.fullmatch(text[part.end - first : whole.start - first]))


def _part(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """30 percent of the 200 workers, 80 people, left: 30 percent of 200 are 60. Half of the 90 members, 54, too."""
    for said, whole, part in zip(inside, inside[1:], inside[2:], strict=False):
        share = is_told(said, "percent") or (said.unit == "fraction" and said.bound == "=" and bool(said.value))
        if not (share and _are_counts(part, whole) and whole.unit is None):
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
    same = {None, *ANYBODY, "them", *(whole.counted or "").lower().split()}
    return (noun[1].lower() if noun[1] else None) in same


def _unlike(said: Quantity, part: Quantity, whole: Quantity, *, claim_at: Quantity) -> Iterator[CheckedClaim]:
    """Yield a share, or the count that it is, that does not fit however the three numbers were rounded.

    Half and a third are said of what is about that.
    """
    few, all_ = part.value or 0, whole.value or 0
    fraction = said.unit == "fraction"
    percent = (said.value or 0) * (100 if fraction else 1)
    if few > all_ and claim_at is said:
        return
    least = 100 * (few - slack(part)) / (all_ + slack(whole))
    most = 100 * (few + slack(part)) / max(all_ - slack(whole), 1.0)
    about = fraction or said.bound == "~"
    off = max(last_figure(said.text), AROUND * percent if about else 0.0) + 1e-9
    if least - off <= percent <= most + off:
        return
    if claim_at is said:
        yield claim(said, f"{figure(few)} of {figure(all_)} are {100 * few / all_:.1f} percent.")
    else:
        share = said.text.capitalize() if fraction else f"{figure(percent)} percent"
        yield claim(part, f"{share} of {figure(all_)} are {percent * all_ / 100:,.0f}.")


def _change(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Prices rose from 40 to 50 euros, an increase of 45 percent: from 40 to 50 are 25."""
    by, alone = _changes()
    for was, now, said in zip(inside, inside[1:], inside[2:], strict=False):
        gap, after = text[now.end - first : said.start - first], text[said.end - first :]
        if is_told(said, "percent") and by.fullmatch(gap) and _AFTER_SHARE.match(after):
            yield from _unlike_change(said, was, now, text, first)
    for said, was, now in zip(inside, inside[1:], inside[2:], strict=False):
        gap = text[said.end - first : was.start - first]
        if is_told(said, "percent") and alone.search(text[: said.start - first]) and re.fullmatch(r",? from ", gap):
            yield from _unlike_change(said, was, now, text, first)


@cache
def _changes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the words of a change behind its numbers, and those before a change that they follow."""
    words = table()["changes"]
    return re.compile(words["behind"], re.IGNORECASE), re.compile(words["before"], re.IGNORECASE)


def _unlike_change(said: Quantity, was: Quantity, now: Quantity, text: str, first: int) -> Iterator[CheckedClaim]:
    """Yield a change in percent that does not fit the two numbers, however all three were rounded."""
    if not _is_from_to(text, first, was, now):
        return
    before, after, percent = was.value or 0.0, now.value or 0.0, said.value or 0.0
    (few, many), (low, high) = _rounded(was), _rounded(now)
    changes = [100 * abs(to / base - 1) for base in (few, many) for to in (low, high)]
    crosses = low <= many and few <= high  # then the change may be none
    off = max(last_figure(said.text), AROUND * percent if said.bound == "~" else 0.0) + 1e-9
    if not (0.0 if crosses else min(changes)) - off <= percent <= max(changes) + off:
        change = 100 * abs(after / before - 1)
        yield claim(said, f"From {figure(before)} to {figure(after)} are {change:.1f} percent.")


def _is_from_to(text: str, first: int, was: Quantity, now: Quantity) -> bool:
    """Return whether one number is said to have become another one of the same measure: from 40 to 50 euros."""
    alike = was.kind == now.kind and (was.unit == now.unit or was.unit is None)
    exact = is_exact(was, was.kind) and is_exact(now, now.kind) and bool(was.value) and bool(now.value)
    years = now.unit is None and any(_YEAR.fullmatch(one.text) for one in (was, now))
    # "From 4.2 to 4.5 million" may leave out the first scale.
    scaled = bool(_SCALE.search(now.text)) and not _SCALE.search(was.text)
    if not (alike and exact) or was.kind == "percent" or years or scaled:
        return False
    before, gap = text[: was.start - first], text[was.end - first : now.start - first]
    return bool(_FROM.search(before)) and bool(_TO.fullmatch(gap))


def _rounded(quantity: Quantity) -> tuple[float, float]:
    """Return the least and the most that a number may have been before it was rounded to its figures."""
    value = quantity.value or 0.0
    figures = re.search(r"\d[\d.,]*", quantity.text)
    if figures is None:
        return value, value
    plain = figures[0].replace(",", "").rstrip(".")
    scale = value / (float(plain) or 1.0) if re.fullmatch(r"\d+(\.\d+)?", plain) else 1.0
    zeros = len(plain) - len(plain.rstrip("0")) if "." not in plain and float(plain) >= 1000 else 0
    half = 0.5 * last_figure(plain) * 10.0**zeros * scale
    return max(value - half, half / 100), value + half


def _multiple(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Sales doubled from 300 to 900 units: twice 300 are 600."""
    for was, now in pairwise(inside):
        if not _is_from_to(text, first, was, now):
            continue
        for word, times in table()["multiples"].items():
            told = re.search(rf"\b(?P<hedge>[\w-]+ )?{word}(?: [\w-]+){{0,3}},? from $", text[: was.start - first])
            if told and (told["hedge"] or "").strip().lower() not in table()["hedged"]:
                before, after = was.value or 0.0, now.value or 0.0
                if abs(after / before / times - 1) > table()["loosely"]:
                    yield claim(now, f"{figure(before)} {word} are {figure(before * times)}.")
