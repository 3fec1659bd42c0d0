"""Ages of a draft that are a digit off from those of the sources, in texts that do not name who is so old."""

from __future__ import annotations

import dataclasses

import pytest

from dossier.config import load
from dossier.dossier import Dossier
from dossier.extracting import extract
from dossier.linking.checking.ages import _named_before, is_age_slip, may_be_age_slip
from dossier.linking.facts import ArticleFacts
from dossier.reading.reader import article_of

DAY = "2025-03-06"


def read(text, day=DAY):
    article = dataclasses.replace(article_of(text.encode(), ".txt", id="a", shown="a"), published=day)
    found = extract(article)
    return ArticleFacts(article, found.mentions, found.quantities, found.dates, found.quotations)


@pytest.mark.parametrize(
    ("mine", "theirs", "day", "slip"),
    [
        ("He was 25.", "He was 75.", DAY, True),
        ("The 95-year-old pilot died.", "Police said the 35-year-old pilot died.", DAY, True),
        # Somebody else, a birthday, a person of one name in another year, one who is known by the name, no slip.
        ("The 14-year-old boy waved.", "The 54-year-old pilot died.", DAY, False),
        ("He was 76.", "He was 75.", DAY, False),
        ("He was 29.", "He was 27.", "2023-03-06", False),
        ("Marek Dahl, 25, left.", "Ines Vold, 75, left.", DAY, False),
        ("The 95-year-old tug pilot died.", "The 35-year-old pilot of the tug died.", DAY, True),
        ("He was 36.", "He was 75.", DAY, False),
    ],
)
def test_what_is_an_age_a_digit_off(mine, theirs, day, slip):
    one, other = read(mine), read(theirs, day)
    assert is_age_slip(one.quantities[0], one, other.quantities[0], other) is slip


@pytest.mark.parametrize(
    ("mine", "theirs", "may"),
    [
        ("The storm woke the 62-year-old.", "The storm woke the 12-year-old girl.", True),
        ("The storm woke two, aged 62 and 70.", "The storm woke a 12-year-old girl.", True),
        # Both say who it is, and it is not one; no digit off.
        ("The storm woke the 62-year-old pilot.", "The storm woke the 12-year-old girl.", False),
        ("The storm woke the 67-year-old.", "The storm woke the 12-year-old girl.", False),
    ],
)
def test_an_age_may_be_a_digit_off_where_one_text_does_not_say_whose_it_is(mine, theirs, may):
    one, other = read(mine), read(theirs)
    assert may_be_age_slip(one.quantities[-2 if "aged" in mine else 0], one, other.quantities[0], other) is may


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ages")
    for at, outlet in enumerate(("Gazette", "Herald", "Courier")):
        died = f"The pilot of the tug died in {outlet} Street in Ombriel.\n\nHe was 75.\n\nHe had {at + 3} boats."
        (folder / f"{at}.txt").write_text(f"Pilot dies\n\n{outlet}\n\n{DAY}\n\n{died}\n", encoding="utf-8")
    (folder / "config.yaml").write_text("sources: [0.txt, 1.txt, 2.txt]\nindex: index\nnotebook: notebook.yaml\n")
    with Dossier(load(folder / "config.yaml")) as dossier:
        dossier.index()
        yield dossier


@pytest.mark.parametrize(("age", "status"), [("25", "differs"), ("75", "supported"), ("36", "differs")])
def test_an_age_that_all_sources_tell_is_set_against_another(opened, age, status):
    text = f"A draft\n\nThe pilot of the tug died in Ombriel.\n\nHe was {age}.\n"
    found = {claim.text: claim for claim in opened.check(text.encode(), published=DAY)}
    assert found[age].status == status, found[age]


def test_an_age_of_somebody_else_does_not_differ(opened):
    text = "A draft\n\nThe cook of a bakery in Ulvik retired.\n\nShe was 36.\n"
    found = {claim.text: claim for claim in opened.check(text.encode(), published=DAY)}
    assert found["36"].status in {"unclear", "absent"}, found["36"]


LATER = "2027-03-06"
CREW = (
    ("Fred Dahlgren, 61, steered the ferry. Ada Solberg, 34, and her son Benjamin Solberg, 12, were on board.", DAY),
    ("Dahlgren's ferry ran aground. He was 61. The 29-year-old Kest gang member swam. So did a 17-year-old girl.", DAY),
    ("Ada Solberg, 36, looked back on Friday.", LATER),
)


@pytest.fixture(scope="module")
def crew(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crew")
    for at, (said, day) in enumerate(CREW):
        (folder / f"{at}.txt").write_text(f"Ferry {at}\n\nPaper {at}\n\n{day}\n\nFred Dahlgren has a ferry. {said}\n")
    (folder / "config.yaml").write_text("sources: [0.txt, 1.txt, 2.txt]\nindex: index\nnotebook: notebook.yaml\n")
    with Dossier(load(folder / "config.yaml")) as dossier:
        dossier.index()
        yield dossier


@pytest.mark.parametrize(
    ("said", "age", "day", "differs"),
    [
        ("Frederick Dahlgren, 31, steered the ferry.", "31", DAY, True),
        ("Fred Dahlgren had a ferry. He was 91.", "91", DAY, True),
        ("Fred Dahlgren of Ombriel died at 91.", "91", DAY, True),
        ("Fred Dahlgren had a ferry. He was 61.", "61", DAY, False),
        ("On Friday Dahlgren was 91.", "91", DAY, True),
        ("Fred Dahlgren was 91, the paper said.", "91", DAY, True),
        ("Fred Dahlgren was 61, the paper said.", "61", DAY, False),
        ("Fred Dahlgren, 61 months old, steered the ferry.", "61 months old", DAY, True),
        # Two articles of the same week agree: no birthday lies between them.
        ("Fred Dahlgren, 62, steered the ferry.", "62", DAY, True),
        ("Fred Dahlgren, 62, steered the ferry.", "62", "2025-06-06", False),
        # People grow older; what counts is the article nearest to the draft.
        ("Ada Solberg, 33, looked back.", "33", LATER, True),
        ("Ada Solberg, 35, was on board.", "35", "2026-03-06", False),
        # Another Solberg.
        ("Bernd Solberg, 72, was on board.", "72", DAY, False),
        # Nobody else is described so.
        ("Another swimmer was a 79-year-old gang member from Kest.", "79-year-old", DAY, True),
    ],
)
def test_an_age_differs_from_that_of_the_same_person(crew, said, age, day, differs):
    found = {claim.text: claim for claim in crew.check(f"A draft\n\n{said}\n".encode(), published=day)}
    assert (found[age].status == "differs") is differs, found[age]


def test_an_age_is_not_borne_out_by_that_of_somebody_else(crew):
    said = "Jonas Reel, {}, and her son Benjamin Solberg, 12, were on board."
    found = {claim.text: claim for claim in crew.check(f"A draft\n\n{said.format(34)}\n".encode(), published=DAY)}
    assert found["34"].status == "absent", found["34"]


@pytest.mark.parametrize(
    ("before", "name"), [("said a clerk. King, ", "king"), ("the harbour of ", None), ("on board, ", None)]
)
def test_what_is_written_like_a_name_before_an_age(before, name):
    assert _named_before(f"{before}39, a clerk", len(before)) == name
