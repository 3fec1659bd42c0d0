"""Notes for reference managers: CSL-JSON and BibTeX, an entry for each quote.

The words are the `abstract`, which both formats keep whole; `note`, which most styles print, has speaker and place.
CSL-JSON: https://docs.citationstyles.org and its schema; BibTeX: the fields of biblatex, those of BibTeX among them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from dossier.model import ArticleInfo, Link, Note
from dossier.notebook.exports.authors import authors
from dossier.notebook.exports.markdown import page, web
from dossier.text.visible import visible

_DAY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# What TeX takes for a command; the rest of Unicode stands as it is.
_TEX = {
    "\\": r"\textbackslash{}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\~{}", "^": r"\^{}", "`": r"\`{}",
}  # fmt: skip
_LIGATURES = re.compile(r"-(?=-)|'(?=')|<(?=<)|>(?=>)|,(?=,)|[?!](?=`)")


def write_csl(notes: list[Note], articles: Mapping[str, ArticleInfo], warnings: Mapping[str, str]) -> str:
    """Write a CSL-JSON list."""
    items = [_csl(note, articles.get(note.article), warnings.get(note.id, "")) for note in notes]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def write_bibtex(notes: list[Note], articles: Mapping[str, ArticleInfo], warnings: Mapping[str, str]) -> str:
    """Write a BibTeX file in UTF-8."""
    taken: set[str] = set()
    return "\n".join(_bibtex(note, articles.get(note.article), warnings.get(note.id, ""), taken) for note in notes)


def _csl(note: Note, article: ArticleInfo | None, warning: str) -> dict[str, Any]:
    link = str(Link(note.article, note.start, note.end))
    more = {"speaker": note.speaker, "article": note.article, "start": note.start, "end": note.end, "link": link}
    item = {
        "id": note.id,
        "type": "article-newspaper",
        "title": note.title,
        "container-title": note.outlet,
        "author": _csl_authors(article.byline) if article and article.byline else None,
        "issued": _issued(note.published),
        "accessed": _issued(note.created[:10]) if _DAY.fullmatch(note.created[:10]) else None,
        "URL": web(article.url) if article else None,
        "language": article.language if article else None,
        "abstract": note.quote,
        "page": _page(note),
        "note": _place(note, warning),
        "annote": note.comment or None,
        "keyword": ", ".join(note.tags) or None,
        "custom": {key: value for key, value in more.items() if value is not None},
    }
    return {key: value for key, value in item.items() if value is not None}


def _csl_authors(byline: str) -> list[dict[str, str]]:
    people = [{"family": author.family, "given": author.given} for author in authors(byline)]
    return people or [{"literal": byline}]


def _tex_authors(byline: str) -> str | None:
    people = [f"{{{_tex(author.family)}}}, {_tex(author.given)}" for author in authors(byline)]
    return " and ".join(people) or _whole(byline)


def _issued(published: str | None) -> dict[str, Any] | None:
    if not published:
        return None
    match = _DAY.fullmatch(published)
    return {"date-parts": [[int(part) for part in match.groups() if part]]} if match else {"literal": published}


def _page(note: Note) -> str | None:
    return None if note.page is None else str(note.page)


def _place(note: Note, warning: str) -> str:
    parts = (note.speaker, page(note), str(Link(note.article, note.start, note.end)))
    place = ", ".join(part for part in parts if part)
    return f"{place}. {warning}" if warning else place


def _bibtex(note: Note, article: ArticleInfo | None, warning: str, taken: set[str]) -> str:
    when = _DAY.fullmatch(note.published or "")
    fields = {
        "title": _whole(note.title),
        "author": _tex_authors(article.byline) if article and article.byline else None,
        "journal": _whole(note.outlet),
        "year": when[1] if when else _tex(note.published),
        "month": _MONTHS[int(when[2]) - 1] if when and when[2] else None,
        "date": when.group() if when else None,
        "url": web(article.url) if article else None,  # read as it stands, without TeX's escapes
        "urldate": note.created[:10] if _DAY.fullmatch(note.created[:10]) else None,
        "abstract": _tex(note.quote),
        "pages": _page(note),
        "note": _tex(_place(note, warning)),
        "annote": _tex(note.comment),
        "keywords": _tex(", ".join(note.tags)),
        "speaker": _tex(note.speaker),
        "start": str(note.start),
        "end": str(note.end),
        "link": _tex(str(Link(note.article, note.start, note.end))),
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in fields.items() if value]
    kind = "article" if note.outlet else "misc"
    return f"@{kind}{{{_key(note.id, taken)},\n{''.join(lines)}}}\n"


def _key(note_id: str, taken: set[str]) -> str:
    """Return a citation key: what BibTeX and biber take without quotes, each only once."""
    wanted = key = re.sub(r"[^A-Za-z0-9:.-]+", "-", note_id).strip("-") or "note"
    number = 2
    while key.lower() in taken:
        key, number = f"{wanted}-{number}", number + 1
    taken.add(key.lower())
    return key


def _whole(text: str | None) -> str | None:
    """Write text that styles must neither lower-case nor take apart as a name."""
    return f"{{{_tex(text)}}}" if text else None


def _tex(text: str | None) -> str:
    """Write text for TeX. BibTeX counts braces even behind a backslash, so those without a partner get a name."""
    flat = _LIGATURES.sub("\\g<0>\0", " ".join(visible(text or "").split()))
    pair = (r"\{", r"\}") if _balanced(flat) else (r"\textbraceleft{}", r"\textbraceright{}")
    special = _TEX | {"{": pair[0], "}": pair[1], "\0": "{}"}
    return "".join(special.get(character, character) for character in flat)


def _balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
