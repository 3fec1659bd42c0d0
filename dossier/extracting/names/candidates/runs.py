"""Capitalised words at their places, and the runs they form: what names are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dossier.extracting.lexicon import common, demonym, in_any, listed, place, words
from dossier.extracting.names.candidates.links import joins
from dossier.extracting.names.candidates.vocabulary import CapitalWord, LineKind, folded, organisation
from dossier.text.folding import fold

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
_QUOTES = frozenset("\"'“”‘’«»()[]*_-–—· \t\u00a0\u200b•")
_LONGEST = 16  # words: no name is longer, and lines of capitals must not cost the square of their length
_WIRE = 8  # words in capitals that make a sentence
_LONG_HEADING, _LONGEST_HEADING = 160, 240  # characters
_ENGLISH = re.compile("(?:ing|ed|ly|ment|ness|tion|ware)$")
_SMALL_LINKS = frozenset({"of", "for", "the", "de", "la", "el", "von", "van"})
_LEGAL_FORMS = frozenset({"ltd", "inc", "plc", "llc", "corp", "gmbh"})
_BEFORE_COMPANIES = ("speech_verbs", "action_verbs", "titles", "non_name_words", "quantities/stops")
_COMPANY = 3  # words of a company's name before its legal form
_LAST_PARTS = ("company_suffix", "organisation_heads")
_PARTS_OF_NAMES = (
    "titles", "role_words", "organisation_heads", "company_suffix", "place_heads", "weekdays", "months", "particles",
)  # fmt: skip
_LAST_WORD = re.compile(r"([\w’']+)[ \u00a0]$")
_FAMILY_BEFORE = re.compile(r"\b([A-Z][a-z]+) $")
_PREFIXES = frozenset({"ex", "non", "anti", "pro", "post", "pre"})
_DATED = re.compile(r"\d[ .\-]?$|[ .\-]{1,2}\d")
_RESULT = re.compile(r"\([A-Z]{3}\)|\d[.:]\d\d|\A\s*\d{1,3}[.)]\s")  # a nation, a time or a place in a row of results
_ERAS = frozenset({"AD", "A.D", "A.D.", "BC", "B.C", "B.C.", "BCE", "B.C.E", "CE", "C.E"})
_LONGEST_TICKER = 5
_EXCHANGE = re.compile(r"\.[A-Z]{1,2}(?![\w.])")
_LETTERS_LAST = re.compile(r"\b[A-Z]\.[A-Z]\.\s*$")  # a heading that ends with U.S.
_NICKNAME_OPENS = re.compile(r" ([(\"'“‘])((?:the |el |la )?)")
_LONGEST_NICKNAME = 24  # characters after its first capital
_NICKNAME = {"(": ")", '"': '"', "'": "'", "“": "”", "‘": "’"}


@dataclass(slots=True)
class Run:
    """Capitalised words that follow one another, with the kind of line they stand in."""

    words: list[CapitalWord]
    initial: bool  # begins a sentence, so that its first capital says nothing
    line: LineKind


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """Yield the runs of capitalised words between two offsets, line by line."""
    while start < end:
        line_end = text.find("\n", start, end)
        if line_end < 0:
            line_end = end
        if start < line_end and (found := list(_words(text, start, line_end))):
            kind = _line_kind(text[start:line_end], len(found))
            found = without_common_words(found) if kind == "wire" else _without_nicknames(text, found)
            for run in _joined(text, found, kind):
                labelled = run[0].gap == ". " and text[run[0].start - 4 : run[0].start - 3] == " "  # Terminal C. Lisbon
                yield Run(run, labelled or begins_sentence(text, run[0].start, start), kind)
        start = line_end + 1


def _joined(text: str, found: list[CapitalWord], kind: LineKind) -> Iterator[list[CapitalWord]]:
    """Yield the words of a line in groups that belong together; each word gets the gap before it."""
    run = found[:1]
    for before, word in pairwise(found):
        if not word.gap:
            word.gap = text[before.end : word.start]
            if kind == "wire":
                word.gap = word.gap.lower()
        if len(run) < _LONGEST and joins(before, word.gap, word) and not (word.gap == ". " and _is_lettered(run)):
            run.append(word)
        else:
            yield run
            run = [word]
    if run:
        yield run


def _is_lettered(run: list[CapitalWord]) -> bool:
    """Return whether a letter at the end is no initial but labels a place: `Terminal C. Lisbon was quiet`."""
    if len(run) < 2 or len(run[-1].key) > 1:
        return False
    return run[-2].key in words("quantities/places_with_numbers") and not in_any(run[-2].key, "titles", "role_words")


def begins_sentence(text: str, start: int, floor: int = 0) -> bool:
    """Return whether a word at `start` begins a sentence or a line, nothing before `floor` being looked at."""
    i = start - 1
    quoted = False
    while i >= floor and text[i] in _QUOTES:
        quoted = quoted or text[i] in '"“‘«•'
        i -= 1
    if quoted or i < floor or text[i] in "!?…\n:;":
        return True
    return text[i] == "." and not _abbreviated(text, floor, i)


def _abbreviated(text: str, floor: int, stop: int) -> bool:
    """Return whether a full stop ends an abbreviation or initial, and no sentence."""
    word = re.search(r"[\w.]*$", text[max(floor, stop - 12) : stop])
    last = fold(word[0]) if word else ""
    return last in words("abbreviations") or (len(last) == 1 and text[stop - 1].isupper())


def _in_capitals(line: str) -> bool:
    """Return whether nearly all letters of a line are capitals."""
    small = sum(map(str.islower, line))
    return small * 8 < sum(map(str.isupper, line))


def without_common_words(found: list[CapitalWord]) -> list[CapitalWord]:
    """Leave out of running text in capitals the words that are not names, and may not be parts of names either.

    Words that may be parts of names (titles, heads, legal forms) stay where a strange or known word stands with them.
    """
    keys = [word.key for word in found]
    telling = _telling(keys)
    parts = _parts_of_names(keys, telling)
    kept: list[CapitalWord] = []
    group: list[int] = []
    for i in [*(i for i, key in enumerate(keys) if i in telling or i in parts or key in _SMALL_LINKS), len(keys) + 1]:
        if group and i != group[-1] + 1:
            kept += [found[k] for k in group if k in telling or k in parts] if telling.intersection(group) else []
            group = []
        group.append(i)
    return kept


def _telling(keys: list[str]) -> set[int]:
    """Return which words of running text in capitals are names: strange ones, and those that a list has."""
    strange = [not common(key) and not _ENGLISH.search(key) and not in_any(key, *_PARTS_OF_NAMES) for key in keys]
    telling = {i for i in range(len(keys)) if strange[i] or _is_telling(keys, strange, i)}
    for i in range(len(keys)):
        telling.update(_before_legal_form(keys, i))
        for n in range(2, 6):
            if _is_listed(keys[i : i + n]):
                telling.update(range(i, i + n))
    return telling


def _parts_of_names(keys: list[str], telling: set[int]) -> set[int]:
    """Return which words may be parts of a name: titles and heads, and what stands between a name and its head."""
    parts = {i for i, key in enumerate(keys) if i not in telling and in_any(key, *_PARTS_OF_NAMES)}
    return parts | {i for i in range(1, len(keys) - 1) if i - 1 in telling and in_any(keys[i + 1], *_LAST_PARTS)}


def _is_telling(keys: list[str], strange: list[bool], i: int) -> bool:
    """Return whether a word of running text in capitals is a name though it is a common word too."""
    given = keys[i] in listed("given") and i + 1 < len(keys) and strange[i + 1]
    surname = i > 0 and strange[i - 1] and keys[i] in listed("surnames") and keys[i - 1] in listed("given")
    introduced = _is_introduced(keys, i) or _is_introduced(keys, i - 1)
    return given or surname or introduced or place(keys[i]) or organisation(keys[i]) or demonym(keys[i])


def _before_legal_form(keys: list[str], i: int) -> range:
    """Return which words have a legal form behind them: `SAID NORTHERN WATER LTD WOULD PAY`."""
    if keys[i] not in _LEGAL_FORMS:
        return range(0)
    start = i
    while (
        start and i - start < _COMPANY and not in_any(keys[start - 1], *_BEFORE_COMPANIES) and len(keys[start - 1]) > 2
    ):
        start -= 1
    return range(start, i)


def _is_introduced(keys: list[str], i: int) -> bool:
    """Return whether a given name and a surname begin here behind a title or before a verb: `MAYOR RITA COLE SAID`."""
    if i < 0 or i + 1 >= len(keys) or keys[i] not in listed("given") or keys[i + 1] not in listed("surnames"):
        return False
    titled = i > 0 and keys[i - 1] in words("titles")
    return titled or (i + 2 < len(keys) and keys[i + 2] in words("speech_verbs"))


def _is_listed(keys: list[str]) -> bool:
    """Return whether words together are a well-known name."""
    key = " ".join(keys)
    return len(keys) > 1 and (organisation(key) or key in words("places") or key in listed("countries"))


def _line_kind(line: str, capitals: int) -> LineKind:
    """Return whether this is a line in capitals or a heading in title case, no plain text."""
    if capitals >= _WIRE and _WIRE <= line.count(" ") < capitals * 2 and _in_capitals(line):
        return "wire" if line.rstrip(' "”').endswith(".") or len(line) > _LONG_HEADING else "caps"
    if len(line) > 8 and line.isupper() and line.count(" "):
        return "caps"
    return "title" if _is_in_title_case(line, capitals) else "plain"


def _is_in_title_case(line: str, capitals: int) -> bool:
    """Return whether a line is a heading whose long words have capitals."""
    if capitals < 3 or len(line) > _LONGEST_HEADING or capitals * 3 < line.count(" "):
        return False
    if len(_RESULT.findall(line)) > 1 or line.startswith("|"):
        return False  # a row of a table
    ended = line.rstrip().endswith((".", ".”", '."')) and not _LETTERS_LAST.search(line)
    return not ended and len(_LOWER_WORD.findall(line)) * 4 <= capitals


def _words(text: str, start: int, end: int) -> Iterator[CapitalWord]:
    """Return each capitalised word between two offsets, clitics cut off, hyphenated pairs of names taken apart."""
    for match in _CAPITALISED.finditer(text, start, end):
        a, b = match.span()
        word, closed = match[0], False
        if "'" in word or "’" in word:
            bare = _without_clitic(word)
            word, closed, b = bare, len(bare) < len(word), a + len(bare)
        if (
            not word
            or text[b : b + 1] == "$"
            or (word in _ERAS and text[a - 2 : a - 1].isdigit())
            or (len(word) == 3 and _is_in_a_date(text, start, a, b, end))
            or _is_in_a_ticker(text, a, b, word)
        ):
            continue
        if "-" in word or "–" in word:
            yield from _hyphenated(text, start, a, b, closed=closed)
        else:
            key = folded(word)
            before = _word_before(text, start, a) if in_any(key, "month_given_names", "non_name_words") else ""
            yield CapitalWord(a, b, word, key, "", closed, before)


def _word(text: str, floor: int, start: int, end: int, *, closed: bool) -> CapitalWord:
    """Return the word between two offsets, nothing before `floor` being looked at."""
    written = text[start:end]
    key = folded(written)
    before = _word_before(text, floor, start) if key in words("month_given_names") else ""
    return CapitalWord(start, end, written, key, "", closed, before)


def _without_clitic(word: str) -> str:
    """Return a word without a possessive or contraction: `Ana` of `Ana’s`; nothing of `I’d`."""
    clitic = _CLITIC.search(word)
    if clitic is None:
        return word
    bare = word[: clitic.start()]
    return "" if bare == "I" and clitic[0][1:] != "s" else bare


def _is_in_a_date(text: str, floor: int, start: int, end: int, ceiling: int) -> bool:
    """Return whether three capitals are the month of a date: `14 DEC 2005`."""
    word = text[start:end]
    if not word.isupper() or fold(word) not in words("months"):
        return False
    after = _DATED.match(text, end, min(ceiling, end + 3))
    return after is not None or _DATED.search(text, max(floor, start - 3), start) is not None


def _is_in_a_ticker(text: str, start: int, end: int, word: str) -> bool:
    """Return whether capitals are the letters of a share and its exchange, as agencies have them: `ZQB.MC`."""
    if len(word) > _LONGEST_TICKER or not word.isupper():
        return False
    if text[end : end + 1] == "." and len(word) > 1:
        return _EXCHANGE.match(text, end) is not None
    return len(word) < 3 and text[start - 1 : start] == "." and text[start - 3 : start - 1].isupper()


def _hyphenated(text: str, floor: int, start: int, end: int, *, closed: bool) -> Iterator[CapitalWord]:
    """Yield what a word with a hyphen names: one name, two, or the name before or behind a word that is none."""
    parts = _HYPHEN.split(text[start:end])
    if len(parts) == 2 and _is_behind_a_prefix(*parts):
        yield _word(text, floor, end - len(parts[1]), end, closed=closed)  # Ex-BBC
        return
    named = len(parts[0]) > 2 or (parts[0].isupper() and len(parts[0]) > 1)
    if named and _modifier(parts[-1]) and not _is_given_name(text, start, parts):
        while len(parts) > 1 and parts[-1][:1].islower():
            parts.pop()
        end, closed = start + sum(map(len, parts)) + len(parts) - 1, True
    if len(parts) == 2 and _two_names(*map(fold, parts)):
        middle = start + len(parts[0])
        yield CapitalWord(start, middle, parts[0], fold(parts[0]), "", closed=True)
        start = end - len(parts[1])
    yield _word(text, floor, start, end, closed=closed)


def _is_behind_a_prefix(prefix: str, name: str) -> bool:
    return prefix.lower() in _PREFIXES and name[:1].isupper() and not common(fold(name))


def _word_before(text: str, floor: int, start: int) -> str:
    """Return the word before an offset, folded; "" at the beginning of a line."""
    found = _LAST_WORD.search(text, max(floor, start - 24), start)
    return fold(found[1]) if found else ""


def _modifier(tail: str) -> bool:
    """Return whether what follows a hyphen is not part of the name: `Texas-based` against `Jae-in`."""
    return tail[:1].islower() and len(tail) > 2 and common(tail)


def _is_given_name(text: str, start: int, parts: list[str]) -> bool:
    """Return whether a word is a given name of two syllables behind a family name: `Yoon Suk-min`."""
    before = _FAMILY_BEFORE.search(text, max(0, start - 8), start) if len(parts) == 2 else None
    if before is None:
        return False
    family, given = fold(before[1]), [fold(part) for part in parts]
    return any(
        family in words(f"{people}_family_names") and all(part in words(f"{people}_syllables") for part in given)
        for people in ("korean", "taiwanese")
    )


def _two_names(one: str, other: str) -> bool:
    """Return whether a hyphen stands between two names: `Chile-Peru`, `HP-EDS`."""
    organisations = words("organisations")
    if f"{one}-{other}" in organisations:
        return False
    if one in organisations and other in organisations:
        return True
    return all(part in listed("countries") or part in words("places") or demonym(part) for part in (one, other))


def _without_nicknames(text: str, found: list[CapitalWord]) -> list[CapitalWord]:
    """Leave out a nickname between given name and surname: `Kimani (Kiki) Gray`, `Dwayne “The Hammer” Kitto`."""
    if not _NICKNAME_OPENS.search(text, found[0].end, found[-1].start):
        return found
    out: list[CapitalWord] = []
    i = 0
    while i < len(found):
        out.append(found[i])
        i += 1
        if i < len(found) and (after := _after_nickname(text, found, i)):
            found[after].gap = " "
            i = after
    return out


def _after_nickname(text: str, found: list[CapitalWord], at: int) -> int:
    """Return the index of the word after a nickname whose first capital is at `at`; 0 where there is none."""
    before, word = found[at - 1], found[at]
    if text[before.end + 1 : before.end + 2] not in _NICKNAME:
        return 0
    opening = _NICKNAME_OPENS.fullmatch(text, before.end, word.start)
    if opening is None or before.closed or before.key in words("non_name_words"):
        return 0
    closes = text.find(_NICKNAME[opening[1]], word.end, word.end + _LONGEST_NICKNAME)
    after = next((k for k in range(at + 1, min(len(found), at + 5)) if found[k].start == closes + 2), 0)
    if closes < 0 or not after or text[closes + 1] != " " or in_any(found[after].key, "weekdays", "months"):
        return 0
    several = closes > word.end or bool(opening[2])
    return after if _is_nickname(before, word, in_brackets=opening[1] == "(", several=several) else 0


def _is_nickname(before: CapitalWord, word: CapitalWord, *, in_brackets: bool, several: bool) -> bool:
    """Return whether what stands in marks or brackets behind a word may be a nickname: not `Ana Paz (UK)`."""
    if in_brackets and (word.text.isupper() or place(word.key)):
        return False
    return not several or before.key in listed("given") or before.key not in listed("common")
