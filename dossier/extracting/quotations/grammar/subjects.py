"""Who a sentence is about: the subject of a verb, looked for to its left, and the subject of all of it.

Adverbs, auxiliaries, appositions and relative clauses between a subject and its verb are stepped over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dossier.extracting.lexicon.rules import Rule
from dossier.extracting.quotations.grammar.joint_names import JointNames
from dossier.extracting.quotations.grammar.tokens import (
    PEOPLE_ENDINGS,
    POSSESSIVE,
    SPEAKING,
    SpeechSource,
    is_adverb,
    is_person,
)
from dossier.extracting.quotations.grammar.vocabulary import (
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
from dossier.model import Mention
from dossier.text.lazy import lazy

_BREAKS = frozenset(".;:!?…")
_ASIDE = {",": ",", "–": "–—-", "—": "–—-", ")": "(", "-": "-"}
_AFTER_SUBJECT = AUXILIARIES | FINITE | PARTICIPLES | {",", "who", "that"}
_VERBAL = AUXILIARIES | FINITE
_BEHIND_BODY = _VERBAL | ADVERBS
_ABLE_TO_SPEAK = SPEAKING - DOCUMENTS
_MOST_STEPS, _DEEPEST = 12, 4
_RELATIVE = frozenset({"who", "which", "whose", "whom"})
_DESCRIBED = frozenset({"the", "a", "an"})
_SKIPPED = ADVERBS | AUXILIARIES | DAYS
_MONTHS = frozenset({"April", "May", "June", "August"})
TOGETHER = frozenset({"both", "all", "each"})  # `the port and the town both say`
_CONTRACTED = re.compile(r"['’](?=(?:s|d|ve|re|ll|m)\Z)")
_LEADING = frozenset("although though while when after before because since unless".split())
_LONGEST_LEAD = 25  # tokens of a clause that leads
_CLAUSE = 7  # tokens from "which" to the last noun of its clause
_LONGEST_OPENING, _LONGEST_DESCRIPTION, _LONGEST_ASIDE = 6, 16, 50  # tokens


class Subjects(JointNames):
    """The phrases of a sentence, and which of them its verbs and all of it are about."""

    def subject(self, index: int) -> SpeechSource | None:
        """Return the subject of the verb at `index`, to its left."""
        at = index - 1
        for _ in range(_MOST_STEPS):
            step = self._step(at, index)
            if isinstance(step, SubjectSearch):
                return step.source
            at = step
        return None

    def _step(self, at: int, index: int) -> int | SubjectSearch:
        """Return the subject of the verb at `index`, seen from a token to its left, or the token to go on from."""
        token = self.tokens[at] if at >= 0 else None
        if token is None or token.kind == "quote" or token.text in _BREAKS:
            return SubjectSearch(None)
        for rule in SUBJECT_STEPS:
            if (step := rule.applies(self, at, index)) is not None:
                return step
        found = self.phrase_left(at)
        if found is not None and self._is_manner(found):  # `Ana Sol in a low voice said`
            return found.first - 2
        if found is not None and self._is_clause(found):
            return SubjectSearch(self._leading(found.first))
        source = self._described_name(found)
        return SubjectSearch(self.together(self._first_of_two(self._owner_of_clause(source) or source)))

    def _is_manner(self, source: SpeechSource) -> bool:
        """Return whether a phrase before a verb tells how or where something is said, and not who says it."""
        if source.kind != "nominal" or source.speaks:
            return False
        return self.word(source.first - 1) in {"in", "with", "at", "after", "during"} and source.first > 1

    def _is_clause(self, source: SpeechSource) -> bool:
        """Return whether a phrase is a whole relative clause: `at the school in which five people died`."""
        verb = source.text.rpartition(" ")[2].lower()
        relative = self.word(source.first - 1) in _RELATIVE and source.first > 1
        return relative and source.kind == "nominal" and (verb in FINITE or verb.endswith("ed"))

    def _leading(self, before: int) -> SpeechSource | None:
        """Return the phrase for somebody who speaks that the sentence begins with, whatever stands behind it."""
        phrases = (self.phrase_left(at) for at in range(min(before, _LONGEST_OPENING)))
        return next((one for one in phrases if one is not None and one.speaks and one.first == 0), None)

    def _owner_of_clause(self, source: SpeechSource | None) -> SpeechSource | None:
        """Return of whom a clause without commas tells: `a spokesman for the body which runs the port said`.

        A name may end such a clause too: `a man who spoke to Ana Sol said`.
        """
        if source is None or source.kind == "pronoun" or (source.kind == "nominal" and source.head in SPEAKING):
            return None
        first = self._named_at(source)
        if source.kind == "name" and not self._ends_clause(first):
            return None
        for at in range(first - 1, max(0, first - _CLAUSE), -1):
            if self.tokens[at].kind in {"mark", "quote"}:
                return None
            if self.word(at) in {"who", "which"} and at < first - 1:
                owner = self.phrase_left(at - 1)
                return owner if owner is not None and owner.speaks else None
        return None

    def _named_at(self, source: SpeechSource) -> int:
        """Return the place of the name that ends a phrase; of another phrase, where that begins."""
        named = (i for i in range(source.first, len(self.tokens)) if self.tokens[i].mention is source.mention)
        return next(named, source.first) if source.mention else source.first

    def _ends_clause(self, name: int) -> bool:
        """Return whether a name is the object of a verb or preposition: `spoke to Ana Sol`, `met Senator Ana Sol`."""
        before = self._before_titles(name)
        word = self.word(before)
        verb = word in _VERBAL or word.endswith("ed") or self.word(before - 1) in {"who", "which"}
        return before >= 0 and (verb or word in PREPOSITIONS)

    def _described_name(self, source: SpeechSource | None) -> SpeechSource | None:
        """Prefer the person whose description lacks its second comma: `Ana Sol, head of the port said`."""
        if source is None or source.kind == "pronoun" or source.number == "people" or is_person(source):
            return source
        comma = source.first - 1
        while comma > 0 and source.first - comma < _LONGEST_DESCRIPTION and self._in_description(comma):
            comma -= 1
        named = comma - 1 if comma > 0 and self.tokens[comma].text == "," else -1
        fits = self.is_person_at(named) and self._begins_clause(named) and self._describes(comma, source)
        return self.name_at(named) if fits else source

    def _describes(self, comma: int, source: SpeechSource) -> bool:
        """Return whether the words behind a comma say who somebody is; with an article, only with a noun for people."""
        if self.word(comma + 1) not in _DESCRIBED and self.word(comma + 1) not in PRONOUNS:
            return True
        words = {t.lower for t in self.tokens[comma + 1 : source.first + 1]} | {source.head}
        return not PERSON_NOUNS.isdisjoint(words)

    def _begins_clause(self, named: int) -> bool:
        """Return whether nothing but a title stands between the beginning of a clause and a name."""
        before = named - 1 - (self.word(named - 1) in TITLES)
        return before < 0 or self.tokens[before].kind in {"mark", "quote"} or self.word(before) in CONJUNCTIONS

    def _in_description(self, index: int) -> bool:
        """Return whether a token may stand inside a description: no verb, mark, quotation or pronoun."""
        token = self.tokens[index]
        if token.kind in {"mark", "quote"}:
            return False
        verb = token.lower in FINITE and token.lower not in SPEAKING
        return not verb and token.lower not in AUXILIARIES and token.lower not in PRONOUNS

    def _first_of_two(self, source: SpeechSource | None) -> SpeechSource | None:
        """Prefer the person of `Ana Sol and her lawyers said`; of `her sister Eva` both speak."""
        if source is None or is_person(source) or source.first < 2 or self.word(source.first - 1) != "and":
            return source
        named = self.tokens[source.first - 2].mention
        own = self.word(source.first) in {"his", "her", "its", "their"}
        partner = own and named is not None and named.type in {"PERSON", "ORG"}
        return self.name_at(source.first - 2) if partner else source

    def named_before(self, source: SpeechSource | None) -> SpeechSource | None:
        """Prefer the name that a description follows: `It was Luis Gil, governor of the port, who …`."""
        if source is None or source.kind != "nominal" or self.word(source.first - 1) != ",":
            return source
        return self.name_at(source.first - 2) if self.is_person_at(source.first - 2) else source

    def before_aside(self, at: int, depth: int = 0) -> SpeechSource | None:
        """Skip an apposition or relative clause that ends at the mark `at`; a person named in it is the subject."""
        opening = self._opening(at)
        if opening is None:
            return None
        if opening <= 0:
            return self.first_subject(at) if opening < 0 and self.tokens[at].text == "," else None
        if (named := self._named_in_aside(opening, at)) is not None:
            return named
        found = self.phrase_left(opening - 1)
        if (owner := self._owner_of_aside(found)) is not None:
            return owner
        if found is not None and (found.kind != "nominal" or found.head in SPEAKING):
            return self._with_clause(found, opening, at)
        comma = self.tokens[opening].text == "," and depth < _DEEPEST
        return (self.before_aside(opening, depth + 1) if comma else None) or found

    def _owner_of_aside(self, source: SpeechSource | None) -> SpeechSource | None:
        """Return of whom a clause tells in which another aside stands: `Ana Sol, whose son Bo, 14, was hurt, said`."""
        if source is None or source.kind == "pronoun":
            return None
        for at in range(source.first, max(0, source.first - _CLAUSE), -1):
            if self.tokens[at].kind in {"mark", "quote"}:
                return None
            if self.word(at) in _RELATIVE and self.tokens[at - 1].text == ",":
                owner = self.phrase_left(at - 2)
                return owner if owner is not None and owner.speaks else None
        return None

    def _opening(self, at: int) -> int | None:
        """Return the mark that opens the aside closed at `at`; -1 where none does, None where it is not an aside."""
        opening = _ASIDE[self.tokens[at].text]
        inside = at - 1
        while inside >= 0 and self.tokens[inside].text not in opening:
            token = self.tokens[inside]
            if at - inside > _LONGEST_ASIDE or token.kind == "quote" or token.text in _BREAKS:
                return None
            inside -= 1
        return inside

    def _named_in_aside(self, opening: int, at: int) -> SpeechSource | None:
        """Return the name an aside consists of: `the spokesman, Rear Admiral Luis Gil, said`."""
        last = self.before_brackets(at - 1)  # the minister, Ana Sol (Greens), said
        aside = self.tokens[opening + 1 : last + 1]
        mention = aside[-1].mention if aside else None
        if mention is None or mention.type not in {"PERSON", "ORG"}:
            return None
        named = self.phrase_left(last)
        if named is None or named.first != opening + 1 or named.kind != "name":
            return None
        titled = all(t.lower in PERSON_NOUNS or t.lower in TITLES or t.text[0].isupper() for t in aside[:-1])
        return named if titled else None

    def _with_clause(self, source: SpeechSource, opening: int, at: int) -> SpeechSource:
        """Return a description with its relative clause: `the migrant, who asked not to be named`; else the source."""
        clause = self.tokens[at].text == "," and opening + 1 < at and self.word(opening + 1) == "who"
        if source.kind != "nominal" or not clause:
            return source
        end = self.tokens[at - 1].end
        return source._replace(end=end, text=self.text[source.start : end])

    def first_subject(self, before: int | None = None) -> SpeechSource | None:
        """Guess what the sentence is about: its first speaker-like phrase, where it stands before that token."""
        found = self._about
        return found if found is None or before is None or found.first < before else None

    @lazy
    def _about(self) -> SpeechSource | None:
        main = self._main_clause()
        return (self._about_from(main) if main else None) or self._about_from(0)

    def _main_clause(self) -> int:
        """Return where the main clause begins behind one that leads: `Although they ran, other workers stayed`."""
        if self.word(0) not in _LEADING:
            return 0
        comma = next((i for i, t in enumerate(self.tokens[:_LONGEST_LEAD]) if t.kind in {"mark", "quote"}), 0)
        return comma + 1 if comma and self.tokens[comma].text == "," else 0

    def _about_from(self, start: int) -> SpeechSource | None:
        for index, token in enumerate(self.tokens[start:], start):
            if token.mention is not None:
                found = self._about_name(index, token.mention)
            elif token.kind == "word":
                found = self._about_word(index)
            else:
                continue
            if found is not None:
                return found
        return None

    def _about_word(self, index: int) -> SpeechSource | None:
        """Return the pronoun or speaker-like phrase that ends with a word, if the sentence may be about it."""
        token, after = self.tokens[index], self.word(index + 1)
        if token.lower in {"he", "she", "they"}:
            return SpeechSource(token.start, token.end, token.text, "pronoun", index)
        if token.lower not in _ABLE_TO_SPEAK and not token.lower.endswith(PEOPLE_ENDINGS):
            return None
        # "the general strike", "the police chief" are about something else
        if after and after not in _AFTER_SUBJECT and not after.endswith(("ed", "ly")):
            return None
        found = self.phrase_left(index)
        before = self.word(found.first - 1) if found is not None else ""
        speaks = before not in PREPOSITIONS and before not in _RELATIVE
        return self._by_name(found, index + 1) if found is not None and speaks else None

    def _about_name(self, index: int, mention: Mention) -> SpeechSource | None:
        """Return the name at `index` if the sentence may be about it."""
        after = self.word(index + 1)
        if after in POSSESSIVE:
            return None
        if self._one_of_a_people(index):  # `The Russian hit himself`
            start, end = self.tokens[index - 1].start, self.tokens[index].end
            return SpeechSource(start, end, self.text[start:end], "nominal", index - 1)
        titled = index - 1 - (self.word(index - 1) in TITLES)  # `standing next to Mr Gil`
        if mention.type == "NATIONALITY" or self.word(titled) in PREPOSITIONS or after in PERSON_NOUNS:
            return None  # `the Sun editor` is not the Sun
        acts = mention.type == "PERSON" or self._is_body_at(index) or not after or after in _BEHIND_BODY
        return self.name_at(index) if acts or after.endswith("ed") else None

    def _is_body_at(self, index: int) -> bool:
        """Return whether an organisation begins the sentence: not `Metropolitan Police Commissioner Ana Sol`."""
        mention = self.tokens[index].mention
        if mention is None or mention.type != "ORG" or index > 1:
            return False
        return index + 1 >= len(self.tokens) or not self.tokens[index + 1].text[0].isupper()

    def is_person_at(self, index: int) -> bool:
        """Return whether the token at `index` is a person's name."""
        mention = self.tokens[index].mention if 0 <= index < len(self.tokens) else None
        return mention is not None and mention.type == "PERSON"

    def name_at(self, index: int) -> SpeechSource:
        """Return the name at `index` as a source."""
        token = self.tokens[index]
        return SpeechSource(token.start, token.end, token.text, "name", index, token.mention)

    def _one_of_a_people(self, index: int) -> bool:
        """Return whether the name at `index` is one person of a people as the subject of a verb: `the Russian said`."""
        mention, after = self.tokens[index].mention, self.word(index + 1)
        single = (
            mention is not None
            and mention.type == "NATIONALITY"
            and not mention.text.endswith(("s", "ese", "sh", "ch"))
        )
        return single and self.word(index - 1) == "the" and (after in _VERBAL or after.endswith("ed"))

    def introduced(self, *, name: bool = False) -> SpeechSource | None:
        """Return whom a sentence that ends with a colon introduces: the name before it, else what it is about."""
        last = len(self.tokens) - 2
        if self.is_person_at(last):
            return self.name_at(last)
        return None if name else self.first_subject()


