"""Who gave a number that stands inside a quotation or beside one."""

from __future__ import annotations

import pytest

from dossier.extracting import extract
from dossier.model import Article, Zone


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We have 111 days left in this town,” said Mayor Marta Vidal.", "Marta Vidal"),
        ("Mayor Marta Vidal called it “a sad end” for 40 families.", "Marta Vidal"),
        ("Mayor Marta Vidal said that 40 families were “left in the cold”.", "Marta Vidal"),
        ("Mayor Marta Vidal, who has 40 cats, said the town was “left in the cold”.", None),
        ("Mayor Marta Vidal spoke of “a sad end”. The bridge cost 40 million dollars.", None),
        ("The bridge cost 40 million dollars.", None),
    ],
)
def test_whose_number(text, speaker):
    zones = (Zone(0, len(text), "body"),)
    found = extract(Article(id="a", path="a", title="", text=text, sha256="", published="2025-11-29", zones=zones))
    assert [quantity.speaker for quantity in found.quantities] == [speaker]


def test_everything_is_in_text_order_and_nothing_raises_on_nothing():
    assert extract(Article(id="a", path="a", title="", text="", sha256="")).quotations == ()
