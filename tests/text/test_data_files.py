"""Data files are read without comments and empty lines, in their order."""

from pathlib import Path

from dossier.text.data_files import entries, table


def test_comments_and_empty_lines_are_not_entries(tmp_path: Path) -> None:
    file = tmp_path / "units.txt"
    file.write_text("# Units. Source: ours.\n\nmètre\nC#\n# later\nacre foot\n", encoding="utf-8")
    assert entries(file) == ["mètre", "C#", "acre foot"]


def test_a_table_is_read_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "rates.yaml"
    file.write_text("# source: ours\nkroon: [0.06, 0.09]\n", encoding="utf-8")
    assert table(file) == {"kroon": [0.06, 0.09]}
