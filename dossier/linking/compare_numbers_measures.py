"""Each quantity with what its sentence says it measures: noun, role, names, time and the words around it.

A profile is made from one article alone, so that it can be kept while other articles change.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dossier.extracting.lexicon import fold, listed
from dossier.linking.compare_numbers_intervals import Amount, amount
from dossier.linking.compare_numbers_words import classes, is_part, is_person, roles, weak
from dossier.linking.contexts import Story, place_name, sentence_of, story_of, tokens, weighed
from dossier.linking.findings import ArticleFacts
from dossier.linking.related_terms import STOP_WORDS, stem
from dossier.model import DateSpan, Mention, Quantity

_FAR = 16  # the most that may stand between a number and the word that gives it its role
_NEAR = 5  # for things: "two helicopters" are not destroyed because a village is
_COUNTDOWN = frozenset("left remaining until till before away leave".split())
_COST = {",": 1.5, ";": 8.0, ":": 3.0, "(": 3.0, ")": 9.0, "-": 0.0, "–": 3.0, "—": 3.0}
_JOINED = frozenset({"and", "but", "while", "as", "when", "after"})
_LOOSE = frozenset("at least more than about around some nearly almost over up to as many the a an of other another total "
                   "roughly approximately estimated additional further just only were was are is have been had has be "
                   "people persons others which that".split())  # fmt: skip
_PARTITIVE = re.compile(
    r"\s+(?:more |other )?(?:of|out of|among) (?:the|those|them|these|whom|which|its|their|a total)\b"
)
_INCLUDED = re.compile(r"\b(?:including|among them|of them|of whom|of which|also)\W+(?:\w+\W+){0,3}\Z", re.IGNORECASE)
_MORE = re.compile(r"\b(?:another|further|additional)\b", re.IGNORECASE)
_MORE_OF = re.compile(r"\s+more (?!than\b|and\b|or\b|were\b|in\b)\w+")
_SUPERLATIVE = re.compile(r"\b(?:worst|hardest|most|main|major|largest|biggest)\b", re.IGNORECASE)
_SUPPOSED = re.compile(r"\b(?:can|could|may|might|would|if|should)\b", re.IGNORECASE)
_CARRIED = re.compile(r"(?:It|They|That|This|He|She)\b")
_BREAK = re.compile(r";|,? \b(?:and|but|while|whereas)\b ", re.IGNORECASE)
_PREDICATE = re.compile(r"\b(?:and|which|that|has|have|had|is|are|was|were|said|says)\b|[.;]")
_DIRECTION = re.compile(r"(?:(?:north|south|east|west)\w* (?:of|from)|\b(?:off|away|from))(?: the)?(?: \w+){0,2}\s\Z")
_IN_A_PLACE = re.compile(r"\b(?:In|in|at|At) ((?:[A-Z][\w'’-]+ ?){1,3})(?:,|,? where)? (?:\w+ ){0,3}\Z")
_ADDRESS = 16  # characters between a body and the place it has its seat, between a person and an age
_PAST_DAYS = 45  # an event longer ago than this is not the one the article reports


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity and what it measures.

    `head` and `nouns` tell what is counted (lower case; classes), `role` what it did or suffered. `terms` weighs the
    stems and concepts of its sentence by how near they stand; `names` are the entities of the sentence as they are written there, `places` the
    places of its clause (`countries` among them), `persons` who stands beside the number, `people` who is in the sentence, `local` the one that the number is told of directly, `far_end` the one a distance is counted
    to, `topic` the last place named before the sentence. `when` is the interval of days that its clause gives it, `past` tells that it lies long before the article. `original` is the sum
    that this one, in brackets behind it, converts. `words` are those directly beside it, `#` in its place; `story` tells what its article is about. `crowd` counts the other numbers with this role in the article that differ.
    """

    quantity: Quantity
    amount: Amount
    published: str | None
    sentence: tuple[int, int]
    text: str
    head: str | None
    nouns: frozenset[str]
    modifiers: frozenset[str]
    person: bool | None
    part: bool
    more: bool
    superlative: bool
    supposed: bool
    role: str | None
    terms: Mapping[str, float]
    names: Mapping[str, str]
    places: frozenset[str]
    countries: frozenset[str]
    persons: frozenset[str]
    people: frozenset[str]
    local: str | None
    far_end: str | None
    topic: str | None
    when: tuple[str, str] | None
    past: bool
    original: Amount | None
    words: tuple[str, ...]
    story: Story
    crowd: int = 0


def measures(facts: ArticleFacts) -> list[Measure]:
    """Describe an article's quantities, in text order."""
    found = list(_measures(facts))
    by_role: defaultdict[tuple[str | None, frozenset[str], bool], set[float]] = defaultdict(set)
    for measure in found:
        if measure.role and measure.amount.value is not None:
            by_role[_rivals(measure)].add(measure.amount.value)
    return [replace(m, crowd=max(0, len(by_role[_rivals(m)]) - 1)) if m.role else m for m in found]


