"""Who said what stands in marks: rules on the quotation's own sentence, then on the sentences around it.

The first rule that finds something decides. Each has a name, which `explain` shows, and an example, which a test runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from dossier.extracting.quotations.act_rules import Act
from dossier.extracting.quotations.coreference import Discourse
from dossier.extracting.quotations.quotation_marks import Marked
from dossier.extracting.quotations.speech_acts import Sentence
from dossier.extracting.quotations.tokens import Source, Token

_PASSIVE = frozenset("is are was were be been being".split())
_FIRST_ED = re.compile(r"\w+ed\b|told\b|given\b|forced\b|made\b")
_BEFORE_VERB = frozenset({",", "–", "—", "-", ";"})
_PRONOUN_FACTOR = 0.9  # how much less sure a pronoun is than a name
_ALLEGED = 0.75  # at most so sure is who is only alleged to have said something
_NEAR_DENIAL = 8  # tokens from a denied verb to the words
_COPULAS = frozenset({"is", "was", "are", "were"})
_RELATIVE = frozenset({"what", "something", "how", "words", "the", "a"})
_REPLYING = frozenset(
    "answer answers answered reply replies replied respond responds responded retort retorts retorted".split()
)
# `“…” – Commissioner Ana Sol`, up to the end of the line or the sentence.
_DASH = re.compile(r"\s*(?:[–—―]|--?)\s*")
_CREDIT = re.compile(r"(?:,[^.!?\n“”\"]{1,80})?[.]?[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Attribution:
    """What attributes a quotation: the speaker, the words that say so, and how sure that is."""

    source: Source | None
    cue: tuple[int, int] | None
    confidence: float
    near: bool  # said of these very words, not carried over
    told: bool = False  # by a verb that introduces speech by itself: said, not called
    listener: Source | None = None  # whom the words were said to
    rule: str = ""  # the name of the rule that found it
    act: str = ""  # the name of the rule that read the act of speech


@dataclass
class Around:
    """A quotation and what stands around it: its sentence and place in it, and what was said before."""

    text: str
    discourse: Discourse
    pair: Marked
    whole: bool
    previous: tuple[Marked, Attribution] | None = None
    turns: list[Source] = field(default_factory=list)

    @cached_property
    def index(self) -> int:
        """The index of its sentence."""
        return self.discourse.at(self.pair.outer[0])

    @cached_property
    def sentence(self) -> Sentence:
        """Its sentence."""
        return self.discourse.sentences[self.index]

    @cached_property
    def at(self) -> int:
        """The index of its token in the sentence; -1 where it stands in no sentence."""
        found = self.sentence.quote_at(self.pair.outer[0])
        return -1 if found is None else found

    @property
    def acts(self) -> list[Act]:
        """The acts of speech of its sentence."""
        return self.sentence.acts

    @cached_property
    def behind(self) -> int:
        """The index of the first token behind it that is no comma or dash."""
        at = self.at + 1
        while at < len(self.sentence.tokens) and self.sentence.tokens[at].text in _BEFORE_VERB:
            at += 1
        return at

    @cached_property
    def lead(self) -> int:
        """The index of the last token before it that is no comma or colon."""
        at = self.at - 1
        while at > 0 and self.sentence.tokens[at].text in {",", ":"}:
            at -= 1
        return at

    @cached_property
    def direct(self) -> list[Act]:
        """The acts of speech that begin directly behind it."""
        behind = [act for act in self.acts if act.verb > self.at and act.source.first >= self.behind]
        return [act for act in behind if self.behind in {act.verb, act.source.first}]

    @cached_property
    def earlier(self) -> list[Act]:
        """The acts of speech before it in its sentence."""
        return [act for act in self.acts if act.verb < self.at]

    @property
    def colon(self) -> bool:
        """Whether a colon stands directly before it."""
        return self.at > 0 and self.sentence.tokens[self.at - 1].text == ":"

    @property
    def sentence_before(self) -> Sentence | None:
        """The sentence before its own."""
        return self.discourse.sentences[self.index - 1] if self.index else None


class AttributionRule(NamedTuple):
    """A way to find who said it; `example` is a text whose last quotation it attributes."""

    name: str
    find: Callable[[Around], Attribution | None]
    example: str


def attribution(around: Around) -> Attribution:
    """Return who said a quotation, by the first rule that finds something."""
    for rule in (*OWN_RULES, *CARRIED_RULES):
        if (found := rule.find(around)) is not None:
            return replace(found, rule=rule.name)
    return Attribution(None, None, 0.0, near=False)


def _by_act(around: Around, act: Act, confidence: float, sentence: Sentence | None = None) -> Attribution:
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


# ---- in the quotation's own sentence ----


def _introduced(around: Around) -> Attribution | None:
    tokens, lead = around.sentence.tokens, around.lead
    found = next((act for act in around.acts if act.verb == lead and tokens[lead].kind == "word"), None)
    if found is None or found.cue[1] > tokens[around.at].start:
        return None
    # `The report adds “…,” said Ana Sol`: she says so of it
    told_of = found.source.kind == "nominal" and any(act.source.number == "person" for act in around.direct)
    return None if told_of else _by_act(around, found, 0.95)


def _denied_ahead(around: Around) -> Attribution | None:
    """Read `Ana Sol did not call them “lazy dogs”, her aide said.`: what is denied is nobody's, whoever says so."""
    act = around.sentence.governing(around.earlier) if around.earlier else None
    if act is None or act.certainty != "denied" or around.at - act.verb > _NEAR_DENIAL:
        return None
    between = around.sentence.tokens[act.verb + 1 : around.at]
    return None if any(t.kind in {"mark", "quote"} for t in between) else _by_act(around, act, 0.0)


