"""Which articles of a large dossier a draft is set against."""

from __future__ import annotations

import pytest

from dossier.config import load
from dossier.dossier import Dossier
from dossier.drafts import Sources

FERRY = "The ferry Marisol ran aground near Halsen on Tuesday with 412 passengers on board, the coast guard said."
PLACES = ["Ombriel", "Kest", "Vintra", "Perlin", "Dahl", "Lund", "Torva", "Maren", "Solda"]
THINGS = ["choir sang", "bakery burned", "market closed", "library opened", "orchard froze"]
OTHERS = [f"On Tuesday the {thing} in {place}, the mayor said." for place in PLACES for thing in THINGS]


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("choice")
    (folder / "in").mkdir()
    for at, text in enumerate([FERRY, FERRY.replace("412", "415"), *OTHERS]):
        (folder / "in" / f"{at:02}.txt").write_text(f"Report {at}\n\n2025-03-05\n\n{text}\n", encoding="utf-8")
    (folder / "config.yaml").write_text("sources: [in]\nindex: index\nnotebook: notebook.yaml\n")
    with Dossier(load(folder / "config.yaml")) as opened:
        opened.index()
        yield opened, Sources(opened._store, 0)


def chosen(sources, text, own=()):
    opened, known = sources
    return [one.article.id for one in known.of(opened.draft(f"A draft\n\n{text}\n".encode()), own)[0]]


def test_articles_that_share_a_few_words_are_not_chosen(sources):
    assert chosen(sources, FERRY) == ["00", "01"]
    assert chosen(sources, FERRY, own=["00"]) == ["01"]


def test_an_edit_that_tells_nothing_new_changes_no_choice(sources):
    before = chosen(sources, f"{FERRY}\n\n{OTHERS[4]}")
    assert {"00", "01", "06"} <= set(before)
    assert chosen(sources, f"{FERRY} The mayor of Kest was not there.\n\n{OTHERS[4]}") == before


def test_a_passage_of_very_many_words_is_looked_up_too(sources):
    words = " ".join(f"word{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(90))
    assert {"00", "01"} <= set(chosen(sources, f"{FERRY[:-1]}, {words}."))
