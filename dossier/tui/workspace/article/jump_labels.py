"""Jump labels: a letter on every visible name, number, quote and hit; pressing it goes there."""

from __future__ import annotations

from collections.abc import Callable

from dossier.tui.widgets import Reader

# The home row first, then what is reached easily; every label is one or two of these, none the start of another.
LETTERS = "asdfjklghqweruiopzxcvnmtyb"
KINDS = ("person", "org", "place", "nationality", "event", "number", "date", "quote", "hit", "pointed", "current-hit")


def labels(count: int) -> list[str]:
    """Return this many labels: single letters, and two letters each for those that are too many for that."""
    letters = len(LETTERS)
    firsts = min(letters, max(0, -(-(count - letters) // (letters - 1))))  # letters that only begin a pair
    singles = list(LETTERS[: letters - firsts])
    pairs = [first + second for first in LETTERS[letters - firsts :] for second in LETTERS]
    return [*singles, *pairs][:count]


class JumpLabels:
    """The labels over the reader while they are on."""

    def __init__(self, reader: Reader, go: Callable[[int], object]) -> None:
        """Set them up, switched off; `go` takes the reader to an offset of the open article."""
        self._reader, self._go = reader, go
        self._there: dict[str, int] = {}
        self._typed = ""

    @property
    def on(self) -> bool:
        """Whether labels are shown and the next key belongs to them."""
        return bool(self._there)

    def show(self) -> bool:
        """Label what is in sight; False where there is nothing."""
        starts = sorted({span.start for span in self._reader.visible_spans(KINDS)})
        self._there = dict(zip(labels(len(starts)), starts, strict=False))
        self._typed = ""
        if self._there:
            self._reader.show_labels(self._there)
        return self.on

    def take(self, key: str) -> bool:
        """Take a key: the first letter of a pair, the end of a label, or anything else, which lets them go."""
        self._typed += key
        if self._typed in self._there:
            offset = self._there[self._typed]
            self.hide()
            self._go(offset)
            return True
        if any(label.startswith(self._typed) for label in self._there):
            return True
        self.hide()
        return key == "escape"

    def hide(self) -> None:
        """Take them away."""
        self._there = {}
        self._typed = ""
        self._reader.hide_labels()
