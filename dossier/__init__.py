"""Dossier: a keyboard-driven terminal explorer for many articles about one story.

    import dossier
    with dossier.open("config.yaml") as d:
        d.search('"state of emergency"')

`open` gives a `Dossier`; its answers are the classes named in `__all__`. Those names and their fields stay as they are
within a minor version. Importing this loads nothing else: each name is looked up when it is first used.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dossier.dossier import Dossier
    from dossier.model import (
        Article,
        ArticleInfo,
        Change,
        CheckedClaim,
        Coverage,
        DateSpan,
        DossierError,
        Entity,
        Facets,
        Filters,
        Finding,
        Hit,
        Hits,
        Link,
        LinkError,
        Mention,
        NewsItem,
        Note,
        NoteCheck,
        Quantity,
        QueryError,
        Quotation,
        Related,
        ReportedSpeech,
        Span,
        TimelineEntry,
    )

__version__ = "0.2.0"
__all__ = [
    "Article",
    "ArticleInfo",
    "Change",
    "CheckedClaim",
    "Coverage",
    "DateSpan",
    "Dossier",
    "DossierError",
    "Entity",
    "Facets",
    "Filters",
    "Finding",
    "Hit",
    "Hits",
    "Link",
    "LinkError",
    "Mention",
    "NewsItem",
    "Note",
    "NoteCheck",
    "Quantity",
    "QueryError",
    "Quotation",
    "Related",
    "ReportedSpeech",
    "Span",
    "TimelineEntry",
    "__version__",
    "open",
]


def open(  # noqa: A001
    config: Path | str | None = None, folder: Path | str | None = None, *, trust: bool = False
) -> Dossier:
    """Open a dossier: by its config.yaml, by a folder, or the one found from the current folder upwards.

    Its index is brought up to date first, as on the command line: an answer from an old one could point at the
    wrong words. `trust` agrees to paths of the configuration that lead outside its folder, which is kept. Raises
    ConfigError, TrustError among them, or DossierError where the index cannot be written.
    """
    from dossier.config import load
    from dossier.dossier import Dossier
    from dossier.trust import ensure_trusted

    opened = Dossier(ensure_trusted(load(config, folder), named=config is not None, trust=trust))
    if opened.stale():
        opened.index()
    return opened


def __getattr__(name: str) -> Any:
    """Return a class of the interface, which is imported only now."""
    if name not in __all__:
        raise AttributeError(f"module 'dossier' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module("dossier.dossier" if name == "Dossier" else "dossier.model"), name)


def __dir__() -> list[str]:
    return __all__
