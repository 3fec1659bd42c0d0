"""Something that was said: its wordings, set against each other, and the articles that have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dossier.linking.compare.quotes.pair_score import SENSE, Wording
from dossier.linking.compare.quotes.speakers import SpeakerNames
from dossier.linking.entities.naming import called
from dossier.linking.facts import ArticleFacts
from dossier.linking.text.alignment import WordingComparison, compared, contradicted
from dossier.model import Article, ArticleInfo, Quotation, Span
from dossier.text.lists import listed


class WordingPair(NamedTuple):
    """Two wordings of one utterance; `compared` is None for a second rendering of the same sense."""

    one: int
    other: int
    compared: WordingComparison | None


@dataclass(frozen=True)
class Utterance:
    """Something that was said: its wordings by number, pairs of them with scores, and where its words stand unquoted.

    `facts` are the articles, read when they are asked for, `infos` what lists show of them; `key` tells all that is
    known of it.
    """

    wordings: Mapping[int, Wording]
    scores: Sequence[tuple[int, int, float]]
    outside: Sequence[Span]
    facts: Mapping[str, ArticleFacts]
    infos: Mapping[str, Article | ArticleInfo]
    who: SpeakerNames
    key: str

    @cached_property
    def ties(self) -> Sequence[WordingPair]:
        """The pairs of its wordings that are one, surest first, set against each other."""
        return [
            WordingPair(a, b, self._compared(a, b) if score > SENSE else self._contradicted(a, b))
            for a, b, score in self.scores
        ]

    def _compared(self, *pair: int) -> WordingComparison | None:
        short, long = sorted((self.wordings[number] for number in pair), key=lambda wording: len(wording.said))
        return compared(short.text, long.text)

    def _contradicted(self, *pair: int) -> WordingComparison | None:
        short, long = sorted((self.wordings[number] for number in pair), key=lambda wording: len(wording.said))
        return contradicted(short.text, long.text)

    def article(self, id_: str) -> Article:
        """Return an article."""
        return self.facts[id_].article

    @property
    def quotations(self) -> list[Quotation]:
        """All quotations of it, in text order."""
        return [quotation for number in sorted(self.wordings) for quotation in self.wordings[number].quotations]

    @property
    def articles(self) -> list[str]:
        """The articles that have it, in or out of quotation marks."""
        return list(dict.fromkeys([*(q.article for q in self.quotations), *(span.article for span in self.outside)]))

    @property
    def main(self) -> int:
        """The wording that most articles have, of equals the longest."""
        return min(self.wordings, key=lambda n: (-len(self.wordings[n].articles), -len(self.wordings[n].text), n))

    def outlet(self, article: str) -> str:
        """Return the outlet of an article, or the article's id."""
        return called(self.infos[article])

    def outlets(self, wording: int) -> str:
        """Return the outlets of a wording, as a list for people."""
        quotations = self.wordings[wording].quotations
        return listed(list(dict.fromkeys(self.outlet(quotation.article) for quotation in quotations)))
