"""Searching in Spanish, French, German and Portuguese: every form of a word, with accents or without."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
import yaml

import dossier
from dossier.storing.query.parser import parse
from dossier.storing.search.highlights import highlights
from dossier.storing.text.stemming import LANGUAGES, PLAIN, root, searched_as, term
from dossier.storing.text.tokens import fold

FORMS = yaml.safe_load((Path(__file__).parents[1] / "data" / "forms.yaml").read_text(encoding="utf-8"))
SAME = [(language, forms) for language, lists in FORMS.items() for forms in lists["same"]]
APART = [(language, forms) for language, lists in FORMS.items() for forms in lists["apart"]]


@pytest.mark.parametrize(("language", "forms"), SAME)
def test_forms_of_a_word_are_one(language, forms):
    assert len({root(fold(form), language) for form in forms.split()}) == 1


@pytest.mark.parametrize(("language", "forms"), APART)
def test_other_words_are_not(language, forms):
    for one, other in combinations(forms.split(), 2):
        assert root(fold(one), language) != root(fold(other), language)


def test_terms_of_two_languages_are_never_the_same():
    for word in ("die", "grenze", "port", "300", "париж"):
        found = list(filter(None, (term(word, language) for language in (*LANGUAGES, PLAIN))))
        assert len(found) == len(set(found))


def test_what_an_article_is_searched_as():
    assert [searched_as(code) for code in (None, "en", "es", "pt-BR", "it", "eng")] == [
        "en",
        "en",
        "es",
        "pt",
        "other",
        "en",
    ]
    assert term("la", "es") is None
    assert term("la", "en") is not None
    assert term("grenzen", PLAIN) != term("grenze", PLAIN)


TEXTS = {
    "es": ("Las fronteras", "Los vecinos hablaron de las naciones y cerraron el puerto, según contó la alcaldesa."),
    "fr": ("Les frontières", "Les habitants ont fermé les ports et les policières sont arrivées, selon la mairie."),
    "de": ("Die Grenzen", "Die Städte und die Länder haben den Hafen nicht geöffnet, sagte der Sprecher."),
    "pt": ("As fronteiras", "Os vizinhos falaram das nações e não fecharam o porto, segundo disse o prefeito."),
    "en": ("The borders", "People say that the harbours of the nation will die when the ships of the city are gone."),
    "it": ("Le frontiere", "I cittadini hanno chiuso il porto e le navi sono andate via, come ha detto il sindaco."),
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("languages")
    (folder / "texts").mkdir()
    for language, (title, body) in TEXTS.items():
        front = f"---\ntitle: {title}\nlanguage: {language}\n---\n\n"
        (folder / "texts" / f"{language}.md").write_text(f"{front}{body}\n", encoding="utf-8")
    (folder / "config.yaml").write_text("sources: [texts]\n")
    with dossier.open(folder / "config.yaml") as found:
        found.index()
        yield found


@pytest.mark.parametrize(
    ("query", "found", "shown"),
    [
        ("nación", {"es": ["naciones"]}, None),
        ("nacion", {"es": ["naciones"]}, None),
        ("hablar", {"es": ["hablaron"]}, None),
        ("la frontera", {"es": []}, None),
        ("title:frontera", {"es": []}, None),
        ("policier", {"fr": ["policières"]}, None),
        ("arrivent", {"fr": ["arrivées"]}, None),
        ("Stadt", {"de": ["Städte"]}, None),
        ("Land AND Hafen", {"de": ["Länder", "Hafen"]}, None),
        ("nação", {"pt": ["nações"]}, None),
        ("fechar", {"pt": ["fecharam"]}, None),
        ("die", {"en": ["die"], "de": ["die"]}, None),
        ("ship", {"en": ["ships"]}, None),
        ("navi", {"it": ["navi"]}, None),
        ("nave", {}, "No passage contains “nave”"),
        ('"de las naciones"', {"es": ["de las naciones"]}, None),
    ],
)
def test_queries(opened, query, found, shown):
    hits = opened.search(query)
    got = {hit.article: [opened.article(hit.article).text[a:b] for a, b in hit.highlights] for hit in hits.hits}
    assert got.keys() == found.keys()
    for article, words in found.items():
        assert set(words) <= set(got[article])
    if shown:
        assert shown in (hits.notice or "")


@pytest.mark.parametrize(
    ("query", "marked"), [("puertos de la frontera", False), ("de", True), ('"de la frontera"', True)]
)
def test_words_that_are_everywhere_are_pointed_out_only_where_they_were_asked_for(query, marked):
    text = "Los puertos de la frontera siguen cerrados."
    spans = highlights(parse(query), text, 0, len(text), language="es")
    assert any(text[a:b].startswith("de") for a, b in spans) == marked
    assert any("la" in text[a:b].split() for a, b in spans) == (query[0] == '"')
    assert spans
