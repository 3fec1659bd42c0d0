"""Feeds the readers damaged files: `python -m benchmarks.fuzzing [MINUTES] [SEED] [--guided]` (default 1, 0).

Each case is a file of tests/corpus or tests/helpers/hostile.py, or one made here, changed at random where its format can feel it:
inside the parts of an archive and the streams of a PDF, by the format's own words, by pieces of other files. What comes
out must be an article with sound offsets or a reason in a sentence, within the bounds on time and memory. Whatever else happens is written to
`fuzzing/`, beside the trace, and the run goes on.

With `--guided`, atheris (Apache-2.0, `pip install atheris`) watches which lines are reached and keeps what reaches more.
"""

# ruff: noqa: E501 - words and names are kept a line each
from __future__ import annotations

import hashlib
import io
import random
import re
import sys
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from dossier.extracting import extract
from dossier.indexing.limits import READING, TooLongError, limited
from dossier.model import Article
from dossier.reading import ReadError
from dossier.reading.formats.registry import FORMATS, SEVERAL
from dossier.reading.formats.splitting import split
from dossier.reading.reader import article_of
from tests.helpers.hostile import PROSE, files

_CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
_KEEP = Path("fuzzing")
_SLOW = 10.0  # seconds of processor time for files of at most _LARGEST bytes
_LARGEST = 300_000
_MADE = {
    ".txt": f"Quay stays shut\n\nBy Ann Lee\n\n6 May 2025\n\n{PROSE}\n\n“We wait,” said Ann Lee. 1,500 people.\n",
    ".md": f"---\ntitle: Quay\ndate: 2025-05-06\ntags: [a, b]\nauthor: [{{name: Ann}}]\n---\n\n# Quay\n\n> {PROSE}\n\n- a\n",
    ".csv": f'title,text,date\nQuay,"{PROSE} ""We wait.""",2025-05-06\n',
    ".jsonl": f'{{"title": "Quay", "body": "<p>{PROSE}</p>", "author": [{{"name": "Ann"}}], "date": 1746500000}}\n',
    ".mbox": f"From a@b Mon May  5 10:00:00 2025\nFrom: Ann <a@b.example>\nSubject: Quay\nDate: Tue, 6 May 2025 10:00:00\n\n{PROSE}\n",
}
_WORDS: dict[str, list[bytes]] = {
    "page": [b"<p>", b"</p>", b"<div>" * 40, b"<table><tr><td>", b"<script type='application/ld+json'>", b"</script>", b"&#27;",
             b"&#xD800;", b"<![CDATA[", b"<!--", b"<meta property='og:title' content='", b'"datePublished":', b"<base href='x:'>",
             b"<svg>", b"<math>", b"<template>", b"<br/>" * 50, b"xmlns:a='b'", b"<time datetime='99999999999-13-45T'>",
             b'{"@graph":[', b'{"@type":["NewsArticle"],"author":[[[]]],"headline":{}}', b"\xe2\x80\xae", b"\x00", b"itemprop="],
    "mail": [b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"=?utf-8?q?=00?=", b"charset=utf-7", b"\n\n", b"--x--\n",
             b"Content-Transfer-Encoding: base64\n", b"Date: 32 Foo 99999\n", b"From: <<<>>>\n", b"> ", b"=\n", b"filename*0*=a''%00"],
    "pdf": [b"<<", b">>", b"[", b"]", b" 0 R", b"(", b")", b"BT ", b" ET", b" Tf", b"1e99 ", b"-1 0 0 1 99999999999 0 Tm ", b" obj",
            b"endstream", b"/Filter/LZWDecode", b"/Kids[1 0 R]", b"\\777", b"BI ID EI", b"q " * 99, b"/Length 99999999", b"/W[1 999999999 1]"],
    "xml": [b"<w:p>", b"</w:p>", b"<w:tbl>", b"<text:p>", b"<text:note>", b"&#x1b;", b"<w:t xml:space='preserve'>", b"<!DOCTYPE a>",
            b"w:val='-1'", b"<text:s text:c='99999999'/>", b"text:c='x'", b"<mc:AlternateContent>", b"<w:footnoteReference w:id='0'/>"],
    "rtf": [b"{", b"}", b"\\par", b"\\u-1?", b"\\bin99999 ", b"\\'", b"\\ansicpg99999", b"{\\*\\x", b"\\fonttbl", b"\\u99999999?"],
    "text": [b"\n\n", b"\x1b[31m", b"\xff", b"\xc3", b"---\n", b"&a [*a]\n", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"1,000,000,000", b"By ", b"\t",
             b"\xc2\xab", b"\xe2\x80\x94", b"32 February 99999", b" to ", b"million ", b"\xf0\x9f\x98\x80", b"e\xcc\x81" * 9, b"percent", b": "],
}  # fmt: skip
_KINDS = {
    ".html": "page", ".htm": "page", ".xhtml": "page", ".mht": "mail", ".mhtml": "mail", ".eml": "mail", ".mbox": "mail",
    ".pdf": "pdf", ".docx": "xml", ".odt": "xml", ".rtf": "rtf",
}  # fmt: skip
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def seeds() -> dict[str, list[bytes]]:
    """Return the files to begin with, by suffix."""
    found: dict[str, list[bytes]] = {suffix: [text.encode()] for suffix, text in _MADE.items()}
    for file in sorted(_CORPUS.iterdir()):
        if file.suffix in FORMATS:
            found.setdefault(file.suffix, []).append(file.read_bytes())
    for name, (data, _) in files().items():
        if len(data) < _LARGEST:
            found.setdefault(Path(name).suffix, []).append(data)
    found[".zip"] = [
        _packed({"a.txt": PROSE.encode(), "b.csv": _MADE[".csv"].encode(), "c.jsonl": _MADE[".jsonl"].encode()})
    ]
    return found


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


