"""What a finding of numbers is called, and how its readings are told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from dossier.linking.compare.finding import reading
from dossier.linking.compare.numbers.measures import Measure
from dossier.linking.text.terms import STOP_WORDS
from dossier.model import Quantity, Reading, Span
from dossier.text.lists import listed

_KINDS = {"length": "distance", "duration": "length of time", "share": "share", "mass": "weight", "count": "number"}
_BOUNDS = {"=": "", "~": "about ", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "up to "}
_DONE = {
    "missing": "missing", "homeless": "without a home", "hospital": "in hospital", "protesting": "protesting",
    "gathered": "gathered",
    "living": "living there", "burning": "on fire",
}  # fmt: skip
_HARM = frozenset({"destroyed", "damaged", "burning"})
_OF = {"ago": "since then", "until": "until then", "later": "after", "term": "in prison", "lasting": "lasting"}
_AS_COUNTED = frozenset("killed injured dead wounded hurt missing homeless more others".split())
_PLURAL = {
    "mile": "miles", "day": "days", "week": "weeks", "month": "months", "year": "years", "hour": "hours",
    "minute": "minutes", "second": "seconds", "foot": "feet", "inch": "inches", "yard": "yards", "tonne": "tonnes",
    "ton": "tons", "decade": "decades", "night": "nights", "acre": "acres", "hectare": "hectares", "barrel": "barrels",
}  # fmt: skip
_NAMED = frozenset({"count", "age", "magnitude", "score"})
_SINGULAR = frozenset("dozen score hundred thousand million billion".split())  # several dozen, a few hundred
_SAYING = frozenset("said says told according reported least around more than about some".split())
_WORDS = 3  # of what a share is of, in a title
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def told(quantity: Quantity) -> str:
    """Tell what is said in plain words: `at least 100`, `2 to 3 days`, `dozens`."""
    if quantity.unit == "fraction":
        return quantity.text.lower()
    if quantity.value is None and (quantity.bound == "~" or quantity.low is None or quantity.high is None):
        some = f"{quantity.qualifier} " if quantity.text.lower() in _SINGULAR and quantity.qualifier else ""
        return f"{some}{quantity.text}".lower()
    if quantity.value is None:
        assert quantity.low is not None
        assert quantity.high is not None
        return _with_unit(f"{number(quantity.low)} to {number(quantity.high)}", quantity)
    lead = _BOUNDS[quantity.bound]
    if quantity.bound == "<" and quantity.qualifier:
        lead = f"{quantity.qualifier.lower()} "
    return lead + _with_unit(number(quantity.value), quantity)


def _with_unit(figure: str, quantity: Quantity) -> str:
    unit = quantity.unit
    if unit is None:
        return figure
    if unit == "magnitude":
        return f"magnitude {figure}"
    if quantity.kind == "age":
        return f"{figure} years old"
    return f"{figure} {unit if figure == '1' else _PLURAL.get(unit, unit)}"


def number(value: float) -> str:
    """Write a number as readers do: `330,000`, `1.5 million`."""
    for scale, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= scale:
            return f"{value / scale:,.6g} {name}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def by_size(measure: Measure) -> tuple[float, str]:
    """Give what puts measures in the order of their numbers."""
    amount = measure.amount
    return (amount.value if amount.value is not None else amount.low, told(measure.quantity))


def capital(text: str) -> str:
    """Write the first letter of a sentence large."""
    return text[:1].upper() + text[1:]


def readings_of(chosen: Sequence[Measure]) -> list[Reading]:
    """Give one reading for each way of telling the number, most articles first."""
    by_words: defaultdict[str, list[Quantity]] = defaultdict(list)
    for measure in chosen:
        by_words[told(measure.quantity)].append(measure.quantity)
    found = []
    for words, quantities in by_words.items():
        first = quantities[0]
        spans = [Span(q.article, q.start, q.end, q.text) for q in quantities]
        found.append(reading(words, spans, value=first.value, low=first.low, high=first.high))
    return sorted(found, key=lambda r: (-len(r.articles), -len(r.spans), r.value is None, r.value or 0.0, r.reading))


def about(chosen: Sequence[Measure]) -> str:
    """Name the thing: what is counted and its role, and the names, else the words, that most sentences share."""
    what = _what(chosen)
    shared = _most(chosen, [_named(measure) for measure in chosen], 2)
    enough = 1 if chosen[0].amount.dimension in _NAMED else 3  # a sum or a length of time says nothing by itself
    if len(shared) < enough:
        known = set(_WORD.findall(f"{what} {' '.join(shared)}".lower())) | STOP_WORDS | _SAYING
        known.update(word.lower() for m in chosen for word in _WORD.findall(m.quantity.text))
        shared += _most(chosen, [_near(measure, known) for measure in chosen], 3 - len(shared))
    return f"{what}: {', '.join(shared)}" if shared else what


def _named(measure: Measure) -> dict[str, float]:
    """Give the names of a number's sentence, that of the place it is told of directly as the nearest."""
    local = measure.setting.local
    return {
        text: 0.0 if local and entity.endswith(f":{local}") else 1.0 for entity, text in measure.setting.names.items()
    }


