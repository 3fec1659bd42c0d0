"""Numbers and names in Spanish, French, German and Portuguese: each rule shows in its own example."""

import re
from datetime import date

import pytest

from dossier.extracting import extract
from dossier.extracting.languages.calendar_words import calendar
from dossier.extracting.languages.dates import figures as date_figures
from dossier.extracting.languages.dates import words as date_words
from dossier.extracting.languages.dates.reader import DateReader
from dossier.extracting.languages.name_types import RULES, CapitalisedRun, NamesSeen
from dossier.extracting.languages.numbers.figures import NO_AMOUNTS, NO_NUMBERS, Figures
from dossier.extracting.languages.numbers.find import bounding_words
from dossier.extracting.languages.tables import PATTERNS, lang
from dossier.extracting.lexicon import LANGUAGES
from dossier.model import Article, Mention, Passage, Zone
from dossier.text.folding import fold

MARKED = re.compile(r"\[(.+?)\]")


def article(text: str, language: str) -> Article:
    zones, passages = (Zone(0, len(text), "body"),), (Passage(0, len(text)),)
    return Article(
        "a", "a.txt", "A", text, "", published="2025-11-28", language=language, zones=zones, passages=passages
    )


@pytest.mark.parametrize("rule", [*NO_NUMBERS, *NO_AMOUNTS], ids=lambda rule: rule.name)
def test_each_reason_why_figures_are_no_number_holds_in_its_example(rule) -> None:
    at = rule.example.index("[")
    text = MARKED.sub(r"\1", rule.example)
    match = PATTERNS.figures.match(text, at)
    assert rule.holds(Figures(text, match, len(text), lang(rule.language)))
    assert not any(one.start == at for one in extract(article(text, rule.language)).quantities)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_of_types_decides_its_example(rule) -> None:
    found = MARKED.search(rule.example)
    text, name, words = MARKED.sub(r"\1", rule.example), found[1], lang(rule.language)
    read = article(text, rule.language)
    kind = "PERSON" if rule.name in {"short form is nobody", "place by its preposition"} else "ORG"
    mention = Mention("a", found.start(), found.start() + len(name), name, kind)
    places = frozenset({fold(name)}) if "preposition" in rule.name or rule.outcome == "PLACE" else frozenset()
    candidate = CapitalisedRun(NamesSeen(read, words, frozenset(), places), mention)
    assert next(one for one in RULES if one.holds(candidate)) is rule


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_bound_is_found_before_a_number(language: str) -> None:
    words = lang(language)
    for phrase, bound in words.bounds:
        text = f"x. {phrase} 20"
        assert bounding_words(text, 0, len(text) - 2, words) == (phrase, bound)


@pytest.mark.parametrize("rule", [*date_figures.RULES, *date_words.RULES], ids=lambda rule: rule.name)
def test_each_rule_of_dates_reads_its_example(rule) -> None:
    found = MARKED.search(rule.example)
    text = MARKED.sub(r"\1", rule.example)
    read = article(text, rule.language)
    reader = DateReader(
        read, lang(rule.language), calendar(rule.language), date.fromisoformat(read.published), 0, len(text)
    )
    made = rule.find(reader, found.start())
    assert made is not None
    assert (made.text, made.from_, made.to) == (found[1], rule.days.split("..")[0], rule.days.split("..")[-1])
    assert made in extract(read).dates
