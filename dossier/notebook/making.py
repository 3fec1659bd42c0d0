"""Make a note of a stretch of an article, and cite it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime

from dossier.model import Article, Link, LinkError, Note
from dossier.notebook.anchors import after, before
from dossier.visible import one_line


def make_note(
    article: Article,
    start: int,
    end: int,
    *,
    speaker: str | None = None,
    tags: Iterable[str] = (),
    comment: str = "",
    now: datetime | None = None,
) -> Note:
    """Bookmark `article.text[start:end]`, white space around it left out; `now` is the time it is noted.

    Raises LinkError where the offsets name no text of the article.
    """
    if not 0 <= start < end <= len(article.text):
        raise LinkError(f"{article.id} has {len(article.text):,} characters; {start} to {end} names none of its text.")
    words = article.text[start:end]
    quote = words.strip()
    if not quote:
        raise LinkError(f"{article.id}#char={start},{end} holds only white space; choose some words.")
    start += len(words) - len(words.lstrip())
    end = start + len(quote)
    now = (now or datetime.now(UTC)).astimezone(UTC)
    return Note(
        id=f"n-{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}",
        quote=quote,
        article=article.path,
        start=start,
        end=end,
        speaker=speaker,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        tags=tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip())),
        comment=comment,
        created=f"{now:%Y-%m-%dT%H:%M:%SZ}",
        sha256=article.sha256,
        prefix=before(article.text, start),
        suffix=after(article.text, end),
    )


def citation(note: Note) -> str:
    """Cite a note on one line: “quote” — speaker, “title”, outlet, date, link; what is not known is left out."""
    title = f"“{note.title}”" if note.title else None
    link = str(Link(note.article, note.start, note.end))
    source = [note.speaker, title, note.outlet, _day(note.published), link]
    return one_line(" ".join(f"“{note.quote}” — {', '.join(part for part in source if part)}".split()))


def _day(published: str | None) -> str | None:
    """Write an ISO day as people do (29 November 2025); anything else stays as it is."""
    try:
        day = date.fromisoformat(published or "")
    except ValueError:
        return published
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
