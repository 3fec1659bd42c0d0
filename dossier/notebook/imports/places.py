"""Where the words of an annotation stand in the articles: the one place, or why none could be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.model import ArticleInfo, Link
from dossier.notebook.anchoring.anchors import CandidateArticle
from dossier.notebook.anchoring.normalised import plain, reads
from dossier.notebook.anchoring.places import is_whole
from dossier.notebook.imports.annotations import Annotation
from dossier.text.counting import counted


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an annotation: the link of its words, or why there is none; exactly one of both is not None."""

    annotation: Annotation
    link: Link | None = None
    error: str | None = None


def find(annotation: Annotation, infos: Sequence[ArticleInfo], candidates: Sequence[CandidateArticle]) -> Imported:
    """Return the one place where an annotation's words stand.

    The article of its address is asked alone, where there is one; else all are. Where the words stand several times,
    what stood around them decides; where that does not, nothing is guessed.
    """
    wanted = _address(annotation.address)
    here = {info.id for info in infos if wanted and wanted in {_address(info.url or ""), _address(info.path)}}
    asked = [one for one in candidates if one.id in here] or list(candidates)
    quote, prefix, suffix = (reads(text).strip() for text in (annotation.quote, annotation.prefix, annotation.suffix))
    places: list[Link] = []
    surrounded: list[Link] = []
    for one in asked:
        page = plain(one.load())
        at = page.text.find(quote)
        while at >= 0:
            end = at + len(quote)
            if is_whole(page.text, at, end):
                places.append(Link(one.id, *page.original(at, end)))
                if page.text[:at].rstrip().endswith(prefix) and page.text[end:].lstrip().startswith(suffix):
                    surrounded.append(places[-1])
            at = page.text.find(quote, at + 1)
    found = places if len(places) == 1 else surrounded if prefix or suffix else []
    if len(found) == 1:
        return Imported(annotation, link=found[0])
    if not places:
        where = "the article of its address" if here else "any article"
        return Imported(annotation, error=f"These words do not stand in {where}.")
    return Imported(
        annotation, error=f"These words stand in {counted(len(places), 'place')}; bookmark the right one by hand."
    )


def _address(text: str) -> str:
    """Return a web address or path as it is compared: without scheme, `www.`, fragment and last slash."""
    bare = text.partition("#")[0].rstrip("/")
    for start in ("https://", "http://", "www."):
        bare = bare.removeprefix(start)
    return bare.casefold()
