"""The headline of a page: which it is, by what the page says of itself and shows, and its place among the blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from dossier.reading.blocks.block import Block, clean
from dossier.reading.text.furniture import is_section, paper
from dossier.reading.text.head import bylines
from dossier.reading.text.head.outlets import from_host
from dossier.reading.web.tree import is_side

_TITLE_PARTS = re.compile(r"\s+(?:[|–—·•»›-]|::)\s+|\s*[|»›｜]\s*")
_EDGES = " |–—·•»›｜-"
_TITLE_NAME = re.compile(
    r"(?:^|\s)(?:(?:article|story|entry|post|page|news|main)[-_]?)?(?:title|headline|head)(?:\s|$)", re.IGNORECASE
)
_LONG = 8  # characters of a headline that are not the beginning of another by chance
_LOGO = re.compile(r"\b(?:logo|brand|(?:site|blog)[-_]?(?:title|name|header))\b", re.IGNORECASE)
_GREETING = re.compile(r"(?:hi|hello|hey|welcome|archives?|menu|search|about|home)\b", re.IGNORECASE)
_MOST_HEADINGS, _MOST_LINES = 40, 2_000
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}")
_WORD = re.compile(r"\w+")


def headline(root: Any, found: dict[str, list[str]]) -> str | None:
    """Return the headline on the page where it is the one that the page's description means, else the description's."""
    described = [title for title in found["title"] if not _SLUG.fullmatch(title)]
    whole = clean("".join(root.findtext(".//head/title") or "")[:2_000]) or None
    sites = _sites(found)
    heads = _headings(root, sites)
    bare = _without_site(whole, sites) if whole else None
    if not described:
        return _undescribed(root, whole, bare, heads)
    # Wikipedia describes an article by its kind.
    other = bare if bare in heads else _without_site(described[0], sites)
    return _without_kicker(root, described) or _first_alike(heads, described) or other


def _without_kicker(root: Any, described: list[str]) -> str | None:
    """Return the described headline where a heading has it, and before or after it words in an element of their own.

    A first line that ends with a colon is a part of the headline: “Crack in the rope: | Cable car stays shut”.
    """
    for heading in islice(root.iter("h1"), _MOST_HEADINGS):
        parts = {clean("".join(part.itertext())[:1_000]) for part in heading.iterdescendants()}
        parts.update(clean(text) for text in (heading.text, *(child.tail for child in heading)) if text)
        title = next((title for title in described if len(title.split()) > 2 and title in parts), None)
        if title and not clean("".join(heading.itertext())).partition(title)[0].rstrip().endswith(":"):
            return title
    return None


def _undescribed(root: Any, whole: str | None, bare: str | None, heads: list[str]) -> str | None:
    """Return the headline of a page whose description has none; `bare` is its title without the site's name."""
    if whole and (lower := _lower_heading(root, whole, heads)):
        return lower
    if whole and not _first_alike(heads, [whole]) and whole in _lower_headings(root):
        return whole
    if bare and (alone := _without_kicker(root, [bare])):
        return alone
    if bare and (alike := _first_alike(heads, [bare])):
        return alike
    if len(heads) == 1 and len(heads[0].split()) > 2 and not _GREETING.match(heads[0]):
        return heads[0]
    on_page = _part_on_page(root, whole) if whole and not heads else None
    return on_page or bare or next(chain(heads, _named_title(root), _first_heading(root)), None)


def _part_on_page(root: Any, whole: str) -> str | None:
    """Return the longest part of a page's title that stands on the page by itself, as a headline in bold does."""
    parts = {part.strip(_EDGES) for part in _TITLE_PARTS.split(whole)}
    found = set[str]()
    for element in islice(root.iter("b", "strong", "big", "font", "td", "div", "span", "p"), _MOST_LINES):
        words = clean("".join(islice(element.itertext(), 10))[:500])
        if words in parts and len(words.split()) > 2:
            found.add(words)
    return max(found, key=len) if found and len(parts) > 1 else None


def _first_alike(heads: list[str], references: list[str]) -> str | None:
    return next((head for reference in references for head in heads if _alike(head, reference)), None)


def _headings(root: Any, sites: set[str]) -> list[str]:
    """Return the headings of the first rank other than a logo, the name of the site or a template."""
    heads = [clean("".join(heading.itertext())[:1_000]) for heading in root.iter("h1") if not _is_logo(heading)]
    return [head for head in heads if head and "{{" not in head and _letters(head) not in sites]


def _is_logo(heading: Any) -> bool:
    """Return whether a heading is the name of the site: a link to its first page, or a picture with only a name."""
    links = list(islice(heading.iter("a"), 2))
    home = len(links) == 1 and re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", links[0].get("href") or "x")
    label = f"{heading.get('class') or ''} {heading.get('id') or ''}"
    return bool(home or _LOGO.search(label))


