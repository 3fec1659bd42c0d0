"""The words of the field as frozen data: what flows from files to faces.

All offsets count Unicode code points in `Article.text`, end exclusive. All dates are ISO 8601
(`2025-11-29`); intervals include both ends. This module imports nothing of ours.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

ZoneKind = Literal["headline", "dateline", "byline", "caption", "subheading", "body", "furniture"]
EntityType = Literal["PERSON", "ORG", "PLACE", "NATIONALITY", "EVENT"]
ENTITY_TYPES: tuple[EntityType, ...] = ("PERSON", "ORG", "PLACE", "NATIONALITY", "EVENT")
Bound = Literal["=", "~", ">", ">=", "<", "<="]
Direction = Literal["up", "down"]
Granularity = Literal["day", "week", "month", "season", "year", "decade", "interval"]
QuantityKind = Literal[
    "count", "money", "percent", "duration", "distance", "age", "magnitude", "area", "mass", "volume",
    "speed", "temperature", "rate", "ratio", "score", "other",
]  # fmt: skip
FindingKind = Literal["number", "name", "date", "quote"]
FINDING_KINDS: tuple[FindingKind, ...] = ("number", "name", "date", "quote")
Verdict = Literal["agree", "compatible", "explained", "conflict", "unclear"]
VERDICTS: tuple[Verdict, ...] = ("agree", "compatible", "explained", "conflict", "unclear")
CorrectionKind = Literal["merge", "keep apart", "rename", "retype", "ignore"]
CORRECTION_KINDS: tuple[CorrectionKind, ...] = ("merge", "keep apart", "rename", "retype", "ignore")
NoteStatus = Literal["exact", "moved", "changed", "ambiguous", "orphan"]


class DossierError(Exception):
    """Something a person can mend; the message is one or two sentences that say what to do."""


class LinkError(DossierError):
    """A link that cannot be read or names what is not there."""


class QueryError(DossierError):
    """A query that makes no sense: the character of it where that shows, and a query that may have been meant."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position
        self.query = ""
        self.suggestion: str | None = None

    def __str__(self) -> str:
        """Return what is wrong, and the query that may have been meant."""
        message = super().__str__()
        return message if self.suggestion is None else f"{message} Did you mean: {self.suggestion}"


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of an article and what part of the page it is. An article's zones cover its text in order."""

    start: int
    end: int
    zone: ZoneKind


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search: a body paragraph or, of a long one, whole sentences of at most 100 words together."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One source document, read.

    `id` is the path below its source folder without suffix; `path` is the file as the notebook cites it
    (POSIX, relative to the configuration where the source was given so). `published` is an ISO day or None,
    `published_from` names the part of the page it was read from. `remarks` are sentences about how it was
    read that a reader should know ("decoded as Windows-1252, a guess").
    """

    id: str
    path: str
    title: str
    text: str
    sha256: str
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: str | None = None
    url: str | None = None
    language: str | None = None
    zones: tuple[Zone, ...] = ()
    passages: tuple[Passage, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words its passages hold."""
        return sum(len(_WORD.findall(self.text, p.start, p.end)) for p in self.passages)

    def page(self, offset: int) -> int | None:
        """Return the page of a PDF on which an offset stands, counted from 1; None for what has no pages."""
        return page_of(self.path, self.text, offset)


def page_of(path: str, text: str, offset: int) -> int | None:
    """Return the page, from 1, on which an offset of a PDF's text stands; None for a file that has no pages."""
    return text.count(PAGE_BREAK, 0, offset) + 1 if has_pages(path) else None


def has_pages(path: str) -> bool:
    """Return whether an article's file has pages: PDF is the only format whose pages are fixed."""
    return path.lower().endswith(".pdf")


PAGE_BREAK = "\f"
"""Ends each page but the last in the text of a PDF."""


_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """An article as lists show it: everything but its text, zones and passages."""

    id: str
    path: str
    title: str
    outlet: str | None
    byline: str | None
    published: str | None
    published_from: str | None
    url: str | None
    language: str | None
    words: int
    passages: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A proper name where it stands.

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
    """An acronym defined where it stands: `Peruvian National Police (PNP)`."""

    article: str
    start: int
    end: int
    text: str
    full: str
    short: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One spelling of an entity: how often it stands, and in how many articles."""

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
    """What a reader knows better about a name, as `entities.yaml` holds it: one entry of the list of its kind.

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
class Span:
    """A stretch of an article and its words."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One reason why a stretch of an article was read as it was; `kind` says as what.

    `kind` is `name`, `entity`, `number`, `date`, `quote` or `finding`; the last one's span is the reading's.
    """

    kind: str
    article: str
    start: int
    end: int
    text: str
    rule: str
    effect: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query; `highlights` are article offsets, a word or phrase each.

    `also` are links to where other articles have the same words, or nearly, the earliest published first; `heading`
    is the caption or subheading above the passage where that answers and the passage itself has no highlight.
    """

    article: str
    start: int
    end: int
    text: str
    title: str
    outlet: str | None
    published: str | None
    score: float
    highlights: tuple[tuple[int, int], ...] = ()
    also: tuple[str, ...] = ()
    heading: Span | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """One window of a query's answer: `total` passages in `articles` articles, found in `milliseconds`.

    `notice` is a sentence where the answer is not all that was asked (time limit, word left out).
    """

    hits: tuple[Hit, ...]
    total: int
    articles: int
    milliseconds: float
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What to search in: outlets, an interval of publication days (ISO, both ends in), entity ids (all of them).

    `kinds` are kinds of number, any of which a passage must have.
    """

    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    entities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.outlets or self.since or self.until or self.entities or self.kinds)


