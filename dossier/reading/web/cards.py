"""Boxes of a page that lead to other stories: a linked title with a line or two, alone or several in a row."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from dossier.reading.web.counting import HEADINGS, MOST, own_words, words_of

_MORE = re.compile(
    r"(?:read|see|learn|find out|full|continue|more\b|weiter|mehr\b|lire|leer|seguir|ler\b|leia|leggi|lees)",
    re.IGNORECASE,
)
_LONGEST_CARD = 80  # words of a link to another story
_ROW, _FILLED = 3, 0.7  # boxes in a row, and their part of the words around them
_LONGEST_TEASER = 60  # words


def is_card(element: Any) -> bool:
    """Return whether an element is a link round the title of another story and a line or two on it."""
    if element.tag != "a" or not element.get("href") or "#" in element.get("href"):
        return False
    parts = sum(1 for part in islice(element.iter("div", "p", "h2", "h3", "h4", "h5", "h6"), MOST) if own_words(part))
    return parts > 1 and next(element.iter("h1"), None) is None and len(words_of(element)) <= _LONGEST_CARD


def card_rows(top: Any) -> set[Any]:
    """Return the elements below an element that are boxes in a row, each with the linked title of another story.

    The boxes are named alike, hold a line or two each and fill the element they stand in. Boxes that hold half of
    the words are the page's stories.
    """
    rows: dict[tuple[Any, str, str], list[Any]] = {}
    for box in top.iter("div", "li", "article", "section"):
        if named := box.get("class"):
            rows.setdefault((box.getparent(), box.tag, named.split()[0] if named.strip() else ""), []).append(box)
    found = {box for (outer, _, _), row in rows.items() if len(row) >= _ROW and _is_row(outer, row) for box in row}
    return found if found and sum(len(words_of(box)) for box in found) < len(words_of(top)) / 2 else set()


def _is_row(outer: Any, row: list[Any]) -> bool:
    return all(map(_is_teaser, row)) and sum(len(words_of(box)) for box in row) >= _FILLED * len(words_of(outer))


def _is_teaser(box: Any) -> bool:
    """Return whether a box holds only a line or two besides the title of another story, which is a link."""
    if len(words_of(box)) > _LONGEST_TEASER:
        return False
    links = [link for link in islice(box.iter("a"), 5) if link.get("href") and "#" not in link.get("href")]
    return any(len(words_of(link)) > 2 and (is_link_card(link) or _opens(link, box)) for link in links)


def _opens(link: Any, box: Any) -> bool:
    """Return whether a box begins with a link."""
    return " ".join(words_of(box)).startswith(" ".join(words_of(link)))


def is_link_card(link: Any) -> bool:
    """Return whether a link leads from a teaser to its story: a linked heading or paragraph, or “read more”."""
    if not link.get("href"):
        return False
    holds = next(link.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "div"), None) is not None
    inside = any(outer.tag in HEADINGS for outer in islice(link.iterancestors(), 4))
    return holds or inside or bool(_MORE.match(" ".join(words_of(link))))
