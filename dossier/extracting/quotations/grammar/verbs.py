"""Verbs of speech in a sentence: whether a word is one, who stands as its subject or agent, and what goes with it."""

from __future__ import annotations

import re
from typing import Literal

from dossier.extracting.quotations.grammar.subjects import Subjects
from dossier.extracting.quotations.grammar.tokens import POSSESSIVE, SPEAKING, SpeechSource, is_adverb
from dossier.extracting.quotations.grammar.vocabulary import (
    ADVERBS,
    ATTACKING,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    FINITE,
    LINKS,
    NOUNS_TOO,
    ORGANISATION_NOUNS,
    PARTICIPLES,
    PARTICLES,
    POINTING,
    PREPOSITIONS,
    PRONOUNS,
    TELLING,
)
from dossier.text.lazy import lazy

_VIA = re.compile(
    r",? (?:as|as was|was) (?:cited|quoted|reported|posted|carried)(?: (?:by|in|on) [^,.;:\"“”]{1,60})?"
    r"|,? according to (?:the )?[A-Z][^,.;:\"“”]{1,50}"
)
_ENDING = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | DAYS | PARTICIPLES
_LOOSE = DETERMINERS | ADVERBS
_OTHER_VERBS = FINITE - SPEAKING
_OBJECTS = DETERMINERS | PRONOUNS | PREPOSITIONS - {"of", "to", "for"} | {"that"}
_OTHER_CLAUSE = CONJUNCTIONS - {"that", "as"}
_BETWEEN = ADVERBS | AUXILIARIES
_BEFORE_VERB = frozenset({",", "also", "then", "so"})
_STRESSING = frozenset({"only", "just", "merely", "simply"})  # behind “not”


_DENIAL = 8  # tokens
_DENIES = frozenset(
    "denied denies deny denying disputed disputes rejects rejected dismisses dismissed not never falsely wrongly "
    "incorrectly erroneously mistakenly".split()
)
QUOTING = frozenset({"quoted", "quotes", "cited", "cites", "reports", "reported"})  # somebody as saying
_COPULAS = frozenset({"was", "is", "were", "are"})
_OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
_BRINGING = frozenset("prompted prompting prompts led leading leads forced forcing moved caused causing".split())


_NOT = frozenset({"not", "never"})
_UNABLE = frozenset("would could can cannot will wo ca should".split())
_ALLEGEDLY = frozenset({"allegedly", "reportedly", "supposedly", "purportedly"})
_DENYING = frozenset("denied denies deny denying disputed disputes disputing".split())
# What somebody may deny to have done; who did not elaborate or comment may still have said these words.
_DENIABLE = frozenset(
    "say says said saying tell told telling write wrote written writing call called calling describe described "
    "describing state stated stating declare declared declaring claim claimed claiming shout shouted shouting".split()
)
_REJECTING = frozenset("rejects rejected rejecting dismisses dismissed dismissing refutes refuted".split())
_CLAIMS = frozenset("claims claim reports allegations allegation accusations suggestions rumours rumors".split())
_FALSELY = frozenset("falsely wrongly incorrectly erroneously mistakenly inaccurately".split())
ALLEGING = frozenset("alleged said reported believed claimed understood accused suspected rumoured rumored".split())
Certainty = Literal["said", "alleged", "denied"]


