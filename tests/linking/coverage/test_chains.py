"""Who has a thing from whom, and what is lost on the way."""

import pytest

import dossier
from dossier.linking.coverage.chains import hedges, lost_hedges
from dossier.model import parse_link, to_json

WIRE = "Police said that at least 12 fishing boats were damaged in the harbour of Skarholm on Monday night"
ARTICLES = {
    "wire": ("Northern Wire", "2025-11-20", f"{WIRE}."),
    "copy": (
        "Vale Gazette",
        "2025-11-21",
        WIRE.replace("Police said that at least 12", "12") + ", and the pier is shut.",
    ),
    "cites": (
        "Harbour Post",
        "2025-11-22",
        "Northern Wire reported 12 fishing boats damaged in Skarholm on Monday night.",
    ),
    "agency": (
        "Island Echo",
        "2025-11-22",
        "According to Reuters, 12 fishing boats were damaged in Skarholm on Monday.",
    ),
}


@pytest.fixture
def rows(tmp_path):
    for name, (outlet, day, text) in ARTICLES.items():
        head = f"---\ntitle: Boats in {name}\noutlet: {outlet}\ndate: {day}\n---\n"
        (tmp_path / f"{name}.md").write_text(f"{head}\n{text}\n", encoding="utf-8")
    with dossier.open(folder=tmp_path) as d:
        yield {row.kind: [to_json(one) for one in d.chains(row)] for row in d.coverage() if row.kind != "entity"}


def shape(trees):
    return {(one["source"], one["how"], tuple(one["lost"]), tuple(x["source"] for x in one["below"])) for one in trees}


def test_an_article_hangs_below_what_it_cites_or_repeats(rows):
    trees = next(iter(rows.values()))
    found = {tree["source"]: tree for tree in trees}
    assert shape(found["Northern Wire"]["below"]) >= {("Vale Gazette", "same words", ("at least", "police said"), ())}
    assert ("Harbour Post", "cites") in {(one["source"], one["how"]) for one in found["Northern Wire"]["below"]}
    assert found["Reuters"]["link"] is None
    assert [one["source"] for one in found["Reuters"]["below"]] == ["Island Echo"]


def test_the_place_of_a_citation_is_where_somebody_is_cited(tmp_path):
    first = "The storm damaged 12 fishing boats in Skarholm on Monday."
    cited = "According to Reuters, 12 fishing boats were damaged in Skarholm on Monday."
    for outlet, text in (("Island Echo", f"{first}\n\nThe pier is shut. {cited}"), ("Vale Gazette", first)):
        head = f"---\ntitle: Boats in {outlet}\noutlet: {outlet}\ndate: 2025-11-22\n---\n"
        (tmp_path / f"{outlet}.md").write_text(f"{head}\n{text}\n", encoding="utf-8")
    with dossier.open(folder=tmp_path) as d:
        row = next(one for one in d.coverage() if one.kind == "number")
        (reuters,) = [tree for tree in d.chains(row) if tree.source == "Reuters"]
        link = parse_link(reuters.below[0].link)
        text = d.article(link.article).text
    assert link.start > text.index("According to Reuters")


@pytest.mark.parametrize(
    ("was", "now", "lost"),
    [
        ("At least 12 died, police said.", "12 died.", ["at least", "police said"]),
        ("He may resign if he loses.", "He will resign.", ["if", "may"]),
        ("About 12 died.", "Some say about 12 died.", []),
    ],
)
def test_what_limits_a_statement_and_is_lost(was, now, lost):
    assert list(lost_hedges(was, now)) == lost


def test_hedges_are_in_small_letters():
    assert all(one == one.lower() for one in hedges())


def test_what_rests_on_an_anonymous_source_alone_is_marked(tmp_path):
    text = "The harbour fund holds 40 million crowns, sources close to the mayor said."
    for name, outlet in (("one", "Harbour Post"), ("two", "Vale Gazette")):
        (tmp_path / f"{name}.md").write_text(
            f"---\noutlet: {outlet}\ndate: 2025-11-20\n---\n\n{text}\n", encoding="utf-8"
        )
    with dossier.open(folder=tmp_path) as d:
        rows = [row for row in d.coverage() if row.kind in {"number", "fact"}]
        assert rows
        assert all(row.anonymous for row in rows)