class SubjectSearch(NamedTuple):
    """Where the search for a subject ends: with whom it finds, or with nobody."""

    source: SpeechSource | None


# ---- steps from a verb to the left: to the subject, or to the token to go on from ----


def _mark(subjects: Subjects, at: int, _index: int) -> int | SubjectSearch | None:
    token = subjects.tokens[at]
    if token.kind != "mark":
        return None
    if token.text not in _ASIDE:
        return SubjectSearch(None)
    inside = subjects.before_brackets(at)
    return inside if inside != at else SubjectSearch(subjects.together(subjects.before_aside(at)))


def _pronoun(subjects: Subjects, at: int, _index: int) -> SubjectSearch | None:
    token = subjects.tokens[at]
    pronoun = _CONTRACTED.split(token.lower, maxsplit=1)[0]  # `he's been railing against`
    if token.kind != "word" or pronoun not in PRONOUNS:
        return None
    return SubjectSearch(
        SpeechSource(token.start, token.start + len(pronoun), token.text[: len(pronoun)], "pronoun", at)
    )


def _month(subjects: Subjects, at: int, index: int) -> SubjectSearch | None:
    token = subjects.tokens[at]
    if at != index - 1 or token.text not in _MONTHS or subjects.word(at - 1) in PREPOSITIONS:
        return None
    return SubjectSearch(SpeechSource(token.start, token.end, token.text, "name", at))


