"""Who said what stands in marks, by the sentence that holds it: rules in order, each with a name and an example."""

from __future__ import annotations

import re

from dossier.extracting.quotations.context import Attribution, AttributionRule, QuotationContext, by_act
from dossier.extracting.quotations.grammar.phrase_rules import Act
from dossier.extracting.quotations.grammar.tokens import GrammarToken, SpeechSource

_NEAR_DENIAL = 8  # tokens from a denied verb to the words
_COPULAS = frozenset({"is", "was", "are", "were"})
_RELATIVE = frozenset({"what", "something", "how", "words", "the", "a"})
_USING = frozenset({"used", "uttered", "chose", "spoke", "put", "typed", "sent", "gave"})  # the words Ana Sol used
_REPLYING = frozenset(
    "answer answers answered reply replies replied respond responds responded retort retorts retorted".split()
)
# `“…” – Commissioner Ana Sol`, up to the end of the line or the sentence.
_DASH = re.compile(r"\s*(?:[–—―]|--?)\s*")
_CREDIT = re.compile(r"(?:,[^.!?\n“”\"]{1,80})?[.]?[ \t]*(?:\n|\Z)")


def _introduced(around: QuotationContext) -> Attribution | None:
    tokens, lead = around.sentence.tokens, around.lead
    found = next((act for act in around.acts if act.verb == lead and tokens[lead].kind == "word"), None)
    if found is None or found.cue[1] > tokens[around.at].start:
        return None
    # `The report adds “…,” said Ana Sol`: she says so of it
    told_of = found.source.kind == "nominal" and any(act.source.number == "person" for act in around.direct)
    return None if told_of else by_act(around, found, 0.95)


def _denied_ahead(around: QuotationContext) -> Attribution | None:
    """Return nobody in `Ana Sol did not call them “lazy dogs”, her aide said.`: these words were not said."""
    act = around.sentence.governing(around.earlier) if around.earlier else None
    if act is None or act.certainty != "denied" or around.at - act.verb > _NEAR_DENIAL:
        return None
    between = around.sentence.tokens[act.verb + 1 : around.at]
    return None if any(t.kind in {"mark", "quote"} for t in between) else by_act(around, act, 0.0)


def _answer_of_the_one_asked(around: QuotationContext) -> Attribution | None:
    """Return who says it in `“Did you know him?” Ana Sol asked Luis Gil. “For years,” he replied.`."""
    listener = _asked_before(around)
    act = next((one for one in around.direct if one.source.kind == "pronoun"), None)
    if listener is None or act is None or around.previous is None:
        return None
    asker, pronoun = around.previous[1].source, act.source.text.lower()
    if pronoun not in {"he", "she"} or around.discourse.contradicts(pronoun, listener):
        return None
    replies = around.sentence.word(act.verb) in _REPLYING
    if not replies and not _is_listener(around, pronoun, listener, asker):
        return None
    if asker is not None:
        around.discourse.keep_apart(listener, asker)
    return Attribution(listener, act.cue, 0.86, near=True, told=act.strong, act=act.rule)


def _is_listener(around: QuotationContext, pronoun: str, listener: SpeechSource, asker: SpeechSource | None) -> bool:
    """Return whether “he” is likelier who was spoken to than who spoke."""
    discourse = around.discourse
    if discourse.pronoun_of(listener) == pronoun:
        return True
    if asker is None or around.previous is None:
        return False
    question = around.text[around.previous[0].end - 1] == "?"
    return discourse.contradicts(pronoun, asker) or (question and not discourse.pronoun_of(asker))


def _asked_before(around: QuotationContext) -> SpeechSource | None:
    """Return whom the quotation before was said to, where nobody else spoke since."""
    if around.previous is None or around.previous[1].listener is None:
        return None
    breaks = around.paragraphs_since
    return around.previous[1].listener if breaks is not None and breaks <= 1 else None