def _answer_of_the_one_asked(around: Around) -> Attribution | None:
    """Read `“Did you know him?” Ana Sol asked Luis Gil. “For years,” he replied.`."""
    listener = _asked_before(around)
    act = next((one for one in around.direct if one.source.kind == "pronoun"), None)
    if listener is None or act is None or act.source.text.lower() not in {"he", "she"}:
        return None
    replies = around.sentence.word(act.verb) in _REPLYING
    asker = around.previous[1].source if around.previous else None
    pronoun = act.source.text.lower()
    if around.discourse.contradicts(pronoun, listener):
        return None
    likelier = replies or around.discourse.pronoun_of(listener) == pronoun
    likelier = likelier or (asker is not None and around.discourse.contradicts(pronoun, asker))
    question = around.previous is not None and around.text[around.previous[0].end - 1] == "?"
    if not likelier and not (question and asker is not None and not around.discourse.pronoun_of(asker)):
        return None
    if asker is not None:
        around.discourse.keep_apart(listener, asker)
    return Attribution(listener, act.cue, 0.86, near=True, told=act.strong, act=act.rule)


def _asked_before(around: Around) -> Source | None:
    """Return whom the quotation before was said to, where nobody else spoke since."""
    if around.previous is None or around.previous[1].listener is None:
        return None
    breaks = _paragraphs_since(around)
    return around.previous[1].listener if breaks is not None and breaks <= 1 else None


def _what_somebody_said(around: Around) -> Attribution | None:
    """Read `“Shoot first” is what Ana Sol is alleged to have said, according to prosecutors.`."""
    sentence, at = around.sentence, around.at
    if sentence.word(at + 1) not in _COPULAS or sentence.word(at + 2) not in _RELATIVE:
        return None
    act = next((one for one in around.acts if one.verb > at and one.source.first >= at + 2), None)
    if act is None or sentence.word(act.verb) == "according":
        return None
    return _by_act(around, act, 0.8)


def _name_behind_a_dash(around: Around) -> Attribution | None:
    """Read `“The road is closed.” – Commissioner Ana Sol`: nothing but a title and a description may follow."""
    dash = _DASH.match(around.text, around.pair.outer[1])
    if dash is None:
        return None
    named = around.discourse.credited(dash.end(), _CREDIT)
    return Attribution(named, None, 0.9, near=True, told=True) if named is not None else None


def _described_behind(around: Around) -> Attribution | None:
    named = around.sentence.described(around.behind) or around.sentence.described_at_length(around.behind)
    return Attribution(*named, 0.95, near=True) if named is not None else None


def _named_by_nobody(around: Around) -> Attribution | None:
    cue = around.sentence.unsaid(around.at)
    return Attribution(None, cue, 0.0, near=True) if cue is not None else None


def _directly_behind(around: Around) -> Attribution | None:
    if not around.direct:
        return None
    sentence, acts = around.sentence, around.acts
    act = next((act for act in around.direct if not act.aside), around.direct[0])
    act = sentence.quoted_as(act, acts) or act
    told = [one for one in around.earlier if one.strong]
    return _by_act(around, told[-1] if told and sentence.passed_on(act) else act, 0.95)


def _ahead(around: Around) -> Attribution | None:
    if not around.earlier:
        return None
    act = around.sentence.governing(around.earlier)
    between = around.sentence.tokens[act.verb + 1 : around.at]
    if any(t.text in {";", ":"} for t in between[:-1]):
        return None
    return _by_act(around, act, 0.95 if len(between) <= 6 or (between and between[-1].text == ":") else 0.85)


