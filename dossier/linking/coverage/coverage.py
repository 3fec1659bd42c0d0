"""Who reports what: a matrix of things told and the outlets that tell them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.linking.compare.quotes.compare import utterances
from dossier.linking.compare.quotes.verdict import about
from dossier.linking.coverage.chains import only_anonymous
from dossier.linking.coverage.origins import Origins
from dossier.linking.coverage.values import Values
from dossier.linking.entities.naming import END, START, TEXT, TYPE, EntityMentions, named
from dossier.linking.facts import DossierFacts
from dossier.linking.matching.cache import Cache, digest
from dossier.linking.matching.sentences import SharedWords, leading, same_fact_groups
from dossier.model import Coverage, Finding, Span, as_line, link_to

FACT = SharedWords(much=0.5, little=0.35, words=3)  # of what two sentences tell, to tell the same fact
_SHORT = 5  # words; a shorter sentence is a label
_WEIGHT = 3  # mentions that make a name of one outlet worth a row
_KINDS = ("number", "date", "quote", "fact", "entity")
_LISTED = 50  # outlets; of more, articles that name none are not listed as leaving a thing out
_LEANING = re.compile(
    r"(?:However|But|And|Then|Still|He|She|It|They|This|That|These|Those|His|Her|Their|Its)\b|[^,.]{0,40}\balso\b"
)
_TITLE = 160  # characters of a sentence that names a fact


@dataclass(frozen=True, slots=True)
class _Row:
    about: str
    kind: str
    spans: tuple[Span, ...]


def coverage(facts: DossierFacts, findings: Sequence[Finding], cache: Cache | None = None) -> list[Coverage]:
    """Return the rows of the matrix: findings, quotations, facts that several articles tell, and names that matter.

    What more outlets report comes first; of equals in the order of kinds. `findings` are the dossier's own.
    A spelling is not a fact, so findings of names are left out.
    """
    cache = cache or Cache()
    names = named(facts, cache)
    origins, values = Origins(facts.by_id, names, facts.copies), Values(facts.by_id)
    said = list(_said(facts, cache))
    quoted = _quoted(said)
    told = [row for row in _told(facts, cache) if not _is_quoted(row, quoted)]
    rows = [*_found(findings), *said, *told, *_named(facts, names)]
    published, outlets = facts.published, facts.outlets
    listed = sorted(set(outlets.values()))
    if len(listed) > _LISTED:
        listed = sorted({info.outlet for info in facts.infos if info.outlet})
    keys, texts = _keys(facts, names), cache.texts("coverage row")
    made = []
    for row in cache.each("tracing facts", rows):

        def covered(row: _Row = row) -> str:
            return as_line(_covered(row, published, outlets, origins, values))

        places = [(keys[span.article], span.start, span.end) for span in row.spans] if row.kind != "entity" else []
        key = digest(row.kind, row.about, places)
        # The row of a name is as quickly made as looked up.
        one = unpacked(texts.get(key, covered)) if places else _covered(row, published, outlets, origins, values)
        made.append(replace(one, missing=tuple(name for name in listed if name not in one.outlets)))
    return sorted(made, key=lambda row: (-len(row.outlets), _KINDS.index(row.kind)))


def _keys(facts: DossierFacts, names: Mapping[str, EntityMentions]) -> dict[str, str]:
    """Return for each article a key of all that its rows depend on: what its names are called, where else it stands."""
    called: defaultdict[int, list[str]] = defaultdict(list)
    for one in names.values():
        for place, _, _ in one.where:
            called[place].append(one.name)
    copies: defaultdict[str, list[object]] = defaultdict(list)
    for (article, start), others in facts.copies.items():
        copies[article].append((start, sorted(others)))
    return {
        id_: digest(facts.key(place), called[place], sorted(copies[id_], key=repr))
        for place, id_ in enumerate(facts.ids)
    }


def _covered(
    row: _Row,
    published: Mapping[str, str | None],
    outlets: Mapping[str, str],
    origins: Origins,
    values: Values,
) -> Coverage:
    """Return which outlets have a thing, in the order in which they published it."""
    entity = row.kind == "entity"
    ordered = sorted(row.spans, key=lambda span: (published[span.article] or "9999", span.article, span.start))
    links: defaultdict[str, list[str]] = defaultdict(list)
    cited: defaultdict[str, list[str]] = defaultdict(list)
    days: dict[str, str | None] = {}
    for span in _first_of_each(ordered) if entity else ordered:
        name = outlets[span.article]
        days.setdefault(name, published[span.article])
        links[name].append(link_to(span))
        if not entity:
            cited[name] += origins.cited(span)
    whom = {name: tuple(dict.fromkeys(each)) for name, each in cited.items() if each}
    return Coverage(
        about=row.about,
        kind=row.kind,
        outlets={name: tuple(dict.fromkeys(places)) for name, places in links.items()},
        first=_first(days),
        single_source=len(links) == 1,
        missing=(),
        origins=whom,
        independent=len(links) if entity else origins.independent(ordered),
        anonymous=only_anonymous(whom, list(links)),
        value=values.value(row.kind, ordered),
    )


def _first_of_each(spans: Sequence[Span]) -> list[Span]:
    """Return the first place of each article."""
    return list({span.article: span for span in reversed(spans)}.values())[::-1]


def _first(days: Mapping[str, str | None]) -> str | None:
    """Return the one outlet that published before all others; None where the day of one is not known."""
    known = [day for day in days.values() if day]
    first = [name for name, day in days.items() if day == min(known, default=None)]
    return first[0] if len(first) == 1 and len(known) == len(days) else None


def unpacked(line: str) -> Coverage:
    """Return the row that `as_line` wrote."""
    values = json.loads(line)
    values["missing"] = tuple(values["missing"])
    for name in ("outlets", "origins"):
        values[name] = {outlet: tuple(each) for outlet, each in values[name].items()}
    return Coverage(**values)


def _found(findings: Sequence[Finding]) -> Iterator[_Row]:
    for finding in findings:
        if finding.kind in {"number", "date"}:
            yield _Row(finding.about, finding.kind, finding.spans)


def _said(facts: DossierFacts, cache: Cache) -> Iterator[_Row]:
    """Yield every utterance, those that one article alone quotes among them."""
    for utterance in utterances(facts, cache):
        spans = [Span(q.article, q.start, q.end, q.text) for q in utterance.quotations]
        yield _Row(about(utterance), "quote", (*spans, *utterance.outside))


def _told(facts: DossierFacts, cache: Cache) -> Iterator[_Row]:
    """Yield the facts that several articles tell, each named by its shortest sentence."""
    long = [sentence for sentence, _ in leading(facts, cache) if sentence.span.text.count(" ") >= _SHORT]
    for group in same_fact_groups(long, FACT, cache.scores("facts")):
        spans = tuple(long[member].span for member in group)
        # One that stands by itself: not “However, he stressed” or “The ministry also announced”.
        title = " ".join(
            min((span.text for span in spans), key=lambda text: (bool(_LEANING.match(text)), len(text))).split()
        )
        yield _Row(title if len(title) <= _TITLE else f"{title[:_TITLE].rpartition(' ')[0]}…", "fact", spans)


def _quoted(said: Sequence[_Row]) -> dict[str, list[tuple[int, int, int]]]:
    """Return for each article where it has utterances that several articles have, as (start, end, which utterance)."""
    found: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, utterance in enumerate(said):
        if len({span.article for span in utterance.spans}) > 1:
            for span in utterance.spans:
                found[span.article].append((span.start, span.end, number))
    return found


def _is_quoted(row: _Row, quoted: Mapping[str, Sequence[tuple[int, int, int]]]) -> bool:
    """Return whether a fact is no more than an utterance that has a row already."""
    here = [
        {number for start, end, number in quoted.get(span.article, ()) if start < span.end and span.start < end}
        for span in row.spans
    ]
    return bool(set.intersection(*here))


def _named(facts: DossierFacts, names: Mapping[str, EntityMentions]) -> Iterator[_Row]:
    """Yield the people, organisations, places and events that two articles name, or one names often."""
    ids = facts.ids
    for one in names.values():
        if len(one.where) > 1 or len(one.where[0][2]) >= _WEIGHT:
            spans = tuple(
                Span(ids[place], mention[START], mention[END], mention[TEXT])
                for place, _, here in one.where
                for mention in here
                if mention[TYPE] != "NATIONALITY"
            )
            if len(spans) >= _WEIGHT or len({span.article for span in spans}) > 1:
                yield _Row(one.name, "entity", spans)
