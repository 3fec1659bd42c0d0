"""Tests of a draft that gives somebody the office of another, or changes one word of a short quotation."""

import pytest

from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import WRONG_STATUSES

ARTICLES = (
    (
        "Marta Olveira, the governor of Kestland, came on Monday. Abbas Reel, who leads the Kestland Lift Agency, was"
        " away. The head of Hochfels Lifts, Jonas Berg, said: “I take responsibility for this.” It plans to open"
        " three lifts in the second half of 2026."
    ),
    (
        "The governor of Kestland, Marta Olveira, spoke with Abbas Reel. Jonas Berg, who heads Hochfels Lifts, told"
        " reporters: “I take responsibility for this.” Three lifts are to be opened in the second half of 2026."
    ),
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offices")
    for at, said in enumerate(ARTICLES):
        (folder / f"{at}.txt").write_text(f"Lift stops\n\nPaper {at}\n\n2025-03-06\n\n{said}\n", encoding="utf-8")
    (folder / "config.yaml").write_text("sources: [0.txt, 1.txt]\nindex: index\nnotebook: notebook.yaml\n")
    with Dossier(load(folder / "config.yaml")) as dossier:
        dossier.index()
        yield dossier


@pytest.mark.parametrize(
    ("said", "words", "status"),
    [
        ("Then Abbas Reel, the governor of Kestland, spoke.", "Abbas Reel", "differs"),
        ("The head of Hochfels Lifts, Marta Olveira, spoke.", "Marta Olveira", "differs"),
        ("Hochfels Lifts head Jonas Berg spoke.", "Jonas Berg", None),
        # What was read as a body holds an office that only people hold.
        ("Abbas Reel, the head of Hochfels Lifts, spoke.", "Abbas Reel", "differs"),
        ("Then Marta Olveira, the governor of Kestland Province, spoke.", "Marta Olveira", None),
        # Nobody holds this one in the articles; and those who are not named there may have come since.
        ("Then Abbas Reel, the mayor of Hochfels, spoke.", "Abbas Reel", None),
        ("Then Ines Sandoval, the governor of Kestland, spoke.", "Ines Sandoval", None),
        ("“I take full responsibility,” Jonas Berg said.", "I take full responsibility,", "misquoted"),
        ("“I take responsibility,” Jonas Berg said.", "I take responsibility,", None),
        ("“I take full responsibility,” Marta Olveira said.", "I take full responsibility,", None),
        ("The three lifts are planned for the second half of 2027.", "second half of 2027", "differs"),
        ("The three lifts are planned for the second half of 2026.", "second half of 2026", None),
    ],
)
def test_what_is_told_of_offices_words_and_halves_of_years(opened, said, words, status):
    found = {claim.text: claim for claim in opened.check(f"A draft\n\n{said}\n".encode(), published="2025-03-07")}
    is_wrong = found[words].status in WRONG_STATUSES
    assert (found[words].status if is_wrong else None) == status, found[words]
