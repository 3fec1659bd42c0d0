"""Whether two sets of roles and ages can be one person's: occupations, places of their offices, years."""

from __future__ import annotations

import functools
from collections.abc import Set as AbstractSet
from itertools import product

from dossier.extracting.lexicon import nation, pairs, words

_OCCUPATIONS = tuple(
    f"occupation_{name}"
    for name in ("court", "police", "accused", "victim", "sport", "office", "stage", "church", "school", "military")
)
_STRANGERS = frozenset(
    frozenset({f"occupation_{one}", f"occupation_{other}"})
    for one, others in {
        "accused": ("court",),
        "sport": ("court", "police", "church", "military", "school", "office"),
        "stage": ("court", "police", "church", "military", "office"),
        "church": ("police", "military", "court"),
    }.items()
    for other in others
)  # one name in full may be a lawyer's and a president's; nobody plays for a living and judges
_GROWN = 5  # years between two ages that one dossier may span
_OVER = ("former ", "ex-", "retired ", "onetime ", "one-time ")
_ANYBODY = frozenset({"occupation_accused", "occupation_victim"})  # whatever else they are


def roles_conflict(one: AbstractSet[str], other: AbstractSet[str], *, strict: bool) -> bool:
    """Return whether two sets of roles cannot be one person's; `strict` allows one profession only."""
    mine, theirs = lives(one), lives(other)
    if mine & theirs:
        here, there = _lands(one), _lands(other)
        return bool(here and there and not here & there)
    now, then = lives(_present(one)), lives(_present(other))
    if any(frozenset({a, b}) in _STRANGERS for a in now for b in then):
        return True
    return strict and bool(mine - _ANYBODY) and bool(theirs - _ANYBODY)


def _present(roles: AbstractSet[str]) -> set[str]:
    """Return the roles that are not over: a `former footballer` may be a minister."""
    return {role for role in roles if not role.startswith(_OVER)}


def ages_conflict(one: set[int], other: set[int]) -> bool:
    """Return whether two sets of ages cannot be one person's within the time a dossier spans.

    Two figures in the other order (34 and 43) are more likely an error of one article than two people.
    """
    pairs = list(product(one, other))
    return bool(pairs) and not any(abs(a - b) <= _GROWN or str(a) == str(b)[::-1] for a, b in pairs)


def lives(roles: AbstractSet[str]) -> set[str]:
    """Return the occupations (word lists `occupation_…`) that roles belong to."""
    return {life for role in roles for life in _lives_of(role)}


@functools.lru_cache(maxsize=1 << 14)
def _lives_of(role: str) -> frozenset[str]:
    return frozenset(life for life in _OCCUPATIONS if head(role) in words(life))


def head(role: str) -> str:
    """Return the word of a role that says what somebody is: of `president of peru` it is `president`."""
    words_ = role.split(" of ", maxsplit=1)[0].replace(".", "").split()
    return words_[-1] if words_ else ""


def _lands(roles: AbstractSet[str]) -> set[str]:
    """Return the places that roles are tied to: `peruvian president` and `president of peru` to Peru."""
    tied = {role.split(" of ", 1)[1] for role in roles if " of " in role}
    tied |= {land for role in roles if (land := nation(role.split()[0]))}
    return {pairs("second_names").get(land, land) for land in tied}
