"""Tells articles again with other words: as many articles as are wanted of some thousand that were read and extracted.

Each copy puts another word of the same length and about the same frequency in place of each word, and one in place of
each digit of a plain quantity; so all offsets stay, and frequencies too. The most frequent words stay as they are, and
so do names that stand in many articles. Words that are rare in the base get a number of spellings that grows with the
square root of the copies, which is about how the words of real text become more (Heaps' law).
"""

from __future__ import annotations

import dataclasses
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any

from dossier.model import Article, Entity, Extraction, Mention, Quantity, Quotation
from dossier.storing.base.records import FileState, StoredArticle
from dossier.storing.base.store import Store
from dossier.storing.opensearch.documents import EXTRACTED
from dossier.storing.text.tokens import words

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"[1-9](?:[\d,]*\d)?")
_KEPT = 150  # most frequent words that stay
_RARE = 8  # times at most in the base, for a word that gets further spellings
_WIDELY = 12  # articles that name somebody who is named in all copies
_LETTERS = "bcdfghjklmnprstvwz", "aeiou"
_KINDS: dict[type, str] = {Mention: "mentions", Quantity: "quantities", Quotation: "quotations"}
_BATCH = 100


class Retelling:
    """The articles of a store, told again and again."""

    def __init__(self, base: Store) -> None:
        self._ids = [info.id for info in base.infos()]
        self._base = {item.article.id: item for item in _items(base, self._ids)}
        self._known = {entity.id: entity for entity in base.entities()}
        self._widely = {id_ for id_, entity in self._known.items() if entity.articles >= _WIDELY}
        self._counts: Counter[str] = Counter()
        for item in self._base.values():
            self._counts.update(map(str.lower, _WORD.findall(item.article.text)))
        self._entities: dict[str, Entity] = {}
        self._copy = -1
        self._words: dict[str, str] = {}
        self._digits: dict[int, int] = {}

    def plan(self) -> Iterator[tuple[str, int, int]]:
        """Yield what can be told, in the order of the paths, without an end: id, copy, how many passages it has."""
        for copy in count():
            for id_ in self._ids:
                yield id_, copy, len(self._base[id_].article.passages)

    def named(self) -> dict[str, Entity]:
        """Return whom the articles name that were `counted`, with how often."""
        return self._entities

    def sample(self, passages: int) -> tuple[list[list[str]], str, str]:
        """Return what queries are made of: words of texts from among so many passages, a person and an outlet."""
        each = sum(len(item.article.passages) for item in self._base.values())
        rng = random.Random(1)
        chosen = sorted((rng.randrange(max(passages // each, 1)), rng.choice(self._ids)) for _ in range(150))
        texts = [words(self.told(id_, copy).article.text)[20:] for copy, id_ in chosen]
        person = max((one for one in self._known.values() if one.type == "PERSON"), key=lambda one: (one.count, one.id))
        outlets = Counter(item.article.outlet for item in self._base.values() if item.article.outlet)
        return (
            [text for text in texts if len(text) > 10],
            person.name.split()[-1],
            outlets.most_common(1)[0][0].split()[-1],
        )

    def told(self, id_: str, copy: int, *, counted: bool = False) -> StoredArticle:
        """Return an article as a copy tells it."""
        if copy != self._copy:
            self._begin(copy)
        item = self._base[id_]
        article = self._article(item, copy)
        found = {name: self._all(getattr(item.extraction, name), article, copy) for name in _KINDS.values()}
        found["dates"] = tuple(dataclasses.replace(one, article=article.id) for one in item.extraction.dates)
        found["definitions"] = ()
        if counted:
            self._count(found["mentions"])
        state = FileState(f"/retold/{article.id}.md", item.state.size, copy)
        return StoredArticle(article, dataclasses.replace(item.extraction, **found), state)

    def _begin(self, copy: int) -> None:
        """Choose the words of a copy; the first tells everything as it is."""
        self._copy, rng = copy, random.Random(copy)
        kept = {word for word, _ in self._counts.most_common(_KEPT)}
        classes: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        for word, times in sorted(self._counts.items()):
            if word not in kept:
                classes[len(word), times.bit_length()].append(word)
        spellings = int((copy + 1) ** 0.5)
        self._words = {}
        for alike in classes.values():
            others = rng.sample(alike, len(alike)) if copy else alike
            for word, other in zip(alike, others, strict=True):
                rare = self._counts[other] <= _RARE and spellings > 1
                self._words[word] = _spelt(other, rng.randrange(spellings)) if rare else other
        self._digits = str.maketrans("123456789", "".join(rng.sample("123456789", 9)) if copy else "123456789")

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        lower = word.lower()
        new = self._words.get(lower, lower)
        if len(new) != len(word):
            return word
        return new.upper() if word.isupper() and len(word) > 1 else new.capitalize() if word[0].isupper() else new

    def _article(self, item: StoredArticle, copy: int) -> Article:
        article = item.article
        text = article.text
        parts, at = [], 0
        kept = [(one.start, one.end) for one in item.extraction.mentions if one.entity in self._widely]
        for start, end in [*sorted(kept), (len(text), len(text))]:
            if start >= at:
                parts += [_WORD.sub(self._word, text[at:start]), text[start:end]]
                at = end
        told = list("".join(parts))
        for one in item.extraction.quantities:
            if _plain(one, text):
                told[one.start : one.end] = text[one.start : one.end].translate(self._digits)
        new = "".join(told)
        assert len(new) == len(text), "a word of another length"
        return dataclasses.replace(
            article,
            id=f"{copy:05}/{article.id}",
            path=f"retold/{copy:05}/{article.id}.md",
            text=new,
            title=_WORD.sub(self._word, article.title),
            sha256=f"{zlib.crc32(new.encode()):064x}",
        )

    def _all(self, found: tuple[Any, ...], article: Article, copy: int) -> tuple[Any, ...]:
        return tuple(self._one(one, article, copy) for one in found)

    def _one(self, one: Any, article: Article, copy: int) -> Any:
        changed = {"article": article.id, "text": article.text[one.start : one.end]}
        if isinstance(one, Mention):
            changed["entity"] = self._whom(one.entity, copy)
        elif isinstance(one, Quotation):
            changed["speaker_id"] = self._whom(one.speaker_id, copy)
            if one.speaker and one.speaker_id not in self._widely:
                changed["speaker"] = _WORD.sub(self._word, one.speaker)
        elif isinstance(one, Quantity) and _plain(one, self._base[article.id.split("/", 1)[1]].article.text):
            value = float(changed["text"].replace(",", ""))
            changed.update({name: value for name in ("value", "low", "high") if getattr(one, name) == one.value})
        return dataclasses.replace(one, **changed)

    def _whom(self, entity: str | None, copy: int) -> str | None:
        return entity if entity is None or entity in self._widely or not copy else f"{entity}~{copy}"

    def _count(self, mentions: tuple[Mention, ...]) -> None:
        named = {id_ for one in mentions if (id_ := one.entity)}
        for id_ in named - self._entities.keys():
            self._entities[id_] = self._entity(id_)
        for one in mentions:
            if one.entity:
                known = self._entities[one.entity]
                self._entities[one.entity] = dataclasses.replace(known, count=known.count + 1)

    def _entity(self, id_: str) -> Entity:
        known = self._known[id_.split("~", maxsplit=1)[0]]
        if known.id in self._widely:
            return dataclasses.replace(known, count=0)

        def told(text: str) -> str:
            return _WORD.sub(self._word, text)

        variants = tuple(dataclasses.replace(one, text=told(one.text)) for one in known.variants)
        return dataclasses.replace(known, id=id_, name=told(known.name), variants=variants, merged=(), count=0)


def _plain(one: Quantity, text: str) -> bool:
    """Return whether a quantity is written as nothing but the digits of its value."""
    written = text[one.start : one.end]
    return bool(one.value is not None and _DIGITS.fullmatch(written) and float(written.replace(",", "")) == one.value)


def _spelt(word: str, spelling: int) -> str:
    """Return another spelling of a word, of its length; the first is the word."""
    if not spelling or len(word) < 3:
        return word
    letters = list(word)
    for i in range(1, 4):
        at = len(letters) - i
        if at < 1:
            break
        letters[at] = _LETTERS[i % 2][(ord(letters[at]) + spelling // 5 ** (i - 1)) % len(_LETTERS[i % 2])]
    return "".join(letters)


def _items(base: Store, ids: list[str]) -> Iterator[StoredArticle]:
    stamps = base.stamps()
    for at in range(0, len(ids), _BATCH):
        chosen = ids[at : at + _BATCH]
        articles = base.articles(chosen)
        found: dict[str, dict[type, list[Any]]] = {id_: defaultdict(list) for id_ in chosen}
        for kind in EXTRACTED:
            for one in base.annotations(kind, articles=chosen):
                found[one.article][kind].append(one)
        for id_ in chosen:
            extraction = Extraction(**{name: tuple(found[id_][kind]) for kind, name in EXTRACTED.items()})
            yield StoredArticle(articles[id_], extraction, stamps[id_].state)
