"""Markdown becomes a page: front matter, headings and pictures first, the rest as plain text.

Marks of emphasis and links stay in the text as they stand.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from dossier.files import yaml_depth
from dossier.reading.page import Page
from dossier.reading.text import printed_dates
from dossier.reading.text.plain import Draft

LARGEST_FRONT_MATTER = 64 * 1024
"""Code points; front matter is a page of text, and a larger block is an attack or no front matter."""

_FRONT = re.compile(r"---[^\S\r\n]*(?:\r\n|\n|\r)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[^\S\r\n]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<title>\S.{0,400}?)(?:\s+#+)?\s*\Z")
_UNDERLINE = re.compile(r"(?:=+|-{3,})\Z")
_PICTURE = re.compile(r"!\[[^\]]{0,500}\]\([^)]{0,2000}\)\Z|<(?:img|figure)\b[^>]{0,2000}>\Z", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,4000}-->\Z|\[[^\]]{1,80}\]:\s?\S{1,2000}\Z")
_LINKED = re.compile(r"!?\[([^\]]{0,400})\]\([^)]{0,2000}\)")
_EMPHASIS = re.compile(r"(?<!\w)(?:\*{1,3}|_{1,3}|~~|`)(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3}|~~|`)(?!\w)")

_KEYS = {
    "title": ("title", "headline"),
    "date": ("date", "published", "publishdate", "pubdate", "date_published"),
    "byline": ("author", "byline", "authors", "creator"),
    "outlet": ("outlet", "site", "publication", "source", "publisher", "sitename"),
    "url": ("url", "link", "canonical", "permalink"),
    "language": ("lang", "language", "locale"),
}


class _UnusableError(ValueError):
    """Front matter that is not used, and why."""


def read_markdown(text: str) -> Page:
    """Part a Markdown text into zones and passages, and read its front matter and what it says of itself.

    Front matter that is no YAML mapping, larger than LARGEST_FRONT_MATTER, or that holds aliases is passed over
    with a remark; it is furniture all the same.
    """
    start, block = _front_matter(text)
    draft = Draft(text, start)
    if block is not None:
        try:
            _fill(draft, _values(block))
        except _UnusableError as error:
            draft.remarks.append(f"its front matter was passed over: {error}")
    _mark(draft)
    return draft.page()


def _front_matter(text: str) -> tuple[int, str | None]:
    """Give where the article begins and the YAML before it, None if there is none."""
    opening = _FRONT.match(text)
    if not opening:
        return 0, None
    closing = _CLOSE.search(text, opening.end())
    if not closing:
        return 0, None
    block = text[opening.end() : closing.start()]
    # A rule above and one below prose are no front matter: that begins with a key.
    if not re.match(r"\s*(?:#.*\s+)*[\w\"'-][\w \"'-]{0,40}:", block[:2_000]) and block.strip():
        return 0, None
    return closing.end(), block


def _values(block: str) -> dict[str, Any]:
    """Read front matter with every scalar as the string that stands there, so that no tag makes an object."""
    if len(block) > LARGEST_FRONT_MATTER:
        raise _UnusableError(f"it is larger than {LARGEST_FRONT_MATTER // 1024} KB.")
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml_depth.events(block)):
            raise _UnusableError("it refers to itself with aliases.")
        values = yaml.load(block, Loader=loader)  # noqa: S506 - BaseLoader makes strings, lists and dicts only
    except yaml_depth.TooDeepError:
        raise _UnusableError("it is nested too deeply.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" in its line {mark.line + 1}" if mark else ""
        raise _UnusableError(f"it is no valid YAML{place}.") from None
    if values is None or values == "":
        return {}
    if not isinstance(values, dict):
        raise _UnusableError("it is no list of `key: value` lines.")
    return {str(key).lower(): value for key, value in values.items()}


def _fill(draft: Draft, values: dict[str, Any]) -> None:
    found = {
        name: next((words for key in keys if (words := _words(values.get(key)))), None) for name, keys in _KEYS.items()
    }
    draft.title = found["title"]
    draft.byline = found["byline"]
    draft.outlet = found["outlet"]
    draft.url = found["url"] if found["url"] and "/" in found["url"] else None
    if found["language"]:
        draft.language = re.split(r"[-_]", found["language"])[0].lower()[:3]
    if found["date"]:
        draft.dates.add(found["date"], "front matter", day_first=printed_dates.day_first(draft.url))
        if "front matter" not in draft.dates.found:
            draft.remarks.append(f"the date in its front matter, {found['date'][:40]!r}, was not understood")


def _words(value: Any) -> str | None:
    """Give a value as one line: lists are joined, of mappings the name is taken."""
    if isinstance(value, list):
        return ", ".join(words for item in value[:20] if (words := _words(item))) or None
    if isinstance(value, dict):
        return _words(value.get("name"))
    words = " ".join(_LINKED.sub(r"\1", str(value or "")).split()).replace("[[", "").replace("]]", "")
    return words[:500] or None


def _mark(draft: Draft) -> None:
    """Mark headings, pictures and comments."""
    headline = False
    for index, unit in enumerate(draft.units):
        line = unit.text
        level = 0
        if heading := _HEADING.match(line):
            level, title = len(heading["marks"]), heading["title"]
        elif index + 1 < len(draft.units) and len(line) <= 200 and _underlined(draft, index):
            level, title = (1 if draft.units[index + 1].text[0] == "=" else 2), line
            draft.kinds[index + 1] = "furniture"
        elif _PICTURE.match(line):
            draft.kinds[index] = "caption"
        elif _COMMENT.match(line):
            draft.kinds[index] = "furniture"
        if level:
            first = not headline and (level == 1 or index == 0)
            draft.kinds[index] = "headline" if first else "subheading"
            if first:
                headline = True
                draft.title = draft.title or _bare(title)


def _underlined(draft: Draft, index: int) -> bool:
    """Whether the next unit is the line of = or - that makes this one a heading; no blank line parts them."""
    unit, following = draft.units[index], draft.units[index + 1]
    if not _UNDERLINE.match(following.text):
        return False
    between = draft.text[unit.end : following.start]
    return draft.kinds[index] is None and between.count("\n") + between.count("\r") - between.count("\r\n") == 1


def _bare(title: str) -> str:
    """Write a heading without its links and emphasis."""
    return _EMPHASIS.sub("", _LINKED.sub(r"\1", title)).strip()
