"""Feasts as dates: on the same day every year, so many days from Easter, or a weekday by its rank: Thanksgiving."""

from __future__ import annotations

from datetime import date

from dossier.extracting.dates.absolute import day_ranked, nearest_told, resolve_year
from dossier.extracting.dates.arithmetic import FEASTS, MOVEABLE_FEASTS, day, easter, month, one, shift
from dossier.extracting.dates.context import PATTERNS, DateContext, FoundDate, Reader, undated


def _feast(place: DateContext, start: int) -> FoundDate | None:
    match = None if place.text[start].islower() else PATTERNS.feast.match(place.text, start, place.end)
    if match is None:
        return None
    if match["alone"] and PATTERNS.feast_lead.search(place.back(start, 8)) is None:
        return None  # Easter eggs
    name = match["feast"].lower().replace("’", "'")
    if match["year"]:
        return _of(start, match.end(), _in_year(name, int(match["year"])), None, "written with its year")
    if place.published is None:
        return undated(start, match.end(), "day")
    if name in MOVEABLE_FEASTS:
        nearest = nearest_told(place, match.span(), lambda year: _in_year(name, year))
        rule = "the one nearest to publication that the tense allows"
        return _of(start, match.end(), nearest, place.published, rule)
    resolved = resolve_year(place, *FEASTS[name], match.span())
    return _of(start, match.end(), _in_year(name, resolved[0]), place.published, resolved[1]) if resolved else None


def _of(start: int, end: int, found: date | None, anchor: date | None, rule: str) -> FoundDate | None:
    return FoundDate(start, end, one(found), anchor, rule) if found else None


def _in_year(name: str, year: int) -> date | None:
    """Return the day of a feast in a year."""
    if name in FEASTS:
        fixed = day(year, *FEASTS[name])
        return fixed.first if fixed else None
    moves = MOVEABLE_FEASTS[name]
    if len(moves) == 1:
        return shift(easter(year), moves[0])
    return day_ranked(month(year, moves[0]), *moves[1:])


FEASTS_READ: dict[str, tuple[Reader, ...]] = dict.fromkeys(
    ("ash", "boxing", "christmas", "easter", "good", "halloween", "labor", "maundy", "may", "memorial", "new", "palm",
     "thanksgiving", "valentine"),
    (_feast,),
)  # fmt: skip
