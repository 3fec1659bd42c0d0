"""Who a sentence is about: the subject of a verb, looked for to its left, and the subject of all of it.

Adverbs, auxiliaries, appositions and relative clauses between a subject and its verb are stepped over.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from dossier.extracting.quotations.phrases import Phrases
from dossier.extracting.quotations.tokens import PEOPLE_ENDINGS, POSSESSIVE, SPEAKING, Source, is_adverb
from dossier.extracting.quotations.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DOCUMENTS,
    FINITE,
    PARTICIPLES,
    PERSON_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
)

_BREAKS = frozenset(".;:!?…")
_ASIDE = {",": ",", "–": "–—-", "—": "–—-", ")": "(", "-": "-"}
_AFTER_SUBJECT = AUXILIARIES | FINITE | PARTICIPLES | {",", "who", "that"}
_VERBAL = AUXILIARIES | FINITE
_BEHIND_BODY = _VERBAL | ADVERBS
_ABLE_TO_SPEAK = SPEAKING - DOCUMENTS
_MONTHS = frozenset({"April", "May", "June", "August"})
TOGETHER = frozenset({"both", "all", "each"})  # `the port and the town both say`
_CONTRACTED = re.compile(r"['’](?=(?:s|d|ve|re|ll|m)\Z)")
_LEADING = frozenset("although though while when after before because since unless".split())
_LONGEST_LEAD = 25  # tokens of a clause that leads
_CLAUSE = 7  # tokens from "which" to the last noun of its clause
_LONGEST_DESCRIPTION, _LONGEST_ASIDE = 16, 50  # tokens


class Subjects(Phrases):
    """The phrases of a sentence, and which of them its verbs and all of it are about."""

    def subject(self, index: int) -> Source | None:
        """Find the subject of the verb at `index`, to its left."""
        at = index - 1
        for _ in range(12):
            token = self.tokens[at] if at >= 0 else None
            if token is None or token.kind == "quote" or token.text in _BREAKS:
                return None
            if token.kind == "mark":
                if token.text not in _ASIDE:
                    return None
                if (inside := self._before_brackets(at)) != at:
                    at = inside
                    continue
                return self.together(self._before_aside(at))
            word = token.lower
            pronoun = _CONTRACTED.split(word, maxsplit=1)[0]  # `he's been railing against`
            if token.kind == "word" and pronoun in PRONOUNS:
                return Source(token.start, token.start + len(pronoun), token.text[: len(pronoun)], "pronoun", at)
            if at == index - 1 and token.text in _MONTHS and self.word(at - 1) not in PREPOSITIONS:
                return Source(token.start, token.end, token.text, "name", at)  # `May said`: the month says nothing
            if token.kind == "word" and word in {"who", "which"}:
                at -= 2 if self.word(at - 1) == "," else 1
                return self._named_before(self.phrase_left(at))
            skipped = word in ADVERBS or word in AUXILIARIES or word in DAYS or is_adverb(word)
            if token.kind == "word" and (skipped or (word in TOGETHER and at == index - 1)):
                at -= 1
                continue
            if token.kind == "word" and word in {"last", "next", "this"} and self.word(at + 1) in DAYS:
                at -= 1
                continue
            if token.kind == "word" and word in {"on", "ago"}:
                at -= 1 if word == "on" else 3
                continue
            found = self.phrase_left(at)
            if self._is_manner(found):  # `Ana Sol in a low voice said`
                at = found.first - 2 if found is not None else -1
                continue
            source = self._described_name(found)
            return self.together(self._first_of_two(self._owner_of_clause(source) or source))
        return None

    def _is_manner(self, source: Source | None) -> bool:
        """Whether a phrase before a verb tells how or where something is said, and not who says it."""
        if source is None or source.kind != "nominal" or source.speaks:
            return False
        return self.word(source.first - 1) in {"in", "with", "at", "after", "during"} and source.first > 1

    def _owner_of_clause(self, source: Source | None) -> Source | None:
        """Find of whom a clause without commas tells: `a spokesman for the body which runs the port said`."""
        if source is None or source.kind != "nominal" or source.head in SPEAKING:
            return None
        for at in range(source.first - 1, max(0, source.first - _CLAUSE), -1):
            if self.tokens[at].kind in {"mark", "quote"}:
                return None
            if self.word(at) in {"who", "which"} and at < source.first - 1:
                owner = self.phrase_left(at - 1)
                return owner if owner is not None and owner.speaks else None
        return None

    def _described_name(self, source: Source | None) -> Source | None:
        """Prefer the person whose description lacks its second comma: `Ana Sol, head of the port said`."""
        if source is None or source.kind == "pronoun" or source.number == "people":
            return source
        if source.mention is not None and source.mention.type == "PERSON":
            return source
        comma = source.first - 1
        while comma > 0 and source.first - comma < _LONGEST_DESCRIPTION and self._in_description(comma):
            comma -= 1
        named = self.tokens[comma - 1] if comma > 0 and self.tokens[comma].text == "," else None
        if named is None or named.mention is None or named.mention.type != "PERSON":
            return source
        before = comma - 2 - (self.word(comma - 2) in TITLES)
        begins = before < 0 or self.tokens[before].kind in {"mark", "quote"} or self.word(before) in CONJUNCTIONS
        words = [t.lower for t in self.tokens[comma + 1 : source.first + 1]] + [source.head]
        told = words[0] in {"the", "a", "an"} or words[0] in PRONOUNS
        if not begins or (told and PERSON_NOUNS.isdisjoint(words)):
            return source
        return Source(named.start, named.end, named.text, "name", comma - 1, named.mention)

    def _in_description(self, index: int) -> bool:
        """Whether a token may stand inside a description: no verb, mark, quotation or pronoun."""
        token = self.tokens[index]
        if token.kind in {"mark", "quote"}:
            return False
        verb = token.lower in FINITE and token.lower not in SPEAKING
        return not verb and token.lower not in AUXILIARIES and token.lower not in PRONOUNS

    def _first_of_two(self, source: Source | None) -> Source | None:
        """Prefer the person of `Ana Sol and her lawyers said`."""
        if source is None or source.first < 2 or self.word(source.first - 1) != "and":
            return source
        named = self.tokens[source.first - 2]
        own = self.word(source.first) in {"his", "her", "its", "their"}
        if not own or named.mention is None or named.mention.type not in {"PERSON", "ORG"}:
            return source
        return Source(named.start, named.end, named.text, "name", source.first - 2, named.mention)

    def _named_before(self, source: Source | None) -> Source | None:
        """Prefer the name that a description follows: `It was Luis Gil, governor of the port, who …`."""
        if source is None or source.kind != "nominal" or self.word(source.first - 1) != ",":
            return source
        named = self.tokens[source.first - 2] if source.first > 1 else None
        if named is None or named.mention is None or named.mention.type != "PERSON":
            return source
        return Source(named.start, named.end, named.text, "name", source.first - 2, named.mention)

    def _before_aside(self, at: int, depth: int = 0) -> Source | None:
        """Skip an apposition or relative clause that ends at the mark `at`; a person named in it is the subject."""
        opening = _ASIDE[self.tokens[at].text]
        inside = at - 1
        while inside >= 0 and self.tokens[inside].text not in opening:
            if at - inside > _LONGEST_ASIDE:
                return None
            if self.tokens[inside].kind == "quote" or self.tokens[inside].text in _BREAKS:
                return None
            inside -= 1
        if inside <= 0:
            return self.first_subject(at) if inside < 0 and self.tokens[at].text == "," else None
        aside = self.tokens[inside + 1 : at]
        if aside and aside[-1].mention is not None and aside[-1].mention.type in {"PERSON", "ORG"}:
            named = self.phrase_left(at - 1)
            # `the spokesman, Rear Admiral Luis Gil, said`
            titled = all(t.lower in PERSON_NOUNS or t.lower in TITLES or t.text[0].isupper() for t in aside[:-1])
            if named is not None and named.first == inside + 1 and named.kind == "name" and titled:
                return named
        found = self.phrase_left(inside - 1)
        if found is None or (found.kind == "nominal" and found.head not in SPEAKING):
            further = self._before_aside(inside, depth + 1) if self.tokens[inside].text == "," and depth < 4 else None
            return further or found
        if found.kind == "nominal" and aside and aside[0].lower == "who" and opening == ",":
            end = self.tokens[at - 1].end
            return replace(found, end=end, text=self.text[found.start : end])
        return found

    def first_subject(self, before: int | None = None) -> Source | None:
        """Guess what the sentence is about: its first speaker-like phrase, where it stands before that token."""
        found = self._about
        return found if found is None or before is None or found.first < before else None

    @cached_property
    def _about(self) -> Source | None:
        main = self._main_clause()
        return (self._about_from(main) if main else None) or self._about_from(0)

    def _main_clause(self) -> int:
        """Return where the main clause begins behind one that leads: `Although they ran, other workers stayed`."""
        if self.word(0) not in _LEADING:
            return 0
        comma = next((i for i, t in enumerate(self.tokens[:_LONGEST_LEAD]) if t.kind in {"mark", "quote"}), 0)
        return comma + 1 if comma and self.tokens[comma].text == "," else 0

    def _about_from(self, start: int) -> Source | None:
        for index, token in enumerate(self.tokens[start:], start):
            if token.kind == "word" and token.lower in {"he", "she", "they"}:
                return Source(token.start, token.end, token.text, "pronoun", index)
            after = self.word(index + 1)
            if token.mention is not None and after not in POSSESSIVE:
                if self._one_of_a_people(index):  # `The Russian hit himself`
                    the = self.tokens[index - 1]
                    return Source(the.start, token.end, self.text[the.start : token.end], "nominal", index - 1)
                titled = index - 1 - (self.word(index - 1) in TITLES)  # `standing next to Mr Gil`
                if token.mention.type == "NATIONALITY" or self.word(titled) in PREPOSITIONS or after in PERSON_NOUNS:
                    continue  # `the Sun editor` is not the Sun
                # `Metropolitan Police Commissioner Ana Sol`: no body acts here
                followed = after and self.tokens[index + 1].text[0].isupper()
                body = token.mention.type == "ORG" and index < 2 and not followed
                place = token.mention.type != "PERSON" and not body
                if place and after and after not in _BEHIND_BODY and not after.endswith("ed"):
                    continue
                return Source(token.start, token.end, token.text, "name", index, token.mention)
            if token.kind == "word" and (token.lower in _ABLE_TO_SPEAK or token.lower.endswith(PEOPLE_ENDINGS)):
                # "the general strike", "the police chief" are about something else
                if after and after not in _AFTER_SUBJECT and not after.endswith(("ed", "ly")):
                    continue
                found = self.phrase_left(index)
                if found is not None and self.word(found.first - 1) not in PREPOSITIONS:
                    return self._by_name(found, index + 1)
        return None

    def _one_of_a_people(self, index: int) -> bool:
        """Whether the name at `index` is one person of a people as the subject of a verb: `the Russian said`."""
        mention, after = self.tokens[index].mention, self.word(index + 1)
        single = (
            mention is not None
            and mention.type == "NATIONALITY"
            and not mention.text.endswith(("s", "ese", "sh", "ch"))
        )
        return single and self.word(index - 1) == "the" and (after in _VERBAL or after.endswith("ed"))

    def introduced(self, *, name: bool = False) -> Source | None:
        """Find whom a sentence that ends with a colon introduces: the name before it, else what it is about."""
        last = self.tokens[-2] if len(self.tokens) > 1 else None
        if last is not None and last.mention is not None and last.mention.type == "PERSON":
            return Source(last.start, last.end, last.text, "name", len(self.tokens) - 2, last.mention)
        return None if name else self.first_subject()
