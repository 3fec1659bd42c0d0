"""No module of the package is in a circle of imports, those inside functions and for typing included."""

from __future__ import annotations

import ast
import inspect

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


def test_every_name_of_the_model_is_found_in_the_module_that_it_is_typed_from():
    typed = {
        alias.name: node.module
        for node in ast.walk(ast.parse(inspect.getsource(model)))
        if isinstance(node, ast.ImportFrom) and node.module.startswith("dossier.model.")
        for alias in node.names
    }
    assert {name: f"dossier.model.{module}" for name, module in model._HOMES.items()} == typed
    assert all(hasattr(model, name) for name in typed)
    assert not hasattr(model, "Nothing")


def test_the_picture_of_the_rooms_is_that_of_the_code():
    assert PICTURE.read_text(encoding="utf-8") == draw(modules()), "draw it again: python scripts/imports.py --draw"
