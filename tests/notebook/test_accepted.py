"""Claims that a writer accepts are known again by their words and surroundings, with the status they had."""

from __future__ import annotations

import dataclasses
import re

import pytest

from dossier.model import CheckedClaim, by_urgency
from dossier.notebook.accepted import Accepted, AcceptedError

TEXT = "The ferry carried 40 people on Friday. The owner said that 40 people were too many, said Bruno Silva."


def claims(text, status="differs"):
    found = [
        CheckedClaim(m.start(), m.end(), m.group(), "number", status, "Why.") for m in re.finditer("40 people", text)
    ]
    at = text.index("Bruno Silva")
    return [*found, CheckedClaim(at, at + 11, "Bruno Silva", "name", "absent", "Nobody names him.")]


@pytest.fixture
def accepted(tmp_path):
    return Accepted(tmp_path / "accepted.yaml")


def notes(accepted, text, status="differs"):
    return [claim.accepted for claim in accepted.marked(text, claims(text, status))]


def test_a_claim_is_known_by_its_words_and_what_stands_around_them(accepted):
    accepted.accept(TEXT, claims(TEXT)[0], "counted  on board")
    assert notes(accepted, TEXT) == ["counted on board", None, None]
    assert notes(accepted, f"A new first paragraph.\n\n{TEXT}") == ["counted on board", None, None]
    assert notes(accepted, TEXT.replace("on Friday", "on Sunday")) == ["counted on board", None, None]
    assert notes(accepted, TEXT.replace("40", "41")) == [None]


def test_it_counts_again_once_the_articles_say_something_else_of_it(accepted):
    accepted.accept(TEXT, claims(TEXT)[0], "")
    marked = accepted.marked(TEXT, claims(TEXT))
    assert [claim.wrong for claim in marked] == [False, True, False]
    assert notes(accepted, TEXT, "misquoted") == [None, None, None]


def test_an_equal_claim_elsewhere_keeps_its_own_note(accepted):
    one, other, _ = claims(TEXT)
    accepted.accept(TEXT, one, "first")
    accepted.accept(TEXT, other, "second")
    assert notes(accepted, TEXT) == ["first", "second", None]
    accepted.accept(TEXT, dataclasses.replace(one, accepted="first"), "again")
    assert notes(accepted, TEXT) == ["again", "second", None]
    accepted.accept(TEXT, dataclasses.replace(one, accepted="again"), None)
    assert notes(accepted, TEXT) == [None, "second", None]


def test_what_else_stands_in_the_file_stays(accepted, tmp_path):
    file = tmp_path / "accepted.yaml"
    accepted.accept(TEXT, claims(TEXT)[2], "no longer in the news: “he”, they said")
    file.write_text(file.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    accepted.accept(TEXT, claims(TEXT)[0], "x")
    accepted.accept(TEXT, dataclasses.replace(claims(TEXT)[0], accepted="x"), None)
    assert "# mine\n" in file.read_text(encoding="utf-8")
    assert notes(accepted, TEXT) == [None, None, "no longer in the news: “he”, they said"]


@pytest.mark.parametrize("text", ["- claim: 40 people\n", "claims: none\n", "- [\n"])
def test_a_file_of_another_form_is_named_with_its_line(accepted, tmp_path, text):
    (tmp_path / "accepted.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(AcceptedError, match=r"accepted\.yaml, line"):
        accepted.marked(TEXT, claims(TEXT))
    with pytest.raises(AcceptedError, match=r"accepted\.yaml, line"):
        accepted.accept(TEXT, claims(TEXT)[0], "x")
    assert (tmp_path / "accepted.yaml").read_text(encoding="utf-8") == text


def test_the_most_urgent_comes_first_and_what_is_accepted_last(accepted):
    accepted.accept(TEXT, claims(TEXT)[0], "counted")
    marked = accepted.marked(TEXT, claims(TEXT))
    assert [claim.status for claim in by_urgency(marked)] == ["differs", "absent", "differs"]
    assert by_urgency(marked)[-1].accepted == "counted"
