"""Where the words of a quotation stand in one text, and whether the text around them is still the one noted."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dossier.model import Note, NoteStatus
from dossier.notebook.anchoring import surroundings
from dossier.notebook.anchoring.alignment import AlignedPlace, align, similar
from dossier.notebook.anchoring.normalised import NormalisedText, plain, reads

CONTEXT = 48  # code points that a note keeps before and after a quotation at least
_TWIN_CONTEXT = 160  # code points beyond the sentence, where the same words stand elsewhere in the article
_CLEARLY = 0.1  # by how much the best of several places must fit better than the next
_MOST = 200  # places looked at for one quotation
_TELLING = 24  # letters of a title or context that are hardly repeated by chance
_OTHER_TITLE = 0.5  # unrelated English titles reach this


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
class Found:
    """What becomes of a quotation: its place, in offsets of the text, and why its sense is another.

    `refused` are places of an orphan's words that are not taken for it.
    """

    status: NoteStatus
    start: int | None = None
    end: int | None = None
    why: str = ""
    refused: tuple[tuple[int, int], ...] = ()


ORPHAN = Found("orphan")


def context(text: str, start: int, end: int) -> dict[str, Any]:
    """Return what a note keeps of a quotation's surroundings: `prefix`, `suffix` and `twins`.

    `twins` counts the other places of the article with the same words: one of them may be left when the noted one
    goes. More is kept where there are such.
    """
    page = cached_plain(text)
    places = [place for place in _places(reads(text[start:end]), page) if is_whole(page.text, *place)]
    beyond = _TWIN_CONTEXT if len(places) > 1 else 0
    return {
        "prefix": surroundings.context_before(text, start, CONTEXT, beyond),
        "suffix": surroundings.context_after(text, end, text[start:end], CONTEXT, beyond),
        "twins": max(0, len(places) - 1),
    }


@functools.lru_cache(maxsize=8)
def cached_plain(text: str) -> NormalisedText:
    """Return a text as it reads; of the last few it is known."""
    return plain(text)


def find(note: Note, text: str, *, same_file: bool = False, likeness: float | None = None) -> Found:
    """Look for the quotation in an article; `likeness` is that of its title to the note's, None where it tells nothing.

    An article below quite another title under the old name must have the same text on both sides.
    """
    if same_file and _untouched(note, text):
        return Found("exact", note.start, note.end)
    page = cached_plain(text)
    places = standing(note, text, page)
    whole = [place for place in places if is_whole(page.text, place.start, place.end)]
    if not note.placed and whole:  # written by hand: nothing is known but its words
        return Found("exact", *page.original(whole[0].start, whole[0].end)) if len(whole) == 1 else Found("ambiguous")
    good = _good(note, page, places)
    best = _best(note, page, good)
    altered = [place for place in places if place.reason and best and place.fit >= best.fit - _CLEARLY]
    if altered and note.twins:  # the noted place may be the one that was altered, and this its twin
        return _altered(note, page, altered)
    if best is None:
        return Found("ambiguous") if len(good) > 1 else _altered(note, page, places)
    start, end = page.original(best.start, best.end)
    if likeness is not None and likeness <= _OTHER_TITLE and best.beside < 2:
        return Found("changed", start, end, "the article has a different title now")
    same = (start, end) == (note.start, note.end) and text[start:end] == note.quote
    return Found("exact" if same else "moved", start, end)


def _untouched(note: Note, text: str) -> bool:
    """Return whether the quotation stands where it stood, between the same words."""
    stands = text[note.start : note.end] == note.quote
    return stands and text[: note.start].endswith(note.prefix) and text.startswith(note.suffix, note.end)


def _good(note: Note, page: NormalisedText, places: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Return the places that have the sense of the note and enough of the text beside it."""
    whole = sum(is_whole(page.text, place.start, place.end) for place in places)
    needed = 2 if 0 < whole <= note.twins else 1  # one of several places with these words is gone: which?
    alone = not note.twins and len(places) == 1
    return [place for place in places if not place.reason and _supported(note, place, needed, alone=alone)]


