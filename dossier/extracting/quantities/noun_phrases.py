"""The noun phrase a number counts: the head that stands beside it, without a tagger.

The phrase runs from the number to the first plural noun; words that cannot be inside a noun phrase end it. Where
no plural comes, a participle that stands for people ("killed", "injured") or nothing: what must be guessed is None.
"""

from __future__ import annotations

from dossier.extracting.lexicon import words
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
_NOUNS_FIRST = word_set("lives shows")  # verbs elsewhere
_FIRST_ONLY = words("quantities/first_only")  # of a phrase
_MORE = word_set("more other further additional extra fewer less")
_NO_MODIFIERS = _NO_NOUNS | _MORE


def noun_phrase(text: str, start: int, end: int, *, single: bool = False, mass: bool = False) -> str | None:
    """Give the noun phrase that begins at `start`; None where its head would have to be guessed.

    `single` looks for a singular head (after "one"); `mass` takes what stands there where no plural comes ("83% of
    the required capacity").
    """
    words: list[tuple[int, int, str]] = []
    ended = False
    for match in PATTERNS.noun_phrases_word.finditer(text, start, min(end, start + _REACH)):
        word, lower = match[0], match[0].lower()
        gap = text[words[-1][1] if words else start : match.start()]
        if "\n" in gap or len(gap) > 2:
            break
        if not word[0].isalpha():
            if word in '"“' and not words:
                continue
            # six US top 10 albums, 70 Boeing 737-800 planes, three 15-year-old boys
            if word[0].isdigit() and (
                "-something" in word
                or (words and (words[-1][2] == "top" or text[words[-1][0]].isupper()))
                or "-year" in word
            ):
                words.append((match.start(), match.end(), lower))
                if word.endswith("-somethings"):
                    ended = True
                    break
                continue
            if word == "," and words and not mass and _adjective(words[-1][2]):
                words.append((match.start(), match.end(), lower))
                continue
            break
        if lower in DETERMINERS and not words:
            start = match.end()
            continue
        if lower == "and" and len(words) == 1 and not single and _joins(words[0][2], text, match.end(), end):
            words.append((match.start(), match.end(), lower))
            continue
        named = lower == "and" and bool(words) and all(text[begin].isupper() for begin, _, _ in words)
        if named and PATTERNS.name_next.match(text, match.end(), end):  # Hamas and Islamic Jihad offices
            words.append((match.start(), match.end(), lower))
            continue
        if lower in _FIRST_ONLY and not words and _modifies(text, match.end(), end):
            words.append((match.start(), match.end(), lower))
            continue
        if lower in _NOUNS_FIRST and not words:  # 21 lives
            words.append((match.start(), match.end(), lower))
            ended = True
            break
        if lower in STOPS and word != "US" and not (mass and lower == "total"):  # 1,000 US marines
            break
        head, dash, _ = lower.partition("-")
        if dash and plural(head) and not single:  # a dash that lost its spaces: "two men-both armed"
            words.append((match.start(), match.start() + len(head), head))
            ended = True
            break
        words.append((match.start(), match.end(), lower))
        if single and plural(word):
            return None  # a verb: "one imagines that"
        if single:
            ended = _single_head(lower, text, match.end(), end)
        elif word in ("States", "Nations", "Arab") and words[-2:-1] and words[-2][2] == "united":
            ended = False  # two United States fighter jets
        else:
            titled = (
                word[0].isupper() and PATTERNS.titled.match(text, match.end(), end) is not None
            )  # two Smarties Book Prizes
            ended = plural(word) and not titled and not _plural_next(text, match.end(), end)
        if ended or len(words) >= 6:
            break
    while words and words[-1][2] in (",", "and"):
        words.pop()
    if mass and not ended and len(words) > 1 and words[-1][2].endswith("ed"):
        words.pop()  # the verb: "a third of the harvest rotted"
    if not ended and words and PATTERNS.people.fullmatch(text[words[-1][0] : words[-1][1]]):
        ended = True
    if not ended and not mass:
        words = words[:1] if words and words[0][2] in PREDICATES else []
    if not words or (len(words) == 1 and words[0][2] in _MORE):
        return None
    return text[words[0][0] : words[-1][1]]


def _joins(first: str, text: str, at: int, end: int) -> bool:
    """Whether "and" joins two nouns before one plural: 200 league and cup goals."""
    second = PATTERNS.noun_phrases_word.match(text, at + 1, end) if text[at : at + 1] == " " else None
    if second is None or plural(first) or first in _NO_MODIFIERS:
        return False
    if second[0].lower() in _NO_SECOND or plural(second[0]) or not second[0][0].isalpha():
        return False
    return _modifies(text, second.end(), end)


