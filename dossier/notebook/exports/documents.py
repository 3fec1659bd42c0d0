"""Notes written for other programs: documents to publish from, and the data of reference managers.

Every quote comes with its words, speaker, source, date, offsets and link; nothing that a note does not say is made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, get_args

from dossier.model import ArticleInfo, DossierError, Note, NoteCheck
from dossier.notebook.exports import jsonld, markdown, references, table
from dossier.text.visible import escape_json, visible

Format = Literal["markdown", "jsonld", "csl", "bibtex", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
Style = Literal["plain", "markdown", "csl", "bibtex"]
STYLES: tuple[Style, ...] = get_args(Style)

_Writer = Callable[[list[Note], Mapping[str, ArticleInfo], Mapping[str, str]], str]
_DOCUMENTS: dict[str, _Writer] = {
    "markdown": markdown.write,
    "jsonld": jsonld.write,
    "csl": references.write_csl,
    "bibtex": references.write_bibtex,
    "csv": table.write,
}
_CITATIONS: dict[str, _Writer] = {
    "plain": markdown.lines,
    "markdown": markdown.cite,
    "csl": references.write_csl,
    "bibtex": references.write_bibtex,
}


def export(
    notes: Iterable[Note], form: Format, articles: Iterable[ArticleInfo] = (), checks: Iterable[NoteCheck] = ()
) -> str:
    """Return notes as one document, its last line end included.

    `articles` add what a note does not keep: byline, language and address. Of a note that does not stand as noted any
    more, as `checks` know, the document says so in a sentence. Raises DossierError for another format.
    """
    return _writer(_DOCUMENTS, form)(list(notes), {article.path: article for article in articles}, _warnings(checks))


def citation(
    note: Note, style: Style = "plain", article: ArticleInfo | None = None, check: NoteCheck | None = None
) -> str:
    """Return the citation of one note, without a line end: a line of text, Markdown, CSL-JSON or a BibTeX entry.

    As with `export`, what `check` knows against it is said. Raises DossierError for another style.
    """
    articles = {article.path: article} if article else {}
    return _writer(_CITATIONS, style)([note], articles, _warnings([check] if check else [])).rstrip("\n")


def _warnings(checks: Iterable[NoteCheck]) -> dict[str, str]:
    """Return why a note cannot be relied on, by its id."""
    return {check.id: _warning(check) for check in checks if check.status in _WARNINGS}


def _warning(check: NoteCheck) -> str:
    if check.status == "changed" and (check.now or "").split() == check.was.split():
        return f"The article says it in another sense now: {check.why}."
    return _WARNINGS[check.status].format(now=check.now)


_WARNINGS = {
    "changed": "The article puts it differently now: “{now}”.",
    "ambiguous": "The article has these words in several places now.",
    "orphan": "These words are no longer found in the articles.",
}


def _writer(writers: Mapping[str, _Writer], name: str) -> _Writer:
    """Return what writes a format, without characters that could harm a terminal into which it is pasted."""
    if name not in writers:
        raise DossierError(f"There is no format “{name}”; there are {', '.join(sorted(writers))}.")
    harmless = escape_json if name in {"jsonld", "csl"} else visible
    return lambda *arguments: harmless(writers[name](*arguments))
