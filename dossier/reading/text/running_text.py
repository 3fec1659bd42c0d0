"""An article as it is read aloud: paragraphs on one line each, without the signs of footnotes and soft hyphens.

What is extracted must not depend on where an editor broke the lines, and the sign of a footnote is not a digit of the
number before it (`120¹ people`). The article's text is never altered, so what was found is put back to where it stands.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, pairwise

from dossier.model import Article, Extraction, Passage, Zone
from dossier.reading.text.units import units
from dossier.text.footnotes import REFERENCE

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰᵏ"
_SIGNS = f"{_SUPERSCRIPTS}{_LETTERS}†‡"
_SOFT_HYPHEN = "\u00ad"
_DIVIDING = frozenset(f"{_SOFT_HYPHEN}\u200b\u2060")  # where a word may be divided, and where it may not
_LINE_END = re.compile(r"(?<=\S)[^\S\r\n]*(?:\r\n|\n|\r)\s*")
_DIVIDED = re.compile(r"\w-(?:\r\n|\n|\r)")
_SIGN = re.compile(rf"[{_SUPERSCRIPTS}]+(?:[,–-][{_SUPERSCRIPTS}]+)*|[{_LETTERS}](?!\w)|[†‡]+(?!\w)|{REFERENCE}:?")
# A line that begins or ends a block of code, with the name of its language, and the marks around code in a line.
_CODE = re.compile(r"^[^\S\r\n]*(`{3,}[^`\r\n]*?)[^\S\r\n]*$|(`+)", re.MULTILINE)
# m², km³ and s² are units; 10⁶ and 3 × 10⁶ are powers; x² and E=mc² are not footnotes either.
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdmµ]?m|[ks]?ft|in|yd|mi|ha|sq|sec|s|[^\W\d_])\Z")
_POWER = re.compile(r"(?<![\d.,])10[⁻⁺]?\Z")
_HYPHENED = re.compile(r"([^\W\d_]+)-\Z")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WIDE = (("\u3000", "\u9fff"), ("\uac00", "\ud7af"), ("\uff00", "\uffef"))


class RunningText:
    """An article with some stretches of its text replaced, and the way back from its offsets to the article's."""

    def __init__(self, article: Article, edits: list[tuple[int, int, str]]) -> None:
        self._original = article
        parts: list[str] = []
        self._starts, self._shifts = [0], [0]  # from this offset of the new text on, so much is to be added
        position = length = 0
        for start, end, text in edits:
            parts += [article.text[position:start], text]
            length += start - position + len(text)
            position = end
            self._starts.append(length)
            self._shifts.append(end - length)
        parts.append(article.text[position:])
        self._edits = [start for start, _, _ in edits]
        self._ends = [end for _, end, _ in edits]
        self._removed = [0, *accumulate(end - start - len(text) for start, end, text in edits)]
        self._lengths = [len(text) for _, _, text in edits]
        self.article = dataclasses.replace(
            article,
            text="".join(parts),
            zones=tuple(Zone(self._new(z.start), self._new(z.end), z.zone) for z in article.zones),
            passages=tuple(Passage(self._new(p.start), self._new(p.end)) for p in article.passages),
        )

    def _new(self, offset: int) -> int:
        """Return where an offset of the article's text stands in the new one."""
        at = bisect_right(self._edits, offset) - 1
        if at >= 0 and offset < self._ends[at]:
            return self._edits[at] - self._removed[at] + min(offset - self._edits[at], self._lengths[at])
        return offset - self._removed[at + 1]

    def _old(self, offset: int) -> int:
        """Return where the code point at an offset of the new text stands in the article's."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def restored(self, found: Extraction) -> Extraction:
        """Return what was found in the new text with its places, and the words there, in the article's text."""
        text = self._original.text

        def moved(item: object) -> object:
            start, end = self._old(item.start), self._old(item.end - 1) + 1  # type: ignore[attr-defined]
            return dataclasses.replace(item, start=start, end=end, text=text[start:end])  # type: ignore[type-var]

        return Extraction(*(tuple(map(moved, getattr(found, f.name))) for f in dataclasses.fields(found)))  # type: ignore[arg-type]


