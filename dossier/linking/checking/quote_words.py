"""Words of quotations: two spellings of one, descriptions of those who are not named, and forms of address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dossier.extracting.lexicon import demonym
from dossier.text import data_files
from dossier.text.folding import fold


@cache
def _table() -> dict[str, Any]:
    read: dict[str, Any] = data_files.table(files(__package__) / "quote_words.yaml")
    return read


def same_words(some: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether folded words are the same but for spaces and spelling: data center, datacentre."""
    return "".join(map(_spelt, some)) == "".join(map(_spelt, others)) or "".join(some) == "".join(others)


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    """Return a word in the spelling that stands for all: realize of `realised`."""
    for pattern, plain in _table()["spellings"]:
        word = re.sub(pattern, plain, word)
    return word


def is_unnamed(speaker: str) -> bool:
    """Return whether a description is of somebody whom an article does not name: an official; protesters.

    The head of the union, and his deputy, may be named elsewhere in the article.
    """
    table = _table()
    if re.search(table["anonymous"], speaker):
        return True
    front = re.split(table["ends"], speaker, maxsplit=1)[0]
    words = re.findall(r"[^\W\d_]+", front)
    if not words or any(word[0].isupper() and not demonym(fold(word)) for word in words[1:]):
        return False
    words = [word.lower() for word in words]
    if words[0] in table["nameless"]:
        return True
    return words[0] not in table["known"] and bool(re.search(r"[^s]s$|people$|crowd$", words[-1]))


def is_crowd(speaker: str) -> bool:
    """Return whether a description is of many who shout together, and never of one official: March participants."""
    front = re.split(_table()["ends"], speaker, maxsplit=1)[0]
    return (front.lower().split() or [""])[-1] in _table()["crowds"]


def is_body(speaker: str) -> bool:
    """Return whether a description is of a body that speaks through somebody: the communications ministry."""
    return (speaker.lower().split() or [""])[-1] in _table()["bodies"]


def is_document(speaker: str) -> bool:
    """Return whether a description is of what somebody wrote: a statement, a report by the court."""
    front = re.split(_table()["ends"], speaker, maxsplit=1)[0]
    return bool({*front.lower().split()} & {*_table()["documents"]})


def is_address(role: str) -> bool:
    """Return whether what stands before a name is a form of address, and no role: Mr, Dame."""
    return role.lower().rstrip(".") in _table()["addresses"]
