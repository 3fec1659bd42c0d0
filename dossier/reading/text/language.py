"""Which language a text is in, told by its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+")
_FILES = Path(__file__).parents[1] / "data" / "function_words"
_LONGEST = 20_000
"""Code points of a text that are looked at: more tells nothing new."""
_FEWEST = 4
_SHARE = 0.15
_MARGIN, _RATIO = 3, 1.12
_RARE = {"ca": 0.85, "gl": 0.85}
"""The weight of the words of a language that shares most of them with a far more common one."""
_SPELLINGS = re.compile(
    r"(?P<pt>\w*(?:ã|õ|nh[aeo]|lh[aeo])\w*)|(?P<es>\w+(?:ci[óo]n(?:es)?|dad|ñ[aeo]s?))|(?P<ca>\w*l·l\w*)"
)
"""Spellings that one of the languages has: informação, caminho; nación, mañana."""
_SPELT = ("ã", "õ", "nha", "nhe", "nho", "lha", "lhe", "lho", "cion", "ción", "dad", "ñ", "l·l")
"""What a word of such a spelling holds; few English texts have one of these."""


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """Return the languages that have a word among their function words, for each such word."""
    found: dict[str, list[str]] = {}
    for path in sorted(_FILES.glob("*.txt")):
        for line in path.read_text(encoding="utf8").split("\n"):
            if line and not line.startswith("#"):
                found.setdefault(line, []).append(path.stem)
    return {word: tuple(codes) for word, codes in found.items()}


def language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is in, None when unsure.

    The languages are those of `data/function_words`. Sure means: at least four words that are function words of the
    language, 15 % of all words, and three words and 12 % more than of any other language.
    """
    looked_at = text[:_LONGEST].lower()
    words = Counter(_WORD.findall(looked_at))
    known = _function_words()
    scores: dict[str, int] = {}
    for word in words.keys() & known.keys():
        for code in known[word]:
            scores[code] = scores.get(code, 0) + words[word]
    if any(letters in looked_at for letters in _SPELT):
        for word in words.keys() - known.keys():
            if code := _spelt_in(word):
                scores[code] = scores.get(code, 0) + words[word]
    told = sorted(((count * _RARE.get(code, 1.0), code) for code, count in scores.items()), reverse=True)
    if not told:
        return None
    (best, code), (second, _) = [*told, (0.0, "")][:2]
    if best < max(_FEWEST, words.total() * _SHARE) or best - second < _MARGIN or best < second * _RATIO:
        return None
    return code


def _spelt_in(word: str) -> str:
    """Return the language that alone has a spelling; nothing where there is none."""
    spelt = _SPELLINGS.fullmatch(word)
    return (spelt and spelt.lastgroup) or ""


READ_WELL = frozenset({"en", "es", "fr", "de", "pt"})
"""Languages that have rules of their own for names, numbers, dates, quotations and the forms of words."""


def remark(code: str | None) -> str | None:
    """Return what is not done, or done worse than in English, for an article's language.

    None for English and where the language is not known. docs/languages.md has the figures.
    """
    if code is None or code[:2].lower() == "en":
        return None
    if code[:2].lower() in READ_WELL:
        return (
            f"its language ({code}) is read less well than English: names and speakers are missed more often, and "
            "what somebody said without quotation marks is not read"
        )
    return (
        f"its language ({code}) has no rules of its own: words are found only as they are written, and numbers and "
        "dates are not read"
    )
