"""Whether a single capitalised word is a name in its article.

The rules stand in order; the first that has an answer decides, and a word that none of them refuses is a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from dossier.extracting.lexicon import common, in_any, listed, pairs, words
from dossier.extracting.lexicon.rules import Rule
from dossier.extracting.names.candidates.candidate import Candidate, acronym, opener
from dossier.extracting.names.candidates.vocabulary import MODEL, listed_name, names_nothing, organisation
from dossier.extracting.names.evidence.around import around
from dossier.extracting.names.evidence.context import context
from dossier.extracting.numerals.units import BEFORE

_PLATFORM = re.compile(r"\b(?:on|to|via|platform|app|site|network)[ ,\"“‘']+$")  # before a name of one letter
_LETTER_WORD = re.compile(r"[A-Z]-[a-z]+")  # U-turn, T-shirts
_NUMBER_WORD = re.compile(
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
)
_PARTY = re.compile(r"[DRI]-[A-Z]")  # a senator's party and state
_AMOUNT = re.compile(r"([a-z]{1,4})\d+(?:[.,]\d+)*(?:m|bn|tn|k)?")
_CODED = re.compile(r" \d{2,4}\b(?![,.]\d| [a-z]+s\b)")
_COUNTED = re.compile(r" \d{1,3}\b(?![,.]\d|%| [a-z]+s\b)")
# Prince, 57, died; seldom asked, so compiled at its first use
_AGED = r"\b([A-Z][a-z]{2,12}), [1-9]\d?(?=[,;)]|\.(?!\d)| and [A-Z])"
_DESCRIBING = frozenset("the a an his her their our its crown former late new old young".split())  # the Dean, 57, said
_CLEAR = 2.0  # evidence that a word with a number behind it is a name: an analyst at Insight 64
_OF_LETTERS = 6.5  # evidence that letters and digits have by themselves, with an article
_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,5}s")
_SEEN = 3  # support of a capital that grammar does not ask for


@dataclass(slots=True)
class SingleWord:
    """A capitalised word with what its article says of it."""

    text: str
    candidate: Candidate
    support: int  # how much its capitals say
    lower_case: Collection[str]  # the words that the article has in lower case
    score: float  # of its likeliest type

    @property
    def key(self) -> str:
        """The word folded."""
        return self.candidate.key

    @property
    def written(self) -> str:
        """The word as it stands."""
        return self.candidate.words[0].text

    @property
    def is_common(self) -> bool:
        """Whether a list has it as a common word; where its capital is free, derived words do not count."""
        return self.key in listed("common") or (self.support < _SEEN and common(self.key))


def is_name(text: str, candidate: Candidate, support: int, lower_case: Collection[str], score: float) -> bool:
    """Return whether a single capitalised word is a name in its article."""
    word = SingleWord(text, candidate, support, lower_case, score)
    return next((answer for rule in RULES if (answer := rule.applies(word)) is not None), True)


def single_letter(word: SingleWord) -> bool | None:
    """`X` names something only after “on” or “platform”: he posted it on X."""
    if len(word.key) > 1:
        return None
    start = word.candidate.start
    return organisation(word.key) and _PLATFORM.search(word.text, max(0, start - 24), start) is not None


def title_with_an_age(word: SingleWord) -> bool | None:
    """Take a title that people are called too for a name where an age stands behind it: `the singer, Prince, 57,`."""
    if not word.candidate.lone or not (word.key in listed("surnames") or word.key in listed("given")):
        return None
    aged = (one for one in re.finditer(_AGED, word.text) if one[1] == word.written)
    named = any(
        _DESCRIBING.isdisjoint(word.text[max(0, one.start() - 12) : one.start()].lower().split()[-1:]) for one in aged
    )
    return True if named else None


def never_a_name(word: SingleWord) -> bool | None:
    """Refuse titles alone, openers, and words of the lists of what names nothing: `Friday`, `Internet`."""
    refused = word.candidate.lone or (not word.candidate.title and opener(word.candidate.words[0], word.candidate.line))
    if (
        refused
        or _NUMBER_WORD.fullmatch(word.key)
        or word.key in words("opening_words")
        or names_nothing(word.key, word.written)
    ):
        return False
    return False if pairs("acronym_exceptions").get(word.key) in word.lower_case else None


def one_of_a_couple(word: SingleWord) -> bool | None:
    """Take the given name of a couple for a name, a common word or not: `Mark and Olga Brandt`."""
    if word.key not in listed("given"):
        return None
    near = around(word.text, word.candidate.start, word.candidate.end)
    return True if "given name of a couple" in context(word.candidate, near) else None


def letters_and_ordinals(word: SingleWord) -> bool | None:
    """Refuse what only looks like a name: `19th`, `P.J.`, `D-Ga.`, `U-turn`, `ISPs`, the road `FM 400`, `XC40`."""
    key, shape = word.key, word.written
    if shape[0].isdigit() and key.endswith("th"):
        return False
    if shape[1:2] == "-" and (_PARTY.match(shape) or _LETTER_WORD.fullmatch(shape)):
        return False
    if len(shape) == 2 and shape.isupper() and _CODED.match(word.text, word.candidate.end) and not listed_name(key):
        return False
    if not key.isalpha() and MODEL.fullmatch(shape) and not listed_name(key) and word.score <= _OF_LETTERS:
        return False
    dotted = key[1] == "." or _PLURAL_ACRONYM.fullmatch(shape)
    return False if dotted and not listed_name(key) else None


def amounts(word: SingleWord) -> bool | None:
    """Refuse a sign of money with its digits: `Dh40`."""
    match = _AMOUNT.fullmatch(word.key)
    return False if match and match[1] in BEFORE else None


def hyphened_capitals(word: SingleWord) -> bool | None:
    """Refuse common words in capitals with a hyphen between them: `FIRE-BOMB` where an article begins."""
    parts = word.key.split("-")
    capitals = word.written.isupper() and len(parts) > 1 and all(len(part) > 2 and common(part) for part in parts)
    return False if capitals and not listed_name(word.key) else None


def heads_and_titles(word: SingleWord) -> bool | None:
    """Take `Police`, `Minister` or `Bank` for a name only after a title, in capitals, or where it is well known."""
    if not in_any(word.key, "role_words", "organisation_heads", "place_heads", "titles"):
        return None
    # “Ford” begins sentences on cars, and somebody else's name has it as a head
    known = word.support >= _SEEN or (word.support > 1 and word.score > 2.6)
    named = in_any(word.key, "organisations", "places") and known
    return bool(word.candidate.title) or named or _is_acronym(word)


def headings_only(word: SingleWord) -> bool | None:
    """Take a word that stands only in headings for a name where a list has it."""
    return listed_name(word.key) and not common(word.key) if word.support == 0 else None


def acronyms_of_common_words(word: SingleWord) -> bool | None:
    """Take the letters of a common word for a name where their capitals are free: `AID`, `ACT`."""
    if not (word.written.isupper() and word.candidate.is_cased and word.is_common):
        return None
    known = len(word.key) <= 3 or word.key in words("organisations")
    return known and word.support >= _SEEN and _is_acronym(word)


def common_words(word: SingleWord) -> bool | None:
    """Take a common word for a name where its capital is free and the article never writes it small: `Lantern`."""
    if not word.is_common:
        return None
    organisation, small = word.key in words("organisations"), word.key in word.lower_case
    numbered = word.score < _CLEAR and _COUNTED.match(word.text, word.candidate.end)  # Game 4
    if (small or numbered) and not organisation:
        return False
    known = organisation or word.key in words("places")
    return word.support >= _SEEN or (known and word.score > 2.6)


def sentence_beginnings(word: SingleWord) -> bool | None:
    """Take what only begins sentences for a name where a list has it or something speaks for it."""
    if word.support >= _SEEN or listed_name(word.key):
        return None
    shaped = "-" in word.key or not word.written[1:].islower()
    known = word.key in listed("given") or word.key in listed("surnames")
    return shaped or known or word.score >= 1.0 or word.support > 1


def _is_acronym(word: SingleWord) -> bool:
    return acronym(word.written) and word.candidate.line == "plain"


RULES: tuple[Rule[Callable[[SingleWord], bool | None]], ...] = (
    Rule("single letter", single_letter, "They posted it on X, the platform."),
    Rule("title with an age", title_with_an_age, "They met the singer, Prince, 57, again."),
    Rule("never a name", never_a_name, "They met the President again."),
    Rule("one of a couple", one_of_a_couple, "They met Mark and Olga Brandt again."),
    Rule("letters and ordinals", letters_and_ordinals, "They made a U-turn again."),
    Rule("amounts", amounts, "They paid Dh40 again."),
    Rule("hyphened capitals", hyphened_capitals, "A FIRE-BOMB hit them again."),
    Rule("heads and titles", heads_and_titles, "They met the Institute again."),
    Rule("headings only", headings_only, "Zorvan, Tarval, Quilbrast, Meldar"),
    Rule("acronyms of common words", acronyms_of_common_words, "They met the ACT again."),
    Rule("common words", common_words, "They met the Lantern again."),
    Rule("sentence beginnings", sentence_beginnings, "Zorvan left."),
)
