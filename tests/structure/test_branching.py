"""Functions branch little: ruff holds every module to the bar but those that were over it, and these grow fewer."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
BAR = 15
# Modules that were over the bar when it was set. Take out what was mended; put nothing in.
OVER: set[str] = set()


def test_the_bar_holds_everywhere_but_in_modules_that_were_over_it():
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert lint["mccabe"]["max-complexity"] <= BAR
    assert "C901" not in lint["ignore"]
    assert {name for name, rules in lint["per-file-ignores"].items() if "C901" in rules} <= OVER


def test_no_function_is_let_off_in_its_own_module():
    here = Path(__file__)
    modules = [
        path for folder in ("dossier", "scripts", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py")
    ]
    assert [path.name for path in modules if path != here and "noqa: C901" in path.read_text(encoding="utf-8")] == []
