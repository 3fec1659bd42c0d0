"""Every unit that is read is written right and can be set beside others."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier.extracting.numerals.units import UNITS
from dossier.text import units
from dossier.text.data_files import entries
from dossier.text.units import unit_form


@pytest.mark.parametrize("unit", sorted({unit.name for unit in UNITS.values() if unit.kind != "money"}))
def test_every_unit_that_is_read_stands_in_the_table_with_its_plural(unit):
    named = {line.partition(" | ")[0] for line in entries(Path(units.__file__).with_name("units.txt"))}
    assert unit in named, f"{unit} needs a line in dossier/text/units.txt"


@pytest.mark.parametrize(
    ("unit", "other", "times"),
    [("square mile", "acre", 640), ("stone", "lb", 14), ("acre-foot", "cubic foot", 43_560), ("week", "hour", 168)],
)
def test_units_of_one_measure_are_converted(unit, other, times):
    one, two = unit_form(unit), unit_form(other)
    assert one.dimension == two.dimension
    assert one.factor / two.factor == pytest.approx(times)


def test_a_currency_is_compared_with_itself_only():
    assert unit_form("SEK") == ("SEK", "SEK", 1.0)
