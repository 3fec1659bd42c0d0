"""What each number of an article is said to measure, as comparing reads it, and why two are held to be of one thing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from dossier.linking.compare.numbers.matching.evidence import NumberPair, of_context, of_value
from dossier.linking.compare.numbers.matching.same import table
from dossier.linking.compare.numbers.measuring.clause_words import found
from dossier.linking.compare.numbers.measuring.measures import Measure, measures
from dossier.linking.facts import ArticleFacts
from dossier.linking.matching.contexts import Contexts, place_name
from dossier.model import ClaimedNumber, NumberClaim, NumberStatus, Quantity, Reason, Span

_STRONGEST = 5  # pieces of evidence that are told for a pair


def claimed(facts: ArticleFacts) -> Iterator[ClaimedNumber]:
    """Yield the quantities of an article in text order, each with what it is said to measure."""
    known = {measure.quantity.start: measure for measure in measures(facts)}
    names = {mention.entity: mention.text for mention in reversed(facts.mentions) if mention.entity}
    places = {place_name(mention): mention.text for mention in reversed(facts.mentions) if mention.type == "PLACE"}
    for quantity in facts.quantities:
        measure = known.get(quantity.start)
        claim = claim_of(measure, names, places) if measure else None
        values = {field.name: getattr(quantity, field.name) for field in dataclasses.fields(Quantity)}
        yield ClaimedNumber(**values, claim=claim)


def claim_of(measure: Measure, names: Mapping[str, str], places: Mapping[str, str]) -> NumberClaim:
    """Return what a number is said to measure; `names` and `places` are as written, by entity and by place name."""
    setting = measure.setting
    since, until = setting.when or (None, None)
    return NumberClaim(
        _subject(measure, names),
        _measured(measure),
        places.get(setting.local, setting.local) if setting.local else None,
        since,
        until,
        measure.around.rate,
        tuple(sorted(measure.around.scope)),
        measure.quantity.speaker,
        _status(measure),
    )


def _subject(measure: Measure, names: Mapping[str, str]) -> str | None:
    """Return whose number it is: of an age, the person whose it is, else the one that its words say it is of."""
    setting, counted = measure.setting, measure.counted
    if counted.person and counted.role != "employed":
        return None  # a crowd is nobody's
    if measure.aged:
        return names.get(measure.aged.entity or "", measure.aged.text)
    whose = setting.owners.names if setting.owners.sure else frozenset()
    return ", ".join(sorted(names.get(one, one) for one in whose)) or None


def _measured(measure: Measure) -> str | None:
    counted = measure.counted
    kind = measure.quantity.kind if measure.quantity.kind in {"age", "magnitude", "score"} else None
    return ": ".join(filter(None, [kind, counted.attribute or counted.role, measure.quantity.counted])) or None


def _status(measure: Measure) -> NumberStatus:
    if measure.supposed or found("coming", measure):
        return "supposed"
    if found("estimated", measure):
        return "estimated"
    return "change" if measure.quantity.direction else "stated"


def told_reasons(claim: NumberClaim) -> Iterator[Reason]:
    """Yield what a number is said to measure, a part of the claim each."""
    for field in dataclasses.fields(claim):
        value = getattr(claim, field.name)
        if value and value != "stated":
            words = ", ".join(value) if isinstance(value, tuple) else value
            yield Reason(f"claim: {field.name.rstrip('_')}", words)


def shared_evidence(one: ArticleFacts, place: Span, other: ArticleFacts, there: Span) -> Iterator[Reason]:
    """Yield what speaks most for and against two numbers of two articles being of one thing, strongest first.

    Each is told with its weight. How rare words are is taken from these two articles alone.
    """
    mine, theirs = measures(one), measures(other)
    first, second = (
        next((i for i, measure in enumerate(found_) if measure.quantity.start == span.start), None)
        for found_, span in ((mine, place), (theirs, there))
    )
    if first is None or second is None:
        return
    every = [*mine, *theirs]
    terms, named = Contexts([m.terms for m in every]), Contexts([m.around.names for m in every])
    at = len(mine) + second
    pair = NumberPair(mine[first], theirs[second], terms.alike(first, at), named.alike(first, at))
    rows = table()["pairs"]
    weighed = [(rows[name][0] * strength, name) for name, strength in (*of_context(pair), *of_value(pair))]
    for weight, name in sorted(weighed, key=lambda row: -abs(row[0]))[:_STRONGEST]:
        yield Reason(name, f"{weight:+.2f} with “{there.text}”", rows[name][1])
