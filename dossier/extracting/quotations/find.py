"""Quotations: words in quotation marks that somebody said or wrote, with their speaker.

Four steps: the zones that count are taken together to blocks; marks are paired (`quotations_marks`); acts of speech
around each pair (`quotations_acts`) give its speaker (`speakers`); what nobody says and what reads like a title, a
term or a heading is left out.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier.extracting.quotations.capitals import capitalised
from dossier.extracting.quotations.coreference import Discourse
from dossier.extracting.quotations.filter import Attribution, is_speech, is_whole, pair_words, stands_alone, unstopped
from dossier.extracting.quotations.quotation_marks import Marked, marked
from dossier.extracting.quotations.speech_acts import Act, Sentence
from dossier.extracting.quotations.tokens import Source, Token
from dossier.extracting.quotations.vocabulary import (
    FINITE,
)
from dossier.model import Article, Mention, Quotation
from dossier.reading.text.sentences import sentences

_PASSIVE = frozenset("is are was were be been being".split())
_FIRST_ED = re.compile(r"\w+ed\b|told\b|given\b|forced\b|made\b")
_ZONES = frozenset({"headline", "caption", "subheading", "body"})
_LONGEST = 2000  # characters of a sentence, what is quoted aside
_ATTRIBUTED = re.compile(r"[^\S\n](?:[A-Z][\w’'.-]*[^\S\n]+){1,4}(\w+)")


def find_quotations(article: Article, names: Sequence[Mention]) -> list[Quotation]:
    """Find the quotations of an article in text order.

    `names` are its proper names in text order; without any, runs of capitalised words stand in for them. Offsets lie
    inside the marks, white space trimmed; a quotation that runs over paragraphs is one. Headings are no quotations.
    """
    text = article.text
    blocks = _blocks(article)
    pairs = marked(text, blocks)
    if not pairs:
        return []
    known = list(names) or capitalised(article, blocks)
    discourse = Discourse(_sentences(text, blocks, pairs, known), known)
    reader = _Reader(article, discourse)
    found = [q for pair in pairs if (q := reader.quotation(pair)) is not None]
    return _looking_ahead(text, found)


def _looking_ahead(text: str, quotations: list[Quotation]) -> list[Quotation]:
    """Give a quotation that nothing before it attributes to the speaker of the one right after it."""
    done: list[Quotation] = []
    for quotation in reversed(quotations):
        after = done[-1] if done else None
        if quotation.speaker is None and after is not None and after.cue and after.speaker:
            between = text[quotation.end : after.start]
            if not any(character.isalnum() for character in between):
                quotation = replace(quotation, speaker=after.speaker, confidence=round(after.confidence * 0.7, 2))  # noqa: PLW2901
        done.append(quotation)
    return done[::-1]


def _blocks(article: Article) -> list[tuple[int, int]]:
    """Give the stretches that hold no furniture; body paragraphs in a row are one, a heading stands alone."""
    if not article.zones:
        return [(0, len(article.text))]
    blocks: list[tuple[int, int]] = []
    last = ""
    for zone in article.zones:
        if zone.zone in _ZONES:
            if zone.zone == last == "body" and blocks:
                blocks[-1] = (blocks[-1][0], zone.end)
            else:
                blocks.append((zone.start, zone.end))
        last = zone.zone if zone.zone in _ZONES or article.text[zone.start : zone.end].strip() else last
    return blocks


def _sentences(
    text: str, blocks: Sequence[tuple[int, int]], pairs: Sequence[Marked], names: Sequence[Mention]
) -> list[Sentence]:
    """Split into sentences as if every quotation were one word, so that none is cut and none hides its sentence."""
    pieces: list[str] = []
    at = 0
    for pair in pairs:
        pieces += [text[at : pair.outer[0]], _mask(text, pair)]
        at = pair.outer[1]
    masked = "".join([*pieces, text[at:]])
    outers = [pair.outer for pair in pairs]
    opens = [outer[0] for outer in outers]
    atoms: list[Mention | tuple[int, int]] = list(outers)
    for mention in names:
        before = bisect.bisect_right(opens, mention.start) - 1
        if before < 0 or mention.start >= outers[before][1]:
            atoms.append(mention)
    atoms.sort(key=_start)
    starts = [_start(atom) for atom in atoms]
    spans = [
        part for start, end in blocks for span in sentences(masked, start, end) for part in _cut(*span, atoms, starts)
    ]
    return [
        Sentence(text, start, end, atoms[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)])
        for start, end in spans
    ]


def _cut(
    start: int, end: int, atoms: Sequence[Mention | tuple[int, int]], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence (lists, tables), never inside a name or quotation: time stays linear."""
    while end - start > _LONGEST:
        at = start + _LONGEST
        index = bisect.bisect_left(starts, at) - 1
        if index >= 0:
            atom = atoms[index]
            at = max(at, atom.end if isinstance(atom, Mention) else atom[1])
        if at >= end:
            break
        yield start, at
        start = at
    yield start, end


