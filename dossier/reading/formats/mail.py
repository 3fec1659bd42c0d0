"""Mail (.eml) and web archives (.mht) become articles: headers as metadata, quoted replies as furniture."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from email.message import EmailMessage
from itertools import islice

from dossier.reading.blocks.block import Block, Document, Metadata
from dossier.reading.blocks.compose import compose
from dossier.reading.data import entries, pattern
from dossier.reading.outcome.errors import ReadError
from dossier.reading.text.decoding import decode_named
from dossier.reading.text.furniture import paper
from dossier.reading.text.head import printed_dates
from dossier.reading.text.running_text import unbroken
from dossier.reading.text.units import units
from dossier.reading.web.html import read_html, web_blocks

_MOST_PARTS = 500
_MOST_ABOVE = 60  # words with which a mail is passed on
_QUOTED = re.compile(r">|\|")
_INTRODUCES = re.compile(
    r"(?:On|Am|El|Le|Em|Il|Op) .{6,120}(?:wrote|schrieb|escribió|a écrit|escreveu|ha scritto|schreef)\b.{0,80}:\Z"
    r"|-{2,}\s?(?:original message|forwarded message|ursprüngliche nachricht|mensaje original|message d'origine)",
    re.IGNORECASE,
)
_FORWARD = re.compile(rf"(?:[-_]{{2,}}\s?)?(?:{pattern('forward_lines')})", re.IGNORECASE)
_ANNOUNCED = re.compile(rf"{_FORWARD.pattern}[\s:_-]*", re.IGNORECASE)
_LONGEST_HEADERS = 2_000  # code points
_LABELS = dict(entry.split(" = ") for entry in entries("mail_labels"))
_LABEL = "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True))
_FIELD = re.compile(
    rf"[*_]{{0,2}}(?P<label>{_LABEL})\s?[*_]{{0,2}}\s?[:：][*_]{{0,2}}\s*(?P<value>.{{0,300}})\Z", re.IGNORECASE
)
# The lines run together, where a page only breaks them: "From: Ana Reyes Sent: Wednesday … Subject: …".
_NEXT_FIELD = re.compile(rf"(?<=\S)\s+(?=[*_]{{0,2}}(?:{_LABEL})\s?[*_]{{0,2}}\s?[:：]\s)", re.IGNORECASE)
_RULE = re.compile(r"[_-]{5,}\Z")
_LEAST_FIELDS = 3
_MOST_FIELDS = 12
_ADDRESS = re.compile(r"\s*(?:[<\[(].*|\S+@\S+)")
_SURNAME_FIRST = re.compile(r"(?P<surname>[^\W\d_][\w'’-]+), (?P<given>[^\W\d_][\w .'’-]+)")
_SIGNATURE = re.compile(r"--\s?\Z")
_FORWARDED = re.compile(r"\A(?:(?:fwd?|wg|rv|tr|re|aw|sv|enc)\s?:\s*)+", re.IGNORECASE)
_LIST_TAG = re.compile(r"\A\[[\w .-]{2,30}\]\s+")
_LINKED = re.compile(r"(?<=\w) (?:of|for|and|&) (?=\w)")
_ADDRESSES = re.compile(r"(?:no-?reply|newsletter|news|info|alerts?|mailer|editor|contact)\b", re.IGNORECASE)


def read_eml(data: bytes) -> Document:
    """Read a mail: subject, sender and date become title, byline and day. Raises ReadError for anything else."""
    message = _message(data)
    if not any(_header(message, name) for name in ("From", "Subject", "Date")):
        raise ReadError("Not a mail: it has no sender, subject or date.")
    plain, html = _bodies(message)
    facts = _headers(message)
    if plain and len(plain.split()) >= 20:
        return compose(_title_first(facts, _forwarded(facts, _plain_blocks(plain))), facts)
    if html:
        blocks, said = web_blocks(html)
        if not facts.outlet:
            facts.outlet = said.outlet
        return compose(_title_first(facts, _forwarded(facts, blocks)), facts)
    if plain:
        return compose(_title_first(facts, _forwarded(facts, _plain_blocks(plain))), facts)
    raise ReadError("It has no text, only attachments: save those as files of their own.")


def read_mht(data: bytes) -> Document:
    """Read the page of a web archive, as browsers save it with all its pictures in one file."""
    message = _message(data)
    _, html = _bodies(message)
    if not html:
        raise ReadError("Not a web archive: there is no page in it.")
    address = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location") or ""
    return read_html(html, address if address.startswith("http") else None)


def _message(data: bytes) -> EmailMessage:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
    except Exception as error:  # noqa: BLE001 - the parser is known to raise whatever on damaged headers
        raise ReadError(f"It is damaged: it cannot be read as mail ({type(error).__name__}).") from None
    assert isinstance(message, EmailMessage)
    return message


def _bodies(message: EmailMessage) -> tuple[str | None, bytes | None]:
    """Return the first plain text and the first page of a mail; attachments are left alone."""
    plain: str | None = None
    html: bytes | None = None
    for part in islice(message.walk(), _MOST_PARTS):
        kind, payload, charset = _body(part)
        if kind == "text/plain":
            plain = plain or decode_named(payload, charset)[0]
        elif kind in {"text/html", "application/xhtml+xml"}:
            html = html or _utf8(payload, charset)
    return plain, html


def _body(part: EmailMessage) -> tuple[str, bytes, str | None]:
    """Return the type, bytes and encoding of a part; no type for an attachment and for what holds nothing."""
    try:
        attached = part.get_content_disposition() == "attachment"
        payload = None if part.is_multipart() or attached else part.get_payload(decode=True)
        kind, charset = part.get_content_type(), part.get_content_charset()
    except Exception:  # noqa: BLE001 - the parser of headers is known to raise on damaged ones
        return "", b"", None
    held = isinstance(payload, bytes) and bool(payload.strip())
    return (kind, payload, charset) if held else ("", b"", None)  # type: ignore[return-value]


def _utf8(payload: bytes, charset: str | None) -> bytes:
    """Return a page as UTF-8 with its mark, so that what it says of its encoding does not matter any more."""
    if not charset:
        return payload
    return b"\xef\xbb\xbf" + decode_named(payload, charset)[0].encode("utf-8", errors="replace")


def _headers(message: EmailMessage) -> Metadata:
    facts = Metadata()
    subject = _header(message, "Subject") or ""
    if subject:
        facts.title = _LIST_TAG.sub("", _FORWARDED.sub("", subject)) or subject
    name, address = email.utils.parseaddr(_header(message, "From") or "")
    if name and not _ADDRESSES.match(address) and not _is_outlet(name, subject):
        facts.byline = name
    elif name:
        facts.outlet = name  # not a person: a news desk, a newsletter
    if sent := _header(message, "Date"):
        try:
            facts.date = email.utils.parsedate_to_datetime(sent).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            facts.remarks.append("the date of the mail was not understood")
    if organisation := _header(message, "Organization"):
        facts.outlet = organisation
    return facts


def _is_outlet(sender: str, subject: str) -> bool:
    """Return whether a mail's sender is no person: `The Harbour Letter`, `Bay News`, or the tag of the subject."""
    if _LINKED.search(sender):
        return True  # Office of Emergency Services
    tagged = subject.casefold().startswith(f"[{sender.casefold()}]")
    return tagged or sender.startswith("The ") or (len(sender.split()) > 1 and paper(sender) is not None)


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except Exception:  # noqa: BLE001 - the parser of headers is known to raise on damaged ones
        return None
    return str(value).strip()[:1_000] or None if value is not None else None


