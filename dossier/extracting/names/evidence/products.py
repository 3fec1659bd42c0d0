"""Products of an article's organisations: what they make is no name of a person, organisation or place.

Products of a list are known (`Xeon`). Another strange word is a product where it stands at least once behind an
organisation's name (`Tarn's Zorvix`, `Tarn Zorvix`), a count or how many of a part it has (`six Zorvix drones`,
`single-core Zorvix`, `64-bit Zorvix`), and before a noun for what companies make at least once (`Zorvix chips`,
`Zorvix-based servers`, `Zorvix and Quillet CPUs`). Before such a noun `its Zorvix chip` is enough. What a product is
code-named, and code names of chips that are listed, are products too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from dossier.extracting.lexicon import common, in_any, listed, words
from dossier.extracting.names.candidates.candidate import Candidate
from dossier.extracting.names.candidates.links import OF_SHIPS
from dossier.extracting.names.candidates.vocabulary import CapitalWord, listed_name
from dossier.extracting.names.evidence.table import Typed

_OWNER = 3.0  # evidence that an organisation needs before a word behind it counts as its own
_WEAK = 3.5  # evidence from which on a word is an organisation in its own right
_OWNS = re.compile(r"['’]s $|[sS]['’] $")
_PARTS = re.compile(
    r"\b(?:\d+-bit|(?:single|dual|twin|quad)-[a-z]+|\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|dozen) $"
)
_NOUN = re.compile(r"[\"”’')]?(?:-based)?(?: (?:and|or) [A-Z][\w-]*)?(?: [\w-]+){0,2}? ([A-Za-z]+)")
# Tarn’s new, fast Zorvix chip, its Zorvix chip
_OWNED = re.compile(r"(?:\b(?:its|their|our) |[’']s |[sS][’'] )(?:[a-z][\w-]*,? ){0,4}[\"“‘'(]?$")
_CODE_NAMED = re.compile(r"([^.:;!?]*)\bcode[- ]?named [\"“‘']?$")  # a chip for phones, code-named Zorvix
_AROUND = 80  # code points of a sentence before a name in which its owner or its kind is looked for
_MAKING = frozenset({"made", "manufactured", "marketed"})
_MADE = re.compile(r", (?:made|manufactured|marketed) by (?:the )?[A-Z]")
# Nissan recalled 12,000 Zorvixes, Tarn unveiled its Zorvix
_LAUNCHED = re.compile(
    r" (?:has |have |had |will )?(?:also )?(?:debut|discontinu|launch|recall|showcas|unveil)(?:e|ed|es|s)?"
    r" (?:(?:about|all|an?|its|more than|nearly|new|some|the|\d[\d,]*) )+"
)
_LAUNCHING = words("verbs_of_launching")
_OF_MEDICINE = frozenset({"drug", "drugs", "medicine", "medicines", "vaccine", "vaccines", "treatment", "therapy"})
_JOINED = (" and ", " or ", ", ", " and the ", ", the ")
_LONGEST_NOUN = 16  # code points of a kind of ship, with blanks and marks
OF_NAVIES = frozenset("HMAS HMCS HMNZS HMS MV RMS RRS SS USCGC USNS USS".split())  # HMS Zorvan
_CODE = re.compile(r"[\w-]*\d[\w-]*")

Neighbours = tuple[Candidate | None, Candidate]  # a name with the one before it


def products(
    text: str, found: Sequence[Candidate], known: Mapping[str, Typed], lower_case: Collection[str]
) -> frozenset[str]:
    """Return the words of an article, folded, that are products: listed ones, and those of its organisations.

    Ships, and chips called like places, are whole names. `lower_case` has the words of the article in small letters.
    """
    running = [(before, one) for before, one in zip([None, *found], found, strict=False) if one.is_running]
    nouns = not words("product_nouns").isdisjoint(lower_case) or "CPU" in text
    ships, made_by = not words("vessels").isdisjoint(lower_case), not _MAKING.isdisjoint(lower_case)
    listed_ones = words("product_names")
    return frozenset(word.key for one in found for word in one.words if word.key in listed_ones).union(
        _beside_nouns(text, running, known) if nouns else (),
        (one.key for _, one in running if one.words[0].key in OF_SHIPS and _is_called_like_ships(one)),
        (one.key for _, one in running if ships and _is_behind_a_ship(text, one)),
        (one.key for _, one in running if one.words[0].text in OF_NAVIES and len(one.words) > 1),
        (one.key for _, one in running if made_by and _MADE.match(text, one.end)),
        _launched(text, running, known) if not _LAUNCHING.isdisjoint(lower_case) else (),
        _beside_listed(text, running, known),
        _medicines(text, running, known) if not _OF_MEDICINE.isdisjoint(lower_case) else (),
    )


def _beside_nouns(text: str, running: Sequence[Neighbours], known: Mapping[str, Typed]) -> Iterator[str]:
    """Yield the products of an article that has a noun for what companies make."""
    sold = [one for _, one in running if _is_before_noun(text, one)]
    if sold:
        yield from _made(text, running, sold, known)
        yield from _called_like_places(running, sold, known)
    yield from _code_named(text, running)
    yield from _listed_chips(running)


def _is_before_noun(text: str, candidate: Candidate) -> bool:
    """Return whether a noun for what companies make stands behind a name: `Zorvix chips`."""
    noun = _NOUN.match(text, candidate.end)
    return noun is not None and noun[1].lower() in words("product_nouns")


def _made(
    text: str, running: Sequence[Neighbours], sold: Sequence[Candidate], known: Mapping[str, Typed]
) -> Iterator[str]:
    """Yield the words before nouns of products that are one of an organisation, or stand beside a listed one."""
    made = {
        word.key
        for candidate in sold
        for at, word in enumerate(candidate.words)
        if _may_be_product(word.key, known) and _only_codes(candidate.words[at + 1 :])
    }
    for before, candidate in running:
        for at, word in enumerate(candidate.words):
            if not made.isdisjoint(_singular(word.key)) and _of_a_maker(text, before, candidate, at, known):
                yield from _singular(word.key)
        if before is not None and text[before.end : candidate.start] in _JOINED:
            yield from (a.key for a, b in ((before, candidate), (candidate, before)) if _is_beside_listed(a, b, made))


def _singular(key: str) -> tuple[str, str]:
    """Return a word and, where it ends so, what it is the plural of: `Zorvixes` is not, `Atoms` is."""
    return key, key.removesuffix("s")


def _code_named(text: str, running: Sequence[Neighbours]) -> Iterator[str]:
    """Yield what a product is code-named, and what stands beside it: `a chip code-named Zorvix`."""
    made = False
    for before, one in running:
        called = "named " in text[max(0, one.start - 8) : one.start]  # the search costs the square of its reach
        kind = _CODE_NAMED.search(text, max(0, one.start - _AROUND), one.start) if called else None
        beside = before is not None and text[before.end : one.start] in _JOINED
        made = (kind is not None and _tells_of_products(kind[1])) or (made and beside)
        if made:
            yield one.key


def _tells_of_products(words_before: str) -> bool:
    return not words("product_nouns").isdisjoint(re.findall(r"[a-z]+", words_before))


def _listed_chips(running: Sequence[Neighbours]) -> Iterator[str]:
    """Yield code names of chips that are listed, behind their maker's name too: `Intel Ivy Bridge`."""
    for _, one in running:
        named = next((key for key in (one.key, _last_two(one.words)) if key in words("chip_names")), None)
        if named and not one.title:
            yield named


