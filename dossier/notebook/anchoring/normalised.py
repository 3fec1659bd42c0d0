"""A text as it reads, whatever its line breaks, quotation marks and Unicode form, with the way back to its offsets.

Two stretches that are equal here have the same words: runs of white space are one space, typographic quotation
marks are straight, letters are composed (NFC), and what has no width (soft hyphens, byte order marks) is gone.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from dataclasses import dataclass

_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′‹›", "'"))
_NO_WIDTH = "\u00ad\u200b\u2060\ufeff"
# White space that is not one plain space, and what has no width.
_UNEVEN = rf"[\s{_NO_WIDTH}]{{2,}}|[^\S ]|[{_NO_WIDTH}]"
_VOWELS_AND_TAILS = "\u1160-\u11ff"  # of Korean syllables, which join what stands before them
_DROPPED = re.compile(f"[{_NO_WIDTH}]")


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """The text as it reads; `_here` and `_there` are the offsets at which it and the original drift apart."""

    text: str
    _here: tuple[int, ...]
    _there: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's offsets of a stretch that begins and ends with a visible character."""
        return self._place(start), self._place(end - 1) + self._width(end - 1)

    def _place(self, at: int) -> int:
        index = bisect.bisect_right(self._here, at) - 1
        return self._there[index] + min(at - self._here[index], self._room(index))

    def _room(self, index: int) -> int:
        """Return how far the original can be followed one for one from this breakpoint."""
        after = self._there[index + 1] if index + 1 < len(self._there) else None
        return after - self._there[index] if after is not None else len(self.text)

    def _width(self, at: int) -> int:
        """Return how many code points of the original one character here stands for."""
        index = bisect.bisect_right(self._here, at) - 1
        last_here = index + 1 < len(self._here) and self._here[index + 1] == at + 1
        return self._there[index + 1] - self._place(at) if last_here else 1


def plain(text: str) -> NormalisedText:
    """Return a text with differences of form removed, in time linear in its length."""
    even = text.translate(_MARKS)
    uneven = re.compile(_UNEVEN + _composed(even))
    pieces: list[str] = []
    here, there = [0], [0]
    length = last = 0
    for match in uneven.finditer(even):
        found = match.group()
        if found[0].isspace() or found[0] in _NO_WIDTH:
            new = " " if _DROPPED.sub("", found) else ""
        else:
            new = unicodedata.normalize("NFC", found)
        before = even[last : match.start()]
        pieces += (before, new)
        length += len(before)
        here += (length, length + len(new))
        there += (match.start(), match.end())
        length += len(new)
        last = match.end()
    pieces.append(even[last:])
    return NormalisedText("".join(pieces), tuple(here), tuple(there))


def _composed(text: str) -> str:
    """Return the rest of a pattern, for a letter with what joins it and for any that NFC writes otherwise."""
    if unicodedata.is_normalized("NFC", text):
        return ""
    there = set(text)
    joining = "".join(map(re.escape, sorted(one for one in there if unicodedata.category(one) in {"Mn", "Mc"})))
    other = "".join(map(re.escape, sorted(one for one in there if unicodedata.normalize("NFC", one) != one)))
    pattern = rf"|[^\s{_NO_WIDTH}][{joining}{_VOWELS_AND_TAILS}]+"
    return pattern + (f"|[{other}]" if other else "")


def reads(text: str) -> str:
    """Return a text as it reads, without white space around it."""
    return plain(text).text.strip()
