"""Entries of a list under headings, each with its places in the articles: what panels show and messages name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A stretch of an article, in code points."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the panel, with what belongs to it.

    `text` wraps to a few rows where `wraps` is set, else it is cut; `detail` follows it, dimmed, or stands below where
    it is not whole there, as `lines` do. `marks` are stretches of `text` to point out; `bar` is between 0 and 1,
    `count` how often it occurs; `kind`, one of `styles.LAYERS` or empty, is what the text is shown as, `sign` what its
    first character is. `beside` are words that stand beside the list and find the entry, too.
    """

    key: str
    text: str
    detail: str = ""
    lines: tuple[str, ...] = ()
    bar: float | None = None
    count: int | None = None
    places: tuple[Place, ...] = ()
    kind: str = ""
    wraps: bool = False
    marks: tuple[tuple[int, int], ...] = ()
    sign: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading, which is shown as `kind`, and with a `note` beside it.

    Where it is `counted`, the heading says how many of them are shown.
    """

    title: str
    entries: tuple[Entry, ...]
    note: str = ""
    kind: str = ""
    counted: bool = False

    @property
    def heading(self) -> str:
        """The title, with the number of entries where they are counted."""
        return f"{self.title} · {len(self.entries):,}" if self.counted else self.title
