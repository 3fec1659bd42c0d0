"""Private parts of Textual and Rich are touched in one package, and are those of the versions it was written for."""

from __future__ import annotations

import ast
import importlib
from importlib.metadata import version
from inspect import isfunction
from pathlib import Path

import pytest
from textual.message_pump import MessagePump

from dossier.tui.platform import private

PACKAGE = Path(private.__file__).parents[1]
TEXTUAL = "8.2."
# Modules, and what is private in them that tui/platform uses or overrides.
USED = {
    "textual._compositor": ("class Compositor", "_dirty_regions", "def cuts", "def visible_widgets", "ChopsUpdate"),
    "textual._xterm_parser": ("class XTermParser", "def feed"),
    "textual.app": ("def _fatal_error", "_exception", "_registered_themes", "def current_theme"),
    "textual.dom": ("_attach",),
    "textual.screen": ("self._compositor",),
    "textual.message_pump": ("self._parent", "def _close_messages_no_wait"),
    "textual.scroll_view": ("def _size_updated",),
    "rich._unicode_data": ("def load",),
}


def modules():
    return [path for path in PACKAGE.rglob("*.py") if path.parent.name != "platform"]


def test_this_is_the_version_of_textual_whose_private_parts_were_looked_at():
    """On another one: read in its source what `USED` names, run the app in a terminal, then change this test."""
    assert version("textual").startswith(TEXTUAL)


@pytest.mark.parametrize("name", USED)
def test_the_private_parts_are_there(name):
    source = Path(importlib.import_module(name).__file__).read_text(encoding="utf-8")
    assert [part for part in USED[name] if part not in source] == []


def test_no_other_module_imports_or_touches_what_is_private():
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert "._" not in (node.module or ""), path
            if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
                owner = ast.unparse(node.value)
                assert owner in ("self", "super()", "cls") or node.attr == "_replace", f"{path}: {owner}.{node.attr}"


def test_no_other_class_overrides_what_is_private():
    for path in modules():
        name = ".".join(("dossier.tui", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for thing in vars(importlib.import_module(name)).values():
            if isinstance(thing, type) and issubclass(thing, MessagePump) and thing.__module__ == name:
                bases = [vars(base) for base in thing.__mro__ if base.__module__.startswith("textual.")]
                own = [part for part, made in vars(thing).items() if part[0] == "_" != part[1] and isfunction(made)]
                assert [part for part in own if any(part in base for base in bases)] == [], thing
