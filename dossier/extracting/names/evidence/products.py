"""Products of an article's organisations: what they make is no name of a person, organisation or place.

Products of a list are known (`Xeon`). Another strange word is a product where it stands behind an organisation's name
at least once (`Tarn's Zorvix`, `Tarn Zorvix`) or behind how many of a part it has (`single-core Zorvix`,
`64-bit Zorvix`), and before a noun for what companies make at least once (`Zorvix chips`, `Zorvix-based servers`,
`Zorvix and Quillet CPUs`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dossier.extracting.lexicon import common, listed, words
from dossier.extracting.names.candidates.candidate import Candidate
from dossier.extracting.names.candidates.vocabulary import CapitalWord, listed_name
from dossier.extracting.names.evidence.table import Typed

_OWNER = 3.0  # evidence that an organisation needs before a word behind it counts as its own
_WEAK = 3.5  # evidence from which on a word is an organisation in its own right
_OWNS = re.compile(r"['’]s $|[sS]['’] $")
_PARTS = re.compile(r"\b(?:\d+-bit|(?:single|dual|twin|quad)-[a-z]+) $")
_NOUN = re.compile(r"(?:-based)?(?: (?:and|or) [A-Z][\w-]*)?(?: [\w-]+){0,2}? ([A-Za-z]+)")
_CODE = re.compile(r"[\w-]*\d[\w-]*")


def products(text: str, found: Sequence[Candidate], known: Mapping[str, Typed]) -> frozenset[str]:
    """Return the words of an article, folded, that are products: listed ones, and those of its organisations."""
    running = [(before, one) for before, one in zip([None, *found], found, strict=False) if one.is_running]
    made = {
        word.key
        for _, candidate in running
        if (noun := _NOUN.match(text, candidate.end)) and noun[1].lower() in words("product_nouns")
        for at, word in enumerate(candidate.words)
        if _may_be_product(word.key, known) and _only_codes(candidate.words[at + 1 :])
    }
    sold = words("product_names")
    known_ones = (word.key for one in found for word in one.words if word.key in sold)
    return frozenset(known_ones).union(
        word.key
        for before, candidate in (running if made else ())
        for at, word in enumerate(candidate.words)
        if word.key in made and _of_a_maker(text, before, candidate, at, known)
    )


def without_product(group: Sequence[CapitalWord], made: frozenset[str]) -> list[CapitalWord]:
    """Return the words of a candidate up to the first product among them, behind which only codes may follow."""
    at = next((i for i, word in enumerate(group) if word.key in made), None)
    if at is None or not all(_CODE.fullmatch(word.text) or word.key in made for word in group[at:]):
        return list(group)
    return list(group[:at])


def _may_be_product(key: str, known: Mapping[str, Typed]) -> bool:
    kind, score = known.get(key, ("ORG", 0.0))
    person = key in listed("given") or key in listed("surnames")
    return kind == "ORG" and score < _WEAK and not person and not listed_name(key) and (key in known or not common(key))


def _of_a_maker(text: str, before: Candidate | None, candidate: Candidate, at: int, known: Mapping[str, Typed]) -> bool:
    """Return whether an organisation or a count of parts stands before a word: in its candidate, or before that."""
    if not at and _PARTS.search(text, max(0, candidate.start - 20), candidate.start):
        return True
    if at:
        return _is_organisation(" ".join(word.key for word in candidate.words[:at]), known)
    if before is None:
        return False
    gap = text[before.end : candidate.start]
    return bool(_OWNS.fullmatch(gap)) and _is_organisation(before.key, known)


def _only_codes(group: Sequence[CapitalWord]) -> bool:
    return all(_CODE.fullmatch(word.text) for word in group)


def _is_organisation(key: str, known: Mapping[str, Typed]) -> bool:
    kind, score = known.get(key, (None, 0.0))
    return kind == "ORG" and score >= _OWNER
