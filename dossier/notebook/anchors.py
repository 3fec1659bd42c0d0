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
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from dossier.model import Article, Link, Note, NoteCheck, NoteStatus, has_pages, page_of
from dossier.notebook import surroundings
from dossier.notebook.alignment import AlignedPlace, align, similar
from dossier.notebook.normalised import Plain, plain, reads

CONTEXT = 48  # code points that a note keeps before and after a quotation at least
_TWIN_CONTEXT = 160  # code points beyond the sentence, where the same words stand elsewhere in the article
_CLEARLY = 0.1  # by how much the best of several places must fit better than the next
_SAFE_WORD = re.compile(r"(?<!\w)[A-Za-z0-9]+(?![\w\u0300-\u036f\u00ad])")  # written alike in every Unicode form
_MOST = 200  # places looked at for one quotation
_TOP = 2000  # code points of an article within which its old headline stands, where it is no longer its title
_UNTOUCHED = 0.9  # similarity of both surroundings
_SAME_TITLE = 0.8  # similarity; of the same bytes, read by another version of this program
_OTHER_TITLE = 0.5  # unrelated English titles reach this
_OFFERED = 3  # candidates named for an orphan
_TELLING = 24  # letters of a title or context that are hardly repeated by chance


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


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place where a quotation's words stand; offsets in the text as it reads.

    `reason` says what changes their sense there, else it is "". `beside` counts the sides (0 to 2) on which the text
    is the one that was noted, `shared` the words of its sentence that are. `fit` is the similarity of the
    surroundings, from 0 to 1. `widened` is the place with what is attached to it.
    """

    start: int
    end: int
    reason: str
    beside: int
    shared: int
    fit: float
    widened: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Found:
    status: NoteStatus
    start: int | None = None
    end: int | None = None
    why: str = ""
    refused: tuple[tuple[int, int], ...] = ()


_ORPHAN = _Found("orphan")


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
    found = _find(note, own.load(), same_file=own.sha256 == note.sha256, likeness=likeness) if own else _ORPHAN
    where, refused = own, [(own, place) for place in found.refused] if own else []
    if own is None or (found.status not in {"exact", "moved"} and likeness != 1.0):
        there, elsewhere, offered = _renamed(note, [one for one in articles if one is not own], found)
        refused += offered
        if there is not found:
            found, where = there, elsewhere
    return _answer(note, _same_speaker(note, where, found) if where else found, where, refused)


def _answer(
    note: Note,
    found: _Found,
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
    note: Note, articles: Sequence[CandidateArticle], found: _Found
) -> tuple[_Found, CandidateArticle | None, list[tuple[CandidateArticle, tuple[int, int]]]]:
    """Look for the quotation in an article that was renamed; else gives `found` back, with candidates."""
    if there := _in_same_bytes(note, articles):
        return *there, []
    same = [one for one in _holding(articles, [note.title or ""]) if _same_article(note, one)]
    answers = [(one, _find(note, one.load())) for one in same]
    told = [(one, there) for one, there in answers if there.status != "orphan"]
    if len(told) == 1:
        one, answer = told[0]
        return (dataclasses.replace(answer, status="moved") if answer.status == "exact" else answer), one, []
    if len(told) > 1:
        return _Found("ambiguous"), None, []
    if not _has_title(note) and (reworded := _reworded_elsewhere(note, articles)):
        return reworded[1], reworded[0], []
    offered = [(one, place) for one, there in answers for place in there.refused]
    return found, None, offered + _same_words(note, articles, _OFFERED - len(offered))


def _in_same_bytes(note: Note, articles: Iterable[CandidateArticle]) -> tuple[_Found, CandidateArticle] | None:
    """Return where the quotation stands in an article with the note's very bytes under another name."""
    for one in articles:
        if not note.sha256 or one.sha256 != note.sha256 or not _same_outlet(note, one):
            continue
        likeness = _likeness(note, one)
        if likeness is not None and likeness < _SAME_TITLE:
            continue
        there = _find(note, one.load(), same_file=True)
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
        page = _plain(one.load())
        found += [(one, page.original(place.start, place.end)) for place in standing(note, one.load(), page)[:1]]
    return found


def _same_outlet(note: Note, article: CandidateArticle) -> bool:
    return not (note.outlet and article.outlet and note.outlet.casefold() != article.outlet.casefold())


def _bears(article: CandidateArticle, title: str | None) -> bool:
    """Return whether a title that could hardly be another's stands near an article's top, in a paragraph of its own."""
    wanted = reads(title or "")
    top = article.load()[:_TOP]
    return _telling(wanted) and any(reads(paragraph) == wanted for paragraph in re.split(r"\n\s*\n", top))


