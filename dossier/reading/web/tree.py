"""A saved page becomes a tree, without its scripts and forms, and the element that holds the article is found.

Nothing is fetched and nothing runs: the parser sees only the bytes of the file.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from itertools import chain, islice, takewhile
from typing import Any

from dossier.reading.data import pattern
from dossier.reading.data import words as listed
from dossier.reading.outcome.errors import ReadError
from dossier.reading.text.decoding import decode_named
from dossier.reading.web.cards import is_link_card
from dossier.reading.web.counting import HEADINGS, MOST, own_words, words_of

LARGEST = 16_000_000
"""Code points of a page's markup once the pictures that browsers save inside it are left out."""

_DATA = re.compile(r"""data:[\w/+.;=-]{1,100},[^"'\s)<>]{200,}""")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}encoding=["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_DROPPED = (
    "script style noscript template iframe object embed svg math canvas audio video map button input select textarea "
    "option datalist progress dialog title meta link base"
).split()
_FORM = re.compile("comment|respond|search|log-?in|sign-?(?:in|up)|subscri|newsletter", re.IGNORECASE)
_WITHIN = frozenset({"p", "font", "span", "ol", "ul", "dl", "blockquote"})  # what holds parts of a story and no story
_SIDE_TAGS = frozenset({"nav", "footer", "menu"})
_SIDE_ROLES = frozenset("navigation contentinfo complementary search dialog alertdialog banner menu toolbar".split())
_SIDE_WORDS = listed("side_names")
# `hidden` at the end of a name tells of a part of the element: Drupal's `field-label-hidden` is the article itself.
_SIDE_TOKEN = re.compile(r"widget-area|print-hide|entry-footer|(?:(?:is|visually)-)?hidden(?:-[\w-]+)?")
_DOUBTFUL = listed("side_names_doubtful")
_WRITER = "author box"
_LONGEST_LIFE = 150  # words about the author below a story
_ENDS = frozenset({"aside", "footer", "secondary"})
_AUTHOR_BOX = re.compile(
    r"[\w-]{0,60}(?:author|autor|auteur|contributor|writer|byline|firma)(?!s?-?name)[\w-]{0,20}"
    r"(?:about|bio|box|card|desc|detail|footer|info|profile|text)[\w-]{0,20}|(?:sobre-(?:la-)?firma|about-(?:the-)?author)",
    re.IGNORECASE,
)
_EMBED = re.compile(r"embed|tweet|twitter|instagram|facebook|fb-post|bluesky|mastodon|tiktok|telegram", re.IGNORECASE)
_TO_VISITORS = re.compile(pattern("to_visitors"))
_LISTING = re.compile(
    r"comment|disqus|respond|repl(?:y|ies)|relat|recomm|recirc|teaser|promo|popular|trend|mostread|onward|next|carousel"
    r"|slideshow|footer|cooki|consent|gdpr|modal|popup|overlay|outbrain|taboola|(?<![a-z])nav|menu|login",
    re.IGNORECASE,
)
# Classes that tell of a page what it has ("has-sidebar") or what it is about ("category-advertising").
_ABOUT = re.compile(
    r"(?:[\w-]{1,80}--)?(?:(?:has|with|without|no|not|is|js|category|tag|type|status|format|author|page|single)[-_:]|post[-:])|.*-with-"
    r"|comments?-(?:open|closed)|newsletter-post|node-{1,2}promoted|.*-sidebar-wrap"
)
_BODY = r"(?:(?:article|story|entry|post|content)[-_]{0,2}(?:body|content|text|copy|main)|field-{1,2}name-body)"
_BODY_WORDS = re.compile(rf"\b{_BODY}\b|(?<=_){_BODY}\b", re.IGNORECASE)
# Its second half may be called a footer: `story-footer`.
_MARKED = re.compile(rf"{_BODY}|\bstory\b(?![-_]{{1,2}}(?:extra|foot|more|rest))|\bhentry\b", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]+|[A-Z][a-z]*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARAGRAPHS = ("p", "div", "td", "li", "blockquote", "section", "article", "font", "center", "dd", "pre", "main")
_CLOSED = re.compile(r"(<(?:html|head|body)\b[^<>]{0,500})/>", re.IGNORECASE)
_OPENING = 20_000  # code points in which these stand
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")  # characters that markup must not hold and pages do not show
_TAG = re.compile(r"<[A-Za-z][\w:-]{0,50}")
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_LONG_TAG, _CROWD = 10_000, 4_000  # code points of a tag worth a look; its attributes, above which they are left out
_COLUMN = 0.6  # of a row's prose in the column of the story
_STORY = 60  # words of a story of its own
_ENOUGH = 12  # words of text of its own that make an element a paragraph


