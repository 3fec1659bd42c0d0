"""The order of an answer: the local engine's BM25F, worked out by the cluster from how often words stand where.

Each part of a query that ranks adds its own share, whatever else a passage matches. How rare it is comes from a count
that is asked beforehand, so the order is the same however the passages are spread over shards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from dossier.storing.opensearch.indices import Json
from dossier.storing.opensearch.searching.translate import Translator, any_part, either, written
from dossier.storing.opensearch.words import Forms, token
from dossier.storing.query.tree import (
    ENTITY_FIELDS,
    Address,
    And,
    Field,
    Fuzzy,
    NumberTerm,
    Or,
    Phrase,
    Prefix,
    Query,
    Similar,
    Term,
)
from dossier.storing.search.index.postings import K1, B

_TITLE: Final = 4096.0  # a word above a passage counts so many in what the script gets, which takes the two apart
_TITLE_WEIGHT: Final = 2.0  # as in the local engine
_LIKENESS_WEIGHT: Final = 10.0
_SCRIPT: Final = """
double title = Math.floor(_score / 4096.0);
double body = _score - 4096.0 * title;
double damping = params.k1 * (1 - params.b + params.b * doc['length'].value / params.average);
double x = body * params.k1 / damping + params.title * title;
return params.weight * x / (x + params.k1);
"""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of a query that ranks: what finds it, and what says how often it stands in a passage and above it."""

    finds: Json
    counts: Json


def leaves(tree: Query, translator: Translator) -> Iterator[Leaf]:
    """Yield the parts that rank; what must not be there ranks nothing."""
    match tree:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, translator)
        case Term(word):
            yield _word(translator.word(word))
        case NumberTerm():
            yield from _numeral(tree, translator)
        case Field(name, _) if name in ENTITY_FIELDS:
            yield from _names(tree, translator)
        case Phrase() if not tree.has_slots and not tree.slop:
            yield _as_counted(written("text", tree))
        case Prefix(word):
            yield _prefix(word)
        case Address() | Field("outlet" | "byline", _) | Phrase() | Fuzzy():
            yield _once(translator.match(tree))


def _numeral(part: NumberTerm, translator: Translator) -> Iterator[Leaf]:
    """Yield a number as it is written, and in digits."""
    alone = len(part.words) == 1
    yield _word(translator.word(part.words[0])) if alone else _as_counted(written("text", Phrase(part.words)))
    if part.words != (part.digits,):
        yield _as_counted(_term("text", part.digits))


def _names(part: Field, translator: Translator) -> Iterator[Leaf]:
    if entities := translator.entities(part):
        yield Leaf(translator.match(part), either(*translator.named(entities)))


def likeness(tree: Query, translator: Translator) -> Iterator[tuple[str, float]]:
    """Yield passages that tell the same as what a query names, with what that adds to their scores."""
    match tree:
        case And(parts) | Or(parts):
            for part in parts:
                yield from likeness(part, translator)
        case Similar():
            yield from ((id_, _LIKENESS_WEIGHT * alike) for id_, alike in translator.alike(tree))


def scored(leaf: Leaf, passages: int, total: int, average: float) -> Json | None:
    """Return what adds a part's share to the score; None where it is nothing.

    `passages` have it, of `total`, which are `average` words long.
    """
    rarity = log(1 + (total - passages + 0.5) / (passages + 0.5)) if passages else 0.0
    if rarity <= 0:
        return None
    params = {"k1": K1, "b": B, "average": average, "title": _TITLE_WEIGHT, "weight": rarity * (K1 + 1)}
    return {"script_score": {"query": leaf.counts, "script": {"source": _SCRIPT, "params": params}}}


def _word(found: Forms) -> Leaf:
    bodies = [_term("stem", stem) for stem in found.stems]
    bodies += [_term("text", form) for form in found.exact]
    bodies.append(_term("joined", found.joined))
    counts = [_most(bodies)]
    if found.stems:
        counts.append(_most([_term("heading", stem, _TITLE) for stem in found.stems]))
    return Leaf(any_part(found), {"bool": {"should": counts}})


def _prefix(word: str) -> Leaf:
    """Return words that begin so as one; of very many all are found, and the first thousand are counted."""
    finds = written("text", Prefix(word))
    counted: Json = {"prefix": {"text": {"value": token(word), "rewrite": "top_terms_1000"}}}
    return Leaf(finds, {"bool": {"should": [{"constant_score": {"filter": finds, "boost": 0.0}}, counted]}})


def _as_counted(finds: Json) -> Leaf:
    return Leaf(finds, finds)


def _once(finds: Json) -> Leaf:
    """Return what counts once wherever it is: how often it stands there, the cluster cannot say."""
    return Leaf(finds, {"constant_score": {"filter": finds, "boost": 1.0}})


def _term(field: str, word: str, boost: float = 1.0) -> Json:
    return {"term": {field: {"value": word, "boost": boost}}}


def _most(parts: Sequence[Json]) -> Json:
    return parts[0] if len(parts) == 1 else {"dis_max": {"queries": list(parts)}}
