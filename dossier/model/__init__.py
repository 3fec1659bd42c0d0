"""The words of the field as frozen data: what flows from files to faces.

All offsets count Unicode code points in `Article.text`, end exclusive. All dates are ISO 8601
(`2025-11-29`); intervals include both ends. Nothing of ours is imported here.
Read `articles` and `extracted` first. Everything is imported from here: `from dossier.model import Article`.
Findings and notes are loaded when they are first used: a search needs neither, and making the classes takes 12 ms.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dossier.model.articles import (
    PAGE_BREAK,
    Article,
    ArticleInfo,
    Passage,
    Zone,
    ZoneKind,
    has_pages,
    page_of,
)
from dossier.model.as_json import (
    to_json,
)
from dossier.model.errors import (
    DossierError,
    LinkError,
    QueryError,
)
from dossier.model.extracted import (
    CORRECTION_KINDS,
    ENTITY_TYPES,
    Bound,
    ClaimedNumber,
    Correction,
    CorrectionKind,
    DateSpan,
    Definition,
    Direction,
    Entity,
    EntityType,
    Explanation,
    Extraction,
    Granularity,
    Mention,
    NumberClaim,
    NumberStatus,
    Quantity,
    QuantityKind,
    Quotation,
    Reason,
    ReportedSpeech,
    Variant,
)
from dossier.model.places import (
    Link,
    Span,
    link_to,
    parse_link,
)
from dossier.model.runs import (
    Check,
    CopySummary,
    Failure,
    IndexSummary,
    Progress,
    SliceStatus,
)
from dossier.model.searching import (
    Facet,
    Facets,
    Filters,
    Hit,
    Hits,
    QueryForm,
    Related,
    SavedSearch,
    Shared,
    Tally,
)

if TYPE_CHECKING:
    from dossier.model.findings import (
        CLAIM_STATUSES,
        FINDING_KINDS,
        VERDICTS,
        WRONG_STATUSES,
        Change,
        ChangeKind,
        CheckedClaim,
        ClaimEvidence,
        ClaimStatus,
        Coverage,
        Finding,
        FindingKind,
        NewsItem,
        Reading,
        TimelineEntry,
        Told,
        Verdict,
        by_urgency,
    )
    from dossier.model.notes import (
        Note,
        NoteCheck,
        NoteStatus,
    )

__all__ = [
    "CLAIM_STATUSES",
    "CORRECTION_KINDS",
    "ENTITY_TYPES",
    "FINDING_KINDS",
    "PAGE_BREAK",
    "VERDICTS",
    "WRONG_STATUSES",
    "Article",
    "ArticleInfo",
    "Bound",
    "Change",
    "ChangeKind",
    "Check",
    "CheckedClaim",
    "ClaimEvidence",
    "ClaimStatus",
    "ClaimedNumber",
    "CopySummary",
    "Correction",
    "CorrectionKind",
    "Coverage",
    "DateSpan",
    "Definition",
    "Direction",
    "DossierError",
    "Entity",
    "EntityType",
    "Explanation",
    "Extraction",
    "Facet",
    "Facets",
    "Failure",
    "Filters",
    "Finding",
    "FindingKind",
    "Granularity",
    "Hit",
    "Hits",
    "IndexSummary",
    "Link",
    "LinkError",
    "Mention",
    "NewsItem",
    "Note",
    "NoteCheck",
    "NoteStatus",
    "NumberClaim",
    "NumberStatus",
    "Passage",
    "Progress",
    "Quantity",
    "QuantityKind",
    "QueryError",
    "QueryForm",
    "Quotation",
    "Reading",
    "Reason",
    "Related",
    "ReportedSpeech",
    "SavedSearch",
    "Shared",
    "SliceStatus",
    "Span",
    "Tally",
    "TimelineEntry",
    "Told",
    "Variant",
    "Verdict",
    "Zone",
    "ZoneKind",
    "by_urgency",
    "has_pages",
    "link_to",
    "page_of",
    "parse_link",
    "to_json",
]

_LATER = ("findings", "notes")


def __getattr__(name: str) -> Any:
    """Return one of the names of the modules that are loaded late. Raises AttributeError where there is none."""
    if name in __all__:
        for part in _LATER:
            module = import_module(f"{__name__}.{part}")
            if hasattr(module, name):
                found = globals()[name] = getattr(module, name)
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
