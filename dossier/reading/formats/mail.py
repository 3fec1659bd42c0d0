"""Mail (.eml) and web archives (.mht) become articles: headers as metadata, quoted replies as furniture."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from email.message import EmailMessage
from itertools import islice

from dossier.reading.blocks import Block, Document, Facts, compose
from dossier.reading.errors import ReadError
from dossier.reading.text import printed_dates
from dossier.reading.text.decoding import decode_named
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
_FORWARD = re.compile(
    r"[-_]{2,}\s?(?:forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht"
    r"|mensaje (?:reenviado|original)|message (?:transféré|d'origine)|mensagem (?:encaminhada|original))"
    r"|begin forwarded message",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:(?P<sender>From|Von|De)|(?P<day>Date|Datum|Fecha|Sent|Gesendet|Enviado|Envoyé|Data)|Subject|Betreff|Asunto|Objet"
    r"|Assunto|To|An|Para|À|Cc|Reply-To)\s?:\s+(?P<value>\S.{0,300})"
)
_SIGNATURE = re.compile(r"--\s?\Z")
_FORWARDED = re.compile(r"\A(?:(?:fwd?|wg|rv|tr|re|aw|sv|enc)\s?:\s*)+", re.IGNORECASE)
_LIST_TAG = re.compile(r"\A\[[\w .-]{2,30}\]\s+")
_ADDRESSES = re.compile(r"(?:no-?reply|newsletter|news|info|alerts?|mailer|editor|contact)\b", re.IGNORECASE)


def read_eml(data: bytes) -> Document:
    """Read a mail: subject, sender and date become title, byline and day. Raises ReadError for what is no mail."""
    message = _message(data)
    if not any(_header(message, name) for name in ("From", "Subject", "Date")):
        raise ReadError("It is no mail: it has no sender, subject or date.")
    plain, html = _bodies(message)
    facts = _headers(message)
    if plain and len(plain.split()) >= 20:
        return compose(_title_first(facts, _forwarded(facts, _plain_blocks(plain))), facts)
    if html:
        blocks, said = web_blocks(html)
        if not facts.outlet:
            facts.outlet = said.outlet
        return compose(_title_first(facts, blocks), facts)
    if plain:
        return compose(_title_first(facts, _plain_blocks(plain)), facts)
    raise ReadError("It holds no words, only attachments: save those by themselves.")


def read_mht(data: bytes) -> Document:
    """Read the page of a web archive, as browsers save it with all its pictures in one file."""
    message = _message(data)
    _, html = _bodies(message)
    if not html:
        raise ReadError("It is no web archive: it holds no page.")
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
    """Give the first plain text and the first page of a mail; attachments are left alone."""
    plain: str | None = None
    html: bytes | None = None
    for part in islice(message.walk(), _MOST_PARTS):
        try:
            kind = part.get_content_type()
            attached = part.get_content_disposition() == "attachment"
            payload = None if part.is_multipart() or attached else part.get_payload(decode=True)
            charset = part.get_content_charset()
        except Exception:  # noqa: BLE001, S112 - the parser of headers is known to raise on damaged ones
            continue
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        if kind == "text/plain":
            plain = plain or _decoded(payload, charset)
        elif kind in {"text/html", "application/xhtml+xml"}:
            html = html or _utf8(payload, charset)
    return plain, html


def _decoded(payload: bytes, charset: str | None) -> str:
    return decode_named(payload, charset)[0]


def _utf8(payload: bytes, charset: str | None) -> bytes:
    """Return a page as UTF-8 with its mark, so that what it says of its encoding does not matter any more."""
    if not charset:
        return payload
    return b"\xef\xbb\xbf" + decode_named(payload, charset)[0].encode("utf-8", errors="replace")


def _headers(message: EmailMessage) -> Facts:
    facts = Facts()
    if subject := _header(message, "Subject"):
        facts.title = _LIST_TAG.sub("", _FORWARDED.sub("", subject)) or subject
    name, address = email.utils.parseaddr(_header(message, "From") or "")
    if name and not _ADDRESSES.match(address):
        facts.byline = name
    elif name:
        facts.outlet = name  # a desk or a newsletter that answers to nobody
    if sent := _header(message, "Date"):
        try:
            facts.date = email.utils.parsedate_to_datetime(sent).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            facts.remarks.append("the date of the mail was not understood")
    if organisation := _header(message, "Organization"):
        facts.outlet = organisation
    return facts


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except Exception:  # noqa: BLE001 - the parser of headers is known to raise on damaged ones
        return None
    return str(value).strip()[:1_000] or None if value is not None else None


def _forwarded(facts: Facts, blocks: list[Block]) -> list[Block]:
    """Take the headers of a forwarded mail out of its text; whoever wrote that wrote the article."""
    header = False
    words = 0
    for block in blocks:
        words += len(block.text.split())
        if words > _MOST_ABOVE and not header:
            break  # the mail itself is what was written, and below it is what it answers
        if _FORWARD.match(block.text):
            header, block.kind = True, "furniture"
        elif header and (field := _FIELD.match(block.text)):
            block.kind = "furniture"
            if field["sender"]:
                facts.byline = email.utils.parseaddr(field["value"])[0] or facts.byline
            elif field["day"] and printed_dates.find(field["value"]):
                facts.date = field["value"]
        elif header:
            break
    return blocks


def _title_first(facts: Facts, blocks: list[Block]) -> list[Block]:
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
            line = unit.text
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
