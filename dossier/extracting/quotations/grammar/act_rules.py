"""The rules that read an act of speech at a word, in order; the first that finds who speaks decides.

Each has a name, which `explain` shows, and an example, which a test runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dossier.extracting.quotations.grammar.phrase_rules import (
    IN_PHRASES,
    ISSUED_RULE,
    PHRASE_RULES,
    Act,
    PhraseRule,
    Verb,
)
from dossier.extracting.quotations.grammar.subjects import TOGETHER
from dossier.extracting.quotations.grammar.tokens import POSSESSIVE, SPEAKING, SpeechSource
from dossier.extracting.quotations.grammar.verbs import ALLEGING
from dossier.extracting.quotations.grammar.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    DOCUMENTS,
    FINITE,
    ISSUING,
    NAMED_SO,
    NOUNS_TOO,
    PARTICIPLES,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    SPEECH_NOUNS,
    TITLES,
    WEAK,
)

_WONT = frozenset({"likes", "like", "liked", "loves", "love", "loved", "prefers", "tends", "used"})
_GOING = frozenset({"went", "goes", "going", "go", "gone"})
_CRYING = frozenset("chanting shouting yelling screaming singing crying cheering demanding reading".split())
_DETERMINING = DETERMINERS - TOGETHER
_NO_OBJECT = PREPOSITIONS | {".", ","} - {"that", "to"}
_ONLY = frozenset({"only", "simply", "just", "himself", "herself", "themselves"})
_NAMED_AS = 4  # tokens before such a name at least: a man identified as
_JOINING = frozenset({"and", "but", "then", "also", ","})
# The words at which an act of speech may be read, besides any verb in -ed.
STARTING = FINITE | PARTICIPLES | ISSUING | SPEECH_NOUNS | {verb[:-1] for verb in FINITE if verb.endswith("s")}
STARTING |= frozenset("according words under per tribute found finds find".split())


class SubjectRule(NamedTuple):
    """Who a verb of speech has as its subject."""

    name: str
    find: Callable[[Verb], SpeechSource | None]
    example: str
    active: bool = False  # only of verbs in the active


# ---- subjects of finite verbs ----


def _went_on(verb: Verb) -> bool:
    return verb.before() == "to" and verb.before(2) == "on" and verb.before(3) in _GOING


def _is_habit(verb: Verb) -> bool:
    return verb.before() == "to" and verb.before(2) in _WONT


def _no_finite_verb(verb: Verb) -> bool:
    """Return whether what looks like a finite verb of speech is an infinitive, a noun or says nothing."""
    before = verb.before()
    infinitive = before == "to" and not _went_on(verb) and not _is_habit(verb)
    noun = before in _DETERMINING or before in POSSESSIVE or before.endswith(("'s", "’s"))
    together = before in TOGETHER and verb.lower in NOUNS_TOO
    return infinitive or noun or together or (verb.lower == "accused" and verb.after() == "of")


def _agent(verb: Verb) -> SpeechSource | None:
    passive = verb.sentence.is_passive(verb.index) or verb.lower in NAMED_SO
    return verb.sentence.passive_subject(verb.index) if passive else None


def _going_on(verb: Verb) -> SpeechSource | None:
    return verb.sentence.subject(verb.index - 3) if _went_on(verb) else None


def _wont_to_say(verb: Verb) -> SpeechSource | None:
    return verb.sentence.subject(verb.index - 2) if _is_habit(verb) else None


def _alleged_to_have(verb: Verb) -> SpeechSource | None:
    alleged = verb.before() == "have" and verb.before(2) == "to" and verb.before(3) in ALLEGING
    if alleged:
        return verb.sentence.subject(verb.index - 3)
    having = verb.before() == "having" and verb.before(2) == "as"  # `was quoted as having said`
    quoted = verb.sentence.quoting_verb(verb.index - 3) if having else None
    return verb.sentence.subject(quoted) if quoted is not None and verb.sentence.is_passive(quoted) else None


def _named_as(verb: Verb) -> SpeechSource | None:
    at = verb.index - 1
    if at < _NAMED_AS or verb.sentence.tokens[at].kind != "name" or verb.before(2) != "as":
        return None
    back = 3
    while verb.before(back) in _ONLY:
        back += 1
    return verb.sentence.name_at(at) if verb.before(back) in {"identified", "name"} else None


def _second_of_a_relative_clause(verb: Verb) -> SpeechSource | None:
    if verb.before() not in {"and", "but"}:
        return None
    for at in range(verb.index - 2, max(-1, verb.index - 8), -1):
        token = verb.sentence.tokens[at]
        if token.kind in {"mark", "quote"}:
            return None
        if token.lower == "who":
            return verb.sentence.phrase_left(at - 1 - (verb.sentence.word(at - 1) == ","))
    return None


def _joined(verb: Verb) -> SpeechSource | None:
    return verb.earlier[-1].source if verb.earlier and verb.before() in _JOINING else None


def _of_the_sentence(verb: Verb) -> SpeechSource | None:
    joined = verb.before() in {"and", "but"} or verb.after() == ":"
    if not joined or (verb.earlier and verb.before() in _JOINING):
        return None
    return verb.sentence.first_subject(verb.index)


FINITE_RULES: tuple[SubjectRule, ...] = (
    SubjectRule("agent of a passive", _agent, "The plan was called “a gift to thieves” by Ana Sol."),
    SubjectRule("went on to say", _going_on, "Ana Sol went on to say “we will pay”."),
    SubjectRule("likes to say", _wont_to_say, "As Ana Sol likes to say, “we will pay”."),
    SubjectRule("alleged to have said", _alleged_to_have, "Ana Sol is alleged to have said “we will pay”."),
    SubjectRule(
        "cited by a paper",
        lambda verb: verb.sentence.source_cited(verb.index),
        "The paper quotes the decree: “The pier is to close.”",
        active=True,
    ),
    SubjectRule(
        "subject behind the verb",
        lambda verb: verb.sentence.subject_behind(verb.index),
        "“We will pay,” said Ana Sol.",
        active=True,
    ),
    SubjectRule(
        "who gave a name", _named_as, "“We will pay,” a man who gave his name only as Ana Sol said.", active=True
    ),
    SubjectRule(
        "subject of the verb",
        lambda verb: verb.sentence.subject(verb.index),
        "“We will pay,” Ana Sol said.",
        active=True,
    ),
    SubjectRule(
        "second verb of a relative clause",
        _second_of_a_relative_clause,
        "Guards led away a man near the quay, who shook and called “my boat, my boat”.",
        active=True,
    ),
    SubjectRule(
        "second verb of one subject",
        _joined,
        "Ana Sol told reporters “we will pay” and added that “nobody is to blame”.",
        active=True,
    ),
    SubjectRule(
        "subject of the sentence",
        _of_the_sentence,
        "Ana Sol left the hall early on foot and said “we will pay”.",
        active=True,
    ),
)

_PASSIVE_RULES = tuple(rule for rule in FINITE_RULES if not rule.active)

# ---- subjects of verbs in -ing ----


def _citing(verb: Verb) -> SpeechSource | None:
    return verb.sentence.person_cited(verb.index) if verb.lower == "citing" else None


def _progressive(verb: Verb) -> SpeechSource | None:
    return verb.sentence.subject(verb.index) if verb.before() in AUXILIARIES else None


def _quoted_as_saying(verb: Verb) -> SpeechSource | None:
    quoted = verb.sentence.quoting_verb(verb.index - 2) if verb.before() == "as" else None
    if quoted is None:
        return None
    passive = quoted == verb.index - 2 or verb.sentence.is_passive(quoted)  # `was quoted by the radio as saying`
    return verb.sentence.subject(quoted) if passive else verb.sentence.phrase_right(quoted + 1)


def _crowd_crying(verb: Verb) -> SpeechSource | None:
    crowd = verb.before() in PLURAL_PEOPLE and verb.lower in _CRYING
    return verb.sentence.phrase_left(verb.index - 1) if crowd else None


def _with_somebody(verb: Verb) -> SpeechSource | None:
    return verb.sentence.named_behind_with(verb.index)


def _understood(verb: Verb) -> SpeechSource | None:
    if verb.before() in DETERMINERS or verb.before() in AUXILIARIES:
        return None
    if verb.before() == "as" and verb.sentence.quoting_verb(verb.index - 2) is not None:
        return None
    if verb.before() in PLURAL_PEOPLE and verb.lower in _CRYING:
        return None
    return verb.earlier[-1].source if verb.earlier else verb.sentence.first_subject(verb.index)


PARTICIPLE_RULES: tuple[SubjectRule, ...] = (
    SubjectRule(
        "person cited by a paper", _citing, "The Sol Post reported, citing the mayor, that “the pier is to close”."
    ),
    SubjectRule("is saying", _progressive, "Ana Sol was saying “we will pay”."),
    SubjectRule("quoted as saying", _quoted_as_saying, "The paper quoted Ana Sol as saying “we will pay for it”."),
    SubjectRule("crowd crying", _crowd_crying, "Police met a group of workers chanting “pay us now”."),
    SubjectRule("with somebody calling", _with_somebody, "The plan fell, with Ana Sol calling it “a gift to thieves”."),
    SubjectRule("subject understood", _understood, "Ana Sol condemned the fire, calling it “a raw, cruel act”."),
)


def _founder(verb: Verb) -> SpeechSource | None:
    found = verb.lower in {"found", "finds", "find"} and verb.after() in {".", ","}
    source = verb.sentence.phrase_left(verb.index - 1) if found else None
    return source if source is not None and source.head in SPEAKING else None


def _finder_that(verb: Verb) -> SpeechSource | None:
    source = verb.sentence.subject(verb.index)
    if source is None or source.head in SPEAKING:
        return source
    return source if source.mention is not None and source.mention.type == "ORG" else None


def _beside_quotation(verb: Verb) -> SpeechSource | None:
    return verb.sentence.speaker_beside_quotation(verb.index)


FOUND_RULE = SubjectRule("found", _founder, "“Too little was done,” the committee found.")
FOUND_THAT_RULE = SubjectRule("found that", _finder_that, "The report found that the pier was “a danger to all”.")
ANY_VERB_RULE = SubjectRule("any verb behind a quotation", _beside_quotation, "“We will pay,” trumpeted Ana Sol.")


ACT_RULES: tuple[PhraseRule | SubjectRule, ...] = (
    *PHRASE_RULES,
    ISSUED_RULE,
    *FINITE_RULES,
    *PARTICIPLE_RULES,
    FOUND_RULE,
    FOUND_THAT_RULE,
    ANY_VERB_RULE,
)


def _subject_rules(verb: Verb) -> Sequence[SubjectRule]:
    """Return the rules that fit the form of the verb."""
    if verb.lower in {"found", "finds", "find"} and verb.after() in {".", ","}:
        return (FOUND_RULE,)
    if verb.lower in {"found", "finds", "find"} and verb.after() == "that":
        return (FOUND_THAT_RULE,)
    if verb.lower.endswith("ed") and verb.lower not in FINITE:
        return (ANY_VERB_RULE,)
    if verb.lower in FINITE and verb.sentence.is_verb(verb.index):
        if _no_finite_verb(verb):
            return ()
        return _PASSIVE_RULES if verb.sentence.is_passive(verb.index) or _went_on(verb) else FINITE_RULES
    return PARTICIPLE_RULES if verb.lower in PARTICIPLES else ()


# ---- what speaks after all ----


class VetoRule(NamedTuple):
    """Why a word with a subject is not an act of speech."""

    name: str
    applies: Callable[[Verb, SpeechSource], bool]
    example: str


def _proposed_by_document(verb: Verb, source: SpeechSource) -> bool:
    return source.head in DOCUMENTS and verb.lower.startswith("propos")


def _noun_behind_noun(verb: Verb, source: SpeechSource) -> bool:
    bare = verb.after() in _NO_OBJECT  # `win legal claims against it`
    noun = verb.lower in NOUNS_TOO and bare and not verb.sentence.stands_behind_quotation(verb.index)
    someone = source.head in SPEAKING or source.text.split()[0].lower() in TITLES
    return noun and source.kind == "nominal" and not someone


def _verb_disagrees(verb: Verb, source: SpeechSource) -> bool:
    helped = verb.before() in AUXILIARIES or (verb.before() in ADVERBS and verb.before(2) in AUXILIARIES)
    return verb.lower in NOUNS_TOO and not verb.lower.endswith(("s", "ed")) and source.singular and not helped


VETO_RULES: tuple[VetoRule, ...] = (
    VetoRule("a document proposes", _proposed_by_document, "The bill proposed “a new pier”."),
    VetoRule("a noun behind a noun", _noun_behind_noun, "Legal claims against the “old pier” were heard."),
    VetoRule("verb does not agree", _verb_disagrees, "The mayor's aide Ana Sol report “losses”."),
)


def act_at(verb: Verb) -> Act | None:
    """Return the act of speech read at a word, or None."""
    if verb.lower in ISSUING:
        return _named(ISSUED_RULE, verb)
    for phrase in PHRASE_RULES if verb.lower in IN_PHRASES or verb.before() == "to" else ():
        if (act := _named(phrase, verb)) is not None:
            return act
    for rule in _subject_rules(verb):
        if (source := rule.find(verb)) is None:
            continue
        if any(veto.applies(verb, source) for veto in VETO_RULES):
            return None
        aside = verb.sentence.in_relative_clause(verb.index)
        strong = verb.lower not in WEAK and source.speaks
        cue, certainty = verb.sentence.cue(verb.index), verb.sentence.certainty(verb.index)
        return Act(verb.index, source, cue, strong and certainty != "denied", aside, rule.name, certainty)
    return None


def _named(rule: PhraseRule, verb: Verb) -> Act | None:
    act = rule.read(verb)
    return None if act is None else Act(act.verb, act.source, act.cue, act.strong, act.aside, rule.name)
