"""Textual without what it loads at every start and this app never uses: about a twelfth of the time to the first paint.

Each stand-in is in its place only while Textual loads; whoever imports the real module afterwards gets it.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Modules, with the names that Textual takes from them as it loads; None: a module that may be missing.
UNUSED: dict[str, tuple[str, ...] | None] = {
    # Textual's command palette, and with it trees, selects and buttons; ours is made from the table of actions.
    "textual.command": (
        "CommandListItem",
        "CommandPalette",
        "DiscoveryHit",
        "Hit",
        "Hits",
        "Provider",
        "SimpleProvider",
    ),
    # For asyncio, which does without where Python was built without it; nothing here goes over a network.
    "ssl": None,
}


@contextmanager
def stand_ins() -> Iterator[None]:
    """Put stand-ins in the place of what is not used, where it is not loaded yet, and take them away again."""
    missing = [name for name in UNUSED if name not in sys.modules]
    for name in missing:
        names = UNUSED[name]
        module = None if names is None else ModuleType(name)
        for inside in names or ():
            setattr(module, inside, type(inside, (), {}))
        # None is how Python itself marks a module that is not to be had.
        sys.modules[name] = module  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]


def load() -> None:
    """Load Textual; with all that it asks for, where a version of it asks for more than there are stand-ins for."""
    try:
        with stand_ins():
            import textual.app
    except ImportError:
        import textual.app  # noqa: F401
