"""A spaCy pipeline that the user has installed, joined with the rules: it adds the names that they missed.

Off unless the environment names a pipeline (`DOSSIER_SPACY=en_core_web_sm`), for with another version of a model the
same articles give other names. What the rules found stays as they found it; numbers and dates are always ours.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dossier.extracting.lexicon import common
from dossier.model import CONTENT_ZONES, Article, DossierError, EntityType, Mention
from dossier.text import extras
from dossier.text.folding import fold

VARIABLE = "DOSSIER_SPACY"
_TYPES: dict[str, EntityType] = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "NORP": "NATIONALITY",
    "EVENT": "EVENT",
}  # fmt: skip
_NAME = re.compile(r"(?:[Tt]he\s+)?(?P<name>[^\W_].*?)(?:['’]s?)?\W*", re.DOTALL)
_UNUSED = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")


def chosen() -> str | None:
    """Return the name of the pipeline that the environment asks for, or None."""
    return os.environ.get(VARIABLE) or None


def check() -> None:
    """Raise DossierError where a pipeline is asked for that is not installed; loads nothing."""
    name = chosen()
    if name is None:
        return
    if importlib.util.find_spec("spacy") is None:
        raise DossierError(f"{VARIABLE} asks for spaCy, which is not installed: {extras.command('spacy')}")
    if not (Path(name).is_dir() or (name.isidentifier() and importlib.util.find_spec(name))):
        raise DossierError(f"The spaCy pipeline {name} is not installed: python -m spacy download {name}.")


@functools.cache
def pipeline(name: str) -> Any:
    """Load a pipeline, once in each process. Raises DossierError where it cannot be loaded."""
    import spacy

    try:
        return spacy.load(name, exclude=_UNUSED)
    except (OSError, ValueError) as error:
        raise DossierError(f"The spaCy pipeline {name} cannot be loaded: {error}") from error


def join(article: Article, mentions: Sequence[Mention], nlp: Any) -> list[Mention]:
    """Add the names that a pipeline finds where the rules found none, in text order."""
    stretches = [zone for zone in article.zones if zone.zone in CONTENT_ZONES]
    documents = nlp.pipe(article.text[zone.start : zone.end] for zone in stretches)
    found = [
        (zone.start + entity.start_char, zone.start + entity.end_char, _TYPES[entity.label_])
        for zone, document in zip(stretches, documents, strict=True)
        for entity in document.ents
        if entity.label_ in _TYPES
    ]
    return sorted([*mentions, *_new(article, found, mentions)], key=lambda mention: mention.start)


def _new(
    article: Article, found: Iterable[tuple[int, int, EntityType]], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    for start, end, kind in found:
        match = _NAME.fullmatch(article.text, start, end)
        if match is None or not taken.isdisjoint(range(start, end)):
            continue
        text = match["name"]
        if "\n" in text or not text[0].isupper() or common(fold(text)):
            continue
        yield Mention(article.id, match.start("name"), match.end("name"), text, kind)
