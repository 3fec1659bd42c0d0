"""A title for an article that has no headline: the news of its first sentence, in its own words."""

from __future__ import annotations

import re

from dossier.reading.text.head import printed_dates
from dossier.reading.text.sentences import sentences

LONGEST = 110
"""Code points; what fits a line of a wide terminal."""

# "In a rare move, the …": what comes before the subject.
_OPENING = re.compile(
    r"(?:In|On|At|After|With|Amid|Under|Following|During|Since|Before|Despite|According to)\b"
    r"[^,.;:—“\"]{1,90},\s+(?=(?:the|an?)\s|[A-ZÀ-Þ])"
)
_CUT = "… "
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s|—")


def from_prose(paragraph: str) -> str | None:
    """Shorten the first sentence of a paragraph to a title; `…` says where it was cut. None for no words.

    An introductory phrase ("On 3 May 2020, ", "In a surprise move, ") is left off, then the sentence ends at the
    last clause that fits, else at the last word that does. What is left stands as it was written.
    """
    spans = sentences(paragraph[:1_000])
    if not spans:
        return None
    sentence = " ".join(paragraph[slice(*spans[0])].split())
    sentence = _without_date(sentence)
    if len(sentence) > LONGEST and (opening := _OPENING.match(sentence)) and len(sentence) - opening.end() > 30:
        sentence = _CUT + sentence[opening.end() :]
    if len(sentence) <= LONGEST:
        return sentence.removesuffix(".")
    cuts = [match.start() for match in _CLAUSE.finditer(sentence, 40, LONGEST)]
    cut = cuts[-1] if cuts else sentence.rfind(" ", 0, LONGEST)
    return sentence[: cut if cut > 0 else LONGEST].rstrip(" ,;:–—-") + "…"


def _without_date(sentence: str) -> str:
    """Return a sentence without the date that it begins with and the comma behind: "On 3 May 2020, "."""
    dates = printed_dates.find(sentence[:80])
    if dates and sentence[: dates[0].start] in {"", "On "} and sentence[dates[0].end :].startswith(","):
        return _CUT + sentence[dates[0].end + 1 :].lstrip()
    return sentence
