"""What a number counts and what became of it, read from the words around it in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.linking.compare.numbers.measuring.vocabulary import attributes, classes, is_part, is_person, roles, weak
from dossier.linking.matching.contexts import Token, held_once
from dossier.linking.text.terms import STOP_WORDS, stem
from dossier.linking.text.vocabulary import word_list
from dossier.model import Mention, Quantity

_FAR = 16.0  # the most that may stand between a number and the word that gives it its role
_AGO = {"ago": "ago", "earlier": "ago", "before": "ago", "later": "later", "after": "later", "into": "ago"}
_BETWEEN = frozenset({"after", "before"})
_BESIDE = 6.0  # for what a sum is of
_NEAR = 5.0  # for things: "two helicopters" are not destroyed because a village is
_WEAK = 4.0  # where people live is their role only when nothing else is told of them
_OTHER_NUMBER, _JOINED = 4.0, 3.0
_MARKS = {",": 1.5, ";": 8.0, ":": 3.0, "(": 3.0, ")": 9.0, "-": 0.0, "–": 3.0, "—": 3.0}
_JOINING = frozenset({"and", "but", "while", "as", "when", "after"})
_LOOSE = word_list("between_number_and_role")
_STATES = word_list("states")
_COUNTDOWN = frozenset("left remaining until till before away leave".split())
_HOMES = frozenset({"home", "homes", "houses"})
_LEAVING = frozenset("from fled flee fleeing left leave leaving".split())
_MOVED = word_list("movements")
_OF = re.compile(r"\s(?:of|in|from|at|on|with|without|who|that)\s")
_PARTITIVE = re.compile(
    r"\s+(?:more |other )?(?:of|out of|among) (?:the|those|them|these|whom|which|its|their|a total|[A-Z][\w.]*['’]s?)\b"
)
_INCLUDED = re.compile(r"\b(?:including|among them|of them|of whom|of which)\W+(?:\w+\W+){0,3}\Z", re.IGNORECASE)
_ALSO = re.compile(r"\balso\W+(?:\w+\W+){0,3}\Z")  # "there were also two women": not of years and sums
_MORE = re.compile(r"\b(?:another|further|additional)\b", re.IGNORECASE)
_MORE_OF = re.compile(r"\s+more (?!than\b|and\b|or\b|were\b|in\b)\w+")
_COMPOUND = re.compile(r"-[A-Za-z]")  # "a 181-run partnership"
_DOING = word_list("deeds")
_HITTING = frozenset({"bullet"})  # what hits is not what is hit
_LISTING = word_list("listing")
_PARENTS = frozenset("father mother parent parents dad mom mum grandfather grandmother".split())
_DETERMINERS = frozenset("the a in over for during their his her its this that past".split())
_PASSIVE = frozenset("was were been being be is are got get".split())
_OBJECT = word_list("begins_object")
_SUPERLATIVE = re.compile(r"\b(?:worst|hardest|most|main|major|largest|biggest)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts.

    `head` is the noun, in lower case, `nouns` its classes, `modifiers` the stems before it; `person` tells whether
    they are people (None: not told). `part` of a group, `more` than those told before, or the worst or largest of
    them (`superlative`): all these are not the whole. `compound` tells of a number within a noun, as in a 181-run
    partnership. `role` is what they did or suffered ("killed"), or that days
    are `left`.
    """

    head: str | None = None
    nouns: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    person: bool | None = None
    part: bool = False
    more: bool = False
    superlative: bool = False
    compound: bool = False
    role: str | None = None
    attribute: str | None = None