def _forwarded(facts: Metadata, blocks: list[Block]) -> list[Block]:
    """Make the headers of a forwarded mail, and what stands above them, furniture; its sender wrote the article."""
    blocks = [part for block in blocks for part in _fields_apart(block)]
    words = index = 0
    while index < len(blocks) and words <= _MOST_ABOVE:  # below more, it is what the mail answers
        start, fields = _forward_at(blocks, index)
        if not fields:
            words += len(blocks[index].text.split())
            index += 1
            continue
        _take(facts, fields)
        index = start + len(fields)
        _unquote(blocks, index, quoted=blocks[start].kind == "furniture")
        for above in blocks[:index]:
            above.kind = "furniture"
        words = 0  # what was passed on may have been passed on before
    return blocks


def _forward_at(blocks: list[Block], index: int) -> tuple[int, list[tuple[str, str]]]:
    """Return where the headers of a forwarded mail begin at a block, and them; none where it is none."""
    text = blocks[index].text
    announced = bool(_FORWARD.match(text))
    start = index + (announced or bool(_RULE.match(text)))
    fields = _fields(blocks, start)
    labels = [label for label, _ in fields]
    whole = len(fields) >= _LEAST_FIELDS and labels[0] == "sender" and "day" in labels
    return start, fields if announced or whole else []


