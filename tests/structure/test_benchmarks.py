"""Every benchmark can still be loaded: a name that it takes from elsewhere may have moved."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py") if not path.stem.startswith("__"))


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_is_loaded(name):
    importlib.import_module(f"benchmarks.{name}")
