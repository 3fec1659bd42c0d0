"""What stands below an article on its page: readers' comments, and other stories with a few lines each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.model import ZoneKind
from dossier.reading.data import pattern
from dossier.reading.text import furniture, lines
from dossier.reading.text.units import TextUnit

_COMMENTS = re.compile(rf"(?:{pattern('comment_headings')})\s*", re.IGNORECASE)
_SIGNATURE = re.compile(rf"(?:{pattern('comment_signatures')})[\s.:|·•)]*\Z", re.IGNORECASE)
_READ_ON = re.compile(rf"\b(?:{pattern('read_on')})\s*[.…»>→]*\Z", re.IGNORECASE)
_STORY = 30  # words of prose above what ends a page; with fewer it may be the story itself
_SIGNED = 10  # words of a line that says who wrote a comment and when
_LONGEST = 120  # code points of such a line
_BLURB = 60  # words of a paragraph below the heading of another story
_MOST_BLURBS = 2
_HEADING = 4  # words of a linked heading above a teaser
_ROW = 4  # headings one below the other

Kinds = Sequence[ZoneKind | None]


def all_of(units: Sequence[TextUnit], kinds: Kinds, prose: int) -> list[int]:
    """Return the indices of the units of a page that its comments, lists of other stories and menus are."""
    comments = comments_begin(units, kinds, prose)
    rest = range(len(units) if comments is None else comments, len(units))
    return [*other_stories(units, kinds, prose), *teasers(units, kinds, prose), *rows_of_headings(kinds, prose), *rest]


def comments_begin(units: Sequence[TextUnit], kinds: Kinds, prose: int) -> int | None:
    """Return the index of the unit at which readers' comments begin, which go on to the end; None where there are none.

    They begin at a heading such as “Comments (12)”, or at the first of two lines such as “ann_lee 3 hours ago”.
    """
    above = 0
    below = [lines.words(unit.text) for unit in units]
    total = sum(below[prose:])
    signed: list[int] = []
    for index in range(prose, len(units)):
        line = units[index].text
        if above >= _STORY:
            if _COMMENTS.fullmatch(line.strip("*_")) and (2 * above >= total or _signatures(units, index)):
                return index
            signed += [index] * _is_signature(line)
        if kinds[index] in {None, "body"}:
            above += below[index]
    return signed[0] if len(signed) > 1 else None


def _is_signature(line: str) -> bool:
    return len(line) < _LONGEST and lines.words(line) <= _SIGNED and _SIGNATURE.search(line) is not None


def _signatures(units: Sequence[TextUnit], start: int) -> bool:
    return any(_is_signature(unit.text) for unit in units[start + 1 :])


def other_stories(units: Sequence[TextUnit], kinds: Kinds, prose: int) -> list[int]:
    """Return the indices of headings and blurbs of other stories below a line such as “More in Politics”.

    Each story has a heading and at most two short paragraphs, and the list goes on to the end of the page or to more
    paragraphs than the stories before had: those are the article again.
    """
    found: list[int] = []
    above = 0
    index = prose
    while index < len(units):
        if above >= _STORY and furniture.opens_list(units[index].text):
            end, listed = _listed(units, kinds, index + 1)
            if listed:
                found += [index, *listed]
            index = max(end, index + 1)
            continue
        if kinds[index] in {None, "body"}:
            above += lines.words(units[index].text)
        index += 1
    return found


def _listed(units: Sequence[TextUnit], kinds: Kinds, start: int) -> tuple[int, list[int]]:
    """Return where a list that begins at `start` ends, and what belongs to it."""
    found: list[int] = []
    longest = heads = 0
    index = start
    while index < len(units) and _is_heading(units, kinds, index):
        head = index
        index = next((i for i in range(head + 1, len(units)) if kinds[i] not in {None, "body"}), len(units))
        blurbs = list(range(head + 1, index))
        last = index >= len(units) or not _is_heading(units, kinds, index)
        bare = heads > 0 and not longest  # the stories before had no line below their headings
        if bare or len(blurbs) > _MOST_BLURBS or any(lines.words(units[blurb].text) > _BLURB for blurb in blurbs):
            blurbs, last = blurbs[:longest], last or bool(blurbs)
        heads += 1
        longest = max(longest, len(blurbs))
        found += [head, *blurbs]
        if last:
            break
    return index, found


def teasers(units: Sequence[TextUnit], kinds: Kinds, prose: int) -> list[int]:
    """Return the indices of paragraphs below a linked heading that end with “Read more”: they lead to other stories."""
    return [
        index
        for index in range(prose + 1, len(units))
        if kinds[index] in {None, "body"}
        and kinds[index - 1] == "furniture"
        and lines.words(units[index - 1].text) >= _HEADING
        and _READ_ON.search(units[index].text[-_LONGEST:])
        and lines.words(units[index].text) <= _BLURB
    ]


def rows_of_headings(kinds: Kinds, prose: int) -> list[int]:
    """Return the indices of headings of which many stand below one another with nothing between: menus of a page."""
    found: list[int] = []
    row: list[int] = []
    for index in range(prose, len(kinds) + 1):
        if index < len(kinds) and kinds[index] == "subheading":
            row.append(index)
            continue
        if index < len(kinds) and kinds[index] == "furniture" and row:
            continue
        found += row if len(row) >= _ROW else []
        row = []
    return found


def _is_heading(units: Sequence[TextUnit], kinds: Kinds, index: int) -> bool:
    return kinds[index] in {"headline", "subheading", "furniture"} and lines.words(units[index].text) > 1
