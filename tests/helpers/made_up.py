"""Articles of random words that are hard to search, and random queries over them."""

from __future__ import annotations

import random
from dataclasses import replace

from dossier.model import Article, Extraction, Mention, Passage, Quantity, Zone
from dossier.storing.query.tree import (
    And,
    Field,
    Fuzzy,
    Not,
    Number,
    Or,
    Phrase,
    Prefix,
    Published,
    QuantityNode,
    Term,
)
from dossier.storing.text.tokens import words

# fmt: off
WORDS = (
    "border", "borders", "bordering", "army", "armies", "state", "states", "emergency", "emergencies", "migrant",
    "migrants", "minister", "ministers", "the", "of", "and", "to", "in", "Jerí", "Jeri",
    "Jara", "Kast", "Kast’s", "Tacna", "police", "policed", "policing", "leave", "leaves", "left",
    "crisis", "crises", "frontera", "fronteras", "la", "die", "grenzen", "Grenze",
)
# fmt: on
OUTLETS = ("Harbour Post", "Northern Wire", None)
LANGUAGES = (None, None, "en", "es", "de", "it")
NAMES = ("Jerí", "Jara", "Kast", "Tacna")


def made_up(rng: random.Random, id_: str) -> tuple[Article, Extraction]:
    """An article of a few passages of random words, with what was extracted from it."""
    title = " ".join(rng.choices(WORDS, k=rng.randint(1, 5)))
    text, passages, heads = f"{title}\n\n", [], []
    for _ in range(rng.randint(1, 6)):
        if rng.random() < 0.3:
            heads.append(Zone(len(text), len(text) + 8, rng.choice(("caption", "subheading"))))
            text += " ".join(rng.choices(WORDS, k=rng.randint(1, 3)))
            heads[-1] = replace(heads[-1], end=len(text))
            text += "\n\n"
        body = " ".join(rng.choices(WORDS, k=rng.randint(1, 14))) + rng.choice((".", f" {rng.randint(1, 9)}.", ""))
        passages.append(Passage(len(text), len(text) + len(body)))
        text += body + "\n\n"
    mentions, quantities = [], []
    for passage in passages:
        at = passage.start
        for word in text[passage.start : passage.end].split(" "):
            if word.strip(".") in NAMES:
                mentions.append(Mention(id_, at, at + len(word.strip(".")), word.strip("."), "PERSON"))
            if word.strip(".").isdigit():
                value = float(word.strip("."))
                unit = "km" if value % 3 == 0 else None
                quantities.append(Quantity(id_, at, at + 1, word.strip("."), value, value, value, unit))
            at += len(word) + 1
    article = Article(
        id=id_,
        path=f"{id_}.txt",
        title=title,
        text=text,
        sha256=str(rng.random()),
        outlet=rng.choice(OUTLETS),
        language=rng.choice(LANGUAGES),
        published=rng.choice((None, f"2025-11-{rng.randint(1, 28):02}")),
        zones=(Zone(0, len(title), "headline"), *heads),
        passages=tuple(passages),
    )
    return article, Extraction(mentions=tuple(mentions), quantities=tuple(quantities))


def random_word(rng: random.Random) -> str:
    return words(rng.choice([*WORDS, "absent"]))[0]


def random_leaf(rng: random.Random):
    kind = rng.randrange(12)
    if kind == 10:
        slot = rng.choice(("<person>", "<person>", "<number>"))
        others = [rng.choice((slot, random_word(rng), random_word(rng))) for _ in range(rng.randint(1, 2))]
        return Phrase(tuple(rng.sample([slot, *others], len(others) + 1)), rng.choice((0, 1, 3)))
    if kind == 11:
        return QuantityNode((Number(rng.choice((None, 2.0, 4.0)), rng.choice((5.0, 8.0))), Field("unit", Term("km"))))
    if kind < 3:
        return Term(random_word(rng))
    if kind == 3:
        return Phrase(tuple(random_word(rng) for _ in range(rng.randint(1, 3))))
    if kind == 4:
        return Phrase(tuple(random_word(rng) for _ in range(rng.randint(2, 3))), rng.randint(1, 6))
    if kind == 5:
        return Prefix(random_word(rng)[:3])
    if kind == 6:
        return Fuzzy(random_word(rng), rng.randint(1, 2))
    if kind == 7:
        day = rng.randint(1, 28)
        return Published(f"2025-11-{day:02}", f"2025-11-{min(day + 9, 28):02}")
    if kind == 8:
        return Number(rng.choice((None, 2.0, 4.0)), rng.choice((5.0, 8.0)))
    name = rng.choice(("title", "outlet", "person"))
    word = {"title": random_word(rng), "outlet": "harbour", "person": rng.choice(("kast", "jeri", "jara"))}[name]
    return Field(name, Term(word))


def random_tree(rng: random.Random, depth: int = 3):
    kind = rng.random()
    if depth == 0 or kind < 0.35:
        return random_leaf(rng)
    if kind < 0.55:
        return Not(random_tree(rng, depth - 1))
    parts = tuple(random_tree(rng, depth - 1) for _ in range(rng.randint(1, 4)))
    return And(parts) if kind < 0.8 else Or(parts)
