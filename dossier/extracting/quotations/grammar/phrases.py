"""Whom the noun phrases of a sentence name, read from one of their ends."""

from __future__ import annotations

from collections.abc import Callable

from dossier.extracting.lexicon.rules import Rule
from dossier.extracting.quotations.grammar.tokens import (
    PERSON_ENDINGS,
    POSSESSIVE,
    SPEAKING,
    SpeechSource,
    Tokens,
    is_adverb,
    is_person,
)
from dossier.extracting.quotations.grammar.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    CALLED_AGAIN,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    FINITE,
    GROUPS,
    ISSUING,
    LINKS,
    NOUNS_TOO,
    PARTICIPLES,
    PARTICLES,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    SERVING,
    TITLES,
)

TITLED = TITLES | PERSON_NOUNS
_TIED = SPEAKING | GROUPS
_SOME = frozenset({"another", "others", "many", "several"})
_NO_BEGINNING, _NO_END = LINKS | CONJUNCTIONS, ADVERBS | LINKS
_INSIDE = frozenset({"of", "for", "at", "in", "with", "from"})  # prepositions inside a noun phrase
_CLAUSES = AUXILIARIES | PRONOUNS | {"who", "which", "that"}
_LONE_PRONOUNS = PRONOUNS - AUXILIARIES - {"who", "which", "that"}
_DETERMINERS_ONLY = DETERMINERS - AUXILIARIES - PRONOUNS
_NO_NOUNS = AUXILIARIES | (FINITE - SPEAKING)
_VERBS = FINITE | PARTICIPLES
_MAY_END_LEFT = AUXILIARIES | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | (FINITE - SPEAKING)
_MAY_END_RIGHT = _CLAUSES | PREPOSITIONS | CONJUNCTIONS | ISSUING | DAYS | ADVERBS | _VERBS
NO_ROLE = AUXILIARIES | DETERMINERS | PREPOSITIONS
LONGEST_PHRASE = 16  # tokens
_LONGEST_BRACKETS = 8  # tokens
_OF_SOMEBODY = frozenset({"late", "slain", "then", "ex"})  # before the name of whom somebody is the widow or lawyer


