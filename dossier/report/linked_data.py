"""The JSON-LD of a report: the notes as W3C Web Annotations, findings with a verdict as schema.org ClaimReview."""

from __future__ import annotations

import json
from typing import Any

from dossier.model import Finding, Verdict
from dossier.notebook.exports.jsonld import CONTEXT, annotation
from dossier.report.contents import ReportContents

# schema.org wants a rating; the words are ours and the numbers only say their order, never truth.
_RATINGS: dict[Verdict, int] = {"conflict": 1, "unclear": 2, "explained": 3, "compatible": 4, "agree": 5}


def linked_data(contents: ReportContents) -> str:
    """Return the JSON-LD document; every `<` is escaped, so that no text of an article can end its element."""
    articles = {info.path: info for info in contents.articles.values()}
    graph = [
        *(annotation(note, articles.get(note.article)) | {"id": f"#note-{note.id}"} for note in contents.notes),
        *(_review(contents, finding) for finding in contents.findings),
    ]
    context = [CONTEXT, {"schema": "https://schema.org/"}]
    document = json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False)
    return document.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _review(contents: ReportContents, finding: Finding) -> dict[str, Any]:
    return {
        "type": "schema:ClaimReview",
        "id": f"#{finding.id}",
        "schema:claimReviewed": finding.about,
        "schema:reviewBody": finding.why,
        "schema:reviewRating": {
            "type": "schema:Rating",
            "schema:alternateName": finding.verdict,
            "schema:ratingValue": _RATINGS[finding.verdict],
            "schema:worstRating": 1,
            "schema:bestRating": 5,
            "schema:ratingExplanation": "How far the sources agree with one another; not whether they are true.",
        },
        "schema:itemReviewed": [
            {
                "type": "schema:Claim",
                "schema:text": reading.reading,
                "schema:appearance": [contents.name(article) for article in reading.articles],
            }
            for reading in finding.readings
        ],
    }
