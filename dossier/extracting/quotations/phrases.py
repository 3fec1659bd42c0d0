"""Whom the noun phrases of a sentence name, read from one of their ends."""

from __future__ import annotations

from dossier.extracting.quotations.tokens import PERSON_ENDINGS, POSSESSIVE, SPEAKING, Source, Tokens, is_adverb
from dossier.extracting.quotations.vocabulary import (
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
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
)

_TITLED = TITLES | PERSON_NOUNS
_VERBS = FINITE | PARTICIPLES
_NO_ROLE = AUXILIARIES | DETERMINERS | PREPOSITIONS
_LONGEST_PHRASE = 16  # tokens
_TOGETHER = frozenset({"joint", "jointly", "both", "together"})
_LONGEST_BRACKETS = 8  # tokens
_OF_SOMEBODY = frozenset({"late", "slain", "then", "ex"})  # before the name of whom somebody is the widow or lawyer


class Phrases(Tokens):
    """The tokens of a sentence, and whom its noun phrases name."""

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
                if not (self.word(at) in LINKS and self._links(at)):
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
            self.word(at) == "and"
            and last > at
            and self.tokens[last].lower in PERSON_NOUNS
            and self.tokens[last].kind == "word"
        )
        sides = at > 1 and self.tokens[at - 1].kind == self.tokens[at + 1].kind == "name"
        return role and sides and self.word(at - 2) in {"the", "former", "ex"}

    def _before_brackets(self, last: int) -> int:
        """Step over brackets at the end of a phrase: `the World Forum (WF)`, `Rep. Ana Sol (D-Mo.)`."""
        if last < 0 or self.tokens[last].text != ")":
            return last
        least = max(0, last - _LONGEST_BRACKETS)
        opening = next((at for at in range(last - 1, least, -1) if self.tokens[at].text == "("), 0)
        return opening - 1 if opening else last

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
        first += self.word(first) == "out"  # `pointed out the mayor`
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
                if word == "and" and at > first and (self.word(at - 1) in SPEAKING or self._two_roles(first, at)):
                    at += 1
                    continue
                break
            if word in {"in", "at", "for", "from", "with"} and tokens[at - 1].kind == "name":
                break
            if word in ISSUING or (word.endswith("ed") and self.word(at - 1) in SPEAKING and at > first):
                break
            if word in DAYS or (word in ADVERBS and at > first and tokens[at - 1].kind == "name"):
                break
            noun = word in NOUNS_TOO and not word.endswith(("s", "ed"))  # `the delegate of the island state of`
            if word in _VERBS and word not in SPEAKING and at > first and token.text[0].islower() and not noun:
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
            if token.kind in {"mark", "quote"} or spoken or token.lower in _NO_ROLE:
                return False
        return False

    def together(self, source: Source | None, *, behind: bool = False) -> Source | None:
        """Take in who speaks together with a name: `Ana Sol and Luis Gil said`; `behind` looks to its right."""
        if source is None or source.kind != "name" or source.mention is None or source.joint:
            return source
        at = next((i for i in range(source.first, len(self.tokens)) if self.tokens[i].mention is source.mention), None)
        if at is None or source.mention.type not in {"PERSON", "ORG"}:
            return source
        others = self._joined_behind(at) if behind else self._joined_before(at)
        if not others:
            return source
        parts = tuple(
            Source(t.start, t.end, t.text, "name", i, t.mention) for i in sorted([at, *others]) if (t := self.tokens[i])
        )
        start, end = parts[0].start, parts[-1].end
        return Source(start, end, self.text[start:end], "nominal", min(source.first, parts[0].first), None, parts)

    def _joined_before(self, at: int) -> list[int]:
        """Return the names joined to the one at `at` from the left: two by "and", further ones by commas."""
        joined: list[int] = []
        link = "and"
        while True:
            before = self._before_titles(at)
            named = before - 1 - (link == "and" and self.word(before - 1) == ",")
            if link == "and" and self.word(before - 1) == "," and not self.alike(named, at):
                named = self._described_partner(before - 1)
            if self.word(before) not in {link, "&" if link == "and" else link} or not self.alike(named, at):
                return joined
            lead = self._before_titles(named)
            if self.word(lead) in PREPOSITIONS or (self.word(lead) in FINITE and self.word(lead) not in SPEAKING):
                return joined  # `told Ana Sol and Luis Gil`, `between Ana Sol and Luis Gil`
            joined.append(named)
            at, link = named, ","

    def _described_partner(self, comma: int) -> int:
        """Return the name whose description ends at a comma, where all speak together: `Ana Sol, the mayor, and …`."""
        if _TOGETHER.isdisjoint(token.lower for token in self.tokens):
            return -1
        opening = (at for at in range(comma - 1, max(0, comma - _LONGEST_PHRASE), -1) if self.tokens[at].text == ",")
        return next(opening, 0) - 1

    def _joined_behind(self, at: int) -> list[int]:
        """Return the name joined by "and" behind the one at `at`, where no verb of its own follows it."""
        if self.word(at + 1) != "and":
            return []
        named = at + 2
        while named < len(self.tokens) and self._is_title(named):
            named += 1
        if not self.alike(named, at):
            return []
        after = self.word(named + 1)
        acts = after in AUXILIARIES or after in FINITE or after.endswith("ed") or after in POSSESSIVE
        return [] if acts else [named]

    def _before_titles(self, at: int) -> int:
        """Return the index of the word before a name and its titles."""
        at -= 1
        while at >= 0 and self._is_title(at):
            at -= 1
        return at

    def _is_title(self, at: int) -> bool:
        """Whether a token may be part of a title before a name: `Fire Chief`, `mayor`."""
        token = self.tokens[at]
        capital = at > 0 and token.text[0].isupper() and token.lower not in _NO_ROLE | CONJUNCTIONS
        return token.kind == "word" and (token.lower in _TITLED or capital)

    def alike(self, one: int, other: int) -> bool:
        """Whether two tokens are names of one type."""
        if not (0 <= one < len(self.tokens) and 0 <= other < len(self.tokens)):
            return False
        first, second = self.tokens[one].mention, self.tokens[other].mention
        return first is not None and second is not None and first.type == second.type

    def _by_name(self, source: Source, after: int) -> Source:
        """Prefer the name in apposition: `the spokesman, Luis Gil, said`; `after` is the token behind the phrase."""
        if source.kind != "nominal" or self.word(after) != "," or after + 1 >= len(self.tokens):
            return source
        at = after + 1
        while at + 1 < len(self.tokens) and self.word(at) in _TITLED:  # `the minister, Dr. Sol, said`
            at += 1
        named = self.tokens[at]
        follows = self.tokens[at + 1].text if at + 1 < len(self.tokens) else "."
        if named.mention is None or named.mention.type != "PERSON" or follows not in {",", ".", ":", ";"}:
            return source
        return Source(named.start, named.end, named.text, "name", at, named.mention)

    def _complement(self, first: int, head: int, last: int) -> bool:
        """Whether the name that ends a phrase only says whose its head is.

        `the widow of murdered journalist Karl Boman`, `a lawyer representing Karl Boman`; not `the mayor of the port
        Ana Sol`.
        """
        before = self.tokens[last - 1] if last > first else None
        if before is None or before.kind != "word":
            return False
        if head < last and before.lower not in LINKS:
            of = self.word(head + 1) in {"of", "for", "to"}
            somebody = before.lower in _TITLED or before.lower in _OF_SOMEBODY or before.lower.endswith("ed")
            named = before.lower in CALLED_AGAIN or before.lower.endswith(PERSON_ENDINGS)
            bare = all(t.lower not in DETERMINERS for t in self.tokens[head + 2 : last])
            somebody = somebody or (named and bare)  # `of drowned fisherman Tom Orr`
            return of and somebody and all(t.lower not in CONJUNCTIONS for t in self.tokens[head + 1 : last])
        acting = (
            at for at in range(first + 1, last) if self.word(at).endswith("ing") and self.tokens[at].text.islower()
        )
        return any(self.word(at - 1) in PERSON_NOUNS or self.word(at - 1) in PLURAL_PEOPLE for at in acting)

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
            if mention is None or mention.type == "NATIONALITY" or (at == last and self._complement(first, head, last)):
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
        if all(t.kind != "name" and (t.lower in DETERMINERS or is_adverb(t.lower)) for t in tokens[first : last + 1]):
            return None
        return Source(start, end, self.text[start:end], "nominal", first)
