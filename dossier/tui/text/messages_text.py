"""Longer messages: what to do where a list is empty, and what an index run did."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.model import ArticleInfo
from dossier.text.counting import counted
from dossier.text.lists import listed
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.model import IndexSummary

WELCOME = """\
Welcome to Dossier.

It reads many articles about one story
and shows who, where, how many and who said what.

Press / to search and ? to see all keys."""

WELCOME_EMPTY = """\
Welcome to Dossier.

It reads many articles about one story
and shows who, where, how many and who said what.

There are no articles here yet; ? shows all keys."""

NO_ARTICLES = "There are no articles yet."
READING = "The articles are still being read."
UNREAD = "The articles are still being read. What they report appears here when that is done."


def no_articles(folder: Path, key: str) -> str:
    """Return what to do in an empty dossier; `key` reads the articles."""
    folder_name = one_line(str(folder))
    return (
        f"No articles yet.\n\nPut texts, pages, PDFs into\n{folder_name}\nThey appear here by themselves;\n"
        f"{key} reads them at once."
    )


def brought(new: Sequence[ArticleInfo]) -> str:
    """Return a sentence on which articles are new, the first of them by its title; nothing where none is."""
    if not new:
        return ""
    first = " · ".join(filter(None, (f"“{one_line(new[0].title)}”", one_line(new[0].outlet or ""))))
    return f"New: {first}" + (f" and {counted(len(new) - 1, 'more article')}." if len(new) > 1 else ".")


def index_run(summary: IndexSummary, key: str) -> str:
    """Return one sentence that says what an index run did; `key` shows what could not be read."""
    parts = []
    if summary.added:
        parts.append(f"{counted(summary.added, 'article')} read")
    if summary.changed:
        parts.append(f"{counted(summary.changed, 'changed article')} read again")
    if summary.removed:
        parts.append(f"{counted(summary.removed, 'article')} removed")
    text = f"{sentence[:1].upper()}{sentence[1:]}." if (sentence := listed(parts)) else "Nothing has changed."
    if summary.failed:
        files = "file" if len(summary.failed) == 1 else "files"
        text = f"{len(summary.failed):,} {files} could not be read: press {key} to see why. {text}"
    return text


def nothing_found(query: str, *, filtered: bool, unread: bool = False) -> str:
    """Return a sentence: nothing was found and what to try; or, while articles are `unread`, that they are."""
    tries = ["fewer words", "the beginning of a word and a star (govern*)", "a ~ for other spellings (jeri~)"]
    if filtered:
        tries.insert(0, "x to clear the filters")
    told = f"Nothing found for {one_line(query)}\n\n"
    if unread:
        return f"{told}The articles are still being read; what is found in them appears by itself."
    return f"{told}Try " + ",\nor ".join(tries) + "."
