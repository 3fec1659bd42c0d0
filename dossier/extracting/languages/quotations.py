"""Quotations and their speakers: «…», afirmó Marta Vidal; a déclaré : « … »; „…“, sagte …; dialogue behind dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dossier.extracting.dates.find import content
from dossier.extracting.languages.attribution import LanguageQuotationContext, attributed
from dossier.extracting.languages.speakers import LanguageAttribution, Speakers
from dossier.extracting.languages.speech import speech
from dossier.extracting.languages.tables import LanguageData, folded
from dossier.extracting.quotations.quotation_marks import QuotedStretch, marked
from dossier.model import Article, Mention, Quotation

_WHOLE = re.compile(r"[A-ZÀ-Þ¡¿\d]")
# —Nadie nos ayudó —dijo Luis Castel—. Estamos solos.
_DASHED = re.compile(
    r"(?m)^[ \t]*[—–―-][ \t]?(?P<said>[^\W\d_¡¿][^\n—–―]{3,600}?)[ \t]*[,.]?[ \t]*"
    r"(?:[—–―][ \t]?|(?<=,)[ \t])(?=[^\W\d_])"
)
_AGAIN = re.compile(
    r"[^\n—–―]{3,160}?[—–―]?\.?[ \t]*(?:[—–―][ \t]+|(?<=—\.)[ \t]+)(?P<said>[^\n—–―]{4,600}?)(?=\n|\Z|\.[ \t][A-ZÀ-Þ])"
)
_DASHES = frozenset("—–―")
_TO_THE = frozenset({"dem", "der", "den", "al", "au", "ao"})
_FEW = 3  # words that nobody says: a title or a term, unless it is told who said them
_LONGEST_TITLE = 5  # words


def find_quotations(article: Article, lang: LanguageData, names: Sequence[Mention]) -> list[Quotation]:
    """Return the quotations of an article in text order; `names` are its names in text order."""
    return [quotation for quotation, _ in read_quotations(article, lang, names)]


def read_quotations(
    article: Article, lang: LanguageData, names: Sequence[Mention]
) -> list[tuple[Quotation, LanguageAttribution | None]]:
    """Return the quotations of an article in text order, each with what attributes it."""
    text, speakers = article.text, Speakers(article, lang, names)
    blocks = [(zone.start, min(zone.end, len(text))) for zone in content(article)]
    found = list(_in_marks(speakers, article, blocks))
    taken = [(quotation.start, quotation.end) for quotation, _ in found]
    for start, end, told in _dialogue(speakers, blocks):
        if not any(first < end and start < last for first, last in taken):
            found.append((_quotation(article, start, end, told, whole=True), told))
    return sorted(found, key=lambda one: one[0].start)


def _in_marks(
    speakers: Speakers, article: Article, blocks: Sequence[tuple[int, int]]
) -> Iterator[tuple[Quotation, LanguageAttribution | None]]:
    """Yield what stands in quotation marks and is said by somebody or a sentence of its own."""
    text = article.text
    previous: tuple[QuotedStretch, LanguageAttribution] | None = None
    for pair in marked(text, blocks):
        if text[pair.outer[0]] in "'‚‘`" and not speakers.lang.nouns_capital:
            continue  # an apostrophe: l'État, d'Haïti
        around = LanguageQuotationContext(speakers, pair, previous, whole=_is_whole(text, pair))
        if _is_title(around):
            continue
        said = attributed(around)
        if said is not None and said.pronoun:
            said = speakers.meant(said, pair.outer[0], previous)
        if said is None and not (around.whole and around.ended):
            continue
        yield _quotation(article, pair.start, pair.end, said, whole=around.whole), said
        previous = (pair, said) if said is not None else None


def _quotation(article: Article, start: int, end: int, said: LanguageAttribution | None, *, whole: bool) -> Quotation:
    return Quotation(
        article=article.id,
        start=start,
        end=end,
        text=article.text[start:end],
        speaker=said.speaker if said else None,
        cue=said.cue or None if said else None,
        kind="whole" if whole else "partial",
        confidence=said.confidence if said and said.speaker else 0.0,
    )


def _is_whole(text: str, pair: QuotedStretch) -> bool:
    return bool(_WHOLE.match(text, pair.start)) and text.count(" ", pair.start, pair.end) >= _FEW


def _is_title(around: LanguageQuotationContext) -> bool:
    """Return whether it is a title, a name or a term: `das Schiff „Aurora“`, `el libro «La casa del río»`."""
    words = around.lead[-1:]
    said = around.text[around.pair.start : around.pair.end]
    named = bool(words) and (words[0][0] in speech(around.speakers.language).naming or _is_told(around))
    gap = around.text[words[0][2] : around.pair.outer[0]].strip(" \u00a0\u202f,") if words else "."
    few = len(said.split()) <= _LONGEST_TITLE and said[-1] not in ".!?…"
    return named and not gap and few and not said[:1].islower()


def _is_told(around: LanguageQuotationContext) -> bool:
    """Return whether a verb of speech and an article stand before it: `sagte der „Zeit“` names whom it was told."""
    lead, speakers = around.lead[-2:], around.speakers
    return len(lead) == 2 and lead[1][0] in _TO_THE and any(True for _ in speakers.verbs(lead[:1]))


def _dialogue(speakers: Speakers, blocks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, LanguageAttribution]]:
    """Yield what is said behind dashes, where a verb of speech tells so."""
    text = speakers.text
    for first, last in blocks:
        for match in _DASHED.finditer(text, first, last):
            words = folded(text, match.end(), speakers.stop(match.end()))
            verbs = list(speakers.verbs(words[:3]))
            if not verbs or verbs[0][0]:
                continue
            said = speakers.told(speakers.subject(words[verbs[0][1]][2], match.end() + 160), words, *verbs[0])
            dashed = text[match.start() : match.end()].rstrip()[-1] in _DASHES
            rest = text[match.end() : max(match.end(), text.find("\n", match.end()))]
            if not dashed and (not said.speaker or _DASHES & set(rest)):
                continue  # a comma alone does not tell speech from story
            yield match.start("said"), match.end("said"), said
            if again := _AGAIN.match(text, match.end(), last):
                start, end = again.span("said")
                yield start, start + len(text[start:end].rstrip()), said
