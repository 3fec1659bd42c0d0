"""Notes in articles that were corrected: twin sentences about other subjects, and words given to somebody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dossier.extracting import extract
from dossier.model import Article
from dossier.notebook.anchoring.anchors import CandidateArticle, check
from dossier.notebook.anchoring.new_note import make_note
from dossier.reading.reader import article_of

GONE, STAYS, CHANGED = {"orphan", "changed", "ambiguous"}, {"exact", "moved"}, {"changed"}
TOWNS = (
    "Tarn lost the vote by a single voice. Velm lost the vote by a single voice. Ulm lost the vote by a single voice."
)
LOST = "lost the vote by a single voice"
SCHOOL = "The school lost power for two days. The clinic lost power for two days."
COURT = "“We will go to court,” said Rosa Klem. “We will go to court,” said Ida Moss."
TALK = "Rosa Klem sells fish in Ossel. “We were never asked about it,” she said."
# (what is noted, at which of its places, text, what is replaced by what, what the note is then)
CASES = [
    (LOST, 0, TOWNS, "Tarn lost the vote by a single voice. ", "", GONE),
    (LOST, 1, TOWNS, "Velm lost the vote by a single voice. ", "", GONE),
    (LOST, 0, TOWNS, "Velm lost the vote by a single voice. ", "", STAYS),
    (LOST, 2, TOWNS, "Velm lost the vote by a single voice. ", "", STAYS),
    ("lost power for two days", 0, SCHOOL, "The school lost power for two days. ", "", GONE),
    ("lost power for two days", 0, SCHOOL, "The school lost", "The hotel lost", GONE),
    ("We will go to court", 0, COURT, "“We will go to court,” said Rosa Klem. ", "", GONE),
    ("We will go to court", 1, COURT, "“We will go to court,” said Rosa Klem. ", "", STAYS),
    ("never asked about it", 0, TALK, "Rosa Klem", "Ida Moss", CHANGED),
    ("never asked about it", 0, TALK, "never asked", "asked", CHANGED | {"orphan"}),
    ("They left us", 0, "“They left us,” said a nurse at the clinic.", "a nurse", "a guard", CHANGED),
    ("They left us", 0, "“They left us,” said a nurse, Ida Moss.", "a nurse", "the head nurse", STAYS),
    ("Nobody told us", 0, "Rosa Klem: “Nobody told us.”", "Rosa Klem", "Ida Moss", CHANGED),
    ("it leaks", 0, "Rosa Klem, who has kept the mill, said that it leaks.", "Rosa Klem", "Ida Moss", CHANGED),
    ("it leaks", 0, "Rosa Klem said that it leaks.", "said that", "denied that", CHANGED),
    (
        "stay shut",
        0,
        "Per Lund and Ida Moss met the press. He said it would stay shut.",
        "He said",
        "She said",
        CHANGED,
    ),
]


def read(text: str) -> Article:
    page = f"Talk of towns\n\nBy Mira Holt\n\n{text}\n\nThe council meets on Friday; nobody knows what it will say.\n"
    return article_of(page.encode(), ".txt", id="a", shown="a.txt")


def speaker_in(article: Article) -> Callable[[int, int], str | None]:
    said = [one for one in extract(article).quotations if one.speaker]
    return lambda start, end: next((one.speaker for one in said if one.start < end and start < one.end), None)


@pytest.mark.parametrize(("words", "nth", "text", "old", "new", "expected"), CASES)
def test_a_corrected_article(words: str, nth: int, text: str, old: str, new: str, expected: set[str]) -> None:
    before, after = read(text), read(text.replace(old, new, 1))
    start = -1
    for _ in range(nth + 1):
        start = before.text.index(words, start + 1)
    end = start + len(words)
    note = make_note(before, start, end, speaker=speaker_in(before)(start, end))
    assert check(note, [replace(CandidateArticle.of(after), speaker=speaker_in(after))]).status in expected
