"""An article as it is laid on the page: which lines are paragraphs, and where a blank row parts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from dossier.model import Article
from dossier.tui.text.spans import SpanIndex, StyledSpan
from dossier.tui.text.wrap import Paragraph, Rows, drawable, paragraphs, wrap

_TIGHT = frozenset({"furniture", "byline", "dateline"})
# Within a passage a line end only says where a program broke the line; before a list or an indent, a person did.
_SOFT = re.compile(r"(?<![\r\n])(?:\r\n|\n|\r)(?![\s\-*•·–#>|]|\d+[.)])")


@dataclass(frozen=True, slots=True)
class ArticleLayout:
    """An article made ready for wrapping: what is drawn of its text, its paragraphs, and its zones but the body."""

    text: str
    blocks: tuple[Paragraph, ...]
    zones: SpanIndex
    passages: tuple[int, ...]

    def wrap(self, width: int) -> Rows:
        """Wrap it to rows of at most `width` cells."""
        return wrap(self.text, self.blocks, width)


def set_page(article: Article) -> ArticleLayout:
    """Make an article ready for wrapping."""
    text = _join_lines(article)
    starts = [zone.start for zone in article.zones]

    def zone_at(offset: int) -> str:
        index = bisect_right(starts, offset) - 1
        return article.zones[index].zone if index >= 0 else "body"

    blocks: list[Paragraph] = []
    before = ""
    for block in paragraphs(text):
        here = zone_at(block.begin)
        apart = block.gap or here != before or here not in _TIGHT
        blocks.append(block._replace(gap=bool(blocks) and apart))
        before = zone_at(block.end - 1)
    zones = SpanIndex(StyledSpan(zone.start, zone.end, zone.zone) for zone in article.zones if zone.zone != "body")
    return ArticleLayout(drawable(text), tuple(blocks), zones, tuple(passage.start for passage in article.passages))


def _join_lines(article: Article) -> str:
    """Return the text with spaces for line ends inside passages, one code point for one, so that they flow."""
    pieces, last = [], 0
    for passage in article.passages:
        piece = article.text[passage.start : passage.end]
        if "\n" in piece or "\r" in piece:
            pieces += [article.text[last : passage.start], _SOFT.sub(_as_space, piece)]
            last = passage.end
    return "".join([*pieces, article.text[last:]])


def _as_space(match: re.Match[str]) -> str:
    return " " if len(match.group()) == 1 else "\u200c "
