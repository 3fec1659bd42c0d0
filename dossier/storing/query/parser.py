"""The query language: what a person types, as a tree that any engine can answer.

    ferry strike          both words, in any form (strikes)         ferry OR tram   either
    "out of service"      exactly these words in this order         -tram  NOT tram without
    "ferry delay"~5       near each other, at most 5 words between  +ferry          with
    1.5 million           the number, however it is written         https://…       the article with this address
    resign*               words that begin so                       duarte~         words spelt like it
    "<person> resigned"~8 any person near the word
    title: outlet: byline: person: org: place: nationality: event: entity: speaker: quote: kind: unit: tag:
    date:2025-11  date:2025-11-28..2025-12-01  date:..2025-12       number:330000  number:100..500  number:>=1.5m
    similar:ARTICLE#char=120,380                                    passages that may tell the same

Pure: no engine, no files. `docs/searching.md` is the same for people, `help.py` for the app's help.
"""

from __future__ import annotations

import re
from typing import Final

from dossier.model import QueryError
from dossier.storing.query.parts import amounts, inside, join, telling
from dossier.storing.query.suggestions import EXAMPLES, Edit, mended, nearest_field, nearest_slot
from dossier.storing.query.tree import (
    FIELDS,
    SLOTS,
    Address,
    All,
    And,
    Fuzzy,
    Not,
    NumberTerm,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)
from dossier.storing.query.values import VALUES, address, backward, numeral
from dossier.storing.text.tokens import HYPHENED, STOP_WORDS, fold, joined, tokens
from dossier.text.visible import one_line

LONGEST: Final = 2_000  # characters of a query
MOST_TERMS: Final = 64
DEEPEST: Final = 32  # brackets within brackets
WIDEST: Final = 50  # words between the words of a near
SHORTEST_PREFIX: Final = 3


class _BadQueryError(QueryError):
    """A QueryError that knows what to change in the query."""

    def __init__(self, message: str, position: int, edit: Edit | None = None) -> None:
        super().__init__(message, position)
        self.edit = edit


def parse(text: str, lenient: bool = False) -> Query:
    """Return the tree of a query. Raises QueryError with the place, what to do and, if possible, a mended query.

    `lenient` is for queries still being typed: what is open is closed, what is not yet finished is left out,
    and the last word also matches as the beginning of a word. Only the limits still raise.
    """
    try:
        return _read(text, lenient)
    except _BadQueryError as error:
        error.query = text
        error.suggestion = mended(text, error, _edit_needed)
        raise


def _read(text: str, lenient: bool) -> Query:
    if len(text) > LONGEST:
        raise _BadQueryError(f"The query is longer than {LONGEST:,} characters; shorten it.", LONGEST)
    tree = _Parser(text, lenient).parse()
    if tree is None:
        if lenient:
            return All()
        raise _BadQueryError("The query has no word to search for.", 0)
    return tree


def _edit_needed(text: str) -> _BadQueryError | None:
    """Return what is wrong with a query; None where it can be read."""
    try:
        _read(text, lenient=False)
    except _BadQueryError as error:
        return error
    return None


_QUOTES = '"“”„«»`'
_FIELD = re.compile(r"([A-Za-z]+):(?=(.?))")
_BARE = re.compile(rf"[^\s(){_QUOTES}]+")
_QUOTED = re.compile(rf"[{_QUOTES}][^{_QUOTES}]+[{_QUOTES}]")
_TAIL = re.compile(r"~(\d{0,3})")
_SPACE = re.compile(r"\s*")
_SLOT = re.compile(r"<(\w+)>")
# With its scheme, or as browsers show it: `www.` or a path behind a host.
_ADDRESS = re.compile(
    rf"(?:https?://|www\.)[^\s(){_QUOTES}]+|(?:[a-z0-9-]+\.)+[a-z]{{2,}}/[^\s(){_QUOTES}]*", re.IGNORECASE
)


def _with_scheme(address: str) -> str:
    return address if address[:4].lower() == "http" else f"https://{address}"


