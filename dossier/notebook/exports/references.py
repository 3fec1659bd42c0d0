"""Notes for reference managers: CSL-JSON and BibTeX, an entry for each article that is quoted.

The quotes stand in the article's entry, as `annote`, which no style prints; CSL-JSON has them once more as data in
`custom`. An entry's key is made of the article's path, so that it is the same in both formats and in later exports.
CSL-JSON: https://docs.citationstyles.org and its schema; BibTeX: the fields of biblatex, those of BibTeX among them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from anyascii import anyascii

from dossier.model import ArticleInfo, Note
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


@dataclass(frozen=True, slots=True)
class _Quoted:
    """An article with its notes in the order of its text, and what is said against each of them by its id."""

    key: str
    notes: list[Note]
    article: ArticleInfo | None
    warnings: Mapping[str, str]

    def noted(self, field: Literal["title", "outlet", "published"]) -> str | None:
        """Return what the notes say of the article, the first that does."""
        return next((value for note in self.notes if (value := getattr(note, field))), None)

    @property
    def byline(self) -> str | None:
        """Return the article's byline, which notes do not keep."""
        return self.article.byline if self.article else None

    @property
    def day_remark(self) -> str | None:
        """Return the remark that the day is a guess, where it is the article's and was guessed."""
        article = self.article
        return article.day_remark if article and article.published == self.noted("published") else None

    @property
    def url(self) -> str | None:
        """Return the article's web address; None where it is not one."""
        return web(self.article.url) if self.article else None

    @property
    def accessed(self) -> str | None:
        """Return the day of the last note, ISO."""
        return max((note.created[:10] for note in self.notes if _DAY.fullmatch(note.created[:10])), default=None)

    @property
    def tags(self) -> str:
        """Return the tags of all notes, each once."""
        return ", ".join(dict.fromkeys(tag for note in self.notes for tag in note.tags))

    @property
    def said(self) -> list[str]:
        """Return the quotes, each with its speaker and place, what is said against it, comment and tags."""
        return [_said(note, self.warnings.get(note.id, "")) for note in self.notes]


def keys(notes: Iterable[Note]) -> dict[str, str]:
    """Return the citation key of each article that is quoted, by its path: what BibTeX and biber take without quotes.

    `articles/002_pacific-dispatch.txt` → `002-pacific-dispatch`; of two that would be alike, the later path gets a
    number.
    """
    made: dict[str, str] = {}
    taken: set[str] = set()
    for path in sorted({note.article for note in notes}):
        plain = anyascii(PurePosixPath(path).stem)
        wanted = key = re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.") or "article"
        number = 2
        while key.lower() in taken:
            key, number = f"{wanted}-{number}", number + 1
        taken.add(key.lower())
        made[path] = key
    return made


