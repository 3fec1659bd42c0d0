"""What two numbers of one thing cannot be: rules that no evidence outweighs, each with an example that a test runs.

A rule that holds keeps two numbers apart, whatever the words around say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from dossier.extracting.lexicon import listed
from dossier.linking.compare.numbers.matching.evidence import NumberPair, alike, shares_of_two, unlikely
from dossier.linking.compare.numbers.measuring.clause_words import found
from dossier.linking.compare.numbers.measuring.intervals import middle
from dossier.linking.compare.numbers.measuring.measures import SPANS, Measure
from dossier.linking.compare.numbers.measuring.vocabulary import roles
from dossier.linking.matching.contexts import same_story
from dossier.linking.text.alignment import has_opposite, opposed
from dossier.linking.text.terms import STOP_WORDS, concepts, stem
from dossier.linking.text.vocabulary import word_list

Rule = tuple[str, Callable[[NumberPair], bool], tuple[str, str]]
"""A rule by name, with two sentences of which each keeps two numbers apart, or one that tells both."""

_DAMAGE = frozenset({"destroyed", "damaged", "burning"})
_CROWDS = frozenset({"protesting", "gathered"})
_APART = frozenset({"ago", "later", "until"})  # how far off in time, not how long
_SCALED = 1000  # 1.5 million are no average
_OCCASIONS = frozenset(
    map(
        stem,
        word_list("occasions"),
    )
)
_FAMILY = word_list("children")
_RELATIVES = "|".join(sorted(word_list("relatives")))
_RELATIVE = re.compile(
    rf"\b(?:his|her|their|whose|my|our|[^\W\d_]+['’]s?) (?:[\w-]+ ){{0,2}}({_RELATIVES})"
    r",? (?:who is |is |was |now |aged |age )?\Z",
    re.IGNORECASE,
)
_ALIKE = 0.4  # of the words of two sentences, below which they tell of two things
_CHANCE, _ONE_STORY = 0.1, 0.5  # alikeness of words, and of stories, that is no chance
_STAFF = frozenset({"employee", "worker", "staff"})
_SUMS = frozenset({"price", "revenue", "profit", "loss", "pay", "aid", "fine"})
_FAR = 1.4  # times the most that a vague word means
_BEYOND = 2  # times the number behind "more than"; 2 of 217 marked candidates that far off are of one thing
_RARE = 0.6  # of 1: three figures, or two of a large number
_YEARS = 5  # between two ages
_LEAD = 32  # characters before an age
_AT_AGE = re.compile(
    r"\b(?:when|by the time|until|since|before|after|once)\b[^,.;]*"
    r"\b(?:was|were|is|turned|turns|being)\W+(?:only |just )?\Z"
    r"|\bat (?:the age of|age) \Z|\bfrom (?:the age of|age) \Z",
    re.IGNORECASE,
)


def apart(pair: NumberPair, rules: Sequence[Rule] | None = None) -> str | None:
    """Return the name of the first rule that keeps two numbers apart, None where none does; of all `RULES`, or some."""
    for name, rule, _ in rules or RULES:  # a loop, since it is asked for each pair
        if rule(pair):
            return name
    return None


def _dimensions(pair: NumberPair) -> bool:
    return pair.one.amount.dimension != pair.other.amount.dimension and not pair.converted and not pair.bridge


def _directions(pair: NumberPair) -> bool:
    both = {pair.one.quantity.direction, pair.other.quantity.direction}
    return None not in both and len(both) > 1


def _opposites(pair: NumberPair) -> bool:
    if pair.differs:
        return False
    mine, theirs = _with_opposites(pair.one.slot), _with_opposites(pair.other.slot)
    return bool(mine and theirs) and opposed(mine, theirs)


@lru_cache(maxsize=1 << 14)
def _with_opposites(slot: tuple[str, ...]) -> frozenset[str]:
    """Return the words directly beside a number that have an opposite and are no function words."""
    return frozenset(word for word in slot if word not in STOP_WORDS and has_opposite(word))


def _one_sentence(pair: NumberPair) -> bool:
    one, other = pair.one, pair.other
    if one.quantity.article != other.quantity.article or one.sentence != other.sentence:
        return False
    if pair.dimension == "magnitude":
        return False
    if one.amount.unit == other.amount.unit and one.amount.bound == other.amount.bound == "=":
        return one.amount.told != other.amount.told
    return pair.differs


def _persons(pair: NumberPair) -> bool:
    if pair.dimension != "age":
        return False
    mine, theirs = (_surnames(measure) for measure in (pair.one, pair.other))
    return bool(mine and theirs) and not mine & theirs


def _surnames(measure: Measure) -> frozenset[str]:
    """Return the surnames of the persons named directly beside an age."""
    return frozenset(name.split(":")[-1].split("-")[-1] for name in measure.setting.persons)


def _relatives(pair: NumberPair) -> bool:
    """Return whether differing ages are of somebody's relative and of a person named there, or of two relatives."""
    if pair.dimension != "age" or not pair.differs:
        return False
    mine, theirs = map(_relative, (pair.one, pair.other))
    named = (theirs or _surnames(pair.other)) if mine else (theirs and _surnames(pair.one))
    return bool(named) and mine != theirs