class _Parser:
    """Recursive descent; every way in goes through `_one`, which counts, so that no input exhausts the stack."""

    def __init__(self, text: str, lenient: bool) -> None:
        self.text = text
        self.lenient = lenient
        self.typing = lenient  # whether a last word may be the beginning of one
        self.at = 0
        self.terms = 0
        self.depth = 0

    def parse(self) -> Query | None:
        parts = []
        while True:
            tree = self._either()
            if tree is not None:
                parts.append(tree)
            if self._rest() == "":
                return join(And, parts)
            # The only thing that `_either` stops at.
            self._fail("This closing bracket was never opened.", edit=(self.at, self.at + 1, ""))
            self.at += 1

    def _rest(self) -> str:
        """Skip white space and return the rest of the query."""
        match = _SPACE.match(self.text, self.at)
        assert match
        self.at = match.end()
        return self.text[self.at : self.at + 4]

    def _fail(self, message: str, at: int | None = None, edit: Edit | None = None) -> None:
        """Raise, unless the query is still being typed; `edit` would make sense of it."""
        if not self.lenient:
            raise _BadQueryError(message, self.at if at is None else at, edit)

    def _operator(self, *names: str) -> bool:
        self._rest()
        for name in names:
            end = self.at + len(name)
            if self.text.startswith(name, self.at) and (
                end == len(self.text) or self.text[end] in " \t\r\n()" + _QUOTES
            ):
                self.at = end
                return True
        return False

    def _either(self) -> Query | None:
        parts = [self._both()]
        while True:
            at = self.at
            if not self._operator("OR"):
                break
            if parts[-1] is None:
                self._fail("OR needs something before it.", at, (at, at + 2, ""))
            parts.append(self._both())
            if parts[-1] is None:
                self._fail("OR needs something after it.", at, (at, at + 2, ""))
        return join(Or, [part for part in parts if part is not None])

    def _both(self) -> Query | None:
        parts: list[Query] = []
        while (rest := self._rest()) and rest[0] != ")":
            at = self.at
            if self._operator("OR"):
                self.at = at
                break
            if self._operator("AND"):
                self._needs_both(at, before=bool(parts))
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
        return join(And, amounts(telling(parts)))

    def _needs_both(self, at: int, *, before: bool) -> None:
        """Refuse an AND without something on each side."""
        if not before:
            self._fail("AND needs something before it.", at, (at, at + 3, ""))
        if self._rest()[:1] in {"", ")"}:
            self._fail("AND needs something after it.", at, (at, at + 3, ""))

    def _one(self) -> Query | None:
        """Return the next part: a sign or NOT with what follows it, a group, a phrase, a field or a word."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _BadQueryError(
                f"More than {DEEPEST} brackets or signs inside one another; simplify the query.", self.at
            )
        try:
            return self._signed()
        finally:
            self.depth -= 1

    def _signed(self) -> Query | None:
        self._rest()
        at, sign = self.at, self.text[self.at]
        if self._operator("NOT") or (sign in "-+" and self.text[at + 1 : at + 2].strip()):
            return self._after_sign(at, sign)
        if sign == "(":
            return self._group()
        if sign in _QUOTES:
            return self._phrase()
        if (match := _ADDRESS.match(self.text, self.at)) and (place := address(_with_scheme(match[0]))):
            return self._address(place)
        if field := _FIELD.match(self.text, self.at):
            return self._field(field)
        return self._word()

    def _after_sign(self, at: int, sign: str) -> Query | None:
        """Return the part after `-`, `+` or NOT, which has been read."""
        if sign in "-+":
            self.at += 1
        if self._rest()[:1] in {"", ")"}:
            self._fail(f"{'NOT' if sign == 'N' else sign} needs something after it.", at, (at, self.at, ""))
            return None
        # What is left out must not change with every letter.
        self.typing = self.typing and sign == "+"
        part = self._one()
        return part if part is None or sign == "+" else Not(part)

    def _group(self) -> Query | None:
        at = self.at
        self.at += 1
        part = self._either()
        if self._rest()[:1] == ")":
            self.at += 1
        else:
            self._fail("This bracket is never closed.", at, (self.at, self.at, ")"))
        return part

    def _count(self, words: int) -> None:
        self.terms += words
        if self.terms > MOST_TERMS:
            raise _BadQueryError(f"The query has more than {MOST_TERMS} words; shorten it.", self.at)

    def _phrase(self) -> Query | None:
        at = self.at
        end = next((i for i in range(at + 1, len(self.text)) if self.text[i] in _QUOTES), None)
        if end is None:
            self._fail("This quotation mark is never closed.", at, (len(self.text), len(self.text), self.text[at]))
            end = len(self.text)
        found = self._phrase_words(at + 1, end)
        self.at = min(end + 1, len(self.text))
        slop = 0
        if tail := _TAIL.match(self.text, self.at):
            self.at = tail.end()
            if not tail[1]:
                message = 'Say how many words may stand between: "ferry delay"~5.'
                self._fail(message, tail.start(), (tail.start(), tail.end(), "~5"))
            slop = min(int(tail[1] or 0), WIDEST)
        self._count(len(found))
        return Phrase(found, slop) if found else None

    def _phrase_words(self, start: int, end: int) -> tuple[str, ...]:
        """Return the words between quotation marks, and what stands for a name there: `<person> expelled`."""
        found: list[str] = []
        at = start
        for slot in _SLOT.finditer(self.text, start, end):
            name = slot[0].lower()
            if name not in SLOTS:
                near = nearest_slot(slot[1].lower())
                edit = (slot.start(), slot.end(), near) if near else None
                self._fail(f"There is no “{slot[0]}”; there are {', '.join(SLOTS)}.", slot.start(), edit)
                continue
            found += (token.word for token in tokens(self.text, at, slot.start()))
            found.append(name)
            at = slot.end()
        found += (token.word for token in tokens(self.text, at, end))
        return tuple(found)

    def _address(self, place: str) -> Query:
        """Return the query of a web address: the article that has it, or passages that print it."""
        match = _ADDRESS.match(self.text, self.at)
        assert match
        words = tuple(token.word for token in tokens(self.text, self.at, match.end()))
        self._count(1 + len(words))
        self.at = match.end()
        return Or((Address(place), Phrase(words)))

    def _numeral(self) -> Query | None:
        """Return a number, with a word like `million` behind it; None where none stands here by itself."""
        found = numeral(self.text, self.at)
        if found is None or self.text[found[1] : found[1] + 1].strip(" \t\r\n)"):
            return None
        value, end = found
        words = tuple(token.word for token in tokens(self.text, self.at, end))
        self._count(len(words))
        self.at = end
        return NumberTerm(words, value)

    def _word(self) -> Query | None:
        if number := self._numeral():
            return number
        match = _BARE.match(self.text, self.at)
        assert match
        at, raw = self.at, match[0]
        self.at = match.end()
        body = raw.rstrip("*")
        self._star_behind(at, raw, body)
        fuzzy = re.fullmatch(r"(.+?)~(\d*)", body) if body == raw else None
        found = self._counted(fuzzy[1] if fuzzy else body)
        if not found:
            return None
        if body == raw and not fuzzy:
            return self._plain_word(raw, found)
        *before, last = found
        tail = self._fuzzy(last, fuzzy[2], at) if fuzzy else self._prefix(last, at)
        return And((Phrase(tuple(before)), tail)) if before else tail

    def _counted(self, text: str) -> list[str]:
        found = [token.word for token in tokens(text)]
        self._count(len(found))
        return found

    def _star_behind(self, at: int, raw: str, body: str) -> None:
        """Refuse a * before or inside a word; `body` is the word without those behind it."""
        if "*" in body.strip("*"):
            star = at + raw.index("*")
            self._fail("A * can stand only at the end of a word.", star, (star + 1, self.at, ""))
        if body[:1] == "*" or (not body and raw):
            self._fail("A * needs the beginning of a word before it, as in resign*.", at)

    def _plain_word(self, raw: str, found: list[str]) -> Query:
        """Return what a word asks for, several where signs part it; the last of a query may still be typed."""
        word = found[-1]
        if len(found) > 1:
            together = Phrase(tuple(found))
            return Or((together, Term(fold(joined(raw))))) if HYPHENED.fullmatch(raw) else together
        unfinished = self.typing and self.at == len(self.text) and word not in STOP_WORDS
        if unfinished and len(word) >= SHORTEST_PREFIX and word.isalpha():
            return Or((Term(word), Prefix(word)))
        return Term(word)

    def _prefix(self, word: str, at: int) -> Query:
        if len(word) >= SHORTEST_PREFIX:
            return Prefix(word)
        if word.isascii():
            message = f"A * needs at least {SHORTEST_PREFIX} letters before it; “{word}*” has {len(word)}."
            self._fail(message, at, (self.at - 1, self.at, ""))
        return Term(word)

    def _fuzzy(self, word: str, edits: str, at: int) -> Query:
        if edits not in {"", "1", "2"}:
            message = f"“{word}~{edits}” allows too much; ~1 and ~2 are possible."
            self._fail(message, at, (self.at - len(edits), self.at, "2"))
        if len(word) < 3:
            message = f"“{word}~” is too short for other spellings; it needs three letters."
            self._fail(message, at, (self.at - len(edits) - 1, self.at, ""))
            return Term(word)
        return Fuzzy(word, int(edits) if edits in {"1", "2"} else 1 if len(word) <= 5 else 2)

    def _field(self, match: re.Match[str]) -> Query | None:
        at, name = self.at, match[1].lower()
        follows = match[2].strip()
        if name not in FIELDS:
            if not follows:
                return self._word()  # “note: …” is prose
            near = nearest_field(name)
            hint = "." if near else f"; there are {', '.join(f'{field}:' for field in FIELDS)}."
            self._fail(f"There is no field “{match[1]}:”{hint}", at, (at, match.end(1), near) if near else None)
            return self._word()
        self.at = match.end()
        if not follows or follows == ")":
            self._fail(f"“{name}:” needs something after it{EXAMPLES.get(name, '')}.", at)
            return None
        if name in VALUES:
            return self._value(name, at)
        part = self._one()
        return None if part is None else inside(name, part)

    def _value(self, name: str, at: int) -> Query | None:
        """Return the value of a field that takes no words; it may be in quotation marks."""
        opening = self.text[self.at] in _QUOTES
        value = (_QUOTED if opening else _BARE).match(self.text, self.at)
        if not value:
            self._fail(f"“{name}:” needs a value{EXAMPLES[name]}.", at)
            return None
        at, self.at = self.at, value.end()
        self._count(1)
        said = value[0].strip(_QUOTES)
        node = VALUES[name](said)
        if node is None:
            kind = "link" if name == "similar" else name
            self._fail(f"“{one_line(said[:40])}” is not a {kind}{EXAMPLES[name]}.", at)
        elif backward(node):
            since, _, until = said.partition("..")
            start = at + opening
            self._fail(f"“{said}” ends before it begins.", at, (start, start + len(said), f"{until}..{since}"))
        return node
