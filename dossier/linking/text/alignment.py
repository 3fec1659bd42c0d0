"""Quoted words set against each other: tokens, what one wording has that the other has not, and likeness of meaning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from dossier.linking.text.terms import STOP_WORDS, concepts, stem
from dossier.text.folding import to_ascii

# A tokeniser may have left a space behind the apostrophe: “I’ m”.
_TOKEN = re.compile(r"[^\W_]+(?:['’.,][^\W_]+|['’] (?:s|m|t|d|ll|re|ve)\b)*")
_JOINING = str.maketrans("", "", "'’., ")
_NOT = frozenset(
    "not no never none nobody nothing neither nor without cannot dont doesnt didnt wont wouldnt cant couldnt shouldnt "
    "isnt arent wasnt werent havent hasnt hadnt mustnt".split()
)
_PREFIX = re.compile(r"\A(?:un|in|ir|il)(?=\w{5})")
_LONG_RUN = 6
_FIGURE = re.compile(r"\d")
_FIGURES = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen dozens "
    "hundreds thousands millions".split()
)

Manner = Literal["same", "trimmed", "cut", "reworded", "number", "denied", "name"]


class Token(NamedTuple):
    """A word as it is compared (`word`, folded, no signs), and where it stands in its text."""

    word: str
    start: int
    end: int
    capital: bool


class Change(NamedTuple):
    """A stretch in which two texts differ: code points of each, end exclusive; one of them may be empty."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True)
class Compared:
    """How the shorter of two wordings relates to the longer: `gone` and `put` are the words that differ, in pairs."""

    manner: Manner
    swaps: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=1 << 12)
