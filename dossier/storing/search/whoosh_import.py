"""Loads the parts of Whoosh that answer, without what they load and never use: half of the time it takes.

`whoosh.compat` loads `urllib.request` (and with it http, ssl and email) for a function that nobody calls, and
`whoosh.query` a table of English inflections for a kind of query that this program never makes. Both have stand-ins for
the moment of loading, which load the real thing should anybody ask for it.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_UNUSED = {"urllib.request": "urlretrieve", "whoosh.lang.morph_en": "variations"}


def _late(module: str, name: str) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*arguments, **options)

    return call


@contextmanager
def _stand_ins() -> Iterator[None]:
    put = {}
    for module, name in _UNUSED.items():
        if module not in sys.modules:
            put[module] = sys.modules[module] = ModuleType(module)
            setattr(put[module], name, _late(module, name))
    try:
        yield
    finally:
        for module, stand_in in put.items():
            if sys.modules.get(module) is stand_in:
                del sys.modules[module]


with _stand_ins():
    from whoosh import collectors, matching, query, reading, searching

__all__ = ["collectors", "matching", "query", "reading", "searching"]
