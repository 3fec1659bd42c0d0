"""The language server: diagnostics as one writes, hover with the sources' words, go to source, completion."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from dossier import __version__
from dossier.lsp.completion import Completion
from dossier.model import WRONG_STATUSES, DossierError
from dossier.text.found_again import FoundAgain
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pygls.workspace import TextDocument

    from dossier.dossier import Dossier
    from dossier.model import Article, CheckedClaim, ClaimEvidence, OnProgress, Progress

_PAUSE = 0.15  # seconds without a change after which a draft is checked
_QUIET = frozenset({"supported", "single"})
_HINTS = frozenset({"absent", "compatible", "explained"})
_SHOWN = 5  # places in the sources that hover tells
_PLAIN = frozenset({".txt", ".md", ".markdown"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim and where its words stand in the editor's text, in code points."""

    start: int
    end: int
    claim: CheckedClaim


class _OutdatedError(Exception):
    """A draft was changed while it was checked."""


class DraftServer(LanguageServer):
    """Checks each open draft against one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__("dossier", __version__)
        self.dossier = dossier
        self.claims: dict[str, list[Placed]] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._completion: Completion | None = None

    def changed(self, uri: str) -> None:
        """Have a draft checked when nothing more is changed for a moment."""
        self.forget(uri)
        self._waiting[uri] = asyncio.ensure_future(self._check_soon(uri))

    def forget(self, uri: str) -> None:
        """Check a draft no longer."""
        if waiting := self._waiting.pop(uri, None):
            waiting.cancel()

    async def _check_soon(self, uri: str) -> None:
        """Show what the articles of the last check say, where others have to be read, and then what all of them say."""
        await asyncio.sleep(_PAUSE)
        document = self.workspace.get_text_document(uri)
        source, version = document.source, document.version
        this, loop = self._waiting.get(uri), asyncio.get_running_loop()

        def watched(_: Progress) -> None:
            if self._waiting.get(uri) is not this:
                raise _OutdatedError

        def show(placed: list[Placed]) -> None:
            if self._waiting.get(uri) is this:
                self._show(document, version, placed)

        def soon(placed: list[Placed]) -> None:
            loop.call_soon_threadsafe(partial(show, placed))

        try:
            placed = await asyncio.to_thread(self.placed, source, to_fs_path(uri), watched, soon)
        except DossierError as error:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, str(error)))
            return
        show(placed)

    def _show(self, document: TextDocument, version: int | None, placed: list[Placed]) -> None:
        self.claims[document.uri] = placed
        found = [self._diagnostic(document, one) for one in placed if one.claim.status not in _QUIET]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, found, version))

    def placed(
        self,
        source: str,
        file: str | None = None,
        watched: OnProgress | None = None,
        first: Callable[[list[Placed]], object] | None = None,
    ) -> list[Placed]:
        """Return the claims of a draft where its text has them; `file` is the path of its file. Raises DossierError.

        `watched` is told how far that is, `first` what the articles of the last check say, as `check_draft` has it.
        """
        if not source.strip():
            return []
        article = self.dossier.draft(source.encode("utf-8", errors="replace"), file=Path(file) if file else None)
        again = FoundAgain(source)

        def found(claims: list[CheckedClaim]) -> list[Placed]:
            return [
                Placed(*place, claim)
                for claim in claims
                if (place := again.find(article.text, claim.start, claim.end)) and claim.accepted is None
            ]

        soon = (lambda claims: first(found(claims))) if first else None
        return found(self.dossier.check_draft(article, progress=watched, first=soon))

    def _diagnostic(self, document: TextDocument, one: Placed) -> types.Diagnostic:
        status = one.claim.status
        severity = types.DiagnosticSeverity.Warning
        if status in WRONG_STATUSES:
            severity = types.DiagnosticSeverity.Error
        elif status in _HINTS:
            severity = types.DiagnosticSeverity.Information
        return types.Diagnostic(self.range_of(document, one), one.claim.why, severity, code=status, source="dossier")

    def range_of(self, document: TextDocument, one: Placed) -> types.Range:
        """Return where a claim stands, as the editor counts."""
        places = (document.client_position_at_offset(offset) for offset in (one.start, one.end))
        return types.Range(*places)

    def at(self, uri: str, position: types.Position) -> Placed | None:
        """Return the shortest claim at a position."""
        offset = self.workspace.get_text_document(uri).offset_at_position(position)
        here = [one for one in self.claims.get(uri, ()) if one.start <= offset <= one.end]
        return min(here, key=lambda one: one.end - one.start, default=None)

    def told(self, claim: CheckedClaim) -> str:
        """Return what hover shows of a claim, as Markdown: the reason, and the words of the sources."""
        outlets = {info.id: info.outlet or info.title for info in self.dossier.articles()}
        lines = [f"**{claim.status}** {one_line(claim.why)}"]
        for place in claim.evidence[:_SHOWN]:
            article = self._article(place)
            if article is None:
                continue
            text = article.text
            around = one_line(text[max(0, place.start - 80) : place.end + 80])
            lines.append(f"> {around}\n>\n> {one_line(outlets.get(place.article, place.article))}")
        return "\n\n".join(lines)

    def locations(self, claim: CheckedClaim) -> Iterator[types.Location]:
        """Yield where the sources bear on a claim: the article's file, at the line where it is plain text."""
        for place in claim.evidence:
            article = self._article(place)
            file = self.dossier.config.base / article.path if article else None
            if article and file and file.is_file() and (uri := from_fs_path(str(file))):
                start = _line(file, article, place)
                yield types.Location(uri, types.Range(start, start))

    def _article(self, place: ClaimEvidence) -> Article | None:
        """Return the article of a place; None where it is gone or has changed since the draft was checked."""
        try:
            article = self.dossier.article(place.article)
        except DossierError:
            return None
        return article if article.text[place.start : place.end] == place.text else None

    def renew_completion(self) -> None:
        """Have names and quotations read again, as articles may have come since."""
        self._completion = None

    def completed(self, uri: str, position: types.Position) -> list[types.CompletionItem]:
        """Return what may follow at a position."""
        self._completion = self._completion or Completion(self.dossier)
        document = self.workspace.get_text_document(uri)
        offset = document.offset_at_position(position)
        return self._completion.at(document.source[:offset].rpartition("\n\n")[2])


def _line(file: Path, article: Article, place: ClaimEvidence) -> types.Position:
    """Return the line of a file on which a place of its article stands; the first where that is not known."""
    if file.suffix.lower() not in _PLAIN:
        return types.Position(0, 0)
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return types.Position(0, 0)
    found = FoundAgain(text).find(article.text, place.start, place.end)
    return types.Position(text.count("\n", 0, found[0]) if found else 0, 0)


def server_of(dossier: Dossier) -> DraftServer:
    """Return a server for the drafts of a dossier; `start_io` runs it."""
    server = DraftServer(dossier)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.renew_completion()
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)
        server.claims.pop(params.text_document.uri, None)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        one = server.at(params.text_document.uri, params.position)
        if one is None:
            return None
        document = server.workspace.get_text_document(params.text_document.uri)
        told = types.MarkupContent(types.MarkupKind.Markdown, server.told(one.claim))
        return types.Hover(told, server.range_of(document, one))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        one = server.at(params.text_document.uri, params.position)
        return list(server.locations(one.claim)) if one else []

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["“", '"']))
    def completion(params: types.CompletionParams) -> types.CompletionList:
        found = server.completed(params.text_document.uri, params.position)
        return types.CompletionList(is_incomplete=True, items=found)

    return server
