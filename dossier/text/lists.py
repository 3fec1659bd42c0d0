"""How a list is written for people."""

from __future__ import annotations

from collections.abc import Sequence


def listed(items: Sequence[str], word: str = "and") -> str:
    """Return a list as people write it: `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}" if items else ""


def listed_few(items: Sequence[str], most: int, named: int) -> str:
    """Return a list of at most so many items; of more, only some are named: `a, b and 3 more`."""
    if len(items) <= most:
        return listed(items)
    return listed([*items[:named], f"{len(items) - named:,} more"])