def _relative(measure: Measure) -> str:
    """Return which relative of somebody an age is of: `daughter` of `his daughter, 6`; empty where it is of none."""
    begin = measure.quantity.start - measure.sentence[0]
    behind = _RELATIVE.search(measure.text[max(0, begin - _LEAD) : begin])
    return behind[1].lower() if behind else ""


def _other_age(pair: NumberPair) -> bool:
    return pair.dimension == "age" and pair.relation != "same" and _once(pair.one) != _once(pair.other)


def _far_ages(pair: NumberPair) -> bool:
    """Return whether two ages lie so far apart that no slip and no birthday makes one of the other.

    Of 92 marked pairs of one person's differing ages none is more than three years apart; of other pairs, 1,076 are.
    """
    if pair.dimension != "age" or not pair.differs or alike(pair.one, pair.other):
        return False
    if not any(measure.quantity.text.endswith("old") for measure in (pair.one, pair.other)):
        return False  # "He was 36" may be a wrong age of the same
    if _surnames(pair.one) & _surnames(pair.other):
        return False
    return abs(middle(pair.one.amount) - middle(pair.other.amount)) > _YEARS


def _unheard_of(pair: NumberPair) -> bool:
    """Return whether a name stands beside one of two differing ages, and the other's article never has it.

    Of 113 marked pairs of such ages two are of one person.
    """
    if pair.dimension != "age" or not pair.differs:
        return False
    both = ((pair.one, pair.other), (pair.other, pair.one))
    return any(
        _surnames(one) and not _surnames(other) and not _surnames(one) & other.around.told_of for one, other in both
    )


def _once(measure: Measure) -> bool:
    """Return whether an age is told of another time than the article's: by the time he was 40."""
    begin = measure.quantity.start - measure.sentence[0]
    return bool(_AT_AGE.search(measure.text[max(0, begin - _LEAD) : begin]))


def _roles(pair: NumberPair) -> bool:
    mine, theirs = (_plain_roles(measure) for measure in (pair.one, pair.other))
    both = mine | theirs
    return bool(mine and theirs) and not mine & theirs and not both <= _DAMAGE and not both <= _CROWDS


def _plain_roles(measure: Measure) -> frozenset[str]:
    """Return the roles that words directly beside a number give."""
    counted = measure.counted
    return _roles_beside(measure.slot, counted.person, counted.role) if counted.role else frozenset()


@lru_cache(maxsize=1 << 14)
def _roles_beside(slot: tuple[str, ...], person: bool | None, role: str) -> frozenset[str]:
    known = frozenset(each for word in slot for each in roles(word, people=person))
    return known if role in known else frozenset()


def _went_back(pair: NumberPair) -> bool:
    both = ((pair.one, pair.other), (pair.other, pair.one))
    may_be = {None, "returned"} if pair.relation == "same" else {"returned"}
    return any("returned" in _plain_roles(one) and other.counted.role not in may_be for one, other in both)


def _nouns(pair: NumberPair) -> bool:
    one, other = pair.one.counted, pair.other.counted
    if pair.dimension != "count" or not one.nouns or not other.nouns or one.nouns & other.nouns:
        return False
    return bool(one.person and other.person) and pair.differs and (one.part or other.part)


def _people_and_things(pair: NumberPair) -> bool:
    one, other = pair.one.counted, pair.other.counted
    both = {one.person, other.person}
    known = all(each.head and stem(each.head) not in each.nouns for each in (one, other))
    return pair.dimension == "count" and None not in both and len(both) > 1 and known


def _past_years(pair: NumberPair) -> bool:
    if pair.dimension != "duration" or any(SPANS.isdisjoint(measure.slot) for measure in (pair.one, pair.other)):
        return False
    return pair.slot == 0 and pair.words.wide < _ALIKE


def _two_stories(pair: NumberPair) -> bool:
    if not pair.converted:
        return False
    return pair.alike <= _CHANCE and same_story(pair.one.story, pair.other.story) <= _ONE_STORY


