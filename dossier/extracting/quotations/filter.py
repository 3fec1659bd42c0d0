"""Whether what stands in marks is a quotation: not a title, a term, a scare quote or a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.extracting.quotations.quotation_marks import Marked
from dossier.extracting.quotations.speech_acts import Sentence
from dossier.extracting.quotations.tokens import Source
from dossier.extracting.quotations.vocabulary import (
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

# Before a single word that somebody chose: `called it a “sham”`, `said he was “ashamed”`.
_CALLED = frozenset("a an as was were is are be been being of it him her them and".split())
# Before the title of a song, a play or a programme.
_SHOWN = frozenset("on in sing sings sang sung singing play plays played playing perform performed recited".split())
_AFTER_SPEECH = CONJUNCTIONS | PREPOSITIONS | AUXILIARIES | PRONOUNS | DETERMINERS | ADVERBS
_SAYING = (FINITE | PARTICIPLES) - ATTACKING
_BEFORE_TERMS = (DETERMINERS | PREPOSITIONS) - {"to"}
_TURNING = CONJUNCTIONS - {"that", "and", "or"}
_HEADING = 90  # characters
_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
_LINE_BEGINS, _LINE_ENDS = re.compile(r"\n[ \t]*\Z"), re.compile(r"[ \t]*(?:\n|\Z)")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Attribution:
    """What attributes a quotation: the speaker, the words that say so, and how sure that is."""

    source: Source | None
    cue: tuple[int, int] | None
    confidence: float
    near: bool  # said of these very words, not carried over
    told: bool = False  # by a verb that introduces speech by itself: said, not called


def stands_alone(text: str, pair: Marked) -> bool:
    """Whether it stands alone on its line with no end of sentence: a heading."""
    alone = bool(_LINE_BEGINS.search(text, max(0, pair.outer[0] - 40), pair.outer[0])) or not pair.outer[0]
    alone = alone and bool(_LINE_ENDS.match(text, pair.outer[1]))
    return alone and text[pair.end - 1] not in ".!?,…" and len(pair_words(text, pair)) <= 12


def unstopped(text: str, pair: Marked) -> bool:
    """Whether a quotation ends a short line that has no full stop: a heading, whatever it was set as."""
    if not _LINE_ENDS.match(text, pair.outer[1]) or text[pair.end - 1] in ".!?,…:;":
        return False
    begins = text.rfind("\n", max(0, pair.outer[0] - _HEADING), pair.outer[0])
    return begins >= 0 and pair.outer[1] - begins <= _HEADING


def is_whole(text: str, pair: Marked) -> bool:
    """Whether it is a sentence or more rather than a fragment woven into one."""
    if len(pair_words(text, pair)) < 2:
        return text[pair.end - 1] in "!?" or (text[pair.end - 1] == "." and text[pair.start].isupper())
    first = _LETTER.search(text, pair.start, pair.end)
    begins = first is not None and not first[0].islower()
    before = text[max(0, pair.outer[0] - 60) : pair.outer[0]].rstrip()
    opens = not before or before[-1] in '.!?:,\n”"' or pair.outer[0] == 0
    return begins and (opens or text[pair.end - 1] in ".,!?…")


def is_speech(text: str, sentence: Sentence, at: int, pair: Marked, found: Attribution, *, whole: bool) -> bool:
    """Tell a quotation from a scare quote, a term, a title or a name."""
    words = pair_words(text, pair)
    if not words:
        return False
    before = [t.lower for t in sentence.tokens[max(0, at - 4) : at]]
    ends = text[pair.end - 1] in ".!?,…"
    said = bool(before) and (before[-1] in _SAYING or before[-1] == ":")
    # `the film “has been a success with all”`
    clause = words[0] in AUXILIARIES and len(words) > 4
    if before and before[-1] in NAMING and not clause and not (before[-1] in DOCUMENTS and len(words) > 3):
        return False
    named = len(before) >= 2 and before[-1] in {"as", "the", "a"} and before[-2] in NAMING and len(words) < 6
    described = before[-1:] == ["as"] and found.near and found.confidence >= 0.85
    if named and not described:  # `described the film as “…”` names none
        return False
    shown = bool(before) and (before[-1] in _SHOWN or before[-1].endswith(("'s", "’s")))
    if shown and _is_title(words):
        return False
    if _is_title(words) and not (ends and (found.near or text[pair.end - 1] in "!?")) and not said:
        return False
    if whole and (len(words) >= 3 or ends):
        return found.source is not None or len(words) >= 4
    following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    term = following is not None and following.kind == "word" and following.lower not in _AFTER_SPEECH
    if len(words) == 1:
        called = (
            found.confidence >= 0.85
            and bool(before)
            and (
                (ends and not _CALLED.isdisjoint(before[-3:]))
                or (before[-1] in _CALLED and found.confidence > 0.9)
                or "as" in before[-2:]
            )
        )
        reported = not term and _reported(sentence, at, found)
        return found.near and (said or called or reported or (ends and _cued_after(sentence, at)))
    if len(words) <= 4:  # `gave it “protected origin of cheese” status`
        later = found.cue is not None and found.cue[0] > pair.end
        least = (0.85 if later else 0.75) if term else 0.7 if later or len(words) == 4 else 0.75
        return found.near and (ends or found.confidence >= least)
    return True


def _reported(sentence: Sentence, at: int, found: Attribution) -> bool:
    """Whether the quotation `at` stands in what somebody is told to have said: `he said it might “rescue” them`."""
    if not found.told or found.cue is None:
        return False
    if found.cue[0] > sentence.tokens[at].start:
        return found.confidence >= 0.8  # what ends the sentence covers all of it
    lead = sentence.tokens[at - 1]
    doing = sentence.tokens[at].text.rstrip("\"”’'").endswith("ing")  # a mistake in “rushing” it
    if (lead.lower in _BEFORE_TERMS and not (doing and lead.lower in PREPOSITIONS)) or lead.lower.endswith(
        ("'s", "’s")
    ):
        return False  # `an article about India’s ‘runners’`
    between = [t for t in sentence.tokens[:at] if t.start >= found.cue[1]]
    return not any(t.lower in _TURNING or t.text in {";", ":"} for t in between)


def _cued_after(sentence: Sentence, at: int) -> bool:
    return any(act.verb > at and act.verb - at <= 6 for act in sentence.acts)


def pair_words(text: str, pair: Marked) -> list[str]:
    """Give the words between two marks."""
    return _WORD.findall(text, pair.start, pair.end)


def _is_title(words: Sequence[str]) -> bool:
    """Whether the words are set like a title: every long one with a capital."""
    long = [word for word in words if len(word) > 3]
    begins = bool(words) and not words[0][0].islower()
    return begins and bool(long) and len(words) <= 10 and all(word[0].isupper() or word[0].isdigit() for word in long)
