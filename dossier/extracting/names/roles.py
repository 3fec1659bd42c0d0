"""Titles and descriptions beside a name: `president`, `far-right candidate`, `regional governor of tacna`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dossier.extracting.lexicon import demonym, place, words
from dossier.extracting.lexicon.rules import Rule
from dossier.text.folding import fold

_BEFORE = re.compile(
    r"(?<![\w’'\-])((?:(?!(?:of|for)\b)[\w’'\-]+[ \u00a0]){0,3})([\w’'\-]+\.?)"
    r"(?: (of|for) (?:the )?([A-Z][\w’'\-]+(?: [A-Z][\w’'\-]+)?))?(,?)[ \u00a0]$"
)
_LAST = re.compile(r"([\w’'\-]+\.?),?[ \u00a0]$")
_AFTER = re.compile(
    r", (?:(?:who (?:is|was)|is|was) )?(?:an? |the |his |her |their |its )?"
    r"([\w’'\-]+(?:[ \u00a0][\w’'\-]+){0,4})"
)
_OF = re.compile(r" (?:of|for) (?:the )?([A-Z][\w’'\-]+)(?=[ ,.;)]|$)")
_NAME = re.compile(r" (?:[A-Z][\w’'\-]*[a-z]|[A-Z]\.)")
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
    """Return the role of the person named between two offsets: the title, or the words before or after the name."""
    if title:
        return _titled(text, start, title)
    stretch = text[max(0, start - 72) : start]
    before = _BEFORE.search(stretch) if _may_have_role(stretch) else None
    if before:
        beside = Beside(before[1], before[2], before[4] or "", before[5], text[end : end + 1])
        for rule in BEFORE_RULES:
            if found := rule.applies(beside):
                return found
    after = _AFTER.match(text, end, end + 80)
    return _behind(text, after.start(1), after[1].split()) if after else None


def _may_have_role(before: str) -> bool:
    """Return whether the last word before a name is a role, or a role may stand before “of” or “for”; saves time."""
    last = _LAST.search(before, max(before.rfind(" ", 0, -1) + 1, len(before) - 24))
    return last is not None and (_is_role(last[1].lower()) or " of " in before or " for " in before)


class Beside(NamedTuple):
    """What stands before a name, and the character behind it: `the deputy`, `mayor`, `Tacna`, `,`."""

    modifiers: str
    word: str
    where: str
    comma: str
    follows: str


def _directly_before(beside: Beside) -> str:
    if not _is_role(beside.word) or (beside.comma and not beside.where):
        return ""
    return _with_modifiers(beside.modifiers, beside.word) + _where(beside.where)


def _office_of_a_nation(beside: Beside) -> str:
    if not beside.comma or beside.where or not _is_role(beside.word.lower()) or not _of_a_nation(beside.modifiers):
        return ""
    return _with_modifiers(beside.modifiers, beside.word.lower())


def _one_person_of_that_role(beside: Beside) -> str:
    enclosed = beside.comma and beside.follows in {",", ")"}
    if not enclosed or not _is_role(beside.word) or not _is_one(beside.modifiers):
        return ""
    return _with_modifiers(beside.modifiers, beside.word) + _where(beside.where)


BEFORE_RULES: tuple[Rule[Callable[[Beside], str]], ...] = (
    Rule("role directly before", _directly_before, "They met striker Petra Zorvan again."),
    Rule("office of a nation before a comma", _office_of_a_nation, "They met the Peruvian President, Petra Zorvan."),
    Rule("the one person of a role", _one_person_of_that_role, "They met the striker, Petra Zorvan, again."),
)


def _behind(text: str, start: int, following: list[str]) -> str | None:
    """Return the first role among the words behind a name, with those before it; None where a clause or a name begins.

    A role that stands before another name is that one's: Petra Zorvan, striker Ana Paz and others.
    """
    at = start
    for i, word in enumerate(following):
        at += len(word)
        more = i + 1 < len(following) and _is_role(following[i + 1].lower())  # chief executive
        if _is_role(word.lower()) and not more and (word[:1].islower() or i):
            if _NAME.match(text, at):
                return None
            of = _OF.match(text, at)
            return _with_modifiers(" ".join(following[:i]), word.lower()) + (_where(of[1]) if of else "")
        if fold(word) in _STOP:
            return None
        at += 1
    return None


def age(text: str, start: int, end: int) -> int | None:
    """Return the age in years beside the person whose name stands between two offsets: `Ana Paz, 34,`.

    A number in brackets is as often a score or a minute.
    """
    found = _AGE_AFTER.match(text, end, end + 24)
    if found is None and text.find("-year-old", max(0, start - 40), start) >= 0:
        found = _AGE_BEFORE.search(text, max(0, start - 40), start)
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
    """Return the place a role is tied to if the gazetteer has it: ` of peru`."""
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
    """Return whether a lower-case word says what somebody is."""
    if not word[:1].islower():
        return False
    key = fold(word).rstrip(".")
    return (key in words("titles") and key not in words("ambiguous_titles")) or (
        key.startswith("ex-") and key[3:] in words("titles")
    )


def _with_modifiers(before: str, word: str) -> str:
    """Return a role with the adjectives that stand directly before it."""
    kept: list[str] = []
    for raw in reversed(before.split()):
        key = fold(raw)
        bare = _POSSESSIVE.sub("", key)
        if bare != key and raw[:1].isupper():
            return " ".join([*kept, fold(word)]) + _where(bare)
        if key in _STOP or not _modifies(key):
            break
        if key not in _NEWNESS:
            kept.insert(0, key)
    return " ".join([*kept, fold(word)])


def _modifies(key: str) -> bool:
    """Return whether a word before a role belongs to it: `deputy`, `new`, `Peruvian`, `far-right`, `communist`."""
    if key in words("role_words") or key in _NEWNESS or demonym(key):
        return True
    return key.endswith(("ist", "ial", "ive")) or ("-" in key and not key[0].isdigit())
