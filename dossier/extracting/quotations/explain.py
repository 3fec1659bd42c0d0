"""Why a quotation was read as one, and as its speaker's: the rules of `find`, with a trace."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.extracting.quotations.attribution import CARRIED_RULES
from dossier.extracting.quotations.coreference import ROLE_RULES
from dossier.extracting.quotations.find import TracedQuotation, read_quotations
from dossier.extracting.quotations.grammar.act_rules import ACT_RULES
from dossier.extracting.quotations.own_sentence import OWN_RULES
from dossier.extracting.quotations.transcripts import find_answers
from dossier.model import Article, Mention, Quotation, Reason

_ATTRIBUTIONS = {rule.name: rule.example for rule in (*OWN_RULES, *CARRIED_RULES)}
_ACTS = {rule.name: rule.example for rule in ACT_RULES}
_ROLES = {rule.name: rule.example for rule in ROLE_RULES}


def explain_quotation(article: Article, quotation: Quotation, names: Sequence[Mention]) -> tuple[Reason, ...]:
    """Return which rules made this a quotation of its speaker; nothing where it is not a quotation of `article`.

    `names` are the article's names in text order, as for find_quotations.
    """
    readings = read_quotations(article, names)
    reading = next((one for one in readings if one.quotation.start == quotation.start), None)
    if reading is not None:
        return _reasons(reading)
    answers = {answer.start: answer for answer in find_answers(article, names)}
    answer = answers.get(quotation.start)
    if answer is None:
        return ()
    label = Reason(
        "quotation: answer in a transcript", f"“{answer.cue}:” begins its paragraph", "Hana Sato: I rang the plant."
    )
    return (label, *_confidence(answer))


def _confidence(quotation: Quotation) -> list[Reason]:
    return [Reason("confidence in the speaker", f"{quotation.confidence:.2f}")] if quotation.speaker else []


def _reasons(reading: TracedQuotation) -> tuple[Reason, ...]:
    quotation, found = reading.quotation, reading.found
    reasons = [Reason(f"quotation: {reading.speech.name}", "is a quotation", reading.speech.example)]
    if found.rule:
        effect = f"speaker: {found.source.text}" if found.source else "nobody is named"
        reasons.append(Reason(f"attribution: {found.rule}", effect, _ATTRIBUTIONS.get(found.rule, "")))
    if found.act:
        effect = f"“{quotation.cue}” with the subject “{found.source.text if found.source else ''}”"
        reasons.append(Reason(f"act of speech: {found.act}", effect, _ACTS.get(found.act, "")))
    if reading.resolved_by and found.source is not None:
        effect = f"“{found.source.text}” is {quotation.speaker}"
        reasons.append(Reason(f"who is meant: {reading.resolved_by}", effect, _ROLES.get(reading.resolved_by, "")))
    if reading.looked_ahead:
        reasons.append(Reason("attribution: the quotation right after", f"speaker: {quotation.speaker}", ""))
    return (*reasons, *_confidence(quotation))