def _reworded_elsewhere(note: Note, articles: Sequence[CandidateArticle]) -> tuple[CandidateArticle, _Found] | None:
    """Return the one article in which other words stand in the untouched surroundings of the quotation."""
    if not (_telling(note.prefix + note.suffix) and note.prefix.strip() and note.suffix.strip()):
        return None
    candidates = _holding(articles, [note.prefix, note.suffix])
    tried = [(one, _reworded(note, _plain(one.load()), around=_UNTOUCHED)) for one in candidates]
    found = [(one, there) for one, there in tried if there.status == "changed"]
    return found[0] if len(found) == 1 else None


def _same_speaker(note: Note, article: CandidateArticle, found: _Found) -> _Found:
    """Return `changed` where an article that was edited gives the words to another speaker than the note."""
    if found.status not in {"exact", "moved"} or not article.speaker or not note.speaker:
        return found
    if article.sha256 == note.sha256 or found.start is None or found.end is None:
        return found
    now = article.speaker(found.start, found.end)
    if now is None or _shared_name(note.speaker, now):
        return found
    return _Found("changed", found.start, found.end, f"{note.speaker} was the speaker; now it is {now}")


def _shared_name(one: str, other: str) -> bool:
    words = [{word.casefold() for word in re.findall(r"\w{3,}", name)} for name in (one, other)]
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


def context(text: str, start: int, end: int) -> dict[str, Any]:
    """Return what a note keeps of a quotation's surroundings: `prefix`, `suffix` and `twins`.

    `twins` counts the other places of the article with the same words: one of them may be left when the noted one
    goes. More is kept where there are such.
    """
    page = _plain(text)
    places = [place for place in _places(reads(text[start:end]), page) if _whole(page.text, *place)]
    beyond = _TWIN_CONTEXT if len(places) > 1 else 0
    return {
        "prefix": surroundings.context_before(text, start, CONTEXT, beyond),
        "suffix": surroundings.context_after(text, end, text[start:end], CONTEXT, beyond),
        "twins": max(0, len(places) - 1),
    }


@functools.lru_cache(maxsize=8)
def _plain(text: str) -> Plain:
    return plain(text)


def _find(note: Note, text: str, *, same_file: bool = False, likeness: float | None = None) -> _Found:
    """Look for the quotation in an article; `likeness` is that of its title to the note's, None where it tells nothing.

    An article below quite another title under the old name must have the same text on both sides.
    """
    if same_file and _untouched(note, text):
        return _Found("exact", note.start, note.end)
    page = _plain(text)
    places = standing(note, text, page)
    good = _good(note, page, places)
    best = _best(note, page, good)
    altered = [place for place in places if place.reason and best and place.fit >= best.fit - _CLEARLY]
    if altered and note.twins:  # the noted place may be the one that was altered, and this its twin
        return _altered(note, page, altered)
    if best is None:
        return _Found("ambiguous") if len(good) > 1 else _altered(note, page, places)
    start, end = page.original(best.start, best.end)
    if likeness is not None and likeness <= _OTHER_TITLE and best.beside < 2:
        return _Found("changed", start, end, "the article has quite another title now")
    same = (start, end) == (note.start, note.end) and text[start:end] == note.quote
    return _Found("exact" if same else "moved", start, end)


def _untouched(note: Note, text: str) -> bool:
    """Return whether the quotation stands where it stood, between the same words."""
    stands = text[note.start : note.end] == note.quote
    return stands and text[: note.start].endswith(note.prefix) and text.startswith(note.suffix, note.end)


