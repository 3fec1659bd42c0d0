"""A note never points at what it did not quote: edits that change its sense are said, whatever else happens."""

import random
from dataclasses import replace

import pytest

from dossier.model import NoteCheck
from dossier.notebook import CandidateArticle, check, make_note
from tests.helpers.note_edits import KINDS, article, glued_in
from tests.helpers.notes import SEEDS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("first", [0, 1_000_000])
def test_an_edit_that_changes_the_sense_is_never_called_exact_or_moved(kind: str, first: int) -> None:
    for seed in range(first, first + 120):
        case = KINDS[kind](random.Random(seed))
        found = check(case.note, case.articles)
        assert found.status not in {"exact", "moved"}, (seed, case.what, found)
        assert found.status != "changed" or found.why, (seed, case.what, found)
        assert case.kind not in {"glued", "corrected"} or found.status == "changed", (seed, case.what, found)
        assert case.kind != "series" or (found.status, len(found.candidates)) == ("orphan", 1), (seed, case.what, found)


def test_what_is_attached_anywhere_in_an_article_is_said() -> None:
    for seed in range(200):
        rng = random.Random(seed)
        case = glued_in(rng, rng.choice(SEEDS).read_text(encoding="utf-8"))
        found = check(case.note, case.articles)
        assert found.status not in {"exact", "moved"}, (seed, case.what, found)


@pytest.mark.parametrize(
    ("was", "now", "quote", "said"),
    [
        ("The count rose to 12 on Friday.", "The count rose to 12,000 on Friday.", "rose to 12", "rose to 12,000"),
        ("It cost 2.5 million in all.", "It cost 5 million in all.", "5 million", "5 million"),
        ("It cost 5 million in all.", "It cost 2.5 million in all.", "5 million", "2.5 million"),
        ("It was 5 degrees at noon.", "It was -5 degrees at noon.", "5 degrees", "-5 degrees"),
        ("It was 5 degrees at noon.", "It was −5 degrees at noon.", "5 degrees", "−5 degrees"),
        ("A ticket costs $3 now.", "A ticket costs $1.3 now.", "3 now", "$1.3 now"),
        ("The president spoke.", "The ex-president spoke.", "president spoke", "ex-president spoke"),
        ("They can pay.", "They can’t pay.", "They can", "They can’t"),
        ("So said Ann Paz then.", "So said Mary-Ann Paz then.", "Ann Paz", "Mary-Ann Paz"),
        ("So said Ann Paz then.", "So said Ann Paz-Ruiz then.", "Ann Paz", "Ann Paz-Ruiz"),
        ("So said Ann Paz then.", "So said Ann Paz Ruiz then.", "Ann Paz", "Ann Paz"),
        ("It took the president a day.", "It took the president-elect a day.", "the president", "the president-elect"),
        ("Sie zahlt 12 Euro.", "Sie zahlt 12.000 Euro.", "zahlt 12", "zahlt 12.000"),
        ("Il y a 12 morts.", "Il y a 12\u202f000 morts.", "a 12", "a 12"),
        ("死者は12人だった。", "死者は12万人だった。", "死者は12", "死者は12万"),
    ],
)  # fmt: skip
def test_what_is_attached_to_an_end_makes_it_changed(was: str, now: str, quote: str, said: str) -> None:
    start = was.index(quote)
    text = "It rained in the morning.\n\n{}\n\nThe shops were shut by then.\n"
    note = make_note(article(text.format(was)), start + 27, start + 27 + len(quote))
    assert note.quote == quote
    found = check(note, [CandidateArticle.of(article(text.format(now)))])
    assert (found.status, found.now) == ("changed", said)
    assert found.why


def test_an_article_that_gives_the_words_to_somebody_else_says_so() -> None:
    text = "Rain fell. “We saw nothing of it.” The clerk left the hall."
    note = make_note(article(text), 12, 33, speaker="Ines Duarte")
    edited = CandidateArticle.of(article(f"New.\n\n{text}"))
    assert check(note, [edited]).status == "moved"
    found = check(note, [replace(edited, speaker=lambda _start, _end: "Pedro Lima")])
    assert (found.status, found.why) == ("changed", "Ines Duarte was the speaker; now it is Pedro Lima")
    assert check(note, [replace(edited, speaker=lambda _start, _end: "Duarte")]).status == "moved"
    nurse = replace(note, speaker="a nurse at the port")
    assert check(nurse, [replace(edited, speaker=lambda _start, _end: "the nurse")]).status == "moved"
    assert check(nurse, [replace(edited, speaker=lambda _start, _end: "a guard at the port")]).status == "changed"


def test_one_wrong_letter_nearby_and_a_new_line_elsewhere_change_nothing() -> None:
    text = "It rained in the morning.\n\nThe harbour master said the ferry was late.\n\nThe shops were shut by then.\n"
    start = text.index("the ferry")
    note = make_note(article(text), start, start + len("the ferry was late"))
    found = check(note, [CandidateArticle.of(article("A new line.\n\n" + text.replace("harbour", "harboer")))])
    assert (found.status, found.now) == ("moved", "the ferry was late")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("“Nobody asked us,” said Olaf Strand, the mayor.", "“Nobody asked us,” said Olaf Strand, 58, the mayor."),
        ("“Nobody asked us,” said Olaf Strand, 58.", "“Nobody asked us,” said Olaf Strand."),
        ("Ana Paz, a nurse, said “Nobody asked us” then.", "Ana Paz, 34, a nurse, said “Nobody asked us” then."),
    ],
)
def test_an_age_put_beside_a_name_changes_nothing(was: str, now: str) -> None:
    assert _after(was, now).status in {"exact", "moved"}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("“Nobody asked us,” said Olaf Strand, 58, the mayor.", "“Nobody asked us,” said Olaf Strand, 85, the mayor."),
        ("“Nobody asked us,” said 12 people in Tarn.", "“Nobody asked us,” said 12 people in Tarn, 58 of them nurses."),
        ("“Nobody asked us,” said Olaf Strand, the mayor.", "“Nobody asked us,” said Olga Strand, 58, the mayor."),
    ],
)
def test_another_age_or_name_and_other_numbers_do(was: str, now: str) -> None:
    assert _after(was, now).status == "changed"


def _after(was: str, now: str) -> NoteCheck:
    """Return what becomes of a note of “Nobody asked us” where its sentence was edited."""
    text = "It rained in the morning.\n\n{}\n\nThe shops were shut by then.\n"
    start = text.format(was).index("Nobody")
    note = make_note(article(text.format(was)), start, start + len("Nobody asked us"))
    return check(note, [CandidateArticle.of(article(text.format(now)))])
