"""A quotation with what stands around it, and what a rule says about its speaker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from dossier.extracting.quotations.coreference import Discourse
from dossier.extracting.quotations.grammar.phrase_rules import Act
from dossier.extracting.quotations.grammar.speech_acts import SpeechSentence
from dossier.extracting.quotations.grammar.tokens import SpeechSource
from dossier.extracting.quotations.quotation_marks import QuotedStretch
from dossier.text.lazy import lazy

_BEFORE_VERB = frozenset({",", "–", "—", "-", ";"})
_PRONOUN_FACTOR = 0.9  # how much less sure a pronoun is than a name
_ALLEGED = 0.75  # at most so sure is who is only alleged to have said something


class Attribution(NamedTuple):
    """What attributes a quotation: the speaker, the words that say so, and how sure that is."""

    source: SpeechSource | None
    cue: tuple[int, int] | None
    confidence: float
    near: bool  # said of these very words, not carried over
    told: bool = False  # by a verb that introduces speech by itself: said, not called
    listener: SpeechSource | None = None  # whom the words were said to
    rule: str = ""  # the name of the rule that found it
    act: str = ""  # the name of the rule that read the act of speech


@dataclass
class QuotationContext:
    """A quotation and what stands around it: its sentence and place in it, and what was said before."""

    text: str
    discourse: Discourse
    pair: QuotedStretch
    whole: bool
    previous: tuple[QuotedStretch, Attribution] | None = None
    turns: list[SpeechSource] = field(default_factory=list)

    @lazy
    def index(self) -> int:
        """Return the index of its sentence."""
        return self.discourse.at(self.pair.outer[0])

    @lazy
    def sentence(self) -> SpeechSentence:
        """Return its sentence."""
        return self.discourse.sentences[self.index]

    @lazy
    def at(self) -> int:
        """Return the index of its token in the sentence; -1 where it stands in no sentence."""
        found = self.sentence.quote_at(self.pair.outer[0])
        return -1 if found is None else found

    @property
    def acts(self) -> list[Act]:
        """The acts of speech of its sentence."""
        return self.sentence.acts

    @lazy
    def behind(self) -> int:
        """Return the index of the first token behind it that is not a comma or dash."""
        at = self.at + 1
        while at < len(self.sentence.tokens) and self.sentence.tokens[at].text in _BEFORE_VERB:
            at += 1
        return at

    @lazy
    def lead(self) -> int:
        """Return the index of the last token before it that is not a comma or colon."""
        at = self.at - 1
        while at > 0 and self.sentence.tokens[at].text in {",", ":"}:
            at -= 1
        return at

    @lazy
    def direct(self) -> list[Act]:
        """Return the acts of speech that begin directly behind it."""
        behind = [act for act in self.acts if act.verb > self.at and act.source.first >= self.behind]
        return [act for act in behind if self.behind in {act.verb, act.source.first}]

    @lazy
    def earlier(self) -> list[Act]:
        """Return the acts of speech before it in its sentence."""
        return [act for act in self.acts if act.verb < self.at]

    @property
    def colon(self) -> bool:
        """Whether a colon stands directly before it."""
        return self.at > 0 and self.sentence.tokens[self.at - 1].text == ":"

    @property
    def sentence_before(self) -> SpeechSentence | None:
        """The sentence before its own."""
        return self.discourse.sentences[self.index - 1] if self.index else None

    def sentences_since(self) -> list[SpeechSentence]:
        """Return the sentences between the quotation before and this one."""
        said = self.previous
        assert said is not None
        return list(self.discourse.sentences[self.discourse.at(said[0].outer[0]) + 1 : self.index])

    @lazy
    def paragraphs_since(self) -> int | None:
        """Return how many paragraphs end between the last quotation and this one; None where somebody else spoke."""
        said = self.previous
        if said is None or said[1].source is None:
            return None
        if any(act.strong for sentence in self.sentences_since() for act in sentence.acts):
            return None
        breaks = self.text[said[0].outer[1] : self.pair.outer[0]].count("\n\n")
        return breaks if breaks <= 2 else None


class AttributionRule(NamedTuple):
    """A way to find who said it; `example` is a text whose last quotation it attributes."""

    name: str
    find: Callable[[QuotationContext], Attribution | None]
    example: str


def by_act(
    around: QuotationContext, act: Act, confidence: float, sentence: SpeechSentence | None = None
) -> Attribution:
    """Return the attribution by an act of speech of a sentence, by default the quotation's own."""
    if act.certainty == "denied":
        return Attribution(None, (sentence or around.sentence).whole_cue(act.verb), 0.0, near=True, act=act.rule)
    confidence *= _PRONOUN_FACTOR if act.source.kind == "pronoun" else 1.0
    confidence = min(confidence, _ALLEGED) if act.certainty == "alleged" else confidence
    return Attribution(
        act.source,
        act.cue,
        round(confidence, 2),
        near=True,
        told=act.strong,
        listener=(sentence or around.sentence).addressee(act.verb, act.source),
        act=act.rule,
    )
