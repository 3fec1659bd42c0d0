"""Words and patterns that comparing and checking look for, from `data/words.yaml` and `data/patterns.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from dossier.text import data_files
from dossier.text.patterns import Patterns


@cache
def table(name: str) -> Any:
    """Return a table of the folder `data`, as it is written."""
    return data_files.table(files("dossier.linking") / "data" / f"{name}.yaml")


def word_list(name: str) -> frozenset[str]:
    """Return a list of words.yaml by its name."""
    return frozenset(table("words")[name])


PATTERNS = Patterns(lambda: table("patterns"))