class Mutator:
    """Changes files of one format at random, the same way for the same seed."""

    def __init__(self, seed: int, found: dict[str, list[bytes]]) -> None:
        self.random = random.Random(seed)
        self._seeds = found

    def case(self, suffix: str, data: bytes | None = None) -> bytes:
        """Return a changed file: of `data`, or of one of the files to begin with."""
        choice = self.random
        data = choice.choice(self._seeds[suffix]) if data is None else data
        if suffix in {".docx", ".odt", ".zip"} and choice.random() < 0.8:
            return self._inside_archive(suffix, data)
        if suffix == ".pdf" and choice.random() < 0.6:
            return self._inside_streams(data)
        return self._changed(suffix, data)

    def _inside_archive(self, suffix: str, data: bytes) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                    return self._changed(suffix, data)
                parts = {name: archive.read(name) for name in archive.namelist()}
        except Exception:  # noqa: BLE001 - a seed that is damaged as it is
            return self._changed(suffix, data)
        if parts:
            name = self.random.choice(sorted(parts))
            wanted = [
                part
                for part in parts
                if part.endswith(("document.xml", "content.xml", "styles.xml", "notes.xml", "core.xml"))
            ]
            if wanted and self.random.random() < 0.8:
                name = self.random.choice(sorted(wanted))
            parts[name] = self._changed(suffix, parts[name])
        return _packed(parts)

    def _inside_streams(self, data: bytes) -> bytes:
        def again(match: re.Match[bytes]) -> bytes:
            try:
                inner = zlib.decompress(match[1])
            except zlib.error:
                inner = None
            if self.random.random() < 0.5:
                return match[0]
            changed = self._changed(".pdf", match[1] if inner is None else inner)
            return b"stream\n" + (changed if inner is None else zlib.compress(changed)) + b"\nendstream"

        return _STREAM.sub(again, data)[:_LARGEST]

    def _changed(self, suffix: str, data: bytes) -> bytes:
        choice = self.random
        out = bytearray(data[:_LARGEST])
        words = _WORDS[_KINDS.get(suffix, "text")] + _WORDS["text"]
        if suffix in {".mht", ".mhtml"}:
            words = words + _WORDS["page"]
        for _ in range(choice.choice((1, 1, 2, 3, 5, 9, 30))):
            at = choice.randrange(len(out) + 1)
            size = choice.choice((1, 2, 4, 16, 100, 1_000))
            match choice.randrange(9):
                case 0:
                    for i in range(at, min(at + size % 8 + 1, len(out))):
                        out[i] ^= 1 << choice.randrange(8)
                case 1:
                    del out[at : at + size]
                case 2:
                    out[at:at] = out[at : at + size] * choice.choice((1, 2, 50))
                case 3 | 4 | 5:
                    out[at:at] = choice.choice(words) * choice.choice((1, 1, 1, 3, 200))
                case 6:
                    other = choice.choice(self._seeds[suffix])
                    start = choice.randrange(len(other) + 1)
                    out[at : at + size] = other[start : start + size * 4]
                case 7:
                    digits = [match.span() for match in re.finditer(rb"\d+", out[:20_000])]
                    if digits:
                        start, end = choice.choice(digits)
                        out[start:end] = str(choice.choice((0, -1, 2**31, 10**30, 99, 1e300))).encode()
                case _:
                    del out[at + size :]
        return bytes(out[:_LARGEST])


def check(suffix: str, data: bytes) -> str:
    """Read a file and hold what comes out to what is promised; raises what must not happen. Gives `read` or `refused`."""
    with limited(READING):
        try:
            if suffix in SEVERAL:
                for part in split(data, suffix, {}):
                    if part.suffix in FORMATS and not part.error:
                        check(part.suffix, part.data)
                return "read"
            article = article_of(data, suffix, id="case", shown=f"case{suffix}")
        except ReadError as error:
            if not str(error).endswith((".", "'.", ").")):
                raise AssertionError(f"no sentence: {error}") from error
            return "refused"
    _sound(article)
    return "read"


