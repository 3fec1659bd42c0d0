"""A number typed before a movement: `.12j` goes twelve lines down. Digits alone open the side panel's lists."""

from __future__ import annotations

_MOST = 9999
REPEATED = frozenset(
    {
        "down", "up", "page_down", "page_up", "left", "right", "word_left", "word_right",
        "next_hit", "previous_hit", "next_passage", "previous_passage", "next_article", "previous_article",
        "extend_left", "extend_right", "extend_word", "extend_word_back", "extend_word_end",
        "next_place", "previous_place", "next_column", "previous_column", "next_match", "previous_match",
        "open_next", "back", "forward",
    }
)  # fmt: skip
"""The actions that are done as often as the number says; others are done once."""


class Counts:
    """The number that is being typed, if any."""

    def __init__(self) -> None:
        self._digits: str | None = None

    def begin(self) -> None:
        """Take the digits that follow for a number."""
        self._digits = ""

    def take(self, key: str) -> bool:
        """Take a key for a digit of the number; return False where it is none, or no number is being typed."""
        if self._digits is None or not (key.isdecimal() and len(key) == 1):
            return False
        self._digits = (self._digits + key)[-len(str(_MOST)) :]
        return True

    @property
    def shown(self) -> str:
        """What is typed so far."""
        return f"{self._digits or ''}… now a movement, such as j or n"

    def times(self, action: str) -> int:
        """Return how often to do an action, and forget the number."""
        digits, self._digits = self._digits, None
        return max(1, int(digits)) if digits and action in REPEATED else 1
