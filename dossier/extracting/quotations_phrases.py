"""The tokens of a sentence, and whom its noun phrases name: a person, a body, "he", "a senior official".

Every proper name and every quotation is one token. A phrase is read from one of its ends; the subject of a verb is
looked for to its left, over adverbs, auxiliaries, appositions and relative clauses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from dossier.extracting.quotations_words import (
    ADVERBS,
    AUXILIARIES,
    BODIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    DOCUMENTS,
    FINITE,
    GROUPS,
    ISSUING,
    LINKS,
    PARTICIPLES,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
)
from dossier.model import Mention

# A full stop inside a sentence belongs to its word ("Lt.", "D. A."); tokenised text sets the `'s` of a name apart.
_TOKEN = re.compile(r"['’][ ]?s\b|\w+(?:[-’'.]\w+)*(?:\.(?=\s))?|\S")
POSSESSIVE = frozenset({"'s", "’s", "' s", "’ s", "'", "’"})
SPEAKING = PERSON_NOUNS | PLURAL_PEOPLE | BODIES | DOCUMENTS
_LONGEST_PHRASE, _LONGEST_ASIDE = 16, 50  # tokens
_BREAKS = frozenset(".;:!?…")
_ASIDE = {",": ",", "–": "–—-", "—": "–—-", ")": "(", "-": "-"}
_AFTER_SUBJECT = AUXILIARIES | FINITE | PARTICIPLES | {",", "who", "that"}
_MONTHS = frozenset({"April", "May", "June", "August"})
TOGETHER = frozenset({"both", "all", "each"})  # `the port and the town both say`
_NOUNS_IN_LY = frozenset("family monopoly assembly ally daily weekly monthly quarterly bully italy july".split())
_CONTRACTED = re.compile(r"['’](?=(?:s|d|ve|re|ll|m)\Z)")
_PEOPLE = ("ists", "ians", "men", "women")
_ONE_OF = re.compile(r"[Tt]he [A-Z]\w+(?:an|man|ot|on|ek|er|ole|ede|ane|nn|urk|erb|lav|iot|ino|li|qi|ab)")  # the Scot
_PERSONAL = ("man", "woman", "person", "ist", "ian", "eer", "yer", "boy", "girl")


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
    def singular(self) -> bool:
        """Whether a present-tense verb after it must end in s."""
        if self.kind == "pronoun":
            return self.text.lower() in {"he", "she", "it"}
        return self.mention is not None or not (self.head.endswith("s") or self.number == "people")

    @property
    def speaks(self) -> bool:
        """Whether it is a kind of speaker at all; "many factors" may explain, but say nothing."""
        return self.kind != "nominal" or self.head in SPEAKING or self.number != "thing"

    @property
    def number(self) -> Literal["person", "people", "thing"]:
        """What pronoun it answers to: he or she, they, it."""
        if self.mention is not None:
            return "person" if self.mention.type == "PERSON" else "thing"
        if _ONE_OF.fullmatch(self.text):
            return "person"
        if (
            self.head in PLURAL_PEOPLE
            or self.head.endswith(_PEOPLE[:2])
            or (self.head.endswith("s") and self.head[:-1] in PERSON_NOUNS)
        ):
            return "people"
        person = self.head in PERSON_NOUNS or self.head.endswith(_PERSONAL) or self.head.endswith("-year-old")
        return "person" if person and self.head not in BODIES else "thing"


def _is_adverb(word: str) -> bool:
    """Whether a word is an adverb by its ending: `reportedly`, and not `family`."""
    return word.endswith("ly") and word not in _NOUNS_IN_LY


class Phrases:
    """The tokens of a sentence, and whom its noun phrases name."""

    def __init__(self, text: str, start: int, end: int, atoms: Sequence[Mention | tuple[int, int]]) -> None:
        self.text, self.start, self.end, self._atoms = text, start, end, atoms

    @cached_property
    def tokens(self) -> list[Token]:
        """Words and marks; names and quotations are one token each."""
        tokens: list[Token] = []
        at = self.start
        for atom in self._atoms:
            start, end = (atom.start, atom.end) if isinstance(atom, Mention) else atom
            tokens += self._words(at + self._acronym(tokens, at), start)
            if isinstance(atom, Mention):
                tokens.append(Token(start, end, atom.text, "name", atom))
            else:
                tokens.append(Token(start, end, self.text[start:end], "quote"))
            at = max(at, end)
        return tokens + self._words(at + self._acronym(tokens, at), self.end)

    def _acronym(self, tokens: list[Token], at: int) -> int:
        """Give 1 where a full stop inside the sentence belongs to the name before it: `the U.N. said`."""
        named = bool(tokens) and tokens[-1].kind == "name" and tokens[-1].end == at
        return int(named and self.text.startswith(".", at) and at + 1 < self.end)

    def _words(self, start: int, end: int) -> list[Token]:
        return [
            Token(m.start(), m.end(), m[0], "word" if m[0][0].isalnum() or m[0] in POSSESSIVE else "mark")
            for m in _TOKEN.finditer(self.text, start, end)
        ]

    def quote_at(self, start: int) -> int | None:
        """Give the index of the quotation token that begins at this offset."""
        return next((i for i, t in enumerate(self.tokens) if t.kind == "quote" and t.start == start), None)

    def _word(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

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
            pronoun = _CONTRACTED.split(word, maxsplit=1)[0]  # `he's been railing against`
            if token.kind == "word" and pronoun in PRONOUNS:
                return Source(token.start, token.start + len(pronoun), token.text[: len(pronoun)], "pronoun", at)
            if at == index - 1 and token.text in _MONTHS and self._word(at - 1) not in PREPOSITIONS:
                return Source(token.start, token.end, token.text, "name", at)  # `May said`: the month says nothing
            if token.kind == "word" and word in {"who", "which"}:
                at -= 2 if self._word(at - 1) == "," else 1
                return self._named_before(self.phrase_left(at))
            skipped = word in ADVERBS or word in AUXILIARIES or word in DAYS or _is_adverb(word)
            if token.kind == "word" and (skipped or (word in TOGETHER and at == index - 1)):
                at -= 1
                continue
            if token.kind == "word" and word in {"last", "next", "this"} and self._word(at + 1) in DAYS:
                at -= 1
                continue
            if token.kind == "word" and word in {"on", "ago"}:
                at -= 1 if word == "on" else 3
                continue
            return self._first_of_two(self._described_name(self.phrase_left(at)))
        return None

    def _described_name(self, source: Source | None) -> Source | None:
        """Prefer the person whose description lacks its second comma: `Ana Sol, head of the port said`."""
        if source is None or source.kind == "pronoun" or source.number == "people":
            return source
        if source.mention is not None and source.mention.type == "PERSON":
            return source
        comma = source.first - 1
        while comma > 0 and source.first - comma < _LONGEST_PHRASE and self._in_description(comma):
            comma -= 1
        named = self.tokens[comma - 1] if comma > 0 and self.tokens[comma].text == "," else None
        if named is None or named.mention is None or named.mention.type != "PERSON":
            return source
        before = comma - 2 - (self._word(comma - 2) in TITLES)
        begins = before < 0 or self.tokens[before].kind in {"mark", "quote"} or self._word(before) in CONJUNCTIONS
        words = [t.lower for t in self.tokens[comma + 1 : source.first + 1]] + [source.head]
        told = words[0] in {"the", "a", "an"} or words[0] in PRONOUNS
        if not begins or (told and PERSON_NOUNS.isdisjoint(words)):
            return source
        return Source(named.start, named.end, named.text, "name", comma - 1, named.mention)

    def _in_description(self, index: int) -> bool:
        """Whether a token may stand inside a description: no verb, mark, quotation or pronoun."""
        token = self.tokens[index]
        if token.kind in {"mark", "quote"}:
            return False
        verb = token.lower in FINITE and token.lower not in SPEAKING
        return not verb and token.lower not in AUXILIARIES and token.lower not in PRONOUNS

    def _first_of_two(self, source: Source | None) -> Source | None:
        """Prefer the person of `Ana Sol and her lawyers said`."""
        if source is None or source.first < 2 or self._word(source.first - 1) != "and":
            return source
        named = self.tokens[source.first - 2]
        own = self._word(source.first) in {"his", "her", "its", "their"}
        if not own or named.mention is None or named.mention.type not in {"PERSON", "ORG"}:
            return source
        return Source(named.start, named.end, named.text, "name", source.first - 2, named.mention)

    def _named_before(self, source: Source | None) -> Source | None:
        """Prefer the name that a description follows: `It was Luis Gil, governor of the port, who …`."""
        if source is None or source.kind != "nominal" or self._word(source.first - 1) != ",":
            return source
        named = self.tokens[source.first - 2] if source.first > 1 else None
        if named is None or named.mention is None or named.mention.type != "PERSON":
            return source
        return Source(named.start, named.end, named.text, "name", source.first - 2, named.mention)

    def _before_aside(self, at: int, depth: int = 0) -> Source | None:
        """Skip an apposition or relative clause that ends at the mark `at`; a person named in it is the subject."""
        opening = _ASIDE[self.tokens[at].text]
        inside = at - 1
        while inside >= 0 and self.tokens[inside].text not in opening:
            if at - inside > _LONGEST_ASIDE:
                return None
            if self.tokens[inside].kind == "quote" or self.tokens[inside].text in _BREAKS:
                return None
            inside -= 1
        if inside <= 0:
            return self.first_subject(at) if inside < 0 and self.tokens[at].text == "," else None
        aside = self.tokens[inside + 1 : at]
        if aside and aside[-1].mention is not None and aside[-1].mention.type in {"PERSON", "ORG"}:
            named = self.phrase_left(at - 1)
            titled = all(t.lower in PERSON_NOUNS or t.lower in TITLES for t in aside[:-1])
            if named is not None and named.first == inside + 1 and named.kind == "name" and titled:
                return named
        found = self.phrase_left(inside - 1)
        if found is None or (found.kind == "nominal" and found.head not in SPEAKING):
            further = self._before_aside(inside, depth + 1) if self.tokens[inside].text == "," and depth < 4 else None
            return further or found
        if found.kind == "nominal" and aside and aside[0].lower == "who" and opening == ",":
            end = self.tokens[at - 1].end
            return replace(found, end=end, text=self.text[found.start : end])
        return found

    def phrase_left(self, last: int) -> Source | None:
        """Read the noun phrase that ends with the token `last`."""
        tokens = self.tokens
        last = self._before_brackets(last)
        at = last
        while at >= 0 and last - at < _LONGEST_PHRASE:
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
            if word == "and" and self._of_two_sides(at, last):
                at -= 1
                continue
            if word in PREPOSITIONS or word in CONJUNCTIONS:
                about = word in {"about", "around", "over"} and tokens[at + 1].text[0].isdigit()
                if not about and not (word in LINKS and self._links(at)):
                    break
            elif word in FINITE and word not in SPEAKING and token.text[0].islower():
                break
            at -= 1
        return self._source(at + 1, last)

    def _of_two_sides(self, at: int, last: int) -> bool:
        """Whether the "and" at `at` joins two bodies of one role: `the former Harbour Line and Coast Press boss`."""
        role = (
            self._word(at) == "and"
            and last > at
            and self.tokens[last].lower in PERSON_NOUNS
            and self.tokens[last].kind == "word"
        )
        sides = at > 1 and self.tokens[at - 1].kind == self.tokens[at + 1].kind == "name"
        return role and sides and self._word(at - 2) in {"the", "former", "ex"}

    def _before_brackets(self, last: int) -> int:
        """Step over the short form in brackets at the end of a phrase: `the World Forum (WF)`."""
        short = last > 3 and self.tokens[last].text == ")" and self.tokens[last - 2].text == "("
        return last - 3 if short else last

    def _links(self, at: int) -> bool:
        """Whether the preposition at `at` ties its noun to a speaker before it: `the head of`, `an analyst at`."""
        for back in range(at - 1, max(-1, at - 7), -1):
            token = self.tokens[back]
            if token.kind in {"mark", "quote"} or token.lower in AUXILIARIES:
                return False
            if token.lower in FINITE and token.lower not in SPEAKING:
                return False
            if self.tokens[at].lower == "and":
                return False
            if token.lower in SPEAKING or token.lower in GROUPS or (back == at - 1 and token.kind == "name"):
                return True
        return False

    def phrase_right(self, first: int) -> Source | None:
        """Read the noun phrase that begins at the token `first`."""
        tokens = self.tokens
        first += self._word(first) == "out"  # `pointed out the mayor`
        at = first
        while at < len(tokens) and at - first < _LONGEST_PHRASE:
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
            if (word in PREPOSITIONS or word in CONJUNCTIONS) and not (
                word in {"of", "for", "at", "in", "with", "from"} and at > first
            ):
                if word == "and" and at > first and (self._word(at - 1) in SPEAKING or self._two_roles(first, at)):
                    at += 1
                    continue
                break
            if word in {"in", "at", "for", "from", "with"} and tokens[at - 1].kind == "name":
                break
            if word in ISSUING or (word.endswith("ed") and self._word(at - 1) in SPEAKING and at > first):
                break
            if word in DAYS or (word in ADVERBS and at > first and tokens[at - 1].kind == "name"):
                break
            if word in FINITE | PARTICIPLES and word not in SPEAKING and at > first and token.text[0].islower():
                break
            at += 1
        found = self._source(first, at - 1)
        return found and self._by_name(found, at)

    def _two_roles(self, first: int, at: int) -> bool:
        """Whether the "and" at `at` joins two roles of one person: `former Olympian and radio pundit Luis Gil`."""
        if any(t.mention is not None and t.mention.type == "PERSON" for t in self.tokens[first:at]):
            return False
        for token in self.tokens[at + 1 : at + 7]:
            if token.mention is not None and token.mention.type == "PERSON":
                return True
            spoken = token.lower in FINITE and token.lower not in SPEAKING
            if token.kind in {"mark", "quote"} or spoken or token.lower in AUXILIARIES | DETERMINERS | PREPOSITIONS:
                return False
        return False

    def _by_name(self, source: Source, after: int) -> Source:
        """Prefer the name in apposition: `the spokesman, Luis Gil, said`; `after` is the token behind the phrase."""
        if source.kind != "nominal" or self._word(after) != "," or after + 1 >= len(self.tokens):
            return source
        at = after + 1
        while at + 1 < len(self.tokens) and self._word(at) in TITLES:  # `the minister, Dr. Sol, said`
            at += 1
        named = self.tokens[at]
        follows = self.tokens[at + 1].text if at + 1 < len(self.tokens) else "."
        if named.mention is None or named.mention.type != "PERSON" or follows not in {",", ".", ":", ";"}:
            return source
        return Source(named.start, named.end, named.text, "name", at, named.mention)

    def _source(self, first: int, last: int) -> Source | None:
        """Say what a noun phrase names: the name that ends it or its head, else the phrase itself."""
        tokens = self.tokens
        while first <= last and (
            tokens[first].lower in LINKS or tokens[first].lower in CONJUNCTIONS or tokens[first].text in POSSESSIVE
        ):
            first += 1
        while last >= first and (tokens[last].lower in ADVERBS or tokens[last].lower in LINKS):
            last -= 1
        if first > last or tokens[last].lower == "same":
            return None
        if first == last and tokens[first].kind == "word" and tokens[first].lower in PRONOUNS:
            return Source(tokens[first].start, tokens[first].end, tokens[first].text, "pronoun", first)
        links = (i for i in range(first + 1, last + 1) if tokens[i].lower in LINKS and not self._of_two_sides(i, last))
        head = next(links, last + 1) - 1
        for at in (last, head):
            mention = tokens[at].mention
            if mention is None or mention.type == "NATIONALITY":
                continue
            if at == last != head and not (mention.type == "PERSON" and tokens[at - 1].lower not in LINKS):
                continue
            start = mention.start
            if mention.type == "ORG":  # "the LA Times", where only "Times" was taken for the name
                back = at - 1
                while back >= first and tokens[back].text[0].isupper() and tokens[back].lower not in DETERMINERS:
                    start = tokens[back].start
                    back -= 1
            return Source(start, mention.end, self.text[start : mention.end], "name", first, mention)
        start, end = tokens[first].start, tokens[last].end
        if first == last and tokens[first].lower in {"another", "others", "many", "several"}:  # `said another`
            return Source(start, end, self.text[start:end], "nominal", first)
        if all(t.kind != "name" and (t.lower in DETERMINERS or _is_adverb(t.lower)) for t in tokens[first : last + 1]):
            return None
        return Source(start, end, self.text[start:end], "nominal", first)

    def first_subject(self, before: int | None = None) -> Source | None:
        """Guess what the sentence is about: its first speaker-like phrase, where it stands before that token."""
        found = self._about
        return found if found is None or before is None or found.first < before else None

    @cached_property
    def _about(self) -> Source | None:
        for index, token in enumerate(self.tokens):
            if token.kind == "word" and token.lower in {"he", "she", "they"}:
                return Source(token.start, token.end, token.text, "pronoun", index)
            after = self._word(index + 1)
            if token.mention is not None and after not in POSSESSIVE:
                if self._one_of_a_people(index):  # `The Russian hit himself`
                    the = self.tokens[index - 1]
                    return Source(the.start, token.end, self.text[the.start : token.end], "nominal", index - 1)
                titled = index - 1 - (self._word(index - 1) in TITLES)  # `standing next to Mr Gil`
                if token.mention.type == "NATIONALITY" or self._word(titled) in PREPOSITIONS or after in PERSON_NOUNS:
                    continue  # `the Sun editor` is not the Sun
                body = token.mention.type == "ORG" and index < 2
                place = token.mention.type != "PERSON" and not body
                if place and after and after not in AUXILIARIES | FINITE | ADVERBS and not after.endswith("ed"):
                    continue
                return Source(token.start, token.end, token.text, "name", index, token.mention)
            if token.kind == "word" and (token.lower in SPEAKING - DOCUMENTS or token.lower.endswith(_PEOPLE)):
                # "the general strike", "the police chief" are about something else
                if after and after not in _AFTER_SUBJECT and not after.endswith(("ed", "ly")):
                    continue
                found = self.phrase_left(index)
                if found is not None and self._word(found.first - 1) not in PREPOSITIONS:
                    return self._by_name(found, index + 1)
        return None

    def _one_of_a_people(self, index: int) -> bool:
        """Whether the name at `index` is one person of a people as the subject of a verb: `the Russian said`."""
        mention, after = self.tokens[index].mention, self._word(index + 1)
        single = (
            mention is not None
            and mention.type == "NATIONALITY"
            and not mention.text.endswith(("s", "ese", "sh", "ch"))
        )
        return single and self._word(index - 1) == "the" and (after in AUXILIARIES | FINITE or after.endswith("ed"))

    def introduced(self, *, name: bool = False) -> Source | None:
        """Find whom a sentence that ends with a colon introduces: the name before it, else what it is about."""
        last = self.tokens[-2] if len(self.tokens) > 1 else None
        if last is not None and last.mention is not None and last.mention.type == "PERSON":
            return Source(last.start, last.end, last.text, "name", len(self.tokens) - 2, last.mention)
        return None if name else self.first_subject()
