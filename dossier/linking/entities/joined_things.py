"""Organisations, places, peoples and events: which spellings mean one and the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from rapidfuzz.distance import DamerauLevenshtein

from dossier.extracting.lexicon import common, demonym, pairs, place, town, words
from dossier.extracting.names.candidates.vocabulary import region
from dossier.linking.entities.clusters import Clusters
from dossier.linking.entities.joined_places import join_headed, join_to_gazetteer
from dossier.linking.entities.on_disk.columns import meet, union, within
from dossier.linking.entities.on_disk.texts import Index, Texts
from dossier.linking.entities.organisations import MEANT, SMALL, initials_of, is_initials, reduced
from dossier.linking.entities.things import Cores, NameSpelling, Things
from dossier.model import Definition
from dossier.text.folding import fold

_SITE, _LONG_SITE = 6, 8  # letters of a place that may be misspelt, and of one with two letters wrong
_ALIKE = 20  # sites that are alike but for a letter; where there are so many, they are not misspellings
_NATION_WORDS = 3  # Papua New Guinean
_CROSSINGS = (" border crossing", " border complex", " border post", " crossing", " complex", " border")


def cluster(things: Things, definitions: Iterable[Definition], clusters: Clusters) -> None:
    """Join spellings of one organisation, place, people or event."""
    cores = Cores(things, clusters)
    _join_acronyms(cores, definitions)
    _join_short_forms(cores)
    _join_misspelt_places(cores)
    join_to_gazetteer(cores)
    join_headed(cores)


def _join_acronyms(cores: Cores, definitions: Iterable[Definition]) -> None:
    """Join an acronym to the name that defines it, else to the one organisation of the dossier with these initials."""
    settled = _join_defined(cores, definitions)
    by_initials = _by_initials(cores)
    for _, at in cores.organisations():
        for short in cores.group(at):
            letters = re.sub(r"[\W_]", "", short.text)
            if _is_acronym(letters) and not _has_meaning(short, settled):
                fits = [
                    thing
                    for thing in map(cores.things.__getitem__, by_initials.get(fold(letters)))
                    if fold(thing.text)[0] == fold(letters)[0] and _spells(letters, short, thing)
                ]
                if len(found := cores.others(short, fits)) == 1:
                    cores.join(found[0], short, "its initials, and no other organisation here has them")


def _by_initials(cores: Cores) -> Index:
    """Return the organisations of several words, in order, by all letters that may be their initials."""
    found = Index()
    for _, at in cores.organisations():
        for thing in cores.group(at):
            if " " in thing.node or "-" in thing.node:
                for letters in sorted(_may_be_initials(thing.text)):
                    found.add(letters, thing.number)
    return found.done()


def _may_be_initials(full: str) -> set[str]:
    first, core, spelt, _ = initials_of(full)
    return {first, core, spelt, *(first[:n] for n in range(4, len(first)))}


def _is_acronym(letters: str) -> bool:
    return 2 <= len(letters) <= 6 and letters.isupper()


def _join_defined(cores: Cores, definitions: Iterable[Definition]) -> set[int]:
    """Join acronyms to the names that articles define them by; return the keys of all that are defined."""
    meant: dict[str, set[str]] = defaultdict(set)
    for definition in definitions:
        full = reduced(definition.full, "ORG")
        meant[reduced(definition.short, "ORG")].add(pairs("second_names").get(full, full))
    nations = _nations(cores)
    settled: set[int] = set()
    for acronym, fulls in sorted(meant.items()):
        acronyms = cores.named(acronym)
        named = [found[0] for full in sorted(fulls) if (found := cores.named(full))]
        settled.update(t.key for t in acronyms)
        if acronyms and len({cores.clusters.find(t.key) for t in named}) == 1:
            cores.join(named[0], acronyms[0], "an article gives it as its acronym")
            for nation in _nations_own(cores, nations, acronym, named[0].core):
                cores.join(nation, named[0], f"the letters {acronyms[0].text} name the nation too")
    return settled


def _nations(cores: Cores) -> Index:
    """Return what organisations are called behind their nation, with each nation's own: `national police`."""
    found = Index()
    for full, at in cores.organisations():
        parts = full.split(" ")
        for n in range(1, min(len(parts), _NATION_WORDS + 1)):
            if demonym(" ".join(parts[:n])):
                found.add(" ".join(parts[n:]), cores.group(at)[0].number)
    return found.done()


