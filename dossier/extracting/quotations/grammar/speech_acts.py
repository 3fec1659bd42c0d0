"""Acts of speech in a sentence: "X told reporters", "according to the decree", "said the minister"."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.extracting.quotations.grammar.act_rules import STARTING, act_at
from dossier.extracting.quotations.grammar.phrase_rules import Act, Verb
from dossier.extracting.quotations.grammar.tokens import SpeechSource
from dossier.extracting.quotations.grammar.verbs import QUOTING, Verbs
from dossier.extracting.quotations.grammar.vocabulary import (
    AUXILIARIES,
    CONJUNCTIONS,
    FINITE,
    LINKS,
    NAMED_SO,
    PAPERS,
    PERSON_NOUNS,
    THINKING,
    TITLES,
)
from dossier.text.lazy import lazy

_DESCRIPTION = 18  # tokens a description between a name and its verb may take
_LONG_DESCRIPTION = 50  # tokens of one with clauses of its own
_CALLED = TITLES | PERSON_NOUNS
_DESCRIBING = LINKS | {","}
_JOINING = CONJUNCTIONS - {"that"}
_STOPS = frozenset(".;:!?…()–—")


class SpeechSentence(Verbs):
    """A sentence and its acts of speech, worked out when first asked for."""

    @lazy
    def acts(self) -> list[Act]:
        """Return the acts of speech, in the order of their verbs."""
        acts: list[Act] = []
        for index, token in enumerate(self.tokens):
            word = token.lower
            if (
                token.kind == "word"
                and (word in STARTING or word.endswith("ed"))
                and (found := act_at(Verb(self, index, word, acts)))
            ):
                acts.append(found)
        return acts

    def described(self, first: int) -> tuple[SpeechSource, tuple[int, int]] | None:
        """Return a name at `first` with a description in commas behind, and its cue: `Ana Sol, an aide to Mr Gil said`.

        One of the commas is often left out, and the name in the description is not who speaks.
        """
        first += self.word(first) in _CALLED  # `…,” Rabbi Ana Sol, head of the port said`
        joined = self.word(first + 1) == "and" and self.alike(first, first + 2)
        if not self.is_person_at(first) or self.word(first + 1) not in _DESCRIBING or joined:
            return None
        for at in range(first + 2, min(first + _DESCRIPTION, len(self.tokens))):
            if self._is_stop(at) or self.word(at) in CONJUNCTIONS:
                return None
            if self.word(at) in FINITE and self.word(at - 1) not in AUXILIARIES and self.is_verb(at):
                return self.name_at(first), self.cue(at)
        return None

    def described_at_length(self, first: int) -> tuple[SpeechSource, tuple[int, int]] | None:
        """Return a name at `first`, a long description between commas and its verb.

        `Ana Sol, a fisherwoman, her voice breaking as she pointed to where the boats once lay, said on Friday.`
        """
        first += self.word(first) in _CALLED
        if not self.is_person_at(first) or self.word(first + 1) != ",":
            return None
        for at in range(first + 3, min(first + _LONG_DESCRIPTION, len(self.tokens))):
            if self._is_stop(at):
                return None
            if self.word(at) in FINITE and self.word(at - 1) == "," and self.is_verb(at):
                return self.name_at(first), self.cue(at)
        return None

    def _is_stop(self, at: int) -> bool:
        """Return whether a token ends a description: a quotation, a full stop or a bracket."""
        return self.tokens[at].kind == "quote" or self.tokens[at].text in _STOPS

    def governing(self, acts: Sequence[Act]) -> Act:
        """Return the last act before a quotation, or the one it depends on: `Sol says the port believes “…”`."""
        last = acts[-1]
        if len(acts) < 2 or self.word(last.verb) not in THINKING or not acts[-2].strong:
            return last
        between = self.tokens[acts[-2].verb + 1 : last.verb]
        joined = any(t.kind in {"mark", "quote"} or t.lower in _JOINING for t in between)
        return last if joined else acts[-2]

    def quoted_as(self, act: Act, acts: Sequence[Act]) -> Act | None:
        """Return whom a paper quotes behind the quotation: `“…,” the agency quoted a trader as saying`."""
        if self.word(act.verb) not in QUOTING or self.is_passive(act.verb):
            return None
        return next((one for one in acts if one.verb > act.verb and self.word(one.verb - 1) == "as"), None)

    def passed_on(self, act: Act) -> bool:
        """Return whether a paper only passes on what another says: `the port said … “…”, the agency reported`."""
        source = act.source
        paper = source.head in PAPERS or (source.mention is not None and source.mention.type == "ORG")
        return self.word(act.verb) in {"reported", "reports"} and paper

    def unsaid(self, at: int) -> tuple[int, int] | None:
        """Return the cue of a passive right before the quotation `at` that names nobody: `is described as a “…”`."""
        for index in range(at - 1, max(-1, at - 4), -1):
            if self.word(index) in NAMED_SO and self.is_passive(index) and self.passive_subject(index) is None:
                return self.cue(index)
        return None
