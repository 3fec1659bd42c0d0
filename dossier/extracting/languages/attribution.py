"""Who says a quotation in Spanish, French, German or Portuguese: named rules; the first that finds somebody decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dossier.extracting.languages.speakers import CLAUSE, REACH, SPACES, STOP, LanguageAttribution, Speakers
from dossier.extracting.languages.tables import Word, folded
from dossier.extracting.quotations.quotation_marks import QuotedStretch
from dossier.text.lazy import lazy

_BREAK = re.compile(r"[;:.!?()«»“”„\"\n]")
_ASIDE = re.compile(r"[—–]\s?([^\W\d_][^—–\n]{3,120})[—–]")
_LONG = 90  # characters between a verb and what it introduces


@dataclass
class LanguageQuotationContext:
    """A quotation and what stands around it."""

    speakers: Speakers
    pair: QuotedStretch
    previous: tuple[QuotedStretch, LanguageAttribution] | None
    whole: bool

    @property
    def text(self) -> str:
        """The article's text."""
        return self.speakers.text

    @lazy
    def first(self) -> int:
        """Return where its sentence begins, as far as is looked."""
        start = self.pair.outer[0]
        first = max(0, start - REACH, (self.previous[0].outer[1] if self.previous else 0))
        for match in STOP.finditer(self.text, first, start + 1):
            first = match.end()
        return first

    @lazy
    def lead(self) -> list[Word]:
        """Return the words before it in its sentence."""
        return folded(self.text, self.first, self.pair.outer[0])

    @property
    def colon(self) -> bool:
        """Whether a colon stands directly before it."""
        return self.text[self.first : self.pair.outer[0]].rstrip(SPACES).endswith(":")

    @property
    def ended(self) -> bool:
        """Whether a full stop or comma ends it, inside the marks or behind them."""
        after = self.text[self.pair.outer[1] : self.pair.outer[1] + 1]
        return self.text[self.pair.end - 1] in ".!?…," or after in {".", ","}

    @lazy
    def tail(self) -> tuple[int, list[Word]]:
        """Return where the words behind it begin and the words; none where a new sentence begins there."""
        end = self.pair.outer[1]
        lead = re.compile(r"[\s,.;–—-]{1,4}").match(self.text, end)
        if lead is None or "\n" in lead[0] or "." in lead[0]:
            return end, []
        at = lead.end()
        stopped = self.text[end - 4 : end].rstrip('»«”“’"' + SPACES).endswith((".", "!", "?", "…"))
        if stopped and self.text[at : at + 1].isupper() and "," not in lead[0]:
            return at, []  # the next sentence, which is about something else
        return at, folded(self.text, at, self.speakers.stop(at))

    @property
    def set_off(self) -> bool:
        """Whether a comma, a dash or a stop inside parts it from what follows, or it begins its sentence."""
        behind = self.text[self.pair.outer[1] : self.pair.outer[1] + 2].strip()[:1]
        return behind in {",", "–", "—", "-"} or self.text[self.pair.end - 1] in ",.!?…" or not self.lead


class LanguageSpeakerRule(NamedTuple):
    """A way to find who said it; `example` is a text whose last quotation it attributes, `language` its language."""

    name: str
    find: Callable[[LanguageQuotationContext], LanguageAttribution | None]
    language: str
    example: str


