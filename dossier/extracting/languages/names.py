"""Proper names: what the rules for English find, without what is not a name in the article's language, types put right.

A sentence that begins with “Das Wasser” or “O Peru” has a capital too many for those rules, and in German every noun
has one. So articles are cut off, offices become roles, and in German only what the lists or a title vouch for is a
name.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dossier.extracting.dates.find import content
from dossier.extracting.languages.name_types import CapitalisedRun, NamesSeen, head_type, judge, known_place
from dossier.extracting.languages.speech import speech
from dossier.extracting.languages.tables import PATTERNS, LanguageData, Word, folded
from dossier.extracting.lexicon import in_any, listed, place, words
from dossier.extracting.names.find import find_names as find_capitalised
from dossier.model import Article, Definition, EntityType, Mention
from dossier.text.folding import fold

_OF = frozenset({"de", "d", "von", "da", "do"})


def find_names(article: Article, lang: LanguageData) -> tuple[list[Mention], list[Definition]]:
    """Return the names of an article and the acronyms it defines, in text order."""
    mentions, definitions = find_capitalised(article)
    mentions = sorted([*mentions, *_people(article, lang, mentions)], key=lambda mention: mention.start)
    parted = [part for mention in mentions for part in _two_names(article, mention, lang)]
    found = [named for mention in parted for named in _pieces(article, mention, lang)]
    people = _words_of_people(found)
    places = {fold(mention.text) for mention in found if _is_place(article.text, mention.start, lang)}
    if article.language == "fr":
        found = _french(article, found)
    seen = NamesSeen(article, lang, frozenset(people), frozenset(places - people))
    judged = [judge(CapitalisedRun(seen, mention)) for mention in found]
    return [mention for mention in judged if mention is not None], definitions


def _words_of_people(mentions: Sequence[Mention]) -> set[str]:
    full = (fold(mention.text).split() for mention in mentions if mention.type == "PERSON")
    return {word for name in full if len(name) > 1 for word in name}


def _people(article: Article, lang: LanguageData, known: Sequence[Mention]) -> Iterator[Mention]:
    """Return people with their given names or offices where the rules for English saw a title or a heading."""
    ends = [0, *(mention.end for mention in known)]
    starts = [*(mention.start for mention in known), len(article.text)]
    for zone in content(article):
        for run in PATTERNS.capitals.finditer(article.text, zone.start, min(zone.end, len(article.text))):
            at = bisect_right(ends, run.start()) - 1
            if run.end() > starts[at]:
                continue  # taken, in part at least
            start = _person_begins(folded(article.text, *run.span()), lang)
            if start is not None:
                yield Mention(article.id, start, run.end(), article.text[start : run.end()], "PERSON")


def _person_begins(words: Sequence[Word], lang: LanguageData) -> int | None:
    """Return where a person's name begins in a run of capitals: at an office or a given name."""
    first = words[1:] if words[0][0] in lang.determiners else words  # Die Richterin Wiebke Ohlsen
    woman = first is not words and first[:1] and first[0][0] == "frau"  # Die Frau Anfang Vierzig
    if len(first) > 1 and first[0][0] in lang.roles and not woman:
        return first[0][1]
    return next((start for word, start, _ in words[:-1] if _given(word, lang)), None)


