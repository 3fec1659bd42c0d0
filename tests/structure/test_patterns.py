"""The patterns kept as data: each one is used, each one used exists, and each compiles."""

import re
from pathlib import Path

import pytest

from dossier.extracting.dates.context import PATTERNS as DATES
from dossier.extracting.lexicon import table
from dossier.extracting.lexicon.patterns import Patterns
from dossier.extracting.numerals.words import PATTERNS as NUMERALS
from dossier.extracting.quantities.vocabulary import PATTERNS as QUANTITIES

ROOMS = {"dates": DATES, "numerals": NUMERALS, "quantities": QUANTITIES}
EXTRACTING = Path(__file__).parents[2] / "dossier" / "extracting"


def used(room: str) -> set[str]:
    """Return the names of patterns that the code of a room asks for."""
    code = "".join(path.read_text("utf-8") for path in (EXTRACTING / room).glob("*.py"))
    return set(re.findall(r"\bPATTERNS\.(?:written\([\"'])?(?!written)(\w+)", code))


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_that_the_code_asks_for_is_in_the_table(room):
    assert used(room) <= table(f"patterns/{room}").keys()


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_of_the_table_is_asked_for_or_part_of_another(room):
    written = " ".join(map(str, table(f"patterns/{room}").values()))
    parts = set(re.findall(r"\{([a-z_]+\d?)\}", written))
    assert set(table(f"patterns/{room}")) - used(room) - parts == set()


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_compiles(room):
    for name in table(f"patterns/{room}"):
        assert re.compile(ROOMS[room].written(name))


def test_a_pattern_that_is_missing_is_named():
    with pytest.raises(AttributeError, match="no pattern “spring” in dates"):
        _ = Patterns("dates").spring