def parse(data: bytes) -> tuple[Any, str, str | None]:
    """Return a page's tree, its markup as text, and a remark where its encoding was guessed. Raises ReadError."""
    from lxml import etree, html

    text, remark = markup(data)
    text = _without_crowds(_CONTROLS.sub("", _DATA.sub("data:,", text)))
    text = _CLOSED.sub(r"\1>", text[:_OPENING]) + text[_OPENING:]  # `<html lang="de" />` closes nothing in a browser
    if len(text) > LARGEST:
        raise ReadError(f"It is too large for a saved page ({len(text) / 1e6:,.0f} MB of markup).")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        raise ReadError("Not a saved page: nothing in it can be read as HTML.") from None
    for line_break in root.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"  # "sinks<br>off" is two words in a headline
    return root, text, remark


def _without_crowds(text: str) -> str:
    """Leave out the attributes of tags that have thousands: the parser compares each with all others."""
    pieces = text.split(">")
    for at, piece in enumerate(pieces):
        if len(piece) > _LONG_TAG and (tag := _TAG.search(piece)):
            bare = _QUOTED.sub('""', piece[tag.end() :])
            if max(bare.count("="), len(bare.split())) > _CROWD:
                pieces[at] = piece[: tag.end()]
    return ">".join(pieces)


def markup(data: bytes) -> tuple[str, str | None]:
    """Return a page as text, and a remark where its encoding was guessed or is not the one that it names."""
    named = _CHARSET.search(data[:4096])
    return decode_named(data, (named[1] or named[2]).decode("ascii") if named else None)


def prune(root: Any, *, hidden: bool = True) -> None:
    """Take out what is never text of a page: scripts, fields of forms, pictures' code and (`hidden`) what it hides."""
    from lxml import etree

    for element in root.xpath("//*[@hidden or @style or @aria-hidden='true']") if hidden else ():
        unseen = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        if (unseen or element.get("aria-hidden") == "true") and element.tag not in {"html", "body"}:
            element.tag = "template"
    etree.strip_elements(root, *_DROPPED, with_tail=False)


def is_side(element: Any, *, by_name: bool = True) -> bool:
    """Return whether an element, by its tag or role or (`by_name`) class or id, stands beside the article."""
    if element.tag in _SIDE_TAGS or (element.get("role") or "") in _SIDE_ROLES:
        return True
    if element.tag in {"html", "head", "body", "main", "article"} or element.get("itemprop") == "articleBody":
        return False
    named = label(element)
    if element.tag == "form":
        return _FORM.search(f"{named} {element.get('action') or ''}") is not None  # others are put round whole pages
    if element.tag == "aside":
        return not (_EMBED.search(named) and _quotes(element))
    return by_name and _named_side(element, _label_names(named))


@functools.lru_cache(4_096)
def _label_names(named: str) -> frozenset[str]:
    """Return what the class and id of an element say that stands beside the article; nothing where they name a body."""
    return frozenset() if _BODY_WORDS.search(named) else frozenset(chain(*map(_side_names, named.split())))


def _named_side(element: Any, names: frozenset[str]) -> bool:
    """Return whether an element of such names stands beside the article, by what it holds."""
    if not names or next(element.iter("h1", "main"), None) is not None:
        return False
    if _EMBED.search(label(element)) and _quotes(element):
        return False
    if element.tag == "span" and own_words(element) >= _ENOUGH:
        return False  # sentences that were copied from an application, with its names
    if names == {_WRITER}:
        return _tells_of_writer(element)
    return not (names <= _DOUBTFUL and _holds_story(element, names))