def counted(
    quantity: Quantity,
    words: Sequence[Token],
    at: int,
    upto: int,
    lead: str,
    tail: str,
    mentions: Iterable[Mention],
    numbers: Sequence[int],
) -> Counted:
    """Return what a quantity counts.

    `words` are its sentence's, the number itself `at` … `upto`; `lead` and `tail` the text directly before and
    behind, `mentions` the names of the sentence, `numbers` where its other numbers begin.
    """
    phrase = _OF.split((quantity.counted or "").lower())[0].split()
    head = phrase[-1].strip(".,") if phrase and quantity.unit is None else None
    nation = head is not None and any(_is_nation(one, head, quantity) for one in mentions)
    person = None if head is None else is_person(head) or nation or bool(roles(head, people=True))
    nouns = held_once(classes(head)) if head else frozenset()
    return Counted(
        head=head,
        nouns=nouns | {"nation"} if nation else nouns,
        modifiers=held_once(frozenset(stem(word) for word in phrase[:-1] if word not in STOP_WORDS)),
        person=person,
        part=_is_part(head, person, lead, tail),
        more=bool(_MORE.search(lead[-18:])) or bool(_MORE_OF.match(tail)),
        superlative=bool(_SUPERLATIVE.search(quantity.counted or "")),
        compound=quantity.unit is None and bool(_COMPOUND.match(tail)),
        attribute=_attribute(quantity, words, at, upto, frozenset(numbers)),
        role=_role(quantity, words, at, upto, person, head, frozenset(numbers)),
    )


def _is_nation(mention: Mention, head: str, quantity: Quantity) -> bool:
    """Return whether a name is the noun that a number counts: the Venezuelans of `500,000 Venezuelans`."""
    beside = quantity.end <= mention.start <= quantity.end + 40
    return mention.type == "NATIONALITY" and beside and mention.text.lower().endswith(head)


def _is_part(head: str | None, person: bool | None, lead: str, tail: str) -> bool:
    """Return whether a number counts a part of a group: `half of`, `among them`, `also`."""
    if (head and is_part(head)) or _PARTITIVE.match(tail) or _INCLUDED.search(lead):
        return True
    return bool(person and _ALSO.search(lead))


def _role(
    quantity: Quantity,
    words: Sequence[Token],
    at: int,
    upto: int,
    person: bool | None,
    head: str | None,
    numbers: frozenset[int],
) -> str | None:
    """Return the nearest word that says what became of those counted, on either side, behind first."""
    if quantity.unit == "day" and _counts_down([word for word, _, _ in words[upto : upto + 4]]):
        return "left"
    if quantity.unit is not None or quantity.kind != "count" or (head and classes(head) & _HITTING):
        return None
    if at > 1 and words[at - 1][0] in {"of", "to"} and words[at - 2][0] in _PARENTS:
        return None  # "the father of two boys died": the boys did not
    found: list[tuple[float, str]] = []
    for order in (range(upto, len(words)), range(at - 1, -1, -1)):
        found += _roles_along(words, order, at, person, head, numbers)
    return min(found, key=lambda one: one[0])[1] if found else None


def _counts_down(behind: Sequence[str]) -> bool:
    """Return whether days are those left: `days left`, `days to go`, `days until the vote`."""
    return any(word in _COUNTDOWN for word in behind) or list(behind[:2]) == ["to", "go"]


def _roles_along(
    words: Sequence[Token], order: range, at: int, person: bool | None, head: str | None, numbers: frozenset[int]
) -> Iterator[tuple[float, str]]:
    """Give the roles that words tell on one side of a number, each with how far it is, up to one that is plain."""
    cost = 0.0
    for i in order:
        if cost > (_NEAR if person is False else _FAR):
            return
        word, begin, _ = words[i]
        if person and _leaves(words, i):
            yield cost, "evacuated"
            return
        told = () if _idle(words, i) else roles(word, people=person)
        if told and word in _DOING and _does(words, i, at, numbers):
            return  # "two officers killed a man": what they do is not what becomes of them
        if told and not _is_home(words, i):
            # 46 demonstrators who were arrested are arrested: the noun is a role only where nothing else is.
            faint = weak(told[0]) or (word == head and word not in _STATES)
            yield cost + (_WEAK if faint else 0.0), told[0]
            if not faint:
                return
        cost += _cost(word, begin, numbers)


