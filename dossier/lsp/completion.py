"""What an editor may complete: names as the articles spell them, and quotations with where they are from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lsprotocol import types

from dossier.text.folding import fold
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.dossier import Dossier

_OPEN = re.compile(r"([“„«\"])([^“”„«»\"]*)\Z")
_LAST_WORD = re.compile(r"\w+\Z")  # as editors count: of O'Bri, Bri
_CLOSING = {"“": "”", "„": "“", "«": "»", '"': '"'}
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
            said = " ".join(one_line(one.text).split())
            self._quotes.setdefault(fold(said), (said, f"{one.speaker or 'nobody named'} ({cited[one.article]})"))

    def at(self, before: str) -> list[types.CompletionItem]:
        """Return what may stand for the last word of a paragraph up to the cursor: quotations within marks, else names.

        Editors put what is chosen in place of that word alone, so of `Ines Vo` the words from `Vold` on are given.
        """
        opened = _OPEN.search(before)
        if opened and (opened[1] != '"' or before.count('"') % 2):
            return self._quotations(opened[2], _CLOSING[opened[1]])
        typed = _TYPED.search(before)
        if typed is None or len(typed[0]) < 2:
            return []
        words = [typed[0], typed[0].rpartition(" ")[2]]
        return next((found for word in words if (found := self._named(word))), [])

    def _named(self, typed: str) -> list[types.CompletionItem]:
        wanted = fold(typed)
        found = [(name, kind) for folded, name, kind in self._names if wanted and f" {folded}".find(f" {wanted}") >= 0]
        return [_item(typed, name, "", kind, types.CompletionItemKind.Text) for name, kind in found[:_MOST]]

    def _quotations(self, typed: str, closing: str) -> list[types.CompletionItem]:
        wanted = fold(" ".join(typed.split()))
        found = [one for folded, one in self._quotes.items() if wanted in folded]
        return [
            _item(typed, said, f"{closing} — {source}", source, types.CompletionItemKind.Reference)
            for said, source in found[:_MOST]
        ]


def _item(typed: str, whole: str, behind: str, detail: str, kind: types.CompletionItemKind) -> types.CompletionItem:
    """Return what an editor puts in place of the last word of some typed ones: the rest of the whole from there on."""
    last = _LAST_WORD.search(typed)
    word = last[0] if last else ""
    ahead = typed[: len(typed) - len(word)].split()
    pattern = r"\s+".join(map(re.escape, ahead)) + r"\s*"
    found = re.search(rf"{pattern}(?={re.escape(word)})", whole, re.IGNORECASE) if ahead else None
    text = whole[found.end() :] if found else whole
    return types.CompletionItem(
        label=whole[:80], kind=kind, detail=detail, insert_text=f"{text}{behind}", filter_text=f"{word} {whole}"
    )
