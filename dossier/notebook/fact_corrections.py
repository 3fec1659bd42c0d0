"""`corrections.yaml` beside the notebook: what the reader knows better about one article or one place in it.

    - article: seeds/ferry.txt
      correct: speaker          # title, outlet, byline, published, speaker, number, date, type or name
      to: Rosa Nunes            # null: there is none
      words: There will be a pier by spring
      before: "Mayor promises a new pier “"
      after: "” said the mayor of Vale"

The words are found again by themselves and by what stands around them. Where they are no longer found, the
correction is reported as lost; it is never applied to other words. Of several corrections of one thing the last counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from dossier.files.folders import make_private_folder
from dossier.files.yaml_records import Record, RecordsFile
from dossier.model import ENTITY_TYPES, DossierError
from dossier.text.days import span_of
from dossier.text.visible import one_line

ArticleFact = Literal["title", "outlet", "byline", "published"]
PlaceFact = Literal["speaker", "number", "date", "type", "name"]
Fact = ArticleFact | PlaceFact

ARTICLE_FACTS: tuple[ArticleFact, ...] = get_args(ArticleFact)
PLACE_FACTS: tuple[PlaceFact, ...] = get_args(PlaceFact)

_CONTEXT = 40  # code points kept on each side of the words
_HEADING = "# What you have corrected in single articles. Comments are yours; docs/corrections.md explains the keys.\n"
_FORM = "Expected a list of corrections with the keys article, correct, to, words, before and after."


class FactCorrectionsError(DossierError):
    """corrections.yaml cannot be used or changed; the message names file and line."""


@dataclass(frozen=True, slots=True)
class FactCorrection:
    """One correction: `to` is what `correct` should be, None that there is none.

    `article` is the article's path. For what stands in the text, `words` are the words that it is about, with the code
    points `before` and `after` them.
    """

    article: str
    correct: Fact
    to: str | None
    words: str = ""
    before: str = ""
    after: str = ""

    def place(self, text: str) -> tuple[int, int] | None:
        """Return where the words stand in the article's text now, as code points; None where that is not certain."""
        if not self.words:
            return None
        found = [match.start() for match in re.finditer(re.escape(self.words), text)]
        fits = [(self._fits(text, at), at) for at in found]
        best = [at for fit, at in fits if fit and fit == max(fits)[0]]
        return (best[0], best[0] + len(self.words)) if len(best) == 1 else None

    def _fits(self, text: str, at: int) -> int:
        """Return on how many sides (0 to 2) the words at an offset have the same surroundings."""
        end = at + len(self.words)
        left = _told(text[:at][-_CONTEXT * 2 :]).endswith(_told(self.before))
        return left + _told(text[end : end + _CONTEXT * 2]).startswith(_told(self.after))


def _told(text: str) -> str:
    """Return a text without white space, which may have been wrapped otherwise since."""
    return "".join(text.split())


def about_words(article: str, text: str, start: int, end: int, correct: PlaceFact, to: str | None) -> FactCorrection:
    """Return the correction of what stands at a stretch of an article's text, as code points."""
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return FactCorrection(article, correct, to, text[start:end], before, after)


class FactCorrections:
    """The corrections in a file, which programs may use at once; a missing file is an empty one."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._records = RecordsFile(path, FactCorrectionsError, _FORM, _HEADING)

    def read(self) -> list[FactCorrection]:
        """Return the corrections in the order of the file. Raises FactCorrectionsError."""
        return [self._correction(record) for record in self._records.read()]

    def add(self, correction: FactCorrection) -> None:
        """Write a correction down. Raises FactCorrectionsError, with nothing changed."""
        if wrong := fault(correction):
            raise FactCorrectionsError(wrong)
        self.read()  # a file in which something else stands is left alone
        try:
            make_private_folder(self.path.parent)
        except OSError as error:
            raise self._records.file.error(f"cannot be written ({error.strerror or error}).") from None
        values: dict[str, str | None] = {
            "article": correction.article,
            "correct": correction.correct,
            "to": correction.to,
        }
        if correction.correct in PLACE_FACTS:
            values |= {"words": correction.words, "before": correction.before, "after": correction.after}
        self._records.add(values)

    def remove(self, correction: FactCorrection | None = None) -> FactCorrection | None:
        """Remove the last correction, or the last equal to this one, and return it; None where there is none."""
        known = self.read()
        at = next((at for at in reversed(range(len(known))) if correction in (None, known[at])), None)
        if at is None:
            return None
        self._records.remove(at)
        return known[at]

    def _correction(self, record: Record) -> FactCorrection:
        values = dict(record.values)
        correct, article = values.pop("correct", None), values.pop("article", None)
        to = values.pop("to", None)
        words, before, after = (values.pop(key, None) or "" for key in ("words", "before", "after"))
        if values or not article or correct not in (*ARTICLE_FACTS, *PLACE_FACTS):
            raise self._records.file.error(_FORM, record.line)
        read = FactCorrection(article, correct, to, words, before, after)
        if wrong := fault(read):
            raise self._records.file.error(wrong, record.line)
        return read


def fault(correction: FactCorrection) -> str:
    """Return a sentence that says what is wrong with a correction as it is written; an empty one where nothing is."""
    to, correct = correction.to, correction.correct
    if correct in PLACE_FACTS and not correction.words:
        return f"A correction of a {correct} needs the words that it is about."
    if correct == "title" and not (to or "").strip():
        return "A title cannot be empty."
    return _wrong_value(correct, to) if to is not None else ""


def _wrong_value(correct: Fact, to: str) -> str:
    """Return what is wrong with a day or a type as it is written; nothing where nothing is."""
    if correct in ("published", "date") and span_of(to) is None:
        return f"“{one_line(to)}” is not a day; write 2025-11-28, 2025-11, 2025 or 2025-11-28..2025-11-30."
    if correct == "published" and len(to) != len("2025-11-28"):
        return f"“{one_line(to)}” is not a single day; write 2025-11-28."
    if correct == "type" and to.upper() not in ENTITY_TYPES:
        return f"“{one_line(to)}” is not a type; there are {', '.join(ENTITY_TYPES)}."
    return ""
