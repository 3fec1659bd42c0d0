"""New values in the form in which a person wrote the old ones: block text stays block text, a list a list.

Each function returns edits as (start, end, text), or None where the value cannot be written so.
"""

from __future__ import annotations

import re

from dossier.files.yaml_edit import Edit, line_start, next_line, plain_enough, scalar
from dossier.files.yaml_tree import Node

_LITERAL = re.compile(r"\|[+-]?(?=[ \t]*(?:#[^\r\n]*)?(?P<newline>\r\n|\n)(?P<indent> +)[^ \r\n])")


def block_text(piece: str, node: Node, text: str) -> list[Edit] | None:
    """Return the edits that write text line by line below `|`, as the old value was."""
    header = _LITERAL.match(piece, node.start)
    lines = text.removesuffix("\n").split("\n")
    if not header or text[:1] in {"", " ", "\n"} or not lines[-1] or not all(plain_enough(line) for line in lines):
        return None
    first, end = header.end("newline"), node.end
    while end > first and piece[end - 1] in "\r\n \t":
        end -= 1
    body = header["newline"].join(f"{header['indent']}{line}" if line else "" for line in lines)
    return [(node.start, header.end(), "|" if text.endswith("\n") else "|-"), (first, end, body)]


def block_list(piece: str, node: Node, old: tuple[str, ...], new: tuple[str, ...], newline: str) -> list[Edit] | None:
    """Return the edits that add new items below the last, each behind a dash, and delete the lines of those gone."""
    if node.flow or not new or not _kept_in_order(old, new) or tuple(item.scalar for item in node.items) != old:
        return None
    lines = [_line(piece, item) for item in node.items]
    if not lines or not all(_one_line_item(piece[start:end]) for start, end in lines):
        return None
    edits = [(*line, "") for line, text in zip(lines, old, strict=True) if text not in new]
    start, end = lines[-1]
    dash = piece[start : node.items[-1].start]
    added = [f"{dash}{scalar(text)}" for text in new if text not in old]
    if added and piece[end - 1] not in "\r\n":
        return None
    return [*edits, (end, end, "".join(line + newline for line in added))]


def _kept_in_order(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Return whether the items that stay come first and in the order that they had."""
    kept = tuple(text for text in new if text in old)
    return new[: len(kept)] == kept == tuple(text for text in old if text in new)


def _one_line_item(lines: str) -> bool:
    return lines.lstrip().startswith("-") and "\n" not in lines.rstrip()


def _line(piece: str, node: Node) -> tuple[int, int]:
    return line_start(piece, node.start), next_line(piece, node.end)