def write_csl(notes: list[Note], articles: Mapping[str, ArticleInfo], warnings: Mapping[str, str]) -> str:
    """Return the notes' articles as a CSL-JSON list."""
    items = [_csl(quoted) for quoted in _by_article(notes, articles, warnings)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def write_bibtex(notes: list[Note], articles: Mapping[str, ArticleInfo], warnings: Mapping[str, str]) -> str:
    """Return the notes' articles as the text of a BibTeX file."""
    return "\n".join(_bibtex(quoted) for quoted in _by_article(notes, articles, warnings))


def _by_article(
    notes: list[Note], articles: Mapping[str, ArticleInfo], warnings: Mapping[str, str]
) -> Iterator[_Quoted]:
    """Yield the articles quoted, the one that was noted first before the others."""
    named = keys(notes)
    for path in dict.fromkeys(note.article for note in notes):
        here = sorted((note for note in notes if note.article == path), key=lambda note: (note.start, note.end))
        yield _Quoted(named[path], here, articles.get(path), warnings)


def _csl(quoted: _Quoted) -> dict[str, Any]:
    byline, accessed = quoted.byline, quoted.accessed
    item = {
        "id": quoted.key,
        "type": "article-newspaper",
        "title": quoted.noted("title"),
        "container-title": quoted.noted("outlet"),
        "author": _csl_authors(byline) if byline else None,
        "issued": _issued(quoted.noted("published"), guessed=quoted.day_remark is not None),
        "accessed": _issued(accessed),
        "URL": quoted.url,
        "language": quoted.article.language if quoted.article else None,
        "note": sentence(quoted.day_remark),
        "annote": "\n\n".join(quoted.said),
        "keyword": quoted.tags or None,
        "custom": {
            "article": quoted.notes[0].article,
            "notes": [_data(note, quoted.warnings.get(note.id, "")) for note in quoted.notes],
        },
    }
    return {key: value for key, value in item.items() if value is not None}


def _data(note: Note, warning: str) -> dict[str, Any]:
    """Return a note as data: its words to the letter and where they stand."""
    link = note.link
    values = {
        "id": note.id,
        "quote": note.quote,
        "speaker": note.speaker,
        "page": note.page,
        "start": note.start,
        "end": note.end,
        "link": link,
        "comment": note.comment or None,
        "tags": list(note.tags) or None,
        "remark": warning or None,
    }
    return {key: value for key, value in values.items() if value is not None}


def _csl_authors(byline: str) -> list[dict[str, str]]:
    people = [{"family": author.family, "given": author.given} for author in authors(byline)]
    return people or [{"literal": byline}]


def _tex_authors(byline: str) -> str | None:
    people = [f"{{{_tex(author.family)}}}, {_tex(author.given)}" for author in authors(byline)]
    return " and ".join(people) or _whole(byline)


def _issued(published: str | None, *, guessed: bool = False) -> dict[str, Any] | None:
    """Return a date of CSL; a guessed one is `circa`, which styles print."""
    if not published:
        return None
    match = _DAY.fullmatch(published)
    when = {"date-parts": [[int(part) for part in match.groups() if part]]} if match else {"literal": published}
    return when | ({"circa": True} if guessed else {})


def sentence(remark: str | None) -> str | None:
    """Return a remark as a sentence."""
    return f"{remark[:1].upper()}{remark[1:]}." if remark else None


def _said(note: Note, warning: str) -> str:
    """Return a note as a line: “quote” — speaker, page 3 of the PDF, link. Remark. Comment #tag."""
    place = ", ".join(filter(None, (note.speaker, page(note), note.link)))
    tags = " ".join(f"#{tag}" for tag in note.tags)
    return " ".join(filter(None, (f"“{note.quote}” — {place}.", warning, note.comment, tags)))


def _bibtex(quoted: _Quoted) -> str:
    published, outlet, accessed = quoted.noted("published"), quoted.noted("outlet"), quoted.accessed
    when = _DAY.fullmatch(published or "")
    fields = {
        "title": _whole(quoted.noted("title")),
        "author": _tex_authors(quoted.byline) if quoted.byline else None,
        "journal": _whole(outlet),
        "year": when[1] if when else _tex(published),
        "month": _MONTHS[int(when[2]) - 1] if when and when[2] else None,
        "date": when.group() if when else None,
        "url": quoted.url,  # read as it stands, without TeX's escapes
        "urldate": accessed,
        "note": _tex(sentence(quoted.day_remark)),
        "annote": _tex(" • ".join(quoted.said)),
        "keywords": _tex(quoted.tags),
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in fields.items() if value]
    return f"@{'article' if outlet else 'misc'}{{{quoted.key},\n{''.join(lines)}}}\n"


def _whole(text: str | None) -> str | None:
    """Return text in braces, so that styles neither lower-case it nor take it apart as a name."""
    return f"{{{_tex(text)}}}" if text else None


def _tex(text: str | None) -> str:
    """Return text escaped for TeX; braces without a partner by name, as BibTeX counts even escaped ones."""
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
