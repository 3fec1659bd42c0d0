"""Why a stretch of an article was read as it was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a stretch of text was read as it was: a named rule or piece of evidence, what it did here, an example of it.

    `dossier explain` prints these. `effect` is a sentence about the words at hand; `example` shows the rule at work
    on words of ours and is empty where the rule's name says enough.
    """

    rule: str
    effect: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One reason why a stretch of an article was read as it was; `kind` says as what.

    `kind` is `name`, `entity`, `number`, `date`, `quote`, `finding` (its span is the reading's), `evidence` for a
    finding of numbers, or `article`: what the user corrected of the article itself.
    """

    kind: str
    article: str
    start: int
    end: int
    text: str
    rule: str
    effect: str
    example: str = ""
