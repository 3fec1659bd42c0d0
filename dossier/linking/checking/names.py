"""Names of a draft: spelt as in the sources, as nowhere, or like a name there; a role that is somebody else's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import zip_longest

from rapidfuzz.distance import OSA

from dossier.extracting.lexicon import common, place, town
from dossier.extracting.lexicon import listed as listed_names
from dossier.linking.checking.draft import DraftDossier, evidence
from dossier.linking.checking.quote_words import is_address
from dossier.linking.facts import ArticleFacts
from dossier.model import WRONG_STATUSES, CheckedClaim, ClaimStatus, Mention, Span
from dossier.text.folding import fold, to_ascii
from dossier.text.lists import listed

_LETTERS = 4  # of a word that may be a misspelling; shorter ones are other words
_SHOWN = 3
_SLIP = 2  # letters by which a spelling of one name may differ from another by mistake
_UNREAD = 6  # letters of a capitalised word that was not read as a name and may be a misspelt one
_CAPITALISED = re.compile(r"\b[^\W\d_a-z](?:[^\W\d_]|['’](?!s\b)(?=[^\W\d_]))+")  # O'Brien is one word
_OFTEN = 3  # times that the sources give somebody a role, after which one that several others hold is not theirs too
_SURE = 2  # of three: one person alone has the role, it has two words, this person often has another
_SPECIFIC = 2  # words of a role that one person at a time holds: interior minister, and not president


class _Spellings:
    """The names of the sources by their text, by whom they mean, and people by the roles that they are given."""

    def __init__(self, sources: Sequence[ArticleFacts]) -> None:
        self.by_text: defaultdict[str, list[Mention]] = defaultdict(list)
        self.by_entity: defaultdict[str, list[Mention]] = defaultdict(list)
        self.by_role: defaultdict[str, dict[str | None, Mention]] = defaultdict(dict)
        for mention in (one for facts in sources for one in facts.mentions):
            self.by_text[_plain(mention.text)].append(mention)
            if mention.entity:
                self.by_entity[mention.entity].append(mention)
            if mention.entity and mention.role and mention.type == "PERSON":
                self.by_role[mention.role].setdefault(mention.entity, mention)


class SourceNames:
    """The names of the sources as they are spelt, by their words."""

    def __init__(self, dossier: DraftDossier) -> None:
        self.dossier = dossier
        key = dossier.facts.keys[1:]
        found = dossier.prepared.known("spellings", key, lambda: _Spellings(dossier.sources))
        self.by_text, self.by_entity, self.by_role = found.by_text, found.by_entity, found.by_role

    def holding(self, mention: Mention) -> list[Mention]:
        """Return the longer names of the sources that hold this one whole: of `Jara`, `Jeannette Jara`."""
        wanted = f" {_plain(mention.text)} "
        return [one for text, mentions in self.by_text.items() if wanted in f" {text} " for one in mentions]

    def bearing(self, mention: Mention) -> list[Mention]:
        """Return where the sources name a person of the draft.

        Whoever has one full name is one person here: with another role than in the sources he is linked as another.
        """
        same = self.by_text.get(_plain(mention.text), []) if " " in _plain(mention.text) else []
        linked = self.by_entity.get(mention.entity or "", [])
        return [*linked, *(one for one in same if one.type == mention.type and one.entity != mention.entity)]

    def spelt_alike(self, mention: Mention) -> list[Mention]:
        """Return the names that differ from one in accents, capitals, signs and a last s alone: Jerí, Marseilles."""
        plain = _plain(mention.text)
        letters = _letters(plain).removesuffix("s")
        spelt = self.dossier.prepared.known(
            "alike", plain, lambda: [text for text in self.by_text if _letters(text).removesuffix("s") == letters]
        )
        return [one for text in spelt for one in self.by_text[text]]

    def near(self, mention: Mention) -> list[Mention]:
        """Return the mentions of the sources that a name of the draft may be a misspelling of.

        All its words but one stand side by side in a name there, and that one differs by a letter or two. A word that
        is a name or a word itself is taken for what it is: Iran is no misspelt Iraq.
        """
        plain = _plain(mention.text)
        spelt = self.dossier.prepared.known("near", plain, lambda: self._spelt_nearly(plain))
        near = (one for text in spelt for one in self.by_text[text])
        return [one for one in near if not _people_of(one, mention)]

    def _spelt_nearly(self, plain: str) -> list[str]:
        mine = plain.split()
        found = []
        for text in self.by_text:
            theirs = text.split()
            for first in range(len(theirs) - len(mine) + 1):
                pairs = zip(mine, theirs[first : first + len(mine)], strict=True)
                differing = [(a, b) for a, b in pairs if a != b]
                if len(differing) == 1 and near_spelling(*differing[0], alone=len(mine) == 1):
                    found.append(text)
                    break
        return found


def checked_names(dossier: DraftDossier) -> Iterator[CheckedClaim]:
    """Yield each spelling of a name in the draft, where it stands first, with its status."""
    known = SourceNames(dossier)
    seen: set[str] = set()
    for mention in dossier.draft.mentions:
        text = _plain(mention.text)
        if text not in seen or mention.role:
            yield from _checked(known, mention, first=text not in seen)
        seen.add(text)
    yield from _unread(known)


def _unread(known: SourceNames) -> Iterator[CheckedClaim]:
    """Yield capitalised words that no rule took for a name, where they are a misspelling of one in the sources."""
    draft = known.dossier.draft
    spelt = {word for text in known.by_text for word in text.split()}
    words = list(_CAPITALISED.finditer(draft.article.text))
    for match, then in zip_longest(words, words[1:]):
        word = _plain(match[0])
        if word in spelt or _is_read(match, draft.mentions):
            continue
        mention = _given_name(draft, match, then, spelt)
        if mention is None and len(word) >= _UNREAD:
            mention = Mention(draft.article.id, match.start(), match.end(), word, "ORG")
        if mention and (near := [one for one in known.near(mention) if one.text[:1] == word[:1]]):
            yield _claim(mention, "misspelt", _otherwise(known.dossier, near), near)


def _given_name(
    draft: ArticleFacts, match: re.Match[str], then: re.Match[str] | None, spelt: AbstractSet[str]
) -> Mention | None:
    """Return a word that may be a misspelt given name, with the name of the sources behind it: Jerre Ortiz."""
    beside = then is not None and then.start() == match.end() + 1 and _plain(then[0]) in spelt
    if then is None or not beside or len(match[0]) < _LETTERS or _known(fold(match[0])):
        return None
    text = draft.article.text[match.start() : then.end()]
    return Mention(draft.article.id, match.start(), then.end(), text, "PERSON")


def _is_read(match: re.Match[str], mentions: Sequence[Mention]) -> bool:
    """Return whether a word is part of a name that was found."""
    return any(mention.start < match.end() and match.start() < mention.end for mention in mentions)


def _otherwise(dossier: DraftDossier, places: Sequence[Mention]) -> str:
    """Return the reason for a name that no source spells so: how they spell it."""
    spelt = listed([f"“{text}”" for text in dict.fromkeys(_plain(one.text) for one in places)], "or")
    return f"No source spells it so; {dossier.sources_of(one.article for one in places)}: {spelt}."


def _as_spelt(dossier: DraftDossier, places: Sequence[Mention]) -> str:
    """Return each spelling of the sources, the usual one first, and who spells it so."""
    by_text: defaultdict[str, list[str]] = defaultdict(list)
    for one in places:
        by_text[_plain(one.text)].append(one.article)
    usual = sorted(by_text.items(), key=lambda found: -len(set(found[1])))
    return "; ".join(f"{dossier.sources_of(articles)}: “{text}”" for text, articles in usual[:_SHOWN])


def _checked(known: SourceNames, mention: Mention, *, first: bool) -> Iterator[CheckedClaim]:
    status, why, places = _spelling(known, mention)
    if status not in WRONG_STATUSES and (role := _role_of_another(known, mention)):
        yield role
    elif first:
        yield _claim(mention, status, why, places)


def _spelling(known: SourceNames, mention: Mention) -> tuple[ClaimStatus, str, Sequence[Mention]]:
    """Return the status of a spelling, its reason and where the sources have it."""
    dossier = known.dossier
    if same := known.by_text.get(_plain(mention.text)):
        count = dossier.independent([_span(one) for one in same])
        names = dossier.sources_of(one.article for one in same)
        return ("single" if count == 1 else "supported"), f"Spelt so in {names}.", same
    if whole := known.holding(mention):
        return "supported", f"{_as_spelt(dossier, whole)}.", whole
    if alike := known.spelt_alike(mention):
        return "compatible", f"{_as_spelt(dossier, alike)}.", alike
    if near := known.near(mention):
        return "misspelt", _otherwise(dossier, near), near
    if joined := known.by_entity.get(mention.entity or "", []):
        return _linked(dossier, mention, joined)
    if other := _other_given_name(known, mention):
        return "differs", f"The sources name {listed([f'“{text}”' for text in other])} only.", known.by_text[other[0]]
    return "absent", "No source names this.", ()


def _linked(
    dossier: DraftDossier, mention: Mention, joined: Sequence[Mention]
) -> tuple[ClaimStatus, str, Sequence[Mention]]:
    """Return the status of a spelling that the sources do not have of somebody whom they name."""

    def slips(one: Mention) -> int:
        return OSA.distance(_letters(one.text), _letters(mention.text))

    likest = min(joined, key=slips)
    theirs, mine = likest.text.split(), mention.text.split()
    spelt = all(_is_ending(_letters(a), _letters(b)) for a, b in zip(mine, theirs, strict=False) if a != b)
    spelt = spelt or _people_of(likest, mention)
    if len(theirs) == len(mine) and 0 < slips(likest) <= _SLIP and not spelt:
        return "misspelt", _otherwise(dossier, [likest]), [likest]
    return "compatible", f"Not spelt so in the sources; probably “{_plain(joined[0].text)}”.", joined


def _people_of(one: Mention, other: Mention) -> bool:
    """Return whether one name is of a place and the other of its people: Canada, Canadian; not Iraniun, Iranian."""
    return len(one.text) != len(other.text) and (one.type == "NATIONALITY") != (other.type == "NATIONALITY")


def _other_given_name(known: SourceNames, mention: Mention) -> list[str]:
    """Return the one full name of the sources with this surname, where the given names differ altogether.

    There is none where the draft has that name too: then two of one surname are meant, as of one family.
    """
    words = mention.text.split()
    if mention.type != "PERSON" or len(words) != 2:
        return []
    found = [text for text, mentions in known.by_text.items() if _bears(text, mentions[0], words[1])]
    given = [text.split()[0] for text in found]
    short = any(words[0].startswith(name) or name.startswith(words[0]) for name in given)  # Lou and Louis
    mine = {_plain(one.text) for one in known.dossier.draft.mentions}
    return found if len(found) == 1 and not short and found[0] not in mine else []


def _bears(text: str, mention: Mention, surname: str) -> bool:
    """Return whether a name of the sources is a person's, a given name and this surname."""
    return mention.type == "PERSON" and text.split()[1:] == [surname]


