"""The lines of a document's pages, put into reading order and joined into paragraphs.

Columns are found by the gap that the fewest lines cross; what crosses it (a headline over both columns) parts what is
above from what is below. Heads and feet that pages repeat are the page's own, not the article's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from dossier.model import PAGE_BREAK
from dossier.reading.blocks.block import Block
from dossier.reading.data import words as listed
from dossier.reading.formats.pdf_lines import Line
from dossier.reading.text.head import bylines, printed_dates

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|página|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?\W*", re.IGNORECASE
)
# What browsers print above a page: when it was printed, which is not when it was published.
_PRINTED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}")
_PRINTED_FOOT = re.compile(r"(?:https?|file|about|data):\S*\s*(?:\d+/\d+)?\s*\Z")
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\Z")
_RANGE = re.compile(r"\d[-–]\Z")
_FOOTNOTE = re.compile(r"(?:\d{1,2}|[*†‡]{1,3})\s?(?=[^\W\d_“\"])")
_LOWER = re.compile(r"([a-zß-öø-ÿ][^\W\d_]*)")
_TEXT = 8  # words; a byline or date has fewer
_COLUMN, _WIDE = 6, 120  # lines, and points of their width, that make a column of text
_MARGIN = 0.12  # of the page's height, above and below, where heads and feet stand


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def blocks(pages: list[list[Line]], heights: list[float]) -> list[Block]:
    """Return the blocks of a document from the lines of its pages."""
    body_size = _body_size(pages)
    bodies, heads, feet = _without_running(pages, heights)
    paragraphs: list[_Paragraph] = []
    for page in bodies:
        for fresh in _paragraphs(in_order(page)):
            if paragraphs and _goes_on(paragraphs[-1], fresh):
                paragraphs[-1].lines += fresh.lines
            elif not _goes_on_behind_note(paragraphs, fresh):
                paragraphs.append(fresh)
    found = list(_with_kinds(paragraphs, bodies, body_size))
    return [Block(head, "furniture") for head in heads] + found + [Block(foot, "furniture") for foot in feet]


def _with_kinds(paragraphs: list[_Paragraph], bodies: list[list[Line]], body_size: float) -> Iterator[Block]:
    """Yield the paragraphs as blocks with a kind where their place, size and neighbours tell one."""
    title = _title(paragraphs, body_size)
    everything = "\n".join(line.text for line in chain.from_iterable(bodies))
    words = Counter(_WORD.findall(everything))
    footnotes = not _RAISED.isdisjoint(everything)
    marked = False  # whether text was seen, below which notes may stand
    above, below_title = title is not None, False
    number = 0
    for paragraph in paragraphs:
        text = PAGE_BREAK * (paragraph.lines[0].page - number) + _joined(paragraph.lines, words)
        number = paragraph.lines[-1].page
        block = _block(paragraph, text, body_size, is_title=paragraph is title)
        small, count = paragraph.size < 0.95 * body_size, len(text.split())
        if small and marked and _FOOTNOTE.match(paragraph.lines[0].text):
            block.kind = "furniture"
        marked |= footnotes and not small and count > _TEXT
        if block.kind == "headline":
            above, below_title = False, True
        elif block.kind != "furniture":
            below_title = _near_title(block, count, above=above, below=below_title)
        yield block


def _near_title(block: Block, count: int, *, above: bool, below: bool) -> bool:
    """Set the kind of a block that stands above the title or directly below; return whether the next one still may."""
    if above and count <= _IMPRINT:
        block.kind = "furniture"  # the paper's name and what it says of itself
        return below
    if below and count <= _BYLINE:
        block.kind = None  # whatever its type, as likely the byline or the date
        return True
    return False


_RAISED = frozenset("¹²³⁴⁵⁶⁷⁸⁹")
_IMPRINT, _BYLINE = 40, 20  # words above and below a title that are not part of the text


def in_order(lines: list[Line]) -> list[Line]:
    """Return the lines of a page, or of a part of it, in the order in which they are read."""
    gutter = _gutter(lines)
    if gutter is None:
        return _rows(lines)
    bars = sorted((line for line in lines if line.x0 < gutter < line.x1), key=lambda line: -line.y1)
    rest = [line for line in lines if not line.x0 < gutter < line.x1]
    ordered: list[Line] = []
    for bar in bars:
        ordered += _columns([line for line in rest if line.y0 >= bar.y0], gutter)
        ordered.append(bar)
        rest = [line for line in rest if line.y0 < bar.y0]
    return ordered + _columns(rest, gutter)


def _columns(lines: list[Line], gutter: float) -> list[Line]:
    """Return the lines left of a gutter in order, then those right of it."""
    left = in_order([line for line in lines if line.x1 <= gutter])
    return left + in_order([line for line in lines if line.x0 >= gutter])


def _gutter(lines: list[Line]) -> float | None:
    """Return the x between two columns, None where there is one column."""
    if len(lines) < 6:
        return None
    edges = (x - 1.5 for x in sorted({round(line.x0) for line in lines})[:200])
    found = [(across, edge) for edge in edges if (across := _across(lines, edge)) is not None]
    return min(found, key=lambda one: one[0])[1] if found else None


def _across(lines: list[Line], edge: float) -> int | None:
    """Return how many lines stand across an edge between two columns; None where there are no two columns there."""
    left = [line for line in lines if line.x1 <= edge]
    right = [line for line in lines if line.x0 >= edge]
    across = len(lines) - len(left) - len(right)
    if min(len(left), len(right)) < 3 or across > 0.4 * len(lines):
        return None
    wide = _width(left) >= 60 and _width(right) >= 60
    return across if wide and _beside(left, right) else None


def _width(lines: list[Line]) -> float:
    """Return how wide lines are; wide spaces part some of them into words, so the longer ones count."""
    return sorted(line.x1 - line.x0 for line in lines)[len(lines) * 4 // 5]


def _beside(left: list[Line], right: list[Line]) -> bool:
    """Return whether two columns stand side by side for most of the shorter one."""
    few, many = sorted((left, right), key=len)
    top, bottom = max(line.y1 for line in many), min(line.y0 for line in many)
    level = sum(bottom <= (line.y0 + line.y1) / 2 <= top for line in few)
    # A column may begin below a picture, or end above one.
    wide = len(few) >= _COLUMN and min(_width(few), _width(many)) > _WIDE
    return level >= 0.5 * len(few) or (level > 1 and wide)


def _rows(lines: list[Line]) -> list[Line]:
    """Sort lines from top to bottom; what stands at one height, parted by the wide spaces of justified text, is one."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.y1, line.x0)):
        if not rows or (line.y0 + line.y1) / 2 < rows[-1][0].y0:
            rows.append([])
        rows[-1].append(line)
    return [line for row in rows for line in _joined_in_row(row)]


