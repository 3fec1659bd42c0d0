"""Where and when a number is told of, and of whom: the names and dates of its clause."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sys import intern

from dossier.extracting.lexicon import listed
from dossier.linking.compare.numbers.measuring.owners import Owners, owners
from dossier.linking.matching.contexts import held_once, place_name
from dossier.model import DateSpan, Mention, Quantity
from dossier.text.folding import fold

# Where a sentence is cut, if both sides have numbers: "26 in Bam in 2003, and 612 in Zarand".
_BREAK = re.compile(r";|,? \b(?:and|but|while|whereas|compared (?:with|to)|versus)\b ", re.IGNORECASE)
_PREDICATE = re.compile(r"\b(?:and|which|that|has|have|had|is|are|was|were|said|says)\b|[.;]")
_DIRECTION = re.compile(r"(?:(?:north|south|east|west)\w* (?:of|from)|\b(?:off|away|from))(?: the)?(?: \w+){0,2}\s\Z")
_BEFORE = re.compile(r"\b(?:In|in|at|At) ((?:[A-Z][\w'’-]+ ?){1,3})(?:,|,? where)? (?:\w+ ){0,3}\Z")
_BEHIND = re.compile(r"(?: \w+){0,6} (?:in|of|at|to|with)(?: the| \w+ of)?(?: \w+)? ")
_DIRECTLY = re.compile(r"(?: \w+){0,2} (?:in|at|with|to)(?: the)? ")
_INHABITED = re.compile(r"\b(?:with|ha[sd]|have) an? (?:\w+ )?population of(?: \w+){0,3} \Z")
_POSSESSIVE = re.compile(r"['’]s? ")
_SPEAKING = 70  # characters between whose report it is and the word that says so
_ADDRESS = 16  # characters between an organisation and the place where it has its seat, between a person and an age
_BESIDE, _BEYOND = 36, 48  # characters between a number and the place it is told of
_REACHED = 100  # between a number and the only country of its clause
_LONG_AGO = frozenset({"month", "season", "year", "decade"})  # in an article without a day of its own
_PLACED = (None, "percent", "fraction")  # what is counted somewhere, and shares of it
_NEXT = 48  # characters between a number and its own date
_FIGURES = re.compile(r"\d{4}")
_NAMED = re.compile(r"\d{4}|\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)")
_FORMERLY = re.compile(r"\b(?:prior|previous(?:ly)?|earlier|formerly|once)\b", re.IGNORECASE)
_REPORTS = re.compile(
    r"\b(?:sa(?:id|ys?)|told|reported|estimated|announced|put|gave|measured|registered|recorded|listed|according)\b"
)
_PAST_DAYS = 45  # an event longer ago than this is not the one the article reports


@dataclass(frozen=True, slots=True)
class Setting:
    """Where, when and of whom a number is told.

    `names` are the entities of the sentence as written there, `people` the persons among them, `persons` those
    directly beside the number, `owners` whose it may be. `places` are those of its clause;
    `local` is the place the number is told of directly, `far_end` that to which a distance is counted, `topic` the
    last place named before the sentence. `when` is the interval of days nearest to it, `dated` the same where it
    stands so near that it is surely the number's own; `past` tells that it lies long before the article.
    """

    names: Mapping[str, str]
    people: frozenset[str]
    persons: frozenset[str]
    owners: Owners
    places: frozenset[str]
    local: str | None
    far_end: str | None
    topic: str | None
    when: tuple[str, str] | None
    dated: tuple[str, str] | None
    past: bool


def setting(
    text: str,
    quantity: Quantity,
    clause: tuple[int, int],
    sentence: int,
    mentions: Sequence[Mention],
    earlier: Sequence[Mention],
    dates: Sequence[DateSpan],
    numbers: Sequence[int],
    published: str | None,
) -> Setting:
    """Return the setting of a number in its article's text.

    `sentence` is where its sentence begins, `mentions` and `dates` are those in it, `earlier` the mentions before it,
    `numbers` where its numbers begin; `published` is an ISO day.
    """
    first, last = clause
    places = [mention for mention in mentions if mention.type == "PLACE"]
    near = _places_near(text, quantity, clause, places, mentions)
    local = _local(text, quantity, places, sentence, first) or _only_country(quantity, near)
    people = [m for m in mentions if m.type == "PERSON" and m.entity]
    clause_dates = [d for d in dates if first <= d.start < last]
    when = _when(quantity, clause_dates or dates)
    return Setting(
        names={intern(m.entity): intern(m.text) for m in reversed(mentions) if m.entity},  # held for every number
        people=held_once(frozenset(m.entity for m in people if m.entity)),
        persons=held_once(frozenset(m.entity for m in people if m.entity and _gap(m, quantity) <= _ADDRESS)),
        owners=owners(text, quantity, clause, sentence, [*earlier, *mentions], numbers),
        places=held_once(frozenset([*filter(None, [local]), *map(place_name, near)])),
        local=local,
        far_end=_far_end(text, quantity, places),
        topic=next((place_name(m) for m in reversed(earlier) if m.type == "PLACE"), None),
        when=when,
        dated=_when(quantity, [d for d in clause_dates if _gap(d, quantity) <= _NEXT]),
        past=_is_past(when, published)
        or (published is None and any(map(_long_ago, clause_dates)))
        or bool(_FORMERLY.search(text, max(first, quantity.start - 30), min(last, quantity.end + 12))),
    )


def _places_near(
    text: str, quantity: Quantity, clause: tuple[int, int], places: Sequence[Mention], mentions: Sequence[Mention]
) -> list[Mention]:
    """Return the places of a number's clause that do not only say whose report it is, or which way a distance goes."""
    near = [m for m in places if clause[0] <= m.start < clause[1] and not _names_source(text, m, mentions)]
    if quantity.unit not in _PLACED:
        return near
    return [m for m in near if not _DIRECTION.search(text[max(0, m.start - 24) : m.start])]


