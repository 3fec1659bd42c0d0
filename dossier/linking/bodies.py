"""Bodies, places, peoples and events: which spellings mean one and the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from dossier.extracting.lexicon import common, demonym, fold, listed, pairs, place, words
from dossier.extracting.names_acronyms import abbreviates
from dossier.linking.clusters import Clusters
from dossier.model import Definition, EntityType

_SPLIT = re.compile(r"[^\w&]+")
_WATER = frozenset({"sea", "ocean", "island", "islands", "city", "crossing", "province", "region", "complex"})
_KINDS_OF_CROSSING = ("border crossing", "border complex", "border post", "crossing", "complex", "border")


@dataclass(slots=True)
class Thing:
    """One spelling of a body, place, people or event across the dossier."""

    key: str
    type: EntityType
    text: str
    count: int = 0
    articles: set[str] = field(default_factory=set)


def reduce(text: str, kind: EntityType) -> str:
    """The core of a name: folded, without article, punctuation and legal form."""
    parts = [
        p
        for p in _SPLIT.split(
            fold(text).replace("u. s.", "us").replace("u.s.", "us").replace("u.k.", "uk").replace(".", "")
        )
        if p
    ]
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    if kind == "ORG":
        legal = words("company_suffix") - {"group", "holdings"}
        while len(parts) > 1 and parts[-1] in legal:
            parts = parts[:-1]
    elif kind == "NATIONALITY":
        parts = [_singular(" ".join(parts))]
    return " ".join(parts)


def _singular(people: str) -> str:
    for ending, put in (("women", "woman"), ("men", "man"), ("s", "")):
        if people.endswith(ending) and not people.endswith("ss"):
            return people[: -len(ending)] + put
    return people


def cluster(things: Mapping[str, Thing], definitions: Iterable[Definition], clusters: Clusters) -> None:
    """Join spellings of one body, place, people or event."""
    by_core: dict[tuple[EntityType, str], list[str]] = defaultdict(list)
    for key in sorted(things):
        clusters.add(key)
        thing = things[key]
        by_core[thing.type, reduce(thing.text, thing.type)].append(key)
    for (kind, _), keys in sorted(by_core.items()):
        keys.sort(key=lambda k: (-things[k].count, k))
        for other in keys[1:]:
            clusters.join(keys[0], other, _why_core(things[keys[0]], things[other], kind))
    same = _synonyms()
    for (kind, core), keys in sorted(by_core.items()):
        other = by_core.get((kind, same.get(core, "")))
        if other:
            clusters.join(
                other[0],
                keys[0],
                f"“{things[keys[0]].text}” joins “{things[other[0]].text}”: two usual names of one {_WORD[kind]}.",
            )
    _acronyms(things, by_core, definitions, clusters)
    _short_forms(things, by_core, clusters)
    _misspelt_places(things, clusters)


_WORD: dict[EntityType, str] = {
    "ORG": "body",
    "PLACE": "place",
    "NATIONALITY": "people",
    "EVENT": "event",
    "PERSON": "person",
}


def _why_core(a: Thing, b: Thing, kind: EntityType) -> str:
    if kind == "NATIONALITY":
        return f"“{b.text}” joins “{a.text}”: one people."
    if kind == "ORG" and len(a.key.split()) != len(b.key.split()):
        return f"“{b.text}” joins “{a.text}”: the same name with its legal form."
    return f"“{b.text}” joins “{a.text}”: the same name, written a little differently."


def _synonyms() -> dict[str, str]:
    """Usual second names: `us` for `united states`."""
    pairs = (line.split("=") for line in words("same"))
    return {left.strip(): right.strip() for left, right in pairs}


def _acronyms(
    things: Mapping[str, Thing],
    by_core: Mapping[tuple[EntityType, str], list[str]],
    definitions: Iterable[Definition],
    clusters: Clusters,
) -> None:
    """Join an acronym to the name that defines it, or to the one body of its articles whose letters it takes."""
    meant: dict[str, set[str]] = defaultdict(set)
    for definition in definitions:
        meant[fold(definition.short)].add(reduce(definition.full, "ORG"))
    settled = set()
    for short, fulls in sorted(meant.items()):
        keys = by_core.get(("ORG", reduce(short, "ORG")), [])
        roots = {clusters.find(by_core["ORG", full][0]) for full in fulls if ("ORG", full) in by_core}
        if keys and len(roots) == 1:
            full = min(roots)
            clusters.join(
                full,
                keys[0],
                f"“{things[keys[0]].text}” joins “{things[full].text}”: an article gives it as its acronym.",
            )
            settled.add(keys[0])
        elif len(roots) > 1:
            settled.update(keys)
    by_letter: dict[str, list[Thing]] = defaultdict(list)
    for thing in things.values():
        if thing.type == "ORG" and (" " in thing.key or "-" in thing.key):
            by_letter[fold(thing.text)[0]].append(thing)
    for key in sorted(things):
        short = things[key]
        letters = short.text.replace("-", "").replace(".", "").replace(" ", "")
        if short.type != "ORG" or key in settled or not (2 <= len(letters) <= 6 and letters.isupper()):
            continue
        fits = {}
        for thing in by_letter.get(fold(short.text)[0], ()):
            near = thing.articles & short.articles or (
                len(letters) > 2 and len(letters) == len(reduce(thing.text, "ORG").split())
            )
            if near and clusters.find(thing.key) != clusters.find(key) and initials(letters, thing.text):
                fits[clusters.find(thing.key)] = thing
        if len(fits) == 1:
            (full,) = fits.values()
            clusters.join(
                full.key, key, f"“{short.text}” joins “{full.text}”: its initials, and no other body here has them."
            )


def initials(letters: str, full: str) -> bool:
    """Whether letters are just the initials of a name, its legal form left out or not."""
    heads = "".join(w[0] for w in _SPLIT.split(fold(full)) if w and w not in ("the", "of", "and", "for", "de", "del"))
    core = "".join(w[0] for w in reduce(full, "ORG").split() if w not in ("the", "of", "and", "for", "de", "del"))
    return fold(letters) in (heads, core) or (
        len(letters) > 3 and abbreviates(letters, full) and fold(letters) == heads[: len(letters)]
    )


def _short_forms(
    things: Mapping[str, Thing], by_core: Mapping[tuple[EntityType, str], list[str]], clusters: Clusters
) -> None:
    """Join a body's name to the longer one that begins or ends with it in the same article."""
    longer: dict[str, list[Thing]] = defaultdict(list)
    for thing in things.values():
        if thing.type == "ORG":
            core = reduce(thing.text, "ORG").split()
            for n in range(1, len(core)):
                longer[" ".join(core[:n])].append(thing)
            if len(core) > 2 and demonym(core[0]):
                longer[" ".join(core[1:])].append(thing)
            if len(core) > 1 and (core[-1].endswith("s") or core[-1][0].isdigit()):
                longer[core[-1]].append(thing)
    for (kind, core), keys in sorted(by_core.items()):
        if kind != "ORG" or core not in longer:
            continue
        if " " not in core and (
            (core in listed("common")
            and core not in words("orgs"))
            or core in listed("countries")
            or core in listed("cities")
            or core in words("places")
        ):
            continue
        mine = set().union(*(things[k].articles for k in keys))
        fits = {
            clusters.find(t.key): t
            for t in longer[core]
            if t.articles & mine and clusters.find(t.key) != clusters.find(keys[0])
        }
        if len(fits) == 1:
            (full,) = fits.values()
            clusters.join(
                full.key,
                keys[0],
                f"“{things[keys[0]].text}” joins “{full.text}”: its short form, in an article that has both.",
            )


