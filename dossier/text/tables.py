"""Tables written for other programs: CSV for spreadsheets, Markdown for texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from dossier.text.visible import one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula, and would carry it out (OWASP, CSV injection)."""


def csv_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as CSV (RFC 4180); what could be a formula begins with an apostrophe."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return made.getvalue()


def markdown_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as Markdown (GitHub's), each row on one line."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(_in_a_cell(cell) for cell in line)} |\n" for line in lines)


def harmless(cell: str) -> str:
    """Return a cell of a table with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _in_a_cell(cell: str) -> str:
    return one_line(cell).replace("\\", "\\\\").replace("|", "\\|")
