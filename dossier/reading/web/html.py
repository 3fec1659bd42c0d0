"""Saved pages (.html) become articles: the main text in its order, and what the page says of itself."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from dossier.model import ZoneKind
from dossier.reading.blocks.block import Block, Document, Metadata, clean, raised, raised_note
from dossier.reading.blocks.compose import compose
from dossier.reading.text.head import bylines, printed_dates
from dossier.reading.web import authors, beside, dates, headlines
from dossier.reading.web.cards import card_rows, is_card
from dossier.reading.web.metadata import facts
from dossier.reading.web.tree import is_side, label, main, own, parse, prune, unname, unname_largest

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr img picture source""".split()
)
_KINDS: dict[str, ZoneKind] = {
    "h1": "headline", "h2": "subheading", "h3": "subheading", "h4": "subheading", "h5": "subheading",
    "h6": "subheading", "figcaption": "caption", "caption": "caption",
}  # fmt: skip
_LABELS: tuple[tuple[re.Pattern[str], ZoneKind], ...] = (
    (re.compile(r"(?<![a-z])(?:fig)?caption(?![a-z])|\bphoto-?credit\b|(?<![a-z])credits?(?![a-z])|bildunterschrift"
                r"|(?<![a-z])(?:legende|pie-?de-?foto)(?![a-z])", re.IGNORECASE), "caption"),
    (re.compile(r"\bby-?line|\bauthors?\b|\bby\b|(?<![a-z])(?:aut(?:eu|o)r|firma|signature)(?![a-z])", re.IGNORECASE),
     "byline"),
    (re.compile(r"\bdate-?line\b|\b(?:pub|publish|published|post|entry)-?(?:ed)?-?(?:date|time)\b|\btimestamp\b|\bdate\b",
                re.IGNORECASE), "dateline"),
)  # fmt: skip
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
_PICTURE = re.compile(r"(?<![a-z])(?:image|img|photo|picture|foto|bild|figure)(?![a-z])", re.IGNORECASE)
_NO_CAPTION = ("p", "li", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "article", "time")
_LONGEST_LABELLED = 40  # words of a caption, byline or date that is told by its name
_CAPTION = 60  # words below a picture
_ENOUGH = 30  # words of prose: a page with fewer hardly holds an article
_LINKED = 0.6  # so much of a block in links, and no sentence: it is a list of links
_CELL = 12  # words of a cell in a table of data
_NOTE = re.compile(r"\d{1,3}|[*†‡§¶]")
_NOTE_NAME = re.compile(r"foot-?note|end-?note|note-?ref|fn-?ref|reference-?mark|superscript", re.IGNORECASE)
_AS_WRITTEN = re.compile(r"white-space\s*:\s*pre-(?:line|wrap)", re.IGNORECASE)
_SUPERSCRIPT = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)


def read_html(data: bytes, address: str | None = None) -> Document:
    """Read a saved page, whose `address` may be known from elsewhere. Raises ReadError for anything else."""
    blocks, said = web_blocks(data)
    said.url = said.url or address
    return compose(blocks, said)


def web_blocks(data: bytes) -> tuple[list[Block], Metadata]:
    """Return the blocks of a page's article, headline first, and what the page says of itself."""
    root, markup, remark = parse(data)
    said = facts(root, markup)
    if remark:
        said.remarks.append(remark)
    prune(root)
    article, held, by_name = _story(root)
    if held < _ENOUGH:
        root, article, held, by_name = _with_hidden(data, (root, article, held, by_name))
    if said.title:
        article = own(root, article, lambda heading: clean(heading) == said.title)
    head = _head(root, article, said.title)
    blocks = _blocks(article, head, said.title, by_name=by_name)
    if beside.is_elsewhere(said.body, held, blocks):
        # A script would draw the text, or a wall hides it: what the page tells search engines has it whole.
        blocks = [Block(paragraph) for paragraph in re.split(r"\n+", said.body)]
    beside.cookie_notices(blocks)
    beside.closing_lines(blocks)
    said.date = said.date or dates.timed(article if head is None else _around(article, head))
    said.shown, said.signed = functools.partial(dates.shown, root), functools.partial(authors.signed, root)
    if said.title and head is None:
        headlines.part(blocks, said.title)
        headlines.put(blocks, said.title)
    headlines.keep_one(blocks, said.title)
    return blocks, said


def _story(root: Any) -> tuple[Any, int, bool]:
    """Return the element of the story, how many words it holds, and whether names of classes may be believed."""
    article, held, everything = main(root)
    if everything > _ENOUGH and (held < _ENOUGH or (held < 2 * _ENOUGH and everything > 8 * held)):
        # The names of classes mislead: nearly all the page would be beside its article.
        article, held, _ = main(root, by_name=False)
        if held < _ENOUGH and unname(root, held):
            article, held, _ = main(root, by_name=False)  # an `aside` on a page with nothing else
        elif unname_largest(root):
            again, kept, _ = main(root)
            if kept >= max(_ENOUGH, held / 2):
                return again, kept, True
        return article, held, False
    if held < everything / 3 and unname(root, held):
        article, held, _ = main(root)
    return article, held, True


