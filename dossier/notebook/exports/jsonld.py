"""Notes as JSON-LD: one collection of annotations, as the W3C Web Annotation Data Model has it.

https://www.w3.org/TR/annotation-model/; words that it does not have are schema.org's, whose prefix its context sets.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from dossier.model import ArticleInfo, Note
from dossier.notebook.exports.markdown import address, web

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PLAIN_TEXT = "http://tools.ietf.org/rfc/rfc5147"
_PDF = "http://tools.ietf.org/rfc/rfc3778"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def write(notes: list[Note], articles: Mapping[str, ArticleInfo], warnings: Mapping[str, str]) -> str:
    """Return an AnnotationCollection as JSON text, with all its annotations on its first page."""
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": _name("collection", *(note.id for note in notes)),
        "type": "AnnotationCollection",
        "label": "Notebook",
        "total": len(notes),
    }
    if notes:
        collection["first"] = {
            "id": _name("page", *(note.id for note in notes)),
            "type": "AnnotationPage",
            "startIndex": 0,
            "partOf": collection["id"],
            "items": [annotation(note, articles.get(note.article), warnings.get(note.id)) for note in notes],
        }
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def annotation(note: Note, article: ArticleInfo | None, warning: str | None = None) -> dict[str, Any]:
    """Return a note as an annotation; `warning` says that its words stand otherwise in the article now."""
    comment = [_body(note.comment, "commenting")] if note.comment else []
    body = [*comment, *(_body(tag, "tagging") for tag in note.tags)]
    return _known(
        {
            "id": _name("note", note.id),
            "type": "Annotation",
            "motivation": "bookmarking",
            "created": note.created if _TIME.fullmatch(note.created) else None,
            "schema:identifier": note.id,
            "body": body or None,
            "target": {
                "type": ["SpecificResource", "schema:Quotation"],
                "source": _source(note, article),
                **_known({"schema:creator": note.speaker, "schema:creativeWorkStatus": warning}),
                "schema:text": note.quote,
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": note.quote,
                        **_known({"prefix": note.prefix or None, "suffix": note.suffix or None}),
                    },
                    *(_position(note) if note.placed else []),
                    *([_fragment(_PDF, f"page={note.page}")] if note.page is not None else []),
                ],
            },
        }
    )


def _position(note: Note) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": note.start, "end": note.end},
        _fragment(_PLAIN_TEXT, f"char={note.start},{note.end}"),
    ]


def _fragment(standard: str, value: str) -> dict[str, str]:
    return {"type": "FragmentSelector", "conformsTo": standard, "value": value}


def _source(note: Note, article: ArticleInfo | None) -> dict[str, Any]:
    return _known(
        {
            "id": address(note.article),
            "type": "Text",
            "language": article.language if article else None,
            "schema:name": note.title,
            "schema:publisher": note.outlet,
            "schema:author": article.byline if article else None,
            "schema:datePublished": note.published,
            "schema:url": {"id": url} if (url := web(article.url if article else None)) else None,
            "schema:sha256": note.sha256 or None,
        }
    )


def _body(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _name(*parts: str) -> str:
    """Return an IRI that is the same whenever the same is exported."""
    seed = "\n".join(parts).encode("utf-8", "replace").decode("utf-8")
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, seed)}"
