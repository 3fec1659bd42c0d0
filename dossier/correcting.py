"""What a reader corrects in one article or at one place of it; docs/corrections.md explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from dossier.indexing.corrected import lost, written_number
from dossier.indexing.corrections import FILE
from dossier.model import Article, DateSpan, DossierError, Mention, Quantity, Quotation
from dossier.notebook.fact_corrections import (
    ARTICLE_FACTS,
    Fact,
    FactCorrection,
    FactCorrections,
    PlaceFact,
    about_words,
)
from dossier.storing.base.store import Store
from dossier.text.visible import one_line

_READ_AS: dict[PlaceFact, Any] = {"speaker": Quotation, "number": Quantity, "date": DateSpan}  # else names


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """A correction as it is kept; `found` is whether what it is about is there, else it changes nothing."""

    correction: FactCorrection
    found: bool


def made(
    store: Store, article: Article, stretch: tuple[int, int] | None, correct: Fact, to: str | None
) -> FactCorrection:
    """Return the correction of a fact of an article or, with a stretch (code points), of what stands there.

    The words are those of the quotation, number, date or name that overlaps the stretch; a number, date or name that
    was overlooked has the stretch itself. Raises DossierError where it cannot be made.
    """
    to = " ".join(to.split()) if to else None
    if correct in ARTICLE_FACTS:
        return FactCorrection(article.path, correct, to)
    if stretch is None:
        raise DossierError(f"A correction of a {correct} needs a place: ARTICLE#char=START,END.")
    fact = cast("PlaceFact", correct)
    start, end = _words(store, article, stretch, fact, to)
    return about_words(article.path, article.text, start, end, fact, to)


def _words(
    store: Store, article: Article, stretch: tuple[int, int], fact: PlaceFact, to: str | None
) -> tuple[int, int]:
    """Return the stretch of the words that are corrected. Raises DossierError where there are none."""
    if fact == "number" and to and written_number(to) is None:
        raise DossierError(f"“{one_line(to)}” is not one number; write it as an article would: about 150 people.")
    found = store.annotations(_READ_AS.get(fact, Mention), articles=(article.id,), within=stretch)
    if fact == "speaker" and not found:
        raise DossierError("There is no quotation at that place, so it has no speaker.")
    start, end = (found[0].start, found[0].end) if found else stretch
    if not article.text[start:end].strip():
        raise DossierError("There are no words there.")
    return start, end


def standing(store: Store) -> list[KeptCorrection]:
    """Return the corrections of the dossier in the order of their file, each with whether it is found."""
    known = kept(store).read()
    gone = set(_lost(store, known))
    return [KeptCorrection(one, one not in gone) for one in known]


def kept(store: Store) -> FactCorrections:
    """Return the file of the dossier's corrections."""
    return FactCorrections(store.config.beside(FILE))


def _lost(store: Store, corrections: Sequence[FactCorrection]) -> list[FactCorrection]:
    ids = {info.path: info.id for info in store.infos()}
    return [
        one
        for path in {one.article for one in corrections}
        for one in lost(
            [one for one in corrections if one.article == path], store.article(ids[path]) if path in ids else None
        )
    ]