def _relative_clause(subjects: Subjects, at: int, _index: int) -> SubjectSearch | None:
    if subjects.word(at) not in {"who", "which"} or subjects.tokens[at].kind != "word":
        return None
    before = at - (2 if subjects.word(at - 1) == "," else 1)
    return SubjectSearch(subjects.named_before(subjects.phrase_left(before)))


def _adverb_or_auxiliary(subjects: Subjects, at: int, index: int) -> int | None:
    word = subjects.word(at)
    if subjects.tokens[at].kind != "word":
        return None
    skipped = word in _SKIPPED or is_adverb(word) or (at == index - 1 and word in TOGETHER)
    return at - 1 if skipped else None


def _day(subjects: Subjects, at: int, _index: int) -> int | None:
    word = subjects.word(at)
    if subjects.tokens[at].kind != "word":
        return None
    if word == "on" or (word in {"last", "next", "this"} and subjects.word(at + 1) in DAYS):
        return at - 1
    return at - 3 if word == "ago" else None


SUBJECT_STEPS: tuple[Rule[Callable[[Subjects, int, int], int | SubjectSearch | None]], ...] = (
    Rule("aside", _mark, "“We will pay,” Ana Sol, a nurse, said."),
    Rule("pronoun", _pronoun, "“We will pay,” she said."),
    Rule("person called like a month", _month, "“We will pay,” May said."),
    Rule("relative clause", _relative_clause, "It was Ana Sol who said “we will pay”."),
    Rule("adverb or auxiliary", _adverb_or_auxiliary, "“We will pay,” Ana Sol later said."),
    Rule("day", _day, "“We will pay,” Ana Sol on Monday said."),
)
