"""One person, place or body whose name articles spell differently: who writes what."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

from rapidfuzz.distance import DamerauLevenshtein

from dossier.linking.compare.finding import finding, packed, reading, unpacked
from dossier.linking.compare.names.near import NamePair, near_names
from dossier.linking.compare.reasons import shown
from dossier.linking.entities.assemble import slug
from dossier.linking.entities.naming import EntityMentions, called, named
from dossier.linking.entities.organisations import reduced
from dossier.linking.entities.person_names import given_alike
from dossier.linking.facts import DossierFacts
from dossier.linking.matching.cache import Cache, digest
from dossier.model import EntityType, Finding, Mention, Reading, Span
from dossier.text.folding import fold
from dossier.text.lists import listed

_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ACRONYM = 6  # letters in capitals
_KNOWN = 60  # articles; whom more of them name needs no check of how he is spelt
_SHOWN = 4  # spellings that the sentence names
_WHAT: dict[EntityType, str] = {"PERSON": "person", "ORG": "organisation", "PLACE": "place", "EVENT": "event"}

Parts = tuple[str, ...]


def compare_names(facts: DossierFacts, cache: Cache | None = None) -> list[Finding]:
    """Return the names that articles spell differently, or alike, and people who may be one, in text order."""
    cache = cache or Cache()
    entities, ids = named(facts, cache), facts.ids
    outlets = {info.id: called(info) for info in facts.infos}
    found, known = [], cache.texts("name finding")
    for entity, one in cache.each("comparing names", entities.items()):
        if len(one.where) > 1:
            told = known.get(digest(entity, [key for _, key, _ in one.where]), partial(_told, one, ids, outlets))
            found += [unpacked(told)] if told else []
    return [*found, *(_maybe(pair, outlets) for pair in near_names(facts, entities, cache))]


def _told(one: EntityMentions, ids: Sequence[str], outlets: Mapping[str, str]) -> str:
    """Return the finding of a name as it is kept; "" where there is none."""
    mentions = [mention for mention in one.mentions(ids) if mention.type in _WHAT]
    found = _compared(one.id, mentions, outlets) or _agreed(mentions, outlets)
    return packed(found) if found else ""


def _maybe(pair: NamePair, outlets: Mapping[str, str]) -> Finding:
    """Return the finding of two people who may be one, or of whom one name is wrong."""
    readings = _ordered(reading(max((m.text for m in side), key=len), _spans(side)) for side in (pair.one, pair.other))
    told = [f"{r.reading} ({listed(list(dict.fromkeys(outlets[a] for a in r.articles)))})" for r in readings]
    return finding("name", readings[0].reading, pair.verdict, f"{listed(told)}: {pair.why}.", readings)


def _compared(entity: str, mentions: Sequence[Mention], outlets: Mapping[str, str]) -> Finding | None:
    """Return the finding of the spellings of one name; None where all who write it agree."""
    spelt = _spellings(mentions)
    different = [one for one in spelt if any(differ(one, other) for other in spelt if other != one)]
    readings = _ordered(reading(" ".join(one), _spans(_telling(spelt[one], one, different))) for one in different)
    if len(different) < 2 or len({article for each in readings for article in each.articles}) < 2:
        return None
    name = next((r.reading for r in readings if slug(r.reading) == entity.partition(":")[2]), readings[0].reading)
    return finding("name", name, "compatible", _why(readings, mentions, outlets), readings)


def _agreed(mentions: Sequence[Mention], outlets: Mapping[str, str]) -> Finding | None:
    """Return that all articles write one person's full name alike; None of the famous, whom most articles name."""
    articles = {mention.article for mention in mentions}
    full = list(filter(_is_full, mentions))
    alike = {mention.type for mention in mentions} == {"PERSON"} and len(_spellings(mentions)) == 1
    if not alike or len({mention.text.casefold() for mention in full}) != 1 or not 1 < len(articles) <= _KNOWN:
        return None
    name = Counter(mention.text for mention in full).most_common(1)[0][0]
    why = _why_agreed(name, full, articles, outlets)
    return finding("name", name, "agree", why, [reading(name, _spans(_first_of_each(mentions)))])


def _is_full(mention: Mention) -> bool:
    return len(_parts(mention) or ()) > 1