def _behind_a_later_piece(around: Around) -> Attribution | None:
    """Read `"A" because of "B," she said`: what follows a later piece attributes this one too."""
    tokens = around.sentence.tokens
    act = next((act for act in around.acts if act.verb > around.at), None)
    if act is None:
        return None
    inverted = act.source.first > act.verb and tokens[act.verb - 1].text == ","
    closes = inverted or not any(t.kind != "mark" and t.start > max(act.cue[1], act.source.end) for t in tokens)
    return _by_act(around, act, 0.8 if closes or _stands_behind_quotation(tokens, act) else 0.7)


def _stands_behind_quotation(tokens: list[Token], act: Act) -> bool:
    first = min(act.verb, act.source.first)
    while first > 0 and tokens[first - 1].text == ",":
        first -= 1
    return first > 0 and tokens[first - 1].kind == "quote"


def _subject_before_colon(around: Around) -> Attribution | None:
    subject = around.sentence.first_subject(around.at) if around.colon else None
    return Attribution(subject, None, 0.7, near=True) if subject else None


def _far_ahead(around: Around) -> Attribution | None:
    return _by_act(around, around.earlier[-1], 0.5) if around.earlier else None


def _colon_of_nobody(around: Around) -> Attribution | None:
    return Attribution(None, None, 0.0, near=False) if around.colon and around.at > 1 else None


OWN_RULES: tuple[AttributionRule, ...] = (
    AttributionRule("verb directly before", _introduced, "Ana Sol said: “The road is closed.”"),
    AttributionRule("words denied", _denied_ahead, "Ana Sol did not call the crew “lazy dogs”, her aide said."),
    AttributionRule(
        "answer of the one asked",
        _answer_of_the_one_asked,
        "“Did you know him?” Ana Sol asked Luis Gil. “For some years,” he replied.",
    ),
    AttributionRule("name behind a dash", _name_behind_a_dash, "“The road is closed.” – Commissioner Ana Sol"),
    AttributionRule(
        "what somebody said",
        _what_somebody_said,
        "“The road is closed” is what Ana Sol is alleged to have said, according to a clerk.",
    ),
    AttributionRule(
        "name with a description behind", _described_behind, "“The road is closed,” Ana Sol, a nurse at the port said."
    ),
    AttributionRule("passive that names nobody", _named_by_nobody, "The plan was described as a “gift to thieves”."),
    AttributionRule("verb directly behind", _directly_behind, "“The road is closed,” said Ana Sol."),
    AttributionRule("verb before in the sentence", _ahead, "Ana Sol said the road was closed “because of the wind”."),
    AttributionRule(
        "verb behind a later piece", _behind_a_later_piece, "“We are closed” because of the wind, Ana Sol said."
    ),
    AttributionRule("subject before a colon", _subject_before_colon, "Ana Sol on the road: “It is closed.”"),
    AttributionRule(
        "verb far before in the sentence",
        _far_ahead,
        "Ana Sol said so; the road has a sign with “closed for the winter” on it.",
    ),
    AttributionRule("colon of nobody", _colon_of_nobody, "The slogan will be: “The road is closed.”"),
)

# ---- in the sentences around it ----


def _line_broken_off(around: Around) -> Attribution | None:
    """Read who speaks where the line breaks between a quotation's comma and `the minister said`."""
    sentences, pair = around.discourse.sentences, around.pair
    following = sentences[around.index + 1] if around.index + 1 < len(sentences) else None
    if following is None or around.text[pair.end - 1] != ",":
        return None
    if around.text[pair.outer[1] : around.sentence.end].strip():
        return None
    act = following.acts[0] if following.acts else None
    near = act is not None and act.strong and min(act.verb, act.source.first) == 0
    return _by_act(around, act, 0.8, following) if act is not None and near else None


def _name_before_colon(around: Around) -> Attribution | None:
    before = around.sentence_before
    if before is None or around.text[before.end - 1] != ":":
        return None
    named = before.introduced(name=True)
    return Attribution(named, None, 0.8, near=False) if named else None


def _agent_of_a_passive(around: Around) -> Attribution | None:
    if around.whole or around.acts:
        return None
    agent = around.sentence.passive_agent(around.at)
    return Attribution(agent, None, 0.5, near=False) if agent is not None else None


def _named_since(around: Around) -> Attribution | None:
    """Find who accused, welcomed or the like in the sentence before, where that is not who spoke last.

    `"…," said Sol. Gil blamed the wind. "…"`: what Gil is told to have done is what he then says.
    """
    said, before = around.previous, around.sentence_before
    if said is None or said[1].source is None or before is None or not around.whole or not _sentences_since(around):
        return None
    acts = [act for act in before.acts if act.source.kind == "name"]
    if not acts or any(act.strong for act in before.acts):
        return None
    last = around.discourse.canonical(around.discourse.resolve(said[1].source))
    named = acts[0].source
    return Attribution(named, None, 0.5, near=False) if around.discourse.canonical(named) != last else None


