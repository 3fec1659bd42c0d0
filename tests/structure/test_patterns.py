"""The patterns and word lists kept as data: each one is used, each one used exists, and each compiles."""

import re
from functools import partial
from pathlib import Path

import pytest

from dossier.extracting.dates.context import PATTERNS as DATES
from dossier.extracting.lexicon import table
from dossier.extracting.numerals.words import PATTERNS as NUMERALS
from dossier.extracting.quantities.vocabulary import PATTERNS as QUANTITIES
from dossier.linking.text import vocabulary as linking
from dossier.text.patterns import Patterns

PACKAGE = Path(__file__).parents[2] / "dossier"
ROOMS = {
    "extracting/dates": (DATES, partial(table, "patterns/dates")),
    "extracting/numerals": (NUMERALS, partial(table, "patterns/numerals")),
    "extracting/quantities": (QUANTITIES, partial(table, "patterns/quantities")),
    "linking": (linking.PATTERNS, partial(linking.table, "patterns")),
}


def used(room: str) -> set[str]:
    """Return the names of patterns that the code of a room asks for."""
    code = "".join(path.read_text("utf-8") for path in (PACKAGE / room).rglob("*.py"))
    return set(re.findall(r"\bPATTERNS\.(?:written\([\"'])?(?!written)(\w+)", code))


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_that_the_code_asks_for_is_in_the_table(room):
    assert used(room) <= ROOMS[room][1]().keys()


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_of_the_table_is_asked_for_or_part_of_another(room):
    written = " ".join(map(str, ROOMS[room][1]().values()))
    parts = set(re.findall(r"\{([a-z_]+\d?)\}", written))
    assert set(ROOMS[room][1]()) - used(room) - parts == set()


def test_every_word_list_of_linking_is_asked_for_and_every_one_asked_for_is_there():
    code = "".join(path.read_text("utf-8") for path in (PACKAGE / "linking").rglob("*.py"))
    assert set(re.findall(r'\bword_list\("(\w+)"\)', code)) == set(linking.table("words"))


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_compiles(room):
    patterns, of_room = ROOMS[room]
    for name in of_room():
        assert re.compile(patterns.written(name))


def test_a_pattern_that_is_missing_is_named():
    with pytest.raises(AttributeError, match="no pattern “spring”"):
        _ = Patterns(dict).spring
