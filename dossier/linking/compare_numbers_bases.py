"""Whether two numbers tell the same measure of the same owner: a conflict needs that said, not only a common topic.

A share is a share of something, or is itself something: 82 percent of voice traffic, a 33 percent premium, a rise of
28 percent. A sum, a length or a time has what it is of beside it, and a count its noun with the words before it.
"""

from __future__ import annotations

import re

from dossier.extracting.quantities_context import CHANGE
from dossier.linking.compare_numbers_measures import Measure
from dossier.linking.compare_numbers_words import attributes
from dossier.linking.related_terms import STOP_WORDS, stem

_OF = re.compile(r"\s(?:of|out of)\s")
_SHARE_OF = re.compile(r"(?:%|per\s?cent|percent)\sof\s", re.IGNORECASE)
_NOUN = re.compile(r"[\s-](?P<noun>[a-z]+)\b")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*['’]?")
_OWNING = re.compile(r"['’]s?\Z")
_ENDS = frozenset(
    "to with without was were is are be been has have had at on in of from by for and or but that which who as than "
    "will would could may might can said says after before while when since during under over between this last "
    "next".split()
)
_NO_NOUNS = frozenset("less lower fewer higher more said says compared off ago later earlier now today".split())
_EMPTY = frozenset("total overall entire whole all full combined about around".split())
_MOVED = re.compile(r"\b(?!up to\b)[a-z]+\b")
_OWNED = frozenset({"revenue", "profit", "loss", "debt", "cash", "pay"})
_LEAD = 48  # characters before a share in which it is told to be a change
_CHANGE = frozenset({"change"})


def comparable(one: Measure, other: Measure) -> bool:
    """Whether two numbers of one topic surely measure the same, so that two values contradict each other."""
    dimension = one.amount.dimension
    if dimension in {"age", "magnitude"}:
        return True
    if one.setting.past != other.setting.past:
        return False
    if dimension == "count":
        return one.counted.modifiers == other.counted.modifiers or not _narrower(one, other)
    if one.counted.attribute and other.counted.attribute and one.counted.attribute != other.counted.attribute:
        return False
    if dimension in {"share", "percentage point"} and not _same_base(one, other):
        return False
    return one.quantity.kind not in {"money", "percent", "ratio"} or _same_owner(one, other)


def _narrower(one: Measure, other: Measure) -> bool:
    """Whether one counts a kind of what the other counts: adult patients, and patients."""
    mine, theirs = one.counted.modifiers, other.counted.modifiers
    return bool(one.counted.nouns & other.counted.nouns) and (mine < theirs or theirs < mine)


def _same_owner(one: Measure, other: Measure) -> bool:
    """Whether two sums or shares are told of the same persons and bodies.

    A profit, or a rise of it, is somebody's, so both must say whose; who buys and who is bought share one price; and
    65 percent of the traffic in a place are nobody's.
    """
    mine, theirs = one.setting.owners.names, other.setting.owners.names
    attribute = one.counted.attribute if one.counted.attribute == other.counted.attribute else None
    if attribute in _OWNED:
        return bool(mine) and mine == theirs
    if one.quantity.kind == "money":
        return mine == theirs or attribute == "price"
    return base(one) != _CHANGE or (attribute is not None and mine == theirs)


def _same_base(one: Measure, other: Measure) -> bool:
    mine, theirs = base(one), base(other)
    if mine or theirs:
        return mine == theirs
    named = one.counted.attribute is not None and one.counted.attribute == other.counted.attribute
    return named or len(one.beside & other.beside) > 1


def base(measure: Measure) -> frozenset[str]:
    """Give what a share is of, or what it is, as stems and attributes; empty where its sentence does not say."""
    text, at = measure.text, measure.quantity.end - measure.sentence[0]
    if match := _OF.match(text, at):
        return _phrase(text, match.end())
    noun = _NOUN.match(text, at)
    if noun and noun["noun"] not in _ENDS | _NO_NOUNS | STOP_WORDS and not noun["noun"].endswith("ly"):
        return frozenset({_meaning(noun["noun"])})
    begin = measure.quantity.start - measure.sentence[0]
    shares = [] if measure.quantity.direction else list(_SHARE_OF.finditer(text, 0, begin))
    if shares:  # "55 percent of traffic in Ost and 52 percent in West"
        return _phrase(text, shares[-1].end())
    moved = any(word in CHANGE for word in _MOVED.findall(text, max(0, begin - _LEAD), begin))
    return _CHANGE if moved or measure.quantity.direction else frozenset()


def _phrase(text: str, at: int) -> frozenset[str]:
    """Read the noun phrase that begins at a place, without whose it is."""
    found: list[str] = []
    stop = at
    for match in _WORD.finditer(text, at):
        word = match[0].lower()
        if text[stop : match.start()].strip() or word in _ENDS:
            break
        stop = match.end()
        if _OWNING.search(word):
            found.clear()
        elif word not in STOP_WORDS and word not in _EMPTY:
            found.append(word)
    return frozenset(map(_meaning, found))


def _meaning(word: str) -> str:
    """Give the attribute that a word names (sales and revenue are one), else its stem."""
    return next(iter(attributes(word, "money")), stem(word))