@dataclass(frozen=True, slots=True)
class QueryForm:
    """A line of the query language's page: what one types and what that finds, under the heading `section`."""

    section: str
    typed: str
    finds: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that a query's answer can be narrowed to, and in how many of its passages and articles it stands.

    `value` is what Filters and the query language take: an outlet, a month (`2025-11`), an entity's id, a kind of
    number; `name` is how it is shown.
    """

    value: str
    name: str
    passages: int
    articles: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What a query's answer divides into, each list most passages first, `dates` in calendar order.

    `outlets` are counted as if no outlet were chosen and `dates` as if no day were, so that another can be chosen.
    """

    outlets: tuple[Facet, ...] = ()
    dates: tuple[Facet, ...] = ()
    entities: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name, as `searches.yaml` beside the notebook holds it."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of each article answers a query: ids of articles with their passages, most first."""

    query: str
    passages: int
    articles: tuple[tuple[str, int], ...]
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """What two passages have in common, in the reader's own words."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """A passage of another article that tells the same fact as the one asked about (`query`, a link)."""

    query: str
    article: str
    start: int
    end: int
    text: str
    score: float
    shared: Shared


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the ways in which articles tell a thing: what they say, what the words allow, and where they say it.

    `value`, `low` and `high` are numbers in the unit that the reading names; None for what is no number or is open.
    """

    reading: str
    value: float | None
    low: float | None
    high: float | None
    articles: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What two or more articles say of one thing, side by side; `why` is a sentence made from the readings.

    `id` stays the same over rebuilds as long as the same is said of the same thing, wherever in the articles.
    """

    id: str
    kind: FindingKind
    about: str
    verdict: Verdict
    why: str
    readings: tuple[Reading, ...]


ClaimStatus = Literal[
    "misattributed",
    "misquoted",
    "inconsistent",
    "misspelt",
    "differs",
    "unclear",
    "absent",
    "explained",
    "compatible",
    "single",
    "supported",
]
"""What the articles say of a claim of a draft, the most urgent first."""
CLAIM_STATUSES: tuple[ClaimStatus, ...] = get_args(ClaimStatus)
WRONG_STATUSES: frozenset[ClaimStatus] = frozenset(CLAIM_STATUSES[:5])
"""The statuses that make a check fail."""


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """A place in the sources that bears on a claim; `reading` is what it says there, or who speaks."""

    article: str
    start: int
    end: int
    text: str
    reading: str


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A name, number, date or quotation of a draft, set against the articles; `why` is one sentence.

    `accepted` is the note with which the writer accepts it as it is; None, and in no output, where it is not accepted.
    """

    start: int
    end: int
    text: str
    kind: FindingKind
    status: ClaimStatus
    why: str
    evidence: tuple[ClaimEvidence, ...] = ()
    accepted: str | None = dataclasses.field(default=None, metadata={"optional": True})

    @property
    def wrong(self) -> bool:
        """Whether it makes a check fail: nobody has accepted it."""
        return self.status in WRONG_STATUSES and self.accepted is None


def by_urgency(claims: Iterable[CheckedClaim]) -> list[CheckedClaim]:
    """Return claims with the most urgent first, accepted ones last, those alike in the order of the draft."""
    order = {status: at for at, status in enumerate(CLAIM_STATUSES)}
    return sorted(claims, key=lambda claim: (claim.accepted is not None, order[claim.status], claim.start))


