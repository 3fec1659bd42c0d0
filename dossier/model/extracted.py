"""What is extracted from an article, and why it was read so."""

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
CorrectionKind = Literal["merge", "keep apart", "rename", "retype", "ignore"]
CORRECTION_KINDS: tuple[CorrectionKind, ...] = ("merge", "keep apart", "rename", "retype", "ignore")


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
class Variant:
    """One spelling of an entity: how often it occurs, and in how many articles."""

    text: str
    count: int
    articles: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what a name means across the dossier; `merged` says, a sentence each, why spellings were joined."""

    id: str
    type: EntityType
    name: str
    variants: tuple[Variant, ...] = ()
    roles: tuple[str, ...] = ()
    count: int = 0
    articles: int = 0
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A user's correction of a name, as `entities.yaml` holds it: one entry of the list of its kind.

    `names` are spellings as they stand in the articles, or entity ids: the names of one (`merge`) or of several
    (`keep apart`), else the one name that it is about; `to` is the new name or type (`rename`, `retype`).
    """

    kind: CorrectionKind
    names: tuple[str, ...]
    to: str = ""


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


NumberStatus = Literal["stated", "supposed", "estimated", "change"]
"""How a text tells a number: as a fact, as what may be or is planned, as an estimate, or as a change of a level."""


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """What a number is said to measure, as far as the words beside it tell.

    `subject` is whose it is, as written, `measure` what is counted or measured, `place` where, `from_` and `to` the ISO
    days it is told of. `per` is what it is told for each of (`day`), `scope` has words such as `total` beside it,
    `source` is who gives it. None and empty where the words beside it do not say.
    """

    subject: str | None
    measure: str | None
    place: str | None
    from_: str | None
    to: str | None
    per: str | None
    scope: tuple[str, ...]
    source: str | None
    status: NumberStatus


@dataclass(frozen=True, slots=True)
class ClaimedNumber(Quantity):
    """A quantity with what it is said to measure; None for a number that only names something."""

    claim: NumberClaim | None = None


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
class ReportedSpeech:
    """What an article reports that somebody said, without quotation marks: the article's words, never a quotation.

    `start, end` are those of what is said; `cue` the words that tell so. `certainty` is `said`, `denied` (somebody
    denies it, or did not say it) or `alleged`. `confidence` in the speaker is between 0 and 1.
    """

    article: str
    start: int
    end: int
    text: str
    speaker: str | None = None
    speaker_id: str | None = None
    cue: str = ""
    kind: Literal["indirect"] = "indirect"
    certainty: Literal["said", "alleged", "denied"] = "said"
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was extracted from one article, each list in text order."""

    mentions: tuple[Mention, ...] = ()
    definitions: tuple[Definition, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    quotations: tuple[Quotation, ...] = ()


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
