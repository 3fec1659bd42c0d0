"""Capital letters for what was kept in small ones."""

from dossier.text.casing import cased


def test_places_and_peoples_are_written_as_their_names_are():
    names = ["Tacna", "Chilean", "Republic of Peru"]
    assert cased("regional governor of tacna", names) == "regional governor of Tacna"
    assert cased("chilean security minister", names) == "Chilean security minister"
    assert cased("foreign minister of peru", names) == "foreign minister of Peru"
