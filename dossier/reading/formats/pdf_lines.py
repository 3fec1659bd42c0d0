"""The characters of a page of a PDF become its lines: words, boxes and type, in the order in which they are read.

What only the places of characters show is put right here: raised figures, initials over several lines, words set with
wide or narrow spaces, text that runs from right to left, and the numbers of lines at the margin of transcripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from dossier.reading.blocks.block import clean, raised
from dossier.reading.data import words as words_of

_LIGATURE = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")  # ﬁ and its kin, and forms of Arabic letters
_NUMBER = re.compile(r"\d{1,3}")
_NUMBERED = re.compile(r"(\d{1,3})\s+(?=\S)")
_INITIAL = re.compile(r"[“\"'‘«]?[^\W\d_]")
_SPACED = re.compile(r"(?:\b[^\W\d_]\b\W?\s+){5,}")
_LETTERS = re.compile(r"[^\W\d_]{25,}")
_LEFT_TO_RIGHT = re.compile(r"[^\W_](?:[\w.,:/%+@#&'’–-]*[^\W_])?")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_SMALL = 0.8  # of the type of its line is what is raised
_LARGE = 1.7  # times the type of its line is an initial
_MOST = 200  # signs or initials of a page that are looked at
_FEWEST_NUMBERS = 5  # lines with numbers at the margin, for them to be the numbers of lines


@dataclass(slots=True)
class Line:
    """A line of a page: its words, its box in points (y grows upwards), size of type, whether all is bold."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    page: int


def page_lines(layout: Any, page: int) -> tuple[list[Line], str]:
    """Return the lines of a laid-out page, and the numbers of its lines where it has any, in one string."""
    from pdfminer.layout import LTChar, LTTextBox, LTTextLine

    found = []
    for box in layout:
        for item in box if isinstance(box, LTTextBox) else ():
            if isinstance(item, LTTextLine):
                chars = [char for char in item if isinstance(char, LTChar)]
                if chars and (line := _line(item, chars, page)).text:
                    found.append(line)
    found, numbers = _without_numbers(_with_initials(_with_raised(found)))
    return _mirrored(found, layout.width), numbers


def _line(item: Any, chars: list[Any], page: int) -> Line:
    size = _middle(round(char.size, 1) for char in chars) or 1.0
    bold = all(_BOLD.search(char.fontname) for char in chars)
    figure = chars[0].get_text().isdigit()
    initial = 0 if figure else sum(char.size > _LARGE * size for char in chars[:2])  # with the quotation mark before it
    usual = chars[initial:] or chars
    low = _middle(char.y0 for char in usual)
    text = clean(_LIGATURE.sub(_letters, _text(item, size, low).replace("\f", " ")))
    text = _respaced(text, initial, chars, size)
    y0, y1 = min(char.y0 for char in usual), max(char.y1 for char in usual)
    return Line(_logical(text, chars), item.x0, y0, item.x1, y1, size, bold, page)


def _respaced(text: str, initial: int, chars: list[Any], size: float) -> str:
    """Return text without the space behind an initial, and letters that are set apart as words."""
    if initial and text[:1] not in "AI":
        text = text[:initial] + text[initial:].lstrip()
    return clean(_spaced(chars, size)) if _SPACED.search(text) or _LETTERS.search(text) else text


_BOLD = re.compile("bold|black", re.IGNORECASE)