def _side_names(token: str) -> set[str]:
    """Return what a class or id of an element says that stands beside the article."""
    if _AUTHOR_BOX.fullmatch(token):
        return {_WRITER}
    if _ABOUT.match(token):
        return set()
    if _SIDE_TOKEN.fullmatch(token):
        return {token}
    return set(_SIDE_WORDS.intersection(word.lower() for word in _WORDS.findall(token)))


def _tells_of_writer(element: Any) -> bool:
    """Return whether an element named after the author has a sentence or two: a mere byline has none."""
    told = [words for inner in element.iter(*_PARAGRAPHS) if (words := own_words(inner)) >= _ENOUGH]
    return 0 < len(told) <= 3 and sum(told) <= _LONGEST_LIFE


def _holds_story(element: Any, names: frozenset[str]) -> bool:
    """Return whether an element named like a teaser or sharing box holds paragraphs of the story, or a post it quotes.

    `<div class="teaser"><p>The ferry sank …</p></div>` is the lead; with a heading that is a link it is a teaser.
    """
    if _quotes(element):
        return True
    if any(is_link_card(link) for link in islice(element.iter("a"), MOST)):
        return False
    paragraphs = chain([element], islice(element.iter("p"), MOST))  # `<div class="teaser">The ferry sank …</div>`
    prose = [p for p in paragraphs if own_words(p) >= _ENOUGH and not _in_form(p, element)]
    spoken = any(_TO_VISITORS.search("".join(islice(p.itertext(), 50))[:500].lower()) for p in prose)
    goes_on = _goes_on(element, names)
    if "slideshow" in names and not goes_on:
        return False  # pictures with a story of their own
    return len(prose) >= (3 if names & _ENDS and not goes_on else 1) and not spoken


def _goes_on(element: Any, names: frozenset[str]) -> bool:
    """Return whether a paragraph of prose stands behind what is named a footer: no page and no story ends with it."""
    behind = islice(element.itersiblings(), 3) if "aside" not in names else ()
    return any(after.tag == "p" and own_words(after) >= _ENOUGH for after in behind)


def _in_form(paragraph: Any, element: Any) -> bool:
    """Return whether a paragraph stands in a form within an element, as what is asked of who comments does."""
    return any(
        outer.tag == "form" for outer in takewhile(lambda outer: outer is not element, paragraph.iterancestors())
    )


def _quotes(element: Any) -> bool:
    """Return whether an element holds a post or another text set apart as a quotation."""
    return any(len(words_of(quotation)) >= 5 for quotation in islice(element.iter("blockquote"), 5))


def main(root: Any, *, by_name: bool = True) -> tuple[Any, int, int]:
    """Return the smallest element that holds nearly all paragraphs of prose which stand in nothing beside the article.

    Returns it, how many words of prose it holds there, and how many the whole page has, whatever they stand in.
    """
    own, sides, everything = _prose(root, by_name=by_name)
    for marked in _marked(root):
        held = _held(marked, own)
        if marked not in sides and held >= 60 and held >= 0.5 * sum(own.values()):
            return marked, held, everything
    found = _deepest(root, own)
    return found, _held(found, own), everything


def _prose(root: Any, *, by_name: bool) -> tuple[dict[Any, int], set[Any], int]:
    """Return the words of each paragraph of the article, what stands beside it, and the words of all paragraphs."""
    own: dict[Any, int] = {}
    sides: set[Any] = set()
    everything = 0
    for element in root.iter():
        if element.getparent() in sides or (element is not root and is_side(element, by_name=by_name)):
            sides.add(element)
        words = own_words(element) if element.tag in _PARAGRAPHS else 0
        if words >= _ENOUGH:
            everything += words
            if element not in sides:
                own[element] = words
    return own, sides, everything


def unname(root: Any, held: int) -> bool:
    """Take the name off an element beside the article that must be the article: it holds far more paragraphs.

    Examples are `fixed-sidebar-layout` round the story and its sidebar, or an `aside` on a page with nothing else.
    Comments and lists of stories are often longer than the story. Returns whether there was one.
    """
    tried = 0
    for element in root.iter("div", "section", "aside"):
        if (element.tag == "aside" and held) or _LISTING.search(label(element)) or not is_side(element):
            continue
        tried += 1
        if _must_be_story(element, held):
            _take_name(element)
            return True
        if tried == MOST:
            break
    return False


