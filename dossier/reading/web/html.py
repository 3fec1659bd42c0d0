"""Saved pages (.html) become articles: the main text in its order, and what the page says of itself."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Any

from dossier.model import ZoneKind
from dossier.reading.blocks import Block, Document, Facts, clean, compose, raised
from dossier.reading.text import bylines, printed_dates
from dossier.reading.web.metadata import facts
from dossier.reading.web.tree import is_side, main, own, parse, prune, unname

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr img picture source""".split()
)
_KINDS: dict[str, ZoneKind] = {
    "h1": "headline", "h2": "subheading", "h3": "subheading", "h4": "subheading", "h5": "subheading",
    "h6": "subheading", "figcaption": "caption", "caption": "caption",
}  # fmt: skip
_LABELS: tuple[tuple[re.Pattern[str], ZoneKind], ...] = (
    (re.compile(r"\b(?:wp-)?caption(?:-text)?\b|\bphoto-?credit\b|\bcredit\b", re.IGNORECASE), "caption"),
    (re.compile(r"\bby-?line|\bauthors?\b|\bby\b", re.IGNORECASE), "byline"),
    (re.compile(r"\bdate-?line\b|\b(?:pub|publish|published|post|entry)-?(?:ed)?-?(?:date|time)\b|\btimestamp\b|\bdate\b",
                re.IGNORECASE), "dateline"),
)  # fmt: skip
_ENOUGH = 30  # words of prose: a page with fewer hardly holds an article
_LINKED = 0.6  # so much of a block in links, and no sentence: it is a list of links
_TEASER = 80  # words below a heading that leads to another story, in a box of their own
_BLURB = 30  # words of a paragraph below one of several such headings in a row
_SUPERSCRIPT = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)


def read_html(data: bytes, address: str | None = None) -> Document:
    """Read a saved page, whose `address` may be known from elsewhere. Raises ReadError for what is none."""
    blocks, said = web_blocks(data)
    said.url = said.url or address
    return compose(blocks, said)


def web_blocks(data: bytes) -> tuple[list[Block], Facts]:
    """Give the blocks of a page's article, headline first, and what the page says of itself."""
    root, markup, remark = parse(data)
    said = facts(root, markup)
    if remark:
        said.remarks.append(remark)
    prune(root)
    by_name = True
    article, held, everything = main(root)
    if everything > _ENOUGH and (held < _ENOUGH or (held < 2 * _ENOUGH and everything > 8 * held)):
        # The names of classes mislead: nearly all the page would be beside its article.
        by_name = False
        article, held, _ = main(root, by_name=False)
    elif held < everything / 3 and unname(root, held):
        article, held, _ = main(root)
    if said.title:
        article = own(root, article, lambda heading: clean(heading) == said.title)
    head = _head(root, article, said.title)
    blocks = _blocks(article, head, said.title, by_name=by_name)
    if held < 2 * _ENOUGH and len(said.body.split()) > max(2 * _ENOUGH, 3 * held):
        # A script would draw the text, or a wall hides it: what the page tells search engines has it whole.
        blocks = [Block(paragraph) for paragraph in re.split(r"\n+", said.body)]
    said.date = said.date or _timed(article, head)
    if said.title and head is None and not any(block.kind == "headline" for block in blocks):
        above = [block for block in blocks if block.kind == "subheading"] + blocks[:3]
        own_heading = next((block for block in above if clean(block.text) == said.title), None)
        if own_heading:
            own_heading.kind = "headline"
        else:
            blocks.insert(0, Block(said.title, "headline"))
    return blocks, said


