"""Spanish, French, German and Portuguese: numbers, dates, quotations and names; and what other languages are spared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extracting import extract
from dossier.linking.entities.link import link
from dossier.model import Article, Passage, Zone
from dossier.reading import read
from dossier.reading.text.language import remark

LINES = yaml.safe_load((Path(__file__).parents[1] / "data" / "languages.yaml").read_text(encoding="utf-8"))


def article(text: str, language: str | None, published: str | None = "2025-11-28") -> Article:
    whole = (Zone(0, len(text), "body"),) if text else ()
    passages = (Passage(0, len(text)),) if text else ()
    return Article("a", "a.txt", "A", text, "", published=published, language=language, zones=whole, passages=passages)


@pytest.mark.parametrize("line", LINES, ids=[f"{line['in']}-{line['text'][:40]}" for line in LINES])
def test_line(line):
    found = extract(article(line["text"], line["in"]))
    if "numbers" in line:
        told = {
            q.text: [round(q.value, 6) if q.value is not None else [q.low, q.high], q.unit, q.counted, q.bound]
            for q in found.quantities
        }
        assert told == line["numbers"]
    if "dates" in line:
        wanted = {text: days if isinstance(days, list) else [days, days] for text, days in line["dates"].items()}
        assert {d.text: [d.from_, d.to] for d in found.dates} == wanted
    if "quotes" in line:
        assert {q.text: q.speaker for q in found.quotations} == line["quotes"]
    if "names" in line:
        assert {m.text: m.type for m in found.mentions} == line["names"]
    for items in (found.mentions, found.quantities, found.dates, found.quotations):
        for item in items:
            assert line["text"][item.start : item.end] == item.text


@pytest.mark.parametrize("language", ["es", "fr", "de", "pt"])
@settings(max_examples=80)
@given(data=st.data())
def test_any_text_keeps_its_offsets(language, data):
    words = [line["text"] for line in LINES if line["in"] == language]
    pieces = st.sampled_from(
        [*words, "«", "»", "—", "“", ", dijo ", " a dit ", "\n", "1.500", ",5", " Mio. ", " de ", "31"]
    )
    text = "".join(data.draw(st.lists(st.one_of(pieces, st.text(max_size=4)), min_size=1, max_size=8)))
    found = extract(
        article(text, language, data.draw(st.sampled_from(["2025-11-28", "0001-01-01", None, "2025-99-99"])))
    )
    for items in (found.mentions, found.quantities, found.dates, found.quotations):
        assert [item.start for item in items] == sorted(item.start for item in items)
        for item in items:
            assert 0 <= item.start < item.end
            assert text[item.start : item.end] == item.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El 3 de marzo y el 3 de marzo de 2024, martes."),
        ("fr", "Le 3 mars et le 3 mars 2024, mardi."),
        ("de", "Am 3. März und am 3. März 2024, Dienstag."),
        ("pt", "Em 3 de março e em 3 de março de 2024, terça-feira."),
    ],
)
def test_without_a_day_of_publication_only_full_dates_are_resolved(language, text):
    days = [(date.from_, date.to) for date in extract(article(text, language, None)).dates]
    assert days == [(None, None), ("2024-03-03", "2024-03-03"), (None, None)]


def test_the_text_itself_tells_its_language_better_than_the_page(tmp_path):
    body = "El gobierno dijo que los vecinos no podían volver a las casas de la costa, y que para ellos no hay dinero."
    file = tmp_path / "a.html"
    file.write_text(f'<html lang="en"><body><h1>La costa</h1><p>{body}</p><p>{body}</p></body></html>', "utf-8")
    assert read(file, id="a", shown="a.html").language == "es"


def test_figures_of_other_languages_are_not_misread_and_that_is_said(tmp_path):
    assert not extract(article("Il governo ha speso 12.500 euro il 3 marzo 2024.", "it")).quantities
    assert not extract(article("Il governo ha speso 12.500 euro il 3 marzo 2024.", "it")).dates
    file = tmp_path / "a.txt"
    file.write_text(
        "Il ponte è chiuso\n\nIl sindaco di Tarvala ha detto che il ponte resta chiuso per la notte e che non ci sono "
        "altre strade per la gente della valle, ma anche che i lavori sono già finiti nel resto della città.\n",
        encoding="utf-8",
    )
    read_ = read(file, id="a", shown="a.txt")
    assert read_.language == "it"
    assert any("numbers and dates are not read" in remark for remark in read_.remarks)


@pytest.mark.parametrize(
    ("code", "said"), [("de", "less well than English"), ("it", "no rules of its own"), ("en", None), (None, None)]
)
def test_it_is_said_where_a_language_is_read_worse_than_english(code, said):
    told = remark(code)
    assert told is None if said is None else said in told


def test_names_merge_across_languages():
    texts = [
        ("en", "Ana Orvane went to Germany and to Peru, and then to Moscow and to Mexico."),
        ("es", "Ana Orvane viajó a Alemania y al Perú, y luego a Moscú."),
        ("fr", "Ana Orvane est allée en Allemagne et au Pérou, puis à Moscou."),
        ("de", "Ana Orvane reiste nach Deutschland und nach Peru, dann nach Moskau."),
        ("pt", "Ana Orvane viajou para a Alemanha e para o Peru, depois para Moscou."),
    ]
    mentions = [
        replace(mention, article=language)
        for language, text in texts
        for mention in extract(replace(article(text, language), id=language)).mentions
    ]
    linked = link(mentions, [], None)
    spelt = {frozenset(variant.text for variant in entity.variants) for entity in linked.entities}
    assert spelt == {
        frozenset({"Ana Orvane"}),
        frozenset({"Germany", "Alemania", "Allemagne", "Deutschland", "Alemanha"}),
        frozenset({"Peru", "Perú", "Pérou"}),
        frozenset({"Moscow", "Moscú", "Moscou", "Moskau"}),
        frozenset({"Mexico"}),
    }
    assert all("usual names" in " ".join(entity.merged) for entity in linked.entities if len(entity.variants) > 3)


def test_a_run_of_capitals_comes_to_an_end():
    """Looking anew from each of its letters would take longer than anybody waits."""
    assert not extract(article("A" * 300_000, "fr")).mentions