def _joined_in_row(row: list[Line]) -> list[Line]:
    """Return the lines of a row from left to right, those of one type that stand near each other as one."""
    ordered: list[Line] = []
    for line in sorted(row, key=lambda line: line.x0):
        before = ordered[-1] if ordered else None
        if before and line.size == before.size and line.x0 - before.x1 < 6 * line.size:
            text, bold = f"{before.text} {line.text}", before.bold and line.bold
            ordered[-1] = replace(before, text=text, x1=line.x1, bold=bold)
        else:
            ordered.append(line)
    return ordered


def _paragraphs(lines: list[Line]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    leading = _leading(lines)
    for before, line in pairwise([None, *lines]):
        assert line
        if before and found and not _parts(before, line, leading, _right(found[-1].lines)):
            found[-1].lines.append(line)
        else:
            found.append(_Paragraph([line]))
    return found


def _right(lines: list[Line]) -> float:
    return max(line.x1 for line in lines)


def _leading(lines: list[Line]) -> float:
    """Return the usual distance between the baselines of two lines, in sizes of their type."""
    gaps = sorted(
        (a.y0 - b.y0) / a.size for a, b in pairwise(lines) if 0 < a.y0 - b.y0 < 3 * a.size and a.size == b.size
    )
    return gaps[len(gaps) // 3] if gaps else 1.2


def _parts(before: Line, line: Line, leading: float, right: float) -> bool:
    """Return whether a new paragraph begins with a line."""
    if abs(before.size - line.size) > 0.1 * before.size or before.bold != line.bold:
        return True
    gap = before.y0 - line.y0
    if gap < 0 or gap > (leading + 0.3) * before.size:
        return True  # the next column, or a wide gap
    if gap < 0.3 * before.size:
        return line.x0 - before.x1 > 2 * before.size  # beside each other: one line, parted by a wide space
    if _stands_alone(before.text) or _stands_alone(line.text):
        return True
    return bool(_ENDS.search(before.text)) and _is_last(before, line, right)


def _is_last(before: Line, line: Line, right: float) -> bool:
    """Return whether a line that ends a sentence ends its paragraph: it is short, or the next is indented."""
    short = right - before.x1 > 4 * before.size and before.x1 - before.x0 < 0.8 * (right - before.x0)
    return short or line.x0 > before.x0 + 0.8 * before.size


def _stands_alone(text: str) -> bool:
    """Return whether a line is a byline or a date, with no more words."""
    if len(text) > 60:
        return False
    return bool(bylines.byline(text)) or printed_dates.is_date_line(text, printed_dates.find(text))


def _goes_on(before: _Paragraph, fresh: _Paragraph, *, cut: bool = False) -> bool:
    """Return whether a paragraph is the rest of the one before: a column or page ends between, or it is `cut`."""
    last, first = before.lines[-1], fresh.lines[0]
    broken = cut or last.page != first.page or first.y0 > last.y0
    if not broken or abs(last.size - first.size) > 0.1 * last.size or last.bold != first.bold or len(before.lines) < 2:
        return False
    return bool(_HYPHEN.search(last.text)) or not _ENDS.search(last.text)


def _goes_on_behind_note(paragraphs: list[_Paragraph], fresh: _Paragraph) -> bool:
    """Join a paragraph to the one that a caption or note in smaller type cuts; return whether there is one.

    The caption goes behind the sentence, or before it where that runs on to the next page.
    """
    first = fresh.lines[0]
    notes = (
        next((n for n in range(1, _NOTES + 1) if n < len(paragraphs) and not _is_note(paragraphs[-n], first)), 0) - 1
    )
    if notes < 1 or not first.text[0].islower() or not _goes_on(paragraphs[-notes - 1], fresh, cut=True):
        return False
    cut = paragraphs.pop(-notes - 1)
    cut.lines += fresh.lines
    paragraphs.insert(len(paragraphs) - notes if paragraphs[-1].lines[0].page == first.page else len(paragraphs), cut)
    return True


_NOTES = 4  # paragraphs back, the last of them the one that is cut


def _is_note(paragraph: _Paragraph, text: Line) -> bool:
    """Return whether a paragraph is set in smaller type than the text, as captions and footnotes are."""
    return paragraph.size < 0.92 * text.size and abs(paragraph.lines[0].page - text.page) <= 1


def _joined(lines: list[Line], words: Counter[str]) -> str:
    """Join lines, words that were hyphenated at a line's end too: as they are spelt elsewhere, else without hyphen."""
    text = lines[0].text
    for before, line in pairwise(lines):
        gap = PAGE_BREAK * (line.page - before.page)
        head, tail = _HYPHEN.search(text), _LOWER.match(line.text)
        if head and tail:
            text = (text if _keeps_hyphen(text, head[1], tail[1], words) else text[:-1]) + gap + line.text
        elif _RANGE.search(text) and line.text[0].isdigit():
            text += gap + line.text  # 1,200-1,500
        elif head and text[-1] != "\u00ad":
            text += gap + line.text  # a name with a hyphen: Jean-Pierre
        else:
            text += (gap or " ") + line.text
    return text


def _keeps_hyphen(text: str, head: str, tail: str, words: Counter[str]) -> bool:
    """Return whether the hyphen at a line's end belongs to the word: `co-owner`, or a form that stands elsewhere."""
    if text[-1] != "-":
        return False
    whole, hyphenated = words[head + tail], words[f"{head}-{tail}"]
    if whole != hyphenated:
        return hyphenated > whole
    compound = text[-len(head) - 2 : -len(head) - 1] == "-"  # state-of-the-
    if (head + tail).lower() in listed("weekdays"):
        return False
    return compound or head.lower() in listed("hyphen_heads") or tail.lower() in listed("hyphen_tails")


def _body_size(pages: list[list[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return min(sizes, key=lambda size: (-sizes[size], size)) if sizes else 10.0


def _title(paragraphs: list[_Paragraph], body_size: float) -> _Paragraph | None:
    """Return the paragraph in the largest type of the first page, if it is larger than that of the text."""
    first = [p for p in paragraphs[:30] if p.lines[0].page == 0 and len(" ".join(line.text for line in p.lines)) > 7]
    if not first:
        return None
    largest = max(first, key=lambda p: p.size)
    return largest if largest.size > 1.12 * body_size else None


def _block(paragraph: _Paragraph, text: str, body_size: float, *, is_title: bool) -> Block:
    if is_title:
        return Block(text, "headline")
    short = len(text.split()) <= 16 and not _ENDS.search(text)
    stands_out = paragraph.size > 1.08 * body_size or (paragraph.bold and paragraph.size >= 0.95 * body_size)
    return Block(text, "subheading" if short and stands_out and len(text.split()) > 1 else None)


def _without_running(pages: list[list[Line]], heights: list[float]) -> tuple[list[list[Line]], list[str], list[str]]:
    """Part the heads and feet that pages repeat, page numbers and what browsers print there, from the pages."""
    sized = list(zip(pages, heights, strict=True))
    runs = ({_running(line) for line in page if _in_margin(line, height)} for page, height in sized)
    marginal = Counter(chain.from_iterable(runs))
    bodies: list[list[Line]] = []
    heads: dict[str, str] = {}
    feet: dict[str, str] = {}
    for page, height in sized:
        margin = [line for line in page if _in_margin(line, height)]
        # What browsers print: a date and the title in one row above, the address and the page's number below.
        printed = [line.y0 for line in margin if _PRINTED.match(line.text)]
        own = [line for line in margin if _is_pages_own(line, marginal, printed)]
        for line in own:
            (heads if line.y0 > height / 2 else feet).setdefault(_DIGITS.sub("#", line.text), line.text)
        bodies.append(_without(page, own))
    return bodies, list(heads.values()), list(feet.values())


def _without(page: list[Line], own: list[Line]) -> list[Line]:
    gone = {id(line) for line in own}
    return [line for line in page if id(line) not in gone]


def _is_pages_own(line: Line, marginal: Counter[tuple[str, int]], printed: list[float]) -> object:
    """Return whether a line at the margin is repeated there, a page's number or what a browser prints."""
    return (
        marginal[_running(line)] > 1
        or any(abs(line.y0 - y) < 2 for y in printed)
        or _PAGE_NUMBER.fullmatch(line.text)
        or _PRINTED_FOOT.match(line.text)
    )


def _running(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.y0 / 4)


def _in_margin(line: Line, height: float) -> bool:
    return line.y0 > (1 - _MARGIN) * height or line.y1 < _MARGIN * height