class Verbs(Subjects):
    """The words of a sentence, which of them are verbs of speech, and who stands beside them."""

    def is_verb(self, index: int) -> bool:
        """Return whether this is a verb, no noun that looks alike: "the rules violations", "State police"."""
        token = self.tokens[index]
        if token.text[0].isupper() and index > 0:
            return False
        if token.lower in POINTING:
            return self.word(index + 1) in {"out", "to"}
        if token.lower in PARTICLES:
            return self._is_phrasal(index)
        if token.lower in ATTACKING:
            return self._attacks_as(index)
        return token.lower not in NOUNS_TOO or index + 1 >= len(self.tokens) or self._has_object(index)

    def _is_phrasal(self, index: int) -> bool:
        """Return whether a verb has its particle and no object: `went on: “…”`, not `went on Monday`."""
        if self.word(index + 1) not in PARTICLES[self.word(index)]:
            return False
        behind = self.tokens[index + 2] if index + 2 < len(self.tokens) else None
        return behind is None or behind.kind in {"mark", "quote"} or self.follows_spoken_words(index)

    def _attacks_as(self, index: int) -> bool:
        """Return whether the attack is one of words: `attacked the plan as a “…”`, not `attacked them with “…”`."""
        ahead = self.tokens[index + 1 : index + 9]
        return any(t.lower == "as" and any(q.kind == "quote" for q in ahead[i : i + 3]) for i, t in enumerate(ahead))

    def _has_object(self, index: int) -> bool:
        """Return whether what may be a noun too is followed as a verb is."""
        following = self.tokens[index + 1]
        return following.kind in {"quote", "name"} or following.text in {",", ":", "."} or following.lower in _OBJECTS

    def speaker_beside_quotation(self, index: int) -> SpeechSource | None:
        """Return who speaks where any verb in the past stands behind a quotation: `…," crowed the chairman`.

        Whatever the verb tells, the words before it were said: `…," a weary Ana Sol confided`.
        """
        if not self.any_quote_before(index):
            return None
        if self.follows_spoken_words(index):
            source = self.phrase_right(index + 1)
        else:
            source = self.subject(index)
            if source is None or not self.follows_spoken_words(source.first):
                return None
        return source if source is not None and (source.kind != "nominal" or source.head in SPEAKING) else None

    def named_behind_with(self, index: int) -> SpeechSource | None:
        """Return the name right before a verb in -ing behind "with": `with the Times calling it “…”`."""
        if self._speaker_at(index - 1) is None:
            return None
        source = self.phrase_left(index - 1)
        before = source.first - 1 if source is not None else -1
        return source if self.word(before) == "with" else None

    def brought_to_speak(self, index: int) -> SpeechSource | None:
        """Return who is brought to speak: `which led Ana Sol to quip`; `index` is the verb behind "to"."""
        word = self.word(index)
        if self.word(index - 1) != "to" or (word not in FINITE and word + "s" not in FINITE):
            return None
        bringing = any(self.word(at) in _BRINGING for at in range(index - 3, max(-1, index - 7), -1))
        return self._speaker_at(index - 2) if bringing else None

    def owner_of_words(self, index: int) -> SpeechSource | None:
        """Return whose words a noun tells: `her advice was to “…”`, `Ana Sol's claim that “…”`, `in her words, “…”`."""
        ahead = [t.lower for t in self.tokens[index + 1 : index + 9]]
        told = bool(ahead) and (ahead[0] in {"that", "of", ":"} or not _COPULAS.isdisjoint(ahead))
        told = told or (self.word(index) == "words" and "in" in {self.word(index - 2), self.word(index - 3)})
        if not told or not index or not any(t.kind == "quote" for t in self.tokens[index:]):
            return None
        owner = self.tokens[index - 1]
        if owner.lower in _OWNERS:
            return SpeechSource(owner.start, owner.end, _OWNERS[owner.lower], "pronoun", index - 1)
        return self._speaker_at(index - 2) if owner.text in POSSESSIVE else None

    def _speaker_at(self, index: int) -> SpeechSource | None:
        """Return the person or organisation named at `index`."""
        mention = self.tokens[index].mention if index >= 0 else None
        return self.name_at(index) if mention is not None and mention.type in {"PERSON", "ORG"} else None

    def follows_spoken_words(self, index: int) -> bool:
        """Return whether a quotation that ends with a comma or in a question or cry stands directly before."""
        before = self.tokens[index - 1] if index else None
        return before is not None and before.kind == "quote" and before.text.rstrip("\"”’'» ")[-1:] in {",", "?", "!"}

    def in_relative_clause(self, index: int) -> bool:
        """Return whether the verb belongs to "who" or "which", with no comma between."""
        for token in reversed(self.tokens[max(0, index - 8) : index]):
            if token.lower in {"who", "which"}:
                return True
            if token.kind in {"mark", "quote"}:
                return False
        return False

    def quoting_verb(self, index: int) -> int | None:
        """Return the verb of `was quoted as saying` and `quoted her as saying`, from the word before "as"."""
        return next((i for i in range(index, max(-1, index - 9), -1) if self.word(i) in QUOTING), None)

    def is_passive(self, index: int) -> bool:
        """Return whether the verb is passive: `was described`, `were told`."""
        at = index - 1
        while self.word(at) in ADVERBS or self.word(at).endswith("ly"):
            at -= 1
        return self.word(at) in {"is", "are", "was", "were", "been", "being", "be", "it's", "it’s"}

    def person_cited(self, index: int) -> SpeechSource | None:
        """Return the person whose words a paper gives: `the daily reported, citing the mayor, that “…”`."""
        cited = self.phrase_right(index + 1)
        reporter = self.first_subject(index)
        paper = reporter is not None and reporter.mention is not None and reporter.mention.type == "ORG"
        paper = paper or (reporter is not None and reporter.head in ORGANISATION_NOUNS)
        return cited if paper and cited is not None and cited.number in {"person", "people"} else None

    def source_cited(self, index: int) -> SpeechSource | None:
        """Return whom a paper quotes: `the agency quotes the decree: “…”`."""
        if self.word(index) not in {"quotes", "quoted", "cites", "cited"}:
            return None
        cited = self.phrase_right(index + 1)
        after = self._index_after(cited) if cited else len(self.tokens)
        return cited if after < len(self.tokens) and self.tokens[after].text == ":" else None

    def passive_subject(self, index: int) -> SpeechSource | None:
        """Return who acts in the passive: `was called “a mess” by the mayor`."""
        by = next((at for at in range(index + 1, index + 6) if self.word(at) == "by"), None)
        if by is None or (by > index + 1 and self.tokens[by - 1].kind != "quote") or self.word(by + 1).endswith("ing"):
            return None  # `accused of acting “badly” by failing to report it`: how, and not who
        agent = self.phrase_right(by + 1)
        # `a plan branded “a mess” by the union` and not `branded it “a mess” by the sea`
        speaks = agent is not None and (agent.kind == "name" or agent.head in SPEAKING)
        return agent if speaks or self.is_passive(index) else None

    @lazy
    def _agents(self) -> list[SpeechSource]:
        """Return the people behind "by" in the passive."""
        agents: list[SpeechSource] = []
        for by, token in enumerate(self.tokens):
            if token.lower == "by" and (self.is_passive(by - 1) or self.is_passive(by - 2)):
                agent = self.phrase_right(by + 1)
                if agent is not None and agent.number == "person":
                    agents.append(agent)
        return agents

    def passive_agent(self, before: int) -> SpeechSource | None:
        """Return the person by whom something is done in the passive ahead of a token: `was singled out by Ana Sol`."""
        agents = (agent for agent in reversed(self._agents) if agent.first <= before)
        return next(agents, None)

    def certainty(self, index: int) -> Certainty:
        """Return whether a verb of speech tells what was said, what was not, or what is alleged to have been said."""
        if self.word(index) in _DENYING and self._words_denied(index):
            return "denied"
        if self.word(index) not in _DENIABLE:
            return "said"
        at = index - 1
        while self.word(at) in _BETWEEN or is_adverb(self.word(at)):
            if self._is_negation(at):
                return "said" if self._is_no_denial(at) else "denied"
            if self.word(at) in _ALLEGEDLY:
                return "alleged"
            at -= 1
        return self._reported_certainty(index)

    def _is_negation(self, at: int) -> bool:
        return self.word(at) in _NOT or self.word(at).endswith(("n't", "n’t"))

    def _is_no_denial(self, at: int) -> bool:
        """Return whether a negation leaves the words said: `not only said`, `would not say`."""
        unable = {self.word(at - 1), self.word(at)[:-3]} & _UNABLE
        return bool(unable) or self.word(at + 1) in _STRESSING

    def _words_denied(self, index: int) -> bool:
        """Return whether a denial is of having said something: `denies having said`, `denied ever saying`."""
        at = index + 1 + (self.word(index + 1) in ADVERBS)
        return self.word(at) in PARTICIPLES or (self.word(at) == "having" and self.word(at + 1) in FINITE)

    def _reported_certainty(self, index: int) -> Certainty:
        """Read `denied that she said`, `was falsely quoted as saying`, `is alleged to have said`."""
        for at in range(index - 1, max(-1, index - 9), -1):
            if self.tokens[at].kind in {"quote", "mark"} or self.word(at) in _OTHER_CLAUSE:
                return "said"
            if self._denies(at):
                return "denied"
            if self.word(at) in ALLEGING and self.word(at + 1) in {"to", "of"} and self.is_passive(at):
                return "alleged"
        return "said"

    def _denies(self, at: int) -> bool:
        """Return whether a word denies what follows: `denied that`, `not true that`, `rejected claims`."""
        word = self.word(at)
        if word in {"true", "untrue"} and self.word(at + 1) == "that":
            return word == "untrue" or self._is_negation(at - 1)
        rejected = word in _CLAIMS and self.word(at - 1) in _REJECTING
        return word in _DENYING or rejected or (word in _FALSELY and self.word(at + 1) in QUOTING)

    def addressee(self, index: int, speaker: SpeechSource) -> SpeechSource | None:
        """Return the person whom a verb names as the one spoken to: `asked Ivan Toth`, `told the captain`."""
        found = self.phrase_right(index + 1) if self.word(index) in TELLING else None
        if found is None or found.kind == "pronoun" or found.number != "person" or found.start == speaker.start:
            return None
        return found

    def subject_behind(self, index: int) -> SpeechSource | None:
        """Return the subject after a verb that stands directly behind a quotation: `"…," said the minister`."""
        at = index - 1
        while at >= 0 and self.word(at) in _BEFORE_VERB:
            at -= 1
        found = self.phrase_right(index + 1)
        if found is None or (at >= 0 and self.tokens[at].kind == "quote"):
            return self.together(found, behind=True)
        if self.word(index - 1) != "," or self.word(index) in TELLING:
            return None
        # Reported without marks: `… were closed, said Ana Ruiz, the mayor.`
        said = found.head in SPEAKING if found.mention is None else found.mention.type in {"PERSON", "ORG"}
        return found if said and self._ends_with(found) else None

    def _ends_with(self, source: SpeechSource) -> bool:
        """Return whether only what belongs to a speaker follows: `said Ana Sol of the Harbour Bank in Tacna,`."""
        after = self._index_after(source)
        while self.word(after) in LINKS and after < len(self.tokens):
            further = self.phrase_right(after + 1)
            after = self._index_after(further) if further is not None else len(self.tokens)
        return after >= len(self.tokens) or self.tokens[after].text in {",", "."}

    def _index_after(self, source: SpeechSource) -> int:
        return next((i for i, t in enumerate(self.tokens) if t.start >= source.end), len(self.tokens))

    # ---- the words that go with a verb of speech ----

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
        """Return whether the word before, commas aside, is a quotation."""
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
        """Return the last token of the noun phrase that begins at `first`, without clauses, or None."""
        at = first
        while at < min(len(self.tokens), first + 8) and not self._ends_object(first, at):
            at += 1
        while at > first and self.word(at - 1) in _LOOSE:
            at -= 1
        return at - 1 if at > first else None

    def _ends_object(self, first: int, at: int) -> bool:
        """Return whether a token stands behind an object: `told reporters the town had no money`."""
        token = self.tokens[at]
        if token.kind != "word":
            return token.kind != "name"
        if token.lower in _ENDING or token.lower in _OTHER_VERBS:
            return True
        if at == first:
            return False
        return token.lower in PRONOUNS or (token.lower in DETERMINERS and self.word(at - 1) not in DETERMINERS)
