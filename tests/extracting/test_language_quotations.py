"""Quotations in Spanish, French, German and Portuguese: each rule by its example, invented stories by their marks."""

import re
from pathlib import Path

import pytest
import yaml

from dossier.extracting.languages import extract
from dossier.extracting.languages.attribution import RULES
from dossier.extracting.languages.explain import explain_quotation
from dossier.extracting.languages.quotations import read_quotations
from dossier.extracting.languages.speech import forms, speech
from dossier.extracting.languages.tables import lang
from dossier.extracting.lexicon import LANGUAGES
from dossier.model import Article, Mention, Zone

STORIES = yaml.safe_load((Path(__file__).parents[1] / "data" / "speakers.yaml").read_text(encoding="utf8"))


def article(text, language):
    return Article(
        id="a", path="a.txt", title="", text=text, sha256="", language=language, zones=(Zone(0, len(text), "body"),)
    )


def words(text):
    return re.sub(r"\W+", " ", (text or "").lower()).strip()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule):
    at = rule.example.index("Ana Sol")
    read = read_quotations(
        article(rule.example, rule.language), lang(rule.language), [Mention("a", at, at + 7, "Ana Sol", "PERSON")]
    )
    assert (read[-1][0].speaker, read[-1][1].rule) == ("Ana Sol", rule.name)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_invented_stories_are_read_as_marked(language):
    wrong = []
    for story in (story for story in STORIES if story["in"] == language):
        found = list(extract(article(story["text"], language)).quotations)
        for begins, speakers in story["quotes"].items():
            quotation = next((q for q in found if words(q.text).startswith(words(begins))), None)
            if quotation is None or not any(
                words(quotation.speaker).endswith(words(who)) or (who == "nobody" and quotation.speaker is None)
                for who in speakers.split("|")
            ):
                wrong.append((begins, speakers, quotation and quotation.speaker))
        assert all(0 <= q.confidence <= 1 for q in found)
        begun = [words(begins) for begins in story["quotes"]]
        wrong += [q.text for q in found if not any(words(q.text).startswith(one) for one in begun)]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "line", "finite", "participle"),
    [
        ("es", "indicar", "indicó", "indicado"),
        ("es", "decir (dice dijo) + dicho", "dijo", "dicho"),
        ("pt", "afirmar", "afirmou", "afirmado"),
        ("fr", "annoncer", "annonçait", "annoncé"),
        ("fr", "juger", "jugeait", "jugé"),
        ("de", "sagen", "sagte", "gesagt"),
        ("de", "berichten", "berichtete", "berichtet"),
        ("de", "nennen (nennt nannte) + genannt", "nannte", "genannt"),
    ],
)
def test_forms_of_verbs(language, line, finite, participle):
    found = forms(language, line)
    assert finite in found[0]
    assert participle in found[1]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_language_has_its_words_of_speech(language):
    found = speech(language)
    assert len(found.says) > 200
    assert found.credits
    assert found.naming


def test_explain_names_the_rule_and_who_is_meant():
    text = "Ana Sol kam am Montag. „Wir haben kein Wasser mehr“, sagte sie."
    names = [Mention("a", 0, 7, "Ana Sol", "PERSON")]
    ((quotation, _),) = read_quotations(article(text, "de"), lang("de"), names)
    told = {reason.rule: reason.effect for reason in explain_quotation(article(text, "de"), quotation, names)}
    assert told["attribution: verb directly behind"] == "speaker: Ana Sol"
    assert told["who is meant: person named before that fits"] == "“sie” is Ana Sol"
