"""Whether a draft and a source give some words to two people, to one, or to one who may be the other."""

from __future__ import annotations

from dossier.linking.checking.draft import DraftDossier
from dossier.linking.checking.quote_words import is_crowd, is_unnamed
from dossier.linking.facts import ArticleFacts
from dossier.linking.text.sentences import words_of
from dossier.model import ClaimEvidence, Entity, Quotation
from dossier.text.folding import fold

_NAMED = 300  # characters around words within which a source names who said them


def is_same_speaker(dossier: DraftDossier, mine: Quotation, theirs: Quotation | None) -> bool:
    """Return whether the draft and the source name one speaker."""
    return theirs is not None and mine.speaker_id is not None and dossier.speaker(theirs) == mine.speaker_id


def may_name(dossier: DraftDossier, mine: Quotation, said: ClaimEvidence) -> bool:
    """Return whether a source may give some words to whom the draft names: that person is named near them.

    What one source gives to a company, and more of them to somebody else, is no third person's.
    """
    speaker = dossier.entities.get(mine.speaker_id or "")
    if speaker is None or speaker.type != "PERSON":
        return True
    named = (one for one in dossier.by_id[said.article].mentions if one.entity == speaker.id)
    return any(one.start < said.end + _NAMED and said.start - _NAMED < one.end for one in named)


def is_other_speaker(dossier: DraftDossier, mine: Quotation, theirs: Quotation | None) -> bool:
    """Return whether the draft names one speaker and the source another; who is not named contradicts nobody.

    A source that names somebody does not call him `an official` where it quotes him; nor do others call him a crowd.
    """
    speaker = dossier.entities.get(mine.speaker_id or "")
    if theirs is None or not mine.speaker or speaker is None:
        return False
    other = dossier.entities.get(dossier.speaker(theirs) or "")
    if other is None:
        return speaker.type == "PERSON" and _is_not_meant(dossier, speaker, theirs)
    if speaker.id == other.id:
        return False
    if speaker.type != other.type:
        return speaker.type == "PERSON" and other.type == "ORG" and _is_of_no(dossier, speaker, other)
    words = [frozenset(fold(name).split()) for name in (mine.speaker, theirs.speaker or "")]
    return not (words[0] <= words[1] or words[1] <= words[0])  # Charlie, and Charlie Orr


def _is_not_meant(dossier: DraftDossier, speaker: Entity, theirs: Quotation) -> bool:
    """Return whether a person whom the sources name is not whom one of them quotes without a name.

    That is so where it calls somebody it names an official; and where it names others near the words, and this person
    neither there nor in words of the description: `the minister` may be a minister whom others name.
    """
    said = theirs.speaker or ""
    articles = dossier.sources if is_crowd(said) else (dossier.by_id[theirs.article],)
    if said and is_unnamed(said):
        return any(one.entity == speaker.id for facts in articles for one in facts.mentions)
    near = [
        one
        for one in dossier.by_id[theirs.article].mentions
        if one.type == "PERSON" and one.start < theirs.end + _NAMED and theirs.start - _NAMED < one.end
    ]
    if not near or speaker.id in {one.entity for one in near}:
        return False
    named = [one for facts in dossier.sources for one in facts.mentions if one.entity == speaker.id]
    mine = [one for one in dossier.draft.mentions if one.entity == speaker.id]
    called = {word for one in (*mine, *named) for word in words_of(one.role or "")}
    return bool(named) and not called & {*words_of(said)}


def _is_of_no(dossier: DraftDossier, speaker: Entity, body: Entity) -> bool:
    """Return whether the sources name a person, and no text names a body near: the person does not speak for it."""
    named = any(one.entity == speaker.id for facts in dossier.sources for one in facts.mentions)
    return named and not any(_stand_together(facts, speaker.id, body.id) for facts in (dossier.draft, *dossier.sources))


def _stand_together(facts: ArticleFacts, one: str, other: str) -> bool:
    """Return whether an article names two a few sentences from each other."""
    mine, theirs = ([name.start for name in facts.mentions if name.entity == who] for who in (one, other))
    return any(abs(a - b) <= _NAMED for a in mine for b in theirs)
