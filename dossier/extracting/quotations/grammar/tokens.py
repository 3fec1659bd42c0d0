"""The tokens of a sentence, and what a noun phrase can stand for: a person, an organisation, "he", "a senior official".

Every proper name and every quotation is one token.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from dossier.extracting.quotations.grammar.vocabulary import DOCUMENTS, ORGANISATION_NOUNS, PERSON_NOUNS, PLURAL_PEOPLE
from dossier.model import Mention
from dossier.text.lazy import lazy

# A full stop inside a sentence belongs to its word ("Lt.", "D. A."); tokenised text sets the `'s` of a name apart.
_TOKEN = re.compile(r"['’][ ]?s\b|\w+(?:[-’'.]\w+)*(?:\.(?=\s))?|\S")
_COMPLEMENT = re.compile(r"\s(?:of|for|at|in|from|with|who|to)\s|\s(?:close|familiar|privy)\b|,")
POSSESSIVE = frozenset({"'s", "’s", "' s", "’ s", "'", "’"})
SPEAKING = PERSON_NOUNS | PLURAL_PEOPLE | ORGANISATION_NOUNS | DOCUMENTS
PEOPLE_ENDINGS = ("ists", "ians", "men", "women")
ONE_OF = re.compile(r"[Tt]he [A-Z]\w+(?:an|man|ot|on|ek|er|ole|ede|ane|nn|urk|erb|lav|iot|ino|li|qi|ab)")  # the Scot
PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman")
_PERSONAL = ("man", "woman", "person", "ist", "ian", "eer", "yer", "boy", "girl", "-year-old")
_NOUNS_IN_LY = frozenset("family monopoly assembly ally daily weekly monthly quarterly bully italy july".split())


class GrammarToken(NamedTuple):
    """A word, a name, a quotation (one token each) or a mark of punctuation; offsets are the article's."""

    start: int
    end: int
    text: str
    kind: Literal["word", "name", "quote", "mark"]
    lower: str
    mention: Mention | None = None


class SpeechSource(NamedTuple):
    """Whom a sentence names as speaking: `name` (with its mention), `pronoun` or `nominal` ("police")."""

    start: int
    end: int
    text: str
    kind: Literal["name", "pronoun", "nominal"]
    first: int  # index of its first token
    mention: Mention | None = None
    joint: tuple[SpeechSource, ...] = ()  # of a description: the several people or organisations that speak together

    @property
    def head(self) -> str:
        """The noun it turns on: of "a senior official of the ministry", "official"."""
        return _head(self.text)

    @property
    def singular(self) -> bool:
        """Whether a present-tense verb after it must end in s."""
        if self.joint:
            return False
        if self.kind == "pronoun":
            return self.text.lower() in {"he", "she", "it"}
        return self.mention is not None or not (self.head.endswith("s") or self.number == "people")

    @property
    def speaks(self) -> bool:
        """Whether it is a kind of speaker at all; "many factors" may explain, but say nothing."""
        return self.kind != "nominal" or bool(self.joint) or self.head in SPEAKING or self.number != "thing"

    @property
    def number(self) -> Literal["person", "people", "thing"]:
        """What pronoun it answers to: he or she, they, it."""
        if self.joint:
            return "people"
        if self.mention is not None:
            return "person" if self.mention.type == "PERSON" else "thing"
        if ONE_OF.fullmatch(self.text):
            return "person"
        head = self.head
        if (
            head in PLURAL_PEOPLE
            or head.endswith(PEOPLE_ENDINGS[:2])
            or (head[-1:] == "s" and head[:-1] in PERSON_NOUNS)
        ):
            return "people"
        person = head in PERSON_NOUNS or head.endswith(_PERSONAL)
        return "person" if person and head not in ORGANISATION_NOUNS else "thing"


@lru_cache(maxsize=1 << 12)
def _head(text: str) -> str:
    words = _COMPLEMENT.split(text.lower(), maxsplit=1)[0].split()
    return words[-1] if words else ""


def is_adverb(word: str) -> bool:
    """Return whether a word is an adverb by its ending: `reportedly`, and not `family`."""
    return word.endswith("ly") and word not in _NOUNS_IN_LY


class Tokens:
    """A sentence as its tokens."""

    def __init__(self, text: str, start: int, end: int, atoms: Sequence[Mention | tuple[int, int]]) -> None:
        self.text, self.start, self.end, self._atoms = text, start, end, atoms

    @lazy
    def tokens(self) -> list[GrammarToken]:
        """Return words and marks; names and quotations are one token each."""
        tokens: list[GrammarToken] = []
        at = self.start
        for atom in self._atoms:
            start, end = (atom.start, atom.end) if isinstance(atom, Mention) else atom
            tokens += self._words(at + self._acronym(tokens, at), start)
            if isinstance(atom, Mention):
                tokens.append(GrammarToken(start, end, atom.text, "name", atom.text.lower(), atom))
            else:
                tokens.append(GrammarToken(start, end, self.text[start:end], "quote", ""))
            at = max(at, end)
        return tokens + self._words(at + self._acronym(tokens, at), self.end)

    def _acronym(self, tokens: list[GrammarToken], at: int) -> int:
        """Return 1 where a full stop inside the sentence belongs to the name before it: `the U.N. said`."""
        named = bool(tokens) and tokens[-1].kind == "name" and tokens[-1].end == at
        return int(named and self.text.startswith(".", at) and at + 1 < self.end)

    def _words(self, start: int, end: int) -> list[GrammarToken]:
        return [
            GrammarToken(
                match.start(),
                match.end(),
                word := match[0],
                "word" if word[0].isalnum() or word in POSSESSIVE else "mark",
                word.lower(),
            )
            for match in _TOKEN.finditer(self.text, start, end)
        ]

    @lazy
    def _quotes(self) -> dict[int, int]:
        return {token.start: index for index, token in enumerate(self.tokens) if token.kind == "quote"}

    def quote_at(self, start: int) -> int | None:
        """Return the index of the quotation token that begins at this offset."""
        return self._quotes.get(start)

    def any_quote_before(self, index: int) -> bool:
        """Return whether a quotation stands before the token at `index`: a quick look before slow rules."""
        return next(iter(self._quotes.values()), index) < index

    def word(self, index: int) -> str:
        """Return the token at `index` in lower case, nothing outside the sentence."""
        tokens = self.tokens
        return tokens[index].lower if 0 <= index < len(tokens) else ""


def is_person(named: GrammarToken | SpeechSource) -> bool:
    """Return whether a token or a source is a person's name."""
    return named.mention is not None and named.mention.type == "PERSON"
