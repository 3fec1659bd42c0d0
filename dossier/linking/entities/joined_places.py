"""Places under a longer name that says what they are, and under a spelling that no gazetteer has."""

from __future__ import annotations

from rapidfuzz.distance import DamerauLevenshtein

from dossier.extracting.lexicon import listed, place, town
from dossier.linking.entities.on_disk.columns import meet, union
from dossier.linking.entities.on_disk.texts import Index
from dossier.linking.entities.things import Cores

_HEADS = frozenset({"island", "isle", "peninsula", "street", "avenue", "square"})  # hardly ever in a town of that name
_OF_REGIONS = frozenset({"province", "prefecture", "region"})
_LONG = 8  # letters of a place of the gazetteer that a letter may be wrong in


def join_headed(cores: Cores) -> None:
    """Join a place to the one longer name that adds what it is: `Zorva` to `Zorva Island`, a region to its province.

    Not a country or large city, which may lie elsewhere: Vancouver is not on Vancouver Island.
    """
    longer = Index()
    for kind, core, at in cores:
        name, _, head = core.rpartition(" ")
        if kind == "PLACE" and name and (head in _HEADS or (head in _OF_REGIONS and _only_a_region(name))):
            longer.add(name, at)
    for name in list(longer.done().texts):
        short = cores.named(name, "PLACE")
        if not short or name in listed("countries") or name in listed("cities"):
            continue
        articles = union(thing.articles for thing in short)
        fits = [cores.group(at)[0] for at in longer.get(name)]
        near = [thing for thing in fits if _only_a_region(name) or meet(thing.articles, articles)]
        found = cores.others(short[0], near)
        if len(found) == 1 and len({cores.clusters.find(thing.key) for thing in fits}) == 1:
            cores.join(found[0], short[0], "its short form, which nothing else here has")


def _only_a_region(name: str) -> bool:
    """Return whether a name is that of a region and of no town."""
    return name in listed("regions") and name not in listed("cities") and not town(name)


def join_to_gazetteer(cores: Cores) -> None:
    """Join a place that no gazetteer has to one that is spelt with one letter more, less or otherwise, and is there.

    Not where an article has both.
    """
    by_deletion, strange = _known_and_strange(cores)
    for core, at in strange:
        near = {int(other) for part in _deletions(core) for other in by_deletion.get(part)}
        for one in (cores.group(other)[0] for other in sorted(near)):
            mine = cores.group(at)[0]
            alike = core[0] == one.core[0] and DamerauLevenshtein.distance(core, one.core) == 1
            if alike and not (town(core) and town(one.core)) and not meet(one.articles, mine.articles):
                cores.join(one, mine, "a letter apart, and no gazetteer has it so")


def _known_and_strange(cores: Cores) -> tuple[Index, list[tuple[str, int]]]:
    """Return the long places of the gazetteer by what is left of each without a letter, and those it does not have."""
    by_deletion, strange = Index(), []
    for kind, core, at in cores:
        if kind != "PLACE" or " " in core or len(core) < _LONG - 1 or any(c.isdigit() for c in core):
            continue
        if not place(core):
            strange.append((core, at))
        elif len(core) >= _LONG:
            for part in _deletions(core):
                by_deletion.add(part, at)
    return by_deletion.done(), strange


def _deletions(word: str) -> list[str]:
    """Return a word, and it with each of its letters left out."""
    return [word, *{word[:i] + word[i + 1 :] for i in range(len(word))}]
