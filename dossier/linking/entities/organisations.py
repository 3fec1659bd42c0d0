"""Organisations, places, peoples and events: which spellings mean one and the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from dossier.extracting.lexicon import common, demonym, exonyms, pairs, place, town, words
from dossier.extracting.names.candidates.vocabulary import region
from dossier.extracting.names.definitions import abbreviates
from dossier.linking.entities.clusters import Clusters
from dossier.model import Definition, EntityType
from dossier.text.folding import fold

MEANT = "\x1f"  # stands in a node between a spelling and what it means in its articles
_SPLIT = re.compile(r"[^\w]+")
_DOTTED = re.compile(r"\b(\w)\. ?(?=\w\b)")
_SHORT = {"st": "saint", "mt": "mount", "ft": "fort"}
_SMALL = frozenset({"the", "of", "and", "for", "de", "del"})
_SITE, _LONG_SITE = 6, 8  # letters of a place that may be misspelt, and of one with two letters wrong
_ALIKE = 20  # sites that are alike but for a letter; where there are so many, they are not misspellings
_NATION_WORDS = 3  # Papua New Guinean
_CROSSINGS = (" border crossing", " border complex", " border post", " crossing", " complex", " border")
_WORD: dict[EntityType, str] = {
    "ORG": "organisation",
    "PLACE": "place",
    "NATIONALITY": "people",
    "EVENT": "event",
    "PERSON": "person",
}


@dataclass(slots=True)
class NameSpelling:
    """One spelling of an organisation, place, people or event across the dossier."""

    key: str
    type: EntityType
    text: str
    count: int = 0
    articles: set[str] = field(default_factory=set)

    @property
    def core(self) -> str:
        """Return its name reduced, a usual second name replaced by the first: `united kingdom` for Britain.

        A name that means several things has its meaning in this article in its key.
        """
        if MEANT in self.key:
            return self.key.split(MEANT, 1)[1]
        short = reduced(self.text, self.type)
        if self.type == "PLACE":
            short = exonyms().get(short, short)  # Pérou, Deutschland
        return pairs("second_names").get(short, short)


@lru_cache(maxsize=1 << 16)
def reduced(text: str, kind: EntityType) -> str:
    """Return a name folded, without article, punctuation and legal form."""
    plain = _DOTTED.sub(r"\1", fold(text)).replace("&", " and ").replace(".", "")
    parts = [p for p in _SPLIT.split(plain) if p]
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    if kind == "ORG":
        legal = words("company_suffix") - {"group", "holdings"}
        while len(parts) > 1 and parts[-1] in legal:
            parts = parts[:-1]
        parts = _of_turned(parts)
    elif kind == "PLACE" and len(parts) > 1:
        parts = [_SHORT.get(parts[0], parts[0]), *parts[1:]]
    elif kind == "NATIONALITY":
        parts = [_singular(" ".join(parts))]
    return " ".join(parts)


def _of_turned(parts: list[str]) -> list[str]:
    """Return a name with its words around `of` turned: `ministry of the interior` as `interior ministry`."""
    at = next((i for i, part in enumerate(parts[:2]) if part in {"ministry", "department"}), None)
    if at is None or parts[at + 1 : at + 2] != ["of"]:
        return parts
    rest = parts[at + 2 :]
    rest = rest[1:] if rest[:1] == ["the"] else rest
    return [*parts[:at], *rest, parts[at]] if rest else parts


def _singular(people: str) -> str:
    for ending, put in (("women", "woman"), ("men", "man"), ("s", "")):
        if people.endswith(ending) and not people.endswith("ss"):
            return people[: -len(ending)] + put
    return people


class _Cores:
    """Spellings by their cores, each core joined to one cluster."""

    def __init__(self, things: Mapping[str, NameSpelling], clusters: Clusters) -> None:
        self.things, self.clusters = things, clusters
        self.groups: dict[tuple[EntityType, str], list[NameSpelling]] = defaultdict(list)
        for key in sorted(things):
            clusters.add(key)
            self.groups[things[key].type, things[key].core].append(things[key])
        for group in self.groups.values():
            group.sort(key=lambda t: (-t.count, t.key))
            for other in group[1:]:
                clusters.join(group[0].key, other.key, _why_core(group[0], other))
        closed: dict[tuple[EntityType, str], NameSpelling] = {}
        for (kind, core), group in sorted(self.groups.items()):
            if len(core) > 5:  # Bruma Ware, BrumaWare
                first = closed.setdefault((kind, core.replace(" ", "")), group[0])
                if first is not group[0]:
                    clusters.join(first.key, group[0].key, _why_core(first, group[0]))

    @cached_property
    def organisations(self) -> list[tuple[str, list[NameSpelling]]]:
        """Return all cores of organisations with their spellings, in order."""
        return [(core, group) for (kind, core), group in sorted(self.groups.items()) if kind == "ORG"]

    @cached_property
    def nations(self) -> dict[str, list[NameSpelling]]:
        """Return what organisations are called behind their nation, with each nation's own: `national police`."""
        found: dict[str, list[NameSpelling]] = defaultdict(list)
        for full, group in self.organisations:
            parts = full.split(" ")
            for n in range(1, min(len(parts), _NATION_WORDS + 1)):
                if demonym(" ".join(parts[:n])):
                    found[" ".join(parts[n:])].append(group[0])
        return found

    def join(self, full: NameSpelling, short: NameSpelling, why: str) -> None:
        self.clusters.join(full.key, short.key, f"“{short.text}” joins “{full.text}”: {why}.")

    def others(self, mine: NameSpelling, fits: Iterable[NameSpelling]) -> list[NameSpelling]:
        """Return one spelling of each cluster among `fits`, without the cluster of `mine`."""
        root = self.clusters.find(mine.key)
        found = {other: thing for thing in fits if (other := self.clusters.find(thing.key)) != root}
        return list(found.values())


