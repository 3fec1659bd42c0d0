"""Front matter: what stands above an article and is meant for programs, in every form in use.

YAML between `---` (Jekyll, Obsidian), TOML between `+++` and JSON (Hugo), lines of `Key: value` (Pelican,
MultiMarkdown), `% Title` (Pandoc), and YAML in a comment of HTML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

LARGEST = 64 * 1024
"""Code points; front matter is a page of text, and a larger block is an attack or something else."""

_LINE = r"[^\S\r\n]*(?:\r\n|\n|\r)"
_YAML = re.compile(rf"---(?P<form>yaml|toml|json)?{_LINE}")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[^\S\r\n]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_TOML = re.compile(rf"\+\+\+{_LINE}")
_TOML_END = re.compile(r"^\+\+\+[^\S\r\n]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_JSON = re.compile(r"(?:;;;\s*)?(?=\{\s*\")")
_JSON_END = re.compile(r"\s*(?:;;;)?[^\S\r\n]*(?:\r\n|\n|\r|\Z)")
_COMMENT = re.compile(rf"<!--(?:-+)?{_LINE}")
_COMMENT_END = re.compile(r"^-*-->[^\S\r\n]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_KEY = re.compile(r"\s*(?:#.*\s+)*[\w\"'-][\w \"'-]{0,40}:")
_HEADER = re.compile(
    r"(?:title|author|date|slug|category|tags|layout|published|byline|headline)\s?:\s+\S.*(?:\r\n|\n|\r)", re.IGNORECASE
)
_HEADER_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{1,30}?)\s?:[^\S\r\n]*(?P<value>.*)(?:\r\n|\n|\r|\Z)")
_HEADER_MORE = re.compile(r"[^\S\r\n]+(?P<value>\S.*)(?:\r\n|\n|\r|\Z)")
_PANDOC = re.compile(r"%[^\S\r\n]+(?P<value>\S.*)(?:\r\n|\n|\r)")
_NESTED = ("params", "extra", "taxonomies", "metadata", "meta")


class FrontMatterError(ValueError):
    """Front matter that is not used, and why."""


class FrontMatter(NamedTuple):
    """Where the article begins below its front matter, and how its values are read (raises FrontMatterError)."""

    end: int
    read: Callable[[], dict[str, Any]]

    def values(self) -> dict[str, Any]:
        """Return the values by their keys, in small letters without blanks and marks. Raises FrontMatterError."""
        values = self.read()
        flat = dict(values)
        for key in _NESTED:
            if isinstance(inner := values.get(key), dict):
                flat = {**inner, **flat}
        return {re.sub(r"[\W_]", "", str(key).lower()): value for key, value in flat.items()}


def front_matter(text: str) -> FrontMatter | None:
    """Return the front matter with which a text begins, None if there is none."""
    for form in (_fenced_yaml, _fenced_toml, _braced_json, _commented, _header_lines, _pandoc_lines):
        if found := form(text):
            return found
    return None


def _fenced_yaml(text: str) -> FrontMatter | None:
    if not (opening := _YAML.match(text)) or not (closing := _YAML_END.search(text, opening.end())):
        return None
    block = text[opening.end() : closing.start()]
    if opening["form"] in {"toml", "json"}:
        return FrontMatter(closing.end(), lambda: (_toml if opening["form"] == "toml" else _json)(block))
    # Prose between two rules is not front matter: that begins with a key.
    if not _KEY.match(block[:2_000]) and block.strip():
        return None
    return FrontMatter(closing.end(), lambda: _yaml(block))


def _fenced_toml(text: str) -> FrontMatter | None:
    if not (opening := _TOML.match(text)) or not (closing := _TOML_END.search(text, opening.end())):
        return None
    block = text[opening.end() : closing.start()]
    return FrontMatter(closing.end(), lambda: _toml(block))


def _braced_json(text: str) -> FrontMatter | None:
    if not (opening := _JSON.match(text)):
        return None
    try:
        values, end = json.JSONDecoder(strict=False).raw_decode(text[: LARGEST + opening.end()], opening.end())
    except (ValueError, RecursionError):
        return None
    closing = _JSON_END.match(text, end)
    known = isinstance(values, dict) and {"title", "date", "author", "headline"} & {str(key).lower() for key in values}
    return FrontMatter(closing.end(), lambda: values) if closing and known else None


def _commented(text: str) -> FrontMatter | None:
    if not (opening := _COMMENT.match(text)) or not (closing := _COMMENT_END.search(text, opening.end())):
        return None
    block = text[opening.end() : closing.start()]
    return FrontMatter(closing.end(), lambda: _yaml(block)) if _KEY.match(block[:2_000]) else None


def _header_lines(text: str) -> FrontMatter | None:
    if not _HEADER.match(text):
        return None
    values: dict[str, Any] = {}
    key, position = "", 0
    while position < min(len(text), LARGEST):
        if line := _HEADER_LINE.match(text, position):
            key = line["key"]
            values[key] = line["value"].strip()
        elif key and (line := _HEADER_MORE.match(text, position)):
            values[key] += f" {line['value'].strip()}"
        else:
            break
        position = line.end()
    blank = re.match(r"[^\S\r\n]*(?:\r\n|\n|\r|\Z)", text[position : position + 200])
    return FrontMatter(position, lambda: values) if blank and len(values) > 1 else None


def _pandoc_lines(text: str) -> FrontMatter | None:
    position = 0
    found: list[str] = []
    while len(found) < 3 and (line := _PANDOC.match(text, position)):
        found.append(line["value"].strip())
        position = line.end()
    values = dict(zip(("title", "author", "date"), found, strict=False))
    return FrontMatter(position, lambda: values) if found else None


def _yaml(block: str) -> dict[str, Any]:
    """Read YAML with every scalar as the string that stands there, so that no tag makes an object."""
    import yaml  # only for articles that have such front matter: loading it takes longer than reading a page of text

    from dossier.files import yaml_tree

    if len(block) > LARGEST:
        raise FrontMatterError(f"it is larger than {LARGEST // 1024} KB.")
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml_tree.events(block)):
            raise FrontMatterError("it refers to itself with aliases.")
        values = yaml.load(block, Loader=loader)  # noqa: S506 - BaseLoader makes strings, lists and dicts only
    except yaml_tree.TooDeepError:
        raise FrontMatterError("it is nested too deeply.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" in its line {mark.line + 1}" if mark else ""
        raise FrontMatterError(f"it is not valid YAML{place}.") from None
    if values is None or values == "":
        return {}
    if not isinstance(values, dict):
        raise FrontMatterError("it is not a list of `key: value` lines.")
    return values


def _toml(block: str) -> dict[str, Any]:
    import tomllib  # as with YAML above

    if len(block) > LARGEST:
        raise FrontMatterError(f"it is larger than {LARGEST // 1024} KB.")
    try:
        return tomllib.loads(block.replace("\r\n", "\n").replace("\r", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        raise FrontMatterError("it is not valid TOML.") from None


def _json(block: str) -> dict[str, Any]:
    try:
        values = json.loads(block[:LARGEST], strict=False)
    except (ValueError, RecursionError):
        raise FrontMatterError("it is not valid JSON.") from None
    if not isinstance(values, dict):
        raise FrontMatterError("it is not a JSON object.")
    return values
