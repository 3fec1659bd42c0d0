"""Quoted words set against each other: tokens, and what one wording has that the other has not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from dossier.linking.text.terms import STOP_WORDS, stem
from dossier.linking.text.vocabulary import word_list
from dossier.text.data_files import entries
from dossier.text.folding import to_ascii

# A tokeniser may have left a space behind the apostrophe: “I’ m”.
_TOKEN = re.compile(r"[^\W_]+(?:['’.,][^\W_]+|['’] (?:s|m|t|d|ll|re|ve)\b)*")
INSIDE_WORDS = "'’., "
"""Marks that may stand in a word, and are left out where words are compared."""
_JOINING = str.maketrans("", "", INSIDE_WORDS)
NEGATIONS = word_list("negations")
# They deny the word that follows, so that another word may say the same: “not there”, “missing”.
_NOT_THAT = word_list("negations_of_next")
_HELPING = word_list("helping")
_HOW_MANY = word_list("of_how_many")
_AHEAD = word_list("of_what_will_be")
_DONE = word_list("of_what_was")
_LONG_RUN = 6
_SHORT, _NEARLY = 12, 0.7  # words of a short wording, and how much of it must be the same
_MOSTLY = 0.75  # of the telling words of two wordings that deny one another
_FIGURE = re.compile(r"\d")
_FIGURES = word_list("numbers")

Manner = Literal["same", "trimmed", "cut", "reworded", "number", "denied", "opposite", "time", "name"]


class AlignedWord(NamedTuple):
    """A word as it is compared (`word`, folded, no signs), and where it stands in its text."""

    word: str
    start: int
    end: int
    capital: bool


class WordChange(NamedTuple):
    """A stretch in which two texts differ: code points of each, end exclusive; one of them may be empty."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True)
class WordingComparison:
    """How the shorter of two wordings relates to the longer: `gone` and `put` are the words that differ, in pairs."""

    manner: Manner
    swaps: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=1 << 8)  # each takes some KB
