"""What is extracted from an article and kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityType = Literal["PERSON", "ORG", "PLACE", "NATIONALITY", "EVENT"]
ENTITY_TYPES: tuple[EntityType, ...] = ("PERSON", "ORG", "PLACE", "NATIONALITY", "EVENT")
Bound = Literal["=", "~", ">", ">=", "<", "<="]
Direction = Literal["up", "down"]
Granularity = Literal["day", "week", "month", "season", "year", "decade", "interval"]
QuantityKind = Literal[
    "count", "money", "percent", "duration", "distance", "age", "magnitude", "area", "mass", "volume",
    "speed", "temperature", "rate", "ratio", "score", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A proper name at one place in an article.

    `type` is what its article says it is; `role` the title or description beside it ("president",
    "far-right candidate") in lower case; `age` a person's in years, where it stands beside the name. `entity` is
    filled once the dossier is linked.
    """

    article: str
    start: int
    end: int
    text: str
    type: EntityType
    role: str | None = None
    entity: str | None = None
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym that an article defines at one place: `Peruvian National Police (PNP)`."""

    article: str
    start: int
    end: int
    text: str
    full: str
    short: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it measures.

    `low` and `high` are what the words allow (`dozens`: 24 to 99; None: open on that side), `value` the
    number itself or None for ranges and vague plurals. `unit` is canonical (`km`, `day`, `percent`, `USD`)
    and None for counts; `counted` the noun phrase beside it. `direction` is `up` or `down` where it is a change.
    """

    article: str
    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = None
    qualifier: str | None = None
    bound: Bound = "="
    direction: Direction | None = None
    kind: QuantityKind = "count"
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A time expression with its calendar interval, both ends included; None where it cannot be resolved.

    `anchor` is the ISO day it was counted from (None for explicit dates), `rule` a short sentence.
    """

    article: str
    start: int
    end: int
    text: str
    from_: str | None
    to: str | None
    granularity: Granularity
    anchor: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks; `start` and `end` lie inside the marks.

    `speaker` is a name as written or a nominal ("the migrant, who preferred to remain anonymous"),
    `speaker_id` the entity once linked. `cue` is the words that attribute it ("told a press conference"),
    `kind` is `whole` for a sentence or more, `partial` for a fragment woven into the sentence.
    `confidence` in the speaker is between 0 and 1.
    """

    article: str
    start: int
    end: int
    text: str
    speaker: str | None = None
    speaker_id: str | None = None
    cue: str | None = None
    kind: Literal["whole", "partial"] = "whole"
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was extracted from one article, each list in text order."""

    mentions: tuple[Mention, ...] = ()
    definitions: tuple[Definition, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    quotations: tuple[Quotation, ...] = ()
