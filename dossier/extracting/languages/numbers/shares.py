"""Shares of a whole and so many together: un tercio, die Hälfte, uno de cada cinco, jeder Fünfte; une centaine."""

from __future__ import annotations

import re
from dataclasses import replace

from dossier.extracting.languages.numbers.figures import LanguageNumeral
from dossier.extracting.languages.tables import PATTERNS, WORD, Amounts, LanguageData, amounts
from dossier.text.folding import fold

_DOZEN = 12  # so many exactly, where others say about so many


def one_in(text: str, first: re.Match[str], end: int, lang: LanguageData) -> LanguageNumeral | None:
    """Read a share told in heads: uno de cada cinco, un Français sur trois, jeder Fünfte."""
    words, word = amounts(lang.code), fold(first[0])
    if word in words.every:
        return _every_nth(text, first, end, words)
    count = lang.numbers.get(word) or int(word in words.ones)
    pattern = getattr(PATTERNS, f"one_in_{lang.code}")
    match = pattern.match(text, first.end(), end) if 0 < count < 100 else None
    if match is None:
        return None
    written = fold(match["of"])
    of = int(written) if written.isdigit() else lang.numbers.get(written, 0)
    if not count < of <= 1000 or (lang.nouns_capital and count > 1):
        return None
    return _shared(first.start(), match.end(), count, of)


def _every_nth(text: str, first: re.Match[str], end: int, words: Amounts) -> LanguageNumeral | None:
    nth = PATTERNS.every_nth.match(text, first.end(), end)
    of = words.nths.get(fold(nth["nth"])) if nth else None
    return _shared(first.start(), nth.end(), 1, of) if nth and of else None


def share_or_collection(text: str, first: re.Match[str], end: int, lang: LanguageData) -> LanguageNumeral | None:
    """Read un tercio, deux tiers, die Hälfte, ein Viertel; una docena, un millier, ein Dutzend."""
    lead = PATTERNS.word_before.search(text, max(0, first.start() - 12), first.start())
    led = lead is not None and fold(lead[1]) in amounts(lang.code).led
    rules = (_led_share, _plural_share, _collection) if led else (_plural_share,)
    return next((found for rule in rules if (found := rule(text, first, end, lang))), None)


def _led_share(text: str, first: re.Match[str], end: int, lang: LanguageData) -> LanguageNumeral | None:
    """Read a share behind its article: un tercio, la tercera parte, die Hälfte."""
    words, word = amounts(lang.code), fold(first[0])
    following = PATTERNS.next_words.match(text, first.end(), end)
    pair = f"{word} {fold(following[1])}" if following else ""
    of = words.shares.get(pair) or words.shares.get(word)
    if not of or (pair not in words.shares and _ranked(text, first.end(), lang)):
        return None
    stop = following.end(1) if following and pair in words.shares else first.end()
    return LanguageNumeral.exact(first.start(), stop, of if of < 1 else 1 / of, share=True)


def _plural_share(text: str, first: re.Match[str], end: int, lang: LanguageData) -> LanguageNumeral | None:
    """Read dos tercios, drei Viertel."""
    following = PATTERNS.next_words.match(text, first.end(), end)
    count = lang.numbers.get(fold(first[0]), 0)
    of = amounts(lang.code).share_plurals.get(fold(following[1])) if following and 1 < count < 10 else None
    return _shared(first.start(), following.end(1), count, int(of)) if following and of and count < of else None


def _collection(_: str, first: re.Match[str], __: int, lang: LanguageData) -> LanguageNumeral | None:
    """Read so many together: una docena, une centaine, which says about a hundred."""
    value = amounts(lang.code).collections.get(fold(first[0]))
    if value is None:
        return None
    return replace(LanguageNumeral.exact(first.start(), first.end(), value), about=value != _DOZEN)


def _ranked(text: str, at: int, lang: LanguageData) -> bool:
    """Return whether a word for a share is an ordinal or an hour: el cuarto puesto, un quarto d'ora."""
    following = WORD.match(text, at + 1) if text[at : at + 1] == " " else None
    if following is None or lang.nouns_capital:
        return False
    word = fold(following[0])
    return word not in lang.of and word not in lang.no_count and word not in lang.small


def _shared(start: int, end: int, count: int, of: int) -> LanguageNumeral:
    return LanguageNumeral.exact(start, end, count / of, share=True)
