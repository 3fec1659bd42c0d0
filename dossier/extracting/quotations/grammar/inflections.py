"""The forms of English verbs, from a lemma and its class."""

from __future__ import annotations

_VOWELS = "aeiou"
_HISSING = ("s", "sh", "ch", "x", "z", "o")


def third_person(lemma: str) -> str:
    """Return the present form behind "she": `cries`, `stresses`, `says`."""
    if lemma[-1] == "y" and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(_HISSING) else "s")


def past(lemma: str, *, doubled: bool = False) -> str:
    """Return the regular past form: `cried`, `denied`, `slammed` (doubled)."""
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma[-1] == "y" and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if doubled else "") + "ed"


def participle(lemma: str, *, doubled: bool = False) -> str:
    """Return the form in -ing: `crying`, `agreeing`, `slamming` (doubled)."""
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye")):
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if doubled else "") + "ing"


def forms(lemma: str, irregular: tuple[str, ...], classes: frozenset[str]) -> tuple[set[str], set[str], set[str]]:
    """Return the present, past and -ing forms of a verb.

    `irregular` are its past forms where they are not regular; of `classes` only `doubled`, `doubled-or-not` and
    `past-only` count here.
    """
    present = set() if "past-only" in classes else {lemma, third_person(lemma)}
    spellings = [True] if "doubled" in classes else [False, True] if "doubled-or-not" in classes else [False]
    pasts = set(irregular) or {past(lemma, doubled=doubled) for doubled in spellings}
    return present, pasts, {participle(lemma, doubled=doubled) for doubled in spellings}
