"""Who speaks: acts of speech in a sentence ("X told reporters", "according to the decree") and whom they name.

A sentence becomes a row of tokens in which every proper name and every quotation is one token. A verb of speech looks
for its subject to the left (or, directly after a quotation, to the right), over adverbs, auxiliaries, appositions and
relative clauses. Pronouns and roles ("he", "the minister", "the company") are resolved to the nearest speaker or
subject before them that fits.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from anyascii import anyascii

from dossier.extracting.quotations_words import (
    ADVERBS,
    AUXILIARIES,
    BODIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    DOCUMENTS,
    FINITE,
    LINKS,
    PARTICIPLES,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    TELLING,
    WEAK,
)
from dossier.model import Mention

_TOKEN = re.compile(r"['’]s\b|\w+(?:[-’'.]\w+)*|\S")
_BREAKS = frozenset(".;:!?…")
_ASIDE = {",": ",", "–": "–—-", "—": "–—-", ")": "(", "-": "-"}
_SPEAKING = PERSON_NOUNS | PLURAL_PEOPLE | BODIES | DOCUMENTS


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a name, a quotation (one token each) or a mark of punctuation; offsets are the article's."""

    start: int
    end: int
    text: str
    kind: Literal["word", "name", "quote", "mark"]
    mention: Mention | None = None

    @property
    def lower(self) -> str:
        """Its text in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a sentence names as speaking: `name` (with its mention), `pronoun` or `nominal` ("police")."""

    start: int
    end: int
    text: str
    kind: Literal["name", "pronoun", "nominal"]
    first: int  # index of its first token
    mention: Mention | None = None

    @property
    def head(self) -> str:
        """The noun it turns on: of "a senior official of the ministry", "official"."""
        words = re.split(r"\s(?:of|for|at|in|from|with|who)\s|,", self.text.lower(), maxsplit=1)[0].split()
        return words[-1] if words else ""

    @property
    def number(self) -> Literal["person", "people", "thing"]:
        """What pronoun it answers to: he or she, they, it."""
        if self.mention is not None:
            return "person" if self.mention.type == "PERSON" else "thing"
        if self.head in PLURAL_PEOPLE or (self.head.endswith("s") and self.head[:-1] in PERSON_NOUNS):
            return "people"
        return "thing" if self.head in BODIES or self.head in DOCUMENTS else "person"


@dataclass(frozen=True, slots=True)
class Act:
    """An act of speech: its verb (a token index), who speaks, and the words that say so (`cue`, article offsets)."""

    verb: int
    source: Source
    cue: tuple[int, int]
    strong: bool  # also introduces a quotation in the sentence after


