"""Entries of lists as `dossier --plain` says them: what matters first, in words and commas, without columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.model import Link
from dossier.text.counting import counted
from dossier.text.days import between
from dossier.text.days import day as day_of
from dossier.text.quantities import SIGNS, allowed, with_subject
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.model import ArticleInfo, DateSpan, Entity, EntityType, Quantity

_KINDS: dict[EntityType, str] = {
    "PERSON": "person",
    "ORG": "organisation",
    "PLACE": "place",
    "NATIONALITY": "nationality",
    "EVENT": "event",
}


def article(info: ArticleInfo) -> str:
    """Return an article by its title, and the place where it begins, so that it can be read from there."""
    words = counted(info.words, "word")
    return _joined(_titled(info), source(info), words, str(Link(info.id, 0, 1)))


def source(info: ArticleInfo) -> str:
    """Return where and when an article was published."""
    return _joined(info.outlet or "outlet unknown", day_of(info.published) or info.published or "undated")


def entity(found: Entity, role: str) -> str:
    """Return a name with its type, how often it is mentioned, a role and its other spellings."""
    others = [variant.text for variant in found.variants if variant.text != found.name]
    spelt = f"also written {', '.join(others)}" if others else ""
    return _joined(found.name, _KINDS[found.type], counted(found.count, "mention"), role, spelt)


def quantity(found: Quantity, place: str) -> str:
    """Return a number in the words of its source and, where these do not say it, which values they allow."""
    words, meant = with_subject(found).lstrip("".join(SIGNS.values())), allowed(found)
    return _joined(words, "" if meant.casefold() in words.casefold() else f"that is {meant}", place)


def date(found: DateSpan, place: str) -> str:
    """Return the words for a time, the days that they mean, and the rule that says so."""
    days = between(found.from_, found.to) if found.from_ or found.to else "unresolved"
    return _joined(f"“{found.text}”", days, found.rule, place)


def _titled(info: ArticleInfo) -> str:
    return f"{info.title}, by {info.byline}" if info.byline else info.title


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, map(one_line, parts)))
