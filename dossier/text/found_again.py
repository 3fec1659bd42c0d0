"""Where the words of one text stand in another that has the same words, but other white space."""

from __future__ import annotations


class FoundAgain:
    """A text in which stretches of another one are found again, by their words and how often they stood before."""

    def __init__(self, text: str) -> None:
        self._places = [at for at, c in enumerate(text) if not c.isspace()]
        self._squeezed = "".join(text.split())

    def find(self, other: str, start: int, end: int) -> tuple[int, int] | None:
        """Return where `other[start:end]` stands in the text, in code points; None where it does not."""
        wanted = "".join(other[start:end].split())
        before = "".join(other[:start].split()) + wanted
        at = -1
        for _ in range(_count(before, wanted) if wanted else 0):
            at = self._squeezed.find(wanted, at + 1)
            if at < 0:
                return None
        return None if at < 0 else (self._places[at], self._places[at + len(wanted) - 1] + 1)


def _count(text: str, wanted: str) -> int:
    """Return how often some words stand in a text, overlapping ones too."""
    found, at = 0, text.find(wanted)
    while at >= 0:
        found, at = found + 1, text.find(wanted, at + 1)
    return found
