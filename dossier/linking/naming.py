"""What to call an article in a sentence, and an entity where only its mentions are at hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from dossier.linking.assembling import slug
from dossier.linking.findings import ArticleFacts
from dossier.model import Article

_TITLE = 6  # words of a title that name an article


def called(article: Article) -> str:
    """Name an article by its outlet, else by its title in quotation marks, else by its id."""
    words = article.title.split()
    title = " ".join(words[:_TITLE]) + ("…" if len(words) > _TITLE else "")
    return article.outlet or (f"“{title}”" if title else article.id)


def entity_names(articles: Iterable[ArticleFacts]) -> dict[str, str]:
    """Name each entity by the spelling that its id was made from, else by its usual full one."""
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for facts in articles:
        for mention in facts.mentions:
            if mention.entity:
                spelt[mention.entity][mention.text] += 1
    return {entity: _usual(entity.partition(":")[2], count) for entity, count in spelt.items()}


def _usual(id_: str, count: Counter[str]) -> str:
    return min(count, key=lambda text: (slug(text) != id_, " " not in text, -count[text], text))
