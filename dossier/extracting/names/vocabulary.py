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

LineKind = Literal["plain", "title", "caps", "wire"]  # running text, headings of two kinds, running text in capitals
RUNNING: frozenset[LineKind] = frozenset({"plain", "wire"})
CAPITALS: frozenset[LineKind] = frozenset({"caps", "wire"})

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
_WIRE = 8  # words in capitals that make a sentence
_LONG_HEADING = 160  # characters
_ENGLISH = re.compile("(?:ing|ed|ly|ment|ness|tion|ware)$")
_SMALL_LINKS = frozenset({"of", "for", "the", "de", "la", "el", "von", "van"})
_LAST_PARTS = ("company_suffix", "organisation_heads")
_PARTS_OF_NAMES = (
    "titles", "role_words", "organisation_heads", "company_suffix", "place_heads", "weekdays", "months", "particles",
)  # fmt: skip
_LAST_WORD = re.compile(r"([\w’']+)[ \u00a0]$")
_FAMILY_BEFORE = re.compile(r"\b([A-Z][a-z]+) $")
_PREFIXES = frozenset({"ex", "non", "anti", "pro", "post", "pre"})
_DATED = re.compile(r"\d[ .\-]?$|[ .\-]{1,2}\d")
_LETTERS_LAST = re.compile(r"\b[A-Z]\.[A-Z]\.\s*$")  # a heading that ends with U.S.
_NICKNAME_OPENS = re.compile(r" ([(\"'“‘])((?:the |el |la )?)")
_LONGEST_NICKNAME = 24  # characters after its first capital
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
    before: str = ""  # the word before it in its line, folded


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
            found = without_common_words(found) if kind == "wire" else _without_nicknames(text, found)
        if found:
            run = [found[0]]
            for before, word in pairwise(found):
                gap = text[before.end : word.start]
                word.gap = word.gap or (gap.lower() if kind == "wire" else gap)
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


def _in_capitals(line: str) -> bool:
    """Return whether nearly all letters of a line are capitals."""
    small = sum(map(str.islower, line))
    return small * 8 < sum(map(str.isupper, line))


def without_common_words(found: list[Word]) -> list[Word]:
    """Leave out of running text in capitals the words that are no names, and may not be parts of names either.

    Words that may be parts of names (titles, heads, legal forms) stay where a strange or known word stands with them.
    """
    keys = [word.key for word in found]
    strange = [not common(key) and not _ENGLISH.search(key) and not in_any(key, *_PARTS_OF_NAMES) for key in keys]
    telling = {i for i in range(len(keys)) if strange[i] or _is_telling(keys, strange, i)}
    telling |= {
        k for i in range(len(keys)) for n in range(2, 6) if _is_listed(keys[i : i + n]) for k in range(i, i + n)
    }
    parts = {i for i, key in enumerate(keys) if i not in telling and in_any(key, *_PARTS_OF_NAMES)}
    parts |= {i for i in range(1, len(keys) - 1) if i - 1 in telling and in_any(keys[i + 1], *_LAST_PARTS)}
    kept: list[Word] = []
    group: list[int] = []
    for i in [*(i for i in range(len(keys)) if i in telling or i in parts or keys[i] in _SMALL_LINKS), len(keys) + 1]:
        if group and i != group[-1] + 1:
            kept += [found[k] for k in group if k in telling or k in parts] if telling.intersection(group) else []
            group = []
        group.append(i)
    return kept


def _is_telling(keys: list[str], strange: list[bool], i: int) -> bool:
    """Return whether a word of running text in capitals is a name though it is a common word too."""
    given = keys[i] in listed("given") and i + 1 < len(keys) and strange[i + 1]
    return given or place(keys[i]) or organisation(keys[i]) or demonym(keys[i])


def _is_listed(keys: list[str]) -> bool:
    """Return whether words together are a well-known name."""
    key = " ".join(keys)
    return len(keys) > 1 and (organisation(key) or key in words("places") or key in listed("countries"))


