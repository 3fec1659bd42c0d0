"""Whether a draft and a source give some words to two people, to one, or to one who may be the other."""

from __future__ import annotations

from dossier.linking.checking.draft import DraftDossier
from dossier.linking.checking.quote_words import is_body, is_crowd, is_document, is_unnamed
from dossier.linking.facts import ArticleFacts
from dossier.linking.text.sentences import words_of
from dossier.linking.text.terms import STOP_WORDS
from dossier.model import ClaimEvidence, Entity, EntityType, Quotation
from dossier.text.folding import fold

_NAMED = 300  # characters around words within which a source names who said them
_BESIDE = 40  # characters between a person and a body for which the draft lets that person speak: Orr of Tarn Lines
_STEM = 5  # letters that words of one stem have in common: ministry, minister
_SEVERAL = 3  # sources that name somebody whom others know as well
_TELLING = 2  # words of a body's description that tell it from others


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
        if any(one.entity == speaker.id for facts in articles for one in facts.mentions):
            return True
        return _is_of_others(dossier, speaker, theirs) if is_document(said) else _is_well_known(dossier, speaker)
    near = _near(dossier, theirs, "PERSON")
    if speaker.id in near:
        return False
    if not near:
        return _is_of_no_such_body(dossier, speaker, said)
    named = [one for facts in dossier.sources for one in facts.mentions if one.entity == speaker.id]
    mine = [one for one in dossier.draft.mentions if one.entity == speaker.id]
    called = {word for one in (*mine, *named) for word in words_of(one.role or "")}
    return bool(named) and not called & {*words_of(said)}


def _is_well_known(dossier: DraftDossier, speaker: Entity) -> bool:
    """Return whether several sources name a person, so that another one would not call that person an official."""
    named = [facts for facts in dossier.sources if any(one.entity == speaker.id for one in facts.mentions)]
    return len(named) >= _SEVERAL


def _near(dossier: DraftDossier, theirs: Quotation, type_: EntityType) -> set[str]:
    """Return the names of a type near the words of a source, by their entities."""
    every = dossier.by_id[theirs.article].mentions
    first, last = theirs.start - _NAMED, theirs.end + _NAMED
    return {one.entity or "" for one in every if one.type == type_ and one.start < last and first < one.end}


def _is_of_others(dossier: DraftDossier, speaker: Entity, theirs: Quotation) -> bool:
    """Return whether a statement is of bodies that a source names near it, and the person is never near one of them."""
    bodies = [dossier.entities[one] for one in _near(dossier, theirs, "ORG") if one in dossier.entities]
    people = _near(dossier, theirs, "PERSON")
    return bool(bodies) and speaker.id not in people and all(_is_of_no(dossier, speaker, body) for body in bodies)


def _is_of_no_such_body(dossier: DraftDossier, speaker: Entity, said: str) -> bool:
    """Return whether words are a body's, as of a communications ministry, and no source names the person near them.

    A body of one word, as the police or the company, may be that of anybody.
    """
    words = {word for word in words_of(said) if word not in STOP_WORDS and len(word) >= _STEM}
    if not is_body(said) or len(words) < _TELLING:
        return False
    around = []
    for facts in dossier.sources:
        places = [one for one in facts.mentions if one.entity == speaker.id]
        around += [facts.article.text[max(0, one.start - _NAMED) : one.end + _NAMED] for one in places]
    stems = {word[:_STEM] for text in around for word in words_of(text)}
    return bool(around) and not stems & {word[:_STEM] for word in words}


def _is_of_no(dossier: DraftDossier, speaker: Entity, body: Entity) -> bool:
    """Return whether the sources name a person, and no text names a body near: the person does not speak for it."""
    named = any(one.entity == speaker.id for facts in dossier.sources for one in facts.mentions)
    if not named or _stand_together(dossier.draft, speaker.id, body.id, _BESIDE):
        return False
    return not any(_stand_together(facts, speaker.id, body.id, _NAMED) for facts in dossier.sources)


def _stand_together(facts: ArticleFacts, one: str, other: str, within: int) -> bool:
    """Return whether an article names two no more than some characters from each other."""
    mine, theirs = ([name.start for name in facts.mentions if name.entity == who] for who in (one, other))
    return any(abs(a - b) <= within for a in mine for b in theirs)