def _sentences_since(around: Around) -> list[Sentence]:
    """Return the sentences between the quotation before and this one."""
    said = around.previous
    assert said is not None
    return list(around.discourse.sentences[around.discourse.at(said[0].outer[0]) + 1 : around.index])


def _paragraphs_since(around: Around) -> int | None:
    """Return how many paragraphs end between the last quotation and this one; None where somebody else spoke."""
    said = around.previous
    if said is None or said[1].source is None:
        return None
    if any(act.strong for sentence in _sentences_since(around) for act in sentence.acts):
        return None
    breaks = around.text[said[0].outer[1] : around.pair.outer[0]].count("\n\n")
    return breaks if breaks <= 2 else None


def _other_turn(around: Around) -> Attribution | None:
    """Find the other of two who take turns where a question was asked last."""
    if around.previous is None or _paragraphs_since(around) is None:
        return None
    said, found = around.previous
    if found.listener is not None and around.text[said.end - 1] == "?":
        return Attribution(found.listener, None, 0.6, near=False)
    asked = found.cue is not None and around.text[slice(*found.cue)].lower().startswith(("ask", "inquire", "wonder"))
    in_turn = [source.text for source in around.turns[-4:]]
    asked = asked or (len(in_turn) == 4 and in_turn[0] == in_turn[2] and in_turn[1] == in_turn[3])
    if not asked or around.text[said.end - 1] != "?" or len(around.turns) < 2:
        return None
    return Attribution(around.turns[-2], None, 0.5, near=False)


def _going_on(around: Around) -> Attribution | None:
    breaks = _paragraphs_since(around)
    if breaks is None or around.previous is None:
        return None
    return Attribution(around.previous[1].source, None, 0.8 if breaks <= 1 else 0.6, near=False)


def _said_before(around: Around) -> Attribution | None:
    before = around.discourse.sentences[max(0, around.index - 3) : around.index]
    for back, sentence in enumerate(reversed(before)):
        if strong := [act for act in sentence.acts if act.strong]:
            return Attribution(strong[-1].source, None, round(0.7 - 0.1 * back, 2), near=False)
        if back == 0 and around.text[sentence.end - 1] == ":" and (who := sentence.introduced()):
            return Attribution(who, None, 0.7, near=False)
    return None


def _told_of_before(around: Around) -> Attribution | None:
    """Read `The mayor spoke for an hour. “…”`: a verb that introduces speech only where nothing else does."""
    before = around.sentence_before
    if not around.whole or before is None or "\n\n" in around.text[before.start : around.pair.outer[0]]:
        return None
    subject = next((act.source for act in before.acts if act.source.kind == "name"), None)
    about = before.first_subject()
    if subject is None and about is not None and about.kind == "name" and about.number == "person":
        subject = about
    return Attribution(subject, None, 0.4, near=False) if subject else None


def _subject_of_its_sentence(around: Around) -> Attribution | None:
    # `Gil was “told to go home”`: what he was told, others said
    told = around.at > 0 and around.sentence.tokens[around.at - 1].lower in _PASSIVE
    passive = told and _FIRST_ED.match(around.text, around.pair.start) is not None
    subject = None if around.whole or passive else around.sentence.first_subject(around.at)
    return Attribution(subject, None, 0.4, near=False) if subject else None


CARRIED_RULES: tuple[AttributionRule, ...] = (
    AttributionRule("line broken off before the verb", _line_broken_off, "“The road is closed,”\n\nAna Sol said."),
    AttributionRule(
        "name before a colon", _name_before_colon, "A last word comes from the mayor, Ana Sol:\n\n“The road is closed.”"
    ),
    AttributionRule(
        "agent of a passive",
        _agent_of_a_passive,
        "The crew was singled out by Ana Sol for not “having a plan for this”.",
    ),
    AttributionRule(
        "named since the last quotation",
        _named_since,
        "“The road is closed,” said Ana Sol.\n\nLuis Gil blamed the wind. “It came at night.”",
    ),
    AttributionRule(
        "the other of two in turn",
        _other_turn,
        "“We walked,” said Ana Sol.\n\n“Is the road closed?” asked Luis Gil.\n\n“It is.”",
    ),
    AttributionRule(
        "the speaker before goes on", _going_on, "“The road is closed,” said Ana Sol.\n\n“It is a matter of honour.”"
    ),
    AttributionRule(
        "speech in a sentence before", _said_before, "Ana Sol said the port was full.\n\n“It is a matter of honour.”"
    ),
    AttributionRule(
        "who the sentence before is about",
        _told_of_before,
        "Ana Sol rose late at the meeting. “It is a matter of honour.”",
    ),
    AttributionRule(
        "who its sentence is about", _subject_of_its_sentence, "Ana Sol has her own “idea of what is fair in a port”."
    ),
)
