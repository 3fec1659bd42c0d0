"""Tests of offices beside a name: who holds one of which body."""

import pytest

from dossier.extracting import extract
from dossier.linking.text.offices import offices
from dossier.reading.reader import article_of


def held(said):
    """The offices that a text tells: the name, the office and the body."""
    article = article_of(f"Lifts\n\n{said}\n".encode(), ".txt", id="a", shown="a")
    mentions = extract(article).mentions
    return [(one.holder.text, one.role, " ".join(one.body)) for one in offices(article.text, mentions)]


@pytest.mark.parametrize(
    ("said", "office"),
    [
        ("Then Marta Olveira, the governor of Kestland, spoke.", ("Marta Olveira", "governor", "kestland")),
        ("Then Jonas Berg, who heads Hochfels Lifts, spoke.", ("Jonas Berg", "head", "hochfels lifts")),
        ("The head of Hochfels Lifts, Jonas Berg, spoke.", ("Jonas Berg", "head", "hochfels lifts")),
        ("Hochfels Lifts chief executive Jonas Berg spoke.", ("Jonas Berg", "chief executive", "hochfels lifts")),
        ("Then Jonas Berg, CEO of Hochfels Lifts, spoke.", ("Jonas Berg", "chief executive", "hochfels lifts")),
    ],
)
def test_an_office_is_read_beside_the_name(said, office):
    assert office in held(said)


@pytest.mark.parametrize(
    "said",
    [
        "Then Jonas Berg, the former head of Hochfels Lifts, spoke.",
        "Then Jonas Berg, deputy governor of Kestland, spoke.",
        "Then Jonas Berg, a founder of Hochfels Lifts, spoke.",
        "Then Jonas Berg met the governor of Kestland.",
    ],
)
def test_what_others_held_or_several_hold_is_none(said):
    assert held(said) == []
