"""No module of the package is in a circle of imports, those inside functions and for typing included."""

from __future__ import annotations

import ast

import pytest

from dossier import model
from scripts.imports import PICTURE, circles, draw, imports, modules, rooms


@pytest.fixture(scope="module")
def graph():
    return imports()


def test_no_modules_import_one_another(graph):
    assert circles(graph) == []


def test_a_circle_inside_a_function_is_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]


def test_no_rooms_import_one_another(graph):
    assert circles(rooms(graph, modules())) == []


def test_every_room_says_what_it_is_for():
    for name, path in modules().items():
        if path.name == "__init__.py":
            assert len(path.read_text(encoding="utf-8").partition("\n")[0]) > 30, name


def test_every_public_name_of_the_modules_of_the_model_is_found_in_the_package():
    defined = {
        name: module
        for module in model._MODULES
        for node in ast.parse((modules()["dossier.model"].with_name(f"{module}.py")).read_text(encoding="utf-8")).body
        for name in _names(node)
        if not name.startswith("_")
    }
    assert defined == model._HOMES
    assert all(hasattr(model, name) for name in defined)
    assert not hasattr(model, "Nothing")


def _names(node: ast.stmt) -> list[str]:
    """Return what a statement of a module defines."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def test_the_picture_of_the_rooms_is_that_of_the_code():
    assert PICTURE.read_text(encoding="utf-8") == draw(modules()), "draw it again: python scripts/imports.py --draw"
