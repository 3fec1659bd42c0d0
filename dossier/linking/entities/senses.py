"""Names that mean one thing in one article and another in the next: acronyms, and heads such as “the Commission”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dossier.extracting.lexicon import pairs, words
from dossier.linking.entities.organisations import MEANT, is_initials, reduced
from dossier.model import Definition, Mention
from dossier.text.folding import fold

_LINKED = re.compile(r" (?:of|for|to|on) ")
_LETTERS = re.compile(r"(?:[A-Z]\.? ?){2,6}")


def acronyms(nodes: Sequence[str], mentions: Sequence[Mention], definitions: Iterable[Definition]) -> list[str]:
    """Return the nodes, with one for each meaning of an acronym: what its article spells out, or the usual one.

    AFP is a police in the article that says so and a news agency in the others.
    """
    usual = pairs("second_names")
    found = _meanings(nodes, mentions, definitions)
    several = {short for short, where in found.items() if len({usual.get(short, ""), *where.values()} - {""}) > 1}
    out = []
    for mention, node in zip(mentions, nodes, strict=True):
        short = reduced(mention.text, "ORG") if node.startswith("ORG|") else ""
        meant = found[short].get(mention.article, "") if short in several else ""
        out.append(f"{node}{MEANT}{meant}" if meant else node)
    return out


def _meanings(
    nodes: Sequence[str], mentions: Sequence[Mention], definitions: Iterable[Definition]
) -> dict[str, dict[str, str]]:
    """Return for each acronym what it means in which article: what is defined there, spelt out there, or usual."""
    usual = pairs("second_names")
    told: dict[tuple[str, str], str] = {}
    for definition in definitions:
        full = reduced(definition.full, "ORG")
        told[definition.article, reduced(definition.short, "ORG")] = usual.get(full, full)
    named = [mention for mention, node in zip(mentions, nodes, strict=True) if node.startswith("ORG|")]
    organisations: dict[str, set[str]] = defaultdict(set)
    for mention in named:
        if " " in mention.text:
            organisations[mention.article].add(mention.text)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for mention in filter(lambda mention: _LETTERS.fullmatch(mention.text), named):
        short = reduced(mention.text, "ORG")
        if mention.article not in found[short]:
            spelt = _spelt_out(mention.text, organisations[mention.article])
            meant = told.get((mention.article, short)) or spelt or usual.get(short, "")
            found[short][mention.article] = usual.get(meant, meant)
    return found


def _spelt_out(letters: str, organisations: Iterable[str]) -> str:
    """Return the one organisation of an article with these initials; a misprint of the usual meaning does not count."""
    known = set(pairs("second_names").get(reduced(letters, "ORG"), "").split())
    fulls = {reduced(text, "ORG") for text in organisations if is_initials(letters, text)}
    spelt = {full for full in fulls if not known & set(full.split())}
    return min(spelt) if len(spelt) == 1 else ""


def heads(nodes: Sequence[str], mentions: Sequence[Mention]) -> list[str]:
    """Return the nodes, a head for a longer name (“the Commission”) replaced by that of the name in its article.

    Where an article has two such names the head stays by itself: the word alone never joins two articles’ commissions.
    """
    fulls = _longer_names(nodes, mentions)
    out = []
    for mention, node in zip(mentions, nodes, strict=True):
        key = fold(mention.text)
        if node.startswith("PERSON|") or not is_head(key):
            out.append(node)
            continue
        meant = fulls[mention.article, key]
        kind, _, core = min(meant).partition("|") if len(meant) == 1 else node.partition("|")
        out.append(f"{kind}|{key}{MEANT}{core if len(meant) == 1 else f'{key} in {mention.article}'}")
    return out


def _longer_names(nodes: Sequence[str], mentions: Sequence[Mention]) -> dict[tuple[str, str], set[str]]:
    """Return for each article and head the organisations and places that it may stand for."""
    fulls: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention, node in zip(mentions, nodes, strict=True):
        kind, _, key = node.partition("|")
        if kind in ("ORG", "PLACE") and " " in key and MEANT not in key:
            core = reduced(mention.text, "PLACE" if kind == "PLACE" else "ORG")
            for head in (key, *_LINKED.split(key)[:-1]):
                fulls[mention.article, head.rsplit(" ", 1)[-1]].add(f"{kind}|{pairs('second_names').get(core, core)}")
    return fulls


def is_head(key: str) -> bool:
    """Return whether a folded word alone is the head of organisations or places, and not a well-known one’s name."""
    return (key in words("organisation_heads") or key in words("place_heads")) and key not in words("organisations")