class Sentence:
    """The tokens of a sentence and its acts of speech, worked out when first asked for."""

    def __init__(self, text: str, start: int, end: int, atoms: Sequence[Mention | tuple[int, int]]) -> None:
        self.text, self.start, self.end, self._atoms = text, start, end, atoms

    @cached_property
    def tokens(self) -> list[Token]:
        """Words and marks; names and quotations are one token each."""
        tokens: list[Token] = []
        at = self.start
        for atom in self._atoms:
            start, end = (atom.start, atom.end) if isinstance(atom, Mention) else atom
            tokens += self._words(at, start)
            if isinstance(atom, Mention):
                tokens.append(Token(start, end, atom.text, "name", atom))
            else:
                tokens.append(Token(start, end, self.text[start:end], "quote"))
            at = max(at, end)
        return tokens + self._words(at, self.end)

    def _words(self, start: int, end: int) -> list[Token]:
        return [
            Token(m.start(), m.end(), m[0], "word" if m[0][0].isalnum() or m[0][1:] == "s" else "mark")
            for m in _TOKEN.finditer(self.text, start, end)
        ]

    def quote_at(self, start: int) -> int | None:
        """Give the index of the quotation token that begins at this offset."""
        return next((i for i, t in enumerate(self.tokens) if t.kind == "quote" and t.start == start), None)

    @cached_property
    def acts(self) -> list[Act]:
        """The acts of speech, in the order of their verbs."""
        acts: list[Act] = []
        for index, token in enumerate(self.tokens):
            if token.kind == "word" and (found := self._act(index, token.lower, acts)):
                acts.append(found)
        return acts

    def _act(self, index: int, word: str, earlier: list[Act]) -> Act | None:
        tokens = self.tokens
        source: Source | None = None
        if word == "according" and self._word(index + 1) == "to":
            source = self.phrase_right(index + 2)
            return Act(index, source, (tokens[index].start, tokens[index + 1].end), strong=True) if source else None
        if word in FINITE:
            before = self._word(index - 1)
            if before == "to" or before in DETERMINERS or before in {"'s", "’s"}:
                return None
            source = self._agent(index) if self._passive(index) else None
            if source is None and not self._passive(index):
                source = self._inverted(index) or self.subject(index)
                if source is None and before in {"and", "but", "then", "also", ","} and earlier:
                    source = earlier[-1].source
                elif source is None and before in {"and", "but"}:
                    source = self.first_subject(index)
        elif word in PARTICIPLES:
            before = self._word(index - 1)
            if before in AUXILIARIES:
                source = self.subject(index)
            elif before == "as" and self._word(index - 2) == "quoted":
                source = self.subject(index - 2)
            elif before not in DETERMINERS:
                source = earlier[-1].source if earlier else self.first_subject(index)
        if source is None:
            return None
        return Act(index, source, self._cue(index), strong=word not in WEAK)

    def _word(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def _passive(self, index: int) -> bool:
        """Whether the verb is passive: `was described`, `were told`."""
        at = index - 1
        while self._word(at) in ADVERBS or self._word(at).endswith("ly"):
            at -= 1
        return self._word(at) in {"is", "are", "was", "were", "been", "being", "be"}

    def _agent(self, index: int) -> Source | None:
        return self.phrase_right(index + 2) if self._word(index + 1) == "by" else None

    def _inverted(self, index: int) -> Source | None:
        """Find the subject after a verb that stands directly behind a quotation: `"…," said the minister`."""
        at = index - 1
        while at >= 0 and (self.tokens[at].text == "," or self._word(at) in {"also", "then", "so"}):
            at -= 1
        if at < 0 or self.tokens[at].kind != "quote":
            return None
        return self.phrase_right(index + 1)

    def subject(self, index: int) -> Source | None:
        """Find the subject of the verb at `index`, to its left."""
        at = index - 1
        for _ in range(12):
            token = self.tokens[at] if at >= 0 else None
            if token is None or token.kind == "quote" or token.text in _BREAKS:
                return None
            if token.kind == "mark":
                if token.text not in _ASIDE:
                    return None
                return self._before_aside(at)
            word = token.lower
            if token.kind == "word" and word in PRONOUNS:
                return Source(token.start, token.end, token.text, "pronoun", at)
            if token.kind == "word" and word in {"who", "which"}:
                at -= 2 if self._word(at - 1) == "," else 1
                return self.phrase_left(at)
            if token.kind == "word" and (word in ADVERBS or word in AUXILIARIES or word in DAYS or word.endswith("ly")):
                at -= 1
                continue
            if token.kind == "word" and word == "on":
                at -= 1
                continue
            return self.phrase_left(at)
        return None

    def _before_aside(self, at: int) -> Source | None:
        """Skip an apposition or relative clause that ends at the mark `at`; a person named in it is the subject."""
        opening = _ASIDE[self.tokens[at].text]
        inside = at - 1
        while inside >= 0 and self.tokens[inside].text not in opening:
            if self.tokens[inside].kind == "quote" or self.tokens[inside].text in _BREAKS:
                return None
            inside -= 1
        if inside <= 0:
            return self.first_subject(at) if inside < 0 and self.tokens[at].text == "," else None
        aside = self.tokens[inside + 1 : at]
        if aside and aside[-1].mention is not None and aside[-1].mention.type == "PERSON":
            named = self.phrase_left(at - 1)
            if named is not None and named.first == inside + 1 and named.kind == "name":
                return named
        found = self.phrase_left(inside - 1)
        if found is None or (found.kind == "nominal" and found.head not in _SPEAKING):
            further = self._before_aside(inside) if self.tokens[inside].text == "," else None
            return further or found
        if found.kind == "nominal" and aside and aside[0].lower == "who":
            end = self.tokens[at - 1].end
            return replace(found, end=end, text=self.text[found.start : end])
        return found

    def phrase_left(self, last: int) -> Source | None:
        """Read the noun phrase that ends with the token `last`."""
        tokens = self.tokens
        at = last
        while at >= 0:
            token = tokens[at]
            if token.kind == "name":
                at -= 1
                continue
            word = token.lower
            if token.kind != "word" or word in AUXILIARIES or word in PRONOUNS:
                break
            if word in DETERMINERS:
                at -= 1
                if not (self._word(at) in LINKS and self._links(at)):
                    break
                continue
            if word in PREPOSITIONS or word in CONJUNCTIONS:
                if not (word in LINKS and self._links(at)):
                    break
            elif word in FINITE and word not in _SPEAKING and at != last:
                break
            at -= 1
        return self._source(at + 1, last)

    def _links(self, at: int) -> bool:
        """Whether the preposition at `at` ties its noun to a speaker before it: `the head of`, `an analyst at`."""
        for back in range(at - 1, max(-1, at - 7), -1):
            token = self.tokens[back]
            if token.kind == "mark" or token.kind == "quote" or token.lower in AUXILIARIES:
                return False
            if token.lower in FINITE and token.lower not in _SPEAKING:
                return False
            if self.tokens[at].lower == "and":
                return False
            if token.lower in _SPEAKING or (back == at - 1 and token.kind == "name"):
                return True
        return False

    def phrase_right(self, first: int) -> Source | None:
        """Read the noun phrase that begins at the token `first`."""
        tokens = self.tokens
        at = first
        while at < len(tokens):
            token = tokens[at]
            if token.kind == "name":
                at += 1
                continue
            word = token.lower
            if token.kind != "word" or word in AUXILIARIES or word in {"who", "which", "that"}:
                break
            if word in PRONOUNS:
                at += at == first
                break
            if (word in PREPOSITIONS or word in CONJUNCTIONS) and not (word in {"of", "for", "at", "in", "with", "from"} and at > first):
                if word == "and" and at > first and tokens[at - 1].kind == "word" and self._word(at + 1) in _SPEAKING:
                    at += 1
                    continue
                break
            if word in {"in", "at", "for", "from", "with"} and tokens[at - 1].kind == "name":
                break
            if word in DAYS or (word in FINITE | PARTICIPLES and word not in _SPEAKING and at > first):
                break
            at += 1
        found = self._source(first, at - 1)
        if found is not None and found.kind == "nominal" and self._word(at) == "," and at + 1 < len(tokens):
            named = tokens[at + 1]
            follows = tokens[at + 2].text if at + 2 < len(tokens) else "."
            if named.mention is not None and named.mention.type == "PERSON" and follows in {",", ".", ":", ";"}:
                return Source(named.start, named.end, named.text, "name", at + 1, named.mention)
        return found

    def _source(self, first: int, last: int) -> Source | None:
        """Say what a noun phrase names: the name that ends it or its head, else the phrase itself."""
        tokens = self.tokens
        while first <= last and (tokens[first].lower in LINKS or tokens[first].lower in CONJUNCTIONS or tokens[first].text in {"'s", "’s"}):
            first += 1
        while last >= first and (tokens[last].lower in ADVERBS or tokens[last].lower in LINKS):
            last -= 1
        if first > last:
            return None
        if first == last and tokens[first].kind == "word" and tokens[first].lower in PRONOUNS:
            return Source(tokens[first].start, tokens[first].end, tokens[first].text, "pronoun", first)
        head = next((i - 1 for i in range(first + 1, last + 1) if tokens[i].lower in LINKS), last)
        ends = tokens[last].mention
        for at in (last, head):
            mention = tokens[at].mention
            if mention is None or mention.type == "NATIONALITY":
                continue
            if at == last != head and not (mention.type == "PERSON" and tokens[at - 1].lower not in LINKS):
                continue
            return Source(mention.start, mention.end, mention.text, "name", first, mention)
        if ends is not None and head == last and ends.type == "NATIONALITY":
            pass
        start, end = tokens[first].start, tokens[last].end
        if not any(t.kind == "name" or t.lower not in DETERMINERS for t in tokens[first : last + 1]):
            return None
        return Source(start, end, self.text[start:end], "nominal", first)

    def first_subject(self, before: int) -> Source | None:
        """Guess what the sentence is about: its first speaker-like phrase before the token `before`."""
        for index, token in enumerate(self.tokens[:before]):
            if token.kind == "word" and token.lower in PRONOUNS - {"you", "we", "i"}:
                return Source(token.start, token.end, token.text, "pronoun", index)
            after = self._word(index + 1)
            if token.mention is not None and after not in {"'s", "’s"}:
                if token.mention.type == "NATIONALITY" or self._word(index - 1) in PREPOSITIONS:
                    continue
                if token.mention.type != "PERSON" and after and after not in AUXILIARIES | FINITE | {","}:
                    continue
                return Source(token.start, token.end, token.text, "name", index, token.mention)
            if token.kind == "word" and token.lower in _SPEAKING - DOCUMENTS and after not in _SPEAKING | LINKS:
                following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
                if following is not None and following.kind == "name":
                    continue
                found = self.phrase_left(index)
                if found is not None and self._word(found.first - 1) not in PREPOSITIONS:
                    return found
        return None

    def _cue(self, index: int) -> tuple[int, int]:
        """Take in whom it was told and where: `told a press conference`, `posted on X`, `…, as cited by Reuters`."""
        tokens = self.tokens
        first = last = index
        if self._word(index - 1) == "as" and self._word(index - 2) == "quoted":
            first = index - 2
        if self._word(index) in TELLING:
            phrase = self._object(index + 1)
            last = phrase if phrase is not None else last
        elif self._word(index + 1) in {"on", "in", "to", "at", "during", "via", "by"}:
            phrase = self._object(index + 2)
            last = phrase if phrase is not None else last
        following = self.text[tokens[last].end : self.end]
        via = _VIA.match(following)
        return tokens[first].start, tokens[last].end + (via.end() if via else 0)

    def _object(self, first: int) -> int | None:
        """Give the last token of the noun phrase that begins at `first`, without clauses; None where there is none."""
        at = first
        while at < len(self.tokens) and at < first + 8:
            token = self.tokens[at]
            if token.kind == "quote" or token.kind == "mark":
                break
            word = token.lower
            if token.kind == "word" and (
                word in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES or word in DAYS or word in PARTICIPLES
            ):
                break
            at += 1
        return at - 1 if at > first else None


_VIA = re.compile(
    r",? (?:as|as was|was) (?:cited|quoted|reported|posted|carried)(?: (?:by|in|on) [^,.;:\"“”]{1,60})?"
    r"|,? according to (?:the )?[A-Z][^,.;:\"“”]{1,50}"
)


def name_key(text: str) -> tuple[str, ...]:
    """Fold a name for comparing: ASCII, lower case, words."""
    return tuple(re.findall(r"\w+", anyascii(text).lower()))


class Discourse:
    """The sentences of an article, in order, and who "he" or "the minister" is in them."""

    def __init__(self, sentences: Sequence[Sentence], names: Sequence[Mention]) -> None:
        self.sentences = sentences
        self._starts = [s.start for s in sentences]
        self._people = [m for m in names if m.type == "PERSON"]
        self._said: dict[int, Source] = {}  # speakers settled so far, by offset of their quotation

    def at(self, offset: int) -> int:
        """Give the index of the sentence that holds the offset."""
        return max(0, bisect.bisect_right(self._starts, offset) - 1)

    def settle(self, offset: int, source: Source) -> None:
        """Remember who spoke the quotation at `offset`, for the pronouns that follow."""
        self._said[offset] = source

    def resolve(self, source: Source) -> Source:
        """Find who a pronoun or a definite role stands for; the source itself where nobody fits."""
        if source.kind == "pronoun":
            return self._antecedent(source) or source
        if source.kind == "nominal":
            return self._role(source) or source
        return source

    def _antecedent(self, source: Source) -> Source | None:
        word = source.text.lower()
        wanted = {"they": {"people", "thing"}, "it": {"thing"}, "we": {"people", "thing"}}.get(word, {"person"})
        for candidate in self._candidates(source.start):
            if candidate.number in wanted:
                return candidate if candidate.kind == "name" else (self._role(candidate) or candidate)
        for mention in reversed(self._people):
            if mention.end <= source.start and wanted == {"person"}:
                return Source(mention.start, mention.end, mention.text, "name", 0, mention)
        return None

    def _candidates(self, before: int) -> Iterator[Source]:
        """Speakers and subjects before an offset, nearest sentence first, no pronouns."""
        index = self.at(before)
        for sentence in reversed(self.sentences[max(0, index - 8) : index + 1]):
            acts = [a.source for a in sentence.acts if a.source.end <= before and a.source.kind != "pronoun"]
            yield from reversed(acts)
            subject = sentence.first_subject(len(sentence.tokens))
            if subject is not None and subject.kind != "pronoun" and subject.end <= before:
                yield subject

    def _role(self, source: Source) -> Source | None:
        """Resolve `the minister`, `the official`, `the company` to whom it named before."""
        words = source.text.lower().split()
        if words[:1] != ["the"] or len(words) > 4:
            return None
        head = source.head
        for mention in reversed(self._people):
            if mention.end <= source.start and mention.role and head in mention.role.lower().split():
                return Source(mention.start, mention.end, mention.text, "name", 0, mention)
        for candidate in self._candidates(source.start):
            if candidate.kind == "nominal" and candidate.head == head and len(candidate.text) > len(source.text):
                return candidate
            if candidate.kind == "name" and candidate.mention is not None:
                if head in BODIES and candidate.mention.type == "ORG":
                    return candidate
                if head in PERSON_NOUNS and candidate.mention.type == "PERSON" and self._titled(candidate, head):
                    return candidate
        return None

    def _titled(self, candidate: Source, head: str) -> bool:
        """Whether the role stands beside the name in its sentence: `Hugo de Zela, the foreign minister`."""
        sentence = self.sentences[self.at(candidate.start)]
        near = sentence.text[max(sentence.start, candidate.start - 60) : min(sentence.end, candidate.end + 80)]
        return re.search(rf"\b{re.escape(head)}\b", near.lower()) is not None

    def canonical(self, source: Source) -> str:
        """Write a name as the article gives it in full; a description as it stands, on one line."""
        if source.mention is None or source.mention.type != "PERSON":
            return " ".join(source.text.split())
        key = name_key(source.text)
        longer = [m for m in self._people if len(k := name_key(m.text)) > len(key) and k[-len(key) :] == key]
        if not longer:
            longer = [m for m in self._people if len(k := name_key(m.text)) > len(key) and set(key) <= set(k)]
        before = [m for m in longer if m.start < source.start]
        return " ".join((before[-1] if before else longer[0] if longer else source.mention).text.split())
