"""Which facts changed between two versions of an article, and which differences are none."""

import dataclasses

import pytest

from dossier.extracting import extract
from dossier.linking.facts import ArticleFacts
from dossier.linking.versions.changes import changes, correction_notices
from dossier.reading.reader import article_of

TEXT = """Ferry service to Skarholm stops for 12 days

Harbour Post

2025-11-20

The ferry to Skarholm will stop for 12 days, the harbour office said on Monday. About 400 people live on the island.

"We have no spare engine left in this harbour," said Ines Duarte, who runs the office. The ship was built in 1974.

Rolf Aune, a teacher, will row to school. He has done so twice before.
"""


def facts(text):
    article = dataclasses.replace(article_of(text.encode(), ".txt", id="a", shown="a.txt"), published="2025-11-20")
    found = extract(article)
    return ArticleFacts(article, found.mentions, found.quantities, found.dates, found.quotations)


def told(old, new, text=TEXT):
    assert old in text
    found = changes(facts(text), facts(text.replace(old, new)), ("1", "now"))
    return [(one.kind, one.was, one.now) for one in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("About 400 people", "About 450 people", [("number", "About 400", "About 450")]),
        ("About 400 people", "More than 400 people", [("number", "About 400", "More than 400")]),
        ("Rolf Aune", "Rolf Aunes", [("name", "Rolf Aune", "Rolf Aunes")]),
        ("on Monday", "on Tuesday", [("date", "Monday", "Tuesday")]),
        ("built in 1974", "built in 1947", [("date", "1974", "1947")]),
        ("a teacher", "a butcher", [("text", "teacher", "butcher")]),
        (" He has done so twice before.", "", [("text", "He has done so twice before.", None)]),
        (
            "no spare engine left in",
            "no spare engine in",
            [
                (
                    "quote",
                    "We have no spare engine left in this harbour,",
                    "We have no spare engine in this harbour,",
                )
            ],
        ),
        (
            "said Ines Duarte, who runs the office",
            "said Olga Brandt, who runs the office",
            [
                ("quote", "Ines Duarte: We have no spare engine left in this harbour,",
                 "Olga Brandt: We have no spare engine left in this harbour,"),
                ("name", "Ines Duarte", "Olga Brandt"),
            ],
        ),
    ],
)  # fmt: skip
def test_a_changed_fact_is_told_with_its_kind(old, new, expected):
    assert told(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 days, the", "12 days the"),
        ('"We have', "“We have"),
        ("\n\n", "\n\n\n"),
        ("harbour office", "Harbour Office"),
        ("12 days, the", "twelve days, the"),
        (
            "Rolf Aune, a teacher, will row to school. He has done so twice before.",
            "He has done so twice before. Rolf Aune, a teacher, will row to school.",
        ),
    ],
)
def test_form_alone_is_no_change(old, new):
    found = told(old, new)
    assert [one for one in found if one[0] != "text"] == []
    assert [one for one in found if one[1:] != ("12", "twelve")] == []


COLD = TEXT.replace("Rolf Aune, a", "It was -5 degrees, and a ticket cost $5 million. Rolf Aune, a")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("It was -5", "It was 5", "number"),
        ('"We have no spare engine left in this harbour,"', "We have no spare engine left in this harbour,", "quote"),
        ("He has done so twice before.", "“He has done so twice before,” said Ines Duarte.", "quote"),
    ],
)
def test_a_sign_and_the_marks_of_a_quotation_are_facts(old, new, kind):
    assert kind in {found for found, _, _ in told(old, new, COLD)}


def test_a_quotation_that_lost_its_marks_says_so():
    said = "We have no spare engine left in this harbour,"
    ((kind, was, now),) = told(f'"{said}"', said)
    assert (kind, was, now) == ("quote", said, f"without quotation marks: {said.rstrip(',')}")


@pytest.mark.parametrize("new", ["$5,000,000", "5 million dollars", "$5m"])
def test_a_number_in_other_words_is_no_change(new):
    assert told("$5 million", new, COLD) == []


def test_a_headline_and_a_new_sentence():
    assert told("stops for 12 days\n", "stops for two weeks\n")[0] == (
        "headline",
        "Ferry service to Skarholm stops for 12 days",
        "Ferry service to Skarholm stops for two weeks",
    )
    assert told("twice before.", "twice before. The school stays open.") == [("text", None, "The school stays open.")]


def test_a_line_moved_above_the_headline_is_no_other_headline():
    line = "Rolf Aune, a teacher, will row to school."
    moved = TEXT.replace(line, "", 1)
    was, now = facts(TEXT), facts(f"{line}\n\n{moved}")
    assert was.article.title != now.article.title
    assert [one for one in changes(was, now, ("1", "now")) if one.kind == "headline"] == []


@pytest.mark.parametrize(
    ("notice", "declared"),
    [
        ("Correction: An earlier version of this article gave 400 people.", True),
        ("This story has been updated to correct an error.", True),
        ("Correction: An earlier version named the wrong Mayor Ottesen.", False),
        ("The office opens at noon.", False),
    ],
)
def test_a_correction_is_declared_by_a_notice_that_tells_of_it(notice, declared):
    new = TEXT.replace("About 400", "About 450") + f"\n{notice}\n"
    (number,) = [one for one in changes(facts(TEXT), facts(new), ("1", "now")) if one.kind == "number"]
    assert number.declared is declared


def test_a_notice_of_another_figure_says_nothing_of_a_headline_with_one_of_its_words():
    notice = "Correction: An earlier version said that the ferry carried 400 people."
    new = TEXT.replace("About 400", "About 450").replace("stops for 12 days\n", "stops for two weeks\n")
    found = {one.kind: one.declared for one in changes(facts(TEXT), facts(f"{new}\n{notice}\n"), ("1", "now"))}
    assert found["number"]
    assert not found["headline"]


def test_spans_are_places_in_both_texts():
    new = TEXT.replace("About 400", "Exactly 450")
    for one in changes(facts(TEXT), facts(new), ("1", "now")):
        for span, text in ((one.was_span, TEXT), (one.now_span, new)):
            if span:
                assert facts(text).article.text[span.start : span.end] == span.text


def test_notices_are_in_small_letters():
    assert all(one == one.lower() for one in correction_notices())


OPEN = """Ferry service to Skarholm stops for 12 days

The harbour office has no news.

"We have no spare engine left in this harbour.

"Nobody had expected that in November, and nobody knows when the next one comes.

"I shall row to the island myself," said Ines Duarte.

The ferry sails at 7: 15 a. m. PT today. The school is closed.
"""


def test_a_moved_paragraph_of_a_quotation_and_wider_spaces_change_no_fact():
    first, second = (part for part in OPEN.split("\n\n") if part.startswith(('"We', '"Nobody')))
    swapped = OPEN.replace(first, "@").replace(second, first).replace("@", second)
    assert swapped != OPEN
    assert told(OPEN, swapped, OPEN) == []
    assert told(OPEN, OPEN.replace(f"{second}\n\n", "").replace("The harbour", f"{second}\n\nThe harbour"), OPEN) == []
    assert told(OPEN, OPEN.replace(". ", ".  "), OPEN) == []
    assert [kind for kind, *_ in told("Nobody had expected", "Everybody had expected", OPEN)] == ["quote"]
