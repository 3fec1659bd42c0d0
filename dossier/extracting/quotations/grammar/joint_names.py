"""Names that speak together: `Ana Sol and Luis Gil said`, `Ana Sol, the mayor, and Luis Gil, both of Pier, said`."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.extracting.quotations.grammar.phrases import LONGEST_PHRASE, NO_ROLE, TITLED, Phrases
from dossier.extracting.quotations.grammar.tokens import POSSESSIVE, SPEAKING, SpeechSource
from dossier.extracting.quotations.grammar.vocabulary import (
    AUXILIARIES,
    CONJUNCTIONS,
    FINITE,
    PERSON_NOUNS,
    PREPOSITIONS,
)

_OWNERS = frozenset({"his", "her", "their"})
_TOGETHER = frozenset({"joint", "jointly", "both", "together"})


class JointNames(Phrases):
    """The noun phrases of a sentence, and which names speak together."""

    def together(self, source: SpeechSource | None, *, behind: bool = False) -> SpeechSource | None:
        """Take in who speaks together with a name: `Ana Sol and Luis Gil said`; `behind` looks to its right."""
        mention = source.mention if source is not None and source.kind == "name" and not source.joint else None
        if source is None or mention is None or mention.type not in {"PERSON", "ORG"}:
            return source
        at = next((i for i in range(source.first, len(self.tokens)) if self.tokens[i].mention is mention), None)
        others = [] if at is None else self._joined_behind(at) if behind else self._joined_before(at)
        return self._joint(source, sorted([at, *others])) if at is not None and others else source

    def _joint(self, source: SpeechSource, names: Sequence[int]) -> SpeechSource:
        """Return the several names that speak together as one source."""
        parts = tuple(
            SpeechSource(t.start, t.end, t.text, "name", i, t.mention) for i in names if (t := self.tokens[i])
        )
        start, end = parts[0].start, parts[-1].end
        return SpeechSource(start, end, self.text[start:end], "nominal", min(source.first, parts[0].first), None, parts)

    def _joined_before(self, at: int) -> list[int]:
        """Return the names joined to the one at `at` from the left: two by "and", further ones by commas."""
        joined: list[int] = []
        link = "and"
        while (named := self._linked_before(at, link)) >= 0:
            lead = self._before_titles(named)
            if self.word(lead) in PREPOSITIONS or (self.word(lead) in FINITE and self.word(lead) not in SPEAKING):
                break  # `told Ana Sol and Luis Gil`, `between Ana Sol and Luis Gil`
            joined.append(named)
            at, link = named, ","
        return joined

    def _linked_before(self, at: int, link: str) -> int:
        """Return the name that “and” or a comma links to the one at `at` from the left, or -1."""
        before = self._before_titles(at)
        if self.word(before) != link and not (link == "and" and self.word(before) == "&"):
            return -1
        named = before - 1
        if link == "and" and self.word(named) == ",":
            named = named - 1 if self.alike(named - 1, at) else self._described_partner(named)
        return named if self.alike(named, at) else -1

    def _described_partner(self, comma: int) -> int:
        """Return the name whose description ends at a comma, where all speak together: `Ana Sol, the mayor, and …`."""
        if _TOGETHER.isdisjoint(token.lower for token in self.tokens):
            return -1
        opening = (at for at in range(comma - 1, max(0, comma - LONGEST_PHRASE), -1) if self.tokens[at].text == ",")
        return next(opening, 0) - 1

    def _joined_behind(self, at: int) -> list[int]:
        """Return the names joined by commas and "and" behind the one at `at`, where no verb of their own follows."""
        joined: list[int] = []
        link = at + 1
        while self.word(link) in {",", "and"}:
            named = self._behind_titles(link + 1)
            if not self.alike(named, at):
                return []
            joined.append(named)
            if self.word(link) == "and":
                return [] if self._acts(named + 1) else joined
            link = named + 1
        return []

    def _acts(self, at: int) -> bool:
        """Return whether a verb or a possessive stands at `at`."""
        word = self.word(at)
        return word in AUXILIARIES or word in FINITE or word in POSSESSIVE or word.endswith("ed")

    def _behind_titles(self, at: int) -> int:
        """Return the index of the first word from `at` on that is not a title."""
        while at < len(self.tokens) and self._is_title(at):
            at += 1
        return at

    def _before_titles(self, at: int) -> int:
        """Return the index of the word before a name and its titles, or before `his older sister`."""
        named = at
        at -= 1
        while at >= 0 and (self._is_title(at) or self.word(at) in PERSON_NOUNS):
            at -= 1
        owners = (i for i in (at, at - 1) if i > 0 and i < named - 1 and self.word(i) in _OWNERS)
        return next(owners, at + 1) - 1

    def _is_title(self, at: int) -> bool:
        """Return whether a token may be part of a title before a name: `Fire Chief`, `mayor`."""
        token = self.tokens[at]
        capital = at > 0 and token.text[0].isupper() and token.lower not in NO_ROLE | CONJUNCTIONS
        return token.kind == "word" and (token.lower in TITLED or capital)

    def alike(self, one: int, other: int) -> bool:
        """Return whether two tokens are names of one type."""
        if not (0 <= one < len(self.tokens) and 0 <= other < len(self.tokens)):
            return False
        first, second = self.tokens[one].mention, self.tokens[other].mention
        return first is not None and second is not None and first.type == second.type
