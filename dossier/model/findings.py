"""What several articles say of one thing, and what a draft or a newer version says of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from dossier.model.extracted import Granularity
from dossier.model.places import Span, parse_link

FindingKind = Literal["number", "name", "date", "quote"]
FINDING_KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
Verdict = Literal["agree", "compatible", "explained", "conflict", "unclear"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
VERDICT_MEANINGS: dict[Verdict, str] = {
    "conflict": "cannot all be true",
    "unclear": "the texts do not settle it",
    "explained": "different, and the texts account for it",
    "compatible": "different, and all can be true",
    "agree": "the same",
}
"""What a verdict says of the readings of a finding."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the ways in which articles tell a thing: what they say, what the words allow, and where they say it.

    `value`, `low` and `high` are numbers in the unit that the reading names; None for what is not a number or is open.
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

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the places of all readings, in their order."""
        return tuple(span for reading in self.readings for span in reading.spans)

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the ids of the articles that have these places, each once."""
        return tuple(dict.fromkeys(span.article for span in self.spans))


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
    """One item of news: what an article brings that is new or has changed since it was last read.

    `kind` is `fact` (told by new articles only, or now by a second origin), `verdict` (a finding that is another one
    now), `note` (what a note quotes is contradicted or was changed) or `search` (a saved search has new hits). `about`
    names the thing, the note's id or the search; `was` and `now` say what it was and is. `spans` are the places in
    the new articles, `value` is as in Coverage.
    """

    kind: Literal["fact", "verdict", "note", "search"]
    about: str
    was: str | None
    now: str
    why: str
    spans: tuple[Span, ...] = ()
    value: str = ""

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return _titled(self.value, self.about)


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

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Return where `what` stands, and the sentences of other articles that tell the same, these without words."""
        found = re.search(r"\s+".join(map(re.escape, self.what.split())), self.text)  # it may stand on several lines
        start, end = found.span() if found else (0, len(self.text))
        mine = Span(self.article, self.start + start, self.start + end, self.what)
        return (mine, *(Span(link.article, link.start, link.end, "") for link in map(parse_link, self.also)))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who reports a thing: outlets with the links to where they do, in the order in which they published it.

    `kind` is a finding's kind, `entity` or `fact`; `first` is the outlet that had it first (None where no date tells),
    `single_source` whether one alone has it, `missing` the outlets that leave it out. `origins` says for each outlet
    whom it cites; `independent` is how many independent origins the thing has at most. `anonymous` says that all who
    tell it cite an anonymous source for it, and nobody else. `value` has the values of a number or date as its places
    write them, the first two.
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
    value: str = ""

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return _titled(self.value, self.about)

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that report it, each once."""
        return tuple(dict.fromkeys(parse_link(link).article for links in self.outlets.values() for link in links))


def kind_name(kind: str) -> str:
    """Return how a kind of finding or fact is called in text for people: `name` for an entity."""
    return {"entity": "name", "quote": "quotation"}.get(kind, kind)


def _titled(value: str, about: str) -> str:
    """Return what a fact is called in a list, its value before what it is about: `14 Dec 2025, runoff`."""
    return f"{value}, {about}" if value else about


@dataclass(frozen=True, slots=True)
class CitedSource:
    """Who reports a thing, and who has it from whom: a tree.

    `source` is an outlet, or what is cited and is not an article of the dossier (then `link` is None). `how` says what
    shows that it has the thing from above, `cites` or `same words`, and `lost` which limiting words of the one above it
    leaves out.
    """

    source: str
    link: str | None = None
    how: str = ""
    lost: tuple[str, ...] = ()
    below: tuple[CitedSource, ...] = ()