def _modifies(text: str, at: int, end: int) -> bool:
    """Whether a plural follows what would else be a verb or adverb: two earlier protests, 30 confirmed deaths."""
    following = PATTERNS.noun_phrases_word.match(text, at + 1, end) if text[at : at + 1] == " " else None
    return following is not None and following[0].lower() not in STOPS and plural(following[0])


def _plural_next(text: str, at: int, end: int) -> bool:
    """Whether a plural follows a plural, which makes the first a modifier: police officers, arms dealers."""
    following = PATTERNS.noun_phrases_word.match(text, at + 1, end) if text[at : at + 1] == " " else None
    return following is not None and following[0].lower() not in _NO_NOUNS and plural(following[0])


_NO_NOUN = words("quantities/no_noun")  # a 3,000-strong force


def beside(text: str, at: int, end: int, *, single: bool, unit: str | None, vague: bool = False) -> str | None:
    """Give what a number that ends at `at` counts: after "of", after a hyphen, or right beside it.

    `unit` is the number's unit (percent, fraction) or None; `single` tells that the number is one, `vague` that it
    may count what has no plural ("billions of revenue").
    """
    if at >= end or text[at] in "([.,;:)":
        return None
    if text.startswith(" of whom", at):
        return "whom"
    if unit is None and (times := PATTERNS.times.match(text, at, end)):
        compared = noun_phrase(text, times.end(), end, mass=True) if times["the"] else None
        return f"{text[times.start(1) : times.end()]}{compared}" if compared else times[1]
    if them := PATTERNS.of_them.match(text, at, end):  # 14 of them Australians
        return noun_phrase(text, them.end(), end)
    if of := PATTERNS.noun_phrases_of.match(text, at, end):
        phrase = _after_of(text, of.end(), end, mass=unit is not None)
        if phrase is None and vague and (mass := _after_of(text, of.end(), end, mass=True)) and " " not in mass:
            return mass  # billions of revenue
        return phrase
    if unit is None:
        if hyphened := PATTERNS.hyphened.match(text, at, end):
            return None if hyphened[1] in _NO_NOUN or hyphened[1].endswith("ed") else hyphened[1]
        return noun_phrase(text, at, end, single=single)
    if (change := PATTERNS.change_in.match(text, at, end)) and (
        change[1] in CHANGE_NOUNS or change[1] in ("share", "stake")
    ):
        phrase = noun_phrase(text, change.end(), end, mass=True)
        return text[change.start(1) : change.end()] + phrase if phrase else None
    if unit == "fraction":
        owned = (
            PATTERNS.determiner.match(text, at + 1, end) if text.startswith(" ", at) else None
        )  # half the nation's output
        return _after_of(text, at + 1, end, mass=True) if owned else noun_phrase(text, at, end)
    following = noun_phrase(text, at, end)
    return following if following and following.split()[0].lower() in _MORE else None


def _after_of(text: str, begin: int, end: int, *, mass: bool) -> str | None:
    """Step over "the 80", "its", "Egypt's" to the noun: 30 of the 80 wounded, two of Egypt's largest providers."""
    for _ in range(4):
        if ranked := PATTERNS.ranked.match(text, begin, end):  # two of their last three games
            begin = ranked.end()
        elif determiner := PATTERNS.determiner.match(text, begin, end):
            begin = determiner.end()
        elif begin < end and text[begin].isalnum() and (inner := read(text, begin, end)):
            begin = inner.end
    if possessive := PATTERNS.possessive.match(text, begin, end):
        begin = possessive.end()
        if bound := PATTERNS.some_of.match(text, begin, end):  # of the club's more than 300 members
            begin = bound.end()
        if begin < end and text[begin].isalnum() and (inner := read(text, begin, end)):  # two of her three children
            begin = inner.end
    return noun_phrase(text, begin, end, mass=mass)


def plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    if PATTERNS.acronyms.fullmatch(word):
        return True
    lower = word.lower()
    if lower in PLURALS or lower in _IN_IS or lower.endswith(("men", "people", "women", "children")):
        return True
    return lower.endswith("s") and len(lower) > 3 and lower not in _S_WORDS and not PATTERNS.not_plural.search(lower)


def _single_head(lower: str, text: str, at: int, end: int) -> bool:
    """Whether a word is the head of a singular phrase: no adjective, and no noun after it that is."""
    following = PATTERNS.noun_phrases_word.match(text, at + 1, end) if at + 1 < end and text[at] == " " else None
    if following and following[0].lower() in _HEADS:
        return False
    if following and text[at - len(lower)].isupper() and following[0][0].isupper():  # one Sri Lankan blogger
        return False
    return lower in _HEADS or not _adjective(lower)


def _adjective(lower: str) -> bool:
    return lower not in PREDICATES and (lower in _MODIFIERS or PATTERNS.adjective.search(lower) is not None)


_MODIFIERS = words("quantities/modifiers")
