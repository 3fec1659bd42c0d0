"""Whether what stands in marks is a quotation: not a title, a term, a scare quote or a heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from dossier.extracting.quotations.context import Attribution, QuotationContext
from dossier.extracting.quotations.grammar.speech_acts import SpeechSentence
from dossier.extracting.quotations.grammar.vocabulary import (
    ADVERBS,
    ATTACKING,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    DOCUMENTS,
    FINITE,
    NAMING,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
)
from dossier.extracting.quotations.quotation_marks import QuotedStretch

# Before a single word that somebody chose: `called it a “sham”`, `said he was “ashamed”`.
_CALLED = frozenset("a an as was were is are be been being of it him her them and".split())
# Before the title of a song, a play or a programme.
_SHOWN = frozenset("on in sing sings sang sung singing play plays played playing perform performed recited".split())
_AFTER_SPEECH = CONJUNCTIONS | PREPOSITIONS | AUXILIARIES | PRONOUNS | DETERMINERS | ADVERBS
_POINTED_AT = frozenset("that this these those it all".split())
_GOING = frozenset("go goes going went gone".split())
_CALLING = frozenset(
    "call calls called calling label labels labeled labelled brand brands branded dismiss dismisses dismissed describe "
    "describes described denounce denounces denounced term terms termed deem deems deemed".split()
)
_SAYING = (FINITE | PARTICIPLES) - ATTACKING
_BEFORE_TERMS = (DETERMINERS | PREPOSITIONS) - {"to"}
_TURNING = CONJUNCTIONS - {"that", "and", "or"}
_HEADING = 90  # characters
_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
_LINE_BEGINS, _LINE_ENDS = re.compile(r"\n[ \t]*\Z"), re.compile(r"[ \t]*(?:\n|\Z)")
_LETTER = re.compile(r"\w")


def stands_alone(text: str, pair: QuotedStretch) -> bool:
    """Return whether it stands alone on its line with no end of sentence: a heading."""
    alone = bool(_LINE_BEGINS.search(text, max(0, pair.outer[0] - 40), pair.outer[0])) or not pair.outer[0]
    alone = alone and bool(_LINE_ENDS.match(text, pair.outer[1]))
    return alone and text[pair.end - 1] not in ".!?,…" and len(pair_words(text, pair)) <= 12


def unstopped(text: str, pair: QuotedStretch) -> bool:
    """Return whether a quotation ends a short line that has no full stop: a heading, however it was set."""
    if not _LINE_ENDS.match(text, pair.outer[1]) or text[pair.end - 1] in ".!?,…:;":
        return False
    begins = text.rfind("\n", max(0, pair.outer[0] - _HEADING), pair.outer[0])
    return begins >= 0 and pair.outer[1] - begins <= _HEADING


def is_whole(text: str, pair: QuotedStretch) -> bool:
    """Return whether it is a sentence or more rather than a fragment woven into one."""
    if len(pair_words(text, pair)) < 2:
        return text[pair.end - 1] in "!?" or (text[pair.end - 1] == "." and text[pair.start].isupper())
    first = _LETTER.search(text, pair.start, pair.end)
    begins = first is not None and not first[0].islower()
    before = text[max(0, pair.outer[0] - 60) : pair.outer[0]].rstrip()
    opens = not before or before[-1] in '.!?:,\n”"' or pair.outer[0] == 0
    return begins and (opens or text[pair.end - 1] in ".,!?…")


class MarkedText(NamedTuple):
    """What stands in marks, for the rules that tell whether it is a quotation."""

    text: str
    sentence: SpeechSentence
    at: int
    pair: QuotedStretch
    found: Attribution
    whole: bool
    words: list[str]
    listed: bool  # the piece before it, of a list of words in marks, is a quotation
    before: list[str]  # the four words before it, in lower case

    def last(self, back: int = 1) -> str:
        """Return the word so many before it, nothing where there is none."""
        return self.before[-back] if len(self.before) >= back else ""

    @property
    def stopped(self) -> bool:
        """Whether it ends with a stop or comma inside the marks."""
        return self.text[self.pair.end - 1] in ".!?,…"

    @property
    def said(self) -> bool:
        """Whether a verb of speech or a colon stands directly before it."""
        return self.last() in _SAYING or self.last() == ":"

    @property
    def term(self) -> bool:
        """Whether a noun follows it that it describes: `“protected” status`."""
        following = self.sentence.tokens[self.at + 1] if self.at + 1 < len(self.sentence.tokens) else None
        return following is not None and following.kind == "word" and following.lower not in _AFTER_SPEECH


class SpeechRule(NamedTuple):
    """A kind of what stands in marks; `judge` says whether it is a quotation, None where it is not of this kind."""

    name: str
    judge: Callable[[MarkedText], bool | None]
    example: str
    speech: bool = False  # what the example is


def _empty(marks: MarkedText) -> bool | None:
    return None if marks.words else False


def _nickname(marks: MarkedText) -> bool | None:
    """Read `Ana “Ace” Sol`: one to three words between the parts of a name, or behind `goes by`."""
    tokens, at = marks.sentence.tokens, marks.at
    mention = tokens[at - 1].mention if at else None
    if mention is not None and mention.end >= marks.pair.outer[1]:
        return False
    goes_by = marks.last() == "by" and marks.last(2) in _GOING and len(marks.words) < 4
    return False if goes_by or _stands_in_a_name(marks) else None


def _stands_in_a_name(marks: MarkedText) -> bool:
    """Return whether one to three words with a capital stand between the parts of a name."""
    tokens, at = marks.sentence.tokens, marks.at
    if len(marks.words) > 3 or marks.text[marks.pair.end - 1] in ",.!?…" or not marks.words[0][0].isupper():
        return False
    if not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    between = before.text[0].isupper() and after.text[0].isupper() and after.start - marks.pair.outer[1] <= 1
    return between and "name" in {before.kind, after.kind}


def _behind_naming_word(marks: MarkedText) -> bool | None:
    # `the film “has been a success with all”`
    clause = bool(marks.words) and marks.words[0] in AUXILIARIES and len(marks.words) > 4
    stated = marks.last() in DOCUMENTS and len(marks.words) > 3
    return False if marks.last() in NAMING and not clause and not stated else None


def _named_as(marks: MarkedText) -> bool | None:
    if marks.last() not in {"as", "the", "a"}:
        return None
    lead = marks.sentence.tokens[max(0, marks.at - 8) : marks.at]
    if marks.last() == "as" and any(t.lower == "known" for t in lead):
        return False if len(marks.words) < 6 else None  # `known on the docks as “Big Tom”`
    described = marks.last() == "as" and marks.found.near and marks.found.confidence >= 0.85
    named = marks.last(2) in NAMING and len(marks.words) < 6
    return False if named and not described else None  # `described the film as “…”` names none


def _somebody_called(marks: MarkedText) -> bool | None:
    owner = marks.last() == "called" and {"a", "an"} & {marks.last(3), marks.last(4)}
    return False if owner and len(marks.words) < 4 and all(word[0].isupper() for word in marks.words) else None


def _title_shown(marks: MarkedText) -> bool | None:
    shown = marks.last() in _SHOWN or marks.last().endswith(("'s", "’s"))
    return False if shown and _is_title(marks.words) else None


def _set_like_a_title(marks: MarkedText) -> bool | None:
    spoken = marks.stopped and (marks.found.near or marks.text[marks.pair.end - 1] in "!?")
    return False if _is_title(marks.words) and not spoken and not marks.said else None


def _denied(marks: MarkedText) -> bool | None:
    # nobody said these words, but somebody is said not to have said them
    return True if marks.found.act and marks.found.source is None else None


def _sentence(marks: MarkedText) -> bool | None:
    if not marks.whole or not (len(marks.words) >= 3 or marks.stopped):
        return None
    return marks.found.source is not None or len(marks.words) >= 4


def _one_word(marks: MarkedText) -> bool | None:
    if len(marks.words) != 1:
        return None
    reported = not marks.term and _reported(marks.sentence, marks.at, marks.found)
    behind = marks.stopped and _cued_after(marks.sentence, marks.at)
    return marks.found.near and (marks.said or _called(marks) or reported or behind or marks.listed)


def _called(marks: MarkedText) -> bool:
    """Return whether one word is what somebody calls something: `called it a “sham”`."""
    if marks.found.confidence < 0.85 or not marks.before:
        return False
    if not _CALLING.isdisjoint(marks.before) and marks.words[0].islower() and not marks.term:
        return marks.last() not in _BEFORE_TERMS or marks.last() in _CALLED | _POINTED_AT
    stopped = marks.stopped and not _CALLED.isdisjoint(marks.before[-3:])
    return stopped or "as" in marks.before[-2:] or (marks.last() in _CALLED and marks.found.confidence > 0.9)


def _few_words(marks: MarkedText) -> bool | None:
    if len(marks.words) > 4:
        return None
    later = marks.found.cue is not None and marks.found.cue[0] > marks.pair.end
    least = 0.85 if later else 0.75
    if not marks.term:
        least = 0.7 if later or len(marks.words) == 4 else 0.75
    return marks.found.near and (marks.stopped or marks.found.confidence >= least)


def _many_words(_marks: MarkedText) -> bool | None:
    return True


SPEECH_RULES: tuple[SpeechRule, ...] = (
    SpeechRule("nothing in the marks", _empty, "He signed with “—”."),
    SpeechRule("nickname", _nickname, "“We lost an engine,” said Luis “Ace” Gil."),
    SpeechRule("behind a naming word", _behind_naming_word, "The storm was dubbed “Big Anna” by sailors."),
    SpeechRule("somebody called so", _somebody_called, "A cook called “Big Tom” left."),
    SpeechRule("named as", _named_as, "It was known as “a long winter”."),
    SpeechRule("title shown", _title_shown, "Ana Sol sang “Roads of the North” on Monday."),
    SpeechRule("set like a title", _set_like_a_title, "Ana Sol wrote to “Roads of the North” readers."),
    SpeechRule("words denied", _denied, "Ana Sol denied saying “shoot them all”.", speech=True),
    SpeechRule("a sentence", _sentence, "“The road to the port is closed.”", speech=True),
    SpeechRule("one word", _one_word, "Ana Sol called it a “sham”.", speech=True),
    SpeechRule("two to four words", _few_words, "Ana Sol described it as “relatively modest”.", speech=True),
    SpeechRule("five words and more", _many_words, "Ana Sol said “it is a matter of honour”.", speech=True),
)


def speech_rule(around: QuotationContext, found: Attribution) -> tuple[SpeechRule, bool]:
    """Return the rule that decides whether what stands in marks is a quotation, and what it decides."""
    text, pair, at = around.text, around.pair, around.at
    before = [t.lower for t in around.sentence.tokens[max(0, at - 4) : at]]
    gap = text[around.previous[0].outer[1] : pair.outer[0]] if around.previous else "."
    listed = len(gap) <= 8 and not set(gap.split()) - {",", "and", "or", "&", ", and"}
    marks = MarkedText(text, around.sentence, at, pair, found, around.whole, pair_words(text, pair), listed, before)
    for rule in SPEECH_RULES:
        if (verdict := rule.judge(marks)) is not None:
            return rule, verdict
    return SPEECH_RULES[-1], True


def _reported(sentence: SpeechSentence, at: int, found: Attribution) -> bool:
    """Return whether the quotation `at` stands in reported speech: `he said it might “rescue” them`."""
    if not found.told or found.cue is None:
        return False
    if found.cue[0] > sentence.tokens[at].start:
        return found.confidence >= 0.8  # what ends the sentence covers all of it
    if _is_term(sentence, at):
        return False
    between = [t for t in sentence.tokens[:at] if t.start >= found.cue[1]]
    return not any(t.lower in _TURNING or t.text in {";", ":"} for t in between)


def _is_term(sentence: SpeechSentence, at: int) -> bool:
    """Return whether a quotation names a thing: `an article about ‘runners’`, but not `a mistake in “rushing” it`."""
    lead = sentence.tokens[at - 1].lower
    if lead in PREPOSITIONS and sentence.tokens[at].text.rstrip("\"”’'").endswith("ing"):
        return False
    return lead in _BEFORE_TERMS or lead.endswith(("'s", "’s"))


def _cued_after(sentence: SpeechSentence, at: int) -> bool:
    return any(act.verb > at and act.verb - at <= 6 for act in sentence.acts)


@lru_cache(maxsize=2)  # asked for each pair in turn, by several rules
def pair_words(text: str, pair: QuotedStretch) -> list[str]:
    """Return the words between two marks."""
    return _WORD.findall(text, pair.start, pair.end)


def _is_title(words: Sequence[str]) -> bool:
    """Return whether the words are set like a title: every long one with a capital."""
    long = [word for word in words if len(word) > 3]
    begins = bool(words) and not words[0][0].islower()
    if len(words) > 2 and all(word[0].islower() for word in words[1:]):
        return False  # `“Burn it all”`
    return begins and bool(long) and len(words) <= 10 and all(word[0].isupper() or word[0].isdigit() for word in long)
