"""`dossier --plain`: words line by line, as a screen reader says them."""

from __future__ import annotations

import io
import unicodedata

import pytest

from dossier.cli import main
from dossier.cli.plain import folded

FERRY = "Ferry late again\n\n“No one told us,” said Ana Sol. Some 40 people waited.\n\nThe pier of Vale is old.\n"
HARBOUR = """Harbour closed

Some 40 people waited for the ferry in Vale, said Ana Sol. From March 3 to March 5, 2025 it stays shut.

Ferry → Vale · daily
"""


@pytest.fixture
def plain(tmp_path, monkeypatch, capsys):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "articles" / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [articles]\nindex: index\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    assert main(["index"]) == 0
    capsys.readouterr()

    def say(*lines):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        assert main(["--plain"]) == 0
        return capsys.readouterr().out

    return say


def test_words_are_searched_for_and_places_are_read_by_number(plain):
    said = plain("told", "read 1", "more", "more", "back", "quit")
    assert said.startswith("Dossier with 2 articles. Type a word")
    assert "place 1" in said
    assert "#char=" not in said
    assert "Ferry late again, passage 1 of 2:\n“No one told us,” said Ana Sol." in said
    assert "passage 2 of 2:\nThe pier of Vale is old." in said
    assert "That was the last passage." in said


def test_no_word_is_cut_at_the_end_of_a_line():
    said = "    The ferry to Vale is late again, said Ana Sol.\n\nplace 1"
    assert folded(said, 30) == "    The ferry to Vale is late\n    again, said Ana Sol.\n\nplace 1"


def test_articles_that_are_not_indexed_yet_are_read_first(plain, tmp_path):
    (tmp_path / "articles" / "pier.txt").write_text("Pier closed\n\nThe pier of Vale is shut.\n", encoding="utf-8")
    assert plain("quit").startswith("Dossier with 3 articles.")


def test_a_brief_names_outlet_day_and_place_of_each_line(plain, tmp_path):
    (tmp_path / "articles" / "ferry.txt").write_text(f"Vale Post, 3 March 2025\n\n{FERRY}", encoding="utf-8")
    said = plain('brief "Ana Sol"', "read 1")
    assert "(Vale Post, 3 Mar 2025, place 1)" in said
    assert "(harbour, place 2)" in said
    assert "](" not in said
    assert "passage 1 of" in said


def test_a_command_that_needs_a_place_asks_for_one(plain):
    assert "Say which place, for example related #1; the last answer has 0 places." in plain("related")


def test_a_command_of_several_parts_lists_them(plain):
    assert "\n  report " in plain("export")


def test_a_place_is_kept_and_stands_for_its_link_in_any_command(plain):
    said = plain("search told", "keep 1", "notes", "related #1")
    assert "Bookmarked: “No one told us,” said Ana Sol." in said
    assert "40 people waited for the ferry" in said


def test_signs_are_words_in_all_that_is_printed(plain):
    lists = (
        "articles",
        "entities",
        "numbers",
        "dates",
        "quotes",
        "quotes --reported",
        "compare",
        "timeline",
        "coverage",
    )
    more = ("coverage --chains", "news", "changes", "brief Sol", "doctor", "help", "help compare", "notes check")
    said = plain("search told", "keep 1", "notes", "related #1", "explain #1", "read 1", "show ferry", *lists, *more)
    assert "about 40" in said
    assert "3 to 5 March 2025" in said or "3 Mar 2025 to 5 Mar 2025" in said
    signs = {one for one in said if unicodedata.category(one) in ("So", "Sm", "Sk", "Cc", "Po") and not one.isascii()}
    assert signs <= {"…"}
    assert not {one for one in said if "BOX DRAWINGS" in unicodedata.name(one, "")}
    assert "\x1b" not in said


def test_lists_are_sentences_without_columns(plain, tmp_path):
    (tmp_path / "articles" / "ferry.txt").write_text(f"Vale Post, 3 March 2025\n\n{FERRY}", encoding="utf-8")
    said = plain("articles", "read 1", "entities", "dates", "numbers", "related #1")
    assert "Ferry late again, Vale Post, 3 Mar 2025, 17 words, place 1" in said
    assert "Ferry late again, Vale Post, passage 1 of 2:" in said
    assert "Ana Sol, person, 2 mentions\n" in said
    assert "Some 40 people, that is about 40, place 1" in said
    assert "“March 3 to March 5, 2025”, 3 Mar 2025 to 5 Mar 2025, " in said
    assert "outlet unknown, undated, both say" in said


def test_what_an_article_says_is_never_worded(plain, tmp_path):
    said = plain("show harbour")
    assert "Ferry → Vale · daily" in said


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("read 9", "Say which place, for example read 1; the last answer has 0 places."),
        ("read x", "Say which place"),
        ("more", "Nothing was read yet"),
        ("help", "Type a word to search for"),
        ("help compare", "Usage: dossier compare"),
        ("compare --kind colour", "dossier: Invalid value"),
        ('"told', "told"),
        ("show nowhere", "no article"),
    ],
)
def test_every_line_has_an_answer(plain, line, answer):
    assert answer in plain(line)


def test_an_end_of_input_ends_it(plain):
    assert plain().count("\n") == 1