def _verb_behind(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Return who says it in `, afirmó Marta Vidal`, `, lui a demandé le procureur`."""
    _, words = around.tail
    if not words or not around.set_off:
        return None
    speakers = around.speakers
    for index, verb in speakers.verbs(words[:5]):
        lead = [word for word, _, _ in words[:index]]
        if all(w in speakers.words.clitics or w in speakers.lang.pronouns for w in lead):
            plural = words[index][0].endswith(("en", "an", "ent"))
            if lead and lead[0] in speakers.lang.pronouns - speakers.words.clitics and not plural:
                return speakers.told(None, words, index, verb)
            return speakers.told(speakers.subject(words[verb][2], speakers.stop(words[verb][2])), words, index, verb)
    return None


def _any_verb_behind(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Return who says it in `, espetó Joaquín Vera`: any verb, with a name or an office with a name behind it."""
    _, words = around.tail
    if len(words) < 2 or not around.set_off or not around.text[words[0][1]].islower():
        return None
    speakers, (verb, _, end) = around.speakers, words[0]
    if verb in speakers.lang.small | speakers.lang.that | speakers.words.adjuncts or len(verb) < 4:
        return None
    who = speakers.subject(end, speakers.stop(end))
    finite = not speakers.lang.nouns_capital or verb.endswith(("t", "te", "rief", "sprach"))
    return speakers.told(who, words, 0, 0, 0.8) if finite and _is_name(speakers, who) else None


def _is_name(speakers: Speakers, who: str | None) -> bool:
    return who is not None and (who in speakers.people or (who[:1].isupper() and " " in who))


def _opened_behind(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Return who says it in `„Wer hier lebt, redet mit“: Mit diesem Satz begann Ana Sol ihre Rede.`."""
    lead = re.compile(r"[\s.:,–—-]{1,5}").match(around.text, around.pair.outer[1])
    if lead is None or "\n" in lead[0]:
        return None
    stop = around.speakers.stop(lead.end())
    words = folded(around.text, lead.end(), stop)
    said = " ".join(word for word, _, _ in words[:6]) + " "
    turn = next((turn for turn in around.speakers.words.openings if said.startswith(turn + " ")), None)
    if turn is None or turn == "so":
        return None
    at = words[turn.count(" ")][2]
    run = next((r for word in words if word[1] > at and (r := around.speakers.run(word[1]))), None)
    who = around.speakers.person(at, stop) or run
    return LanguageAttribution(around.speakers.full(who), around.text[words[0][1] : at], 0.8) if who else None


def _subject_of_its_sentence(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Return who says it in `Karim Saidi met en garde contre « une réforme bâclée »`: a sentence about one person."""
    people = around.speakers.people_in(around.first, around.pair.outer[0])
    one = {around.speakers.full(mention.text) for mention in people}
    return LanguageAttribution(one.pop(), "", 0.5) if len(one) == 1 and not around.whole else None


def _credit_behind(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Return who says it in `, so Ana Sol`, `, según la policía`."""
    _, words = around.tail
    if not words or not around.set_off or not _starts(around, words):
        return None
    return around.speakers.credited(words[:9], around.speakers.stop(words[0][1]))


def _starts(around: LanguageQuotationContext, words: Sequence[Word]) -> bool:
    turns = {turn.split()[0] for turn in around.speakers.words.credits}
    return words[0][0] in turns or any(word == "zufolge" for word, _, _ in words[:5])


def _name_and_verb_behind(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Return who says it in `, Marta Vidal dijo`, `, wird Vorstandschef Peter Hagemann zitiert`."""
    at, words = around.tail
    speakers = around.speakers
    if not words or not around.set_off:
        return None
    passive = words[0][0] in {"wird", "wurde"} and any(word == "zitiert" for word, _, _ in words[:10])
    if passive and (who := speakers.subject(words[0][2], speakers.stop(at))):
        return LanguageAttribution(speakers.full(who), "zitiert", 0.9)
    return _subject_and_verb(around, at, words)


def _subject_and_verb(around: LanguageQuotationContext, at: int, words: Sequence[Word]) -> LanguageAttribution | None:
    """Read a subject and the first verb of speech behind it, in one clause."""
    speakers = around.speakers
    for index, verb in speakers.verbs(words[:8]):
        if index and not CLAUSE.search(around.text, at, words[index][1]):
            who = speakers.before_verb(at, words[index][1])
            return speakers.told(who, words, index, verb) if who else None
    return None


def _verb_before(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Return who says it in `Marta Vidal dijo: `, `dijo el martes que `, `Marta Vidal nannte den Plan `."""
    speakers, words, start = around.speakers, around.lead, around.pair.outer[0]
    for index, verb in reversed(list(speakers.verbs(words))):
        gap = around.text[words[verb][2] : start]
        if len(gap) > _LONG or _BREAK.search(gap.rstrip(SPACES + ":")):
            return None
        if index and words[index - 1][0] in {"zu", "ohne"}:
            continue
        behind = speakers.subject(words[verb][2], start) if _inverted(around, index, verb) else None
        who = behind or speakers.before_verb(around.first, words[index][1])
        sure = 0.9 if around.colon or len(words) - verb <= 4 else 0.85
        return speakers.told(who, words, index, verb, sure)
    return None


def _inverted(around: LanguageQuotationContext, index: int, verb: int) -> bool:
    """Return whether the subject may stand behind the verb: verb or adjunct come first, and no object can follow."""
    speakers, words = around.speakers, around.lead
    after = words[verb + 1][0] if verb + 1 < len(words) else ""
    if not after or after in speakers.lang.that:
        return False
    if index == 0:
        return True
    subject = speakers.before_verb(words[0][1], words[index][1])
    if around.text[words[index - 1][2] : words[index][1]].strip(SPACES) == ",":
        return subject not in speakers.people
    lead = words[0][0] in speakers.words.adjuncts
    return lead and subject is None


def _credit_before(around: LanguageQuotationContext) -> LanguageAttribution | None:
    return around.speakers.credited(around.lead, around.pair.outer[0]) if around.lead else None


def _before_colon(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Return who says it in `Der Vorsitzende, Ali Kizil: „…“`, `El entrenador Hugo Saldaña no calló: “…”`."""
    if not around.colon or not around.lead:
        return None
    who = around.speakers.named_first(around.lead[0][1], around.pair.outer[0])
    return LanguageAttribution(around.speakers.full(who), "", 0.8) if who else None


def _between_commas(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Read who says it inside the marks: « Nous restons, a déclaré Jean Dovik, sans eau »."""
    speakers, (start, end) = around.speakers, (around.pair.start, around.pair.end)
    for comma in re.compile(r",\s").finditer(around.text, start, end):
        stop = around.text.find(",", comma.end(), end)
        words = folded(around.text, comma.end(), stop if stop >= 0 else end)[:6]
        verbs = list(speakers.verbs(words[:2]))
        if verbs and verbs[0][0] == 0:
            who = speakers.subject(words[verbs[0][1]][2], stop if stop >= 0 else end)
            if who:
                return speakers.told(who, words, *verbs[0])
    return None


def _between_dashes(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Read who says it between dashes inside the marks: «No hay dinero —explicó Lucía Peral—, y no lo habrá»."""
    speakers = around.speakers
    for aside in _ASIDE.finditer(around.text, around.pair.start, around.pair.end):
        words = folded(around.text, aside.start(1), aside.end(1))[:6]
        verbs = list(speakers.verbs(words[:3]))
        if verbs and (who := speakers.subject(words[verbs[0][1]][2], aside.end(1))):
            return speakers.told(who, words, *verbs[0])
    return None


def _goes_on(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Carry the speaker on to a quotation that begins the next sentence, where nobody else is named between."""
    if around.previous is None or not around.whole or around.previous[1].speaker is None:
        return None
    marks, said = around.previous
    between = around.text[marks.outer[1] : around.pair.outer[0]]
    if around.lead or "\n" in between or len(between) > REACH:
        return None
    return replace(said, confidence=0.6, pronoun="")


RULES: tuple[LanguageSpeakerRule, ...] = (
    LanguageSpeakerRule("between dashes inside", _between_dashes, "es", "«No hay agua —dijo Ana Sol—, y no la habrá»."),
    LanguageSpeakerRule("verb directly behind", _verb_behind, "es", "«No hay agua en el puerto», afirmó Ana Sol."),
    LanguageSpeakerRule(
        "any verb directly behind", _any_verb_behind, "es", "“No hay agua en el puerto”, espetó Ana Sol."
    ),
    LanguageSpeakerRule(
        "opened behind", _opened_behind, "de", "„Wer hier lebt, redet mit“: Mit diesem Satz begann Ana Sol."
    ),
    LanguageSpeakerRule("credited behind", _credit_behind, "de", "„Wir haben kein Wasser mehr“, so Ana Sol."),
    LanguageSpeakerRule(
        "name and verb behind", _name_and_verb_behind, "fr", "« Il n’y a plus d’eau », Ana Sol a déclaré lundi."
    ),
    LanguageSpeakerRule("verb before", _verb_before, "de", "Ana Sol nannte den Plan für den Hafen „völlig falsch“."),
    LanguageSpeakerRule("credited before", _credit_before, "pt", "Segundo Ana Sol, “não há água no porto”."),
    LanguageSpeakerRule(
        "name before a colon", _before_colon, "de", "Die Vorsitzende, Ana Sol: „Wir haben kein Wasser mehr.“"
    ),
    LanguageSpeakerRule(
        "between commas inside", _between_commas, "fr", "« Nous restons, a déclaré Ana Sol, sans eau. »"
    ),
    LanguageSpeakerRule(
        "who its sentence is about", _subject_of_its_sentence, "fr", "Ana Sol met en garde contre « une réforme »."
    ),
    LanguageSpeakerRule(
        "the speaker before goes on", _goes_on, "es", "“No hay agua”, dijo Ana Sol. “Y no hay pan en el puerto.”"
    ),
)


def attributed(around: LanguageQuotationContext) -> LanguageAttribution | None:
    """Return who says a quotation by the first rule that finds somebody, None where none does."""
    open_cue: LanguageAttribution | None = None  # a verb without a subject that was understood
    for rule in RULES:
        found = rule.find(around)
        if found is None or (open_cue is not None and rule.find is _goes_on):
            continue  # `„…“, sagten sie`: somebody else than before
        if found.pronoun and around.colon and (named := _before_colon(around)) is not None:
            return replace(named, cue=found.cue, rule=rule.name)  # `Le maire, Luc Petit : « … », dit-il`
        if found.speaker or found.pronoun:
            return replace(found, rule=rule.name)
        open_cue = open_cue or replace(found, rule=rule.name)
    return open_cue
