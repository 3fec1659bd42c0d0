"""What a finding is called: a phrase of the sentence that says most of it, cut where phrases begin and end.

A title has no words but those of one text. The number or date that the finding is about is left out, since articles
give it differently: `…` stands for it, or nothing where the title begins with what is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from dossier.extracting.quotations.grammar.vocabulary import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    NOUNS_TOO,
    PREPOSITIONS,
    PRONOUNS,
    WEAK,
)
from dossier.linking.text.terms import STOP_WORDS, stem
from dossier.linking.text.vocabulary import word_list

GAP = "…"
"""What stands for the number or date in a title."""

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+(?:[-'’.&][^\W\d_]+|[-][\d]+)*['’]?|\S")
_SENTENCES = 10  # of one finding, that a title is looked for in
_BEFORE, _BEHIND = 14, 13  # words before and behind the number that are looked at
_MOST, _FEW = 12, 5  # words of a title at most, and as many as cost nothing
_LONGEST = 90  # characters of a title
_MARKS = frozenset(',;:.!?()[]{}"“”„«»‘–—-|/•*…')
_OPEN = frozenset("which who whom whose that where when".split())
_SAYING = FINITE - NOUNS_TOO - WEAK
_RELATIVE = frozenset("which who whom that".split())
_OPENING = frozenset('("“„«‘')
_NEXT_PHRASE = PREPOSITIONS | CONJUNCTIONS | _OPEN | {"of", "to"}
_ADVERBIAL, _SHORT = 0.7, 2  # what `In six seasons` counts against a title, and words before its number
_OTHER_CLAUSE, _SUBJECT_WORDS = 4.0, 4  # against a title of two clauses; words up to the verb of its number
_BARE = 2.0  # what a number without what it is of counts against a title
_PLAIN = re.compile(rf"{GAP}(?:\Z| (?=(?:second|minute|hour|day|night|week|month|year|decade)s?\Z))")
"""What a title that begins with it leaves out: the number of a count or of a length of time."""
_SUBJECT = 1.5  # what a pronoun for a subject counts against a title
_BEGINNINGS = ((CONJUNCTIONS | _SAYING, 0.3), (AUXILIARIES | {"to"}, 0.8), (_OPEN - _RELATIVE, 0.8))
"""Words behind which a title may begin, and what that counts against it."""
_SPACED = re.compile(r" (?:, )*([,;:.'’](?!\w*…))")
_BREAKS = frozenset(";:()[]")
_JOINING = frozenset("-–/.")
_SPEAKING = frozenset("i my me our us we you your".split())
_LEAST = 2  # telling words
_PICKING_OUT = frozenset("especially including mainly mostly notably particularly".split())
_NO_START = (
    PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | _OPEN | _PICKING_OUT
    | frozenset("of to or than least most".split())
)  # fmt: skip
_NO_END = (
    PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | DETERMINERS | _OPEN | PRONOUNS
    | word_list("no_end_of_title")
)  # fmt: skip


_HOLDING = AUXILIARIES | PREPOSITIONS


class TitleSentence(NamedTuple):
    """A sentence with the place of the number or date in it, and of the whole phrase that the title must keep.

    `start` and `end` are the offsets of what is left out, `upto` that of the end of what must stay behind it;
    `unit` is what stays of the words left out (`$…`, `… days`), `weight` what speaks for this sentence besides.
    """

    article: str
    sentence: str
    start: int
    end: int
    upto: int
    unit: str = GAP
    weight: float = 0.0


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    lower: str
    name: bool


class _Told(NamedTuple):
    """What a word says in a title: its stem (none of a function word), whether it is a verb, and what is against it."""

    stem: str
    verb: bool
    against: float


class _Cut(NamedTuple):
    """A title that may be chosen: its words before the gap and behind it, and what speaks against its two ends."""

    before: Sequence[_Word]
    behind: Sequence[_Word]
    cost: float


def title(every: Sequence[TitleSentence]) -> str:
    """Return the best phrase around the number or date of these sentences."""
    chosen = _different(every)
    shared = _shared(chosen)
    shouted = {told.sentence: _headline(told) for told in chosen}
    scored = [
        (told.weight + _score(cut, shared, headline=shouted[told.sentence]), told, cut)
        for told in chosen
        for cut in _cuts(told)
    ]
    for _, told, cut in sorted(scored, key=lambda each: -each[0]):
        text = _written(told, cut)
        if text and len(text) <= _LONGEST:
            return text
    return _whole(chosen[0])


def _different(every: Sequence[TitleSentence]) -> list[TitleSentence]:
    """Return sentences that differ, of as many articles as may be."""
    kept: dict[str, TitleSentence] = {}
    for told in every:
        kept.setdefault(told.sentence, told)
    return list(kept.values())[:_SENTENCES]


def _shared(chosen: Sequence[TitleSentence]) -> dict[str, float]:
    """Return for each stem in which share of the sentences it stands."""
    count = Counter(key for told in chosen for key in {stem(word.lower) for word in _words(told.sentence)})
    return {key: number / len(chosen) for key, number in count.items()}


def _headline(told: TitleSentence) -> bool:
    """Return whether a sentence writes its words with capitals, as some headlines do."""
    words = [word for word in _words(told.sentence) if word.text[0].isalpha() and word.lower not in STOP_WORDS]
    return sum(word.text[0].isupper() for word in words) > 0.7 * len(words)


@lru_cache(maxsize=256)  # asked for three times for each sentence of a finding
def _words(text: str) -> Sequence[_Word]:
    return tuple(
        _Word(word := match[0], start := match.start(), match.end(), word.lower(), word[0].isupper() and start > 0)
        for match in _TOKEN.finditer(text)
    )


def _cuts(told: TitleSentence) -> Iterator[_Cut]:
    """Yield the phrases around the gap of a sentence."""
    words = _words(told.sentence)
    before = [word for word in words if word.end <= told.start][-_BEFORE:]
    behind = [word for word in words if word.start >= told.end][:_BEHIND]
    least = sum(word.start < told.upto for word in behind)
    starts = [(i, cost) for i in range(len(before) + 1) if (cost := _start(before, i)) is not None]
    ends = [(j, cost) for j in range(least, len(behind) + 1) if (cost := _end(behind, j)) is not None]
    for (i, first), (j, last) in product(starts, ends):
        if len(before) - i + j <= _MOST:
            bare = _BARE * (j == least and _is_bare(told, behind[j:]))
            cut = _Cut(before[i:], behind[:j], first + last + bare)
            yield cut._replace(cost=cut.cost + _OTHER_CLAUSE * _goes_on(cut))


def _goes_on(cut: _Cut) -> bool:
    """Return whether a title begins in the clause before that of its number: `Sunday evening and … were missing`."""
    joined = bool(cut.before) and cut.before[-1].lower in {"and", "but"}
    return joined and any(word.lower in AUXILIARIES for word in cut.behind[:_SUBJECT_WORDS])


def _is_bare(told: TitleSentence, behind: Sequence[_Word]) -> bool:
    """Return whether a title that ends with the number lacks what it is of: `a five-year`, `83 percent | of homes`."""
    return told.unit.startswith(f"{GAP}-") or (told.start < told.end and bool(behind) and behind[0].lower == "of")


def _start(before: Sequence[_Word], at: int) -> float | None:
    """Return what speaks against a title that begins at a word before the gap, or at the gap; None: it may not."""
    first = before[at] if at < len(before) else None
    if first and _cannot_begin(first):
        return _ADVERBIAL if _opens(before, at) else None
    cost = _SUBJECT if first and first.lower in PRONOUNS else 0.0
    behind = _behind(before, at) if at else 0.0
    return None if behind is None else cost + behind


def _cannot_begin(word: _Word) -> bool:
    return word.lower in _NO_START or word.text in _MARKS or word.text == "s"


def _opens(before: Sequence[_Word], at: int) -> bool:
    """Return whether a clause opens with the number behind a preposition: `In six seasons, …`."""
    fresh = at == 0 or before[at - 1].text in _MARKS
    return fresh and before[at].lower in PREPOSITIONS and len(before) - at <= _SHORT


def _behind(before: Sequence[_Word], at: int) -> float | None:
    """Return what speaks against a title that begins behind a word; None: it may not."""
    last = before[at - 1]
    if last.text in _MARKS:
        return None if _joins(before, at - 1) else 0.0
    if last.lower in _RELATIVE:
        return 0.3 if _is_said(before, at) else None
    known = next((cost for words, cost in _BEGINNINGS if last.lower in words), None)
    return _inside(before, at) if known is None else known


def _inside(before: Sequence[_Word], at: int) -> float | None:
    """Return what speaks against a title that begins inside a clause: with the number, or a noun phrase."""
    if at == len(before):
        return _at_the_gap(before)
    if before[at - 1].lower in PREPOSITIONS and before[at].lower in PRONOUNS:
        return None  # "In it he gave": no phrase begins with “it”
    begins = _is_phrase if before[at - 1].lower in PREPOSITIONS else _is_noun_phrase
    return 1.0 if begins(before, at) else None


def _is_said(before: Sequence[_Word], at: int) -> bool:
    """Return whether a word stands behind `said that`."""
    return at > 1 and before[at - 1].lower == "that" and before[at - 2].lower in FINITE


def _at_the_gap(before: Sequence[_Word]) -> float:
    """Return what speaks against a title that begins with the number inside a clause."""
    if _fronted(before):
        return 0.0
    return 2.0 if before[-1].lower in PREPOSITIONS else 1.2


def _is_noun_phrase(before: Sequence[_Word], at: int) -> bool:
    """Return whether a noun phrase begins at a word, or behind its article."""
    words = {before[at - 1].lower, before[at].lower}
    return not DETERMINERS.isdisjoint(words) or (before[at].name and not before[at - 1].name)


def _is_phrase(before: Sequence[_Word], at: int) -> bool:
    """Return whether more than a bare name begins behind a preposition: no part of a longer name."""
    inside = at > 1 and before[at - 2].name and before[at].name
    return not inside and any(_holds(word) for word in before[at:])


def _joins(words: Sequence[_Word], at: int) -> bool:
    """Return whether a mark joins the words on its two sides: the hyphen of `6.1-magnitude`, the stop of `U.S`."""
    if words[at].text not in _JOINING or at == 0 or at + 1 == len(words):
        return False
    return words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def _holds(word: _Word) -> bool:
    """Return whether a word makes more than a bare noun of those around it: a verb or a preposition."""
    return word.lower in _HOLDING or word.lower.endswith(("ed", "ing"))


def _fronted(before: Sequence[_Word]) -> bool:
    """Return whether a sentence begins with a place alone: `In Port Emmer 14 people …`."""
    return before[0].lower in PREPOSITIONS and all(word.name for word in before[1:])


def _end(behind: Sequence[_Word], at: int) -> float | None:
    """Return what speaks against a title that ends before a word behind the gap; None: it may not."""
    if at and _hangs(behind[at - 1]):
        return None
    if at == len(behind):
        return 0.0
    word = behind[at]
    if word.text in _MARKS:
        return None if _joins(behind, at) else 0.6 * (word.text in _OPENING)
    if word.lower in _NEXT_PHRASE:
        return 0.6 if word.lower == "of" else 0.2
    return None


def _hangs(word: _Word) -> bool:
    """Return whether a word cannot be the last of a title: `the`, `of`, an initial."""
    return word.lower in _NO_END or word.text in _MARKS or len(word.text) == 1


def _score(cut: _Cut, shared: dict[str, float], *, headline: bool) -> float:
    """Return how much a title says, in the words that many of the sentences have, less what speaks against it."""
    seen: dict[str, float] = {}
    against, verb = cut.cost, False
    for word in (*cut.before, *cut.behind):
        told = _told(word.text)
        against += told.against
        verb = verb or told.verb
        if told.stem:
            seen[told.stem] = 0.6 + 0.8 * shared.get(told.stem, 0.0) + 0.5 * (word.name and not headline)
    length = 0.4 * max(0, len(cut.before) + len(cut.behind) - _FEW)
    few = 1.5 * (len(seen) < _LEAST)
    return sum(seen.values()) + 0.8 * verb - length - against - few


@lru_cache(maxsize=1 << 14)
def _told(text: str) -> _Told:
    """Return what a word says in a title."""
    word = _Word(text, 0, len(text), text.lower(), name=False)
    tells = word.lower not in STOP_WORDS and text[0].isalpha() and word.lower not in _SAYING
    against = sum(cost for test, cost in _AGAINST if test(word))
    return _Told(stem(word.lower) if tells else "", _holds(word) and word.lower not in PREPOSITIONS, against)


_AGAINST: tuple[tuple[Callable[[_Word], bool], float], ...] = (
    (lambda word: word.text[0].isdigit(), 0.6),
    (lambda word: word.text in _MARKS, 0.8),
    (lambda word: word.text in _BREAKS, 1.2),
    (lambda word: word.lower in _SPEAKING, 1.0),
    (lambda word: word.lower in _SAYING, 1.0),
    (lambda word: word.lower == "according", 4.0),
)
"""What a word tells against a title that has it: another number, a mark, `our`, `said`, `according to`."""


def _written(told: TitleSentence, cut: _Cut) -> str:
    """Return the words of a title; the gap is left out where it would come first and has no unit."""
    lead = told.sentence[cut.before[0].start : told.start] if cut.before else ""
    tail = told.sentence[told.end : cut.behind[-1].end] if cut.behind else ""
    plain = _PLAIN.match(told.unit)
    unit = told.unit[plain.end() :] if plain and not lead and not tail.startswith("-") else told.unit
    words = " ".join(f"{lead}{unit}{tail}".split()).strip(" ,;:-–—“”\"'‘’()[]")
    return _SPACED.sub(r"\1", words)


def _whole(told: TitleSentence) -> str:
    """Return the sentence with the gap, for one in which no phrase is found."""
    words = f"{told.sentence[: told.start]}{told.unit}{told.sentence[told.end :]}".split()
    return " ".join(words[:_MOST])
