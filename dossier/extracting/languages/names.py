"""Proper names: what the rules for English find, less what is none in the article's language, with types put right.

A sentence that begins with “Das Wasser” or “O Peru” has a capital too many for those rules, and in German every noun
has one. So articles are cut off, offices become roles, and in German only what the lists or a title vouch for is a
name.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dossier.extracting.dates.find import content
from dossier.extracting.languages.tables import Tongue, folded
from dossier.extracting.lexicon import exonyms, in_any, listed, place
from dossier.extracting.lexicon import words as section
from dossier.extracting.names.find import find_names as find_capitalised
from dossier.extracting.names.vocabulary import organisation
from dossier.model import Article, Definition, EntityType, Mention
from dossier.text.folding import fold

_SHORT = re.compile(r"[A-ZÀ-Þ]{2,6}")
# Bounded, and begun at no letter inside a word: a run of a million capitals takes no time.
_CAPITAL = r"(?<![\w’'-])[A-ZÀ-Þ][\w’'-]{1,40}"
_RUN = re.compile(rf"{_CAPITAL}(?:\s(?:d(?:e|el|a|o|os|i)\s|de\sla\s|v[ao]n\s(?:der\s)?)?{_CAPITAL}){{1,3}}")
_OF = frozenset({"de", "d", "von", "da", "do"})
_MINISTERS = frozenset("ministro ministra ministre minister ministerin secretario secretaria secretaire".split())
_FRENCH_BODY = re.compile(
    r"\b([A-ZÀ-Þ][a-zà-ÿ]{2,18}) (?:"
    r"[a-zà-ÿ]{2,18}(?:els?|elles?|als?|ales?|aux|istes?|ien(?:ne)?s?|éen(?:ne)?s?|iques?|aine?s?|ière?s?|aises?"
    r"|times?|ifs?|ives?)"
    r"|(?:des|du|de la|de l[’']) ?[a-zà-ÿ]{4,18})\b"
)
_AND = re.compile(r"\s+[ye]\s+")
_TOWNS = frozenset(
    """stadt hafenstadt kleinstadt grossstadt kreisstadt hauptstadt altstadt grenzstadt kustenstadt gemeinde dorf ort
    ortschaft ortsteil stadtteil grenzort kustenort badeort landkreis kreis bezirk provinz region insel bucht""".split()
)
_PARTICLES = frozenset("de del la las los da do das dos di du des von van zu der den y e".split())


def find_names(article: Article, tongue: Tongue) -> tuple[list[Mention], list[Definition]]:
    """Find the names of an article and the acronyms it defines, in text order."""
    mentions, definitions = find_capitalised(article)
    mentions = sorted([*mentions, *_people(article, tongue, mentions)], key=lambda mention: mention.start)
    parted = [part for mention in mentions for part in _two_names(article, mention, tongue)]
    found = [named for mention in parted for named in _pieces(article, mention, tongue)]
    people = {
        word
        for mention in found
        if mention.type == "PERSON" and " " in mention.text
        for word in fold(mention.text).split()
    }
    places = {fold(mention.text) for mention in found if _is_place(article.text, mention.start, tongue)}
    if article.language == "fr":
        found = _french(article, found)
    judged = [_judged(article, mention, tongue, people, places - people) for mention in found]
    return [mention for mention in judged if mention is not None], definitions


def _people(article: Article, tongue: Tongue, known: Sequence[Mention]) -> Iterator[Mention]:
    """Find people with their given names or offices where the rules for English saw a title or a heading."""
    ends = [0, *(mention.end for mention in known)]
    starts = [*(mention.start for mention in known), len(article.text)]
    for zone in content(article):
        for run in _RUN.finditer(article.text, zone.start, min(zone.end, len(article.text))):
            at = bisect_right(ends, run.start()) - 1
            if run.end() > starts[at]:
                continue  # taken, in part at least
            words = folded(article.text, *run.span())
            given = next((i for i, (word, _, _) in enumerate(words[:-1]) if _given(word, tongue)), None)
            if given is not None or (words[0][0] in tongue.roles and len(words) > 1):
                start = words[0 if words[0][0] in tongue.roles else given or 0][1]
                yield Mention(article.id, start, run.end(), article.text[start : run.end()], "PERSON")


def _french(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with French organisations in full: Conseil constitutionnel, Cour des pêches.

    What follows their first word is written small; the first word by itself is no name.
    """
    whole = [
        Mention(article.id, found.start(), found.end(), found[0], "ORG")
        for zone in content(article)
        for found in _FRENCH_BODY.finditer(article.text, zone.start, min(zone.end, len(article.text)))
        if in_any(fold(found[1]), "organisation_first_abroad")
    ]
    taken = {at for mention in whole for at in range(mention.start, mention.end)}
    others = [
        mention
        for mention in mentions
        if taken.isdisjoint(range(mention.start, mention.end))
        and (" " in mention.text or not in_any(fold(mention.text), "organisation_first_abroad"))
    ]
    return sorted([*others, *whole], key=lambda mention: mention.start)


