"""What to call an article in a sentence, and entities where only their mentions are at hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from sys import intern
from typing import Any, Final

from dossier.linking.entities.assemble import slug
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Cache
from dossier.model import Article, ArticleInfo, Mention

NAMES, QUOTED = "name sketch", "name quotations"
START, END, TEXT, TYPE, ROLE, AGE = range(6)  # of a mention as it is kept
DRAFT: Final = "your draft"  # what reasons call a draft; checking gives it as the outlet of the draft
_TITLE = 6  # words of a title that name an article


def called(article: Article | ArticleInfo) -> str:
    """Return what to call an article: its outlet, else by its title in quotation marks, else by its id."""
    whole = article.title
    if whole.startswith("… "):  # a title made of a sentence, cut in front
        whole = whole[2:3].upper() + whole[3:]
    words = whole.split()
    title = " ".join(words[:_TITLE]) + ("…" if len(words) > _TITLE else "")
    return article.outlet or (f"“{title}”" if title else article.id)


class EntityMentions:
    """An entity by where it is named: for each article, its place and key, and the mentions there as they are kept."""

    def __init__(self, id_: str) -> None:
        self.id = id_
        self.where: list[tuple[int, str, list[list[Any]]]] = []

    @property
    def every(self) -> Iterator[list[Any]]:
        """Return all mentions as they are kept, each a list in the order of START to AGE."""
        return (mention for _, _, here in self.where for mention in here)

    def mentions(self, ids: Sequence[str]) -> list[Mention]:
        """Return all mentions; `ids` are those of the articles, by their places."""
        return [
            Mention(ids[place], start, end, text, type_, role, self.id, age)
            for place, _, here in self.where
            for start, end, text, type_, role, age in here
        ]

    @cached_property
    def name(self) -> str:
        """Return the spelling that its id was made from, else its usual full one."""
        plain = self.id.partition(":")[2]
        count: Counter[str] = Counter(mention[TEXT] for mention in self.every)
        return min(count, key=lambda text: (slug(text) != plain, " " not in text, -count[text], text))

    @cached_property
    def person(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return its spellings and roles as a person; both are empty for what is never a person."""
        people = [mention for mention in self.every if mention[TYPE] == "PERSON"]
        return frozenset(m[TEXT] for m in people), frozenset(m[ROLE] for m in people if m[ROLE])


def named(facts: DossierFacts, cache: Cache) -> dict[str, EntityMentions]:
    """Return the entities by their ids, in the order in which the text names them first."""
    found: dict[str, EntityMentions] = {}
    for place, entities in enumerate(cache.sketches(NAMES, facts, names_sketch)):
        key = facts.key(place)
        for id_, here in entities.items():
            if id_ not in found:
                found[id_] = EntityMentions(id_)
            for mention in here:  # each name and role is held once in a dossier
                mention[TEXT], mention[TYPE] = intern(mention[TEXT]), intern(mention[TYPE])
                mention[ROLE] = mention[ROLE] and intern(mention[ROLE])
            found[id_].where.append((place, key, here))
    return found


def names_sketch(facts: ArticleFacts) -> dict[str, list[list[Any]]]:
    """Return an article's entities with their mentions as they are kept."""
    found: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for mention in facts.mentions:
        if mention.entity:
            kept = [mention.start, mention.end, mention.text, mention.type, mention.role, mention.age]
            found[mention.entity].append(kept)
    return found


def quoted_sketch(facts: ArticleFacts) -> dict[str, list[str]]:
    """Return what an article quotes each speaker with, so that no article is read again for it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for quotation in facts.quotations:
        if quotation.speaker_id:
            found[quotation.speaker_id].append(quotation.text)
    return found
