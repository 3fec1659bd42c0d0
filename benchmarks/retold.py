"""Writes a dossier of any size that several outlets tell, from the real prose of `benchmarks.prose`.

    python -m benchmarks.retold FOLDER [ARTICLES]

Four in ten articles are new. The others take up one of the last hundred: some of its paragraphs, told by another
outlet a day or two later, with a word left out here and there, and now and then another number. Once the real articles
are used up they come again as another year's news: names and rare words are given new ones, the same throughout the
year, and numbers are multiplied; so what is of one thing is what was retold, and words stay as rare as in real news.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import sys
from collections import Counter
from pathlib import Path

from benchmarks.prose import needed_news

_OUTLETS = ["Harbour Post", "Northern Wire", "Market Desk", "Lobby Wire", "Signal", "Touchline", "Daily Meridian"]
_NEW, _RECENT = 0.4, 100  # share of articles that retell none; articles that may be retold
_KEPT, _DROPPED, _CHANGED = 0.7, 0.04, 0.1  # paragraphs told again, words left out, numbers told otherwise
_RARE = 12  # times in all articles
_WORD = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*")
_SYLLABLES = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "zen"]

Told = tuple[str, list[str]]


class _Year:
    """The real articles in a random order, with names, rare words and numbers of a year's own."""

    def __init__(self, real: list[Told], number: int) -> None:
        self.random = random.Random(number)
        self._number = number
        count = Counter(word for _, body in real for text in body for word in _WORD.findall(text))
        self._rare = {word for word, n in count.items() if n <= _RARE and word.islower() and len(word) > 4}
        names = sorted(w for w, n in count.items() if w.istitle() and not count[w.lower()] and len(w) > 3 and n > 1)
        others = list(names)
        self.random.shuffle(others)
        self._names = dict(zip(names, others, strict=True))
        self.articles = [(self._own(title), [self._own(text) for text in body]) for title, body in real]
        self.random.shuffle(self.articles)

    def _own(self, text: str) -> str:
        return _WORD.sub(self._word, text) if self._number else text

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        if word in self._names:
            return self._names[word]
        if word.isdigit() and not 1900 < int(word) < 2100:
            return str(int(word) * (self._number + 1) + self._number)
        if word in self._rare:
            return word + _SYLLABLES[self._number % len(_SYLLABLES)]
        return word


def write(files: list[Path], folder: Path, articles: int) -> int:
    """Write so many articles with front matter, told from files of news; the same ones for the same number."""
    folder.mkdir(parents=True, exist_ok=True)
    real = [
        (title, body)
        for file in files
        for title, *body in [[s.strip() for s in file.read_text("utf-8", "replace").splitlines() if s.strip()]]
        if body
    ]
    chance = random.Random(articles and 1)
    first = dt.date(2004, 1, 5)
    told: list[Told] = []
    fresh: list[Told] = []
    year = 0
    for number in range(articles):
        if not told or chance.random() < _NEW:
            if not fresh:
                fresh = _Year(real, year).articles
                year += 1
            title, body = fresh.pop()
        else:
            title, body = _retold(*told[-chance.randint(1, min(_RECENT, len(told)))], chance)
        told.append((title, body))
        del told[:-_RECENT]
        day = first + dt.timedelta(days=number * 700 // articles)
        front = f"---\ntitle: '{title.replace(chr(39), '’')}'\noutlet: {chance.choice(_OUTLETS)}\ndate: {day}\n---\n\n"
        (folder / f"{number:06}.md").write_text(front + "\n\n".join(body) + "\n", encoding="utf-8")
    return articles


def _retold(title: str, body: list[str], chance: random.Random) -> Told:
    kept = [text for text in body if chance.random() < _KEPT] or body[:1]
    told = [[_word(word, chance) for word in text.split() if chance.random() > _DROPPED] for text in kept]
    return title, [" ".join(words) for words in told]


def _word(word: str, chance: random.Random) -> str:
    return str(int(word) + chance.randint(1, 9)) if word.isdigit() and chance.random() < _CHANGED else word


if __name__ == "__main__":
    place, *rest = sys.argv[1:]
    print(f"{write(needed_news(), Path(place), int(rest[0]) if rest else 1_000):,} articles in {place}")
