"""Numbers in words: dos mil quinientos, zweiundzwanzig, trois millions; miles, Dutzende; zweieinhalb."""

from __future__ import annotations

import re

from dossier.extracting.languages.numbers import shares
from dossier.extracting.languages.numbers.figures import LanguageNumeral
from dossier.extracting.languages.numbers.measures import LARGEST, scales
from dossier.extracting.languages.tables import PATTERNS, WORD, LanguageData
from dossier.text.folding import fold


def number_words(text: str, start: int, end: int, lang: LanguageData) -> LanguageNumeral | None:
    """Return the number that words at a place say, None where they say none."""
    first = WORD.match(text, start, end)
    if first is None:
        return None
    rules = (_half, shares.one_in, shares.share_or_collection, _vague)
    return next((found for rule in rules if (found := rule(text, first, end, lang))), None) or _exact(
        text, start, end, lang
    )


def _half(text: str, first: re.Match[str], end: int, lang: LanguageData) -> LanguageNumeral | None:
    """Read a German word with a half in it: anderthalb, zweieinhalb Millionen."""
    word = fold(first[0])
    match = PATTERNS.half_in_word.match(word) if lang.nouns_capital and word.endswith("halb") else None
    if match is None:
        return None
    whole = 1 if word in ("anderthalb", "eineinhalb") else lang.numbers.get(match[2] or "")
    if not whole:
        return None
    scale, stop = scales(text, first.end(), end, lang)
    return LanguageNumeral.exact(first.start(), stop, (whole + 0.5) * scale)


def _vague(text: str, first: re.Match[str], end: int, lang: LanguageData) -> LanguageNumeral | None:
    """Read an amount that is not told: miles, Dutzende, millones de personas."""
    word = fold(first[0])
    if word not in lang.vague or (word in lang.scales and not _stands_for_many(text, first.end(), lang)):
        return None
    low, high = lang.vague[word]
    factor, stop = 1.0, first.end()
    after = PATTERNS.thousands_of.match(text, stop, end)
    if after and fold(after[1]) in lang.scales:
        factor, stop = lang.scales[fold(after[1])], after.end()  # miles de millones; decenas de miles is vague
    return LanguageNumeral(first.start(), stop, None, low * factor, high * factor, words=True)


def _stands_for_many(text: str, at: int, lang: LanguageData) -> bool:
    """Return whether a plural scale word has no number before it: millones de personas, Millionen Menschen."""
    after = WORD.match(text, at + 1) if at < len(text) else None
    return after is not None and (fold(after[0]) in lang.of or lang.nouns_capital)


def _exact(text: str, start: int, end: int, lang: LanguageData) -> LanguageNumeral | None:
    value, stop = spelt(text, start, end, lang)
    if stop > start and (more := PATTERNS.and_a_half.match(text, stop, end)):  # dos millones y medio
        largest = max((scale for scale in lang.scales.values() if value and value % scale == 0), default=0)
        value, stop = (value + largest / 2, more.end()) if largest else (value, stop)
    return None if stop == start or value < 2 else LanguageNumeral.exact(start, stop, float(value))


def spelt(text: str, start: int, end: int, lang: LanguageData) -> tuple[float, int]:
    """Return the value of the number words at `start` and where they end; `start` where there are none."""
    total, group, stop, at = 0, 0, start, start
    while match := WORD.match(text, at, end):
        word = fold(match[0])
        if word in lang.joiners and stop > start:
            following = WORD.match(text, match.end() + 1, end)
            if following is None or not _joins(fold(following[0]), total, group, lang):
                break
            at = following.start()
            continue
        grown = _grow(total, group, word, lang, first=stop == start)
        if grown is None:
            break
        (total, group), stop = grown, match.end()
        gap = PATTERNS.word_joint.match(text, stop, end)
        if not gap:
            break
        at = gap.end()
    return total + group, stop


def _joins(word: str, total: int, group: int, lang: LanguageData) -> bool:
    """Return whether "y", "et", "e" joins the number word behind it: treinta y dos, dois mil e duzentos."""
    value = lang.numbers.get(word)
    if value is None:
        return False
    return value < 100 or (lang.code == "pt" and total > 0 and group == 0)


def _grow(total: int, group: int, word: str, lang: LanguageData, *, first: bool) -> tuple[int, int] | None:
    """Add a number word to the finished thousands and the group below; None where it cannot follow."""
    if word in lang.numbers:
        return _added(total, group, lang.numbers[word], lang)
    if lang.nouns_capital and (within := _thousands(word, lang)) and not total and not group:
        return within
    scale = lang.scales.get(word)
    return None if scale is None or (first and scale > 1000) else _multiplied(total, group, scale)


def _thousands(word: str, lang: LanguageData) -> tuple[int, int] | None:
    """Return thousands and rest of a German number in one word, zweitausendfünfhundert; None where it is none."""
    head, thousand, tail = word.partition("tausend")
    if not thousand or head not in lang.numbers or tail not in lang.numbers:
        return None
    return lang.numbers[head] * 1000, lang.numbers[tail]


def _multiplied(total: int, group: int, scale: int) -> tuple[int, int] | None:
    if total + (group or 1) * scale >= LARGEST:
        return None
    if total and not group:
        return total * scale, 0  # mil millones
    return (total + (group or 1) * scale, 0) if group or scale == 1000 else None


def _added(total: int, group: int, value: int, lang: LanguageData) -> tuple[int, int] | None:
    if value == 100 and 1 < group < 10:
        return total, group * 100  # trois cents
    if value == 20 and group % 100 == 4 and lang.code == "fr":
        return total, group + 76  # quatre-vingts
    return (total, group + value) if not group or value < _room(group, lang) else None


def _room(group: int, lang: LanguageData) -> int:
    """Return below what a number word must be to follow: behind ciento less than a hundred, behind treinta than ten."""
    if group % 100 in (60, 80) and lang.code == "fr":
        return 20  # soixante-douze, quatre-vingt-douze
    return 100 if group % 100 == 0 else 10 if group % 10 == 0 else 1
