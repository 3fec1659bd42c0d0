"""Articles of made-up texts with what is extracted from them, for tests of linking."""

from __future__ import annotations

import dataclasses
import re

from dossier.extracting import extract
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.model import Article, Passage, Zone


def article(name: str, text: str) -> ArticleFacts:
    """Return the facts of an article; an entity is its name. Before a colon the text may tell its day, or `undated`."""
    day = re.match(r"(?:(\d{4}-\d\d-\d\d)|undated): ", text)
    text = text[day.end() :] if day else text
    zones = (Zone(0, len(text), "body"),)
    page = Article(
        name, f"{name}.txt", "", text, "", published=day[1] if day else "2024-03-05", zones=zones,
        passages=(Passage(0, len(text)),),
    )  # fmt: skip
    found = extract(page)
    mentions = tuple(
        dataclasses.replace(m, entity=f"{m.type.lower()}:{'-'.join(m.text.lower().split())}") for m in found.mentions
    )
    return ArticleFacts(page, mentions, found.quantities, found.dates, found.quotations)


def dossier(*texts: str) -> DossierFacts:
    """Return the facts of a dossier of such articles, called a, b, c …"""
    return DossierFacts(tuple(article(chr(ord("a") + i), text) for i, text in enumerate(texts)))