def running(article: Article) -> RunningText | None:
    """Return an article without line ends in paragraphs, footnote signs and soft hyphens; None where it has none."""
    edits = sorted(
        [*_line_ends(article), *_footnote_signs(article.text), *_invisible(article.text), *_code_marks(article)]
    )
    return RunningText(article, edits) if edits else None


def unbroken(words: str, text: str = "") -> str:
    """Return words of a text as they are written where no line ends in them; a divided word as the `text` has it."""
    if "\n" not in words and "\r" not in words:
        return words
    known = Counter(_WORD.findall(text)) if "-\n" in words or "-\r" in words else Counter[str]()
    parts: list[str] = []
    position = 0
    for end in _LINE_END.finditer(words):
        start, between = _between(words, end.start(), end.end(), known)
        parts += [words[position:start], between]
        position = end.end()
    return " ".join("".join([*parts, words[position:]]).split())


def _between(text: str, start: int, stop: int, known: Counter[str]) -> tuple[int, str]:
    """Return where the words before a line end stop, and what stands between them and those after it."""
    before, after = text[start - 1], text[stop : stop + 1]
    if before == _SOFT_HYPHEN:
        return start, ""
    if before == "-" and after.isalnum() and text[start - 2 : start - 1].strip(" -"):
        return start - _divided(text, start, stop, known), ""
    if _is_double_dash(text, start) or (_is_wide(before) and _is_wide(after)):
        return start, ""
    return start, " "


def _is_wide(letter: str) -> bool:
    """Return whether a letter is of a script that writes no spaces between words."""
    return any(first <= letter <= last for first, last in _WIDE)


def _line_ends(article: Article) -> list[tuple[int, int, str]]:
    text = article.text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(one.strip() and other.strip() for one, other in pairwise(lines)):
        return []
    edits = []
    known = Counter(_WORD.findall(text)) if _DIVIDED.search(text) else Counter[str]()
    front = article.zones[0].end if article.zones and text.startswith(("---", "+++")) else 0
    for unit in units(text, front):
        if "\n" in text[unit.start : unit.end] or "\r" in text[unit.start : unit.end]:
            for end in _LINE_END.finditer(text, unit.start, unit.end):
                start, between = _between(text, end.start(), end.end(), known)
                edits.append((start, end.end(), between))
    return edits


def _is_double_dash(text: str, end: int) -> bool:
    """Return whether two hyphens that stand for a dash end a line right after a word."""
    return text[end - 2 : end] == "--" and text[end - 3 : end - 2].isalnum()


def _divided(text: str, start: int, stop: int, words: Counter[str]) -> int:
    """Return 1 where the hyphen before a line end divides a word that is written without one elsewhere, else 0."""
    head, tail = _HYPHENED.search(text, max(0, start - 40), start), _WORD.match(text, stop)
    return int(bool(head and tail and words[head[1] + tail[0]] > words[f"{head[1]}-{tail[0]}"]))


def _invisible(text: str) -> list[tuple[int, int, str]]:
    """Return the edits that take out what only says where a word may be divided."""
    if not any(sign in text for sign in _DIVIDING):
        return []
    return [(at, at + 1, "") for at, letter in enumerate(text) if letter in _DIVIDING]


def _code_marks(article: Article) -> list[tuple[int, int, str]]:
    """Return the edits that take out the marks of code in Markdown, which open no quotation as in ``this''."""
    text = article.text
    if "`" not in text or "''" in text or not article.path.lower().endswith((".md", ".markdown")):
        return []
    return [(*found.span(found.lastindex or 0), "") for found in _CODE.finditer(text)]


def _footnote_signs(text: str) -> list[tuple[int, int, str]]:
    if not any(sign in text for sign in _SIGNS) and "[^" not in text:
        return []
    found = []
    for sign in _SIGN.finditer(text):
        start, end = sign.span()
        if sign[0][0] == "[":
            found.append((start, end, ""))
            continue
        if start == 0 or text[start - 1] in "\r\n" or text[end : end + 1] in {"⁄", "/"}:
            continue
        if text[start - 1] == " ":
            start -= 1
        elif _POWER.search(text, max(0, start - 4), start) or (
            sign[0] in {"²", "³"} and _UNIT.search(text, max(0, start - 4), start)
        ):
            continue
        found.append((start, end, ""))
    return found
