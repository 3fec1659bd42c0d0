"""Data files are read without comments and empty lines, in their order."""

from pathlib import Path

from dossier.text.word_lists import entries


def test_comments_and_empty_lines_are_not_entries(tmp_path: Path) -> None:
    file = tmp_path / "units.txt"
    file.write_text("# Units. Source: ours.\n\nmètre\nC#\n# later\nacre foot\n", encoding="utf-8")
    assert entries(file) == ["mètre", "C#", "acre foot"]
