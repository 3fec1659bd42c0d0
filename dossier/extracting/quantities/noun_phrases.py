"""The noun phrase a number counts: the head that stands beside it, without a tagger.

The phrase runs from the number to the first plural noun; words that cannot be inside a noun phrase end it. Where
no plural comes, a participle that stands for people ("killed", "injured") or nothing: what must be guessed is None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from dossier.extracting.lexicon import words
from dossier.extracting.lexicon.rules import Rules
from dossier.extracting.numerals.words import read, word_set
from dossier.extracting.quantities.context_words import CHANGE_NOUNS
from dossier.extracting.quantities.vocabulary import PATTERNS

# Function words and common verbs at which a noun phrase ends.
STOPS = words("quantities/stops")
DETERMINERS = words("quantities/determiners")
# Plurals without -s, and words that count people by what happened to them.
PLURALS = words("quantities/plurals")
PREDICATES = words("quantities/predicates")
_NO_NOUNS = STOPS | PREDICATES
_NO_SECOND = STOPS | DETERMINERS
# Peoples and a few other plurals that end in -is.
_IN_IS = words("quantities/in_is")
_S_WORDS = words("quantities/s_words")
# Nouns with an adjective's ending, as heads of "one …".
_HEADS = words("quantities/heads")
_REACH = 120  # code points a noun phrase may run over
_MOST = 6  # words in one
_NOUNS_FIRST = word_set("lives shows")  # verbs elsewhere
_FIRST_ONLY = words("quantities/first_only")  # of a phrase
_MORE = word_set("more other further additional extra fewer less")
_NO_MODIFIERS = _NO_NOUNS | _MORE


@dataclass(slots=True)
class _Phrase:
    """A noun phrase while it is read: its words so far, and where its text and its reach end."""

    text: str
    end: int
    single: bool
    mass: bool
    words: list[tuple[int, int, str]] = field(default_factory=list)
    ended: bool = False
    """Whether its head was found."""

    def take(self, match: re.Match[str], *, ended: bool = False) -> bool:
        """Add a word; return True, for the phrase goes on."""
        self.words.append((match.start(), match.end(), match[0].lower()))
        self.ended = ended
        return True

    def capital(self, index: int) -> bool:
        """Return whether one of its words begins with a capital."""
        return self.text[self.words[index][0]].isupper()


def noun_phrase(text: str, start: int, end: int, *, single: bool = False, mass: bool = False) -> str | None:
    """Return the noun phrase that begins at `start`; None where its head would have to be guessed.

    `single` looks for a singular head (after "one"); `mass` takes what stands there where no plural comes ("83% of
    the required capacity").
    """
    phrase = _Phrase(text, end, single, mass)
    before = start
    for match in PATTERNS.noun_phrases_word.finditer(text, start, min(end, start + _REACH)):
        gap = text[before : match.start()]
        if "\n" in gap or len(gap) > 2 or not _goes_on(phrase, match) or phrase.ended or len(phrase.words) >= _MOST:
            break
        before = match.end() if phrase.words or match[0].lower() in DETERMINERS else start
    return _whole(phrase)


def _goes_on(phrase: _Phrase, match: re.Match[str]) -> bool:
    """Add a word to the phrase, or find that it has ended before it (False)."""
    if not match[0][0].isalpha():
        return _sign(phrase, match)
    lower = match[0].lower()
    if not phrase.words and lower in DETERMINERS:
        return True
    found = JOINTS.first((phrase, match), lower)
    if found is not None:
        return found[1]
    if lower in STOPS and match[0] != "US" and not (phrase.mass and lower == "total"):  # 1,000 US marines
        return False
    return _word(phrase, match)


def _sign(phrase: _Phrase, match: re.Match[str]) -> bool:
    """Take in digits that are part of a name or an age, and a comma behind an adjective."""
    word, words = match[0], phrase.words
    if word in '"“':
        return not words
    if word == ",":
        return bool(words) and not phrase.mass and _adjective(words[-1][2]) and phrase.take(match)
    if not word[0].isdigit() or not (_of_age(word) or _of_name(phrase)):
        return False
    return phrase.take(match, ended=word.endswith("-somethings"))


def _of_age(word: str) -> bool:
    """Return whether digits begin an age: three 15-year-old boys."""
    return "-something" in word or "-year" in word


def _of_name(phrase: _Phrase) -> bool:
    """Return whether digits go on with a name: six US top 10 albums, 70 Boeing 737-800 planes."""
    return bool(phrase.words) and (phrase.words[-1][2] == "top" or phrase.capital(-1))


JOINTS: Rules[tuple[_Phrase, re.Match[str]], bool] = Rules()
"""Rules for words that are part of a phrase here and would end it elsewhere."""


@JOINTS(
    "“and” between two nouns before one plural", "They scored 200 league and cup goals.", lambda word: word == "and"
)
def _two_nouns(at: tuple[_Phrase, re.Match[str]]) -> bool | None:
    phrase, match = at
    if len(phrase.words) != 1 or phrase.single:
        return None
    return phrase.take(match) if _joins(phrase.words[0][2], phrase.text, match.end(), phrase.end) else None


@JOINTS("“and” inside a name", "They raided 12 Red Star and Blue Moon offices.", lambda word: word == "and")
def _inside_name(at: tuple[_Phrase, re.Match[str]]) -> bool | None:
    phrase, match = at
    if not phrase.words or not all(map(phrase.capital, range(len(phrase.words)))):
        return None
    return phrase.take(match) if PATTERNS.name_next.match(phrase.text, match.end(), phrase.end) else None


@JOINTS("a participle before its plural", "It has 30 confirmed deaths.", _FIRST_ONLY.__contains__)
def _participle(at: tuple[_Phrase, re.Match[str]]) -> bool | None:
    phrase, match = at
    if phrase.words or not _modifies(phrase.text, match.end(), phrase.end):
        return None
    return phrase.take(match)


@JOINTS("a noun that is a verb elsewhere", "It cost 21 lives.", _NOUNS_FIRST.__contains__)
def _noun_first(at: tuple[_Phrase, re.Match[str]]) -> bool | None:
    phrase, match = at
    return phrase.take(match, ended=True) if not phrase.words else None


def _word(phrase: _Phrase, match: re.Match[str]) -> bool:
    """Add a word of its own, and tell whether it is the head."""
    lower = match[0].lower()
    head, dash, _ = lower.partition("-")
    if dash and not phrase.single and plural(head):  # a dash that lost its spaces: "two men-both armed"
        phrase.words.append((match.start(), match.start() + len(head), head))
        phrase.ended = True
        return True
    if phrase.single and plural(match[0]):  # a verb: "one imagines that"
        phrase.words.clear()
        return False
    phrase.take(match)
    phrase.ended = _is_head(phrase, match)
    return True


def _is_head(phrase: _Phrase, match: re.Match[str]) -> bool:
    word, text, end = match[0], phrase.text, phrase.end
    if phrase.single:
        return _single_head(word.lower(), text, match.end(), end)
    if word in ("States", "Nations", "Arab") and phrase.words[-2:-1] and phrase.words[-2][2] == "united":
        return False  # two United States fighter jets
    if not plural(word) or _plural_next(text, match.end(), end):
        return False
    return not word[0].isupper() or PATTERNS.titled.match(text, match.end(), end) is None  # two Smarties Book Prizes


def _whole(phrase: _Phrase) -> str | None:
    """Return the words of a phrase that was read; None where nothing shows its head."""
    words = phrase.words
    while words and words[-1][2] in (",", "and"):
        words.pop()
    if not phrase.ended:
        _shorten(phrase)
    if not words or (len(words) == 1 and words[0][2] in _MORE):
        return None
    return phrase.text[words[0][0] : words[-1][1]]


def _shorten(phrase: _Phrase) -> None:
    """Leave of a phrase without a plural what counts all the same: a people, or a participle that stands for people."""
    words = phrase.words
    if phrase.mass:
        if len(words) > 1 and words[-1][2].endswith("ed"):
            words.pop()  # the verb: "a third of the harvest rotted"
    elif words and not PATTERNS.people.fullmatch(phrase.text[words[-1][0] : words[-1][1]]):
        del words[1 if words[0][2] in PREDICATES else 0 :]


def _joins(first: str, text: str, at: int, end: int) -> bool:
    """Return whether "and" joins two nouns before one plural: 200 league and cup goals."""
    second = PATTERNS.noun_phrases_word.match(text, at + 1, end) if text[at : at + 1] == " " else None
    if second is None or plural(first) or first in _NO_MODIFIERS:
        return False
    if second[0].lower() in _NO_SECOND or plural(second[0]) or not second[0][0].isalpha():
        return False
    return _modifies(text, second.end(), end)


def _modifies(text: str, at: int, end: int) -> bool:
    """Return whether a plural follows what could be a verb or adverb: two earlier protests, 30 confirmed deaths."""
    following = PATTERNS.noun_phrases_word.match(text, at + 1, end) if text[at : at + 1] == " " else None
    return following is not None and following[0].lower() not in STOPS and plural(following[0])


def _plural_next(text: str, at: int, end: int) -> bool:
    """Return whether a plural follows a plural, which makes the first a modifier: police officers, arms dealers."""
    following = PATTERNS.noun_phrases_word.match(text, at + 1, end) if text[at : at + 1] == " " else None
    return following is not None and following[0].lower() not in _NO_NOUNS and plural(following[0])


_NO_NOUN = words("quantities/no_noun")  # a 3,000-strong force


@dataclass(slots=True)
class _Counting:
    """A number that may count what stands behind it: where it ends, its unit, whether it is one, whether vague."""

    text: str
    at: int
    end: int
    unit: str | None
    single: bool
    vague: bool


COUNTED: Rules[_Counting, str] = Rules()
"""Asked by the two code points behind a number."""
_NOTHING = " "
"""The answer of a rule that sees that nothing is counted, so that no later rule is asked."""


def _begin(letters: str) -> Callable[[str], bool]:
    """Return a test for a blank and one of these letters behind a number."""
    return lambda behind: behind[0].isspace() and behind[1:] in tuple(letters)


def beside(text: str, at: int, end: int, *, single: bool, unit: str | None, vague: bool = False) -> str | None:
    """Return what a number that ends at `at` counts: after "of", after a hyphen, or right beside it.

    `unit` is the number's unit (percent, fraction) or None; `single` tells that the number is one, `vague` that it
    may count what has no plural ("billions of revenue").
    """
    if vague and text.startswith(", of ", at):  # dozens, perhaps hundreds, of cars
        at += 1
    if mark := PATTERNS.footnote_mark.match(text, at, end):
        at = mark.end()
    if at >= end or text[at] in "([.,;:)":
        return None
    found = COUNTED.first(_Counting(text, at, end, unit, single, vague), text[at : at + 2])
    return found[1].strip() or None if found else None


@COUNTED("of whom", "She has eight goats, two of whom are lame.", _begin("o"))
def _of_whom(number: _Counting) -> str | None:
    return "whom" if number.text.startswith(" of whom", number.at) else None


@COUNTED("times as much", "It has 12 times the bandwidth.", _begin("t"))
def _times(number: _Counting) -> str | None:
    times = PATTERNS.times.match(number.text, number.at, number.end) if number.unit is None else None
    if times is None:
        return None
    compared = noun_phrase(number.text, times.end(), number.end, mass=True) if times["the"] else None
    return f"{number.text[times.start(1) : times.end()]}{compared}" if compared else times[1]


@COUNTED("of them", "Nine came, six of them Danes.", _begin("o"))
def _of_them(number: _Counting) -> str | None:
    them = PATTERNS.of_them.match(number.text, number.at, number.end)
    return noun_phrase(number.text, them.end(), number.end) or _NOTHING if them else None


@COUNTED("behind “of”", "Eight of the crew’s members left.", _begin("o"))
def _of(number: _Counting) -> str | None:
    of = PATTERNS.noun_phrases_of.match(number.text, number.at, number.end)
    if of is None:
        return None
    phrase = _after_of(number.text, of.end(), number.end, mass=number.unit is not None)
    mass = _after_of(number.text, of.end(), number.end, mass=True) if phrase is None and number.vague else None
    return mass if mass and " " not in mass else phrase or _NOTHING  # billions of revenue


@COUNTED("behind a hyphen", "A 12-member panel met.", lambda behind: behind[0] in "-‐‑")
def _hyphened(number: _Counting) -> str | None:
    hyphened = PATTERNS.hyphened.match(number.text, number.at, number.end) if number.unit is None else None
    if hyphened is None:
        return None
    return _NOTHING if hyphened[1] in _NO_NOUN or hyphened[1].endswith("ed") else hyphened[1]


@COUNTED("right behind it", "Nine bridges fell.")
def _right_behind(number: _Counting) -> str | None:
    if number.unit is not None:
        return None
    return noun_phrase(number.text, number.at, number.end, single=number.single) or _NOTHING


@COUNTED("a change of something", "A 20% drop in sales came.", _begin("abcdefghijklmnopqrstuvwxyz"))
def _change(number: _Counting) -> str | None:
    change = PATTERNS.change_in.match(number.text, number.at, number.end)
    if change is None or (change[1] not in CHANGE_NOUNS and change[1] not in ("share", "stake")):
        return None
    phrase = noun_phrase(number.text, change.end(), number.end, mass=True)
    return number.text[change.start(1) : change.end()] + phrase if phrase else _NOTHING


@COUNTED("a part of what somebody owns", "Half the nation’s output was lost.")
def _part(number: _Counting) -> str | None:
    if number.unit != "fraction":
        return None
    text, at, end = number.text, number.at, number.end
    owned = PATTERNS.determiner.match(text, at + 1, end) if text.startswith(" ", at) else None
    return (_after_of(text, at + 1, end, mass=True) if owned else noun_phrase(text, at, end)) or _NOTHING


@COUNTED("so much more of something", "It sold 20% more cars.")
def _more(number: _Counting) -> str | None:
    following = noun_phrase(number.text, number.at, number.end)
    return following if following and following.split()[0].lower() in _MORE else None


def _after_of(text: str, begin: int, end: int, *, mass: bool) -> str | None:
    """Step over "the 80", "its", "Egypt's" to the noun: 30 of the 80 wounded, two of Egypt's largest providers."""
    for _ in range(4):
        ranked = PATTERNS.ranked.match(text, begin, end) or PATTERNS.determiner.match(text, begin, end)
        begin = ranked.end() if ranked else _behind_number(text, begin, end)  # two of their last three games
    if possessive := PATTERNS.possessive.match(text, begin, end):
        begin = possessive.end()
        bound = PATTERNS.some_of.match(text, begin, end)  # of the club's more than 300 members
        begin = _behind_number(text, bound.end() if bound else begin, end)  # two of her three children
    return noun_phrase(text, begin, end, mass=mass)


def _behind_number(text: str, begin: int, end: int) -> int:
    """Return where a number that begins at `begin` ends; `begin` where none does."""
    inner = read(text, begin, end) if begin < end and text[begin].isalnum() else None
    return inner.end if inner else begin


def plural(word: str) -> bool:
    """Return whether a word looks like a plural noun."""
    if PATTERNS.acronyms.fullmatch(word):
        return True
    lower = word.lower()
    if lower in PLURALS or lower in _IN_IS or lower.endswith(("men", "people", "women", "children")):
        return True
    return lower.endswith("s") and len(lower) > 3 and lower not in _S_WORDS and not PATTERNS.not_plural.search(lower)


def _single_head(lower: str, text: str, at: int, end: int) -> bool:
    """Return whether a word is the head of a singular phrase: no adjective, and no noun after it that is."""
    following = PATTERNS.noun_phrases_word.match(text, at + 1, end) if at + 1 < end and text[at] == " " else None
    if following and following[0].lower() in _HEADS:
        return False
    if following and text[at - len(lower)].isupper() and following[0][0].isupper():  # one Sri Lankan blogger
        return False
    return lower in _HEADS or not _adjective(lower)


def _adjective(lower: str) -> bool:
    return lower not in PREDICATES and (lower in _MODIFIERS or PATTERNS.adjective.search(lower) is not None)


_MODIFIERS = words("quantities/modifiers")
