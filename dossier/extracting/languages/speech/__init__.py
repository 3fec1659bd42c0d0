"""The words of speech of each language: verbs by lemma, what may stand beside them, and what follows no quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dossier.text import data_files
from dossier.text.folding import fold

_DATA = Path(__file__).parent
_VERB = re.compile(r"(?P<lemma>[^\s(]+)(?: \((?P<finite>[^)]*)\))?(?: \+ (?P<participle>.+))?")
# The regular endings of finite forms and participles, by the ending of the lemma.
_ENDINGS: dict[str, dict[str, tuple[str, str]]] = {
    "es": {
        "ar": ("a an ó aron aba aban ará", "ado"),
        "er": ("e en ió ieron ía ían erá", "ido"),
        "ir": ("e en ió ieron ía ían irá", "ido"),
    },
    "pt": {
        "ar": ("a am ou aram ava avam ará", "ado"),
        "er": ("e em eu eram ia iam erá", "ido"),
        "ir": ("e em iu iram ia iam irá", "ido"),
        "or": ("õe õem ôs useram", "osto"),
    },
    "fr": {"er": ("e ent a èrent ait aient era", "é"), "ir": ("it issent issait", "i"), "re": ("", "")},
    "de": {"en": ("t te ten en", "t"), "rn": ("rt rte rten rn", "rt"), "ln": ("lt lte lten ln", "lt")},
}
_UNSTRESSED = ("be", "er", "ver", "ent", "emp", "ge", "zer", "miss", "unter", "wider")


@dataclass(frozen=True)
class Speech:
    """The words of speech of a language, folded."""

    says: frozenset[str]
    """Finite forms of verbs of speech."""
    said: frozenset[str]
    """Their participles."""
    clitics: frozenset[str]
    """Small words that may stand before such a verb: lui, le, lhe."""
    adjuncts: frozenset[str]
    """Words that begin a phrase of place or time."""
    naming: frozenset[str]
    """Words before a title or a name in marks."""
    sources: frozenset[str]
    """Nouns that speak without an article: fuentes, Anwohner."""
    openings: tuple[str, ...]
    """Turns that open the sentence behind a quotation that tells who said it: con esa frase."""
    credits: tuple[str, ...]
    """Turns that name whose words it is, longest first: según, d'après."""


def entries(name: str) -> list[str]:
    """Return the entries of the list `name` in the order of its file."""
    return data_files.entries(_DATA / f"{name}.txt")


@cache
def speech(language: str) -> Speech:
    """Return the words of speech of es, fr, de or pt."""
    says: set[str] = set()
    said: set[str] = set()
    for line in entries(f"verbs_{language}"):
        finite, participles = forms(language, line)
        says |= finite
        said |= participles
    return Speech(
        frozenset(map(fold, says)),
        frozenset(map(fold, said)),
        clitics=_folded("clitics", language),
        adjuncts=_folded("adjuncts", language),
        naming=_folded("naming", language),
        sources=_folded("sources", language),
        openings=_longest_first("openings", language),
        credits=_longest_first("credits", language),
    )


def _folded(name: str, language: str) -> frozenset[str]:
    return frozenset(map(fold, entries(f"{name}_{language}")))


def _longest_first(name: str, language: str) -> tuple[str, ...]:
    return tuple(sorted(_folded(name, language), key=lambda turn: (-len(turn), turn)))


def forms(language: str, line: str) -> tuple[set[str], set[str]]:
    """Return the finite forms and the participles of a line of a list of verbs: `decir (dice dijo) + dicho`.

    Of an irregular verb the forms given stand instead of the regular ones of the present and past.
    """
    match = _VERB.fullmatch(line)
    assert match is not None, line
    lemma = match["lemma"]
    stem, endings, participle = _regular(language, lemma)
    regular = {_written(language, stem, end) for end in endings.split()}
    finite = set((match["finite"] or "").split())
    if finite and language in {"de", "fr"} and not lemma.endswith("er"):
        regular = set()
    participles = set((match["participle"] or "").split())
    if not participles and participle:
        participles = {_prefix(language, lemma) + stem + participle}
    return regular | finite, participles


def _regular(language: str, lemma: str) -> tuple[str, str, str]:
    """Return the stem of a verb, its finite endings and the ending of its participle."""
    ending = next((end for end in _ENDINGS[language] if lemma.endswith(end)), "")
    stem = lemma[: len(lemma) - len(ending)]
    if language == "de" and stem.endswith(("t", "d", "chn", "fn")):
        return stem, "et ete eten en", "et"
    return (stem, *_ENDINGS[language].get(ending, ("", "")))


def _prefix(language: str, lemma: str) -> str:
    """Return the “ge” of German participles; an unstressed prefix and “-ieren” have none."""
    return "ge" if language == "de" and not lemma.startswith(_UNSTRESSED) and not lemma.endswith("ieren") else ""


def _written(language: str, stem: str, ending: str) -> str:
    """Return stem and ending as they are spelt together: annonçait, jugeait, commença, indicó."""
    if language == "fr" and ending[0] in "aà":
        stem = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    return stem + ending