def tokens(text: str) -> tuple[Token, ...]:
    """Split text into words; case, accents and apostrophes make no difference."""
    return tuple(
        Token(_folded(match[0]), match.start(), match.end(), match[0][0].isupper()) for match in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    plain = to_ascii(word.lower())
    return plain if plain.isalnum() else plain.translate(_JOINING)


@lru_cache(maxsize=1 << 14)
def words(text: str) -> tuple[str, ...]:
    """Give the words of a text as they are compared."""
    return tuple(map(_folded, _TOKEN.findall(text)))


def telling(said: Sequence[str]) -> int:
    """Count the different words that tell something."""
    return len({word for word in said if word not in STOP_WORDS})


def word_diff(one: str, other: str) -> list[Change]:
    """Find where two texts differ in their words, in the order of the text."""
    mine, theirs = tokens(one), tokens(other)
    matcher = SequenceMatcher(None, [t.word for t in mine], [t.word for t in theirs], autojunk=False)
    return [
        Change(*_stretch(mine, a, b), *_stretch(theirs, c, d))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _stretch(tokens_: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Give the code points from one token to before another; an empty stretch stands where it would be put."""
    if first < last:
        return tokens_[first].start, tokens_[last - 1].end
    at = tokens_[first].start if first < len(tokens_) else tokens_[-1].end if tokens_ else 0
    return at, at


def within(short: Sequence[str], long: Sequence[str]) -> int | None:
    """Find where a run of words stands in another, as the index of its first word."""
    size = len(short)
    for i in range(len(long) - size + 1):
        if long[i] == short[0] and tuple(long[i : i + size]) == tuple(short):
            return i
    return None


def compared(short: str, long: str) -> Compared | None:
    """Set a wording against one that is no shorter; None where they are not the same words by and large.

    The same words are three quarters of `short` in `long` with a run of four, or half of it with a run of six.
    """
    mine, theirs = words(short), words(long)
    if mine == theirs:
        return Compared("same")
    if within(mine, theirs) is not None:
        return Compared("trimmed")
    known = set(theirs)
    if 2 * sum(word in known for word in mine) < len(mine):
        return None  # as below, but at once
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    shared = sum(block.size for block in blocks)
    longest = max(block.size for block in blocks)
    inside = theirs[blocks[0].b : blocks[-1].b + blocks[-1].size]
    least = 0.5 if longest >= _LONG_RUN else 0.75
    if longest < min(4, len(mine) - 1) or shared < least * len(mine) or len(inside) > 2 * len(mine) + 4:
        return None
    if shared == len(mine):
        put = [_plain(long, a, b) for a, b in _between([(k.b, k.size) for k in blocks])]
        if not _NOT & set(inside) - set(mine):
            return Compared("cut", tuple(("", words_) for words_ in put))
    return _reworded(short, long, matcher)


def _reworded(short: str, long: str, matcher: SequenceMatcher[str]) -> Compared:
    mine, theirs = tokens(short), tokens(long)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    # What the longer has before and behind is left out, not worded otherwise.
    codes = [c for c in codes if not (c[1] == c[2] and c[1] in (0, len(mine)))]
    swaps = tuple((_plain(short, a, b), _plain(long, c, d)) for _, a, b, c, d in codes)
    manner: Manner = "reworded"
    # “I don't think we are” denies as much as “I think we are not”.
    denied = [sum(t.word in _NOT for _, a, b, _, _ in codes for t in mine[a:b])]
    denied.append(sum(t.word in _NOT for _, _, _, c, d in codes for t in theirs[c:d]))
    if denied[0] % 2 != denied[1] % 2:
        return Compared("denied", tuple(swap for swap in swaps if any(_denies(side) for side in swap)))
    for _, a, b, c, d in codes:
        gone, put = mine[a:b], theirs[c:d]
        if gone and put and all(any(_is_figure(t.word) for t in side) for side in (gone, put)):
            manner = "number"
        elif len(gone) == len(put) and all(t.capital for t in (*gone, *put)) and a > 0 and c > 0 and manner != "number":
            manner = "name"
    return Compared(manner, swaps)


def _denies(text: str) -> bool:
    return any(word in _NOT for word in words(text))


def _is_figure(word: str) -> bool:
    return bool(_FIGURE.search(word)) or word in _FIGURES


def _between(blocks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    ends = [(at + size) for at, size in blocks]
    return [(end, at) for end, (at, _) in zip(ends, blocks[1:], strict=False) if end < at]


def _plain(text: str, first: int, last: int) -> str:
    """Give the text of the tokens from one to before another."""
    start, end = _stretch(tokens(text), first, last)
    return text[start:end]


@dataclass(frozen=True, slots=True)
class Gist:
    """What the words of a text tell: each stem with its root and what it can mean, and all roots and meanings."""

    words: tuple[tuple[str, str, frozenset[str]], ...]
    roots: frozenset[str]
    meant: frozenset[str]

    @property
    def stems(self) -> list[str]:
        """The stems of its words, in text order."""
        return [stem_ for stem_, _, _ in self.words]

    def written(self) -> str:
        """Write it as one line, for `gist_of`."""
        return " ".join("|".join((stem_, root, *sorted(meant))) for stem_, root, meant in self.words)


def gist_of(line: str) -> Gist:
    """Read what `Gist.written` wrote."""
    parts = [word.split("|") for word in line.split()]
    return _gist(tuple((stem_, root, frozenset(meant)) for stem_, root, *meant in parts))


def _gist(found: tuple[tuple[str, str, frozenset[str]], ...]) -> Gist:
    every = frozenset(name for _, _, names in found for name in names)
    return Gist(found, frozenset(root for _, root, _ in found), every)


@lru_cache(maxsize=1 << 12)
def gist(text: str) -> Gist:
    """Give what the words of a text tell."""
    stems = dict.fromkeys(stem(word) for word in words(text) if word not in STOP_WORDS)
    by_stem: defaultdict[str, list[str]] = defaultdict(list)
    for name, stems_ in concepts(stems).items():
        for one in stems_:
            by_stem[one].append(name)
    found = []
    for one in stems:
        root = _root(one)
        found.append((one, root, frozenset((*by_stem.get(one, ()), *_renderings().get(root, ())))))
    return _gist(tuple(found))


@cache
def _renderings() -> Mapping[str, tuple[str, ...]]:
    """Read the lines of renderings.txt: root → the choices it is one of."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (files("dossier.linking") / "data" / "renderings.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            choices = line.split()
            for root in dict.fromkeys(_root(stem(word)) for word in choices):
                found[root] = (*found.get(root, ()), f"={choices[0]}")
    return found


@lru_cache(maxsize=1 << 16)
def _root(stem_: str) -> str:
    """Take the prefix that denies off a stem: `unauthor` tells of the same as `without authorization`."""
    return _PREFIX.sub("", stem_)


def alike(one: str, other: str, weight: Callable[[str], float]) -> tuple[float, float, int]:
    """Say how much of each text's gist is in the other, 0 to 1, and how many words they have in common by sense."""
    return in_common(gist(one), gist(other), weight)


def in_common(mine: Gist, theirs: Gist, weight: Callable[[str], float]) -> tuple[float, float, int]:
    """Say the same of two gists."""
    here = [stem_ for stem_, root, meant in mine.words if root in theirs.roots or meant & theirs.meant]
    there = [stem_ for stem_, root, meant in theirs.words if root in mine.roots or meant & mine.meant]
    return _share(here, mine, weight), _share(there, theirs, weight), min(len(here), len(there))


def _share(common: Sequence[str], whole: Gist, weight: Callable[[str], float]) -> float:
    total = sum(weight(stem_) for stem_, _, _ in whole.words)
    return sum(map(weight, common)) / total if total else 0.0


def roots(text: str) -> frozenset[str]:
    """Give the keys by which wordings of one sense meet: roots of words, and the choices they are one of."""
    known = gist(text)
    return known.roots | known.meant


def figures(text: str) -> frozenset[str]:
    """Give the numbers that a text names, as they are compared."""
    return frozenset(word for word in words(text) if _is_figure(word))


def decides(word: str) -> bool:
    """Whether a word changes what is said wherever it is changed: a figure, or a word that denies."""
    return _is_figure(word) or word in _NOT