def _two_names(article: Article, mention: Mention, tongue: Tongue) -> Iterator[Mention]:
    """Part two names that “y” or “e” stands between: Marruecos y España, Ana Alves e Rui Sá; not Ortega y Gasset."""
    text = article.text
    for link in _AND.finditer(text, mention.start, mention.end):
        before, after = (folded(text, *side) for side in ((mention.start, link.start()), (link.end(), mention.end)))
        while before and before[0][0] in tongue.small:
            before = before[1:]  # O Brasil e Portugal
        if not before or not after or _head([before[0][0]] * 2):
            continue
        people = len(before) > 1 and len(after) > 1 and _given(after[0][0], tongue)
        places = all(_known_place(fold(text[s[0][1] : s[-1][2]]), article.language) for s in (before, after))
        if people or places:
            first = text[mention.start : link.start()]
            yield dataclasses.replace(mention, end=link.start(), text=first)
            rest = text[link.end() : mention.end]
            yield dataclasses.replace(mention, start=link.end(), text=rest, role=None)
            return
    yield mention


def _given(word: str, tongue: Tongue) -> bool:
    return word in listed("given") and word not in tongue.small and word not in tongue.roles


def _pieces(article: Article, mention: Mention, tongue: Tongue) -> Iterator[Mention]:
    """Cut function words and offices off a run of capitalised words."""
    words = folded(article.text, mention.start, mention.end)
    if not words or _known_place(fold(mention.text), article.language):
        yield mention
        return
    role = mention.role
    while words and (words[0][0] in tongue.small or words[0][0] in tongue.roles):
        word = words[0][0]
        # Sprecher der Polizei is no name of the police.
        role = None if word not in tongue.roles else f"{role} {word}" if role else word
        words = words[1:]
    while words and (words[-1][0] in tongue.small or words[-1][0] in _PARTICLES):
        words = words[:-1]
    while tongue.nouns_capital and len(words) > 1 and words[0][0] in _TOWNS:
        words, role = words[1:], None
    if tongue.nouns_capital:  # der Architekt Matthias Kehrer
        words = words[next((i for i, (word, _, _) in enumerate(words[:-1]) if _given(word, tongue)), 0) :]
    if words:
        start, end = words[0][1], words[-1][2]
        behind = mention.end if words[-1][2] == folded(article.text, mention.start, mention.end)[-1][2] else end
        role = role or _role_before(article.text, start, tongue)
        yield dataclasses.replace(mention, start=start, end=behind, text=article.text[start:behind], role=role)


def _role_before(text: str, start: int, tongue: Tongue) -> str | None:
    """Find an office in lower case before a name: el ministro José Quispal; el alcalde de Tarvala, Pedro Dovik."""
    near = max(0, start - 60)
    before = folded(text, max(near, text.rfind("\n", near, start) + 1), start)
    if (
        before
        and before[-1][0] in tongue.roles
        and text[before[-1][1]].islower()
        and not text[before[-1][2] : start].strip()
    ):
        return before[-1][0]
    if text.endswith(", ", near, start):
        for word, begin, _ in reversed(before[-6:]):
            if word in tongue.roles and text[begin].islower():
                return word
            if word in tongue.says:
                break
    return None


