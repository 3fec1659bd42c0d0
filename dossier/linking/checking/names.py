"""Names of a draft: spelt as in the sources, as nowhere, or like a name there; a role that is somebody else's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import OSA

from dossier.linking.checking.draft import DraftDossier
from dossier.linking.checking.roles import office_of_another, role_of_another, role_of_nobody
from dossier.linking.checking.source_names import (
    LETTERS,
    SHOWN,
    SLIP,
    SourceNames,
    is_ending,
    is_known,
    letters,
    name_claim,
    near_spelling,
    people_of,
    plain,
    span_of,
)
from dossier.model import WRONG_STATUSES, CheckedClaim, ClaimStatus, Mention
from dossier.text.folding import fold
from dossier.text.lists import listed

_UNREAD = 6  # letters of a capitalised word that was not read as a name and may be a misspelt one
_CAPITALISED = re.compile(r"\b[^\W\d_a-z](?:[^\W\d_]|['’](?!s\b)(?=[^\W\d_])|-(?=[^\W\d_a-z]))+")
"""Words as O'Brien and Hewlett-Packard, each one word."""


def checked_names(dossier: DraftDossier) -> Iterator[CheckedClaim]:
    """Yield each spelling of a name in the draft, where it stands first, with its status."""
    known = SourceNames(dossier)
    seen: set[str] = set()
    for mention in dossier.draft.mentions:
        text = plain(mention.text)
        if text not in seen or mention.role or mention.type in {"PERSON", "ORG"}:
            yield from _checked(known, mention, first=text not in seen)
        seen.add(text)
    yield from _unread(known)


def _unread(known: SourceNames) -> Iterator[CheckedClaim]:
    """Yield capitalised words that no rule took for a name, where they are a misspelling of one in the sources."""
    draft = known.dossier.draft
    words = list(_CAPITALISED.finditer(draft.article.text))
    for at, match in enumerate(words):
        word = plain(match[0])
        if word in known.words or _is_read(match, draft.mentions):
            continue
        mentions = [*_with_neighbour(known, words[max(0, at - 1) : at + 2], match)]
        if len(word) >= _UNREAD:
            mentions.append(Mention(draft.article.id, match.start(), match.end(), word, "ORG"))
        for mention in mentions:
            if near := [one for one in known.near(mention) if _has_first_letter(one, word)]:
                yield name_claim(mention, "misspelt", _otherwise(known.dossier, near), near)
                break


def _has_first_letter(mention: Mention, word: str) -> bool:
    """Return whether a word of a name may be another one, misspelt, and begins like it."""
    theirs = plain(mention.text).split()
    return any(one != word and one[0] == word[0] and near_spelling(word, one) for one in theirs)


def _with_neighbour(known: SourceNames, words: Sequence[re.Match[str]], match: re.Match[str]) -> Iterator[Mention]:
    """Yield a word that may be misspelt with the word of a name behind it or before it: Jerre Ortiz, Data Centea.

    `words` are the capitalised words up to the one behind it.
    """
    draft, word = known.dossier.draft.article, plain(match[0])
    if len(word) < LETTERS - 1 or is_known(fold(word)):
        return
    pairs = [(one, other) for one, other in pairwise(words) if match in (one, other)]
    for one, other in reversed(pairs):
        beside = other if one is match else one
        if other.start() == one.end() + 1 and plain(beside[0]) in known.words:
            text = draft.text[one.start() : other.end()]
            yield Mention(draft.id, one.start(), other.end(), text, "PERSON")


def _misspelt_part(known: SourceNames, mention: Mention) -> list[Mention]:
    """Return the names that two words of a longer name misspell: of `Named Maorice Cheeks`, `Maurice Cheeks`."""
    for pair in pairwise(plain(mention.text).split()):
        strange = [word for word in pair if word not in known.words]
        if len(strange) == 1 and not is_known(fold(strange[0])):
            near = known.near(replace(mention, text=" ".join(pair)))
            if found := [one for one in near if _has_first_letter(one, strange[0])]:
                return found
    return []


def _is_read(match: re.Match[str], mentions: Sequence[Mention]) -> bool:
    """Return whether a word is part of a name that was found."""
    return any(mention.start < match.end() and match.start() < mention.end for mention in mentions)


def _otherwise(dossier: DraftDossier, places: Sequence[Mention]) -> str:
    """Return the reason for a name that no source spells so: how they spell it."""
    spelt = listed([f"“{text}”" for text in dict.fromkeys(plain(one.text) for one in places)], "or")
    return f"No source spells it so; {dossier.sources_of(one.article for one in places)}: {spelt}."


def _as_spelt(dossier: DraftDossier, places: Sequence[Mention]) -> str:
    """Return each spelling of the sources, the usual one first, and who spells it so."""
    by_text: defaultdict[str, list[str]] = defaultdict(list)
    for one in places:
        by_text[plain(one.text)].append(one.article)
    usual = sorted(by_text.items(), key=lambda found: -len(set(found[1])))
    return "; ".join(f"{dossier.sources_of(articles)}: “{text}”" for text, articles in usual[:SHOWN])


def _checked(known: SourceNames, mention: Mention, *, first: bool) -> Iterator[CheckedClaim]:
    status, why, places = _spelling(known, mention)
    other = role_of_another(known, mention) or office_of_another(known, mention)
    if status not in WRONG_STATUSES and other:
        yield other
        return
    if status not in WRONG_STATUSES and (untold := role_of_nobody(known, mention)):
        yield untold
    if first:
        yield name_claim(mention, status, why, places)


def _spelling(known: SourceNames, mention: Mention) -> tuple[ClaimStatus, str, Sequence[Mention]]:
    """Return the status of a spelling, its reason and where the sources have it."""
    dossier = known.dossier
    if same := known.by_text.get(plain(mention.text)):
        count = dossier.independent([span_of(one) for one in same])
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
    if part := _misspelt_part(known, mention):
        return "misspelt", _otherwise(dossier, part), part
    return "absent", "No source names this.", ()


def _linked(
    dossier: DraftDossier, mention: Mention, joined: Sequence[Mention]
) -> tuple[ClaimStatus, str, Sequence[Mention]]:
    """Return the status of a spelling that the sources do not have of somebody whom they name."""

    def slips(one: Mention) -> int:
        return OSA.distance(letters(one.text), letters(mention.text))

    likest = min(joined, key=slips)
    theirs, mine = likest.text.split(), mention.text.split()
    spelt = all(is_ending(letters(a), letters(b)) for a, b in zip(mine, theirs, strict=False) if a != b)
    if mention.type == "PERSON" and len(mine) > 1:
        spelt = spelt and letters(mine[-1]) == letters(theirs[-1])  # Steve, and Steven; but not Holman, and Holmann
    spelt = spelt or people_of(likest, mention)
    short = min(len(letters(one.text)) for one in (likest, mention)) < LETTERS  # US, and USA
    if len(theirs) == len(mine) and 0 < slips(likest) <= SLIP and not spelt and not short:
        return "misspelt", _otherwise(dossier, [likest]), [likest]
    return "compatible", f"Not spelt so in the sources; probably “{plain(joined[0].text)}”.", joined


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
    mine = {plain(one.text) for one in known.dossier.draft.mentions}
    return found if len(found) == 1 and not short and found[0] not in mine else []


def _bears(text: str, mention: Mention, surname: str) -> bool:
    """Return whether a name of the sources is a person's, a given name and this surname."""
    return mention.type == "PERSON" and text.split()[1:] == [surname]
