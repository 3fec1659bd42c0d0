"""Articles as documents, and back.

Of one article there is a document with its text and all that was extracted from it, and one for each of its passages
with what it is found by. Whom its names mean stands in a document of its own (`meanings`), as that changes with every
other article. An article's `rev` names it in one state of the dossier, so that what is sent twice is there once.
"""

from __future__ import annotations

import dataclasses
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from dossier.linking.text.near_duplicates import fingerprints
from dossier.model import (
    NO_OUTLET,
    Article,
    ArticleInfo,
    DateSpan,
    Definition,
    Entity,
    Extraction,
    Mention,
    Passage,
    Quantity,
    Quotation,
    Variant,
    Zone,
)
from dossier.reading.text.site_margins import Margin
from dossier.storing.base.records import FileState, StoredArticle
from dossier.storing.opensearch.indices import NEVER, Json
from dossier.storing.opensearch.neighbours import neighbours
from dossier.storing.opensearch.words import joined, key, spaced, stems, stems_of, written
from dossier.storing.query.values import address
from dossier.storing.text.headings import above
from dossier.storing.text.stemming import searched_as
from dossier.storing.text.tokens import words

EXTRACTED: Final[dict[type, str]] = {
    Mention: "mentions",
    Definition: "definitions",
    Quantity: "quantities",
    DateSpan: "dates",
    Quotation: "quotations",
}
"""Kinds of annotation, each with the field of `Extraction` that has it."""
_FIELDS: Final = {
    kind: [field.name for field in dataclasses.fields(kind) if field.name != "article"] for kind in EXTRACTED
}
_VALUES: Final[dict[type, Callable[[Any], Any]]] = {kind: attrgetter(*names) for kind, names in _FIELDS.items()}
_FILE: Final = 4_000  # code points of a path that is looked up: the server takes no more than 32,766 bytes
INFO: Final = [field.name for field in dataclasses.fields(ArticleInfo)]
_RECORD: Final = [field.name for field in dataclasses.fields(Article) if field.name not in {"zones", "passages"}]


def packed(value: object) -> str:
    """Return a value as a text that the cluster keeps as it is, half characters and NUL in it included."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def rev(article: str, state: int) -> str:
    """Return what an article is called in a state of the dossier."""
    return f"{key(article)}.{state}"


def passage_id(of: str, number: int) -> str:
    """Return the id of a passage, by its article's rev and its place there."""
    return f"{of}.{number}"


def article_document(
    item: StoredArticle, state: int, site: str | None, margins: Sequence[Margin], own: Iterable[int]
) -> Json:
    """Return an article's document, as it comes with a state."""
    article, extraction = item.article, item.extraction
    record = {name: getattr(article, name) for name in _RECORD}
    record["zones"] = [[zone.start, zone.end, zone.zone] for zone in article.zones]
    record["passages"] = [[passage.start, passage.end] for passage in article.passages]
    info = [getattr(article, name) if name != "passages" else len(article.passages) for name in INFO]
    marks = frozenset(own)
    return {
        "id": article.id,
        "path": article.path,
        "rev": rev(article.id, state),
        "since": state,
        "until": NEVER,
        "passages": len(article.passages),
        "mentions": len(extraction.mentions),
        "quotations": len(extraction.quotations),
        "repeats": bool(margins),
        "info": packed(info),
        "record": {"json": packed(record)},
        **file_fields(item.state),
        "margins": {
            "json": packed(
                [site, [[margin.mark, margin.start, margin.end, margin.mark in marks] for margin in margins]]
            )
        },
        "found": {
            name: packed([_VALUES[kind](one) for one in getattr(extraction, name)]) for kind, name in EXTRACTED.items()
        },
    }


def file_fields(state: FileState) -> Json:
    """Return what an article's file looked like, and the path that it is looked up by."""
    return {"state": {"json": packed([state.file, state.size, state.mtime_ns])}, "file": state.file[:_FILE]}


def unpacked(document: Json, field: str) -> Any:
    """Return what a field keeps."""
    return json.loads(document[field]["json"])


def article_of(document: Json) -> Article:
    """Return an article from its document."""
    values = unpacked(document, "record")
    values["zones"] = tuple(Zone(*zone) for zone in values["zones"])
    values["passages"] = tuple(Passage(*passage) for passage in sorted(values["passages"]))
    values["remarks"] = tuple(values["remarks"])
    return Article(**values)


def info_of(document: Json) -> ArticleInfo:
    """Return what lists show of an article."""
    return ArticleInfo(*json.loads(document["info"]))


def state_of(document: Json) -> FileState:
    """Return what an article's file looked like."""
    return FileState(*unpacked(document, "state"))


def annotations_of(document: Json, kind: type, meant: Sequence[str | None] = ()) -> list[Any]:
    """Return what was extracted from an article, in the order of the text; `meant` says whom each means, if known."""
    rows = json.loads(document["found"][EXTRACTED[kind]])
    names = _FIELDS[kind]
    found = [kind(article=document["id"], **dict(zip(names, row, strict=True))) for row in rows]
    found.sort(key=attrgetter("start"))
    field = {Mention: "entity", Quotation: "speaker_id"}.get(kind)
    if field and meant:
        return [dataclasses.replace(one, **{field: who}) for one, who in zip(found, meant, strict=True)]
    return found


def extraction_of(document: Json) -> Extraction:
    """Return everything that was extracted from an article."""
    return Extraction(**{name: tuple(annotations_of(document, kind)) for kind, name in EXTRACTED.items()})


def home(passages: Sequence[Passage]) -> Callable[[int], int | None]:
    """Return what finds the passage, by its place, that an offset belongs to; None where it is in none."""
    starts = [passage.start for passage in passages]

    def found(start: int) -> int | None:
        at = bisect_right(starts, start) - 1
        return at if at >= 0 and start < passages[at].end else None

    return found


