"""The indexes of a dossier on a cluster: their names, fields and settings. Nothing is ever mapped by guess.

The words of a passage are cut, folded and stemmed here, by the functions that the local engine uses, and sent as words
between blanks: so both engines find the same, in every language. All fields count a word as often as it stands
(`tf`), and the order of an answer is worked out from that as the local engine does (`ranking`).
"""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]

FORMAT: Final = "f4"
"""Raised where a document holds something else than before: the older ones stay, under their own names."""
NEVER: Final = 2_000_000_000
"""The `until` of what nothing has replaced."""
GAP: Final = 120
"""Positions between two texts of one field, as in the local index: no query reaches across."""

ARTICLES, PASSAGES, ENTITIES, COPIES, MEANINGS, NOTES = (
    "articles", "passages", "entities", "copies", "meanings", "notes",
)  # fmt: skip
KINDS: Final = (ARTICLES, PASSAGES, ENTITIES, COPIES, MEANINGS, NOTES)

_KEYWORD: Final[Json] = {"type": "keyword"}
_LOOKED_UP: Final[Json] = {"type": "keyword", "doc_values": False}  # neither counted nor sorted by
_NUMBER: Final[Json] = {"type": "integer"}
_DOUBLE: Final[Json] = {"type": "double"}
_KEPT: Final[Json] = {"type": "object", "enabled": False}  # only given back


def _words(*, places: bool = False) -> Json:
    """Return a field of words that come cut: with `places`, phrases are found in it."""
    kept: Json = {"index_options": "positions", "position_increment_gap": GAP} if places else {"index_options": "freqs"}
    return {"type": "text", "analyzer": "whitespace", "similarity": "tf", "norms": False, **kept}


# A state of the dossier sees what came with it or before (`since`), and was not replaced with it or before (`until`).
_STATE: Final[Json] = {"since": _NUMBER, "until": _NUMBER}
# A state sees whom names mean as linked for it or before (`named`), else whom they meant before that.
_NAMED: Final[Json] = {"named": _NUMBER, "entities": _KEYWORD, "before_entities": _KEYWORD}

_FIELDS: Final[dict[str, Json]] = {
    ARTICLES: {
        **_STATE, "id": _KEYWORD, "path": _KEYWORD, "passages": _NUMBER, "mentions": _NUMBER,
        "quotations": _NUMBER, "repeats": {"type": "boolean"}, "rev": _KEYWORD,
        # Read for all articles at once: what stands beside the documents is read in a tenth of the time.
        "info": {"type": "keyword", "index": False, "ignore_above": 8_000}, "file": _KEYWORD,
        "record": _KEPT, "state": _KEPT, "margins": _KEPT, "found": _KEPT,
    },
    PASSAGES: {
        **_STATE, "article": _KEYWORD, "rev": _KEYWORD, "order": _KEYWORD, "start": _NUMBER, "end": _NUMBER,
        "length": _NUMBER, "language": _KEYWORD,
        "text": _words(places=True), "stem": _words(), "heading": _words(), "joined": _words(),
        "title": _words(places=True), "title_stem": _words(),
        "outlet_words": _words(places=True), "byline": _words(places=True),
        "outlet": _KEYWORD, "published": _KEYWORD, "url": _KEYWORD,
        "quote": _words(places=True), "quote_stem": _words(), "speaker": _words(places=True),
        "quantities": {"type": "nested", "properties": {
            "low": _DOUBLE, "high": _DOUBLE, "value": _DOUBLE, "key": _KEYWORD,
            "kind": _words(places=True), "unit": _words(places=True),
        }},
        "kinds": _KEYWORD, "slots": _KEYWORD, "beside": _LOOKED_UP, "marks": _KEYWORD, "blanks": _NUMBER,
        **_NAMED, "names": _words(), "speakers": _KEYWORD, "before_names": _words(), "before_speakers": _KEYWORD,
        "body": _KEPT, "spans": _KEPT,
    },
    ENTITIES: {**_STATE, "count": _NUMBER, "id": _KEYWORD, "type": _KEYWORD, "spellings": _words(places=True),
               "digest": {"type": "keyword", "index": False, "doc_values": False}, "data": _KEPT},
    COPIES: {**_STATE, "from": _KEYWORD, "to": _KEYWORD, "revs": _KEYWORD, "places": _KEPT},
    MEANINGS: {**_NAMED, "rev": _KEYWORD,
               **{f"{begins}{field}": {"type": "keyword", "index": False} if field == "digest" else _KEPT
                  for begins in ("", "before_") for field in ("digest", "mentions", "speakers")}},
    NOTES: {"kind": _KEYWORD, "data": _KEPT},
}  # fmt: skip


def index(name: str, kind: str) -> str:
    """Return what an index of a dossier is called on the cluster."""
    return f"{name}-{kind}-{FORMAT}"


def body(kind: str, shards: int, replicas: int) -> Json:
    """Return settings and fields of an index, as creating it takes them. What takes few documents has one shard."""
    return {
        "settings": {
            "number_of_shards": shards if kind in {ARTICLES, PASSAGES, MEANINGS} else 1,
            "number_of_replicas": replicas,
            "codec": "best_compression",
            "mapping.nested_objects.limit": 100_000,
            "max_terms_count": 100_000,
            "similarity.tf": {"type": "scripted", "script": {"source": "return query.boost * doc.freq;"}},
        },
        "mappings": {"dynamic": "strict", "_meta": {"dossier": FORMAT}, "properties": _FIELDS[kind]},
    }