def _french(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with French organisations in full: Conseil constitutionnel, Cour des pêches.

    What follows their first word is written small; the first word by itself is not a name.
    """
    whole = [
        Mention(article.id, found.start(), found.end(), found[0], "ORG")
        for zone in content(article)
        for found in PATTERNS.french_body.finditer(article.text, zone.start, min(zone.end, len(article.text)))
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


def _two_names(article: Article, mention: Mention, lang: LanguageData) -> Iterator[Mention]:
    """Part two names that “y” or “e” stands between: Marruecos y España, Ana Alves e Rui Sá; not Ortega y Gasset."""
    text = article.text
    for link in PATTERNS.joined_by_and.finditer(text, mention.start, mention.end):
        before, after = (folded(text, *side) for side in ((mention.start, link.start()), (link.end(), mention.end)))
        while before and before[0][0] in lang.small:
            before = before[1:]  # O Brasil e Portugal
        if before and after and _are_two(article, lang, before, after):
            placed = _is_between(text, before[0][1]) and not _called(before, after, lang)
            kind: EntityType = "PLACE" if placed else mention.type
            yield dataclasses.replace(mention, end=link.start(), text=text[mention.start : link.start()], type=kind)
            rest = text[link.end() : mention.end]
            yield dataclasses.replace(mention, start=link.end(), text=rest, role=None, type=kind)
            return
    yield mention


def _are_two(article: Article, lang: LanguageData, before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Return whether the words on both sides of an “and” are names of their own."""
    if head_type([before[0][0]] * 2) == "ORG":
        return False
    people = len(before) > 1 and len(after) > 1 and _given(after[0][0], lang)
    sides = [fold(article.text[side[0][1] : side[-1][2]]) for side in (before, after)]
    placed = [known_place(side, article.language) or place(side) for side in sides]
    return people or all(placed) or (_is_between(article.text, before[0][1]) and not _called(before, after, lang))


def _called(before: Sequence[Word], after: Sequence[Word], lang: LanguageData) -> bool:
    """Return whether a given name begins one of two names, and no place: entre Ana y Luis, not Santa Clara y …."""
    return any(_given(side[0][0], lang) and side[0][0] not in words("place_first") for side in (before, after))


def _is_between(text: str, start: int) -> bool:
    return fold(text[max(0, start - 6) : start]).endswith("entre ")


def _given(word: str, lang: LanguageData) -> bool:
    return word in listed("given") and word not in lang.small and word not in lang.roles


def _pieces(article: Article, mention: Mention, lang: LanguageData) -> Iterator[Mention]:
    """Cut function words and offices off a run of capitalised words."""
    every = folded(article.text, mention.start, mention.end)
    if not every or known_place(fold(mention.text), article.language):
        yield mention
        return
    role, rest = _without_offices(mention.role, every, lang)
    while rest and (rest[-1][0] in lang.small or rest[-1][0] in words("languages/particles")):
        rest = rest[:-1]
    if lang.nouns_capital:
        role, rest = _without_nouns(role, rest, lang)
    if rest:
        start, end = rest[0][1], mention.end if rest[-1] == every[-1] else rest[-1][2]
        role = role or _role_before(article.text, start, lang)
        yield dataclasses.replace(mention, start=start, end=end, text=article.text[start:end], role=role)


def _without_offices(role: str | None, rest: list[Word], lang: LanguageData) -> tuple[str | None, list[Word]]:
    """Return the role that the offices before a name give, and the words behind them."""
    while rest and (rest[0][0] in lang.small or rest[0][0] in lang.roles):
        word = rest[0][0]
        # Sprecher der Polizei is not a name of the police.
        role = None if word not in lang.roles else f"{role} {word}" if role else word
        rest = rest[1:]
    return role, rest


def _without_nouns(role: str | None, rest: list[Word], lang: LanguageData) -> tuple[str | None, list[Word]]:
    """Leave out what German nouns say before a name: die Hafenstadt Tarvala, der Architekt Matthias Kehrer."""
    while len(rest) > 1 and rest[0][0] in words("languages/towns"):
        rest, role = rest[1:], None
    return role, rest[next((i for i, (word, _, _) in enumerate(rest[:-1]) if _given(word, lang)), 0) :]


def _role_before(text: str, start: int, lang: LanguageData) -> str | None:
    """Return an office in lower case before a name: el ministro José Quispal; el alcalde de Tarvala, Pedro Dovik."""
    near = max(0, start - 60)
    before = folded(text, max(near, text.rfind("\n", near, start) + 1), start)
    if not before:
        return None
    word, begin, end = before[-1]
    if word in lang.roles and text[begin].islower() and not text[end:start].strip():
        return word
    return _role_apposed(text, before[-6:], lang) if text.endswith(", ", near, start) else None


def _role_apposed(text: str, before: Sequence[Word], lang: LanguageData) -> str | None:
    """Return the nearest office behind the last verb of speech."""
    for word, begin, _ in reversed(before):
        if word in lang.roles and text[begin].islower():
            return word
        if word in speech(lang.code).says:
            break
    return None


def _is_place(text: str, start: int, lang: LanguageData) -> bool:
    """Return whether a preposition of place stands before a name, or what lies in it: el puerto de Sal Marina."""
    before = folded(text, max(0, start - 30), start)[-2:]
    if not before or text[before[-1][2] : start].strip(" \u00a0\u202f\n’'"):
        return False
    last, other = before[-1][0], before[-2][0] if len(before) > 1 else None
    if lang.nouns_capital:  # die Hafenstadt Tarvala; aus Spenden and nach Angaben say nothing
        return last in words("languages/towns") or (last == "von" and other in lang.roles)
    if last in lang.in_place:
        return True
    return other is not None and last in _OF and other not in lang.small | speech(lang.code).says
