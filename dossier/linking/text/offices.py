"""Offices that one person at a time holds, as texts tell them beside a name: Jonas Berg, the head of Hochfels Lifts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dossier.extracting.lexicon import words
from dossier.linking.text.vocabulary import table
from dossier.model import Mention
from dossier.text.folding import fold

_AROUND = 120  # characters beside a name in which its office is told
_BODY = r"(?:the )?(?P<body>[A-Z][\w.-]*(?: (?:(?:of|for|the|and) )*[A-Z][\w.-]*){0,6})"


@dataclass(frozen=True, slots=True)
class Office:
    """Who holds an office: the name, what the office is called and of which body or place it is."""

    holder: Mention
    role: str
    body: tuple[str, ...]
    written: str

    def is_one_with(self, other: Office) -> bool:
        """Return whether two offices are one: governor of Kestland, governor of Kestland Province."""
        shorter, longer = sorted((self.body, other.body), key=len)
        return self.role == other.role and bool(shorter) and longer[-len(shorter) :] == shorter


@cache
def _roles() -> Mapping[str, str]:
    """Return the words of each office, with those that stand for all of one kind."""
    return {word: kind for kind, every in table("offices")["offices"].items() for word in every}


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    role = "|".join(sorted(map(re.escape, _roles()), key=len, reverse=True))
    heads = table("offices")["heading"]
    return {
        "behind": re.compile(rf",? (?:who (?:is|was) )?(?:the )?(?P<role>{role}) (?:of|at) {_BODY}"),
        "heading": re.compile(rf", who (?P<role>{'|'.join(heads)}) {_BODY}"),
        "before": re.compile(rf"\b[Tt]he (?P<role>{role}) (?:of|at) {_BODY},? $"),
        "owned": re.compile(rf"\b{_BODY}(?:['’]s?)? (?P<role>{role}),? $"),
    }


def offices(text: str, mentions: Sequence[Mention]) -> Iterator[Office]:
    """Yield the offices that a text gives to people whom it names.

    Behind the name: `Jonas Berg, who heads Hochfels Lifts`; before it: `the governor of Kestland, Marta Olveira`. What
    was read as a body is a person where it has an office that no body has: a company leads a market.
    """
    for one in mentions:
        if found := _beside(text, one) if one.type in {"PERSON", "ORG"} else None:
            holding: str | None = table("offices")["heading"].get(found["role"])
            kind = holding or _roles()[found["role"]]
            if one.type == "ORG" and (kind == "leader" or " " not in one.text):
                continue
            body = tuple(word for word in fold(found["body"]).split() if word not in _general())
            yield Office(one, kind, body, f"{holding or found['role']} of {found['body']}")


def _beside(text: str, name: Mention) -> re.Match[str] | None:
    before, behind = (
        re.sub(r"\s", " ", part)
        for part in (text[max(0, name.start - _AROUND) : name.start], text[name.end : name.end + _AROUND])
    )
    found = (
        _patterns()["behind"].match(behind),
        _patterns()["heading"].match(behind),
        _patterns()["before"].search(before),
        _patterns()["owned"].search(before),
    )
    return next((one for one in found if one), None)


@cache
def _general() -> frozenset[str]:
    """Return words of a body's name that it may go without: Province, Inc."""
    return words("company_suffix") | words("place_heads") | {"of", "the", "for", "and"}
