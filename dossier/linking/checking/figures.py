"""Numbers and dates of a draft: the verdicts of comparing, read from the draft's side.

A figure that comparing does not set beside those of the sources is looked for where they tell the same
(`counterparts`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from dossier.linking.checking.ages import Ages, is_age_slip, is_told_behind_alike
from dossier.linking.checking.counterparts import Counterparts, Rival, sources_with
from dossier.linking.checking.differences import named_by
from dossier.linking.checking.draft import DraftDossier, evidence
from dossier.linking.checking.likeness import noun
from dossier.linking.checking.told_numbers import ANYBODY
from dossier.linking.checking.tolls import Tolls
from dossier.linking.text.terms import meaning
from dossier.model import CheckedClaim, ClaimStatus, DateSpan, Finding, FindingKind, Quantity, Reading, Span
from dossier.text.days import interval
from dossier.text.lists import listed
from dossier.text.quantities import as_written
from dossier.text.visible import one_line

_OF_VERDICT: dict[str, ClaimStatus] = {
    "agree": "supported",
    "compatible": "compatible",
    "explained": "explained",
    "unclear": "unclear",
    "conflict": "differs",
}
_DIRECTIONS = {"up": ", a rise", "down": ", a fall"}
_AGREE = 2  # independent origins that outweigh a draft which comparing is not sure to set beside them
_AS_LIKELY = 1.0  # by which a second account may be less likely of the same thing than the first
_REASON = 0.5  # by how much surer a rival must be where comparing has a reason why the figures differ
_SLIPS = frozenset({"slip", "distinct slip"})
_BORNE_OUT = frozenset({"single", "supported"})
_NOT_SETTLED = frozenset({"absent", "single", "unclear"})
_EXPLAINED = frozenset({"compatible", "explained"})
_OPEN = frozenset({"absent", "compatible", "explained", "single", "supported", "unclear"})


def checked_figures(dossier: DraftDossier, findings: Sequence[Finding]) -> Iterator[CheckedClaim]:
    """Yield each number and each resolved date of the draft with its status."""
    kinds: tuple[tuple[FindingKind, Sequence[Quantity | DateSpan]], ...] = (
        ("number", dossier.draft.quantities),
        ("date", dossier.draft.dates),
    )
    counterparts = Counterparts(dossier.draft, dossier.prepared)
    ages, tolls = Ages(dossier), Tolls(dossier)
    for kind, items in kinds:
        of_kind = [finding for finding in findings if finding.kind == kind]
        for item in items:
            if isinstance(item, DateSpan) and item.from_ is None:
                continue
            claim = _of_this_person(ages, item, _checked(dossier, item, of_kind))
            other = ages.other(item) if isinstance(item, Quantity) else None
            is_open = claim.status in _OPEN and not (isinstance(item, Quantity) and ages.knows(item))
            replaced = _replaced(dossier, counterparts, item, claim.status) if is_open else None
            toll = tolls.other(item) if isinstance(item, Quantity) and claim.status in _NOT_SETTLED else None
            yield other or replaced or toll or claim


def _may_be_replaced(item: Quantity | DateSpan, status: ClaimStatus, rival: Rival[Any]) -> bool:
    """Return whether a rival counts against a figure that sources bear out: one a digit off, or another weekday."""
    weekday = isinstance(item, DateSpan) and named_by(item.text) == "weekday"
    return status != "supported" or weekday or rival.difference in _SLIPS


def _of_this_person(ages: Ages, item: Quantity | DateSpan, claim: CheckedClaim) -> CheckedClaim:
    """Return a claim, absent where the sources have the age of people of other names only."""
    if claim.status not in {"single", "supported"} or not isinstance(item, Quantity) or item.kind != "age":
        return claim
    spans = [Span(one.article, one.start, one.end, one.text) for one in claim.evidence]
    if not ages.is_of_others(item, spans):
        return claim
    return replace(claim, status="absent", why="The sources give this age to others.", evidence=())


def _replaced(
    dossier: DraftDossier, counterparts: Counterparts, item: Quantity | DateSpan, before: ClaimStatus
) -> CheckedClaim | None:
    """Return a claim that differs where the sources have another figure in the same place of the same sentence.

    `before` is what comparing says of it: where it has a reason, the likest must be surer than what is enough, but for
    one that has the opposite bound.
    """
    kind: FindingKind = "date" if isinstance(item, DateSpan) else "number"
    rivals = [one for one in counterparts.rivals(item) if _may_be_replaced(item, before, one)]
    surer = _REASON if before in _EXPLAINED else 0.0
    if not rivals or (rivals[0].margin < surer and rivals[0].difference != "sense"):
        return None
    likest = rivals[0].figure
    by_text: defaultdict[str, list[Span]] = defaultdict(list)
    words: defaultdict[str, dict[str, None]] = defaultdict(dict)  # at least 100, over 100
    for rival in rivals:
        one, text = rival.figure, one_line(rival.figure.text)
        by_text[text].append(Span(one.article, one.start, one.end, one.text))
        words[text][_as_told(item, one)] = None
    told = [rival.figure for rival in rivals if rival.likeness >= rivals[0].likeness - _AS_LIKELY]
    unit = item.unit if isinstance(item, Quantity) else None
    by_value = [(one.value, one.article) for one in told if isinstance(one, Quantity) and one.unit == unit]
    if isinstance(item, Quantity) and disputed(item.value, by_value):
        status: ClaimStatus = "unclear"
        each = "; ".join(
            f"{_sources(dossier, spans)}: {listed([*words[text]], 'or')}" for text, spans in by_text.items()
        )
        why = f"The sources differ in like sentences. {each}."
        spans = [span for found in by_text.values() for span in found]
    else:
        status, spans = "differs", by_text[one_line(likest.text)]
        why = f"{_sources(dossier, spans)} in a like sentence: {listed([*words[one_line(likest.text)]], 'or')}."
    places = tuple(evidence(span, span.text) for span in spans)
    return CheckedClaim(item.start, item.end, item.text, kind, status, why, places)


def _as_told(item: Quantity | DateSpan, one: Quantity | DateSpan) -> str:
    """Return the words of a source for a figure, with its bound; with its direction where that is another one."""
    if not isinstance(item, Quantity) or not isinstance(one, Quantity):
        return one_line(one.text)
    turned = _DIRECTIONS.get(one.direction or "", "") if item.direction != one.direction else ""
    return one_line(as_written(one)) + turned


def disputed(mine: float | None, theirs: Iterable[tuple[float | None, str]]) -> bool:
    """Return whether sources differ over a number, and the draft's lies between theirs.

    `theirs` are their values with their articles. Of $141, $144 and $158 billion in three of them $143 billion is a
    fourth account, and $743 billion a mistake, as $159 billion may be. Articles that tell both do not differ.
    """
    by_value: defaultdict[float, set[str]] = defaultdict(set)
    for value, article in theirs:
        if value is not None:
            by_value[value].add(article)
    differ = any(one.isdisjoint(other) for one, other in combinations(by_value.values(), 2))
    return mine is not None and differ and min(by_value) <= mine <= max(by_value)


def _checked(dossier: DraftDossier, item: Quantity | DateSpan, findings: Sequence[Finding]) -> CheckedClaim:
    kind: FindingKind = "date" if isinstance(item, DateSpan) else "number"
    found = [
        (finding, mine)
        for finding in findings
        if (mine := _reading_of(finding, item)) and not _is_other_score(dossier, item, finding)
    ]
    if not found:
        return CheckedClaim(item.start, item.end, item.text, kind, "absent", _given_by_none(dossier, item))
    finding, mine = min(found, key=lambda pair: list(_OF_VERDICT).index(pair[0].verdict))
    same = _of_sources(dossier, mine)
    rest = [(reading, _of_sources(dossier, reading)) for reading in finding.readings if reading is not mine]
    others = [(reading, spans) for reading, spans in rest if spans]
    told = [(mine, same), *others]
    places = tuple(evidence(span, reading.reading) for reading, spans in told for span in spans)
    status, why = _status(dossier, item, finding, mine, same, others)
    if status == "unclear" and not same and len(others) == 1 and _is_against(dossier, item, others[0][1]):
        status = "differs"
    if status in _BORNE_OUT and (counted := _counted_otherwise(dossier, item, told)):
        articles = [span.article for _, spans in told for span in spans]
        status, why = "absent", f"{dossier.sources_have(articles)} this figure of {counted}."
    return CheckedClaim(item.start, item.end, item.text, kind, status, why, places)


def _counted_otherwise(
    dossier: DraftDossier, item: Quantity | DateSpan, told: Sequence[tuple[Reading, Sequence[Span]]]
) -> str:
    """Return what every source counts with a number that the draft gives of something else, `migrants`; else nothing.

    People and nationalities may be any of those who are counted. What one source does not say is no other thing.
    """
    if not isinstance(item, Quantity):
        return ""
    theirs = [figure for _, spans in told for span in spans if (figure := _figure_at(dossier, span))]
    nouns = [noun(one) for one in (item, *theirs)]
    counted = [(one.counted or "").split()[-1:] for one in (item, *theirs)]
    if len(nouns) < _AGREE or not all(nouns) or any(words[0][:1].isupper() or words[0] in ANYBODY for words in counted):
        return ""
    mine, *others = (meaning(one or "") for one in nouns)
    return "" if mine in others else listed(list(dict.fromkeys(one.counted or "" for one in theirs))[:_AGREE], "or")


def _figure_at(dossier: DraftDossier, span: Span) -> Quantity | None:
    return next((one for one in dossier.by_id[span.article].quantities if one.start == span.start), None)


def _is_other_score(dossier: DraftDossier, item: Quantity | DateSpan, finding: Finding) -> bool:
    """Return whether only one of the draft and the sources has a score: a record of 4-8, 8 defeats; 88 games, 88-72."""
    if not isinstance(item, Quantity):
        return False
    spans = [span for reading in finding.readings for span in _of_sources(dossier, reading)]
    scores = {found.kind == "score" for span in spans if (found := _figure_at(dossier, span))}
    return True not in scores if item.kind == "score" else scores == {True}


def _given_by_none(dossier: DraftDossier, item: Quantity | DateSpan) -> str:
    """Return the reason for what no source tells; of a day that was counted from another, which day was meant.

    A source may have the figure all the same, where it is not clear that it tells the same thing.
    """
    read = ""
    if isinstance(item, DateSpan) and item.anchor and item.from_ and item.to:
        read = f" day, read as {interval(item.from_, item.to)}"
    if not (theirs := sources_with(dossier.prepared, item)):
        return f"No source gives this{read}."
    return f"{dossier.sources_have(theirs)} this{read or ' figure'}, but perhaps of something else."


def _of_sources(dossier: DraftDossier, reading: Reading) -> list[Span]:
    """Return where the sources have a reading, and not the draft."""
    return [span for span in reading.spans if span.article != dossier.draft.article.id]


def _reading_of(finding: Finding, item: Quantity | DateSpan) -> Reading | None:
    for reading in finding.readings:
        for span in reading.spans:
            if span.article == item.article and span.start < item.end and item.start < span.end:
                return reading
    return None


def _status(
    dossier: DraftDossier,
    item: Quantity | DateSpan,
    finding: Finding,
    mine: Reading,
    same: Sequence[Span],
    others: Sequence[tuple[Reading, list[Span]]],
) -> tuple[ClaimStatus, str]:
    """Return the status and its reason.

    Where some sources say what the draft says and others cannot be true beside it, the sources differ: that is unclear
    for the draft, and the reason names both sides.
    """
    rivals = "; ".join(f"{_sources(dossier, spans)}: {reading.reading}" for reading, spans in others)
    if not same:
        if finding.verdict == "agree":
            spans = [span for _, found in others for span in found]
            return _supported(dossier, spans), f"The same: {rivals}."
        theirs = [(reading.value, spans[0].article) for reading, spans in others]
        vague = _holds(dossier, item, [span for _, spans in others for span in spans])
        if finding.verdict == "conflict" and (vague or disputed(mine.value, theirs)):
            return "unclear", f"The sources differ. {rivals}."
        return _OF_VERDICT[finding.verdict], f"{rivals}. {finding.why}"
    if finding.verdict in {"conflict", "unclear"}:
        return "unclear", f"The sources differ. {_sources(dossier, same)} as your draft; {rivals}."
    alone = len({dossier.source(one.article) for one in same}) == 1
    told = f"{_sources(dossier, same)} {'gives' if alone else 'give'} the same"
    return _supported(dossier, same), f"{told}; {rivals} ({finding.verdict})." if others else f"{told}."


def _is_plain(item: Quantity | DateSpan) -> bool:
    """Return whether an item says by itself what it means.

    When today was for a draft is not sure enough, nor is whose age one is (`Ages`).
    """
    return item.kind != "age" if isinstance(item, Quantity) else named_by(item.text) != "other"


def _is_against(dossier: DraftDossier, item: Quantity | DateSpan, spans: Sequence[Span]) -> bool:
    """Return whether the one reading of the sources speaks against the draft: of two of them, or a figure off."""
    if _is_plain(item) and dossier.independent(spans) >= _AGREE:
        return True
    if isinstance(item, Quantity):
        return _is_age_misread(dossier, item, spans) or _is_told_behind_alike(dossier, item, spans)
    return is_day_misread(dossier, item, spans)


def is_day_misread(dossier: DraftDossier, item: DateSpan, spans: Sequence[Span]) -> bool:
    """Return whether a day in figures that no source has is another of that month in all: 27 for 21 April."""
    if named_by(item.text) != "figures" or item.from_ != item.to or sources_with(dossier.prepared, item):
        return False
    for span in spans:
        theirs = next((one for one in dossier.by_id[span.article].dates if one.start == span.start), None)
        if theirs is None or theirs.from_ != theirs.to or (theirs.from_ or "")[:7] != (item.from_ or "")[:7]:
            return False
    return True


def _is_told_behind_alike(dossier: DraftDossier, item: Quantity, spans: Sequence[Span]) -> bool:
    """Return whether two sources and more tell another age behind the same sentence: The pilot died. He was 75."""
    if item.kind != "age" or dossier.independent(spans) < _AGREE:
        return False
    found = [(_figure_at(dossier, span), dossier.by_id[span.article]) for span in spans]
    return all(one and is_told_behind_alike(item, dossier.draft, one, source) for one, source in found)


def _is_age_misread(dossier: DraftDossier, item: Quantity, spans: Sequence[Span]) -> bool:
    """Return whether an age that no source has is a digit off from that of the sources: 25 for 75."""
    if any(one.kind == "age" and one.value == item.value for facts in dossier.sources for one in facts.quantities):
        return False
    for span in spans:
        source = dossier.by_id[span.article]
        found = _figure_at(dossier, span)
        if found is None or not is_age_slip(item, dossier.draft, found, source):
            return False
    return True


def _holds(dossier: DraftDossier, item: Quantity | DateSpan, spans: Sequence[Span]) -> bool:
    """Return whether a date of the draft is a vaguer word for each of some of the sources: 1973, for 27 June 1973."""
    if isinstance(item, Quantity) or not item.from_ or not item.to:
        return False
    for span in spans:
        found = (one for one in dossier.by_id[span.article].dates if one.start == span.start)
        theirs = next(found, None)
        if theirs is None or not (theirs.from_ and theirs.to and item.from_ <= theirs.from_ and theirs.to <= item.to):
            return False
    return True


def _supported(dossier: DraftDossier, spans: Sequence[Span]) -> ClaimStatus:
    return "single" if dossier.independent(spans) == 1 else "supported"


def _sources(dossier: DraftDossier, spans: Sequence[Span]) -> str:
    return dossier.sources_of(span.article for span in spans)
