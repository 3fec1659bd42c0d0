"""Random YAML files as people and programs write them, for the readers and editors of this program's own files."""

from __future__ import annotations

import json
import random

import yaml

WORDS = (
    "harbour",
    "ferry: late",
    "yes",
    "12",
    "null",
    "#no",
    "Ines Duarte",
    "a, b",
    "- x",
    "“quoted”",
    "it's",
    "~",
    "é",
    "1e3",
)
IDS = ("a", "b1", "123", "n-20261121T231005Z-4f2a", "0x1F", "true", "2026-11-21", "c d", "1.5", "null", "~", "é")


def text(rng: random.Random) -> str:
    return " ".join(rng.sample(WORDS, rng.randrange(1, 4)))


def scalar(rng: random.Random, value: str, indent: str, newline: str, *, flow: bool = False) -> str:
    """Write a value in a random style."""
    style = rng.choice(("double", "single", "plain", "literal", "folded", "double over lines", "anchor"))
    if style == "single":
        return "'" + value.replace("'", "''") + "'"
    if style == "plain":
        return value
    if style in {"literal", "folded"} and not flow:
        mark = {"literal": "|", "folded": ">"}[style] + rng.choice(("", "-", "+"))
        end = rng.choice(("", newline, newline + newline))
        return f"{mark}{rng.choice(('', '  # note'))}{newline}{indent}  {value}{end}"
    if style == "double over lines":
        return json.dumps(value, ensure_ascii=False).replace(" ", f"{newline}{indent}   ", 1)
    if style == "anchor":
        return f"&x{rng.randrange(3)} " + json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)


def note(rng: random.Random, newline: str, indent: str = "") -> str:
    """Write a note in a random form, sometimes broken."""
    inner = indent + "  "
    start = rng.randrange(50)
    pairs = [
        ("id", rng.choice(IDS)),
        ("quote", scalar(rng, text(rng), inner, newline)),
        ("article", rng.choice(("in/a.txt", "'in/a.txt'", '"in/a.txt"'))),
    ]
    if rng.random() < 0.6:
        pairs.append(("comment", rng.choice(("", "null", "~", '""', "|", scalar(rng, text(rng), inner, newline)))))
    if rng.random() < 0.7:
        pairs.append(
            (
                "tags",
                rng.choice(
                    (
                        "",
                        "[]",
                        "[a, b]",
                        "null",
                        "one",
                        f"{newline}{inner}- a{newline}{inner}- b",
                        f"{newline}{inner}# none yet",
                        f"{newline}{inner}  - a  # why",
                        f"{newline}{inner}- {newline}{inner}- x",
                        "[a,  # why\n   b]",
                    )
                ),
            )
        )
    if rng.random() < 0.4:
        pairs.append(("speaker", rng.choice((scalar(rng, text(rng), inner, newline), "*x0", "null"))))
    if rng.random() < 0.1:
        pairs.append((rng.choice(("comment", "id", "colour")), "again"))
    selectors = ("{exact: words, prefix: p, suffix: s}", f"{{start: {start}, end: {start + 5}}}")
    target = f"{newline}{inner}  selector:" + "".join(f"{newline}{inner}  - {one}" for one in selectors)
    if rng.random() < 0.3:
        target = f" {{selector: [{{exact: words}}, {{start: {start}, end: {start + 5}}}]}}"
    pairs.append(("target", target.removeprefix(" ")))
    if rng.random() < 0.5:
        rng.shuffle(pairs)
    lines = []
    for key, value in pairs:
        if rng.random() < 0.15:
            lines.append(f"{inner}# about {key}")
        end = rng.choice(("", "", "", "  # mine")) if not value.endswith(newline) and value[:1] not in "|>" else ""
        lines.append(f"{inner}{key}:{'' if value.startswith(newline) else ' '}{value}{end}")
    if rng.random() < 0.15:
        values = (("id", rng.choice(IDS)), ("quote", "q"), ("article", "a"))
        flat = ", ".join(f"{key}: {json.dumps(value)}" for key, value in values)
        return f"{indent}- {{{flat}, target: {{selector: [{{start: 1, end: 2}}]}}}}{newline}"
    first = next((at for at, line in enumerate(lines) if not line.lstrip().startswith("#")), 0)
    lines[: first + 1] = [indent + "- " + lines[first].lstrip()] if rng.random() < 0.9 else lines[: first + 1]
    return newline.join(lines) + newline


def notebook(rng: random.Random) -> str:
    """Write a notebook of some notes, with what else may stand in such a file."""
    newline = rng.choice(("\n", "\n", "\n", "\r\n"))
    indent = rng.choice(("", "", "", "  "))
    pieces = []
    for _ in range(rng.randrange(5)):
        if rng.random() < 0.3:
            pieces.append(rng.choice(("# a comment", "", "   ", "  # more", "---")) + newline)
        pieces.append(note(rng, newline, indent))
    if rng.random() < 0.1:
        pieces.append(rng.choice(("- just words", "...", "x: y", "- - a", "- [", "- 'open", "- *x1", "- |")) + newline)
    if rng.random() < 0.4:
        pieces.append(rng.choice(("# the end", "  # the end", newline, "\t", "# x" + newline)))
    whole = "".join(pieces)
    if rng.random() < 0.2:
        whole = whole.rstrip(newline)
    if rng.random() < 0.05:
        others = ("a: 1\n", "words", "[]", "[{id: a}]", "{}", "null", "# only\n", "a: []\n", "--- []\n", "&a []")
        whole = rng.choice(others)
    return rng.choice(("", "", "", "", "\ufeff")) + whole


def loaded(written: str) -> object:
    """Return what YAML's safe reader makes of a text, values as they are written; None for what it cannot read."""

    class Plain(yaml.SafeLoader):
        pass

    Plain.yaml_implicit_resolvers = {}
    try:
        return list(yaml.load_all(written, Plain))
    except (yaml.YAMLError, ValueError):
        return None
    except TypeError:  # a list as a key
        return None


def pairs(rng: random.Random, values: tuple[str, ...]) -> str:
    """Write a file of `name: value` lines, with what else may stand in such a file."""
    newline = rng.choice(("\n", "\n", "\r\n"))
    pieces = []
    for name in rng.sample(("a", "b c", '"two\\nlines"', "“x”", "12", "'#no'", "a"), rng.randrange(5)):
        value = rng.choice((*values, "'quoted'", "*x0", "[list]", "")) if rng.random() < 0.3 else rng.choice(values)
        written = value if rng.random() < 0.6 or value[:1] in "*['" else scalar(rng, value, "", newline)
        end = "" if written.endswith(newline) else rng.choice(("", "  # mine")) + newline
        pieces.append(f"{name}: {written}{end}")
        if rng.random() < 0.2:
            pieces.append(rng.choice(("# comment", "", "  # in", "---")) + newline)
    whole = "".join(pieces)
    if rng.random() < 0.2:
        whole = whole.rstrip(newline) + rng.choice(("", "# end"))
    if rng.random() < 0.1:
        whole = rng.choice(
            ("{a: seen, 12: wrong}\n", "- a\n", "words", "&m {a: seen}", "  a: seen\n  b c: wrong", "? a\n: seen\n")
        )
    return rng.choice(("", "", "", "\ufeff")) + whole
