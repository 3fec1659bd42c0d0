"""Make a note of a stretch of an article."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from dossier.model import Article, LinkError, Note
from dossier.notebook.anchoring.places import context


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
    """Return a new note of `article.text[start:end]` without white space around it; `now` is the time it is noted.

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
        page=article.page(start),
        **context(article.text, start, end),
    )