def _beyond_words(pair: NumberPair) -> bool:
    """Return whether a bound lies far beyond what a vague word means."""
    for one, other in ((pair.one.amount, pair.other.amount), (pair.other.amount, pair.one.amount)):
        if one.vague and other.bound in {">", ">="} and other.low > one.high / 2 * _FAR:
            return True
    return False


def _beyond_bounds(pair: NumberPair) -> bool:
    """Return whether a number lies so far beyond "more than N" that nobody would have written N of it."""
    for one, other in ((pair.one.amount, pair.other.amount), (pair.other.amount, pair.one.amount)):
        if one.bound == ">" and not one.vague and not other.vague and other.low >= one.low * _BEYOND > 0:
            return True
    return False


def _rates(pair: NumberPair) -> bool:
    rates = (pair.one.around.rate, pair.other.around.rate)
    return pair.dimension == "count" and None in rates and rates != (None, None) and not _telling(pair)


def _telling(pair: NumberPair) -> bool:
    """Return whether two numbers are the same, and one that few other things have."""
    return pair.relation == "same" and unlikely(pair.one.amount) >= _RARE


def _averages(pair: NumberPair) -> bool:
    return pair.dimension == "count" and _averaged(pair.one) != _averaged(pair.other)


def _averaged(measure: Measure) -> bool:
    return "." in measure.quantity.text and abs(measure.amount.told or 0.0) < _SCALED


def _occasions(pair: NumberPair) -> bool:
    one, other = pair.one.counted, pair.other.counted
    common = one.nouns & other.nouns & _OCCASIONS
    if not common or not pair.differs or one.modifiers & other.modifiers:
        return False
    shared = (pair.one.beside & pair.other.beside) - common - {f"c:{name}" for name in concepts(sorted(common))}
    return one.compound or not shared


def _lengths(pair: NumberPair) -> bool:
    one, other = pair.one.counted.attribute, pair.other.counted.attribute
    if pair.dimension != "duration" or pair.relation == "same":
        return False
    return (one in _APART) != (other in _APART)


def _from_events(pair: NumberPair) -> bool:
    """Return whether one tells how long after another event something was, the other how long something lasts."""
    if pair.dimension != "duration" or pair.relation == "same":
        return False
    both = ((pair.one, pair.other), (pair.other, pair.one))
    return any(_opens(one) and other.counted.attribute == "lasting" for one, other in both)


def _opens(measure: Measure) -> bool:
    """Return whether a length of time before `after` or `before` begins its sentence."""
    begin, end = (at - measure.sentence[0] for at in (measure.quantity.start, measure.quantity.end))
    return begin == 0 and measure.text.startswith((" after ", " before "), end)


def _attributes(pair: NumberPair) -> bool:
    one, other = pair.one.counted.attribute, pair.other.counted.attribute
    return pair.dimension == "money" and pair.differs and one != other and {one, other} <= _SUMS


def _owners(pair: NumberPair) -> bool:
    mine, theirs = pair.one.setting.owners, pair.other.setting.owners
    if not mine.names or not theirs.names or mine.names & theirs.names or pair.dimension in {"age", "magnitude"}:
        return False
    one, other = pair.one.counted, pair.other.counted
    employed = {one.role, other.role} == {"employed"} or bool(one.nouns & other.nouns & _STAFF)
    if one.person and not {one.head, other.head} <= _FAMILY and not employed:
        return False  # a crowd is nobody's
    return mine.sure and theirs.sure and pair.relation != "same" and not _named_alike(mine.names, theirs.names)


