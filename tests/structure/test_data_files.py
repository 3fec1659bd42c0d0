"""The data files of the program: each with its source, one entry a line, sorted; and the check itself sees faults."""

import pytest

from scripts import pack_tables
from scripts.check_data import data_files, problems


def test_every_data_file_is_in_order():
    assert [f"{path.name}:{problem}" for path in data_files() for problem in problems(path)] == []


def test_the_packed_tables_are_those_of_the_files():
    stands = pack_tables.FILE.read_text(encoding="utf-8")
    assert stands == pack_tables.written(), "run: python scripts/pack_tables.py"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("alder\nbeech\n", "no line “# source"),
        ("# source: x\nbeech\nalder\n", "should stand before"),
        ("# source: x\nalder\nalder\n", "stands here twice"),
        ("# source: x\nalder \n", "blanks at the end"),
        ("# source: x\nalder", "line end"),
        ("# source: x\nalders, " + "beech, " * 40 + "\n", "longer than"),
        ("# source: x\ncafe\u0301\n", "composed"),
    ],
)
def test_the_check_names_what_is_wrong(tmp_path, text, wrong):
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf8")
    assert any(wrong in problem for problem in problems(path))


def test_a_list_may_say_that_its_order_has_a_meaning(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("# source: x\n# order: by size\nlarge\nbig\n", encoding="utf8")
    assert list(problems(path)) == []