def _with_hidden(data: bytes, seen: tuple[Any, Any, int, bool]) -> tuple[Any, Any, int, bool]:
    """Return root, article, its words and whether to believe names where the page hides a story until a script runs.

    `seen` is what it shows without, and what is returned where nothing longer is hidden.
    """
    root, _, _ = parse(data)
    prune(root, hidden=False)
    article, held, by_name = _story(root)
    return (root, article, held, by_name) if held > max(2 * _ENOUGH, 3 * seen[2]) else seen


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
            if kind is None and links and len(text.split()) < 60 and not _is_datum(place):
                kind = "furniture"
            if kind == "subheading" and self._leading > 0.9 * self._length:
                self.links.add(len(self.blocks))
            self.blocks.append(Block(text, kind))
            self.places.append(place)
        self._parts, self._linked, self._leading, self._length, self._broke = [], 0, 0, 0, False


def _is_datum(place: Any) -> bool:
    """Return whether text stands in a table of data: its row has several cells of a few words, some without a link.

    Rows of menus are links throughout, and a menu beside the story has a long cell beside it.
    """
    row = None if place is None else next((it for it in islice(place.iterancestors(), 3) if it.tag == "tr"), None)
    cells = [] if row is None else [(_text(cell).split(), cell.find(".//a")) for cell in row.iter("td", "th")]
    unlinked = sum(1 for words, link in cells if words and link is None)
    return unlinked > 0 and len(cells) > 2 and all(len(words) <= _CELL for words, _ in cells)


def _blocks(article: Any, head: Any, title: str | None, *, by_name: bool) -> list[Block]:
    """Return the blocks of an element in the order of the page, and those from the headline `head` to it.

    Walks without recursion, however deep the page is nested.
    """
    from lxml import etree

    walk = _Walk(article, head, by_name=by_name)
    for event, element in etree.iterwalk(walk.top, events=("start", "end")):
        if event == "start":
            walk.enter(element)
        else:
            walk.leave(element)
            if element is article:
                break
    walk.writer.end(None, walk.top)
    written = walk.writer
    beside.teasers(written.blocks, written.places, written.links, title)
    beside.repeated(written.blocks, written.places)
    return written.blocks


class _Walk:
    """A walk over the elements of a page that writes what they hold."""

    def __init__(self, article: Any, head: Any, *, by_name: bool) -> None:
        self.writer = _Writer()
        self.top = article if head is None else _around(article, head)
        self._article, self._head, self._by_name = article, head, by_name
        self._kinds: list[ZoneKind | None] = [None]
        self._inside = Counter[str]()  # of links, of links to other pages, of raised and of preformatted text
        self._side: Any = None
        self._rows = card_rows(self.top)
        self._on = self.top is article

    def enter(self, element: Any) -> None:
        """Begin an element: end the paragraph before it where it is one of its own, and write its first text."""
        self._on = self._on or element is self._head
        kind = self._entered(element, self._kinds[-1])
        self._kinds.append(kind)
        self._inside.update(_roles(element))
        if self._on:
            _write(self.writer, element.text, self._inside, kind, element)

    def _entered(self, element: Any, kind: ZoneKind | None) -> ZoneKind | None:
        """Return the kind of what stands in an element."""
        parent = element.getparent()
        if self._begins_side(element):
            self.writer.end(kind, parent)
            self._side = element
            return "furniture"
        if element.tag == "br":
            self.writer.line_end(kind, parent)
        elif element.tag not in _INLINE or _is_field(element):
            self.writer.end(kind, parent)
            return kind if self._side is not None else _kind(element) or kind
        elif self._side is None and not _glued(element) and (label := _inline_kind(element)):
            self.writer.end(kind, parent)
            return label
        return kind

    def _begins_side(self, element: Any) -> bool:
        if self._side is not None or element is self.top:
            return False
        beside = element in self._rows or is_side(element, by_name=self._by_name) or is_card(element)
        return beside and not _holds(element, self._article)

    def leave(self, element: Any) -> None:
        """End an element, and write the text behind it."""
        self._inside.subtract(_roles(element))
        kind = self._kinds.pop()
        a_block = element.tag not in _INLINE and element.tag != "br"
        if a_block or element is self._side or kind != self._kinds[-1]:
            self.writer.end(kind, element)
            self._side = None if element is self._side else self._side
        if self._on and element is not self.top and element is not self._article:
            if element.getparent().tag == "time":
                self.writer.add(" ", linked=False)  # day and hour, each in a box of its own
            _write(self.writer, element.tail, self._inside, self._kinds[-1], element.getparent())


def _is_field(element: Any) -> bool:
    """Return whether an element is one of a row of named fields, with not even a blank between it and the one before.

    `<div><span class=by>By Ann Lee</span><span class=date>4 March 2014</span></div>`; style sheets set them apart.
    """
    before = element.getprevious()
    if before is None or before.tail or element.tag != "span" or before.tag != "span":
        return False
    fields = element.getparent().tag in {"div", "section", "header"} and len(_text(before).split()) > 1
    return fields and element.get("class") != before.get("class")


