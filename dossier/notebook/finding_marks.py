"""What the user says of findings: a YAML file beside the notebook, `finding id: seen` or `wrong`, a line each.

A change touches one line and leaves every other byte as it stood, comments and line ends included.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, cast

import yaml

from dossier.files import atomic
from dossier.model import DossierError
from dossier.text.visible import one_line

Mark = Literal["seen", "wrong"]
MARKS: tuple[Mark, ...] = ("seen", "wrong")

_BEGIN = (
    "# What you have said of findings: seen or wrong. Comments are yours; the program changes only its own lines.\n"
)
_BOM = "\ufeff"
_ATTEMPTS = 5
_ABOUT = 80  # characters of the comment that says what a finding is about


class MarksError(DossierError):
    """The file of marks cannot be used or changed; the message names file and line."""


class Marks:
    """Marks in a file, which programs may use at once; a missing file is an empty one."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)

    def read(self) -> dict[str, Mark]:
        """Give the marks by finding id, in the file's order. Raises MarksError."""
        text, _ = self._load()
        return {key: mark for key, (mark, _, _) in self._entries(text).items()}

    def mark(self, finding: str, mark: Mark | None, about: str = "") -> None:
        """Write a mark, or take it out (None); `about` becomes the comment of a new line. Raises MarksError."""
        real = Path(os.path.realpath(self.path))
        try:
            with atomic.locked(real):
                for _ in range(_ATTEMPTS):
                    text, status = self._load()
                    changed = self._changed(text, finding, mark, about)
                    if changed == text or atomic.replace(real, changed.encode("utf-8"), status):
                        return
        except OSError as error:
            raise self._error(f"cannot be written ({error.strerror or error}). Nothing was changed.") from None
        raise self._error("keeps being written by another program; nothing was changed. Try again.")

    def _load(self) -> tuple[str, os.stat_result | None]:
        try:
            with self.path.open("rb") as file:
                return file.read().decode("utf-8"), os.fstat(file.fileno())
        except FileNotFoundError:
            return "", None
        except UnicodeDecodeError:
            raise self._error("is not UTF-8; save it as UTF-8.") from None
        except OSError as error:
            raise self._error(f"cannot be read ({error.strerror or error}).") from None

    def _entries(self, text: str) -> dict[str, tuple[Mark, int, int]]:
        """Read the marks, each with where its value begins and ends in the text."""
        shift = len(_BOM) if text.startswith(_BOM) else 0
        try:
            root = yaml.compose(text[shift:], Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f", line {mark.line + 1}:" if mark else ":"
            raise self._error(f"this is not YAML ({getattr(error, 'problem', error)}).", where) from None
        if root is None:
            return {}
        if not isinstance(root, yaml.MappingNode):
            raise self._error("expected lines of the form “finding id: seen”.", ", line 1:")
        found: dict[str, tuple[Mark, int, int]] = {}
        for key, value in root.value:
            where = f", line {key.start_mark.line + 1}:"
            if not isinstance(key, yaml.ScalarNode) or getattr(value, "value", None) not in MARKS:
                raise self._error("a finding is marked seen or wrong, nothing else.", where)
            if key.value in found:
                raise self._error(f"“{key.value}” stands twice; delete one of the lines.", where)
            start, end = value.start_mark.index + shift, value.end_mark.index + shift
            found[key.value] = (cast("Mark", value.value), start, end)
        return found

    def _changed(self, text: str, finding: str, mark: Mark | None, about: str) -> str:
        entries = self._entries(text)
        wanted = {key: value for key, (value, _, _) in entries.items() if key != finding}
        if finding in entries:
            _, start, end = entries[finding]
            if mark is None:
                start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
                end = _behind_line(text, end)
            changed = text[:start] + (mark or "") + text[end:]
        elif mark is None:
            return text
        else:
            changed = self._appended(text, finding, mark, about)
        if mark is not None:
            wanted[finding] = mark
        try:
            done = {key: value for key, (value, _, _) in self._entries(changed).items()} == wanted
        except MarksError:
            done = False
        if not done:
            raise self._error(f"{one_line(finding)} cannot be marked without touching other lines; change it by hand.")
        return changed

    def _appended(self, text: str, finding: str, mark: Mark, about: str) -> str:
        end = "\r\n" if "\r\n" in text else "\n"
        comment = one_line(" ".join(about.split()))
        comment = f"  # {comment[:_ABOUT]}{'…' if len(comment) > _ABOUT else ''}" if comment else ""
        lead = _BEGIN if not text else "" if text.endswith(("\n", "\r")) else end
        return f"{text}{lead}{finding}: {mark}{comment}{end}"

    def _error(self, sentence: str, where: str = "") -> MarksError:
        return MarksError(f"{one_line(str(self.path))}{where} {sentence}")


def _behind_line(text: str, at: int) -> int:
    """Find where the line behind an offset begins."""
    while at < len(text) and text[at] not in "\r\n":
        at += 1
    if text.startswith("\r\n", at):
        return at + 2
    return min(at + 1, len(text))