def _near(measure: Measure, known: AbstractSet[str]) -> dict[str, float]:
    """Give the words of a number's sentence that are not known, each with how far off it stands, in characters."""
    begin, end = (at - measure.sentence[0] for at in (measure.quantity.start, measure.quantity.end))
    found: dict[str, float] = {}
    for match in _WORD.finditer(measure.text):
        word = match[0].lower()
        if word not in known and len(word) > 3:
            gap = max(match.start() - end, begin - match.end())
            found[word] = min(found.get(word, gap), gap)
    return found


def _most(chosen: Sequence[Measure], bags: Sequence[Mapping[str, float]], limit: int) -> list[str]:
    """Give the names or words that stand in most of the sentences, commonest first, of equals the nearest."""
    total = Counter(word for bag in bags for word in bag)
    least = max(2, len(chosen) / 3)
    near = {word: sum(bag.get(word, 0.0) for bag in bags) / count for word, count in total.items()}
    common = [word for word, count in total.items() if count >= least]
    return sorted(common, key=lambda word: (-total[word], near[word], word))[:limit]


def _what(chosen: Sequence[Measure]) -> str:
    roles = Counter(measure.counted.role for measure in chosen if measure.counted.role)
    role = min(roles, key=lambda name: (-roles[name], name)) if roles else None
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for measure in chosen:
        words = measure.quantity.counted
        if words and measure.quantity.unit is None and words.lower() not in _AS_COUNTED:
            spelt[words.lower()][words] += 1
    heads = {folded: sum(spellings.values()) for folded, spellings in spelt.items()}
    dimension = chosen[0].amount.dimension
    if heads:
        what = min(heads, key=lambda words: (-heads[words], len(words), words))
        if len(spelt[what]) == 1 and not what.isupper():
            what = next(iter(spelt[what]))  # Venezuelans
    elif dimension == "count" and role and role not in _HARM and chosen[0].counted.person is not False:
        what = "people"
    else:
        kinds = sorted({measure.amount.dimension.removeprefix("money ") for measure in chosen})
        attribute = _attribute(chosen)
        if dimension == "share" and (of := _share_of(chosen)):
            what = f"share of {of}"
        elif dimension.startswith("money "):
            what = f"{attribute or 'money'} in {listed(kinds)}"
        else:
            what = _KINDS.get(dimension, dimension)
            what = attribute if attribute and dimension == "length" else f"{what}, {attribute}" if attribute else what
    if role in _HARM and (not heads or any(measure.counted.person for measure in chosen)):
        role = None  # who or what was affected is not told
    return f"{what} {_DONE.get(role, role)}" if role and role[:6] not in what else what


def _share_of(chosen: Sequence[Measure]) -> str | None:
    """Give what most of the shares are said to be of, in words."""
    told = Counter(
        m.quantity.counted for m in chosen if m.quantity.counted and len(m.quantity.counted.split()) <= _WORDS
    )
    return min(told, key=lambda words: (-told[words], words)) if told else None


def _attribute(chosen: Sequence[Measure]) -> str | None:
    """Give what most of the quantities are said to be of, in words."""
    told = Counter(measure.counted.attribute for measure in chosen if measure.counted.attribute)
    name = min(told, key=lambda word: (-told[word], word)) if told else None
    return _OF.get(name, name) if name and told[name] * 2 > len(chosen) else None