def _middle(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def _text(item: Any, size: float, low: float) -> str:
    """Return the text of a line, raised figures as superscripts."""
    from pdfminer.layout import LTChar

    parts: list[str] = []
    above = ""
    for char in item:
        text = char.get_text()
        is_raised = isinstance(char, LTChar) and char.size <= _SMALL * size and char.y0 >= low + 0.15 * size
        if is_raised and not text.isspace():
            above += text
            continue
        parts += [raised(above), text]
        above = ""
    return "".join(parts) + raised(above)


def _letters(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _spaced(chars: list[Any], size: float) -> str:
    """Return a line whose letters are set apart, or its words close together, with the spaces that its gaps show."""
    letters = [char for char in chars if not char.get_text().isspace()]
    gaps = [b.x0 - a.x1 for a, b in pairwise(letters)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    limit = usual + max(0.06 * size, 0.5 * usual)
    parts = [letters[0].get_text()] if letters else []
    for gap, char in zip(gaps, letters[1:], strict=True):
        parts.append((" " if gap > limit else "") + char.get_text())
    return _LIGATURE.sub(_letters, "".join(parts))


def _logical(text: str, chars: list[Any]) -> str:
    """Return text that runs from right to left in the order in which it is read; a page has it as it is seen."""
    rtl = [char for char in chars if unicodedata.bidirectional(char.get_text()[:1] or " ") in {"R", "AL"}]
    if 2 * len(rtl) < sum(char.get_text().isalpha() for char in chars) or not rtl:
        return text
    seen = sum(b.x0 > a.x0 for a, b in pairwise(rtl))
    if 2 * seen < len(rtl) - 1:
        return text  # drawn in the order of reading
    return _LEFT_TO_RIGHT.sub(_turned, text[::-1].translate(_MIRRORED))


def _turned(match: re.Match[str]) -> str:
    """Return figures and words of Latin script within a turned line the way they run."""
    word = match[0]
    return word if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in word) else word[::-1]


def _mirrored(lines: list[Line], width: float) -> list[Line]:
    """Return the lines of a page that is read from right to left with their boxes as if seen in a mirror."""
    letters = Counter(
        unicodedata.bidirectional(letter) in {"R", "AL"} for line in lines for letter in line.text if letter.isalpha()
    )
    if letters[True] <= letters[False]:
        return lines
    return [replace(line, x0=width - line.x1, x1=width - line.x0) for line in lines]


def _with_raised(lines: list[Line]) -> list[Line]:
    """Return lines with raised figures that stand by themselves added to the words before them."""
    small = [line for line in lines if _NUMBER.fullmatch(line.text)][:_MOST]
    for sign in small:
        before = [
            line
            for line in lines
            if line is not sign
            and sign.size <= _SMALL * line.size
            and abs(line.x1 - sign.x0) < 0.4 * line.size
            and line.y0 + 0.15 * line.size < sign.y0 < line.y1
        ]
        if before:
            before[0].text += raised(sign.text)
            before[0].x1 = sign.x1
            lines = [line for line in lines if line is not sign]
    return lines


def _with_initials(lines: list[Line]) -> list[Line]:
    """Return lines with an initial over several of them put before the first."""
    for initial in [line for line in lines if _INITIAL.fullmatch(line.text)][:_MOST]:
        if beside := [line for line in lines if _is_beside_initial(line, initial)]:
            first = max(beside, key=lambda line: line.y1)
            first.text = initial.text + (" " if initial.text in {"A", "I"} else "") + first.text
            lines = [line for line in lines if line is not initial]
    _join_initials(lines)
    return lines


def _join_initials(lines: list[Line]) -> None:
    """Join A and I to the rest of their word where they are not a word by themselves."""
    words = Counter(word for line in lines for word in re.findall(r"[^\W\d_]+", line.text))
    for line in lines:
        # "A ferry" and not "Aferry", but "After" and not "A fter": a word stands elsewhere too, and a rest does not.
        if (start := re.match(r"([AI]) ([a-z]+)", line.text)) and words[start[2]] < 2 and _is_rest(start[0], words):
            line.text = line.text.replace(" ", "", 1)


def _is_beside_initial(line: Line, initial: Line) -> bool:
    """Return whether a line stands beside an initial that is as high as several lines."""
    near = initial.size > _LARGE * line.size and -2 < line.x0 - initial.x1 < 2 * line.size
    return near and initial.y0 - line.size < line.y0 and line.y1 < initial.y1 + line.size


def _is_rest(start: str, words: Counter[str]) -> bool:
    """Return whether an initial and what follows it are one word: as such it stands elsewhere, or it has no vowel."""
    whole = start.replace(" ", "")
    return words[whole] + words[whole.lower()] > 0 or whole.lower() in words_of("initial_words")


def _without_numbers(lines: list[Line]) -> tuple[list[Line], str]:
    """Return lines without the numbers that stand beside them at the margin, and those numbers."""
    for numbers in (*_number_columns(lines, "x0"), *_number_columns(lines, "x1")):
        if _counts_up([int(line.text) for line in numbers]) and _at_margin(numbers, lines):
            gone = {id(line) for line in numbers}
            return [line for line in lines if id(line) not in gone], " ".join(line.text for line in numbers)
    return _without_leading_numbers(lines)


def _number_columns(lines: list[Line], edge: str) -> list[list[Line]]:
    """Return the numbers that stand one below the other at an edge, from top to bottom."""
    columns: dict[int, list[Line]] = {}
    for line in sorted(lines, key=lambda line: -line.y0):
        if _NUMBER.fullmatch(line.text):
            columns.setdefault(round(getattr(line, edge) / 3), []).append(line)
    return list(columns.values())


def _without_leading_numbers(lines: list[Line]) -> tuple[list[Line], str]:
    """Return lines without numbers that the page sets so near to them that they seem their first words."""
    begun = sorted((line for line in lines if _NUMBERED.match(line.text)), key=lambda line: -line.y0)
    numbers = [match[1] for line in begun if (match := _NUMBERED.match(line.text))]
    if not _counts_up([int(number) for number in numbers]) or len(begun) < 0.7 * len(lines):
        return lines, ""
    for line in begun:
        line.text = _NUMBERED.sub("", line.text, count=1)
    return lines, " ".join(numbers)


def _counts_up(numbers: Sequence[int]) -> bool:
    """Return whether numbers are those of lines: each, or each fifth, is one more; a few may be missing."""
    if len(numbers) < _FEWEST_NUMBERS:
        return False
    steps = Counter(b - a for a, b in pairwise(numbers))
    return steps.keys() <= set(range(1, 26)) and (steps[1] + steps[5]) >= 0.8 * (len(numbers) - 1)


def _at_margin(numbers: Sequence[Line], lines: Iterable[Line]) -> bool:
    """Return whether numbers stand beside the text: to the left or to the right of every line at their height."""
    ids = {id(line) for line in numbers}
    others = [line for line in lines if id(line) not in ids]
    left = max(line.x1 for line in numbers)
    right = min(line.x0 for line in numbers)
    return bool(others) and (
        all(line.x0 > left for line in _level(others, numbers))
        or all(line.x1 < right for line in _level(others, numbers))
    )


def _level(lines: Iterable[Line], numbers: Sequence[Line]) -> Iterator[Line]:
    top, bottom = numbers[0].y1, numbers[-1].y0
    return (line for line in lines if bottom <= (line.y0 + line.y1) / 2 <= top)
