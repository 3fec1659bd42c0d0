"""Makes the corpus of tests/corpus anew with the programs that people make such files with.

Needs Debian's pandoc, chromium, libreoffice-writer-nogui and groff, which running the tests does not: the files are
in the repository. Usage: python scripts/make_corpus.py
"""

from __future__ import annotations

import base64
import email.message
import email.policy
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from time import sleep

import corpus_pages as pages
import yaml

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
ARTICLES = yaml.safe_load((CORPUS / "articles.yaml").read_text(encoding="utf-8"))

# Which article becomes what: every format in several languages, every kind of page by several ways of saving it.
SAVED = [
    ("ferry", "newspaper"), ("drought", "newspaper"), ("puerto", "newspaper"), ("museum", "weblog"), ("tram", "weblog"),
    ("muehle", "weblog"), ("lycee", "form"), ("ferry", "form"), ("drought", "soup"), ("puerto", "soup"), ("museum", "amp"),
    ("tram", "agency"), ("lycee", "agency"),
]  # fmt: skip
RAW = [("museum", "tables"), ("muehle", "tables"), ("tram", "amp"), ("ferry", "weblog")]
ARCHIVED = [("tram", "newspaper"), ("muehle", "form"), ("lycee", "soup")]
PRINTED = [("ferry", "columns"), ("muehle", "columns"), ("drought", "weblog"), ("tram", "amp"), ("puerto", "agency")]
TYPESET = ["museum", "drought"]
WORD = ["ferry", "museum", "lycee"]
OPEN = ["tram", "drought", "puerto"]
RICH = ["ferry", "muehle", "museum"]
BY_OFFICE = [
    ("drought", "docx"),
    ("muehle", "docx"),
    ("ferry", "odt"),
    ("museum", "rtf"),
    ("tram", "pdf"),
    ("lycee", "pdf"),
]
CHROMIUM = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-extensions"]


def main() -> None:
    """Make every file of the corpus, after the old ones are taken away."""
    for old in CORPUS.iterdir():
        if old.name != "articles.yaml":
            old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, kind in RAW:
            encoding = "cp1252" if kind == "tables" else "utf-8"
            (CORPUS / f"{name}.{kind}-raw.htm").write_bytes(page(name, kind).encode(encoding))
        for name, kind in SAVED:
            shown = run(*CHROMIUM, "--dump-dom", page_file(work, name, kind).as_uri())
            (CORPUS / f"{name}.{kind}.html").write_bytes(shown)
        for name, kind in ARCHIVED:
            archive(page_file(work, name, kind), CORPUS / f"{name}.{kind}.mht")
        for name, kind in PRINTED:
            target = CORPUS / f"{name}.{kind}.pdf"
            header = ["--no-pdf-header-footer"] if kind == "columns" else []
            run(*CHROMIUM, *header, f"--print-to-pdf={target}", page_file(work, name, kind).as_uri())
        for name in TYPESET:
            (CORPUS / f"{name}.groff.pdf").write_bytes(run("groff", "-ms", "-Kutf8", "-Tpdf", stdin=groff(name)))
        for names, suffix in ((WORD, "docx"), (OPEN, "odt"), (RICH, "rtf")):
            for name in names:
                run("pandoc", "-s", "-f", "markdown", "-o", CORPUS / f"{name}.pandoc.{suffix}", stdin=markdown(name))
        for name, suffix in BY_OFFICE:
            office(work, name, suffix)
        for number, (name, make) in enumerate(MAILS):
            (CORPUS / f"{name}.mail{number}.eml").write_bytes(make(ARTICLES[name]).as_bytes())


def run(*command: str | Path, stdin: str = "") -> bytes:
    """Run a program and give its output."""
    done = subprocess.run([str(word) for word in command], input=stdin.encode(), capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-500:]}")
    return done.stdout


def page(name: str, kind: str) -> str:
    """Return the page of an article on a site of a kind."""
    made: str = getattr(pages, kind)(ARTICLES[name])
    return made


def page_file(work: Path, name: str, kind: str) -> Path:
    """Write a page where a browser can open it."""
    file = work / f"{name}-{kind}.html"
    file.write_text(page(name, kind), encoding="cp1252" if kind == "tables" else "utf-8")
    return file


