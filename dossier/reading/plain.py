"""Plain text becomes a page."""

from __future__ import annotations

from dossier.model import Zone
from dossier.reading.page import Page
from dossier.reading.passages import passages
from dossier.reading.units import units


def read_plain(text: str) -> Page:
    """Part a text into zones and passages."""
    found = units(text)
    headline = found[0] if found and not found[0].text.endswith((".", "”", '"')) else None
    zones = [Zone(0, len(text), "body")]
    body = found
    if headline and len(found) > 1:
        zones = [Zone(0, found[1].start, "headline"), Zone(found[1].start, len(text), "body")]
        body = found[1:]
    title = (headline or found[0]).text[:100] if found else None
    return Page(tuple(zones), tuple(p for unit in body for p in passages(text, unit.start, unit.end)), title)
