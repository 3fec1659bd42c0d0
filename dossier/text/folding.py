"""Folding: which spellings of a word count as the same. Every comparison of words, names and lists uses these two.

`fold` keeps the script and is what people expect of a search box: `Ørsted`, `orsted` and `ORSTED` are one, and
`O’Higgins` is `o'higgins`. `to_ascii` also writes other scripts in Latin letters (`Москва` → `moskva`), to compare
spellings across scripts and to make file names and ids.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, as readers without that key on their keyboard type them; and the
# apostrophes of typographers.
_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n",
        "ŧ": "t", "’": "'", "‘": "'", "ʼ": "'", "‛": "'",
        # Arabic, as it is written in haste; the last only stretches a word.
        "ى": "ي", "ة": "ه", "ـ": "",
    }
)  # fmt: skip


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """Return text in small letters without accents, ligatures and invisible characters, apostrophes straight.

    Its length may differ from that of `text`: offsets of the result are not offsets of the text.
    """
    if text.isascii():
        return text.lower()
    # Folding case may bring marks (İ), and compatibility forms may bring capitals (Ⅷ): decompose before and after.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(c for c in plain if not (unicodedata.combining(c) or unicodedata.category(c) == "Cf"))
    return kept.translate(_LETTERS)


@lru_cache(maxsize=1 << 16)
def to_ascii(text: str) -> str:
    """Return text in small ASCII letters, other scripts transliterated (by the package anyascii)."""
    if text.isascii():
        return text.lower()
    from anyascii import anyascii  # not at the start of the app, which folds names and writes none in ASCII

    return str(anyascii(text)).lower()
