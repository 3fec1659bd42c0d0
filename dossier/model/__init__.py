"""The words of the field as frozen data: what flows from files to faces.

All offsets count Unicode code points in `Article.text`, end exclusive. All dates are ISO 8601
(`2025-11-29`); intervals include both ends. Nothing of ours is imported here.
Read `articles` and `extracted` first. Everything is imported from here: `from dossier.model import Article`.
A module is loaded when one of its names is first used: making a class takes .7 ms, and a search needs a quarter of
them. What every search loads imports from the others within functions, or for typing only.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dossier.model.answers import (  # noqa: I001 - one statement a module
        Facet as Facet,
        Facets as Facets,
        QueryForm as QueryForm,
        Related as Related,
        SavedSearch as SavedSearch,
        Shared as Shared,
        Tally as Tally,
    )
    from dossier.model.article_list import (
        ArticleList as ArticleList,
    )
    from dossier.model.articles import (
        CONTENT_ZONES as CONTENT_ZONES,
        PAGE_BREAK as PAGE_BREAK,
        Article as Article,
        ArticleInfo as ArticleInfo,
        Passage as Passage,
        Zone as Zone,
        ZoneKind as ZoneKind,
        count_words as count_words,
        has_pages as has_pages,
        page_of as page_of,
    )
    from dossier.model.as_json import (
        as_line as as_line,
        to_json as to_json,
    )
    from dossier.model.claims import (
        ClaimedNumber as ClaimedNumber,
        NumberClaim as NumberClaim,
        NumberStatus as NumberStatus,
        ReportedSpeech as ReportedSpeech,
    )
    from dossier.model.entities import (
        CORRECTION_KINDS as CORRECTION_KINDS,
        Correction as Correction,
        CorrectionKind as CorrectionKind,
        Entity as Entity,
        Variant as Variant,
    )
    from dossier.model.errors import (
        DossierError as DossierError,
        LinkError as LinkError,
        QueryError as QueryError,
    )
    from dossier.model.explanations import (
        Explanation as Explanation,
        Reason as Reason,
    )
    from dossier.model.extracted import (
        ENTITY_TYPES as ENTITY_TYPES,
        Bound as Bound,
        DateSpan as DateSpan,
        Definition as Definition,
        Direction as Direction,
        EntityType as EntityType,
        Extraction as Extraction,
        Granularity as Granularity,
        Mention as Mention,
        Quantity as Quantity,
        QuantityKind as QuantityKind,
        Quotation as Quotation,
    )
    from dossier.model.findings import (
        CLAIM_STATUSES as CLAIM_STATUSES,
        FINDING_KINDS as FINDING_KINDS,
        VERDICT_MEANINGS as VERDICT_MEANINGS,
        VERDICTS as VERDICTS,
        WRONG_STATUSES as WRONG_STATUSES,
        Change as Change,
        ChangeKind as ChangeKind,
        CheckedClaim as CheckedClaim,
        ClaimEvidence as ClaimEvidence,
        ClaimStatus as ClaimStatus,
        Coverage as Coverage,
        Finding as Finding,
        FindingKind as FindingKind,
        NewsItem as NewsItem,
        Reading as Reading,
        TimelineEntry as TimelineEntry,
        CitedSource as CitedSource,
        Verdict as Verdict,
        by_urgency as by_urgency,
        kind_name as kind_name,
    )
    from dossier.model.notes import (
        Note as Note,
        NoteCheck as NoteCheck,
        NoteStatus as NoteStatus,
    )
    from dossier.model.places import (
        Link as Link,
        Span as Span,
        link_to as link_to,
        parse_link as parse_link,
    )
    from dossier.model.runs import (
        Check as Check,
        CopySummary as CopySummary,
        Failure as Failure,
        IndexSummary as IndexSummary,
        OnProgress as OnProgress,
        Progress as Progress,
        SliceStatus as SliceStatus,
    )
    from dossier.model.searching import (
        NO_OUTLET as NO_OUTLET,
        Filters as Filters,
        Hit as Hit,
        Hits as Hits,
    )

_MODULES = {
    "answers": "Facet Facets QueryForm Related SavedSearch Shared Tally",
    "article_list": "ArticleList",
    "articles": "CONTENT_ZONES PAGE_BREAK Article ArticleInfo Passage Zone ZoneKind count_words has_pages page_of",
    "as_json": "as_line to_json",
    "claims": "ClaimedNumber NumberClaim NumberStatus ReportedSpeech",
    "entities": "CORRECTION_KINDS Correction CorrectionKind Entity Variant",
    "errors": "DossierError LinkError QueryError",
    "explanations": "Explanation Reason",
    "extracted": (
        "ENTITY_TYPES Bound DateSpan Definition Direction EntityType Extraction Granularity Mention Quantity "
        "QuantityKind Quotation"
    ),
    "findings": (
        "CLAIM_STATUSES FINDING_KINDS VERDICTS VERDICT_MEANINGS WRONG_STATUSES Change ChangeKind CheckedClaim "
        "ClaimEvidence ClaimStatus Coverage Finding FindingKind NewsItem Reading TimelineEntry CitedSource Verdict "
        "by_urgency kind_name"
    ),
    "notes": "Note NoteCheck NoteStatus",
    "places": "Link Span link_to parse_link",
    "runs": "Check CopySummary Failure IndexSummary OnProgress Progress SliceStatus",
    "searching": "NO_OUTLET Filters Hit Hits",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """Return something of a module, which is loaded only now. Raises AttributeError where there is none."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
