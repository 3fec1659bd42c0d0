"""Whom the names of an article mean, as documents: one of the article, and fields of each of its passages.

Linking changes them in place, and that takes a while. So each says with which state it came (`named`), and holds whom
the names meant before, for who reads an earlier state: everybody sees all names change at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from dossier.linking.matching.cache import digest
from dossier.model import Article, Extraction
from dossier.storing.opensearch.documents import home, packed, unpacked
from dossier.storing.opensearch.indices import Json
from dossier.storing.opensearch.words import name

BEFORE: Final = "before_"
"""How the fields begin that hold what was so before."""
DIGESTS: Final = ("named", "digest", f"{BEFORE}digest")
"""The fields that `digest_at` reads."""
_ABOUT: Final = ("names", "entities", "speakers")


class Meant(NamedTuple):
    """Whom the mentions of an article and the speakers of its quotations mean, in the order of the text."""

    names: Sequence[str | None] = ()
    speakers: Sequence[str | None] = ()

    @property
    def digest(self) -> str:
        """A text that differs where any of them does."""
        return digest(self.names, self.speakers)


def meanings(
    of: str, article: Article, extraction: Extraction, meant: Meant, before: Meant | None, state: int
) -> tuple[Json, list[Json]]:
    """Return the document that says whom an article names, and the fields that say it of each of its passages.

    `before` is what readers of states before this one see; None where they see nothing.
    """
    fields = _of_passages(article, extraction, meant)
    document: Json = {"rev": of, "named": state, **_kept(meant)}
    if before is not None:
        document |= {f"{BEFORE}{field}": value for field, value in _kept(before).items()}
        for each, earlier in zip(fields, _of_passages(article, extraction, before), strict=True):
            each |= {f"{BEFORE}{field}": earlier[field] for field in _ABOUT}
    return document, [{**each, "named": state} for each in fields]


def _kept(meant: Meant) -> Json:
    return {
        "entities": sorted({who for who in meant.names if who is not None}),
        "digest": meant.digest,
        "mentions": {"json": packed(meant.names)},
        "speakers": {"json": packed(meant.speakers)},
    }


def meant_at(document: Json | None, linked: int) -> Meant | None:
    """Return whom an article names as of a state; None where nothing was linked by then."""
    begins = _begins(document, linked)
    if document is None or begins is None:
        return None
    return Meant(unpacked(document, f"{begins}mentions"), unpacked(document, f"{begins}speakers"))


def digest_at(document: Json | None, linked: int) -> str | None:
    """Return the digest of whom an article names as of a state; None where nothing was linked by then."""
    begins = _begins(document, linked)
    return None if document is None or begins is None else str(document[f"{begins}digest"])


def _begins(document: Json | None, linked: int) -> str | None:
    if document is None:
        return None
    if document["named"] <= linked:
        return ""
    return BEFORE if f"{BEFORE}digest" in document else None


def saying(field: str, values: Iterable[str], linked: int) -> Json:
    """Return what finds documents that name any of these as of a state (`entities`, `names`, `speakers`)."""
    wanted = list(values)
    later: Json = {"range": {"named": {"gt": linked}}}
    return {
        "bool": {
            "should": [
                {"bool": {"must": [_one_of(field, wanted)], "must_not": [later]}},
                {"bool": {"must": [_one_of(f"{BEFORE}{field}", wanted)], "filter": [later]}},
            ],
            "minimum_should_match": 1,
        }
    }


def _one_of(field: str, values: Sequence[str]) -> Json:
    return {"term": {field: {"value": values[0]}}} if len(values) == 1 else {"terms": {field: list(values)}}


def counted(linked: int) -> Json:
    """Return a script that gives the entities of a passage as of a state, for counting while names are linked anew."""
    source = (
        "String field = doc['named'].size() > 0 && doc['named'].value > params.linked"
        " ? 'before_entities' : 'entities'; return doc[field]"
    )
    return {"script": {"source": source, "params": {"linked": linked}}}


def _of_passages(article: Article, extraction: Extraction, meant: Meant) -> list[Json]:
    passages = sorted(article.passages, key=attrgetter("start"))
    within = home(passages)
    told: list[tuple[list[str], list[str]]] = [([], []) for _ in passages]
    for mention, who in zip(extraction.mentions, meant.names, strict=True):
        if who is not None and (at := within(mention.start)) is not None:
            told[at][0].append(who)
    for quotation, who in zip(extraction.quotations, meant.speakers, strict=True):
        if who is not None and (at := within(quotation.start)) is not None:
            told[at][1].append(who)
    return [
        {"names": " ".join(map(name, found)), "entities": sorted(set(found)), "speakers": sorted(set(said))}
        for found, said in told
    ]
