"""Writes a made-up dossier of any size: the same one for the same number and seed.

    python -m benchmarks.corpus FOLDER [PASSAGES]

The prose is nonsense with the statistics of news: a Zipf vocabulary, recurring people and places with spelling
variants, figures with units, dates, and quotations with speakers. Every word here is invented or common.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import sys
from pathlib import Path

_ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou"]
_CODAS = ["", "", "l", "n", "r", "s", "t", "nd", "rm", "st"]
_ENDINGS = ["", "", "", "s", "ed", "ing", "er", "ion", "ment", "al", "ly", "ity"]
# fmt: off
_COMMON = (
    "the", "of", "to", "and", "a", "in", "that", "is", "was", "for", "on", "with",
    "as", "it", "by", "at", "from", "has", "had", "be", "were", "said", "not", "are",
    "have", "will", "this", "their", "which", "after", "who", "they", "but", "more", "an", "been",
    "its", "would", "new", "also", "one", "people", "government", "border", "state", "two", "last", "when",
    "we",
)
# fmt: on
_GIVEN = ["Ana", "José", "Marta", "Luis", "Irene", "Tomás", "Noor", "Viktor", "Elena", "Samuel", "Ruth", "Aylin"]
_FAMILY = ["Orvane", "Castel", "Brumal", "Tereda", "Halvors", "Quispal", "Marreno", "Dovik", "Lantier", "Ostrova"]
_PLACES = ["Tarvala", "Port Emmer", "Sandoval", "Lower Kest", "Vintra", "Ombriel", "Maros", "Calder Pass"]
_ROLES = ["minister", "mayor", "general", "spokeswoman", "economist", "candidate"]
_UNITS = ["migrants", "soldiers", "kilometers", "percent", "people", "families", "days", "trucks", "dollars", "votes"]
_OUTLETS = ["The Harbour Post", "Northern Wire", "El Faro Nuevo", "Daily Meridian", "Radio Kest"]


def _vocabulary(random_: random.Random, size: int) -> list[str]:
    words = dict.fromkeys(_COMMON)
    while len(words) < size:
        syllables = (
            random_.choice(_ONSETS) + random_.choice(_VOWELS) + random_.choice(_CODAS)
            for _ in range(random_.choice((1, 2, 2, 3)))
        )
        words["".join(syllables) + random_.choice(_ENDINGS)] = None
    return list(words)


class _Prose:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.vocabulary = _vocabulary(self.random, 40_000)
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.vocabulary))))
        self.people = [f"{given} {family}" for given in _GIVEN for family in _FAMILY]

    def words(self, count: int) -> list[str]:
        return self.random.choices(self.vocabulary, cum_weights=self.weights, k=count)

    def sentence(self) -> str:
        words = self.words(self.random.randint(9, 22))
        chance = self.random.random()
        if chance < 0.30:
            words.insert(self.random.randrange(len(words)), self.name())
        if chance < 0.20:
            words.insert(
                self.random.randrange(len(words)), f"{self.random.randint(2, 99_999):,} {self.random.choice(_UNITS)}"
            )
        if 0.2 < chance < 0.35:
            words += ["in", self.random.choice(_PLACES)]
        if 0.35 < chance < 0.4:
            words += ["on", f"{self.random.randint(1, 28)} November"]
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def name(self) -> str:
        name = self.random.choice(self.people)
        return self.random.choice((name, name.split()[1], f"{self.random.choice(_ROLES)} {name}"))

    def paragraph(self) -> str:
        sentences = [self.sentence() for _ in range(self.random.randint(2, 4))]
        if self.random.random() < 0.15:
            said = " ".join(self.words(self.random.randint(6, 16)))
            sentences.append(f"“{said[0].upper()}{said[1:]},” {self.name()} said.")
        return " ".join(sentences)


def write(folder: Path, passages: int = 10_000, seed: int = 1) -> int:
    """Write articles of about 16 passages each until there are so many; gives the number of articles."""
    prose = _Prose(seed)
    folder.mkdir(parents=True, exist_ok=True)
    first = dt.date(2024, 1, 1)
    number = written = 0
    while written < passages:
        size = min(prose.random.randint(8, 24), passages - written)
        day = first + dt.timedelta(days=prose.random.randrange(700))
        title = " ".join(prose.words(8)).capitalize()
        front = f"---\ntitle: {title}\noutlet: {prose.random.choice(_OUTLETS)}\ndate: {day.isoformat()}\n---\n\n"
        text = front + "\n\n".join(prose.paragraph() for _ in range(size)) + "\n"
        (folder / f"{number:05}.md").write_text(text, encoding="utf-8")
        written += size
        number += 1
    return number


if __name__ == "__main__":
    place, *rest = sys.argv[1:]
    count = int(rest[0]) if rest else 10_000
    print(f"{write(Path(place), count):,} articles, about {count:,} passages in {place}")
