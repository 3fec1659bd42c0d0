"""The query language: what a person types, as a tree that any engine can answer.

    kast ultimatum        both words, in any form (ultimatums)      kast OR jara    either
    "state of emergency"  exactly these words in this order         -lima  NOT lima without
    "army border"~5       near each other, at most 5 words between  +kast           with
    1.5 million           the number, however it is written         https://…       the article with this address
    emerg*                words that begin so                       jara~  jara~2   words spelt like it
    "<person> expelled"~8 any person near the word
    title: outlet: byline: person: org: place: nationality: event: entity: speaker: quote: kind: unit:
    date:2025-11  date:2025-11-28..2025-12-01  date:..2025-12       number:330000  number:100..500  number:>=1.5m
    similar:ARTICLE#char=120,380                                    passages that may tell the same

Pure: no engine, no files. `docs/searching.md` is the same for people, `query_help.py` for the app's help.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dossier.model import LinkError, QueryError, parse_link
from dossier.storing.search.query.suggestions import EXAMPLES, Edit, mended, nearest_field, nearest_slot
from dossier.storing.search.query.tree import (
    FIELDS,
    SLOTS,
    Address,
    All,
    And,
    Field,
    Fuzzy,
    Not,
    Number,
    Numeral,
    Or,
    Phrase,
    Prefix,
    Published,
    QuantityNode,
    Query,
    Similar,
    Term,
)
from dossier.storing.search.query.values import address, number, numeral, published
from dossier.storing.search.text.tokens import HYPHENED, STOP_WORDS, fold, joined, tokens
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
    """Read a query. Raises QueryError with the place, what to do and, where it can be guessed, what was meant.

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
_ADDRESS = re.compile(rf"https?://[^\s(){_QUOTES}]+", re.IGNORECASE)


class _Parser:
    """Recursive descent; every way in goes through `_deeper`, so that no input exhausts the stack."""

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
                return _join(And, parts)
            # The only thing that `_either` stops at.
            self._fail("This closing bracket was never opened.", edit=(self.at, self.at + 1, ""))
            self.at += 1

    def _rest(self) -> str:
        """Skip space; what is left begins where the next thing does."""
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
        return _join(Or, [part for part in parts if part is not None])

    def _both(self) -> Query | None:
        parts: list[Query] = []
        while (rest := self._rest()) and rest[0] != ")":
            at = self.at
            if self._operator("OR"):
                self.at = at
                break
            if self._operator("AND"):
                if not parts:
                    self._fail("AND needs something before it.", at, (at, at + 3, ""))
                if not self._rest() or self.text[self.at] == ")":
                    self._fail("AND needs something after it.", at, (at, at + 3, ""))
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
        # Words that are everywhere say nothing beside words that are not.
        telling = [part for part in parts if not (isinstance(part, Term) and part.word in STOP_WORDS)]
        if any(not isinstance(part, Not) for part in telling):
            parts = telling
        return _join(And, _amounts(parts))

    def _one(self) -> Query | None:
        """Read a sign or NOT and what it stands before, a group, a phrase, a field or a word."""
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
            if sign in "-+":
                self.at += 1
            if self._rest()[:1] in {"", ")"}:
                self._fail(f"{'NOT' if sign == 'N' else sign} needs something after it.", at, (at, self.at, ""))
                return None
            # What is left out must not change with every letter.
            self.typing = self.typing and sign == "+"
            part = self._one()
            return part if part is None or sign == "+" else Not(part)
        if sign == "(":
            self.at += 1
            part = self._either()
            if self._rest()[:1] == ")":
                self.at += 1
            else:
                self._fail("This bracket is never closed.", at, (self.at, self.at, ")"))
            return part
        if sign in _QUOTES:
            return self._phrase()
        if place := address((_ADDRESS.match(self.text, self.at) or [""])[0]):
            return self._address(place)
        if field := _FIELD.match(self.text, self.at):
            return self._field(field)
        return self._word()

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
                message = 'Say how many words may stand between: "army border"~5.'
                self._fail(message, tail.start(), (tail.start(), tail.end(), "~5"))
            slop = min(int(tail[1] or 0), WIDEST)
        self._count(len(found))
        return Phrase(found, slop) if found else None

    def _phrase_words(self, start: int, end: int) -> tuple[str, ...]:
        """Read the words between quotation marks, and what stands for a name there: `<person> expelled`."""
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
        """Read a web address: the article that has it, or passages that print it."""
        match = _ADDRESS.match(self.text, self.at)
        assert match
        words = tuple(token.word for token in tokens(self.text, self.at, match.end()))
        self._count(1 + len(words))
        self.at = match.end()
        return Or((Address(place), Phrase(words)))

    def _numeral(self) -> Query | None:
        """Read a number, with a word like `million` behind it; None where none stands here by itself."""
        found = numeral(self.text, self.at)
        if found is None or self.text[found[1] : found[1] + 1].strip(" \t\r\n)"):
            return None
        value, end = found
        words = tuple(token.word for token in tokens(self.text, self.at, end))
        self._count(len(words))
        self.at = end
        return Numeral(words, value)

    def _word(self) -> Query | None:
        if number := self._numeral():
            return number
        match = _BARE.match(self.text, self.at)
        assert match
        at, raw = self.at, match[0]
        self.at = match.end()
        body = raw.rstrip("*")
        if "*" in body.strip("*"):
            star = at + raw.index("*")
            self._fail("A * can stand only at the end of a word.", star, (star + 1, self.at, ""))
        if body[:1] == "*" or (not body and raw):
            self._fail("A * needs the beginning of a word before it, as in emerg*.", at)
        fuzzy = re.fullmatch(r"(.+?)~(\d*)", body) if body == raw else None
        found = [token.word for token in tokens(fuzzy[1] if fuzzy else body)]
        self._count(len(found))
        if not found:
            return None
        *before, last = found
        tail: Query = Term(last)
        if body != raw:
            tail = self._prefix(last, at)
        elif fuzzy:
            tail = self._fuzzy(last, fuzzy[2], at)
        elif before:
            together = Phrase(tuple(found))
            return Or((together, Term(fold(joined(raw))))) if HYPHENED.fullmatch(raw) else together
        elif self.typing and self.at == len(self.text) and len(last) >= SHORTEST_PREFIX and last.isalpha():
            return tail if last in STOP_WORDS else Or((tail, Prefix(last)))
        return And((Phrase(tuple(before)), tail)) if before else tail

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
            message = f"“{word}~” is too short to be spelt otherwise; it needs three letters."
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
        if name in _VALUES:
            return self._value(name, at)
        part = self._one()
        return None if part is None else _inside(name, part)

    def _value(self, name: str, at: int) -> Query | None:
        """Read what stands after a field that takes no words; quotation marks may be around it."""
        opening = self.text[self.at] in _QUOTES
        value = (_QUOTED if opening else _BARE).match(self.text, self.at)
        if not value:
            self._fail(f"“{name}:” needs a value{EXAMPLES[name]}.", at)
            return None
        at, self.at = self.at, value.end()
        self._count(1)
        said = value[0].strip(_QUOTES)
        node = _VALUES[name](said)
        if node is None:
            kind = "link" if name == "similar" else name
            self._fail(f"“{one_line(said[:40])}” is no {kind}{EXAMPLES[name]}.", at)
        elif _backward(node):
            since, _, until = said.partition("..")
            start = at + opening
            self._fail(f"“{said}” ends before it begins.", at, (start, start + len(said), f"{until}..{since}"))
        return node