def _fields_apart(block: Block) -> list[Block]:
    """Return the lines of a forwarded mail's headers, and the line that announces them, as blocks of their own."""
    announced = _ANNOUNCED.match(block.text)
    start = announced.end() if announced else 0
    rest = block.text[start:]
    if len(rest) > _LONGEST_HEADERS or not (first := _FIELD.match(rest)):
        return [block]
    if not announced and _kind(first) != "sender":
        return [block]
    above = [Block(block.text[:start].rstrip(), block.kind)] if start else []
    return above + [Block(part, block.kind) for part in _NEXT_FIELD.split(rest)]


def _fields(blocks: list[Block], start: int) -> list[tuple[str, str]]:
    """Return the headers that stand one below the other from `start` on: what each is and its value."""
    found = []
    for block in blocks[start : start + _MOST_FIELDS]:
        if not (field := _FIELD.match(block.text)):
            break
        found.append((_kind(field), field["value"].strip(" *_")))
    return found


def _kind(field: re.Match[str]) -> str:
    return _LABELS[field["label"].lower()]


def _take(facts: Metadata, fields: list[tuple[str, str]]) -> None:
    """Take sender and day from the headers of a forwarded mail."""
    for label, value in fields:
        if label == "sender":
            name = _ADDRESS.sub("", value).strip(" \"'")
            if swapped := _SURNAME_FIRST.fullmatch(name):
                name = f"{swapped['given']} {swapped['surname']}"
            facts.byline = name or facts.byline
        elif label == "day" and printed_dates.find(value):
            facts.date = value


def _unquote(blocks: list[Block], start: int, *, quoted: bool) -> None:
    """Make a forwarded mail that its program quoted (`> The ferry …`) text again, down to its signature."""
    for block in blocks[start:] if quoted else []:
        if _SIGNATURE.match(block.text) or _INTRODUCES.match(block.text):
            break
        if block.kind == "furniture":
            block.kind = None


def _title_first(facts: Metadata, blocks: list[Block]) -> list[Block]:
    title = facts.title
    if title and not any(block.text.strip() == title or block.kind == "headline" for block in blocks[:8]):
        return [Block(title, "headline"), *blocks]
    return blocks


def _plain_blocks(text: str) -> list[Block]:
    """Part a mail's text into paragraphs; quoted replies, what introduces them and the signature are furniture."""
    blocks: list[Block] = []
    signed = False
    for quoted, words in _stretches(text):
        for unit in units(words):
            line = unbroken(words[unit.start : unit.end], words)
            signed = signed or bool(_SIGNATURE.match(line))
            furniture = quoted or signed or bool(_INTRODUCES.match(line))
            blocks.append(Block(line, "furniture" if furniture else None))
    return blocks


def _stretches(text: str) -> list[tuple[bool, str]]:
    """Part text into stretches that are quoted and those that are not, each without its marks."""
    found: list[tuple[bool, list[str]]] = []
    for line in re.split(r"\r\n|\n|\r", text):
        quoted = bool(_QUOTED.match(line))
        bare = line.lstrip(">| ") if quoted else line
        if _SIGNATURE.match(line):
            bare = "\n--\n"
        if not found or found[-1][0] != quoted:
            found.append((quoted, []))
        found[-1][1].append(bare)
    return [(quoted, "\n".join(lines)) for quoted, lines in found]
