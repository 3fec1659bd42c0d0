"""The words that attribute a quotation: a verb of speech with whom it was told, where, and via whom."""

from __future__ import annotations

import re

from dossier.extracting.quotations.subjects import Subjects
from dossier.extracting.quotations.tokens import SPEAKING
from dossier.extracting.quotations.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    FINITE,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    TELLING,
)

_VIA = re.compile(
    r",? (?:as|as was|was) (?:cited|quoted|reported|posted|carried)(?: (?:by|in|on) [^,.;:\"“”]{1,60})?"
    r"|,? according to (?:the )?[A-Z][^,.;:\"“”]{1,50}"
)
_ENDING = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | DAYS | PARTICIPLES
_LOOSE = DETERMINERS | ADVERBS


_DENIAL = 8  # tokens
_DENIES = frozenset(
    "denied denies deny denying disputed disputes rejects rejected dismisses dismissed not never falsely wrongly "
    "incorrectly erroneously mistakenly".split()
)


class Cues(Subjects):
    """The subjects of a sentence, and the words that go with its verbs of speech."""

    def cue(self, index: int) -> tuple[int, int]:
        """Take in whom it was told and where: `told a press conference`, `posted on X`, `…, as cited by Reuters`."""
        tokens = self.tokens
        first = last = index
        if self.word(index - 1) == "as" and self.word(index - 2) == "quoted":
            first = index - 2
        if self.word(index) in TELLING and not self.stands_behind_quotation(index):
            phrase = self._object(index + 1)
            last = phrase if phrase is not None else last
        elif self.word(index + 1) in {"on", "in", "to", "at", "during", "via", "by"}:
            phrase = self._object(index + 2)
            last = phrase if phrase is not None else last
        following = self.text[tokens[last].end : self.end]
        via = _VIA.match(following)
        return tokens[first].start, tokens[last].end + (via.end() if via else 0)

    def stands_behind_quotation(self, index: int) -> bool:
        """Whether the word before, commas aside, is a quotation."""
        at = index - 1
        while at > 0 and self.tokens[at].text == ",":
            at -= 1
        return at >= 0 and self.tokens[at].kind == "quote"

    def whole_cue(self, index: int) -> tuple[int, int]:
        """Return the words of a denial up to its verb: `denied saying`, `did not say`, `falsely quoted as saying`."""
        first = at = index
        while at > max(0, index - _DENIAL) and self.tokens[at - 1].kind == "word":
            at -= 1
            if self.word(at) in _DENIES or self.word(at).endswith(("n't", "n’t")):
                first = at
        while self.word(first - 1) in AUXILIARIES:
            first -= 1
        return self.tokens[first].start, self.tokens[index].end

    def _object(self, first: int) -> int | None:
        """Give the last token of the noun phrase that begins at `first`, without clauses; None where there is none."""
        at = first
        while at < len(self.tokens) and at < first + 8:
            token = self.tokens[at]
            if token.kind in {"quote", "mark"}:
                break
            word = token.lower
            if at > first and word in DETERMINERS and self.word(at - 1) not in DETERMINERS:
                break  # `told reporters the town had no money`
            if token.kind == "word" and (
                word in _ENDING or (word in PRONOUNS and at > first) or (word in FINITE and word not in SPEAKING)
            ):
                break
            at += 1
        while at > first and self.word(at - 1) in _LOOSE:
            at -= 1
        return at - 1 if at > first else None