def _backward(node: Query) -> bool:
    match node:
        case Published(since, until):
            return since > until
        case Number(low, high):
            return low is not None and high is not None and low > high
    return False


def _similar(value: str) -> Similar | None:
    try:
        link = parse_link(value)
    except LinkError:
        return None
    return Similar(link.article, link.start, link.end)


_VALUES: dict[str, Callable[[str], Query | None]] = {"date": published, "number": number, "similar": _similar}


def _amounts(parts: list[Query]) -> list[Query]:
    """Let `number:>=1m unit:km` be one quantity: what is said of quantities side by side is said of the same."""
    about = [part for part in parts if _about_quantities(part)]
    if len(about) < 2 or sum(_has_number(part) for part in about) > 1:
        return parts  # two numbers are two quantities
    return [*(part for part in parts if part not in about), QuantityNode(tuple(about))]


def _about_quantities(part: Query) -> bool:
    if isinstance(part, And | Or):
        return all(map(_about_quantities, part.parts))
    return isinstance(part, Number) or (isinstance(part, Field) and part.name in {"unit", "kind"})


def _has_number(part: Query) -> bool:
    return any(map(_has_number, part.parts)) if isinstance(part, And | Or) else isinstance(part, Number)


def _inside(name: str, part: Query) -> Query:
    """Push a field down to the words: title:(a OR b) is title:a OR title:b."""
    if isinstance(part, And | Or):
        return type(part)(tuple(_inside(name, item) for item in part.parts))
    if isinstance(part, Not):
        return Not(_inside(name, part.part))
    if isinstance(part, Field | Published | Number | QuantityNode | Similar | Address | All):
        return part
    if isinstance(part, Numeral):
        part = Phrase(part.words) if len(part.words) > 1 else Term(part.words[0])
    return Field(name, part)


def _join(kind: type[And | Or], parts: list[Query]) -> Query | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