def _sound(article: Article) -> None:
    position = 0
    for zone in article.zones:
        assert position == zone.start < zone.end, ("zones", zone)
        position = zone.end
    assert position == len(article.text), "the zones do not cover the text"
    article.text.encode("utf-8")
    position = 0
    for passage in article.passages:
        assert position <= passage.start < passage.end <= len(article.text), ("passages", passage)
        position = passage.end
    assert article.published is None or re.fullmatch(r"\d{4}-\d\d-\d\d", article.published), article.published
    found = extract(article)
    for items in (found.mentions, found.definitions, found.quantities, found.dates, found.quotations):
        for item in items:
            assert article.text[item.start : item.end] == item.text, item


class Fuzzer:
    """Counts cases and keeps those that went wrong."""

    def __init__(self) -> None:
        self.cases: Counter[str] = Counter()
        self.results: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.slowest = (0.0, "")

    def one(self, suffix: str, data: bytes) -> None:
        """Try one case."""
        began = time.process_time()
        try:
            result = check(suffix, data)
        except (MemoryError, TooLongError):
            result = "bounded"  # what the program refuses for that reason
        except Exception as error:  # noqa: BLE001 - any that comes here is what we look for
            result = "fault"
            where = traceback.extract_tb(error.__traceback__)[-1]
            self._keep(f"{type(error).__name__} in {Path(where.filename).name}:{where.lineno}", suffix, data)
        seconds = time.process_time() - began
        self.cases[suffix] += 1
        self.results[result] += 1
        self.slowest = max(self.slowest, (seconds, suffix))
        if seconds > _SLOW:
            self._keep("slow", suffix, data)

    def _keep(self, what: str, suffix: str, data: bytes) -> None:
        self.faults[what] += 1
        if self.faults[what] <= 3:
            _KEEP.mkdir(exist_ok=True)
            file = _KEEP / f"{hashlib.sha256(data).hexdigest()[:12]}{suffix}"
            file.write_bytes(data)
            print(f"{what}: {file}", flush=True)
            if what != "slow":
                (_KEEP / f"{file.name}.trace").write_text(traceback.format_exc(), "utf-8", errors="backslashreplace")

    def report(self, minutes: float) -> None:
        """Say what was tried."""
        print(f"{minutes:.1f} minutes of processor time, {self.cases.total():,} cases: {dict(self.results)}")
        print(", ".join(f"{suffix} {count:,}" for suffix, count in sorted(self.cases.items())))
        print(f"slowest {self.slowest[0]:.1f} s ({self.slowest[1]}); faults: {dict(self.faults) or 'none'}", flush=True)


def main() -> None:
    """Fuzz for so many minutes of processor time."""
    numbers = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    minutes, seed = float(numbers[0]) if numbers else 1.0, int(numbers[1]) if len(numbers) > 1 else 0
    found = seeds()
    mutator, fuzzer = Mutator(seed, found), Fuzzer()
    began = time.process_time()

    def over() -> bool:
        return time.process_time() - began > minutes * 60

    if "--guided" in sys.argv:
        _guided(mutator, fuzzer, over, lambda: fuzzer.report((time.process_time() - began) / 60))
        return
    suffixes = sorted(found)
    while not over():
        suffix = suffixes[fuzzer.cases.total() % len(suffixes)]
        fuzzer.one(suffix, mutator.case(suffix))
    fuzzer.report((time.process_time() - began) / 60)


def _guided(mutator: Mutator, fuzzer: Fuzzer, over: Callable[[], bool], report: Callable[[], None]) -> None:
    """Let atheris choose which cases to change further; the first byte of a case says which format it is."""
    import importlib
    import pkgutil

    import atheris  # type: ignore[import-not-found]

    import dossier.reading

    for module in pkgutil.iter_modules(dossier.reading.__path__):
        for function in vars(importlib.import_module(f"dossier.reading.{module.name}")).values():
            ours = getattr(function, "__module__", "") == f"dossier.reading.{module.name}"
            if ours and hasattr(function, "__code__"):
                atheris.instrument_func(function)
    suffixes = sorted(suffix for suffix in mutator._seeds if suffix in FORMATS or suffix in SEVERAL)  # noqa: SLF001

    def one(data: bytes) -> None:
        if data:
            fuzzer.one(suffixes[data[0] % len(suffixes)], data[1:])
        if over():
            report()
            raise SystemExit

    def change(data: bytes, largest: int, seed: int) -> bytes:
        mutator.random.seed(seed)
        number = (
            data[0] % len(suffixes)
            if data and mutator.random.random() < 0.9
            else mutator.random.randrange(len(suffixes))
        )
        body = data[1:] if data and data[0] % len(suffixes) == number and mutator.random.random() < 0.7 else None
        return (bytes([number]) + mutator.case(suffixes[number], body or None))[:largest]

    atheris.Setup(
        [sys.argv[0], f"-max_len={_LARGEST}", "-rss_limit_mb=2500", "-timeout=60"], one, custom_mutator=change
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
