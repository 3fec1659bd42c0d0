"""Every rule that attributes quotations does what its example shows, and `explain` names it."""

import pytest

from dossier.extracting.quotations import quotation_marks
from dossier.extracting.quotations.attribution import CARRIED_RULES, attribution
from dossier.extracting.quotations.context import QuotationContext
from dossier.extracting.quotations.coreference import ROLE_RULES, Discourse
from dossier.extracting.quotations.explain import explain_quotation
from dossier.extracting.quotations.filter import SPEECH_RULES, is_whole, speech_rule
from dossier.extracting.quotations.find import find_quotations, read_quotations
from dossier.extracting.quotations.grammar import phrases, subjects
from dossier.extracting.quotations.grammar.act_rules import ACT_RULES, VETO_RULES
from dossier.extracting.quotations.grammar.inflections import forms, participle, past, third_person
from dossier.extracting.quotations.grammar.vocabulary import FINITE, PARTICIPLES
from dossier.extracting.quotations.own_sentence import OWN_RULES
from dossier.extracting.quotations.quotation_marks import marked
from dossier.extracting.quotations.sentences import sentences_of
from dossier.model import Article, Mention

WATCHED = ((phrases, "PHRASE_ENDS"), (subjects, "SUBJECT_STEPS"), (quotation_marks, "COSTS"))
NAMES = {"Ana Sol": "PERSON", "Luis Gil": "PERSON", "Eva Rey": "PERSON", "Harbour Line": "ORG", "Sol Post": "ORG", "German": "NATIONALITY", "Luis “Ace” Gil": "PERSON"}  # fmt: skip  # noqa: E501


def names_in(text):
    found = []
    for name, kind in NAMES.items():
        at = text.find(name)
        while at >= 0:
            role = "minister" if text[at + len(name) :].startswith(", the minister") else None
            found.append(Mention("a", at, at + len(name), name, kind, role=role))
            at = text.find(name, at + 1)
    return sorted(found, key=lambda mention: mention.start)


def article(text):
    return Article(id="a", path="a.txt", title="", text=text, sha256="")


def discourse(text):
    pairs, names = marked(text, [(0, len(text))]), names_in(text)
    return pairs, Discourse(sentences_of(text, [(0, len(text))], pairs, names), names)


@pytest.mark.parametrize("rule", ACT_RULES, ids=lambda rule: rule.name)
def test_each_rule_of_acts_reads_its_example(rule):
    _, read = discourse(rule.example)
    assert rule.name in {act.rule for sentence in read.sentences for act in sentence.acts}


@pytest.mark.parametrize("rule", VETO_RULES, ids=lambda rule: rule.name)
def test_each_veto_keeps_its_example_from_speaking(rule):
    _, read = discourse(rule.example)
    assert not [act for sentence in read.sentences for act in sentence.acts]


@pytest.mark.parametrize("rule", [*OWN_RULES, *CARRIED_RULES], ids=lambda rule: rule.name)
def test_each_rule_of_attribution_reads_its_example(rule):
    found = [one.found.rule for one in read_quotations(article(rule.example), names_in(rule.example))]
    if not found:  # an example of what is no quotation
        pairs, read = discourse(rule.example)
        found = [attribution(QuotationContext(rule.example, read, pairs[-1], is_whole(rule.example, pairs[-1]))).rule]
    assert rule.name in found


@pytest.mark.parametrize("rule", ROLE_RULES, ids=lambda rule: rule.name)
def test_each_rule_of_roles_reads_its_example(rule):
    found = read_quotations(article(rule.example), names_in(rule.example))
    assert rule.name in {one.resolved_by for one in found}


@pytest.mark.parametrize("rule", SPEECH_RULES, ids=lambda rule: rule.name)
def test_each_rule_of_speech_judges_its_example(rule):
    pairs, read = discourse(rule.example)
    pair = pairs[-1]
    whole = is_whole(rule.example, pair)
    around = QuotationContext(rule.example, read, pair, whole)
    decided = speech_rule(around, attribution(around))
    assert decided == (rule, rule.speech)


@pytest.mark.parametrize(
    ("module", "name", "rule"),
    [(module, name, rule) for module, name in WATCHED for rule in getattr(module, name)],
    ids=[rule.name for module, name in WATCHED for rule in getattr(module, name)],
)
def test_each_rule_of_phrases_and_marks_fires_on_its_example(monkeypatch, module, name, rule):
    fired = set()

    def watched(one):
        def applies(*given):
            answer = one.applies(*given)
            if answer not in {None, False, (0.0, 0.0)}:
                fired.add(one.name)
            return answer

        return one._replace(applies=applies)

    monkeypatch.setattr(module, name, tuple(map(watched, getattr(module, name))))
    quotation_marks.costs.cache_clear()  # what is kept was asked of the rules before
    read_quotations(article(rule.example), names_in(rule.example))
    quotation_marks.costs.cache_clear()
    assert rule.name in fired


def test_names_of_rules_are_unique():
    watched = [getattr(module, name) for module, name in WATCHED]
    for rules in (*watched, ACT_RULES, VETO_RULES, (*OWN_RULES, *CARRIED_RULES), ROLE_RULES, SPEECH_RULES):
        names = [rule.name for rule in rules]
        assert len(names) == len(set(names))


def test_explain_names_the_rules_and_who_is_meant():
    text = "Ana Sol met Luis Gil.\n\n“We will sing at the port,” the singer said."
    (quotation,) = find_quotations(article(text), names_in(text))
    told = explain_quotation(article(text), quotation, names_in(text))
    assert [reason.rule for reason in told] == [
        "quotation: a sentence",
        "attribution: verb directly behind",
        "act of speech: subject of the verb",
        "who is meant: somebody known, called something else",
        "confidence in the speaker",
    ]
    assert f"“the singer” is {quotation.speaker}" in {reason.effect for reason in told}


@pytest.mark.parametrize(
    ("lemma", "doubled", "expected"),
    [
        ("cry", False, ("cries", "cried", "crying")),
        ("say", False, ("says", "sayed", "saying")),
        ("stress", False, ("stresses", "stressed", "stressing")),
        ("agree", False, ("agrees", "agreed", "agreeing")),
        ("slam", True, ("slams", "slammed", "slamming")),
        ("declare", False, ("declares", "declared", "declaring")),
    ],
)
def test_forms_of_verbs(lemma, doubled, expected):
    assert (third_person(lemma), past(lemma, doubled=doubled), participle(lemma, doubled=doubled)) == expected


def test_irregular_and_doubtful_forms():
    assert forms("write", ("wrote", "written"), frozenset()) == ({"write", "writes"}, {"wrote", "written"}, {"writing"})
    assert forms("label", (), frozenset({"doubled-or-not"}))[1] == {"labeled", "labelled"}
    assert {"said", "labelled", "wrote"} <= FINITE
    assert {"saying", "labelling"} <= PARTICIPLES
    assert "continues" not in FINITE


def test_explain_names_the_label_of_a_transcript():
    text = "The Post: Was it safe?\n\nAna Sol: It was, to the end.\n\nThe Post: And then?\n\nAna Sol: We left."
    quotation = find_quotations(article(text), names_in(text))[0]
    told = explain_quotation(article(text), quotation, names_in(text))
    assert told[0].rule == "quotation: answer in a transcript"


def test_nothing_explains_what_is_no_quotation():
    text = "Ana Sol said “we will pay”."
    (quotation,) = find_quotations(article(text), names_in(text))
    assert explain_quotation(article("Ana Sol left."), quotation, ()) == ()
