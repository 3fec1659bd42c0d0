"""Which articles of a large dossier a draft is set against."""

from __future__ import annotations

import random

import pytest

from dossier.config import load
from dossier.dossier import Dossier
from dossier.drafts import Checker, Sources

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
    return [one.article.id for one in known.of(opened.draft(f"A draft\n\n{text}\n".encode()), own).articles]


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


def drafted(sources, text):
    return sources[0].draft(f"A draft\n\n{text}\n".encode(), published="2025-03-06")


def test_what_the_articles_of_the_last_check_say_is_told_first_where_others_are_read(sources):
    checker, told = Checker(sources[0]._store), []
    checker.check(drafted(sources, FERRY), first=told.append)
    checker.check(drafted(sources, FERRY.replace("412", "442")), first=told.append)
    assert told == []  # the same articles are read
    both = drafted(sources, f"{FERRY}\n\nOn Tuesday the choir sang in Kest, the mayor of Kest said.")
    claims = checker.check(both, first=told.append)
    ((*first,),) = told
    assert {one.text for one in first} == {one.text for one in claims}
    assert [(one.text, one.status) for one in first] != [(one.text, one.status) for one in claims]
    assert next(one for one in claims if one.text == "Kest").status == "supported"
    assert claims == Checker(sources[0]._store).check(both)


@pytest.mark.parametrize("seed", range(3))
def test_edits_that_bring_in_other_articles_give_what_a_fresh_check_gives(sources, seed):
    chance, checker = random.Random(seed), Checker(sources[0]._store)
    paragraphs = [FERRY, chance.choice(OTHERS)]
    for _ in range(4):
        paragraphs[chance.randrange(2)] = chance.choice([*OTHERS, FERRY, FERRY.replace("412", "442")])
        text = drafted(sources, "\n\n".join(paragraphs))
        assert checker.check(text, first=lambda _: None) == Checker(sources[0]._store).check(text)


def test_a_check_that_is_left_is_begun_again_with_the_articles_of_the_last_one(sources):
    checker, told = Checker(sources[0]._store), []
    other = drafted(sources, f"{OTHERS[4]}\n\n{OTHERS[8]}")

    def left(_):
        raise KeyboardInterrupt

    checker.check(drafted(sources, FERRY))
    with pytest.raises(KeyboardInterrupt):
        checker.check(other, progress=left)
    assert checker.check(other, first=told.append) == Checker(sources[0]._store).check(other)
    assert len(told) == 1