def clause_of(text: str, sentence: tuple[int, int], quantity: Quantity, numbers: Sequence[int]) -> tuple[int, int]:
    """Return the part of a sentence that tells of this number; `numbers` are where all of the sentence's begin."""
    first, last = sentence
    for match in _BREAK.finditer(text, *sentence):
        if match.end() <= quantity.start and any(start < match.start() for start in numbers):
            first = match.end()
        elif match.start() >= quantity.end and any(start >= match.end() for start in numbers):
            return first, match.start()
    return first, last


def _gap(span: Mention | DateSpan, quantity: Quantity) -> int:
    return max(span.start - quantity.end, quantity.start - span.end)


def _names_source(text: str, place: Mention, mentions: Sequence[Mention]) -> bool:
    """Return whether a place only says whose report it is: `Tehran's centre said`, `the Survey in Golden, Colo.`."""
    if _POSSESSIVE.match(text, place.end):
        return bool(_REPORTS.search(text, place.end, place.end + _SPEAKING))
    return any(m.type == "ORG" and 0 <= place.start - m.end <= _ADDRESS for m in mentions)


def _local(text: str, quantity: Quantity, places: Sequence[Mention], sentence: int, start: int) -> str | None:
    """Return the place that a number is told of directly, before it (`Tarvala, home to 120,000`) or behind."""
    local = None
    if places and _INHABITED.search(text, places[0].end, quantity.start):
        lead = text[sentence : places[0].start]
        if not lead.strip() or lead.strip().lower() == "the":
            return place_name(places[0])  # the sentence's subject: "Narin is Ost's largest town, with a population of"
    for mention in places:
        between = text[mention.end : quantity.start]
        if mention.end <= quantity.start and len(between) <= _BESIDE and not _PREDICATE.search(between):
            if "," in between and _placed_behind(text, quantity, places):
                continue  # in a list: "55 percent in Ost, 52 percent in West"
            lead = text[max(0, mention.start - 24) : mention.start]
            local = None if _DIRECTION.search(lead) else place_name(mention)
        elif mention.start >= quantity.end and local is None and quantity.unit in _PLACED:
            between = text[quantity.end : mention.start]
            local = place_name(mention) if len(between) <= _BEYOND and _BEHIND.fullmatch(between) else None
    if local is None and (told := _BEFORE.search(text, max(start, quantity.start - 60), quantity.start)):
        local = "-".join(fold(told[1]).split())  # no name that is known, but surely a place
    return local


def _only_country(quantity: Quantity, near: Sequence[Mention]) -> str | None:
    """Return the one country that a clause names behind a count: `1.5 million people have reached Peru`."""
    if quantity.kind != "count" or quantity.unit is not None or len(near) != 1:
        return None
    (mention,) = near
    if fold(mention.text) not in listed("countries"):
        return None
    return place_name(mention) if quantity.end <= mention.start <= quantity.end + _REACHED else None


def _placed_behind(text: str, quantity: Quantity, places: Sequence[Mention]) -> bool:
    return any(_DIRECTLY.fullmatch(text, quantity.end, m.start) for m in places if m.start >= quantity.end)


def _far_end(text: str, quantity: Quantity, places: Sequence[Mention]) -> str | None:
    for mention in places:
        between = text[quantity.end : mention.start]
        if mention.start >= quantity.end and len(between) <= _BEYOND and re.search(r"\b(?:of|from)\b", between):
            return place_name(mention)
    return None


def _when(quantity: Quantity, dates: Sequence[DateSpan]) -> tuple[str, str] | None:
    near = [(date.from_, date.to, _gap(date, quantity)) for date in dates if date.from_ and date.to]
    apart = [(gap, since, to) for since, to, gap in near if since and to and gap >= 0]  # a countdown is its own date
    return min(apart, key=lambda item: item[0])[1:] if apart else None


def _long_ago(date: DateSpan) -> bool:
    """Return whether a date lies long ago, the day of the article unknown: `in 2003`, `in May`, not `last year`."""
    named = _FIGURES if date.granularity != "month" else _NAMED
    return date.granularity in _LONG_AGO and bool(named.search(date.text))


def _is_past(when: tuple[str, str] | None, published: str | None) -> bool:
    if when is None or published is None:
        return False
    return (dt.date.fromisoformat(published) - dt.date.fromisoformat(when[1])).days > _PAST_DAYS
