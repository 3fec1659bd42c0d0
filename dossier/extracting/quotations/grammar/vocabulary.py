"""The words that attribute speech, and those that tell a title, a term or a clause from it.

Read from the lists in `data/`: one entry a line, sorted, with what the list is for and its source at the top.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from dossier.extracting.quotations.grammar.inflections import forms
from dossier.text import data_files

_DATA = Path(__file__).parent / "data"
_VERB = re.compile(r"(?P<lemma>\S+)(?: \((?P<irregular>[^)]*)\))?(?P<classes>(?: \S+)*)")


def entries(name: str) -> list[str]:
    """Return the entries of the list `name` in the order of its file."""
    return data_files.entries(_DATA / f"{name}.txt")


def _words(name: str) -> frozenset[str]:
    return frozenset(entries(name))


def _verbs() -> tuple[frozenset[str], frozenset[str], dict[str, frozenset[str]]]:
    """Return the finite forms of all verbs of speech, their -ing forms, and the forms of each class of them."""
    finite: set[str] = set()
    participles: set[str] = set()
    of_class: defaultdict[str, set[str]] = defaultdict(set)
    for line in entries("verbs"):
        match = _VERB.fullmatch(line)
        assert match is not None, line
        classes = frozenset(match["classes"].split())
        present, past, ing = forms(match["lemma"], tuple((match["irregular"] or "").split()), classes)
        finite |= present | past
        participles |= ing
        for name in classes:
            of_class[name] |= past if name == "naming" else present if name == "noun" else present | past | ing
    return frozenset(finite), frozenset(participles), {name: frozenset(found) for name, found in of_class.items()}


FINITE, PARTICIPLES, _CLASSES = _verbs()
# Speech only where a quotation stands in the same sentence; never carried over to the next one.
WEAK = _CLASSES["weak"]
# What somebody thinks may be told by another: "Sol says the port believes".
THINKING = _CLASSES["thinking"]
# Who gives the name is behind "by", or is not told: "a move branded “a retreat” by critics".
NAMED_SO = _CLASSES["naming"]
# Speech only with “as”: `attacked the plan as a “…”`.
ATTACKING = _CLASSES["attacking"]
# Speech with "out" or "to".
POINTING = _CLASSES["pointing"]
# Speech with a certain word behind: `went on`, `chimed in`.
PARTICLES: dict[str, frozenset[str]] = {
    verb: frozenset(name[5:] for name, verbs in _CLASSES.items() if name.startswith("with:") and verb in verbs)
    for verb in frozenset().union(*(verbs for name, verbs in _CLASSES.items() if name.startswith("with:")))
}
# Nouns as well: verbs only where what follows is not a noun.
NOUNS_TOO = _CLASSES["noun"]
# They take the one spoken to as their object: "told reporters".
TELLING = _CLASSES["telling"]

ISSUING = _words("issuing_verbs")
SPEECH_NOUNS = _words("speech_nouns")
PAPERS = _words("papers")
AUXILIARIES = _words("auxiliaries")
ADVERBS = _words("adverbs")
DAYS = _words("days")
PLAIN = _words("opening_words")
PREPOSITIONS = _words("prepositions")
LINKS = _words("links")
SERVING = _words("serving_nouns")
CONJUNCTIONS = _words("conjunctions")
DETERMINERS = _words("determiners")
PRONOUNS = _words("pronouns")
NAMING = _words("naming_words")
DOCUMENTS = _words("documents")
ORGANISATION_NOUNS = _words("organisation_nouns")
PERSON_NOUNS = _words("person_nouns")
PLURAL_PEOPLE = _words("people_nouns")
CALLED_AGAIN = _words("called_again")
GROUPS = _words("groups")
TITLES = _words("titles")
ORG_WORDS = _words("organisation_words")
# “he” or “she” by the given names that tell.
PRONOUN_OF_GIVEN_NAME = dict(line.split() for line in entries("given_names"))