def cluster(things: Mapping[str, NameSpelling], definitions: Iterable[Definition], clusters: Clusters) -> None:
    """Join spellings of one organisation, place, people or event."""
    cores = _Cores(things, clusters)
    _join_acronyms(cores, definitions)
    _join_short_forms(cores)
    _join_misspelt_places(cores)


def _why_core(a: NameSpelling, b: NameSpelling) -> str:
    if MEANT in a.key or MEANT in b.key:
        why = "what its own article means by it"
    elif a.type == "NATIONALITY":
        why = "one people"
    elif reduced(a.text, a.type) != reduced(b.text, b.type):
        why = f"two usual names of one {_WORD[a.type]}"
    elif a.type == "ORG" and len(a.key.split()) != len(b.key.split()):
        why = "the same name with or without its legal form"
    else:
        why = "the same name, written a little differently"
    return f"“{b.text}” joins “{a.text}”: {why}."


def _join_acronyms(cores: _Cores, definitions: Iterable[Definition]) -> None:
    """Join an acronym to the name that defines it, else to the one organisation of the dossier with these initials."""
    settled = _join_defined(cores, definitions)
    organisations = [thing for _, group in cores.organisations for thing in group]
    by_letter: dict[str, list[NameSpelling]] = defaultdict(list)
    for thing in organisations:
        if " " in thing.key or "-" in thing.key:
            by_letter[fold(thing.text)[0]].append(thing)
    for short in organisations:
        letters = re.sub(r"[\W_]", "", short.text)
        if _is_acronym(letters) and not _has_meaning(short, settled):
            fits = [thing for thing in by_letter[fold(letters)[0]] if _spells(letters, short, thing)]
            if len(found := cores.others(short, fits)) == 1:
                cores.join(found[0], short, "its initials, and no other organisation here has them")


def _is_acronym(letters: str) -> bool:
    return 2 <= len(letters) <= 6 and letters.isupper()


