"""Names that mean one thing in one article and another in the next: acronyms, and heads such as “the Commission”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dossier.extracting.lexicon import pairs, words
from dossier.linking.entities.organisations import MEANT, is_initials, reduced
from dossier.linking.entities.table import Named
from dossier.model import Definition, EntityType
from dossier.text.folding import fold

_LINKED = re.compile(r" (?:of|for|to|on) ")
_LETTERS = re.compile(r"(?:[A-Z]\.? ?){2,6}")


class Acronyms:
    """What acronyms mean in each article: what it spells out, or the usual one.

    AFP is a police in the article that says so and a news agency in the others.
    """

    def __init__(self) -> None:
        self._meant: defaultdict[str, set[str]] = defaultdict(set)

    def note(self, kinds: Sequence[EntityType], named: Sequence[Named], definitions: Iterable[Definition]) -> None:
        """Take note of what the acronyms of an article mean there."""
        for short, meant in _meanings(kinds, named, definitions).items():
            self._meant[short].add(meant)

    def nodes(
        self, kinds: Sequence[EntityType], named: Sequence[Named], definitions: Iterable[Definition]
    ) -> list[str]:
        """Return the nodes of an article's mentions, with one for each meaning of an acronym that has several."""
        usual = pairs("second_names")
        found = _meanings(kinds, named, definitions)
        out = []
        for kind, one in zip(kinds, named, strict=True):
            short = reduced(one.text, "ORG") if kind == "ORG" else ""
            several = short in self._meant and len({usual.get(short, ""), *self._meant[short]} - {""}) > 1
            meant = found.get(short, "") if several else ""
            out.append(f"{kind}|{one.key}{MEANT}{meant}" if meant else f"{kind}|{one.key}")
        return out


def _meanings(kinds: Sequence[EntityType], named: Sequence[Named], definitions: Iterable[Definition]) -> dict[str, str]:
    """Return what the acronyms of an article mean there: what is defined, spelt out, or usual."""
    usual = pairs("second_names")
    told: dict[str, str] = {}
    for definition in definitions:
        full = reduced(definition.full, "ORG")
        told[reduced(definition.short, "ORG")] = usual.get(full, full)
    texts = [one.text for kind, one in zip(kinds, named, strict=True) if kind == "ORG"]
    organisations = {text for text in texts if " " in text}
    found: dict[str, str] = {}
    for text in filter(_LETTERS.fullmatch, texts):
        short = reduced(text, "ORG")
        if short not in found:
            meant = told.get(short) or _spelt_out(text, organisations) or usual.get(short, "")
            found[short] = usual.get(meant, meant)
    return found


def _spelt_out(letters: str, organisations: Iterable[str]) -> str:
    """Return the one organisation of an article with these initials; a misprint of the usual meaning does not count."""
    known = set(pairs("second_names").get(reduced(letters, "ORG"), "").split())
    fulls = {reduced(text, "ORG") for text in organisations if is_initials(letters, text)}
    spelt = {full for full in fulls if not known & set(full.split())}
    return min(spelt) if len(spelt) == 1 else ""


def heads(nodes: Sequence[str], named: Sequence[Named], article: str) -> list[str]:
    """Return an article's nodes, a head for a longer name (“the Commission”) replaced by that of the name there.

    Where it has two such names the head stays by itself: the word alone never joins two articles’ commissions.
    """
    fulls = _longer_names(nodes, named)
    out = []
    for one, node in zip(named, nodes, strict=True):
        key = fold(one.text)
        if node.startswith("PERSON|") or not is_head(key):
            out.append(node)
            continue
        meant = fulls.get(key, ())
        kind, _, core = min(meant).partition("|") if len(meant) == 1 else node.partition("|")
        out.append(f"{kind}|{key}{MEANT}{core if len(meant) == 1 else f'{key} in {article}'}")
    return out


def _longer_names(nodes: Sequence[str], named: Sequence[Named]) -> dict[str, set[str]]:
    """Return for each head the organisations and places of an article that it may stand for."""
    fulls: dict[str, set[str]] = defaultdict(set)
    for one, node in zip(named, nodes, strict=True):
        kind, _, key = node.partition("|")
        if kind in ("ORG", "PLACE") and " " in key and MEANT not in key:
            core = reduced(one.text, "PLACE" if kind == "PLACE" else "ORG")
            for head in (key, *_LINKED.split(key)[:-1]):
                fulls[head.rsplit(" ", 1)[-1]].add(f"{kind}|{pairs('second_names').get(core, core)}")
    return fulls


def is_head(key: str) -> bool:
    """Return whether a folded word alone is the head of organisations or places, and not a well-known one’s name."""
    return (key in words("organisation_heads") or key in words("place_heads")) and key not in words("organisations")
