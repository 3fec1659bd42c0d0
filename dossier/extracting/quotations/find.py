"""Quotations: words in quotation marks that somebody said or wrote, with their speaker.

Four steps: the zones that count are taken together to blocks; marks are paired (`quotation_marks`); rules on the acts
of speech around each pair give its speaker (`attribution`, `coreference`); what nobody says and what reads like a
title, a term or a heading is left out (`filter`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.extracting.quotations.attribution import attribution
from dossier.extracting.quotations.capitals import capitalised
from dossier.extracting.quotations.context import Attribution, QuotationContext
from dossier.extracting.quotations.coreference import Discourse
from dossier.extracting.quotations.filter import SpeechRule, is_whole, pair_words, speech_rule, stands_alone, unstopped
from dossier.extracting.quotations.grammar.tokens import SpeechSource
from dossier.extracting.quotations.quotation_marks import QuotedStretch, marked
from dossier.extracting.quotations.sentences import blocks_of, sentences_of
from dossier.extracting.quotations.transcripts import find_answers
from dossier.model import Article, Mention, Quotation

_SURE_IN_A_HEADING = 0.7
_LOOKED_AHEAD = 0.7  # how much less sure the speaker of the quotation after is


def find_quotations(article: Article, names: Sequence[Mention]) -> list[Quotation]:
    """Return the quotations of an article in text order.

    `names` are its proper names in text order; without any, runs of capitalised words stand in for them. Offsets lie
    inside the marks, white space trimmed; a quotation that runs over paragraphs is one. Headings are not quotations.
    """
    found = [one.quotation for one in read_quotations(article, names)]
    answers = find_answers(article, names)
    return sorted([*found, *answers], key=lambda quotation: quotation.start) if answers else found


@dataclass(slots=True)
class TracedQuotation:
    """A quotation and how it was read: what attributes it, whom that stands for, and what makes it a quotation."""

    quotation: Quotation
    found: Attribution
    resolved_by: str  # the rule that says who “she” is
    speech: SpeechRule
    looked_ahead: bool = False  # its speaker is the one of the quotation right after it


def read_quotations(article: Article, names: Sequence[Mention]) -> list[TracedQuotation]:
    """Return the quotations of an article in text order, each with the rules that read it; see find_quotations."""
    blocks = blocks_of(article)
    pairs = marked(article.text, blocks)
    if not pairs:
        return []
    known = list(names) or capitalised(article, blocks)
    discourse = Discourse(sentences_of(article.text, blocks, pairs, known), known)
    reader = _Reader(article, discourse)
    return _looking_ahead(article.text, [one for pair in pairs if (one := reader.read(pair)) is not None])


def _looking_ahead(text: str, readings: list[TracedQuotation]) -> list[TracedQuotation]:
    """Return a quotation that nothing before it attributes to the speaker of the one right after it."""
    done: list[TracedQuotation] = []
    for reading in reversed(readings):
        quotation, after = reading.quotation, done[-1].quotation if done else None
        unread = quotation.speaker is None and after is not None and after.cue and after.speaker
        if unread and after is not None and not any(c.isalnum() for c in text[quotation.end : after.start]):
            confidence = round(after.confidence * _LOOKED_AHEAD, 2)
            quotation = replace(quotation, speaker=after.speaker, confidence=confidence)
            done.append(replace(reading, quotation=quotation, looked_ahead=True))
        else:
            done.append(reading)
    return done[::-1]


class _Reader:
    """Attributes the quotations of one article in order, each with what was settled before it."""

    def __init__(self, article: Article, discourse: Discourse) -> None:
        self.article, self.text, self.discourse = article, article.text, discourse
        self.headings = [(z.start, z.end) for z in article.zones if z.zone in {"headline", "subheading"}]
        self.previous: tuple[QuotedStretch, Attribution] | None = None
        self.turns: list[SpeechSource] = []

    def read(self, pair: QuotedStretch) -> TracedQuotation | None:
        """Attribute what stands between two marks; None where it is not a quotation."""
        whole = is_whole(self.text, pair)
        around = QuotationContext(self.text, self.discourse, pair, whole, self.previous, self.turns)
        if around.at < 0 or stands_alone(self.text, pair):
            return None
        found = self._attribution(around)
        if self._is_heading(pair) and not self._is_said_in_a_heading(pair, found):
            return None
        speech, is_speech = speech_rule(around, found)
        if not is_speech:
            return None
        spoken = self.text[pair.start : pair.end]
        speaker = self._speaker(pair, found, spoken)
        cue = " ".join(self.text[slice(*found.cue)].split()) if found.cue else None
        quotation = Quotation(
            article=self.article.id,
            start=pair.start,
            end=pair.end,
            text=spoken,
            speaker=speaker,
            cue=cue,
            kind="whole" if whole else "partial",
            confidence=found.confidence if speaker else 0.0,
        )
        resolved_by = self.discourse.resolved_by(found.source) if found.source is not None else ""
        return TracedQuotation(quotation, found, resolved_by, speech)

    def _attribution(self, around: QuotationContext) -> Attribution:
        """Return who says it; nobody where that would be carried over to whom the words themselves tell of."""
        found, pair = attribution(around), around.pair
        carried = found.source if pair.closed and not found.near else None
        if carried is not None and self.discourse.tells_of(self.text[pair.start : pair.end], carried):
            return Attribution(None, None, 0.0, near=False)
        return found

    def _is_heading(self, pair: QuotedStretch) -> bool:
        return any(start <= pair.start < end for start, end in self.headings) or unstopped(self.text, pair)

    def _is_said_in_a_heading(self, pair: QuotedStretch, found: Attribution) -> bool:
        """Return whether a heading quotes somebody: `Vidal: “We will pay”`, and not `Storm claims ‘to be less’`."""
        if found.source is None or not found.source.speaks or not found.near:
            return False
        return found.confidence >= _SURE_IN_A_HEADING and len(pair_words(self.text, pair)) > 1

    def _speaker(self, pair: QuotedStretch, found: Attribution, spoken: str) -> str | None:
        """Return the full name of who speaks, and keep it for the quotations that follow."""
        self.previous = (pair, found)
        speaker = None
        if found.source is not None:
            source = self.discourse.resolve(found.source, spoken)
            if source.kind == "pronoun":
                self.previous = (pair, Attribution(None, found.cue, 0.0, found.near))
            else:
                speaker = self.discourse.canonical(source)
                self.previous = (pair, found._replace(source=source))
                if not self.turns or self.turns[-1].text != source.text:
                    self.turns.append(source)
        return speaker