def archive(source: Path, target: Path) -> None:
    """Have Chromium save a page as a web archive, over its debugging pipe."""
    ask, told = os.pipe(), os.pipe()
    command = [*CHROMIUM, "--remote-debugging-pipe", source.as_uri()]

    def wire() -> None:
        os.dup2(ask[0], 3)
        os.dup2(told[1], 4)

    browser = subprocess.Popen(
        command, pass_fds=(3, 4, ask[0], told[1]), preexec_fn=wire, close_fds=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    answers = os.fdopen(told[0], "rb")
    count = 0

    def call(method: str, session: str | None = None, **params: object) -> dict[str, object]:
        nonlocal count
        count += 1
        message = {"id": count, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(ask[1], json.dumps(message).encode() + b"\0")
        while True:
            data = bytearray()
            while (byte := answers.read(1)) != b"\0":
                data += byte
            answer = json.loads(data)
            if answer.get("id") == count:
                if "error" in answer:
                    sys.exit(f"{method} failed: {answer['error']}")
                return dict(answer["result"])

    try:
        targets = call("Target.getTargets")["targetInfos"]
        target_id = next(t["targetId"] for t in targets if t["type"] == "page")  # type: ignore[attr-defined]
        session = str(call("Target.attachToTarget", targetId=target_id, flatten=True)["sessionId"])
        sleep(1.5)  # until the page has loaded
        target.write_bytes(str(call("Page.captureSnapshot", session, format="mhtml")["data"]).encode())
    finally:
        browser.kill()
        browser.wait()


def markdown(name: str) -> str:
    """Return an article as Markdown for Pandoc; its title, author and date become styles."""
    a = ARTICLES[name]
    head = json.dumps(a["title"], ensure_ascii=False)
    authors = json.dumps([pages.by(a)], ensure_ascii=False)
    text = list(a["paragraphs"])
    text.insert(4, f"## {a['subheading']}")
    return f"---\ntitle: {head}\nauthor: {authors}\ndate: {json.dumps(pages.day(a))}\n---\n\n" + "\n\n".join(text)


def groff(name: str) -> str:
    """Return an article for groff's ms macros: two columns, hyphenated, justified, numbered pages."""
    a = ARTICLES[name]
    text = "\n.PP\n".join(a["paragraphs"])
    return f".nr PS 10\n.ds LH {a['outlet']}\n.ds RH %\n.TL\n{a['title']}\n.AU\n{pages.by(a)}\n.AI\n{pages.day(a)}\n.2C\n.PP\n{text}\n"


def office(work: Path, name: str, suffix: str) -> None:
    """Have LibreOffice write an article as a person types it: no styles but that of the title."""
    a = ARTICLES[name]
    text = "".join(f"<p>{line}</p>" for line in (pages.by(a), pages.day(a), *a["paragraphs"]))
    source = work / f"{name}.office.html"
    source.write_text(
        f"<html><head><meta charset='utf-8'></head><body><h1>{a['title']}</h1>{text}</body></html>", "utf-8"
    )
    run("soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--writer", "--infilter=HTML (StarWriter)",
        "--convert-to", suffix, "--outdir", work, source)  # fmt: skip
    (work / f"{name}.office.{suffix}").replace(CORPUS / f"{name}.office.{suffix}")


def _mail(a: pages.Article, subject: str) -> email.message.EmailMessage:
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = subject
    message["From"] = f"{a['byline'].split(', ')[0]} <writer@news.example>"
    message["To"] = "Desk <desk@news.example>"
    message["Date"] = datetime.combine(a["date"], time(9, 30), UTC)
    message["Message-ID"] = "<1@news.example>"
    message["Organization"] = a["outlet"]
    return message


def plain_mail(a: pages.Article) -> email.message.EmailMessage:
    """Plain text with a quoted reply and a signature below."""
    message = _mail(a, f"Fwd: {a['title']}")
    text = "\n\n".join(a["paragraphs"])
    reply = "On Mon, 1 Jan 2024 at 10:00, Desk <desk@news.example> wrote:\n> Could you send us the piece again?\n> It never came."
    message.set_content(f"{text}\n\n{reply}\n\n-- \n{a['byline']}\nTelephone 555 0100\n", cte="quoted-printable")
    return message


def both_mail(a: pages.Article) -> email.message.EmailMessage:
    """Text and page side by side, with an attachment."""
    message = plain_mail(a)
    message.add_alternative(pages.amp(a), subtype="html")
    message.add_attachment(base64.b64decode("iVBORw0KGgo="), maintype="image", subtype="png", filename="x.png")
    return message


def page_mail(a: pages.Article) -> email.message.EmailMessage:
    """A newsletter: nothing but a page."""
    message = _mail(a, a["title"])
    message.set_content(pages.soup(a), subtype="html", cte="base64")
    return message


def latin_mail(a: pages.Article) -> email.message.EmailMessage:
    """Plain text in Latin-1, wrapped by hand."""
    import textwrap

    message = _mail(a, a["title"])
    text = "\n\n".join(textwrap.fill(p.replace("„", '"').replace("“", '"'), 70) for p in a["paragraphs"])
    message.set_content(text, charset="iso-8859-1", cte="8bit")
    return message


MAILS = [
    ("ferry", plain_mail),
    ("tram", both_mail),
    ("puerto", page_mail),
    ("muehle", latin_mail),
    ("museum", plain_mail),
]

if __name__ == "__main__":
    main()
