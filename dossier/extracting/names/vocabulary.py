"""Capitalised words where they stand, and the runs they form: the raw material of names."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dossier.extracting.lexicon import common, demonym, in_any, listed, place, words
from dossier.text.folding import fold

LineKind = Literal["plain", "title", "caps"]

_UP = "".join(chr(c) for c in range(0x41, 0x530) if chr(c).isupper())
_WORD = rf"[{_UP}]\w*(?:['’&\-–]\w+){{0,5}}(?:\.(?:com|org|net|co)\b)?"
_CAPITALISED = re.compile(
    rf"(?<![\w@#/])(?:"
    rf"(?:[{_UP}]\.[ ]?){{1,4}}[{_UP}]\b(?!['’\-]\w)(?:\.(?!\w))?"  # U.S, U. S, J.K
    r"|(?:Radio|Channel|Formula|BBC|ITV)[ ]\d{1,2}\b"
    rf"|(?:(?:al|el|ad|as|ash|an|ar|d|l|i|e)[-'’]?(?=[{_UP}]))?{_WORD}"
    rf"|\d\d(?:ers|ERS|th)\b(?=[ ][{_UP}]|[ ,.'’])"  # 49ers, 20th Century
    rf")"
)
_CLITIC = re.compile(r"(?:['’](?:s|re|ve|ll|d|m|S)|n['’]t)$")
_HYPHEN = re.compile("[-–]")
_LOWER_WORD = re.compile(r"(?<![\w'’\-])[a-zà-öø-ÿ][\w'’\-]{3,}")
_LINKS = re.compile(
    r" (?:of(?: the| La| El)?|and|for(?: the)?|on|de(?: la| los| las)?|del|da|das|do|dos|di|du|la|le"
    r"|to|van(?: der| den| de)?|von(?: der)?|der|den|ter|bin|ibn|bint|al|el|y|e|the|in) "
)
_QUOTES = frozenset("\"'“”‘’«»()[]*_-–—· \t\u00a0\u200b•")
_LONGEST = 16  # words: no name is longer, and lines of capitals must not cost the square of their length
_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,5}")
_PREFIXES = frozenset({"ex", "non", "anti", "pro", "post", "pre"})
_DATED = re.compile(r"\d[ .\-]?$|[ .\-]{1,2}\d")
_LETTERS_LAST = re.compile(r"\b[A-Z]\.[A-Z]\.\s*$")  # a heading that ends with U.S.
_NICKNAME = {"(": ")", '"': '"', "'": "'", "“": "”", "‘": "’"}


@dataclass(slots=True)
class Word:
    """One capitalised word; `gap` is what stands between it and the word before in the same run."""

    start: int
    end: int
    text: str
    key: str
    gap: str = ""
    closed: bool = False  # a possessive or other clitic ends the name here


@dataclass(slots=True)
class Run:
    """Capitalised words that follow one another, with the kind of line they stand in."""

    words: list[Word]
    initial: bool  # begins a sentence, so that its first capital says nothing
    line: LineKind


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """Give the runs of capitalised words between two offsets, line by line."""
    line_start = start
    while line_start < end:
        line_end = text.find("\n", line_start, end)
        if line_end < 0:
            line_end = end
        found = list(_words(text, line_start, line_end))
        if found:
            kind = _line_kind(text[line_start:line_end], len(found))
            found = _without_nicknames(text, found)
            run = [found[0]]
            for before, word in pairwise(found):
                word.gap = word.gap or text[before.end : word.start]
                if len(run) < _LONGEST and _joins(before, word.gap, word):
                    run.append(word)
                else:
                    yield Run(run, begins_sentence(text, run[0].start, line_start), kind)
                    run = [word]
            yield Run(run, begins_sentence(text, run[0].start, line_start), kind)
        line_start = line_end + 1


def begins_sentence(text: str, start: int, floor: int = 0) -> bool:
    """Tell whether a word at `start` begins a sentence or a line, nothing before `floor` being looked at."""
    i = start - 1
    quoted = False
    while i >= floor and text[i] in _QUOTES:
        quoted = quoted or text[i] in '"“‘«•'
        i -= 1
    if quoted or i < floor or text[i] in "!?…\n:;":
        return True
    if text[i] == ".":
        word = re.search(r"[\w.]*$", text[max(floor, i - 12) : i])
        last = fold(word[0]) if word else ""
        return not (last in words("abbreviations") or (len(last) == 1 and text[i - 1].isupper()))
    return False


def _line_kind(line: str, capitals: int) -> LineKind:
    """Tell a line in capitals and a heading in title case from plain text."""
    if len(line) > 8 and line.isupper() and line.count(" "):
        return "caps"
    ended = line.rstrip().endswith((".", ".”", '."')) and not _LETTERS_LAST.search(line)
    if capitals < 3 or len(line) > 240 or ended or capitals * 3 < line.count(" "):
        return "plain"
    return "title" if len(_LOWER_WORD.findall(line)) * 4 <= capitals else "plain"


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    """Each capitalised word between two offsets, clitics cut off, hyphenated pairs of names taken apart."""
    for match in _CAPITALISED.finditer(text, start, end):
        a, b = match.span()
        word = match[0]
        closed = False
        if clitic := _CLITIC.search(word):
            word, closed = word[: clitic.start()], True
            b = a + len(word)
            if not word or (word == "I" and clitic[0][1:] != "s"):  # I’d
                continue
        month = len(word) == 3 and word.isupper() and fold(word) in words("months")
        if month and (_DATED.search(text, max(start, a - 3), a) or _DATED.match(text, b, min(end, b + 3))):
            continue  # 14 DEC 2005
        if "-" in word or "–" in word:
            parts = _HYPHEN.split(word)
            if (
                len(parts) == 2
                and parts[0].lower() in _PREFIXES
                and parts[1][:1].isupper()
                and not common(fold(parts[1]))
            ):
                a, word = b - len(parts[1]), parts[1]  # Ex-BBC
                parts = parts[1:]
            if (len(parts[0]) > 2 or (parts[0].isupper() and len(parts[0]) > 1)) and _modifier(parts[-1]):
                while len(parts) > 1 and parts[-1][:1].islower():
                    parts.pop()
                word = word[: sum(map(len, parts)) + len(parts) - 1]
                b, closed = a + len(word), True
            if len(parts) == 2 and _two_names(fold(parts[0]), fold(parts[1])):
                yield Word(a, a + len(parts[0]), sys.intern(parts[0]), fold(parts[0]), "", closed=True)
                a, word = b - len(parts[1]), parts[1]
        yield Word(a, b, word, fold(word.replace(". ", ".")), "", closed)


def _modifier(tail: str) -> bool:
    """Tell whether what follows a hyphen is no part of the name: `Texas-based` against `Jae-in`."""
    return tail[:1].islower() and len(tail) > 2 and common(tail)


def family_first(parts: list[str]) -> bool:
    """Tell whether the family name comes first, as a given name in two syllables shows: `Ban Ki-moon`."""
    return len(parts) == 2 and bool(_SYLLABLES.fullmatch(parts[1])) and len(parts[0]) < 6


def _two_names(one: str, other: str) -> bool:
    """Tell whether a hyphen stands between two names: `Chile-Peru`, `HP-EDS`."""
    bodies = words("organisations")
    if f"{one}-{other}" in bodies:
        return False
    if one in bodies and other in bodies:
        return True
    return all(part in listed("countries") or part in words("places") or demonym(part) for part in (one, other))


def _without_nicknames(text: str, found: list[Word]) -> list[Word]:
    """Leave out a nickname in brackets or quotation marks between given name and surname: `Kimani (Kiki) Gray`."""
    out = found[:1]
    for i in range(1, len(found)):
        word = found[i]
        if i + 1 < len(found) and found[i - 1].key not in words("non_name_words") and not found[i - 1].closed:
            opening, closing = text[found[i - 1].end : word.start], text[word.end : found[i + 1].start]
            letters = opening[-1:] == "(" and (word.text.isupper() or place(word.key))  # Ana Paz (UK)
            if (
                not letters
                and opening[:1] == " "
                and len(opening) == 2
                and closing == f"{_NICKNAME.get(opening[1], '')} "
            ):
                found[i + 1].gap = " "
                continue
        out.append(word)
    return out


def _joins(before: Word, gap: str, after: Word) -> bool:
    """Tell whether two capitalised words with `gap` between them may belong to one name."""
    if before.closed:
        if gap not in ("'s ", "’s "):
            return False
        if before.key in words("possessive_owners"):  # People's Daily
            return in_any(after.key, "possessed_heads", "organisation_heads", "event_heads")
        return after.key == "cup" or (after.key in words("possessed_heads") and before.key in listed("given"))
    if gap in (" ", "\u00a0", " & "):
        return True
    if gap in ("' ", "’ "):  # Rugby Players' Association
        return before.key.endswith("s") and common(before.key) and after.key in words("organisation_heads")
    if gap == ". ":
        if len(before.key) == 1:
            return after.key not in words("non_name_words")
        ends = in_any(before.key, "company_suffix", "months") or region(before.key)
        return before.key in words("abbreviations") and not ends and before.key not in ("jr", "sr")
    if gap in (", ", " , "):
        form = after.key in words("company_suffix") and after.key not in ("group", "holdings", "company")
        return form or after.key in ("jr", "sr")
    return bool(_LINKS.fullmatch(gap))


def region(key: str) -> bool:
    """Tell whether a folded word is the short name of a country or state, its last full stop left out or not."""
    return key in words("place_abbreviations") or f"{key}." in words("place_abbreviations")


def listed_name(key: str) -> bool:
    """Tell whether a spelling is in the lists of bodies, places and events."""
    lists = (words("organisations"), words("events"), listed("companies"))
    return place(key) or region(key) or any(key in names for names in lists)


def organisation(key: str) -> bool:
    """Return whether a spelling is a well-known organisation, `&` written out or not: `ernst and young`."""
    known = words("organisations")
    return key in known or (" and " in key and key.replace(" and ", " & ") in known)
