"""Roles of a draft that the sources give to somebody else, or to nobody of that name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dossier.extracting.lexicon import demonym, nation
from dossier.extracting.lexicon import listed as listed_names
from dossier.linking.checking.draft import evidence
from dossier.linking.checking.quote_words import is_address, same_words
from dossier.linking.checking.source_names import SHOWN, SourceNames, name_claim, near_spelling, plain, span_of
from dossier.linking.facts import ArticleFacts
from dossier.linking.text.offices import Office, offices
from dossier.linking.text.sentences import words_of
from dossier.linking.text.terms import STOP_WORDS, stem
from dossier.model import CheckedClaim, Mention
from dossier.text.folding import fold
from dossier.text.lists import listed

_OFTEN = 3  # times that the sources give somebody a role, after which one that several others hold is not theirs too
_SURE = 2  # of three: one person alone has the role, it has two words, this person often has another
_BESIDE, _AROUND = 60, 150  # characters around a name in which a source tells a second role, or what somebody is
_MORE = 5  # words between a name and a second role
_SPECIFIC = 2  # words of a role that one person at a time holds: interior minister, and not president


def role_of_another(known: SourceNames, mention: Mention) -> CheckedClaim | None:
    """Return a claim that differs where the draft gives somebody a role that the sources give only to another.

    A role of one word, as chancellor, is many people's: it must be one person's alone in the sources, and they must
    often give this person another. A form of address, as Mr, is no role.
    """
    role = _given_role(mention)
    if not mention.entity or not role:
        return None
    mine = [one.role for one in known.bearing(mention) if one.role]
    holders = _holders(known, role)
    often = len(mine) >= _OFTEN
    if {mention.entity, *(one.entity for one in known.bearing(mention))} & set(holders):
        return None
    sure = (len(holders) == 1) + often + (len(role.split()) >= _SPECIFIC)
    alike = [one for one in mine if _head(one) == _head(role)]
    if not mine or not holders or sure < _SURE:
        return None
    if alike and not (len(holders) == 1 and (office(role) or _is_apart(role, alike))):
        return None
    if any(_is_called(known, one, role) for one in known.bearing(mention)):
        return None  # president and chief executive
    other = next(iter(holders.values()))
    if other.text.split()[-1] == mention.text.split()[-1]:
        return None  # Ortiz, whom linking could not tell to be Jerry Ortiz
    why = f"The sources call {known.dossier.named(other.entity)} {role}, and this person {mine[0]}."
    return name_claim(mention, "differs", why, [other])


def office_of_another(known: SourceNames, mention: Mention) -> CheckedClaim | None:
    """Return a claim that differs where the draft gives somebody an office that the sources give only to another.

    They name both: of `Abbas Reel, the governor of Kestland`, whom they call the head of an agency.
    """
    prepared, article = known.dossier.prepared, known.dossier.draft.article
    mine = next(offices(article.text, [mention]), None)
    if mine is None or not (known.bearing(mention) or known.holding(mention)):
        return None
    same = [one for one in prepared.make(_offices) if one.is_one_with(mine)]
    names = {plain(one.holder.text).split()[-1]: one for one in same}
    if len(names) != 1 or any(_may_be_one(plain(one.holder.text), plain(mention.text)) for one in same):
        return None
    other = next(iter(names.values()))
    who = known.dossier.sources_of(one.holder.article for one in same)
    why = f"{who}: {plain(other.holder.text)} is {other.written}, and not {plain(mention.text)}."
    return name_claim(mention, "differs", why, [one.holder for one in same])


def _may_be_one(name: str, other: str) -> bool:
    """Return whether two names may be one person's: of a word that both have, or spelt nearly so."""
    mine, theirs = name.split(), other.split()
    return bool({*mine} & {*theirs}) or near_spelling(mine[-1], theirs[-1])


def _offices(sources: Sequence[ArticleFacts]) -> list[Office]:
    return [one for facts in sources for one in offices(facts.article.text, facts.mentions)]


def _given_role(mention: Mention) -> str:
    """Return the role that a person is given; empty for a form of address, and for what is no person."""
    return mention.role if mention.type == "PERSON" and mention.role and not is_address(mention.role) else ""


def role_of_nobody(known: SourceNames, mention: Mention) -> CheckedClaim | None:
    """Return a claim about the role before a name that no source gives to this person, who is called otherwise there.

    It is absent, which is no mistake by itself, and unclear where the sources have another role of that noun. What a
    source says in other words near the name is given: Reed, who leads the union, is a union leader.
    """
    role = _given_role(mention)
    before = known.dossier.draft.article.text[: mention.start].rstrip(", ")
    start = len(before) - len(role)
    if not role or not before.lower().endswith(role):
        return None
    named = known.bearing(mention)
    called = [one for one in named if _given_role(one)]
    theirs = list(dict.fromkeys(map(_given_role, called)))
    if not theirs or any(_is_one_role(one, role) for one in theirs):
        return None
    alike = [one for one in theirs if _head(one) == _head(role)]
    is_told = _is_called if alike else _is_told_around
    if (alike and not _is_apart(role, alike)) or any(is_told(known, one, role) for one in named):
        return None  # Chancellor, and German Chancellor
    who = known.dossier.sources_of(one.article for one in called)
    why = f"No source calls {plain(mention.text)} this; {who}: {listed((alike or theirs)[:SHOWN], 'or')}."
    shown = tuple(evidence(span_of(one), _given_role(one)) for one in called[:SHOWN])
    return CheckedClaim(start, len(before), before[start:], "name", "unclear" if alike else "absent", why, shown)