def _join_defined(cores: _Cores, definitions: Iterable[Definition]) -> set[str]:
    """Join acronyms to the names that articles define them by; return the keys of all that are defined."""
    meant: dict[str, set[str]] = defaultdict(set)
    for definition in definitions:
        full = reduced(definition.full, "ORG")
        meant[reduced(definition.short, "ORG")].add(pairs("second_names").get(full, full))
    settled: set[str] = set()
    for acronym, fulls in sorted(meant.items()):
        acronyms = cores.groups.get(("ORG", acronym), [])
        named = [cores.groups["ORG", full][0] for full in sorted(fulls) if ("ORG", full) in cores.groups]
        settled.update(t.key for t in acronyms)
        if acronyms and len({cores.clusters.find(t.key) for t in named}) == 1:
            cores.join(named[0], acronyms[0], "an article gives it as its acronym")
            for nation in _nations_own(cores, acronym, named[0].core):
                cores.join(nation, named[0], f"the letters {acronyms[0].text} name the nation too")
    return settled


def _has_meaning(short: NameSpelling, settled: AbstractSet[str]) -> bool:
    """Return whether an acronym means something already: what its article defines, or a usual name."""
    return MEANT in short.key or short.key in settled or short.core != reduced(short.text, "ORG")


def _spells(letters: str, short: NameSpelling, thing: NameSpelling) -> bool:
    """Return whether an acronym is the initials of an organisation, all its words or one named in its articles."""
    known = len(letters) == len(thing.core.split()) > 2 or thing.articles & short.articles
    return bool(known) and is_initials(letters, thing.text)


def _nations_own(cores: _Cores, acronym: str, core: str) -> list[NameSpelling]:
    """Return the one nation's organisation that an acronym means where it has more letters than the name defining it.

    `National Police (PNP)` is the Peruvian National Police, where no other nation's begins with a P.
    """
    found = [thing for thing in cores.nations.get(core, ()) if is_initials(acronym, thing.text)]
    return found if len(found) == 1 and not is_initials(acronym, core) else []


def is_initials(letters: str, full: str) -> bool:
    """Return whether letters are just the initials of a name, its legal form left out or not."""
    heads, core, spelt, parts = _heads(full)
    short = fold(letters)
    if short in parts:
        return False  # LG of LG Group
    return short in (heads, core, spelt) or (
        len(short) > 3 and abbreviates(letters, full) and short == heads[: len(short)]
    )


@lru_cache(maxsize=65536)
def _heads(full: str) -> tuple[str, str, str, frozenset[str]]:
    """Return the first letters of a name, those without its legal form, those after a first acronym, and its words."""
    folded = fold(full)
    heads = "".join(w[0] for w in _SPLIT.split(folded) if w and w not in _SMALL)
    core = "".join(w[0] for w in reduced(full, "ORG").split() if w not in _SMALL)
    first = full.split(" ", 1)[0]
    spelt = fold(first) + heads[1:] if 1 < len(first) < 4 and first.isupper() else heads  # UK Independence Party
    return heads, core, spelt, frozenset(folded.split())


def _join_short_forms(cores: _Cores) -> None:
    """Join an organisation to the one longer name in its articles that begins with it, or adds a nation or town."""
    begins, ends = _longer_names(cores)
    for core, group in cores.organisations:
        longer = [*(() if _is_plain(core) else begins.get(core, ())), *ends.get(core, ())]
        articles = set().union(*(thing.articles for thing in group))
        usual = core in words("organisations")  # Rangers, the Times: elsewhere another organisation
        fits = [t for t in longer if t.articles & articles and (not usual or articles <= t.articles)]
        found = cores.others(group[0], fits)
        if len(found) == 1 and cores.clusters.find(group[0].key) not in {cores.clusters.find(t.key) for t in fits}:
            cores.join(found[0], group[0], "its short form, in an article that has both")


def _is_plain(core: str) -> bool:
    """Return whether a name of one word is a place or a common word too, and begins many other names."""
    return " " not in core and (place(core) or (common(core) and core not in words("organisations")))


def _longer_names(cores: _Cores) -> tuple[dict[str, list[NameSpelling]], dict[str, list[NameSpelling]]]:
    """Return the organisations by how their names begin, and by what stands behind a nation, a town or a place."""
    begins: dict[str, list[NameSpelling]] = defaultdict(list)
    ends: dict[str, list[NameSpelling]] = defaultdict(list)
    for core, group in cores.organisations:
        parts = core.split()
        for n in range(1, len(parts)):
            if not _apart(" ".join(parts[:n]), parts[n:]):
                begins[" ".join(parts[:n])].extend(group)
        for end in _ends(parts):
            ends[end].extend(group)
    return begins, ends


