"""Who may be meant by "he" or "the minister": the speakers and subjects before a place in an article."""

from __future__ import annotations

import bisect
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dossier.extracting.quotations.grammar.speech_acts import SpeechSentence
from dossier.extracting.quotations.grammar.tokens import SpeechSource
from dossier.extracting.quotations.grammar.vocabulary import AUXILIARIES, FINITE, PRONOUN_OF_GIVEN_NAME
from dossier.model import Mention
from dossier.text.folding import to_ascii

_CAPITALISED = re.compile(r"\b[A-Z]\w+")
_BY = re.compile(r"\b(?:was|were|been|is|are)\b.* by (?:\w+ ){0,3}\Z")
_INDEFINITE = re.compile(r"an? ", re.IGNORECASE)
_JUST_BEFORE = 2
_COURTESY = {"mr": "he", "sir": "he", "lord": "he", "mrs": "she", "ms": "she", "miss": "she", "dame": "she"}
_NEAR = 8  # sentences looked back for an antecedent
_LONGEST_TITLE = 8  # words
_TITLE = re.compile(r"[\w\s.’'&-]*")
SPOKEN = 12  # acts of speech looked at in each
_HERS = re.compile(r"\w*wom[ae]n|girl|mother|daughter|sister|wife|widow|actress|ms\.?|mrs\.?")
_HIS = re.compile(r"(?!german|roman|norman|human)\w*(?<!wo)m[ae]n|boy|father|son|brother|husband|mr\.?")


@lru_cache(maxsize=8192)
def _key(name: str) -> tuple[str, ...]:
    """Return a name folded for comparing: ASCII, lower case, words."""
    return tuple(re.findall(r"\w+", to_ascii(name)))


