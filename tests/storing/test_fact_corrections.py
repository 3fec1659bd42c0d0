"""Corrections of single places and articles: every answer follows, and lost words change nothing."""

from __future__ import annotations

import pytest

from dossier.dossier import Dossier
from dossier.model import DossierError
from dossier.notebook.fact_corrections import FactCorrection, FactCorrections
from tests.helpers.dossier import config_in

FERRY = """Ferry late again

“No one told us anything,” said Ines Duarte on Friday. Some 40 people waited in Vale until noon.

The mayor of Vale, Bruno Silva, promised a new pier. “It will stand by spring,” said Silva.
"""
HARBOUR = """Harbour closed

Some 40 people waited for the ferry in Vale, said Ines Duarte. “It was cold,” said Duarte on Friday.
"""


@pytest.fixture
def dossier(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "articles" / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    with Dossier(config_in(tmp_path)) as made:
        made.index()
        yield made


def link(words, text=FERRY, article="ferry"):
    at = text.index(words)
    return f"{article}#char={at},{at + len(words)}"


def test_a_speaker_is_corrected_in_quotes_search_and_new_notes(dossier):
    dossier.correct_fact(link("It will stand"), "speaker", "Rosa Nunes")
    assert [q.text for q in dossier.quotes(speaker="Nunes")] == ["It will stand by spring,"]
    assert dossier.search("speaker:nunes").total == 1
    assert dossier.add_note(link("It will stand by spring,")).speaker == "Rosa Nunes"
    dossier.correct_fact(link("It will stand"), "speaker", None)
    assert [q.speaker for q in dossier.quotes(article="ferry")][1] is None


def test_a_number_is_corrected_everywhere_and_says_so(dossier):
    assert [finding.verdict for finding in dossier.compare("number")] == ["agree"]
    dossier.correct_fact(link("40"), "number", "at least 400 people")
    [number] = [n for n in dossier.numbers(article="ferry") if n.text == "40"]
    assert (number.value, number.bound, number.counted) == (400, ">=", "people")
    assert number.qualifier == "at least 400, corrected from"
    assert dossier.search("number:400").total == 1
    assert [finding.verdict for finding in dossier.compare("number")] != ["agree"]
    dossier.correct_fact(link("40"), "number", None)
    assert not [n for n in dossier.numbers(article="ferry") if n.text == "40"]


def test_another_day_of_publication_moves_the_days_counted_from_it(dossier):
    dossier.correct_fact("ferry", "published", "2025-03-05")
    [friday] = [d for d in dossier.dates(article="ferry") if d.text == "Friday"]
    assert friday.from_ == "2025-02-28"
    dossier.correct_fact(link("Friday"), "date", "2025-03-07")
    [friday] = [d for d in dossier.dates(article="ferry") if d.text == "Friday"]
    assert (friday.from_, friday.granularity) == ("2025-03-07", "day")
    assert "corrections.yaml" in friday.rule
    assert "2025-03-07" in [entry.from_ for entry in dossier.timeline()]


def test_title_outlet_and_byline_of_an_article(dossier):
    for fact, value in (("title", "The late ferry"), ("outlet", "Vale Gazette"), ("byline", "Ana Sol")):
        dossier.correct_fact("ferry", fact, value)
    info = dossier.articles()[0]
    assert (info.title, info.outlet, info.byline) == ("The late ferry", "Vale Gazette", "Ana Sol")
    assert dossier.search('outlet:"Vale Gazette"').total
    assert dossier.outlets() == [("Vale Gazette", 1)]


def test_one_mention_is_corrected_without_its_entity(dossier):
    count = {entity.name: entity.count for entity in dossier.entities()}
    assert count["Ines Duarte"] == 3
    dossier.correct_fact(link("Ines Duarte", HARBOUR, "harbour"), "name", "Rosa Nunes")
    named = {m.text: m.entity for m in dossier.mentions(article="harbour")}
    names = {entity.id: entity.name for entity in dossier.entities()}
    assert names[named["Ines Duarte"]] == "Rosa Nunes"
    assert "Ines Duarte" in names.values()
    dossier.correct_fact(link("Vale,", HARBOUR, "harbour").replace("char=", "char="), "type", "EVENT")
    assert [m.type for m in dossier.mentions(article="harbour") if "Vale" in m.text] == ["EVENT"]
    dossier.correct_fact(link("Vale", HARBOUR, "harbour"), "name", None)
    assert not [m for m in dossier.mentions(article="harbour") if "Vale" in m.text]


def test_undo_takes_back_corrections_of_both_files_in_turn(dossier):
    before = [entity.name for entity in dossier.entities()]
    entity = next(one for one in dossier.entities() if one.name == "Bruno Silva")
    dossier.correct_fact("ferry", "title", "The late ferry")
    dossier.correct("rename", entity.id, "Bruno da Silva")
    assert dossier.undo_correction().kind == "rename"
    assert dossier.undo_correction().correct == "title"
    assert dossier.undo_correction() is None
    assert dossier.articles()[0].title == "Ferry late again"
    assert [entity.name for entity in dossier.entities()] == before
    assert dossier.fact_corrections() == []


def test_lost_words_are_told_and_never_applied_elsewhere(dossier):
    dossier.correct_fact(link("40"), "number", "90 people")
    file = dossier.config.base / "articles" / "ferry.txt"
    file.write_text(FERRY.replace("Some 40 people waited in Vale", "Dozens waited") + "\nIn all 40 came.\n")
    dossier.index()
    assert [one.found for one in dossier.fact_corrections()] == [False]
    assert not [n for n in dossier.numbers(article="ferry") if n.value == 90]
    file.unlink()
    dossier.index()
    assert [one.found for one in dossier.fact_corrections()] == [False]


def test_words_are_found_again_in_a_changed_article(dossier):
    dossier.correct_fact(link("40"), "number", "90 people")
    file = dossier.config.base / "articles" / "ferry.txt"
    file.write_text(
        "Correction: an earlier version\n\n" + FERRY.replace("people waited in Vale", "people\nwaited in Vale")
    )
    dossier.index()
    assert [one.found for one in dossier.fact_corrections()] == [True]
    assert [n.value for n in dossier.numbers(article="ferry")] == [90]


def test_the_file_is_edited_by_hand_and_its_bytes_stay(dossier):
    path = dossier.config.notebook.with_name("corrections.yaml")
    mine = "# mine\n- {article: articles/ferry.txt, correct: outlet, to: Wire}   # by phone\n"
    path.write_text(mine, encoding="utf-8")
    assert dossier.stale()
    dossier.index()
    assert dossier.articles()[0].outlet == "Wire"
    dossier.correct_fact("ferry", "title", "Other")
    assert path.read_text(encoding="utf-8").startswith(mine)
    dossier.undo_correction()
    assert path.read_text(encoding="utf-8") == mine


@pytest.mark.parametrize(
    ("place", "fact", "to", "said"),
    [
        ("ferry#char=0,5", "speaker", "Ana", "no quotation"),
        ("ferry#char=0,5", "number", "many", "is not one number"),
        ("ferry#char=0,5", "date", "Friday", "is not a day"),
        ("ferry#char=0,5", "type", "SHIP", "is not a type"),
        ("ferry", "published", "2025", "not a single day"),
        ("ferry", "title", "", "cannot be empty"),
        ("ferry", "date", "2025-03-03", "needs a place"),
        ("nowhere", "title", "A", "no article"),
    ],
)
def test_what_cannot_be_corrected_is_said_and_nothing_written(dossier, place, fact, to, said):
    with pytest.raises(DossierError, match=said):
        dossier.correct_fact(place, fact, to)
    assert not dossier.config.notebook.with_name("corrections.yaml").exists()


@pytest.mark.parametrize(
    "text",
    ["a: b\n", "- word\n", "- {article: a, correct: colour, to: b}\n", "- {article: a, correct: title}\n",
     "- {article: a, correct: number, to: '9'}\n", "- {article: a, correct: title, to: b, more: c}\n", "- [\n"],
)  # fmt: skip
def test_a_file_with_something_else_is_an_error_with_its_line_and_left_alone(tmp_path, text):
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DossierError, match="line"):
        FactCorrections(path).read()
    with pytest.raises(DossierError):
        FactCorrections(path).add(FactCorrection("a", "title", "b"))
    assert path.read_text(encoding="utf-8") == text
