"""Numbers of things, as a sentence says them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return `1 passage` or `1,204 passages`; `noun` is a singular that takes an s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def nameless(number: int) -> str:
    """Return a sentence: so many articles name no outlet, what that means, and how to mend it."""
    named = "1 article names no outlet and" if number == 1 else f"{number:,} articles name no outlet and each"
    return f"{named} stands for itself: `outlets` in config.yaml can say whose files are whose."
