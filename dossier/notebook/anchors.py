"""Where a note's quote stands now.

First where it stood, then wherever the same words stand in fitting context, then where its surroundings and most
of its words still are. The words decide what is said: `exact` and `moved` only for the very words (line breaks,
quotation marks and Unicode form apart), `changed` with what stands there now, and nothing at all where two places
fit equally or none does. The steps and selectors are those of the W3C Web Annotation model and of fuzzy
anchoring as Hypothesis describes it; the refusals are ours.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from dossier.model import Article, Note, NoteCheck, NoteStatus
from dossier.notebook.alignment import Place, align, similar
from dossier.notebook.normalised import Plain, plain, reads

CONTEXT = 48  # code points before and after a quote that a note keeps
_FITS = 0.7  # similarity of context; unrelated English of this length reaches .45
_CLEARLY = 0.1  # by how much the best of several places must fit better than the next
_TELLING = 24  # letters of a quote that are hardly repeated by chance
_SAFE_WORD = re.compile(r"(?<!\w)[A-Za-z0-9]+(?![\w\u0300-\u036f\u00ad])")  # written alike in every Unicode form
_MOST = 2000  # places looked at for one quote
_NEAR = 600  # code points: as far as a sentence moves that its neighbours are still known by
_SAME_TITLE = 0.8  # similarity; a corrected headline
_TOP = 2000  # code points of an article within which its old headline stands, where it is no longer its title
_UNTOUCHED = 0.9  # similarity of both surroundings
_OTHER_TITLE = 0.5  # unrelated English titles reach this


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article in which a quote may stand; `load` gives its text, called only where it is needed.

    `title` and `outlet` tell one article from another under its name, None where that is not known.
    """

    id: str
    path: str
    sha256: str
    load: Callable[[], str]
    title: str | None = None
    outlet: str | None = None

    @classmethod
    def of(cls, article: Article) -> Candidate:
        """Make a candidate of an article that has been read."""
        return cls(article.id, article.path, article.sha256, lambda: article.text, article.title, article.outlet)


@dataclass(frozen=True, slots=True)
class _Found:
    status: NoteStatus
    start: int | None = None
    end: int | None = None


_ORPHAN = _Found("orphan")


def check(note: Note, articles: Sequence[Candidate]) -> NoteCheck:
    """Say whether and where a note's quote stands in the dossier's articles.

    The article of the note's path is asked first. What it says is the answer where it bears the note's title: who kept
    the old version, or has another outlet's copy, shall hear that it was corrected. Else it may have been renamed, and
    those that bear the title are asked: one with the same bytes, then any in which the words stand in their context,
    then any in which others stand in that context. Last come those that have the note's title further down.
    The same words in another's article, by outlet or title, are another's. The answer's `article` is the id of the
    article where they stand, else of the note's own (its path when that is gone).
    """
    own = next((one for one in articles if one.path == note.article), None)
    title = _title(note, own) if own else None
    other = title is not None and title <= _OTHER_TITLE
    found = _find(note, own.load(), same_file=own.sha256 == note.sha256, other=other) if own else _ORPHAN
    where = own
    settled = found.status == "exact" or (found.status == "moved" and title is None)
    if not settled and (title or 0) < _SAME_TITLE:
        there, else_where = _renamed(note, [one for one in articles if one is not own and not _of_another(note, one)])
        if there.status != "orphan":
            found, where = there, else_where or own
    now = where.load()[found.start : found.end] if where and found.start is not None else None
    return NoteCheck(
        note.id, found.status, where.id if where else note.article, found.start, found.end, note.quote, now
    )


def _title(note: Note, article: Candidate) -> float | None:
    """Tell how like an article's title is to the note's; None where that tells nothing, as a file's name does."""
    if not note.title or not article.title or note.title == PurePath(note.article).stem:
        return None
    return similar(reads(note.title), reads(article.title))


def _of_another(note: Note, article: Candidate) -> bool:
    """Say whether an article is another outlet's than the note's."""
    return bool(note.outlet and article.outlet and note.outlet.casefold() != article.outlet.casefold())


