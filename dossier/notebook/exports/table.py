"""Notes as a table for spreadsheets, a row for each quote."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.model import ArticleInfo, Note
from dossier.notebook.exports.markdown import web
from dossier.notebook.exports.references import keys, sentence
from dossier.text.tables import csv_table
from dossier.text.visible import visible

_COLUMNS = (
    "id", "quote", "speaker", "outlet", "published", "title", "byline", "page", "tags", "comment", "link", "url",
    "key", "remark",
)  # fmt: skip


def write(notes: list[Note], articles: Mapping[str, ArticleInfo], warnings: Mapping[str, str]) -> str:
    """Return a CSV table (RFC 4180, UTF-8); `key` is that of the article's entry in CSL-JSON and BibTeX."""
    named = keys(notes)
    rows = [_row(note, articles.get(note.article), named[note.article], warnings.get(note.id, "")) for note in notes]
    return csv_table(_COLUMNS, rows)


def _row(note: Note, article: ArticleInfo | None, key: str, warning: str) -> list[str]:
    values = (
        note.id,
        note.quote,
        note.speaker,
        note.outlet,
        note.published,
        note.title,
        article.byline if article else None,
        None if note.page is None else str(note.page),
        ", ".join(note.tags),
        note.comment,
        note.link,
        web(article.url) if article else None,
        key,
        " ".join(filter(None, (warning, sentence(article.day_remark if article else None)))),
    )
    return [visible(value or "") for value in values]