def _good(note: Note, page: Plain, places: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Return the places that have the sense of the note and enough of the text beside it."""
    whole = sum(_whole(page.text, place.start, place.end) for place in places)
    needed = 2 if 0 < whole <= note.twins else 1  # one of several places with these words is gone: which?
    alone = not note.twins and len(places) == 1
    return [place for place in places if not place.reason and _supported(note, place, needed, alone=alone)]


def _altered(note: Note, page: Plain, places: Sequence[FoundPlace]) -> _Found:
    """Return `changed` where the quotation or its sentence says something else now, else `orphan` with candidates."""
    altered = [place for place in places if place.reason and place.beside]
    if len(altered) != 1:
        reworded = _reworded(note, page)
        if reworded.status != "orphan":
            return reworded
        altered = [place for place in places if place.reason and _here(note, page, place)]
    if altered:
        return _Found("changed", *page.original(*altered[0].widened), why=altered[0].reason)
    return dataclasses.replace(_ORPHAN, refused=_originals(page, places))


def _originals(page: Plain, places: Iterable[FoundPlace]) -> tuple[tuple[int, int], ...]:
    return tuple(page.original(place.start, place.end) for place in places)


def _here(note: Note, page: Plain, place: FoundPlace) -> bool:
    """Return whether a place is the noted one by its offset or its surroundings."""
    return page.original(place.start, place.end)[0] == note.start or place.fit >= 1 - 2 * _CLEARLY


def _supported(note: Note, place: FoundPlace, needed: int, *, alone: bool) -> bool:
    """Return whether a place may be the noted one: by the text beside it, or by its sentence where no other has it.

    `alone` says that the words stood, and stand, in one place only.
    """
    if place.beside >= needed:
        return True
    if not (note.prefix or note.suffix):
        return alone and _telling(note.quote)
    return alone and place.shared >= 3


def standing(note: Note, text: str, page: Plain) -> list[FoundPlace]:
    """Return where the quotation's words stand in a text that reads as `page`, best first."""
    spans = _places(reads(note.quote), page)
    strict = 0 < sum(_whole(page.text, *span) for span in spans) <= note.twins
    then = (
        surroundings.left(note.prefix, note.quote, edge=len(note.prefix) == note.start),
        surroundings.right(
            note.suffix,
            note.quote,
            edge=len(note.suffix) < CONTEXT and bool(note.prefix or note.suffix or not note.start),
        ),
    )
    prefix, suffix = plain(note.prefix).text, plain(note.suffix).text
    ranked = sorted(((_fit(prefix, suffix, page.text, *span), span) for span in spans), key=lambda one: -one[0])
    found = []
    for fit, (start, end) in ranked[:_MOST]:
        low, high = page.original(start, end)
        now = tuple(surroundings.windows(text, low, high))
        sides = [
            surroundings.compare(was, is_, before=at == 0, strict=strict)
            for at, (was, is_) in enumerate(zip(then, now, strict=True))
        ]
        reason = "; ".join(side.reason for side in sides if side.reason)
        widened = start - len(now[0].attached), end + len(now[1].attached)
        beside, shared = sum(side.beside for side in sides), sum(side.shared for side in sides)
        found.append(FoundPlace(start, end, reason, beside, shared, fit, widened))
    return found


def _places(needle: str, page: Plain) -> list[tuple[int, int]]:
    """Return the offsets of words in a text as it reads, from first to last."""
    found: list[tuple[int, int]] = []
    at = page.text.find(needle) if needle else -1
    while at >= 0 and len(found) < 10 * _MOST:
        found.append((at, at + len(needle)))
        at = page.text.find(needle, at + 1)
    return found


def _whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch begins and ends with whole words."""
    inside = text[start - 1 : start].isalnum() and text[start].isalnum()
    return not inside and not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


def _fit(prefix: str, suffix: str, text: str, start: int, end: int) -> float:
    """Return how alike the surroundings are, from 0 to 1: the better of both sides counts most.

    An edit or a moved sentence may have changed all on one side.
    """
    before_it = similar(prefix.strip(), text[max(0, start - len(prefix)) : start].strip())
    behind_it = similar(suffix.strip(), text[end : end + len(suffix)].strip())
    known = [side for side, context in ((before_it, prefix), (behind_it, suffix)) if context.strip()]
    return 0.75 * max(known) + 0.25 * min(known) if known else 0.5


def _best(note: Note, page: Plain, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """Return the one place that fits; None where none does or several do equally."""
    if not places:
        return None
    ranked = sorted(places, key=lambda place: (-place.beside, -place.fit, place.start))
    best = ranked[0]
    rivals = [place for place in ranked if place.beside == best.beside and place.fit > best.fit - _CLEARLY]
    if len(rivals) > 1:  # equal surroundings: the one that has not moved is the one that was meant
        rivals = [place for place in rivals if page.original(place.start, place.end)[0] == note.start]
    return rivals[0] if len(rivals) == 1 else None


def _telling(words: str) -> bool:
    """Return whether words are many enough to be told by themselves."""
    return sum(character.isalpha() for character in words) >= _TELLING and len(words.split()) >= 4


def _reworded(note: Note, page: Plain, *, around: float = 0.0) -> _Found:
    """Look for the place whose words were changed; `around` is how alike its surroundings must be at least."""
    place = align(plain(note.prefix).text, reads(note.quote), plain(note.suffix).text, page.text)
    if place is None:
        return _ORPHAN
    if not isinstance(place, AlignedPlace):
        return _Found("ambiguous")
    if place.around < around or page.text[place.start : place.end] == reads(note.quote):
        return _ORPHAN  # the same words were looked at before, and their surroundings are not the note's
    return _Found("changed", *page.original(place.start, place.end), why="its words are others now")


def _holding(articles: Sequence[CandidateArticle], stretches: Sequence[str]) -> Iterator[CandidateArticle]:
    """Yield the articles that have the longest word of each stretch: most need no closer look."""
    telling = [max(_SAFE_WORD.findall(stretch), key=len, default="") for stretch in stretches]
    for article in articles:
        text = article.load()
        if all(word in text for word in telling) or "\u00ad" in text:
            yield article