def _last_two(group: Sequence[CapitalWord]) -> str:
    return " ".join(word.key for word in group[-2:])


def _medicines(text: str, running: Sequence[Neighbours], known: Mapping[str, Typed]) -> Iterator[str]:
    """Yield strange words behind an organisation that owns them, where medicine is told of: `Roche's Zorvix`."""
    last = {one.words[-1].key for _, one in running if len(one.words) > 1}
    for before, one in running:
        key = one.key
        if before is None or len(one.words) > 1 or key in last or key not in known or not _may_be_product(key, known):
            continue
        if _of_a_maker(text, before, one, 0, known) and not _OWNS.match(text[one.end : one.end + 3]):
            yield key


def _launched(text: str, running: Sequence[Neighbours], known: Mapping[str, Typed]) -> Iterator[str]:
    """Yield what an organisation launches or recalls, and what stands beside it: `Tarn unveiled the Zorvix`."""
    made = False
    for before, one in running:
        if before is None:
            continue
        gap = text[before.end : one.start]
        launched = _LAUNCHED.fullmatch(gap) is not None and _is_organisation(before.key, known)
        made = (launched or (made and gap in _JOINED)) and _may_be_launched(one, known)
        if made:
            yield one.key


def _may_be_launched(candidate: Candidate, known: Mapping[str, Typed]) -> bool:
    kind, score = known.get(candidate.key, ("ORG", 0.0))
    headed = in_any(candidate.words[-1].key, "organisation_heads", "event_heads", "place_heads", "company_suffix")
    return not headed and not candidate.title and score < _WEAK and not listed_name(candidate.key) and kind != "EVENT"


