"""Footnotes in Markdown: their references, and those that `dossier check --write` puts into the copy of a draft."""

from __future__ import annotations

import re

REFERENCE = r"\[\^[^\]\s]{1,80}\]"
"""A pattern of `[^1]` in the text and before the footnote."""

_REFERENCE = re.compile(REFERENCE)
_LINE = r"(?:\r\n|\n|\r|\Z)"
_REMARK = re.compile(rf"^\[\^check-\d+\]: [^\r\n]*{_LINE}", re.MULTILINE)
_REMARKS = re.compile(rf"(?:\r\n|\n|\r)?(?:{_REMARK.pattern})+\Z", re.MULTILINE)
_CHECK = re.compile(r"^(?:\[\^check-\d+\])+(?:\r\n|\n|\r)|\[\^check-\d+\]", re.MULTILINE)


def check_reference(number: int) -> str:
    """Return the reference to the remark on a claim."""
    return f"[^check-{number}]"


def is_check_remark(line: str) -> bool:
    """Return whether a line is a remark on a claim."""
    return _REMARK.match(line) is not None


def without_check(text: str) -> str:
    """Return a text, or a part of one, without the references and remarks of an earlier check."""
    return _CHECK.sub("", _REMARK.sub("", _REMARKS.sub("", text)))


def blanked(text: str) -> str:
    """Return a text with blanks in place of all references; it is as long."""
    return _REFERENCE.sub(lambda found: " " * len(found[0]), text) if "[^" in text else text
