"""What stands among the blocks of a page and is not its story: teasers of other stories and notices about cookies."""

from __future__ import annotations

import re
from itertools import islice, pairwise, takewhile
from typing import Any

from dossier.reading.blocks.block import Block
from dossier.reading.text.lines import is_prose

_TEASER = 80  # words below a heading that leads to another story, in a box of their own
_BLURB = 30  # words of a paragraph below one of several such headings in a row
_CARD_LINES = 3
_PROSE = 12  # words of a paragraph
_LONG = 20  # words of a paragraph that no page has twice by chance
_LEAST_LINKS, _MOSTLY = 8, 2 / 3  # blocks of links that close a page, and their share there
_COOKIE = re.compile(r"\bcookies?\b", re.IGNORECASE)
_LONGEST_NOTICE = 12  # blocks


def teasers(blocks: list[Block], places: list[Any], links: set[int], title: str | None) -> None:
    """Make headings that lead to other stories furniture, and the lines that stand with them in a box of their own.

    What stands between such headings in the element of the story is the story, which goes on after each of them; a row
    of three or more with a line or two each, down to the end, is a list of other stories. `places` are the elements
    in which the blocks stand, and `links` the indices of headings that lead to another page. Where all prose would go,
    it is a page of several posts, or of one whose heading leads to itself.
    """
    heads = [i for i in sorted(links) if not (title and blocks[i].text == title)]
    beside = {*heads, *(index for head in heads for index in _card(blocks, places, head))}
    beside.update(index for index in range(_closing_row(blocks, heads), len(blocks)) if blocks[index].kind is None)
    prose = [index for index, block in enumerate(blocks) if block.kind is None and len(block.text.split()) >= _PROSE]
    if beside.isdisjoint(prose) or not beside.issuperset(prose):
        for index in beside:
            blocks[index].kind = "furniture"


def _card(blocks: list[Block], places: list[Any], head: int) -> list[int]:
    """Return the paragraphs that stand in a box with a linked heading, if it holds only a few lines below it."""
    found: list[int] = []
    for box in islice(places[head].iterancestors(), 6):
        inner = list(takewhile(lambda index, box=box: _within(places[index], box), range(head + 1, len(blocks))))  # type: ignore[misc]
        before = head > 0 and _within(places[head - 1], box)
        if before or len(inner) > _CARD_LINES or _is_story([blocks[index] for index in inner]):
            break
        found = [index for index in inner if blocks[index].kind is None]
    return found


def _is_story(inner: list[Block]) -> bool:
    """Return whether blocks hold more than the lines below a heading that leads to another story."""
    headings = any(block.kind in {"headline", "subheading"} for block in inner)
    return headings or sum(len(block.text.split()) for block in inner) > _TEASER


def _within(element: Any, box: Any) -> bool:
    return element is box or any(outer is box for outer in element.iterancestors())


def _closing_row(blocks: list[Block], heads: list[int]) -> int:
    """Return where a list of linked headings with the same few lines below each begins that ends the page."""
    row = len(blocks)
    lengths: list[int] = []
    for head in reversed(heads):
        between = blocks[head + 1 : row]
        below = [block for block in between if block.kind is None]
        if (lengths and len(below) != lengths[0]) or not _is_blurb(between, below):
            break
        lengths.append(len(below))
        row = head
    return row if len(lengths) > 2 else len(blocks)


def _is_blurb(between: list[Block], below: list[Block]) -> bool:
    """Return whether only a line or two stand below a linked heading, and no other heading."""
    short = len(below) <= 2 and all(len(block.text.split()) <= _BLURB for block in below)
    return short and not any(block.kind in {"headline", "subheading"} for block in between)


def repeated(blocks: list[Block], places: list[Any]) -> None:
    """Make a paragraph furniture that the page has above word for word: pages show the opening of what they sell.

    In one element with the other it is the author's own, as a refrain is, but for the first paragraph.
    """
    seen: dict[str, Any] = {}
    for block, place in zip(blocks, places, strict=True):
        if block.kind not in {None, "body"} or len(block.text.split()) < _LONG:
            continue
        first, outer = next(iter(seen), None), place.getparent()
        if block.text == first or seen.setdefault(block.text, outer) is not outer:
            block.kind = "furniture"


def cookie_notices(blocks: list[Block]) -> None:
    """Make the lines about cookies with which a page begins or ends furniture, unless the story is about cookies."""
    about = [_COOKIE.search(block.text) is not None for block in blocks]
    for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        run = list(takewhile(lambda index: about[index] or blocks[index].kind == "furniture", order))
        told = [index for index in run if about[index]]
        if len(told) <= _LONGEST_NOTICE and len(told) >= sum(about) / 2:
            for index in told:
                blocks[index].kind = "furniture"


def closing_lines(blocks: list[Block]) -> None:
    """Make short lines among the lists of links that close a page furniture: their titles, counts, days and sources.

    What stands between the last paragraph and the first two of these links is the story's, such as a list of results.
    """
    prose = [index for index, block in enumerate(blocks) if block.kind is None and is_prose(block.text)]
    closing = blocks[prose[-1] + 1 :] if prose else []
    links = [block.kind == "furniture" for block in closing]
    start = next((index for index, pair in enumerate(pairwise(links)) if all(pair)), len(links))
    if sum(links) < _LEAST_LINKS or sum(links[start:]) < _MOSTLY * len(links[start:]):
        return
    for block in closing[start:]:
        if block.kind in {None, "subheading"} and len(block.text.split()) <= _PROSE:
            block.kind = "furniture"


def is_elsewhere(told: str, held: int, blocks: list[Block]) -> bool:
    """Return whether the text that a page tells search engines is a story that its elements do not hold.

    `held` are the words of prose in the element taken for the article, and `blocks` what was read there.
    """
    words = told.split()
    if len(words) <= 2 * _LITTLE:
        return False
    if held < 2 * _LITTLE:
        return len(words) > 3 * held
    shown = {word for block in blocks if block.kind is None for word in block.text.split()}
    return len(shown.intersection(words)) < _SHARED * len(set(words))


_LITTLE = 30  # words of prose: a page with fewer hardly holds an article
_SHARED = 0.5
