"""A dialog that saves what is listed, or the notebook, as a file for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from dossier.config import Config
from dossier.files import atomic, folders
from dossier.model import ArticleInfo, DossierError, Hit, Link, link_to
from dossier.text.tables import csv_table, markdown_table
from dossier.text.visible import one_line
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session.session import Session
from dossier.tui.text.entries import Section
from dossier.tui.text.sources import source_names
from dossier.tui.widgets.choice_lines import Choice

if TYPE_CHECKING:
    from dossier.notebook import Format

_NOTES: dict[str, tuple[str, Format]] = {
    "notebook.md": ("the notebook as Markdown", "markdown"),
    "notebook.bib": ("the notebook as BibTeX", "bibtex"),
    "notebook.csl.json": ("the notebook as CSL-JSON, for Zotero and Pandoc", "csl"),
    "notebook.jsonld": ("the notebook as Web Annotations (JSON-LD)", "jsonld"),
}
_MOST = 1000  # files of one name


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows, as a table; `name` is what the list is called."""

    name: str
    columns: tuple[str, ...]
    rows: list[list[str]]


def of_sections(name: str, sections: Iterable[Section], articles: Iterable[ArticleInfo]) -> Listed:
    """Return what is listed under headings as a table, an entry a row."""
    sources = source_names(articles, room=1000)
    rows = []
    for section in sections:
        for entry in section.entries:
            about = " · ".join(filter(None, (entry.detail, *entry.lines)))
            links = " ".join(link_to(Link(*place)) for place in entry.places)
            whose = ", ".join(dict.fromkeys(sources.get(place.article, place.article) for place in entry.places))
            count = "" if entry.count is None else str(entry.count)
            rows.append([section.title, entry.text, about, count, whose, links])
    return Listed(name, ("group", "text", "about", "count", "sources", "links"), rows)


def of_hits(hits: Iterable[Hit]) -> Listed:
    """Return the hits of a search as a table."""
    rows = [[hit.title, hit.outlet or "", hit.published or "", hit.text, link_to(hit)] for hit in hits]
    return Listed("search", ("title", "outlet", "published", "text", "link"), rows)


def of_articles(articles: Iterable[ArticleInfo]) -> Listed:
    """Return a list of articles as a table."""
    rows = [[a.title, a.outlet or "", a.byline or "", a.published or "", a.url or "", a.path] for a in articles]
    return Listed("articles", ("title", "outlet", "byline", "published", "url", "path"), rows)


def save(app: App[Any], session: Session, listed: Callable[[], Listed], shown: str) -> None:
    """Ask what to save and in which form, and write it; `listed` gives the table of what is `shown`."""

    def done(file: str | None) -> None:
        if file is not None:
            session.copying.submit(lambda _: _written(session, file, listed), partial(_told, session), session.fail)

    choices = [
        Choice(f"{shown}.csv", f"{shown} as CSV", "for a spreadsheet"),
        Choice(f"{shown}.md", f"{shown} as a Markdown table"),
        *(Choice(file, said) for file, (said, _) in _NOTES.items()),
    ]
    app.push_screen(Picker(f"Save in {one_line(str(folder_for(session.dossier.config)))}", choices), done)


def save_text(session: Session, file: str, made: Callable[[], str]) -> None:
    """Save a text, made away from the keyboard, as a new file beside the others that were saved, and say where."""
    session.copying.submit(lambda _: _put(session, file, made()), partial(_told, session), session.fail)


def _told(session: Session, place: Path) -> None:
    session.say(f"Saved {one_line(str(place))}")


def _written(session: Session, file: str, listed: Callable[[], Listed]) -> Path:
    if file in _NOTES:
        text = session.dossier.export_notes(_NOTES[file][1])
    else:
        table = listed()
        if not table.rows:
            raise DossierError("There is nothing in this list to save.")
        write = csv_table if file.endswith(".csv") else markdown_table
        text = write(table.columns, table.rows)
    return _put(session, file, text)


def _put(session: Session, file: str, text: str) -> Path:
    folder = folder_for(session.dossier.config)
    try:
        folders.make_private_folder(folder)
        place = _free(folder, file)
        atomic.write(place, text.encode("utf-8", errors="replace"))
    except OSError as error:
        raise DossierError(f"{one_line(str(folder / file))} cannot be written: {error.strerror or error}.") from None
    return place


def folder_for(config: Config) -> Path:
    """Return the folder that is saved into: beside the notebook, but never among the articles, which it would join."""
    folder = config.notebook.parent / "saved"
    inside = any(folder.is_relative_to(source) for source in config.sources)
    return config.state / "saved" if inside else folder


def _free(folder: Path, file: str) -> Path:
    """Return a file of this name that does not exist yet: `search.csv`, then `search-2.csv`."""
    stem, dot, ending = file.partition(".")
    names: Sequence[str] = [file, *(f"{stem}-{number}{dot}{ending}" for number in range(2, _MOST))]
    return next((folder / name for name in names if not (folder / name).exists()), folder / names[-1])