def unname_largest(root: Any) -> bool:
    """Take the names off the elements that hold half of a page's prose and would be beside its article by them alone.

    An example is `right-rail__main`, which holds the article and its rail. Returns whether there was one.
    """
    own, _, _ = _prose(root, by_name=False)
    goal = sum(own.values()) / 2
    misnamed = [
        element
        for element in root.iter("div", "section")
        if is_side(element) and not is_side(element, by_name=False) and _held(element, own) > goal
    ]
    for element in misnamed:
        _take_name(element)
    return bool(misnamed)


def _take_name(element: Any) -> None:
    element.tag = "div"
    for name in ("class", "id", "role"):
        element.attrib.pop(name, None)


def _must_be_story(element: Any, held: int) -> bool:
    """Return whether an element holds far more paragraphs than what was taken for the article."""
    prose = [words for inner in element.iter(*_PARAGRAPHS) if (words := own_words(inner)) >= 1.5 * _ENOUGH]
    marked = element.tag == "aside" and next(element.iter("article"), None) is not None
    return len(prose) >= (1 if marked else 3) and sum(prose) > max(2 * held, 4 * _ENOUGH)


def own(root: Any, article: Any, is_title: Callable[[str], bool]) -> Any:
    """Return the one of several articles on a page that has the title as its heading, else `article` as it is.

    Sites let the next story begin below the one that is read.
    """
    parts = [part for part in islice(root.iter("article"), MOST) if len(words_of(part)) >= _STORY]
    inside = set(article.iterancestors())
    if len(parts) < 2 or any(part in inside for part in parts):
        return article
    headed = (part for part in parts if any(is_title(" ".join(words_of(head))) for head in part.iter("h1", "h2")))
    return next(headed, article)


def _marked(root: Any) -> list[Any]:
    """Return the elements that say they are the article, the plainest word first."""
    found = root.xpath(".//*[@itemprop='articleBody']")
    found += [element for element in root.iter("div", "section") if _names_body(label(element))]
    found += list(root.iter("article"))
    found += list(root.iter("main"))
    return list(found[:200])


@functools.lru_cache(4_096)
def _names_body(named: str) -> bool:
    """Return whether the class and id of an element say that it is the article."""
    return _MARKED.search(named) is not None


def label(element: Any) -> str:
    """Return the class and id of an element; the id of a heading is made of its words: `id="share-of-the-cost"`."""
    named = "" if element.tag in HEADINGS else element.get("id") or ""
    return f"{element.get('class') or ''} {named} {element.get('data-component') or ''}"[:400]


def _held(element: Any, own: dict[Any, int]) -> int:
    return sum(own.get(inner, 0) for inner in element.iter(*_PARAGRAPHS))


def _deepest(root: Any, own: dict[Any, int]) -> Any:
    """Return the deepest element that still holds 85 % of the prose."""
    totals: dict[Any, int] = {}
    for element, words in own.items():
        node = element
        while node is not None:
            totals[node] = totals.get(node, 0) + words
            node = node.getparent()
    goal = 0.85 * sum(own.values())
    best = root
    while goal:
        inner = next((child for child in best if totals.get(child, 0) >= goal), None)
        inner = _main_cell(best, totals) if inner is None else inner
        if inner is None or inner.tag in _WITHIN or own.get(best, 0) > goal:
            break
        best = inner
    return best


def _main_cell(row: Any, totals: dict[Any, int]) -> Any:
    """Return the cell with most prose of a row, where the others are columns of links with a line on each."""
    cells = sorted((cell for cell in row if totals.get(cell)), key=totals.__getitem__, reverse=True)
    if row.tag != "tr" or not cells or totals[cells[0]] < _COLUMN * totals[row]:
        return None
    linked = all(len(list(islice(cell.iter("a"), 2))) > 1 for cell in cells[1:])
    return cells[0] if linked else None
