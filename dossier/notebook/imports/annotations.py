"""Files of other programs → the quotations in them, each with what was written to it.

- Hypothesis: the JSON of its API or of its export (`rows` or `annotations`, with W3C selectors), and CSV.
- Zotero: annotations as JSON (`annotationText`, `annotationComment`, `annotationPageLabel`).
- W3C Web Annotations (JSON-LD), those that this program exports among them.
- Obsidian: a clipping in Markdown; its blockquotes and ==highlights== are the quotations, `source` its address.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dossier.files.yaml_tree import TreeError, parse
from dossier.model import DossierError

_KEYS = ("annotations", "rows", "items", "first", "@graph", "attachments")
_QUOTED = ("quote", "exact", "text", "highlight", "annotationtext")
_COMMENTS = ("comment", "note", "annotation", "annotationcomment")
_ADDRESSES = ("url", "uri", "source")
_HIGHLIGHT = re.compile(r"==(\S(?:.*?\S)?)==", re.DOTALL)
_HEAD = re.compile(r"\A---\r?\n(.*?)^---\r?$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Words that somebody highlighted, with what stood beside them and what was written to them.

    `address` is that of the page or file where they stood; `prefix` and `suffix` are the text around them.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    comment: str = ""
    tags: tuple[str, ...] = ()
    address: str = ""


def read_annotations(text: str, suffix: str) -> list[Annotation]:
    """Return the annotations of a file; `suffix` is that of its name. Raises DossierError where there are none."""
    readers = {".json": _json, ".jsonld": _json, ".csv": _csv, ".md": _markdown}
    if suffix not in readers:
        raise DossierError("Annotations are read from .json, .jsonld, .csv and .md files; export one of these.")
    found = [one for one in readers[suffix](text) if one.quote.strip()]
    if not found:
        raise DossierError("There are no annotations with quoted words in it.")
    return found


def _json(text: str) -> Iterator[Annotation]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DossierError("It is not JSON; export it once more.") from error
    yield from _found(value, "", 0)


def _found(value: Any, address: str, depth: int) -> Iterator[Annotation]:
    """Return the annotations in a value, at any depth of lists, with the address of what they are about."""
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _found(item, address, depth + 1)
    elif isinstance(value, dict):
        address = next((found for key in _ADDRESSES if (found := _text(value.get(key)))), address)
        if (one := _annotation(value, address)) is not None:
            yield one
        for key in _KEYS:
            yield from _found(value.get(key), address, depth + 1)


def _annotation(value: dict[str, Any], address: str) -> Annotation | None:
    if quote := _text(value.get("annotationText")):  # Zotero
        return Annotation(
            quote, comment=_text(value.get("annotationComment")), tags=_tags(value.get("tags")), address=address
        )
    for target in _list(value.get("target")):
        selectors = _list(target.get("selector")) if isinstance(target, dict) else []
        for selector in selectors:
            if isinstance(selector, dict) and (quote := _text(selector.get("exact"))):
                where = _text(target.get("source")) or address
                around = _text(selector.get("prefix")), _text(selector.get("suffix"))
                return Annotation(quote, *around, _comment(value), _tags(value.get("tags")) or _bodies(value)[1], where)
    return None


def _comment(value: dict[str, Any]) -> str:
    """Return what was written to an annotation: Hypothesis has it as `text`, W3C in the body."""
    return _text(value.get("text")) or _bodies(value)[0]


def _bodies(value: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return the comments and the tags of W3C bodies."""
    bodies = [body for body in _list(value.get("body")) if isinstance(body, dict)]
    tags = tuple(_text(body.get("value")) for body in bodies if body.get("purpose") == "tagging")
    comments = [
        _text(body.get("value")) for body in bodies if body.get("purpose") in {None, "commenting", "describing"}
    ]
    return "\n".join(filter(None, comments)), tuple(filter(None, tags))


def _csv(text: str) -> Iterator[Annotation]:
    for row in csv.DictReader(io.StringIO(text)):
        cells = {(key or "").strip().casefold(): value or "" for key, value in row.items() if isinstance(value, str)}
        quote = next((cells[key] for key in _QUOTED if cells.get(key)), "")
        comment = next((cells[key] for key in _COMMENTS if cells.get(key)), "")
        address = next((cells[key] for key in _ADDRESSES if cells.get(key)), "")
        yield Annotation(quote, comment=comment, tags=_tags(cells.get("tags")), address=address)


def _markdown(text: str) -> Iterator[Annotation]:
    head = _HEAD.match(text)
    address, tags = _front(head[1]) if head else ("", ())
    body = text[head.end() :] if head else text
    for match in _HIGHLIGHT.finditer(body):
        yield Annotation(match[1], tags=tags, address=address)
    block: list[str] = []
    for line in [*body.splitlines(), ""]:
        if line.startswith(">"):
            block.append(line[1:].strip())
        elif block:
            yield Annotation(_HIGHLIGHT.sub(r"\1", " ".join(block)), tags=tags, address=address)
            block = []


def _front(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the address and the tags that a clipping's head gives."""
    try:
        root = parse(text)
    except TreeError:
        return "", ()
    head = dict(root.pairs()) if root and root.kind == "mapping" else {}
    address = next((head[key].scalar or "" for key in _ADDRESSES if key in head), "")
    tags = head.get("tags")
    return address, tuple(item.scalar for item in tags.items or [tags] if item.scalar) if tags else ()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _tags(value: Any) -> tuple[str, ...]:
    """Return tags: a list of words or of objects with a `tag`, or words with commas."""
    if isinstance(value, str):
        return tuple(tag.strip() for tag in value.split(",") if tag.strip())
    found = [item.get("tag") if isinstance(item, dict) else item for item in _list(value)]
    return tuple(tag for tag in found if isinstance(tag, str) and tag.strip())