def _renamed(note: Note, articles: Sequence[Candidate]) -> tuple[_Found, Candidate | None]:
    """Look for the quote in an article that was renamed.

    It is the one with the same bytes, else the only one with the note's title, else known by the quote's surroundings.
    Where another line has become the title, the note's stands near the top as it was.
    """
    titles = [(one, _title(note, one)) for one in articles]
    same = [one for one, title in titles if title is None or title >= _SAME_TITLE]
    twin = next((one for one in same if note.sha256 and one.sha256 == note.sha256), None)
    if twin and (there := _find(note, twin.load(), same_file=True)).status in {"exact", "moved"}:
        return _Found("moved", there.start, there.end), twin
    titled = [one for one, title in titles if title is not None and title >= _SAME_TITLE]
    if len(titled) == 1:
        there = _find(note, titled[0].load())
        return (_Found("moved", there.start, there.end) if there.status == "exact" else there), titled[0]
    others = _elsewhere(note, same)
    if not others and not same:
        others = _elsewhere(note, [one for one, _ in titles if _bears(one, note.title)])
    if len(others) == 1:
        return others[0][1], others[0][0]
    return (_Found("ambiguous") if others else _ORPHAN), None


def _bears(article: Candidate, title: str | None) -> bool:
    """Say whether a title that could hardly be another's stands near an article's top, in a paragraph of its own."""
    wanted = reads(title or "")
    top = article.load()[:_TOP]
    return _telling(wanted) and any(reads(paragraph) == wanted for paragraph in re.split(r"\n\s*\n", top))


def fixed(note: Note, result: NoteCheck, articles: Iterable[Candidate]) -> Note:
    """Give the note with the position at which its words were found; only for `moved`, others come back as they are.

    The quote keeps its words and gets the white space and quotation marks that stand there now.
    """
    where = next((one for one in articles if one.id == result.article), None)
    if result.status != "moved" or where is None or result.start is None or result.end is None:
        return note
    text = where.load()
    return dataclasses.replace(
        note,
        quote=text[result.start : result.end],
        article=where.path,
        start=result.start,
        end=result.end,
        sha256=where.sha256,
        prefix=before(text, result.start),
        suffix=after(text, result.end),
    )


def before(text: str, start: int) -> str:
    """Give the context that a note keeps from before its quote."""
    return text[max(0, start - CONTEXT) : start]


def after(text: str, end: int) -> str:
    """Give the context that a note keeps from after its quote."""
    return text[end : end + CONTEXT]


@functools.lru_cache(maxsize=8)
def _plain(text: str) -> Plain:
    return plain(text)


def _find(note: Note, text: str, *, same_file: bool = False, other: bool = False) -> _Found:
    """Look for the quote in its own article; `other` says that another one has its name now."""
    stands = text[note.start : note.end] == note.quote
    surrounded = text[: note.start].endswith(note.prefix) and text.startswith(note.suffix, note.end)
    if stands and (same_file or (surrounded and note.prefix + note.suffix)):
        return _Found("exact", note.start, note.end)
    page = _plain(text)
    places = standing(note, page)
    if other:
        places = [place for place in places if place[2] >= _FITS + _CLEARLY]
    best = _best(note, page, places)
    if best is not None:
        start, end = page.original(*best)
        same = (start, end) == (note.start, note.end) and text[start:end] == note.quote
        return _Found("exact" if same else "moved", start, end)
    if len(places) > 1 and (_telling(note.quote) or max(fit for _, _, fit in places) >= _FITS):
        return _Found("ambiguous")
    return _changed(note, page)


def standing(note: Note, page: Plain) -> list[tuple[int, int, float]]:
    """Give where the quote's words stand, each with how well its surroundings fit."""
    needle = reads(note.quote)
    if not needle:
        return []
    prefix, suffix = plain(note.prefix).text, plain(note.suffix).text
    opens = needle[0].isalnum() and not prefix[-1:].isalnum()  # the quote begins with a whole word
    closes = needle[-1].isalnum() and not suffix[:1].isalnum()
    found: list[tuple[int, int, float]] = []
    at = page.text.find(needle)
    while at >= 0 and len(found) < _MOST:
        end = at + len(needle)
        inside = (opens and page.text[at - 1 : at].isalnum()) or (closes and page.text[end : end + 1].isalnum())
        if not inside and not unicodedata.combining(page.text[end : end + 1] or " "):
            found.append((at, end, _fit(prefix, suffix, page.text, at, end)))
        at = page.text.find(needle, at + 1)
    return found


