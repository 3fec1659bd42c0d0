"""What an editor may complete: names as the articles spell them, and quotations with where they are from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lsprotocol import types

from dossier.text.folding import fold
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.dossier import Dossier

_OPEN = re.compile(r"[“„«\"]([^“”„«»\"]*)\Z")
_TYPED = re.compile(r"[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*)?\Z")
_MOST = 50


class Completion:
    """The names and quotations of a dossier as it was opened."""

    def __init__(self, dossier: Dossier) -> None:
        self._names = [(fold(one.name), one.name, one.type) for one in dossier.entities()]
        cited = {
            info.id: ", ".join(filter(None, (info.outlet or info.title, info.published))) for info in dossier.articles()
        }
        self._quotes: dict[str, tuple[str, str]] = {}
        for one in dossier.quotes():
            said = one_line(one.text)
            self._quotes.setdefault(fold(said), (said, f"{one.speaker or 'nobody named'} ({cited[one.article]})"))

    def at(self, line: str) -> list[types.CompletionItem]:
        """Return what may follow the words of a line up to the cursor: quotations within marks, else names."""
        if opened := _OPEN.search(line):
            return self._quotations(opened[1])
        typed = _TYPED.search(line)
        if typed is None or len(typed[0]) < 2:
            return []
        words = [typed[0], typed[0].rpartition(" ")[2]]
        return next((found for word in words if (found := self._named(word))), [])

    def _named(self, typed: str) -> list[types.CompletionItem]:
        wanted = fold(typed)
        found = [(name, kind) for folded, name, kind in self._names if wanted and f" {folded}".find(f" {wanted}") >= 0]
        return [
            types.CompletionItem(
                label=name, kind=types.CompletionItemKind.Text, detail=kind, filter_text=f"{typed} {name}"
            )
            for name, kind in found[:_MOST]
        ]

    def _quotations(self, typed: str) -> list[types.CompletionItem]:
        wanted = fold(typed.strip())
        found = [one for folded, one in self._quotes.items() if wanted in folded]
        return [
            types.CompletionItem(
                label=said[:80],
                kind=types.CompletionItemKind.Reference,
                detail=source,
                insert_text=f"{said}” — {source}",
                filter_text=f"{typed} {said}",
            )
            for said, source in found[:_MOST]
        ]
