"""The query language: what a person types, as a tree that any engine can answer.

    kast ultimatum        both words, in any form (ultimatums)      kast OR jara    either
    "state of emergency"  exactly these words in this order         -lima  NOT lima without
    "army border"~5       near each other, at most 5 words between  +kast           with
    emerg*                words that begin so                       jara~  jara~2   words spelt like it
    title: outlet: byline: person: org: place: nationality: event: entity: speaker: quote: kind: unit:
    date:2025-11  date:2025-11-28..2025-12-01  date:..2025-12       number:330000  number:100..500  number:>=1.5m

Pure: no engine, no files. `docs/search.md` is the same for people.
"""

from __future__ import annotations

import re
from typing import Final

from dossier.model import DossierError
from dossier.storing.query_values import number, published
from dossier.storing.tree import FIELDS, All, And, Field, Fuzzy, Not, Number, Or, Phrase, Prefix, Published, Query, Term
from dossier.storing.words import STOP_WORDS, tokens
from dossier.visible import one_line

LONGEST: Final = 2_000  # characters of a query
MOST_TERMS: Final = 64
DEEPEST: Final = 32  # brackets within brackets
WIDEST: Final = 50  # words between the words of a near
SHORTEST_PREFIX: Final = 3


class QueryError(DossierError):
    """A query that makes no sense; `position` is the character of it where that shows."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


def parse(text: str, lenient: bool = False) -> Query:
    """Read a query. Raises QueryError with the place and what to do.

    `lenient` is for queries still being typed: what is open is closed, what is not yet finished is left out,
    and the last word also matches as the beginning of a word. Only the limits still raise.
    """
    if len(text) > LONGEST:
        raise QueryError(f"The query is longer than {LONGEST:,} characters; shorten it.", LONGEST)
    tree = _Parser(text, lenient).parse()
    if tree is None:
        if lenient:
            return All()
        raise QueryError("The query has no word to search for.", 0)
    return tree


_QUOTES = '"“”„«»'
_FIELD = re.compile(r"([A-Za-z]+):(?=(.?))")
_BARE = re.compile(rf"[^\s(){_QUOTES}]+")
_TAIL = re.compile(r"~(\d{0,3})")
_SPACE = re.compile(r"\s*")


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
            self._fail("This closing bracket was never opened.")  # the only thing `_either` stops at
            self.at += 1

    def _rest(self) -> str:
        """Skip space; what is left begins where the next thing does."""
        match = _SPACE.match(self.text, self.at)
        assert match
        self.at = match.end()
        return self.text[self.at : self.at + 4]

    def _fail(self, message: str, at: int | None = None) -> None:
        """Raise, unless the query is still being typed."""
        if not self.lenient:
            raise QueryError(message, self.at if at is None else at)

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
                self._fail("OR needs something before it.", at)
            parts.append(self._both())
            if parts[-1] is None:
                self._fail("OR needs something after it.", at)
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
                    self._fail("AND needs something before it.", at)
                if not self._rest() or self.text[self.at] == ")":
                    self._fail("AND needs something after it.", at)
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
        # Words that are everywhere say nothing beside words that are not.
        telling = [part for part in parts if not (isinstance(part, Term) and part.word in STOP_WORDS)]
        if any(not isinstance(part, Not) for part in telling):
            parts = telling
        return _join(And, parts)

    def _one(self) -> Query | None:
        """Read a sign or NOT and what it stands before, a group, a phrase, a field or a word."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(f"More than {DEEPEST} brackets or signs inside one another; simplify the query.", self.at)
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
                self._fail(f"{'NOT' if sign == 'N' else sign} needs something after it.", at)
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
                self._fail("This bracket is never closed.", at)
            return part
        if sign in _QUOTES:
            return self._phrase()
        if field := _FIELD.match(self.text, self.at):
            return self._field(field)
        return self._word()

    def _count(self, words: int) -> None:
        self.terms += words
        if self.terms > MOST_TERMS:
            raise QueryError(f"The query has more than {MOST_TERMS} words; shorten it.", self.at)

    def _phrase(self) -> Query | None:
        at = self.at
        end = next((i for i in range(at + 1, len(self.text)) if self.text[i] in _QUOTES), None)
        if end is None:
            self._fail("This quotation mark is never closed.", at)
            end = len(self.text)
        found = tuple(token.word for token in tokens(self.text, at + 1, end))
        self.at = min(end + 1, len(self.text))
        slop = 0
        if tail := _TAIL.match(self.text, self.at):
            self.at = tail.end()
            if not tail[1]:
                self._fail('Say how many words may stand between: "army border"~5.', tail.start())
            slop = min(int(tail[1] or 0), WIDEST)
        self._count(len(found))
        return Phrase(found, slop) if found else None

    def _word(self) -> Query | None:
        match = _BARE.match(self.text, self.at)
        assert match
        at, raw = self.at, match[0]
        self.at = match.end()
        body = raw.rstrip("*")
        if "*" in body.strip("*"):
            self._fail("A * can stand only at the end of a word.", at + raw.index("*"))
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
            return Phrase(tuple(found))
        elif self.typing and self.at == len(self.text) and len(last) >= SHORTEST_PREFIX and last.isalpha():
            return tail if last in STOP_WORDS else Or((tail, Prefix(last)))
        return And((Phrase(tuple(before)), tail)) if before else tail

    def _prefix(self, word: str, at: int) -> Query:
        if len(word) >= SHORTEST_PREFIX:
            return Prefix(word)
        if word.isascii():
            self._fail(f"A * needs at least {SHORTEST_PREFIX} letters before it; “{word}*” has {len(word)}.", at)
        return Term(word)

    def _fuzzy(self, word: str, edits: str, at: int) -> Query:
        if edits not in {"", "1", "2"}:
            self._fail(f"“{word}~{edits}” allows too much; ~1 and ~2 are possible.", at)
        if len(word) < 3:
            self._fail(f"“{word}~” is too short to be spelt otherwise; it needs three letters.", at)
            return Term(word)
        return Fuzzy(word, int(edits) if edits in {"1", "2"} else 1 if len(word) <= 5 else 2)

    def _field(self, match: re.Match[str]) -> Query | None:
        at, name = self.at, match[1].lower()
        follows = match[2].strip()
        if name not in FIELDS:
            if not follows:
                return self._word()  # “note: …” is prose
            self._fail(f"There is no field “{match[1]}:”{_nearest(name)}", at)
            return self._word()
        self.at = match.end()
        if not follows or follows == ")":
            self._fail(f"“{name}:” needs something after it{_EXAMPLES.get(name, '')}.", at)
            return None
        if name in {"date", "number"}:
            value = _BARE.match(self.text, self.at)
            if not value:
                self._fail(f"“{name}:” needs a value{_EXAMPLES[name]}.", at)
                return None
            at, self.at = self.at, value.end()
            self._count(1)
            read = published if name == "date" else number
            node = read(value[0])
            if node is None:
                self._fail(f"“{one_line(value[0][:40])}” is no {name}{_EXAMPLES[name]}.", at)
            return node
        part = self._one()
        return None if part is None else _inside(name, part)


def _inside(name: str, part: Query) -> Query:
    """Push a field down to the words: title:(a OR b) is title:a OR title:b."""
    if isinstance(part, And | Or):
        return type(part)(tuple(_inside(name, item) for item in part.parts))
    if isinstance(part, Not):
        return Not(_inside(name, part.part))
    if isinstance(part, Field | Published | Number | All):
        return part
    return Field(name, part)


def _join(kind: type[And | Or], parts: list[Query]) -> Query | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


_EXAMPLES = {
    "date": ", such as date:2025-11-28, date:2025-11, date:2025-11-28..2025-12-01 or date:..2025",
    "number": ", such as number:60, number:100..500 or number:>=1.5m",
    "person": ", such as person:kast",
    "title": ", such as title:border",
}


def _nearest(name: str) -> str:
    from rapidfuzz import process

    near = process.extractOne(name, FIELDS, score_cutoff=60)
    return f"; did you mean “{near[0]}:”?" if near else f"; there are {', '.join(f'{field}:' for field in FIELDS)}."