def _roles(element: Any) -> list[str]:
    """Return what an element makes of the text inside it."""
    roles = ["link"] if element.tag == "a" else []
    if _leads(element):
        roles.append("leading")
    style = element.get("style")
    if element.tag == "sup" or (style and _SUPERSCRIPT.search(style)) or _is_note(element):
        roles.append("raised")
        if _before(element)[-1:].isdigit():
            roles.append("behind a figure")
    if element.tag == "pre" or (style and _AS_WRITTEN.search(style)):
        roles.append("pre")
    return roles


def _before(element: Any) -> str:
    """Return the text right before an element."""
    before = element.getprevious()
    return str((before.tail if before is not None else element.getparent().text) or "")


def _is_note(element: Any) -> bool:
    """Return whether an element is the sign of a note, glued to a word: it is called one, or leads to a place here."""
    leads = element.tag == "a" and "#" in (element.get("href") or "")
    called = element.tag in {"span", "small"} and _NOTE_NAME.search(element.get("class") or "")
    if not (leads or called) or not _NOTE.fullmatch(_text(element)):
        return False
    lead = _before(element)
    return lead[-1:].isalnum() or lead[-1:] in {*".,;:!?”’»)"}


def _write(writer: _Writer, text: str | None, inside: Counter[str], kind: ZoneKind | None, place: Any) -> None:
    if inside["raised"] and text:
        text = raised(raised_note(text) if inside["behind a figure"] else text)
    if inside["pre"]:
        writer.preformatted(text, kind, place)
    else:
        writer.add(text, linked=inside["link"] > 0, leads=inside["leading"] > 0)


def _leads(element: Any) -> bool:
    """Return whether an element is a link to another page; those to a place within one have a fragment."""
    return element.tag == "a" and bool(element.get("href")) and "#" not in element.get("href")


def _around(article: Any, head: Any) -> Any:
    """Return the smallest element that holds both."""
    holding = set(head.iterancestors())
    return next(element for element in article.iterancestors() if element in holding)


def _holds(element: Any, article: Any) -> bool:
    return any(ancestor is element for ancestor in article.iterancestors())


def _kind(element: Any) -> ZoneKind | None:
    """Return what a block is by its tag, class and itemprop; None where they do not tell."""
    if kind := _KINDS.get(element.tag):
        return kind
    if element.tag in {"figure", "div", "td"} and _is_picture(element):
        return "caption"
    prop = element.get("itemprop") or ""
    if prop in {"author", "creator"}:
        return "byline"
    if prop == "datePublished":
        return "dateline"
    kind = _label_kind(label(element)[:200])
    return kind if kind and len(_text(element).split()) <= _LONGEST_LABELLED else None


@functools.lru_cache(4_096)
def _label_kind(named: str) -> ZoneKind | None:
    """Return what the class and id of an element say that it is."""
    return next((kind for pattern, kind in _LABELS if pattern.search(named)), None)


def _is_picture(element: Any) -> bool:
    """Return whether an element is a picture with a line or two of its own: neither paragraphs nor a table."""
    if element.tag == "div" and not _PICTURE.search(element.get("class") or ""):
        return False
    if next(element.iter("img", "picture"), None) is None or next(element.iter(*_NO_CAPTION), None) is not None:
        return False
    return len(_text(element).split()) <= (_CELL if element.tag == "td" else _CAPTION)


def _inline_kind(element: Any) -> ZoneKind | None:
    """Return whether something within a line is a byline or a date by itself."""
    if element.tag == "time":
        text = _text(element)
        return "dateline" if printed_dates.find(text) or _CLOCK.fullmatch(text) else None
    kind = _kind(element)
    if kind == "byline":
        return kind if bylines.byline(_text(element)) or bylines.people(_text(element)) else None
    return kind if kind == "dateline" and printed_dates.find(_text(element)) else None


def _glued(element: Any) -> bool:
    """Return whether an element stands within a sentence."""
    return len(_before(element).split()) > 3 or len((element.tail or "").split()) > 3


def _text(element: Any) -> str:
    return clean("".join(islice(element.itertext(), 200))[:1_000])


def _head(root: Any, article: Any, title: str | None) -> Any:
    """Return the element of the headline where it stands above the one that holds the text, else None."""
    for element in root.iter():
        if element is article:
            return None  # what comes later is not its headline
        if title and element.tag in {"h1", "h2"} and title in (_text(element), *_lines(element)):
            return element
    return None


def _lines(heading: Any) -> Iterator[str]:
    """Yield the parts of a heading that stand in elements of their own or between them, such as a kicker."""
    if len(heading):
        yield from (_text(part) for part in heading.iterdescendants())
        yield from (clean(text) for text in (heading.text, *(child.tail for child in heading)) if text)
