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
    from dossier.model.answers import *  # noqa: F403
    from dossier.model.article_list import *  # noqa: F403
    from dossier.model.articles import *  # noqa: F403
    from dossier.model.as_json import *  # noqa: F403
    from dossier.model.claims import *  # noqa: F403
    from dossier.model.entities import *  # noqa: F403
    from dossier.model.errors import *  # noqa: F403
    from dossier.model.explanations import *  # noqa: F403
    from dossier.model.extracted import *  # noqa: F403
    from dossier.model.findings import *  # noqa: F403
    from dossier.model.notes import *  # noqa: F403
    from dossier.model.places import *  # noqa: F403
    from dossier.model.runs import *  # noqa: F403
    from dossier.model.searching import *  # noqa: F403

_MODULES = {
    "answers": "Facet Facets QueryForm Related SavedSearch Shared Tally",
    "article_list": "ArticleList",
    "articles": "CONTENT_ZONES PAGE_BREAK Article ArticleInfo Passage Zone ZoneKind count_words has_pages page_of",
    "as_json": "as_line to_json",
    "claims": "ClaimedNumber NumberClaim NumberStatus ReportedSpeech",
    "entities": "Correction CorrectionKind Entity Variant",
    "errors": "DossierError LinkError QueryError UnusableError",
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