def _first_of_each(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the first mention of each spelling in each article."""
    return list({(mention.article, mention.text): mention for mention in reversed(mentions)}.values())


def _why_agreed(name: str, full: Sequence[Mention], articles: set[str], outlets: Mapping[str, str]) -> str:
    whole = {mention.article for mention in full}
    if whole == articles:
        return f"{'Both' if len(articles) == 2 else f'All {len(articles)}'} articles write {name}."
    long, short = (shown(outlets[article] for article in sorted(some)) for some in (whole, articles - whole))
    return f"{name} in {long}, the surname alone in {short}."


def _spellings(mentions: Sequence[Mention]) -> dict[Parts, list[Mention]]:
    """Return mentions by the full spellings that their articles use: a bare surname under the name it ends."""
    full: dict[str, Counter[Parts]] = defaultdict(Counter)
    every: Counter[Parts] = Counter()
    for mention in mentions:
        if (parts := _parts(mention)) is not None and not _is_short(parts, mention.type):
            full[mention.article][parts] += 1
            every[parts] += 1
    found: defaultdict[Parts, list[Mention]] = defaultdict(list)
    for mention in mentions:
        parts = _parts(mention)
        if parts is not None:
            here = full[mention.article]
            found[_whole(parts, here, every) if mention.type == "PERSON" else _core(parts, every)].append(mention)
    return dict(found)


def _parts(mention: Mention) -> Parts | None:
    """Return the words of a name as it is written; None for an acronym, which is no spelling."""
    return _parts_of(mention.text, mention.type == "PERSON")


@lru_cache(maxsize=1 << 16)
def _parts_of(text: str, person: bool) -> Parts | None:
    letters = re.sub(r"[\W_]", "", text)
    if not person and letters.isupper() and len(letters) <= _ACRONYM:
        return None
    return tuple(_PART.findall(text.replace("’", "'")))


def _is_short(parts: Parts, kind: EntityType) -> bool:
    return kind == "PERSON" and len(parts) == 1


def _whole(parts: Parts, here: Counter[Parts], every: Counter[Parts]) -> Parts:
    """Return the full name that a shorter one stands for, in its article, else anywhere; itself where there is none."""
    for known in (here, every):
        fits = [
            whole for whole in known if len(whole) > len(parts) and parts in (whole[: len(parts)], whole[-len(parts) :])
        ]
        if fits:
            return min(fits, key=lambda whole: (-known[whole], whole))
    return parts


def _core(parts: Parts, every: Counter[Parts]) -> Parts:
    """Return the name that a longer one adds to: the crossing at a place is spelt as the place is."""
    return min((core for core in every if parts[: len(core)] == core), key=len, default=parts)


def differ(one: Parts, other: Parts) -> bool:
    """Return whether two names are the same but for how parts of them are spelt; a longer form is no other spelling.

    Capitals, hyphens and stops make no difference; accents do.
    """
    short, long = sorted((one, other), key=len)
    pairs = _aligned(short, long)
    if pairs is None or not any(a.casefold() != b.casefold() for a, b in pairs):
        return False
    return all(_near(fold(a), fold(b)) for a, b in pairs)


def _aligned(short: Parts, long: Parts) -> list[tuple[str, str]] | None:
    """Return the parts of two names in pairs, of a longer one at its beginning or end; None where they do not match."""
    if len(short) == len(long):
        return list(zip(short, long, strict=True))
    for stretch in (long[: len(short)], long[-len(short) :]):
        if all(_near(fold(a), fold(b)) for a, b in zip(short, stretch, strict=True)):
            return list(zip(short, stretch, strict=True))
    return None


def _near(one: str, other: str) -> bool:
    """Return whether two folded parts may be spellings of one: a letter or two, or the sound of a given name."""
    if one == other:
        return True
    if min(len(one), len(other)) < 3 or one + "s" == other or other + "s" == one:
        return False
    near = 1 if min(len(one), len(other)) < 4 else 2
    return DamerauLevenshtein.distance(one, other) <= near or given_alike(one, other)


def _telling(mentions: Sequence[Mention], whole: Parts, different: Sequence[Parts]) -> list[Mention]:
    """Return mentions that have a part that is spelt differently: not a bare surname that all agree on."""
    varied = {part for part in whole if any(part not in other for other in different)}
    return [mention for mention in mentions if varied & set(_parts(mention) or ())]


def _spans(mentions: Iterable[Mention]) -> list[Span]:
    return [Span(m.article, m.start, m.end, m.text) for m in mentions]


def _ordered(readings: Iterable[Reading]) -> list[Reading]:
    """Return readings in order, what most articles write first."""
    return sorted(readings, key=lambda r: (-len(r.articles), -len(r.spans), r.reading))


def _why(readings: Sequence[Reading], mentions: Sequence[Mention], outlets: Mapping[str, str]) -> str:
    told = []
    for each in readings[:_SHOWN]:
        whose = list(dict.fromkeys(outlets[article] for article in each.articles))
        told.append(f"{each.reading} ({listed(whose) if len(whose) <= _SHOWN else f'{len(each.articles)} articles'})")
    if len(readings) > _SHOWN:
        told.append(f"{len(readings) - _SHOWN} more")
    what = _WHAT[mentions[0].type]
    return f"{listed(told)} are spellings of one {what}: {_reason(readings, mentions)}."


def _reason(readings: Sequence[Reading], mentions: Sequence[Mention]) -> str:
    """Return what makes them one, as the linking of names has it."""
    kind = mentions[0].type
    written = [tuple(_PART.findall(each.reading)) for each in readings]
    if len({fold(each.reading) for each in readings}) == 1:
        return "they differ in accents or signs alone"
    if kind == "PERSON" and min(len(parts) for parts in written) > 1:
        return _reason_of_people(written, mentions)
    if len({reduced(each.reading, kind) for each in readings}) == 1:
        return "the same name, written a little differently"
    return "they differ by a letter or two, and no other name here is like them"


def _reason_of_people(written: Sequence[Parts], mentions: Sequence[Mention]) -> str:
    given, surnames = ({fold(parts[i]) for parts in written} for i in (0, -1))
    if len(surnames) == 1:
        return "the surname is the same, and the given names are spellings of one name"
    roles = Counter(m.role.split(" of ", 1)[0].split()[-1] for m in mentions if m.role)
    shared = min(roles, key=lambda role: (-roles[role], role)) if roles else None
    called = f", with one role, {shared}" if shared and roles[shared] > 1 else ""
    if len(given) > 1:
        return f"given names and surnames differ by a letter or two{called}"
    return f"the given name is the same, the surnames differ by a letter or two{called}"
