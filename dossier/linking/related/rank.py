"""Passages of other articles that tell the same fact: scored by what they share, no model.

A candidate's score is a sum of a few shares, each explained beside its weight. `rank` needs of the whole dossier only
how many passages have a feature, so the candidates may come from any index.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import chain

from rapidfuzz import fuzz

from dossier.linking.text.terms import (
    ambiguous,
    compounds,
    concepts,
    meanings_of,
    rarity,
    stems,
    surface,
    terms,
    things,
)
from dossier.model import DateSpan, Quantity, Quotation, Shared


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of agreement counts; sharing every word of the query is 1."""

    happenings: float = 1.6  # words of the news for the same happening, alike or not: "killed", "deaths"
    things: float = 0.6  # and for the same sort of person or thing: "lawyer", "attorney"
    names: float = 0.5  # a person or place spelt otherwise, against the word itself
    numbers: float = 0.5  # "ten people" and "10 people", against the word itself
    dates: float = 0.5  # "Friday" and "28 November", against the word itself
    quotes: float = 0.3  # the same words quoted
    about: float = 0.6  # articles about the same event: elsewhere the same words report another strike
    when: float = 0.2  # articles of the same days, as far as known: another month's outage is another event
    length: float = 0.03  # a longer passage tells more, per factor e of words
    lead: float = 0.1  # the top of an article tells its main facts


WEIGHTS = Weights()
_SATURATION, _BY_LENGTH, _TYPICAL = 1.2, 0.6, 16.0  # BM25's k1 and b; words in a passage, without function words
_QUOTED_WORDS, _QUOTED_ALIKE = 3, 0.8  # fewer words or less alike is not a shared quotation
_NEAR = 7  # days between what two articles tell, at most, for it to be of the same time
_MONTH = 31  # days; a longer interval does not say when something was
_TERMS_SHOWN = 6
# The share of a passage's telling words that the other has too, both ways added up (2: the same words). Of 66 listed
# passages of three dossiers, read before they were measured, 18 of 27 above this tell the same fact, 2 of 39 below.
_CLOSE = 0.3
_OTHERWISE = 0.6  # other words for the same, against the word itself

Days = tuple[tuple[int, int], ...]  # first and last day of intervals, as proleptic ordinals