def _rivals(measure: Measure) -> tuple[str | None, frozenset[str], bool]:
    return measure.role, measure.nouns if measure.part else frozenset(), measure.past


def _measures(facts: ArticleFacts) -> Iterator[Measure]:
    text = facts.article.text
    mentions = [mention for mention in facts.mentions if mention.entity]
    story = story_of(facts)
    starts = [mention.start for mention in mentions]
    days = [date.start for date in facts.dates]
    numbered = [quantity.start for quantity in facts.quantities]
    published = facts.article.published
    previous: Quantity | None = None
    for quantity in facts.quantities:
        start, end = sentence_of(text, quantity.start, quantity.end)
        here = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        dates = facts.dates[bisect_left(days, start) : bisect_left(days, end)]
        others = numbered[bisect_left(numbered, start) : bisect_right(numbered, end)]
        around = _Around(text, start, end, quantity, here, others)
        earlier = mentions[max(0, bisect_left(starts, start) - 12) : bisect_left(starts, start)]
        topic = next((place_name(m) for m in reversed(earlier) if m.type == "PLACE"), None)
        first, last = _clause(text, start, end, quantity, others)
        inside = tuple(date for date in dates if first <= date.start < last)
        when, past = _when(quantity, inside or dates, published)
        if when is None and _CARRIED.match(text, start):
            # "It killed 612 people" goes on about the quake of the sentence before.
            top, _ = sentence_of(text, max(0, start - 3), max(0, start - 3))
            dates = facts.dates[bisect_left(days, top) : bisect_left(days, start)]
            when, past = _when(quantity, dates, published)
            here, first = mentions[bisect_left(starts, top) : bisect_left(starts, end)], top
        places = [m for m in here if m.type == "PLACE"]
        persons = frozenset(m.entity for m in here if m.type == "PERSON" and m.entity and _beside(m, quantity))
        near = [m for m in places if first <= m.start < last and not _sources(text, m, here)]
        if quantity.unit is None:
            near = [m for m in near if not _DIRECTION.search(text[max(0, m.start - 24) : m.start])]
        local, far_end = _local(text, quantity, places)
        if local is None and (told := _IN_A_PLACE.search(text, max(start, quantity.start - 60), quantity.start)):
            local = "-".join(fold(told[1]).split())  # no name that is known, but surely a place
        yield Measure(
            quantity=quantity,
            amount=amount(quantity),
            published=published,
            sentence=(start, end),
            text=text[start:end],
            head=around.head,
            nouns=around.nouns,
            modifiers=around.modifiers,
            person=around.person,
            part=around.part,
            more=around.more,
            superlative=bool(_SUPERLATIVE.search(quantity.counted or "")),
            supposed=bool(_SUPPOSED.search(text, max(start, quantity.start - 60), min(end, quantity.end + 40))),
            role=around.role,
            terms=around.terms,
            names={m.entity: m.text for m in reversed(here) if m.entity},
            places=frozenset(place_name(m) for m in near),
            countries=frozenset(place_name(m) for m in near if _is_country(m)),
            persons=persons,
            people=frozenset(m.entity for m in here if m.type == "PERSON" and m.entity),
            local=local,
            far_end=far_end,
            topic=topic,
            when=when,
            past=past,
            original=_original(text, quantity, previous),
            words=around.neighbours,
            story=story,
        )
        previous = quantity