def _outside(thing: Thing) -> bool:
    core = reduce(thing.text, "PLACE")
    return not any(
        core in where for where in (listed("countries"), listed("regions"), listed("cities"), words("places"))
    )


def place_core(text: str) -> str:
    """A place without the word for its kind: `Chacalluta Border Complex` is at `chacalluta`."""
    core = reduce(text, "PLACE")
    for kind in _KINDS_OF_CROSSING:
        if core.endswith(" " + kind):
            return core[: -len(kind) - 1]
    return core


def _misspelt_places(things: Mapping[str, Thing], clusters: Clusters) -> None:
    """Join a place with its crossing, and misspellings of places that no gazetteer has."""
    strange = [
        t for _, t in sorted(things.items()) if t.type == "PLACE" and _outside(t) and len(reduce(t.text, "PLACE")) >= 6
    ]
    by_core: dict[str, list[Thing]] = defaultdict(list)
    for thing in strange:
        by_core[place_core(thing.text)].append(thing)
    by_deletion: dict[str, set[str]] = defaultdict(set)
    for core in sorted(by_core):
        group = by_core[core]
        for other in group[1:]:
            clusters.join(
                group[0].key, other.key, f"“{other.text}” joins “{group[0].text}”: the crossing at that place."
            )
        for part in _deletions(core, 2 if len(core) >= 8 else 1):
            by_deletion[part].add(core)
    pairs = {(a, b) for cores in by_deletion.values() if 1 < len(cores) < 20 for a in cores for b in cores if a < b}
    for a, b in sorted(pairs):
        if a[0] != b[0] or DamerauLevenshtein.distance(a, b) > (2 if min(len(a), len(b)) >= 8 else 1):
            continue
        one, other = by_core[a][0], by_core[b][0]
        if one.articles & other.articles or any(c.isdigit() for c in a + b):
            continue
        if one.count < other.count:
            one, other = other, one
        clusters.join(
            one.key,
            other.key,
            f"“{other.text}” joins “{one.text}”: a letter or two apart, and no gazetteer has either.",
        )


def _deletions(word: str, most: int) -> set[str]:
    """The word with up to `most` letters left out: two words that share one are near each other."""
    found = {word}
    edge = {word}
    for _ in range(most):
        edge = {w[:i] + w[i + 1 :] for w in edge for i in range(len(w))}
        found |= edge
    return found