def _altered(note: Note, page: NormalisedText, places: Sequence[FoundPlace]) -> Found:
    """Return `changed` where the quotation or its sentence says something else now, else `orphan` with candidates."""
    altered = [place for place in places if place.reason and place.beside]
    if len(altered) != 1:
        reworded = find_reworded(note, page)
        if reworded.status != "orphan":
            return reworded
        altered = [place for place in places if place.reason and _here(note, page, place)]
    if altered:
        return Found("changed", *page.original(*altered[0].widened), why=altered[0].reason)
    return dataclasses.replace(ORPHAN, refused=_originals(page, places))


def _originals(page: NormalisedText, places: Iterable[FoundPlace]) -> tuple[tuple[int, int], ...]:
    return tuple(page.original(place.start, place.end) for place in places)


def _here(note: Note, page: NormalisedText, place: FoundPlace) -> bool:
    """Return whether a place is the noted one by its offset or its surroundings."""
    return page.original(place.start, place.end)[0] == note.start or place.fit >= 1 - 2 * _CLEARLY


def _supported(note: Note, place: FoundPlace, needed: int, *, alone: bool) -> bool:
    """Return whether a place may be the noted one: by the text beside it, or by its sentence where no other has it.

    `alone` says that the words stood, and stand, in one place only.
    """
    if place.beside >= needed:
        return True
    if not (note.prefix or note.suffix):
        return alone and telling(note.quote)
    return alone and place.shared >= 3


def standing(note: Note, text: str, page: NormalisedText) -> list[FoundPlace]:
    """Return where the quotation's words stand in a text that reads as `page`, best first."""
    spans = _places(reads(note.quote), page)
    strict = 0 < sum(is_whole(page.text, *span) for span in spans) <= note.twins
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
        if strict and beside == 1 and _in_its_own_sentence(sides):
            beside = 2  # its twin stood next to it, and that is what is gone
        found.append(FoundPlace(start, end, reason, beside, shared, fit, widened))
    return found


def _in_its_own_sentence(sides: Sequence[surroundings.Agreement]) -> bool:
    """Return whether the sentence around a quotation is the one that was noted, and names somebody or something."""
    return all(side.kept for side in sides) and any(side.named for side in sides)


def _places(needle: str, page: NormalisedText) -> list[tuple[int, int]]:
    """Return the offsets of words in a text as it reads, from first to last."""
    found: list[tuple[int, int]] = []
    at = page.text.find(needle) if needle else -1
    while at >= 0 and len(found) < 10 * _MOST:
        found.append((at, at + len(needle)))
        at = page.text.find(needle, at + 1)
    return found


def is_whole(text: str, start: int, end: int) -> bool:
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


def _best(note: Note, page: NormalisedText, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """Return the one place that fits; None where none does or several do equally."""
    if not places:
        return None
    ranked = sorted(places, key=lambda place: (-place.beside, -place.fit, place.start))
    best = ranked[0]
    rivals = [place for place in ranked if place.beside == best.beside and place.fit > best.fit - _CLEARLY]
    if len(rivals) > 1:  # equal surroundings: the one that has not moved is the one that was meant
        rivals = [place for place in rivals if page.original(place.start, place.end)[0] == note.start]
    return rivals[0] if len(rivals) == 1 else None


def telling(words: str) -> bool:
    """Return whether words are many enough to be told by themselves."""
    return sum(character.isalpha() for character in words) >= _TELLING and len(words.split()) >= 4


def find_reworded(note: Note, page: NormalisedText, *, around: float = 0.0) -> Found:
    """Look for the place whose words were changed; `around` is how alike its surroundings must be at least."""
    place = align(plain(note.prefix).text, reads(note.quote), plain(note.suffix).text, page.text)
    if place is None:
        return ORPHAN
    if not isinstance(place, AlignedPlace):
        return Found("ambiguous")
    if place.around < around or page.text[place.start : place.end] == reads(note.quote):
        return ORPHAN  # the same words were looked at before, and their surroundings are not the note's
    return Found("changed", *page.original(place.start, place.end), why="its words are different now")