class Phrases(Tokens):
    """The tokens of a sentence, and whom its noun phrases name."""

    def phrase_left(self, last: int) -> SpeechSource | None:
        """Read the noun phrase that ends with the token `last`."""
        last = self.before_brackets(last)
        at = last
        while at >= 0 and last - at < LONGEST_PHRASE:
            token = self.tokens[at]
            if token.kind != "name" and (token.kind != "word" or self._ends_left(at, last)):
                break
            at -= 1
            determined = token.kind == "word" and token.lower in DETERMINERS
            if determined and not ((self.word(at) in LINKS and self._links(at)) or self._serves(at)):
                break
        return self._source(at + 1, last)

    def _ends_left(self, at: int, last: int) -> bool:
        """Return whether a word stands before a noun phrase that ends with `last`, and not in it."""
        word = self.tokens[at].lower
        if word not in _MAY_END_LEFT or word in _DETERMINERS_ONLY:
            return False
        if word in AUXILIARIES or word in PRONOUNS:
            return True
        if word in PREPOSITIONS or word in CONJUNCTIONS:
            return not self._ties(at, last)
        return self.tokens[at].text[0].islower()  # a verb

    def _ties(self, at: int, last: int) -> bool:
        """Return whether a preposition or conjunction stands inside the noun phrase that ends with `last`."""
        word = self.tokens[at].lower
        if word == "and" and self._of_two_sides(at, last):
            return True
        about = word in {"about", "around", "over"} and self.tokens[at + 1].text[0].isdigit()
        return about or self._serves(at) or (word in LINKS and self._links(at))

    def _serves(self, at: int) -> bool:
        """Return whether "to" at `at` says whose aide somebody is: `an aide to Senator Mona Reed`."""
        return self.word(at) == "to" and self.word(at - 1) in SERVING

    def _is_link(self, at: int) -> bool:
        """Return whether a token ties what is behind it to the noun before it."""
        return self.tokens[at].lower in LINKS or self._serves(at)

    def _of_two_sides(self, at: int, last: int) -> bool:
        """Return whether the "and" at `at` joins two of one role: `the former Harbour Line and Pier head`."""
        role = (
            self.word(at) == "and"
            and last > at
            and self.tokens[last].lower in PERSON_NOUNS
            and self.tokens[last].kind == "word"
        )
        sides = at > 1 and self.tokens[at - 1].kind == self.tokens[at + 1].kind == "name"
        return role and sides and self.word(at - 2) in {"the", "former", "ex"}

    def before_brackets(self, last: int) -> int:
        """Step over brackets at the end of a phrase: `the World Forum (WF)`, `Rep. Ana Sol (D-Mo.)`."""
        if last < 0 or self.tokens[last].text != ")":
            return last
        least = max(0, last - _LONGEST_BRACKETS)
        opening = next((at for at in range(last - 1, least, -1) if self.tokens[at].text == "("), 0)
        return opening - 1 if opening else last

    def _links(self, at: int) -> bool:
        """Return whether the preposition at `at` ties its noun to a speaker before: `the head of`, `an analyst at`."""
        if self.tokens[at].lower == "and":
            return False
        for back in range(at - 1, max(-1, at - 7), -1):
            token = self.tokens[back]
            if token.kind in {"mark", "quote"} or token.lower in _NO_NOUNS:
                return False
            if token.lower in _TIED or (back == at - 1 and token.kind == "name"):
                return True
        return False

    def phrase_right(self, first: int) -> SpeechSource | None:
        """Read the noun phrase that begins at the token `first`."""
        tokens = self.tokens
        # `pointed out the mayor`, `chimed in the mayor`
        first += self.word(first) == "out" or self.word(first) in PARTICLES.get(self.word(first - 1), ())
        at = first
        if self.word(first) in _LONE_PRONOUNS and tokens[first].kind == "word":
            at += 1
        else:
            while at < len(tokens) and at - first < LONGEST_PHRASE and not self._ends_right(first, at):
                at += 1
        found = self._source(first, at - 1)
        return found and self._by_name(found, at)

    def _ends_right(self, first: int, at: int) -> bool:
        """Return whether a token stands behind the noun phrase that begins with `first`, and not in it."""
        token = self.tokens[at]
        if token.kind != "word":
            return token.kind != "name"
        if token.lower not in _MAY_END_RIGHT and not token.lower.endswith("ed"):
            return False
        return any(rule.applies(self, first, at) for rule in PHRASE_ENDS)

    def _two_roles(self, first: int, at: int) -> bool:
        """Return whether the "and" at `at` joins two roles of one person: `former sprinter and coach Luis Gil`."""
        if any(is_person(t) for t in self.tokens[first:at]):
            return False
        for token in self.tokens[at + 1 : at + 7]:
            if is_person(token):
                return True
            spoken = token.lower in FINITE and token.lower not in SPEAKING
            if token.kind in {"mark", "quote"} or spoken or token.lower in NO_ROLE:
                return False
        return False

    def _by_name(self, source: SpeechSource, after: int) -> SpeechSource:
        """Prefer the name in apposition: `the spokesman, Luis Gil, said`; `after` is the token behind the phrase."""
        if source.kind != "nominal" or self.word(after) != "," or after + 1 >= len(self.tokens):
            return source
        at = after + 1
        while at + 1 < len(self.tokens) and self.word(at) in TITLED:  # `the minister, Dr. Sol, said`
            at += 1
        named = self.tokens[at]
        follows = self.tokens[at + 1].text if at + 1 < len(self.tokens) else "."
        if named.mention is None or named.mention.type != "PERSON" or follows not in {",", ".", ":", ";"}:
            return source
        return SpeechSource(named.start, named.end, named.text, "name", at, named.mention)

    def _complement(self, first: int, head: int, last: int) -> bool:
        """Return whether the name that ends a phrase only says whose its head is.

        `the widow of murdered journalist Karl Boman`, `a lawyer representing Karl Boman`; not `the mayor of the port
        Ana Sol`.
        """
        before = self.tokens[last - 1] if last > first else None
        if before is None or before.kind != "word":
            return False
        if head < last and not self._is_link(last - 1):
            of = self.word(head + 1) in {"of", "for", "to"} and self._is_of_somebody(head, last)
            return of and all(t.lower not in CONJUNCTIONS for t in self.tokens[head + 1 : last])
        return any(self._acts_for(at) for at in range(first + 1, last))

    def _is_of_somebody(self, head: int, last: int) -> bool:
        """Return whether the word before a name describes to whom the head belongs: `of drowned fisherman Tom Orr`."""
        word = self.tokens[last - 1].lower
        if word in TITLED or word in _OF_SOMEBODY or word.endswith("ed"):
            return True
        named = word in CALLED_AGAIN or word.endswith(PERSON_ENDINGS)
        return named and all(t.lower not in DETERMINERS for t in self.tokens[head + 2 : last])

    def _acts_for(self, at: int) -> bool:
        """Return whether somebody does something for the name behind: `a lawyer representing`."""
        acting = self.tokens[at].text.islower() and self.tokens[at].lower.endswith("ing")
        return acting and (self.word(at - 1) in PERSON_NOUNS or self.word(at - 1) in PLURAL_PEOPLE)

    def _source(self, first: int, last: int) -> SpeechSource | None:
        """Return what a noun phrase names: the name that ends it or its head, else the phrase itself."""
        first, last = self._trimmed(first, last)
        tokens = self.tokens
        if first > last or tokens[last].lower == "same":
            return None
        start, end = tokens[first].start, tokens[last].end
        if first == last and tokens[first].kind == "word":
            if tokens[first].lower in PRONOUNS:
                return SpeechSource(start, end, tokens[first].text, "pronoun", first)
            if tokens[first].lower in _SOME:  # `said another`
                return SpeechSource(start, end, self.text[start:end], "nominal", first)
        if (named := self._named_in(first, last)) is not None:
            return named
        if all(t.kind != "name" and (t.lower in DETERMINERS or is_adverb(t.lower)) for t in tokens[first : last + 1]):
            return None
        return SpeechSource(start, end, self.text[start:end], "nominal", first)

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Leave out what a noun phrase neither begins nor ends with: prepositions, conjunctions, adverbs."""
        tokens = self.tokens
        while first <= last and (tokens[first].lower in _NO_BEGINNING or tokens[first].text in POSSESSIVE):
            first += 1
        while last >= first and tokens[last].lower in _NO_END:
            last -= 1
        return first, last

    def _named_in(self, first: int, last: int) -> SpeechSource | None:
        """Return the name that ends a noun phrase or its head, if it is whom the phrase names."""
        tokens = self.tokens
        links = (i for i in range(first + 1, last + 1) if self._is_link(i) and not self._of_two_sides(i, last))
        head = next(links, last + 1) - 1
        for at in (last, head):
            mention = tokens[at].mention
            if mention is not None and mention.type != "NATIONALITY" and self._is_named_at(at, first, head, last):
                start = self._whole_organisation(at, first) if mention.type == "ORG" else mention.start
                return SpeechSource(start, mention.end, self.text[start : mention.end], "name", first, mention)
        return None

    def _is_named_at(self, at: int, first: int, head: int, last: int) -> bool:
        """Return whether the name at the end or head of a phrase is whom it names: not `the widow of clerk Tom Orr`."""
        if at != last:
            return True
        if self._complement(first, head, last):
            return False
        return last == head or (is_person(self.tokens[at]) and not self._is_link(at - 1))

    def _whole_organisation(self, at: int, first: int) -> int:
        """Return where an organisation begins of which only the end was taken for a name: `the LA Times`."""
        start = self.tokens[at].start
        back = at - 1
        while back >= first and self.tokens[back].text[0].isupper() and self.tokens[back].lower not in DETERMINERS:
            start = self.tokens[back].start
            back -= 1
        return start


# ---- what ends a noun phrase to the right ----


def _clause(phrases: Phrases, _first: int, at: int) -> bool:
    return phrases.word(at) in _CLAUSES


def _preposition(phrases: Phrases, first: int, at: int) -> bool:
    word = phrases.word(at)
    inside = at > first and (word in _INSIDE or phrases._serves(at))  # noqa: SLF001
    if inside or (word not in PREPOSITIONS and word not in CONJUNCTIONS):
        return False
    joined = word == "and" and at > first
    return not joined or not (phrases.word(at - 1) in SPEAKING or phrases._two_roles(first, at))  # noqa: SLF001


def _place_of_a_name(phrases: Phrases, _first: int, at: int) -> bool:
    return phrases.word(at) in _INSIDE - {"of"} and phrases.tokens[at - 1].kind == "name"


def _act_of_a_speaker(phrases: Phrases, first: int, at: int) -> bool:
    word = phrases.word(at)
    return word in ISSUING or (at > first and word.endswith("ed") and phrases.word(at - 1) in SPEAKING)


def _day_or_adverb(phrases: Phrases, first: int, at: int) -> bool:
    word = phrases.word(at)
    return word in DAYS or (at > first and word in ADVERBS and phrases.tokens[at - 1].kind == "name")


def _verb(phrases: Phrases, first: int, at: int) -> bool:
    word = phrases.word(at)
    if word not in _VERBS or word in SPEAKING or at == first or not phrases.tokens[at].text[0].islower():
        return False
    return word not in NOUNS_TOO or word.endswith(("s", "ed"))  # `the delegate of the island state of`


PHRASE_ENDS: tuple[Rule[Callable[[Phrases, int, int], bool]], ...] = (
    Rule("auxiliary, pronoun or relative clause", _clause, "“We will pay,” said the mayor who had come."),
    Rule("preposition or conjunction", _preposition, "“We will pay,” said the mayor after lunch."),
    Rule("preposition behind a name", _place_of_a_name, "“We will pay,” said Ana Sol in the port."),
    Rule("what a speaker does", _act_of_a_speaker, "“We will pay,” said the mayor asked about it."),
    Rule("day or adverb", _day_or_adverb, "“We will pay,” said Ana Sol Monday."),
    Rule("verb", _verb, "“We will pay,” said the mayor adding nothing."),
)
