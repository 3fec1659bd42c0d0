"""The imports between the modules of `dossier`, read from the code: those inside functions and for typing count too.

    .venv/bin/python scripts/imports.py            # prints each circle of imports; exit 1 when there is one
    .venv/bin/python scripts/imports.py --rooms    # prints which room imports which, as a table

A circle means that no module of it can be read, tested or replaced alone. `tests/structure` finds any.
"""

import ast
import sys
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "dossier"


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


def main() -> int:
    """Print the circles, or with `--rooms` the imports between packages."""
    graph = imports()
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