class _Around:
    """The sentence around one number, read once."""

    def __init__(
        self, text: str, start: int, end: int, quantity: Quantity, mentions: list[Mention], numbers: list[int]
    ) -> None:
        self.tokens = tokens(text, start, end)
        self.at = next((i for i, token in enumerate(self.tokens) if token[2] > quantity.start), 0)
        self.upto = next((i for i, token in enumerate(self.tokens) if token[1] >= quantity.end), len(self.tokens))
        self.numbers = {start for start in numbers if start != quantity.start}
        counted = (quantity.counted or "").lower()
        noun = re.split(r"\s(?:of|in|from|at|on|with|without|who|that)\s", counted)[0].split()
        head = noun[-1].strip(".,") if noun and quantity.unit is None else None
        role_head = head if head and roles(head, people=True) else None
        self.head = head
        self.nouns = classes(head) if head else frozenset()
        nation = any(m.type == "NATIONALITY" and quantity.end <= m.start <= quantity.end + 40 and head
                     and m.text.lower().endswith(head) for m in mentions)  # fmt: skip
        if nation:
            self.nouns = self.nouns | {"nation"}
        self.person = None if head is None else (is_person(head) or nation or role_head is not None)
        self.modifiers = frozenset(stem(word) for word in noun[:-1] if word not in STOP_WORDS)
        tail, lead = text[quantity.end : quantity.end + 40], text[max(start, quantity.start - 40) : quantity.start]
        self.part = bool(head and is_part(head)) or bool(_PARTITIVE.match(tail)) or bool(_INCLUDED.search(lead))
        self.more = bool(_MORE.search(lead[-18:])) or bool(_MORE_OF.match(tail))
        self.role = self._role(quantity)
        self.terms = weighed(self.tokens, self.at, self.upto)
        self.neighbours = tuple(token[0] for token in self.tokens[max(0, self.at - 3) : self.at]) + (
            "#",
            *(token[0] for token in self.tokens[self.upto : self.upto + 3]),
        )

    def _role(self, quantity: Quantity) -> str | None:
        if quantity.unit == "day" and any(word in _COUNTDOWN for word, _, _ in self.tokens[self.upto : self.upto + 4]):
            return "left"
        if quantity.unit is not None or quantity.kind != "count":
            return None
        best: tuple[float, str] | None = None
        for order in (range(self.upto, len(self.tokens)), range(self.at - 1, -1, -1)):
            cost = 0.0
            for i in order:
                word, begin, _ = self.tokens[i]
                told = roles(word, people=self.person)
                if self.person is False and cost > _NEAR:
                    break
                if told and not (word == "home" and (i + 1 >= len(self.tokens) or self.tokens[i + 1][0] != "to")):
                    rank = cost + (4 if weak(told[0]) else 0)
                    if best is None or rank < best[0]:
                        best = (rank, told[0])
                    if not weak(told[0]):
                        break
                if begin in self.numbers:
                    cost += 4
                elif word in _JOINED:
                    cost += 3
                elif word not in _LOOSE:
                    cost += _COST.get(word, 1.0)
                if cost > _FAR:
                    break
        return best[1] if best else None


def _clause(text: str, start: int, end: int, quantity: Quantity, others: list[int]) -> tuple[int, int]:
    """Give the part of the sentence that tells of this number: cut at `and` where both sides have numbers."""
    first, last = start, end
    for match in _BREAK.finditer(text, start, end):
        left = any(other < match.start() for other in others)
        right = any(other >= match.end() for other in others)
        if match.end() <= quantity.start and left:
            first = match.end()
        elif match.start() >= quantity.end and right:
            return first, match.start()
    return first, last


def _is_country(mention: Mention) -> bool:
    return fold(mention.text) in listed("countries")


def _sources(text: str, mention: Mention, mentions: list[Mention]) -> bool:
    """Whether a place only says whose report it is: `Tehran's centre said`, `the Survey in Golden, Colo.`."""
    if re.match(r"['’]s? ", text[mention.end : mention.end + 3]):
        return True
    return any(m.type == "ORG" and 0 <= mention.start - m.end <= _ADDRESS for m in mentions)


def _beside(mention: Mention, quantity: Quantity) -> bool:
    return max(mention.start - quantity.end, quantity.start - mention.end) <= _ADDRESS


def _local(text: str, quantity: Quantity, places: list[Mention]) -> tuple[str | None, str | None]:
    """Give the place that a number is told of directly, and that to which a distance is counted."""
    local = far = None
    for mention in places:
        between = text[mention.end : quantity.start]
        if mention.end <= quantity.start and len(between) <= 36 and not _PREDICATE.search(between):
            lead = text[max(0, mention.start - 24) : mention.start]
            local = None if _DIRECTION.search(lead) else place_name(mention)
        between = text[quantity.end : mention.start]
        if mention.start >= quantity.end and len(between) <= 48:
            if far is None and re.search(r"\b(?:of|from)\b", between):
                far = place_name(mention)
            if (
                local is None
                and quantity.unit is None
                and re.fullmatch(r"(?: \w+){0,6} (?:in|of|at|to)(?: the| \w+ of)?(?: \w+)? ", between)
            ):
                local = place_name(mention)
    return local, far


def _when(
    quantity: Quantity, dates: tuple[DateSpan, ...], published: str | None
) -> tuple[tuple[str, str] | None, bool]:
    """Give the interval that stands nearest in the sentence, and whether it lies long before publication."""
    near = [
        date
        for date in dates
        if date.from_ and date.to and not (date.start < quantity.end and quantity.start < date.end)
    ]
    if not near:
        return None, False
    date = min(near, key=lambda d: (max(d.start - quantity.end, quantity.start - d.end), d.start))
    assert date.from_
    assert date.to
    past = False
    if published:
        try:
            gap = dt.date.fromisoformat(published) - dt.date.fromisoformat(date.to)
            past = gap.days > _PAST_DAYS
        except ValueError:
            past = False
    return (date.from_, date.to), past


def _original(text: str, quantity: Quantity, previous: Quantity | None) -> Amount | None:
    """Give the sum or distance that this one, in brackets behind it, converts."""
    if previous is None or previous.unit == quantity.unit or quantity.kind == "count":
        return None
    between = text[previous.end : quantity.start]
    return amount(previous) if re.fullmatch(r"\W*(?:euros?|dollars?)?\W*(?:or|about|around)?\W*", between) else None