def _lower_heading(root: Any, whole: str, heads: list[str]) -> str | None:
    """Return a heading of lower rank that is a part of the page's title, where no heading of the first rank is.

    The only heading of the first rank is the site's name then ("The Courier"), or a greeting.
    """
    parts = [part.strip(_EDGES) for part in _TITLE_PARTS.split(whole)]
    parts = parts if len(parts) > 1 else whole.split(": ", 1)  # The Courier: Headline
    if len(parts) < 2 or any(head in parts[:1] for head in heads):
        return None
    return next((words for words in _lower_headings(root) if words in parts), None)


def _lower_headings(root: Any) -> Iterator[str]:
    """Yield the headings of lower ranks with at least three words."""
    for heading in islice(chain(root.iter("h2"), root.iter("h3")), _MOST_HEADINGS):
        words = _words(heading)
        if len(words.split()) > 2:
            yield words


def _named_title(root: Any) -> Iterator[str]:
    """Yield what stands in an element that a page without any title calls its title."""
    for element in root.iter("div", "p", "span", "font", "td", "b", "strong", "h2", "h3", "h4"):
        label = f"{element.get('class') or ''} {element.get('id') or ''}"[:200]
        if _TITLE_NAME.search(label):
            words = _words(element)
            if 2 < len(words.split()) <= 30:
                yield words


def _first_heading(root: Any) -> Iterator[str]:
    """Yield the headings of the highest rank that a page without any title has."""
    for tag in ("h2", "h3"):
        for element in islice(root.iter(tag), 20):
            words = _words(element)
            if not is_side(element) and not any(is_side(outer) for outer in element.iterancestors()) and " " in words:
                yield words


def _words(element: Any) -> str:
    return clean("".join(islice(element.itertext(), 200))[:1_000])


def _sites(found: dict[str, list[str]]) -> set[str]:
    """Return the letters of what the site may be called: its names and its host, with and without the country."""
    host = next(filter(None, map(from_host, found["url"])), None) or ""
    return {letters for name in (*found["outlet"], host, host.partition(".")[0]) if (letters := _letters(name))}


def _letters(name: str) -> str:
    return "".join(_WORD.findall(name)).casefold()


def _alike(head: str, title: str) -> bool:
    """Return whether two wordings are of one headline: one begins the other, or most words of the shorter are in it."""
    a, b = set(_WORD.findall(head.casefold())), set(_WORD.findall(title.casefold()))
    shorter = min(len(a), len(b))
    begins = len(head) >= _LONG and title.startswith(head)  # where words are not parted, as in Chinese
    return begins or (shorter >= 2 and len(a & b) >= 0.7 * shorter)


def _without_site(title: str, sites: set[str]) -> str:
    """Return a title without the site's name: `Headline | The Courier`."""
    parts = _TITLE_PARTS.split(title)
    if len(parts) < 2:
        return title
    for end, cut in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
        if _letters(end) in sites:
            return title[title.find(cut[0]) : title.rfind(cut[-1]) + len(cut[-1])]
    first, last = (len(part.split()) for part in (parts[0], parts[-1]))
    if (paper(parts[0]) and not paper(parts[-1])) or (first <= 2 and last > 2 + first):
        return title[title.find(parts[1]) :]  # Site | Headline
    if last > 4 or first <= last:
        return title
    end = parts[-2] if len(parts) > 2 and is_section(parts[-2]) else parts[-1]  # Headline - News - The Courier
    return title[: title.rfind(end)].rstrip(f"{_EDGES}:")


def site_of_title(root: Any, title: str | None) -> str | None:
    """Return the site's name from the end of the page's title, where the rest of it is the headline."""
    whole = clean((root.findtext(".//head/title") or "")[:2_000])
    if not title or not whole.startswith(title) or whole == title:
        return None
    rest = [part for part in _TITLE_PARTS.split(whole[len(title) :]) if part.strip()]
    return rest[-1].strip(_EDGES) or None if rest and len(rest[-1].split()) <= 5 else None


# ---- its place among the blocks ----


def part(blocks: list[Block], title: str) -> None:
    """Part a block that has the title and, behind a line break, who wrote it."""
    for index, block in enumerate(blocks[:10]):
        rest = block.text.removeprefix(title)
        if block.kind != "furniture" and rest.startswith(" ") and bylines.byline(rest.strip()):
            blocks[index : index + 1] = [Block(title, "headline"), Block(rest.strip())]
            return


def put(blocks: list[Block], title: str) -> None:
    """Make the block that has the title the headline; where none has, set the title above all."""
    if any(block.kind == "headline" for block in blocks):
        return
    above = [block for block in blocks if block.kind == "subheading"] + blocks[:3]
    own_heading = next((block for block in above if clean(block.text) == title), None)
    if own_heading:
        own_heading.kind = "headline"
    else:
        blocks.insert(0, Block(title, "headline"))


def keep_one(blocks: list[Block], title: str | None) -> None:
    """Make all headings of the first rank but the headline subheadings: some sites set all headings so."""
    heads = [block for block in blocks if block.kind == "headline"]
    headline = next((block for block in heads if clean(block.text) == title), next(iter(heads), None))
    for block in heads:
        if block is not headline:
            block.kind = "subheading"
