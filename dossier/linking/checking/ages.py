"""Ages of a draft that are not those of the sources: of somebody named, or a digit off of somebody who is not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from rapidfuzz.distance import OSA

from dossier.linking.checking.draft import DraftDossier, evidence
from dossier.linking.checking.source_names import near_spelling
from dossier.linking.facts import ArticleFacts
from dossier.linking.text.ages import PRONOUN_BEFORE_AGE, PersonAge, people_of_age
from dossier.linking.text.sentences import sentences, words_of
from dossier.linking.text.terms import STOP_WORDS, meaning
from dossier.model import CheckedClaim, Quantity, Span
from dossier.text.lists import listed
from dossier.text.visible import one_line

_YEAR_OLD = re.compile(r"[- ]years?(?:[- ]?olds?)?$", re.IGNORECASE)
_BEARER = re.compile(r"[\s-]+([^,.;:!?()\"“”]{1,60})")
_LIKE_A_NAME = re.compile(r"([A-Z][\w’'-]+), $")
_BESIDE = 60  # characters between a name and the age of who bears it
_GIVEN = 3  # letters of a given name that may be short for another: Ben for Benjamin
_DESCRIBING = 2  # words that are hardly said of two people
_NOUNS = 4  # words behind "75-year-old" that may say who it is
_NEAR = 7  # days between two articles within which hardly anybody has a birthday
_MONTHS = 12  # of a year
_SEVERAL = 2  # articles that tell an age, so that another one a year off is wrong


class Ages:
    """How old the sources say somebody is, set against the ages of a draft."""

    def __init__(self, dossier: DraftDossier) -> None:
        self._dossier = dossier
        self._mine = {one.age.start: one for one in people_of_age(dossier.draft)}
        self._theirs = dossier.prepared.known("ages", dossier.facts.keys[1:], self._told)
        self._described = dossier.prepared.make(_described)

    def _told(self) -> list[PersonAge]:
        return [one for facts in self._dossier.sources for one in people_of_age(facts)]

    def other(self, item: Quantity) -> CheckedClaim | None:
        """Return a claim that differs where the sources give the person another age, and none could mean this one.

        Of articles of several years those count that are nearest to the draft: people grow older between them.
        """
        mine = self._mine.get(item.start)
        if (item.kind != "age" and not mine) or item.value is None:
            return None
        years = item.value / _MONTHS if item.unit == "month" else item.value
        if mine:
            told, who = [one.age for one in self._theirs if _is_one_person(one, mine)], one_line(mine.person.text)
        else:
            told, who = self._of_alike(item), "who is meant"
        if any(one.value == years for one in told):
            return None
        nearest = min((self._years(one) for one in told), default=0)
        told = [one for one in told if self._years(one) == nearest]
        if not told or self._may_be(years, told):
            return None
        spans = [Span(one.article, one.start, one.end, one.text) for one in told]
        ages = listed(list(dict.fromkeys(f"{one.value:g}" for one in told)), "or")
        why = f"{self._dossier.sources_of(one.article for one in told)}: {who} is {ages}."
        places = tuple(evidence(span, f"{one.value:g} years old") for span, one in zip(spans, told, strict=True))
        return CheckedClaim(item.start, item.end, item.text, "number", "differs", why, places)

    def knows(self, item: Quantity) -> bool:
        """Return whether a number is the age of somebody whose age the sources tell, too."""
        mine = self._mine.get(item.start)
        return mine is not None and any(_is_one_person(one, mine) for one in self._theirs)

    def is_of_others(self, item: Quantity, spans: Sequence[Span]) -> bool:
        """Return whether all of some ages of the sources are told of people of other names than an age of the draft."""
        mine = self._mine.get(item.start)
        if mine is None or not spans:
            return False
        told = {(one.age.article, one.age.start): one for one in self._theirs}
        for span in spans:
            theirs = told.get((span.article, span.start))
            named = _named_before(self._dossier.by_id[span.article].article.text, span.start)
            if _may_be_one(theirs, mine) if theirs else named in {None, *mine.name}:
                return False
        return True

    def _of_alike(self, item: Quantity) -> list[Quantity]:
        """Return the ages of whoever the sources describe in the same two words, as gang members; each a digit off.

        None where they tell of several of such ages, or the draft names somebody.
        """
        mine, draft = _bearer(item, self._dossier.draft), self._dossier.draft
        if not mine or any(one.age == item.value for one in draft.mentions):
            return []
        told = [(age, facts) for age, words, facts in self._described if len(words & mine) >= _DESCRIBING]
        slips = [age for age, facts in told if is_age_slip(item, draft, age, facts)]
        return slips if len(slips) == len(told) else []

    def _years(self, theirs: Quantity) -> int:
        return abs(_years_from(self._published(theirs), self._dossier.draft.article.published))

    def _published(self, theirs: Quantity) -> str | None:
        return self._dossier.by_id[theirs.article].article.published

    def _may_be(self, mine: float, told: Sequence[Quantity]) -> bool:
        """Return whether an age may be right beside those of the sources: before or after a birthday.

        Two articles and more of the draft's week that agree leave no room for one.
        """
        day = self._dossier.draft.article.published
        near = all(_days_between(self._published(one), day) <= _NEAR for one in told)
        agreed = len({one.value for one in told}) == 1 and len({one.article for one in told}) >= _SEVERAL
        birthday = 0 if near and agreed else 1
        for one in told:
            years = _years_from(self._published(one), day)
            first, last = (one.value or 0) + min(years, 0) - birthday, (one.value or 0) + max(years, 0) + birthday
            if first <= mine <= last:
                return True
        return False


def _described(sources: Sequence[ArticleFacts]) -> list[tuple[Quantity, frozenset[str], ArticleFacts]]:
    """Return the ages of whoever is described and not named: a 29-year-old gang member."""
    ages = [(one, _bearer(one, facts), facts) for facts in sources for one in facts.quantities if one.kind == "age"]
    return [(age, words, facts) for age, words, facts in ages if words]


def _is_one_person(one: PersonAge, other: PersonAge) -> bool:
    """Return whether two names are linked, or one surname stands behind one given name: Fred and Frederick LaRue."""
    if one.person.entity == other.person.entity is not None:
        return True
    if min(len(one.name), len(other.name)) == 1 or one.name[-1] != other.name[-1]:
        return False
    given = sorted((one.name[0], other.name[0]), key=len)
    return len(given[0]) >= _GIVEN and given[1].startswith(given[0])


def _named_before(text: str, start: int) -> str | None:
    """Return the word before an age that is written like a name, whether it was read as one or not: King, 39."""
    found = _LIKE_A_NAME.search(text[max(0, start - _BESIDE) : start])
    return found[1].casefold() if found else None


def _may_be_one(one: PersonAge, other: PersonAge) -> bool:
    """Return whether two names may be one person's: linked, or of surnames that are spellings of one."""
    surnames = one.name[-1], other.name[-1]
    return _is_one_person(one, other) or surnames[0] == surnames[1] or near_spelling(*surnames)