def _is_called(known: SourceNames, mention: Mention, role: str) -> bool:
    """Return whether a source has a role beside a name and another role: president and chief executive Ada Orr."""
    before, behind = known.dossier.prepared.known(
        "beside", (mention.article, mention.start, _BESIDE), lambda: _beside(known, mention, _BESIDE)
    )
    words = re.escape(role)
    one_of_two = re.search(rf"\b{words}(?: and |, | / )(?:[\w’'-]+ ){{1,{_MORE}}}$", before, re.IGNORECASE)
    return bool(one_of_two or re.match(rf",? (?:[\w’'-]+,? ){{0,{_MORE}}}{words}\b", behind, re.IGNORECASE))


def _is_told_around(known: SourceNames, mention: Mention, role: str) -> bool:
    """Return whether a source says around a name all that a role says: Reed, who leads the union, is its leader."""
    near = known.dossier.prepared.known(
        "around", (mention.article, mention.start), lambda: frozenset(_stems(*_beside(known, mention, _AROUND)))
    )
    return all(_stem(word) in near for word in words_of(role) if word not in STOP_WORDS and not demonym(fold(word)))


def _beside(known: SourceNames, mention: Mention, within: int) -> tuple[str, str]:
    """Return what stands before and behind a name, up to what belongs to another name."""
    facts = known.dossier.by_id[mention.article]
    people = [one for one in facts.mentions if one.type == "PERSON" and one.start != mention.start]
    first = max([0, mention.start - within, *(one.end for one in people if one.end <= mention.start)])
    last = min([mention.end + within, *(_with_role(one) for one in people if one.start >= mention.end)])
    return facts.article.text[first : mention.start], facts.article.text[mention.end : last]


def _stems(*texts: str) -> Iterator[str]:
    return (_stem(word) for text in texts for word in words_of(text))


def _with_role(mention: Mention) -> int:
    """Return where a name begins, with the role before it."""
    return mention.start - len(mention.role or "") - 1


def _stem(word: str) -> str:
    """Return what a word and the role of who does it have in common: `lead` of `leader`."""
    return stem(fold(word).removesuffix("er") or word)


def _holders(known: SourceNames, role: str) -> dict[str | None, Mention]:
    """Return the people to whom the sources give a role, by their entities."""
    found = (each for theirs, each in known.by_role.items() if _is_in(theirs, role) or _is_one_office(theirs, role))
    return {who: one for each in found for who, one in each.items()}


def _is_one_role(theirs: str, role: str) -> bool:
    """Return whether two roles are one, be it in two spellings or orders: defence witness, defense witness."""
    return _is_in(theirs, role) or same_words(theirs.split(), role.split()) or _is_one_office(theirs, role)


def _is_one_office(theirs: str, role: str) -> bool:
    """Return whether two roles are one office of one country: Peruvian president, president of Peru."""
    mine = office(role)
    return mine is not None and mine == office(theirs)


def _is_in(theirs: str, role: str) -> bool:
    """Return whether of two roles one is the other or ends with it: Angels general manager, general manager."""
    shorter, longer = sorted((theirs, role), key=len)
    return shorter == longer or (len(shorter.split()) >= _SPECIFIC and longer.endswith(f" {shorter}"))


@lru_cache(maxsize=4096)
def office(role: str) -> tuple[str, str] | None:
    """Return the country and the noun of a role that names both: of `Peruvian president`, `peru` and `president`."""
    what, of, where = role.lower().rpartition(" of ")
    if of and fold(where) in listed_names("countries"):
        return fold(where), what
    words = role.lower().split()
    for count in (2, 1):  # South Korean, Korean
        country = nation(fold(" ".join(words[:count])))
        if country and words[count:]:
            return country, " ".join(words[count:])
    return None


def _head(role: str) -> str:
    """Return the noun of a role: of `far-right candidate`, `candidate`; of `minister of defence`, `minister`."""
    words = role.split(" of ", maxsplit=1)[0].split()
    return words[-1].lower() if words else ""


def _is_apart(role: str, others: Sequence[str]) -> bool:
    """Return whether a role and others of its noun are of different things: foreign minister, minister of security."""
    mine = _modifiers(role)
    return bool(mine) and all((theirs := _modifiers(one)) and not mine & theirs for one in others)


def _modifiers(role: str) -> frozenset[str]:
    """Return what a role is of: `security` of `minister of security`, `far-right` of `far-right candidate`."""
    noun, of, what = role.lower().partition(" of ")
    return frozenset(what.split() if of else noun.split()[-2:-1])