def _has_meaning(short: NameSpelling, settled: AbstractSet[int]) -> bool:
    """Return whether an acronym means something already: what its article defines, or a usual name."""
    return MEANT in short.node or short.key in settled or short.core != reduced(short.text, "ORG")


def _spells(letters: str, short: NameSpelling, thing: NameSpelling) -> bool:
    """Return whether an acronym is the initials of an organisation, all its words or one named in its articles."""
    known = len(letters) == len(thing.core.split()) > 2 or meet(thing.articles, short.articles)
    return bool(known) and is_initials(letters, thing.text)


def _nations_own(cores: Cores, nations: Index, acronym: str, core: str) -> list[NameSpelling]:
    """Return the one nation's organisation that an acronym means where it has more letters than the name defining it.

    `National Police (PNP)` is the Peruvian National Police, where no other nation's begins with a P.
    """
    found = [thing for n in nations.get(core) if is_initials(acronym, (thing := cores.things[n]).text)]
    return found if len(found) == 1 and not is_initials(acronym, core) else []


def _join_short_forms(cores: Cores) -> None:
    """Join an organisation to the one longer name in its articles that begins with it, or adds a nation or town."""
    begins, ends = _longer_names(cores)
    for core, at in cores.organisations():
        longer = [*(() if _is_plain(core) else begins.get(core)), *ends.get(core)]
        if not longer:
            continue
        group = cores.group(at)
        articles = union(thing.articles for thing in group)
        usual = core in words("organisations")  # Rangers, the Times: elsewhere another organisation
        fits = [
            thing
            for other in longer
            for thing in cores.group(other)
            if meet(thing.articles, articles) and (not usual or within(articles, thing.articles))
        ]
        found = cores.others(group[0], fits)
        roots = {cores.clusters.find(thing.key) for thing in fits}
        if len(found) == 1 and cores.clusters.find(group[0].key) not in roots:
            cores.join(found[0], group[0], "its short form, in an article that has both")


def _is_plain(core: str) -> bool:
    """Return whether a name of one word is a place or a common word too, and begins many other names."""
    return " " not in core and (place(core) or (common(core) and core not in words("organisations")))


def _longer_names(cores: Cores) -> tuple[Index, Index]:
    """Return the places of organisations by how their names begin, and by what stands behind a nation or a place."""
    begins, ends = Index(), Index()
    for core, at in cores.organisations():
        parts = core.split()
        for n in range(1, len(parts)):
            if not _apart(" ".join(parts[:n]), parts[n:]):
                begins.add(" ".join(parts[:n]), at)
        for end in _ends(parts):
            ends.add(end, at)
    return begins.done(), ends.done()


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
    abroad = rest[0] not in SMALL and (place(" ".join(rest)) or place(rest[-1]) or region(rest[-1]))
    return abroad or name in words("organisations")


def _join_misspelt_places(cores: Cores) -> None:
    """Join a place with its crossing, and misspellings of places that no gazetteer has."""
    by_site = Index()
    for kind, core, at in cores:
        if kind == "PLACE" and not place(core) and len(core) >= _SITE:
            by_site.add(_site(core), at)
    sites = by_site.done().lists
    for number in sorted(range(len(sites)), key=lambda number: int(sites[number][0])):
        first, *others = (thing for at in sites[number].tolist() for thing in cores.group(at))
        for other in others:
            cores.join(first, other, "the crossing at that place")
    for pair in _near(by_site.texts):
        one, other = cores.things.sorted(cores.group(int(sites[number][0]))[0].number for number in pair)
        if not meet(one.articles, other.articles):
            cores.join(one, other, "a letter or two apart, and no gazetteer has either")


def _near(sites: Texts) -> list[tuple[int, int]]:
    """Return the pairs of sites that are a letter or two apart, in order, by their places."""
    by_deletion = Index()
    for number, site in enumerate(sites):
        if len(site) > _SITE and not any(c.isdigit() for c in site):
            for part in _deletions(site, _slips(site)):
                by_deletion.add(part, number)
    lists = by_deletion.done().lists
    several = (lists[at].tolist() for at in range(len(lists)) if 1 < lists.size(at) < _ALIKE)
    met = {(a, b) for near in several for a in near for b in near if a < b and _misspelt(sites[a], sites[b])}
    return sorted(met)


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
