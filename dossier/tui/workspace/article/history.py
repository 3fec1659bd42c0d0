"""Back and forward through the places you have been."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Position:
    """An offset (code points) in an article."""

    article: str
    offset: int


class Trail:
    """A trail as in a web browser: a jump forgets what lay ahead."""

    def __init__(self) -> None:
        self._behind: list[Position] = []
        self._ahead: list[Position] = []

    def __len__(self) -> int:
        """Return how many places there are to go back to."""
        return len(self._behind)

    @property
    def behind(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self._behind)

    def leave(self, place: Position) -> None:
        """Remember where you were before a jump; the same place twice in a row counts once."""
        if not self._behind or self._behind[-1] != place:
            self._behind.append(place)
        del self._behind[:-_LONGEST]
        self._ahead.clear()

    def back(self, here: Position) -> Position | None:
        """Return the place before this one, or None at the beginning."""
        return self._step(self._behind, self._ahead, here)

    def forward(self, here: Position) -> Position | None:
        """Return the place you came back from, or None where there is none."""
        return self._step(self._ahead, self._behind, here)

    @staticmethod
    def _step(source: list[Position], target: list[Position], here: Position) -> Position | None:
        while source:
            place = source.pop()
            if place != here:
                target.append(here)
                return place
        return None
