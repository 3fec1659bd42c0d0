"""Patterns kept as data: a table for each room, every pattern under its name.

A pattern may run over several lines, which are joined without anything between them. `{name}` in it stands for
another pattern of the table, or for a fragment that the room builds from its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

_FRAGMENT = re.compile(r"\{([A-Za-z_]+\d?)\}")


def alternation(words: Iterable[str]) -> str:
    """Return a pattern of one of the words, their common beginnings read once: `mar(?:ch)?|may`."""
    branches: dict[str, set[str]] = {}
    for word in words:
        branches.setdefault(word[:1], set()).add(word[1:])
    optional = branches.pop("", None) is not None
    read = "|".join(re.escape(first) + alternation(rest) for first, rest in sorted(branches.items()))
    if not read:
        return ""
    return f"(?:{read})?" if optional else f"(?:{read})" if len(branches) > 1 else read


class Patterns:
    """The patterns of a table, each compiled when it is first asked for: `PATTERNS.age_before`."""

    def __init__(self, table: Callable[[], Mapping[str, object]], **fragments: str) -> None:
        """Take the patterns from what `table` returns; it is called when the first one is asked for."""
        self._table = table
        self._fragments = fragments

    def __getattr__(self, key: str) -> re.Pattern[str]:
        if key.startswith("_"):
            raise AttributeError(key)
        compiled = re.compile(self.written(key))
        setattr(self, key, compiled)
        return compiled

    def written(self, key: str) -> str:
        """Return a pattern as `re` takes it; AttributeError where the table has none of that name."""
        known = self._fragments.get(key) or self._table().get(key)
        if known is None:
            raise AttributeError(f"no pattern “{key}”")
        return _FRAGMENT.sub(lambda match: self.written(match[1]), str(known).replace("\n", ""))