def _fit(prefix: str, suffix: str, text: str, start: int, end: int) -> float:
    """Tell how alike the surroundings are, from 0 to 1: the better of both sides counts most.

    An edit or a moved sentence may have changed all on one side.
    """
    left = similar(prefix.strip(), text[max(0, start - len(prefix)) : start].strip())
    right = similar(suffix.strip(), text[end : end + len(suffix)].strip())
    known = [side for side, context in ((left, prefix), (right, suffix)) if context.strip()]
    return 0.75 * max(known) + 0.25 * min(known) if known else _FITS  # nothing is known that speaks against it


def _best(note: Note, page: Plain, places: Sequence[tuple[int, int, float]]) -> tuple[int, int] | None:
    """Give the one place that fits; None where none does or several do equally."""
    if not places:
        return None
    ranked = sorted(places, key=lambda place: (-place[2], place[0]))
    start, end, fit = ranked[0]
    if len(ranked) == 1:
        return (start, end) if fit >= _FITS or (_telling(note.quote) and _near(note, page, start, end)) else None
    if fit < _FITS:
        return None
    rivals = [place for place in ranked if place[2] > fit - _CLEARLY]
    if len(rivals) > 1:  # equal surroundings: the one that has not moved is the one that was meant
        rivals = [place for place in rivals if page.original(*place[:2])[0] == note.start]
    return rivals[0][:2] if len(rivals) == 1 else None


def _near(note: Note, page: Plain, start: int, end: int) -> bool:
    """Say whether some of what stood around the quote still stands near a place: a sentence that changed places.

    Else the words may be somebody else's, who said the same further on, and the note's were taken out.
    """
    from rapidfuzz import fuzz

    window = page.text[max(0, start - _NEAR) : start] + "\n" + page.text[end : end + _NEAR]
    sides = [side for side in (plain(note.prefix).text.strip(), plain(note.suffix).text.strip()) if side]
    return not sides or any(fuzz.partial_ratio(side, window) >= 100 * _FITS for side in sides)


def _telling(quote: str) -> bool:
    """Say whether a quote is long enough to be told by its words alone."""
    return sum(character.isalpha() for character in quote) >= _TELLING and len(quote.split()) >= 4


def _changed(note: Note, page: Plain, *, around: float = 0.0) -> _Found:
    """Look for the place whose words were changed; `around` is how alike its surroundings must be at least."""
    place = align(plain(note.prefix).text, reads(note.quote), plain(note.suffix).text, page.text)
    if place is None:
        return _ORPHAN
    if not isinstance(place, Place):
        return _Found("ambiguous")
    if place.around < around or page.text[place.start : place.end] == reads(note.quote):
        return _ORPHAN  # the same words were looked at before, and their surroundings are not the note's
    return _Found("changed", *page.original(place.start, place.end))


def _elsewhere(note: Note, articles: Sequence[Candidate]) -> list[tuple[Candidate, _Found]]:
    """Look in other articles: one that was renamed and edited has the quote, or what became of it, in its context."""
    found: list[tuple[Candidate, _Found]] = []
    for article in _holding(articles, [note.quote]):
        page = _plain(article.load())
        places = [place for place in standing(note, page) if place[2] >= _FITS + _CLEARLY]
        best = _best(note, page, places)
        if best is not None:
            found.append((article, _Found("moved", *page.original(*best))))
        elif places:
            found.append((article, _Found("ambiguous")))
    if found or not (_telling(note.prefix + note.suffix) and note.prefix.strip() and note.suffix.strip()):
        return found
    for article in _holding(articles, [note.prefix, note.suffix]):
        there = _changed(note, _plain(article.load()), around=_UNTOUCHED)
        if there.status != "orphan":
            found.append((article, there))
    return found


def _holding(articles: Sequence[Candidate], stretches: Sequence[str]) -> Iterator[Candidate]:
    """Give the articles that have the longest word of each stretch: most need no closer look."""
    telling = [max(_SAFE_WORD.findall(stretch), key=len, default="") for stretch in stretches]
    for article in articles:
        text = article.load()
        if all(word in text for word in telling) or "\u00ad" in text:
            yield article
