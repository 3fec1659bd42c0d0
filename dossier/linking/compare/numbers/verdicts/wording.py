"""What a finding of numbers is called, and how its readings are told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from dossier.linking.compare.finding import reading
from dossier.linking.compare.numbers.measuring.measures import Measure
from dossier.linking.compare.titles import GAP, TitleSentence, title
from dossier.model import Quantity, Reading, Span
from dossier.text.quantities import in_words
from dossier.text.visible import one_line

_BESIDE = 40  # characters between a number and what it counts
_QUALIFIED = re.compile(
    r"\b(?:about|around|some|roughly|approximately|(?:an )?estimated|at least|at most|more than|less than|fewer than"
    r"|over|nearly|almost|up to|as many as|as much as|no more than|no fewer than|just|only|well over|several|a few"
    r"|a total of)\s+\Z",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?<=s) of(?= \w)|-odd|-plus")
_PURPOSE = 2.0  # for a sentence that says what time is left for
_LEFT = re.compile(r"(?: left| remaining)(?: to \w+)?| to \w+(?: [A-Z]\w+)?")  # days left to leave Chile
_OLD = re.compile(rf"\A(?:an? )?{GAP}-year-old (?=\w)")
_BRACKET = re.compile(
    r"(?:[€£$¥?]|\b[A-Za-z]{0,4})\d[\d.,]*(?:[ -]?(?:million|billion|trillion|bn|m))?(?:[ -]\w+)?\s*\(\Z"
)
_FIGURE = re.compile(
    r"(?:\d[\d.,]*(?: ?(?:bn|m|k|tn)\b)?|\b(?:a|an|half|quarter|third|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?)\b)"
    r"(?:[ -](?:and |a )?(?:hundred|thousand|million|billion|trillion|dozen|half|quarters?|thirds?|to \d+)\b)*",
    re.IGNORECASE,
)


def by_size(measure: Measure) -> tuple[float, str]:
    """Give what puts measures in the order of their numbers."""
    amount = measure.amount
    return (amount.value if amount.value is not None else amount.low, in_words(measure.quantity))


def capital(text: str) -> str:
    """Write the first letter of a sentence large."""
    return text[:1].upper() + text[1:]


def readings_of(chosen: Sequence[Measure]) -> list[Reading]:
    """Give one reading for each way of telling the number, most articles first."""
    by_words: defaultdict[str, list[Quantity]] = defaultdict(list)
    for measure in chosen:
        by_words[in_words(measure.quantity)].append(measure.quantity)
    found = []
    for words, quantities in by_words.items():
        first = quantities[0]
        spans = [Span(q.article, q.start, q.end, q.text) for q in quantities]
        found.append(reading(words, spans, value=first.value, low=first.low, high=first.high))
    return sorted(found, key=lambda r: (-len(r.articles), -len(r.spans), r.value is None, r.value or 0.0, r.reading))


def about(chosen: Sequence[Measure]) -> str:
    """Return what to call the thing that numbers measure: words of the sentence that says most of it."""
    return _age(chosen) or _OLD.sub("age of the ", title([_placed(measure) for measure in chosen]))


def _age(chosen: Sequence[Measure]) -> str | None:
    """Return `age of Mara Oduya`, where a text says by name whose age it is."""
    if chosen[0].quantity.kind != "age":
        return None
    names = Counter(one_line(m.aged.text) for m in chosen if m.aged)
    return f"age of {min(names, key=lambda name: (-names[name], -len(name), name))}" if names else None


def _placed(measure: Measure) -> TitleSentence:
    """Return where the number stands in its sentence, with the words around it that are part of it."""
    quantity, text = measure.quantity, measure.text
    start, end = (at - measure.sentence[0] for at in (quantity.start, quantity.end))
    counted = quantity.counted if quantity.unit is None else None
    while lead := _QUALIFIED.search(text, 0, start):
        if lead[0].strip().lower() == "over" and quantity.bound == "=":
            break  # a rise over two years
        start = lead.start()
    if quantity.unit is None and (behind := _VAGUE.match(text, end)):
        end = behind.end()
    unit = _FIGURE.sub(GAP, quantity.text, count=1) if quantity.unit else GAP
    if bracket := _BRACKET.search(text, 0, start):
        start, end, unit = bracket.start(), text.find(")", end) + 1 or end, GAP  # a sum that is converted
    at = text.find(counted, end) if counted else -1
    upto = at + len(counted or "") if 0 <= at - end < _BESIDE else end
    if quantity.kind == "duration" and (left := _LEFT.match(text, end)):
        return TitleSentence(quantity.article, text, start, end, left.end(), unit, _PURPOSE)
    return TitleSentence(quantity.article, text, start, end, upto, unit)