def _leaves(words: Sequence[Token], at: int) -> bool:
    """Return whether a home is one that people leave: driven `from their homes`, they `fled their homes`."""
    if at < 2 or words[at][0] not in _HOMES or words[at - 1][0] != "their":
        return False
    return words[at - 2][0] in _LEAVING or (words[at - 2][0] == "of" and words[at - 3][0] == "out")


def _is_home(words: Sequence[Token], at: int) -> bool:
    """Return whether a word is a house, and not a homecoming: `home` before anything but `to`."""
    return words[at][0] == "home" and len(words) > at + 1 and words[at + 1][0] != "to"


def _attribute(quantity: Quantity, words: Sequence[Token], at: int, upto: int, numbers: frozenset[int]) -> str | None:
    """Return the nearest word, on either side, that says what a sum, a share, a length or a time is of."""
    if quantity.kind == "duration":
        before = words[at - 1][0] if at else ""
        if at > 2 and words[at - 1][0] == "than" and words[at - 2][0] in {"less", "more"}:
            before = words[at - 3][0]  # "in less than a year"
        apart = _ago(words, upto) or ("until" if before in {"in", "within"} else None)
        if apart:
            return apart  # two weeks ago is no length of time
    kind = "percent" if quantity.unit in {"percent", "fraction"} else quantity.kind
    best: tuple[float, str] | None = None
    for order in (range(upto, len(words)), range(at - 1, -1, -1)):
        cost = 0.0
        for i in order:
            word, begin, _ = words[i]
            told = attributes(word, kind)
            if told and not _idle(words, i):
                best = min(best or (cost, told[0]), (cost, told[0]))
                break
            cost += _cost(word, begin, numbers)
            if cost > _BESIDE:
                break
    return best[1] if best else None


def _ago(words: Sequence[Token], upto: int) -> str | None:
    """Return how a length of time behind which words stand is a distance in time: two weeks ago, three days later.

    What goes on between two events lasts: 40 minutes after the alarm, five hours before it had to be charged.
    """
    behind = words[upto][0] if upto < len(words) else ""
    if behind in _BETWEEN and upto + 1 < len(words) and words[upto + 1][0][0].isalnum():
        return None
    return _AGO.get(behind)


def _idle(words: Sequence[Token], at: int) -> bool:
    """Return whether a word is not what it looks like: to wind up in a place, to attempt to murder."""
    word, before = words[at][0], words[at - 1][0] if at else ""
    if word == "wound":
        return len(words) > at + 1 and words[at + 1][0] in {"up", "down"}
    if word == "close":
        return len(words) > at + 1 and words[at + 1][0] == "to"
    if word == "last":
        return before in _DETERMINERS
    if word == "back":
        return before not in _MOVED
    return any(earlier.startswith("attempt") for earlier, _, _ in words[max(0, at - 2) : at])


def _does(words: Sequence[Token], verb: int, number: int, numbers: frozenset[int]) -> bool:
    """Return whether a verb tells what those counted did, or what was done to others, and not what was done to them."""
    if verb < number:
        # "Ada was killed when two officers fired": what was done to somebody before is not done to those counted.
        passive = any(word in _PASSIVE for word, _, _ in words[max(0, verb - 3) : verb])
        between = {word for word, _, _ in words[verb + 1 : number]}
        return words[number - 1][0] == "by" or (passive and not between & _LISTING)
    if verb + 1 >= len(words) or any(word in _PASSIVE for word, _, _ in words[number:verb]):
        return False
    following, begin, _ = words[verb + 1]
    return following in _OBJECT or following.isdigit() or begin in numbers


def _cost(word: str, begin: int, numbers: frozenset[int]) -> float:
    if begin in numbers:
        return _OTHER_NUMBER
    if word in _JOINING:
        return _JOINED
    return 0.0 if word in _LOOSE else _MARKS.get(word, 1.0)