def is_age_slip(mine: Quantity, draft: ArticleFacts, theirs: Quantity, source: ArticleFacts) -> bool:
    """Return whether two figures are ages of one person, and one is the other but for a digit.

    Whoever is named beside an age is known by the name, so such an age is none here; `a 14-year-old boy` is not told of
    where the source tells of a 16-year-old sergeant. A birthday may lie between two articles, and so may years.
    """
    if not _is_digit_off(mine, draft, theirs, source):
        return False
    named = any(one.age == mine.value and one.type == "PERSON" for one in draft.mentions)
    bearer, their_bearer = _bearer(mine, draft), _bearer(theirs, source)
    return not named and (bearer == their_bearer or bool(bearer and their_bearer and bearer & their_bearer))


def is_told_behind_alike(mine: Quantity, draft: ArticleFacts, theirs: Quantity, source: ArticleFacts) -> bool:
    """Return whether two ages stand behind `he was`, and the sentences before both tell of one thing."""
    one, other = _told_before(mine, draft), _told_before(theirs, source)
    return len(one & other) >= _DESCRIBING


def _told_before(age: Quantity, facts: ArticleFacts) -> frozenset[str]:
    """Return what the words mean of the sentence before one that begins `he was 75`; nothing of any other age."""
    split = sentences(facts, titled=True)
    at = bisect_right([one.start for one in split], age.start) - 1
    if at < 1 or not PRONOUN_BEFORE_AGE.match(facts.article.text[split[at].start : age.start]):
        return frozenset()
    return frozenset(meaning(word) for word in split[at - 1].words if word not in STOP_WORDS)


def may_be_age_slip(mine: Quantity, draft: ArticleFacts, theirs: Quantity, source: ArticleFacts) -> bool:
    """Return whether one age is the other but for a digit, and only one text says in words beside it who is so old."""
    return _is_digit_off(mine, draft, theirs, source) and not (_bearer(mine, draft) and _bearer(theirs, source))


def _is_digit_off(mine: Quantity, draft: ArticleFacts, theirs: Quantity, source: ArticleFacts) -> bool:
    if not mine.kind == theirs.kind == "age" or mine.unit != theirs.unit or mine.value is None or theirs.value is None:
        return False
    one, other = f"{mine.value:g}", f"{theirs.value:g}"
    slip = len(one) == len(other) > 1 and OSA.distance(one, other) == 1
    years = abs(_years_from(source.article.published, draft.article.published))
    return slip and abs(mine.value - theirs.value) > 1 + years


def _years_from(one: str | None, other: str | None) -> int:
    """Return how many years an ISO day lies before another, 0 where one is not known."""
    return int(other[:4]) - int(one[:4]) if one and other else 0


def _days_between(one: str | None, other: str | None) -> int:
    """Return how many days lie between two ISO days; many where one is not known."""
    days = [date.fromisoformat(day) for day in (one, other) if day and len(day) == len("2025-03-06")]
    return abs((days[0] - days[1]).days) if len(days) == 2 else 1 + _NEAR


def _bearer(age: Quantity, facts: ArticleFacts) -> frozenset[str] | None:
    """Return what the words behind a `75-year-old` mean: who is of that age; None for an age told in another way."""
    if not _YEAR_OLD.search(age.text):
        return None
    found = _BEARER.match(facts.article.text, age.end)
    words = words_of(found[1])[:_NOUNS] if found else ()
    first = next((at for at, word in enumerate(words) if word in STOP_WORDS), len(words))
    return frozenset(meaning(word) for word in words[:first])