def _known_place(key: str, language: str | None) -> bool:
    return key in listed("countries") or key in section("places") or key in exonyms(language)


def _judged(article: Article, mention: Mention, tongue: Tongue, people: set[str], places: set[str]) -> Mention | None:
    """Give the name with its type, or None where it is no name."""
    text, key = article.text, fold(mention.text)
    words = [word for word, _, _ in folded(text, mention.start, mention.end)]
    short = _SHORT.fullmatch(mention.text) and key not in section("places")  # the IRA is not Irã
    if organisation(key) and len(words) > 1:
        return dataclasses.replace(mention, type="ORG", role=None)
    if not short and _known_place(key, article.language):
        return dataclasses.replace(mention, type="PLACE", role=None)
    if short:
        return dataclasses.replace(mention, type="ORG") if mention.type == "PERSON" else mention
    if len(words) == 1 and _is_department(text, mention.start):
        return None
    head = _head(words)
    kind: EntityType = head or mention.type
    given = words[0] in listed("given") and not head
    if not head and (mention.role or key in people or (given and len(words) > 1)):
        kind = "PERSON"
    elif len(words) == 1 and organisation(key) and words[0] not in tongue.small:
        kind = "ORG"
    elif len(words) == 1:
        if (
            words[0] in tongue.small
            or words[0] in tongue.roles
            or words[0] in tongue.months
            or words[0] in tongue.weekdays
        ):
            return None
        if not given and (place(key) or (key in places and not _vouched(words))):
            kind = "PLACE"
        elif tongue.nouns_capital or _begins(text, mention.start):
            # Any word may have this capital.
            return mention if given and key in listed("surnames") else None
    elif (
        tongue.nouns_capital
        and not head
        and not (place(key) or (mention.type in {"ORG", "PLACE", "EVENT"} and _vouched(words)))
    ):
        return None
    elif not given and kind == "PERSON" and key in places:
        kind = "PLACE"
    return dataclasses.replace(mention, type=kind, role=mention.role if kind == "PERSON" else None)


def _head(words: list[str]) -> EntityType | None:
    """Return the type that the first of several words gives a name: Consejería de Industria, Palácio de Buckingham."""
    if len(words) < 2:
        return None
    if in_any(words[0], "organisation_first", "organisation_first_abroad"):
        return "ORG"
    return "PLACE" if words[0] in section("place_first_abroad") else None


def _vouched(words: list[str]) -> bool:
    """Whether a list has a word of a name as that of a body or a place."""
    return any(word in section("organisations") or place(word) for word in words)


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(' “„«"¿¡\u00a0\u202f')
    return not before or before[-1] in ".!?:\n—–-"


def _is_place(text: str, start: int, tongue: Tongue) -> bool:
    """Whether a preposition of place stands before a name, or what lies in it: el puerto de Sal Marina."""
    before = folded(text, max(0, start - 30), start)[-2:]
    if not before or text[before[-1][2] : start].strip(" \u00a0\u202f\n’'"):
        return False
    if before[-1][0] in tongue.in_place and not tongue.nouns_capital:  # aus Spenden, nach Angaben
        return True
    if tongue.nouns_capital:
        if before[-1][0] in _TOWNS:  # die Hafenstadt Tarvala
            return True
        return len(before) > 1 and before[-1][0] == "von" and before[-2][0] in tongue.roles
    return len(before) > 1 and before[-1][0] in _OF and before[-2][0] not in tongue.small | tongue.says


def _is_department(text: str, start: int) -> bool:
    """Whether a name only says of what somebody is minister: la ministra de Defensa, le ministre de l’Intérieur."""
    before = [word for word, _, _ in folded(text, max(0, start - 34), start)][-3:]
    return bool(_MINISTERS.intersection(before[:-1])) and before[-1] in _OF | {
        "la",
        "l",
        "del",
        "des",
        "du",
        "der",
        "fur",
    }
