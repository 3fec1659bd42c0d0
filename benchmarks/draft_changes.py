"""One change at a time to a claim of an article that other articles tell; see `benchmarks.drafts`."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from dossier.linking.facts import ArticleFacts
from dossier.model import CheckedClaim, Mention, Quantity, Quotation

SUPPORTED = {"supported", "single"}
_EACH = 2  # changes of one kind to one article
_NEAR = 300  # characters around a quotation within which an article names who said it
_OTHER_DOLLARS = re.compile(r"(?:[A-Za-z]|\bUS )\$[\d.,]*\S*(?: \w+)?$")  # US$3 million is no US€3 million
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _both(*pairs: tuple[str, str]) -> dict[str, str]:
    return {**dict(pairs), **{b: a for a, b in pairs}}


_UNITS = {
    **_both(("million", "billion"), ("kilometers", "miles"), ("years", "months"), ("days", "weeks"), ("$", "€")),
    **_both(("hours", "minutes"), ("metres", "feet"), ("meters", "yards"), ("tons", "pounds"), ("km", "mi")),
}
_BOUNDS = {
    "at least": "at most",
    "at most": "at least",
    "more than": "fewer than",
    "fewer than": "more than",
    "less than": "more than",
    "over": "under",
    "under": "over",
    "up to": "at least",
    "as many as": "at least",
}
_DIRECTIONS = {
    **_both(("rose", "fell"), ("up", "down"), ("gained", "lost"), ("increase", "decrease"), ("higher", "lower")),
    **_both(("increased", "decreased"), ("grew", "shrank"), ("rise", "fall"), ("rising", "falling")),
}


class Edit(NamedTuple):
    """A changed text: the kind of change, a place in the claim that is wrong now, and the text."""

    kind: str
    at: int
    text: str


def changes(
    chance: random.Random, held: ArticleFacts, sources: Sequence[ArticleFacts], claims: Sequence[CheckedClaim]
) -> Iterator[Edit]:
    """Yield up to two changes of each kind that the text has a place for."""
    text = held.article.text
    told = [one for one in claims if one.status in SUPPORTED and _is_as_exact(one, held, sources)]
    for claim_kind, kind, make in _IN_CLAIM:
        of_kind = [one for one in told if one.kind == claim_kind and text[one.start : one.end] == one.text]
        if kind == "unit":
            of_kind = [one for one in of_kind if not _OTHER_DOLLARS.search(f"{text[: one.start]}{one.text}")]
        made = ((one, make(chance, one.text)) for one in chance.sample(of_kind, len(of_kind)))
        for one, new in [pair for pair in made if pair[1]][:_EACH]:
            # A misspelt name may be told by its wrong word alone: of Jim O'Briei, O'Briei.
            differing = (i for i, (a, b) in enumerate(zip(one.text, new, strict=False)) if a != b)
            at = one.start + (next(differing, 0) if kind == "letter" else 0)
            yield Edit(kind, at, f"{text[: one.start]}{new}{text[one.end :]}")
    places = {(one.start, one.end): one for one in told}
    for rule in (_bounds, _directions, _roles, _speakers, _splices):
        found = list(rule(chance, held, sources, places))
        yield from chance.sample(found, min(_EACH, len(found)))


def _is_as_exact(claim: CheckedClaim, held: ArticleFacts, sources: Sequence[ArticleFacts]) -> bool:
    """Return whether a source is as exact as a day of the draft: 'the weekend' tells no Saturday."""
    if claim.kind != "date":
        return True
    mine = [(one.from_, one.to) for one in held.dates if one.start == claim.start]
    places = {(one.article, one.start) for one in claim.evidence}
    theirs = [one for facts in sources for one in facts.dates if (one.article, one.start) in places]
    return any(one.from_ == one.to or (one.from_, one.to) in mine for one in theirs)


def another_digit(chance: random.Random, text: str) -> str | None:
    places = [i for i, c in enumerate(text) if c in "123456789"]
    if not places:
        return None
    at = places[0]
    return text[:at] + chance.choice([c for c in "123456789" if c != text[at]]) + text[at + 1 :]


def another_letter(chance: random.Random, text: str) -> str | None:
    places = [i for i in range(2, len(text)) if text[i].islower() and text[i - 1].islower()]
    if len(text) < 6 or not places:
        return None
    at = chance.choice(places)
    return text[:at] + chance.choice([c for c in "aeiou" if c != text[at]]) + text[at + 1 :]


def another_word(chance: random.Random, text: str) -> str | None:
    words = text.split()
    if len(words) < 6:
        return None
    at = chance.randrange(1, len(words) - 1)
    words[at] = "purple"
    return " ".join(words)


def another_weekday(chance: random.Random, text: str) -> str | None:
    found = [day for day in _DAYS if day in text]
    return text.replace(found[0], chance.choice([d for d in _DAYS if d != found[0]])) if found else None


def _day(chance: random.Random, text: str) -> str | None:
    found = re.search(r"\b(?:[12]\d|[1-9])\b(?!:)", text)
    if not found:
        return None
    new = chance.choice([day for day in range(1, 29) if day != int(found[0])])
    return f"{text[: found.start()]}{new}{text[found.end() :]}"


def _unit(_: random.Random, text: str) -> str | None:
    for unit, other in _UNITS.items():
        pattern = rf"(?<![a-z]){re.escape(unit)}(?![a-z])"  # 3 mi, and not 3 miles
        if re.search(pattern, text):
            return re.sub(pattern, other, text, count=1)
    return None


_IN_CLAIM: tuple[tuple[str, str, Callable[[random.Random, str], str | None]], ...] = (
    ("number", "digit", another_digit),
    ("number", "unit", _unit),
    ("name", "letter", another_letter),
    ("quote", "quote word", another_word),
    ("date", "weekday", another_weekday),
    ("date", "date", _day),
)
Places = Mapping[tuple[int, int], CheckedClaim]


def _bounds(_: random.Random, held: ArticleFacts, sources: Sequence[ArticleFacts], told: Places) -> Iterator[Edit]:
    """Yield numbers with the opposite bound, where another article gives the number with its own."""
    known = {(one.value, one.unit, one.bound) for facts in sources for one in facts.quantities if one.bound != "="}
    places = {(one.start, one.end) for one in held.quantities if (one.value, one.unit, one.bound) in known}
    yield from _worded("bound", _BOUNDS, 16, held, told.keys() & places)


def _directions(_: random.Random, held: ArticleFacts, sources: Sequence[ArticleFacts], told: Places) -> Iterator[Edit]:
    """Yield numbers with the opposite direction, where another article gives the number with its own."""
    known = {(one.value, one.unit, one.direction) for facts in sources for one in facts.quantities if one.direction}
    places = {(one.start, one.end) for one in held.quantities if (one.value, one.unit, one.direction) in known}
    yield from _worded("direction", _DIRECTIONS, 30, held, told.keys() & places)


def _worded(
    kind: str, words: dict[str, str], within: int, held: ArticleFacts, told: AbstractSet[tuple[int, int]]
) -> Iterator[Edit]:
    """Yield the numbers with the last of some words that stands before them exchanged for another."""
    text = held.article.text
    for number in (one for one in held.quantities if (one.start, one.end) in told):
        first = max(0, number.start - within)
        found = list(re.finditer(rf"\b(?:{'|'.join(words)})\b", text[first : number.end]))
        if found:
            new, at = words[found[-1][0]], first + found[-1].start()
            end = first + found[-1].end()
            shift = len(new) - (end - at) if at < number.start else 0
            yield Edit(kind, number.end - 1 + (shift or len(new) - (end - at)), f"{text[:at]}{new}{text[end:]}")


def _roles(chance: random.Random, held: ArticleFacts, sources: Sequence[ArticleFacts], told: Places) -> Iterator[Edit]:
    """Yield people with another role of the sources, where another article gives them their own."""
    text, roles = held.article.text, _roles_of(sources)  # as the sources write them: German Chancellor
    known = {(one.text, one.role) for facts in sources for one in facts.mentions}
    for mention in (one for one in held.mentions if (one.text, one.role) in known):
        role = mention.role or ""
        before = text[mention.start - len(role) - 1 : mention.start - 1]
        if mention.type == "PERSON" and len(role.split()) > 1 and before.lower() == role.lower() and _in(mention, told):
            own = {one.role for facts in sources for one in facts.mentions if one.text == mention.text}
            theirs = [one for one in roles if one.lower().split()[-1] != role.split()[-1] and one.lower() not in own]
            if theirs:
                new, at = chance.choice(theirs), mention.start - len(role) - 1
                yield Edit("role", at + len(new) + 1, f"{text[:at]}{new}{text[mention.start - 1 :]}")


def _roles_of(sources: Sequence[ArticleFacts]) -> list[str]:
    """Return the roles of two words or more that stand before people's names, as they are written there."""
    found = set()
    for facts in sources:
        for one in facts.mentions:
            role = one.role or ""
            written = facts.article.text[one.start - len(role) - 1 : one.start - 1]
            if one.type == "PERSON" and len(role.split()) > 1 and written.lower() == role:
                found.add(written)
    return sorted(found)


