"""Loads the parts of Whoosh that answer, without what they load and never use: two thirds of the time it takes.

`whoosh.compat` loads `urllib.request` (and with it http, ssl and email), `html` and `queue` for functions that nobody
calls here, `whoosh.query` a table of English inflections, all analysers and `calendar`, `whoosh.reading` and
`whoosh.collectors` columns, storages and facets. All have stand-ins for the moment of loading, which load the real
thing as soon as something of it is asked for.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_UNUSED = {
    "calendar": "",
    "html": "escape",
    "queue": "",
    "urllib.request": "urlretrieve",
    "whoosh.analysis": "Token",
    "whoosh.columns": "",
    "whoosh.filedb.filestore": "OverlayStorage",
    "whoosh.highlight": "",
    "whoosh.lang.morph_en": "variations",
    "whoosh.sorting": "",
}
"""Modules, each with the function or class that is taken from it by name and only called; else it is taken whole."""


class _StandIn(ModuleType):
    """Loads the module of its name when something of it is asked for, by whatever thread."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import system asks of every module
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def _stand_in(module: str, called: str) -> ModuleType:
    made = _StandIn(module)

    def late(*arguments: Any, **options: Any) -> Any:
        return made.__getattr__(called)(*arguments, **options)

    if called:
        setattr(made, called, late)
    return made


@contextmanager
def _stand_ins() -> Iterator[None]:
    put = {}
    for module, called in _UNUSED.items():
        if module not in sys.modules:
            put[module] = sys.modules[module] = _stand_in(module, called)
    try:
        yield
    finally:
        for module, stand_in in put.items():
            if sys.modules.get(module) is stand_in:
                del sys.modules[module]


with _stand_ins():
    from whoosh import collectors, matching, query, reading, searching

__all__ = ["collectors", "matching", "query", "reading", "searching"]
