"""What somebody is called beside the name: `president`, `far-right candidate`, `regional governor of tacna`."""

from __future__ import annotations

import re

from dossier.extracting.lexicon import demonym, place, words
from dossier.text.folding import fold

_BEFORE = re.compile(
    r"(?<![\w’'\-])((?:[\w’'\-]+[ \u00a0]){0,3})([\w’'\-]+\.?)"
    r"(?: (of|for) (?:the )?([A-Z][\w’'\-]+(?: [A-Z][\w’'\-]+)?))?(,?)[ \u00a0]$"
)
_AFTER = re.compile(
    r", (?:(?:who (?:is|was)|is|was) )?(?:an? |the |his |her |their |its )?"
    r"((?:[\w’'\-]+[ \u00a0]){0,4}?)([a-z][\w\-]+)(?: (?:of|for) (?:the )?([A-Z][\w’'\-]+))?(?=[ ,.;)]|$)"
)
_AGE_AFTER = re.compile(
    r",? (?:who (?:is|was) )?(?:(?:now )?aged (\d{1,2})\b)|, (?:a |an )?(\d{1,2})(?=[,.;]|-year-old)"
)
_AGE_BEFORE = re.compile(r"\b(\d{1,2})-year-old(?: [a-z\-]+){0,2}[ ,]+$")
_POSSESSIVE = re.compile(r"['’]s?$")
_ONE = frozenset({"the", "his", "her", "its", "their", "our"})
_NEWNESS = frozenset({"new", "current", "longtime", "late", "newly", "elected", "outgoing", "incoming", "embattled"})
_STOP = frozenset(
    ["the", "a", "an", "of", "by", "with", "and", "or", "to", "in", "on", "at", "from", "for", "as", "that", "when",
     "while", "his", "her", "their", "its", "said", "says", "told", "given", "but", "against"]
)  # fmt: skip


def role(text: str, start: int, end: int, title: str | None) -> str | None:
    """Find the role of the person whose name stands between two offsets: its title, or the words before or after it."""
    if title:
        return _titled(text, start, title)
    before = _BEFORE.search(text[max(0, start - 72) : start])
    if before and _is_role(before[2]) and (not before[5] or before[4]):
        return _with_modifiers(before[1], before[2]) + _where(before[4])
    if before and before[5] and not before[4] and _is_role(before[2].lower()) and _of_a_nation(before[1]):
        return _with_modifiers(before[1], before[2].lower())  # “the Peruvian President, José Jerí”
    if before and before[5] and _is_role(before[2]) and text[end : end + 1] in (",", ")") and _is_one(before[1]):
        return _with_modifiers(before[1], before[2]) + _where(before[4])  # “the mayor, Ana Paz, said”
    after = _AFTER.match(text, end, end + 80)
    if after:
        for i, word in enumerate([*after[1].split(), after[2]]):
            if _is_role(word):
                where = _where(after[3]) if word == after[2] else ""
                return _with_modifiers(" ".join(after[1].split()[:i]), word) + where
            if fold(word) in _STOP:
                break
    return None


def age(text: str, start: int, end: int) -> int | None:
    """Read the age in years beside the person whose name stands between two offsets: `Ana Paz, 34,`.

    A number in brackets is as often a score or a minute.
    """
    found = _AGE_AFTER.match(text, end, end + 24) or _AGE_BEFORE.search(text, max(0, start - 40), start)
    return int(next(years for years in found.groups() if years)) if found else None


def _titled(text: str, start: int, title: str) -> str:
    """Join a title with the people it governs where they stand beside it: `peruvian president`, `president of peru`."""
    spaced = title.replace(".", "")
    stretch = text[max(0, start - len(title) - 24) : start]
    at = fold(stretch).rfind(fold(title)) if len(fold(stretch)) == len(stretch) else -1
    previous = stretch[:at].split()[-1:] if at > 0 else []
    if previous:
        word = previous[0]
        bare = _POSSESSIVE.sub("", word)
        two = " ".join(stretch[:at].split()[-2:])
        if demonym(fold(two)):
            return f"{fold(two)} {spaced}"
        if demonym(fold(bare)) and bare == word:
            return f"{fold(bare)} {spaced}"
        if bare != word and bare[:1].isupper():
            return f"{spaced} of {fold(bare)}"
    return spaced


def _where(name: str | None) -> str:
    """Give the place a role is tied to if the gazetteer has it: ` of peru`."""
    return f" of {fold(name)}" if name and place(fold(name)) else ""


def _of_a_nation(before: str) -> bool:
    """Return whether these words end with a people, or one owns the office: `Peruvian`, `Ukraine’s`, `Peru's new`.

    Only then does a comma lead from an office to its holder.
    """
    parts = before.split()
    if not parts:
        return False
    owned = any(_POSSESSIVE.search(part) and part[:1].isupper() for part in parts)
    return owned or demonym(fold(parts[-1]))


def _is_one(before: str) -> bool:
    """Return whether the words before a role say that there is one such person: “the”, “her”, “the town’s”."""
    return any(fold(part) in _ONE or _POSSESSIVE.search(part) for part in before.split())


def _is_role(word: str) -> bool:
    """Tell whether a lower-case word says what somebody is."""
    if not word[:1].islower():
        return False
    key = fold(word).rstrip(".")
    return (key in words("titles") and key not in words("ambiguous_titles")) or (
        key.startswith("ex-") and key[3:] in words("titles")
    )


def _with_modifiers(before: str, word: str) -> str:
    """Give a role with the adjectives that stand directly before it."""
    kept: list[str] = []
    for raw in reversed(before.split()):
        key = fold(raw)
        bare = _POSSESSIVE.sub("", key)
        if bare != key and raw[:1].isupper():
            return " ".join([*kept, fold(word)]) + _where(bare)
        fits = (
            key in words("role_words")
            or key in _NEWNESS
            or demonym(key)
            or ("-" in key and not key[0].isdigit())
            or key.endswith(("ist", "ial", "ive"))
        )
        if not fits or key in _STOP:
            break
        if key not in _NEWNESS:
            kept.insert(0, key)
    return " ".join([*kept, fold(word)])
