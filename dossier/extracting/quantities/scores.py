"""Two numbers of a game that are not a range: "3-1", "88-72", "a 9-14 record", "declaring at 7 for 309"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.extracting.lexicon import words
from dossier.extracting.lexicon.rules import Rules
from dossier.extracting.numerals.units import unit_at
from dossier.extracting.numerals.words import Numeral, read, word_set
from dossier.extracting.quantities.context_words import CHANGE
from dossier.extracting.quantities.vocabulary import PATTERNS
from dossier.text.lazy import lazy

_SPORT = words("quantities/sport")
_DECIDED = words("quantities/decided")
_VOTES = 999  # of one side in an assembly
_SPOKEN = 20  # votes or goals; more are written in figures
_EVEN_SO = word_set("just only now still already even")  # "are just 2-8 this year"
_RESULT = words("quantities/result")
_RANGED = words("quantities/ranged")
_MOST = 500  # points: no side scores more
_CAREER = 2_000  # games that a coach has won: a record of 862-139
_SEASON = (150, 80)  # code points before and behind in which a season is spoken of
_CRICKET = 400  # code points around in which cricket is spoken of


@dataclass
class TwoNumbers:
    """Two numbers with a dash between them, and the words before them."""

    text: str
    number: Numeral
    match: re.Match[str]
    before: Sequence[str]
    end: int

    @lazy
    def measured(self) -> bool:
        """Return whether a unit follows the first number."""
        return unit_at(self.text, self.number.end, self.end) is not None

    @lazy
    def following(self) -> str | None:
        """Return the word behind them; empty where a sign stands there, None where nothing to be counted does."""
        found = PATTERNS.counted_next.match(self.text, self.match.end(), self.end)
        return (found["word"] or "") if found else None

    @lazy
    def said(self) -> Sequence[str]:
        """Return the words before them, without "just" and the like."""
        return self.before[:-1] if self.before and self.before[-1].lower() in _EVEN_SO else self.before


SCORES: Rules[TwoNumbers, bool] = Rules()


def score(text: str, number: Numeral, before: Sequence[str], end: int) -> int | None:
    """Return where a score ends; None where the two numbers are a range or something else."""
    if text[number.end : number.end + 1] not in (" ", "-", "–"):
        return None
    if number.form == "words":
        return _in_words(text, number, before, end)
    if number.form == "digits" and text.startswith((" to ", "-to-"), number.end):
        return _of_votes(text, number, before, end)
    match = PATTERNS.score.match(text, number.end, end)
    if match is None or number.grouped or number.form != "digits" or number.value is None:
        return None
    pair = TwoNumbers(text, number, match, before, end)
    if number.value > (_CAREER if _of_result(pair) or _after_result(pair) else _MOST):
        return None
    return match.end() if SCORES.first(pair) else None


def _in_words(text: str, number: Numeral, before: Sequence[str], end: int) -> int | None:
    """Return where a score in words ends: jurors voted by eight to three, the bill passed five to four."""
    if not text.startswith((" to ", "-to-"), number.end) or (number.value or 0) > _SPOKEN:
        return None
    second = read(text, number.end + 4, end)
    if second is None or second.form != "words" or (second.value or 0) > _SPOKEN or unit_at(text, second.end, end):
        return None
    if PATTERNS.counted_next.match(text, second.end, end) and not PATTERNS.goes_on_plainly.match(text, second.end, end):
        return None
    return second.end if _tells_result([word.lower() for word in before[-4:]]) else None


def _of_votes(text: str, number: Numeral, before: Sequence[str], end: int) -> int | None:
    """Return where votes end of which those from ten on are in figures: voted by 11 to eight.

    Without "by" those for come first: who passed 10 to twelve exams passed a range of them.
    """
    second = read(text, number.end + 4, end)
    if second is None or second.form != "words" or unit_at(text, second.end, end):
        return None
    first, last = number.value or 0, second.value or 0
    if max(first, last) > _VOTES or number.grouped:
        return None
    if PATTERNS.counted_next.match(text, second.end, end) and not PATTERNS.goes_on_plainly.match(text, second.end, end):
        return None
    *rest, word = [one.lower() for one in before[-4:]] or [""]
    decided = any(one in _DECIDED for one in rest) if word == "by" else word in _DECIDED and first > last
    return second.end if decided else None


def _tells_result(last: Sequence[str]) -> bool:
    """Return whether a result follows these words: `jurors voted by`, `the bill passed`, `a majority of`."""
    *before, word = last or [""]
    if word == "by":
        return any(one in _SPORT or one in _DECIDED for one in before)
    return word in _SPORT or word in _DECIDED or (word == "of" and before[-1:] != [] and before[-1] in _RESULT)


@SCORES("the higher number comes first", "They won 3-1.")
def _falls(pair: TwoNumbers) -> bool:
    return int(pair.match["second"]) <= (pair.number.value or 0)


@SCORES("a noun of a result follows", "They have a 9-14 record.")
def _of_result(pair: TwoNumbers) -> bool:
    return pair.following in _RESULT


@SCORES("it begins at nothing", "It ended 0-1.")
def _from_nothing(pair: TwoNumbers) -> bool:
    return pair.number.value == 0 and not pair.measured


@SCORES("a name stands on either side", "Sharks 31-37 Tigers")
def _between_names(pair: TwoNumbers) -> bool:
    name = bool(pair.before) and pair.before[-1][0].isupper() and len(pair.before[-1]) > 2
    behind = PATTERNS.sides.match(pair.text, pair.match.end(), pair.end) if name and not pair.measured else None
    return behind is not None


@SCORES("another score follows", "She won 3-6, 7-5 in the end.")
def _followed(pair: TwoNumbers) -> bool:
    return PATTERNS.next_score.match(pair.text, pair.match.end(), pair.end) is not None


@SCORES("a change led to it", "They slipped to 2-3 in the second set.")
def _slipped(pair: TwoNumbers) -> bool:
    led = pair.before[-1:] == ["to"] and len(pair.before) > 1 and pair.before[-2].lower() in CHANGE
    return led and not pair.measured and pair.following in (None, "in", "after", "down")


@SCORES("another score stands before it", "She won 6-4, 3-6, 5-7.")
def _listed(pair: TwoNumbers) -> bool:
    before = pair.before
    last = before[-2:-1] if before and before[-1] in (",", "(", ")") else before[-1:]
    return bool(last) and PATTERNS.pair.fullmatch(last[0]) is not None


@SCORES("wins and losses of a season", "They are 9-14 this season.")
def _record(pair: TwoNumbers) -> bool:
    if pair.measured or (pair.before and pair.before[-1].lower() in _RANGED):
        return False
    if not PATTERNS.goes_on.match(pair.text, pair.match.end()):
        return False
    low, high = max(0, pair.match.start() - _SEASON[0]), pair.match.end() + _SEASON[1]
    return PATTERNS.season.search(pair.text, low, high) is not None


@SCORES("a noun of a result stands before it", "They had a record of 5-7.")
def _after_result(pair: TwoNumbers) -> bool:
    return len(pair.said) > 1 and pair.said[-1] == "of" and pair.said[-2].lower() in _RESULT


@SCORES("a verb of a game stands before it", "They lost 2-5 there.")
def _after_verb(pair: TwoNumbers) -> bool:
    if not pair.said or pair.measured or pair.said[-1].lower() not in _SPORT:
        return False
    return unit_at(pair.text, pair.match.end(), pair.end) is None  # the pools were 2-3 metres deep


def wickets(text: str, number: Numeral, end: int) -> int | None:
    """Return where a score of cricket ends ("declaring at 7 for 309"); None where it is none."""
    match = PATTERNS.wickets.match(text, number.start, end)
    if match is None:
        return None
    near = PATTERNS.cricket.search(text, max(0, number.start - _CRICKET), min(end, match.end() + _CRICKET))
    return match.end() if near else None
