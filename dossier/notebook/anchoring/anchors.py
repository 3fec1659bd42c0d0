"""Where a note's quotation stands now, and whether it still says what was noted.

First where it stood, then wherever the same words stand in the same sentence beside the same text, then where its
surroundings and most of its words still are. `exact` and `moved` are said only of the very words (line breaks,
quotation marks and Unicode form apart) with nothing attached to them, in a sentence whose names, numbers and
negations are the same, in the same article; `changed` with what stands there and why; nothing at all where two
places fit equally or none does. The steps and selectors are those of the W3C Web Annotation model and of fuzzy
anchoring as Hypothesis describes it; the refusals are ours.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from dossier.model import Article, Link, Note, NoteCheck, has_pages, page_of
from dossier.notebook.anchoring.alignment import similar
from dossier.notebook.anchoring.normalised import reads
from dossier.notebook.anchoring.places import (
    ORPHAN,
    Found,
    cached_plain,
    context,
    find,
    find_reworded,
    standing,
    telling,
)

_SAFE_WORD = re.compile(r"(?<!\w)[A-Za-z0-9]+(?![\w\u0300-\u036f\u00ad])")  # written alike in every Unicode form
_WHERE = re.compile(r"\s(?:at|for|from|in|of|on|who|with)\s.*", re.DOTALL)  # a nurse at the port
_TOP = 2000  # code points of an article within which its old headline stands, where it is no longer its title
_UNTOUCHED = 0.9  # similarity of both surroundings
_SAME_TITLE = 0.8  # similarity; of the same bytes, read by another version of this program
_OFFERED = 3  # candidates named for an orphan


@dataclass(frozen=True, slots=True)
class CandidateArticle:
    """An article in which a quotation may stand; `load` gives its text, called only where it is needed.

    `title`, `outlet` and `published` tell one article from another under its name, None where that is not known.
    `speaker` gives who says the words between two offsets, None where the article does not tell.
    """

    id: str
    path: str
    sha256: str
    load: Callable[[], str]
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    speaker: Callable[[int, int], str | None] | None = None

    @classmethod
    def of(cls, article: Article) -> CandidateArticle:
        """Return a candidate for an article that has been read."""
        return cls(
            article.id,
            article.path,
            article.sha256,
            lambda: article.text,
            article.title,
            article.outlet,
            article.published,
        )


def check(note: Note, articles: Sequence[CandidateArticle]) -> NoteCheck:
    """Return whether and where a note's quotation stands in the dossier's articles.

    The article of the note's path is asked first. What it says is the answer where it bears the note's title: who kept
    the old version, or has another outlet's copy, shall hear that it was corrected. Else it may have been renamed: an
    article with the same bytes, or with the same title, outlet and day, is the same one. The same words in any other
    article are another's, and are only offered as candidates. The answer's `article` is the id of the article where
    the words stand, else of the note's own (its path when that is gone).
    """
    own = next((one for one in articles if one.path == note.article), None)
    likeness = _likeness(note, own) if own else None
    found = find(note, own.load(), same_file=own.sha256 == note.sha256, likeness=likeness) if own else ORPHAN
    where, refused = own, [(own, place) for place in found.refused] if own else []
    if own is None or (found.status not in {"exact", "moved"} and likeness != 1.0):
        there, elsewhere, offered = _renamed(note, [one for one in articles if one is not own], found)
        refused += offered
        if there is not found:
            found, where = there, elsewhere
    return _answer(note, _same_speaker(note, where, found) if where else found, where, refused)


def _answer(
    note: Note,
    found: Found,
    where: CandidateArticle | None,
    refused: Sequence[tuple[CandidateArticle, tuple[int, int]]],
) -> NoteCheck:
    """Return what is told of a note; `refused` are the places that an orphan's words may have come to."""
    now = where.load()[found.start : found.end] if where and found.start is not None else None
    links = tuple(str(Link(one.id, *place)) for one, place in refused[:_OFFERED]) if found.status == "orphan" else ()
    home = where.id if where else note.article
    why = found.why or ("the same words stand elsewhere" if links else "")
    return NoteCheck(note.id, found.status, home, found.start, found.end, note.quote, now, why, links)


def _likeness(note: Note, article: CandidateArticle) -> float | None:
    """Return how like an article's title is to the note's, 1 where it is the same; None where that tells nothing."""
    if not note.title or not article.title or note.title == PurePath(note.article).stem:
        return None
    was, now = reads(note.title).casefold(), reads(article.title).casefold()
    return similar(was, now)


def _same_article(note: Note, article: CandidateArticle) -> bool:
    """Return whether an article of another name has the note's title, outlet and day, as far as these are known."""
    known = ((note.outlet, article.outlet), (note.published, article.published))
    if any(was and now and was.casefold() != now.casefold() for was, now in known):
        return False
    return _likeness(note, article) == 1.0 or (_has_title(note) and _bears(article, note.title))


def _has_title(note: Note) -> bool:
    return bool(note.title) and note.title != PurePath(note.article).stem