def _named_alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Return whether a name of the one is a shorter form of a name of the other: Castle, and Castle Holdings."""
    return any(f"{a}-".startswith(f"{b}-") or f"{b}-".startswith(f"{a}-") for a in mine for b in theirs)


def _places(pair: NumberPair) -> bool:
    one, other = pair.one.setting, pair.other.setting
    if pair.dimension not in {"count", "share"} or not one.local or not other.local or one.local == other.local:
        return False
    countries = _is_country(one.local) and _is_country(other.local)
    if pair.relation == "same" or not (pair.differs or countries):
        return False  # of two countries even what fits is not one; a town may be another name of a place
    nested = pair.dimension == "count" and (one.local in other.places or other.local in one.places)
    return not nested


def _is_country(place: str) -> bool:
    return place.replace("-", " ") in listed("countries")


def _far_ends(pair: NumberPair) -> bool:
    one, other = pair.one.setting, pair.other.setting
    return pair.dimension == "length" and bool(one.far_end and other.far_end) and one.far_end != other.far_end


def _extents(pair: NumberPair) -> bool:
    if pair.dimension != "length" or not pair.differs:
        return False
    return any(
        found("distance", one) and not found("extending", one) and found("extending", other)
        for one, other in ((pair.one, pair.other), (pair.other, pair.one))
        if not found("distance", other)
    )


def _capacities(pair: NumberPair) -> bool:
    """Return whether one number is how many there is room for, the other how many there were."""
    if pair.dimension != "count" or not pair.differs:
        return False
    return bool(found("capacity", pair.one)) != bool(found("capacity", pair.other))


def _shares(pair: NumberPair) -> bool:
    """Return whether two shares are of two things, and not of one in other words, as sentences alike tell."""
    return shares_of_two(pair) and not _telling(pair) and pair.words.wide < _ALIKE


BY_THEMSELVES: Sequence[Rule] = (
    ("other dimensions", _dimensions, ("The road is 10 km long.", "The strike lasted 10 days.")),
    ("up and down", _directions, ("Sales rose 3 percent.", "Sales fell 3 percent.")),
    ("opposites", _opposites, ("Acme made a profit of $9 million.", "Acme made a loss of $9 million.")),
    ("one sentence tells two", _one_sentence, ("The ferry has 300 seats, and 160 seats were taken.", "")),
    ("two persons", _persons, ("Ada Orr, 34, was arrested.", "Bo Lind, 31, was arrested.")),
    ("a relative of somebody", _relatives, ("Ada Orr said that her son, 6, is well.", "Bo Lind, 52, has left.")),
    ("another time of life", _other_age, ("By the time he was 40, Ada Orr had won.", "Ada Orr, 61, has won.")),
    ("a name not in the other article", _unheard_of, ("Ada Orr, 48, was arrested.", "The driver, 45, was arrested.")),
    ("ages far apart", _far_ages, ("Ada Orr, 48, was dismissed.", "Her pupil is a 13-year-old boy.")),
    ("other roles", _roles, ("The blast killed 12 people.", "The blast injured 12 people.")),
    ("those who went back", _went_back, ("Some 100 migrants returned on foot.", "Dozens of migrants have gathered.")),
    ("a part of other people", _nouns, ("Three women were aboard.", "Five passengers were aboard.")),
    ("people and things", _people_and_things, ("They counted 1,500 people.", "They counted 1,500 houses.")),
    (
        "past years",
        _past_years,
        (
            "Bread and milk got dearer for most families over the past three years.",
            "The general lost all his battles over the past three years.",
        ),
    ),
    (
        "beyond a vague word",
        _beyond_words,
        ("It has hundreds of thousands of users.", "It has more than 1.5 million users."),
    ),
    ("beyond a bound", _beyond_bounds, ("More than 7 million people fled.", "It is home to 18.5 million people.")),
    ("a rate", _rates, ("It treats 70 patients a day.", "It treats 70 patients.")),
    ("an average", _averages, ("Orr averaged 10.0 rebounds.", "Orr had ten rebounds.")),
    ("other occasions", _occasions, ("Orr is a four-time winner.", "Lind is a five-time winner.")),
    ("how long and how long ago", _lengths, ("The shop closed two weeks later.", "The strike lasted three weeks.")),
    (
        "how long after an event and how long",
        _from_events,
        ("Three days after the drivers walked out, talks began.", "The walkout is to last 48 hours."),
    ),
    ("a price and a revenue", _attributes, ("The price is $3 million.", "Its sales were $4 million.")),
    ("two owners", _owners, ("Acme Corp’s 10 percent is for sale.", "Orrin Corp’s 12 percent is for sale.")),
    ("two places", _places, ("40 people in Norway fell ill.", "60 people in Kenya fell ill.")),
    ("distances to two places", _far_ends, ("It lies 20 km from Oslo.", "It lies 20 km from Nairobi.")),
    ("how far and how long", _extents, ("It lies 25 km north of Oslo.", "The border extends over 100 km.")),
    ("room for people", _capacities, ("The ferry has a capacity of 201 people.", "The ferry had 158 people on board.")),
    (
        "shares of two things",
        _shares,
        ("Some 43 percent of the nurses had left.", "Doctors cured 41 percent of the patients."),
    ),
)
"""Rules that ask for nothing but the two numbers and their articles."""

BY_RARITY: Sequence[Rule] = (
    ("one sum of two stories", _two_stories, ("Acme paid $500m (£264m).", "Years later a ship cost $500m (£350m).")),
)
"""Rules that ask how rare words are in the dossier, too; they hold of two that convert one sum, and of no others."""

RULES = (*BY_THEMSELVES, *BY_RARITY)
