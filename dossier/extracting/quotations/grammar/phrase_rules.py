"""Turns of phrase that tell who speaks, whatever stands around them: `according to Ana Sol`.

Each rule has a name, which `explain` shows, and an example, which a test runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dossier.extracting.quotations.grammar.tokens import SpeechSource
from dossier.extracting.quotations.grammar.verbs import Certainty, Verbs
from dossier.extracting.quotations.grammar.vocabulary import DOCUMENTS, ISSUING, SPEECH_NOUNS

_PAYING = frozenset({"paid", "pays", "paying", "pay"})


class Act(NamedTuple):
    """An act of speech: its verb (a token index), who speaks, and the words that say so (`cue`, article offsets)."""

    verb: int
    source: SpeechSource
    cue: tuple[int, int]
    strong: bool  # also introduces a quotation in the sentence after
    aside: bool = False  # in a relative clause: "the driver, who asked not to be named"
    rule: str = ""
    certainty: Certainty = "said"


@dataclass(slots=True)
class Verb:
    """Where an act is looked for: the sentence, the index and lower case of a word, and the acts before it."""

    sentence: Verbs
    index: int
    lower: str
    earlier: Sequence[Act]

    def before(self, back: int = 1) -> str:
        """Return the word so many tokens before, in lower case."""
        return self.sentence.word(self.index - back)

    def after(self) -> str:
        """Return the word right behind, in lower case."""
        return self.sentence.word(self.index + 1)


class PhraseRule(NamedTuple):
    """A turn of phrase that tells who speaks, whatever stands around it."""

    name: str
    read: Callable[[Verb], Act | None]
    example: str


def _according_to(verb: Verb) -> Act | None:
    if verb.lower != "according" or verb.after() != "to":
        return None
    source = verb.sentence.together(verb.sentence.phrase_right(verb.index + 2), behind=True)
    tokens = verb.sentence.tokens
    return (
        Act(verb.index, source, (tokens[verb.index].start, tokens[verb.index + 1].end), strong=True) if source else None
    )


def _in_the_words_of(verb: Verb) -> Act | None:
    if verb.lower != "words" or verb.before() != "the" or verb.after() != "of":
        return None
    source, tokens = verb.sentence.phrase_right(verb.index + 2), verb.sentence.tokens
    cue = (tokens[verb.index - 1].start, tokens[verb.index + 1].end)
    return Act(verb.index, source, cue, strong=True) if source else None


def _under_a_document(verb: Verb) -> Act | None:
    if verb.lower not in {"under", "per"}:
        return None
    source, token = verb.sentence.phrase_right(verb.index + 1), verb.sentence.tokens[verb.index]
    return (
        Act(verb.index, source, (token.start, token.end), strong=True) if source and source.head in DOCUMENTS else None
    )


def _statement_issued(verb: Verb) -> Act | None:
    ahead = {t.lower for t in verb.sentence.tokens[verb.index + 1 : verb.index + 6]}
    if verb.lower not in ISSUING or not ahead & (DOCUMENTS | {"update"}):
        return None
    source = verb.sentence.subject(verb.index)
    return Act(verb.index, source, verb.sentence.cue(verb.index), strong=True) if source else None


def _brought_to_speak(verb: Verb) -> Act | None:
    source = verb.sentence.brought_to_speak(verb.index)
    return Act(verb.index, source, verb.sentence.cue(verb.index), strong=False) if source else None


def _paid_tribute(verb: Verb) -> Act | None:
    if verb.lower != "tribute" or verb.before() not in _PAYING:
        return None
    source = verb.sentence.subject(verb.index - 1)
    return Act(verb.index, source, verb.sentence.cue(verb.index), strong=False) if source else None


def _owner_of_words(verb: Verb) -> Act | None:
    source = verb.sentence.owner_of_words(verb.index) if verb.lower in SPEECH_NOUNS else None
    return (
        Act(verb.index, source, (source.start, verb.sentence.tokens[verb.index].end), strong=False) if source else None
    )


def _words_from_somebody(verb: Verb) -> Act | None:
    if verb.lower not in SPEECH_NOUNS or verb.after() != "from":
        return None
    source, tokens = verb.sentence.phrase_right(verb.index + 2), verb.sentence.tokens
    cue = (tokens[verb.index].start, tokens[verb.index + 1].end)
    return Act(verb.index, source, cue, strong=False) if source and source.speaks else None


ISSUED_RULE = PhraseRule("statement issued", _statement_issued, "Ana Sol issued a statement: “The pier is to close.”")


PHRASE_RULES: tuple[PhraseRule, ...] = (
    PhraseRule("according to", _according_to, "According to Ana Sol, “the pier is to close”."),
    PhraseRule("in the words of", _in_the_words_of, "In the words of Ana Sol, “the pier is to close”."),
    PhraseRule("under a document", _under_a_document, "Under the decree, “the pier is to close”."),
    PhraseRule("brought to speak", _brought_to_speak, "The delay prompted the mayor Ana Sol to quip “we walk”."),
    PhraseRule("paid tribute", _paid_tribute, "Ana Sol paid tribute to “a brave crew”."),
    PhraseRule("words from somebody", _words_from_somebody, "“The pier is to close” was the message from Ana Sol."),
    PhraseRule("owner of the words", _owner_of_words, "Ana Sol's claim that “the pier is safe” was heard."),
)


IN_PHRASES = SPEECH_NOUNS | {"according", "words", "under", "per", "tribute"}  # besides verbs behind “to”
