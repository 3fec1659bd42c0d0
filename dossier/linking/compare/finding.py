"""A finding is put together here: its id, its readings, and the line of JSON as which it is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from dossier.model import VERDICTS, Finding, FindingKind, Reading, Span, Verdict


def finding(kind: FindingKind, about: str, verdict: Verdict, why: str, readings: Sequence[Reading]) -> Finding:
    """Return a finding; raises ValueError where fewer than two articles have a reading."""
    if len({article for reading in readings for article in reading.articles}) < 2:
        raise ValueError("A finding needs two articles.")
    assert verdict in VERDICTS
    return Finding(identity(kind, about, readings), kind, about, verdict, why, tuple(readings))


def identity(kind: FindingKind, about: str, readings: Sequence[Reading]) -> str:
    """Return the id: a hash of what is told of what and by which articles; offsets and order do not count."""
    told = sorted([reading.reading, *sorted(reading.articles)] for reading in readings)
    digest = hashlib.sha256(json.dumps([kind, about, told]).encode("ascii")).hexdigest()
    return f"{kind}-{digest[:12]}"


def reading(
    words: str,
    spans: Iterable[Span],
    *,
    value: float | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Reading:
    """Return a reading of the words at these spans; spans are put in order and each is taken once."""
    ordered = sorted(set(spans), key=lambda span: (span.article, span.start, span.end))
    articles = tuple(dict.fromkeys(span.article for span in ordered))
    return Reading(words, value, low, high, articles, tuple(ordered))


def packed(finding: Finding) -> str:
    """Return a finding as a line of JSON, to be kept."""
    readings = [
        [r.reading, r.value, r.low, r.high, [[s.article, s.start, s.end, s.text] for s in r.spans]]
        for r in finding.readings
    ]
    return json.dumps(
        [finding.id, finding.kind, finding.about, finding.verdict, finding.why, readings], ensure_ascii=False
    )


def unpacked(line: str) -> Finding:
    """Return the finding of a line that `packed` wrote."""
    id_, kind, about, verdict, why, readings = json.loads(line)
    made = [
        reading(words, [Span(*span) for span in spans], value=value, low=low, high=high)
        for words, value, low, high, spans in readings
    ]
    return Finding(id_, kind, about, verdict, why, tuple(made))