ChangeKind = Literal["number", "name", "date", "quote", "headline", "text"]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that one version of an article tells and the next tells otherwise, or not at all.

    `from_version` and `to_version` are ids of versions, `now` for the article as it is. `was` and `now` are the words;
    None where it is new or gone. `declared` says that the later version announces a correction of it. `was_span` and
    `now_span` are places in the two texts, `notes` the ids of the notes that it touches. Kind `text` is what is none
    of the others: a sentence that is new or gone, or words of one that are others.
    """

    article: str
    from_version: str
    to_version: str
    kind: ChangeKind
    was: str | None
    now: str | None
    declared: bool = False
    was_span: Span | None = None
    now_span: Span | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsItem:
    """What articles that are new, or changed, since they were last read bring: one item of news.

    `kind` is `fact` (told by new articles only, or now by a second origin), `verdict` (a finding that is another one
    now), `note` (what a note quotes is contradicted or was changed) or `search` (a saved search has new hits). `about`
    names the thing, the note's id or the search; `was` and `now` say what it was and is. `spans` are the places in
    the new articles.
    """

    kind: Literal["fact", "verdict", "note", "search"]
    about: str
    was: str | None
    now: str
    why: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something dated: an interval, both ends included, and the passage that tells what was or will be then.

    `what` is the sentence, `phrase` its words for the date, `rule` how they were resolved. `kind` is `published` for
    an article's own appearance. `also` are links to the sentences of other articles that tell the same of that date.
    """

    from_: str
    to: str
    granularity: Granularity
    article: str
    start: int
    end: int
    text: str
    what: str
    kind: Literal["event", "published"] = "event"
    phrase: str = ""
    rule: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who reports a thing: outlets with the links to where they do, in the order in which they published it.

    `kind` is a finding's kind, `entity` or `fact`; `first` is the outlet that had it first (None where no date tells),
    `single_source` whether one alone has it, `missing` the outlets that leave it out. `origins` says for each outlet
    whom it cites; `independent` is how many independent origins the thing has at most. `anonymous` says that all who
    tell it cite an anonymous source for it, and nobody else.
    """

    about: str
    kind: str
    outlets: dict[str, tuple[str, ...]]
    first: str | None
    single_source: bool
    missing: tuple[str, ...] = ()
    origins: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    independent: int = 1
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells a thing, and who has it from there: a tree.

    `source` is an outlet, or what is cited and is no article of the dossier (then `link` is None). `how` says what
    shows that it has the thing from above, `cites` or `same words`, and `lost` which limiting words of the one above it
    leaves out.
    """

    source: str
    link: str | None = None
    how: str = ""
    lost: tuple[str, ...] = ()
    below: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why, in one sentence."""

    path: str
    error: str


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What an index run did; `articles` and `passages` are what the dossier holds now."""

    articles: int
    passages: int
    added: int
    changed: int
    removed: int
    failed: tuple[Failure, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an index run has come: `done` of `total` in this `stage` ("reading", "linking")."""

    stage: str
    done: int
    total: int
    words: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `dossier doctor`; `detail` says what is wrong and how to mend it."""

    check: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Note:
    """A bookmarked quote as the notebook holds it. `start`/`end` are from its position selector.

    `page` is the page of a PDF on which it begins, from 1; None, and in no output, where there are no pages.
    """

    id: str
    quote: str
    article: str
    start: int
    end: int
    speaker: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    tags: tuple[str, ...] = ()
    comment: str = ""
    created: str = ""
    sha256: str = ""
    prefix: str = ""
    suffix: str = ""
    twins: int = 0
    """Other places of the article with the same words, when it was noted."""
    page: int | None = dataclasses.field(default=None, metadata={"optional": True})


@dataclass(frozen=True, slots=True)
class NoteCheck:
    """Whether a note still stands where it was taken: what it quoted (`was`) and what stands there (`now`).

    `why` says what is different, "" where nothing is; `candidates` are links to where an orphan's words may stand.
    """

    id: str
    status: NoteStatus
    article: str
    start: int | None
    end: int | None
    was: str
    now: str | None
    why: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """`ARTICLE_ID#char=START,END` (RFC 5147): names a stretch of an article."""

    article: str
    start: int
    end: int

    def __str__(self) -> str:
        """Write it as the command line and the notebook do."""
        return f"{self.article}#char={self.start},{self.end}"


_LINK = re.compile(r"\s*(?P<article>.+)#char=(?P<start>\d{1,12}),(?P<end>\d{1,12})\s*", re.DOTALL)


def parse_link(text: str) -> Link:
    """Read a link; raises LinkError when it is none or is empty or backward."""
    match = _LINK.fullmatch(text)
    if not match:
        raise LinkError(f"“{text.strip()[:80]}” is no link; a link looks like ARTICLE#char=120,180.")
    start, end = int(match["start"]), int(match["end"])
    if end <= start:
        raise LinkError(f"“{text.strip()[:80]}” names no text: its end must be greater than its start.")
    return Link(match["article"], start, end)


def link_to(span: Any) -> str:
    """Return the link of anything that has `article`, `start` and `end`."""
    return f"{span.article}#char={span.start},{span.end}"


def to_json(value: Any) -> Any:
    """Turn model objects into what `--json` prints: dicts and lists of plain values, keys as in the contracts."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [f for f in dataclasses.fields(value) if not f.name.startswith("_")]
        wanted = [f for f in fields if not f.metadata.get("optional") or getattr(value, f.name) is not None]
        return {f.name.rstrip("_"): to_json(getattr(value, f.name)) for f in wanted}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    return value
