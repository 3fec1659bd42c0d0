"""The stretches of an article that count, and their sentences, each quotation as one word of its sentence."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from dossier.extracting.quotations.grammar.speech_acts import SpeechSentence
from dossier.extracting.quotations.grammar.vocabulary import FINITE
from dossier.extracting.quotations.quotation_marks import QuotedStretch
from dossier.model import CONTENT_ZONES, Article, Mention
from dossier.reading.text.sentences import sentences

_LONGEST = 2000  # characters of a sentence, what is quoted aside
_NAME = r"[^\S\n](?:[A-Z][\w’'.-]*[^\S\n]+){0,4}"
_ATTRIBUTED = re.compile(
    _NAME + r"(?:[A-Z][\w’'-]*,[^\S\n][^.!?:;\n“”\"]{1,150},[^\S\n](\w+)(?=[ \u00a0.,])|[A-Z][\w’'.-]*[^\S\n]+(\w+))"
)


def blocks_of(article: Article) -> list[tuple[int, int]]:
    """Return the stretches that hold no furniture; body paragraphs in a row are one, a heading stands alone."""
    if not article.zones:
        return [(0, len(article.text))]
    blocks: list[tuple[int, int]] = []
    last = ""
    for zone in article.zones:
        if zone.zone in CONTENT_ZONES:
            if zone.zone == last == "body" and blocks:
                blocks[-1] = (blocks[-1][0], zone.end)
            else:
                blocks.append((zone.start, zone.end))
        last = zone.zone if zone.zone in CONTENT_ZONES or article.text[zone.start : zone.end].strip() else last
    return blocks


def sentences_of(
    text: str, blocks: Sequence[tuple[int, int]], pairs: Sequence[QuotedStretch], names: Sequence[Mention]
) -> list[SpeechSentence]:
    """Return the sentences as if every quotation were one word, so that none is cut and none hides its sentence."""
    masked = _masked(text, pairs)
    atoms = _atoms(pairs, names)
    starts = [_start(atom) for atom in atoms]
    spans = [
        part for start, end in blocks for span in sentences(masked, start, end) for part in _cut(*span, atoms, starts)
    ]
    return [
        SpeechSentence(text, start, end, atoms[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)])
        for start, end in spans
    ]


def _masked(text: str, pairs: Sequence[QuotedStretch]) -> str:
    """Return the text with one word in the place of each quotation, as long as the quotation."""
    pieces: list[str] = []
    at = 0
    for pair in pairs:
        pieces += [text[at : pair.outer[0]], _mask(text, pair)]
        at = pair.outer[1]
    return "".join([*pieces, text[at:]])


def _atoms(pairs: Sequence[QuotedStretch], names: Sequence[Mention]) -> list[Mention | tuple[int, int]]:
    """Return what is one token of a sentence, in text order: quotations, and the names outside them."""
    outers = [pair.outer for pair in pairs]
    opens = [outer[0] for outer in outers]
    atoms: list[Mention | tuple[int, int]] = list(outers)
    for mention in names:
        before = bisect.bisect_right(opens, mention.start) - 1
        if before < 0 or mention.start >= outers[before][1]:
            atoms.append(mention)
    return sorted(atoms, key=_start)


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


def _mask(text: str, pair: QuotedStretch) -> str:
    """Return one word in marks, as long as the quotation, with its first letter's case and its last stop."""
    closing = pair.outer[1] - pair.end
    # `another! "Ana Sol cried`: a tokeniser moved the mark to the next word, and both stand in one sentence
    moved = closing > 0 and text[pair.outer[1] : pair.outer[1] + 1].isalnum()
    first = "Q" if text[pair.start].isupper() or not text[pair.start].isalpha() else "q"
    last = "q" if moved else _last_of_mask(text, pair)
    body = first + "q" * (pair.end - pair.start - 2) + last if pair.end - pair.start >= 2 else first
    return "“" * (pair.start - pair.outer[0]) + body + "”" * (closing - moved) + " " * moved


def _last_of_mask(text: str, pair: QuotedStretch) -> str:
    """Return the stop a quotation ends with; a comma where its sentence goes on: `“Who …” Ana Sol rejoined`."""
    last = text[pair.end - 1]
    if last not in ".!?…,":
        return "q"
    cue = _ATTRIBUTED.match(text, pair.outer[1]) if last in "!?…" else None
    return "," if cue is not None and (cue[1] or cue[2]) in FINITE else last


def _start(atom: Mention | tuple[int, int]) -> int:
    return atom.start if isinstance(atom, Mention) else atom[0]
