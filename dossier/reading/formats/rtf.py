"""Rich Text Format (.rtf) becomes an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dossier.reading.blocks.block import Block, Document, Metadata, raised
from dossier.reading.blocks.compose import compose
from dossier.reading.data import entries
from dossier.reading.outcome.errors import ReadError
from dossier.reading.text.head import bylines

LARGEST = 8_000_000
"""Bytes without embedded pictures."""

_PICTURE = re.compile(rb"[0-9A-Fa-f\r\n]{400,}")
_DEEPEST = 500
_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})?[ ]?|'(?P<hex>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z']))"
    rb"|(?P<open>\{)|(?P<close>\})|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_CODE_PAGES = {int(number): page for number, page in (entry.split(" = ") for entry in entries("rtf_charsets"))}
_NAMED_PAGES = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}
# Groups that hold no text of the document.
_HIDDEN = frozenset(entries("rtf_hidden"))
_ENDS = frozenset({"par", "sect", "page", "row", "cell", "nestcell", "nestrow"})
_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "tab": " ", "emspace": " ", "enspace": " ", "qmspace": " ", "line": "\n",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group and ends with it."""

    destination: str = "text"
    page: str = "cp1252"
    hidden: bool = False
    raised: bool = False
    skip: int = 1  # bytes that stand for a \\u character in programs that are older
    starred: bool = False


@dataclass(slots=True)
class _Reader:
    """Collects the paragraphs of a document, its notes and its description."""

    ansi: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _note: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _bytes_state: _State = field(default_factory=_State)

    def put(self, text: str, state: _State) -> None:
        """Add text where its group belongs."""
        self.flush()
        if state.raised:
            text = raised(text)
        if state.destination in {"title", "author"}:
            self.info[state.destination] = self.info.get(state.destination, "") + text
        elif state.destination == "note":
            self._note.append(text)
        elif state.destination == "text" and not state.hidden:
            self._parts.append(text)

    def put_bytes(self, data: bytes, state: _State) -> None:
        """Add bytes in the code page of the group; those of one character may come one by one."""
        if state != self._bytes_state:
            self.flush()
            self._bytes_state = state
        self._bytes += data

    def flush(self) -> None:
        """Decode the bytes that wait."""
        if self._bytes:
            data, state = bytes(self._bytes), self._bytes_state
            self._bytes.clear()
            self.put(data.decode(state.page, errors="replace"), state)

    def end(self, state: _State) -> None:
        """End a paragraph."""
        self.flush()
        parts, ended = (self._note, self.notes) if state.destination == "note" else (self._parts, self.paragraphs)
        ended += [line for line in re.split(r"\n\s*\n", "".join(parts)) if line.strip()]
        parts.clear()


def read_rtf(data: bytes) -> Document:
    """Read a document's paragraphs; formatting, pictures and objects are left out. Raises ReadError."""
    if not data.lstrip()[:5].startswith(b"{\\rtf"):
        raise ReadError("Not an RTF document.")
    data = _PICTURE.sub(b"", data)
    if len(data) > LARGEST:
        raise ReadError(f"It is too large for an article ({len(data) / 1e6:,.0f} MB without its pictures).")
    reader = _read(data)
    author = reader.info.get("author", "").strip()
    lines = [line for paragraph in reader.paragraphs for line in re.split(r"[\n\r\x0b]+", paragraph) if line.strip()]
    named = any(bylines.byline(line[:200]) for line in lines[:12])
    return compose(
        [*map(Block, lines), *(Block(note, "furniture") for note in reader.notes)],
        Metadata(byline=author if author and not named and bylines.people(author) else None),
    )


def _read(data: bytes) -> _Reader:
    parser = _Parser()
    position = 0
    while position < len(data) and (token := _TOKEN.match(data, position)):  # none is a backslash at the very end
        position = token.end() + parser.read(token)
    parser.reader.end(replace(parser.state, destination="note"))
    parser.reader.end(replace(parser.state, destination="text"))
    return parser.reader