def _line_kind(line: str, capitals: int) -> LineKind:
    """Tell a line in capitals and a heading in title case from plain text."""
    if capitals >= _WIRE and _WIRE <= line.count(" ") < capitals * 2 and _in_capitals(line):
        return "wire" if line.rstrip(' "”').endswith(".") or len(line) > _LONG_HEADING else "caps"
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
            named = len(parts[0]) > 2 or (parts[0].isupper() and len(parts[0]) > 1)
            if named and _modifier(parts[-1]) and not _is_korean(text, a, parts):
                while len(parts) > 1 and parts[-1][:1].islower():
                    parts.pop()
                word = word[: sum(map(len, parts)) + len(parts) - 1]
                b, closed = a + len(word), True
            if len(parts) == 2 and _two_names(fold(parts[0]), fold(parts[1])):
                yield Word(a, a + len(parts[0]), sys.intern(parts[0]), fold(parts[0]), "", closed=True)
                a, word = b - len(parts[1]), parts[1]
        key = fold(word.replace(". ", "."))
        before = _word_before(text, start, a) if key in words("month_given_names") else ""
        yield Word(a, b, word, key, "", closed, before)


def _word_before(text: str, floor: int, start: int) -> str:
    """Return the word before an offset, folded; "" at the beginning of a line."""
    found = _LAST_WORD.search(text, max(floor, start - 24), start)
    return fold(found[1]) if found else ""


def _modifier(tail: str) -> bool:
    """Return whether what follows a hyphen is no part of the name: `Texas-based` against `Jae-in`."""
    return tail[:1].islower() and len(tail) > 2 and common(tail)


def _is_korean(text: str, start: int, parts: list[str]) -> bool:
    """Return whether a word is a Korean given name behind a family name: `Yoon Suk-min`, against `Guk-based`."""
    if len(parts) != 2 or any(fold(part) not in words("korean_syllables") for part in parts):
        return False
    before = _FAMILY_BEFORE.search(text, max(0, start - 8), start)
    return before is not None and fold(before[1]) in words("korean_family_names")


def family_first(parts: list[str]) -> bool:
    """Return whether the family name comes first, as a given name of two syllables shows: `Ban Ki-moon`."""
    if len(parts) == 2 and len(parts[0]) < 6 and _SYLLABLES.fullmatch(parts[1]):
        return True
    keys = [fold(part) for part in " ".join(parts).replace("-", " ").split()]
    return len(keys) == 3 and keys[0] in words("korean_family_names") and set(keys[1:]) <= words("korean_syllables")


def _two_names(one: str, other: str) -> bool:
    """Tell whether a hyphen stands between two names: `Chile-Peru`, `HP-EDS`."""
    bodies = words("organisations")
    if f"{one}-{other}" in bodies:
        return False
    if one in bodies and other in bodies:
        return True
    return all(part in listed("countries") or part in words("places") or demonym(part) for part in (one, other))


def _without_nicknames(text: str, found: list[Word]) -> list[Word]:
    """Leave out a nickname between given name and surname: `Kimani (Kiki) Gray`, `Dwayne “The Hammer” Kitto`."""
    out: list[Word] = []
    i = 0
    while i < len(found):
        out.append(found[i])
        i += 1
        if i < len(found) and (after := _after_nickname(text, found, i)):
            found[after].gap = " "
            i = after
    return out


def _after_nickname(text: str, found: list[Word], at: int) -> int:
    """Return the index of the word after a nickname whose first capital is at `at`; 0 where there is none."""
    before, word = found[at - 1], found[at]
    opening = _NICKNAME_OPENS.fullmatch(text, before.end, word.start)
    if opening is None or before.closed or before.key in words("non_name_words"):
        return 0
    closes = text.find(_NICKNAME[opening[1]], word.end, word.end + _LONGEST_NICKNAME)
    after = next((k for k in range(at + 1, min(len(found), at + 5)) if found[k].start == closes + 2), 0)
    if closes < 0 or not after or text[closes + 1] != " " or in_any(found[after].key, "weekdays", "months"):
        return 0
    letters = opening[1] == "(" and (word.text.isupper() or place(word.key))  # Ana Paz (UK)
    several = closes > word.end or opening[2]
    if letters or (several and not (before.key in listed("given") or before.key not in listed("common"))):
        return 0
    return after


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