def tokens(text: str) -> tuple[AlignedWord, ...]:
    """Return the words of a text; case, accents and apostrophes make no difference."""
    return tuple(
        AlignedWord(_folded(match[0]), match.start(), match.end(), match[0][0].isupper())
        for match in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    plain = to_ascii(word.lower())
    return plain if plain.isalnum() else plain.translate(_JOINING)


@lru_cache(maxsize=1 << 14)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared."""
    return tuple(map(_folded, _TOKEN.findall(text)))


def telling(said: Sequence[str]) -> int:
    """Return how many different words tell something."""
    return len({word for word in said if word not in STOP_WORDS})


def word_diff(one: str, other: str) -> list[WordChange]:
    """Return where two texts differ in their words, in the order of the text."""
    mine, theirs = tokens(one), tokens(other)
    matcher = SequenceMatcher(None, [t.word for t in mine], [t.word for t in theirs], autojunk=False)
    return [
        WordChange(*_stretch(mine, a, b), *_stretch(theirs, c, d))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _stretch(tokens_: Sequence[AlignedWord], first: int, last: int) -> tuple[int, int]:
    """Return the code points from one token to before another; an empty stretch stands where it would be put."""
    if first < last:
        return tokens_[first].start, tokens_[last - 1].end
    at = tokens_[first].start if first < len(tokens_) else tokens_[-1].end if tokens_ else 0
    return at, at


def within(short: Sequence[str], long: Sequence[str]) -> int | None:
    """Return where a run of words stands in another, as the index of its first word."""
    size = len(short)
    for i in range(len(long) - size + 1):
        if long[i] == short[0] and tuple(long[i : i + size]) == tuple(short):
            return i
    return None


def compared(short: str, long: str) -> WordingComparison | None:
    """Return how a wording relates to one that is no shorter; None where they are not the same words by and large.

    The same words are three quarters of `short` in `long` with a run of four, half of it with a run of six, or of a
    short wording nearly all with a run of three; forms of one word count as the same.
    """
    mine, theirs = words(short), words(long)
    if mine == theirs:
        return WordingComparison("same")
    if (at := within(mine, theirs)) is not None:
        denied = at > 0 and theirs[at - 1] in NEGATIONS
        return (
            WordingComparison("denied", (("", _plain(long, at - 1, at)),)) if denied else WordingComparison("trimmed")
        )
    matched = _matched(mine, theirs)
    if matched is None:
        return None
    matcher, blocks = matched
    if _is_cut(mine, theirs, blocks):
        put = [_plain(long, a, b) for a, b in _between([(k.b, k.size) for k in blocks])]
        return WordingComparison("cut", tuple(("", words_) for words_ in put))
    return _reworded(short, long, matcher)


def _is_cut(mine: Sequence[str], theirs: Sequence[str], blocks: Sequence[Match]) -> bool:
    """Return whether all of a wording stands in another, with words between that deny nothing."""
    inside = set(theirs[blocks[0].b : blocks[-1].b + blocks[-1].size])
    whole = sum(block.size for block in blocks) == len(mine) and set(mine) <= set(theirs)
    return whole and not NEGATIONS & inside - set(mine)


def _matched(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[SequenceMatcher[str], list[Match]] | None:
    """Return the runs of words, or of forms of them, that two wordings share; None where they are too few."""
    forms = _forms(mine), _forms(theirs)
    if 2 * sum(map(set(forms[1]).__contains__, forms[0])) < len(mine):
        return None  # as below, but at once
    for one, other in ((mine, theirs), forms):
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        if (blocks := _enough(matcher, mine)) is not None:
            return matcher, blocks
    return None


@lru_cache(maxsize=1 << 14)
def _forms(said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_form, said))


@lru_cache(maxsize=1 << 14)
def _form(word: str) -> str:
    """Return what forms of one word have in common."""
    return stem(_irregular().get(word, word))


@cache
def _irregular() -> Mapping[str, str]:
    """Return the verbs of irregular.txt by their past forms."""
    lines = entries(files("dossier.linking") / "data" / "irregular.txt")
    return dict((*line.split(" "),) for line in lines)  # type: ignore[misc]


def _enough(matcher: SequenceMatcher[str], mine: Sequence[str]) -> list[Match] | None:
    """Return the runs of words that two wordings share, where they are enough for the same words by and large."""
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    shared, longest = sum(block.size for block in blocks), max(block.size for block in blocks)
    inside = blocks[-1].b + blocks[-1].size - blocks[0].b
    run, least = _required(len(mine), shared, longest)
    few = longest < min(run, len(mine) - 1) or shared < least * len(mine)
    return None if few or inside > 2 * len(mine) + 4 else blocks


def _required(size: int, shared: int, longest: int) -> tuple[int, float]:
    """Return the longest run and the share of a wording of this size that make it the same words as another."""
    short = size <= _SHORT and shared >= _NEARLY * size
    if longest >= _LONG_RUN:
        return 3 if short else 4, 0.5
    return (3, _NEARLY) if short else (4, 0.75)


def _reworded(short: str, long: str, matcher: SequenceMatcher[str]) -> WordingComparison:
    mine, theirs = tokens(short), tokens(long)
    # What the longer has before and behind is left out, not worded otherwise, unless it denies at once.
    every = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    around = [theirs[c:d] for _, a, b, c, d in every if a == b]
    codes = [c for c in every if not _only_around(c, len(mine), theirs) and not _is_moved(mine[c[1] : c[2]], around)]
    changes = [(mine[a:b], theirs[c:d]) for _, a, b, c, d in codes]
    swaps = [(_plain(short, a, b), _plain(long, c, d)) for _, a, b, c, d in codes]
    for rule in CHANGE_RULES:
        found = [swap for change, swap in zip(changes, swaps, strict=True) if rule.applies(*change)]
        if found and (rule.manner != "denied" or _one_denies(changes)):
            return WordingComparison(rule.manner, tuple(found if rule.shown else swaps))
    return WordingComparison("reworded", tuple(swaps))


def _only_around(code: tuple[str, int, int, int, int], size: int, theirs: Sequence[AlignedWord]) -> bool:
    """Return whether the longer adds words only before and behind the shorter, with no denial directly beside it."""
    _, a, b, c, d = code
    if a != b or a not in (0, size):
        return False
    beside = theirs[d - 1] if a == 0 else theirs[c]
    return beside.word not in NEGATIONS


def _is_moved(gone: Sequence[AlignedWord], put: Sequence[Sequence[AlignedWord]]) -> bool:
    """Return whether words stand elsewhere in the other wording, denied there where they are here."""
    told = _told(gone)
    return bool(told) and any(told <= _told(side) and not _one_denies([(gone, side)]) for side in put)


def _one_denies(changes: Sequence[tuple[Sequence[AlignedWord], Sequence[AlignedWord]]]) -> bool:
    """Return whether one side alone denies: “I don't think we are” denies as much as “I think we are not”."""
    gone, put = (sum(token.word in NEGATIONS for change in changes for token in change[side]) for side in (0, 1))
    return gone % 2 != put % 2 if gone and put else gone + put > 0


class ChangeRule(NamedTuple):
    """What a change of words inside a quotation comes to; `example` is a pair of wordings that it decides."""

    manner: Manner
    applies: Callable[[Sequence[AlignedWord], Sequence[AlignedWord]], bool]
    example: tuple[str, str]
    shown: bool = True  # whether only the changes that it applies to are named


def _changes_denial(gone: Sequence[AlignedWord], put: Sequence[AlignedWord]) -> bool:
    denials = [{token.word for token in side if token.word in NEGATIONS} for side in (gone, put)]
    if bool(denials[0]) == bool(denials[1]):
        return False
    told, denied = (_told(side) for side in ((put, gone) if denials[0] else (gone, put)))
    # “not there” and “missing” may say the same; “not” beside the same words does not
    return not (told - denied and denied - told and denials[0] | denials[1] <= _NOT_THAT)


def _told(side: Sequence[AlignedWord]) -> set[str]:
    """Return the forms of the words that tell something, denials left out."""
    return {_form(token.word) for token in side if token.word not in _HELPING and token.word not in NEGATIONS}


def _changes_number(gone: Sequence[AlignedWord], put: Sequence[AlignedWord]) -> bool:
    figures_ = [any(_is_figure(token.word) for token in side) for side in (gone, put)]
    ones = [any(token.word == "one" for token in side) for side in (gone, put)]
    return all(figures_) or (figures_[0] and ones[1]) or (figures_[1] and ones[0])


def _changes_to_opposite(gone: Sequence[AlignedWord], put: Sequence[AlignedWord]) -> bool:
    denied = any(token.word in _NOT_THAT for token in (*gone, *put))
    pairs = opposites()
    return not denied and any(frozenset({_form(a.word), _form(b.word)}) in pairs for a in gone for b in put)


def _changes_time(gone: Sequence[AlignedWord], put: Sequence[AlignedWord]) -> bool:
    ahead = [any(token.word in _AHEAD for token in side) for side in (gone, put)]
    done = [any(token.word in _DONE for token in side) for side in (gone, put)]
    return (ahead[0] and done[1] and not done[0]) or (ahead[1] and done[0] and not done[1])


def _changes_name(gone: Sequence[AlignedWord], put: Sequence[AlignedWord]) -> bool:
    same = len(gone) == len(put) > 0 and all(token.capital for token in (*gone, *put))
    return same and gone[0].start > 0 and put[0].start > 0


CHANGE_RULES: tuple[ChangeRule, ...] = (
    ChangeRule("denied", _changes_denial, ("We will pay for the port.", "We will not pay for the port.")),
    ChangeRule("number", _changes_number, ("We asked for two boats.", "We asked for three boats."), shown=False),
    ChangeRule("opposite", _changes_to_opposite, ("The pier was open all night.", "The pier was closed all night.")),
    ChangeRule("time", _changes_time, ("We have paid every cent of it.", "We will pay every cent of it.")),
    ChangeRule("name", _changes_name, ("We go to Tarvala by boat.", "We go to Merkenau by boat."), shown=False),
)
"""The first that applies to a change decides how two wordings relate; where none does they are reworded."""


@cache
def opposites() -> frozenset[frozenset[str]]:
    """Return the pairs of opposites.txt, each as the forms of its words."""
    lines = entries(files("dossier.linking") / "data" / "opposites.txt")
    return frozenset(frozenset(map(_form, line.split())) for line in lines)


def opposed(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Return whether one side has a word, in any form, whose opposite the other has in its place."""
    one, other = set(mine), set(theirs)
    known = _opposites_of()
    wanted = [known[form] for form in map(_form, one - other) if form in known]
    return bool(wanted) and any(_form(word) in forms for word in other - one for forms in wanted)


def has_opposite(word: str) -> bool:
    """Return whether a word, in any form, has an opposite."""
    return _form(word) in _opposites_of()


@cache
def _opposites_of() -> Mapping[str, frozenset[str]]:
    """Return the opposites of each form."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in map(sorted, opposites()):
        found[one].add(other)
        found[other].add(one)
    return {form: frozenset(others) for form, others in found.items()}


def contradicted(one: str, other: str) -> WordingComparison | None:
    """Return the words by which one of two wordings of one sense denies what the other says; None where none does."""
    mine, theirs = words(one), words(other)
    denials = [sum(word in NEGATIONS for word in side) for side in (mine, theirs)]
    if denials[0] % 2 == denials[1] % 2 or opposed(mine, theirs) or not _mostly_alike(mine, theirs):
        return None
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    swaps = [(_plain(one, a, b), _plain(other, c, d)) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return WordingComparison("denied", tuple(swap for swap in swaps if any(map(_denies, swap))))


def _mostly_alike(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether most of the telling words of both wordings are forms of the same, two at least."""
    shared = set.intersection(*({_form(word) for word in side if word not in STOP_WORDS} for side in (mine, theirs)))
    light = STOP_WORDS | NEGATIONS | _HOW_MANY
    told = [{_form(word) for word in side if word not in light} for side in (mine, theirs)]
    return len(shared) >= 2 and all(len(shared - NEGATIONS) >= _MOSTLY * len(side) for side in told)


def _denies(text: str) -> bool:
    return any(word in NEGATIONS for word in words(text))


def _is_figure(word: str) -> bool:
    return bool(_FIGURE.search(word)) or word in _FIGURES


def _between(blocks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    ends = [(at + size) for at, size in blocks]
    return [(end, at) for end, (at, _) in zip(ends, blocks[1:], strict=False) if end < at]


def _plain(text: str, first: int, last: int) -> str:
    """Return the text of the tokens from one to before another."""
    start, end = _stretch(tokens(text), first, last)
    return text[start:end]


def figures(text: str) -> frozenset[str]:
    """Return the numbers that a text names, as they are compared."""
    return frozenset(word for word in words(text) if _is_figure(word))


def decides(word: str) -> bool:
    """Return whether a word changes what is said wherever it is changed: a figure, or a word that denies."""
    return _is_figure(word) or word in NEGATIONS