def _what_somebody_said(around: QuotationContext) -> Attribution | None:
    """Return who says it in `“Shoot first” is what Ana Sol is alleged to have said, according to prosecutors.`."""
    sentence, at = around.sentence, around.at
    if sentence.word(at + 1) not in _COPULAS or sentence.word(at + 2) not in _RELATIVE:
        return None
    act = next((one for one in around.acts if one.verb > at and one.source.first >= at + 2), None)
    ends = act.verb if act is not None else len(sentence.tokens)
    used = next((i for i in range(at + 3, ends) if sentence.word(i) in _USING), None)
    who = sentence.subject(used) if used is not None else None
    if used is not None and who is not None and who.first > at:
        token = sentence.tokens[used]
        return Attribution(who, (token.start, token.end), 0.7, near=True)
    return None if act is None or sentence.word(act.verb) == "according" else by_act(around, act, 0.8)


def _name_behind_a_dash(around: QuotationContext) -> Attribution | None:
    """Return who says it in `“The road is closed.” – Commissioner Ana Sol`: only title and description may follow."""
    dash = _DASH.match(around.text, around.pair.outer[1])
    if dash is None:
        return None
    named = around.discourse.credited(dash.end(), _CREDIT)
    return Attribution(named, None, 0.9, near=True, told=True) if named is not None else None


def _described_behind(around: QuotationContext) -> Attribution | None:
    named = around.sentence.described(around.behind) or around.sentence.described_at_length(around.behind)
    return Attribution(*named, 0.95, near=True) if named is not None else None


def _named_by_nobody(around: QuotationContext) -> Attribution | None:
    cue = around.sentence.unsaid(around.at)
    return Attribution(None, cue, 0.0, near=True) if cue is not None else None


def _directly_behind(around: QuotationContext) -> Attribution | None:
    if not around.direct:
        return None
    sentence, acts = around.sentence, around.acts
    act = next((act for act in around.direct if not act.aside), around.direct[0])
    act = sentence.quoted_as(act, acts) or act
    told = [one for one in around.earlier if one.strong]
    return by_act(around, told[-1] if told and sentence.passed_on(act) else act, 0.95)


def _ahead(around: QuotationContext) -> Attribution | None:
    if not around.earlier:
        return None
    act = around.sentence.governing(around.earlier)
    between = around.sentence.tokens[act.verb + 1 : around.at]
    if any(t.text in {";", ":"} for t in between[:-1]):
        return None
    return by_act(around, act, 0.95 if len(between) <= 6 or (between and between[-1].text == ":") else 0.85)


def _behind_a_later_piece(around: QuotationContext) -> Attribution | None:
    """Return who says it in `"A" because of "B," she said`: what follows a later piece attributes this one too."""
    tokens = around.sentence.tokens
    act = next((act for act in around.acts if act.verb > around.at), None)
    if act is None:
        return None
    inverted = act.source.first > act.verb and tokens[act.verb - 1].text == ","
    closes = inverted or not any(t.kind != "mark" and t.start > max(act.cue[1], act.source.end) for t in tokens)
    return by_act(around, act, 0.8 if closes or _stands_behind_quotation(tokens, act) else 0.7)


def _stands_behind_quotation(tokens: list[GrammarToken], act: Act) -> bool:
    first = min(act.verb, act.source.first)
    while first > 0 and tokens[first - 1].text == ",":
        first -= 1
    return first > 0 and tokens[first - 1].kind == "quote"


def _subject_before_colon(around: QuotationContext) -> Attribution | None:
    subject = around.sentence.first_subject(around.at) if around.colon else None
    return Attribution(subject, None, 0.7, near=True) if subject else None


def _far_ahead(around: QuotationContext) -> Attribution | None:
    return by_act(around, around.earlier[-1], 0.5) if around.earlier else None


def _colon_of_nobody(around: QuotationContext) -> Attribution | None:
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