class _Parser:
    """Reads the tokens of a document one by one."""

    def __init__(self) -> None:
        self.reader = _Reader()
        self.state = _State()
        self._groups: list[_State] = []
        self._skipping = 0  # characters that stand for one that older programs cannot show

    def read(self, token: re.Match[bytes]) -> int:
        """Obey a token; return how many bytes behind it belong to a picture."""
        if token["open"]:
            self._open()
        elif token["close"]:
            self._close()
        elif token["word"]:
            return self._word(token["word"].decode(), int(token["number"]) if token["number"] else None)
        elif token["sign"]:
            self.state = _signed(self.reader, self.state, token["sign"])
        else:
            self._characters(bytes([int(token["hex"], 16)]) if token["hex"] else token["text"] or b"")
        return 0

    def _open(self) -> None:
        if len(self._groups) >= _DEEPEST:
            raise ReadError("It is nested too deeply for a document.")
        self._groups.append(self.state)
        self._skipping = 0

    def _close(self) -> None:
        if self.state.destination == "note" and (not self._groups or self._groups[-1].destination != "note"):
            self.reader.end(self.state)
        self.state = self._groups.pop() if self._groups else _State()
        self._skipping = 0

    def _word(self, word: str, number: int | None) -> int:
        if word == "bin":
            return max(0, number or 0)
        if word == "u" and number is not None:
            self.reader.put(_character(number), self.state)
            self._skipping = self.state.skip
        else:
            self.state = _controlled(self.reader, self.state, word, number)
        return 0

    def _characters(self, text: bytes) -> None:
        rest = text[self._skipping :]
        self._skipping -= min(self._skipping, len(text))
        if rest:
            self.reader.put_bytes(rest, self.state)


def _character(number: int) -> str:
    code = number + 0x10000 if number < 0 else number
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\N{REPLACEMENT CHARACTER}"


def _signed(reader: _Reader, state: _State, sign: bytes) -> _State:
    """Obey a control of one sign."""
    if sign == b"*":
        return replace(state, starred=True)
    if sign in {b"\r", b"\n"}:
        reader.end(state)
    elif text := {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}.get(sign):
        reader.put(text, state)
    return state


def _controlled(reader: _Reader, state: _State, word: str, number: int | None) -> _State:
    """Obey a control word."""
    if word in _SIGNS:
        reader.put(_SIGNS[word], state)
        return state
    if word in _ENDS:
        reader.end(state)
        return state
    if word in {"ansicpg", "mac", "pc", "pca"}:
        reader.ansi = _NAMED_PAGES.get(word) or f"cp{number}"
        return replace(state, page=_known(reader.ansi))
    if word in {"f", "deff", "fcharset", "plain"}:
        return _with_font(reader, state, word, number)
    return _styled(state, word, number) or _in_destination(state, word)


def _styled(state: _State, word: str, number: int | None) -> _State | None:
    """Return the state with what a word says of how text is shown; None for another word."""
    on = number != 0
    if word == "uc":
        return replace(state, skip=max(0, number or 0))
    if word in {"v", "deleted"}:
        return replace(state, hidden=on)
    if word in {"super", "nosupersub", "sub"}:
        return replace(state, raised=word == "super" and on)
    return None


def _in_destination(state: _State, word: str) -> _State:
    """Return the state with what a word says of where text goes."""
    if word == "footnote":
        return replace(state, destination="note")
    if word in {"fonttbl", "info"} or (word in {"title", "author"} and state.destination == "info"):
        return replace(state, destination=word)
    if word in _HIDDEN or (state.starred and word not in {"shppict", "shpinst", "shptxt"}):
        return replace(state, destination="hidden", starred=False)
    return replace(state, starred=False) if state.starred else state


def _with_font(reader: _Reader, state: _State, word: str, number: int | None) -> _State:
    """Choose a font, or in the table of fonts say its code page."""
    if word == "fcharset":
        if number != 1:
            reader.fonts[reader.font] = _CODE_PAGES.get(number or 0, reader.ansi)
        return state
    if word == "f":
        reader.font = number or 0
    if word == "plain" and state.destination == "text":
        state = replace(state, hidden=False, raised=False)
    return (
        state if word in {"deff", "plain"} else replace(state, page=_known(reader.fonts.get(reader.font, reader.ansi)))
    )


def _known(page: str) -> str:
    try:
        "".encode(page)
    except LookupError:
        return "cp1252"
    return page
