"""Many things, some at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

TOGETHER = 64
"""Articles that are read at once, with all that was extracted from them."""


def batches(items: Iterable[T], size: int = TOGETHER) -> Iterator[list[T]]:
    """Yield items so many at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
