"""Who said what stands in marks: rules on the quotation's own sentence, then on the sentences around it.

The first rule that finds something decides. Each has a name, which `explain` shows, and an example, which a test runs.
"""

from __future__ import annotations

import re

from dossier.extracting.quotations.context import Attribution, AttributionRule, QuotationContext, by_act
from dossier.extracting.quotations.own_sentence import OWN_RULES

_PASSIVE = frozenset("is are was were be been being".split())
_FIRST_ED = re.compile(r"\w+ed\b|told\b|given\b|forced\b|made\b")


def attribution(around: QuotationContext) -> Attribution:
    """Return who said a quotation, by the first rule that finds something."""
    for rule in (*OWN_RULES, *CARRIED_RULES):
        if (found := rule.find(around)) is not None:
            return found._replace(rule=rule.name)
    return Attribution(None, None, 0.0, near=False)


# ---- in the sentences around it ----


def _line_broken_off(around: QuotationContext) -> Attribution | None:
    """Read who speaks where the line breaks between a quotation's comma and `the minister said`."""
    sentences, pair = around.discourse.sentences, around.pair
    following = sentences[around.index + 1] if around.index + 1 < len(sentences) else None
    if following is None or around.text[pair.end - 1] != ",":
        return None
    if around.text[pair.outer[1] : around.sentence.end].strip():
        return None
    act = following.acts[0] if following.acts else None
    near = act is not None and act.strong and min(act.verb, act.source.first) == 0
    return by_act(around, act, 0.8, following) if act is not None and near else None


def _name_before_colon(around: QuotationContext) -> Attribution | None:
    before = around.sentence_before
    if before is None or around.text[before.end - 1] != ":":
        return None
    named = before.introduced(name=True)
    return Attribution(named, None, 0.8, near=False) if named else None


def _agent_of_a_passive(around: QuotationContext) -> Attribution | None:
    if around.whole or around.acts:
        return None
    agent = around.sentence.passive_agent(around.at)
    return Attribution(agent, None, 0.5, near=False) if agent is not None else None


def _named_since(around: QuotationContext) -> Attribution | None:
    """Return who accused, welcomed or the like in the sentence before, where that is not who spoke last.

    `"…," said Sol. Gil blamed the wind. "…"`: what Gil is told to have done is what he then says.
    """
    said, before = around.previous, around.sentence_before
    if said is None or said[1].source is None or before is None or not around.whole or not around.sentences_since():
        return None
    acts = [act for act in before.acts if act.source.kind == "name"]
    if not acts or any(act.strong for act in before.acts):
        return None
    last = around.discourse.canonical(around.discourse.resolve(said[1].source))
    named = acts[0].source
    return Attribution(named, None, 0.5, near=False) if around.discourse.canonical(named) != last else None


def _other_turn(around: QuotationContext) -> Attribution | None:
    """Return the other of two who take turns where a question was asked last."""
    if around.previous is None or around.paragraphs_since is None:
        return None
    said, found = around.previous
    if around.text[said.end - 1] != "?":
        return None
    if found.listener is not None:
        return Attribution(found.listener, None, 0.6, near=False)
    two = len(around.turns) > 1 and (_is_asked(around, found) or _is_in_turn([s.text for s in around.turns[-4:]]))
    return Attribution(around.turns[-2], None, 0.5, near=False) if two else None


def _is_asked(around: QuotationContext, found: Attribution) -> bool:
    return found.cue is not None and around.text[slice(*found.cue)].lower().startswith(("ask", "inquire", "wonder"))


def _is_in_turn(turns: list[str]) -> bool:
    """Return whether two people have spoken in turn, twice each."""
    return len(turns) == 4 and turns[0] == turns[2] and turns[1] == turns[3]


def _going_on(around: QuotationContext) -> Attribution | None:
    breaks = around.paragraphs_since
    if breaks is None or around.previous is None:
        return None
    return Attribution(around.previous[1].source, None, 0.8 if breaks <= 1 else 0.6, near=False)


def _said_before(around: QuotationContext) -> Attribution | None:
    before = around.discourse.sentences[max(0, around.index - 3) : around.index]
    for back, sentence in enumerate(reversed(before)):
        if strong := [act for act in sentence.acts if act.strong]:
            return Attribution(strong[-1].source, None, round(0.7 - 0.1 * back, 2), near=False)
        if back == 0 and around.text[sentence.end - 1] == ":" and (who := sentence.introduced()):
            return Attribution(who, None, 0.7, near=False)
    return None


def _told_of_before(around: QuotationContext) -> Attribution | None:
    """Return who says it in `The mayor spoke for an hour. “…”`: the verb counts only where nothing else tells."""
    before = around.sentence_before
    if not around.whole or before is None or "\n\n" in around.text[before.start : around.pair.outer[0]]:
        return None
    subject = next((act.source for act in before.acts if act.source.kind == "name"), None)
    about = before.first_subject()
    if subject is None and about is not None and about.kind == "name" and about.number == "person":
        subject = about
    return Attribution(subject, None, 0.4, near=False) if subject else None


def _subject_of_its_sentence(around: QuotationContext) -> Attribution | None:
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