class _Writer:
    """Collects the text of a tree into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links: set[int] = set()
        """Indices of headings that lead to another page."""
        self.places: list[Any] = []
        """The element in which each block stands."""
        self._parts: list[str] = []
        self._linked = self._leading = 0
        self._length = 0
        self._broke = False

    def add(self, text: str | None, linked: bool, leads: bool = False) -> None:
        """Add text within a line; `leads` says that the link goes to another page."""
        if text:
            self._parts.append(text)
            words = len("".join(text.split()))
            self._length += words
            self._linked += words * linked
            self._leading += words * leads
            self._broke = self._broke and not words

    def line_end(self, kind: ZoneKind | None, place: Any) -> None:
        """Two in a row end a paragraph; one alone is a space."""
        if self._broke:
            self.end(kind, place)
        self._parts.append(" ")
        self._broke = True

    def preformatted(self, text: str | None, kind: ZoneKind | None, place: Any) -> None:
        """Add text whose blank lines part paragraphs."""
        first, *rest = re.split(r"\n[^\S\n]*\n\s*", (text or "").replace("\r\n", "\n"))
        self.add(first, linked=False)
        for paragraph in rest:
            self.end(kind, place)
            self.add(paragraph, linked=False)

    def end(self, kind: ZoneKind | None, place: Any = None) -> None:
        """End a paragraph, which stood in the element `place`."""
        text = clean("".join(self._parts))
        if text:
            links = self._linked > _LINKED * self._length and not re.search(r"[.!?…][\"”’»)]*\Z", text)
            if kind is None and links and len(text.split()) < 60:
                kind = "furniture"
            if kind == "subheading" and self._leading > 0.9 * self._length:
                self.links.add(len(self.blocks))
            self.blocks.append(Block(text, kind))
            self.places.append(place)
        self._parts, self._linked, self._leading, self._length, self._broke = [], 0, 0, 0, False


def _blocks(article: Any, head: Any, title: str | None, *, by_name: bool) -> list[Block]:
    """Give the blocks of an element in the order of the page, and those from the headline `head` to it.

    Walks without recursion, however deep the page is nested.
    """
    from lxml import etree

    writer = _Writer()
    top = article if head is None else _around(article, head)
    kinds: list[ZoneKind | None] = [None]
    inside = Counter[str]()  # of links, of links to other pages, of raised and of preformatted text
    side: Any = None
    on = top is article
    for event, element in etree.iterwalk(top, events=("start", "end")):
        inline = element.tag in _INLINE
        if event == "start":
            on = on or element is head
            kind = kinds[-1]
            beside = side is None and element is not top and is_side(element, by_name=by_name)
            if beside and not _holds(element, article):
                writer.end(kind, element.getparent())
                side, kind = element, "furniture"
            elif element.tag == "br":
                writer.line_end(kind, element.getparent())
            elif not inline:
                writer.end(kind, element.getparent())
                kind = kind if side is not None else _kind(element) or kind
            elif side is None and not _glued(element) and (label := _inline_kind(element)):
                writer.end(kind, element.getparent())
                kind = label
            kinds.append(kind)
            inside.update(_roles(element))
            if on:
                _write(writer, element.text, inside, kind, element)
        else:
            inside.subtract(_roles(element))
            kind = kinds.pop()
            if (not inline and element.tag != "br") or element is side or kind != kinds[-1]:
                writer.end(kind, element)
                side = None if element is side else side
            if element is article:
                break
            if on and element is not top:
                if element.getparent().tag == "time":
                    writer.add(" ", linked=False)  # day and hour, each in a box of its own
                _write(writer, element.tail, inside, kinds[-1], element.getparent())
    writer.end(None, top)
    _teasers(writer, title)
    return writer.blocks


def _roles(element: Any) -> list[str]:
    """Return what an element makes of the text inside it."""
    roles = ["link"] if element.tag == "a" else []
    if _leads(element):
        roles.append("leading")
    if element.tag == "sup" or _SUPERSCRIPT.search(element.get("style") or ""):
        roles.append("raised")
    if element.tag == "pre":
        roles.append("pre")
    return roles


def _write(writer: _Writer, text: str | None, inside: Counter[str], kind: ZoneKind | None, place: Any) -> None:
    if inside["raised"] and text:
        text = raised(text)
    if inside["pre"]:
        writer.preformatted(text, kind, place)
    else:
        writer.add(text, linked=inside["link"] > 0, leads=inside["leading"] > 0)


def _leads(element: Any) -> bool:
    """Whether an element is a link to another page; those to a place within one have a fragment."""
    return element.tag == "a" and bool(element.get("href")) and "#" not in element.get("href")


def _teasers(writer: _Writer, title: str | None) -> None:
    """Make headings that lead to other stories furniture, and the lines that stand with them in a box of their own.

    What stands between such headings in the element of the story is the story, which goes on after each of them; a row
    of three or more with a line or two each, down to the end, is a list of other stories.
    """
    blocks = writer.blocks
    heads = [i for i in sorted(writer.links) if not (title and blocks[i].text == title)]
    for head in heads:
        blocks[head].kind = "furniture"
        for index in _card(writer, head):
            blocks[index].kind = "furniture"
    row = _closing_row(blocks, heads)
    for index in range(row, len(blocks)):
        if blocks[index].kind is None:
            blocks[index].kind = "furniture"


def _card(writer: _Writer, head: int) -> list[int]:
    """Return the paragraphs that stand in a box with a linked heading, if it holds but a few lines below it."""
    found: list[int] = []
    for box in islice(writer.places[head].iterancestors(), 6):
        inner = []
        for index in range(head + 1, len(writer.blocks)):
            if not _within(writer.places[index], box):
                break
            inner.append(index)
        words = sum(len(writer.blocks[index].text.split()) for index in inner)
        before = head > 0 and _within(writer.places[head - 1], box)
        headings = any(writer.blocks[index].kind in {"headline", "subheading"} for index in inner)
        if before or headings or words > _TEASER or len(inner) > 3:
            break
        found = [index for index in inner if writer.blocks[index].kind is None]
    return found


def _within(element: Any, box: Any) -> bool:
    return element is box or any(outer is box for outer in element.iterancestors())


def _closing_row(blocks: list[Block], heads: list[int]) -> int:
    """Return where a list of linked headings with the same few lines below each begins that ends the page."""
    row = len(blocks)
    lengths: list[int] = []
    for head in reversed(heads):
        between = blocks[head + 1 : row if lengths else len(blocks)]
        below = [block for block in between if block.kind is None]
        same = not lengths or len(below) == lengths[0]
        short = len(below) <= 2 and all(len(block.text.split()) <= _BLURB for block in below)
        if not (same and short) or any(block.kind in {"headline", "subheading"} for block in between):
            break
        lengths.append(len(below))
        row = head
    return row if len(lengths) > 2 else len(blocks)


def _timed(article: Any, head: Any) -> str | None:
    """Return the day of the first `<time datetime>` between headline and text, or in the first of the text."""
    top = article if head is None else _around(article, head)
    for element in islice(top.iter("time"), 20):
        if "dateModified" in (element.get("itemprop") or ""):
            continue
        day = element.get("datetime") or ""
        if printed_dates.find(day[:10]) and not any(is_side(ancestor) for ancestor in element.iterancestors()):
            return str(day)
    return None


def _around(article: Any, head: Any) -> Any:
    """Give the smallest element that holds both."""
    holding = set(head.iterancestors())
    return next(element for element in article.iterancestors() if element in holding)


def _holds(element: Any, article: Any) -> bool:
    return any(ancestor is element for ancestor in article.iterancestors())


def _kind(element: Any) -> ZoneKind | None:
    """Tell from tag, class and itemprop what a block is; None where they don't."""
    if kind := _KINDS.get(element.tag):
        return kind
    prop = element.get("itemprop") or ""
    if prop in {"author", "creator"}:
        return "byline"
    if prop == "datePublished":
        return "dateline"
    label = f"{element.get('class') or ''} {element.get('id') or ''}"[:200]
    if label.strip() and len(_text(element).split()) <= 40:
        return next((kind for pattern, kind in _LABELS if pattern.search(label)), None)
    return None


def _inline_kind(element: Any) -> ZoneKind | None:
    """Tell whether something within a line is a byline or a date by itself."""
    if element.tag == "time":
        return "dateline" if printed_dates.find(_text(element)) else None
    kind = _kind(element)
    if kind == "byline":
        return kind if bylines.byline(_text(element)) or bylines.people(_text(element)) else None
    return kind if kind == "dateline" and printed_dates.find(_text(element)) else None


def _glued(element: Any) -> bool:
    """Whether an element stands within a sentence."""
    before = element.getprevious()
    lead = (before.tail if before is not None else element.getparent().text) or ""
    return len(lead.split()) > 3 or len((element.tail or "").split()) > 3


def _text(element: Any) -> str:
    return clean("".join(islice(element.itertext(), 200))[:1_000])


def _head(root: Any, article: Any, title: str | None) -> Any:
    """Give the element of the headline where it stands above the one that holds the text, else None."""
    for element in root.iter():
        if element is article:
            return None  # what comes later is no headline of it
        if title and element.tag in {"h1", "h2"} and _text(element) == title:
            return element
    return None