def _mask(text: str, pair: Marked) -> str:
    """Give one word in marks, as long as the quotation, with its first letter's case and its last stop."""
    closing = pair.outer[1] - pair.end
    # `another! "Ana Sol cried`: a tokeniser moved the mark to the next word, and both stand in one sentence
    moved = closing > 0 and text[pair.outer[1] : pair.outer[1] + 1].isalnum()
    first = "Q" if text[pair.start].isupper() or not text[pair.start].isalpha() else "q"
    last = text[pair.end - 1] if text[pair.end - 1] in ".!?…," and not moved else "q"
    if last in "!?…" and (cue := _ATTRIBUTED.match(text, pair.outer[1])) and cue[1] in FINITE:
        last = ","  # `“Who …” Ana Sol rejoined`: one sentence
    body = first + "q" * (pair.end - pair.start - 2) + last if pair.end - pair.start >= 2 else first
    return "“" * (pair.start - pair.outer[0]) + body + "”" * (closing - moved) + " " * moved


def _start(atom: Mention | tuple[int, int]) -> int:
    return atom.start if isinstance(atom, Mention) else atom[0]


class _Reader:
    """Attributes the quotations of one article in order, each with what was settled before it."""

    def __init__(self, article: Article, discourse: Discourse) -> None:
        self.article, self.text, self.discourse = article, article.text, discourse
        self.headings = [(z.start, z.end) for z in article.zones if z.zone in {"headline", "subheading"}]
        self.previous: tuple[Marked, Attribution] | None = None
        self.turns: list[Source] = []

    def quotation(self, pair: Marked) -> Quotation | None:
        """Attribute what stands between two marks; None where it is no quotation."""
        index = self.discourse.at(pair.outer[0])
        sentence = self.discourse.sentences[index]
        at = sentence.quote_at(pair.outer[0])
        if at is None or stands_alone(self.text, pair):
            return None
        whole = is_whole(self.text, pair)
        found = self._here(sentence, at) or self._carried(index, at, pair, whole=whole)
        spoken = self.text[pair.start : pair.end]
        carried = found.source if pair.closed and not found.near else None
        if carried is not None and self.discourse.tells_of(spoken, carried):
            found = Attribution(None, None, 0.0, near=False)  # who is told of in the words did not say them
        heading = any(start <= pair.start < end for start, end in self.headings) or unstopped(self.text, pair)
        speaks = found.source is not None and found.source.speaks  # not the claims of `Storm claims ‘to be less’`
        words = len(pair_words(self.text, pair))
        if heading and not (found.near and found.confidence >= 0.7 and speaks and words > 1):
            return None  # `Vidal: “We will pay”` is one
        if not is_speech(self.text, sentence, at, pair, found, whole=whole):
            return None
        self.previous = (pair, found)
        speaker = None
        if found.source is not None:
            source = self.discourse.resolve(found.source, spoken)
            if source.kind == "pronoun":
                self.previous = (pair, Attribution(None, found.cue, 0.0, found.near))
            else:
                speaker = self.discourse.canonical(source)
                self.previous = (pair, replace(found, source=source))
                if not self.turns or self.turns[-1].text != source.text:
                    self.turns.append(source)
        cue = " ".join(self.text[slice(*found.cue)].split()) if found.cue else None
        return Quotation(
            article=self.article.id,
            start=pair.start,
            end=pair.end,
            text=self.text[pair.start : pair.end],
            speaker=speaker,
            cue=cue,
            kind="whole" if whole else "partial",
            confidence=found.confidence if speaker else 0.0,
        )

    # ---- who says it ----

    def _here(self, sentence: Sentence, at: int) -> Attribution | None:
        """Look for the speaker in the quotation's own sentence."""
        tokens, acts = sentence.tokens, sentence.acts
        after = at + 1
        while after < len(tokens) and tokens[after].text in {",", "–", "—", "-", ";"}:
            after += 1
        lead = at - 1
        while lead > 0 and tokens[lead].text in {",", ":"}:
            lead -= 1
        introduced = next((act for act in acts if act.verb == lead and tokens[lead].kind == "word"), None)
        direct = [a for a in acts if a.verb > at and a.source.first >= after and after in {a.verb, a.source.first}]
        if introduced is not None and introduced.cue[1] <= tokens[at].start:
            # `The report adds “…,” said Ana Sol`: she says so of it
            told_of = introduced.source.kind == "nominal" and any(act.source.number == "person" for act in direct)
            if not told_of:
                return self._found(introduced, 0.95)
        if (named := sentence.described(after)) is not None:
            return Attribution(*named, 0.95, near=True)
        if (cue := sentence.unsaid(at)) is not None:
            return Attribution(None, cue, 0.0, near=True)
        if direct:
            act = next((act for act in direct if not act.aside), direct[0])
            if (quoted := sentence.quoted_as(act, acts)) is not None:
                act = quoted
            told = [one for one in acts if one.verb < at and one.strong]
            return self._found(told[-1] if told and sentence.passed_on(act) else act, 0.95)
        before = [act for act in acts if act.verb < at]
        if before:
            act = sentence.governing(before)
            between = tokens[act.verb + 1 : at]
            fresh = not any(t.text in {";", ":"} for t in between[:-1])
            if fresh:
                return self._found(act, 0.95 if len(between) <= 6 or (between and between[-1].text == ":") else 0.85)
        for act in acts:
            if act.verb > at:  # `"A" because of "B," she said`: what follows a later piece attributes this one too
                inverted = act.source.first > act.verb and tokens[act.verb - 1].text == ","
                closes = inverted or not any(
                    t.kind != "mark" and t.start > max(act.cue[1], act.source.end) for t in tokens
                )
                return self._found(act, 0.8 if closes or self._follows(tokens, act) else 0.7)
        colon = at > 0 and tokens[at - 1].text == ":"
        if colon and (subject := sentence.first_subject(at)):
            return Attribution(subject, None, 0.7, near=True)
        if before:
            return self._found(before[-1], 0.5)
        # `The slogan will be: “…”`: nobody says it
        return Attribution(None, None, 0.0, near=False) if colon and at > 1 else None

    def _follows(self, tokens: Sequence[Token], act: Act) -> bool:
        """Whether the act stands directly behind a quotation."""
        first = min(act.verb, act.source.first)
        while first > 0 and tokens[first - 1].text == ",":
            first -= 1
        return first > 0 and tokens[first - 1].kind == "quote"

    def _found(self, act: Act, confidence: float) -> Attribution:
        factor = 0.9 if act.source.kind == "pronoun" else 1.0
        return Attribution(act.source, act.cue, round(confidence * factor, 2), near=True, told=act.strong)

    def _carried(self, index: int, at: int, pair: Marked, *, whole: bool) -> Attribution:
        """Look for the speaker in the quotation and the sentences before it, then after it."""
        if (behind := self._broken_off(index, pair)) is not None:
            return behind
        before = self.discourse.sentences[index - 1] if index else None
        if before is not None and self.text[before.end - 1] == ":" and (named := before.introduced(name=True)):
            return Attribution(named, None, 0.8, near=False)
        own = self.discourse.sentences[index]
        if not whole and not own.acts and (agent := own.passive_agent(at)) is not None:
            return Attribution(agent, None, 0.5, near=False)  # `singled out by Gil for not teaching “…”`
        said = self.previous
        if said is not None and said[1].source is not None:
            between = self.discourse.sentences[self.discourse.at(said[0].outer[0]) + 1 : index]
            gap = self.text[said[0].outer[1] : pair.outer[0]]
            other = self._named_since(before, said) if whole and between else None
            if other is not None:
                return Attribution(other, None, 0.5, near=False)
            if not any(act.strong for sentence in between for act in sentence.acts) and gap.count("\n\n") <= 2:
                turn = self._other_turn(said[0])
                source = turn or said[1].source
                return Attribution(source, None, 0.5 if turn else 0.8 if gap.count("\n\n") <= 1 else 0.6, near=False)
        for back, sentence in enumerate(reversed(self.discourse.sentences[max(0, index - 3) : index])):
            strong = [act for act in sentence.acts if act.strong]
            if strong:
                return Attribution(strong[-1].source, None, round(0.7 - 0.1 * back, 2), near=False)
            if back == 0 and self.text[sentence.end - 1] == ":" and (who := sentence.introduced()):
                return Attribution(who, None, 0.7, near=False)
        # `Gil was “told to go home”`: what he was told, others said
        passive = at > 0 and own.tokens[at - 1].lower in _PASSIVE and _FIRST_ED.match(self.text, pair.start) is not None
        subject = None if whole or passive else own.first_subject(at)
        if whole and before is not None and "\n\n" not in self.text[before.start : pair.outer[0]]:
            # `The mayor spoke for an hour. “…”`: a verb that introduces speech only where nothing else does
            subject = next((act.source for act in before.acts if act.source.kind == "name"), None)
            about = before.first_subject()
            if subject is None and about is not None and about.kind == "name" and about.number == "person":
                subject = about
        return Attribution(subject, None, 0.4 if subject else 0.0, near=False)

    def _named_since(self, before: Sentence | None, said: tuple[Marked, Attribution]) -> Source | None:
        """Give who accused, welcomed or the like in the sentence before, where that is not who spoke last.

        `"…," said Sol. Gil blamed the wind. "…"`: what Gil is told to have done is what he then says.
        """
        acts = [act for act in before.acts if act.source.kind == "name"] if before is not None else []
        if before is None or not acts or any(act.strong for act in before.acts) or said[1].source is None:
            return None
        who = self.discourse.canonical(acts[0].source)
        last = self.discourse.canonical(self.discourse.resolve(said[1].source))
        return acts[0].source if who != last else None

    def _broken_off(self, index: int, pair: Marked) -> Attribution | None:
        """Find who speaks where the line breaks between a quotation's comma and `the minister said`."""
        following = self.discourse.sentences[index + 1] if index + 1 < len(self.discourse.sentences) else None
        sentence = self.discourse.sentences[index]
        if following is None or self.text[pair.end - 1] != "," or self.text[pair.outer[1] : sentence.end].strip():
            return None
        act = following.acts[0] if following.acts else None
        near = act is not None and act.strong and min(act.verb, act.source.first) == 0
        return self._found(act, 0.8) if act is not None and near else None

    def _other_turn(self, said: Marked) -> Source | None:
        """Give the other of two who take turns where a question was asked last."""
        cue = self.previous[1].cue if self.previous else None
        asked = cue is not None and self.text[slice(*cue)].lower().startswith(("ask", "inquire", "wonder"))
        in_turn = [source.text for source in self.turns[-4:]]
        asked = asked or (len(in_turn) == 4 and in_turn[0] == in_turn[2] and in_turn[1] == in_turn[3])
        if not asked or self.text[said.end - 1] != "?" or len(self.turns) < 2:
            return None
        return self.turns[-2]
