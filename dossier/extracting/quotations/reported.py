"""Speech that is reported without quotation marks: `Ana Sol said that the pier was to close`. Never a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dossier.extracting.quotations.coreference import Discourse
from dossier.extracting.quotations.grammar.phrase_rules import Act
from dossier.extracting.quotations.grammar.speech_acts import SpeechSentence
from dossier.extracting.quotations.grammar.tokens import GrammarToken
from dossier.extracting.quotations.grammar.verbs import Certainty
from dossier.extracting.quotations.grammar.vocabulary import (
    AUXILIARIES,
    DETERMINERS,
    FINITE,
    NOUNS_TOO,
    PREPOSITIONS,
    TELLING,
    THINKING,
    WEAK,
)
from dossier.extracting.quotations.quotation_marks import marked
from dossier.extracting.quotations.sentences import blocks_of, sentences_of
from dossier.model import Article, Mention, ReportedSpeech

_OPENING = frozenset({"that", "whether", "if", "how", "why"})
# Verbs that report a clause without “that”: `Ana Sol said the pier was to close`.
_BARE = frozenset(
    "said says say told tells added adds insisted insists believes warned warns admitted admits claimed claims argued "
    "argues confirmed confirms stressed stresses noted notes explained explains announced announces acknowledged "
    "acknowledges complained complains conceded concedes predicted predicts reckoned reckons testified testifies wrote "
    "writes".split()
)
# Of these a thing, too, may be the object: `warned the owners and called on them to stop`.
_OF_THINGS = frozenset(
    "warned warns admitted admits confirmed confirms stressed stresses noted notes explained explains announced "
    "announces acknowledged acknowledges conceded concedes predicted predicts wrote writes".split()
)
_NOT_YET = frozenset({"will", "may", "might", "must", "should"})
_CERTAINTY: dict[str, Certainty] = {
    **dict.fromkeys(("denied", "denies", "deny"), "denied"),
    **dict.fromkeys(("alleged", "alleges", "allege"), "alleged"),
}
_CONFIDENCE = {"name": 0.9, "nominal": 0.8, "pronoun": 0.7}
_ALLEGED = 0.75
_ACTING = AUXILIARIES | (FINITE - NOUNS_TOO)
_REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves"})
_TIMES = frozenset("afternoon day evening month morning night same time week weekend year".split())  # behind “that”
_JOINING = frozenset({"and", "but", "while"})
_LEAST = 4  # words of what is said
_ENDS = frozenset(".!?…")


class _Content(NamedTuple):
    """What is said: its tokens from `first` to before `end`."""

    first: int
    end: int


def find_reported(article: Article, names: Sequence[Mention]) -> list[ReportedSpeech]:
    """Return what an article reports without quotation marks, in text order; English only.

    Each has what is said as it stands in the text (offsets in code points), who says it, the words that tell so, and
    whether it is said, denied, or alleged to have been said.
    """
    if article.language not in {None, "en"}:
        return []
    blocks = blocks_of(article)
    discourse = Discourse(sentences_of(article.text, blocks, marked(article.text, blocks), names), names)
    found = (one for sentence in discourse.sentences for one in _of_sentence(article, sentence, discourse))
    return sorted(found, key=lambda one: (one.start, one.end))


def _of_sentence(article: Article, sentence: SpeechSentence, discourse: Discourse) -> Iterator[ReportedSpeech]:
    for act in sentence.acts:
        told = _CERTAINTY.get(sentence.word(act.verb), act.certainty)
        speaks = act.strong or told == "denied" or _says_that(sentence, act)
        if act.aside or not speaks or sentence.word(act.verb - 1) in _NOT_YET:
            continue
        content = _behind(sentence, act)
        if content is None or any(act.verb < other.verb < content.first for other in sentence.acts):
            content = _before(sentence, act)  # what stands behind is another's
        content = content and _within(sentence, act, content)
        if content is not None and (_is_opened(sentence, content) or _tells(sentence, content)):
            said = sentence.tokens[content.first : content.end]
            yield _reported(article, said[said[0].text == "," :], act, discourse, told)
    yield from _alleged_by_nobody(article, sentence)


def _says_that(sentence: SpeechSentence, act: Act) -> bool:
    """Return whether “that” makes speech of a verb that mostly is none: `maintains that`, not `believes that`."""
    verb = sentence.word(act.verb)
    return verb in WEAK - THINKING and sentence.word(act.verb + 1) == "that"


def _within(sentence: SpeechSentence, act: Act, content: _Content) -> _Content:
    """Return the content up to where somebody else says all of it, or something else.

    `Sol warned that it leaks, Gil testified`; `Sol said that it leaks, and Gil said that it does not`.
    """
    if content.first <= act.verb:
        return content
    outer = (_before(sentence, later) for later in sentence.acts if later.verb > act.verb)
    ends = [all_of.end for all_of in outer if all_of]
    ends += [later.source.first - 2 for later in sentence.acts if later.verb > act.verb and _is_joined(sentence, later)]
    return _Content(content.first, min((end for end in ends if content.first < end < content.end), default=content.end))


def _is_joined(sentence: SpeechSentence, act: Act) -> bool:
    """Return whether a clause of speech is joined to the one before it: `, and Luis Gil said`."""
    first, named = act.source.first, act.source.kind == "name"
    joined = sentence.word(first - 1) in _JOINING and sentence.word(first - 2) == ","
    return joined and named and act.verb > first


def _alleged_by_nobody(article: Article, sentence: SpeechSentence) -> Iterator[ReportedSpeech]:
    """Yield what nobody named alleges: `is alleged to have known of it`, `It is alleged that the pier was sold`."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if token.lower != "alleged" or not sentence.is_passive(at) or sentence.word(at + 1) not in {"to", "that"}:
            continue
        content = _Content(at + 2, len(tokens) - (tokens[-1].text in _ENDS))
        known = any(abs(act.verb - at) <= _LEAST for act in sentence.acts)  # alleged to have said
        if known or not (_is_opened(sentence, content) or _tells(sentence, content)):
            continue
        start, end = tokens[content.first].start, tokens[content.end - 1].end
        cue = article.text[tokens[at - 1].start : token.end]
        yield ReportedSpeech(article.id, start, end, article.text[start:end], cue=cue, certainty="alleged")