def _in(item: Mention | Quantity | Quotation, told: Places) -> bool:
    return (item.start, item.end) in told


def _speakers(
    chance: random.Random, held: ArticleFacts, sources: Sequence[ArticleFacts], told: Places
) -> Iterator[Edit]:
    """Yield quotations given to another person, where the speaker's name stands in the same paragraph once.

    An article that gives the words must name the same speaker near them: else it does not tell who said them. One word,
    as OK, is said by many.
    """
    text = held.article.text
    for quote in (one for one in held.quotations if _in(one, told) and one.speaker and " " in one.text):
        speaker = quote.speaker or ""
        first, last = text.rfind("\n\n", 0, quote.start) + 2, text.find("\n\n", quote.end)
        named = _outside_quotations(held, speaker.split()[-1], first, last if last >= 0 else len(text))
        at = text.rfind(speaker, first, named[0]) if len(named) == 1 else -1  # else the paragraph still says who it was
        others = _other_people(quote, told[quote.start, quote.end], sources)
        given = _is_given(told[quote.start, quote.end], speaker.split()[-1], sources)
        if at >= 0 and speaker[:1].isupper() and others and given:
            new = chance.choice(others)
            shift = len(new) - len(speaker) if at < quote.start else 0
            yield Edit("speaker", quote.start + shift, f"{text[:at]}{new}{text[at + len(speaker) :]}")


