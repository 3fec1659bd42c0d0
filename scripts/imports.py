"""The imports between the modules of `dossier`, read from the code: those inside functions and for typing count too.

    .venv/bin/python scripts/imports.py            # prints each circle of imports; exit 1 when there is one
    .venv/bin/python scripts/imports.py --rooms    # prints which room imports which, as a table
    .venv/bin/python scripts/imports.py --draw     # draws docs/rooms.svg

A circle means that no module of it can be read, tested or replaced alone. `tests/structure` finds any.
"""

import ast
import sys
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "dossier"
PICTURE = PACKAGE.parent / "docs" / "rooms.svg"


def modules(package: Path = PACKAGE) -> dict[str, Path]:
    """Return the path of every module by its dotted name; a package is the name of its `__init__`."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(package: Path = PACKAGE) -> dict[str, set[str]]:
    """Return for every module the modules of the package that it imports, anywhere in its text.

    `from a.b import c` is an import of `a.b.c` where that is a module, else of `a.b`.
    """
    known = modules(package)
    found: dict[str, set[str]] = {}
    for name, path in known.items():
        found[name] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found[name] |= {alias.name for alias in node.names if alias.name in known}
            elif isinstance(node, ast.ImportFrom) and node.module:
                wanted = {f"{node.module}.{alias.name}" for alias in node.names}
                inner = wanted & known.keys()
                found[name] |= inner
                if node.module in known and wanted - inner:
                    found[name].add(node.module)
        found[name].discard(name)
    return found


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of two and more nodes that reach one another (Tarjan's strongly connected components)."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found = []

    def visit(node: str) -> None:
        order[node] = lowest[node] = len(order)
        stack.append(node)
        for other in sorted(graph.get(node, ())):
            if other not in order:
                visit(other)
                lowest[node] = min(lowest[node], lowest[other])
            elif other in stack:
                lowest[node] = min(lowest[node], order[other])
        if lowest[node] == order[node]:
            at = stack.index(node)
            if len(stack) - at > 1:
                found.append(sorted(stack[at:]))
            del stack[at:]

    sys.setrecursionlimit(10_000)
    for node in sorted(graph):
        if node not in order:
            visit(node)
    return found


def rooms(graph: dict[str, set[str]], known: dict[str, Path], depth: int = 3) -> dict[str, set[str]]:
    """Return the same graph between packages, cut to `depth` names (`dossier.linking.compare`)."""

    def room(name: str) -> str:
        package = name if known[name].name == "__init__.py" else name.rpartition(".")[0]
        package = name if package == "dossier" else package
        return ".".join(package.split(".")[:depth])

    found: dict[str, set[str]] = defaultdict(set)
    for name, others in graph.items():
        found[room(name)] |= {room(other) for other in others} - {room(name)}
    return dict(found)


LAYERS = (
    ("faces", ("cli", "tui", "lsp", "report")),
    ("façade", ("dossier", "doctor", "drafts", "explanation")),
    ("one index run", ("indexing",)),
    ("kept", ("storing", "notebook")),
    ("the whole dossier", ("linking",)),
    ("one article", ("extracting", "reading")),
    ("shared", ("config", "model", "text", "files")),
)
"""The rooms from the faces down; each may import what stands below it."""

_WIDTH, _LINE, _GAP, _LEFT = 860, 17, 26, 130


def draw(known: dict[str, Path]) -> str:
    """Return an SVG picture of the rooms with their sub-packages, layer by layer."""
    parts, y = [], 20
    for layer, names in LAYERS:
        boxes = [(name, _inside(known, name)) for name in names if f"dossier.{name}" in known]
        height = 34 + _LINE * max(len(inside) for _, inside in boxes)
        width = (_WIDTH - _LEFT - 20) // len(boxes)
        parts.append(f'<text x="16" y="{y + 22}" class="layer">{layer}</text>')
        for i, (name, inside) in enumerate(boxes):
            x = _LEFT + i * width
            parts.append(f'<rect x="{x}" y="{y}" width="{width - 12}" height="{height}" rx="6"/>')
            parts.append(f'<text x="{x + 12}" y="{y + 22}" class="room">{name}</text>')
            parts += [
                f'<text x="{x + 12}" y="{y + 22 + _LINE * (line + 1)}">{words}</text>'
                for line, words in enumerate(inside)
            ]
        y += height + _GAP
        if layer != LAYERS[-1][0]:
            middle = (_LEFT + _WIDTH) // 2
            parts.append(f'<path d="M{middle} {y - _GAP + 4} V{y - 6} m-4 -5 l4 5 l4 -5"/>')
    style = (
        "text{font:13px sans-serif;fill:#333}.room{font-weight:bold}.layer{fill:#777}"
        "rect{fill:#f4f6f8;stroke:#9aa7b4}path{fill:none;stroke:#777}"
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y}" role="img">'
    title = "<title>The rooms of the package; each imports only what stands below it</title>"
    return "\n".join([head, title, f"<style>{style}</style>", *parts, "</svg>", ""])


def _inside(known: dict[str, Path], room: str) -> list[str]:
    """Return the names of a room's packages, of a package and its packages below, as lines."""
    top = f"dossier.{room}."
    packages = [n[len(top) :] for n, p in known.items() if n.startswith(top) and p.name == "__init__.py"]
    lines = []
    for name in (one for one in packages if "." not in one):
        below = [one.rpartition(".")[2] for one in packages if one.startswith(f"{name}.") and one.count(".") == 1]
        lines.append(f"{name}: {', '.join(below)}" if below else name)
    return lines


def main() -> int:
    """Print the circles, or with `--rooms` the imports between packages; `--draw` writes the picture."""
    graph = imports()
    if "--draw" in sys.argv:
        PICTURE.write_text(draw(modules()), encoding="utf-8")
        return 0
    if "--rooms" in sys.argv:
        for room, others in sorted(rooms(graph, modules()).items()):
            print(f"{room}: {', '.join(sorted(others)) or 'none'}")
        return 0
    found = circles(graph)
    for circle in found:
        print(" ↔ ".join(circle))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
