"""Acts of speech in a sentence: "X told reporters", "according to the decree", "said the minister"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dossier.extracting.quotations.cues import Cues
from dossier.extracting.quotations.subjects import TOGETHER
from dossier.extracting.quotations.tokens import POSSESSIVE, SPEAKING, Source
from dossier.extracting.quotations.vocabulary import (
    ADVERBS,
    ATTACKING,
    AUXILIARIES,
    BODIES,
    CONJUNCTIONS,
    DETERMINERS,
    DOCUMENTS,
    FINITE,
    ISSUING,
    LINKS,
    NAMED_SO,
    NOUNS_TOO,
    PAPERS,
    PARTICIPLES,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    POINTING,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH_NOUNS,
    TELLING,
    THINKING,
    TITLES,
    WEAK,
)

_QUOTING = frozenset({"quoted", "quotes", "cited", "cites", "reports", "reported"})  # somebody as saying
_GOING = frozenset({"went", "goes", "going", "go", "gone"})
_DESCRIPTION = 18  # tokens a description between a name and its verb may take
_CRYING = frozenset("chanting shouting yelling screaming singing crying cheering demanding reading".split())
# The words at which an act of speech may be read, besides any verb in -ed.
_ACTING = FINITE | PARTICIPLES | ISSUING | SPEECH_NOUNS | {verb[:-1] for verb in FINITE if verb.endswith("s")}
_ACTING |= frozenset("according words under per tribute found finds find".split())
_CALLED = TITLES | PERSON_NOUNS
_DESCRIBING = LINKS | {","}
_DETERMINING = DETERMINERS - TOGETHER
_NO_OBJECT = PREPOSITIONS | {".", ","} - {"that", "to"}
_JOINING = CONJUNCTIONS - {"that"}
_BRINGING = frozenset("prompted prompting prompts led leading leads forced forcing moved caused causing".split())
_PAYING = frozenset({"paid", "pays", "paying", "pay"})
_COPULAS = frozenset({"was", "is", "were", "are"})
_OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
_STOPS = frozenset(".;:!?…()–—")


@dataclass(frozen=True, slots=True)
class Act:
    """An act of speech: its verb (a token index), who speaks, and the words that say so (`cue`, article offsets)."""

    verb: int
    source: Source
    cue: tuple[int, int]
    strong: bool  # also introduces a quotation in the sentence after
    aside: bool = False  # in a relative clause: "the driver, who asked not to be named"


class Sentence(Cues):
    """A sentence and its acts of speech, worked out when first asked for."""

    @cached_property
    def acts(self) -> list[Act]:
        """The acts of speech, in the order of their verbs."""
        acts: list[Act] = []
        for index, token in enumerate(self.tokens):
            word = token.lower
            if (
                token.kind == "word"
                and (word in _ACTING or word.endswith("ed"))
                and (found := self._act(index, word, acts))
            ):
                acts.append(found)
        return acts

    def described(self, first: int) -> tuple[Source, tuple[int, int]] | None:
        """Find a name at `first` that a description in commas follows, and its cue: `Ana Sol, an aide to Mr Gil said`.

        One of the commas is often left out, and the name in the description is not who speaks.
        """
        first += self._word(first) in _CALLED  # `…,” Rabbi Ana Sol, head of the port said`
        named = self.tokens[first] if first < len(self.tokens) else None
        if (
            named is None
            or named.mention is None
            or named.mention.type != "PERSON"
            or self._word(first + 1) not in _DESCRIBING
        ):
            return None
        for at in range(first + 2, min(first + _DESCRIPTION, len(self.tokens))):
            token = self.tokens[at]
            if token.kind == "quote" or token.text in _STOPS or token.lower in CONJUNCTIONS:
                return None
            if token.lower in FINITE and self._word(at - 1) not in AUXILIARIES and self._is_verb(at):
                return Source(named.start, named.end, named.text, "name", first, named.mention), self._cue(at)
        return None

    def governing(self, acts: Sequence[Act]) -> Act:
        """Give the last of the acts before a quotation, or the one it depends on: `Sol says the port believes “…”`."""
        last = acts[-1]
        if len(acts) < 2 or self._word(last.verb) not in THINKING or not acts[-2].strong:
            return last
        between = self.tokens[acts[-2].verb + 1 : last.verb]
        joined = any(t.kind in {"mark", "quote"} or t.lower in _JOINING for t in between)
        return last if joined else acts[-2]

    def quoted_as(self, act: Act, acts: Sequence[Act]) -> Act | None:
        """Give whom a paper quotes behind the quotation: `“…,” the agency quoted a trader as saying`."""
        if self._word(act.verb) not in _QUOTING or self._passive(act.verb):
            return None
        return next((one for one in acts if one.verb > act.verb and self._word(one.verb - 1) == "as"), None)

    def passed_on(self, act: Act) -> bool:
        """Whether a paper only passes on what another says: `the port said … “…”, the agency reported`."""
        source = act.source
        paper = source.head in PAPERS or (source.mention is not None and source.mention.type == "ORG")
        return self._word(act.verb) in {"reported", "reports"} and paper

    def unsaid(self, at: int) -> tuple[int, int] | None:
        """Give the cue of a passive right before the quotation `at` that names nobody: `is described as a “…”`."""
        for index in range(at - 1, max(-1, at - 4), -1):
            if self._word(index) in NAMED_SO and self._passive(index) and self._agent(index) is None:
                return self._cue(index)
        return None

    def _act(self, index: int, word: str, earlier: list[Act]) -> Act | None:
        tokens = self.tokens
        source: Source | None
        if word == "according" and self._word(index + 1) == "to":
            source = self.phrase_right(index + 2)
            return Act(index, source, (tokens[index].start, tokens[index + 1].end), strong=True) if source else None
        if word == "words" and self._word(index - 1) == "the" and self._word(index + 1) == "of":
            source = self.phrase_right(index + 2)  # `in the words of the mayor`
            return Act(index, source, (tokens[index - 1].start, tokens[index + 1].end), strong=True) if source else None
        if word in {"under", "per"} and (source := self.phrase_right(index + 1)) and source.head in DOCUMENTS:
            return Act(index, source, (tokens[index].start, tokens[index].end), strong=True)
        if word in ISSUING:
            ahead = {t.lower for t in tokens[index + 1 : index + 6]}
            source = self.subject(index) if ahead & (DOCUMENTS | {"update"}) else None
            return Act(index, source, self._cue(index), strong=True) if source else None
        if (source := self._made_to(index)) is not None:
            return Act(index, source, self._cue(index), strong=False)
        if word == "tribute" and self._word(index - 1) in _PAYING and (source := self.subject(index - 1)) is not None:
            return Act(index, source, self._cue(index), strong=False)
        if word in SPEECH_NOUNS and (source := self._whose(index)) is not None:
            return Act(index, source, (source.start, tokens[index].end), strong=False)
        source = None
        if word in {"found", "finds", "find"} and self._word(index + 1) in {".", ","}:  # `…, the MPs found.`
            source = self.phrase_left(index - 1)
            if source is None or source.head not in SPEAKING:
                return None
        elif word.endswith("ed") and word not in FINITE:
            source = self._behind_speech(index)
        elif word in FINITE and self._is_verb(index):
            before = self._word(index - 1)
            went_on = before == "to" and self._word(index - 2) == "on" and self._word(index - 3) in _GOING
            if (before == "to" and not went_on) or before in _DETERMINING or before in POSSESSIVE:
                return None
            if before.endswith(("'s", "’s")) or (before in TOGETHER and word in NOUNS_TOO):
                return None  # `the answers`, `his client's claims`
            source = self._agent(index) if self._passive(index) or word in NAMED_SO else None
            if word == "accused" and self._word(index + 1) == "of":
                return None  # `the man accused of it`: somebody else accuses him
            if source is None and went_on:
                source = self.subject(index - 3)
            elif source is None and not self._passive(index):
                source = self._cited(index) or self._inverted(index) or self.subject(index)
                if source is None and before in {"and", "but", "then", "also", ","} and earlier:
                    source = earlier[-1].source
                elif source is None and (before in {"and", "but"} or self._word(index + 1) == ":"):
                    source = self.first_subject(index)
        elif word in PARTICIPLES:
            before = self._word(index - 1)
            if word == "citing" and (cited := self._person_cited(index)) is not None:
                source = cited
            elif before in AUXILIARIES:
                source = self.subject(index)
            elif before == "as" and (quoted := self._quoted(index - 2)) is not None:
                passive = quoted == index - 2 or self._passive(quoted)  # `was quoted by the radio as saying`
                source = self.subject(quoted) if passive else self.phrase_right(quoted + 1)
            elif before in PLURAL_PEOPLE and word in _CRYING:
                source = self.phrase_left(index - 1)  # `a crowd of detainees chanting “…”`
            elif (named := self._doing(index)) is not None:
                source = named
            elif before not in DETERMINERS:
                source = earlier[-1].source if earlier else self.first_subject(index)
        bare = self._word(index + 1) in _NO_OBJECT  # `win legal claims against it`
        noun = word in NOUNS_TOO and bare and not self._behind_quote(index)
        someone = source is not None and (source.head in SPEAKING or source.text.split()[0].lower() in TITLES)
        if source is not None and source.head in DOCUMENTS and word.startswith("propos"):
            return None  # what a bill proposes it does not say
        if source is not None and noun and source.kind == "nominal" and not someone:
            return None
        if source is None or (word in NOUNS_TOO and not word.endswith(("s", "ed")) and source.singular):
            return None
        aside = self._in_relative(index)
        return Act(index, source, self._cue(index), strong=word not in WEAK and source.speaks, aside=aside)

    def _is_verb(self, index: int) -> bool:
        """Tell verbs from nouns that look alike: "the rules violations", "State police", "point" without "out"."""
        token = self.tokens[index]
        word, after = token.lower, self._word(index + 1)
        if token.text[0].isupper() and index > 0:
            return False
        if word in POINTING:
            return after in {"out", "to"}
        if word in ATTACKING:  # `attacked the plan as a “…”`, but not `attacked the guards with “…”`
            ahead = self.tokens[index + 1 : index + 9]
            return any(
                t.lower == "as" and any(q.kind == "quote" for q in ahead[i : i + 3]) for i, t in enumerate(ahead)
            )
        if word in NOUNS_TOO and index + 1 < len(self.tokens):
            following = self.tokens[index + 1]
            objects = DETERMINERS | PRONOUNS | PREPOSITIONS - {"of", "to", "for"} | {"that"}
            return following.kind in {"quote", "name"} or following.text in {",", ":", "."} or after in objects
        return True

    def _behind_speech(self, index: int) -> Source | None:
        """Find who speaks where any verb in the past stands behind a quotation: `…," crowed the chairman`.

        Whatever the verb tells, the words before it were said: `…," a weary Ana Sol confided`.
        """
        if self._follows_quote(index):
            source = self.phrase_right(index + 1)
        else:
            source = self.subject(index)
            if source is None or not self._follows_quote(source.first):
                return None
        return source if source is not None and (source.kind != "nominal" or source.head in SPEAKING) else None

    def _doing(self, index: int) -> Source | None:
        """Find the name right before a verb in -ing behind "with": `with the Times calling it “…”`."""
        named = self.tokens[index - 1] if index else None
        if named is None or named.mention is None or named.mention.type not in {"PERSON", "ORG"}:
            return None
        source = self.phrase_left(index - 1)
        before = source.first - 1 if source is not None else -1
        return source if self._word(before) == "with" else None

    def _made_to(self, index: int) -> Source | None:
        """Find who is brought to speak: `which led Ana Sol to quip`; `index` is the verb behind "to"."""
        word = self._word(index)
        if self._word(index - 1) != "to" or (word not in FINITE and word + "s" not in FINITE):
            return None
        source = self.phrase_left(index - 2)
        if source is None or source.kind != "name" or self._word(source.first - 1) not in _BRINGING:
            return None
        return source

    def _whose(self, index: int) -> Source | None:
        """Find whose words a noun tells: `her advice was to “…”`, `Ana Sol's claim that “…”`."""
        ahead = [t.lower for t in self.tokens[index + 1 : index + 9]]
        if not ahead or (ahead[0] not in {"that", "of", ":"} and _COPULAS.isdisjoint(ahead)):
            return None
        owner = self.tokens[index - 1] if index else None
        if owner is None or not any(t.kind == "quote" for t in self.tokens[index:]):
            return None
        if owner.lower in _OWNERS:
            return Source(owner.start, owner.end, _OWNERS[owner.lower], "pronoun", index - 1)
        named = self.tokens[index - 2] if owner.text in POSSESSIVE and index > 1 else None
        if named is None or named.mention is None or named.mention.type not in {"PERSON", "ORG"}:
            return None
        return Source(named.start, named.end, named.text, "name", index - 2, named.mention)

    def _behind_quote(self, index: int) -> bool:
        """Whether the word before, commas aside, is a quotation."""
        at = index - 1
        while at > 0 and self.tokens[at].text == ",":
            at -= 1
        return at >= 0 and self.tokens[at].kind == "quote"

    def _follows_quote(self, index: int) -> bool:
        """Whether a quotation that ends with a comma or in a question or cry stands directly before."""
        before = self.tokens[index - 1] if index else None
        return before is not None and before.kind == "quote" and before.text.rstrip("\"”’'» ")[-1:] in {",", "?", "!"}

    def _in_relative(self, index: int) -> bool:
        """Whether the verb belongs to "who" or "which", with no comma between."""
        for token in reversed(self.tokens[max(0, index - 8) : index]):
            if token.lower in {"who", "which"}:
                return True
            if token.kind in {"mark", "quote"}:
                return False
        return False

    def _quoted(self, index: int) -> int | None:
        """Find the verb of `was quoted as saying` and `quoted her as saying`, from the word before "as"."""
        return next((i for i in range(index, max(-1, index - 9), -1) if self._word(i) in _QUOTING), None)

    def _passive(self, index: int) -> bool:
        """Whether the verb is passive: `was described`, `were told`."""
        at = index - 1
        while self._word(at) in ADVERBS or self._word(at).endswith("ly"):
            at -= 1
        return self._word(at) in {"is", "are", "was", "were", "been", "being", "be", "it's", "it’s"}

    def _person_cited(self, index: int) -> Source | None:
        """Find the person whose words a paper gives: `the daily reported, citing the mayor, that “…”`."""
        cited = self.phrase_right(index + 1)
        reporter = self.first_subject(index)
        paper = reporter is not None and reporter.mention is not None and reporter.mention.type == "ORG"
        paper = paper or (reporter is not None and reporter.head in BODIES)
        return cited if paper and cited is not None and cited.number in {"person", "people"} else None

    def _cited(self, index: int) -> Source | None:
        """Find whom a paper quotes: `the agency quotes the decree: “…”`."""
        if self._word(index) not in {"quotes", "quoted", "cites", "cited"}:
            return None
        cited = self.phrase_right(index + 1)
        after = self._index_after(cited) if cited else len(self.tokens)
        return cited if after < len(self.tokens) and self.tokens[after].text == ":" else None

    def _agent(self, index: int) -> Source | None:
        """Find who acts in the passive: `was called “a mess” by the mayor`."""
        by = next((at for at in range(index + 1, index + 6) if self._word(at) == "by"), None)
        if by is None or (by > index + 1 and self.tokens[by - 1].kind != "quote") or self._word(by + 1).endswith("ing"):
            return None  # `accused of acting “badly” by failing to report it`: how, and not who
        agent = self.phrase_right(by + 1)
        # `a plan branded “a mess” by the union` and not `branded it “a mess” by the sea`
        speaks = agent is not None and (agent.kind == "name" or agent.head in SPEAKING)
        return agent if speaks or self._passive(index) else None

    @cached_property
    def _agents(self) -> list[Source]:
        """The people behind "by" in the passive."""
        agents: list[Source] = []
        for by, token in enumerate(self.tokens):
            if token.lower == "by" and (self._passive(by - 1) or self._passive(by - 2)):
                agent = self.phrase_right(by + 1)
                if agent is not None and agent.number == "person":
                    agents.append(agent)
        return agents

    def passive_agent(self, before: int) -> Source | None:
        """Find the person by whom something is done in the passive ahead of a token: `was singled out by Ana Sol`."""
        agents = (agent for agent in reversed(self._agents) if agent.first <= before)
        return next(agents, None)

    def _inverted(self, index: int) -> Source | None:
        """Find the subject after a verb that stands directly behind a quotation: `"…," said the minister`."""
        at = index - 1
        while at >= 0 and (self.tokens[at].text == "," or self._word(at) in {"also", "then", "so"}):
            at -= 1
        found = self.phrase_right(index + 1)
        if found is None or (at >= 0 and self.tokens[at].kind == "quote"):
            return found
        if index == 0 or self.tokens[index - 1].text != "," or self._word(index) in TELLING:
            return None
        # Reported without marks: `… were closed, said Ana Ruiz, the mayor.` Nothing but the speaker may follow.
        after = self._index_after(found)
        while self._word(after) in LINKS and after < len(self.tokens):  # `said Ana Sol of the Harbour Bank in Tacna,`
            further = self.phrase_right(after + 1)
            after = self._index_after(further) if further is not None else len(self.tokens)
        ends = after >= len(self.tokens) or self.tokens[after].text in {",", "."}
        said = found.head in SPEAKING if found.mention is None else found.mention.type in {"PERSON", "ORG"}
        return found if ends and said else None

    def _index_after(self, source: Source) -> int:
        return next((i for i, t in enumerate(self.tokens) if t.start >= source.end), len(self.tokens))