def order(article: Article | ArticleInfo, start: int) -> str:
    """Return what passages are sorted by: path, id, place."""
    return f"{article.path}\0{article.id}\0{start:010}"


def passage_documents(item: StoredArticle, state: int) -> list[Json]:
    """Return the documents of an article's passages, in the order of its text, as they come with a state."""
    article, language = item.article, searched_as(item.article.language)
    passages = sorted(article.passages, key=attrgetter("start"))
    told = _told(item.extraction, passages, language)
    heads = above(article.zones, [passage.start for passage in passages])
    shared = _of_article(article, language)
    documents = []
    for number, passage in enumerate(passages):
        text = article.text[passage.start : passage.end]
        headings = [article.text[zone.start : zone.end] for zone in heads.get(number, ())]
        headings = headings if number else [article.title, *headings]
        own = words(text)
        body = spaced(own)
        documents.append(
            {
                **shared,
                **told[number].fields(text, passage.start),
                "rev": rev(article.id, state),
                "since": state,
                "until": NEVER,
                "order": order(article, passage.start),
                "start": passage.start,
                "end": passage.end,
                "length": len(own),
                "text": [*([body] if body else []), *written(headings)],
                "stem": stems_of(own, language),
                "heading": stems(headings, language),
                "joined": joined((text, *headings)),
                "marks": [f"{mark:x}" for mark in sorted(fingerprints(text))],
                "blanks": text.count(" "),
                "body": {"json": packed(text)},
            }
        )
    return documents


def _told(extraction: Extraction, passages: Sequence[Passage], language: str) -> list[_Told]:
    """Return for each passage what was extracted from it."""
    within = home(passages)
    told = [_Told() for _ in passages]
    for kind, name in EXTRACTED.items():
        for one in getattr(extraction, name):
            at = within(one.start)
            if at is not None:
                told[at].take(kind, one, language)
    return told


def _of_article(article: Article, language: str) -> Json:
    """Return what all passages of an article are found by."""
    known = {
        "outlet": article.outlet or NO_OUTLET,
        "published": article.published,
        "url": address(article.url) if article.url else None,
    }
    return {
        "article": article.id,
        "language": language,
        "title": written((article.title,)),
        "title_stem": stems((article.title,), language),
        "outlet_words": written((article.outlet or NO_OUTLET,)),
        "byline": written((article.byline or "",)),
        **{name: value for name, value in known.items() if value},
    }


class _Told:
    """What was extracted from a passage, as its document has it."""

    def __init__(self) -> None:
        self._quotes: list[str] = []
        self._quote_stems: list[str] = []
        self._speakers: list[str] = []
        self._quantities: list[Json] = []
        self._kinds: set[str] = set()
        self._spans: list[tuple[int, int, str]] = []

    def take(self, kind: type, one: Any, language: str) -> None:
        """Take an annotation of the passage."""
        if kind is Mention:
            self._spans.append((one.start, one.end, f"<{one.type.lower()}>"))
        elif kind is DateSpan:
            self._spans.append((one.start, one.end, "<date>"))
        elif kind is Quotation:
            self._quotes += written((one.text,))
            self._quote_stems.append(stems((one.text,), language))
            self._speakers += written((one.speaker or "",))
        elif kind is Quantity:
            self._spans.append((one.start, one.end, "<number>"))
            self._kinds.add(one.kind)
            self._quantities.append(_quantity(one))

    def fields(self, text: str, start: int) -> Json:
        """Return the fields; places count from where the passage begins, which is `start`."""
        spans = [(since - start, until - start, slot) for since, until, slot in self._spans]
        slots = {slot for *_, slot in self._spans}
        if slots - {"<number>", "<date>"}:
            slots.add("<entity>")
        return {
            "quote": self._quotes,
            "quote_stem": " ".join(filter(None, self._quote_stems)),
            "speaker": self._speakers,
            "quantities": self._quantities,
            "kinds": sorted(self._kinds),
            "slots": sorted(slots),
            "beside": neighbours(text, spans),
            "spans": {"json": packed(spans)},
        }


def _quantity(one: Quantity) -> Json:
    low = next((value for value in (one.low, one.value, one.high) if value is not None), None)
    high = next((value for value in (one.high, one.value, one.low) if value is not None), None)
    return {
        "low": low,
        "high": high,
        "value": one.value,
        "key": quantity_key(one),
        "kind": written((one.kind or "",)),
        "unit": _spelt(one.unit) if one.unit is not None else [],
    }


@lru_cache(maxsize=4096)
def _spelt(unit: str) -> list[str]:
    from dossier.extracting.numerals.units import spellings

    return written(sorted(spellings(unit)))


def quantity_key(one: Quantity) -> str:
    """Return what equal amounts have in common: value, bounds, unit."""
    return key(repr((one.value, one.low, one.high, one.unit)))


def entity_document(entity: Entity, state: int) -> Json:
    """Return an entity's document, as it comes with the names of a state."""
    spelt = dict.fromkeys((entity.name, *(variant.text for variant in entity.variants)))
    data = packed(dataclasses.asdict(entity))
    return {
        "since": state,
        "until": NEVER,
        "count": entity.count,
        "id": entity.id,
        "type": entity.type,
        "spellings": written(spelt),
        "digest": key(data),
        "data": {"json": data},
    }


def entity_of(document: Json) -> Entity:
    """Return an entity from its document."""
    values = unpacked(document, "data")
    for name in ("roles", "merged"):
        values[name] = tuple(values[name])
    values["variants"] = tuple(Variant(**variant) for variant in values["variants"])
    return Entity(**values)
