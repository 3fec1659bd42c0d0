"""Notes as Markdown: a section for each article, a block quote for each note, its source in a footnote.

CommonMark with footnotes, as Pandoc and GitHub read it. Nothing that a text holds is taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote as percent

from dossier.model import ArticleInfo, Note
from dossier.text.visible import one_line, visible

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#~^|$&@=]|^[-+]")
_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?= |\Z)")
_PARAGRAPHS = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def write(notes: list[Note], articles: Mapping[str, ArticleInfo], warnings: Mapping[str, str]) -> str:
    """Return the notes as a Markdown document: by article, the first noted first, in the order of its text."""
    groups: dict[str, list[Note]] = {}
    for note in notes:
        groups.setdefault(note.article, []).append(note)
    blocks, footnotes = ["# Notebook"], list[str]()
    for path, group in groups.items():
        about = articles.get(path)
        blocks += _heading(group[0], about)
        for note in sorted(group, key=lambda note: (note.start, note.end)):
            mark = f"[^{len(footnotes) + 1}]"
            footnotes.append(f"{mark}: {_source(note, about)}.")
            blocks += [
                _block(note, f"— {text(note.speaker)}" if note.speaker else "", mark),
                *_warned(note, warnings),
                *_remarks(note),
            ]
    return "\n\n".join([*blocks, *footnotes]) + "\n"


def cite(notes: list[Note], articles: Mapping[str, ArticleInfo], warnings: Mapping[str, str]) -> str:
    """Return notes as Markdown block quotes, each with its source below."""
    blocks: list[str] = []
    for note in notes:
        blocks += [_block(note, f"— {_source(note, articles.get(note.article))}"), *_warned(note, warnings)]
    return "\n\n".join(blocks) + "\n"


def lines(notes: list[Note], articles: Mapping[str, ArticleInfo], warnings: Mapping[str, str]) -> str:
    """Return each note on a line: “quote” — speaker, “title”, outlet, date, link; what is not known is left out."""
    said = {key: f" ({one_line(' '.join(warning.split()))})" for key, warning in warnings.items()}
    return "".join(_line(note, articles.get(note.article)) + said.get(note.id, "") + "\n" for note in notes)


def _warned(note: Note, warnings: Mapping[str, str]) -> list[str]:
    return [f"**{text(warnings[note.id])}**"] if note.id in warnings else []


def _line(note: Note, article: ArticleInfo | None) -> str:
    title = f"“{note.title}”" if note.title else None
    link = note.link
    source = [note.speaker, title, note.outlet, published(note, article), page(note), link]
    return one_line(" ".join(f"“{note.quote}” — {', '.join(part for part in source if part)}".split()))


def day(published: str | None) -> str | None:
    """Return an ISO day as people write it (29 November 2025); anything else as it is."""
    try:
        when = date.fromisoformat(published or "")
    except ValueError:
        return published
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def published(note: Note, article: ArticleInfo | None) -> str | None:
    """Return the day of a note's article as people write it, with a remark where that day was guessed."""
    written = day(note.published)
    guessed = article.day_remark if article and article.published == note.published else None
    return f"{written} ({guessed})" if written and guessed else written


def page(note: Note) -> str | None:
    """Return the page of a PDF as citations give it (`page 3 of the PDF`); None where there are no pages."""
    return None if note.page is None else f"page {note.page} of the PDF"


def address(path: str) -> str:
    """Return an article's path as an address relative to the dossier's folder; an absolute one as `file://`."""
    written = percent(visible(path), safe="/")
    return f"file://{written}" if written.startswith("/") else written


def web(url: str | None) -> str | None:
    """Return a web address without the characters that end or open something in a document.

    None for what is not an address of the web: a page may name a script or a file as its own address.
    """
    if not url or not _WEB.match(url):
        return None
    return percent(visible(url), safe="!#$%&'()*+,/:;=?@~")


def text(words: str) -> str:
    """Return words on one line, escaped so that nothing in them is taken for Markdown."""
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", " ".join(visible(words).split())))


def _heading(note: Note, article: ArticleInfo | None) -> list[str]:
    facts = [note.outlet, published(note, article), article.byline if article else None]
    about = [*(text(fact) for fact in facts if fact), *_address(article)]
    return [
        f"## [{text(note.title or note.article)}]({address(note.article)})",
        *([" · ".join(about)] if about else []),
    ]


def _block(note: Note, last: str, mark: str = "") -> str:
    paragraphs = [*(text(part) for part in _PARAGRAPHS.split(note.quote)), last]
    return "\n>\n".join(f"> {part}" for part in paragraphs if part) + mark


def _remarks(note: Note) -> list[str]:
    comment = [text(part) for part in _PARAGRAPHS.split(note.comment) if part.strip()]
    return [*comment, *([" ".join(f"\\#{text(tag)}" for tag in note.tags)] if note.tags else [])]


def _source(note: Note, article: ArticleInfo | None) -> str:
    title = f"“{text(note.title)}”" if note.title else None
    facts = [text(fact) if fact else None for fact in (note.outlet, published(note, article))]
    place = f"[characters {note.start}–{note.end}]({address(note.article)}#char={note.start},{note.end})"
    place = place if note.placed else f"[the article]({address(note.article)})"
    speaker = text(note.speaker) if note.speaker else None
    return ", ".join(part for part in (speaker, title, *facts, page(note), *_address(article), place) if part)


def _address(article: ArticleInfo | None) -> list[str]:
    address_there = web(article.url) if article else None
    return [f"<{address_there}>"] if address_there else []
