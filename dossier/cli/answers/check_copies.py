"""Copies of a checked draft: Markdown with footnotes, and the Word file itself with comments."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dossier.text.footnotes import check_reference, without_check
from dossier.text.found_again import FoundAgain
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from docx.text.run import Run

    from dossier.model import CheckedClaim

_BLOCKS = frozenset({"fence", "code_block", "html_block"})
_CLOSING = frozenset("”\"’'»“")
_LINE_END = re.compile(r"\r\n|\n|\r")
# Code, a link or a picture with its address, a comment or a tag.
_INLINE = re.compile(
    r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)"
    r"|!?\[(?:[^\[\]\n]|\[[^\]\n]*\])*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])"
    r"|<!--.*?-->|<[^<>\n]+>",
    re.DOTALL,
)
_NOT_READ = "ancestor::w:del or ancestor::w:moveFrom or ancestor::*[local-name() = 'Fallback'] or ../w:rPr/w:vanish"


def markdown(text: str, claims: Sequence[CheckedClaim]) -> bytes:
    """Return the draft as Markdown with a footnote behind each claim, and without those of an earlier check.

    Apart from them every character stays. Code, links and comments hold no footnotes: theirs stand behind them.
    """
    if text != (cleaned := without_check(text)):
        claims = [replace(claim, end=len(without_check(text[: claim.end]))) for claim in claims]
        text = cleaned
    newline = "\r\n" if "\r\n" in text else "\n"
    closed = list(_closed(text))
    behind_blocks = {end for _, end, is_block in closed if is_block}
    references: defaultdict[int, str] = defaultdict(str)
    last = 0
    for number, claim in enumerate(claims, 1):
        last = max(last, _behind(text, claim, closed))
        references[last] += check_reference(number)
    parts, at = [], 0
    for place, marks in references.items():
        parts += [text[at:place], marks]
        if place in behind_blocks:  # a paragraph of their own
            parts.append(newline if text[place : place + 1] in {"\r", "\n"} else newline * 2)
        at = place
    parts.append(text[at:])
    notes = [f"{check_reference(n)}: **{_told_as(claim)}** {one_line(claim.why)}" for n, claim in enumerate(claims, 1)]
    if notes:
        ended = "".join(parts).endswith(("\n", "\r"))
        parts += ["" if ended else newline, newline, newline.join(notes), newline]
    return "".join(parts).encode("utf-8", errors="replace")


def _behind(text: str, claim: CheckedClaim, closed: Sequence[tuple[int, int, bool]]) -> int:
    """Return where the reference of a claim stands: behind its words, the mark that closes a quotation, and a link."""
    place = claim.end + (claim.kind == "quote" and text[claim.end : claim.end + 1] in _CLOSING)
    return max([place, *(end for start, end, _ in closed if start < place < end)])


def _closed(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches of Markdown that hold no footnotes, and of each whether it is a block."""
    from markdown_it import MarkdownIt

    starts = [0, *(found.end() for found in _LINE_END.finditer(text)), len(text)]
    for token in MarkdownIt("commonmark").parse(text):
        if token.map and token.type in _BLOCKS:
            yield starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)], True
    for found in _INLINE.finditer(text):
        yield found.start(), found.end(), False


def word(data: bytes, text: str, claims: Sequence[CheckedClaim]) -> tuple[bytes, list[CheckedClaim]]:
    """Return a Word file with a comment at each claim, and the claims that do not stand in its body.

    `text` is what the draft was read as. The words of the file stay as they are; a run is parted where a claim begins
    or ends within it.
    """
    import docx

    document = docx.Document(io.BytesIO(data))
    words = _Words(document.element.body)
    elsewhere = []
    for claim in claims:
        runs = words.runs(text, claim)
        if not runs:
            elsewhere.append(claim)
            continue
        document.add_comment(
            runs, text=f"{_told_as(claim)}: {one_line(claim.why)}", author="dossier check", initials="dc"
        )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue(), elsewhere


def _told_as(claim: CheckedClaim) -> str:
    return claim.status if claim.accepted is None else f"{claim.status}, accepted"


class _Words:
    """The words of a document's body: for each character its element of text, and its place there."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self._places = [(element, at) for element in _texts(body) for at in range(len(element.text or ""))]
        self._found = FoundAgain("".join(element.text for element, at in self._places if at == 0))

    def runs(self, text: str, claim: CheckedClaim) -> list[Run]:
        """Return the first and the last run of a claim's words, parted so that they hold nothing else.

        Paragraphs are joined otherwise in `text`, so that white space does not count.
        """
        from docx.text.run import Run

        found = self._found.find(text, claim.start, claim.end)
        if found is None:
            return []
        start, end = found
        self._part(end - 1, 1)
        self._part(start, 0)
        return [Run(self._places[at][0].getparent(), self._body) for at in (start, end - 1)]

    def _part(self, place: int, behind: int) -> None:
        """Part a run at a character, or one `behind` it; the characters from there on know their new element."""
        element, at = self._places[place]
        run, texts = element.getparent(), list(_texts(element.getparent(), "./w:t"))
        _, rest = _parted(element, at + behind)
        if rest is run:
            return
        now = dict(zip(texts[texts.index(element) :], _texts(rest, "./w:t"), strict=True))
        for later in range(place + behind, len(self._places)):
            was, offset = self._places[later]
            if was not in now:
                break
            self._places[later] = (now[was], offset - at - behind if was is element else offset)


def _texts(root: Any, path: str = ".//w:r/w:t") -> Iterator[Any]:
    """Yield the elements that hold the words of a document, in order, as they are read of a draft.

    Left out are those that a tracked change removed, hidden ones, and those for older programs, which are there twice.
    """
    yield from root.xpath(f"{path}[not({_NOT_READ})]")


def _parted(element: Any, at: int) -> tuple[Any, Any]:
    """Return the runs before and behind a place in an element of text; one and the same at an end of its run."""
    from docx.oxml.ns import qn

    run, words = element.getparent(), element.text or ""
    content = [child for child in run if child.tag != qn("w:rPr")]
    if at == 0 and content[0] is element:
        return run, run
    if at == len(words) and content[-1] is element:
        return run, run
    rest = deepcopy(run)
    run.addnext(rest)
    place = content.index(element)
    copies = [child for child in rest if child.tag != qn("w:rPr")]
    for child in content[place + 1 :]:
        run.remove(child)
    for child in copies[:place]:
        rest.remove(child)
    for one, kept in ((element, words[:at]), (copies[place], words[at:])):
        one.text = kept
        one.set(qn("xml:space"), "preserve")
    return run, rest
