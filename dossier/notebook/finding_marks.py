"""What the user says of findings: a YAML file beside the notebook, `finding id: seen` or `wrong`, a line each.

A change touches one line and leaves every other byte as it stood, comments and line ends included.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

from dossier.files.yaml_pairs import PairsFile
from dossier.model import DossierError
from dossier.text.visible import one_line

Mark = Literal["seen", "wrong"]
MARKS: tuple[Mark, ...] = ("seen", "wrong")

_BEGIN = (
    "# What you have said of findings: seen or wrong. Comments are yours; the program changes only its own lines.\n"
)
_FORM = "Expected lines of the form “finding id: seen”."
_ABOUT = 80  # characters of the comment that says what a finding is about


class MarksError(DossierError):
    """The file of marks cannot be used or changed; the message names file and line."""


class FindingMarks:
    """Marks in a file, which programs may use at once; a missing file is an empty one."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._pairs = PairsFile(path, MarksError, _FORM, _BEGIN)

    def read(self) -> dict[str, Mark]:
        """Return the marks by finding id, in the file's order. Raises MarksError."""
        pairs = self._pairs.read()
        if wrong := next((pair for pair in pairs if pair.value not in MARKS), None):
            where = f"{one_line(str(self.path))}, line {wrong.line + 1}:"
            raise MarksError(f"{where} a finding is marked seen or wrong, nothing else.")
        return {pair.name: cast("Mark", pair.value) for pair in pairs}

    def mark(self, finding: str, mark: Mark | None, about: str = "") -> None:
        """Write a mark, or take it out (None); `about` becomes the comment of a new line. Raises MarksError."""
        self.read()  # a file in which something else stands is left alone
        if mark is None:
            self._pairs.remove(finding)
            return
        comment = one_line(" ".join(about.split()))
        self._pairs.set(finding, mark, f"{comment[:_ABOUT]}{'…' if len(comment) > _ABOUT else ''}")