class Antecedents(ABC):
    """The sentences of an article, in order, and the people named in them."""

    def __init__(self, sentences: Sequence[SpeechSentence], names: Sequence[Mention]) -> None:
        self.sentences = sentences
        self._starts = [s.start for s in sentences]
        self._names = names
        self._names_at = [m.start for m in names]
        self.people = [m for m in names if m.type == "PERSON"]
        self.people_at = [m.start for m in self.people]
        self.roles: dict[str, list[Mention]] = {}
        self._full: dict[str, list[Mention]] = {}  # names of more than one word, by each of their words
        for mention in self.people:
            for word in set((mention.role or "").lower().split()):
                self.roles.setdefault(word, []).append(mention)
            words = _key(mention.text)
            for word in set(words) if len(words) > 1 else ():
                self._full.setdefault(word, []).append(mention)
        self._called = _courtesy(sentences[0].text if sentences else "", self.people)
        self._resolved: dict[int, SpeechSource] = {}  # by where a pronoun or role stands
        self._rules: dict[int, str] = {}
        self._referred: dict[tuple[str, ...], str] = {}  # the pronoun that meant somebody before

    def at(self, offset: int) -> int:
        """Return the index of the sentence that holds the offset."""
        return max(0, bisect.bisect_right(self._starts, offset) - 1)

    @abstractmethod
    def resolve(self, source: SpeechSource, spoken: str = "") -> SpeechSource:
        """Return who a pronoun or role stands for."""

    def tells_of(self, spoken: str, source: SpeechSource) -> bool:
        """Return whether words name the person who is taken for their speaker."""
        return self.is_one_of(self.resolve(source), named_in(spoken))

    def is_one_of(self, candidate: SpeechSource, spoken_of: set[str]) -> bool:
        """Return whether a person's name, or part of it, is among these words."""
        person = candidate.mention is not None and candidate.mention.type == "PERSON"
        return bool(spoken_of) and person and not spoken_of.isdisjoint(_key(self.canonical(candidate)))

    def candidates(self, before: int) -> Iterator[SpeechSource]:
        """Return speakers and subjects before an offset, nearest sentence first."""
        index = self.at(before)
        here = self.sentences[index]
        for sentence in reversed(self.sentences[max(0, index - _NEAR) : index + 1]):
            acts = [
                act.source
                for act in sentence.acts[-SPOKEN:]
                if act.source.end <= before and (act.strong or not _INDEFINITE.match(act.source.text))
            ]
            yield from self._speakers(acts)
            yield from self._own_subject(sentence, before) if sentence is here else self._subjects(sentence, acts)

    def _speakers(self, acts: Sequence[SpeechSource]) -> Iterator[SpeechSource]:
        """Yield who spoke in a sentence, the last first; who “he” was goes on: `…, he said.`."""
        if acts and acts[-1].kind == "pronoun":
            resolved = self.resolve(acts[-1])
            if resolved.kind != "pronoun":
                yield resolved
        yield from (source for source in reversed(acts) if source.kind != "pronoun")

    def _own_subject(self, sentence: SpeechSentence, before: int) -> Iterator[SpeechSource]:
        """Yield whom the sentence of a pronoun is about where that is a name before it.

        `It shows Gil as a fool, he argued`: what he argues does not name him. `Between the reporter and the mayor, she
        added`: they are named before her sentence.
        """
        subject = sentence.first_subject()
        if subject is None or subject.kind != "name" or subject.end > before:
            return
        if sentence.text[max(sentence.start, before - 2) : before].rstrip() != ",":
            yield subject

    def _subjects(self, sentence: SpeechSentence, acts: Sequence[SpeechSource]) -> Iterator[SpeechSource]:
        """Yield whom an earlier sentence is about, or who did in it what it tells."""
        subject = sentence.first_subject()
        if subject is not None and subject.kind == "nominal" and _INDEFINITE.match(subject.text):
            return  # `this is a leader that`: nobody known
        if subject is not None and subject.kind != "pronoun":
            yield subject
        if subject is None or subject.kind != "name":
            yield from self._agents(sentence)
        if subject is None and not acts and (only := self.only(sentence)) is not None:
            yield only

    def contradicts(self, pronoun: str, candidate: SpeechSource) -> bool:
        """Return whether "he" or "she" cannot be said of this noun, name or role: `the spokeswoman` … `he`."""
        other = {"he": _HERS, "she": _HIS}.get(pronoun)
        if other is None:
            return False
        if candidate.mention is not None and (sex := self._sex(candidate)):
            return sex != pronoun
        said = candidate.text if candidate.mention is None else candidate.mention.role or ""
        return any(other.fullmatch(word) for word in said.lower().split())

    def _sex(self, person: SpeechSource) -> str:
        """Return "he" or "she" where a given name, a title before the surname or an earlier pronoun tells."""
        words = _key(self.canonical(person))
        told = PRONOUN_OF_GIVEN_NAME.get(words[0]) if words else None
        return told or (self._called.get(words[-1], "") if words else "") or self._referred.get(words, "")

    def refer(self, source: SpeechSource, found: SpeechSource) -> None:
        """Keep whom "he" or "she" meant: where Hanne Brandvold was "she", "he" is Olaf Strand."""
        if found.mention is not None and found.mention.type == "PERSON" and source.text.lower() in {"he", "she"}:
            self._referred.setdefault(_key(self.canonical(found)), source.text.lower())

    def pronoun_of(self, candidate: SpeechSource) -> str:
        """Return "he" or "she" where a name or noun tells it, else nothing."""
        if candidate.mention is not None:
            return self._sex(candidate)
        words = candidate.text.lower().split()
        hers, his = any(_HERS.fullmatch(w) for w in words), any(_HIS.fullmatch(w) for w in words)
        return "" if hers == his else "she" if hers else "he"

    def credited(self, at: int, end: re.Pattern[str]) -> SpeechSource | None:
        """Return the person or organisation named from `at` on, behind titles at most, up to where `end` matches."""
        text = self.sentences[0].text
        first = bisect.bisect_left(self._names_at, at)
        for mention in self._names[first : first + 3]:
            lead = text[at : mention.start]
            if len(lead.split()) > _LONGEST_TITLE or "\n" in lead or not _TITLE.fullmatch(lead):
                return None
            if end.match(text, mention.end) and mention.type in {"PERSON", "ORG"}:
                verb = any(word.lower() in FINITE | AUXILIARIES for word in lead.split())
                return None if verb else named(mention)
        return None

    def only(self, sentence: SpeechSentence) -> SpeechSource | None:
        """Return the one person a sentence names: `That was not enough for Ana Sol`."""
        first = bisect.bisect_left(self.people_at, sentence.start)
        last = bisect.bisect_left(self.people_at, sentence.end)
        return named(self.people[first]) if last - first == 1 else None

    def _agents(self, sentence: SpeechSentence) -> Iterator[SpeechSource]:
        """Yield who did what a sentence tells in the passive: `was asked for by Ana Sol`."""
        for mention in self.people[bisect.bisect_left(self.people_at, sentence.start) :]:
            if mention.start >= sentence.end:
                break
            if _BY.search(sentence.text, max(sentence.start, mention.start - 40), mention.start):
                yield named(mention)

    def sole_speaker(self, source: SpeechSource) -> SpeechSource | None:
        """Return the one person who spoke in the sentences right before: whoever else is named was spoken of."""
        index = self.at(source.start)
        sources = [
            act.source if act.source.kind == "name" else self.resolve(act.source)
            for sentence in self.sentences[max(0, index - _JUST_BEFORE) : index]
            for act in sentence.acts
            if act.source.kind != "nominal"
        ]
        said = [one for one in sources if one.kind == "name" and one.number == "person"]
        return said[-1] if len({self.canonical(one) for one in said}) == 1 else None

    def told_of(self, source: SpeechSource) -> SpeechSource | None:
        """Return the person whom the sentence before is about, where it names nobody else."""
        index = self.at(source.start)
        before = self.sentences[index - 1] if index else None
        about = before.first_subject() if before is not None else None
        only = self.only(before) if before is not None else None
        return only if about is not None and only is not None and about.start == only.start else None

    def mentioned(self, head: str, source: SpeechSource) -> bool:
        """Return whether somebody was called by a role before: `Ana Sol met the mayor. The mayor said`."""
        start = self.sentences[max(0, self.at(source.start) - _NEAR)].start
        return re.search(rf"\b{head}\b", self.sentences[0].text[start : source.start], re.IGNORECASE) is not None

    def people_before(self, source: SpeechSource) -> Sequence[Mention]:
        """Return the people named in the sentences before a source and in its own."""
        low = self.sentences[max(0, self.at(source.start) - _NEAR)].start
        return self.people[bisect.bisect_left(self.people_at, low) : bisect.bisect_left(self.people_at, source.start)]

    def called(self, mention: Mention, title: str) -> bool:
        """Return whether a title stands directly before a name: `Captain Luis Gil`."""
        before = self.sentences[0].text[max(0, mention.start - 30) : mention.start].split()
        return bool(before) and before[-1].lower() == title and before[-1][0].isupper()

    def around(self, source: SpeechSource) -> set[str]:
        """Return the surnames of the people named in the sentences before a source and in its own."""
        return {key[-1] for mention in self.people_before(source) if (key := _key(mention.text))}

    def titled(self, candidate: SpeechSource, source: SpeechSource) -> bool:
        """Return whether the role stands beside the name in its sentence: `Hugo de Zela, the foreign minister`."""
        head = source.head
        sentence = self.sentences[self.at(candidate.start)]
        if candidate.start < source.start < sentence.end:  # `Asked where Gil was, the spokesman said`: another
            return False
        role = rf"\b{re.escape(head)}\b"
        before = sentence.text[max(sentence.start, candidate.start - 60) : candidate.start].lower()
        after = sentence.text[candidate.end : min(sentence.end, candidate.end + 80)].lower()
        # `Mayor Ana Sol and Governor Luis Gil`: the second office is not hers; `Sol spoke of the mayor`: nor is that
        return (
            re.search(rf"{role}(?!.*\band\b)(?:\W+\w+){{0,4}}\W*$", before) is not None
            or re.match(rf"(?:,| [–—-]) [^.;:]*?{role}", after) is not None
        )

    def canonical(self, source: SpeechSource) -> str:
        """Return a name as the article gives it in full; a description as it stands, on one line."""
        if source.joint:
            *first, last = [self.canonical(one) for one in source.joint]
            return f"{', '.join(first)} and {last}"
        mention = source.mention
        if mention is None or mention.type != "PERSON":
            return " ".join(source.text.split())
        longer = self._longer(_key(mention.text))
        before = [m for m in longer if m.start < source.start]
        return " ".join((before[-1] if before else longer[0] if longer else mention).text.split())

    def _longer(self, key: tuple[str, ...]) -> list[Mention]:
        """Return the longer names of a person: those that end with this one, else those that have its words."""
        fuller = [m for m in self._full.get(key[-1], ()) if len(_key(m.text)) > len(key)] if key else []
        return [m for m in fuller if _key(m.text)[-len(key) :] == key] or [
            m for m in fuller if set(key) <= set(_key(m.text))
        ]


def _courtesy(text: str, people: Sequence[Mention]) -> dict[str, str]:
    """Return “he” or “she” by the surnames behind Mr or Ms."""
    called: dict[str, str] = {}
    for mention in people:
        title = text[max(0, mention.start - 5) : mention.start].lower().split()
        if title and (pronoun := _COURTESY.get(title[-1].rstrip("."))):
            called.setdefault(_key(mention.text)[-1], pronoun)
    return called


def named_in(spoken: str) -> set[str]:
    """Return the capitalised words of a quotation, folded."""
    return {key for name in _CAPITALISED.findall(spoken) for key in _key(name)}


def named(mention: Mention) -> SpeechSource:
    """Return a person's mention as a speaker."""
    return SpeechSource(mention.start, mention.end, mention.text, "name", 0, mention)