def _beside_listed(text: str, running: Sequence[Neighbours], known: Mapping[str, Typed]) -> Iterator[str]:
    """Yield a strange word beside a product of a list: `Wegovy and Zorvix`."""
    for before, one in running:
        if before is None or text[before.end : one.start] not in _JOINED:
            continue
        for a, b in ((before, one), (one, before)):
            if b.key in words("product_names") and len(a.words) == 1 and _may_be_product(a.key, known):
                yield a.key


def _is_beside_listed(candidate: Candidate, other: Candidate, made: Collection[str]) -> bool:
    """Return whether a name stands beside a listed product: `Atom and Xeon processors`."""
    return candidate.key in made and other.key in words("product_names")


def _called_like_places(
    running: Sequence[Neighbours], sold: Sequence[Candidate], known: Mapping[str, Typed]
) -> Iterator[str]:
    """Yield chips with a head of places, before a noun at least once, and others of their head: `Ivy Bridge chips`."""
    heads = {one.words[-1].key for one in sold if _is_strange_place(one, known)}
    for _, one in running if heads else ():
        if one.words[-1].key in heads and _is_strange_place(one, known):
            yield one.key


def _is_strange_place(candidate: Candidate, known: Mapping[str, Typed]) -> bool:
    headed = len(candidate.words) == 2 and candidate.words[1].key in words("place_heads")
    return headed and known.get(candidate.key, (None,))[0] == "PLACE" and not listed_name(candidate.key)


def _is_called_like_ships(candidate: Candidate) -> bool:
    """Return whether a name is one that only ships have: `Star of Bothnia`."""
    if len(candidate.words) == 1 or candidate.words[1].gap != " of ":
        return False
    return not in_any(candidate.words[-1].key, "event_heads", "organisation_heads")


def _is_behind_a_ship(text: str, candidate: Candidate) -> bool:
    """Return whether a kind of ship stands before a name: `the tanker Zorvix`."""
    before = text[max(0, candidate.start - _LONGEST_NOUN) : candidate.start].rstrip("\"“‘'")
    return before[-1:] == " " and before[:-1].rpartition(" ")[2].lower() in words("vessels") and not candidate.title


def without_product(group: Sequence[CapitalWord], made: frozenset[str]) -> list[CapitalWord]:
    """Return the words of a candidate up to the first product among them, behind which only codes may follow."""
    at = next((i for i, word in enumerate(group) if word.key in made), None)
    if at is None and _last_two(group) in made:
        return list(group[:-2])
    if at is None or not all(_CODE.fullmatch(word.text) or word.key in made for word in group[at:]):
        return list(group)
    return list(group[:at])


def _may_be_product(key: str, known: Mapping[str, Typed]) -> bool:
    kind, score = known.get(key, ("ORG", 0.0))
    person = key in listed("given") or key in listed("surnames")
    return kind == "ORG" and score < _WEAK and not person and not listed_name(key) and (key in known or not common(key))


def _of_a_maker(text: str, before: Candidate | None, candidate: Candidate, at: int, known: Mapping[str, Typed]) -> bool:
    """Return whether an organisation or a count of parts stands before a word: in its candidate, or before that."""
    if not at and _PARTS.search(text, max(0, candidate.start - 20), candidate.start):
        return True
    if (
        not at
        and _is_before_noun(text, candidate)
        and _OWNED.search(text, max(0, candidate.start - _AROUND), candidate.start)
    ):
        return True
    if at:
        return _is_organisation(" ".join(word.key for word in candidate.words[:at]), known)
    if before is None:
        return False
    gap = text[before.end : candidate.start]
    return bool(_OWNS.fullmatch(gap)) and _is_organisation(before.key, known)


def _only_codes(group: Sequence[CapitalWord]) -> bool:
    return all(_CODE.fullmatch(word.text) for word in group)


def _is_organisation(key: str, known: Mapping[str, Typed]) -> bool:
    kind, score = known.get(key, (None, 0.0))
    return kind == "ORG" and score >= _OWNER
