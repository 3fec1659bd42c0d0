"""Ages of a draft that are a digit off from those of the sources: 25 where all say 75."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from dossier.linking.facts import ArticleFacts
from dossier.model import Quantity

_BEARER = re.compile(r"[\s-]+(\w+)")


def is_age_slip(mine: Quantity, draft: ArticleFacts, theirs: Quantity, source: ArticleFacts) -> bool:
    """Return whether two figures are ages of one person, and one is the other but for a digit.

    Whoever is named beside an age is known by the name, so such an age is none here; `a 14-year-old boy` is not told of
    where the source tells of a 16-year-old sergeant. A birthday may lie between two articles, and so may years.
    """
    if not mine.kind == theirs.kind == "age" or mine.unit != theirs.unit or mine.value is None or theirs.value is None:
        return False
    one, other = f"{mine.value:g}", f"{theirs.value:g}"
    slip = len(one) == len(other) > 1 and OSA.distance(one, other) == 1
    years = years_between(draft.article.published, source.article.published)
    if not slip or abs(mine.value - theirs.value) <= 1 + years:
        return False
    named = any(one.age == mine.value and one.type == "PERSON" for one in draft.mentions)
    return not named and _bearer(mine, draft) == _bearer(theirs, source)


def years_between(one: str | None, other: str | None) -> int:
    """Return how many years lie between two ISO days, 0 where one is not known."""
    return abs(int(one[:4]) - int(other[:4])) if one and other else 0


def _bearer(age: Quantity, facts: ArticleFacts) -> str | None:
    """Return the word behind a `75-year-old`: who is of that age; None for an age told in another way."""
    if not re.search(r"\bold$", age.text) or "-" not in age.text:
        return None
    found = _BEARER.match(facts.article.text, age.end)
    return found[1].lower() if found else ""