@dataclass(frozen=True, slots=True)
class PassageFeatures:
    """A passage and what was extracted from it.

    `key` is whatever the caller knows it by, `names` are (entity id, name as written), offsets are the article's.
    `order` is its place among its article's passages, from 0; `about` and `when` what `about()` and `when()` give for
    its article.
    """

    key: str
    article: str
    start: int
    end: int
    text: str
    names: tuple[tuple[str, str], ...] = ()
    numbers: tuple[Quantity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    order: int | None = None
    about: tuple[str, ...] = ()
    when: Days = ()


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A candidate's key, its score (about 1 for the same words) and what it shares with the query.

    `close` is false where it shares so few telling words that it hardly tells the same fact.
    """

    key: str
    score: float
    shared: Shared
    close: bool


def features_of(passage: PassageFeatures) -> frozenset[str]:
    """Return the feature keys of a passage, by which document frequencies are counted.

    `t:emerg` a stemmed word, `c:kill` a concept, `n:jose-jeri` an entity, `q:60:day` a number with its unit,
    `d:2025-12-14:2025-12-14` an interval.
    """
    used = terms(passage.text)
    return frozenset(
        [
            *(f"t:{stem}" for stem in used),
            *(f"c:{name}" for name in concepts(used)),
            *_names(passage),
            *_numbers(passage),
            *_dates(passage),
        ]
    )


def about(passages: Iterable[str], limit: int = 60) -> tuple[str, ...]:
    """Return the `t:` keys of the words an article uses most, from the texts of its passages."""
    count = Counter(chain.from_iterable(map(stems, passages)))
    return tuple(f"t:{stem}" for stem, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))[:limit])


def when(published: str | None, intervals: Iterable[tuple[str, str]]) -> Days:
    """Return the days an article is of, from its ISO date and the intervals it names; none without a single day."""
    spans = [(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()) for first, last in intervals]
    if published:
        spans.append((day := date.fromisoformat(published).toordinal(), day))
    known = {(first, last) for first, last in spans if last - first <= _MONTH}
    return tuple(sorted(known)) if any(first == last for first, last in known) else ()


def rank(
    query: PassageFeatures,
    candidates: Sequence[PassageFeatures],
    frequency: Callable[[str], int],
    total: int,
    limit: int,
) -> list[ScoredPassage]:
    """Return the candidates of other articles, best first; those that share nothing are left out.

    `frequency` says in how many of the `total` passages a feature key stands. Candidates of the query's own
    article are skipped. Equal scores keep the order of article and place.
    """
    scorer = _Scorer(query, frequency, total)
    scored = [
        (score, candidate)
        for candidate in candidates
        if candidate.article != query.article and (score := scorer.score(candidate)) > 0
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].article, pair[1].start))
    return [ScoredPassage(c.key, round(score, 4), scorer.shared(c), scorer.is_close(c)) for score, c in scored[:limit]]


class _Scorer:
    """The query's features, extracted once, and the rarity of every key, looked up once."""

    def __init__(self, query: PassageFeatures, frequency: Callable[[str], int], total: int) -> None:
        self.query = query
        self._frequency, self._total = frequency, total
        self._rarity: dict[str, float] = {}
        self.terms = {stem: self.rarity(f"t:{stem}") for stem in terms(query.text)}
        self.concepts = {name: (self._concept(name), meant) for name, meant in concepts(self.terms).items()}
        self._ambiguous = ambiguous(self.terms)
        self.names, self.numbers, self.dates = _names(query), _numbers(query), _dates(query)
        self.full = sum(self.terms.values()) or 1.0
        self.about = {key: self.rarity(key) for key in query.about}
        self.breadth = _length(self.about.values())
        self._together: dict[str, bool] = {}  # by article

    def rarity(self, key: str) -> float:
        """Return how telling a key is."""
        value = self._rarity.get(key)
        if value is None:
            value = self._rarity[key] = rarity(self._frequency(key), self._total)
        return value

    def score(self, candidate: PassageFeatures) -> float:
        """Return the sum of what the candidate shares with the query; 0 where that is nothing."""
        weights, theirs = WEIGHTS, self._terms(candidate)
        gain = self._words(theirs)
        gain += weights.names * self._otherwise(self.names, _names(candidate))
        gain += weights.numbers * self._otherwise(self.numbers, _numbers(candidate))
        gain += weights.dates * self._otherwise(self.dates, _dates(candidate))
        score = gain / self.full
        score += weights.quotes * max((alike for alike, _ in self._quotes(candidate)), default=0.0)
        if score <= 0:
            return 0.0
        score += weights.length * math.log1p(sum(theirs.values()))
        if candidate.order is not None:
            score += weights.lead / (1 + candidate.order)
        if self.about and candidate.about:
            other = {key: self.rarity(key) for key in candidate.about}
            common = sum(value * value for key, value in other.items() if key in self.about)
            score += weights.about * common / (self.breadth * _length(other.values()))
        return score + weights.when * self._of_one_time(candidate)

    def _terms(self, candidate: PassageFeatures) -> Mapping[str, int]:
        """Return the stems of a candidate, without those that stand for something else in the query.

        These are words of another meaning (engines, engineers) and figures that measure something else (80 people,
        80 km).
        """
        theirs = terms(candidate.text)
        other = {
            stem
            for stem in self._ambiguous
            if stem in theirs and not meanings_of(self.query.text, stem) & meanings_of(candidate.text, stem)
        }
        other |= _other_figures(self.query.numbers, candidate.numbers)
        return {stem: often for stem, often in theirs.items() if stem not in other} if other else theirs

    def _words(self, theirs: Mapping[str, int]) -> float:
        """Return the BM25 score of the words and concepts that both have."""
        damping = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * sum(theirs.values()) / _TYPICAL)
        gain = sum(
            value * theirs[stem] * (1 + _SATURATION) / (theirs[stem] + damping)
            for stem, value in self.terms.items()
            if stem in theirs
        )
        known = concepts(theirs)
        return gain + sum(value for name, (value, _) in self.concepts.items() if name in known)

    def _concept(self, name: str) -> float:
        weight = WEIGHTS.things if name in things() else WEIGHTS.happenings
        return weight * self.rarity(f"c:{name}")

    def _of_one_time(self, candidate: PassageFeatures) -> bool:
        """Return whether the candidate's article may be of the time of the query's: nothing says that it is not."""
        known = self._together.get(candidate.article)
        if known is None:
            known = self._together[candidate.article] = (
                not self.query.when
                or not candidate.when
                or any(
                    first <= last_here + _NEAR and first_here <= last + _NEAR
                    for first_here, last_here in self.query.when
                    for first, last in candidate.when
                )
            )
        return known

    def _otherwise(self, mine: Mapping[str, str], theirs: Mapping[str, str]) -> float:
        """Return the summed rarity of what both have but write otherwise; what they write alike has scored as words."""
        return sum(
            self.rarity(key)
            for key, written in mine.items()
            if key in theirs and not terms(written).keys() & terms(theirs[key]).keys()
        )

    def is_close(self, candidate: PassageFeatures) -> bool:
        """Return whether a candidate quotes the same, or shares enough of the rare words: those tell the fact."""
        if self._quotes(candidate):
            return True
        theirs = self._terms(candidate)
        known = concepts(theirs)
        alike = {stem for name, (_, meant) in self.concepts.items() if name in known for stem in meant}
        mine = sum(
            value * value * (1.0 if stem in theirs else _OTHERWISE)
            for stem, value in self.terms.items()
            if stem in theirs or stem in alike
        )
        squares = {stem: self.rarity(f"t:{stem}") ** 2 for stem in theirs}
        other = sum(value for stem, value in squares.items() if stem in self.terms)
        whole = sum(value * value for value in self.terms.values())
        return mine / (whole or 1.0) + other / (sum(squares.values()) or 1.0) >= _CLOSE

    def _quotes(self, candidate: PassageFeatures) -> list[tuple[float, Quotation]]:
        """Return the query's quotations that the candidate quotes too, whole or in part, with how alike they are."""
        found: list[tuple[float, Quotation]] = []
        for mine in self.query.quotes:
            alike = max((_alike(mine.text, theirs.text) for theirs in candidate.quotes), default=0.0)
            if alike:
                found.append((alike, mine))
        return found

    def shared(self, candidate: PassageFeatures) -> Shared:
        """Return what both have, in the query's words, rarest first; two words for the same as `lawyer ≈ attorney`."""
        names = [self.names[key] for key in self._rarest(self.names, _names(candidate))]
        numbers = [self.numbers[key] for key in self._rarest(self.numbers, _numbers(candidate))]
        dates = [self.dates[key] for key in self._rarest(self.dates, _dates(candidate))]
        told = {stem for text in (*names, *numbers, *dates) for stem in terms(text)}
        words = self._shared_words(candidate, told)
        return Shared(
            names=tuple(names),
            numbers=tuple(numbers),
            dates=tuple(dates),
            quotes=tuple(quote.text for _, quote in self._quotes(candidate)),
            terms=tuple(sorted(words, key=lambda word: -words[word])[:_TERMS_SHOWN]),
        )

    def _shared_words(self, candidate: PassageFeatures, told: AbstractSet[str]) -> dict[str, float]:
        """Return the words that a passage shares, `≈` between other words for the same, with how telling each is."""
        theirs = self._terms(candidate)
        mine, other = surface(self.query.text), surface(candidate.text)
        # A sign that is folded to letters (£ → GBP) is not a word of the text, so it cannot be shown.
        both = (stem for stem in self.terms if stem in theirs and stem in mine and stem not in told)
        shown = {self._whole(mine[stem], stem, theirs): self.terms[stem] for stem in both}
        words = {word: value for word, value in shown.items() if word}
        known = concepts(theirs)
        for name, (value, meant) in self.concepts.items():
            if name in known and theirs.keys().isdisjoint(meant):
                told_here, told_there = meant[0], known[name][0]
                words[f"{mine.get(told_here, told_here)} ≈ {other.get(told_there, told_there)}"] = value
        return words

    def _whole(self, word: str, stem: str, theirs: Mapping[str, int]) -> str:
        """Return a shared word as it is shown: of `far-right` both parts as one, or none where one is shared alone."""
        compound = compounds(self.query.text).get(stem)
        if compound is None or any(character.isdigit() for character in compound):
            return word
        return compound if all(part in theirs for part in stems(compound)) else ""

    def _rarest(self, mine: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
        return sorted((key for key in mine if key in theirs), key=lambda key: (-self.rarity(key), key))


def _length(values: Iterable[float]) -> float:
    return math.sqrt(sum(value * value for value in values)) or 1.0


def _other_figures(mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> set[str]:
    """Return the figures that both passages have and use for other things alone, as stems."""
    same: set[str] = set()
    other: set[str] = set()
    for one in mine:
        for two in theirs:
            if one.value is not None and one.value == two.value:
                figures = terms(one.text).keys() & terms(two.text).keys()
                (other if _measure_other_things(one, two) else same).update(figures)
    return {stem for stem in other - same if stem[0].isdigit()}


def _measure_other_things(one: Quantity, two: Quantity) -> bool:
    """Return whether two quantities have other units, or only one of them has one and the other counts something."""
    if one.unit and two.unit:
        return one.unit != two.unit
    return one.unit != two.unit and bool((two if one.unit else one).counted)


def _names(passage: PassageFeatures) -> dict[str, str]:
    found: dict[str, str] = {}
    for entity, name in passage.names:
        found.setdefault(f"n:{entity}", name)
    return found


def _numbers(passage: PassageFeatures) -> dict[str, str]:
    found: dict[str, str] = {}
    for number in passage.numbers:
        low = number.value if number.value is not None else number.low
        high = number.value if number.value is not None else number.high
        if low is None and high is None:
            continue
        span = "" if low is None else f"{low:g}"
        if high != low:
            span += "-" if high is None else f"-{high:g}"
        found.setdefault(f"q:{span}:{number.unit or ''}", number.text)
    return found


def _dates(passage: PassageFeatures) -> dict[str, str]:
    return {f"d:{date.from_}:{date.to}": date.text for date in reversed(passage.dates) if date.from_ and date.to}


def _alike(one: str, other: str) -> float:
    """Return how alike two quotations are, 0 to 1; a trimmed one counts as its part, a few words do not count."""
    words = min(len(one.split()), len(other.split()))
    if words < _QUOTED_WORDS:
        return 0.0
    alike = fuzz.partial_ratio(one.lower(), other.lower()) / 100
    return alike if alike >= _QUOTED_ALIKE else 0.0
