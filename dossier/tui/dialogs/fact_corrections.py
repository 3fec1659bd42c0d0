"""Dialogs for correcting what stands at one place of an article, or the article's own title, outlet, byline and day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

from dossier.model import ENTITY_TYPES, Article, Link
from dossier.text.days import interval
from dossier.text.quantities import as_written
from dossier.text.visible import one_line
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session.selection import words_at
from dossier.tui.session.session import Session
from dossier.tui.text.wrap import drawable, fit
from dossier.tui.widgets.choice_lines import Choice

if TYPE_CHECKING:
    from dossier.model import DateSpan, Mention, Quantity, Quotation
    from dossier.notebook.fact_corrections import Fact, FactCorrection

C = TypeVar("C")
_WORDS = 40  # cells of words that a line names
_NOBODY = "nobody named"
_NONE = "\0"  # the value of a choice that says there is none
TYPES = dict(zip(ENTITY_TYPES, ("a person", "an organisation", "a place", "a nationality", "an event"), strict=True))


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Something that can be corrected: its name in a list, what it is now, and where it stands (None: the article)."""

    fact: Fact
    title: str
    now: str
    stretch: tuple[int, int] | None = None


def correct(app: App[Any], session: Session, article: Article, stretch: tuple[int, int] | None) -> None:
    """Ask what is wrong at a stretch of an article (code points), or with the article, and write it down."""
    wrong = [*(_at(session, article, *stretch) if stretch else ()), *_of(article)]

    def asked(chosen: _Wrong | None) -> None:
        if chosen:
            _ask(app, session, article, chosen)

    choices = [Choice(one, one.title, fit(drawable(one.now), _WORDS)) for one in wrong]
    app.push_screen(Picker("Correct what?", choices, menu=True), asked)


def _of(article: Article) -> list[_Wrong]:
    return [
        _Wrong("title", "the title of this article…", one_line(article.title)),
        _Wrong("outlet", "its outlet…", one_line(article.outlet or "unknown")),
        _Wrong("byline", "its byline…", one_line(article.byline or "none")),
        _Wrong("published", "the day it was published…", article.published or "unknown"),
    ]


def _at(session: Session, article: Article, start: int, end: int) -> list[_Wrong]:
    """Return what was read in the sentence or quotation at a stretch, first what overlaps it."""
    dossier, end = session.dossier, max(end, start + 1)
    every = dossier.quotes(article=article.id)
    first, last = words_at(article, every, start, end)

    def here(found: Sequence[Any]) -> list[Any]:
        return [one for one in found if one.start < last and first < one.end]

    quotes: list[Quotation] = here(every)
    numbers: list[Quantity] = here(dossier.numbers(article=article.id))
    dates: list[DateSpan] = here(dossier.dates(article=article.id))
    names: list[Mention] = here(dossier.mentions(article=article.id))
    found = [
        *(
            _Wrong("speaker", f"who says {_quoted(q.text)}…", q.speaker or "nobody named", (q.start, q.end))
            for q in quotes
        ),
        *(_Wrong("number", f"the number {_quoted(n.text)}…", as_written(n), (n.start, n.end)) for n in numbers),
        *(_Wrong("date", f"the date {_quoted(d.text)}…", _days(d), (d.start, d.end)) for d in dates),
        *(_Wrong("name", _meant(m), "here alone", (m.start, m.end)) for m in names),
        *(_Wrong("type", f"what {_quoted(m.text)} is here…", TYPES[m.type], (m.start, m.end)) for m in names),
    ]
    return sorted(found, key=lambda one: not _overlaps(one.stretch, start, end))


def _overlaps(stretch: tuple[int, int] | None, start: int, end: int) -> bool:
    """Return whether a stretch shares a character with another; what has none is of the whole article."""
    return stretch is None or (stretch[0] < end and start < stretch[1])


def _days(date: DateSpan) -> str:
    return interval(date.from_, date.to) if date.from_ and date.to else "not known"


def _meant(mention: Mention) -> str:
    """Return the question whom, or of other names what, a name means where it stands."""
    return f"{'whom' if mention.type == 'PERSON' else 'what'} {_quoted(mention.text)} means here…"


def _quoted(text: str) -> str:
    return f"“{fit(drawable(one_line(text)), _WORDS)}”"


def _ask(app: App[Any], session: Session, article: Article, wrong: _Wrong) -> None:
    """Ask what it should be."""

    def done(to: str | None) -> None:
        if to is not None:
            _write(session, article, wrong, None if to == _NONE else to)

    hints = {
        "number": "type it as an article would: about 150 people",
        "date": "type the day: 2025-11-28, or 2025-11-28..2025-11-30",
        "published": "type the day: 2025-11-28",
    }
    choices, typed = _answers(session, wrong), None if wrong.fact == "type" else as_typed
    hint = hints.get(wrong.fact, "type it, or choose" if choices else "type it")
    title = f"{wrong.title.rstrip('…')}: now {fit(drawable(wrong.now), _WORDS)}"
    app.push_screen(Picker(title[:1].upper() + title[1:], choices, placeholder=hint, typed=typed), done)


def _answers(session: Session, wrong: _Wrong) -> list[Choice[str]]:
    """Return what can be chosen instead of typed."""
    none = {
        "speaker": _NOBODY,
        "number": "is not a number",
        "date": "is not a date",
        "name": "is not a name here",
        "outlet": "not known",
        "byline": "none",
    }
    found = [Choice(_NONE, none[wrong.fact])] if wrong.fact in none else []
    if wrong.fact == "type":
        return [Choice(str(type_), said) for type_, said in TYPES.items()]
    if wrong.fact in ("speaker", "name"):
        found += [Choice(one.name, one.name, f"{one.count:,}×") for one in session.dossier.entities()]
    if wrong.fact == "outlet":
        found += [Choice(name, name, f"{count:,}×") for name, count in session.dossier.outlets()]
    return found


def as_typed(text: str) -> list[Choice[str]]:
    """Return the choice that somebody typed, none where it is blank."""
    words = " ".join(text.split())
    return [Choice(words, words)] if words else []


def _write(session: Session, article: Article, wrong: _Wrong, to: str | None) -> None:
    place = Link(article.id, *wrong.stretch) if wrong.stretch else article.id
    write(
        session,
        lambda: session.dossier.correct_fact(place, wrong.fact, to),
        lambda correction: f"Corrected in corrections.yaml: {described(correction)}",
    )


def write(session: Session, make: Callable[[], C], tell: Callable[[C], str]) -> None:
    """Write a correction down away from the keyboard; `tell` gives the sentence that is then said."""

    def done(written: C) -> None:
        session.index_changed(anew=True)
        session.say(f"{tell(written)} {session.keymap.key('undo_correction')} takes it back.")

    away(session, make, done)


def away(session: Session, work: Callable[[], C], done: Callable[[C], None]) -> None:
    """Write a correction, or take one back, away from the keyboard; one at a time, so that none is dropped."""
    if session.correcting.busy:
        session.say("The correction before this one is still being written; try again then.", trouble=True)
    elif session.index.busy:
        session.say(f"Not now: {session.index.busy}. Try again once that is done.", trouble=True)
    else:
        session.say("Writing the correction…")
        session.correcting.submit(lambda _: work(), done, session.fail)


def described(correction: FactCorrection) -> str:
    """Return a sentence that says what a correction says."""
    to = "none" if correction.to is None else f"“{one_line(correction.to)}”"
    about = _quoted(correction.words) if correction.words else "the article"
    return f"{correction.correct} of {about} is {to}."
