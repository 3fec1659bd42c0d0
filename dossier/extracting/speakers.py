"""Who "he", "the minister" or "Cordero" is: the speaker of a quotation by the name the article gives in full.

Pronouns and roles are resolved to the nearest speaker or subject before them that fits.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from anyascii import anyascii

from dossier.extracting.quotations_acts import Sentence, Source
from dossier.extracting.quotations_words import BODIES, PERSON_NOUNS
from dossier.model import Mention


def name_key(text: str) -> tuple[str, ...]:
    """Fold a name for comparing: ASCII, lower case, words."""
    return tuple(re.findall(r"\w+", anyascii(text).lower()))


class Discourse:
    """The sentences of an article, in order, and who "he" or "the minister" is in them."""

    def __init__(self, sentences: Sequence[Sentence], names: Sequence[Mention]) -> None:
        self.sentences = sentences
        self._starts = [s.start for s in sentences]
        self._people = [m for m in names if m.type == "PERSON"]
        self._resolved: dict[int, Source] = {}

    def at(self, offset: int) -> int:
        """Give the index of the sentence that holds the offset."""
        return max(0, bisect.bisect_right(self._starts, offset) - 1)

    def resolve(self, source: Source) -> Source:
        """Find who a pronoun or a definite role stands for; the source itself where nobody fits."""
        if source.kind == "pronoun":
            if source.start not in self._resolved:
                self._resolved[source.start] = source  # nobody yet, should it lead back to itself
                self._resolved[source.start] = self._antecedent(source) or source
            return self._resolved[source.start]
        if source.kind == "nominal":
            return self._role(source) or source
        return source

    def _antecedent(self, source: Source) -> Source | None:
        word = source.text.lower()
        wanted = {"they": {"people", "thing"}, "it": {"thing"}, "we": {"people", "thing"}}.get(word, {"person"})
        for candidate in self._candidates(source.start):
            if candidate.number in wanted:
                return candidate if candidate.kind == "name" else (self._role(candidate) or candidate)
        for mention in reversed(self._people):
            if mention.end <= source.start and wanted == {"person"}:
                return Source(mention.start, mention.end, mention.text, "name", 0, mention)
        return None

    def _candidates(self, before: int) -> Iterator[Source]:
        """Speakers and subjects before an offset, nearest sentence first, no pronouns."""
        index = self.at(before)
        for sentence in reversed(self.sentences[max(0, index - 8) : index + 1]):
            acts = [act.source for act in sentence.acts if act.source.end <= before]
            if acts and acts[-1].kind == "pronoun":  # `…, he said.`: whoever that was goes on
                resolved = self.resolve(acts[-1])
                if resolved.kind != "pronoun":
                    yield resolved
            yield from (source for source in reversed(acts) if source.kind != "pronoun")
            subject = sentence.first_subject(len(sentence.tokens))
            if subject is not None and subject.kind != "pronoun" and subject.end <= before:
                yield subject

    def _role(self, source: Source) -> Source | None:
        """Resolve `the minister`, `the official`, `the company` to whom it named before."""
        words = source.text.lower().split()
        if words[:1] != ["the"] or len(words) > 4:
            return None
        head = source.head
        for mention in reversed(self._people):
            if mention.end <= source.start and mention.role and head in mention.role.lower().split():
                return Source(mention.start, mention.end, mention.text, "name", 0, mention)
        for candidate in self._candidates(source.start):
            if candidate.kind == "nominal" and candidate.head == head and len(candidate.text) > len(source.text):
                return candidate
            if candidate.kind == "name" and candidate.mention is not None:
                if head in BODIES and candidate.mention.type == "ORG":
                    return candidate
                if head in PERSON_NOUNS and candidate.mention.type == "PERSON" and self._titled(candidate, head):
                    return candidate
        return None

    def _titled(self, candidate: Source, head: str) -> bool:
        """Whether the role stands beside the name in its sentence: `Hugo de Zela, the foreign minister`."""
        sentence = self.sentences[self.at(candidate.start)]
        near = sentence.text[max(sentence.start, candidate.start - 60) : min(sentence.end, candidate.end + 80)]
        return re.search(rf"\b{re.escape(head)}\b", near.lower()) is not None

    def canonical(self, source: Source) -> str:
        """Write a name as the article gives it in full; a description as it stands, on one line."""
        if source.mention is None or source.mention.type != "PERSON":
            return " ".join(source.text.split())
        key = name_key(source.text)
        longer = [m for m in self._people if len(k := name_key(m.text)) > len(key) and k[-len(key) :] == key]
        if not longer:
            longer = [m for m in self._people if len(k := name_key(m.text)) > len(key) and set(key) <= set(k)]
        before = [m for m in longer if m.start < source.start]
        return " ".join((before[-1] if before else longer[0] if longer else source.mention).text.split())