def _other_people(quote: Quotation, claim: CheckedClaim, sources: Sequence[ArticleFacts]) -> list[str]:
    """Return the full names of people to whom no source gives some words, and that are no other name of the speaker.

    Of words of AMD neither Lisa Su, where a source gives them to her, nor Advanced Micro Devices, read as a person.
    """
    speaker = quote.speaker or ""
    said = {word for name in (speaker, *(one.reading for one in claim.evidence)) for word in name.split()}
    every = [one for facts in sources for one in facts.mentions if one.type == "PERSON" and " " in one.text]
    same = {one.text for one in every if one.entity is not None and one.entity == quote.speaker_id}
    names = {one.text for one in every} - same
    return sorted(one for one in names if not said & {*one.split()} and _initials(one) != speaker)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _outside_quotations(held: ArticleFacts, word: str, first: int, last: int) -> list[int]:
    """Return where a word ends in a stretch of an article, but for what is quoted there."""
    found = re.compile(rf"\b{re.escape(word)}\b").finditer(held.article.text, first, last)
    return [one.end() for one in found if not any(q.start <= one.start() < q.end for q in held.quotations)]


def _is_given(claim: CheckedClaim, name: str, sources: Sequence[ArticleFacts]) -> bool:
    """Return whether a source that has some words has a name near them."""
    texts = {facts.article.id: facts.article.text for facts in sources}
    near = (texts[one.article][max(0, one.start - _NEAR) : one.end + _NEAR] for one in claim.evidence)
    return any(re.search(rf"\b{re.escape(name)}\b", text) for text in near)


def _splices(
    chance: random.Random, held: ArticleFacts, sources: Sequence[ArticleFacts], told: Places
) -> Iterator[Edit]:
    """Yield quotations with the second half of another quotation of the sources in place of their own."""
    text = held.article.text
    every = sorted({one.text for facts in sources for one in facts.quotations if len(one.text.split()) >= 10})
    for quote in (one for one in held.quotations if _in(one, told) and len(one.text.split()) >= 10):
        if others := [one for one in every if not set(one.split()[:4]) & set(quote.text.split()[:4])]:
            mine, theirs = quote.text.split(), chance.choice(others).split()
            new = " ".join([*mine[: len(mine) // 2], *theirs[len(theirs) // 2 :]])
            yield Edit("splice", quote.start, f"{text[: quote.start]}{new}{text[quote.end :]}")
