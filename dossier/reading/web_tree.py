"""A saved page becomes a tree, without its scripts and forms, and the element that holds the article is found.

Nothing is fetched and nothing runs: the parser sees only the bytes of the file.
"""

from __future__ import annotations

import re
from typing import Any

from dossier.reading.decoding import decode
from dossier.reading.errors import ReadError

LARGEST = 16_000_000
"""Code points of a page's markup once the pictures that browsers save inside it are left out."""

_DATA = re.compile(r"""data:[\w/+.;=-]{1,100},[^"'\s)<>]{200,}""")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}encoding=["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_DROPPED = (
    "script style noscript template iframe object embed svg math canvas audio video map button input select textarea "
    "option datalist progress dialog head"
).split()
_SIDE_TAGS = frozenset({"nav", "footer", "menu"})
_SIDE_ROLES = frozenset("navigation contentinfo complementary search dialog alertdialog banner menu toolbar".split())
# Words in class and id by which sites name what is beside the article. Whole words: "ad" is not in "header".
_SIDE_WORDS = frozenset(
    """nav navbar navigation menu breadcrumb breadcrumbs crumbs footer sidebar aside rail comment comments commentlist
    disqus respond replies related recirculation recirc recommended recommendations recommendation promo promos promoted
    promotion newsletter signup subscribe subscription paywall share sharing sharebar social socials advert ads ad
    advertisement advertising sponsor sponsored outbrain taboola teaser teasers trending popular mostread cookie cookies
    consent gdpr banner popup modal overlay toolbar tools pagination pager skip tags taglist tagcloud topics widget
    widgets masthead hidden print-hide noprint screenreader sr visuallyhidden onward readnext upnext carousel gallery
    slideshow ticker weather login donate donation support""".split()
)
_BODY_WORDS = re.compile(
    r"\b(?:article|story|entry|post|content)[-_]?(?:body|content|text|copy|main)\b|\bstory\b|\bhentry\b", re.IGNORECASE
)
_WORDS = re.compile(r"[a-z]+(?:-hide)?|[A-Z][a-z]*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARAGRAPHS = ("p", "div", "td", "li", "blockquote", "section", "article", "font", "center", "dd", "pre", "main")
_WORD = re.compile(r"\w+")
_ENOUGH = 12  # words of text of its own that make an element a paragraph


def parse(data: bytes) -> tuple[Any, str, str | None]:
    """Give a page's tree, its markup as text, and a remark where its encoding was guessed. Raises ReadError."""
    from lxml import etree, html

    text, remark = markup(data)
    text = _DATA.sub("data:,", text).replace("\0", "")
    if len(text) > LARGEST:
        raise ReadError(f"It is too large for a saved page ({len(text) / 1e6:,.0f} MB of markup).")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        raise ReadError("It is no page: nothing in it could be read as HTML.") from None
    return root, text, remark


def markup(data: bytes) -> tuple[str, str | None]:
    """Decode a page: its byte-order mark decides, else the encoding it names, else what the bytes look like."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = (named[1] or named[2]).decode("ascii").lower()
        if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
            name = "cp1252"  # as browsers take it
        if name not in {"utf-8", "utf8", "utf-16", "utf-7"}:
            try:
                return data.decode(name, errors="replace"), None
            except (LookupError, ValueError):
                pass
    return decode(data)


def prune(root: Any) -> None:
    """Take out what is never text of a page: scripts, fields of forms, pictures' code and what the page hides."""
    from lxml import etree

    for element in root.iter():
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        if (hidden or element.get("aria-hidden") == "true") and element.tag not in {"html", "body"}:
            element.tag = "template"
    etree.strip_elements(root, *_DROPPED, with_tail=False)


def is_side(element: Any) -> bool:
    """Whether an element, by its tag, role, class or id, stands beside the article and is no part of it."""
    if element.tag in _SIDE_TAGS or (element.get("role") or "") in _SIDE_ROLES:
        return True
    if element.tag in {"body", "html", "main", "article"} or element.get("itemprop") == "articleBody":
        return False
    if element.tag == "aside":
        return True
    label = _label(element)
    if not label.strip() or _BODY_WORDS.search(label):
        return False
    return any(
        word.lower() in _SIDE_WORDS or word.lower().removesuffix("s") in _SIDE_WORDS for word in _WORDS.findall(label)
    )


def main(root: Any) -> Any:
    """Give the smallest element that holds nearly all paragraphs of prose which stand in nothing beside the article."""
    body = root.find("body")
    body = root if body is None else body
    own: dict[Any, int] = {}
    sides: set[Any] = set()
    for element in body.iter():
        parent = element.getparent()
        if parent in sides or (element is not body and is_side(element)):
            sides.add(element)
        elif element.tag in _PARAGRAPHS:
            words = _own_words(element)
            if words >= _ENOUGH:
                own[element] = words
    for marked in _marked(body):
        held = _held(marked, own)
        if marked not in sides and held >= 60 and held >= 0.5 * sum(own.values()):
            return marked
    return _deepest(body, own)


def _marked(body: Any) -> list[Any]:
    """Give the elements that say they are the article, the plainest word first."""
    found = body.xpath(".//*[@itemprop='articleBody']")
    found += [element for element in body.iter("div", "section") if _BODY_WORDS.search(_label(element))]
    found += list(body.iter("article"))
    found += list(body.iter("main"))
    return list(found[:200])


def _label(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:400]


def _held(element: Any, own: dict[Any, int]) -> int:
    return sum(own.get(inner, 0) for inner in element.iter(*_PARAGRAPHS))


def _deepest(body: Any, own: dict[Any, int]) -> Any:
    """Give the deepest element that still holds 85 % of the prose."""
    totals: dict[Any, int] = {}
    for element, words in own.items():
        node = element
        while node is not None:
            totals[node] = totals.get(node, 0) + words
            node = node.getparent()
    goal = 0.85 * sum(own.values())
    best = body
    while goal:
        inner = next((child for child in best if totals.get(child, 0) >= goal), None)
        if inner is None or inner.tag in {"p", "font", "span"} or own.get(best, 0) > goal:
            break
        best = inner
    return best


def _own_words(element: Any) -> int:
    """Count the words of prose that stand in an element itself or in marks of emphasis, links set aside."""
    words = len(_WORD.findall(element.text or ""))
    for child in element:
        if child.tag in {"b", "i", "em", "strong", "span", "font", "u", "sup", "small", "abbr", "q", "cite", "mark"}:
            words += len(_WORD.findall("".join(child.itertext())[:20_000]))
        words += len(_WORD.findall(child.tail or ""))
    return words