def _reported(
    article: Article, said: Sequence[GrammarToken], act: Act, discourse: Discourse, certainty: Certainty
) -> ReportedSpeech:
    """Return the reported speech whose content the tokens `said` are."""
    source = discourse.resolve(act.source)
    start, end = said[0].start, said[-1].end
    named = source.kind != "pronoun"
    return ReportedSpeech(
        article=article.id,
        start=start,
        end=end,
        text=article.text[start:end],
        speaker=discourse.canonical(source) if named else None,
        cue=" ".join(article.text[slice(*act.cue)].split()),
        certainty=certainty,
        confidence=_sure(act) if named else 0.0,
    )


def _sure(act: Act) -> float:
    """Return how sure the speaker is: by name, description or pronoun; less where it is only alleged."""
    return min(_CONFIDENCE[act.source.kind], _ALLEGED if act.certainty == "alleged" else 1.0)


def _behind(sentence: SpeechSentence, act: Act) -> _Content | None:
    """Return the clause behind the verb: `said that …`, `told reporters the pier …`, `According to Ana Sol, …`."""
    tokens = sentence.tokens
    end = len(tokens) - (bool(tokens) and tokens[-1].text in _ENDS)
    if sentence.word(act.verb) == "according":
        return _behind_according_to(sentence, act, end)
    if act.verb < act.source.first:
        return None  # `said Ana Sol`: what was said stands before
    at = next((i for i in range(act.verb + 1, len(tokens)) if tokens[i].start >= act.cue[1]), len(tokens))
    opening = next((i for i in range(at, min(at + 6, end)) if sentence.word(i) in _OPENING), None)
    if opening is None:
        return _Content(at, end) if _is_bare_clause(sentence, act, at, end) else None
    after = sentence.word(opening + 1)
    # `problems that would arise`, `told of a storm that grew`, `whether it means what it says, and whether …`
    relative = after in AUXILIARIES or after in FINITE or sentence.word(act.verb + 1) in {"of", "about"}
    return None if relative or sentence.word(opening - 1) == "and" else _Content(opening + 1, end)


def _behind_according_to(sentence: SpeechSentence, act: Act, end: int) -> _Content | None:
    """Return the clause behind `According to Ana Sol,` at the beginning of a sentence."""
    tokens = sentence.tokens
    behind = next((i for i in range(act.source.first, len(tokens)) if tokens[i].start >= act.source.end), end)
    leads = act.verb == 0 and behind < end and tokens[behind].text == ","
    return _Content(behind + 1, end) if leads else None


def _is_bare_clause(sentence: SpeechSentence, act: Act, at: int, end: int) -> bool:
    """Return whether a clause without “that” stands behind a verb: `said the pier was to close`."""
    verb, word = sentence.word(act.verb), sentence.word(at)
    if verb not in _BARE or at >= end or sentence.tokens[at].kind not in {"word", "name"}:
        return False
    clause = word not in PREPOSITIONS and word != "to" and not word.endswith("ly")
    if verb in _OF_THINGS:
        acting = next((i for i in range(at, end) if _acts(sentence.tokens[i])), None)
        clause = clause and acting is not None and sentence.word(acting - 1) != "and"
    return clause and (verb not in TELLING or at > act.verb + 1)


def _before(sentence: SpeechSentence, act: Act) -> _Content | None:
    """Return the clause before `, said Ana Sol.`, `, the police said.` or `, according to Ana Sol.`."""
    first = min(act.verb, act.source.first)
    rest = [t for t in sentence.tokens if t.start > max(act.cue[1], act.source.end) and t.kind != "mark"]
    if first < _LEAST or sentence.tokens[first - 1].text != "," or len(rest) > _LEAST * 2:
        return None
    return _Content(0, first - 1)


def _is_opened(sentence: SpeechSentence, content: _Content) -> bool:
    """Return whether “that” right behind a verb of speech opens a clause of some length without quotation marks.

    No verb need be known in it.
    """
    tokens = sentence.tokens[content.first : content.end]
    plain = len(tokens) >= _LEAST and all(token.kind != "quote" for token in tokens)
    opened = sentence.word(content.first - 1) == "that" and tokens[0].lower not in _TIMES
    return plain and opened and sentence.word(content.first - 2) in _BARE | _CERTAINTY.keys()


def _tells(sentence: SpeechSentence, content: _Content) -> bool:
    """Return whether it is a clause of some length with a verb, most of it outside quotation marks."""
    tokens = sentence.tokens[content.first : content.end]
    told = [token for token in tokens if token.kind in {"word", "name"}]
    quoted = sum(token.end - token.start for token in tokens if token.kind == "quote")
    if len(told) < _LEAST or quoted * 2 > tokens[-1].end - tokens[0].start or told[0].lower in _REFLEXIVE:
        return False
    return any(_acts(token) for token in told) or any(_may_be_verb(token) for token in told[1:3])


def _acts(token: GrammarToken) -> bool:
    return token.lower in _ACTING or token.lower.endswith("ed")


def _may_be_verb(token: GrammarToken) -> bool:
    return token.kind == "word" and token.lower.endswith("s") and token.lower not in DETERMINERS