def _role_of_another(known: SourceNames, mention: Mention) -> CheckedClaim | None:
    """Return a claim that differs where the draft gives somebody a role that the sources give only to another.

    A role of one word, as chancellor, is many people's: it must be one person's alone in the sources, and they must
    often give this person another. A form of address, as Mr, is no role.
    """
    role = mention.role or ""
    if mention.type != "PERSON" or not mention.entity or not role or is_address(role):
        return None
    mine = [one.role for one in known.bearing(mention) if one.role]
    holders = _holders(known, role)
    often = len(mine) >= _OFTEN
    if {mention.entity, *(one.entity for one in known.bearing(mention))} & set(holders):
        return None
    sure = (len(holders) == 1) + often + (len(role.split()) >= _SPECIFIC)
    alike = [one for one in mine if _head(one) == _head(role)]
    if not mine or not holders or sure < _SURE or (alike and not (len(holders) == 1 and _is_apart(role, alike))):
        return None
    other = next(iter(holders.values()))
    why = f"The sources call {known.dossier.named(other.entity)} {role}, and this person {mine[0]}."
    return _claim(mention, "differs", why, [other])


def _holders(known: SourceNames, role: str) -> dict[str | None, Mention]:
    """Return the people to whom the sources give a role, by their entities."""
    return {who: one for theirs, each in known.by_role.items() if _is_in(theirs, role) for who, one in each.items()}


