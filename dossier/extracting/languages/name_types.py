"""What type a capitalised word or run is a name of, if it is one: named rules; the first that holds decides."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dossier.extracting.languages.tables import PATTERNS, LanguageData, folded
from dossier.extracting.lexicon import exonyms, in_any, listed, place, words
from dossier.extracting.names.candidates.vocabulary import organisation
from dossier.model import Article, EntityType, Mention
from dossier.text.folding import fold
from dossier.text.lazy import lazy

Outcome = EntityType | Literal["as found", "no name"]


@dataclass(frozen=True, slots=True)
class NamesSeen:
    """An article and what its other names tell: words of full names, and names behind prepositions of place."""

    article: Article
    lang: LanguageData
    people: frozenset[str]
    places: frozenset[str]


class CapitalisedRun:
    """A capitalised run that may be a name."""

    def __init__(self, seen: NamesSeen, mention: Mention) -> None:
        self.seen, self.mention, self.lang = seen, mention, seen.lang
        self.key = fold(mention.text)
        self.words = [word for word, _, _ in folded(seen.article.text, mention.start, mention.end)]
        self.single = len(self.words) == 1

    @lazy
    def short(self) -> bool:
        """Return whether it is a short form of capitals; the IRA is not Irã."""
        return bool(PATTERNS.short_form.fullmatch(self.mention.text)) and self.key not in words("places")

    @lazy
    def head(self) -> EntityType | None:
        """Return the type that its first word gives it."""
        return head_type(self.words)

    @lazy
    def given(self) -> bool:
        """Return whether its first word is a given name."""
        return self.words[0] in listed("given")

    @lazy
    def vouched(self) -> bool:
        """Return whether a list has a word of it as that of an organisation or a place."""
        return any(word in words("organisations") or place(word) for word in self.words) or self.company

    @lazy
    def company(self) -> bool:
        """Return whether a list has it as a company: Danone."""
        return self.key in listed("companies") and self.key not in listed("surnames")

    @lazy
    def any_capital(self) -> bool:
        """Return whether any word would have a capital here: in German, and at the beginning of a sentence."""
        return self.lang.nouns_capital or begins_sentence(self.seen.article.text, self.mention.start)


class TypeRule(NamedTuple):
    """A reason for the type of a name, or for its being none; `example` has the name in brackets."""

    name: str
    outcome: Outcome
    holds: Callable[[CapitalisedRun], object]
    language: str
    example: str


def _department(name: CapitalisedRun) -> bool:
    text, start = name.seen.article.text, name.mention.start
    before = [word for word, _, _ in folded(text, max(0, start - 34), start)][-3:]
    office = words("languages/ministers").intersection(before[:-1])
    return name.single and bool(office) and before[-1] in words("languages/before_department")


def _person(name: CapitalisedRun) -> object:
    return name.mention.role or name.key in name.seen.people or (name.given and not name.single)


def _common_word(name: CapitalisedRun) -> bool:
    word, lang = name.words[0], name.lang
    common = (lang.small, lang.roles, lang.months, lang.weekdays)
    return name.single and any(word in known for known in common)


def _single_place(name: CapitalisedRun) -> bool:
    if not name.single or name.given:
        return False
    return place(name.key) or (name.key in name.seen.places and not name.vouched)


def _given_surname(name: CapitalisedRun) -> bool:
    return name.single and name.any_capital and name.given and name.key in listed("surnames")


def _german_nouns(name: CapitalisedRun) -> bool:
    if name.single or not name.lang.nouns_capital or place(name.key):
        return False
    return not (name.mention.type in {"ORG", "PLACE", "EVENT"} and name.vouched)


def _person_that_is_a_place(name: CapitalisedRun) -> bool:
    wrong = not name.single and not name.given and name.mention.type == "PERSON"
    return wrong and name.key in name.seen.places


RULES: tuple[TypeRule, ...] = (
    TypeRule(
        "words of an organisation",
        "ORG",
        lambda n: organisation(n.key) and not n.single,
        "es",
        "La [Cruz Roja] abre.",
    ),
    TypeRule(
        "known place",
        "PLACE",
        lambda n: not n.short and known_place(n.key, n.seen.article.language),
        "es",
        "Viajan a [Francia].",
    ),
    TypeRule(
        "short form is nobody", "ORG", lambda n: n.short and n.mention.type == "PERSON", "de", "Die [CDU] sagte ab."
    ),
    TypeRule("short form", "as found", lambda n: n.short, "es", "La [OTAN] no responde."),
    TypeRule("department of a minister", "no name", _department, "es", "La ministra de [Defensa] calla."),
    TypeRule(
        "first word of an organisation", "ORG", lambda n: n.head == "ORG", "es", "La [Consejería de Industria] abre."
    ),
    TypeRule("first word of a place", "PLACE", lambda n: n.head == "PLACE", "pt", "O [Palácio de Cristal] fechou."),
    TypeRule("person by office, given name or full name", "PERSON", _person, "es", "Habló [Marta Vidal] ayer."),
    TypeRule(
        "one word for an organisation",
        "ORG",
        lambda n: n.single and (organisation(n.key) or n.company) and n.words[0] not in n.lang.small,
        "es",
        "Lo dice [Petrobras] hoy.",
    ),
    TypeRule("function word, office, month or weekday", "no name", _common_word, "de", "Der [Minister] kam."),
    TypeRule("one word for a place", "PLACE", _single_place, "es", "Viven en [Tarvala] desde ayer."),
    TypeRule("given name that is a surname", "as found", _given_surname, "es", "[Martín] no vino."),
    TypeRule(
        "any word may have this capital", "no name", lambda n: n.single and n.any_capital, "de", "Das [Wasser] steigt."
    ),
    TypeRule("German nouns that no list has", "no name", _german_nouns, "de", "Die [Grüne Welle] kam."),
    TypeRule("place by its preposition", "PLACE", _person_that_is_a_place, "es", "Viven en [Laguna Marina]."),
)


def judge(name: CapitalisedRun) -> Mention | None:
    """Return the name with its type by the first rule that holds; None where it is not a name."""
    rule = next((rule for rule in RULES if rule.holds(name)), None)
    outcome = rule.outcome if rule else name.mention.type
    if outcome == "no name":
        return None
    if outcome == "as found":
        return name.mention
    return dataclasses.replace(name.mention, type=outcome, role=name.mention.role if outcome == "PERSON" else None)


def known_place(key: str, language: str | None) -> bool:
    """Return whether a list has a folded name as that of a country or place, also as the language writes it."""
    return key in listed("countries") or key in words("places") or key in exonyms(language)


def head_type(name: list[str]) -> EntityType | None:
    """Return the type that the first of several words gives a name: Consejería de Industria, Palácio de Buckingham."""
    if len(name) < 2:
        return None
    if in_any(name[0], "organisation_first", "organisation_first_abroad"):
        return "ORG"
    return "PLACE" if name[0] in words("place_first_abroad") else None


def begins_sentence(text: str, start: int) -> bool:
    """Return whether a sentence or a part behind a dash begins at a place."""
    before = text[max(0, start - 4) : start].rstrip(' “„«"¿¡\u00a0\u202f')
    return not before or before[-1] in ".!?:\n—–-"