def _renamed(
    note: Note, articles: Sequence[CandidateArticle], found: Found
) -> tuple[Found, CandidateArticle | None, list[tuple[CandidateArticle, tuple[int, int]]]]:
    """Look for the quotation in an article that was renamed; else gives `found` back, with candidates."""
    if there := _in_same_bytes(note, articles):
        return *there, []
    same = [one for one in _holding(articles, [note.title or ""]) if _same_article(note, one)]
    answers = [(one, find(note, one.load())) for one in same]
    told = [(one, there) for one, there in answers if there.status != "orphan"]
    if len(told) == 1:
        one, answer = told[0]
        return (dataclasses.replace(answer, status="moved") if answer.status == "exact" else answer), one, []
    if len(told) > 1:
        return Found("ambiguous"), None, []
    if not _has_title(note) and (reworded := _reworded_elsewhere(note, articles)):
        return reworded[1], reworded[0], []
    offered = [(one, place) for one, there in answers for place in there.refused]
    return found, None, offered + _same_words(note, articles, _OFFERED - len(offered))


def _in_same_bytes(note: Note, articles: Iterable[CandidateArticle]) -> tuple[Found, CandidateArticle] | None:
    """Return where the quotation stands in an article with the note's very bytes under another name."""
    for one in articles:
        if not note.sha256 or one.sha256 != note.sha256 or not _same_outlet(note, one):
            continue
        likeness = _likeness(note, one)
        if likeness is not None and likeness < _SAME_TITLE:
            continue
        there = find(note, one.load(), same_file=True)
        if there.status in {"exact", "moved"}:
            return dataclasses.replace(there, status="moved"), one
    return None


def _same_words(
    note: Note, articles: Sequence[CandidateArticle], most: int
) -> list[tuple[CandidateArticle, tuple[int, int]]]:
    """Return where the quotation's words stand, the best place of each article, from `most` articles at most."""
    found: list[tuple[CandidateArticle, tuple[int, int]]] = []
    for one in _holding(articles, [note.quote]):
        if len(found) >= most:
            break
        page = cached_plain(one.load())
        found += [(one, page.original(place.start, place.end)) for place in standing(note, one.load(), page)[:1]]
    return found


def _same_outlet(note: Note, article: CandidateArticle) -> bool:
    return not (note.outlet and article.outlet and note.outlet.casefold() != article.outlet.casefold())


def _bears(article: CandidateArticle, title: str | None) -> bool:
    """Return whether a title that could hardly be another's stands near an article's top, in a paragraph of its own."""
    wanted = reads(title or "")
    top = article.load()[:_TOP]
    return telling(wanted) and any(reads(paragraph) == wanted for paragraph in re.split(r"\n\s*\n", top))


def _reworded_elsewhere(note: Note, articles: Sequence[CandidateArticle]) -> tuple[CandidateArticle, Found] | None:
    """Return the one article in which other words stand in the untouched surroundings of the quotation."""
    if not (telling(note.prefix + note.suffix) and note.prefix.strip() and note.suffix.strip()):
        return None
    candidates = _holding(articles, [note.prefix, note.suffix])
    tried = [(one, find_reworded(note, cached_plain(one.load()), around=_UNTOUCHED)) for one in candidates]
    found = [(one, there) for one, there in tried if there.status == "changed"]
    return found[0] if len(found) == 1 else None


def _same_speaker(note: Note, article: CandidateArticle, found: Found) -> Found:
    """Return `changed` where an article that was edited gives the words to another speaker than the note."""
    if found.status not in {"exact", "moved"} or not article.speaker or not note.speaker:
        return found
    if article.sha256 == note.sha256 or found.start is None or found.end is None:
        return found
    now = article.speaker(found.start, found.end)
    if now is None or _shared_name(note.speaker, now):
        return found
    return Found("changed", found.start, found.end, f"{note.speaker} was the speaker; now it is {now}")


def _shared_name(one: str, other: str) -> bool:
    """Return whether two speakers share a name or what they are: not `a nurse at the port`, `a guard at the port`."""
    words = [set(re.findall(r"\w{3,}", _WHERE.sub("", name).casefold())) - {"the"} for name in (one, other)]
    return bool(words[0] & words[1]) or not all(words)


def fixed(note: Note, result: NoteCheck, articles: Iterable[CandidateArticle]) -> Note:
    """Return the note with the place at which its words were found; only for `moved`, others come back as they are.

    The quotation keeps its words and gets the white space and quotation marks that stand there now. A note that still
    stands as noted, but is older than page numbers are, gets that of its PDF.
    """
    where = next((one for one in articles if one.id == result.article), None)
    if where is None or result.start is None or result.end is None:
        return note
    if result.status == "exact" and note.page is None and has_pages(where.path):
        return dataclasses.replace(note, page=page_of(where.path, where.load(), result.start))
    if result.status != "moved":
        return note
    text = where.load()
    return dataclasses.replace(
        note,
        quote=text[result.start : result.end],
        article=where.path,
        start=result.start,
        end=result.end,
        sha256=where.sha256,
        page=page_of(where.path, text, result.start),
        **context(text, result.start, result.end),
    )


def _holding(articles: Sequence[CandidateArticle], stretches: Sequence[str]) -> Iterator[CandidateArticle]:
    """Yield the articles that have the longest word of each stretch: most need no closer look."""
    telling = [max(_SAFE_WORD.findall(stretch), key=len, default="") for stretch in stretches]
    for article in articles:
        text = article.load()
        if all(word in text for word in telling) or "\u00ad" in text:
            yield article