def _is_in(theirs: str, role: str) -> bool:
    """Return whether a role is another one or ends with it: Angels general manager, general manager."""
    return theirs == role or (len(theirs.split()) >= _SPECIFIC and role.endswith(f" {theirs}"))


def _claim(mention: Mention, status: ClaimStatus, why: str, places: Sequence[Mention]) -> CheckedClaim:
    shown = [evidence(_span(one), _plain(one.text)) for one in places[:_SHOWN]]
    return CheckedClaim(mention.start, mention.end, mention.text, "name", status, why, tuple(shown))


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


def near_spelling(mine: str, theirs: str, *, alone: bool = False) -> bool:
    """Return whether one word of a name may be a misspelling of the other: a letter or two apart.

    `alone` says that the word is the whole name: then it must be long enough, and no name or word itself.
    """
    a, b = _letters(mine), _letters(theirs)
    if abs(len(a) - len(b)) > _SLIP:
        return False
    shorter = min(a, b, key=len)
    if _is_ending(a, b):
        return False
    if len(shorter) < (_LETTERS if alone else _LETTERS - 1) or (alone and _known(fold(mine))):
        return False
    return OSA.distance(a, b, score_cutoff=_SLIP) <= (1 if len(shorter) < 6 else _SLIP)


def _is_ending(one: str, other: str) -> bool:
    """Return whether two words differ in an ending only: accents, capitals, points and endings are spellings of one."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS


@lru_cache(maxsize=16384)
def _letters(word: str) -> str:
    """Return the letters of a word in ASCII, without signs and the ending of a possessive."""
    return "".join(c for c in to_ascii(word).removesuffix("'s") if c.isalnum())


def _known(word: str) -> bool:
    """Return whether a folded word is a word or a name of its own."""
    return common(word) or place(word) or town(word) or any(word in listed_names(k) for k in _LISTS)


_ENDINGS = frozenset({"", "s", "es", "n", "an", "ian"})  # Oriole and Orioles, Europe and European
_LISTS = ("given", "surnames")


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("’", "'")


def _span(mention: Mention) -> Span:
    return Span(mention.article, mention.start, mention.end, mention.text)
