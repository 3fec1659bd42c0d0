"""Numbers of things, as a sentence says them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Write `1 passage` or `1,204 passages`; `noun` is a singular that takes an s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
