"""A folder of files that mean harm, each with the reason that a person should be given; None where it can be read."""

# Files as they stand on disk, a line each.
# ruff: noqa: E501

from __future__ import annotations

import io
import os
import random
import socket
import struct
import zipfile
import zlib
from pathlib import Path

PROSE = "The harbour master of Tarvala said on Monday that the quay would stay closed until divers had looked at it."
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(9)) + "]>"


def _zip(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _docx(body: str, head: str = "", **parts: bytes) -> bytes:
    document = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return _zip({"word/document.xml": document.encode(), **parts})


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(
    content: bytes, *, pages: bytes = ONE_PAGE, more: bytes = b"", trailer: bytes = b"", again: bool = False
) -> bytes:
    """Give a PDF of one page, or of the same page twice; without a table of its objects, which readers then look for."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    return b"".join(
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj" + pages + b"endobj\n",
            b"3 0 obj" + page,
            b"6 0 obj" + page if again else b"",
            b"4 0 obj<<"
            + more
            + b"/Length "
            + str(len(content)).encode()
            + b">>stream\n"
            + content
            + b"\nendstream endobj\n",
            b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n",
            b"trailer<</Root 1 0 R/Size 7" + trailer + b">>\n%%EOF\n",
        )
    )


def pdf_text(text: str) -> bytes:
    """Give the drawing of a line of text."""
    return b"BT /F 12 Tf 50 700 Td (" + text.encode("latin-1") + b") Tj ET"


def _encrypted(data: bytes) -> bytes:
    """Set the flag of encryption on every part of a zip archive."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + offset] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def _sizes_lie(data: bytes) -> bytes:
    """Say of a part that it unpacks to ten bytes."""
    out = bytearray(data)
    at = out.find(b"PK\x01\x02")
    out[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(out)


def files() -> dict[str, tuple[bytes, str | None]]:
    """Give names, contents and expected reasons (regular expressions; None: it is readable)."""
    noise = random.Random(8).randbytes(20_000)
    good = _docx(_paragraph(PROSE))
    deep = 3_000
    zeros = bytes(1_000_000)
    parts = "".join(f"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n" for i in range(2_000))
    many_streams = zlib.compress(bytes(120_000_000), 9)
    return {
        # text
        "empty.txt": (b"", "is empty"),
        "blank.txt": (b" \n\t \n" * 500, "no words"),
        "noise.txt": (noise, "binary data"),
        "zeros.txt": (bytes(5_000), "NUL"),
        "controls.txt": (b"\x01\x02\x03\x04" * 5_000, "binary data"),
        "one-line.txt": (b"a" * 100_000_000, "too large.*MB"),
        "half-utf16.txt": (b"\xff\xfe" + b"a\0b\0c", "UTF-16 but is damaged"),
        "late-nul.txt": (PROSE.encode() * 200 + b"\0", "NUL"),
        "program.txt": (b"\x7fELF\x02\x01\x01" + bytes(64) + noise, "binary data"),
        "picture.md": (b"\x89PNG\r\n\x1a\n" + noise, "binary data"),
        "escapes.txt": (f"\x1b[31mRed\x1b[0m \x1b]0;owned\x07 {PROSE}\u202e\x9b2J\x7f\n\n{PROSE}".encode(), None),
        "tags.txt": (f"[b]bold[/] [/] {{{{7*7}}}} $(touch owned) `id` %s\n\n{PROSE}".encode(), None),
        "aliases.md": (f"---\na: &a [1]\nb: [{', '.join(['*a'] * 99)}]\n---\n{PROSE}\n".encode(), None),
        "python.md": (f"---\ntitle: !!python/object/apply:os.system ['touch owned']\n---\n{PROSE}\n".encode(), None),
        "deep.md": (f"---\na: {'[' * 900}{']' * 900}\n---\n{PROSE}\n".encode(), None),
        # pages
        "no-words.html": (b"<html><body><script>alert(1)</script><img src=x></body></html>", "no words"),
        "script-only.html": (b"<script>document.write('a lot of words that are no text')</script>", "no words"),
        "noise.html": (noise, "binary data"),
        "zeros.html": (bytes(4_000), "NUL|no words|HTML"),
        "huge.html": (b"<html><body><p>" + b"word " * 4_000_000, "too large"),
        "deep.html": (b"<div>" * 60_000 + PROSE.encode(), "no words|nested|HTML"),
        "laughs.html": (f"{LAUGHS}<html><body><p>{PROSE}</p><p>&a9;</p></body></html>".encode(), None),
        "fetch.html": (
            f'<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><link rel=stylesheet href="http://127.0.0.1:9/"><base '
            f'href="http://127.0.0.1:9/"><img src="http://127.0.0.1:9/i"><p>{PROSE}</p><p>{PROSE}</p>'.encode(),
            None,
        ),
        "escapes.html": (
            f"<title>\x1b]0;owned\x07&#27;[2J&#x202e;</title><h1>&#x1b;[31mTitle&#155;</h1><p>{PROSE}&#0;&#xD800;</p>".encode(),
            None,
        ),
        "json.html": (
            f'<script type="application/ld+json">{"[" * 50_000}</script><p>{PROSE}</p><p>{PROSE}</p>'.encode(), None,
        ),
        "attributes.html": (f"<p {' '.join(f'a{n}=b' for n in range(200_000))}>{PROSE}</p>".encode(), None),
        "scripts.html": (("<script></script>x" * 60_000 + f"<p>{PROSE}</p>").encode(), None),
        # documents
        "noise.docx": (noise, "Not a Word document"),
        "noise-pk.docx": (b"PK\x03\x04" + noise, "Not a zip archive, or damaged"),
        "cut.docx": (good[: len(good) // 2], "Not a zip archive, or damaged"),
        "empty-zip.docx": (_zip({}), "no word/document.xml"),
        "other.docx": (_zip({"readme.txt": b"hello"}), "no word/document.xml"),
        "bomb.docx": (_zip({"word/document.xml": zeros * 120}), "would unpack to 120 MB"),
        "bombs.docx": (_zip({f"{i}.xml": zeros for i in range(140)}), "would unpack to 140 MB"),
        "crowd.docx": (_zip({str(i): b"" for i in range(6_000)}), "6,000 files"),
        "locked.docx": (_encrypted(good), "encrypted"),
        "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise, "encrypted, or an old Word file"),
        "laughs.docx": (_docx(_paragraph("&a9;"), LAUGHS), "declares its own entities"),
        "fetch.docx": (
            _docx(_paragraph("&x;"), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "declares its own entities",
        ),
        "no-xml.docx": (_zip({"word/document.xml": b"<w:p>never closed"}), "XML cannot be read"),
        "deep.docx": (_docx("<w:x>" * deep + "</w:x>" * deep), "XML cannot be read"),
        "wordless.docx": (_docx(_paragraph(" ")), "no words"),
        "liar.docx": (_sizes_lie(_docx(_paragraph(PROSE * 50))), "damaged"),
        "climb.docx": (_docx(_paragraph(PROSE), **{"../../../climbed.txt": b"x"}), None),
        "nested.docx": (_zip({"word/document.xml": _zip({"a": zeros})}), "XML cannot be read"),
        "noise.odt": (noise, "Not an OpenDocument text"),
        "other.odt": (_zip({"mimetype": b"x"}), "no content.xml"),
        "locked.odt": (
            _zip({"META-INF/manifest.xml": b"<encryption-data/>", "content.xml": noise}), "encrypted",
        ),
        "laughs.odt": (_zip({"content.xml": f"{LAUGHS}<x>&a9;</x>".encode()}), "declares its own entities"),
        "bomb.odt": (_zip({"content.xml": zeros * 130}), "would unpack to 130 MB"),
        # rich text
        "noise.rtf": (noise, "Not an RTF document"),
        "deep.rtf": (b"{\\rtf1 " + b"{" * 100_000 + PROSE.encode(), "nested too deeply"),
        "wordless.rtf": (b"{\\rtf1\\ansi }", "no words"),
        "unicode.rtf": (b"{\\rtf1\\ansi \\u99999999999? \\'zz " + PROSE.encode() + b"}", None),
        "huge.rtf": (b"{\\rtf1 " + b"words " * 1_500_000 + b"}", "too large"),
        # pdf
        "noise.pdf": (noise, "Not a PDF file"),
        "head.pdf": (b"%PDF-1.7\n" + noise, "cannot be read|can be read|damaged"),
        "cut.pdf": (pdf(pdf_text(PROSE))[:120], "damaged|no text"),
        "picture.pdf": (pdf(b"0 0 100 100 re f"), "only pictures"),
        "bomb.pdf": (pdf(many_streams, more=b"/Filter/FlateDecode"), "unpack to more than 32 MB"),
        "twice.pdf": (
            pdf(zlib.compress(many_streams, 9), more=b"/Filter[/FlateDecode/FlateDecode]"), "unpack to more than 32 MB",
        ),
        "giant.pdf": (
            pdf(pdf_text(PROSE) + b" BT /F 9 Tf 1 0 0 1 900000000 900000000 Tm (far) Tj 90000000 0 0 90000000 0 0 Tm (large) Tj ET"), None,
        ),
        "loop.pdf": (pdf(pdf_text(PROSE), pages=b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), None),
        "locked.pdf": (
            pdf(pdf_text(PROSE), trailer=b"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + b"00" * 32 + b">/U<"
                + b"11" * 32 + b">>>/ID[<01><01>]"), "encrypted",
        ),
        "brackets.pdf": (b"%PDF-1.4\n1 0 obj" + b"[" * 200_000, "can be read|damaged"),
        "script.pdf": (pdf(pdf_text(PROSE), trailer=b"/X<</S/JavaScript/JS(app.alert\\(1\\))>>"), None),
        # mail
        "noise.eml": (noise, "Not a mail"),
        "bare.eml": (PROSE.encode(), "Not a mail"),
        "picture.eml": (
            b"From: a@b.example\nSubject: x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=",
            "only attachments",
        ),
        "nested.eml": (f"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n{parts}".encode(),
                       "only attachments|damaged"),
        "headers.eml": (
            f"From: =?utf-8?b?{'A' * 5000}?=\nSubject: =?x?q?{'=' * 900}?=\nDate: yesterday\n{'X: y' * 9_000}\n\n{PROSE}".encode(), None,
        ),
        "charset.eml": (
            f"From: Ann Lee <a@b.example>\nSubject: \x1b[31mred\nContent-Type: text/plain; charset=klingon\n\n{PROSE}".encode(), None,
        ),
        "noise.mht": (noise, "binary data|Not a web archive"),
        "plain.mht": (b"From: x\nContent-Type: text/plain\n\nhello", "no page"),
    }  # fmt: skip


def lay(folder: Path) -> dict[str, str]:
    """Write the files and things that are no files; give each bad one's name with its expected reason."""
    folder.mkdir(parents=True, exist_ok=True)
    expected: dict[str, str] = {}
    for name, (data, reason) in files().items():
        (folder / name).write_bytes(data)
        if reason:
            expected[name] = reason
    outside = folder.parent / "outside.txt"
    outside.write_text(f"{PROSE} This stands outside of the sources.", encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    (folder / "out.txt").symlink_to(outside)
    (folder / "broken.txt").symlink_to(folder / "nowhere.txt")
    (folder / "round").symlink_to(folder)
    (folder / "device.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(folder)  # the name of a socket must be short
        try:
            server.bind("socket.txt")
        finally:
            os.chdir(here)
    (folder / "esc\x1b[31m\nname\u202e.txt").write_bytes(b"")
    (Path(os.fsdecode(os.fsencode(folder) + b"/latin-\xe9.txt"))).write_bytes(b"")
    return expected | {
        "pipe.txt": "Not a regular file", "out.txt": "leads out", "broken.txt": "broken link", "device.txt": "leads out",
        "socket.txt": "Not a regular file", "esc": "is empty", "latin-": "is empty",
    }  # fmt: skip