def _ends(parts: Sequence[str]) -> Iterator[str]:
    """Yield what an organisation may be called for short behind its nation or place, and the last word of a team."""
    if len(parts) > 2 and demonym(parts[0]):
        yield " ".join(parts[1:])
    elif (short := _without_place(parts)) and short not in words("national_organisations"):
        yield short  # Marrow County Sheriff's Department; a Supreme Court may be the nation's
    if len(parts) > 1 and (parts[-1].endswith("s") or parts[-1][0].isdigit()):
        yield parts[-1]  # a team: Ostrava Wolves


def _without_place(parts: Sequence[str]) -> str:
    """Return an organisation's name behind the place in front: `police department`; empty where that is one word."""
    for n in range(len(parts) - 2, 0, -1):
        if place(" ".join(parts[:n])) or (n > 1 and parts[n - 1] in ("county", "city", "state")):
            return " ".join(parts[n:])
    return ""


def _apart(name: str, rest: Sequence[str]) -> bool:
    """Return whether what a longer name adds makes it another organisation: an organ, a branch abroad, a product."""
    if rest[-1] in words("parts_of_organisations") or any(c.isdigit() for c in rest[-1]):
        return True
    if all(word in words("business_words") for word in rest):
        return False
    abroad = rest[0] not in _SMALL and (place(" ".join(rest)) or place(rest[-1]) or region(rest[-1]))
    return abroad or name in words("organisations")


def _join_misspelt_places(cores: _Cores) -> None:
    """Join a place with its crossing, and misspellings of places that no gazetteer has."""
    by_site: dict[str, list[NameSpelling]] = defaultdict(list)
    for (kind, core), group in sorted(cores.groups.items()):
        if kind == "PLACE" and not place(core) and len(core) >= _SITE:
            by_site[_site(core)].extend(group)
    for group in by_site.values():
        for other in group[1:]:
            cores.join(group[0], other, "the crossing at that place")
    for a, b in _near(by_site):
        one, other = sorted((by_site[a][0], by_site[b][0]), key=lambda t: (-t.count, t.key))
        if not one.articles & other.articles:
            cores.join(one, other, "a letter or two apart, and no gazetteer has either")


def _near(sites: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of sites that are a letter or two apart, in order."""
    by_deletion: dict[str, set[str]] = defaultdict(set)
    for site in sites:
        if len(site) > _SITE and not any(c.isdigit() for c in site):
            for part in _deletions(site, _slips(site)):
                by_deletion[part].add(site)
    met = {(a, b) for near in by_deletion.values() if 1 < len(near) < _ALIKE for a in near for b in near if a < b}
    return [(a, b) for a, b in sorted(met) if _misspelt(a, b)]


def _misspelt(a: str, b: str) -> bool:
    """Return whether two sites may be spellings of one: the same first letter, and few others that differ."""
    most = min(_slips(a), _slips(b))
    return a[0] == b[0] and not _otherwise(a, b) and DamerauLevenshtein.distance(a, b) <= most


def _slips(site: str) -> int:
    """Return how many letters of a site may be misspelt."""
    return 2 if len(site) >= _LONG_SITE else 1


def _otherwise(a: str, b: str) -> bool:
    """Return whether two places are known towns, or differ in a word that says which: `South East`, `South West`."""
    return (town(a) and town(b)) or bool((set(a.split()) ^ set(b.split())) & words("distinguishing_words"))


def _site(core: str) -> str:
    """Return where a border crossing is: `chacalluta border complex` is at `chacalluta`."""
    return next((core[: -len(kind)] for kind in _CROSSINGS if core.endswith(kind)), core)


def _deletions(word: str, most: int) -> set[str]:
    """Return a word with up to `most` letters left out, in all ways: two words that share one are near each other."""
    found = {word}
    edge = {word}
    for _ in range(most):
        edge = {w[:i] + w[i + 1 :] for w in edge for i in range(len(w))}
        found |= edge
    return found
