"""What is made of a search besides its passages: facets, counts by article, saved searches, the page of help."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from dossier.cli import main
from dossier.dossier import Dossier
from dossier.model import DossierError, Filters, QueryError
from dossier.storing.query.parser import parse
from tests.helpers.dossier import config_in

ROOT = Path(__file__).parents[2]


def put(folder: Path, name: str, outlet: str, day: str, *paragraphs: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    front = f"---\ntitle: Report {name}\noutlet: {outlet}\ndate: {day}\n---\n\n"
    (folder / f"{name}.md").write_text(front + "\n\n".join(paragraphs) + "\n", encoding="utf-8")


@pytest.fixture
def dossier(tmp_path):
    folder = tmp_path / "articles"
    put(
        folder, "ferry", "Harbour Post", "2025-03-03", "Ana Prado counted 120 crates.", "Rain fell on the quay all day."
    )
    put(folder, "crane", "Harbour Post", "2025-03-05", "Rain stopped the cranes for 40 km along the coast.")
    put(folder, "mayor", "Vale Gazette", "2025-04-01", "Rain, said Ana Prado, took 15% of the harvest.", "Snow.")
    (tmp_path / "config.yaml").write_text("sources: [articles]\n", encoding="utf-8")
    with Dossier(config_in(tmp_path)) as opened:
        opened.index()
        yield opened


def told(facets) -> dict[str, tuple[int, int]]:
    return {facet.value: (facet.passages, facet.articles) for facet in facets}


def test_facets_count_the_answer_and_narrow_to_what_they_say(dossier):
    found = dossier.facets("rain")
    assert told(found.outlets) == {"Harbour Post": (2, 2), "Vale Gazette": (1, 1)}
    assert list(told(found.dates)) == ["2025-03-03", "2025-03-05", "2025-04-01"]
    assert told(found.kinds) == {"distance": (1, 1), "percent": (1, 1)}
    (prado,) = [facet for facet in found.entities if facet.name == "Ana Prado"]
    assert (prado.passages, prado.articles) == (1, 1)
    for filters, facet in (
        *((Filters(outlets=(facet.value,)), facet) for facet in found.outlets),
        *((Filters(since=facet.value, until=facet.value), facet) for facet in found.dates),
        *((Filters(entities=(facet.value,)), facet) for facet in found.entities),
        *((Filters(kinds=(facet.value,)), facet) for facet in found.kinds),
    ):
        assert dossier.search("rain", filters=filters).total == facet.passages


def test_facets_of_what_is_filtered_offer_the_others_too(dossier):
    found = dossier.facets("rain", Filters(outlets=("Vale Gazette",)))
    assert told(found.outlets) == {"Harbour Post": (2, 2), "Vale Gazette": (1, 1)}
    assert told(found.dates) == {"2025-04-01": (1, 1)}
    assert told(found.kinds) == {"percent": (1, 1)}


def test_facets_without_a_query_are_of_the_whole_dossier_and_can_be_abandoned(dossier):
    assert sum(facet.passages for facet in dossier.facets().outlets) == dossier.search("", lenient=True).total
    assert dossier.facets("rain", cancelled=lambda: True) is None


def test_many_days_are_told_by_month_and_many_months_by_year(tmp_path):
    for year in range(2019, 2024):
        for month in range(1, 13):
            put(tmp_path / "articles", f"{year}-{month}", "Wire", f"{year}-{month:02}-10", "Rain fell on the quay.")
    with Dossier(config_in(tmp_path)) as dossier:
        dossier.index()
        assert told(dossier.facets("rain").dates) == {str(year): (12, 12) for year in range(2019, 2024)}
        months = dossier.facets("rain date:2020-01..2023-06").dates
        assert [facet.value for facet in months][:2] == ["2020-01", "2020-02"]


def test_a_tally_counts_the_passages_of_each_article(dossier):
    tally = dossier.tally("rain OR snow")
    hits = dossier.search("rain OR snow", limit=100).hits
    assert dict(tally.articles) == Counter(hit.article for hit in hits)
    assert tally.passages == len(hits)


def test_saved_searches_stand_in_a_file_that_people_may_edit(dossier):
    file = dossier.config.notebook.with_name("searches.yaml")
    assert dossier.searches() == []
    dossier.save_search("names", '"<person> expelled"~8')
    dossier.save_search("rain", "rain -snow")
    file.write_text("# what we look for\n" + file.read_text(encoding="utf-8").replace("rain -snow", "rain  # wet"))
    dossier.save_search("names", "person:prado quote:#1")
    assert file.read_text(encoding="utf-8") == "# what we look for\nnames: person:prado quote:#1\nrain: rain  # wet\n"
    assert [(search.name, search.query) for search in dossier.searches()] == [
        ("names", "person:prado quote:#1"),
        ("rain", "rain"),
    ]
    dossier.remove_search("names")
    assert file.read_text(encoding="utf-8") == "# what we look for\nrain: rain  # wet\n"
    with pytest.raises(DossierError, match="there are: rain"):
        dossier.remove_search("names")
    with pytest.raises(QueryError):
        dossier.save_search("bad", "(rain")


@pytest.mark.parametrize("text", ["- a\n", "a: [b]\n", "{a: [b]}\n", "a: 'b\n", "[" * 5000, "just words\n"])
def test_a_file_of_saved_searches_that_is_none_is_said_and_left_alone(dossier, text):
    file = dossier.config.notebook.with_name("searches.yaml")
    file.write_text(text, encoding="utf-8")
    for ask in (dossier.searches, lambda: dossier.save_search("x", "rain")):
        with pytest.raises(DossierError, match=r"searches\.yaml"):
            ask()
    assert file.read_text(encoding="utf-8") == text


def run(tmp_path, capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(["--config", str(tmp_path / "config.yaml"), *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_many_queries_run_from_a_file(dossier, tmp_path, capsys):
    queries = tmp_path / "queries.txt"
    queries.write_text("# weather\nrain\n\nhail\n(rain\n-rain\n", encoding="utf-8")
    code, out, _ = run(tmp_path, capsys, "search", "--batch", str(queries))
    assert code == 2  # one of them makes no sense
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {(row["article"], row["article_passages"]) for row in rows if row["query"] == "rain"} == {
        ("ferry", "1"), ("crane", "1"), ("mayor", "1"),
    }  # fmt: skip
    assert [row["passages"] for row in rows if row["query"] == "hail"] == ["0"]
    assert "never closed" in next(row["remark"] for row in rows if row["query"] == "(rain")
    assert any(row["query"] == "'-rain" for row in rows)  # no formula for a spreadsheet
    code, out, _ = run(tmp_path, capsys, "search", "--batch", str(queries), "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["query"] for line in lines] == ["rain", "hail", "(rain", "-rain"]
    assert lines[0]["articles"] == {"crane": 1, "ferry": 1, "mayor": 1}
    code, _, err = run(tmp_path, capsys, "search", "--batch", "nowhere.txt")
    assert (code, "cannot be read" in err) == (2, True)


def test_the_command_line_saves_points_and_counts(dossier, tmp_path, capsys):
    assert run(tmp_path, capsys, "search", "rain", "--save", "wet", "--limit", "1")[0] == 0
    assert run(tmp_path, capsys, "search", "--list")[1].split() == ["wet", "rain"]
    assert len(run(tmp_path, capsys, "search", "--saved", "wet", "--json")[1].splitlines()) == 3
    code, _, err = run(tmp_path, capsys, "search", "--saved", "dry")
    assert (code, "there are: wet" in err) == (2, True)
    code, _, err = run(tmp_path, capsys, "search", "rain (snow")
    assert (code, err.splitlines()[1]) == (2, "       ^")
    code, out, _ = run(tmp_path, capsys, "search", "rain", "--facets", "--json")
    assert json.loads(out)["outlets"][0]["value"] == "Harbour Post"
    assert run(tmp_path, capsys, "search")[0] == 2


def test_a_field_that_nothing_has_says_what_may_have_been_meant(dossier):
    for query, meant in (
        ("person:pradoo", "person:prado"), ("outlet:gazete", "outlet:gazette"),
        ("unit:kilometrs", "unit:kilometrs"), ("kind:distanse", "kind:distance"), ("number:40 unit:kn", "unit:"),
    ):  # fmt: skip
        assert meant in (dossier.search(query).notice or "")


def test_similar_finds_the_passages_that_related_finds(dossier):
    (hit,) = dossier.search("cranes").hits
    link = f"{hit.article}#char={hit.start},{hit.end}"
    similar = [(found.article, found.start) for found in dossier.search(f"similar:{link}", limit=100).hits]
    assert similar == [(found.article, found.start) for found in dossier.related(link, limit=50)]
    assert similar
    assert {found.article for found in dossier.search(f"similar:{link} outlet:gazette").hits} == {"mayor"}
    with pytest.raises(DossierError, match="no article"):
        dossier.search("similar:qqqq#char=1,2")


@pytest.mark.parametrize(
    ("name", "id_"), [("fer", "ferry"), ("erry", "ferry"), ("yo", "mayor"), ("articles/c", "crane")]
)
def test_an_article_is_known_by_any_part_of_its_name_that_no_other_has(dossier, name, id_):
    assert dossier.article(name).id == id_


@pytest.mark.parametrize("name", ["a", ".md", "articles/", "", "zzz"])
def test_a_part_that_several_have_or_none_is_no_name(dossier, name):
    with pytest.raises(DossierError):
        dossier.article(name)


def test_the_page_and_the_help_say_the_same(dossier):
    page = (ROOT / "docs" / "searching.md").read_text(encoding="utf-8")
    for form in dossier.query_help():
        parse(form.typed)
        assert f"`{form.typed}`" in page, form.typed
